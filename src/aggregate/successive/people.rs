//! Everybody, now and when editions were made, recognised by salted codes.
//!
//! When some are only known to one side and some only to the other, who left may be who came (identifiers may have
//! been written anew): one of each is taken for one person, who left the same questions blank if there is one, in every
//! doubt to the side of caution: fewer people then seem to stand between two figures, never more.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::protection::shape::Standing;
use super::sheets::Sheet;

/// Someone, with what she filled in in each source.
pub(super) struct Someone<S> {
    pub sheets: Vec<S>,
    /// Who left and who came under one name: one person or two, with the same answers or others.
    pub doubtful: bool,
    /// Who may be one of the others: she is told and not counted.
    pub uncounted: bool,
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
            uncounted: false,
        }
    }

    /// How she is counted. One who may be somebody else is counted as one who answered the same, and told once more as
    /// if everything had changed.
    pub fn kinds(&self) -> impl Iterator<Item = Kind<'_, S>> {
        let people = u32::from(!self.uncounted);
        let kind = move |(people, alike)| Kind {
            someone: self,
            people,
            alike,
        };
        let again = self.doubtful.then_some((0, false));
        std::iter::once((people, self.doubtful))
            .chain(again)
            .map(kind)
    }
}

/// Pairs of people compared at most.
const COMPARED: usize = 250_000;

/// Someone's code, and which questions she answered.
type Blank<C> = (C, Vec<Standing>);

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
        let mut came: BTreeMap<String, Vec<Blank<C>>> = BTreeMap::new();
        for (code, someone) in self.0.iter().filter(|(code, _)| !known.contains(code)) {
            if let Some(sheet) = someone.sheets.first() {
                let same_group = came.entry(sheet.group().to_owned()).or_default();
                same_group.push((code.clone(), sheet.standings()));
            }
        }
        let mut groups: BTreeMap<String, Vec<(C, S)>> = BTreeMap::new();
        for (code, sheet) in told {
            let same_group = groups.entry(sheet.group().to_owned()).or_default();
            same_group.push((code, sheet));
        }
        for (group, told) in groups {
            self.join_group(came.remove(&group).unwrap_or_default(), told);
        }
    }

    /// Adds those of a group, beside those who `came` and are not known by their codes.
    fn join_group(&mut self, came: Vec<Blank<C>>, told: Vec<(C, S)>) {
        let mut with: BTreeMap<Vec<Standing>, Vec<C>> = BTreeMap::new();
        for (code, standings) in came {
            with.entry(standings).or_default().push(code);
        }
        // Who left the same questions blank is taken before anybody else: these are seldom filled in later.
        let (mut others, mut alike) = (Vec::new(), BTreeSet::new());
        for (code, sheet) in told {
            if self.0.contains_key(&code) {
                self.add(code, sheet, false);
                continue;
            }
            let standings = sheet.standings();
            match with.get_mut(&standings).and_then(Vec::pop) {
                Some(stand_in) => {
                    self.add(stand_in, sheet, true);
                    alike.insert(standings);
                }
                None => others.push((code, standings, sheet)),
            }
        }
        let came = with.into_iter().flat_map(|(standings, codes)| {
            let each = codes.into_iter();
            each.map(move |code| (code, standings.clone()))
        });
        let mut came: Vec<Blank<C>> = came.collect();
        self.join_unlike(&mut came, others);
        // One of these may have filled in what she had left blank, while a newcomer left it blank in her place.
        let may_be_swapped = |one: &Blank<C>| alike.iter().any(|standings| *standings != one.1);
        let swapped = came.iter().filter(|one| may_be_swapped(one));
        let most = swapped.max_by_key(|(_, own)| answered(own));
        if let Some(someone) = most.and_then(|(code, _)| self.0.get_mut(code)) {
            someone.uncounted = true;
        }
    }

    /// Adds those who left, as far as there are any for those who came with other questions blank.
    ///
    /// Of the side that has fewer, everybody is taken for somebody who answered all that she did, if there is one: as many
    /// people as can be then cancel out between two figures of a question.
    fn join_unlike(&mut self, came: &mut Vec<Blank<C>>, gone: Vec<(C, Vec<Standing>, S)>) {
        let left: Vec<&[Standing]> = gone.iter().map(|(_, own, _)| own.as_slice()).collect();
        let new: Vec<&[Standing]> = came.iter().map(|(_, own)| own.as_slice()).collect();
        let mut stand_ins: Vec<Option<usize>> = vec![None; gone.len()];
        if new.len() < left.len() {
            for (rank, of) in (0..).zip(covered(&new, &left)) {
                stand_ins[of] = Some(rank);
            }
        } else {
            stand_ins = covered(&left, &new).into_iter().map(Some).collect();
        }
        for ((code, _, sheet), stand_in) in gone.into_iter().zip(&stand_ins) {
            match stand_in {
                Some(rank) => self.add(came[*rank].0.clone(), sheet, true),
                None => self.add(code, sheet, false),
            }
        }
        let taken: BTreeSet<usize> = stand_ins.into_iter().flatten().collect();
        let mut ranks = 0..;
        came.retain(|_| ranks.next().is_some_and(|rank| !taken.contains(&rank)));
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

/// For each of some people one of at least as many others, who answered all that she did as far as may be; of very many, who
/// answered as much.
fn covered(few: &[&[Standing]], others: &[&[Standing]]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..few.len()).collect();
    order.sort_by_key(|&rank| Reverse(answered(few[rank])));
    let mut free: Vec<usize> = (0..others.len()).collect();
    let mut found = vec![0; few.len()];
    if few.len() * others.len() > COMPARED {
        free.sort_by_key(|&rank| Reverse(answered(others[rank])));
        for (rank, other) in order.into_iter().zip(free) {
            found[rank] = other;
        }
        return found;
    }
    for rank in order {
        let lacks = |other: &[Standing]| {
            let both = few[rank].iter().zip(other);
            let lacking = |(own, of_other): &(&Standing, &Standing)| {
                **own == Standing::Answered && **of_other != Standing::Answered
            };
            both.filter(lacking).count()
        };
        let least = |&place: &usize| {
            let other = others[free[place]];
            (lacks(other), answered(other))
        };
        if let Some(place) = (0..free.len()).min_by_key(least) {
            found[rank] = free.swap_remove(place);
        }
    }
    found
}

fn answered(standings: &[Standing]) -> usize {
    let answered = standings.iter();
    answered.filter(|own| **own == Standing::Answered).count()
}
