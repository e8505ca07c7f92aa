//! The attack on the public report: who holds one dossier, or two together, takes them from what is printed, this year and
//! the year before, and looks for what is left of a single other project.

use std::collections::BTreeSet;

use jalon::document::Naming;
use jalon::document::annual::Annual;
use jalon::document::annual::digest::Digest;
use jalon::document::parts::Cell;
use jalon::typeset::{Day, Order, Press};

use super::dossiers::attacks;
use super::made::Dice;
use super::programmes::{CRITERIA, House, Years};
use super::public_counts::{About, counts, found_by_counts, found_by_years, has};
use super::rows::{self, given_away};

/// Unknowns: a project's score of a year on a criterion; one unknown where nothing was measured again.
type Row = rows::Row<&'static str>;

/// What the printed means say of one criterion, as sums of scores.
fn rows(
    report: &Annual,
    year: &[Digest],
    before: &[Digest],
    at: usize,
    key: &'static str,
    rows: &mut Vec<Row>,
) {
    let same = |one: &Digest| {
        before.iter().any(|other| {
            other.id == one.id
                && other.criteria == one.criteria
                && other.last_measure == one.last_measure
        })
    };
    let name = |one: &Digest| (one.id.clone(), if same(one) { "before" } else { key });
    let average = report
        .average
        .iter()
        .flat_map(|average| &average.chart.blocks);
    let label = format!("{}. ", at + 1);
    let printed = average
        .flat_map(|block| &block.rows)
        .find(|row| row.label.starts_with(&label));
    if printed.is_some_and(|row| matches!(row.mean, Cell::Value(_))) {
        let members = year.iter().filter(|one| one.criteria[at].is_ok());
        rows.push(members.map(|one| (name(one), 1.0)).collect());
    }
    let changes = report.changes.iter();
    let mut changes =
        changes.flat_map(|it| it.chart.conclusive.iter().chain(&it.chart.inconclusive));
    if changes.any(|row| usize::from(row.number) == at + 1) {
        let moved = || year.iter().filter(|one| one.changes[at].is_some());
        rows.push(moved().map(|one| (name(one), 1.0)).collect());
        rows.push(
            moved()
                .map(|one| ((one.id.clone(), "before"), 1.0))
                .collect(),
        );
    }
    let years = report.years.iter().filter_map(|years| years.chart.as_ref());
    if years
        .flat_map(|chart| &chart.rows)
        .any(|row| row.label.starts_with(&label))
    {
        let mut step = Row::new();
        for one in year.iter().filter(|one| one.criteria[at].is_ok()) {
            let was = before
                .iter()
                .any(|other| other.id == one.id && other.criteria[at].is_ok());
            if was && !same(one) {
                step.insert(name(one), 1.0);
                step.insert((one.id.clone(), "before"), -1.0);
            }
        }
        rows.push(step);
    }
}

/// A project about which alone some sum of the rows speaks, those of the holders apart.
fn gives_away(rows: &[Row], holders: &[&str]) -> Option<String> {
    given_away(rows, holders, 1e-9).into_iter().next()
}

/// The number of people who answered, on the first page: a sum over the projects that tell theirs.
fn sums_up(report: &Annual) -> bool {
    report
        .year
        .figures
        .iter()
        .any(|figure| figure.label.starts_with("personnes ont répondu"))
}

/// All that one or two laureates find out about another.
fn attack(house: &House, reports: [&Annual; 2], years: &Years, holders: &[&str]) -> Vec<String> {
    let told =
        [(0, &years.before), (1, &years.after)].map(|(at, year)| counts(reports[at], year, house));
    let mut leaks = found_by_counts(&told[0], &years.before, years.faulty, holders);
    leaks.extend(found_by_counts(
        &told[1],
        &years.after,
        years.faulty,
        holders,
    ));
    leaks.extend(found_by_years([&told[0], &told[1]], years, holders));
    for at in 0..CRITERIA {
        let mut sums = Vec::new();
        rows(reports[0], &years.before, &[], at, "before", &mut sums);
        rows(
            reports[1],
            &years.after,
            &years.before,
            at,
            "after",
            &mut sums,
        );
        leaks.extend(
            gives_away(&sums, holders).map(|id| format!("criterion {at}: the score of {id}")),
        );
    }
    let mut people = Vec::new();
    for (report, year, key) in [
        (reports[0], &years.before, "before"),
        (reports[1], &years.after, "after"),
    ] {
        if sums_up(report) {
            let told = year
                .iter()
                .filter(|one| has(one, &About::Answers).is_some());
            let same = |one: &Digest| years.before.contains(one);
            people.push(
                told.map(|one| {
                    (
                        (one.id.clone(), if same(one) { "before" } else { key }),
                        1.0,
                    )
                })
                .collect(),
            );
        }
    }
    leaks.extend(gives_away(&people, holders).map(|id| format!("how many answered in {id}")));
    leaks
}

/// Leaks of a programme by all single laureates and all pairs of them.
fn leaks(house: &House, years: &Years, naming: Naming) -> Vec<String> {
    leaks_called(house, years, &years.after, naming)
}

