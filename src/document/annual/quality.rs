//! « Participation et qualité des mesures »: how many answered, and which conditions of measure the projects meet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::aggregate::counts::Told;

use super::super::method::column;
use super::super::parts::{Align, Table, TableCell};
use super::super::{Naming, words};
use super::digest::{Digest, State};
use super::perimeter::answers;
use super::public::counted;
use super::report::Report;
use super::{MOST_IN_BODY, naming, year};

/// Who answered, and how sound the measures are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// The first leads.
    pub sentences: Vec<String>,
    /// How many projects meet each condition of measure.
    pub conditions: Option<Table>,
    /// Project by project; absent when there are too many for the body.
    pub projects: Option<Table>,
}

/// The section; `None` when nobody was asked anywhere.
pub(super) fn build(report: &Report) -> Option<Quality> {
    let measured: Vec<&Digest> = measured(report);
    if measured.is_empty() {
        return None;
    }
    let conditions = conditions(report);
    // In public the rate and the conditions are all there is to tell.
    if report.naming == Naming::Codes && conditions.is_none() && year::rate(report).is_none() {
        return None;
    }
    Some(Quality {
        sentences: sentences(report, &measured),
        conditions,
        projects: (measured.len() <= MOST_IN_BODY && report.naming == Naming::Names)
            .then(|| projects(report, "")),
    })
}

fn measured<'a>(report: &'a Report) -> Vec<&'a Digest> {
    let laureates = report.laureates.iter();
    laureates.filter(|laureate| laureate.measures > 0).collect()
}

fn sentences(report: &Report, measured: &[&Digest]) -> Vec<String> {
    if report.naming == Naming::Codes {
        return vec![in_public(report)];
    }
    let told: Vec<u32> = measured
        .iter()
        .filter_map(|laureate| laureate.answered)
        .collect();
    let mut said = Vec::new();
    let projects = words::number_of(
        measured.len(),
        "projet a interrogé",
        "projets ont interrogé",
    );
    match year::rate(report) {
        Some(rate) => said.push(format!(
            "{projects} ses parties prenantes au moins une fois ; à la dernière mesure, {rate} des personnes invitées ont répondu{}.",
            year::where_known(report)
        )),
        None => said.push(format!("{projects} ses parties prenantes au moins une fois.")),
    }
    if measured.len() > 1 {
        said[0] = said[0].replace(" ses parties", " leurs parties");
    }
    let hidden = measured.len() - told.len();
    if hidden > 0 {
        said.push(format!(
            "Le nombre de réponses {} n'est pas publié, pour la protection des répondants ; il n'entre pas dans le total.",
            match hidden {
                1 => "d'un projet".to_owned(),
                many => format!("de {many} projets"),
            }
        ));
    }
    let stands: Vec<u32> = told
        .iter()
        .copied()
        .filter(|answered| *answered < 20)
        .collect();
    if told.len() >= 3 && !stands.is_empty() {
        said.push(format!(
            "{} sur moins de 20 réponses : {} chiffres ont de larges bornes.",
            words::number_of(stands.len(), "dossier repose", "dossiers reposent"),
            if stands.len() == 1 { "ses" } else { "leurs" }
        ));
    }
    said
}

/// The rate alone: how many were asked, beside how many have scores, would count those with too few answers.
fn in_public(report: &Report) -> String {
    match year::rate(report) {
        Some(rate) => format!(
            "À la dernière mesure de chaque projet, {rate} des personnes invitées ont répondu{}.",
            year::where_known(report)
        ),
        None => "Chaque projet interroge ses parties prenantes à son rythme.".to_owned(),
    }
}

/// How many projects with scores meet each condition.
fn conditions(report: &Report) -> Option<Table> {
    let mut order: Vec<String> = Vec::new();
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let judged: Vec<&Digest> = report
        .laureates
        .iter()
        .filter(|laureate| laureate.state == State::Published)
        .collect();
    for laureate in &judged {
        for (label, holds) in &laureate.conditions {
            if !order.contains(label) {
                order.push(label.clone());
            }
            *met.entry(label.clone()).or_default() += usize::from(*holds);
        }
    }
    let told = |label: &String| {
        let count = met.get(label).copied().unwrap_or_default();
        counted::findings(report, count, judged.len())
    };
    // A table that tells nothing of any condition is no table.
    if order.iter().all(|label| told(label) == Told::Nothing) {
        return None;
    }
    let rows = order.iter().map(|label| {
        let share = counted::among(told(label), judged.len());
        vec![TableCell::Text(label.clone()), TableCell::Text(share)]
    });
    Some(Table {
        number: String::new(),
        title: "Les six conditions de mesure".to_owned(),
        note: "Projets qui réunissent chaque condition, parmi ceux dont le dossier a des scores."
            .to_owned(),
        columns: vec![
            column("Condition", 60, Align::Left),
            column("Réunie dans", 24, Align::Right),
        ],
        rows: rows.collect(),
    })
}

/// Project by project; names in the internal edition, codes in the public one.
pub(super) fn projects(report: &Report, number: &str) -> Table {
    let labels = naming::labels(report);
    let rows = naming::order(report, labels)
        .into_iter()
        .filter(|rank| report.laureates[*rank].measures > 0)
        .map(|rank| row(report, &report.laureates[rank], &labels[rank]));
    let open = report.naming == Naming::Names;
    let mut columns = vec![column("Lauréat", 46, Align::Left)];
    columns.extend(open.then(|| column("Dernière mesure", 30, Align::Left)));
    columns.extend(open.then(|| column("Réponses", 24, Align::Right)));
    columns.push(column("Participation", 24, Align::Right));
    columns.push(column("Conditions réunies", 30, Align::Right));
    Table {
        number: number.to_owned(),
        title: "Participation et conditions, projet par projet".to_owned(),
        note: "À la dernière mesure. « – » : nombre d'invités inconnu ou inférieur à celui des réponses, ou nombre de réponses non publié.".to_owned(),
        columns,
        rows: rows.collect(),
    }
}

fn row(report: &Report, laureate: &Digest, label: &str) -> Vec<TableCell> {
    let open = report.naming == Naming::Names;
    let rate = laureate
        .answered
        .zip(laureate.invited)
        .filter(|(answered, invited)| answered <= invited && *invited > 0)
        .map_or("–".to_owned(), |(answered, invited)| {
            words::share(answered, invited)
        });
    let met = laureate.conditions.iter().filter(|(_, met)| *met).count();
    let conditions = match laureate.state {
        State::Published => format!("{met} sur {}", laureate.conditions.len()),
        _ => "–".to_owned(),
    };
    let mut texts = vec![label.to_owned()];
    if open {
        texts.push(laureate.measured_on.map(words::month).unwrap_or_default());
        texts.push(answers(laureate));
    }
    texts.push(rate);
    texts.push(conditions);
    texts.into_iter().map(TableCell::Text).collect()
}
