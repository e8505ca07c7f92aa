//! The chart of what changed over the projects measured twice, and its caption.

use crate::aggregate::counts::Told;
use crate::aggregate::figures::Verdict as Judged;
use crate::document::figure::{ChangeChart, ChangeRow, Verdict};
use crate::document::parts::Caption;
use crate::document::{Naming, reading, words};

use super::super::public::counted;
use super::super::report::Report;
use super::{Moved, TABLE, conclusive, headline, name, open, twice};

/// G2 over projects: conclusive changes, then those that allow no conclusion.
pub(super) fn chart(report: &Report, moved: &[Moved]) -> ChangeChart {
    let conclusive = conclusive(moved);
    let others: Vec<&Moved> = moved
        .iter()
        .filter(|other| {
            !conclusive
                .iter()
                .any(|kept| kept.criterion == other.criterion)
        })
        .collect();
    let widest = moved
        .iter()
        .flat_map(|moved| {
            let interval = moved.estimate.interval(0.95);
            [interval.low.abs(), interval.high.abs()]
        })
        .fold(0.0, f64::max);
    ChangeChart {
        caption: caption(report, moved),
        from: "Première mesure (moyenne)".to_owned(),
        to: "Dernière mesure (moyenne)".to_owned(),
        span: if widest > 50.0 { 100 } else { 50 },
        band: 5,
        inconclusive_title: if others.is_empty() {
            String::new()
        } else {
            format!("Pas de conclusion possible{}", detectable(&others))
        },
        conclusive: conclusive
            .into_iter()
            .map(|moved| row(report, moved))
            .collect(),
        inconclusive: others.into_iter().map(|moved| row(report, moved)).collect(),
    }
}

/// « avec 3 à 6 projets (écart détectable : 12 à 30 points) ».
fn detectable(others: &[&Moved]) -> String {
    let counts = others
        .iter()
        .map(|moved| words::size(moved.deltas.len()))
        .collect();
    let projects = words::people_range(&counts).replace("personnes", "projets");
    let found = others
        .iter()
        .filter_map(|moved| moved.estimate.detectable());
    let (low, high) = found.fold((f64::INFINITY, 0.0_f64), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    if !low.is_finite() {
        return format!(" avec {projects}");
    }
    // Rounded upwards, as in a dossier: a smaller gap could not be told.
    let (low, high) = (low.ceil(), high.ceil());
    if low < high {
        format!(
            " avec {projects} (écart détectable : {} à {})",
            words::whole(low),
            words::points(high)
        )
    } else {
        format!(
            " avec {projects} (écart détectable : {})",
            words::points(high)
        )
    }
}

fn row(report: &Report, moved: &Moved) -> ChangeRow {
    let entry = &report.referential.criteria[moved.criterion.at()];
    let interval = moved.estimate.interval(0.95).clamped(-100.0, 100.0);
    let up = moved.deltas.iter().filter(|delta| **delta > 0.0).count();
    ChangeRow {
        category: report.referential.categories[entry.category.at()]
            .code
            .clone(),
        number: entry.number,
        name: entry.name.clone(),
        from: words::rounded(moved.from),
        to: words::rounded(moved.to),
        from_text: words::whole(moved.from),
        to_text: words::whole(moved.to),
        delta: words::rounded(moved.estimate.value),
        delta_text: words::change_in_chart(moved.estimate.value),
        low: words::rounded(interval.low),
        high: words::rounded(interval.high),
        verdict: drawn(moved.verdict),
        word: moved.verdict.words().to_owned(),
        people: rising(report, up, moved.deltas.len()),
    }
}

/// « en hausse dans 4 projets sur 6 »; empty when nothing may be told.
fn rising(report: &Report, up: usize, all: usize) -> String {
    match counted::findings_of_one_year(report, up, all) {
        Told::Nothing => String::new(),
        Told::Exactly(0) => format!("en hausse dans aucun projet sur {all}"),
        told => {
            let projects = counted::counted(told, "projet", "projets");
            format!("en hausse dans {projects} sur {all}")
        }
    }
}

fn drawn(verdict: Judged) -> Verdict {
    match verdict {
        Judged::ImprovementEstablished => Verdict::ImprovementEstablished,
        Judged::ImprovementProbable => Verdict::ImprovementProbable,
        Judged::StabilityEstablished => Verdict::StabilityEstablished,
        Judged::Uncertain => Verdict::Uncertain,
        Judged::DeclineProbable => Verdict::DegradationProbable,
        Judged::DeclineEstablished => Verdict::DegradationEstablished,
        Judged::NotComparable => Verdict::NotComparable,
    }
}

/// « 3 à 6 projets sur les 10 à 14 qui visent le critère ».
fn filled_by(moved: &[Moved]) -> String {
    let range = |of: fn(&Moved) -> usize| {
        let counts = || moved.iter().map(of);
        match (counts().min(), counts().max()) {
            (Some(low), Some(high)) if low < high => format!("{low} à {high}"),
            (Some(same), _) => same.to_string(),
            _ => "0".to_owned(),
        }
    };
    format!(
        "{} projets sur les {} qui visent le critère",
        range(|moved| moved.deltas.len()),
        range(|moved| moved.wanted)
    )
}

fn caption(report: &Report, moved: &[Moved]) -> Caption {
    let conclusive: Vec<&Moved> = conclusive(moved)
        .into_iter()
        .filter(|moved| moved.verdict.is_conclusive())
        .collect();
    let title = words::capital(&headline(report, moved).unwrap_or_else(|| open(report, moved)));
    let up = conclusive
        .iter()
        .filter(|moved| moved.estimate.value > 0.0)
        .count();
    let mut alt = vec![format!(
        "Évolution moyenne de {} projets, de la première à la dernière mesure.",
        twice(report)
    )];
    let stable = moved
        .iter()
        .filter(|moved| moved.verdict == Judged::StabilityEstablished)
        .count();
    alt.push(format!(
        "{} en hausse, {} en baisse, {}, {} sans conclusion.",
        words::number_of(up, "critère", "critères"),
        conclusive.len() - up,
        words::number_of(stable, "stable", "stables"),
        moved.len() - conclusive.len() - stable
    ));
    alt.extend(conclusive.first().map(|first| {
        format!(
            "Plus forte évolution : {} ({}).",
            name(report, first),
            words::change_points(first.estimate.value)
        )
    }));
    Caption {
        title,
        subtitle: format!(
            "Moyennes de projets à périmètre constant, scores de 0 à 100, lecture exploratoire ; renseignées par {}",
            filled_by(moved)
        ),
        note: format!(
            "{} projets au moins par critère. Évolutions calculées avant arrondi. Bornes à 95 % entre projets. Source : dossiers des projets. Détail : tableau {TABLE}.",
            match report.naming {
                Naming::Names => "Trois",
                Naming::Codes => "Cinq",
            }
        ),
        alt: reading::alternative(&alt, TABLE),
    }
}
