//! What a file of a folder is for, told from its name alone; what looks like answers and cannot be read is said.

use super::confidential::NAMES;
use crate::model::plain;
use crate::model::register::REGISTER;

/// Tables that hold something else than answers, whatever their format.
const SIDE_TABLES: [&str; 4] = ["paroles", "indicateurs", "cotations", "populations"];

/// Endings of files that may hold a table; survey tools call text and OpenDocument « .xls » too, so its bytes decide.
const TABLES: [&str; 6] = ["csv", "tsv", "json", "xlsx", "ods", "xls"];

/// What a file is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Answers.
    Answers,
    /// A table beside the answers: its name without the ending.
    Table(&'static str),
    /// Nearly the name of such a table, or a copy of one: no answers would be called so.
    Nearly(&'static str),
    /// A file that may hold answers and is not read: why, and the way out.
    Unread(&'static str, &'static str),
    /// None of the program's business.
    Nothing,
}

/// What a file is for; lock files of office programs and hidden files are for nothing.
pub(super) fn use_of(name: &str) -> Use {
    let name = name.to_lowercase();
    let own = name == REGISTER || name.ends_with(".schema.json") || is_names(&name);
    if own || name.starts_with("~$") || name.starts_with('.') {
        return Use::Nothing;
    }
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return bare(&name);
    };
    if TABLES.contains(&ending) {
        let side = SIDE_TABLES.into_iter().find(|side| *side == stem);
        return match side.map(Use::Table) {
            Some(table) => table,
            None => nearly(stem).map_or(Use::Answers, Use::Nearly),
        };
    }
    if stem.ends_with(".toml") && ending == "txt" {
        return Use::Unread(
            "son nom se termine par « .txt »",
            "renommez-le pour qu'il finisse par « .toml » ; sous Windows, cochez d'abord « Extensions de noms de fichiers » dans le menu Affichage",
        );
    }
    let save = "enregistrez-le en .xlsx ou en « CSV UTF-8 » dans votre tableur";
    match ending {
        "xlsm" | "xlsb" => Use::Unread("les classeurs à macros ne sont pas acceptés", save),
        "numbers" => Use::Unread(
            "le format de Numbers n'est pas accepté",
            "exportez-le en .xlsx ou en CSV",
        ),
        "sav" | "por" | "dta" | "sas7bdat" | "rds" | "rda" | "rdata" => Use::Unread(
            "les formats des logiciels de statistiques ne sont pas acceptés",
            "exportez les réponses en CSV, une ligne par personne",
        ),
        "jsonl" | "ndjson" => Use::Unread(
            "son nom n'annonce pas un tableau",
            "renommez-le en .json : un objet par ligne se lit aussi",
        ),
        "fods" | "sxc" => Use::Unread(
            "ce format de classeur n'est pas accepté",
            "enregistrez-le en .ods ou en .xlsx dans votre tableur",
        ),
        "xml" | "html" | "htm" | "mht" => Use::Unread(
            "les pages web et le XML ne sont pas des tableaux",
            "exportez les réponses en CSV, JSON ou .xlsx depuis l'outil d'enquête",
        ),
        "zip" | "gz" | "7z" | "rar" => Use::Unread(
            "les archives ne sont pas ouvertes",
            "décompressez-la, puis déposez les fichiers qu'elle contient",
        ),
        "txt" | "tab" | "dat" if !is_remark(stem) => Use::Unread(
            "son nom n'annonce pas un tableau",
            "si ce sont des réponses, renommez-le en .csv ; sinon, rangez-le ailleurs",
        ),
        _ => Use::Nothing,
    }
}

/// Whether a file that is not read holds a table for certain, from its ending.
pub(super) fn is_table(name: &str) -> bool {
    const KNOWN: [&str; 14] = [
        "xlsm", "xlsb", "numbers", "sav", "por", "dta", "sas7bdat", "rds", "rda", "rdata", "jsonl",
        "ndjson", "fods", "sxc",
    ];
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| KNOWN.contains(&ending.as_str()))
}

/// Whether a file is a list of names to mask, however its owner spelled it: one that was passed over would leave names on paper.
pub(super) fn is_names(name: &str) -> bool {
    let (stem, wanted) = (
        name.split('.').next().unwrap_or_default(),
        letters(NAMES.trim_end_matches(".txt")),
    );
    let hidden = name.starts_with("~$") || stem.is_empty();
    !hidden && strsim::damerau_levenshtein(original(&letters(stem)), &wanted) <= 2
}

/// The side table that a name nearly is: « cotation », « paroles (1) », « Paroles - Copie ».
fn nearly(stem: &str) -> Option<&'static str> {
    let letters = letters(stem);
    SIDE_TABLES
        .into_iter()
        .find(|side| strsim::damerau_levenshtein(original(&letters), side) <= 1)
}

/// The name of what a file is a copy of, as systems call copies: « paroles - Copie ».
fn original(letters: &str) -> &str {
    let own = letters.strip_suffix("copie");
    own.or_else(|| letters.strip_suffix("copy"))
        .unwrap_or(letters)
}

/// The letters of a name, without case and accents.
fn letters(name: &str) -> String {
    plain(name)
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect()
}

/// A name without an ending: a table that lost it, or a note to the reader of the folder.
fn bare(name: &str) -> Use {
    if is_remark(name) || name.starts_with("icon") || name.ends_with("file") {
        return Use::Nothing;
    }
    Use::Unread(
        "son nom n'a pas d'extension",
        "si ce sont des réponses, ajoutez .csv à la fin de son nom ; sinon, rangez-le ailleurs",
    )
}

/// A note to the reader of the folder.
fn is_remark(stem: &str) -> bool {
    let stem: String = stem.chars().filter(char::is_ascii_alphabetic).collect();
    [
        "lisezmoi", "readme", "licence", "license", "copying", "notes",
    ]
    .contains(&stem.as_str())
}
