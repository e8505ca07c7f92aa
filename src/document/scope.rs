//! Who speaks first, what is aimed at, what is sensitive: the same answers for every section.
//!
//! Reads a study; writes no sentence of its own.

use crate::aggregate::figures::{Absent, Level, Party, Subject};
use crate::model::referential::{HiddenCounts, Thresholds};
use crate::model::{CategoryId, CriterionId, Horizon, Item, WaveId, WaveKind};

use super::reading::Named;
use super::{Study, words};

/// Whether no total may tell how many answered in a group that is kept back.
pub(super) fn masks_counts(study: &Study) -> bool {
    let asked = thresholds(study).hidden_counts;
    asked.max(study.project.hidden_counts) == HiddenCounts::Withheld
}

/// Thresholds in force: the referential's, or the programme's (never lower), raised to those of the
/// editions that the project has already published.
pub(super) fn thresholds(study: &Study) -> Thresholds {
    let programme = study.programme.and_then(|programme| programme.thresholds);
    let own = programme.unwrap_or(study.referential.thresholds);
    own.raised_by(study.project.register.contents())
}

/// All criteria in referential order.
pub(super) fn criteria(study: &Study) -> impl Iterator<Item = CriterionId> {
    CriterionId::each(&study.referential.criteria)
}

/// Name of a criterion.
pub(super) fn name(study: &Study, criterion: CriterionId) -> String {
    let entry = study.referential.criteria.get(criterion.at());
    entry.map(|entry| entry.name.clone()).unwrap_or_default()
}

/// « critère 3 », « critères 3, 5 et 12 »; none of no criterion.
pub(super) fn numbers(study: &Study, criteria: &[CriterionId]) -> Option<String> {
    let numbers: Vec<String> = criteria
        .iter()
        .filter_map(|criterion| study.referential.criteria.get(criterion.at()))
        .map(|criterion| criterion.number.to_string())
        .collect();
    let noun = if numbers.len() == 1 {
        "critère"
    } else {
        "critères"
    };
    (!numbers.is_empty()).then(|| format!("{noun} {}", words::list(&numbers)))
}

/// Whether the project aims at a criterion; it aims at all when it declares nothing.
pub(super) fn is_aimed(study: &Study, criterion: CriterionId) -> bool {
    let aimed = study.project.aimed.as_ref();
    aimed.is_none_or(|aimed| aimed.contains(&criterion))
}

/// Criteria that the project aims at, in referential order.
pub(super) fn aimed(study: &Study) -> Vec<CriterionId> {
    criteria(study)
        .filter(|criterion| is_aimed(study, *criterion))
        .collect()
}

/// Criteria of a category that the project aims at, in referential order.
pub(super) fn aimed_in(study: &Study, category: CategoryId) -> Vec<CriterionId> {
    let all = study.referential.criteria_of(category);
    all.filter(|criterion| is_aimed(study, *criterion))
        .collect()
}

/// Whether the score of a category counts criteria that the project does not aim at: it may then lie outside all that it is read
/// beside.
pub(super) fn counts_others(study: &Study, wave: WaveId, category: CategoryId) -> bool {
    let is_answered = |criterion: CriterionId| {
        groups(study).any(|group| {
            let level = level(study, wave, Party::Group(group), criterion);
            matches!(level, Ok(_) | Err(Absent::Withheld))
        })
    };
    let mut all = study.referential.criteria_of(category);
    all.any(|criterion| !is_aimed(study, criterion) && is_answered(criterion))
}

/// Ranks of the categories.
pub(super) fn categories(study: &Study) -> impl Iterator<Item = CategoryId> {
    CategoryId::each(&study.referential.categories)
}

/// Who speaks first: the only group when there is one, else the ensemble.
pub(super) fn speaker(study: &Study) -> Party {
    match study.figures.groups.len() {
        1 => Party::Group(0),
        _ => Party::Ensemble,
    }
}

/// Who speaks first, when it has any of what is counted; else the group that has most, the first of equals.
pub(super) fn first_with_most(study: &Study, count: impl Fn(Party) -> usize) -> Option<Party> {
    let first = speaker(study);
    if count(first) > 0 {
        return Some(first);
    }
    let groups = groups(study).map(|group| (count(Party::Group(group)), group));
    let most = groups
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, group)| (*count, usize::MAX - group));
    most.map(|(_, group)| Party::Group(group))
}

