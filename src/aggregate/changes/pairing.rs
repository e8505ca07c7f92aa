//! Who answered at both waves of a change.

use crate::model::WaveId;

use super::super::compute::Workshop;
use super::super::tally::Scores;
use super::common_items;

/// The people of a group at two waves: their places among its sheets at the first and at the last.
type Places = Vec<(u32, u32)>;

/// Two waves that are compared.
pub(in crate::aggregate) struct Compared {
    /// The first and the last.
    pub waves: (WaveId, WaveId),
    /// Questions put at both in the same wording.
    pub common: Vec<bool>,
    /// Who can be found again, for each group.
    places: Vec<Places>,
}

impl Compared {
    pub fn new(workshop: &Workshop, waves: (WaveId, WaveId)) -> Compared {
        let groups = 0..workshop.grouping.groups.len();
        Compared {
            waves,
            common: common_items(workshop, waves.0, waves.1),
            places: groups.map(|group| places(workshop, group, waves)).collect(),
        }
    }

    /// A group at the two waves.
    pub fn sides<'s>(&self, group: usize, (first, last): (&'s Scores, &'s Scores)) -> Sides<'s> {
        let both = self.places[group].iter().filter_map(|&places| {
            let before = (*first.each.get(places.0 as usize)?)?;
            let after = (*last.each.get(places.1 as usize)?)?;
            Some((places, (before, after)))
        });
        let (places, paired) = both.unzip();
        Sides {
            first,
            last,
            paired,
            places,
        }
    }
}

fn places(workshop: &Workshop, group: usize, (from, to): (WaveId, WaveId)) -> Places {
    let known = |wave: WaveId| -> Vec<(u32, u32)> {
        let respondents = &workshop.material.survey.waves[wave.at()].respondents;
        let people = &workshop.crowds[wave.at()].sheets[group].people;
        let known = (0..).zip(people).filter_map(|(place, &rank)| {
            let person = respondents[rank as usize].person?;
            Some((person, place))
        });
        let mut known: Vec<(u32, u32)> = known.collect();
        known.sort_unstable();
        known
    };
    let (before, after) = (known(from), known(to));
    let found = before.iter().filter_map(|&(person, place)| {
        let rank = after.binary_search_by_key(&person, |known| known.0).ok()?;
        Some((place, after[rank].1))
    });
    found.collect()
}

/// The scores of one group at two waves, paired by person.
pub(in crate::aggregate) struct Sides<'s> {
    pub first: &'s Scores,
    pub last: &'s Scores,
    /// Of those who have a score at both.
    pub paired: Vec<(f64, f64)>,
    places: Places,
}

impl Sides<'_> {
    /// How many people have a score at the first wave only, and at the last only.
    pub fn apart(&self) -> (usize, usize) {
        let pairs = self.paired.len();
        (
            self.first.distribution.count() - pairs,
            self.last.distribution.count() - pairs,
        )
    }

    /// Whether the same people have a score at both waves.
    pub fn is_everybody(&self) -> bool {
        self.apart() == (0, 0)
    }

    /// The scores of those who have one at the first wave only, and at the last only.
    pub fn scores_apart(&self) -> (Vec<f64>, Vec<f64>) {
        let first = apart(self.first, self.places.iter().map(|places| places.0));
        let last = apart(self.last, self.places.iter().map(|places| places.1));
        (first, last)
    }
}

fn apart(scores: &Scores, paired: impl Iterator<Item = u32>) -> Vec<f64> {
    if scores.each.is_empty() {
        return scores.distribution.spelled_out();
    }
    let mut each = scores.each.clone();
    for place in paired {
        each[place as usize] = None;
    }
    each.into_iter().flatten().collect()
}
