//! `plain`: words set without a paragraph, for the cells of tables and the labels of charts. Knows Typst, knows nothing of surveys.
//!
//! A paragraph is shaped, broken and realised: for a number in a cell that is nine tenths of the work. Here letters follow each other by
//! their own widths, without kerning, ligatures or hyphens, digits all as wide as the widest; lines are filled one after the other. The
//! templates give the same arguments to a paragraph where this function is missing, as under the plain Typst command.

use std::ops::Range;
use std::sync::LazyLock;

use typst::World;
use typst::comemo::Tracked;
use typst::diag::{SourceResult, bail};
use typst::ecow::EcoString;
use typst::engine::Engine;
use typst::foundations::{
    Args, CastInfo, Context, Dict, NativeElement, NativeFuncData, NativeFuncPtr, Packed, Resolve,
    Scope, StyleChain, Value,
};
use typst::introspection::{Locator, MetadataElem};
use typst::layout::{Abs, AlignElem, BlockElem, Em, Frame, FrameItem, Length, Point, Region, Size};
use typst::model::ParElem;
use typst::syntax::Span;
use typst::text::{
    FontInstance, FontVariations, FontWeight, Glyph, TextElem, TextItem, families, variant,
};
use typst::utils::Numeric;
use typst::visualize::{Color, Paint};

/// Above the base line, in parts of the size: with what hangs under it a line is exactly as high as its size, as `theme.typ` sets it.
const ASCENT: f64 = 0.8;

/// What the templates call.
pub(super) static PLAIN: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&call),
    name: "plain",
    title: "Plain",
    docs: "Words set without a paragraph.",
    def_site: None,
    keywords: &[],
    contextual: false,
    scope: LazyLock::new(&Scope::new),
    params: LazyLock::new(&Vec::new),
    returns: LazyLock::new(&|| CastInfo::Any),
};

/// `plain("words", size: 8pt, weight: "semibold", fill: ink)`: what is not given is that of the text around.
fn call(_: &mut Engine, _: Tracked<Context>, args: &mut Args) -> SourceResult<Value> {
    let mut given = Dict::new();
    given.insert("text".into(), Value::Str(args.expect("text")?));
    if let Some(size) = args.named::<Length>("size")? {
        given.insert("size".into(), Value::Length(size));
    }
    if let Some(weight) = args.named::<FontWeight>("weight")? {
        given.insert("weight".into(), Value::Int(i64::from(weight.to_number())));
    }
    if let Some(fill) = args.named::<Color>("fill")? {
        given.insert("fill".into(), Value::Color(fill));
    }
    let captured = Packed::new(MetadataElem::new(Value::Dict(given)));
    Ok(Value::Content(
        BlockElem::single_layouter(captured, lay_out).pack(),
    ))
}

/// A letter as it is drawn: its glyph, how far the next one stands, how far it is moved inside that room.
pub(super) struct Letter {
    glyph: u16,
    pub(super) advance: Em,
    shift: Em,
    range: Range<usize>,
    char: char,
}

fn lay_out(
    captured: &Packed<MetadataElem>,
    engine: &mut Engine,
    _: Locator,
    styles: StyleChain,
    region: Region,
) -> SourceResult<Frame> {
    let given = Given::of(&captured.value, styles);
    let mut kind = variant(styles);
    kind.weight = given.weight.unwrap_or(kind.weight);
    let world = engine.world;
    let found = families(styles).find_map(|family| {
        let index = world.book().select(family.as_str(), kind)?;
        world.font(index)
    });
    let Some(font) = found else {
        bail!(captured.span(), "plain: no font of the family is there");
    };
    let font = font.instantiate(kind, given.size, &FontVariations::default());
    let letters = letters(&font, &given.text);
    let lines = broken(&letters, given.size, region.size.x);
    Ok(drawn(&given, &font, &letters, &lines, styles, region))
}

/// What the template asked for, the text around filling what it left out.
struct Given {
    text: EcoString,
    size: Abs,
    weight: Option<FontWeight>,
    fill: Paint,
}

impl Given {
    fn of(value: &Value, styles: StyleChain) -> Self {
        let empty = Dict::new();
        let given = match value {
            Value::Dict(given) => given,
            _ => &empty,
        };
        Self {
            text: match given.get("text") {
                Ok(Value::Str(text)) => text.as_str().into(),
                _ => EcoString::new(),
            },
            size: match given.get("size") {
                Ok(Value::Length(size)) => size.resolve(styles),
                _ => styles.resolve(TextElem::size),
            },
            weight: match given.get("weight") {
                Ok(Value::Int(weight)) => u16::try_from(*weight).ok().map(FontWeight::from_number),
                _ => None,
            },
            fill: match given.get("fill") {
                Ok(Value::Color(fill)) => Paint::Solid(fill.clone()),
                _ => styles.get_cloned(TextElem::fill),
            },
        }
    }
}

