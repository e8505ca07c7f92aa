//! G3: criteria by terms. Every cell is a score or one of the five reasons why there is none.

use std::collections::BTreeSet;

use crate::aggregate::figures::{Absent, Subject};
use crate::model::{CriterionId, Horizon, WaveId};

use super::figure::{Matrix, MatrixBlock, MatrixColumn, MatrixRow};
use super::parts::{Caption, Cell, Movement, ValueCell};
use super::{Study, movement, reading, scope, words};

/// A column of the matrix.
pub(super) struct Term {
    horizon: Horizon,
    /// The measure that stands for the term, or why there is none.
    pub wave: Result<WaveId, Absent>,
    /// The measure before, of an earlier term.
    before: Option<WaveId>,
}

/// The four terms, always, so that dossiers can be laid side by side.
pub(super) fn terms(study: &Study) -> Vec<Term> {
    let measures: Vec<WaveId> = study.figures.measures().collect();
    let horizon_of = |wave: &WaveId| study.figures.wave(*wave).map(|entry| entry.horizon);
    let mut before = None;
    let mut terms = Vec::new();
    for horizon in Horizon::ALL {
        let found = measures
            .iter()
            .copied()
            .rfind(|wave| horizon_of(wave) == Some(horizon));
        let (start, bounds) = (study.project.start, &study.referential.terms);
        let wave = found.ok_or_else(|| Absent::at_term(horizon, start, study.date, bounds));
        terms.push(Term {
            horizon,
            wave,
            before,
        });
        before = found.or(before);
    }
    terms
}

/// The matrix over some terms; `None` when no score may be shown.
pub(super) fn matrix(study: &Study, terms: &[Term]) -> Option<Matrix> {
    let changed = with_other_groups(study, terms);
    let blocks = blocks(study, terms, &changed);
    let cells: Vec<&Cell> = blocks
        .iter()
        .flat_map(|block| &block.rows)
        .flat_map(|row| &row.cells)
        .collect();
    if !cells.iter().any(|cell| matches!(cell, Cell::Value(_))) {
        return None;
    }
    let states = [
        Cell::Withheld,
        Cell::NotMeasured,
        Cell::NotReached,
        Cell::NotConcerned,
    ];
    let keys = ["withheld", "not-measured", "not-reached", "not-concerned"];
    let shown = states
        .iter()
        .zip(keys)
        .filter(|(state, _)| cells.contains(state));
    let states = shown.map(|(_, key)| key.to_owned()).collect();
    let movements = movements(&cells);
    let withheld = cells
        .iter()
        .filter(|cell| ***cell == Cell::Withheld)
        .count();
    Some(Matrix {
        caption: caption(study, terms, withheld, &changed),
        columns: terms.iter().map(|term| column(study, term)).collect(),
        states,
        movements,
        not_aimed: not_aimed(study),
        blocks,
    })
}

fn movements(cells: &[&Cell]) -> Vec<String> {
    let found = cells.iter().filter_map(|cell| match cell {
        Cell::Value(value) => value.movement,
        _ => None,
    });
    movement::keys(&found.collect::<Vec<_>>())
}

fn column(study: &Study, term: &Term) -> MatrixColumn {
    let label = match term.wave {
        Ok(wave) => words::term(study.referential, study.figures, wave),
        Err(_) => term.horizon.label().to_owned(),
    };
    let detail = match term.wave {
        Ok(wave) => study
            .figures
            .wave(wave)
            .and_then(|entry| entry.date)
            .map(words::month)
            .unwrap_or_default(),
        Err(Absent::NotReached) => "pas encore".to_owned(),
        Err(_) => "non mesuré".to_owned(),
    };
    MatrixColumn {
        label,
        detail,
        narrow: term.wave == Err(Absent::NotReached),
    }
}

fn blocks(study: &Study, terms: &[Term], changed: &Changed) -> Vec<MatrixBlock> {
    let mut blocks = Vec::new();
    for (id, category) in scope::categories(study).zip(&study.referential.categories) {
        let aimed = scope::aimed_in(study, id);
        if aimed.is_empty() {
            continue;
        }
        let rows = aimed.into_iter().filter_map(|criterion| {
            let entry = study.referential.criteria.get(criterion.at())?;
            let of = |term: &Term| {
                let mark = match changed.contains(&(term.horizon, criterion)) {
                    true => OTHER_GROUPS,
                    false => "",
                };
                cell(study, term, criterion, mark)
            };
            let cells = terms.iter().map(of).collect();
            Some(MatrixRow {
                number: entry.number,
                name: entry.name.clone(),
                cells,
            })
        });
        blocks.push(MatrixBlock {
            code: category.code.clone(),
            name: category.name.clone(),
            rows: rows.collect(),
        });
    }
    blocks
}

/// Beside the score of other groups than at the measure before: the two are no change.
const OTHER_GROUPS: &str = "\u{202f}*";

/// Scores that speak of other groups than at the measure before: at which term, on which criterion.
type Changed = BTreeSet<(Horizon, CriterionId)>;

/// The scores of a matrix to mark so; a term alone is read beside no other.
fn with_other_groups(study: &Study, terms: &[Term]) -> Changed {
    let compared = terms.iter().filter(|_| terms.len() > 1);
    let changed = compared.flat_map(|term| {
        let criteria = scope::aimed(study).into_iter();
        let changed = criteria.filter(|criterion| has_other_groups(study, term, *criterion));
        changed.map(|criterion| (term.horizon, criterion))
    });
    changed.collect()
}

