//! `plain`: words set without a paragraph. Knows Typst, knows nothing of surveys.
//!
//! A paragraph is shaped, broken and realised: for a number in a cell that is nine tenths of the work. Here letters follow each other by
//! their own widths, moved together in pairs and hyphenated only where that is asked for, without ligatures, digits all as wide as the
//! widest; lines are filled one after the other. The templates give the same arguments to a paragraph where this function is missing, as
//! under the plain Typst command.

use typst::World;
use typst::comemo::Tracked;
use typst::diag::{At, HintedStrResult, SourceResult, bail};
use typst::ecow::{EcoString, eco_format};
use typst::engine::Engine;
use typst::foundations::{
    Args, Content, Context, Dict, NativeElement, NativeFuncData, NativeFuncPtr, Packed, Resolve,
    Smart, StyleChain, Value,
};
use typst::introspection::{Locator, MetadataElem, Tag};
use typst::layout::{
    Abs, AlignElem, Alignment, Axes, BlockElem, Em, FixedAlignment, Frame, FrameItem, Length,
    Point, Region, Rel, Size, Sizing, Spacing,
};
use typst::model::ParElem;
use typst::text::{FontWeight, TextElem};
use typst::utils::Numeric;
use typst::visualize::{Color, Paint};

use super::face::{ASCENT, Face, Ink, Letter};
use super::lines::{Hyphens, Line, breadth, broken};
use super::native::{STRUCTURE, captured, named, native};

/// What the templates call.
pub(super) static PLAIN: NativeFuncData = native(
    "plain",
    "Plain",
    "Words set without a paragraph.",
    NativeFuncPtr(&call),
);

/// `plain("words", size: 8pt, leading: 2pt, weight: "semibold", fill: ink, kerning: true, hyphenate: true)`: what is not given is that of
/// the text around, but pairs and hyphens are only for who asks. Instead of a string: an array of strings and of
/// `(text: "words", weight: …, fill: …)`, which follow each other. A line feed ends a line.
///
/// With `spacing: 3pt`, an array of such words, each a paragraph for who hears the page, and so much between two of them.
///
/// The words stand in a block, with `around: 3pt` above and under it, of a `width` and a `height` if they are given; `align` says where.
fn call(_: &mut Engine, _: Tracked<Context>, args: &mut Args) -> SourceResult<Value> {
    let mut given = Dict::new();
    given.insert("words".into(), args.expect("words")?);
    for name in [
        "size",
        "leading",
        "spacing",
        "weight",
        "fill",
        "kerning",
        "hyphenate",
        "align",
    ] {
        if let Some(value) = args.named::<Value>(name)? {
            given.insert(name.into(), value);
        }
    }
    let captured = captured(Value::Dict(given), args.span);
    let mut block = BlockElem::single_layouter(captured, lay_out);
    if let Some(width) = args.named::<Rel<Length>>("width")? {
        block.width.set(Smart::Custom(width));
    }
    if let Some(height) = args.named::<Rel<Length>>("height")? {
        block.height.set(Sizing::Rel(height));
    }
    if let Some(around) = args.named::<Spacing>("around")? {
        block.above.set(Smart::Custom(around));
        block.below.set(Smart::Custom(around));
    }
    Ok(Value::Content(block.pack()))
}

fn lay_out(
    captured: &Packed<MetadataElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    region: Region,
) -> SourceResult<Frame> {
    let span = captured.span();
    let Value::Dict(given) = &captured.value else {
        bail!(span, "plain: nothing to set");
    };
    let given = Given::of(given, styles).at(span)?;
    let mut set = Vec::with_capacity(given.paragraphs.len());
    for runs in &given.paragraphs {
        let Some(words) = Words::of(runs, &given, engine.world, styles) else {
            bail!(span, "plain: no font of the family is there");
        };
        let lines = words.lines(&given, region.size.x);
        set.push((words, lines));
    }
    let lines = set.iter().flat_map(|(_, lines)| lines);
    let widest = lines.map(|line| line.width).max().unwrap_or_default();
    let width = if region.expand.x && region.size.x.is_finite() {
        region.size.x
    } else {
        widest
    };
    let mut frame = Frame::soft(Size::new(width, Abs::zero()));
    let mut locator = locator.split();
    let mut y = Abs::zero();
    for (rank, (words, lines)) in set.iter().enumerate() {
        if rank > 0 {
            y += given.spacing.unwrap_or_default();
        }
        let end = given.spacing.map(|_| {
            let place = locator.next_location(engine, rank as u128, span);
            let mut paragraph = Packed::new(ParElem::new(Content::default())).spanned(span);
            paragraph.set_location(place);
            let start = Tag::Start(paragraph.pack(), STRUCTURE);
            frame.push(Point::with_y(y), FrameItem::Tag(start));
            Tag::End(place, rank as u128, STRUCTURE)
        });
        y = words.drawn(&given, lines, y, &mut frame);
        if let Some(end) = end {
            frame.push(Point::with_y(y), FrameItem::Tag(end));
        }
    }
    frame.set_size(Size::new(width, y));
    frame.set_baseline(ASCENT * given.size);
    if region.expand.y && region.size.y.is_finite() {
        let whole = Size::new(width, region.size.y);
        frame.resize(whole, Axes::new(FixedAlignment::Start, given.align.y));
    }
    Ok(frame)
}

/// The same words where no block is: a frame as wide as the room and as high as they are.
pub(super) fn words(
    given: &Dict,
    world: Tracked<dyn World + '_>,
    styles: StyleChain,
    room: Abs,
) -> HintedStrResult<Frame> {
    let given = Given::of(given, styles)?;
    let mut frame = Frame::soft(Size::with_x(room));
    let mut y = Abs::zero();
    for runs in &given.paragraphs {
        let Some(words) = Words::of(runs, &given, world, styles) else {
            return Err("plain: no font of the family is there".into());
        };
        y = words.drawn(&given, &words.lines(&given, room), y, &mut frame);
    }
    frame.set_size(Size::new(room, y));
    Ok(frame)
}

