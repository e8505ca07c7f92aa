//! Families of tests: a draft of a change gets its verdict when all those it is adjusted with are there.

use std::collections::BTreeMap;

use crate::model::WaveId;

use super::super::compute::Workshop;
use super::super::figures::{Change, Figures, Party, Subject};
use super::super::multiplicity::holm;
use super::super::verdict::verdict;
use super::drafts::Drafts;
use super::gated::Drafted;

/// A family of tests: pair of waves, who, and which kind of subject.
type Family = (WaveId, WaveId, Party, u8);

/// Gives every draft its verdict: p-values are adjusted over the subjects of one kind, one party
/// and one pair of waves (`statistics.md` § 1.8).
///
/// An « ensemble » of one group is that group's change, told by its name: it is judged once, among that group's.
pub(in crate::aggregate) fn publish(workshop: &Workshop, drafts: Drafts, figures: &mut Figures) {
    let matters = workshop.material.thresholds.important_change;
    let mut families: BTreeMap<Family, Vec<(Subject, Drafted)>> = BTreeMap::new();
    let mut of_one = Vec::new();
    for ((from, to, party, subject), draft) in drafts {
        match draft {
            Ok(drafted) if party == Party::Ensemble && drafted.groups.len() == 1 => {
                of_one.push(((from, to, subject), drafted.groups));
            }
            Ok(drafted) => families
                .entry((from, to, party, kind(subject)))
                .or_default()
                .push((subject, drafted)),
            Err(absent) => {
                figures
                    .changes
                    .insert((from, to, party, subject), Err(absent));
            }
        }
    }
    for ((from, to, party, _), family) in families {
        let p_values: Vec<Option<f64>> = family
            .iter()
            .map(|(_, drafted)| Some(drafted.p()))
            .collect();
        for ((subject, drafted), adjusted) in family.iter().zip(holm(&p_values)) {
            let verdict = verdict(&drafted.estimate, adjusted, matters);
            let change = drafted.settle(adjusted.unwrap_or(1.0), verdict);
            figures
                .changes
                .insert((from, to, party, *subject), workshop.gate.change(change));
        }
    }
    for ((from, to, subject), groups) in of_one {
        let own = figures.change(from, to, Party::Group(groups[0]), subject);
        let told = own
            .cloned()
            .and_then(|own| workshop.gate.change(Change { groups, ..own }));
        let key = (from, to, Party::Ensemble, subject);
        // Where the group's own is kept back, so is the same under another name.
        figures.changes.insert(key, told);
    }
}

fn kind(subject: Subject) -> u8 {
    match subject {
        Subject::Criterion(_) => 0,
        Subject::Category(_) => 1,
        Subject::Qvct(_) => 2,
        Subject::Theme(_) => 3,
    }
}
