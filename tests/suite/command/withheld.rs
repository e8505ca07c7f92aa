//! Attacks the printed data: the true values of withheld figures, computed with the thresholds taken away, must not
//! stand beside their names.

use std::collections::BTreeSet;

use jalon::aggregate::figures::{Absent, Figure, Figures, Level, Party, Score, Subject};
use jalon::diagnostic::Diagnostics;
use jalon::document::{Wanted, case};
use jalon::job::Job;
use jalon::model::case::{CaseLever, CaseTexts};
use jalon::model::{CriterionId, GroupId, Horizon, Referential};
use serde_json::Value;

use super::setting::{data, request, sample};

/// A figure that may be kept back: who, what, when, and the whole number that it would have been printed as.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Secret {
    group: String,
    subject: String,
    wave: String,
    truth: String,
}

/// The sample programme, with the real thresholds or with every one at a single answer.
fn programme(opened: bool) -> Job {
    let mut notes = Diagnostics::new();
    let request = request(sample("ami-2025"), Wanted::default());
    let told = |notes: &Diagnostics| notes.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut job = Job::new(&request, &mut notes).unwrap_or_else(|| panic!("{:?}", told(&notes)));
    if opened {
        job.thresholds.score = 1;
        job.thresholds.distribution = 1;
        job.thresholds.sensitive_score = 1;
        job.thresholds.sensitive_distribution = 1;
    }
    job
}

/// The figures of every sample.
fn figures(opened: bool) -> Vec<(String, Figures)> {
    let (job, mut notes) = (programme(opened), Diagnostics::new());
    jalon::studies(&job, &mut notes)
        .into_iter()
        .map(|studied| (studied.id, studied.found.expect("a sound sample").figures))
        .collect()
}

/// As printed.
fn term(horizon: Horizon) -> &'static str {
    match horizon {
        Horizon::Reference => "Au départ",
        Horizon::Short => "Court terme",
        Horizon::Medium => "Moyen terme",
        Horizon::Long => "Long terme",
    }
}

fn name(subject: Subject, referential: &Referential) -> Option<String> {
    match subject {
        Subject::Criterion(id) => Some(referential.criteria[usize::from(id.0)].name.clone()),
        Subject::Category(id) => Some(referential.categories[usize::from(id.0)].name.clone()),
        _ => None,
    }
}

/// What `open` knows of the figures that `strict` holds in the state wanted.
fn known(strict: &Figures, open: &Figures, wanted: fn(&Figure<Level>) -> bool) -> BTreeSet<Secret> {
    let referential = Referential::embedded();
    let mut found = BTreeSet::new();
    for (&(wave, party, subject), figure) in &strict.levels {
        let Party::Group(group) = party else { continue };
        if !wanted(figure) {
            continue;
        }
        let Some(Ok(level)) = open.levels.get(&(wave, party, subject)) else {
            continue;
        };
        let (Score::Exact(score), Some(subject)) = (level.score, name(subject, &referential))
        else {
            continue;
        };
        found.insert(Secret {
            group: strict.groups[group].label.clone(),
            subject,
            wave: term(strict.waves[usize::from(wave.0)].horizon).to_owned(),
            truth: format!("{score:.0}"),
        });
    }
    found
}

/// Names of all subjects that have a score.
fn subjects(open: &Figures) -> BTreeSet<String> {
    let known = known(open, open, |_| true).into_iter();
    known.map(|figure| figure.subject).collect()
}

/// Everything printed in which words and a number stand together: each row of a table with its headings, each sentence.
fn passages(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(plain(text)),
        Value::Array(all) => all.iter().for_each(|value| passages(value, found)),
        Value::Object(object) => {
            if let (Some(Value::Array(columns)), Some(Value::Array(rows))) =
                (object.get("columns"), object.get("rows"))
            {
                let title = object
                    .get("title")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                for row in rows.iter().filter_map(Value::as_array) {
                    // Words of the row (criterion, group) stand with each of its cells.
                    let named = |cell: &&Value| {
                        cell.as_str()
                            .is_some_and(|text| text.contains(char::is_alphabetic))
                    };
                    let head: Vec<String> = row.iter().filter(named).map(words).collect();
                    for (column, cell) in columns.iter().zip(row).skip(1) {
                        let (head, column) = (head.join(" | "), words(column));
                        found.push(plain(&format!(
                            "{title} | {head} | {column} | {}",
                            words(cell)
                        )));
                    }
                }
            }
            dots(object, found);
            object.values().for_each(|value| passages(value, found));
        }
        _ => {}
    }
}

/// The dots of a chart: the name of the row, of the series and of the wave beside each number.
fn dots(chart: &serde_json::Map<String, Value>, found: &mut Vec<String>) {
    let (Some(Value::Array(series)), Some(Value::Array(rows))) =
        (chart.get("series"), chart.get("rows"))
    else {
        return;
    };
    let subtitle = chart
        .get("caption")
        .map(|caption| words(&caption["subtitle"]))
        .unwrap_or_default();
    for row in rows {
        for dot in row["dots"].as_array().into_iter().flatten() {
            let rank = dot["series"]
                .as_u64()
                .and_then(|rank| usize::try_from(rank).ok());
            let who = rank
                .and_then(|rank| series.get(rank))
                .map(words)
                .unwrap_or_default();
            let when = subtitle.rsplit(", ").next().unwrap_or_default();
            found.push(plain(&format!(
                "{} | {who} | {when} | {}",
                words(&row["label"]),
                words(&dot["text"])
            )));
        }
    }
}

