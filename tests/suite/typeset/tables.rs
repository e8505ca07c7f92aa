//! Tables of data, which the program sets whole: page by page, and as a table for who hears them.

use jalon::typeset::lint;
use lopdf::{Document, Object};
use serde_json::{Value, json};

use super::stub::{order_with, press, short};

/// A page that holds but the table of the data.
const PAGES: &str = "#import \"/parts/table.typ\": data-table\n#set page(width: 180mm, height: 120mm, margin: 10mm)\n#data-table(json(\"/data/essai.json\"))";

fn table(rows: usize) -> Value {
    let row = |rank: usize| json!([format!("Ligne {rank}"), { "kind": "value", "text": format!("v{rank}") }, { "kind": "withheld" }]);
    let column =
        |heading: &str, align: &str| json!({ "heading": heading, "width": 1, "align": align });
    json!({
        "number": "", "title": "", "note": "",
        "columns": [column("Objet", "left"), column("Valeur", "right"), column("Autre valeur", "left")],
        "rows": (1..=rows).map(row).collect::<Vec<_>>(),
    })
}

#[test]
fn every_page_starts_with_the_headings_and_no_row_is_lost_or_told_twice() {
    let pages = press(&short(PAGES))
        .proof(&order_with(&table(100)))
        .expect("sets");
    assert!(pages.len() > 4, "{} pages", pages.len());
    let rows: String = pages
        .iter()
        .map(|page| {
            let rows = page.strip_prefix("Objet Valeur Autre valeur");
            rows.expect("a page starts with the headings")
        })
        .collect();
    let expected: String = (1..=100)
        .map(|rank| format!(" Ligne {rank} v{rank} non publié"))
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn a_note_never_stands_alone_on_a_page() {
    let press = press(&short(PAGES));
    for rows in 1..60 {
        let mut table = table(rows);
        table["note"] = json!("Note sous le tableau. ".repeat(20).trim());
        let pages = press.proof(&order_with(&table)).expect("sets");
        let last = pages.last().expect("a page");
        assert!(
            last.contains("Ligne") && last.ends_with("Note sous le tableau."),
            "{rows} rows: {last}"
        );
    }
}

#[test]
fn each_cell_is_heard_once_under_its_headings() {
    let print = press(&short(PAGES))
        .print(&order_with(&table(60)))
        .expect("prints");
    assert_eq!(lint(&print.pdf), Vec::<String>::new());
    let document = Document::load_mem(&print.pdf).expect("reads back");
    let count = |kind: &[u8]| {
        let is = |object: &&Object| {
            let kind_of = object.as_dict().and_then(|dict| dict.get(b"S"));
            kind_of.and_then(Object::as_name).is_ok_and(|it| it == kind)
        };
        document.objects.values().filter(is).count()
    };
    assert_eq!(
        (count(b"Table"), count(b"TR"), count(b"TH"), count(b"TD")),
        (1, 61, 63, 120)
    );
}

#[test]
fn a_row_higher_than_a_page_is_set_all_the_same() {
    let mut data = table(3);
    data["rows"][1][0] = json!("mot ".repeat(4000));
    let pages = press(&short(PAGES))
        .proof(&order_with(&data))
        .expect("sets");
    assert_eq!(pages.len(), 3);
}

/// Poppler tells of a syntax error in every file that says « no suspects » as the standard has it.
#[test]
fn the_catalog_says_that_it_is_marked_and_nothing_of_suspects() {
    let print = press(&short(PAGES))
        .print(&order_with(&table(3)))
        .expect("prints");
    let file = Document::load_mem(&print.pdf).expect("a PDF");
    let catalog = file.catalog().expect("a catalog");
    let marks = catalog.get(b"MarkInfo").and_then(Object::as_dict);
    let entries: Vec<_> = marks.expect("tagged").iter().collect();
    assert_eq!(entries, [(&b"Marked".to_vec(), &Object::Boolean(true))]);
}
