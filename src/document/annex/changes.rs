//! Table A4 of the annex and those after it: changes with their tests, one table a pair of measures.
//!
//! The first pair is first to last measure, which the body comments; consecutive pairs follow.

use crate::aggregate::figures::{Absent, Change, Design, Party, Subject};
use crate::model::{CriterionId, WaveId};

use super::super::method::{absent_cell, column};
use super::super::parts::{Align, Cell, Table, TableCell, ValueCell};
use super::super::{Study, changes, scope, words};
use super::tables::is_value;

/// Number of the first table of changes.
pub(super) const FIRST: usize = 4;

type Pair = (WaveId, WaveId);

/// The tables; none with one measure.
pub(super) fn build(study: &Study) -> Vec<Table> {
    let tables = pairs(study)
        .into_iter()
        .filter_map(|pair| table(study, pair));
    tables
        .enumerate()
        .map(|(rank, table)| Table {
            number: format!("A{}", FIRST + rank),
            ..table
        })
        .collect()
}

/// First to last measure, then each measure with the one before it.
fn pairs(study: &Study) -> Vec<Pair> {
    let measures: Vec<WaveId> = study.figures.measures().collect();
    let main = changes::pair(study);
    let steps = measures.windows(2).map(|pair| (pair[0], pair[1]));
    main.into_iter()
        .chain(steps.filter(|pair| Some(*pair) != main))
        .collect()
}

/// Who is in the table of a pair: everybody for the first, who speaks first for the steps between.
fn parties(study: &Study, pair: Pair) -> Vec<Party> {
    if changes::pair(study) != Some(pair) {
        return vec![scope::speaker(study)];
    }
    let groups = scope::groups(study).map(Party::Group);
    groups.chain([Party::Ensemble]).collect()
}

/// Every change that a table of the annex shows.
pub(in crate::document) fn shown<'a>(study: &Study<'a>) -> Vec<&'a Change> {
    let mut found = Vec::new();
    for pair in pairs(study) {
        for party in parties(study, pair) {
            let moved = changes::of_party(study, pair, party);
            found.extend(moved.into_iter().map(|moved| moved.change));
        }
    }
    found
}

fn rows(study: &Study, pair: Pair) -> Vec<Vec<TableCell>> {
    let parties = parties(study, pair);
    let mut rows = Vec::new();
    for criterion in scope::aimed(study) {
        let mut own = 0;
        for party in &parties {
            // With a single group the ensemble would say the same again.
            if *party == Party::Ensemble && parties.len() > 1 && own < 2 {
                continue;
            }
            let found = row(study, pair, *party, criterion);
            own += usize::from(found.is_some());
            rows.extend(found);
        }
    }
    rows
}

fn table(study: &Study, pair: Pair) -> Option<Table> {
    let rows = rows(study, pair);
    if !rows.iter().flatten().any(is_value) {
        return None;
    }
    let fewest = scope::thresholds(study);
    Some(Table {
        number: String::new(),
        title: format!("Évolutions, {}", words::span(study.figures, pair)),
        note: format!(
            "Réponses à la première et à la seconde mesure, et qui a répondu aux deux : les mêmes personnes, une partie \
             (suivis), ou des personnes différentes. Évolution en points [intervalle à 95 %], calculée avant arrondi sur les questions communes aux deux mesures. \
             p : probabilité d'un écart au moins aussi grand si rien n'avait changé ; p ajusté : la même, corrigée du \
             nombre de critères examinés (méthode de Holm). « – » : p n'est pas donné sous {} réponses \
             ({} sur un sujet sensible).",
            words::count(fewest.distribution),
            words::count(fewest.sensitive_distribution)
        ),
        columns: vec![
            column("Critère", 36, Align::Left),
            column("Groupe", 24, Align::Left),
            column("Réponses", 32, Align::Left),
            column("Scores", 16, Align::Left),
            column("Évolution", 26, Align::Left),
            column("Conclusion", 25, Align::Left),
            column("p", 15, Align::Right),
            column("p ajusté", 16, Align::Right),
        ],
        rows,
    })
}

fn row(study: &Study, pair: Pair, party: Party, criterion: CriterionId) -> Option<Vec<TableCell>> {
    let figures = study.figures;
    let subject = Subject::Criterion(criterion);
    let none = || TableCell::Text("–".to_owned());
    let mut row = vec![
        TableCell::Text(words::criterion_in_short(study.referential, criterion)),
        TableCell::Text(words::party(figures, party)),
    ];
    match figures.change(pair.0, pair.1, party, subject) {
        Ok(change) => row.extend(figures_of(change)),
        Err(Absent::Withheld) => row.extend([
            none(),
            none(),
            absent_cell(Absent::Withheld),
            none(),
            none(),
            none(),
        ]),
        Err(_) => {
            // Both measured, yet not on enough of the same questions.
            figures.level(pair.0, party, subject).ok()?;
            figures.level(pair.1, party, subject).ok()?;
            let word = TableCell::Text("non comparable".to_owned());
            row.extend([
                none(),
                none(),
                absent_cell(Absent::NotMeasured),
                word,
                none(),
                none(),
            ]);
        }
    }
    Some(row)
}

fn figures_of(change: &Change) -> [TableCell; 6] {
    let delta = format!(
        "{} {}",
        words::change_in_chart(change.delta),
        words::signed_bounds(change.interval)
    );
    let test = |p: Option<f64>| TableCell::Text(p.map_or("–".to_owned(), words::probability));
    [
        TableCell::Text(people(change)),
        TableCell::Text(format!(
            "{} → {}",
            words::whole(change.from),
            words::whole(change.to)
        )),
        TableCell::Figure(Cell::Value(ValueCell {
            text: delta,
            class: None,
            movement: None,
        })),
        TableCell::Text(change.verdict.words().to_owned()),
        test(change.p),
        test(change.p_holm),
    ]
}

/// « 12 → 14, 9 suivis »; « en partie » when the people followed are too few to be counted.
fn people(change: &Change) -> String {
    let who = match (change.design, change.pairs) {
        (Design::Paired, _) => "les mêmes".to_owned(),
        (Design::Mixed, Some(pairs)) => format!("{} suivis", words::count(pairs)),
        (Design::Mixed, _) => "en partie".to_owned(),
        (Design::Independent, _) => "différents".to_owned(),
    };
    format!(
        "{} → {}, {who}",
        words::count(change.n_from),
        words::count(change.n_to)
    )
}
