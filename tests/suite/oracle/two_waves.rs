//! The scores of a group at two waves, from the answers as they were read.

use jalon::aggregate::change::{Change, Overlap, change_of_samples};
use jalon::aggregate::estimate::Regularisation;
use jalon::aggregate::width::printed_correlation;
use jalon::model::{CriterionId, WaveId};

use crate::aggregate::overlap::{change, summaries};

use super::people::of_group;
use super::reference;

/// Scores of a group at two waves, people known at both side by side.
#[derive(Clone, Debug, Default)]
pub struct Two {
    pub paired: Vec<(f64, f64)>,
    pub first_only: Vec<f64>,
    pub last_only: Vec<f64>,
    /// All scores of each wave, in the reader's order.
    pub first: Vec<f64>,
    pub last: Vec<f64>,
}

impl Two {
    pub fn of(from: WaveId, to: WaveId, group: &str, id: CriterionId) -> Two {
        let read = reference();
        let known = |wave: WaveId| -> Vec<(Option<u32>, f64)> {
            of_group(read, wave, group)
                .iter()
                .filter_map(|person| Some((person.code, person.criterion(read, id)?)))
                .collect()
        };
        let (before, after) = (known(from), known(to));
        let mut two = Two::default();
        for (code, score) in &before {
            let met = after
                .iter()
                .find(|(other, _)| code.is_some() && other == code);
            match met {
                Some((_, last)) => two.paired.push((*score, *last)),
                None => two.first_only.push(*score),
            }
            two.first.push(*score);
        }
        for (code, score) in &after {
            let met = before
                .iter()
                .any(|(other, _)| code.is_some() && other == code);
            if !met {
                two.last_only.push(*score);
            }
            two.last.push(*score);
        }
        two
    }

    pub fn view(&self) -> Overlap<'_> {
        Overlap {
            paired: &self.paired,
            first_only: &self.first_only,
            last_only: &self.last_only,
        }
    }

    /// The change as it is printed when five answers are needed: with fewer people apart the correlation is a class.
    pub fn printed(&self) -> Change {
        let view = self.view();
        let exact = change(&view, &Regularisation::HOUSE).expect("two people a side");
        if !self.has_few_apart() || self.paired.len() < 5 {
            return exact;
        }
        let (first, last) = summaries(&view).expect("people on both sides");
        let [first, last] = [first, last].map(|wave| wave.sample(&Regularisation::HOUSE));
        let correlation = printed_correlation(exact.correlation);
        change_of_samples(&first, &last, exact.pair_count, correlation).expect("two people a side")
    }

    pub fn has_few_apart(&self) -> bool {
        let is_few = |people: &[f64]| (1..5).contains(&people.len());
        is_few(&self.first_only) || is_few(&self.last_only)
    }

    pub fn is_enough(&self) -> bool {
        self.first.len().min(self.last.len()) >= 5
    }
}
