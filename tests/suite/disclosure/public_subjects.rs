//! The attack on the public reports by subjects made of the same questions: criteria, levels of QVCT and themes, of this
//! year and of the year before, are taken together, less the dossiers of one or two laureates.

use std::collections::BTreeSet;

use jalon::aggregate::field::Ratio;
use jalon::aggregate::figures::{Absent, Verdict};
use jalon::document::Naming;
use jalon::document::annual::Annual;
use jalon::document::annual::digest::{Digest, Moved, State, Value};
use jalon::document::parts::{Cell, TableCell};
use jalon::model::{CriterionId, Earlier, EarlierSubject, QvctId};

use super::dossiers::attacks;
use super::made::Dice;
use super::programmes::{House, Years};
use super::rows::{self, given_away, rank_without};

/// Questions of each subject: what a criterion asks, levels and themes ask again in other parts.
const CRITERIA: [&[usize]; 2] = [&[0, 1, 2], &[3, 4]];
const LEVELS: [&[usize]; 3] = [&[0, 2], &[1], &[1, 3, 4]];
const THEMES: [(&str, &str, &[usize]); 4] = [
    ("charge", "Charge de travail supportable", &[0]),
    ("reconnaissance", "Reconnaissance du travail", &[1]),
    ("cadre_travail", "Lieux de travail adaptés", &[2]),
    ("fidelisation", "Envie de rester", &[3, 4]),
];

fn subjects() -> Vec<(EarlierSubject, String, &'static [usize])> {
    let criteria = (0_u8..).zip(CRITERIA).map(|(at, questions)| {
        let subject = EarlierSubject::Criterion(CriterionId(at));
        (subject, format!("{}. ", at + 1), questions)
    });
    let levels = (0_u8..).zip(LEVELS).map(|(at, questions)| {
        let subject = EarlierSubject::Qvct(QvctId(at));
        (subject, format!("QVCT {}. ", at + 1), questions)
    });
    let themes = THEMES.into_iter().map(|(key, label, questions)| {
        let subject = EarlierSubject::Theme(key.to_owned());
        (subject, label.to_owned(), questions)
    });
    criteria.chain(levels).chain(themes).collect()
}

/// Questions put to a project at its last measure: most of them. An export does not tell which, neither of who left nor of who
/// was measured again.
fn put(one: &Digest, questions: &[usize]) -> Vec<usize> {
    let wave = one.last_measure.as_deref().unwrap_or_default();
    let told = one.id.bytes().chain(wave.bytes()).map(u64::from);
    let mut dice = Dice(told.sum::<u64>() * 977);
    let put: Vec<bool> = (0..5).map(|_| dice.chance(85)).collect();
    let all = questions.iter().copied();
    all.filter(|&question| put[question]).collect()
}

/// What the people of a project answered to a question at its last measure.
fn answer(one: &Digest, question: usize) -> f64 {
    let wave = one.last_measure.as_deref().unwrap_or_default();
    let told = one.id.bytes().chain(wave.bytes()).map(u64::from);
    let mut dice = Dice(told.fold(question as u64, |all, byte| all * 31 + byte));
    20.0 + dice.below(70) as f64
}

fn value(one: &Digest, questions: &[usize]) -> Option<Value> {
    let questions = put(one, questions);
    let answers: Vec<f64> = questions.iter().map(|&at| answer(one, at)).collect();
    (one.state == State::Published && !answers.is_empty()).then(|| Value {
        printed: (answers.iter().sum::<f64>() / answers.len() as f64).round(),
        bounded: false,
        interval: None,
        weight: 8.0,
    })
}

/// Gives a project the scores of its answers; it aims at what it likes each year.
fn scored(mut one: Digest, dice: &mut Dice) -> Digest {
    one.criteria = vec![Err(Absent::NotMeasured); 22];
    for (subject, _, questions) in subjects() {
        let found = value(&one, questions);
        match &subject {
            EarlierSubject::Criterion(id) => {
                one.criteria[id.at()] = found.ok_or(Absent::NotMeasured);
                one.aimed[id.at()] = dice.chance(80);
            }
            EarlierSubject::Qvct(id) => one.qvct[id.at()] = found.ok_or(Absent::NotMeasured),
            EarlierSubject::Theme(key) => {
                one.subjects.extend(found.map(|found| (key.clone(), found)));
            }
        }
        let asked = put(&one, questions);
        let part = i64::try_from(asked.len()).expect("few");
        let mix = asked.iter().map(|&at| Some((at, Ratio::new(1, part)?)));
        if let Some(mix) = mix
            .collect::<Option<Vec<_>>>()
            .filter(|mix| !mix.is_empty())
        {
            one.mixes.subjects.insert(subject, mix);
        }
    }
    one
}

