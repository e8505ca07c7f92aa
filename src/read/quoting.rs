//! Which refused cells a message may repeat: those that cannot be about a person.
//!
//! A cell in the wrong column can hold a name, a remark, a birthday or an account number. So a
//! value is repeated only when it is a number, a code, or nearly a word that was expected there;
//! of any other only the length is said, which finds it again at its place.

use super::spelling::{folded, trimmed, unreachable};
use crate::diagnostic::{nearest, shortened};
use crate::model::verbatim::nameless;

/// Words of answers to any scale: made of these, a cell says nothing but an opinion.
const OPINIONS: &str = "a accord agree assez aucun aucune autre avis beaucoup bien bon bonne c cent cinq concerne \
    concernee d deux disagree dix du en est et etre excellent fait false faux huit inconnu inconnue \
    insatisfait insatisfaite inutile jamais je la le mauvais mauvaise moyen moyenne moyennement n \
    na ne neuf neutre ni no non nr nsp null objet opinion ou oui parfois pas peu peut plus plutot \
    quatre question rarement rempli repondu reponse sais sait sans satisfait satisfaite sept six \
    souvent sur toujours tout tres trois true un utile vingt vrai yes";

/// Months as spreadsheets cut them.
const MONTHS: [&str; 12] = [
    "janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec",
];

/// A refused cell as it may stand in a message, `known` being the words expected in its place.
pub(super) fn quoted<'k>(value: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let value = trimmed(value);
    if let Some(hidden) = unreachable(value) {
        return hidden.to_owned();
    }
    let plain = folded(value);
    let known: Vec<String> = known.into_iter().map(folded).collect();
    let sign = value.chars().count() == 1;
    if sign
        || is_number(value)
        || is_code(value)
        || is_opinion(&plain, &known)
        || is_cut_date(&plain)
    {
        return shown(value);
    }
    let near = || nearest(&plain, known.iter().map(String::as_str)).is_some();
    if (4..=80).contains(&plain.chars().count()) && nameless(value) == value && near() {
        return shown(value);
    }
    hidden(value)
}

/// A refused date: repeated when it is made of numbers, of months and of signs only.
pub(super) fn quoted_date(value: &str) -> String {
    let value = trimmed(value);
    if let Some(hidden) = unreachable(value) {
        return hidden.to_owned();
    }
    let plain = folded(value);
    let mut words = words(&plain);
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let dated = words.all(|word| {
        matches!(word, "t" | "z" | "w" | "utc" | "gmt" | "am" | "pm" | "h") || is_month(word)
    });
    if (1..=24).contains(&digits) && dated && looks_dated(value) {
        shown(value)
    } else {
        quoted(value, [])
    }
}

/// Whether the first number of a text could be a day, a month or a year, and is followed by a sign of dates.
fn looks_dated(value: &str) -> bool {
    let first = value.chars().take_while(char::is_ascii_digit).count();
    let sign = value.chars().nth(first);
    match first {
        0 => value.starts_with(char::is_alphabetic),
        1 | 2 | 4 => sign.is_none_or(|sign| {
            matches!(sign, '/' | '-' | '.') || sign == ' ' && value.contains(char::is_alphabetic)
        }),
        3 | 5 => sign.is_none_or(|sign| matches!(sign, '.' | ',')),
        _ => false,
    }
}

/// A month or a day of the week.
fn is_month(word: &str) -> bool {
    const WHOLE: [&str; 28] = [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "jan",
        "feb",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ];
    WHOLE.contains(&word)
        || MONTHS.contains(&word)
        || ["apr", "may", "jun", "jul", "aug", "sep"].contains(&word)
}

fn shown(value: &str) -> String {
    format!("« {} »", shortened(value, 40))
}

fn hidden(value: &str) -> String {
    format!("(valeur masquée de {} signes)", value.chars().count())
}

