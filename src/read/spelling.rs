//! When two spellings are one word: blanks, apostrophes, case and accents do not count.

use crate::diagnostic::shortened;
use crate::model::plain;
use crate::model::verbatim::nameless;

/// Most spellings remembered as they stand in a file; beyond, they are folded again.
pub(super) const REMEMBERED: usize = 4096;

/// Whether a sign takes room without being seen, BOM and joiners included.
fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '\u{FEFF}' | '\u{200B}' | '\u{200C}' | '\u{2060}')
}

/// A text without the blanks at its ends, no-break ones and stray BOM included.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The same for bytes that may not be text yet; only the ASCII blanks cost nothing to see.
pub(super) fn trimmed_bytes(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if first.is_ascii() && last.is_ascii() => bytes,
        (None, _) | (_, None) => bytes,
        _ => std::str::from_utf8(bytes).map_or(bytes, |text| trimmed(text).as_bytes()),
    }
}

/// The form under which headings, levels and groups are compared.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() && !text.contains('`') {
        return plain(text);
    }
    let even: String = text
        .chars()
        .map(|sign| match sign {
            '\u{2018}' | '\u{00B4}' | '`' => '\'',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            sign if is_blank(sign) => ' ',
            sign => sign,
        })
        .collect();
    plain(&even).replace('œ', "oe").replace('æ', "ae")
}

/// The names that KoboToolbox and ODK make of a text: « plut_t_d_accord », or « plutot_d_accord » where accents were taken off first.
pub(super) fn tool_names(text: &str) -> [String; 2] {
    [tool_name(&text.to_lowercase()), tool_name(&folded(text))]
}

/// A name as those tools make it, letters without accents and figures alone, however many signs stood between them.
pub(super) fn tool_name(text: &str) -> String {
    let words = text.split(|sign: char| !sign.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_").to_ascii_lowercase()
}

/// A heading or a name of file as it may stand in a message: short, without a way to reach someone or the name of a person.
pub(super) fn titled(value: &str) -> String {
    let value = trimmed(value);
    if let Some(hidden) = unreachable(value) {
        hidden.to_owned()
    } else if value.chars().any(char::is_alphabetic) {
        format!("« {} »", shortened(&nameless(value), 40))
    } else {
        format!("« {} »", shortened(value, 40))
    }
}

/// What stands for a way to reach someone.
pub(super) fn unreachable(value: &str) -> Option<&'static str> {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let only_number = value
        .chars()
        .all(|sign| sign.is_ascii_digit() || matches!(sign, '+' | ' ' | '.' | '-' | '(' | ')'));
    if value.contains('@') {
        Some("(adresse masquée)")
    } else if digits >= 9 && only_number {
        Some("(numéro masqué)")
    } else {
        None
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_spellings_of_a_level_are_one() {
        for spelling in [
            "Tout à fait d’accord",
            "tout a fait d'accord ",
            "TOUT À FAIT D'ACCORD",
            "Tout\u{a0}à fait d'accord",
            "Tout a\u{300} fait d'accord",
        ] {
            assert_eq!(folded(spelling), "tout a fait d'accord");
        }
    }

    #[test]
    fn a_way_to_reach_someone_is_no_title() {
        assert_eq!(titled("marie@exemple.fr"), "(adresse masquée)");
        assert_eq!(titled("06 12 34 56 78"), "(numéro masqué)");
        assert_eq!(titled(" 80 % "), "« 80 % »");
    }

    #[test]
    fn a_person_is_no_title_and_what_is_no_name_stays() {
        assert_eq!(titled("Jeanne Dupont"), "« […] »");
        assert_eq!(titled("Jeanne Dupont, 06 12 34 56 78"), "« […], […] »");
        assert_eq!(titled("Mme Lafleur"), "« […] »");
        for value in [
            "Plutôt oui",
            "A4",
            "V9",
            "le 3 juin 2024",
            "mai 2024",
            "Salariée",
            "5 - Pas du tout",
        ] {
            assert_eq!(titled(value), format!("« {value} »"));
        }
    }
}
