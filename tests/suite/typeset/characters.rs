//! Any text can be printed, and what it loses on the way is told.

use jalon::typeset::{prepare, prepare_all};
use proptest::prelude::*;
use serde_json::json;

use super::stub;

#[track_caller]
fn assert_prepared(text: &str, printable: &str, lost: &[char]) {
    assert_eq!(prepare(text), (printable.to_owned(), lost.to_vec()));
}

#[test]
fn french_is_left_as_it_is() {
    let text = "Où l’œuvre naît — « déjà 12 % » : 1 € − 2 ≥ 3 → ● ✓ É Ÿ\nŁukasz Škoda, Nguyễn";
    assert_prepared(text, text, &[]);
}

#[test]
fn letters_are_composed() {
    assert_prepared("e\u{301}te\u{301}", "été", &[]);
}

#[test]
fn what_acts_without_being_seen_is_taken_out() {
    assert_prepared(
        "a\0b\u{7}c\u{9f}d\u{202e}e\u{2066}f\u{ad}g\u{200b}h\u{feff}i",
        "abcdefghi",
        &[],
    );
}

#[test]
fn every_end_of_line_becomes_one() {
    assert_prepared("a\r\nb\rc\u{2028}d\u{85}e\tf", "a\nb\nc\nd\ne f", &[]);
}

#[test]
fn what_no_font_draws_becomes_a_box_and_is_told_once() {
    assert_prepared("漢字 et 漢 🎉\u{fe0f}", "□□ et □ □", &['字', '漢', '🎉']);
}

#[test]
fn private_characters_are_taken_out_and_told() {
    assert_prepared("\u{f0b7} point", " point", &['\u{f0b7}']);
}

#[test]
fn every_string_of_the_data_is_prepared_but_no_key() {
    let mut data = json!({ "clé漢": ["a\0", { "b": "漢" }], "n": 1 });
    assert_eq!(prepare_all(&mut data), ['漢']);
    assert_eq!(data, json!({ "clé漢": ["a", { "b": "□" }], "n": 1 }));
}

#[test]
fn a_string_of_the_data_is_one_line() {
    let mut data = json!({ "nom": "La Cuisine \r\n\n  partagée\n", "vide": "\n" });
    assert!(prepare_all(&mut data).is_empty());
    assert_eq!(data, json!({ "nom": "La Cuisine partagée", "vide": "" }));
}

proptest! {
    #[test]
    fn preparing_twice_changes_nothing_more(text in any::<String>()) {
        let (once, _) = prepare(&text);
        prop_assert_eq!(prepare(&once), (once.clone(), Vec::new()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_people_write_is_printed(text in any::<String>()) {
        let (text, _) = prepare(&text);
        let press = stub::press(&stub::short("#json(\"/data/essai.json\").texte"));
        let result = press.print(&stub::order_with(&json!({ "texte": text })));
        prop_assert!(result.is_ok(), "{:?}", result.err());
    }
}
