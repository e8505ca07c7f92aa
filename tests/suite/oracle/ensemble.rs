//! The « ensemble » at each wave: the mean of the groups, each with the same weight.

use jalon::aggregate::ensemble::combine;
use jalon::aggregate::estimate::{Estimate, Regularisation, Summary, mean};
use jalon::aggregate::figures::{Party, Score, Subject};
use jalon::model::{CriterionId, WaveId};

use super::ledger::Ledger;
use super::levels::{criterion, population, wave};
use super::people::scores;
use super::{EXACT, QUANTILE, five, reference};

pub const SECTIONS: [&str; 1] = ["ensemble"];

/// Where a group of five or more is unanimous, its score is bounded and the published « ensemble » does without it
/// (decisions § 13); the reference has it in.
const WITHOUT_THE_UNANIMOUS: [&str; 2] = ["V3|C09", "V3|C21"];

#[test]
fn the_ensemble_is_that_of_the_reference() {
    let mut ledger = Ledger::of("ensemble");
    let mut without = Vec::new();
    for key in ledger.keys() {
        let (wave_key, code) = key.split_once('|').expect("a wave and a criterion");
        let (when, id) = (wave(wave_key), criterion(code));
        let mut names: Vec<&str> = five()
            .groups
            .iter()
            .map(|group| group.id.as_str())
            .collect();
        names.retain(|group| scores(reference(), when, group, id).len() >= 5);
        names.sort_unstable();
        let plain = combine(&ensemble_parts(when, id, &names, false)).expect("a group");
        compare_ensemble(&mut ledger, &key, &names, &plain);

        let level = five()
            .level(when, Party::Ensemble, Subject::Criterion(id))
            .expect("a group of five");
        let mut published: Vec<&str> = level
            .groups
            .iter()
            .map(|rank| five().groups[*rank].id.as_str())
            .collect();
        published.sort_unstable();
        if published == names {
            let mean = format!("/{key}/standardized/mean");
            ledger.number(&mean, level.score.number(), EXACT);
        } else {
            without.push(key.clone());
        }
        // What is printed takes the finite population of each group (decisions § 16).
        let parts = ensemble_parts(when, id, &published, true);
        let finite = combine(&parts).expect("a group");
        let interval = finite.interval(0.95).clamped(0.0, 100.0);
        assert_eq!(level.score, Score::Exact(finite.value), "{key}");
        assert_eq!(level.interval, Some((interval.low, interval.high)), "{key}");

        let groups = reference().questionnaire.groups.iter();
        let everyone: Vec<f64> = groups
            .flat_map(|group| scores(reference(), when, &group.id, id))
            .collect();
        ledger.count(&format!("/{key}/pooled_n"), everyone.len());
        let pooled = mean(&everyone);
        ledger.number(&format!("/{key}/pooled_mean"), pooled, EXACT);
    }
    assert_eq!(without, WITHOUT_THE_UNANIMOUS);
    ledger.finish(&[]);
}

fn ensemble_parts(
    when: WaveId,
    id: CriterionId,
    groups: &[&str],
    finite: bool,
) -> Vec<(f64, Estimate)> {
    let part = |group: &&str| {
        let sample = Summary::of(&scores(reference(), when, group, id))
            .expect("five people")
            .sample(&Regularisation::HOUSE);
        let people = population(when, group).filter(|_| finite);
        (
            1.0,
            Estimate::of_mean(&sample, people).expect("five people"),
        )
    };
    groups.iter().map(part).collect()
}

fn compare_ensemble(ledger: &mut Ledger, key: &str, names: &[&str], found: &Estimate) {
    let path = |name: &str| format!("/{key}/standardized/{name}");
    ledger.list(&path("groups"), names);
    ledger.number(&path("mean"), found.value, EXACT);
    ledger.number(&path("se"), found.standard_error, QUANTILE);
    ledger.number(&path("df"), found.freedom, QUANTILE);
    let interval = found.interval(0.95).clamped(0.0, 100.0);
    ledger.number(&path("lo"), interval.low, QUANTILE);
    ledger.number(&path("hi"), interval.high, QUANTILE);
}
