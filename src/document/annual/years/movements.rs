//! Who came and who left since the earlier year: laureates, and those with scores.

use std::collections::BTreeSet;

use crate::aggregate::counts::Told;
use crate::diagnostic::others;
use crate::document::parts::Term;
use crate::document::{Naming, words};
use crate::model::{Earlier, plain};

use super::super::digest::State;
use super::super::public::counted;
use super::super::report::Report;

/// Most names told of one movement.
const NAMED: usize = 12;

/// Names by movement, in the order of names.
#[derive(Default)]
pub(super) struct Movements {
    /// Laureates that the earlier year did not know.
    pub entered: Vec<String>,
    /// Laureates of the earlier year that are not in the folder any more.
    pub left: Vec<String>,
    /// Known before without a score, and with scores now.
    pub first_scores: Vec<String>,
    /// With scores before, and none now.
    pub no_more_scores: Vec<String>,
}

impl Movements {
    pub fn of(report: &Report, earlier: &Earlier) -> Movements {
        let mut found = Movements::default();
        let read = report.laureates.iter().map(|laureate| {
            let scored = laureate.state == State::Published;
            (laureate.id.as_str(), laureate.name.as_str(), scored)
        });
        let faulty = report
            .faulty
            .iter()
            .map(|faulty| (faulty.id.as_str(), faulty.id.as_str(), false));
        let mut present = BTreeSet::new();
        for (id, name, scored) in read.chain(faulty) {
            present.insert(id);
            let list = match earlier.projects.get(id) {
                None => &mut found.entered,
                Some(before) if scored && before.scores.is_empty() => &mut found.first_scores,
                Some(before) if !scored && !before.scores.is_empty() => &mut found.no_more_scores,
                Some(_) => continue,
            };
            list.push(name.to_owned());
        }
        let gone = earlier.projects.iter();
        let gone = gone.filter(|(id, _)| !present.contains(id.as_str()));
        found.left = gone.map(|(_, project)| project.name.clone()).collect();
        for list in [
            &mut found.entered,
            &mut found.left,
            &mut found.first_scores,
            &mut found.no_more_scores,
        ] {
            list.sort_by_cached_key(|name| plain(name));
        }
        found
    }
}

/// Each movement with its names; only their number in the public edition.
pub(super) fn told(report: &Report, earlier: &Earlier) -> Vec<Term> {
    let found = Movements::of(report, earlier);
    // Who is a laureate stands in the directory; who has scores is counted like all that was measured.
    let exactly = |names: &Vec<String>| Told::Exactly(names.len());
    let measured = |names: &Vec<String>| counted::taking_part(report, names.len());
    let all = [
        ("Entrés", exactly(&found.entered), found.entered),
        ("Sortis", exactly(&found.left), found.left),
        (
            "Premiers scores cette année",
            measured(&found.first_scores),
            found.first_scores,
        ),
        (
            "Plus de score cette année",
            measured(&found.no_more_scores),
            found.no_more_scores,
        ),
    ];
    let said = all.into_iter().filter(|(.., names)| !names.is_empty());
    said.map(|(word, told, names)| Term {
        word: word.to_owned(),
        text: text(report, told, &names),
    })
    .collect()
}

fn text(report: &Report, told: Told, names: &[String]) -> String {
    let count = counted::counted(told, "lauréat", "lauréats");
    if report.naming == Naming::Codes {
        return format!("{count}.");
    }
    match names.len().saturating_sub(NAMED) {
        0 => format!("{count} : {}.", words::list(names)),
        more => format!(
            "{count} : {} et {}.",
            names[..NAMED].join(", "),
            others(more)
        ),
    }
}
