//! A panel full of traps: reversed questions, scales from 0, weights, codes, half rule, break-off, repetition, contradiction,
//! people matched and new, a question worded again. `expected/panel.py` computed it apart, with numpy and scipy.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jalon::aggregate::figures::{Absent, Change, Figures, Level, Party, Score, Subject};
use serde_json::Value;

use super::{EXACT, Folder, QUANTILE, place};

const TOLD: [&str; 2] = [
    "avertissement : 11 réponses sont répétées à l'identique : chacune n'est comptée qu'une fois\n  → reponses.csv:11:1\n  \
     aide : retirez les lignes en double si elles viennent de deux exports",
    "avertissement : 2 réponses se contredisent (même personne, même question, même vague) : elles sont toutes mises de côté\n  \
     → reponses.csv:47:1\n  aide : gardez la bonne ligne, ou donnez des identifiants différents à deux personnes différentes",
];

fn panel() -> &'static Folder {
    static READ: OnceLock<Folder> = OnceLock::new();
    READ.get_or_init(|| Folder::read(&place().join("panel"), &TOLD))
}

fn expected() -> Value {
    serde_json::from_str(include_str!("expected/panel.json")).expect("JSON")
}

fn entries(value: &Value) -> BTreeMap<String, Value> {
    serde_json::from_value(value.clone()).expect("an object")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

#[track_caller]
fn close(what: &str, found: f64, expected: &Value, tolerance: f64) {
    let gap = (found - number(expected)).abs();
    assert!(
        gap <= tolerance * found.abs().max(1.0),
        "{what}: found {found}, expected {expected}"
    );
}

fn at(figures: &Figures, wave: &str) -> jalon::model::WaveId {
    let rank = figures.waves.iter().position(|entry| entry.id == wave);
    jalon::model::WaveId(u8::try_from(rank.expect("a wave")).expect("two waves"))
}

fn group(figures: &Figures, group: &str) -> usize {
    let mut groups = figures.groups.iter();
    groups.position(|entry| entry.id == group).expect("a group")
}

fn subject(code: &str) -> Subject {
    Subject::Criterion(panel().referential.criterion(code).expect("a criterion"))
}

/// With one answer enough for everything, then with the usual thresholds: 5 and 10, 10 and 20 on a sensitive subject.
fn both() -> [(&'static str, Figures); 2] {
    let usual = {
        let read = panel();
        jalon::aggregate::compute::figures(jalon::aggregate::compute::Material {
            survey: &read.survey,
            project: &read.project,
            questionnaire: &read.questionnaire,
            referential: &read.referential,
            thresholds: &read.referential.thresholds,
        })
    };
    [("open", panel().figures(1, 1)), ("printed", usual)]
}

fn compare_level(what: &str, found: &Level, expected: &Value) {
    assert!(matches!(found.score, Score::Exact(_)), "{what}");
    close(what, found.score.number(), &expected["mean"], EXACT);
    let (low, high) = found.interval.expect("an interval");
    close(what, low, &expected["low"], QUANTILE);
    close(what, high, &expected["high"], QUANTILE);
}

#[test]
fn scores_of_groups_are_those_computed_apart() {
    for (rule, figures) in both() {
        let all = entries(&expected()[rule]["levels"]);
        assert_eq!(all.len(), 8);
        for (key, expected) in all {
            let what = format!("{rule} {key}");
            let [wave, of, code] = super::levels::parts(&key);
            let party = Party::Group(group(&figures, of));
            let found = figures.level(at(&figures, wave), party, subject(code));
            let level = found.unwrap_or_else(|absent| panic!("{what}: {absent:?}"));
            compare_level(&what, level, &expected);
            assert_eq!(Value::from(level.n), expected["n"], "{what}");
            let Some(spread) = level.spread else {
                assert!(expected.get("sd").is_none(), "{what}");
                continue;
            };
            close(&what, spread.sd, &expected["sd"], EXACT);
            let quartiles = [spread.quartiles.0, spread.quartiles.1, spread.quartiles.2];
            for (rank, quartile) in quartiles.into_iter().enumerate() {
                close(&what, quartile, &expected["quartiles"][rank], EXACT);
            }
            assert_eq!(Value::from(spread.high), expected["at_75"], "{what}");
            assert_eq!(Value::from(spread.low), expected["at_25"], "{what}");
        }
    }
}

#[test]
fn the_ensemble_is_that_computed_apart() {
    for (rule, figures) in both() {
        for (key, expected) in entries(&expected()[rule]["ensemble"]) {
            let what = format!("{rule} {key}");
            let (wave, code) = key.split_once('|').expect("a wave and a criterion");
            let found = figures.level(at(&figures, wave), Party::Ensemble, subject(code));
            let level = found.unwrap_or_else(|absent| panic!("{what}: {absent:?}"));
            compare_level(&what, level, &expected);
            assert_eq!(
                Value::from(level.groups.len()),
                expected["groups"],
                "{what}"
            );
        }
    }
}

fn compare_change(what: &str, found: &Change, expected: &Value) {
    assert_eq!(
        Value::from(vec![found.n_from, found.n_to]),
        expected["n"],
        "{what}"
    );
    assert_eq!(
        found.pairs.map(Value::from).as_ref(),
        Some(&expected["pairs"]),
        "{what}"
    );
    close(what, found.delta, &expected["delta"], EXACT);
    close(what, found.to - found.from, &expected["delta"], EXACT);
    close(what, found.interval.0, &expected["low"], QUANTILE);
    close(what, found.interval.1, &expected["high"], QUANTILE);
    close(what, found.detectable, &expected["mde"], QUANTILE);
    assert_eq!(expected["word"], found.verdict.code(), "{what}");
    for (p, expected) in [
        (found.p, &expected["p"]),
        (found.p_holm, &expected["p_holm"]),
    ] {
        match p {
            Some(p) => close(what, p, expected, QUANTILE),
            None => assert!(expected.is_null(), "{what}: {expected} is not told"),
        }
    }
    let people = found.people.map(|(up, same, down)| vec![up, same, down]);
    assert_eq!(Value::from(people), expected["people"], "{what}");
}

/// A change on one question of two, beside the scores on both, would tell what a few people answered to the other (decisions § 12).
const WITHHELD: &str = "printed salaries|C03";
/// Its family has then two changes, not three.
const IN_A_SMALLER_FAMILY: &str = "printed salaries|C01";

#[test]
fn changes_are_those_computed_apart() {
    for (rule, figures) in both() {
        let all = entries(&expected()[rule]["changes"]);
        assert_eq!(all.len(), 4);
        for (key, expected) in all {
            let what = format!("{rule} {key}");
            let (of, code) = key.split_once('|').expect("a group and a criterion");
            let (from, to) = (at(&figures, "V1"), at(&figures, "V2"));
            let party = Party::Group(group(&figures, of));
            let found = figures.change(from, to, party, subject(code));
            if what == WITHHELD {
                assert_eq!(found, Err(Absent::Withheld));
                continue;
            }
            let change = found.unwrap_or_else(|absent| panic!("{what}: {absent:?}"));
            let mut expected = expected;
            if what == IN_A_SMALLER_FAMILY {
                expected["p_holm"] = Value::from(number(&expected["p"]) * 2.0);
            }
            compare_change(&what, change, &expected);
        }
    }
}

#[test]
fn questions_and_participation_are_those_computed_apart() {
    let figures = panel().figures(1, 1);
    let told = expected();
    for (key, expected) in entries(&told["items"]) {
        let [wave, of, item] = super::levels::parts(&key);
        let id = panel().questionnaire.item(item).expect("a question");
        let found = &figures.items[&(at(&figures, wave), group(&figures, of), id)];
        let level = found
            .as_ref()
            .unwrap_or_else(|absent| panic!("{key}: {absent:?}"));
        close(&key, level.score.number(), &expected["score"], EXACT);
        assert_eq!(
            Value::from(level.counts.clone()),
            expected["counts"],
            "{key}"
        );
        let asides = level
            .asides
            .map(|of| vec![of.dont_know, of.not_applicable, of.missing]);
        assert_eq!(Value::from(asides), expected["asides"], "{key}");
    }
    for (key, expected) in entries(&told["participation"]) {
        let (wave, of) = key.split_once('|').expect("a wave and a group");
        let party = Party::Group(group(&figures, of));
        let mut lines = figures.participation.iter();
        let line = lines
            .find(|line| line.wave == at(&figures, wave) && line.party == party)
            .expect("a line");
        let counts = [line.answered, line.usable].map(|count| count.map(Value::from));
        let wanted = ["answered", "usable"].map(|name| Ok(expected[name].clone()));
        assert_eq!(counts, wanted, "{key}");
    }
}
