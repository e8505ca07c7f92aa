//! Which measures are compared, on which questions, and how many of the same people answered both.
//!
//! From there a change goes through the room: `pairing`, `drafts`, `families` of tests, and out by `gated`, its part of the
//! gate. The estimate itself is in `change`.

pub(super) mod drafts;
pub(super) mod families;
pub(super) mod gated;
pub(super) mod pairing;

use std::collections::BTreeSet;

use crate::model::referential::HiddenCounts;
use crate::model::{ItemId, WaveId};

use super::compute::Workshop;
use super::figures::Figures;

/// Mean over groups of the share of the same people between the last two measures (`decisions.md` § 3);
/// over those that are counted when the counts of the others are to be masked.
pub(super) fn followed_share(workshop: &Workshop, figures: &Figures) -> Option<f64> {
    let (before, last) = (figures.before_last()?, figures.last()?);
    let crowd = |wave: WaveId, group: usize| -> (u32, BTreeSet<u32>) {
        let people = &workshop.material.survey.waves[wave.at()].respondents;
        let of_group = people
            .iter()
            .zip(&workshop.crowds[wave.at()].group)
            .filter(|(_, of)| of.map(usize::from) == Some(group));
        (
            workshop.crowds[wave.at()].usable[group],
            of_group.filter_map(|(person, _)| person.person).collect(),
        )
    };
    let shares: Vec<f64> = (0..workshop.grouping.groups.len())
        .filter_map(|group| {
            let ((n1, earlier), (n2, now)) = (crowd(before, group), crowd(last, group));
            let fewest = n1.min(n2);
            let thresholds = workshop.material.thresholds;
            let kept = u32::try_from(earlier.intersection(&now).count()).ok()?;
            // A mean tells the last share to who knows the others: it holds those that the funnel counts, and no other.
            let counted = fewest >= thresholds.score && (kept == 0 || kept >= thresholds.score);
            if thresholds.hidden_counts == HiddenCounts::Withheld && !counted {
                return None;
            }
            (fewest > 0).then(|| f64::from(kept) / f64::from(fewest))
        })
        .collect();
    super::estimate::mean(&shares)
}

/// The waves that changes compare: the first and the last measure, and each with the next.
pub(super) fn pairs(figures: &Figures) -> BTreeSet<(WaveId, WaveId)> {
    let measures: Vec<WaveId> = figures.measures().collect();
    let mut pairs: BTreeSet<(WaveId, WaveId)> =
        measures.windows(2).map(|pair| (pair[0], pair[1])).collect();
    if let (Some(&first), Some(&last)) = (measures.first(), measures.last())
        && first != last
    {
        pairs.insert((first, last));
    }
    pairs
}

/// Items present in both waves in the same wording.
pub(super) fn common_items(workshop: &Workshop, from: WaveId, to: WaveId) -> Vec<bool> {
    let project = workshop.material.project;
    let version = |wave: WaveId, item: usize| {
        let id = ItemId(u16::try_from(item).unwrap_or(u16::MAX));
        let own = project.waves[wave.at()].versions.get(&id).copied();
        own.unwrap_or(workshop.material.questionnaire.items[item].version)
    };
    (0..workshop.material.questionnaire.items.len())
        .map(|item| {
            workshop.present[from.at()][item]
                && workshop.present[to.at()][item]
                && version(from, item) == version(to, item)
        })
        .collect()
}
