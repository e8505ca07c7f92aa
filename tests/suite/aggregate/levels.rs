//! One wave: quantiles, shares, intervals, scores of a respondent, consistency.

use jalon::aggregate::consistency::{Remark, consistency};
use jalon::aggregate::ensemble::combine;
use jalon::aggregate::estimate::{
    Estimate, Interval, Regularisation, Sample, Summary, mean, quantile, standard_deviation,
};
use jalon::aggregate::proportion::{consensus, whole_percents, wilson};
use jalon::aggregate::respondent::{
    Completion, Sums, Weighted, category_score, completion, response_rate,
};
use jalon::aggregate::scale::rescale;
use jalon::aggregate::width::{printed_correlation, printed_sample};
use jalon::model::{Questionnaire, Referential};

use super::{EXACT, QUANTILE, close, count, family, number, population, scores, vectors};

#[test]
fn quantiles_are_those_of_type_two() {
    for case in family("quantile2") {
        let found = quantile(&scores(&case["x"]), number(&case["p"])).expect("a quantile");
        close(found, number(&case["q"]), EXACT);
    }
    assert_eq!(quantile(&[], 0.5), None);
}

#[test]
fn shares_have_the_wilson_interval_of_the_vectors() {
    for case in family("wilson") {
        let found = wilson(count(&case["x"]), count(&case["n"]), population(&case["N"]))
            .expect("an interval");
        close(found.low, number(&case["ci"][0]), EXACT);
        close(found.high, number(&case["ci"][1]), EXACT);
    }
    assert_eq!(wilson(0, 0, None), None);
}

/// The 95 % interval of a mean inside the scale.
pub fn interval_of_mean(
    values: &[f64],
    regularisation: &Regularisation,
    population: Option<u32>,
) -> Option<Interval> {
    let sample = Summary::of(values)?.sample(regularisation);
    let estimate = Estimate::of_mean(&sample, population)?;
    Some(estimate.interval(0.95).clamped(0.0, 100.0))
}

#[test]
fn without_regularisation_a_mean_has_the_textbook_interval() {
    for case in family("mean_ci") {
        let values = scores(&case["x"]);
        close(mean(&values).expect("a mean"), number(&case["mean"]), EXACT);
        close(
            standard_deviation(&values).expect("a deviation"),
            number(&case["sd"]),
            EXACT,
        );
        let found =
            interval_of_mean(&values, &Regularisation::NONE, population(&case["N"])).expect("one");
        close(found.low, number(&case["ci"][0]), QUANTILE);
        close(found.high, number(&case["ci"][1]), QUANTILE);
    }
}

#[test]
fn the_regularised_interval_is_that_of_the_vectors() {
    for case in family("mean_ci_reg") {
        let values = scores(&case["x"]);
        let found =
            interval_of_mean(&values, &Regularisation::HOUSE, population(&case["N"])).expect("one");
        close(found.low, number(&case["ci"][0]), QUANTILE);
        close(found.high, number(&case["ci"][1]), QUANTILE);
    }
    assert_eq!(
        interval_of_mean(&[50.0], &Regularisation::HOUSE, None),
        None
    );
}

#[test]
fn consensus_is_one_when_unanimous_and_zero_when_split() {
    for case in family("consensus") {
        let counts: Vec<u32> = scores(&case["counts"]).iter().map(|c| *c as u32).collect();
        close(
            consensus(&counts).expect("a consensus"),
            number(&case["v"]),
            EXACT,
        );
    }
    assert_eq!(consensus(&[0, 0, 0]), None);
}

#[test]
fn whole_percents_follow_the_largest_remainders() {
    for case in family("hamilton") {
        let counts: Vec<u32> = scores(&case["counts"]).iter().map(|c| *c as u32).collect();
        let expected: Vec<u32> = scores(&case["p"]).iter().map(|c| *c as u32).collect();
        // Nobody has no shares: the vectors write zeros.
        let expected = (counts.iter().sum::<u32>() > 0).then_some(expected);
        assert_eq!(whole_percents(&counts), expected);
    }
}

#[test]
fn levels_are_oriented_and_brought_to_a_hundred() {
    let mut item = Questionnaire::embedded(&Referential::embedded()).items[0].clone();
    for case in family("rescale") {
        let levels = count(&case["L"]) as usize;
        item.reversed = case["reverse"] == true;
        let level = case["level"].as_i64().expect("a level") - case["lo"].as_i64().expect("one");
        let level = usize::try_from(level).expect("on the scale");
        let rank = item.oriented(level, levels).expect("on the scale");
        close(
            rescale(rank, levels).expect("a score"),
            number(&case["s"]),
            EXACT,
        );
        assert_eq!(item.oriented(rank, levels), Some(level));
        assert_eq!(item.oriented(levels, levels), None);
        assert_eq!(rescale(levels, levels), None);
    }
    assert_eq!(rescale(0, 1), None);
}

