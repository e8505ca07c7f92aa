//! The words of a questionnaire as files spell them: levels, codes of absence, items, groups, terms.

use std::collections::{BTreeMap, HashMap};

use super::spelling::{folded, trimmed_bytes};
use crate::model::{
    CriterionId, GroupId, Horizon, ItemId, Questionnaire, Referential, Scale, State,
};

/// Most spellings remembered as they stand in a file; beyond, they are folded again.
const REMEMBERED: usize = 4096;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A question.
    Item(ItemId),
    /// A criterion; the question depends on the person's group.
    Criterion(CriterionId),
}

/// Every spelling the questionnaire and the referential allow.
pub(super) struct Codebook<'a> {
    pub questionnaire: &'a Questionnaire,
    pub referential: &'a Referential,
    scales: Vec<Words>,
    items: HashMap<String, ItemId>,
    /// The same as people retype them; none where two questions would be one.
    retyped: HashMap<String, Option<ItemId>>,
    groups: HashMap<String, GroupId>,
    subjects: HashMap<Box<[u8]>, Subject>,
}

/// The spellings of one scale.
struct Words {
    /// Folded words and codes.
    words: HashMap<String, State>,
    /// What each digit alone means.
    digits: [Option<State>; 10],
    /// Spellings met, as they stand.
    met: HashMap<Box<[u8]>, State>,
    lowest: i32,
    size: u8,
}

impl<'a> Codebook<'a> {
    /// For a questionnaire.
    pub fn new(questionnaire: &'a Questionnaire, referential: &'a Referential) -> Self {
        let mut items: HashMap<String, ItemId> = HashMap::new();
        let mut worded: BTreeMap<String, Option<ItemId>> = BTreeMap::new();
        for (rank, item) in (0_u16..).zip(&questionnaire.items) {
            let known = worded.entry(folded(&item.label));
            known
                .and_modify(|id| *id = None)
                .or_insert(Some(ItemId(rank)));
        }
        // Words that two questions share name neither.
        items.extend(
            worded
                .into_iter()
                .filter_map(|(words, id)| Some((words, id?))),
        );
        for (rank, item) in (0_u16..).zip(&questionnaire.items) {
            items.insert(folded(&item.id), ItemId(rank));
        }
        let mut retyped = HashMap::new();
        for (rank, item) in (0_u16..).zip(&questionnaire.items) {
            for name in [&item.id, &item.label] {
                let known = retyped
                    .entry(as_retyped(&folded(name)))
                    .or_insert(Some(ItemId(rank)));
                *known = known.filter(|known| *known == ItemId(rank));
            }
        }
        let mut groups = HashMap::new();
        for (rank, group) in (0_u8..).zip(&questionnaire.groups) {
            let names = [&group.id, &group.label, &group.singular];
            for name in names.into_iter().chain(&group.synonyms) {
                groups.entry(folded(name)).or_insert(GroupId(rank));
            }
        }
        Codebook {
            questionnaire,
            referential,
            scales: questionnaire.scales.iter().map(Words::new).collect(),
            items,
            retyped,
            groups,
            subjects: HashMap::new(),
        }
    }

    /// The question a text names, by its key or its words; « Q 01 » is Q01, and « groupe/Q01 » too.
    pub fn item(&self, text: &str) -> Option<ItemId> {
        let folded = folded(text);
        if let Some(item) = self.items.get(&folded) {
            return Some(*item);
        }
        let retyped = |text: &str| self.retyped.get(&as_retyped(text)).copied().flatten();
        retyped(&folded).or_else(|| {
            let (_, key) = folded.rsplit_once('/')?;
            retyped(key).filter(|_| bare_key(key).is_some())
        })
    }

    /// Whether a text is the key or the words of a question, to the letter but for case and accents.
    pub fn has_exactly(&self, text: &str) -> bool {
        self.items.contains_key(&folded(text))
    }

    /// Whether a text is the words of a question, but for the sign at their end: no tool writes them by chance.
    pub fn has_words(&self, text: &str) -> bool {
        let folded = folded(text);
        bare_key(&folded).is_none()
            && matches!(self.retyped.get(&as_retyped(&folded)), Some(Some(_)))
    }

