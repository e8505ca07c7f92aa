//! What a printed score is made of: how much each question, as each group answered it, counts in it.
//!
//! Two scores made of the same questions tell of each other. Knows no answer: only which questions were put to whom.

use std::collections::BTreeMap;

use crate::aggregate::field::Ratio;
use crate::aggregate::figures::{Absent, Party, Subject};
use crate::document::{Study, scope};
use crate::model::{CriterionId, EarlierSubject, Item, ItemId, QvctId, WaveId};

/// Questions as groups answered them, numbered within a project, each with its part in a score.
pub type Mix = Vec<(usize, Ratio)>;

/// The scores of a project's last measure, printed or not; none where nothing was asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mixes {
    /// Criteria, levels of QVCT and themes.
    pub subjects: BTreeMap<EarlierSubject, Mix>,
    /// Categories, by their rank.
    pub categories: BTreeMap<usize, Mix>,
}

/// Thousandths, so that a weight such as 0.5 is a whole number.
const WEIGHT: f64 = 1000.0;

/// What the scores of the last measure are made of.
pub(in crate::document::annual) fn mixes(study: &Study) -> Mixes {
    let mut found = Mixes::default();
    let Some(wave) = study.figures.last() else {
        return found;
    };
    let put = Put { study, wave };
    let mut add = |subject: Subject, key: EarlierSubject, is_wanted: &dyn Fn(&Item) -> bool| {
        let mix = put.mix(subject, &[put.questions(is_wanted)]);
        found.subjects.extend(mix.map(|mix| (key, mix)));
    };
    for criterion in scope::criteria(study) {
        let key = EarlierSubject::Criterion(criterion);
        add(Subject::Criterion(criterion), key, &|item| {
            item.criterion == criterion
        });
    }
    for level in QvctId::each(&study.referential.qvct) {
        let key = EarlierSubject::Qvct(level);
        add(Subject::Qvct(level), key, &|item| {
            item.qvct.contains(&level)
        });
    }
    for (rank, theme) in study.figures.themes.iter().enumerate() {
        let key = EarlierSubject::Theme(theme.clone());
        add(Subject::Theme(rank), key, &|item| {
            item.themes.contains(theme)
        });
    }
    for category in scope::categories(study) {
        let criteria = study.referential.criteria_of(category);
        let parts: Vec<Vec<usize>> = criteria
            .map(|criterion| put.questions(&|item| item.criterion == criterion))
            .collect();
        let mix = put.mix(Subject::Category(category), &parts);
        found.categories.extend(mix.map(|mix| (category.at(), mix)));
    }
    found
}

/// What was put to whom in a measure.
struct Put<'s> {
    study: &'s Study<'s>,
    wave: WaveId,
}

impl Put<'_> {
    /// Ranks of questions.
    fn questions(&self, is_wanted: &dyn Fn(&Item) -> bool) -> Vec<usize> {
        let items = self.study.questionnaire.items.iter().enumerate();
        let wanted = items.filter(|(_, item)| is_wanted(item));
        wanted.map(|(rank, _)| rank).collect()
    }

    /// The parts of a subject in the score of whoever speaks first: questions weigh within their part, parts alike;
    /// `None` when nothing of it was asked.
    fn mix(&self, subject: Subject, parts: &[Vec<usize>]) -> Option<Mix> {
        let (study, wave) = (self.study, self.wave);
        let speaker = scope::speaker(study);
        let level = study.figures.level(wave, speaker, subject).ok();
        let groups: Vec<usize> = match (speaker, level) {
            (Party::Group(group), _) => vec![group],
            (Party::Ensemble, Some(level)) => level.groups.clone(),
            (Party::Ensemble, None) => scope::groups(study).collect(),
        };
        let through = level.is_some_and(|level| level.through_criteria);
        let asked = groups.into_iter().filter_map(|group| {
            let asked = parts.iter().map(|part| self.asked(group, part, through));
            let asked: Vec<Vec<usize>> = asked.filter(|part| !part.is_empty()).collect();
            (!asked.is_empty()).then_some((group, asked))
        });
        let asked: Vec<(usize, Vec<Vec<usize>>)> = asked.collect();
        let of_group = |group: usize| study.figures.weighing.of(group) as i64;
        let groups: i64 = asked.iter().map(|(group, _)| of_group(*group)).sum();
        let mut mix = Vec::new();
        for (group, parts) in &asked {
            for part in parts {
                let all: i64 = part.iter().map(|&item| self.weight(item)).sum();
                let count = parts.len() as i64;
                for &item in part {
                    let own = of_group(*group) * self.weight(item);
                    let ratio = Ratio::new(own, groups * count * all)?;
                    mix.push((group * study.questionnaire.items.len() + item, ratio));
                }
            }
        }
        (!mix.is_empty()).then_some(mix)
    }

    /// The questions of a part that a group answered; none of a criterion that is kept back, where a category is told
    /// through its criteria.
    fn asked(&self, group: usize, part: &[usize], through: bool) -> Vec<usize> {
        let (study, wave) = (self.study, self.wave);
        let criterion = |item: &usize| study.questionnaire.items[*item].criterion;
        let is_printed = |criterion: CriterionId| {
            let subject = Subject::Criterion(criterion);
            let level = study.figures.level(wave, Party::Group(group), subject);
            level.is_ok()
        };
        if through && !part.first().map(criterion).is_some_and(is_printed) {
            return Vec::new();
        }
        // A question that nobody answered on its scale is in no score.
        let counts = |item: &usize| {
            let item = ItemId(u16::try_from(*item).unwrap_or(u16::MAX));
            let figure = study.figures.items.get(&(wave, group, item));
            !matches!(figure, None | Some(Err(Absent::NotMeasured)))
        };
        part.iter().copied().filter(counts).collect()
    }

    fn weight(&self, item: usize) -> i64 {
        (self.study.questionnaire.items[item].weight * WEIGHT).round() as i64
    }
}
