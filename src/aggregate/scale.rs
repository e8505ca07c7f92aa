//! One answer on its scale: orientation, the 0–100 rescaling, favourable levels.
//! Knows levels and counts, not questions.

/// Whether the highest level of an item is the most favourable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// The highest level is the most favourable.
    Straight,
    /// The lowest level is the most favourable: the item is worded the other way round.
    Reversed,
}

/// Rank of a level from the least favourable (1) to the most favourable (`levels`).
///
/// `lowest` is the number printed on the lowest level, `levels` how many there are.
/// `None` outside the scale. `statistics.md` § 1.2.
pub fn orient(level: i32, lowest: i32, levels: u32, orientation: Orientation) -> Option<u32> {
    let rank = u32::try_from(level.checked_sub(lowest)?).ok()?;
    if rank >= levels {
        return None;
    }
    Some(match orientation {
        Orientation::Straight => rank + 1,
        Orientation::Reversed => levels - rank,
    })
}

/// The rank on 0–100: 0 for the least favourable level, 100 for the most favourable.
///
/// `s = 100 (x - 1) / (L - 1)`, the linear rescaling of EORTC QLQ-C30. A scale of one level says
/// nothing and has no score.
pub fn rescale(rank: u32, levels: u32) -> Option<f64> {
    if levels < 2 || rank < 1 || rank > levels {
        return None;
    }
    Some(100.0 * f64::from(rank - 1) / f64::from(levels - 1))
}

/// How many levels at each end count as favourable or unfavourable: one up to three levels, else two.
pub fn end_levels(levels: usize) -> usize {
    if levels <= 3 { 1 } else { 2 }.min(levels)
}

/// People in the favourable and the unfavourable levels of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// People in the highest `favourable` levels.
    pub favourable: u32,
    /// People in the lowest `unfavourable` levels.
    pub unfavourable: u32,
}

/// Counts the ends of a distribution, least favourable level first; `width` levels at each end.
pub fn ends(counts: &[u32], width: usize) -> Ends {
    let width = width.min(counts.len());
    Ends {
        favourable: counts.iter().rev().take(width).sum(),
        unfavourable: counts.iter().take(width).sum(),
    }
}

/// What is common to all the answers of a distribution (`statistics.md` § 2.2, unanimity).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// All (or all but the spared) at one level, given by its rank from 1.
    Level(u32),
    /// All in the favourable levels.
    Favourable,
    /// All in the unfavourable levels.
    Unfavourable,
}

/// Finds unanimity that would tell a reader what each person answered.
///
/// `spared` people may differ: 0 for ordinary items, 1 for sensitive ones, because a lone
/// dissenter would learn all the other answers. `width` levels at each end, see [`end_levels`].
pub fn agreement(counts: &[u32], width: usize, spared: u32) -> Option<Agreement> {
    let all: u32 = counts.iter().sum();
    if all == 0 {
        return None;
    }
    let enough = all.saturating_sub(spared).max(1);
    let at = counts.iter().position(|&count| count >= enough);
    if let Some(level) = at {
        return Some(Agreement::Level(u32::try_from(level).ok()? + 1));
    }
    let found = ends(counts, width);
    if found.favourable >= enough {
        Some(Agreement::Favourable)
    } else if found.unfavourable >= enough {
        Some(Agreement::Unfavourable)
    } else {
        None
    }
}
