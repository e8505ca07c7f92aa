//! `fit`: how wide the columns of a table are and how many lines each row takes, from the letters themselves. Knows no survey.
//!
//! With both known beforehand Typst measures no cell. Templates do without it under the plain Typst command, by an estimate.

use std::sync::LazyLock;

use typst::World;
use typst::comemo::Tracked;
use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{
    Args, Array, CastInfo, Context, Dict, NativeFuncData, NativeFuncPtr, Scope, Str, Value,
};
use typst::layout::{Abs, Em, Length};
use typst::text::{FontVariant, FontVariations};

use super::plain::{Letter, broken, letters};

/// What the templates call.
pub(super) static FIT: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&call),
    name: "fit",
    title: "Fit",
    docs: "Widths of columns and lines of rows.",
    def_site: None,
    keywords: &[],
    contextual: false,
    scope: LazyLock::new(&Scope::new),
    params: LazyLock::new(&Vec::new),
    returns: LazyLock::new(&|| CastInfo::Any),
};

/// Narrowest column, and the most that a column takes of the room that is left over, in millimetres.
const LEAST: f64 = 12.0;
const MOST_SPARE: f64 = 12.0;

/// `fit(rows, font: "…", size: 8pt, side: 1.5mm, room: 166mm)` → `(widths: (…), lines: (…))`; `rows` are arrays of strings, `side` the
/// space on both sides of the words, of which the first column has the right one only.
fn call(engine: &mut Engine, _: Tracked<Context>, args: &mut Args) -> SourceResult<Value> {
    let rows: Vec<Vec<Str>> = args.expect("rows")?;
    let family: Str = args.named("font")?.unwrap_or_default();
    let length = |args: &mut Args, name: &str| -> SourceResult<Abs> {
        Ok(args.named::<Length>(name)?.unwrap_or_default().abs)
    };
    let (size, side, room) = (
        length(args, "size")?,
        length(args, "side")?,
        length(args, "room")?,
    );
    let world = engine.world;
    let index = world
        .book()
        .select(&family.to_lowercase(), FontVariant::default());
    let Some(font) = index.and_then(|index| world.font(index)) else {
        bail!(args.span, "fit: no font of the family {family} is there");
    };
    let font = font.instantiate(FontVariant::default(), size, &FontVariations::default());
    let set: Vec<Vec<Vec<Letter>>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| letters(&font, cell)).collect())
        .collect();
    let sides = |rank: usize| if rank == 0 { side } else { side * 2.0 };
    let widths = widths(&set, size, room, sides);
    Ok(Value::Dict(answer(&set, &widths, size, sides)))
}

/// Each column takes what its longest text asks for; where that is too much, the widest give way together, down to one width.
fn widths(
    set: &[Vec<Vec<Letter>>],
    size: Abs,
    room: Abs,
    sides: impl Fn(usize) -> Abs,
) -> Vec<Abs> {
    let columns = set.iter().map(Vec::len).max().unwrap_or_default();
    let mut widths = vec![Abs::mm(LEAST); columns];
    for row in set {
        for (rank, (cell, width)) in row.iter().zip(&mut widths).enumerate() {
            let ink: Em = cell.iter().map(|letter| letter.advance).sum();
            width.set_max(ink.at(size) + sides(rank) + Abs::pt(0.1));
        }
    }
    let sum = |widths: &[Abs]| widths.iter().copied().sum::<Abs>();
    if sum(&widths) > room {
        let (mut low, mut high) = (Abs::mm(LEAST), room);
        for _ in 0..20 {
            let middle = (low + high) / 2.0;
            let cut: Abs = widths.iter().map(|width| (*width).min(middle)).sum();
            if cut > room {
                high = middle
            } else {
                low = middle
            }
        }
        for width in &mut widths {
            width.set_min(low);
        }
    }
    let count = f64::from(u32::try_from(columns.max(1)).unwrap_or(u32::MAX));
    let spare = ((room - sum(&widths)) / count).clamp(Abs::zero(), Abs::mm(MOST_SPARE));
    widths.into_iter().map(|width| width + spare).collect()
}

fn answer(
    set: &[Vec<Vec<Letter>>],
    widths: &[Abs],
    size: Abs,
    sides: impl Fn(usize) -> Abs,
) -> Dict {
    let lines = |row: &Vec<Vec<Letter>>| {
        let cells = row.iter().zip(widths).enumerate();
        let lines =
            cells.map(|(rank, (cell, width))| broken(cell, size, *width - sides(rank)).len());
        Value::Int(i64::try_from(lines.max().unwrap_or(1)).unwrap_or(1))
    };
    let mut answer = Dict::new();
    let widths: Array = widths
        .iter()
        .map(|width| Value::Length((*width).into()))
        .collect();
    answer.insert("widths".into(), Value::Array(widths));
    answer.insert(
        "lines".into(),
        Value::Array(set.iter().map(lines).collect()),
    );
    answer
}
