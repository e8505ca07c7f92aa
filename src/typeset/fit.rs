//! How wide the columns of a table are, from the breadths of their texts: Typst measures no cell. Knows no survey.

use typst::layout::Abs;

/// Narrowest column, and the most that a column takes of the room that is left over, in millimetres.
const LEAST: f64 = 12.0;
const MOST_SPARE: f64 = 12.0;

/// Each column takes what its longest text asks for, `rows` hold the breadths of texts, `words` that of the longest word of
/// each heading and `sides` is the space around one; where that is more than `room`, the widest give way together, down to
/// one width, but none cuts a word of its heading.
pub(super) fn widths(
    rows: impl Iterator<Item = Vec<Abs>>,
    words: &[Abs],
    room: Abs,
    sides: impl Fn(usize) -> Abs,
) -> Vec<Abs> {
    let least = words.iter().enumerate();
    let least: Vec<Abs> = least
        .map(|(rank, word)| Abs::mm(LEAST).max(*word + sides(rank) + Abs::pt(0.1)))
        .collect();
    let mut widths = least.clone();
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
            let cut = widths.iter().zip(&least);
            let cut: Abs = cut
                .map(|(width, least)| (*width).min(middle.max(*least)))
                .sum();
            if cut > room {
                high = middle
            } else {
                low = middle
            }
        }
        for (width, least) in widths.iter_mut().zip(&least) {
            width.set_min(low.max(*least));
        }
    }
    let count = f64::from(u32::try_from(words.len().max(1)).unwrap_or(u32::MAX));
    let spare = ((room - sum(&widths)) / count).clamp(Abs::zero(), Abs::mm(MOST_SPARE));
    widths.into_iter().map(|width| width + spare).collect()
}
