//! `margin-line`: the line at the head or the foot of each page. Knows Typst, knows nothing of surveys.
//!
//! It tells what is known only once all pages are there: the section that a page opens with, its rank, how many there are. Typst finds out
//! by laying the pages out again. Here they keep a place for the line, and [`written`] writes it when they are done. The templates have a
//! slower twin for the plain Typst command.

use typst::World;
use typst::comemo::{Track, Tracked};
use typst::diag::{At, HintedStrResult, SourceResult};
use typst::ecow::{EcoString, EcoVec};
use typst::engine::Engine;
use typst::foundations::{
    Args, Context, Dict, NativeElement, NativeFuncData, NativeFuncPtr, Packed, Resolve, Selector,
    Smart, StyleChain, Styles, Value,
};
use typst::introspection::{Introspector, Locator, MetadataElem, Tag, TagFlags};
use typst::layout::{
    Abs, BlockElem, Frame, FrameItem, GroupItem, Length, Point, Ratio, Region, Rel, Size, Sizing,
};
use typst::model::{Document, HeadingElem};
use typst::syntax::Span;
use typst::visualize::{Geometry, Stroke};
use typst_layout::{Page, PagedDocument};

use super::native::{captured, named, native};
use super::plain;

/// What the templates call.
pub(super) static MARGIN_LINE: NativeFuncData = native(
    "margin-line",
    "Margin Line",
    "The line at the head or the foot of each page.",
    NativeFuncPtr(&call),
);

/// Under which names a place keeps what was given to it, the styles around it and its size.
const GIVEN: &str = "margin-line";
const STYLES: &str = "styles";
const WIDTH: &str = "width";
const HEIGHT: &str = "height";

/// Marks a place in a page: nobody asks for it, nobody hears it.
const PLACE: TagFlags = TagFlags {
    introspectable: false,
    tagged: false,
};

/// `margin-line((left: (words: "…", size: 8pt, …), right: (…), room: 60mm, rule: 0.5pt, gap: 2mm, foot: true, top: 50mm))`: what `plain` takes, at
/// both ends of a line, the left one within `room`; a rule at a `gap` from them, above at the foot and under at the head. In the right words,
/// `{section}`, `{page}` and `{pages}` stand for what the page will be; a section that starts above `top` is the one that a page opens with.
/// Nothing stands on the first page.
fn call(_: &mut Engine, _: Tracked<Context>, args: &mut Args) -> SourceResult<Value> {
    let given: Dict = args.expect("line")?;
    let captured = captured(Value::Dict(given), args.span);
    let mut block = BlockElem::single_layouter(captured, keep_place);
    let whole = Rel::<Length>::from(Ratio::one());
    block.width.set(Smart::Custom(whole));
    block.height.set(Sizing::Rel(whole));
    Ok(Value::Content(block.pack()))
}

/// An empty frame with all that is needed to write the line later.
fn keep_place(
    captured: &Packed<MetadataElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    region: Region,
) -> SourceResult<Frame> {
    let span = captured.span();
    let mut kept = Dict::new();
    kept.insert(GIVEN.into(), captured.value.clone());
    kept.insert(STYLES.into(), Value::Styles(styles.to_map()));
    kept.insert(WIDTH.into(), Value::Length(region.size.x.into()));
    kept.insert(HEIGHT.into(), Value::Length(region.size.y.into()));
    let mut place = Packed::new(MetadataElem::new(Value::Dict(kept))).spanned(span);
    place.set_location(locator.split().next_location(engine, 0, span));
    let mut frame = Frame::soft(region.size);
    frame.push(
        Point::zero(),
        FrameItem::Tag(Tag::Start(place.pack(), PLACE)),
    );
    Ok(frame)
}

/// The document with the lines of its pages.
pub(super) fn written(document: PagedDocument, world: &dyn World) -> SourceResult<PagedDocument> {
    let sections = sections(&document);
    let pages = document.pages().len();
    let mut all = EcoVec::with_capacity(pages);
    let mut any = false;
    for (rank, page) in document.pages().iter().enumerate() {
        let told = Told {
            sections: &sections,
            page: rank + 1,
            pages,
            world: world.track(),
        };
        let frame = if rank > 0 {
            told.within(&page.frame)?
        } else {
            None
        };
        any |= frame.is_some();
        let frame = frame.unwrap_or_else(|| page.frame.clone());
        all.push(Page {
            frame,
            ..page.clone()
        });
    }
    if !any {
        return Ok(document);
    }
    Ok(PagedDocument::new(all, document.info().clone()))
}

/// Where the title of a section stands, and its words.
struct Section {
    page: usize,
    y: Abs,
    words: EcoString,
}

