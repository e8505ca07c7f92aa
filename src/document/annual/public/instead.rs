//! What a public report without a mean says in their place: why there is none, where results are, what is asked of projects.
//!
//! Nothing here depends on an answer: the words follow from the edition, the programme and the referential.

use serde::{Deserialize, Serialize};

use crate::document::advice_page::contact;
use crate::document::parts::Term;
use crate::document::{Naming, words};

use super::super::report::Report;
use super::super::{average, pool};

/// Why there are no results, and where to find them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instead {
    /// Why; the first leads.
    pub sentences: Vec<String>,
    /// What one looks for, and where it is.
    pub ways: Vec<Term>,
    /// The programme's contacts.
    pub contacts: Vec<Term>,
    /// How projects are evaluated.
    pub introduction: String,
    /// What is asked, family by family.
    pub asked: Vec<Asked>,
}

/// A family of criteria, as the referential describes them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// D, P or E.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Criterion, definition.
    pub criteria: Vec<Term>,
}

/// Whether this report has to say so: in public, when no criterion has enough projects for a mean.
pub(in crate::document::annual) fn is_due(report: &Report) -> bool {
    report.naming == Naming::Codes && average::named(report).is_empty()
}

/// The section; `None` for the staff, and where there are means.
pub(in crate::document::annual) fn build(report: &Report) -> Option<Instead> {
    is_due(report).then(|| Instead {
        sentences: sentences(report),
        ways: ways(report),
        contacts: report.programme.contacts.iter().map(contact).collect(),
        introduction: introduction(report),
        asked: asked(report),
    })
}

fn sentences(report: &Report) -> Vec<String> {
    let fewest = pool::fewest_in_words(report);
    vec![
        format!(
            "Une moyenne publique demande au moins {fewest} projets qui publient un même score. À moins, qui connaît les résultats \
             d'un projet retrouverait ceux des autres par soustraction."
        ),
        "Ce rapport ne donne donc aucun résultat, ni bon ni mauvais : ce n'est un jugement ni sur les projets, ni sur le programme."
            .to_owned(),
        format!(
            "Il en donnera dès que {fewest} projets auront un score sur un même critère ; ce qui est mesuré d'ici là servira alors de \
             point de comparaison."
        ),
    ]
}

/// Where results are, for who has the right to them.
fn ways(report: &Report) -> Vec<Term> {
    let way = |word: &str, text: &str| Term {
        word: word.to_owned(),
        text: text.to_owned(),
    };
    let mut ways = vec![
        way(
            "Les résultats d'un projet",
            "Chaque projet mesuré a son dossier d'évaluation : qui a répondu, ce qui a changé, les recommandations et ce que l'équipe en \
             a décidé. Ce dossier est à lui, c'est donc à lui qu'il faut le demander.",
        ),
        way(
            "Qui sont les lauréats",
            "L'annuaire du programme, s'il est publié, présente chacun avec ses mots, son territoire, ses thèmes et le contact qu'il a donné.",
        ),
    ];
    if !report.programme.contacts.is_empty() {
        ways.push(way(
            "La méthode et la suite",
            "L'équipe du programme répond aux questions sur la méthode et le calendrier. Elle ne transmet les résultats d'un projet \
             qu'avec son accord.",
        ));
    }
    ways
}

fn introduction(report: &Report) -> String {
    format!(
        "Chaque projet choisit, parmi {} critères, ceux qu'il vise. Celles et ceux qu'il concerne répondent à un questionnaire, au départ puis \
         à chaque échéance ; leurs réponses deviennent des scores de 0 à 100.",
        words::count(words::size(report.referential.criteria.len()))
    )
}

fn asked(report: &Report) -> Vec<Asked> {
    let families = report.referential.categories.iter().enumerate();
    let families = families.map(|(rank, family)| {
        let criteria = report.referential.criteria.iter();
        let criteria = criteria.filter(|criterion| criterion.category.at() == rank);
        Asked {
            code: family.code.clone(),
            name: family.name.clone(),
            criteria: criteria
                .map(|criterion| Term {
                    word: format!("{}. {}", criterion.number, criterion.name),
                    text: criterion.definition.clone(),
                })
                .collect(),
        }
    });
    families.collect()
}