/// Words, with a weight and a colour of their own if they have one.
type Look = (EcoString, Option<FontWeight>, Option<Paint>);

/// What the template asked for, the text around filling what it left out.
struct Given {
    paragraphs: Vec<Vec<Look>>,
    /// Between two paragraphs; none where the words are no paragraphs.
    spacing: Option<Abs>,
    size: Abs,
    leading: Abs,
    weight: Option<FontWeight>,
    fill: Paint,
    kerning: bool,
    hyphenate: bool,
    align: Axes<FixedAlignment>,
}

impl Given {
    fn of(given: &Dict, styles: StyleChain) -> HintedStrResult<Self> {
        let length = |name: &str| -> HintedStrResult<Option<Abs>> {
            Ok(named::<Length>(given, name)?.map(|length| length.resolve(styles)))
        };
        let spacing = length("spacing")?;
        let align = named::<Alignment>(given, "align")?.map(|align| align.resolve(styles));
        let color = named::<Color>(given, "fill")?.map(Paint::from);
        Ok(Self {
            paragraphs: match given.get("words")? {
                Value::Array(all) if spacing.is_some() => {
                    all.iter().map(runs).collect::<HintedStrResult<_>>()?
                }
                words => vec![runs(words)?],
            },
            spacing,
            size: length("size")?.unwrap_or_else(|| styles.resolve(TextElem::size)),
            leading: length("leading")?.unwrap_or_else(|| styles.resolve(ParElem::leading)),
            weight: named(given, "weight")?,
            fill: color.unwrap_or_else(|| styles.get_cloned(TextElem::fill)),
            kerning: named(given, "kerning")?.unwrap_or(false),
            hyphenate: named(given, "hyphenate")?.unwrap_or(false),
            align: align.unwrap_or_else(|| styles.resolve(AlignElem::alignment)),
        })
    }
}

fn runs(value: &Value) -> HintedStrResult<Vec<Look>> {
    match value {
        Value::Array(runs) => runs.iter().map(run).collect(),
        alone => Ok(vec![run(alone)?]),
    }
}

fn run(value: &Value) -> HintedStrResult<Look> {
    match value {
        Value::Str(text) => Ok((text.as_str().into(), None, None)),
        Value::Dict(dict) => Ok((
            dict.get("text")?.clone().cast()?,
            named(dict, "weight")?,
            named::<Color>(dict, "fill")?.map(Paint::from),
        )),
        other => Err(eco_format!("plain: no words: {other:?}").into()),
    }
}

/// The letters of all runs, one after the other.
struct Words {
    text: EcoString,
    letters: Vec<Letter>,
    runs: Vec<Run>,
}

/// Letters of one look, up to the rank where the next run begins.
struct Run {
    end: usize,
    face: Face,
    ink: Ink,
}

impl Words {
    fn of(
        runs: &[Look],
        given: &Given,
        world: Tracked<dyn World + '_>,
        styles: StyleChain,
    ) -> Option<Self> {
        let mut words = Self {
            text: EcoString::new(),
            letters: Vec::new(),
            runs: Vec::new(),
        };
        for (text, weight, fill) in runs {
            let weight = weight.or(given.weight);
            let face = Face::of(world, styles, weight, given.size)?;
            let before = words.text.len();
            let letters = face.letters(text, given.kerning).into_iter();
            words
                .letters
                .extend(letters.map(|letter| letter.after(before)));
            words.text.push_str(text);
            let fill = fill.as_ref().unwrap_or(&given.fill);
            words.runs.push(Run {
                end: words.letters.len(),
                face,
                ink: Ink::of(given.size, fill.clone(), styles),
            });
        }
        Some(words)
    }

    fn lines(&self, given: &Given, room: Abs) -> Vec<Line> {
        let long = given.hyphenate && breadth(&self.letters, given.size) > room;
        let hyphens = self.runs.first().filter(|_| long).and_then(|run| {
            let (_, advance) = run.face.hyphen(&run.ink);
            Hyphens::of(&self.letters, advance, run.ink.lang)
        });
        broken(&self.letters, given.size, room, hyphens.as_ref())
    }

    /// Draws all lines from `y` on and returns where they end: a line is there even without a letter.
    fn drawn(&self, given: &Given, lines: &[Line], mut y: Abs, frame: &mut Frame) -> Abs {
        for line in lines {
            let x = given.align.x.position(frame.width() - line.width);
            self.line(line, Point::new(x, y + ASCENT * given.size), frame);
            y += given.size + given.leading;
        }
        y - given.leading
    }

    /// Draws the part that each run has of a line.
    fn line(&self, line: &Line, at: Point, frame: &mut Frame) {
        let (mut x, mut start) = (at.x, line.range.start);
        for run in &self.runs {
            let end = run.end.min(line.range.end);
            if end <= start {
                continue;
            }
            let letters = &self.letters[start..end];
            if let Some(item) = run.face.run(&self.text, letters, &run.ink) {
                frame.push(Point::new(x, at.y), FrameItem::Text(item));
            }
            x += breadth(letters, run.ink.size);
            start = end;
            if end == line.range.end && line.hyphen {
                let (hyphen, _) = run.face.hyphen(&run.ink);
                // After the last letter itself, without what would have drawn the next one nearer.
                let kern: Em = letters.last().map_or(Em::zero(), |letter| letter.kern);
                let x = x - kern.at(run.ink.size);
                frame.push(Point::new(x, at.y), FrameItem::Text(hyphen));
            }
        }
    }
}
