//! Counts of projects in the public reports, and what the holders of some dossiers take from them.

use std::collections::{BTreeMap, BTreeSet};

use jalon::document::annual::Annual;
use jalon::document::annual::digest::{Digest, State};
use jalon::document::parts::{Cell, Table, TableCell};
use jalon::model::project::MarkerState;

use super::programmes::{House, Years};

/// What a count is about: who has it is in the dossiers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    Advice(String),
    Established(String),
    Support(String),
    Condition(String),
    Marker(usize),
    State(&'static str),
    Rising(usize),
    Answers,
}

/// A printed count, as a reader takes it: no fewer, no more, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    low: usize,
    high: usize,
}

/// « 5 projets sur 9 », « moins de 4 », « au moins 6 »; nothing without a number.
fn count(text: &str, all: usize) -> Option<Count> {
    let number = text
        .split(|sign: char| !sign.is_ascii_digit())
        .find(|part| !part.is_empty());
    let number: usize = number?.parse().expect("digits");
    let (low, high) = match () {
        () if text.to_lowercase().contains("moins de") => (0, number.saturating_sub(1)),
        () if text.to_lowercase().contains("au moins") => (number, all),
        () => (number, number),
    };
    Some(Count { low, high })
}

fn words(cell: &TableCell) -> String {
    match cell {
        TableCell::Text(text) => text.clone(),
        TableCell::Figure(Cell::Value(value)) => value.text.clone(),
        TableCell::Figure(_) => String::new(),
    }
}

/// Whether a project has what a count is about; `None` when it is not among those counted.
pub fn has(one: &Digest, about: &About) -> Option<bool> {
    let scored = one.state == State::Published;
    match about {
        About::Advice(rule) => Some(one.advice.iter().any(|own| own.rule == *rule)),
        About::Established(rule) => Some(
            one.advice
                .iter()
                .any(|own| own.rule == *rule && own.established),
        ),
        About::Support(at) => Some(one.supports.iter().any(|own| own.instance == *at)),
        About::Condition(label) => scored.then(|| one.conditions.contains(&(label.clone(), true))),
        About::Marker(rank) => Some(one.markers[*rank] == MarkerState::Present),
        About::State(name) => Some(*name == heading(one.state)),
        About::Rising(at) => one.changes.get(*at)?.map(|moved| moved.delta > 0.0),
        About::Answers => one.answered.map(|_| true),
    }
}

fn heading(state: State) -> &'static str {
    match state {
        State::Published => "avec scores",
        State::Protected => "sans score publié",
        State::Collective => "cotation collective",
        State::Unasked => "pas d'enquête",
    }
}

/// Every count that the report prints of what is no mere taking part.
pub fn counts(report: &Annual, year: &[Digest], house: &House) -> BTreeMap<About, Count> {
    let mut found = BTreeMap::new();
    let mut take = |about: About, text: &str| {
        let all = year.iter().filter(|one| has(one, &about).is_some()).count();
        found.extend(count(text, all).map(|count| (about, count)));
    };
    for card in report.advice.iter().flat_map(|section| &section.cards) {
        let rule = house.rule(&card.title);
        take(About::Advice(rule.to_owned()), &card.count);
        if let Some((_, sure)) = card.detail.split_once("Constat établi dans ") {
            take(About::Established(rule.to_owned()), sure);
        }
    }
    for practice in &report.practices {
        let at = if practice.word == "Participation" {
            "C01"
        } else {
            "C02"
        };
        take(About::Support(at.to_owned()), &practice.text);
    }
    let rows = |table: Option<&Table>| table.map_or(Vec::new(), |table| table.rows.clone());
    let quality = report
        .quality
        .as_ref()
        .and_then(|quality| quality.conditions.as_ref());
    for row in rows(quality) {
        take(About::Condition(words(&row[0])), &words(&row[1]));
    }
    let markers = report.markers.as_ref();
    for row in rows(markers.and_then(|markers| markers.table.as_ref())) {
        take(
            About::Marker(house.marker(&words(&row[0]))),
            &words(&row[1]),
        );
    }
    for (rank, row) in markers.iter().flat_map(|markers| &markers.rows).enumerate() {
        take(About::Marker(rank), &row.counts[0].to_string());
    }
    let states = &report.perimeter.states;
    // No row where no situation may be told.
    let everyone = states.rows.last();
    for (column, cell) in states.columns.iter().zip(everyone.into_iter().flatten()) {
        for state in [State::Protected, State::Collective, State::Unasked] {
            if column.heading == heading(state) {
                take(About::State(heading(state)), &words(cell));
            }
        }
    }
    let changes = report.changes.iter();
    for row in changes.flat_map(|it| it.chart.conclusive.iter().chain(&it.chart.inconclusive)) {
        let text = row.people.replace("aucun projet", "0 projet");
        take(About::Rising(usize::from(row.number) - 1), &text);
    }
    found
}