    /// Every name of the groups.
    pub fn group_names(&self) -> impl Iterator<Item = &'a str> {
        let groups = self.questionnaire.groups.iter();
        groups.flat_map(|group| {
            let names = [&group.id, &group.label, &group.singular];
            names.into_iter().chain(&group.synonyms).map(String::as_str)
        })
    }

    /// The keys of the groups.
    pub fn group_ids(&self) -> impl Iterator<Item = &'a str> + Clone {
        self.questionnaire
            .groups
            .iter()
            .map(|group| group.id.as_str())
    }

    /// The group a text names.
    pub fn group(&self, text: &str) -> Option<GroupId> {
        let folded = folded(text);
        let found = self.groups.get(&folded);
        found
            .or_else(|| self.groups.get(&one_gender(&folded)))
            .copied()
    }

    /// What a cell of the column « item » or « critere » names.
    pub fn subject(&mut self, cell: &[u8]) -> Option<Subject> {
        if let Some(subject) = self.subjects.get(cell) {
            return Some(*subject);
        }
        let text = std::str::from_utf8(trimmed_bytes(cell)).ok()?;
        let text = text.strip_suffix(".0").unwrap_or(text);
        let criterion = || {
            let plausible = text.len() <= 4 && text.bytes().any(|byte| byte.is_ascii_digit());
            let found = plausible
                .then(|| self.referential.criterion(text))
                .flatten();
            found.or_else(|| criterion_by_name(self.referential, text))
        };
        let subject = match self.item(text) {
            Some(item) => Subject::Item(item),
            None => Subject::Criterion(criterion()?),
        };
        if self.subjects.len() < REMEMBERED {
            self.subjects.insert(cell.into(), subject);
        }
        Some(subject)
    }

    /// The only question of a criterion that a group is asked, or the questions among which one cannot choose.
    pub fn question_of(
        &self,
        criterion: CriterionId,
        group: Option<GroupId>,
    ) -> Result<ItemId, Vec<ItemId>> {
        let all: Vec<ItemId> = self.questionnaire.items_of(criterion).collect();
        if let [only] = all[..] {
            return Ok(only);
        }
        let asked: Vec<ItemId> = all
            .iter()
            .copied()
            .filter(|item| group.is_some_and(|group| self.is_asked(*item, group)))
            .collect();
        match asked[..] {
            [only] => Ok(only),
            _ => Err(all),
        }
    }

    /// Whether a group is asked a question.
    pub fn is_asked(&self, item: ItemId, group: GroupId) -> bool {
        self.questionnaire.items[item.at()].groups.contains(&group)
    }

    /// What a cell says on the scale of a question; none when it is no answer of that scale.
    pub fn answer(&mut self, item: ItemId, cell: &[u8]) -> Option<State> {
        let scale = self.questionnaire.items[item.at()].scale;
        self.scales[scale].read(cell)
    }

    /// The same of a single digit.
    pub fn digit(&self, item: ItemId, digit: u8) -> Option<State> {
        let scale = &self.scales[self.questionnaire.items[item.at()].scale];
        *scale.digits.get(usize::from(digit.checked_sub(b'0')?))?
    }

    /// The scale of a question.
    pub fn scale(&self, item: ItemId) -> &'a Scale {
        &self.questionnaire.scales[self.questionnaire.items[item.at()].scale]
    }
}

/// A folded name without what people add or leave out: blanks of a key, the sign at the end of a sentence. The zeros of a
/// key count: a « Q1 » is some other questionnaire's.
fn as_retyped(folded: &str) -> String {
    bare_key(folded).unwrap_or_else(|| {
        folded
            .trim_end_matches([' ', '.', '?', '!', ':', ';', '…'])
            .to_owned()
    })
}

