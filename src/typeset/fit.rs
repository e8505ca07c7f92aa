//! How wide the columns of a table are, from the breadths of their texts: Typst measures no cell. Knows no survey.

use typst::layout::Abs;

/// Narrowest column, and the most that a column takes of the room that is left over, in millimetres.
const LEAST: f64 = 12.0;
const MOST_SPARE: f64 = 12.0;

/// Each column takes what its longest text asks for, `rows` hold the breadths of texts and `sides` is the space around one; where that is more than `room`, the widest give way
/// together, down to one width.
pub(super) fn widths(
    rows: impl Iterator<Item = Vec<Abs>>,
    columns: usize,
    room: Abs,
    sides: impl Fn(usize) -> Abs,
) -> Vec<Abs> {
    let mut widths = vec![Abs::mm(LEAST); columns];
    for row in rows {
        for (rank, (cell, width)) in row.iter().zip(&mut widths).enumerate() {
            width.set_max(*cell + sides(rank) + Abs::pt(0.1));
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
