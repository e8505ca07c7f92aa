//! Everybody, now and when editions were made, recognised by salted codes.
//!
//! When some are only known to one side and some only to the other, who left may be who came (identifiers may have
//! been written anew): one of each is taken for one person, who left the same questions blank if there is one, in every
//! doubt to the side of caution.

use std::collections::{BTreeMap, BTreeSet};

use super::super::protection::shape::Standing;
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

/// What someone fills in tells her group and which questions she answered.
pub(super) trait Filled {
    fn group(&self) -> &str;
    fn standings(&self) -> Vec<Standing>;
}

impl Filled for Sheet {
    fn group(&self) -> &str {
        &self.group
    }

    fn standings(&self) -> Vec<Standing> {
        self.standings.clone()
    }
}

impl Filled for (Sheet, Sheet) {
    fn group(&self) -> &str {
        &self.0.group
    }

    fn standings(&self) -> Vec<Standing> {
        let (first, last) = self;
        [&first.standings[..], &last.standings].concat()
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
        // Those this edition did not know, by group and by what they answered.
        let mut new: BTreeMap<String, BTreeMap<Vec<Standing>, Vec<C>>> = BTreeMap::new();
        for (code, someone) in self.0.iter().filter(|(code, _)| !known.contains(code)) {
            if let Some(sheet) = someone.sheets.first() {
                let same_group = new.entry(sheet.group().to_owned()).or_default();
                let alike = same_group.entry(sheet.standings()).or_default();
                alike.push(code.clone());
            }
        }
        // Who left the same questions blank is taken before anybody else: these are seldom filled in later.
        let mut gone = Vec::new();
        for (code, sheet) in told {
            let is_known = self.0.contains_key(&code);
            let alike = new
                .get_mut(sheet.group())
                .filter(|_| !is_known)
                .and_then(|same_group| same_group.get_mut(&sheet.standings())?.pop());
            match alike {
                Some(stand_in) => self.add(stand_in, sheet, true),
                None if is_known => self.add(code, sheet, false),
                None => gone.push((code, sheet)),
            }
        }
        let flat = |(group, kinds): (String, BTreeMap<_, Vec<C>>)| {
            let people: Vec<C> = kinds.into_values().flatten().collect();
            (group, people)
        };
        let mut left: BTreeMap<String, Vec<C>> = new.into_iter().map(flat).collect();
        for (code, sheet) in gone {
            match left.get_mut(sheet.group()).and_then(Vec::pop) {
                Some(stand_in) => self.add(stand_in, sheet, true),
                None => self.add(code, sheet, false),
            }
        }
    }

    fn add(&mut self, code: C, sheet: S, doubtful: bool) {
        let someone = self.0.entry(code).or_insert_with(Someone::unmet);
        someone.doubtful |= doubtful;
        someone.sheets.push(sheet);
    }

    /// All of them, in the order of their codes.
    pub fn all(self) -> Vec<Someone<S>> {
        self.0.into_values().collect()
    }
}
