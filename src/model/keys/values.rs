//! What a [`Keys`] can be asked for: texts, numbers, dates, choices and lists, each checked.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use toml::de::DeValue;

use super::Keys;
use super::sketch::{ANY, Form};
use crate::diagnostic::{nearest_or, shortened};

/// What a value is, in French with its article.
pub(super) fn kind(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "un texte",
        DeValue::Integer(_) => "un nombre entier",
        DeValue::Float(_) => "un nombre décimal",
        DeValue::Boolean(_) => "vrai ou faux (true, false)",
        DeValue::Datetime(_) => "une date",
        DeValue::Array(_) => "une liste",
        DeValue::Table(_) => "une table",
    }
}

/// A whole number with thin spaces between its thousands: « 1 043 ».
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + 6);
    for (rank, digit) in digits.chars().enumerate() {
        if rank > 0 && (digits.len() - rank).is_multiple_of(3) {
            grouped.push('\u{202F}');
        }
        grouped.push(digit);
    }
    grouped
}

/// A decimal as it is said in French: « 0,5 ».
fn decimal_comma(number: f64) -> String {
    number.to_string().replace('.', ",")
}

/// The first dozen of a list of words, and how many more there are.
pub(super) fn listed<'k>(words: impl Iterator<Item = &'k str>) -> String {
    let words: Vec<&str> = words.collect();
    match words.len().checked_sub(12) {
        None | Some(0) => words.join(", "),
        Some(more) => format!("{}… et {more} de plus", words[..12].join(", ")),
    }
}

/// A user's text without the spaces around it and without control signs, which no font draws.
pub(super) fn tidy(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
        .collect()
}

impl<'a> Keys<'a> {
    /// A text, or none when the key is absent or blank.
    pub fn text(&self, key: &str) -> Option<String> {
        if let Some(sketch) = &self.sketch {
            sketch.ask(key, Form::Text(None));
            return Some(ANY.to_owned());
        }
        match self.value(key)? {
            DeValue::String(text) => Some(tidy(text)).filter(|text| !text.is_empty()),
            other => {
                let hint = format!("mettez des guillemets : {key} = \"…\"");
                self.wrong_type(key, other, "un texte", &hint);
                None
            }
        }
    }

    /// A text that must be there; its absence is told and gives an empty one.
    pub fn required(&self, key: &str) -> String {
        let text = self.text(key);
        if let Some(sketch) = &self.sketch {
            sketch.require(key);
            return ANY.to_owned();
        }
        match self.table.get(key).map(|value| value.get_ref()) {
            None => self.missing(key, "\"…\""),
            Some(DeValue::String(_)) if text.is_none() => {
                self.error(
                    key,
                    format!("« {key} » est vide"),
                    format!("complétez : {key} = \"…\""),
                );
            }
            Some(_) => {}
        }
        text.unwrap_or_default()
    }

    /// A text of at most `most` signs, spaces counted.
    pub fn limited(&self, key: &str, most: usize) -> Option<String> {
        let text = self.text(key)?;
        if let Some(sketch) = &self.sketch {
            sketch.ask(key, Form::Text(Some(most)));
        }
        self.check_length(key, self.line_of(key), &text, most);
        Some(text)
    }

    /// Tells a text that is longer than its place on paper.
    pub fn check_length(&self, key: &str, line: Option<u64>, text: &str, most: usize) {
        let signs = text.chars().count();
        if signs > most {
            self.error_at(
                line,
                format!(
                    "{key} : {} signes, {} au plus",
                    grouped(signs),
                    grouped(most)
                ),
                format!("retirez {} signes au moins", grouped(signs - most)),
            );
        }
    }

    /// A whole number within bounds.
    pub fn whole(&self, key: &str, bounds: RangeInclusive<i64>) -> Option<i64> {
        if let Some(sketch) = &self.sketch {
            sketch.ask(key, Form::Whole(*bounds.start(), *bounds.end()));
        }
        let value = self.value(key)?;
        self.whole_of(key, self.line_of(key), value, bounds)
    }

    pub(super) fn whole_of(
        &self,
        key: &str,
        line: Option<u64>,
        value: &DeValue,
        bounds: RangeInclusive<i64>,
    ) -> Option<i64> {
        let range = format!("de {} à {}", bounds.start(), bounds.end());
        let DeValue::Integer(number) = value else {
            let hint = format!("écrivez un nombre {range}, sans guillemets ni virgule");
            self.wrong_type_at(line, key, value, "un nombre entier", &hint);
            return None;
        };
        let read = i64::from_str_radix(number.as_str(), number.radix()).ok();
        let read = read.filter(|number| bounds.contains(number));
        if read.is_none() {
            let written = shortened(number.as_str(), 24);
            self.error_at(
                line,
                format!("« {key} » vaut {written}, hors des bornes"),
                format!("écrivez un nombre entier {range}"),
            );
        }
        read
    }

