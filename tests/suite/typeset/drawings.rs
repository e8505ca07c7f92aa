//! Drawings that the program lays out at once: every mark stands where Typst alone would put it.

use jalon::typeset::elements;
use lopdf::Document;
use lopdf::content::Content;
use proptest::prelude::*;
use serde_json::json;

use super::stub::{order_with, press, short};

/// A move of the page's axes: `a b c d e f` of the PDF operator `cm`.
type Matrix = [f64; 6];

fn product(inner: &Matrix, outer: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *inner;
    let [oa, ob, oc, od, oe, of] = *outer;
    [
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    ]
}

/// What a page draws, in order: the operator and where, in hundredths of a point.
fn drawn(pdf: &[u8], page: u32) -> Vec<(String, Vec<i64>)> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let page = document.get_pages()[&page];
    let content = Content::decode(&document.get_page_content(page)).expect("a content");
    let (mut place, mut kept, mut found) = ([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], Vec::new(), Vec::new());
    for operation in &content.operations {
        let numbers = operation.operands.iter();
        let numbers: Vec<f64> = numbers
            .filter_map(|it| it.as_float().ok().map(f64::from))
            .collect();
        match operation.operator.as_str() {
            "q" => kept.push(place),
            "Q" => place = kept.pop().expect("a state"),
            "cm" => place = product(&numbers.try_into().expect("six numbers"), &place),
            name @ ("m" | "l" | "c" | "re" | "Tm") => {
                let points = match name {
                    "Tm" => &numbers[4..],
                    _ => &numbers[..],
                };
                let points = points.chunks_exact(2).flat_map(|point| {
                    let at = product(&[1.0, 0.0, 0.0, 1.0, point[0], point[1]], &place);
                    [at[4], at[5]].map(|length| (length * 100.0).round() as i64)
                });
                found.push((name.to_owned(), points.collect()));
            }
            _ => {}
        }
    }
    found
}

/// What a drawing, which no page may cut, draws as a canvas and as a block of Typst's, on two pages.
fn both(body: &str) -> [Vec<(String, Vec<i64>)>; 2] {
    let template = short(&format!(
        "#import \"/theme.typ\": canvas, plain
        #set page(width: 120mm, height: 400mm, margin: 10mm)
        #set block(breakable: false)
        #let drawing = {{ {body} }}
        #canvas(drawing)
        #pagebreak()
        #block(width: 100%, breakable: false, drawing)"
    ));
    let print = press(&template).print(&order_with(&json!({})));
    let pdf = print
        .unwrap_or_else(|faults| panic!("{body}: {faults:?}"))
        .pdf;
    [drawn(&pdf, 1), drawn(&pdf, 2)]
}

fn mark() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "rect(width: 9mm, height: 3mm, fill: blue)",
        "rect(width: 40%, height: 2mm, stroke: 0.5pt)",
        "square(size: 4mm, fill: red, stroke: 1pt)",
        "circle(radius: 1.5mm, fill: green)",
        "line(length: 12mm)",
        "line(angle: 90deg, length: 5mm)",
        "polygon(fill: blue, (0mm, 0mm), (3mm, 1mm), (2mm, 4mm))",
        "curve(curve.move((1mm, 2mm)), curve.line((4mm, 3mm)), curve.close())",
        "plain(\"mot\", size: 8pt)",
        "plain(\"des mots sur une ligne\", width: 30mm, height: 5mm, align: right + horizon)",
        "block(fill: yellow, radius: 1mm, inset: 1mm, plain(\"12\"))",
        "grid(columns: (8mm, 1fr), plain(\"a\"), plain(\"b\"))",
        "[des mots *dits* en ligne]",
    ])
    .prop_map(str::to_owned)
}

