//! Titles that survey tools give by themselves to the columns a reader needs.

use super::wrapped;

/// Titles of forms on line, by the column they are; of several in one file the first here is read.
///
/// The day on which somebody ended stands for the whole: it is there even when she did not submit.
/// Numbers of answers are none of these: two forms of one survey both start at 1.
const USUAL: [(&str, &[&str]); 3] = [
    (
        "date",
        &[
            // Google Forms
            "horodateur",
            "horodatage",
            "timestamp",
            // KoboToolbox
            "today",
            "_submission_time",
            // LimeSurvey
            "date de la derniere action",
            "datestamp",
            "date de soumission",
            "submitdate",
            // Microsoft Forms
            "heure de fin",
            "completion time",
            // Sphinx
            "date_saisie",
            // Framaforms
            "heure de soumission",
            "submitted time",
        ],
    ),
    // With « _ », as KoboToolbox and Sphinx name the question.
    (
        "groupe",
        &["vous etes", "je suis", "etes-vous", "vous_etes", "vous_tes"],
    ),
    // The words of the manual for the code that a person makes by herself.
    (
        "suivi",
        &[
            "code personnel",
            "votre code personnel",
            "mon code personnel",
            "code_personnel",
        ],
    ),
];

/// Titles of a column, as forms give them.
pub(super) fn titles(column: &str) -> impl Iterator<Item = &'static str> {
    let usual = USUAL.iter().filter(move |(known, _)| *known == column);
    usual.flat_map(|(_, titles)| titles.iter().copied())
}

/// Whether a folded title is one of them.
pub(super) fn is_title(folded: &str) -> bool {
    let bare = bare(folded);
    USUAL.iter().any(|(_, titles)| titles.contains(&bare))
}

/// A folded title without its groups, its code and the signs at its end: « Profil/Vous êtes… », « G1. Vous êtes : ».
pub(super) fn bare(folded: &str) -> &str {
    let last = wrapped::last(folded);
    let words = wrapped::after_number(last).map_or(last, str::trim_start);
    words.trim_end_matches([' ', '.', '?', '!', ':', '…'])
}
