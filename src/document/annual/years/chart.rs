//! G12: the step of the mean of projects from one year to the next, split in two, and its caption.

use serde::{Deserialize, Serialize};

use crate::document::parts::Caption;
use crate::document::{reading, words};
use crate::model::Earlier;

use super::super::pool;
use super::super::report::Report;
use super::steps::Step;
use super::{TABLE, conclusive, edition, told};

/// G12: the step of the mean of projects, split in two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearChart {
    /// Around the figure.
    pub caption: Caption,
    /// The axis goes from −span to +span.
    pub span: u32,
    /// In referential order.
    pub rows: Vec<YearRow>,
}

/// A criterion over two years, in whole points; constant + composition = total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearRow {
    /// D, P or E.
    pub category: String,
    /// « 1. Participation ».
    pub label: String,
    /// Mean change of the same projects.
    pub constant: f64,
    /// What projects that came or left changed.
    pub composition: f64,
    /// « +4 ».
    pub constant_text: String,
    /// « −1 ».
    pub composition_text: String,
    /// « +3 ».
    pub total_text: String,
    /// « 8 sur 9 »: projects in both years, among those that aim at it.
    pub projects: String,
}

/// The chart over the criteria that can be compared.
pub(super) fn chart(report: &Report, earlier: &Earlier, steps: &[Step]) -> YearChart {
    let rows: Vec<YearRow> = steps.iter().map(|step| row(report, step)).collect();
    let widest = rows
        .iter()
        .flat_map(|row| [row.constant.abs(), row.composition.abs()])
        .fold(0.0, f64::max);
    YearChart {
        caption: caption(report, earlier, steps),
        span: match widest {
            widest if widest <= 10.0 => 10,
            widest if widest <= 20.0 => 20,
            widest if widest <= 50.0 => 50,
            _ => 100,
        },
        rows,
    }
}

fn row(report: &Report, step: &Step) -> YearRow {
    let entry = &report.referential.criteria[step.criterion.at()];
    YearRow {
        category: report.referential.categories[entry.category.at()]
            .code
            .clone(),
        label: words::criterion(report.referential, step.criterion),
        constant: step.printed.constant,
        composition: step.printed.composition,
        constant_text: words::change_in_chart(step.printed.constant),
        composition_text: words::change_in_chart(step.printed.composition),
        total_text: words::change_in_chart(step.printed.total),
        projects: format!("{} sur {}", step.common, step.wanted),
    }
}

fn caption(report: &Report, earlier: &Earlier, steps: &[Step]) -> Caption {
    let conclusive = conclusive(steps);
    let up = steps
        .iter()
        .filter(|step| step.printed.constant > 0.0)
        .count();
    let down = steps
        .iter()
        .filter(|step| step.printed.constant < 0.0)
        .count();
    let mut alt = vec![format!(
        "Deux barres par critère, {} critères : évolution à périmètre constant et effet de composition depuis {}.",
        steps.len(),
        edition(earlier)
    )];
    alt.push(format!(
        "À périmètre constant : au-dessus de zéro pour {}, au-dessous pour {down}.",
        words::number_of(up, "critère", "critères")
    ));
    alt.extend(widest(report, steps));
    Caption {
        title: match conclusive.first() {
            Some(first) => words::capital(&told(report, first)),
            None => "À périmètre constant, aucune évolution ne dépasse la marge d'incertitude"
                .to_owned(),
        },
        subtitle: format!(
            "Évolution de la moyenne des projets depuis {}, en points, critère par critère",
            edition(earlier)
        ),
        note: format!(
            "{} projets au moins les deux années ; « 8 sur 9 » : 8 y ont un score, sur les 9 qui visent le critère. Scores imprimés dans les dossiers et dans l'export de {} ; chaque évolution est arrondie, et \
             l'effet de composition est ce qui reste du total : les deux barres font exactement le total imprimé. Détail : tableau {TABLE}.",
            words::capital(pool::fewest_in_words(report)),
            edition(earlier)
        ),
        alt: reading::alternative(&alt, TABLE),
    }
}

/// The largest change at constant perimeter; all of them when several are as large.
fn widest(report: &Report, steps: &[Step]) -> Option<String> {
    let size = |step: &Step| step.printed.constant.abs();
    let most = steps.iter().map(size).max_by(f64::total_cmp)?;
    let alike = steps.iter().filter(|step| (size(step) - most).abs() < 0.5);
    let named = alike.map(|step| {
        let name = &report.referential.criteria[step.criterion.at()].name;
        format!("{name} ({})", words::change_points(step.printed.constant))
    });
    let named: Vec<String> = named.collect();
    Some(match named.len() {
        1 => format!("Plus forte évolution : {}.", named[0]),
        2 | 3 => format!("Plus fortes évolutions : {}.", words::list(&named)),
        many => format!(
            "Plus fortes évolutions : {many} critères à égalité ({}).",
            words::points(most)
        ),
    })
}