    /// A count that fits 32 bits, within bounds.
    pub fn count(&self, key: &str, bounds: RangeInclusive<u32>) -> Option<u32> {
        self.whole(key, i64::from(*bounds.start())..=i64::from(*bounds.end()))
            .and_then(|number| u32::try_from(number).ok())
    }

    /// A number with or without decimals, within bounds.
    pub fn decimal(&self, key: &str, bounds: RangeInclusive<f64>) -> Option<f64> {
        if let Some(sketch) = &self.sketch {
            sketch.ask(key, Form::Decimal(*bounds.start(), *bounds.end()));
        }
        let range = format!(
            "de {} à {}",
            decimal_comma(*bounds.start()),
            decimal_comma(*bounds.end())
        );
        let example = if bounds.contains(&0.5) { "0.5" } else { "7.5" };
        let (written, read) = match self.value(key)? {
            DeValue::Integer(number) => (
                number.as_str(),
                i32::from_str_radix(number.as_str(), number.radix())
                    .ok()
                    .map(f64::from),
            ),
            DeValue::Float(number) => (number.as_str(), number.as_str().parse().ok()),
            other => {
                let hint = format!(
                    "écrivez un nombre {range}, sans guillemets, avec un point : {example}"
                );
                self.wrong_type(key, other, "un nombre", &hint);
                return None;
            }
        };
        // not-a-number is in no range, so it is refused with the rest
        let read = read.filter(|number| bounds.contains(number));
        if read.is_none() {
            let message = format!("« {key} » vaut {}, hors des bornes", shortened(written, 24));
            self.error(key, message, format!("écrivez un nombre {range}"));
        }
        read
    }

    /// True or false.
    pub fn flag(&self, key: &str) -> Option<bool> {
        if let Some(sketch) = &self.sketch {
            sketch.ask(key, Form::Flag);
        }
        match self.value(key)? {
            DeValue::Boolean(flag) => Some(*flag),
            other => {
                let hint =
                    format!("écrivez {key} = true (oui) ou {key} = false (non), sans guillemets");
                self.wrong_type(key, other, "vrai ou faux", &hint);
                None
            }
        }
    }

    /// A day: a TOML date, or the same between quotes.
    pub fn date(&self, key: &str) -> Option<NaiveDate> {
        if let Some(sketch) = &self.sketch {
            sketch.ask(key, Form::Day);
        }
        let value = self.value(key)?;
        let hint = format!("écrivez année-mois-jour : {key} = 2026-06-30");
        let date = match value {
            DeValue::Datetime(moment) => moment.date.and_then(|day| {
                NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
            }),
            DeValue::String(text) => NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok(),
            other => {
                self.wrong_type(key, other, "une date", &hint);
                return None;
            }
        };
        if date.is_none() {
            self.error(key, format!("« {key} » n'est pas une date lisible"), hint);
        }
        date
    }

    /// One of a closed list of words, and what it stands for.
    pub fn choice<T: Copy>(&self, key: &str, known: &[(&str, T)]) -> Option<T> {
        let written = self.text(key)?;
        if let Some(sketch) = &self.sketch {
            sketch.words(key, known.iter().map(|(name, _)| *name), true);
            return None;
        }
        let found = known
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&written));
        if found.is_none() {
            self.unknown_word(
                key,
                self.line_of(key),
                &written,
                known.iter().map(|(name, _)| *name),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// Tells a word that is none of those a key accepts, with the nearest one.
    pub fn unknown_word<'k>(
        &self,
        key: &str,
        line: Option<u64>,
        written: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        self.unknown_word_else(key, line, written, known, "");
    }

    /// The same, with another way out before the list of what the key accepts.
    pub fn unknown_word_else<'k>(
        &self,
        key: &str,
        line: Option<u64>,
        written: &str,
        known: impl Iterator<Item = &'k str> + Clone,
        way: &str,
    ) {
        if let Some(sketch) = &self.sketch {
            return sketch.words(key, known, false);
        }
        let hint = nearest_or(written, known.clone(), || {
            format!("{way}valeurs possibles : {}", listed(known))
        });
        let written = shortened(written, 60);
        self.error_at(
            line,
            format!("« {key} » : valeur inconnue « {written} »"),
            hint,
        );
    }
}