fn printed(one: &Digest, subject: &EarlierSubject) -> Option<f64> {
    let value = match subject {
        EarlierSubject::Criterion(id) if !one.aimed[id.at()] => None,
        EarlierSubject::Criterion(id) => one.criteria[id.at()].as_ref().ok(),
        EarlierSubject::Qvct(id) => one.qvct[id.at()].as_ref().ok(),
        EarlierSubject::Theme(key) => one.subjects.get(key),
    };
    value.map(|value| value.printed)
}

fn years(dice: &mut Dice) -> Years {
    let mut years = Years::random(dice);
    years.before = years
        .before
        .into_iter()
        .map(|one| scored(one, dice))
        .collect();
    let before = &years.before;
    let after = years.after.into_iter().map(|one| {
        let mut one = scored(one, dice);
        one.changes = vec![None; 22];
        let was = before.iter().find(|was| was.id == one.id);
        if let Some(was) = was.filter(|was| was.last_measure != one.last_measure) {
            for at in 0..CRITERIA.len() {
                let [from, to] = [was, &one].map(|one| one.criteria[at].as_ref().ok());
                one.changes[at] = from.zip(to).map(|(from, to)| Moved {
                    from: from.printed,
                    to: to.printed,
                    delta: to.printed - from.printed,
                    verdict: Verdict::Uncertain,
                });
            }
        }
        one
    });
    years.after = after.collect();
    years
}

/// What an export of the first year tells a later report, all subjects included.
fn earlier(years: &Years) -> Earlier {
    let mut earlier = years.earlier();
    for one in &years.before {
        let project = earlier.projects.get_mut(&one.id).expect("a project");
        let all = subjects().into_iter();
        let scores = all.filter_map(|(subject, ..)| {
            let score = printed(one, &subject)?;
            Some((subject, score))
        });
        project.scores = scores.collect();
    }
    earlier
}

/// Unknowns: what a project answered to a question in a measure.
type Row = rows::Row<String>;

/// What rounding may leave of nothing: parts of questions are no whole numbers.
const ZERO: f64 = 1e-7;

/// Sums of scores of some projects as sums of answers.
fn sum<'d>(projects: impl Iterator<Item = &'d Digest>, questions: &[usize], sign: f64) -> Row {
    let mut row = Row::new();
    for one in projects {
        let asked = put(one, questions);
        for at in &asked {
            let measure = one.last_measure.as_deref().unwrap_or_default();
            let key = (one.id.clone(), format!("{measure}/{at}"));
            *row.entry(key).or_default() += sign / asked.len() as f64;
        }
    }
    row
}

/// Whether a table of the annex tells the mean of a subject.
fn is_told(report: &Annual, label: &str) -> bool {
    of_subject(report, label, |cell| {
        !matches!(
            cell,
            TableCell::Figure(Cell::Withheld | Cell::NotMeasured | Cell::NotAimed)
        )
    })
}

/// Whether it tells how far projects lie apart too.
fn spread_is_told(report: &Annual, label: &str) -> bool {
    of_subject(
        report,
        label,
        |cell| matches!(cell, TableCell::Text(text) if text.contains('[')),
    )
}

fn of_subject(report: &Annual, label: &str, holds: impl Fn(&TableCell) -> bool) -> bool {
    let rows = report.annex.iter().filter(|one| one.number != "A2");
    let mut rows = rows
        .filter(|one| one.number != "A4")
        .flat_map(|one| &one.rows);
    rows.any(|row| {
        let named = matches!(&row[0], TableCell::Text(text) if text.starts_with(label));
        named && holds(&row[2])
    })
}

/// All that a report tells, as sums of answers.
fn rows(report: &Annual, year: &[Digest], before: &[Digest]) -> Vec<Row> {
    let mut rows = Vec::new();
    let charts = report.changes.iter();
    let charts = charts.flat_map(|it| it.chart.conclusive.iter().chain(&it.chart.inconclusive));
    let changed: BTreeSet<usize> = charts.map(|row| usize::from(row.number)).collect();
    let was = |one: &&Digest| before.iter().find(|was| was.id == one.id);
    for (subject, label, questions) in subjects() {
        let members = || year.iter().filter(|one| printed(one, &subject).is_some());
        if is_told(report, &label) {
            rows.push(sum(members(), questions, 1.0));
        }
        let EarlierSubject::Criterion(id) = &subject else {
            continue;
        };
        if changed.contains(&(id.at() + 1)) {
            let moved = || members().filter(|one| one.changes[id.at()].is_some());
            rows.push(sum(moved(), questions, 1.0));
            rows.push(sum(moved().filter_map(|one| was(&one)), questions, 1.0));
        }
        let years = report.years.iter().filter_map(|years| years.chart.as_ref());
        let mut steps = years.flat_map(|chart| &chart.rows);
        if steps.any(|row| row.label.starts_with(&label)) {
            let printed = |one: &&Digest| printed(one, &subject).is_some();
            let both = || members().filter(|one| was(one).as_ref().is_some_and(printed));
            let mut step = sum(both(), questions, 1.0);
            for (key, part) in sum(both().filter_map(|one| was(&one)), questions, -1.0) {
                *step.entry(key).or_default() += part;
            }
            rows.push(step);
        }
    }
    rows
}

