//! Answers question by question.

use jalon::aggregate::estimate::{mean, quantile, standard_deviation};
use jalon::aggregate::figures::{ItemLevel, Party};
use jalon::aggregate::proportion::{consensus, whole_percents, wilson};
use jalon::model::{ItemId, State, WaveId};

use super::ledger::Ledger;
use super::levels::{is_kept_back, parts, party, population, wave};
use super::people::{of_group, small};
use super::{EXACT, QUANTILE, open, reference};

pub const SECTIONS: [&str; 1] = ["items"];

/// Questions whose answers in a group are all in one set: bounded, or not published (decisions § 13).
const UNANIMOUS_QUESTIONS: [&str; 19] = [
    "V1|partenaires|Q06",
    "V1|partenaires|Q12",
    "V1|partenaires|Q26",
    "V2|benevoles|Q13",
    "V2|partenaires|Q06",
    "V2|partenaires|Q07",
    "V2|partenaires|Q08",
    "V2|partenaires|Q09",
    "V2|partenaires|Q28",
    "V2|salaries|Q13",
    "V3|beneficiaires|Q28",
    "V3|benevoles|Q12",
    "V3|benevoles|Q13",
    "V3|benevoles|Q28",
    "V3|partenaires|Q12",
    "V3|partenaires|Q13",
    "V3|partenaires|Q28",
    "V3|salaries|Q12",
    "V3|salaries|Q13",
];

#[test]
fn questions_are_those_of_the_reference() {
    let mut ledger = Ledger::of("items");
    let mut unanimous = Vec::new();
    for key in ledger.keys() {
        let [wave_key, group, item] = parts(&key);
        let when = wave(wave_key);
        let id = reference().questionnaire.item(item).expect("a question");
        let (counts, states) = counted(when, group, id);
        compare_question(&mut ledger, &key, when, group, &counts, states);

        let Party::Group(rank) = party(open(), group) else {
            unreachable!("a group")
        };
        let found = open().items[&(when, rank, id)].as_deref();
        if is_kept_back(found, |level: &ItemLevel| level.score) {
            assert!(is_in_one_set(&counts), "{key}: {counts:?} is kept back");
            unanimous.push(key);
            continue;
        }
        let level = found.expect("just seen");
        ledger.number(&format!("/{key}/score"), level.score.number(), EXACT);
        assert_eq!(level.counts.as_ref(), Some(&counts), "{key}");
        assert_eq!(
            level
                .asides
                .map(|of| [of.dont_know, of.not_applicable, of.missing]),
            Some(states),
            "{key}"
        );
    }
    assert_eq!(unanimous, UNANIMOUS_QUESTIONS);
    ledger.finish(&[]);
}

/// Counts of a question straight from the survey: levels, then « ne sait pas », « non concerné », blanks.
pub fn counted(when: WaveId, group: &str, id: ItemId) -> (Vec<u32>, [u32; 3]) {
    let read = reference();
    let scale = &read.questionnaire.scales[read.questionnaire.items[id.at()].scale];
    let mut counts = vec![0; usize::from(scale.size())];
    let mut states = [0; 3];
    for person in of_group(read, when, group) {
        match person.states.get(&id.at()) {
            Some(State::Valid(_)) => {
                let rank = person.rank(read, id.at()).expect("a valid answer");
                counts[rank] += 1;
            }
            Some(State::DontKnow) => states[0] += 1,
            Some(State::NotApplicable) => states[1] += 1,
            Some(State::Missing | State::Invalid) => states[2] += 1,
            None => {}
        }
    }
    (counts, states)
}

/// People in the two most and in the two least favourable levels, one of each on a scale of three or less.
fn ends(counts: &[u32]) -> [u32; 2] {
    let width = if counts.len() <= 3 { 1 } else { 2 };
    [
        counts.iter().rev().take(width).sum(),
        counts.iter().take(width).sum(),
    ]
}

pub fn is_in_one_set(counts: &[u32]) -> bool {
    let all: u32 = counts.iter().sum();
    counts.contains(&all) || ends(counts).contains(&all)
}

fn compare_question(
    ledger: &mut Ledger,
    key: &str,
    when: WaveId,
    group: &str,
    counts: &[u32],
    [dont_know, not_applicable, missing]: [u32; 3],
) {
    let path = |name: &str| format!("/{key}/{name}");
    let n: u32 = counts.iter().sum();
    let levels = counts.len();
    let ranks: Vec<f64> = (1u32..)
        .zip(counts)
        .flat_map(|(rank, count)| std::iter::repeat_n(f64::from(rank), *count as usize))
        .collect();
    ledger.count(&path("valid"), n);
    ledger.count(&path("nsp"), dont_know);
    ledger.count(&path("nc"), not_applicable);
    ledger.count(&path("missing"), missing);
    ledger.count(&path("invalid"), 0u32);
    ledger.count(&path("asked"), n + dont_know + not_applicable + missing);
    let mean = mean(&ranks);
    ledger.number(&path("mean"), mean, EXACT);
    let width = f64::from(small(levels)) - 1.0;
    let score = mean.map(|mean| (mean - 1.0) / width * 100.0);
    ledger.number(&path("score"), score, EXACT);
    ledger.number(&path("sd"), standard_deviation(&ranks), EXACT);
    for (name, probability) in [("q1", 0.25), ("median", 0.5), ("q3", 0.75)] {
        ledger.number(&path(name), quantile(&ranks, probability), EXACT);
    }
    ledger.number(&path("consensus"), consensus(counts), EXACT);
    let percents = whole_percents(counts).expect("somebody answered");
    for (rank, (count, percent)) in counts.iter().zip(percents).enumerate() {
        ledger.count(&path(&format!("counts/{rank}")), *count);
        ledger.count(&path(&format!("percent/{rank}")), percent);
    }
    let [favourable, unfavourable] = ends(counts);
    let share = |count: u32| f64::from(count) / f64::from(n);
    let interval = |count: u32, people: Option<u32>| {
        wilson(count, n, people).map(|bounds| (bounds.low, bounds.high))
    };
    let people = population(when, group);
    ledger.number(&path("top2"), share(favourable), EXACT);
    ledger.number(&path("bottom2"), share(unfavourable), EXACT);
    let balance = share(favourable) - share(unfavourable);
    ledger.number(&path("balance"), balance, EXACT);
    ledger.bounds(&path("top2_ci"), interval(favourable, None), QUANTILE);
    ledger.bounds(&path("bottom2_ci"), interval(unfavourable, None), QUANTILE);
    let finite = interval(favourable, people);
    ledger.bounds(&path("top2_ci_fpc"), finite, QUANTILE);
    ledger.value(&path("unanimous"), counts.contains(&n));
}
