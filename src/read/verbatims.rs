//! `paroles.csv`: quotes without what would name someone; what was masked is counted, never repeated.

use std::collections::BTreeMap;

use super::codebook::Codebook;
use super::faults::Faults;
use super::identity::hashed;
use super::side_words::{criterion, group, known_wave};
use super::small_table::{self, Asked, Expected, Written};
use crate::model::Project;
use crate::model::project::{Quote, QuoteOrigin};
use crate::model::verbatim::{Confidential, Kind, Verbatim, unlisted};

const QUOTES: Expected = Expected {
    required: &["texte"],
    optional: &[
        "repondant",
        "groupe",
        "vague",
        "critere",
        "theme",
        "origine",
        "accord",
        "statut",
        "relecteur",
        "date",
    ],
};

/// Reads the quotes of a project into it; a table with an error leaves none.
pub(super) fn read(
    written: Written,
    project: &mut Project,
    codebook: &Codebook,
    confidential: &Confidential,
    faults: &mut Faults,
) {
    let Some(table) = small_table::read(written, &QUOTES, faults) else {
        return;
    };
    let mut quotes = Vec::new();
    let mut masked = Masked::default();
    for row in table.rows() {
        let group = group(&row, codebook, faults);
        let wave = row
            .said("vague")
            .map(|wave| known_wave(&row, wave, project, faults));
        let criterion = criterion(&row, codebook.referential, faults);
        let origin = row.choice("origine", &ORIGINS, faults);
        let agreed = row.choice("accord", &[("oui", true), ("non", false)], faults);
        let validated = row.choice("statut", &[("valide", true), ("a_relire", false)], faults);
        let Some(written) = row.required("texte", faults) else {
            continue;
        };
        let Some(text) = Verbatim::new(written, confidential) else {
            empty(&row, faults);
            continue;
        };
        masked.note(&row, &text);
        let author = row.said("repondant").map(|id| hashed(id.as_bytes()));
        let quote = Quote {
            group,
            wave: wave.flatten(),
            criterion,
            theme: row.said("theme").map(str::to_owned),
            text,
            author: author.map(|halves| halves[0]),
            key: author.map(|halves| halves[1]),
            origin: origin.unwrap_or(QuoteOrigin::Survey),
            agreed: agreed.unwrap_or(false),
            validated: validated.unwrap_or(false),
            reader: row.said("relecteur").map(str::to_owned),
            read_on: row.date(),
        };
        unprinted(&row, &quote, faults);
        quotes.push(quote);
    }
    masked.tell(faults);
    if !faults.refused() {
        project.quotes = quotes;
    }
}

const ORIGINS: [(&str, QuoteOrigin); 2] = [
    ("questionnaire", QuoteOrigin::Survey),
    ("entretien", QuoteOrigin::Interview),
];

fn empty(row: &Asked, faults: &mut Faults) {
    row.warn(
        "texte",
        "il ne reste aucun mot de cette parole une fois masqué ce qui désigne quelqu'un : elle est laissée de côté",
        "retirez la ligne, ou reformulez la parole avec la personne",
        faults,
    );
}

/// Tells why a quote that was agreed and read will not print.
fn unprinted(row: &Asked, quote: &Quote, faults: &mut Faults) {
    if !(quote.agreed && quote.validated) {
        return;
    }
    if quote.reader.is_none() || quote.read_on.is_none() {
        row.warn(
            "statut",
            "cette parole est « valide », mais il manque les initiales de la personne qui l'a relue, ou la date : elle n'est pas imprimée",
            "remplissez « relecteur » et « date »",
            faults,
        );
    }
    if quote.text.words() > Verbatim::LONGEST {
        row.warn(
            "texte",
            format!(
                "cette parole compte plus de {} mots : elle n'est pas imprimée",
                Verbatim::LONGEST
            ),
            "raccourcissez-la en accord avec la personne, puis relisez-la",
            faults,
        );
    }
}

/// What was masked in a file, counted.
#[derive(Default)]
pub(super) struct Masked {
    kinds: BTreeMap<Kind, u32>,
    lines: Vec<u64>,
    doubtful: Vec<u64>,
}

/// Most lines named in a message.
const LINES: usize = 12;

impl Masked {
    fn note(&mut self, row: &Asked, text: &Verbatim) {
        for (kind, count) in text.masked() {
            *self.kinds.entry(*kind).or_default() += count;
        }
        if !text.masked().is_empty() {
            self.lines.extend(row.line());
        }
        if text.doubtful() > 0 {
            self.doubtful.extend(row.line());
        }
    }

    /// A text of the team without those it lists.
    pub fn unlisted(&mut self, row: &Asked, text: &str, confidential: &Confidential) -> String {
        let (text, count) = unlisted(text, confidential);
        if count > 0 {
            *self.kinds.entry(Kind::Name).or_default() += count;
            let line = row.line().filter(|line| self.lines.last() != Some(line));
            self.lines.extend(line);
        }
        text
    }

    /// Tells how many names of the lists were masked in texts of the team.
    pub fn tell_listed(&self, texts: &str, faults: &mut Faults) {
        if !self.kinds.is_empty() {
            let message = format!(
                "les noms de « noms-a-masquer.txt » sont remplacés par « […] » dans {texts} : {}{}",
                self.counts(),
                lines(" ; ", &self.lines),
            );
            let hint = "relisez ces textes tels qu'ils s'impriment : d'autres mots peuvent encore désigner une personne";
            faults.warn(message, hint);
        }
    }

    fn counts(&self) -> String {
        let kinds = self.kinds.iter();
        let counts: Vec<String> = kinds.map(|(kind, count)| kind.counted(*count)).collect();
        counts.join(", ")
    }

    fn tell(&self, faults: &mut Faults) {
        if self.kinds.is_empty() {
            return;
        }
        let message = format!(
            "ce qui désigne quelqu'un est remplacé par « […] » dans les paroles : {}{}",
            self.counts(),
            lines(" ; ", &self.lines),
        );
        let hint = if self.doubtful.is_empty() {
            "relisez ces paroles telles qu'elles s'impriment : un fait rare peut encore désigner une personne".to_owned()
        } else {
            format!(
                "relisez ces paroles telles qu'elles s'impriment : un fait rare peut encore désigner une personne, et un \
                 prénom masqué en début de phrase peut être un mot ordinaire{}",
                lines(" : ", &self.doubtful),
            )
        };
        faults.warn(message, hint);
    }
}

/// « ; lignes 2, 5 et 9 », after a sign; nothing in a file without lines.
fn lines(sign: &str, found: &[u64]) -> String {
    let mut shown: Vec<String> = found.iter().take(LINES).map(u64::to_string).collect();
    if found.len() > LINES {
        shown.push(match found.len() - LINES {
            1 => "une autre".to_owned(),
            many => format!("{many} autres"),
        });
    }
    match shown.split_last() {
        None => String::new(),
        Some((only, [])) => format!("{sign}ligne {only}"),
        Some((last, others)) => format!("{sign}lignes {} et {last}", others.join(", ")),
    }
}
