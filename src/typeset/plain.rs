//! `plain`: words set without a paragraph, for the cells of tables and the labels of charts. Knows Typst, knows nothing of surveys.
//!
//! A paragraph is shaped, broken and realised: for a number in a cell that is nine tenths of the work. Here letters follow each other by
//! their own widths, without kerning, ligatures or hyphens, digits all as wide as the widest; lines are filled one after the other. The
//! templates give the same arguments to a paragraph where this function is missing, as under the plain Typst command.

use std::ops::Range;

use typst::comemo::Tracked;
use typst::diag::{SourceResult, bail};
use typst::ecow::EcoString;
use typst::engine::Engine;
use typst::foundations::{
    Args, Context, Dict, NativeElement, NativeFuncData, NativeFuncPtr, Packed, Resolve, StyleChain,
    Value,
};
use typst::introspection::{Locator, MetadataElem};
use typst::layout::{Abs, AlignElem, BlockElem, Frame, FrameItem, Length, Point, Region, Size};
use typst::model::ParElem;
use typst::text::{FontWeight, TextElem};
use typst::utils::Numeric;
use typst::visualize::{Color, Paint};

use super::face::{ASCENT, Face, Ink, Letter, broken};
use super::native::native;

/// What the templates call.
pub(super) static PLAIN: NativeFuncData = native(
    "plain",
    "Plain",
    "Words set without a paragraph.",
    NativeFuncPtr(&call),
);

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

fn lay_out(
    captured: &Packed<MetadataElem>,
    engine: &mut Engine,
    _: Locator,
    styles: StyleChain,
    region: Region,
) -> SourceResult<Frame> {
    let given = Given::of(&captured.value, styles);
    let Some(mut face) = Face::of(engine.world, styles, given.weight, given.size) else {
        bail!(captured.span(), "plain: no font of the family is there");
    };
    let letters = face.letters(&given.text);
    let lines = broken(&letters, given.size, region.size.x);
    Ok(drawn(&given, &face, &letters, &lines, styles, region))
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

fn drawn(
    given: &Given,
    face: &Face,
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
    let ink = Ink::of(given.size, given.fill.clone(), styles);
    let mut y = Abs::zero();
    for (range, line) in lines {
        if let Some(run) = face.run(&given.text, &letters[range.clone()], &ink) {
            let at = Point::new(align.position(width - *line), y + ASCENT * given.size);
            frame.push(at, FrameItem::Text(run));
        }
        y += pitch;
    }
    frame.set_size(Size::new(width, (y - pitch + given.size).max(given.size)));
    frame.set_baseline(ASCENT * given.size);
    frame
}
