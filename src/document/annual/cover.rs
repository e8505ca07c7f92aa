//! What identifies a report, and its first page. No score stands here.

use super::super::dossier::{Cover, Identity};
use super::super::identity::{self, printed_logos};
use super::super::{Naming, words};
use super::perimeter::cohort;
use super::public::{counted, instead};
use super::report::{Report, published};

/// Identity, edition and date of a document of the programme.
pub(super) fn identity_of(report: &Report, kind: &str) -> Identity {
    let (edition, label) = match report.naming {
        Naming::Names => ("interne", "édition interne"),
        Naming::Codes => ("publique", "édition publique"),
    };
    let title = format!("{kind} – {}", identity::edition_line(report.programme));
    Identity {
        short: title.clone(),
        title,
        edition: edition.to_owned(),
        edition_label: label.to_owned(),
        ..identity::of_programme(report.programme, report.date, &report.fingerprint)
    }
}

/// First page.
pub(super) fn cover(report: &Report) -> Cover {
    let laureates = words::number_of(report.all(), "lauréat", "lauréats");
    let dossiers = match instead::is_due(report) {
        // « Moins de 4 dossiers » under « 2 lauréats » would say nothing.
        true => String::new(),
        false => words::capital(&counted::counted(
            counted::taking_part(report, published(report)),
            "dossier avec scores",
            "dossiers avec scores",
        )),
    };
    Cover {
        programme: report.programme.publisher.clone(),
        name: identity::edition_line(report.programme),
        structure: laureates,
        partners: dossiers,
        territory: String::new(),
        period: cohorts(report),
        measures: format!("Données arrêtées le {}", words::day(report.date)),
        logos: printed_logos(report.programme),
        funding: report.programme.funding.clone().unwrap_or_default(),
    }
}

/// « Projets commencés en 2023, 2024 et 2025 ».
fn cohorts(report: &Report) -> String {
    let mut years: Vec<i32> = report.laureates.iter().filter_map(cohort).collect();
    years.sort_unstable();
    years.dedup();
    let years: Vec<String> = years.iter().map(i32::to_string).collect();
    match years.len() {
        0 => String::new(),
        _ => format!("Projets commencés en {}", words::list(&years)),
    }
}
