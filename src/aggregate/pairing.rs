//! Who answered at both waves of a change.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::WaveId;

use super::bundle::Kept;
use super::change::Overlap;
use super::compute::Workshop;

/// Scores of one group at two waves, paired by person.
pub(super) struct People {
    paired: Vec<(f64, f64)>,
    first_only: Vec<f64>,
    last_only: Vec<f64>,
}

impl People {
    pub fn new(
        workshop: &Workshop,
        group: usize,
        (from, first): (WaveId, &[Option<Kept>]),
        (to, last): (WaveId, &[Option<Kept>]),
    ) -> Self {
        let known = |wave: WaveId, scores: &[Option<Kept>]| -> Vec<(Option<u32>, f64)> {
            let people = &workshop.material.survey.waves[wave.at()].respondents;
            let crowd = &workshop.crowds[wave.at()].group;
            let of_group = people
                .iter()
                .zip(crowd)
                .zip(scores)
                .filter(|((_, of), _)| of.map(usize::from) == Some(group));
            of_group
                .filter_map(|((person, _), score)| Some((person.person, score.map(Kept::score)?)))
                .collect()
        };
        let (before, after) = (known(from, first), known(to, last));
        let earlier: BTreeMap<u32, f64> = before
            .iter()
            .filter_map(|(person, score)| Some(((*person)?, *score)))
            .collect();
        let (mut paired, mut last_only, mut met) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (person, score) in after {
            match person.and_then(|person| Some((person, earlier.get(&person)?))) {
                Some((person, start)) if met.insert(person) => paired.push((*start, score)),
                _ => last_only.push(score),
            }
        }
        let alone = before
            .into_iter()
            .filter(|(person, _)| person.is_none_or(|person| !met.contains(&person)));
        People {
            first_only: alone.map(|(_, score)| score).collect(),
            paired,
            last_only,
        }
    }

    pub fn view(&self) -> Overlap<'_> {
        Overlap {
            paired: &self.paired,
            first_only: &self.first_only,
            last_only: &self.last_only,
        }
    }
}
