//! Reads a TOML file key by key, and says everything that is wrong with it in French.
//!
//! A caller asks a [`Keys`] for what it needs, with the type it needs; what is missing, of
//! another type, out of range or unknown is a diagnostic with its line. Values that could not
//! be read come back as their default: [`read`] gives nothing back when there was an error, so
//! a default never goes further. Knows TOML, knows nothing of surveys; opens no file.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, nearest_or};

mod lists;
mod sketch;
mod source;
mod syntax;
mod values;

use sketch::Sketch;
use source::Source;

pub use lists::Word;
pub use sketch::{Asked, Form, Shape, sketch};
pub use values::grouped;

/// Reads `text` with `parse`, tells all its faults in order of line, and gives the value when there was no error.
///
/// A file that is not TOML gets its faults of syntax and nothing else: what stands after one is guesswork.
pub fn read<T>(
    text: &str,
    file: &str,
    notes: &mut Diagnostics,
    parse: impl FnOnce(&Keys) -> Option<T>,
) -> Option<T> {
    let (value, faults) = read_on(text, file, notes, parse);
    value.filter(|_| faults == 0)
}

/// Like [`read`], but gives what could be read beside the number of errors, for a caller that has more faults to look for.
pub fn read_on<T>(
    text: &str,
    file: &str,
    notes: &mut Diagnostics,
    parse: impl FnOnce(&Keys) -> Option<T>,
) -> (Option<T>, u64) {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let source = Source::new(text, file);
    let (root, faults) = DeTable::parse_recoverable(text);
    let value = if faults.is_empty() {
        let keys = Keys::new(root.get_ref(), "le fichier".to_owned(), None, &source);
        let value = parse(&keys);
        if value.is_none() {
            keys.forgive();
        }
        value
    } else {
        syntax::report(&faults, text, &source);
        None
    };
    let errors = source.errors.get();
    source.tell(notes);
    (value, errors)
}

/// A table of a TOML file, asked key by key.
///
/// When it is dropped, the keys that nobody asked for are reported.
pub struct Keys<'a> {
    table: &'a DeTable<'a>,
    /// How messages call it: « [[vagues]] ».
    name: String,
    /// Line of its heading; none for the file itself.
    line: Option<u64>,
    source: &'a Source<'a>,
    asked: RefCell<BTreeSet<String>>,
    /// What is asked, written down, when no file is read.
    sketch: Option<Sketch>,
}

impl<'a> Keys<'a> {
    fn new(
        table: &'a DeTable<'a>,
        name: String,
        line: Option<u64>,
        source: &'a Source<'a>,
    ) -> Self {
        Keys {
            table,
            name,
            line,
            source,
            asked: RefCell::default(),
            sketch: None,
        }
    }

    /// Line of the heading of this table; none for the file itself.
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// Whether the key is written, whatever its value; does not count as asking for it.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether the value of a key is a text; does not count as asking for it.
    pub fn holds_text(&self, key: &str) -> bool {
        self.table
            .get(key)
            .is_some_and(|value| value.get_ref().is_str())
    }

    /// How many errors of this file were told so far.
    pub fn errors(&self) -> u64 {
        self.source.errors.get()
    }

    /// Says an error about a key, at its line, with the way out.
    pub fn error(&self, key: &str, message: impl Into<String>, hint: impl Into<String>) {
        self.tell(Diagnostic::error(message).hint(hint), self.line_of(key));
    }

    /// Says a warning about a key, at its line, with the way out.
    pub fn warning(&self, key: &str, message: impl Into<String>, hint: impl Into<String>) {
        self.tell(Diagnostic::warning(message).hint(hint), self.line_of(key));
    }

    /// Says an error at a line of the file, with the way out.
    pub fn error_at(&self, line: Option<u64>, message: impl Into<String>, hint: impl Into<String>) {
        self.tell(Diagnostic::error(message).hint(hint), line);
    }

    fn tell(&self, diagnostic: Diagnostic, line: Option<u64>) {
        self.source.push(diagnostic, line);
    }

    /// Line of a key's value; of the table when the key is not written.
    pub fn line_of(&self, key: &str) -> Option<u64> {
        match self.table.get_key_value(key) {
            Some((name, _)) => Some(self.source.line(name.span().start)),
            None => self.line,
        }
    }

    /// Tells no unknown key of this table: it was not read to its end.
    pub fn forgive(&self) {
        let written = self.table.keys().map(|key| key.get_ref().to_string());
        self.asked.borrow_mut().extend(written);
    }

