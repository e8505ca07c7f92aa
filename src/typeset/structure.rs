//! The structure of a tagged PDF as a tree of elements with the words each one holds. Reads files this program wrote; judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

/// Deeper than any document of ours, far from the end of the stack.
const DEEPEST: usize = 256;

/// One element of the structure tree.
pub struct Element {
    /// Its type, custom ones replaced by what they stand for: `Figure`, `TH` …
    pub kind: String,
    /// Its alternate description, when it has one.
    pub alt: Option<String>,
    /// Whether some layout attribute gives its place on the page.
    pub has_place: bool,
    /// Words of its own marked content, without its children's.
    pub words: String,
    /// The same in the runs they were set in: a label, a number.
    pub runs: Vec<String>,
    /// What it holds.
    pub children: Vec<Element>,
}

impl Element {
    /// This element and all below it, parents first.
    pub fn all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        self.children
            .iter()
            .for_each(|child| all.extend(child.all()));
        all
    }

    /// Its words and those of all below it.
    pub fn all_words(&self) -> String {
        self.all()
            .iter()
            .map(|element| element.words.as_str())
            .collect()
    }
}

/// What a finished PDF says to whoever hears it: words where they stand, alternative texts; nothing when it is not tagged.
pub fn elements(pdf: &[u8]) -> Result<Vec<Element>, lopdf::Error> {
    let document = Document::load_mem(pdf)?;
    let marked = marked(&document)?;
    Ok(tree(&document, &marked))
}

/// What was drawn on the pages.
#[derive(Default)]
pub(super) struct Marked {
    /// Runs of words by page and number of marked content.
    words: BTreeMap<(ObjectId, i64), Vec<String>>,
    /// Pages (from 1) where something is drawn that is neither part of the structure nor declared as decoration.
    pub stray: BTreeSet<usize>,
    /// All the words, structure or not.
    pub all: String,
}

/// Reads what each page draws.
pub(super) fn marked(document: &Document) -> Result<Marked, lopdf::Error> {
    let mut marked = Marked::default();
    for (number, page) in document.get_pages() {
        let fonts = document.get_page_fonts(page)?;
        let encodings: BTreeMap<Vec<u8>, Encoding> = fonts
            .into_iter()
            .filter_map(|(name, font)| Some((name, font.get_font_encoding(document).ok()?)))
            .collect();
        let content = Content::decode(&document.get_page_content(page))?;
        read_page(&content, &encodings, page, number as usize, &mut marked);
    }
    Ok(marked)
}

fn read_page(
    content: &Content,
    encodings: &BTreeMap<Vec<u8>, Encoding>,
    page: ObjectId,
    number: usize,
    marked: &mut Marked,
) {
    let mut open: Vec<Option<i64>> = Vec::new();
    let mut encoding = None;
    let mut is_new = true;
    for operation in &content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" => open.push(None),
            "BDC" => {
                let number = operands
                    .get(1)
                    .and_then(|list| list.as_dict().ok())
                    .and_then(|list| list.get(b"MCID").ok());
                open.push(number.and_then(|number| number.as_i64().ok()));
            }
            "EMC" => {
                open.pop();
            }
            "BT" => is_new = true,
            "Tf" => {
                encoding = operands
                    .first()
                    .and_then(|name| encodings.get(name.as_name().ok()?))
            }
            "Tj" | "TJ" | "'" | "\"" => {
                let text = encoding
                    .map(|encoding| decoded(encoding, operands))
                    .unwrap_or_default();
                marked.all.push_str(&text);
                if open.is_empty() {
                    marked.stray.insert(number);
                }
                if let Some(id) = open.iter().rev().find_map(|id| *id) {
                    let runs = marked.words.entry((page, id)).or_default();
                    match runs.last_mut() {
                        Some(run) if !is_new => run.push_str(&text),
                        _ => runs.push(text),
                    }
                    is_new = false;
                }
            }
            "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "sh" if open.is_empty() => {
                marked.stray.insert(number);
            }
            _ => {}
        }
    }
}

