//! `canvas`: a drawing laid out at once. Knows Typst, knows nothing of surveys.
//!
//! Typst takes each mark of a drawing through realisation, a small document of its own and its memory: measured, that is an eighth of the
//! work of a dossier. What a drawing is made of needs none of it: shapes, blocks, stacks and words (`plain`) placed on each other stand here
//! where Typst would put them, by its own rules (`flow`, `block`, `stack`). All else – words with boxes between them, grids, round corners –
//! is given to Typst as it is. The templates draw the same without this function, as under the plain Typst command, and a test compares.
//!
//! A drawing fits its room: what is higher than the block that holds it is cut by Typst and drawn whole here.

mod block;
mod flow;
mod stack;

use typst::comemo::Tracked;
use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{
    Args, Content, Context, NativeElement, NativeFuncData, NativeFuncPtr, Packed, Resolve,
    SequenceElem, Smart, StyleChain, StyledElem, Target, Value,
};
use typst::introspection::{Locator, MetadataElem, SplitLocator, Tag};
use typst::layout::{
    AlignElem, Axes, BlockElem, Frame, GridElem, PlaceElem, Ratio, Region, Rel, Spacing, StackElem,
    VElem,
};
use typst::model::ParbreakElem;
use typst::pdf::ArtifactElem;
use typst::text::SpaceElem;
use typst::visualize::{
    CircleElem, CurveElem, EllipseElem, LineElem, PolygonElem, RectElem, SquareElem,
};
use typst_layout::layout_frame;

use super::native::{STRUCTURE, captured, native};
use flow::{Flow, Place};

/// What the templates call.
pub(super) static CANVAS: NativeFuncData = native(
    "canvas",
    "Canvas",
    "A drawing laid out at once.",
    NativeFuncPtr(&call),
);

/// `canvas(body)`: the body in a block as wide as the room, that no page cuts.
fn call(_: &mut Engine, _: Tracked<Context>, args: &mut Args) -> SourceResult<Value> {
    let body: Content = args.expect("body")?;
    let captured = captured(Value::Content(body), args.span);
    let mut block = BlockElem::single_layouter(captured, lay_out);
    block.width.set(Smart::Custom(Rel::from(Ratio::one())));
    Ok(Value::Content(block.pack()))
}

fn lay_out(
    captured: &Packed<MetadataElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    region: Region,
) -> SourceResult<Frame> {
    let Value::Content(body) = &captured.value else {
        bail!(captured.span(), "canvas: nothing to draw");
    };
    let locator = locator.split();
    let artifacts = 0;
    Canvas {
        engine,
        locator,
        artifacts,
    }
    .region(body, styles, region)
}

/// What lays out a drawing.
struct Canvas<'a, 'e> {
    engine: &'a mut Engine<'e>,
    /// Gives each part that Typst lays out a place of its own in the document.
    locator: SplitLocator<'a>,
    /// How many decorations it has met.
    artifacts: u128,
}

impl Canvas<'_, '_> {
    /// Lays content out in a region, one block under the other, or hands it to Typst whole when lines of text stand in it.
    fn region(
        &mut self,
        content: &Content,
        styles: StyleChain,
        region: Region,
    ) -> SourceResult<Frame> {
        let Some(children) = children(content) else {
            return self.by_typst(content, styles, region);
        };
        let mut flow = Flow::new(region, children == 1);
        self.child(content, styles, &mut flow)?;
        Ok(flow.finished())
    }

    fn by_typst(
        &mut self,
        content: &Content,
        styles: StyleChain,
        region: Region,
    ) -> SourceResult<Frame> {
        let locator = self.locator.next(&content.span());
        layout_frame(self.engine, content, locator, styles, region)
    }

