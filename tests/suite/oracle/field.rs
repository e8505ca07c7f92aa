//! The field: horizons, participation, measuring conditions, and who is withheld.

use std::collections::BTreeMap;

use jalon::aggregate::audit::Row;
use jalon::aggregate::audit::suppression::suppress;
use jalon::aggregate::conditions::{Evidence, conditions};
use jalon::aggregate::estimate::Regularisation;
use jalon::aggregate::figures::Subject;
use jalon::aggregate::resample::RESAMPLES;
use jalon::aggregate::respondent::Completion;
use jalon::model::{CriterionId, State, WaveId};

use crate::aggregate::{CONDITIONS, points};
use crate::disclosure::atoms::sum_of;

use super::ledger::Ledger;
use super::levels::{criterion, party, population, wave};
use super::people::{of_group, people, scores, small};
use super::{EXACT, five, open, reference};

pub const SECTIONS: [&str; 4] = ["meta", "participation", "robustness", "disclosure"];

#[test]
fn horizons_thresholds_and_constants_are_those_of_the_reference() {
    let mut ledger = Ledger::of("meta");
    for entry in &open().waves {
        ledger.value(&format!("/horizons/{}", entry.id), entry.horizon.key());
    }
    let house = Regularisation::HOUSE;
    for (rank, value) in [house.weight, house.deviation, house.correlation_cap]
        .into_iter()
        .enumerate()
    {
        ledger.number(&format!("/reg/{rank}"), value, 0.0);
    }
    let thresholds = reference().referential.thresholds;
    ledger.count("/k_min", thresholds.score);
    ledger.number("/mic", thresholds.important_change, 0.0);
    ledger.count("/B", RESAMPLES);
    let z = jalon::aggregate::quantiles::NORMAL_975;
    ledger.number("/z", z, EXACT);
    ledger.finish(&[]);
}

#[test]
fn participation_is_that_of_the_reference() {
    let mut ledger = Ledger::of("participation");
    for key in ledger.keys() {
        let (wave_key, group) = key.split_once('|').expect("a wave and a group");
        let when = wave(wave_key);
        let party = party(open(), group);
        let mut lines = open().participation.iter();
        let line = lines
            .find(|line| line.wave == when && line.party == party)
            .expect("a line");
        let path = |name: &str| format!("/{key}/{name}");
        ledger.count(&path("questionnaires"), line.answered.expect("told"));
        ledger.number(&path("population"), line.invited.map(f64::from), 0.0);
        ledger.number(&path("taux"), line.rate, EXACT);
        let all = people(reference(), when);
        let of = |wanted: Completion| {
            let found = all
                .iter()
                .filter(|person| person.group == group && person.completion == Some(wanted));
            found.count()
        };
        ledger.count(&path("complets"), of(Completion::Complete));
        ledger.count(&path("partiels"), of(Completion::Partial));
        ledger.count(&path("abandons"), of(Completion::BreakOff));
        let usable = small(of(Completion::Complete) + of(Completion::Partial));
        assert_eq!(line.usable, Ok(usable), "{key}");
    }
    ledger.finish(&[]);
}

/// Groups with five scores on a criterion.
fn published(when: WaveId, id: CriterionId) -> Vec<&'static str> {
    let groups = five().groups.iter().map(|group| group.id.as_str());
    groups
        .filter(|group| scores(reference(), when, group, id).len() >= 5)
        .collect()
}