/// Marks in blocks, stacks and places, some levels deep; what holds more than its height is no drawing.
fn drawing() -> impl Strategy<Value = String> {
    let alignment = || {
        prop::sample::select(vec![
            "left",
            "center",
            "right + bottom",
            "center + horizon",
            "top + right",
            "horizon",
        ])
    };
    mark().prop_recursive(4, 24, 4, move |inner| {
        let several = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            (alignment(), -3i32..9, inner.clone())
                .prop_map(|(to, by, body)| format!("place({to}, dx: {by}mm, dy: {by}%, {body})")),
            inner.clone().prop_map(|body| format!("place({body})")),
            (alignment(), inner.clone()).prop_map(|(to, body)| format!("align({to}, {body})")),
            (prop::sample::select(vec!["auto", "30mm", "60%"]), 0u8..3, inner.clone())
                .prop_map(|(width, inset, body)| format!("block(width: {width}, inset: {inset}mm, fill: yellow, stroke: 0.4pt, {body})")),
            (0u8..4, 0u8..4, inner.clone())
                .prop_map(|(above, below, body)| format!("block(above: {above}mm, below: {below}mm, outset: 0.5mm, fill: gray, {body})")),
            (prop::sample::select(vec!["ltr", "ttb"]), prop::option::of(0u8..3), several()).prop_map(|(dir, spacing, parts)| {
                let spacing = spacing.map_or(String::new(), |it| format!("spacing: {it}mm, "));
                format!("stack(dir: {dir}, {spacing}{})", parts.join(", "))
            }),
            (prop::sample::select(vec!["", "set block(spacing: 2mm)\n", "set text(size: 7pt)\n", "set par(spacing: 1mm)\n"]), several())
                .prop_map(|(rule, parts)| format!("{{ {rule}{} }}", parts.join("\n"))),
            (several(), inner.clone()).prop_map(|(parts, last)| format!("{{ {}\nv(2mm)\n{last} }}", parts.join("\n"))),
            (prop::collection::vec((alignment(), mark()), 1..4), 0u8..3).prop_map(|(parts, inset)| {
                let parts: Vec<String> = parts.iter().map(|(to, body)| format!("align({to}, {body})")).collect();
                format!("block(width: 50mm, height: 90mm, inset: {inset}mm, {{ {} }})", parts.join("\n"))
            }),
            (prop::sample::select(vec!["ltr", "ttb"]), prop::collection::vec((alignment(), mark()), 1..4)).prop_map(|(dir, parts)| {
                let parts: Vec<String> = parts.iter().map(|(to, body)| format!("align({to}, {body})")).collect();
                format!("block(width: 60mm, height: 90mm, stack(dir: {dir}, {}))", parts.join(", "))
            }),
            (0u8..4, 0u8..4, 0u8..4, inner.clone()).prop_map(|(below, above, space, body)| {
                let between = if space == 0 { String::new() } else { format!("v({space}mm, weak: true)") };
                format!("{{ block(below: {below}mm, {body})\n{between}\nblock(above: {above}mm, {body}) }}")
            }),
            inner.prop_map(|body| format!("pdf.artifact({body})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_mark_stands_where_typst_puts_it(body in drawing()) {
        let [ours, theirs] = both(&body);
        prop_assert_eq!(ours, theirs, "{}", body);
    }
}

#[test]
fn edges_of_some_sides_stand_on_these_sides() {
    let [ours, _] = both("block(width: 50mm, height: 10mm, stroke: (bottom: 1pt, left: 2pt))");
    // On a page of 400 mm, from the corners of the block, 10 mm from those of the page; y goes up.
    let (left, right) = (2835, 2835 + 14173);
    let (top, bottom) = (113386 - 2835, 113386 - 2835 - 2834);
    assert_eq!(
        ours,
        [
            ("m".to_owned(), vec![left, bottom]),
            ("l".to_owned(), vec![right, bottom]),
            ("m".to_owned(), vec![left, top]),
            ("l".to_owned(), vec![left, bottom]),
        ]
    );
}

#[test]
fn what_decorates_is_drawn_and_not_heard() {
    let template = short(
        "#import \"/theme.typ\": canvas, plain\n= Titre\n#canvas({ pdf.artifact(plain(\"orné\")); plain((\"dit\",), spacing: 0pt) })",
    );
    let print = press(&template).print(&order_with(&json!({})));
    let heard = elements(&print.expect("prints").pdf).expect("a structure");
    let words: Vec<String> = heard.iter().map(|element| element.all_words()).collect();
    assert_eq!(words.concat(), "Titredit");
}
