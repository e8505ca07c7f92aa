//! Codes of another questionnaire that happen to be codes of this one: « Q10 » of a form that numbers its own questions.
//!
//! A code proves nothing by itself, and a question taken for another gives a wrong figure without a word. What is
//! announced in `colonnes.toml` is never doubted, nor is a file that holds the words of a question.

use super::codebook::{Codebook, bare_key};
use super::faults::Faults;
use super::finder::Finder;
use super::headings::Headings;
use super::mapping::Mapping;
use super::spelling::{folded, titled};
use super::{usual, wrapped};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{ItemId, Questionnaire};

/// So many columns of something else for each that has only a code of ours: the file is hardly ours.
const OTHERS: usize = 3;
/// Words that make a title a question of its own rather than a code.
const SENTENCE: usize = 3;

/// Refuses a file whose codes seem to be those of another questionnaire, once.
pub(super) fn tell(
    questions: &[(usize, ItemId)],
    finder: &Finder,
    mapping: &Mapping,
    codebook: &Codebook,
    faults: &mut Faults,
) {
    let headings = finder.headings;
    let announced = |item: &ItemId| mapping.items.iter().any(|(known, _)| known == item);
    let own = questions.iter().copied();
    let own: Vec<(usize, ItemId)> = own.filter(|(_, item)| !announced(item)).collect();
    let has_words = |(rank, _): &(usize, ItemId)| {
        let mut names = headings.names[*rank].iter();
        names.any(|name| codebook.has_words(name))
    };
    let Some(first) = own.first().copied().filter(|_| !own.iter().any(has_words)) else {
        return;
    };
    let free: Vec<usize> = finder.free().collect();
    let doubt = Doubt {
        headings,
        questionnaire: codebook.questionnaire,
        file: faults.file,
    };
    let fault = doubt
        .numbered(first, &free)
        .or_else(|| doubt.worded(&own))
        .or_else(|| match finder.has_our_heading() {
            true => None,
            false => doubt.few(&own, &free),
        });
    if let Some(fault) = fault {
        faults.push(fault);
    }
}

/// What the doubt is about.
struct Doubt<'a> {
    headings: &'a Headings,
    questionnaire: &'a Questionnaire,
    file: &'a str,
}