/// The same when the laureates of the second year are called as in `called`.
fn leaks_called(house: &House, years: &Years, called: &[Digest], naming: Naming) -> Vec<String> {
    let earlier = years.earlier();
    let before = house.report(&years.before, years.faulty, None, naming);
    let after = house.report(called, years.faulty, Some(&earlier), naming);
    let everyone = years
        .before
        .iter()
        .chain(&years.after)
        .map(|one| one.id.as_str());
    let ids: Vec<&str> = everyone.collect::<BTreeSet<_>>().into_iter().collect();
    let mut found = attack(house, [&before, &after], years, &[]);
    for (at, one) in ids.iter().enumerate() {
        found.extend(attack(house, [&before, &after], years, &[one]));
        for other in ids.iter().skip(at + 1).step_by(3) {
            found.extend(attack(house, [&before, &after], years, &[one, other]));
        }
    }
    found
}

#[test]
fn no_laureate_and_no_two_find_another_in_the_public_reports() {
    let house = House::new();
    let mut told = 0;
    // The last three leaked once: more of them are met with JALON_ATTACKS.
    for seed in (0..attacks()).chain([160, 749, 4257]) {
        let mut dice = Dice(seed ^ 0x9B);
        let years = Years::random(&mut dice);
        assert_eq!(
            leaks(&house, &years, Naming::Codes),
            Vec::<String>::new(),
            "seed {seed}"
        );
        let report = house.report(
            &years.after,
            years.faulty,
            Some(&years.earlier()),
            Naming::Codes,
        );
        told += usize::from(report.average.is_some()) + usize::from(report.advice.is_some());
        told += usize::from(
            report
                .markers
                .is_some_and(|markers| markers.table.is_some()),
        );
    }
    // An attack on empty reports would prove nothing.
    assert!(told > 20, "only {told} sections attacked");
}

/// A folder called otherwise from one year to the next makes no other project, nor does another name beside the same answers.
#[test]
fn a_laureate_under_another_name_is_nobody_else() {
    let house = House::new();
    let mut told = 0;
    for seed in 0..attacks() {
        let years = Years::random(&mut Dice(seed ^ 0x9B));
        for is_renamed in [false, true] {
            let mut dice = Dice(seed ^ 0x4A);
            let mut called = years.after.clone();
            for one in &mut called {
                // Without scores nothing would say who it is.
                let scores = one.criteria.iter().filter(|score| score.is_ok()).count();
                let same = scores >= 3 && years.before.contains(one);
                if dice.chance(30) && (same || !is_renamed) {
                    one.id.push_str("-bis");
                    if is_renamed {
                        one.name.push_str(" et compagnie");
                    }
                }
            }
            let found = leaks_called(&house, &years, &called, Naming::Codes);
            assert_eq!(found, Vec::<String>::new(), "seed {seed}, {is_renamed}");
            let earlier = years.earlier();
            let report = house.report(&called, years.faulty, Some(&earlier), Naming::Codes);
            told += usize::from(report.average.is_some());
            // To the staff nobody came or left either.
            let names = |laureates: &[Digest]| {
                house.report(laureates, years.faulty, Some(&earlier), Naming::Names)
            };
            if !is_renamed {
                assert_eq!(
                    names(&called).years,
                    names(&years.after).years,
                    "seed {seed}"
                );
            }
        }
    }
    assert!(told > 10, "only {told} averages attacked");
}

/// The same attack finds much in the edition of the staff, where counts and means stand as they are.
#[test]
fn the_attacker_finds_what_the_edition_of_the_staff_tells() {
    let house = House::new();
    let mut found = 0;
    for seed in 0..10 {
        let years = Years::random(&mut Dice(seed ^ 0x9B));
        found += usize::from(!leaks(&house, &years, Naming::Names).is_empty());
    }
    assert!(
        found >= 8,
        "only {found} programmes of 10 leak without the guard"
    );
}

/// What the attack reads in the data stands on the pages, and no name nor count of one to three projects beside it.
#[test]
fn the_pages_say_what_was_attacked_and_name_nobody() {
    let press = Press::new(&[]).expect("the templates are sound");
    let house = House::new();
    for seed in [1, 6, 11] {
        let years = Years::random(&mut Dice(seed ^ 0x9B));
        let report = house.report(&years.after, years.faulty, None, Naming::Codes);
        let order = Order {
            document: "annual".into(),
            ident: "essai".into(),
            data: serde_json::to_vec(&report).expect("JSON"),
            images: Vec::new(),
            date: Day {
                year: 2026,
                month: 6,
                day: 30,
            },
        };
        let pages = press
            .proof(&order)
            .unwrap_or_else(|faults| panic!("seed {seed}: {faults:?}"))
            .join(" ");
        let words: Vec<&str> = pages.split_whitespace().collect();
        let text = words.concat();
        for one in &years.after {
            for name in [&one.id, &one.name, &one.structure, &one.territory] {
                let name: String = name.split_whitespace().collect();
                assert!(!text.contains(&name), "seed {seed}: {name}");
            }
        }
        for card in report.advice.iter().flat_map(|section| &section.cards) {
            let count: String = card.count.split_whitespace().collect();
            assert!(text.contains(&count), "seed {seed}: {}", card.count);
        }
        for pair in words.windows(2) {
            let few = ["1", "2", "3"].contains(&pair[0]);
            let projects = pair[1].starts_with("projet") || pair[1].starts_with("dossier");
            assert!(!few || !projects, "seed {seed}: {} {}", pair[0], pair[1]);
        }
    }
}
