//! Nine projects over two years: synthesis, rank sets, constant perimeter.

use std::collections::BTreeMap;

use jalon::aggregate::estimate::{Regularisation, Summary, mean};
use jalon::aggregate::pooling::{
    Between, Study, Synthesis, mean_of_projects, pooled_variance, synthesis, year_on_year,
};
use jalon::aggregate::standing::rank_sets;

use serde_json::Value;

use super::ledger::Ledger;
use super::people::small;
use super::{EXACT, QUANTILE};

/// Why the inflation differs where the reference's is under 1.
const NEVER_NARROWER: &str = "statistics § 1.12: q := max(1, q)";

pub const SECTIONS: [&str; 1] = ["portfolio"];

/// Scores of the people of each project, by year.
fn scores() -> BTreeMap<String, BTreeMap<String, Vec<f64>>> {
    let mut years: BTreeMap<String, BTreeMap<String, Vec<f64>>> = BTreeMap::new();
    for line in include_str!("expected/portefeuille.csv").lines().skip(1) {
        let cells: Vec<&str> = line.trim_end().split(',').collect();
        let [year, project, score] = cells[..] else {
            panic!("{line}")
        };
        let of_year = years.entry(year.to_owned()).or_default();
        let of_project = of_year.entry(project.to_owned()).or_default();
        of_project.push(score.parse().expect("a score"));
    }
    years
}

#[test]
fn a_portfolio_is_summed_up_as_in_the_reference() {
    let mut ledger = Ledger::of("portfolio");
    let years = scores();
    for (year, projects) in &years {
        let path = |name: &str| format!("/{year}/{name}");
        let names: Vec<&String> = projects.keys().collect();
        ledger.list(&path("projects"), &names);
        let summaries: Vec<Summary> = projects
            .values()
            .filter_map(|values| Summary::of(values))
            .collect();
        let spreads = summaries
            .iter()
            .map(|of| (f64::from(of.count) - 1.0, of.squared_deviations));
        let within = pooled_variance(spreads, &Regularisation::NONE).expect("several people");
        ledger.number(&path("s2_within"), within, EXACT);
        let studies: Vec<Study> = summaries
            .iter()
            .map(|summary| Study {
                value: summary.mean,
                variance: within / f64::from(summary.count),
            })
            .collect();
        for (rank, (study, summary)) in studies.iter().zip(&summaries).enumerate() {
            ledger.number(&path(&format!("y/{rank}")), study.value, EXACT);
            ledger.number(&path(&format!("v/{rank}")), study.variance, EXACT);
            ledger.count(&path(&format!("n/{rank}")), summary.count);
        }
        let values: Vec<f64> = studies.iter().map(|study| study.value).collect();
        let of_projects = mean_of_projects(&values).expect("eight projects");
        ledger.number(&path("mean_projects"), of_projects.value, EXACT);
        let interval = of_projects.interval(0.95);
        let bounds = Some((interval.low, interval.high));
        ledger.bounds(&path("mean_projects_ci"), bounds, QUANTILE);
        let everyone: Vec<f64> = projects.values().flatten().copied().collect();
        ledger.number(&path("pooled"), mean(&everyone), EXACT);
        for (rank, set) in rank_sets(&studies).iter().enumerate() {
            ledger.count(&path(&format!("rank_sets/{rank}/0")), set.best);
            ledger.count(&path(&format!("rank_sets/{rank}/1")), set.worst);
        }
        for (name, between) in [
            ("dl", Between::DerSimonianLaird),
            ("pm", Between::PauleMandel),
        ] {
            let found = synthesis(&studies, between).expect("eight projects");
            compare_synthesis(&mut ledger, &path(name), &found, studies.len());
        }
    }
    compare_years(&mut ledger, &years);
    ledger.finish(&[(NEVER_NARROWER, 1)]);
}

fn compare_synthesis(ledger: &mut Ledger, at: &str, found: &Synthesis, projects: usize) {
    // τ² of Paule and Mandel is found by halving: the reference's own precision.
    let tolerance = QUANTILE;
    let path = |name: &str| format!("{at}/{name}");
    ledger.count(&path("k"), projects);
    ledger.number(&path("mu_fixed"), found.fixed_mean, EXACT);
    ledger.number(&path("Q"), found.heterogeneity, EXACT);
    ledger.number(&path("p_Q"), found.heterogeneity_p, QUANTILE);
    ledger.number(&path("I2"), found.between_share, EXACT);
    ledger.number(&path("tau2"), found.between_variance, tolerance);
    ledger.number(&path("mu"), found.plain.value, tolerance);
    ledger.number(&path("se_dl"), found.plain.standard_error, tolerance);
    // The program keeps max(1, q), which is all that the interval uses (§ 1.12); the reference keeps q.
    let inflation = ledger.peek(&path("q_hk")).and_then(Value::as_f64);
    match inflation.filter(|inflation| *inflation < 1.0) {
        None => ledger.number(&path("q_hk"), found.inflation, tolerance),
        Some(_) => ledger.differs(&path("q_hk"), found.inflation, tolerance, NEVER_NARROWER),
    }
    assert!(found.inflation >= 1.0);
    ledger.number(&path("se_hk"), found.adjusted.standard_error, tolerance);
    for (name, interval) in [
        ("ci_dl", found.plain.interval(0.95)),
        ("ci_hk", found.adjusted.interval(0.95)),
        ("pi", found.prediction.expect("five projects")),
    ] {
        ledger.bounds(&path(name), Some((interval.low, interval.high)), tolerance);
    }
    for (rank, (weight, shrunken)) in found.weights.iter().zip(&found.shrunken).enumerate() {
        ledger.number(&path(&format!("weights/{rank}")), *weight, tolerance);
        ledger.number(&path(&format!("shrunken/{rank}")), *shrunken, tolerance);
    }
}

fn compare_years(ledger: &mut Ledger, years: &BTreeMap<String, BTreeMap<String, Vec<f64>>>) {
    let mut projects: Vec<&String> = years.values().flat_map(BTreeMap::keys).collect();
    projects.sort_unstable();
    projects.dedup();
    let at = |year: &str, project: &String| years[year].get(project).and_then(|all| mean(all));
    let both: Vec<(Option<f64>, Option<f64>)> = projects
        .iter()
        .map(|project| (at("2024", project), at("2025", project)))
        .collect();
    let found = year_on_year(&both).expect("two years");
    let path = |name: &str| format!("/year_on_year/{name}");
    ledger.number(&path("total"), found.total, EXACT);
    ledger.number(&path("constant"), found.constant, EXACT);
    ledger.number(&path("composition"), found.composition, EXACT);
    ledger.count(&path("n_common"), small(found.common_count));
    ledger.count(&path("n_prev"), small(found.previous_count));
    ledger.count(&path("n_cur"), small(found.current_count));
}
