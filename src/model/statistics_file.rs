//! Reads `[statistiques]` of `programme.toml`: how the figures of a programme are made.
//!
//! Thresholds of publication are read elsewhere: these choices may go either way, those may only rise.

use super::keys::Keys;
use super::referential::{GroupWeight, Thresholds};

/// Where variances and correlations come from.
#[derive(Clone, Copy, PartialEq)]
enum Regularisation {
    House,
    Textbook,
}

/// Keys that steady small samples: they have no sense with the textbook's formulas.
const STEADYING: [&str; 3] = ["poids_a_priori", "dispersion_a_priori", "correlation_max"];

/// The thresholds with the programme's choices; none when the file has no such table.
pub(super) fn read(keys: &Keys, shipped: &Thresholds) -> Option<Thresholds> {
    let table = keys.table("statistiques")?;
    let regularisation = table
        .choice(
            "regularisation",
            &[
                ("maison", Regularisation::House),
                ("classique", Regularisation::Textbook),
            ],
        )
        .unwrap_or(Regularisation::House);
    let steadied = steadied(&table, shipped);
    let chosen = match regularisation {
        Regularisation::House => steadied,
        Regularisation::Textbook => {
            refuse_steadying(&table);
            Thresholds {
                prior_weight: 0.0,
                prior_sd: 0.0,
                correlation_cap: 1.0,
                ..*shipped
            }
        }
    };
    let weights = [
        ("egal", GroupWeight::Equal),
        ("population", GroupWeight::Population),
    ];
    let points = |key: &str, otherwise: f64| table.decimal(key, 1.0..=50.0).unwrap_or(otherwise);
    Some(Thresholds {
        important_change: points("evolution_importante", shipped.important_change),
        important_pooled_change: points(
            "evolution_importante_programme",
            shipped.important_pooled_change,
        ),
        group_weight: table
            .choice("poids", &weights)
            .unwrap_or(shipped.group_weight),
        ..chosen
    })
}

fn steadied(table: &Keys, shipped: &Thresholds) -> Thresholds {
    let own = |key: &str, bounds, otherwise: f64| table.decimal(key, bounds).unwrap_or(otherwise);
    Thresholds {
        prior_weight: own("poids_a_priori", 0.0..=10.0, shipped.prior_weight),
        prior_sd: own("dispersion_a_priori", 5.0..=50.0, shipped.prior_sd),
        correlation_cap: own("correlation_max", 0.0..=1.0, shipped.correlation_cap),
        ..*shipped
    }
}

fn refuse_steadying(table: &Keys) {
    for key in STEADYING.into_iter().filter(|key| table.has(key)) {
        table.error(
            key,
            format!("« {key} » n'a pas d'effet avec regularisation = \"classique\""),
            format!("retirez la ligne « {key} », ou écrivez regularisation = \"maison\""),
        );
    }
}