/// Whether an « ensemble » holds other groups than at the measure before; what changed compares those of both.
fn has_other_groups(study: &Study, term: &Term, criterion: CriterionId) -> bool {
    let groups = |wave: WaveId| {
        let level = scope::level(study, wave, scope::speaker(study), criterion);
        level.ok().map(|level| &level.groups)
    };
    let both = term
        .before
        .and_then(groups)
        .zip(term.wave.ok().and_then(groups));
    both.is_some_and(|(before, now)| before != now)
}

fn cell(study: &Study, term: &Term, criterion: CriterionId, mark: &str) -> Cell {
    let party = scope::speaker(study);
    let found = term
        .wave
        .and_then(|wave| scope::level(study, wave, party, criterion));
    match found {
        Ok(level) => Cell::Value(ValueCell {
            text: words::score(level.score) + mark,
            class: Some(words::class(level.score.number())),
            movement: moved(study, term, criterion),
        }),
        Err(reason) => Cell::from(reason),
    }
}

/// How a score moved since the measure before, by its verdict alone.
fn moved(study: &Study, term: &Term, criterion: CriterionId) -> Option<Movement> {
    let (before, wave) = (term.before?, term.wave.ok()?);
    let party = scope::speaker(study);
    let change = study
        .figures
        .change(before, wave, party, Subject::Criterion(criterion))
        .ok()?;
    movement::mark(change.verdict)
}

fn not_aimed(study: &Study) -> String {
    let others = scope::criteria(study).filter(|criterion| !scope::is_aimed(study, *criterion));
    let numbers: Vec<String> = others
        .filter_map(|criterion| study.referential.criteria.get(criterion.at()))
        .map(|criterion| criterion.number.to_string())
        .collect();
    match numbers.as_slice() {
        [] => String::new(),
        [one] => format!("Critère non visé par le projet : {one}."),
        many => format!("Critères non visés par le projet : {}.", words::list(many)),
    }
}

fn caption(study: &Study, terms: &[Term], withheld: usize, changed: &Changed) -> Caption {
    let criteria = scope::aimed(study);
    let last = terms.iter().rev().find_map(|term| term.wave.ok());
    let named = last
        .map(|wave| scope::named_scores(study, wave, &criteria))
        .unwrap_or_default();
    let title = match named.extremes("critères") {
        found if found.is_empty() => "Scores des critères visés".to_owned(),
        found => words::capital(&found),
    };
    let label = last.map(|wave| words::at_wave(study.referential, study.figures, wave));
    let who = words::party(study.figures, scope::speaker(study));
    let across = if terms.len() > 1 {
        "par échéance".to_owned()
    } else {
        label.clone().unwrap_or_default()
    };
    let subtitle = format!("Scores de 0 à 100, {who}, {across}");
    let mut alt = vec![format!(
        "Tableau coloré de {}, {across}, scores de 0 à 100.",
        words::number_of(criteria.len(), "critère", "critères")
    )];
    alt.extend(named.extremes_short());
    if withheld > 0 {
        alt.push(format!(
            "{}.",
            words::number_of(withheld, "case non publiée", "cases non publiées")
        ));
    }
    Caption {
        title,
        subtitle,
        note: note(study, last, withheld, changed),
        alt: reading::alternative(&alt, words::TABLE_SCORES),
    }
}

/// Criteria whose score at the last measure leaves out groups that were asked: it is not beside the others for whoever reads it alone.
fn of_some_groups(study: &Study, last: WaveId) -> Option<String> {
    let party = scope::speaker(study);
    let aimed = scope::aimed(study).into_iter();
    let partial: Vec<CriterionId> = aimed
        .filter(|criterion| {
            let level = scope::level(study, last, party, *criterion);
            level.is_ok_and(reading::is_of_some_groups)
        })
        .collect();
    let numbers = scope::numbers(study, &partial)?;
    Some(format!(
        "Sans tous les groupes interrogés, à la dernière mesure : {numbers}."
    ))
}

fn note(study: &Study, last: Option<WaveId>, withheld: usize, changed: &Changed) -> String {
    let mut note = Vec::new();
    if !changed.is_empty() {
        note.push(
            "* : d'autres groupes qu'à la mesure précédente ; l'écart entre les deux cases n'est pas une évolution, « Ce qui a \
             changé » compare les groupes présents aux deux."
                .to_owned(),
        );
    }
    if let Some(wave) = last {
        let levels = scope::aimed(study).into_iter().filter_map(|criterion| {
            scope::level(study, wave, scope::speaker(study), criterion)
                .ok()
                .map(|level| level.n)
        });
        let counts: BTreeSet<u32> = levels.collect();
        note.push(format!(
            "{} par critère à la dernière mesure.",
            words::people_range(&counts)
        ));
    }
    note.extend(last.and_then(|wave| of_some_groups(study, wave)));
    if withheld > 0 {
        note.push("Non publié : protection des répondants.".to_owned());
    }
    note.push(format!(
        "Source : questionnaires du projet. Détail par groupe : tableau {}.",
        words::TABLE_SCORES
    ));
    note.join(" ")
}
