//! Reads the scales of a questionnaire: levels, neutral, favourable set, codes of the absent answers.

use std::collections::BTreeSet;

use super::keys::{Keys, Word};
use super::plain;
use super::questionnaire::Scale;
use super::referential_file::tell_repeated;
use crate::diagnostic::shortened;

/// Most levels of a scale: a mark from 0 to 10 has eleven.
const MOST_LEVELS: usize = 11;

/// Every `[[echelles]]` of the file.
pub(super) fn scales(keys: &Keys, tables: &[Keys]) -> Vec<Scale> {
    if tables.is_empty() {
        keys.error_at(
            None,
            "aucune échelle de réponse",
            "ajoutez [[echelles]] avec id et niveaux",
        );
    }
    let mut seen = BTreeSet::new();
    let read = tables.iter().map(|table| {
        let scale = scale(table);
        tell_repeated(table, "id", &scale.id, &mut seen);
        scale
    });
    read.collect()
}

fn scale(table: &Keys) -> Scale {
    let lowest = table.whole("minimum", -100..=100).unwrap_or(1);
    let levels = levels(table);
    let lowest = i32::try_from(lowest).unwrap_or(1);
    let synonyms = synonyms(table, &levels);
    let absences = ["ne_sait_pas", "non_concerne"].map(|key| (key, table.words(key)));
    tell_two_meanings(table, lowest, &levels, &absences);
    tell_both_absences(table, &absences);
    tell_crossed(table, &levels, &synonyms);
    tell_repeated_synonyms(table, &synonyms, &absences);
    let [dont_know, not_applicable] =
        absences.map(|(_, words)| words.into_iter().map(|word| word.text).collect());
    let neutral_label = table.words("neutre").into_iter().next();
    let neutral = neutral_label.and_then(|word| rank(table, "neutre", &word, &levels));
    let (unfavourable, favourable) = ends(levels.len(), neutral);
    let favourable = named(table, "favorables", &levels).unwrap_or(favourable);
    let unfavourable = named(table, "defavorables", &levels).unwrap_or(unfavourable);
    tell_good_and_bad(table, &levels, &favourable, &unfavourable);
    Scale {
        id: table.required("id"),
        lowest,
        synonyms,
        neutral,
        favourable,
        unfavourable,
        dont_know,
        not_applicable,
        levels,
    }
}

/// The labels; blank ones are kept, for a 0–10 scale names its ends only.
fn levels(table: &Keys) -> Vec<String> {
    let levels = table.all_texts("niveaux");
    if !(2..=MOST_LEVELS).contains(&levels.len()) {
        table.error(
            "niveaux",
            match levels.len() {
                one @ (0 | 1) => format!("{one} niveau de réponse"),
                many => format!("{many} niveaux de réponse"),
            },
            format!("écrivez de 2 à {MOST_LEVELS} niveaux, du moins au plus favorable"),
        );
    }
    let mut seen = BTreeSet::new();
    for level in levels.iter().filter(|level| !level.is_empty()) {
        if !seen.insert(plain(level)) {
            let message = format!("le niveau « {level} » est écrit deux fois");
            table.error(
                "niveaux",
                message,
                "donnez à chaque niveau un libellé différent",
            );
        }
    }
    levels
}

/// Ranks of the unfavourable and of the favourable levels: one at each end up to three levels, else two (`statistics.md` § 1.2).
///
/// A level declared neutral is in neither.
fn ends(size: usize, neutral: Option<u8>) -> (Vec<u8>, Vec<u8>) {
    let width = if size <= 3 { 1 } else { 2 };
    let ranks = |from: usize, to: usize| -> Vec<u8> {
        let all = (from..to).filter_map(|rank| u8::try_from(rank).ok());
        all.filter(|rank| Some(*rank) != neutral).collect()
    };
    (
        ranks(0, width.min(size)),
        ranks(size.saturating_sub(width), size),
    )
}

fn named(table: &Keys, key: &str, levels: &[String]) -> Option<Vec<u8>> {
    let words = table.words(key);
    if words.is_empty() {
        return None;
    }
    let ranks = words
        .iter()
        .filter_map(|word| rank(table, key, word, levels));
    Some(ranks.collect::<BTreeSet<_>>().into_iter().collect())
}

fn synonyms(table: &Keys, levels: &[String]) -> Vec<(String, u8)> {
    let Some(spellings) = table.table("synonymes") else {
        return Vec::new();
    };
    let read = spellings.names().into_iter().filter_map(|spelling| {
        let text = spellings.text(&spelling.text)?;
        let level = Word {
            text,
            line: spelling.line,
        };
        rank(table, "synonymes", &level, levels).map(|rank| (spelling.text, rank))
    });
    read.collect()
}