/// What single laureates and pairs of them find in the reports of two years, and how many sums they have.
fn attack(house: &House, years: &Years, naming: Naming) -> (BTreeSet<String>, usize) {
    let told = earlier(years);
    let first = house.report(&years.before, years.faulty, None, naming);
    let second = house.report(&years.after, years.faulty, Some(&told), naming);
    let alone = rows(&first, &years.before, &[]);
    let mut all = alone.clone();
    all.extend(rows(&second, &years.after, &years.before));
    let both = years.before.iter().chain(&years.after);
    let ids: BTreeSet<&str> = both.map(|one| one.id.as_str()).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let mut found: BTreeSet<String> = given_away(&all, &[], ZERO).into_iter().collect();
    for (at, one) in ids.iter().enumerate() {
        let other = ids[(at + 1) % ids.len()];
        found.extend(given_away(&all, &[one, other], ZERO));
    }
    (found, all.len())
}

#[test]
fn no_two_laureates_find_another_by_subjects_made_of_the_same_questions() {
    let house = House::new();
    let mut told = 0;
    // In the last one two projects had been asked other questions the year before: what is asked now told too much of them.
    for seed in (0..attacks()).chain([95]) {
        let years = years(&mut Dice(seed ^ 0x51));
        let (found, rows) = attack(&house, &years, Naming::Codes);
        assert_eq!(found, BTreeSet::new(), "seed {seed}");
        told += rows;
    }
    // An attack on empty reports would prove nothing.
    assert!(told > 150, "only {told} means attacked");
}

/// The same attack finds many where nothing is kept back.
#[test]
fn the_attacker_of_subjects_finds_what_the_edition_of_the_staff_tells() {
    let house = House::new();
    let found = (0..10).filter(|seed| {
        let years = years(&mut Dice(seed ^ 0x51));
        !attack(&house, &years, Naming::Names).0.is_empty()
    });
    let found = found.count();
    assert!(found >= 7, "only {found} programmes of 10 leak");
}

/// Squares of scores, as the spreads told of a year sum them up: the same where the same questions were answered.
fn squares(report: &Annual, year: &[Digest]) -> Vec<Row> {
    let told = subjects()
        .into_iter()
        .filter(|(_, label, _)| spread_is_told(report, label));
    told.map(|(subject, _, questions)| {
        let members = year.iter().filter(|one| printed(one, &subject).is_some());
        let square = |one: &Digest| {
            let measure = one.last_measure.as_deref().unwrap_or_default();
            let made = format!("{measure}/{:?}", put(one, questions));
            ((one.id.clone(), made), 1.0)
        };
        members.map(square).collect()
    })
    .collect()
}

/// A mean and a spread of two projects are their two scores.
#[test]
fn no_two_laureates_are_left_with_the_spread_of_two_others() {
    let house = House::new();
    let mut told = 0;
    for seed in 0..attacks() / 2 {
        let years = years(&mut Dice(seed ^ 0x51));
        let before = earlier(&years);
        let first = house.report(&years.before, years.faulty, None, Naming::Codes);
        let second = house.report(&years.after, years.faulty, Some(&before), Naming::Codes);
        let mut rows = squares(&first, &years.before);
        rows.extend(squares(&second, &years.after));
        told += rows.len();
        let keys = rows.iter().flat_map(Row::keys);
        let ids: BTreeSet<&str> = keys.map(|key| key.0.as_str()).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        let without = |gone: &[&str]| rank_without(&rows, gone, ZERO);
        // Whoever is silent on all but four is known to two of these about the two others.
        for (at, one) in ids.iter().enumerate() {
            for step in 1..ids.len().min(5) {
                let four: Vec<&str> = (0..4)
                    .map(|more| ids[(at + more * step) % ids.len()])
                    .collect();
                assert_eq!(
                    without(&four),
                    without(&[]),
                    "seed {seed}: {one} and {four:?}"
                );
            }
        }
    }
    assert!(told > 40, "only {told} spreads attacked");
}
