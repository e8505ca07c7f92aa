//! The quote of a lever: found in `paroles.csv` by its first words, printed on the same terms as everywhere.
//!
//! A quote is never written in the sheet itself: its agreement and its reading would be left behind.

use crate::model::case::CaseTexts;
use crate::model::plain;
use crate::model::project::Quote;

use super::super::Study;
use super::super::parts::PrintedQuote;
use super::super::quotes::{self, Refused};

/// Why the words given lead to no quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unquotable {
    /// No quote begins so.
    Unknown,
    /// Several do.
    Several,
    /// One does, and it may not be printed.
    Refused(Refused),
    /// Another lever cites the same person: two quotes would draw a portrait.
    Repeated,
}

impl Unquotable {
    pub fn message(self) -> &'static str {
        match self {
            Unquotable::Unknown => "aucune parole de « paroles.csv » ne commence par",
            Unquotable::Several => "plusieurs paroles de « paroles.csv » commencent par",
            Unquotable::Repeated => "un autre levier cite déjà la même personne :",
            Unquotable::Refused(Refused::Length) => {
                "cette parole est vide ou trop longue, elle ne peut pas être imprimée :"
            }
            Unquotable::Refused(Refused::Agreement) => {
                "l'accord de la personne manque, sa parole ne peut pas être imprimée :"
            }
            Unquotable::Refused(Refused::Reading) => {
                "cette parole n'est pas relue et validée, elle ne peut pas être imprimée :"
            }
            Unquotable::Refused(Refused::Protection) => {
                "trop peu de personnes ont répondu, ou le sujet est sensible : pour la protection des répondants, cette \
                 parole ne peut pas être imprimée :"
            }
        }
    }

    pub fn hint(self) -> &'static str {
        match self {
            Unquotable::Unknown => {
                "recopiez les premiers mots de la parole, tels que le projet de fiche les montre"
            }
            Unquotable::Several => "recopiez quelques mots de plus",
            Unquotable::Repeated => {
                "choisissez la parole d'une autre personne : plusieurs feraient son portrait"
            }
            Unquotable::Refused(Refused::Length) => "choisissez-en une autre",
            Unquotable::Refused(Refused::Agreement) => {
                "demandez-lui son accord, puis écrivez accord = oui dans « paroles.csv »"
            }
            Unquotable::Refused(Refused::Reading) => {
                "dans « paroles.csv », une parole imprimée porte statut = valide, un relecteur et une date"
            }
            Unquotable::Refused(Refused::Protection) => {
                "choisissez une parole d'entretien, relue et acceptée par écrit par la personne"
            }
        }
    }
}

/// The quote of each lever as it is printed, or why it is not; `None` for a lever that cites nobody.
pub(super) fn of_levers<'a>(
    study: &Study<'a>,
    texts: &CaseTexts,
) -> Vec<Option<Result<Cited<'a>, Unquotable>>> {
    let mut heard: Vec<&Quote> = Vec::new();
    let each = texts.levers.iter().map(|lever| {
        let start = &lever.quote.as_ref()?.text;
        let found = cited(study, start).and_then(|cited| {
            if heard.iter().any(|other| is_same_voice(other, cited.quote)) {
                return Err(Unquotable::Repeated);
            }
            heard.push(cited.quote);
            Ok(cited)
        });
        Some(found)
    });
    each.collect()
}

/// A quote that a lever cites.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cited<'a> {
    /// The line of `paroles.csv`.
    pub quote: &'a Quote,
    pub printed: PrintedQuote,
}

fn cited<'a>(study: &Study<'a>, start: &str) -> Result<Cited<'a>, Unquotable> {
    let quote = only(study, start)?;
    let permitted = quotes::permit(study, quote).map_err(Unquotable::Refused)?;
    Ok(Cited {
        quote,
        printed: permitted.printed,
    })
}

fn is_same_voice(one: &Quote, other: &Quote) -> bool {
    let same_author = one.author.is_some() && one.author == other.author;
    same_author || one.text == other.text
}

fn only<'a>(study: &Study<'a>, start: &str) -> Result<&'a Quote, Unquotable> {
    let start = compared(start);
    let begins = |text: &str| {
        let rest = text.strip_prefix(start.as_str());
        !start.is_empty() && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let mut found = study
        .project
        .quotes
        .iter()
        .filter(|quote| begins(&compared(quote.text.text())));
    let quote = found.next().ok_or(Unquotable::Unknown)?;
    if found.any(|other| other.text != quote.text) {
        return Err(Unquotable::Several);
    }
    Ok(quote)
}

/// Quotation marks and final points do not count, nor do accents and capitals.
fn compared(text: &str) -> String {
    let bare = text.trim_matches(|sign: char| !sign.is_alphanumeric());
    plain(bare)
}