/// Counts that say something of a single project which the holders of the dossiers do not hold.
pub fn found_by_counts(
    counts: &BTreeMap<About, Count>,
    year: &[Digest],
    faulty: usize,
    holders: &[&str],
) -> Vec<String> {
    let mut leaks = Vec::new();
    for (about, count) in counts {
        let counted = || year.iter().filter_map(|one| Some((one, has(one, about)?)));
        let known = counted().filter(|(one, _)| holders.contains(&one.id.as_str()));
        let own = known.filter(|(_, has)| *has).count();
        let others = counted()
            .filter(|(one, _)| !holders.contains(&one.id.as_str()))
            .count();
        // A laureate whose files cannot be read is one more of whom the state is not known.
        let unread = match about {
            About::State(_) => faulty,
            _ => 0,
        };
        let others = others + unread;
        let (low, high) = (
            count.low.saturating_sub(own),
            count.high.saturating_sub(own).min(others),
        );
        let exact = count.low == count.high;
        let tells_all = others > 0 && (low >= others || high == 0);
        let tells_one = exact && others > 0 && (low < 2 || others.saturating_sub(low) < 2);
        if tells_all || tells_one {
            leaks.push(format!("{about:?}: {count:?}, {own} held, {others} others"));
        }
    }
    leaks
}

/// Counts of two years whose difference rests on one project that is nobody's dossier at hand.
pub fn found_by_years(
    two: [&BTreeMap<About, Count>; 2],
    years: &Years,
    holders: &[&str],
) -> Vec<String> {
    let before: BTreeMap<&str, &Digest> = years
        .before
        .iter()
        .map(|one| (one.id.as_str(), one))
        .collect();
    let after: BTreeMap<&str, &Digest> = years
        .after
        .iter()
        .map(|one| (one.id.as_str(), one))
        .collect();
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let exact = |count: &Count| count.low == count.high;
    let both = two[0].iter().filter_map(|(about, count)| {
        let later = two[1].get(about)?;
        (exact(count) && exact(later)).then_some(about)
    });
    both.filter(|about| {
        // Without a score in either year a project adds to no finding, whatever changed.
        let counts = |one: &Digest, other: &Digest| match about {
            About::Marker(_) | About::State(_) => true,
            _ => one.state == State::Published || other.state == State::Published,
        };
        let turned = ids
            .iter()
            .filter(|id| match (before.get(*id), after.get(*id)) {
                // Markers are declared: who is measured again declares what was declared.
                (Some(one), Some(other)) => {
                    !matches!(about, About::Marker(_)) && one != other && counts(one, other)
                }
                (one, other) => {
                    let only = one.or(other).expect("of one year");
                    has(only, about).is_some() && counts(only, only)
                }
            });
        turned.filter(|id| !holders.contains(id)).count() == 1
    })
    .map(|about| format!("{about:?} between the years"))
    .collect()
}