    /// The value of a key, and counts as having asked for it.
    fn value(&self, key: &str) -> Option<&'a DeValue<'a>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.table.get(key).map(|value| value.get_ref())
    }

    fn line_at(&self, span: Range<usize>) -> Option<u64> {
        if span.is_empty() {
            self.line
        } else {
            Some(self.source.line(span.start))
        }
    }

    /// A table under a key: `[seuils]`, or `effectifs = { … }`.
    pub fn table(&self, key: &str) -> Option<Keys<'a>> {
        if let Some(sketch) = &self.sketch {
            return Some(self.sketched(sketch.table(key)));
        }
        match self.value(key)? {
            DeValue::Table(table) => Some(Keys::new(
                table,
                format!("[{key}]"),
                self.line_of(key),
                self.source,
            )),
            other => {
                let way = match self.path() {
                    "" => format!("écrivez une ligne [{key}] puis ses clés"),
                    path => format!(
                        "écrivez {key} = {{ clé = valeur }}, ou une ligne [{path}.{key}] puis ses clés"
                    ),
                };
                self.wrong_type(key, other, "une table", &way);
                None
            }
        }
    }

    /// The tables of a list: `[[vagues]]`, in order of the file; none when the key is not written.
    pub fn tables(&self, key: &str) -> Vec<Keys<'a>> {
        if let Some(sketch) = &self.sketch {
            return vec![self.sketched(sketch.tables(key))];
        }
        let hint = match self.path() {
            "" => format!("commencez chacune par une ligne [[{key}]]"),
            path => format!("commencez chacune par une ligne [[{path}.{key}]]"),
        };
        let list = match self.value(key) {
            None => return Vec::new(),
            Some(DeValue::Array(list)) => list,
            Some(other) => {
                self.wrong_type(key, other, "une suite de tables", &hint);
                return Vec::new();
            }
        };
        let mut tables = Vec::new();
        for entry in list.iter() {
            let line = self.line_at(entry.span());
            match entry.get_ref() {
                DeValue::Table(table) => {
                    tables.push(Keys::new(table, format!("[[{key}]]"), line, self.source));
                }
                other => self.wrong_type_at(line, key, other, "une suite de tables", &hint),
            }
        }
        tables
    }

    /// The key of this table as a heading holds it; nothing for the file itself.
    fn path(&self) -> &str {
        match self.name.trim_matches(['[', ']']) {
            path if path.len() < self.name.len() => path,
            _ => "",
        }
    }

    fn wrong_type(&self, key: &str, value: &DeValue, expected: &str, hint: &str) {
        self.wrong_type_at(self.line_of(key), key, value, expected, hint);
    }

    fn wrong_type_at(
        &self,
        line: Option<u64>,
        key: &str,
        value: &DeValue,
        expected: &str,
        hint: &str,
    ) {
        let found = values::kind(value);
        self.error_at(
            line,
            format!("« {key} » doit être {expected}, et non {found}"),
            hint,
        );
    }

    /// A table below this one, empty, whose questions are written down.
    fn sketched(&self, sketch: Sketch) -> Keys<'a> {
        let mut below = Keys::new(self.table, String::new(), None, self.source);
        below.sketch = Some(sketch);
        below
    }

    fn missing(&self, key: &str, example: &str) {
        let message = match self.line {
            None => format!("la clé « {key} » manque"),
            Some(_) => format!("la clé « {key} » manque dans {}", self.name),
        };
        self.error_at(
            self.line,
            message,
            format!("ajoutez une ligne : {key} = {example}"),
        );
    }

    fn report_unknown(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table.iter() {
            let written: &str = key.get_ref();
            if asked.contains(written) {
                continue;
            }
            let message = match self.line {
                None => format!("clé inconnue « {written} »"),
                Some(_) => format!("clé inconnue « {written} » dans {}", self.name),
            };
            // What is added at the end of a file falls into its last table, whatever it was meant for.
            let above = match self.name.starts_with("[[") {
                true => {
                    " ; ce qui vaut pour tout le fichier s'écrit au-dessus de sa première ligne entre crochets"
                }
                false => "",
            };
            let known = || asked.iter().map(String::as_str);
            let hint = nearest_or(written, known(), || {
                format!("clés connues : {}{above}", values::listed(known()))
            });
            self.error_at(Some(self.source.line(key.span().start)), message, hint);
        }
    }
}

impl Drop for Keys<'_> {
    fn drop(&mut self) {
        if self.sketch.is_none() {
            self.report_unknown();
        }
    }
}