    /// Lays out what [`children`] counts.
    fn child(
        &mut self,
        content: &Content,
        styles: StyleChain,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if let Some(sequence) = content.to_packed::<SequenceElem>() {
            for part in &sequence.children {
                self.child(part, styles, flow)?;
            }
        } else if let Some(styled) = content.to_packed::<StyledElem>() {
            self.child(&styled.child, styles.chain(&styled.styles), flow)?;
        } else if let Some(aligned) = content.to_packed::<AlignElem>() {
            let set = AlignElem::alignment
                .set(aligned.alignment.get(styles))
                .wrap();
            self.child(&aligned.body, styles.chain(&set), flow)?;
        } else if let Some(place) = content.to_packed::<PlaceElem>() {
            self.place(place, styles, flow)?;
        } else if let Some(block) = content.to_packed::<BlockElem>() {
            self.block(block, styles, flow)?;
        } else if content.is::<GridElem>() {
            // Breakable in Typst, but a region without a next one never breaks it.
            let frame = self.by_typst(content, styles, flow.room())?;
            flow.block(frame, &Packed::new(BlockElem::new()), styles);
        } else if let Some(artifact) = content.to_packed::<ArtifactElem>() {
            self.artifact(artifact, styles, flow)?;
        } else if let Some(space) = content.to_packed::<VElem>() {
            flow.space(space, styles);
        } else if let Some(stack) = content.to_packed::<StackElem>()
            && stack::is_known(stack, styles)
        {
            let frame = self.stack(stack, styles, flow.room())?;
            flow.block(frame, &Packed::new(BlockElem::new()), styles);
        } else if let Some(rule) = self.engine.library.rules.get(Target::Paged, content) {
            let shown = rule.apply(content, self.engine, styles)?;
            let Some(block) = shown.to_packed::<BlockElem>() else {
                bail!(content.span(), "canvas: a shape without a block");
            };
            self.block(block, styles, flow)?;
        }
        Ok(())
    }

    /// What decorates, between marks that keep it from who hears the page.
    fn artifact(
        &mut self,
        artifact: &Packed<ArtifactElem>,
        styles: StyleChain,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        self.artifacts += 1;
        let (key, span) = (self.artifacts, artifact.span());
        let location = self.locator.next_location(self.engine, key, span);
        let mut marked = artifact.clone();
        marked.set_location(location);
        flow.tag(Tag::Start(marked.pack(), STRUCTURE));
        self.child(&artifact.body, styles, flow)?;
        flow.tag(Tag::End(location, key, STRUCTURE));
        Ok(())
    }

    fn place(
        &mut self,
        place: &Packed<PlaceElem>,
        styles: StyleChain,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let Smart::Custom(alignment) = place.alignment.get(styles) else {
            bail!(place.span(), "canvas: nothing floats");
        };
        let set = AlignElem::alignment.set(alignment).wrap();
        let region = Region::new(flow.base(), Axes::splat(false));
        let frame = self.region(&place.body, styles.chain(&set), region)?;
        let x = alignment.x().unwrap_or_default().resolve(styles);
        let y = alignment.y().map(|y| y.resolve(styles));
        let by = Axes::new(place.dx.get(styles), place.dy.get(styles)).resolve(styles);
        flow.placed(Place { frame, x, y, by });
        Ok(())
    }

    fn block(
        &mut self,
        block: &Packed<BlockElem>,
        styles: StyleChain,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let frame = self.boxed(block, styles, flow.room())?;
        flow.block(frame, block, styles);
        Ok(())
    }
}

/// How many blocks and marks content is made of; none where lines of text stand in it, or what is not known here.
fn children(content: &Content) -> Option<usize> {
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        sequence.children.iter().map(children).sum()
    } else if let Some(styled) = content.to_packed::<StyledElem>() {
        children(&styled.child)
    } else if let Some(aligned) = content.to_packed::<AlignElem>() {
        children(&aligned.body)
    } else if let Some(artifact) = content.to_packed::<ArtifactElem>() {
        children(&artifact.body)
    } else if content.is::<SpaceElem>() || content.is::<ParbreakElem>() {
        Some(0)
    } else if let Some(space) = content.to_packed::<VElem>() {
        matches!(space.amount, Spacing::Rel(_)).then_some(1)
    } else if content.is::<PlaceElem>()
        || content.is::<BlockElem>()
        || content.is::<GridElem>()
        || content.is::<StackElem>()
        || content.is::<LineElem>()
        || content.is::<RectElem>()
        || content.is::<SquareElem>()
        || content.is::<CircleElem>()
        || content.is::<EllipseElem>()
        || content.is::<PolygonElem>()
        || content.is::<CurveElem>()
    {
        Some(1)
    } else {
        None
    }
}