/// The measure of one criterion at the last wave.
fn evidence(id: CriterionId) -> Evidence {
    let (read, when, before) = (reference(), wave("V3"), wave("V2"));
    let groups = published(when, id);
    let answered: u32 = groups
        .iter()
        .map(|group| small(scores(read, when, group, id).len()))
        .sum();
    let invited: u32 = groups
        .iter()
        .filter_map(|group| population(when, group))
        .sum();
    let kept = |group: &&str| {
        let (earlier, now) = (of_group(read, before, group), of_group(read, when, group));
        let both = now
            .iter()
            .filter(|person| person.code.is_some())
            .filter(|person| earlier.iter().any(|other| other.code == person.code));
        f64::from(small(both.count())) / f64::from(small(earlier.len().min(now.len())))
    };
    let shares: Vec<f64> = groups.iter().map(kept).collect();
    let items: Vec<usize> = read
        .questionnaire
        .items_of(id)
        .map(|item| item.at())
        .collect();
    let all = people(read, when);
    let states = all
        .iter()
        .flat_map(|person| items.iter().filter_map(|item| person.states.get(item)));
    let (mut blank, mut concerned) = (0u32, 0u32);
    for state in states {
        let is_blank = matches!(state, State::DontKnow | State::Missing | State::Invalid);
        blank += u32::from(is_blank);
        concerned += u32::from(*state != State::NotApplicable);
    }
    Evidence {
        participation: Some(f64::from(answered) / f64::from(invited)),
        people: answered,
        waves: small(read.project.waves.len()),
        followed: jalon::aggregate::estimate::mean(&shares),
        groups: small(groups.len()),
        items: small(items.len()),
        unanswered: Some(f64::from(blank) / f64::from(concerned)),
    }
}

/// Decisions § 3: no letter, no grade; the six checks stay.
const NO_GRADE: &str = "decisions § 3: no letter, no grade";

#[test]
fn measuring_conditions_are_those_of_the_reference() {
    let mut ledger = Ledger::of("robustness");
    for key in ledger.keys() {
        let found = conditions(&evidence(criterion(&key)));
        let points = found.map(|(_, degree)| points(degree));
        for (name, points) in CONDITIONS.iter().zip(points) {
            ledger.count(&format!("/{key}/checks/{name}"), points);
        }
        ledger.count(&format!("/{key}/score"), points.iter().sum::<u32>());
        ledger.dropped(&format!("/{key}/grade"), NO_GRADE);
    }
    ledger.finish(&[(NO_GRADE, 22)]);
}

/// Groups of five or more that the reference withholds to protect another, and that the program can show.
const SPARED: usize = 24;

/// The reference publishes the pooled total beside the groups. The program does not (decisions § 12): its « ensemble » is a mean
/// of published groups, so that only groups under five are withheld. The engine is asked what the reference asks.
#[test]
fn who_is_withheld_is_that_of_the_reference_when_the_pooled_total_is_published() {
    let mut ledger = Ledger::of("disclosure");
    let mut spared = 0;
    for key in ledger.keys() {
        let (wave_key, code) = key.split_once('|').expect("a wave and a criterion");
        let (when, id) = (wave(wave_key), criterion(code));
        let mut sizes: BTreeMap<&str, u32> = BTreeMap::new();
        for group in &open().groups {
            let path = format!("/{key}/n/{}", group.id);
            if ledger.has(&path) {
                let n = small(scores(reference(), when, &group.id, id).len());
                ledger.count(&path, n);
                sizes.insert(&group.id, n);
            }
        }
        let (names, sizes): (Vec<&str>, Vec<u32>) = sizes.into_iter().unzip();
        let mut rows: Vec<Row> = (0..names.len())
            .map(|atom| sum_of(&[atom], 0, &sizes))
            .collect();
        let everybody: Vec<usize> = (0..names.len()).collect();
        rows.push(sum_of(&everybody, 0, &sizes));
        let found = suppress(&sizes, &[], &rows, 5).expect("nothing was released before");
        let withheld = found.withheld.iter().filter_map(|row| names.get(*row));
        let withheld: Vec<&str> = withheld.copied().collect();
        ledger.list(&format!("/{key}/withheld"), &withheld);
        for (name, size) in names.iter().zip(&sizes) {
            let party = party(five(), name);
            let is_published = five().level(when, party, Subject::Criterion(id)).is_ok();
            assert_eq!(is_published, *size >= 5, "{key}: {name}");
            spared += usize::from(is_published && withheld.contains(name));
        }
    }
    assert_eq!(spared, SPARED);
    ledger.finish(&[]);
}
