//! What a file of a folder is for, told from its name alone; what looks like answers and cannot be read is said.

use super::confidential::NAMES;
use crate::model::register::REGISTER;

/// Tables that hold something else than answers, whatever their format.
const SIDE_TABLES: [&str; 4] = ["paroles", "indicateurs", "cotations", "populations"];

/// Endings of files that may hold a table; survey tools call text and OpenDocument « .xls » too, so its bytes decide.
const TABLES: [&str; 6] = ["csv", "tsv", "json", "xlsx", "ods", "xls"];

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Answers.
    Answers,
    /// A table beside the answers: its name without the ending.
    Table(&'static str),
    /// A file that may hold answers and is not read: why, and the way out.
    Unread(&'static str, &'static str),
    /// None of the program's business.
    Nothing,
}

/// What a file is for; lock files of office programs and hidden files are for nothing.
pub(super) fn use_of(name: &str) -> Use {
    let name = name.to_lowercase();
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return Use::Nothing;
    };
    if name.starts_with("~$") || name.starts_with('.') {
        return Use::Nothing;
    }
    if name == REGISTER {
        return Use::Nothing;
    }
    if TABLES.contains(&ending) {
        let side = SIDE_TABLES.into_iter().find(|side| *side == stem);
        return side.map_or(Use::Answers, Use::Table);
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
        "zip" | "gz" | "7z" | "rar" => Use::Unread(
            "les archives ne sont pas ouvertes",
            "décompressez-la, puis déposez les fichiers qu'elle contient",
        ),
        "txt" | "tab" | "dat" if !is_remark(&name, stem) => Use::Unread(
            "son nom n'annonce pas un tableau",
            "si ce sont des réponses, renommez-le en .csv ; sinon, rangez-le ailleurs",
        ),
        _ => Use::Nothing,
    }
}

/// The list of names to mask, or a note to the reader of the folder.
fn is_remark(name: &str, stem: &str) -> bool {
    let stem: String = stem.chars().filter(char::is_ascii_alphabetic).collect();
    name == NAMES || ["lisezmoi", "readme", "licence", "license", "notes"].contains(&stem.as_str())
}