fn decoded(encoding: &Encoding, operands: &[Object]) -> String {
    let mut text = String::new();
    for operand in operands {
        match operand {
            Object::String(bytes, _) => {
                text.push_str(&Document::decode_text(encoding, bytes).unwrap_or_default())
            }
            Object::Array(parts) => text.push_str(&decoded(encoding, parts)),
            _ => {}
        }
    }
    text
}

/// The elements at the top of the structure tree; none when the document is not tagged.
pub(super) fn tree(document: &Document, marked: &Marked) -> Vec<Element> {
    let Ok(root) = document
        .catalog()
        .and_then(|catalog| document.get_dict_in_dict(catalog, b"StructTreeRoot"))
    else {
        return Vec::new();
    };
    let roles = document.get_dict_in_dict(root, b"RoleMap").ok();
    let reader = Reader {
        document,
        marked,
        roles,
    };
    let mut top = Element {
        kind: String::new(),
        alt: None,
        has_place: false,
        words: String::new(),
        runs: Vec::new(),
        children: Vec::new(),
    };
    if let Ok(kids) = root.get(b"K") {
        reader.fill(&mut top, kids, None, 0);
    }
    top.children
}

struct Reader<'a> {
    document: &'a Document,
    marked: &'a Marked,
    roles: Option<&'a Dictionary>,
}

impl Reader<'_> {
    /// Adds to `element` what `kids` says it holds.
    fn fill(&self, element: &mut Element, kids: &Object, page: Option<ObjectId>, depth: usize) {
        let Ok((_, kids)) = self.document.dereference(kids) else {
            return;
        };
        match kids {
            Object::Array(kids) => kids
                .iter()
                .for_each(|kid| self.fill(element, kid, page, depth)),
            Object::Integer(number) => self.hear(element, page, *number),
            Object::Dictionary(kid) if depth < DEEPEST => {
                let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                if kid.has(b"S") {
                    element.children.push(self.element(kid, page, depth + 1));
                } else if let Ok(number) = kid.get(b"MCID").and_then(Object::as_i64) {
                    self.hear(element, page, number);
                }
            }
            _ => {}
        }
    }

    /// Adds the words of a marked content.
    fn hear(&self, element: &mut Element, page: Option<ObjectId>, number: i64) {
        let runs = page.and_then(|page| self.marked.words.get(&(page, number)));
        for run in runs.into_iter().flatten() {
            element.words.push_str(run);
            element.runs.push(run.clone());
        }
    }

    fn element(&self, dictionary: &Dictionary, page: Option<ObjectId>, depth: usize) -> Element {
        let kind = dictionary
            .get(b"S")
            .and_then(Object::as_name)
            .unwrap_or_default();
        let role = self
            .roles
            .and_then(|roles| roles.get(kind).and_then(Object::as_name).ok());
        let alt = dictionary.get(b"Alt").ok();
        let alt = alt
            .and_then(|alt| self.document.dereference(alt).ok())
            .and_then(|(_, alt)| lopdf::decode_text_string(alt).ok());
        let mut element = Element {
            kind: String::from_utf8_lossy(role.unwrap_or(kind)).into_owned(),
            alt,
            has_place: dictionary
                .get(b"A")
                .is_ok_and(|attributes| self.gives_place(attributes)),
            words: String::new(),
            runs: Vec::new(),
            children: Vec::new(),
        };
        if let Ok(kids) = dictionary.get(b"K") {
            self.fill(&mut element, kids, page, depth);
        }
        element
    }

    fn gives_place(&self, attributes: &Object) -> bool {
        match self.document.dereference(attributes) {
            Ok((_, Object::Array(several))) => several.iter().any(|one| self.gives_place(one)),
            Ok((_, Object::Dictionary(one))) => one.has(b"BBox"),
            _ => false,
        }
    }
}
