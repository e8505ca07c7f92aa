//! The page for whoever writes a case sheet: what the results allow to say, and the codes to write beside one's words.

use crate::model::CriterionId;

use super::super::essential::standing::{self, Basis};
use super::super::parts::Term;
use super::super::results::Results;
use super::super::{Study, changes, collective, essential, passage, quotes, reading, words};
use super::{WritingAid, caution};

/// Most criteria offered.
const MOST_CRITERIA: usize = 8;
/// From this mark on, of 10, a criterion is offered.
const LEAST_MARK: u8 = 6;
/// Most quotes offered.
const MOST_QUOTES: usize = 8;
/// Words of a quote that tell it from the others.
const FIRST_WORDS: usize = 6;
/// Most signs of a sentence.
const SENTENCE: usize = 330;

/// Makes the page.
pub(super) fn build(study: &Study, found: &Results) -> WritingAid {
    let basis = standing::basis(study);
    let sentences = essential::sentences::sentences(study, found, &basis);
    let sentences = sentences.into_iter().map(|(label, parts)| Term {
        word: label.to_owned(),
        text: passage::sentences(&parts, SENTENCE),
    });
    WritingAid {
        sentences: sentences.collect(),
        criteria: criteria(study, &basis),
        quotes: citable(study),
        rules: rules(study),
    }
}

/// Criteria that improved, then those that are high: code, name, figure.
fn criteria(study: &Study, basis: &Basis) -> Vec<Term> {
    match *basis {
        Basis::Declared => Vec::new(),
        Basis::Marks => marks(study),
        Basis::Survey { party, last } => {
            let mut found: Vec<(CriterionId, String)> = Vec::new();
            for moved in standing::conclusive(study, 1.0) {
                found.push((moved.criterion, told(study, &moved)));
            }
            let levels = standing::levels(study, party, last);
            for (criterion, level) in standing::high(&levels) {
                if !found.iter().any(|(known, _)| *known == criterion) {
                    found.push((
                        criterion,
                        format!(
                            "score élevé, {}",
                            reading::with_groups(study.figures, level)
                        ),
                    ));
                }
            }
            found.truncate(MOST_CRITERIA);
            found
                .into_iter()
                .filter_map(|(criterion, text)| term(study, criterion, &text))
                .collect()
        }
    }
}

fn told(study: &Study, moved: &changes::Moved) -> String {
    let change = moved.change;
    format!(
        "{}, {} ({})",
        change.verdict.words(),
        words::change_points(change.delta),
        moved.who(study.figures)
    )
}

fn marks(study: &Study) -> Vec<Term> {
    let rows = collective::build(study)
        .map(|section| section.rows)
        .unwrap_or_default();
    let mut found: Vec<(u8, u8, String)> = collective::last_marks(&rows)
        .into_iter()
        .zip(&rows)
        .map(|((name, mark), row)| (mark, row.number, name.to_owned()))
        .collect();
    found.retain(|(mark, ..)| *mark >= LEAST_MARK);
    found.sort_by_key(|(mark, number, _)| (u8::MAX - mark, *number));
    let entries = found
        .into_iter()
        .take(MOST_CRITERIA)
        .filter_map(|(mark, number, _)| {
            let rank = study
                .referential
                .criteria
                .iter()
                .position(|entry| entry.number == number)?;
            let id = CriterionId(u8::try_from(rank).ok()?);
            term(study, id, &format!("note de l'équipe : {mark} sur 10"))
        });
    entries.collect()
}

fn term(study: &Study, criterion: CriterionId, text: &str) -> Option<Term> {
    let entry = study.referential.criteria.get(criterion.at())?;
    Some(Term {
        word: entry.code.clone(),
        text: format!("« {} » : {text}", entry.name),
    })
}

/// Quotes that may be printed, by the words to write.
fn citable(study: &Study) -> Vec<Term> {
    let found = quotes::publishable(study).into_iter().take(MOST_QUOTES);
    found
        .map(|quote| {
            let first: Vec<&str> = quote
                .printed
                .text
                .split_whitespace()
                .take(FIRST_WORDS)
                .collect();
            Term {
                word: first.join(" "),
                text: quote.printed.attribution,
            }
        })
        .collect()
}

fn rules(study: &Study) -> Vec<Term> {
    let found = caution::triggered(study).into_iter();
    found
        .map(|rule| Term {
            word: rule.id,
            text: format!("{}. {}", rule.title, rule.finding),
        })
        .collect()
}
