//! Everybody, now and when editions were made, recognised by salted codes.
//!
//! When some are only known to one side and some only to the other, who left may be who came (identifiers may have
//! been written anew): one of each is taken for one person, in every doubt to the side of caution.

use std::collections::{BTreeMap, BTreeSet};

use super::sheets::Sheet;

/// Someone, with what she filled in in each source.
pub(super) struct Someone<S> {
    pub sheets: Vec<S>,
    /// Who left and who came under one name: one person or two, with the same answers or others.
    pub doubtful: bool,
}

/// Someone, with her questionnaire of one wave.
pub(super) type Known = Someone<Sheet>;
/// Someone followed from one wave to another, with both questionnaires.
pub(super) type Pair = Someone<(Sheet, Sheet)>;

/// What someone fills in tells her group.
pub(super) trait Filled {
    fn group(&self) -> &str;
}

impl Filled for Sheet {
    fn group(&self) -> &str {
        &self.group
    }
}

impl Filled for (Sheet, Sheet) {
    fn group(&self) -> &str {
        &self.0.group
    }
}

/// Someone as she is counted.
pub(super) struct Kind<'s, S> {
    pub someone: &'s Someone<S>,
    pub people: u32,
    /// Whether her answers are taken for the same in all sources.
    pub alike: bool,
}

impl<S> Someone<S> {
    fn unmet() -> Self {
        Someone {
            sheets: Vec::new(),
            doubtful: false,
        }
    }

    /// How she is counted. One who may be somebody else is counted as one who answered the same, and told once more as
    /// if everything had changed.
    pub fn kinds(&self) -> impl Iterator<Item = Kind<'_, S>> {
        let kind = move |(people, alike)| Kind {
            someone: self,
            people,
            alike,
        };
        let again = self.doubtful.then_some((0, false));
        std::iter::once((1, self.doubtful)).chain(again).map(kind)
    }
}

/// Everybody by code.
pub(super) struct Everybody<C, S>(BTreeMap<C, Someone<S>>);

impl<C: Ord + Clone, S: Filled> Everybody<C, S> {
    /// Those of now.
    pub fn now(sheets: impl IntoIterator<Item = (C, S)>) -> Self {
        let mut people: BTreeMap<C, Someone<S>> = BTreeMap::new();
        for (code, sheet) in sheets {
            let someone = people.entry(code).or_insert_with(Someone::unmet);
            someone.sheets.push(sheet);
        }
        Everybody(people)
    }

    /// Adds those whom an edition knew.
    pub fn join(&mut self, told: Vec<(C, S)>) {
        let known: BTreeSet<&C> = told.iter().map(|(code, _)| code).collect();
        // Those this edition did not know, by group.
        let mut new: BTreeMap<String, Vec<C>> = BTreeMap::new();
        for (code, someone) in self.0.iter().filter(|(code, _)| !known.contains(code)) {
            if let Some(sheet) = someone.sheets.first() {
                let same_group = new.entry(sheet.group().to_owned()).or_default();
                same_group.push(code.clone());
            }
        }
        for (code, sheet) in told {
            let stand_in = if self.0.contains_key(&code) {
                None
            } else {
                new.get_mut(sheet.group()).and_then(Vec::pop)
            };
            let doubtful = stand_in.is_some();
            let code = stand_in.unwrap_or(code);
            let someone = self.0.entry(code).or_insert_with(Someone::unmet);
            someone.doubtful |= doubtful;
            someone.sheets.push(sheet);
        }
    }

    /// All of them, in the order of their codes.
    pub fn all(self) -> Vec<Someone<S>> {
        self.0.into_values().collect()
    }
}
