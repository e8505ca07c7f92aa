//! What moved on the six levels of QVCT from the first measure to the last: the clearest change each way, whoever it is of.

use crate::aggregate::figures::{Absent, Change, Party, Subject, Verdict};
use crate::model::{QvctId, WaveId};

use super::super::parts::Term;
use super::super::{Study, changes, movement, qvct, scope, words};

/// The paragraph under the levels; `None` when no change of a level is published.
pub(super) fn told(study: &Study) -> Option<Term> {
    let pair = changes::pair(study)?;
    let mut comparable = false;
    let mut parts = Vec::new();
    for (id, entry) in qvct::levels(study).zip(&study.referential.qvct) {
        let found = of_level(study, pair, id);
        comparable |= !found.is_empty();
        for direction in [1.0, -1.0] {
            let clearest = found
                .iter()
                .filter(|(_, change)| change.verdict.is_conclusive())
                .filter(|(_, change)| change.delta * direction > 0.0)
                .rev()
                .max_by(|(_, a), (_, b)| {
                    movement::weighed((a.verdict, a.delta), (b.verdict, b.delta))
                });
            parts.extend(clearest.map(|(party, change)| {
                format!(
                    "{}. {} ({}), {}, {}",
                    entry.number,
                    entry.name,
                    words::party(study.figures, *party),
                    change.verdict.words(),
                    movement::figures(change)
                )
            }));
        }
    }
    let is_kept_back = qvct::levels(study).any(|id| is_kept_back(study, pair, id));
    let said = match parts.as_slice() {
        [] if is_kept_back => {
            "aucune évolution publiée d'un niveau ne dépasse la marge d'incertitude".to_owned()
        }
        [] => "aucune évolution d'un niveau ne dépasse la marge d'incertitude".to_owned(),
        parts => parts.join(" ; "),
    };
    comparable.then(|| Term {
        word: "Ce qui a changé".to_owned(),
        text: format!(
            "{} : {said}.",
            words::capital(&words::span(study.figures, pair))
        ),
    })
}

/// Whether the change of a level is kept back of some group.
fn is_kept_back(study: &Study, (from, to): (WaveId, WaveId), id: QvctId) -> bool {
    let mut groups = scope::groups(study).map(Party::Group);
    groups.any(|group| {
        let change = study.figures.change(from, to, group, Subject::Qvct(id));
        change.err() == Some(Absent::Withheld)
    })
}

/// Published and comparable changes of a level, of who speaks first before those of each group; a single group speaks for
/// itself.
fn of_level<'a>(
    study: &Study<'a>,
    (from, to): (WaveId, WaveId),
    id: QvctId,
) -> Vec<(Party, &'a Change)> {
    let figures = study.figures;
    let groups = scope::groups(study).map(Party::Group);
    let mut parties: Vec<Party> = vec![scope::speaker(study)];
    parties.extend(groups.filter(|group| *group != scope::speaker(study)));
    let changes = parties.into_iter().filter_map(|party| {
        let change = figures.change(from, to, party, Subject::Qvct(id)).ok()?;
        (change.verdict != Verdict::NotComparable).then_some((party, change))
    });
    let mut found: Vec<(Party, &Change)> = changes.collect();
    if found.len() == 2 {
        found.retain(|(party, _)| *party != Party::Ensemble);
    }
    found
}
