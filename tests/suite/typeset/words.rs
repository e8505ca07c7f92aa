//! Words that the program sets without a paragraph of Typst: as wide, broken and heard as one.

use jalon::typeset::{Element, elements};
use serde_json::json;

use super::stub::{order_with, press, short};

/// What the checks of a template find wrong, which asserts in it tell.
fn holds(body: &str) {
    let template = short(&format!("#import \"/theme.typ\": plain, voice\n{body}"));
    if let Err(faults) = press(&template).proof(&order_with(&json!({}))) {
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", told.join("\n"));
    }
}

#[test]
fn pairs_of_letters_stand_as_far_apart_as_in_a_paragraph() {
    holds(
        "#context for weight in (\"regular\", \"semibold\", \"bold\") {
          for words in (\"AVATAR Toyota\", \"L’Évaluation, 77 [73 ; 82]\", \"« Vœux » – fjord/fête\", \"Tél. : 05 56\") {
            let ours = measure(plain(words, size: 10pt, weight: weight, kerning: true)).width
            let theirs = measure(text(words, size: 10pt, weight: weight, ligatures: false)).width
            assert(calc.abs(ours / 1pt - theirs / 1pt) < 0.001, message: words + repr((ours, theirs)))
          }
        }
        mot",
    );
}

#[test]
fn lines_end_where_those_of_a_paragraph_do() {
    let words = "Un score, son intervalle et son évolution demandent au moins cinq réponses ; l’accompagnement des responsables, \
        lui, se raconte. Peut-être qu’une co-construction inter-associative aidera les bénéficiaires et/ou les salariés de 2024-2026.";
    let sizes = (40..200).step_by(3).map(|width| format!("{width}mm"));
    let widths: Vec<String> = sizes.collect();
    holds(&format!(
        "#let words = {words:?}
        #context for width in ({},) {{
          let ours = measure(block(width: width, plain(words, size: 9pt, leading: 3pt, kerning: true, hyphenate: true))).height
          let theirs = measure(block(width: width, {{
            set text(size: 9pt, hyphenate: true, ligatures: false, top-edge: 0.8em, bottom-edge: -0.2em)
            set par(leading: 3pt)
            words
          }})).height
          assert(calc.abs(ours / 1pt - theirs / 1pt) < 0.001, message: repr((width, ours, theirs)))
        }}
        mot",
        widths.join(", ")
    ));
}

#[test]
fn words_of_several_looks_are_read_in_their_order_and_a_cut_word_whole() {
    let template = short(
        "#import \"/theme.typ\": plain\n#block(width: 26mm, plain(((text: \"Seuils\\n\", weight: \"semibold\"), \"un accompagne\", \"ment prolongé.\"), \
         size: 10pt, hyphenate: true))",
    );
    let pages = press(&template)
        .proof(&order_with(&json!({})))
        .expect("sets");
    assert_eq!(pages, ["Seuils un accompagne\u{ad} ment prolongé."]);
}

/// Kinds and words of all that an element holds.
fn flat(elements: &[Element]) -> Vec<(String, String)> {
    let told = |element: &Element| {
        let own = (element.kind.clone(), element.words.clone());
        std::iter::once(own)
            .chain(flat(&element.children))
            .collect::<Vec<_>>()
    };
    elements.iter().flat_map(told).collect()
}

#[test]
fn paragraphs_set_at_once_are_heard_as_paragraphs() {
    let template = short(
        "#import \"/theme.typ\": plain\n= Titre\n#plain((\"Premier.\", ((text: \"Second\", weight: \"bold\"), \" point.\")), spacing: 3pt)",
    );
    let print = press(&template)
        .print(&order_with(&json!({})))
        .expect("prints");
    let heard = flat(&elements(&print.pdf).expect("has a structure"));
    let paragraphs: Vec<&str> = heard
        .iter()
        .filter(|(kind, _)| kind == "P")
        .map(|(_, words)| words.as_str())
        .collect();
    assert_eq!(paragraphs, ["Premier.", "Second point."]);
}

#[test]
fn what_plain_is_not_made_for_is_said_with_its_place() {
    let template = short("#import \"/theme.typ\": plain\n#plain((3,))");
    let faults = press(&template)
        .proof(&order_with(&json!({})))
        .expect_err("no words");
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["composition impossible : documents/essai.typ:4:2 : plain: no words: 3"]
    );
}
