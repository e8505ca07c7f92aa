//! What the PDF validators let through and a reader who cannot see would stumble on. Judges finished files; the rest is the validators' work.

use lopdf::{Document, Object};

use super::characters::is_private;
use super::structure::{self, Element, Marked};

/// Beyond this many pages a document without bookmarks cannot be found one's way in.
const PAGES_WITHOUT_BOOKMARKS: usize = 5;

/// Words that say nothing of where a link leads.
const EMPTY_LINKS: [&str; 8] = [
    "ici",
    "cliquez ici",
    "cliquer ici",
    "lien",
    "ce lien",
    "voir",
    "lire la suite",
    "en savoir plus",
];

/// What is wrong with a finished PDF, a French sentence each; empty when nothing is.
///
/// Sees figures without description or place, tables without heading cells, a missing or foreign language, private-use characters, links whose words say
/// nothing, a long document without bookmarks, and marks that are neither structure nor decoration. Does *not* see a drawing outside a
/// figure: Typst writes it as decoration, exactly like a rule or a table's line, so the file no longer tells them apart.
pub fn lint(pdf: &[u8]) -> Vec<String> {
    let read = Document::load_mem(pdf).and_then(|document| {
        let marked = structure::marked(&document)?;
        Ok((document, marked))
    });
    match read {
        Ok((document, marked)) => faults(&document, &marked),
        Err(error) => vec![format!("le PDF ne se relit pas : {error}")],
    }
}

fn faults(document: &Document, marked: &Marked) -> Vec<String> {
    let tree = structure::tree(document, marked);
    let mut faults = Vec::new();
    if tree.is_empty() {
        faults.push("le document n'est pas balisé".into());
    }
    let catalog = document.catalog().ok();
    let language = catalog.and_then(|catalog| catalog.get(b"Lang").and_then(Object::as_str).ok());
    if !language.is_some_and(|language| language.starts_with(b"fr")) {
        faults.push("le document ne dit pas qu'il est en français (/Lang)".into());
    }
    let pages = document.get_pages().len();
    let has_bookmarks = catalog
        .and_then(|catalog| document.get_dict_in_dict(catalog, b"Outlines").ok())
        .is_some_and(|outlines| outlines.has(b"First"));
    if pages > PAGES_WITHOUT_BOOKMARKS && !has_bookmarks {
        faults.push(format!("{pages} pages et aucun signet"));
    }
    for page in &marked.stray {
        faults.push(format!(
            "page {page} : un tracé ou un texte n'est ni dans la structure ni déclaré comme décor"
        ));
    }
    let all: Vec<&Element> = tree.iter().flat_map(Element::all).collect();
    all.iter().for_each(|element| judge(element, &mut faults));
    let described = all.iter().filter_map(|element| element.alt.as_deref());
    let mut private: Vec<char> = described
        .chain([marked.all.as_str()])
        .flat_map(str::chars)
        .filter(|c| is_private(*c))
        .collect();
    private.sort_unstable();
    private.dedup();
    faults.extend(
        private
            .iter()
            .map(|character| format!("caractère à usage privé U+{:04X}", u32::from(*character))),
    );
    faults
}

fn judge(element: &Element, faults: &mut Vec<String>) {
    let words = element.all_words();
    let start: String = words.chars().take(40).collect();
    match element.kind.as_str() {
        "Figure" => {
            let described = element.alt.as_deref().unwrap_or_default();
            if described.trim().is_empty() {
                faults.push(format!("figure sans description (alt) : « {start} »"));
            }
            if !element.has_place {
                faults.push(format!(
                    "figure sans emplacement (BBox) : « {} »",
                    if described.is_empty() {
                        &start
                    } else {
                        described
                    }
                ));
            }
        }
        "Table" if !element.all().iter().any(|below| below.kind == "TH") => {
            faults.push(format!("tableau sans cellule d'en-tête : « {start} »"));
        }
        "Link" => {
            let said = words
                .trim()
                .trim_end_matches(['.', ' ', '\u{a0}', '→'])
                .to_lowercase();
            if EMPTY_LINKS.contains(&said.as_str()) {
                faults.push(format!(
                    "lien dont les mots ne disent pas où il mène : « {} »",
                    words.trim()
                ));
            }
        }
        _ => {}
    }
}