impl Doubt<'_> {
    /// Beside a code of ours, a code that writes its numbers in another way: « Q1 » where ours is « Q01 ».
    fn numbered(&self, first: (usize, ItemId), free: &[usize]) -> Option<Diagnostic> {
        let (other, known) = free.iter().find_map(|rank| {
            let mut names = self.headings.names[*rank].iter();
            let known = names.find_map(|name| self.numbered_otherwise(name))?;
            Some((*rank, known))
        })?;
        let written = titled(&self.headings.names[other][0]);
        let message = format!(
            "{written} n'est pas un code du questionnaire, qui écrit « {known} » : {} est peut-être, lui aussi, d'un autre questionnaire",
            self.title(first.0)
        );
        let hint = format!(
            "si ce sont les mêmes questions, renommez {written} en « {known} », et ainsi des autres ; \
             sinon, décrivez les vôtres dans questionnaire.toml, ou ajoutez ces colonnes à ignorer dans colonnes.toml"
        );
        Some(Diagnostic::error(message).at(self.place(other)).hint(hint))
    }

    /// A code of ours above or below the words of another question.
    fn worded(&self, own: &[(usize, ItemId)]) -> Option<Diagnostic> {
        let contradicted = |(rank, item): &&(usize, ItemId)| {
            let label = &self.questionnaire.items[item.at()].label;
            let mut names = self.headings.names[*rank].iter();
            names.any(|name| is_sentence(name) && !resembles(name, label))
        };
        let first = own.iter().copied().find(|one| contradicted(&one))?;
        let count = own.iter().filter(contradicted).count();
        let item = &self.questionnaire.items[first.1.at()];
        let others = match count {
            1 => String::new(),
            2 => " ; une autre colonne est dans ce cas".to_owned(),
            _ => format!(" ; {} autres colonnes sont dans ce cas", count - 1),
        };
        let message = format!(
            "la colonne {} porte un autre texte que la question {} (« {} »){others}",
            self.title(first.0),
            item.id,
            item.label
        );
        Some(self.told(message, first))
    }

    /// A few codes of ours among many columns that are nothing of ours.
    fn few(&self, own: &[(usize, ItemId)], free: &[usize]) -> Option<Diagnostic> {
        let strangers = free.iter().filter(|rank| {
            let mut names = self.headings.names[**rank].iter();
            !names.any(|name| is_of_a_tool(name))
        });
        let strangers = strangers.count();
        if strangers <= OTHERS * own.len() {
            return None;
        }
        let first = *own.first()?;
        let message = match own.len() {
            1 => format!(
                "de ce fichier, seule la colonne {} porte un code du questionnaire, et {strangers} autres n'en viennent pas : c'est peut-être un autre questionnaire",
                self.title(first.0)
            ),
            count => format!(
                "de ce fichier, seules {count} colonnes, dont {}, portent un code du questionnaire, et {strangers} autres n'en viennent pas : c'est peut-être un autre questionnaire",
                self.title(first.0)
            ),
        };
        Some(self.told(message, first))
    }

    /// The key that a name would be, were its number written as the questionnaire writes it.
    fn numbered_otherwise(&self, name: &str) -> Option<&str> {
        let name = folded(name);
        let key = bare_key(&name).or_else(|| wrapped::inside(&name).find_map(bare_key))?;
        let (letters, number) = parts(&key)?;
        let mut items = self.questionnaire.items.iter();
        let known = items.find(|item| {
            let id = folded(&item.id);
            id != key && parts(&id) == Some((letters, number))
        });
        known.map(|item| item.id.as_str())
    }

    fn title(&self, rank: usize) -> String {
        titled(&self.headings.names[rank][0])
    }

    fn place(&self, rank: usize) -> Place {
        let place = Place::file(self.file).line(self.headings.line);
        let heading = self.headings.names[rank][0].clone();
        place.field(rank as u64 + 1).column(heading)
    }

    /// The fault, with the two ways out: it is the same question, or it is not.
    fn told(&self, message: String, (rank, item): (usize, ItemId)) -> Diagnostic {
        let hint = format!(
            "si c'est la même question, écrivez-le dans colonnes.toml, sous [items] : {} = \"{}\" ; \
             sinon, décrivez les vôtres dans questionnaire.toml, ou ajoutez la colonne à ignorer dans colonnes.toml",
            self.questionnaire.items[item.at()].id,
            self.headings.names[rank][0]
        );
        Diagnostic::error(message).at(self.place(rank)).hint(hint)
    }
}

/// The letters of a key and its number.
fn parts(key: &str) -> Option<(&str, u32)> {
    let (letters, digits) = key.split_at(key.find(|sign: char| sign.is_ascii_digit())?);
    Some((letters, digits.parse().ok()?))
}

/// Whether a name is a question rather than a code, or several rows of headings put together.
fn is_sentence(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let coded = words
        .next()
        .is_none_or(|first| bare_key(&folded(first)).is_some());
    !coded && words.count() + 1 >= SENTENCE
}

/// Whether a title has a third of the long words of a question: reworded, not another one.
fn resembles(name: &str, label: &str) -> bool {
    let long = |text: &str| -> Vec<String> {
        let folded = folded(text);
        let words = folded.split(|sign: char| !sign.is_alphanumeric());
        words
            .filter(|word| word.chars().count() > 3)
            .map(str::to_owned)
            .collect()
    };
    let (name, label) = (long(name), long(label));
    let shared = label.iter().filter(|word| name.contains(word)).count();
    3 * shared >= label.len()
}

/// Whether a title is one that a tool gives to what it notes by itself.
fn is_of_a_tool(name: &str) -> bool {
    const OWN: [&str; 8] = [
        "start",
        "end",
        "deviceid",
        "id",
        "lastpage",
        "startlanguage",
        "seed",
        "startdate",
    ];
    let folded = folded(name);
    folded.starts_with('_') || OWN.contains(&folded.as_str()) || usual::is_title(&folded)
}