/// One letter a character; digits take the room of the widest of them, so that they stand under each other.
pub(super) fn letters(font: &FontInstance, text: &str) -> Vec<Letter> {
    let glyph = |char| font.ttf().glyph_index(char).map_or(0, |id| id.0);
    let advance = |glyph| font.x_advance(glyph).unwrap_or_default();
    let mut widest = None;
    let mut letters = Vec::with_capacity(text.len());
    for (start, char) in text.char_indices() {
        let id = glyph(char);
        let own = advance(id);
        let room = if char.is_ascii_digit() {
            *widest.get_or_insert_with(|| {
                ('0'..='9')
                    .map(|digit| advance(glyph(digit)))
                    .max()
                    .unwrap_or(own)
            })
        } else {
            own
        };
        letters.push(Letter {
            glyph: id,
            advance: room,
            shift: (room - own) / 2.0,
            range: start..start + char.len_utf8(),
            char,
        });
    }
    letters
}

/// Ranges of letters, one a line, and its width without the space that ends it.
///
/// A line ends after a space or a hyphen, where the next word no longer fits; a word wider than the line is cut.
pub(super) fn broken(letters: &[Letter], size: Abs, room: Abs) -> Vec<(Range<usize>, Abs)> {
    let mut lines = Vec::new();
    let (mut start, mut end, mut chance) = (0, Em::zero(), None);
    let room = Em::from_abs(room, size) + Em::new(1e-6);
    let mut ink = Em::zero();
    let mut rank = 0;
    while let Some(letter) = letters.get(rank) {
        let after = end + letter.advance;
        if letter.char != ' ' && after > room && rank > start {
            let (next, width) = chance.take().unwrap_or((rank, end));
            lines.push((start..next, width.at(size)));
            (start, end, ink, rank) = (next, Em::zero(), Em::zero(), next);
            continue;
        }
        end = after;
        if letter.char != ' ' {
            ink = after;
        }
        rank += 1;
        let follows = letters
            .get(rank)
            .is_some_and(|next| next.char.is_alphanumeric());
        if letter.char == ' ' || (letter.char == '-' && follows && rank > start + 1) {
            chance = Some((rank, ink));
        }
    }
    lines.push((start..letters.len(), ink.at(size)));
    lines
}

fn drawn(
    given: &Given,
    font: &FontInstance,
    letters: &[Letter],
    lines: &[(Range<usize>, Abs)],
    styles: StyleChain,
    region: Region,
) -> Frame {
    let pitch = given.size + styles.resolve(ParElem::leading);
    let widest = lines
        .iter()
        .map(|(_, width)| *width)
        .max()
        .unwrap_or_default();
    let width = if region.expand.x && region.size.x.is_finite() {
        region.size.x
    } else {
        widest
    };
    let align = styles.resolve(AlignElem::alignment).x;
    let mut frame = Frame::soft(Size::new(width, given.size));
    let mut y = Abs::zero();
    for (range, line) in lines {
        let of_line = &letters[range.clone()];
        if let (Some(first), Some(last)) = (of_line.first(), of_line.last()) {
            let run = run(
                given,
                font,
                of_line,
                first.range.start..last.range.end,
                styles,
            );
            let at = Point::new(align.position(width - *line), y + ASCENT * given.size);
            frame.push(at, FrameItem::Text(run));
        }
        y += pitch;
    }
    frame.set_size(Size::new(width, (y - pitch + given.size).max(given.size)));
    frame.set_baseline(ASCENT * given.size);
    frame
}

/// The letters of a line as Typst draws them.
fn run(
    given: &Given,
    font: &FontInstance,
    letters: &[Letter],
    bytes: Range<usize>,
    styles: StyleChain,
) -> TextItem {
    let place = |byte: usize| u16::try_from(byte - bytes.start).unwrap_or(u16::MAX);
    TextItem {
        font: font.clone(),
        size: given.size,
        fill: given.fill.clone(),
        stroke: None,
        lang: styles.get(TextElem::lang),
        region: styles.get(TextElem::region),
        text: given.text[bytes.clone()].into(),
        glyphs: letters
            .iter()
            .map(|letter| Glyph {
                id: letter.glyph,
                x_advance: letter.advance,
                x_offset: letter.shift,
                y_advance: Em::zero(),
                y_offset: Em::zero(),
                range: place(letter.range.start)..place(letter.range.end),
                span: (Span::detached(), 0),
            })
            .collect(),
    }
}
