//! All published figures of one project: bundle by bundle, group by group, through the gate.

use std::collections::BTreeSet;

use crate::model::referential::Thresholds;
use crate::model::{Project, Questionnaire, Referential, Survey, WaveKind};

use super::bundle::{Bundle, Kept, bundles};
use super::changes;
use super::disclosure::{Gate, Sensitivity};
use super::estimate::Regularisation;
use super::figures::{FigureWave, Figures, Subject};
use super::grouping::{Grouping, grouping};
use super::participation;
use super::tally::{self, Crowd, Scores};

/// What figures are computed from.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// Validated answers.
    pub survey: &'a Survey,
    /// Waves, populations, merges, comparison.
    pub project: &'a Project,
    /// Items and scales.
    pub questionnaire: &'a Questionnaire,
    /// Criteria and QVCT levels.
    pub referential: &'a Referential,
    /// Thresholds of the run: the referential's, or raised by the programme.
    pub thresholds: &'a Thresholds,
}

/// Everything computed once per project.
pub(super) struct Workshop<'a> {
    pub material: Material<'a>,
    pub gate: Gate<'a>,
    pub grouping: Grouping,
    pub crowds: Vec<Crowd>,
    pub level_scores: Vec<Vec<f64>>,
    /// Items with an answer, per wave.
    pub present: Vec<Vec<bool>>,
    /// Groups hidden at a wave because one organisation speaks for nearly all: (wave, group).
    pub hidden: BTreeSet<(usize, usize)>,
}

/// Computes and publishes the figures of a project.
pub fn figures(material: Material) -> Figures {
    let workshop = Workshop::new(material);
    let themes: BTreeSet<&String> = material
        .questionnaire
        .items
        .iter()
        .flat_map(|item| &item.themes)
        .collect();
    let mut figures = Figures {
        groups: workshop.grouping.groups.clone(),
        merged: workshop.grouping.merged.clone(),
        waves: waves(&material, &workshop.crowds),
        themes: themes.into_iter().cloned().collect(),
        ..Figures::default()
    };
    figures.participation = participation::participation(
        material.survey,
        material.project,
        &figures.groups,
        &workshop.crowds,
        material.thresholds.score,
    );
    workshop.note_dominated(&mut figures);
    let mut drafts = changes::Drafts::new();
    for bundle in bundles(
        material.questionnaire,
        material.referential,
        &figures.themes,
    ) {
        let scores: Vec<Scores> = (0..material.survey.waves.len())
            .map(|wave| workshop.scores(wave, &bundle, &workshop.present[wave]))
            .collect();
        workshop.publish_levels(&bundle, &scores, &mut figures);
        changes::draft_bundle(&workshop, &bundle, &scores, &figures, &mut drafts);
    }
    changes::publish(&workshop, drafts, &mut figures);
    workshop.judge(&mut figures);
    figures
}

impl<'a> Workshop<'a> {
    pub(super) fn new(material: Material<'a>) -> Self {
        let thresholds = material.thresholds;
        let regularisation = Regularisation::of(thresholds);
        let grouping = grouping(
            material.survey,
            material.project,
            material.questionnaire,
            thresholds.score,
        );
        let groups = grouping.groups.len();
        let crowds: Vec<Crowd> = material
            .survey
            .waves
            .iter()
            .map(|wave| tally::crowd(wave, &grouping.of, groups))
            .collect();
        let items = material.questionnaire.items.len();
        Workshop {
            gate: Gate {
                thresholds,
                regularisation,
            },
            level_scores: tally::level_scores(material.questionnaire),
            present: material
                .survey
                .waves
                .iter()
                .map(|w| tally::items_present(w, items))
                .collect(),
            hidden: BTreeSet::new(),
            material,
            grouping,
            crowds,
        }
        .with_dominance()
    }

    /// Scores of a bundle at a wave over the items of a mask.
    pub fn scores(&self, wave: usize, bundle: &Bundle, mask: &[bool]) -> Scores {
        let answers = &self.material.survey.waves[wave];
        tally::scores(
            answers,
            self.material.questionnaire,
            &self.level_scores,
            bundle,
            mask,
        )
    }

    /// Scores of the usable respondents of a group, in their order.
    pub fn scores_of(&self, wave: usize, group: usize, scores: &[Option<Kept>]) -> Vec<f64> {
        self.crowds[wave]
            .group
            .iter()
            .zip(scores)
            .filter(|(of, _)| of.map(usize::from) == Some(group))
            .filter_map(|(_, score)| score.map(Kept::score))
            .collect()
    }

    /// Stricter thresholds when any item of the subject is sensitive, or the QVCT level is.
    pub fn sensitivity(&self, bundle: &Bundle, slot: usize) -> Sensitivity {
        let by_level = match bundle.subjects[slot] {
            Subject::Qvct(level) => self.material.referential.qvct[level.at()].sensitive,
            _ => false,
        };
        let by_item = bundle
            .items_of(slot)
            .any(|item| self.material.questionnaire.items[item.at()].sensitive);
        if by_level || by_item {
            Sensitivity::Sensitive
        } else {
            Sensitivity::Ordinary
        }
    }
}

fn waves(material: &Material, crowds: &[Crowd]) -> Vec<FigureWave> {
    let mut waves: Vec<FigureWave> = material
        .project
        .waves
        .iter()
        .zip(&material.survey.waves)
        .zip(crowds)
        .map(|((wave, answers), crowd)| FigureWave {
            id: wave.id.clone(),
            horizon: wave.horizon.unwrap_or(crate::model::Horizon::Reference),
            date: answers.days.map(|days| days.median).or(wave.start),
            days: answers
                .days
                .map(|days| (days.first, days.last))
                .or(wave.start.zip(wave.end)),
            kind: wave.kind,
            stands: true,
            answered: crowd.usable.iter().any(|&people| people > 0),
        })
        .collect();
    for index in 0..waves.len() {
        let later = waves[index + 1..].iter().any(|other| {
            other.answered
                && other.kind == waves[index].kind
                && other.horizon == waves[index].horizon
        });
        waves[index].stands = !(later && waves[index].kind == WaveKind::Measure);
    }
    waves
}
