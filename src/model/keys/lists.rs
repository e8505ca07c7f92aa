//! Lists of a [`Keys`], and tables whose names the user chooses; each element keeps its line.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::Keys;
use super::sketch::{ANY, Form};
use super::values::tidy;

/// A text of a list or the key of a free table, with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As written, spaces around it taken away.
    pub text: String,
    /// Line in the file.
    pub line: Option<u64>,
}

impl Keys<'_> {
    /// Tells a name of a free table that is none of the known ones, with the nearest.
    pub fn refuse_name<'k>(&self, name: &Word, known: impl Iterator<Item = &'k str> + Clone) {
        if let Some(sketch) = &self.sketch {
            return sketch.names(known);
        }
        self.asked.borrow_mut().insert(name.text.clone());
        let key = self.name.trim_matches(['[', ']']).to_owned();
        self.unknown_word(&key, name.line, &name.text, known);
    }

    /// The texts of a list, blank ones left out; a text alone is a list of one.
    pub fn words(&self, key: &str) -> Vec<Word> {
        let mut words = self.all_words(key);
        words.retain(|word| !word.text.is_empty());
        words
    }

    /// The texts of a list, blank ones kept: their rank means something.
    pub fn all_texts(&self, key: &str) -> Vec<String> {
        self.all_words(key)
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    fn all_words(&self, key: &str) -> Vec<Word> {
        if let Some(sketch) = &self.sketch {
            sketch.ask(key, Form::Texts);
            return vec![any()];
        }
        let hint = format!("écrivez {key} = [\"…\", \"…\"]");
        let list = match self.value(key) {
            None => return Vec::new(),
            Some(DeValue::String(text)) => {
                return vec![Word {
                    text: tidy(text),
                    line: self.line_of(key),
                }];
            }
            Some(DeValue::Array(list)) => list,
            Some(other) => {
                self.wrong_type(key, other, "une liste de textes", &hint);
                return Vec::new();
            }
        };
        let mut words = Vec::new();
        for entry in list.iter() {
            let line = self.line_at(entry.span());
            match entry.get_ref() {
                DeValue::String(text) => words.push(Word {
                    text: tidy(text),
                    line,
                }),
                other => self.wrong_type_at(line, key, other, "une liste de textes", &hint),
            }
        }
        words
    }

    /// The texts of a list, without their lines.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.words(key).into_iter().map(|word| word.text).collect()
    }

    /// The whole numbers of a list, within bounds.
    pub fn wholes(&self, key: &str, bounds: RangeInclusive<i64>) -> Vec<i64> {
        if let Some(sketch) = &self.sketch {
            sketch.ask(key, Form::Wholes(*bounds.start(), *bounds.end()));
            return Vec::new();
        }
        let list = match self.value(key) {
            None => return Vec::new(),
            Some(DeValue::Array(list)) => list,
            Some(other) => {
                let hint = format!("écrivez {key} = [1, 3]");
                self.wrong_type(key, other, "une liste de nombres", &hint);
                return Vec::new();
            }
        };
        list.iter()
            .filter_map(|entry| {
                self.whole_of(
                    key,
                    self.line_at(entry.span()),
                    entry.get_ref(),
                    bounds.clone(),
                )
            })
            .collect()
    }

    /// The keys of a table whose names the user chooses, in alphabetical order; each is asked for.
    pub fn names(&self) -> Vec<Word> {
        if self.sketch.is_some() {
            return vec![any()];
        }
        let names = self.table.keys().map(|name| Word {
            text: name.get_ref().to_string(),
            line: Some(self.source.line(name.span().start)),
        });
        names.collect()
    }

    /// The names of such a table that are known; the others are told with the nearest known one.
    pub fn known_names<'k>(
        &self,
        is_known: impl Fn(&str) -> bool,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Vec<Word> {
        let (known_ones, others): (Vec<Word>, Vec<Word>) = self
            .names()
            .into_iter()
            .partition(|name| self.sketch.is_none() && is_known(&name.text));
        for name in &others {
            self.refuse_name(name, known.clone());
        }
        match self.sketch {
            Some(_) => others,
            None => known_ones,
        }
    }
}

/// A word of a file in which no value is known.
fn any() -> Word {
    Word {
        text: ANY.to_owned(),
        line: None,
    }
}