/// Without the spaces and apostrophes of print.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

/// All the text of a value, in a line.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(words).collect::<Vec<_>>().join(" "),
        Value::Object(object) => object.values().map(words).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

fn holds_number(text: &str, number: &str) -> bool {
    text.split(|sign: char| !sign.is_ascii_digit() && sign != ',')
        .any(|part| part == number)
}

/// Whether a part of an enumeration is about the subject and holds the number: it names it, or no other one since.
fn tells(text: &str, figure: &Secret, subjects: &BTreeSet<String>) -> bool {
    let mut about = false;
    text.split(" ; ").any(|part| {
        about = part.contains(&figure.subject)
            || about && !subjects.iter().any(|subject| part.contains(subject));
        about && holds_number(part, &figure.truth)
    })
}

/// Passages that name both the subject and the group and hold the number.
fn standing<'a>(
    all: &'a [String],
    figure: &Secret,
    subjects: &BTreeSet<String>,
) -> Vec<&'a String> {
    // « Moyen terme » heads a column, « à moyen terme » stands in a sentence.
    let names = |text: &str, term: &str| text.to_lowercase().contains(&term.to_lowercase());
    let terms = Horizon::ALL.map(term);
    let about =
        |text: &&String| names(text, &figure.wave) || !terms.iter().any(|term| names(text, term));
    all.iter()
        .filter(|text| text.contains(&figure.subject) && text.contains(&figure.group))
        .filter(about)
        .filter(|text| tells(text, figure, subjects))
        .collect()
}

#[test]
fn no_withheld_score_stands_beside_its_name() {
    let strict = figures(false);
    let open = figures(true);
    let (mut attacked, mut published, mut seen) = (0, 0, 0);
    for ((id, strict), (_, open)) in strict.iter().zip(&open) {
        let printed: Value =
            serde_json::from_str(&data(&sample("ami-2025"), Some(id))).expect("JSON");
        let mut all = Vec::new();
        passages(&printed, &mut all);
        let subjects = subjects(open);
        for secret in known(strict, open, |figure| {
            matches!(figure, Err(Absent::Withheld))
        }) {
            let leaks = standing(&all, &secret, &subjects);
            assert!(leaks.is_empty(), "{id}: {secret:?} stands in {leaks:#?}");
            attacked += 1;
        }
        for figure in known(strict, strict, |figure| figure.is_ok()) {
            published += 1;
            seen += usize::from(!standing(&all, &figure, &subjects).is_empty());
        }
    }
    assert!(
        attacked >= 20,
        "only {attacked} withheld figures in the samples"
    );
    // The same look finds what is published; otherwise it would prove nothing.
    assert!(
        2 * seen > published,
        "{seen} of {published} published figures seen"
    );
}

/// A lever about every criterion and every group.
fn levers(project: &jalon::model::Project, groups: usize, referential: &Referential) -> CaseTexts {
    let criteria = (0..).take(referential.criteria.len()).map(CriterionId);
    let each = criteria.flat_map(|criterion| {
        (0..).take(groups).map(move |group| CaseLever {
            criterion: Some(criterion),
            group: Some(GroupId(group)),
            ..CaseLever::default()
        })
    });
    CaseTexts {
        levers: each.collect(),
        ..project.case.clone().unwrap_or_default()
    }
}

#[test]
fn no_lever_of_a_case_sheet_shows_a_withheld_score() {
    let (job, mut notes) = (programme(false), Diagnostics::new());
    let open = figures(true);
    let (mut attacked, mut published, mut seen) = (0, 0, 0);
    for (studied, (_, open)) in jalon::studies(&job, &mut notes).into_iter().zip(&open) {
        let mut found = studied.found.expect("a sound sample");
        let groups = found.questionnaire.groups.len();
        found.project.case = Some(levers(&found.project, groups, &job.referential));
        let sheet = case::build(&found.study(&job));
        let printed = serde_json::to_value(&sheet.levers).expect("plain data");
        // Everything that a lever prints stands together.
        let all: Vec<String> = printed
            .as_array()
            .expect("levers")
            .iter()
            .map(words)
            .map(|text| plain(&text))
            .collect();
        assert!(all.len() >= 22);
        let subjects = subjects(open);
        for secret in known(&found.figures, open, |figure| {
            matches!(figure, Err(Absent::Withheld))
        }) {
            let leaks = standing(&all, &secret, &subjects);
            assert!(
                leaks.is_empty(),
                "{}: {secret:?} stands in {leaks:#?}",
                studied.id
            );
            attacked += 1;
        }
        for figure in known(&found.figures, &found.figures, |figure| figure.is_ok()) {
            published += 1;
            seen += usize::from(!standing(&all, &figure, &subjects).is_empty());
        }
    }
    assert!(
        attacked >= 20,
        "only {attacked} withheld figures in the samples"
    );
    // Most published scores are of categories and of earlier measures, which no lever shows.
    assert!(
        5 * seen > published,
        "{seen} of {published} published figures seen"
    );
}