/// A number, a part, marks side by side, or what a program writes for want of one: « -3,5 », « 80 % », « 4/5 », « 2E+3 », « #REF! ».
fn is_number(value: &str) -> bool {
    const ERRORS: [&str; 8] = [
        "#REF!", "#N/A", "#VALEUR!", "#VALUE!", "#NOM?", "#NAME?", "#DIV/0!", "NaN",
    ];
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let most = if value.contains(['/', '-']) && !value.starts_with('-') {
        4
    } else {
        8
    };
    let power = value.split_once(['e', 'E']).is_some_and(|(number, power)| {
        let plain =
            |part: &str| part.starts_with(|sign: char| sign.is_ascii_digit() || sign == '+');
        plain(number) && plain(power) && is_number(number) && is_number(power)
    });
    ERRORS.contains(&value)
        || power && digits <= most
        || digits <= most && !value.chars().any(char::is_alphabetic)
}

/// A code of a question, a wave, a criterion or a level: one or two letters, then up to three digits.
fn is_code(value: &str) -> bool {
    let letters = value.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = &value.as_bytes()[letters..];
    (1..=2).contains(&letters)
        && (1..=3).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
}

/// Nothing but words of opinions and of what was expected, with a mark at most.
fn is_opinion(plain: &str, known: &[String]) -> bool {
    const SHORT: [&str; 6] = ["n.c.", "n.c", "n/c", "n/a", "s.o.", "s.o"];
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    // Letters alone would be someone's initials.
    let says = words(plain).any(|word| word.len() > 1) && digits <= 4;
    let expected = |word: &str| {
        known
            .iter()
            .any(|known| words(known).any(|one| one == word))
    };
    let all = |word: &str| OPINIONS.split(' ').any(|one| one == word) || expected(word);
    SHORT.contains(&plain) || says && words(plain).all(all)
}

fn words(plain: &str) -> impl Iterator<Item = &str> {
    plain
        .split(|sign: char| !sign.is_alphabetic())
        .filter(|word| !word.is_empty())
}

/// A mark that a spreadsheet took for a day: « 1-5 » became « 01-mai ».
fn is_cut_date(plain: &str) -> bool {
    plain.split_once('-').is_some_and(|(day, month)| {
        (1..=2).contains(&day.len())
            && day.bytes().all(|byte| byte.is_ascii_digit())
            && MONTHS.contains(&month.trim_end_matches('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: [&str; 3] = ["Plutôt d'accord", "Tout à fait d'accord", "Non concerné"];

    #[test]
    fn what_cannot_be_about_a_person_is_repeated() {
        for value in [
            "7",
            "-3,5",
            "80 %",
            "2E+3",
            "#REF!",
            "4/5",
            "01-mai",
            "AO01",
            "V9",
            "N.C.",
            "VRAI",
            "Plutôt oui",
            "Tout a fait daccord",
            "5 - Pas du tout",
            "Sans opinion",
            "?",
            "x",
        ] {
            assert_eq!(quoted(value, LEVELS), format!("« {value} »"));
        }
        assert_eq!(quoted("Salariée", ["salariés"]), "« Salariée »");
    }

    #[test]
    fn of_what_may_be_about_a_person_only_the_length_is_said() {
        for (value, said) in [
            ("Ouldkaci", "(valeur masquée de 8 signes)"),
            ("née le 3 mai 1980", "(valeur masquée de 17 signes)"),
            ("03/05/1980", "(valeur masquée de 10 signes)"),
            (
                "la seule femme de l'atelier bois",
                "(valeur masquée de 32 signes)",
            ),
            ("FR76 3000 1000 1234", "(valeur masquée de 19 signes)"),
            ("{\"nom\":\"Benali\"}", "(valeur masquée de 16 signes)"),
            ("LU14P", "(valeur masquée de 5 signes)"),
            ("JD", "(valeur masquée de 2 signes)"),
            ("marie@exemple.fr", "(adresse masquée)"),
            ("1 80 05 64 445 123 45", "(numéro masqué)"),
        ] {
            assert_eq!(quoted(value, LEVELS), said);
        }
    }

    #[test]
    fn a_refused_date_is_repeated_when_it_is_nothing_else() {
        for value in [
            "31/02/2025",
            "2024-W23-1",
            "juin 2024",
            "mardi 4 février 2025",
            "45000",
            "2024-06",
        ] {
            assert_eq!(quoted_date(value), format!("« {value} »"));
        }
        for value in ["née le 3 mai 1980", "Mars Dupont"] {
            let signs = value.chars().count();
            assert_eq!(
                quoted_date(value),
                format!("(valeur masquée de {signs} signes)")
            );
        }
    }
}
