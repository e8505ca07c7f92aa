//! What rows speak of, in the order of the referential, and the words that name it. No figure is read here.

use crate::aggregate::figures::{Absent, Figures, Party, Subject};
use crate::model::{GroupId, ItemId, WaveId};

use super::Source;

/// A subject, or one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Subject(Subject),
    Item(ItemId),
}

/// What a row is about, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// `critere`, `categorie`, `qvct`, `theme` or `item`.
    pub level: &'static str,
    /// `C01`, `dynamique`, `3`, `droit_erreur`, `Q07`.
    pub code: String,
    /// As printed.
    pub label: String,
}

/// Every question, in the order of the questionnaire.
pub(super) fn items(source: &Source) -> impl Iterator<Item = ItemId> {
    ItemId::each(&source.questionnaire.items)
}

/// Whether the project aims at a criterion or at a question of one; all other subjects are everybody's.
pub(super) fn is_aimed(source: &Source, topic: Topic) -> bool {
    let criterion = match topic {
        Topic::Subject(Subject::Criterion(id)) => id,
        Topic::Item(id) => source.questionnaire.items[id.at()].criterion,
        Topic::Subject(_) => return true,
    };
    let aimed = source.project.aimed.as_ref();
    aimed.is_none_or(|aimed| aimed.contains(&criterion))
}

/// Whether the questionnaire puts a question to a group, as published or before it was merged.
pub(super) fn is_put_to(source: &Source, item: ItemId, group: usize) -> bool {
    let members: &[GroupId] = &source.figures.groups[group].members;
    let groups = &source.questionnaire.items[item.at()].groups;
    groups.iter().any(|group| members.contains(group))
}

/// Whether a subject is put to a party at some wave.
pub(super) fn is_put_to_party(figures: &Figures, party: Party, subject: Subject) -> bool {
    waves(figures).any(|wave| figures.level(wave, party, subject) != Err(Absent::NotConcerned))
}

/// Whether a question about the subject is put to anybody.
pub(super) fn is_asked(figures: &Figures, subject: Subject) -> bool {
    (0..figures.groups.len()).any(|group| is_put_to_party(figures, Party::Group(group), subject))
}

/// The groups, then everybody; of a subject put to one group, everybody would say the same again.
pub(super) fn parties(figures: &Figures, subject: Subject) -> Vec<Party> {
    let groups: Vec<Party> = (0..figures.groups.len()).map(Party::Group).collect();
    let asked = groups
        .iter()
        .filter(|party| is_put_to_party(figures, **party, subject));
    let everybody = (asked.count() > 1).then_some(Party::Ensemble);
    groups.into_iter().chain(everybody).collect()
}

/// All waves, in order of time.
pub(super) fn waves(figures: &Figures) -> impl Iterator<Item = WaveId> {
    let count = u8::try_from(figures.waves.len()).unwrap_or(u8::MAX);
    (0..count).map(WaveId)
}

/// Key of a group; « ensemble » for everybody.
pub(super) fn party_key(figures: &Figures, party: Party) -> String {
    match party {
        Party::Ensemble => "ensemble".to_owned(),
        Party::Group(rank) => figures.groups[rank].id.clone(),
    }
}

/// Name of a group as printed; « ensemble » for everybody.
pub(super) fn party_label(figures: &Figures, party: Party) -> String {
    match party {
        Party::Ensemble => "ensemble".to_owned(),
        Party::Group(rank) => figures.groups[rank].label.clone(),
    }
}

pub(super) fn named(source: &Source, topic: Topic) -> Named {
    let referential = source.referential;
    let (level, code, label) = match topic {
        Topic::Subject(Subject::Criterion(id)) => {
            let entry = &referential.criteria[id.at()];
            ("critere", entry.code.clone(), entry.name.clone())
        }
        Topic::Subject(Subject::Category(id)) => {
            let entry = &referential.categories[id.at()];
            ("categorie", entry.key.clone(), entry.name.clone())
        }
        Topic::Subject(Subject::Qvct(id)) => {
            let entry = &referential.qvct[id.at()];
            ("qvct", entry.number.to_string(), entry.name.clone())
        }
        Topic::Subject(Subject::Theme(rank)) => {
            let key = source.figures.themes[rank].clone();
            ("theme", key.clone(), key)
        }
        Topic::Item(id) => {
            let item = &source.questionnaire.items[id.at()];
            ("item", item.id.clone(), item.label.clone())
        }
    };
    Named { level, code, label }
}
