//! One document at a time: its pages, its bytes, its faults.

use jalon::typeset::{PrintFault, lint};
use serde_json::json;

use super::stub::{TEMPLATE, order, order_with, press, short};

/// The message of the only fault of a document.
fn fault_of(template: &str) -> String {
    let faults = press(template)
        .print(&order(1))
        .expect_err("must not print");
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults[0].to_string()
}

#[test]
fn a_document_is_printed_and_nothing_is_wrong_with_it() {
    let print = press(TEMPLATE).print(&order(6)).expect("prints");
    assert!(print.pages > 5, "{} pages", print.pages);
    assert_eq!(lint(&print.pdf), Vec::<String>::new());
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let press = press(TEMPLATE);
    let first = press.print(&order(2)).expect("prints");
    press.print(&order(3)).expect("prints");
    assert!(first == press.print(&order(2)).expect("prints"));
}

#[test]
fn the_words_of_each_page_can_be_read_back() {
    let template =
        short("Bonjour *à* tous, l’œuvre.\n#pagebreak()\n#json(\"/data/essai.json\").mot");
    let pages = press(&template)
        .proof(&order_with(&json!({ "mot": "# $x$ *b* @ref" })))
        .expect("sets");
    assert_eq!(pages, ["Bonjour à tous, l’œuvre.", "# $x$ *b* @ref"]);
}

#[test]
fn a_fault_says_where_and_how_it_got_there() {
    assert_eq!(
        fault_of("#let carte(x) = {\n  x + inconnu\n}\n#carte(1)"),
        "composition impossible : documents/essai.typ:2:7 : unknown variable: inconnu ; depuis documents/essai.typ:4:2 (appel de « carte »)"
    );
}

#[test]
fn a_warning_is_a_fault() {
    assert_eq!(
        fault_of("#set text(font: \"Absente\")\nmot"),
        "composition impossible : documents/essai.typ:1:17 : unknown font family: absente"
    );
}

#[test]
fn a_mistake_in_the_data_is_placed_in_the_data() {
    let mut broken = order(1);
    broken.data = b"{\n  \"titre\": ]".to_vec();
    let faults = press(TEMPLATE).print(&broken).expect_err("no JSON");
    assert!(
        faults[0]
            .to_string()
            .starts_with("composition impossible : data/essai.json:2:"),
        "{}",
        faults[0]
    );
}

#[test]
fn the_world_holds_nothing_else() {
    for body in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../secret\")",
        "#import \"@preview/cetz:0.3.0\"",
        "#read(\"/data/autre.json\")",
    ] {
        let fault = fault_of(&short(body));
        assert!(
            fault.starts_with("composition impossible : documents/essai.typ:3:"),
            "{fault}"
        );
    }
}

#[test]
fn the_day_is_the_orders() {
    let template = short("#datetime.today().display(\"[year]-[month]-[day]\")");
    assert_eq!(
        press(&template).proof(&order(1)).expect("sets"),
        ["2025-12-31"]
    );
}

#[test]
fn an_image_is_found_under_its_name() {
    let mut with_image = order(1);
    with_image.images = vec![(
        "logo.svg".into(),
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>".to_vec(),
    )];
    let template = short("#image(\"/images/logo.svg\", alt: \"Logo\")");
    assert_eq!(
        press(&template).print(&with_image).expect("prints").pages,
        1
    );
    assert!(press(&template).print(&order(1)).is_err());
}

#[test]
fn an_unknown_document_names_the_known_ones() {
    let mut unknown = order(1);
    unknown.document = "roman".into();
    let faults = press(TEMPLATE)
        .print(&unknown)
        .expect_err("no such template");
    assert!(
        matches!(&faults[0], PrintFault::UnknownDocument { known, .. } if known.contains(&"essai".to_owned())),
        "{faults:?}"
    );
}

#[test]
fn the_lint_sees_what_the_validators_let_through() {
    let found = |body: &str| lint(&press(&short(body)).print(&order(1)).expect("prints").pdf);
    assert_eq!(
        found("#table(columns: 2)[un][deux]"),
        ["tableau sans cellule d'en-tête : « undeux »"]
    );
    assert_eq!(
        found("#link(\"https://example.org\")[ici]"),
        ["lien dont les mots ne disent pas où il mène : « ici »"]
    );
    assert_eq!(
        found("#for n in range(6) [mot #pagebreak()]"),
        ["7 pages et aucun signet"]
    );
    assert_eq!(
        lint(b"rien"),
        ["le PDF ne se relit pas : couldn't parse input"]
    );
}

/// A figure that ends a page under a header loses its place on it, unless it stands in a block.
#[test]
fn the_lint_sees_a_figure_that_lost_its_place() {
    let found = |figure: &str| {
        let body =
            format!("#set page(height: 6cm, header: [tête])\n#for n in range(20) {{ {figure} }}");
        lint(&press(&short(&body)).print(&order(1)).expect("prints").pdf)
    };
    let bare = found("figure(alt: \"Carré\", rect(height: 1.5cm))");
    assert!(
        bare.iter()
            .any(|fault| fault == "figure sans emplacement (BBox) : « Carré »"),
        "{bare:?}"
    );
    let boxed =
        found("block(breakable: false, width: 100%, figure(alt: \"Carré\", rect(height: 1.5cm)))");
    assert!(
        !boxed.iter().any(|fault| fault.starts_with("figure")),
        "{boxed:?}"
    );
}

#[test]
fn a_template_that_forgets_its_language_is_caught() {
    let print = press("#set document(title: \"x\")\n#set text(font: \"Jalon Sans\")\nmot")
        .print(&order(1))
        .expect("prints");
    assert_eq!(
        lint(&print.pdf),
        ["le document ne dit pas qu'il est en français (/Lang)"]
    );
}