/// « q 01 » as « q01 »: letters, then a number; none when the text is no such key.
fn bare_key(folded: &str) -> Option<String> {
    let letters = folded.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = folded[letters..].trim_start_matches(' ');
    let is_key = (1..=4).contains(&letters)
        && (1..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_key.then(|| format!("{}{digits}", &folded[..letters]))
}

fn criterion_by_name(referential: &Referential, text: &str) -> Option<CriterionId> {
    let wanted = folded(text);
    let rank = referential
        .criteria
        .iter()
        .position(|criterion| folded(&criterion.name) == wanted)?;
    u8::try_from(rank).ok().map(CriterionId)
}

impl Words {
    fn new(scale: &Scale) -> Self {
        let mut words = HashMap::new();
        for (rank, label) in (0_u8..).zip(&scale.levels) {
            if !label.is_empty() {
                words.insert(folded(label), State::Valid(rank));
            }
        }
        for (spelling, rank) in &scale.synonyms {
            words.insert(folded(spelling), State::Valid(*rank));
        }
        for text in &scale.dont_know {
            words.insert(folded(text), State::DontKnow);
        }
        for text in &scale.not_applicable {
            words.insert(folded(text), State::NotApplicable);
        }
        let first = |word: &str| words.get(word) == Some(&State::DontKnow);
        if first("ne sait pas") || first("je ne sais pas") {
            for word in ["ne sais pas", "je ne sais pas"] {
                words.entry(word.to_owned()).or_insert(State::DontKnow);
            }
        }
        let mut all = Words {
            words,
            digits: [None; 10],
            met: HashMap::new(),
            lowest: scale.lowest,
            size: scale.size(),
        };
        for digit in 0..10_u8 {
            let text = char::from(b'0' + digit).to_string();
            all.digits[usize::from(digit)] = all.fold_and_read(&text);
        }
        all
    }

    fn read(&mut self, cell: &[u8]) -> Option<State> {
        match cell {
            [] => return Some(State::Missing),
            [digit @ b'0'..=b'9'] => return self.digits[usize::from(digit - b'0')],
            _ => {}
        }
        if let Some(state) = self.met.get(cell) {
            return Some(*state);
        }
        let state = self.fold_and_read(std::str::from_utf8(cell).ok()?)?;
        if self.met.len() < REMEMBERED {
            self.met.insert(cell.into(), state);
        }
        Some(state)
    }

    fn fold_and_read(&self, text: &str) -> Option<State> {
        let folded = folded(text);
        if folded.is_empty() {
            return Some(State::Missing);
        }
        if let Some(state) = self.words.get(&folded) {
            return Some(*state);
        }
        match whole(&folded) {
            Some(number) => self.numbered(number),
            None => self.absence(&folded).or_else(|| self.both(&folded)),
        }
    }

    fn numbered(&self, number: i32) -> Option<State> {
        if let Some(state) = self.words.get(&number.to_string()) {
            return Some(*state);
        }
        let rank = number.checked_sub(self.lowest)?;
        u8::try_from(rank)
            .ok()
            .filter(|rank| *rank < self.size)
            .map(State::Valid)
    }

    /// « N.C. » or « N/C » for NC. « N/A » is left alone: tools write it where nothing was asked.
    fn absence(&self, folded: &str) -> Option<State> {
        let only = |sign: char| sign.is_alphabetic() || matches!(sign, '.' | '/' | ' ');
        if folded == "n/a" || !folded.contains(['.', '/']) || !folded.chars().all(only) {
            return None;
        }
        let bare: String = folded.chars().filter(|sign| sign.is_alphabetic()).collect();
        let state = self.words.get(&bare).filter(|_| bare.len() <= 4)?;
        matches!(state, State::DontKnow | State::NotApplicable).then_some(*state)
    }

    /// A number beside the words of the same level: « 4 - Plutôt d'accord », « Plutôt d'accord (4) ».
    fn both(&self, folded: &str) -> Option<State> {
        let digits = folded.bytes().take_while(u8::is_ascii_digit).count();
        let (number, words) = match folded
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
        {
            Some((words, number)) if digits == 0 => (number, words),
            _ => {
                let (number, rest) = folded.split_at(digits);
                (number, rest.strip_prefix([' ', '.', ')', '-', ':'])?)
            }
        };
        let words = words.trim_matches([' ', '.', ')', '-', ':']);
        let state = *self.words.get(words)?;
        let same = self.numbered(whole(number.trim())?) == Some(state);
        (same && matches!(state, State::Valid(_))).then_some(state)
    }
}

/// A whole number, also written « 4,0 » or « 4.0 ».
fn whole(text: &str) -> Option<i32> {
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let plain =
        !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let exact = !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0');
    if plain && exact {
        whole.parse().ok()
    } else {
        None
    }
}

/// The spellings of the terms.
pub(super) const HORIZONS: [(&str, Horizon); 16] = [
    ("reference", Horizon::Reference),
    ("t0", Horizon::Reference),
    ("depart", Horizon::Reference),
    ("au depart", Horizon::Reference),
    ("etat initial", Horizon::Reference),
    ("court", Horizon::Short),
    ("court terme", Horizon::Short),
    ("ct", Horizon::Short),
    ("short", Horizon::Short),
    ("moyen", Horizon::Medium),
    ("moyen terme", Horizon::Medium),
    ("mt", Horizon::Medium),
    ("medium", Horizon::Medium),
    ("long", Horizon::Long),
    ("long terme", Horizon::Long),
    ("lt", Horizon::Long),
];

/// The term a text names; declared spellings only.
pub(super) fn horizon(text: &str) -> Option<Horizon> {
    let plain = folded(text).replace('.', "").replace('-', " ");
    let mut spellings = HORIZONS.iter();
    spellings
        .find(|(spelling, _)| *spelling == plain)
        .map(|(_, horizon)| *horizon)
}

/// « salarié·e·s », « salarié(e)s », « salarié.e » as « salarié ».
fn one_gender(folded: &str) -> String {
    let marks = ['.', '·', '•', '('];
    let is_ending = |sign: char| matches!(sign, '.' | '·' | '•' | '(' | ')' | 'e' | 's');
    let words = folded.split(' ').map(|word| match word.find(marks) {
        Some(at) if at > 0 && word[at..].chars().all(is_ending) => &word[..at],
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}
