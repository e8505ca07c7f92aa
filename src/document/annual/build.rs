//! The report of a programme: every section, in the order of the contract. Writes no sentence.

use super::super::dossier::Reading;
use super::report::Report;
use super::{Annual, advice, annex, average, cover, method, perimeter, year};

/// Makes the report.
pub fn build(report: &Report) -> Annual {
    Annual {
        identity: cover::identity(report, "Rapport annuel"),
        cover: cover::cover(report),
        year: year::build(report),
        reading: reading(report),
        perimeter: perimeter::build(report),
        average: average::build(report),
        advice: advice::build(report),
        method: method::build(report),
        annex: annex::tables(report),
        imprint: method::imprint(report),
    }
}

fn reading(report: &Report) -> Reading {
    use super::super::parts::Cell;
    use super::pool;
    let cells: Vec<Cell> = pool::criteria(report)
        .map(|id| pool::criterion(report, id).cell())
        .collect();
    let keys = [
        (Cell::Withheld, "withheld"),
        (Cell::NotMeasured, "not-measured"),
        (Cell::NotAimed, "not-aimed"),
    ];
    let states = keys.iter().filter(|(state, _)| cells.contains(state));
    Reading {
        states: states.map(|(_, key)| (*key).to_owned()).collect(),
        verdicts: Vec::new(),
        groups: Vec::new(),
        paragraphs: vec![
            "Un score va de 0 à 100 : 0 quand tout le monde donne la réponse la moins favorable, 100 quand tout le monde donne la \
             plus favorable. Ce n'est ni une note ni un classement."
                .to_owned(),
            "« Moyenne des projets » : chaque projet compte une fois, à sa dernière mesure.".to_owned(),
            "« 8 sur 9 » : 8 projets publient un score, sur les 9 qui visent le critère.".to_owned(),
            "« Entre 48 et 61 » : la moyenne de projets semblables se situe très probablement entre ces bornes.".to_owned(),
        ],
    }
}