/// Whether a measure was made when the project started: a later one tells nothing of where it started from.
pub(super) fn is_at_start(study: &Study, wave: WaveId) -> bool {
    let entry = study.figures.wave(wave);
    entry.is_some_and(|entry| entry.horizon == Horizon::Reference)
}

/// What the only measure draws: « Profil de départ », or « Premier profil » when it came later.
pub(super) fn only_profile(study: &Study, wave: WaveId) -> &'static str {
    match is_at_start(study, wave) {
        true => "Profil de départ",
        false => "Premier profil",
    }
}

/// How many measures were made, those that a later one of the same term stands for among them.
pub(super) fn measures_made(study: &Study) -> usize {
    let waves = study.figures.waves.iter();
    let made = waves.filter(|wave| wave.answered && wave.kind == WaveKind::Measure);
    made.count()
}

/// « une seule mesure », or « une seule mesure retenue sur 2 (même échéance) » when a later one stands for another.
pub(super) fn only_measure(study: &Study) -> String {
    match measures_made(study) {
        made @ 2.. => format!("une seule mesure retenue sur {made} (même échéance)"),
        _ => "une seule mesure".to_owned(),
    }
}

/// Ranks of all groups, published or not.
pub(super) fn groups(study: &Study) -> std::ops::Range<usize> {
    0..study.figures.groups.len()
}

/// Rank of shape and colour of a group: the same on every page.
pub(super) fn style(group: usize) -> u8 {
    u8::try_from(group % 8).unwrap_or_default()
}

/// Whether a score of a group is kept back at a wave; a group without one that is not gave no answer that counts in a score.
pub(super) fn keeps_back(study: &Study, wave: WaveId, group: usize) -> bool {
    let mut levels = study.figures.levels.iter();
    levels.any(|((of, party, _), level)| {
        *of == wave && *party == Party::Group(group) && matches!(level, Err(Absent::Withheld))
    })
}

/// Groups with at least one published score at a wave.
pub(super) fn published_groups(study: &Study, wave: WaveId) -> Vec<usize> {
    let has_score = |group: &usize| {
        let mut levels = study.figures.levels.iter();
        levels.any(|((of, party, _), level)| {
            *of == wave && *party == Party::Group(*group) && level.is_ok()
        })
    };
    groups(study).filter(has_score).collect()
}

/// Score of a criterion, or why there is none; a criterion that no question asks about is not measured.
pub(super) fn level<'a>(
    study: &Study<'a>,
    wave: WaveId,
    party: Party,
    criterion: CriterionId,
) -> Result<&'a Level, Absent> {
    let figures = study.figures;
    if study.questionnaire.items_of(criterion).next().is_none() {
        return Err(Absent::NotMeasured);
    }
    figures.level(wave, party, Subject::Criterion(criterion))
}

/// Whether a question falls under the stricter rules, by itself or through a QVCT level.
pub(super) fn is_sensitive_item(study: &Study, item: &Item) -> bool {
    let level = |id: &crate::model::QvctId| study.referential.qvct.get(id.at());
    item.sensitive
        || item
            .qvct
            .iter()
            .filter_map(level)
            .any(|level| level.sensitive)
}

/// Whether a criterion has a sensitive question (`decisions.md` § 14).
pub(super) fn is_sensitive(study: &Study, criterion: CriterionId) -> bool {
    let mut items = study.questionnaire.items.iter();
    items.any(|item| item.criterion == criterion && is_sensitive_item(study, item))
}

/// Whether opinions are split in the party, or in a group of the ensemble.
pub(super) fn is_split_for(study: &Study, wave: WaveId, criterion: CriterionId) -> bool {
    groups(study).any(|group| {
        let level = level(study, wave, Party::Group(group), criterion);
        level.is_ok_and(|level| level.split().is_some())
    })
}

/// Names and scores of the aimed criteria with a figure at a measure, split opinions apart.
pub(super) fn named_scores(study: &Study, wave: WaveId, criteria: &[CriterionId]) -> Named {
    let party = speaker(study);
    let mut named = Named::default();
    for criterion in criteria {
        let (Some(entry), Ok(level)) = (
            study.referential.criteria.get(criterion.at()),
            level(study, wave, party, *criterion),
        ) else {
            continue;
        };
        if is_split_for(study, wave, *criterion) {
            named.split.push(level.score);
        } else {
            named.told.push((entry.name.clone(), level.score));
        }
    }
    named
}
