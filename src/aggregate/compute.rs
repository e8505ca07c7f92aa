//! All published figures of one project: subject by subject, group by group, through the gate.

use std::collections::BTreeSet;

use crate::model::referential::Thresholds;
use crate::model::{
    ItemId, PastEdition, Project, Questionnaire, Referential, Survey, WaveId, WaveKind,
};

use super::changes;
use super::changes::families;
use super::changes::pairing::Compared;
use super::companions::coherence;
use super::composite::Composite;
use super::crowd::{Crowd, crowd};
use super::disclosure::{Gate, Sensitivity};
use super::edition::renamed::renamed;
use super::estimate::Regularisation;
use super::figures::{FigureWave, Figures, Party, Subject, Weighing};
use super::group_weights::weighing;
use super::grouping::{Grouping, grouping};
use super::participation;
use super::protection::{Protection, protection};
use super::retold::Told;
use super::tally;

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
    /// What each group weighs in « ensemble ».
    pub weighing: Weighing,
    pub crowds: Vec<Crowd>,
    pub level_scores: Vec<Vec<f64>>,
    /// Items with an answer, per wave.
    pub present: Vec<Vec<bool>>,
    /// Groups hidden at a wave because one organisation speaks for nearly all: (wave, group).
    pub hidden: BTreeSet<(usize, usize)>,
    /// Themes of the questionnaire in alphabetical order.
    pub themes: Vec<String>,
    /// What the audit of all that is printed withholds.
    pub protection: Protection,
}

/// Computes and publishes the figures of a project of which nothing was published before.
pub fn figures(material: Material) -> Figures {
    figures_after(material, &[])
}

/// Computes and publishes the figures of a project beside those of earlier editions.
///
/// What would let two editions be subtracted is withheld and listed in [`Figures::corrected`]; the
/// thresholds are the highest of now and then.
pub fn figures_after(material: Material, past: &[PastEdition]) -> Figures {
    figures_and(material, past, |_, _| {})
}

/// The same figures, and how the questions of each criterion go together: of what the annex prints beside them, all that
/// `check` needs.
pub fn figures_with_coherence(material: Material, past: &[PastEdition]) -> Figures {
    figures_and(material, past, |workshop, figures| {
        figures.companions = coherence(workshop, figures);
    })
}

fn figures_and(
    material: Material,
    past: &[PastEdition],
    also: impl FnOnce(&Workshop, &mut Figures),
) -> Figures {
    let past = &renamed(&material, past)[..];
    let mut thresholds = material.thresholds.raised_by(past);
    thresholds.hidden_counts = thresholds.hidden_counts.max(material.project.hidden_counts);
    let material = Material {
        thresholds: &thresholds,
        ..material
    };
    let mut workshop = Workshop::new(material);
    let mut figures = Figures {
        groups: workshop.grouping.groups.clone(),
        merged: workshop.grouping.merged.clone(),
        weighing: workshop.weighing.clone(),
        waves: waves(&material, &workshop.crowds),
        themes: workshop.themes.clone(),
        ..Figures::default()
    };
    let pairs = changes::pairs(&figures);
    workshop.protection = protection(&workshop, &pairs, past);
    workshop.protection.tell(&mut figures);
    figures.participation = participation::participation(&workshop);
    workshop.note_dominated(&mut figures);
    let compared = pairs.iter().map(|&waves| Compared::new(&workshop, waves));
    let compared: Vec<Compared> = compared.collect();
    let mut drafts = changes::drafts::Drafts::new();
    let mut told = Told::new();
    for composite in Composite::all(
        material.questionnaire,
        material.referential,
        &figures.themes,
    ) {
        let scores = workshop.scores_at_all_waves(&composite);
        workshop.publish_levels(&composite, &scores, &mut figures, &mut told);
        for two in &compared {
            changes::drafts::draft_pair(&workshop, &composite, &scores, two, &figures, &mut drafts);
        }
    }
    families::publish(&workshop, drafts, &mut figures);
    let listed = std::mem::take(&mut figures.unfollowed);
    let told = |&(from, to, group, subject): &(WaveId, WaveId, usize, Subject)| {
        let change = figures.change(from, to, Party::Group(group), subject);
        change.is_ok()
    };
    figures.unfollowed = listed.into_iter().filter(told).collect();
    workshop.judge(&mut figures);
    also(&workshop, &mut figures);
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
        let items = material.questionnaire.items.len();
        let waves = &material.survey.waves;
        let crowds: Vec<Crowd> = waves
            .iter()
            .map(|wave| crowd(wave, &grouping.of, groups, items))
            .collect();
        Workshop {
            gate: Gate {
                thresholds,
                regularisation,
            },
            level_scores: tally::level_scores(material.questionnaire),
            present: crowds.iter().map(|crowd| crowd.present.clone()).collect(),
            hidden: BTreeSet::new(),
            themes: themes(material.questionnaire),
            protection: Protection::default(),
            weighing: weighing(
                thresholds.group_weight,
                material.project,
                &grouping.groups,
                &crowds,
            ),
            material,
            grouping,
            crowds,
        }
        .with_dominance()
    }

    /// Stricter thresholds when any item of the subject is sensitive, or the QVCT level is.
    pub fn sensitivity(&self, composite: &Composite) -> Sensitivity {
        self.sensitivity_over(composite.subject, composite.items())
    }

    /// The same over the questions given.
    pub fn sensitivity_over(
        &self,
        subject: Subject,
        mut items: impl Iterator<Item = ItemId>,
    ) -> Sensitivity {
        let by_level = match subject {
            Subject::Qvct(level) => self.material.referential.qvct[level.at()].sensitive,
            _ => false,
        };
        let questions = &self.material.questionnaire.items;
        if by_level || items.any(|item| questions[item.at()].sensitive) {
            Sensitivity::Sensitive
        } else {
            Sensitivity::Ordinary
        }
    }
}

fn themes(questionnaire: &Questionnaire) -> Vec<String> {
    let named = questionnaire.items.iter().flat_map(|item| &item.themes);
    let themes: BTreeSet<&String> = named.collect();
    themes.into_iter().cloned().collect()
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