fn sections(document: &PagedDocument) -> Vec<Section> {
    let introspector = document.introspector();
    let headings = introspector.query(&Selector::Elem(HeadingElem::ELEM, None));
    let titles = headings.iter().filter_map(|heading| {
        let title = heading.to_packed::<HeadingElem>()?;
        let level = title.resolve_level(StyleChain::default());
        let position = introspector.position(title.location()?)?;
        (level.get() == 1).then(|| Section {
            page: position.page.get(),
            y: position.point.y,
            words: title.body.plain_text(),
        })
    });
    titles.collect()
}

/// What the line of a page tells.
struct Told<'a> {
    sections: &'a [Section],
    page: usize,
    pages: usize,
    world: Tracked<'a, dyn World + 'a>,
}

impl Told<'_> {
    /// The frame with its lines; `None` where none is kept a place in it.
    fn within(&self, frame: &Frame) -> SourceResult<Option<Frame>> {
        let mut changed: Option<Frame> = None;
        for (rank, (at, item)) in frame.items().enumerate() {
            let new = match item {
                FrameItem::Group(group) => self.within(&group.frame)?.map(|frame| {
                    let group = GroupItem {
                        frame,
                        ..group.clone()
                    };
                    (*at, FrameItem::Group(group))
                }),
                FrameItem::Tag(Tag::Start(place, PLACE)) => {
                    let line = self.line(place.to_packed::<MetadataElem>())?;
                    line.map(|line| (*at, FrameItem::Group(GroupItem::new(line))))
                }
                _ => None,
            };
            if let Some((at, item)) = new {
                changed
                    .get_or_insert_with(|| start_of(frame, rank))
                    .push(at, item);
            } else if let Some(changed) = &mut changed {
                changed.push(*at, item.clone());
            }
        }
        Ok(changed)
    }

    fn line(&self, place: Option<&Packed<MetadataElem>>) -> SourceResult<Option<Frame>> {
        let Some((place, Value::Dict(kept))) = place.map(|place| (place, &place.value)) else {
            return Ok(None);
        };
        self.drawn(kept).map(Some).at(place.span())
    }

    fn drawn(&self, kept: &Dict) -> HintedStrResult<Frame> {
        let needed = |dict: &Dict, name: &str| dict.get(name).cloned();
        let given: Dict = needed(kept, GIVEN)?.cast()?;
        let styles: Styles = needed(kept, STYLES)?.cast()?;
        let styles = StyleChain::new(&styles);
        let length = |dict: &Dict, name: &str| -> HintedStrResult<Abs> {
            Ok(needed(dict, name)?.cast::<Length>()?.resolve(styles))
        };
        let (width, height) = (length(kept, WIDTH)?, length(kept, HEIGHT)?);
        let (room, gap) = (length(&given, "room")?, length(&given, "gap")?);
        let section = self.section(length(&given, "top")?);
        let end = |look: &Dict, room: Abs| -> HintedStrResult<Frame> {
            plain::words(look, self.world, styles, room)
        };
        let left: Dict = needed(&given, "left")?.cast()?;
        let mut right: Dict = needed(&given, "right")?.cast()?;
        let words: EcoString = needed(&right, "words")?.cast()?;
        // The section last: its title is what somebody wrote.
        let words = words
            .replace("{pages}", &self.pages.to_string())
            .replace("{page}", &self.page.to_string())
            .replace("{section}", section);
        right.insert("words".into(), Value::Str(words.into()));
        let (left, right) = (end(&left, room)?, end(&right, width - room)?);
        let foot = named::<bool>(&given, "foot")?.unwrap_or(false);
        let mut frame = Frame::soft(Size::new(width, height));
        let stroke = needed(&given, "rule")?.cast::<Stroke>()?;
        let rule = Geometry::Line(Point::with_x(width))
            .stroked(stroke.resolve(styles).unwrap_or_default());
        let y = if foot { Abs::zero() } else { height };
        frame.push(Point::with_y(y), FrameItem::Shape(rule, Span::detached()));
        for (x, words) in [(Abs::zero(), left), (room, right)] {
            let y = if foot {
                gap
            } else {
                height - gap - words.height()
            };
            frame.push_frame(Point::new(x, y), words);
        }
        Ok(frame)
    }

    /// The section that the page opens with: the one that starts above `top`, or the last one before.
    fn section(&self, top: Abs) -> &str {
        let mut opened = "";
        for section in self.sections.iter().take_while(|it| it.page <= self.page) {
            if section.page == self.page {
                if opened.is_empty() || section.y < top {
                    opened = &section.words;
                }
                break;
            }
            opened = &section.words;
        }
        opened
    }
}

/// The first items of a frame, in a frame like it.
fn start_of(frame: &Frame, count: usize) -> Frame {
    let mut start = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        start.set_baseline(frame.baseline());
    }
    start.push_multiple(frame.items().take(count).cloned());
    start
}
