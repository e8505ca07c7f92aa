//! A document of its own for these tests, so that they hold whatever the product's templates become.

use jalon::typeset::{Day, Order, Press};
use serde_json::json;

/// Headings, paragraphs, a table with both kinds of headings, a chart with its description, a link, an outline.
pub const TEMPLATE: &str = r##"
#let data = json("/data/essai.json")
#set document(title: data.titre, author: "Essai")
#set text(font: "Jalon Sans", lang: "fr", region: "FR", size: 10pt)
#set page(header: [#data.titre], numbering: "1")
#set par(justify: true)
#title()
#outline()
#let row-header(body) = pdf.header-cell(scope: "row", body)
#for part in data.parties [
  = #part.titre
  #for text in part.textes { par(text) }
  == Réponses
  #figure(caption: [Niveaux], table(
    columns: (3fr, 1fr, 1fr),
    table.header([Critère], [Avant], [Après]),
    ..part.lignes.map(((nom, avant, apres)) => (row-header(nom), str(avant), str(apres))).flatten(),
  ))
  #block(breakable: false, width: 100%, figure(alt: "Barres : " + part.titre, kind: "graphique", supplement: [Graphique], caption: [Barres],
    stack(dir: ttb, spacing: 2pt, ..part.lignes.map(((_, avant, apres)) => rect(width: apres * 1%, height: 4pt, fill: blue)))
  ))
]
Voir #link("https://example.org")[le site du programme].
"##;

/// An order for the stub, with so many parts of about a page.
pub fn order(parts: usize) -> Order {
    let sentence = "L’équipe et les bénévoles se réunissent chaque semaine ; l’organisation du travail s’en trouve transformée. ".repeat(6);
    let part = |number: usize| {
        let lines: Vec<_> = (1..=22)
            .map(|line| {
                json!([
                    format!("C{line:02} Critère observé"),
                    line,
                    (line * 7 + number) % 100
                ])
            })
            .collect();
        json!({ "titre": format!("Partie {number}"), "textes": [sentence, sentence, sentence], "lignes": lines })
    };
    let parts: Vec<_> = (1..=parts).map(part).collect();
    order_with(&json!({ "titre": "Essai d’impression", "parties": parts }))
}

/// An order for the stub with this data.
pub fn order_with(data: &serde_json::Value) -> Order {
    Order {
        document: "essai".into(),
        ident: "essai-1".into(),
        data: data.to_string().into_bytes(),
        images: Vec::new(),
        date: Day {
            year: 2025,
            month: 12,
            day: 31,
        },
    }
}

/// The overrides that make `template` the stub's.
pub fn overrides(template: &str) -> Vec<(String, Vec<u8>)> {
    vec![("documents/essai.typ".into(), template.into())]
}

/// A press with `template` as the stub's.
pub fn press(template: &str) -> Press {
    Press::new(&overrides(template)).expect("the stub is a text at a good path")
}

/// A short template under the settings every document needs.
pub fn short(body: &str) -> String {
    format!(
        "#set document(title: \"Essai\")\n#set text(font: \"Jalon Sans\", lang: \"fr\", region: \"FR\")\n{body}"
    )
}
