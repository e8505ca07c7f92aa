//! The report of a programme: every section, in the order of the contract.

use std::sync::OnceLock;

use super::super::Naming;
use super::super::dossier::Reading;
use super::super::parts::{Cell, Table};
use super::public::instead;
use super::report::Report;
use super::{
    Annual, advice, annex, average, changes, cover, crossed, forest, map, markers, method, next,
    perimeter, pool, practices, quality, renamed, subjects, texts, themes, year, years,
};

/// What a score is.
const SCORE: &str = "Un score va de 0 à 100 : 0 quand tout le monde donne la réponse la moins favorable, 100 quand tout le monde donne la \
                     plus favorable. Ce n'est ni une note ni un classement.";

/// Makes the report.
///
/// A project of the earlier year that is called otherwise now is the same one: as two it would hide, in public, how few
/// projects a difference speaks of.
pub fn build(report: &Report) -> Annual {
    match report
        .earlier
        .and_then(|before| renamed::known_as(before, report))
    {
        Some(earlier) => sections(&Report {
            earlier: Some(&earlier),
            labels: OnceLock::new(),
            beside: OnceLock::new(),
            ..report.clone()
        }),
        None => sections(report),
    }
}

fn sections(report: &Report) -> Annual {
    Annual {
        identity: cover::identity_of(report, "Rapport annuel"),
        cover: cover::cover(report),
        editorial: texts::slot(report, "edito"),
        year: year::build(report),
        instead: instead::build(report),
        reading: reading(report),
        perimeter: perimeter::build(report),
        quality: quality::build(report),
        method: method::build(report),
        average: average::build(report),
        changes: changes::build(report),
        years: years::build(report),
        map: map::build(report),
        qvct: subjects::qvct(report),
        themes: themes::themes(report),
        markers: markers::build(report),
        crossed: crossed::build(report),
        advice: advice::build(report),
        practices: practices::build(report),
        lessons: texts::slot(report, "enseignements"),
        actions: texts::slot(report, "actions"),
        plans: texts::slot(report, "suites"),
        next: next::build(report),
        annex: tables(report),
        forests: forest::build(report),
        imprint: method::imprint(report),
    }
}

/// Tables of the annex; those of many projects end it.
fn tables(report: &Report) -> Vec<Table> {
    let mut tables = annex::tables(report);
    if !perimeter::in_body(report) {
        if perimeter::tells_each(report) {
            tables.push(perimeter::laureates(report, "A5"));
        }
        if report.naming == Naming::Names {
            tables.push(quality::projects(report, "A6"));
        }
    }
    tables
}

fn reading(report: &Report) -> Reading {
    let cells: Vec<Cell> = pool::criteria(report)
        .map(|id| pool::criterion(report, id).cell())
        .collect();
    let keys = [
        (Cell::Withheld, "withheld"),
        (Cell::NotMeasured, "not-measured"),
        (Cell::NotAimed, "not-aimed"),
    ];
    let mut shown = map::build(report).map(|map| map.states).unwrap_or_default();
    if crossed::build(report).is_some_and(|found| crossed::keeps_back(&found)) {
        shown.push("withheld".to_owned());
    }
    // Nothing is shown withheld where nothing is shown.
    let scored = !instead::is_due(report);
    let states = keys
        .iter()
        .filter(|_| scored)
        .filter(|(state, key)| cells.contains(state) || shown.iter().any(|shown| shown == key));
    Reading {
        states: states.map(|(_, key)| (*key).to_owned()).collect(),
        verdicts: changes::verdicts(report),
        groups: Vec::new(),
        paragraphs: if instead::is_due(report) {
            vec![
                SCORE.to_owned(),
                "Ce rapport ne donne aucun score. Il dit pourquoi, où trouver les résultats d'un projet, ce qui est demandé et quand."
                    .to_owned(),
            ]
        } else {
            of_means(report)
        },
    }
}

/// How means of projects are read.
fn of_means(report: &Report) -> Vec<String> {
    vec![
        SCORE.to_owned(),
        "« Moyenne des projets » : chaque projet compte une fois, à sa dernière mesure.".to_owned(),
        "« 8 sur 9 » : 8 projets publient un score, sur les 9 qui visent le critère.".to_owned(),
        format!(
            "« Non publié » : dans un dossier, pour la protection des répondants ; dans une moyenne, parce qu'elle porterait{} sur moins de \
             {} projets.",
            match report.naming {
                Naming::Names => "",
                Naming::Codes => ", seule ou comparée à une autre,",
            },
            pool::fewest_in_words(report)
        ),
        "« Entre 48 et 61 » : la moyenne de projets semblables se situe très probablement entre ces bornes.".to_owned(),
    ]
}
