//! The words of a questionnaire as files spell them: questions, criteria, groups, and the answers to each question.

use std::collections::{BTreeMap, HashMap};

use super::scale_words::ScaleWords;
use super::spelling::{REMEMBERED, folded, tool_name, tool_names, trimmed_bytes};
use super::wrapped;
use crate::model::{CriterionId, GroupId, ItemId, Questionnaire, Referential, Scale, State};

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
    scales: Vec<ScaleWords>,
    items: HashMap<String, ItemId>,
    /// The same as people retype them; none where two questions would be one.
    retyped: HashMap<String, Option<ItemId>>,
    groups: HashMap<String, GroupId>,
    subjects: HashMap<Box<[u8]>, Subject>,
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
        let mut named = Vec::new();
        for (rank, group) in (0_u8..).zip(&questionnaire.groups) {
            let names = [&group.id, &group.label, &group.singular];
            for name in names.into_iter().chain(&group.synonyms) {
                groups.entry(folded(name)).or_insert(GroupId(rank));
                let names = tool_names(name).into_iter();
                let names = names.filter(|name| name.contains('_'));
                named.extend(names.map(|name| (name, GroupId(rank))));
            }
        }
        // What a tool makes of a name, where no name is written so.
        for (name, group) in named {
            groups.entry(name).or_insert(group);
        }
        Codebook {
            questionnaire,
            referential,
            scales: questionnaire.scales.iter().map(ScaleWords::new).collect(),
            items,
            retyped,
            groups,
            subjects: HashMap::new(),
        }
    }

    /// The question a text names, by its key or its words; « Q 01 » is Q01, « groupe/Q01 » too, and so is what a tool wraps.
    pub fn item(&self, text: &str) -> Option<ItemId> {
        let folded = folded(text);
        if let Some(item) = self.items.get(&folded) {
            return Some(*item);
        }
        let retyped = |text: &str| self.retyped.get(&as_retyped(text)).copied().flatten();
        retyped(&folded).or_else(|| wrapped::inside(&folded).find_map(retyped))
    }

    /// Whether a text is the key or the words of a question, to the letter but for case and accents, or wraps the key.
    pub fn has_exactly(&self, text: &str) -> bool {
        let folded = folded(text);
        let again = wrapped::without_rank(&folded).map(str::trim);
        let mut inside = wrapped::inside(&folded)
            .filter(|part| bare_key(part).as_deref() == Some(part) || again == Some(part));
        self.items.contains_key(&folded) || inside.any(|part| self.items.contains_key(part))
    }

    /// Whether a text is or wraps the words of a question, but for the sign at their end: no tool writes them by chance.
    pub fn has_words(&self, text: &str) -> bool {
        let folded = folded(text);
        let is_words = |part: &str| {
            bare_key(part).is_none() && matches!(self.retyped.get(&as_retyped(part)), Some(Some(_)))
        };
        is_words(&folded) || wrapped::inside(&folded).any(is_words)
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
            .or_else(|| self.groups.get(folded.strip_suffix('s')?))
            .or_else(|| {
                let named = folded.contains('_').then(|| tool_name(&folded))?;
                self.groups.get(&named)
            })
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

    /// Before a file: nothing of it was met yet.
    pub fn begin_file(&mut self) {
        for scale in &mut self.scales {
            scale.worded = false;
        }
    }

    /// Whether the file answered in words on the scale of this rank.
    pub fn was_worded(&self, scale: usize) -> bool {
        self.scales[scale].worded
    }

    /// The same of a single digit.
    pub fn digit(&self, item: ItemId, digit: u8) -> Option<State> {
        self.scales[self.questionnaire.items[item.at()].scale].digit(digit)
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
pub(super) fn bare_key(folded: &str) -> Option<String> {
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

/// « salarié·e·s », « salarié(e)s », « salarié.e », « salarié-e » as « salarié ».
pub(super) fn one_gender(folded: &str) -> String {
    let marks = ['.', '·', '•', '(', '-'];
    let is_ending = |sign: char| matches!(sign, '.' | '·' | '•' | '(' | ')' | '-' | 'e' | 's');
    let words = folded.split(' ').map(|word| match word.find(marks) {
        Some(at) if at > 0 && word[at..].chars().all(is_ending) => &word[..at],
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}
