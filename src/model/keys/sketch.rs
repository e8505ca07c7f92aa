//! What a reader asks of a file, written down while it asks: the same code reads the files and describes them.
//!
//! A sketch is a file in which every key is written and no value is known. Texts are [`ANY`], which is none of the
//! known words, so that the reader says which ones there are.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use toml::de::DeTable;

use super::Keys;
use super::source::Source;
use crate::diagnostic::Diagnostics;

/// A text that nobody writes.
pub(super) const ANY: &str = "\u{0}";

/// A table: its keys, and what stands under the names that users choose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// What is asked under each key; [`None`] as a name stands for those that users choose.
    pub keys: BTreeMap<Option<String>, Asked>,
    /// The names that may be chosen; any when empty.
    pub names: Vec<String>,
}

/// What is asked under a key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// Whether its absence is an error.
    pub required: bool,
    /// What its value is.
    pub form: Option<Form>,
    /// Words that its texts may be; any when empty.
    pub words: Vec<String>,
    /// Whether other words are refused for certain.
    pub closed: bool,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A text of so many signs at most.
    Text(Option<usize>),
    /// Texts; one alone may do without brackets.
    Texts,
    /// A whole number within bounds.
    Whole(i64, i64),
    /// Whole numbers within bounds.
    Wholes(i64, i64),
    /// A number within bounds.
    Decimal(f64, f64),
    /// True or false.
    Flag,
    /// A day.
    Day,
    /// A table.
    Table(Shape),
    /// Tables, one after the other.
    Tables(Shape),
}

/// The shape of what `parse` reads.
pub fn sketch<T>(parse: impl FnOnce(&Keys) -> T) -> Shape {
    let source = Source::new("", "");
    let table = DeTable::new();
    let sketch = Sketch::default();
    let mut keys = Keys::new(&table, String::new(), None, &source);
    keys.sketch = Some(sketch.clone());
    parse(&keys);
    drop(keys);
    // the faults of a file without values mean nothing
    source.tell(&mut Diagnostics::new());
    sketch.shape()
}

/// A table being written down.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch(Rc<RefCell<Known>>);

#[derive(Debug, Default)]
struct Known {
    keys: BTreeMap<Option<String>, Asked>,
    names: Vec<String>,
    below: BTreeMap<String, (Sketch, bool)>,
}

fn name(key: &str) -> Option<String> {
    (key != ANY).then(|| key.to_owned())
}

impl Sketch {
    /// A value of a form is asked; a text with bounds says more than one without.
    pub fn ask(&self, key: &str, form: Form) {
        let mut known = self.0.borrow_mut();
        let asked = known.keys.entry(name(key)).or_default();
        if asked.form.is_none() || form != Form::Text(None) {
            asked.form = Some(form);
        }
    }

    pub fn require(&self, key: &str) {
        self.0
            .borrow_mut()
            .keys
            .entry(name(key))
            .or_default()
            .required = true;
    }

    /// The words that a key knows.
    pub fn words<'k>(&self, key: &str, words: impl Iterator<Item = &'k str>, closed: bool) {
        let mut known = self.0.borrow_mut();
        let asked = known.keys.entry(name(key)).or_default();
        asked.words = words
            .map(str::to_owned)
            .filter(|word| word != ANY)
            .collect();
        asked.closed = closed && !asked.words.is_empty();
    }

    /// The names that users may give in this table.
    pub fn names<'k>(&self, names: impl Iterator<Item = &'k str>) {
        self.0.borrow_mut().names = names.map(str::to_owned).collect();
    }

    pub fn table(&self, key: &str) -> Sketch {
        self.below(key, false)
    }

    pub fn tables(&self, key: &str) -> Sketch {
        self.below(key, true)
    }

    fn below(&self, key: &str, several: bool) -> Sketch {
        let mut known = self.0.borrow_mut();
        let (sketch, _) = known
            .below
            .entry(key.to_owned())
            .or_insert_with(|| (Sketch::default(), several));
        sketch.clone()
    }

    fn shape(&self) -> Shape {
        let known = self.0.borrow();
        let mut keys = known.keys.clone();
        for (key, (sketch, several)) in &known.below {
            let shape = sketch.shape();
            let form = if *several {
                Form::Tables(shape)
            } else {
                Form::Table(shape)
            };
            keys.entry(name(key)).or_default().form = Some(form);
        }
        Shape {
            keys,
            names: known.names.clone(),
        }
    }
}