/// The level of these words.
fn level(levels: &[String], words: &str) -> Option<usize> {
    levels
        .iter()
        .position(|level| !level.is_empty() && plain(level) == plain(words))
}

/// A word for an absent answer that is also an answer: everybody who gave it would go uncounted.
fn tell_two_meanings(table: &Keys, lowest: i32, levels: &[String], absences: &[(&str, Vec<Word>)]) {
    let number = |text: &str| {
        let rank = text.trim().parse::<i32>().ok()?.checked_sub(lowest)?;
        usize::try_from(rank)
            .ok()
            .filter(|rank| *rank < levels.len())
    };
    for (key, words) in absences {
        for word in words {
            let what = match (level(levels, &word.text), number(&word.text)) {
                (Some(_), _) => "un niveau de l'échelle",
                (None, Some(_)) => "le numéro d'un niveau de l'échelle",
                (None, None) => continue,
            };
            table.error_at(
                word.line,
                format!("« {key} » : « {} » est aussi {what}", shortened(&word.text, 60)),
                "retirez ce mot de la liste, ou changez le niveau : une même réponse ne peut pas avoir deux sens",
            );
        }
    }
}

/// A word for two kinds of absent answers, which do not count in the same rates.
fn tell_both_absences(table: &Keys, absences: &[(&str, Vec<Word>); 2]) {
    let [(dont_know, first), (not_concerned, second)] = absences;
    let known = |word: &&Word| {
        first
            .iter()
            .any(|known| plain(&known.text) == plain(&word.text))
    };
    for word in second.iter().filter(known) {
        let word_shown = shortened(&word.text, 60);
        table.error_at(
            word.line,
            format!("« {not_concerned} » : « {word_shown} » est aussi dans « {dont_know} »"),
            "retirez ce mot de l'une des deux listes : une même réponse ne peut pas avoir deux sens",
        );
    }
}

/// Two spellings that are read alike and stand for two levels, or for a level and for no answer.
fn tell_repeated_synonyms(
    table: &Keys,
    synonyms: &[(String, u8)],
    absences: &[(&str, Vec<Word>); 2],
) {
    for (rank, (spelling, level)) in synonyms.iter().enumerate() {
        let alike = |other: &str| plain(other) == plain(spelling);
        let twice = synonyms[..rank]
            .iter()
            .any(|(other, known)| known != level && alike(other));
        let absent = absences
            .iter()
            .flat_map(|(_, words)| words)
            .any(|word| alike(&word.text));
        if twice || absent {
            let message = format!(
                "« synonymes » : « {} » a deux sens",
                shortened(spelling, 60)
            );
            let hint =
                "gardez-en un : les accents et les majuscules ne distinguent pas deux réponses";
            table.error("synonymes", message, hint);
        }
    }
}

/// A level counted among the favourable answers and among the unfavourable ones.
fn tell_good_and_bad(table: &Keys, levels: &[String], favourable: &[u8], unfavourable: &[u8]) {
    let mut keys = ["favorables", "defavorables"].into_iter();
    let Some(key) = keys.find(|key| table.has(key)) else {
        return;
    };
    for rank in favourable.iter().filter(|rank| unfavourable.contains(rank)) {
        let level = levels.get(usize::from(*rank)).map_or("", String::as_str);
        table.error(
            key,
            format!(
                "le niveau « {} » compte à la fois comme favorable et comme défavorable",
                shortened(level, 60)
            ),
            "écrivez favorables et defavorables, sans niveau commun",
        );
    }
}

/// A synonym of one level that is the label of another.
fn tell_crossed(table: &Keys, levels: &[String], synonyms: &[(String, u8)]) {
    for (spelling, rank) in synonyms {
        if level(levels, spelling).is_some_and(|level| level != usize::from(*rank)) {
            table.error(
                "synonymes",
                format!(
                    "« synonymes » : « {} » est lui-même un autre niveau de l'échelle",
                    shortened(spelling, 60)
                ),
                "retirez ce synonyme : une même réponse ne peut pas avoir deux sens",
            );
        }
    }
}

fn rank(table: &Keys, key: &str, word: &Word, levels: &[String]) -> Option<u8> {
    let found = levels
        .iter()
        .position(|level| plain(level) == plain(&word.text));
    if found.is_none() {
        let known = levels
            .iter()
            .map(String::as_str)
            .filter(|level| !level.is_empty());
        let way = "retirez ce mot si l'échelle n'a pas ce niveau ; ";
        table.unknown_word_else(key, word.line, &word.text, known, way);
    }
    found.and_then(|rank| u8::try_from(rank).ok())
}