#[test]
fn a_respondent_needs_half_of_the_items_that_concern_them() {
    for case in family("criterion_respondent") {
        let mut sums = Sums::default();
        for score in scores(&case["scores"]) {
            sums.add(Weighted { score, weight: 1.0 });
        }
        let found = sums.score(count(&case["asked"]), count(&case["nc"]));
        assert_eq!(found, case["out"].as_f64());
    }
    let mut heavy = Sums::default();
    for (score, weight) in [(100.0, 3.0), (0.0, 1.0)] {
        heavy.add(Weighted { score, weight });
    }
    assert_eq!(heavy.score(2, 0), Some(75.0));
    assert_eq!(category_score(&mut [50.0, 100.0], 4), Some(75.0));
    assert_eq!(category_score(&mut [50.0], 3), None);
}

#[test]
fn a_questionnaire_is_complete_at_four_fifths_and_partial_at_half() {
    assert_eq!(completion(8, 10), Some(Completion::Complete));
    assert_eq!(completion(7, 10), Some(Completion::Partial));
    assert_eq!(completion(5, 10), Some(Completion::Partial));
    assert_eq!(completion(4, 10), Some(Completion::BreakOff));
    assert_eq!(completion(0, 0), None);
    assert_eq!(response_rate(8, 1, Some(12)), Some(0.75));
    assert_eq!(response_rate(8, 1, None), None);
    assert_eq!(response_rate(13, 0, Some(12)), Some(1.0));
}

#[test]
fn consistency_is_that_of_the_vectors() {
    let case = &vectors()["cronbach"];
    let rows: Vec<Vec<f64>> = case["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(scores)
        .collect();
    let borrowed: Vec<(&[f64], u32)> = rows.iter().map(|row| (row.as_slice(), 1)).collect();
    let found = consistency(&borrowed).expect("a consistency");
    let expected = &case["out"];
    assert_eq!((found.count, found.items), (10, 2));
    close(found.alpha, number(&expected["alpha"]), EXACT);
    close(found.interval.low, number(&expected["lo"]), QUANTILE);
    close(found.interval.high, number(&expected["hi"]), QUANTILE);
    for (link, wanted) in found.item_rest.iter().zip(scores(&expected["item_rest"])) {
        close(link.expect("a correlation"), wanted, EXACT);
    }
    close(
        found.spearman_brown.expect("two items"),
        number(&expected["spearman_brown"]),
        EXACT,
    );
    assert_eq!(found.remarks(), []);
}

#[test]
fn a_forgotten_reversal_is_remarked() {
    let rows: Vec<[f64; 3]> = (0..12)
        .map(|r| f64::from(r % 5) * 25.0)
        .map(|s| [s, s, 100.0 - s])
        .collect();
    let borrowed: Vec<(&[f64], u32)> = rows.iter().map(|row| (row.as_slice(), 1)).collect();
    let remarks = consistency(&borrowed).expect("a consistency").remarks();
    assert!(remarks.contains(&Remark::PerhapsReversed(2)));
    assert!(remarks.contains(&Remark::LooselyLinked));
}

#[test]
fn the_ensemble_has_fixed_weights_and_satterthwaite_degrees_of_freedom() {
    let part = |count, mean, variance, population| {
        let sample = Sample {
            count,
            mean,
            variance,
        };
        (1.0, Estimate::of_mean(&sample, population).expect("people"))
    };
    let groups = [
        part(8, 20.0, 400.0, None),
        part(5, 40.0, 900.0, None),
        part(12, 30.0, 100.0, None),
    ];
    let found = combine(&groups).expect("an ensemble");
    close(found.value, 30.0, EXACT);
    let pieces = [50.0 / 9.0, 180.0 / 9.0, 100.0 / 108.0];
    let variance: f64 = pieces.iter().sum();
    close(found.standard_error, variance.sqrt(), EXACT);
    let spread = pieces[0].powi(2) / 7.0 + pieces[1].powi(2) / 4.0 + pieces[2].powi(2) / 11.0;
    close(found.freedom, variance * variance / spread, EXACT);
    let whole = [part(8, 20.0, 400.0, Some(8)), part(5, 40.0, 900.0, Some(5))];
    let known = combine(&whole).expect("an ensemble").interval(0.95);
    close(known.low, 30.0, EXACT);
    close(known.high, 30.0, EXACT);
    let heavier = [(3.0, groups[0].1), (1.0, groups[1].1)];
    close(combine(&heavier).expect("an ensemble").value, 25.0, EXACT);
    assert_eq!(combine(&[(0.0, groups[0].1)]), None);
    assert_eq!(combine(&[]), None);
}

#[test]
fn a_printed_width_is_one_of_two_classes() {
    let deviation = |values: &[f64]| {
        let sample = Summary::of(values)
            .expect("people")
            .sample(&Regularisation::HOUSE);
        printed_sample(&sample).variance.sqrt()
    };
    close(deviation(&[75.0; 5]), 26.0, EXACT);
    close(deviation(&[0.0, 0.0, 100.0, 100.0, 100.0]), 45.0, EXACT);
    let edge = Sample {
        count: 5,
        mean: 50.0,
        variance: 26.0 * 26.0,
    };
    close(printed_sample(&edge).variance.sqrt(), 26.0, EXACT);
    assert!(Estimate::of_mean(&printed_sample(&edge), None).is_some());
    let classes = [
        (-0.4, 0.0),
        (0.29, 0.0),
        (0.3, 0.3),
        (0.59, 0.3),
        (0.6, 0.6),
        (0.8, 0.6),
    ];
    for (correlation, class) in classes {
        close(printed_correlation(correlation), class, EXACT);
    }
}
