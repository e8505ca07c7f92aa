//! All published figures of one project: bundle by bundle, group by group, through the gate.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::referential::Thresholds;
use crate::model::{CriterionId, Project, Questionnaire, Referential, Survey, WaveId, WaveKind};

use super::changes;
use super::disclosure::{Base, Gate, Sensitivity};
use super::estimate::Regularisation;
use super::figures::{Absent, FigureWave, Figures, Gap, Party, Subject};
use super::grouping::{Grouping, grouping};
use super::participation::{self, Grounds, wave_id};
use super::tally::{self, Bundle, Crowd, Scores};

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
    for bundle in tally::bundles(
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
    fn new(material: Material<'a>) -> Self {
        let thresholds = material.thresholds;
        let regularisation = Regularisation {
            weight: thresholds.prior_weight,
            deviation: thresholds.prior_sd,
            ..Regularisation::HOUSE
        };
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
    pub fn scores_of(&self, wave: usize, group: usize, scores: &[Option<f64>]) -> Vec<f64> {
        self.crowds[wave]
            .group
            .iter()
            .zip(scores)
            .filter(|(of, _)| **of == Some(group))
            .filter_map(|(_, score)| *score)
            .collect()
    }

    /// Stricter thresholds when any item of the subject is sensitive, or the QVCT level is.
    pub fn sensitivity(&self, bundle: &Bundle, slot: usize) -> Sensitivity {
        let by_level = match bundle.subjects[slot] {
            Subject::Qvct(level) => self.material.referential.qvct[level.at()].sensitive,
            _ => false,
        };
        let by_item = tally::items_of(bundle, slot)
            .any(|item| self.material.questionnaire.items[item.at()].sensitive);
        if by_level || by_item {
            Sensitivity::Sensitive
        } else {
            Sensitivity::Ordinary
        }
    }

    /// Bounds of the favourable and unfavourable answers when a subject rests on one item at a wave.
    fn ends(&self, bundle: &Bundle, slot: usize, wave: usize) -> Option<(f64, f64)> {
        let mut items = tally::items_of(bundle, slot).filter(|item| self.present[wave][item.at()]);
        let (Some(only), None) = (items.next(), items.next()) else {
            return None;
        };
        self.item_ends(only.at())
    }

    fn item_ends(&self, item: usize) -> Option<(f64, f64)> {
        let question = &self.material.questionnaire.items[item];
        let scale = &self.material.questionnaire.scales[question.scale];
        let score = |level: &u8| self.level_scores[item].get(usize::from(*level)).copied();
        // On a reversed item the levels favourable as worded are the unfavourable ones.
        let (best, worst) = if question.reversed {
            (&scale.unfavourable, &scale.favourable)
        } else {
            (&scale.favourable, &scale.unfavourable)
        };
        let favourable = best.iter().filter_map(score).min_by(f64::total_cmp)?;
        let unfavourable = worst.iter().filter_map(score).max_by(f64::total_cmp)?;
        Some((favourable, unfavourable))
    }

    /// Whether the questionnaire puts the subject to a published group.
    fn is_asked(&self, bundle: &Bundle, slot: usize, group: usize) -> bool {
        let members = &self.grouping.groups[group].members;
        tally::items_of(bundle, slot).any(|item| {
            self.material.questionnaire.items[item.at()]
                .groups
                .iter()
                .any(|g| members.contains(g))
        })
    }

    fn publish_levels(&self, bundle: &Bundle, scores: &[Scores], figures: &mut Figures) {
        for (wave, wave_scores) in scores.iter().enumerate() {
            for (slot, subject) in bundle.subjects.iter().enumerate() {
                self.publish_level(bundle, slot, *subject, wave, &wave_scores[slot], figures);
            }
            if bundle.category.is_some() {
                self.publish_items(bundle, wave, wave_scores, figures);
            }
        }
    }

    fn publish_level(
        &self,
        bundle: &Bundle,
        slot: usize,
        subject: Subject,
        wave: usize,
        scores: &[Option<f64>],
        figures: &mut Figures,
    ) {
        let sensitivity = self.sensitivity(bundle, slot);
        let ends = self.ends(bundle, slot, wave);
        let asked: Vec<usize> = (0..self.grouping.groups.len())
            .filter(|&group| self.is_asked(bundle, slot, group))
            .collect();
        let values: Vec<Vec<f64>> = asked
            .iter()
            .map(|&group| self.scores_of(wave, group, scores))
            .collect();
        let mut parts = Vec::new();
        for (&group, values) in asked.iter().zip(&values) {
            let people =
                participation::invited(self.material.project, wave, &self.grouping.groups[group]);
            let base = Base {
                scores: values,
                population: people,
                sensitivity,
                ends,
            };
            let figure = if self.hidden.contains(&(wave, group))
                || self.theme_leaks(bundle, slot, wave, group, scores)
            {
                Err(Absent::Withheld)
            } else {
                self.gate.level(&base)
            };
            parts.push((group, base, figure));
        }
        let views: Vec<_> = parts
            .iter()
            .map(|(group, base, figure)| (*group, base, figure))
            .collect();
        if !views.is_empty() {
            figures.levels.insert(
                (wave_id(wave), Party::Ensemble, subject),
                self.gate.ensemble(&views),
            );
        }
        for (group, _, figure) in parts {
            figures
                .levels
                .insert((wave_id(wave), Party::Group(group), subject), figure);
        }
    }

    /// A theme is a figure about items: it is withheld when one to k − 1 people of its criterion's
    /// base are not in its own (`decisions.md` § 12).
    fn theme_leaks(
        &self,
        bundle: &Bundle,
        slot: usize,
        wave: usize,
        group: usize,
        scores: &[Option<f64>],
    ) -> bool {
        if !matches!(bundle.subjects[slot], Subject::Theme(_)) {
            return false;
        }
        let usable = self.crowds[wave]
            .group
            .iter()
            .filter(|of| **of == Some(group))
            .count();
        let answered = self.scores_of(wave, group, scores).len();
        let outside = usable.saturating_sub(answered);
        let fewest = self.gate.score(self.sensitivity(bundle, slot)) as usize;
        let alone = self.ends(bundle, slot, wave).is_some() && self.rests_alone(bundle, slot, wave);
        outside > 0 && outside < fewest && !alone
    }

    /// Whether the theme's only item is also the only item of its criterion: one figure under two names.
    fn rests_alone(&self, bundle: &Bundle, slot: usize, wave: usize) -> bool {
        let questionnaire = self.material.questionnaire;
        tally::items_of(bundle, slot).all(|item| {
            let criterion = questionnaire.items[item.at()].criterion;
            questionnaire
                .items_of(criterion)
                .filter(|other| self.present[wave][other.at()])
                .count()
                == 1
        })
    }

    fn publish_items(&self, bundle: &Bundle, wave: usize, scores: &Scores, figures: &mut Figures) {
        let slot_of = |criterion: CriterionId| {
            bundle
                .subjects
                .iter()
                .position(|subject| *subject == Subject::Criterion(criterion))
        };
        let answers = &self.material.survey.waves[wave];
        let questionnaire = self.material.questionnaire;
        let tallies = tally::items(
            answers,
            questionnaire,
            &self.crowds[wave],
            bundle,
            scores,
            slot_of,
        );
        for (group, items) in tallies.iter().enumerate() {
            let people =
                participation::invited(self.material.project, wave, &self.grouping.groups[group]);
            for (item, tally) in items.iter().enumerate() {
                let Some(tally) = tally else { continue };
                let values = spelled_out(
                    &tally.counts,
                    questionnaire.items[item].reversed,
                    &self.level_scores[item],
                );
                let sensitive = slot_of(questionnaire.items[item].criterion)
                    .map_or(Sensitivity::Ordinary, |slot| self.sensitivity(bundle, slot));
                let base = Base {
                    scores: &values,
                    population: people,
                    sensitivity: sensitive,
                    ends: self.item_ends(item),
                };
                let asides = (tally.dont_know, tally.not_applicable, tally.missing);
                let figure = if self.hidden.contains(&(wave, group)) {
                    Err(Absent::Withheld)
                } else {
                    self.gate.item(&base, &tally.counts, asides, tally.outside)
                };
                let key = crate::model::ItemId(u16::try_from(item).unwrap_or(u16::MAX));
                figures.items.insert((wave_id(wave), group, key), figure);
            }
        }
    }

    /// Conditions, level of evidence, gaps and blanks at the last wave.
    fn judge(&self, figures: &mut Figures) {
        let Some(last) = figures.last() else { return };
        let (blanks, unanswered) = participation::non_response(
            self.material.survey,
            self.material.questionnaire,
            last,
            self.material.thresholds.score,
        );
        figures.non_response = blanks;
        figures.gaps = self.gaps(figures, last);
        figures.conditions = participation::judged(&self.grounds(figures, last, unanswered));
        figures.evidence = match (
            &self.material.project.comparison,
            figures.measures().count(),
        ) {
            (Some(_), 2..) => 3,
            (None, 2..) => 2,
            _ => 1,
        };
    }

    fn grounds(&self, figures: &Figures, last: WaveId, unanswered: f64) -> Grounds {
        let published: Vec<usize> = (0..figures.groups.len())
            .filter(|&group| {
                figures.levels.iter().any(|((wave, party, _), figure)| {
                    *wave == last && *party == Party::Group(group) && figure.is_ok()
                })
            })
            .collect();
        let total = figures
            .participation
            .iter()
            .find(|p| p.wave == last && p.party == Party::Ensemble);
        let present = &self.present[last.at()];
        let mut per_criterion: BTreeMap<CriterionId, u32> = BTreeMap::new();
        for (item, _) in self
            .material
            .questionnaire
            .items
            .iter()
            .zip(present)
            .filter(|(_, p)| **p)
        {
            *per_criterion.entry(item.criterion).or_default() += 1;
        }
        let counts: Vec<f64> = per_criterion
            .values()
            .map(|&count| f64::from(count))
            .collect();
        Grounds {
            people: published
                .iter()
                .map(|&group| self.crowds[last.at()].usable[group])
                .sum(),
            waves: u32::try_from(figures.measures().count()).unwrap_or(u32::MAX),
            followed: changes::followed_share(self, figures),
            groups: u32::try_from(published.len()).unwrap_or(u32::MAX),
            rate: total.and_then(|participation| participation.rate),
            items_per_criterion: super::estimate::quantile(&counts, 0.5).unwrap_or(0.0),
            unanswered,
        }
    }

    fn gaps(&self, figures: &Figures, last: WaveId) -> BTreeMap<CriterionId, Gap> {
        let mut gaps = BTreeMap::new();
        for index in 0..self.material.referential.criteria.len() {
            let criterion = CriterionId(u8::try_from(index).unwrap_or(u8::MAX));
            let found: Vec<(usize, f64)> = (0..figures.groups.len())
                .filter_map(|group| {
                    let level = figures
                        .level(last, Party::Group(group), Subject::Criterion(criterion))
                        .ok()?;
                    matches!(level.score, super::figures::Score::Exact(_))
                        .then(|| (group, level.score.number()))
                })
                .collect();
            let highest = found
                .iter()
                .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            let lowest = found
                .iter()
                .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
            let (Some(&(high, top)), Some(&(low, bottom))) = (highest, lowest) else {
                continue;
            };
            if high == low {
                continue;
            }
            let established = self.gap_is_established(last, criterion, &found);
            gaps.insert(
                criterion,
                Gap {
                    points: top - bottom,
                    highest: high,
                    lowest: low,
                    established,
                },
            );
        }
        gaps
    }

    fn gap_is_established(
        &self,
        wave: WaveId,
        criterion: CriterionId,
        groups: &[(usize, f64)],
    ) -> bool {
        let bundle = tally::single(self.material.questionnaire, Subject::Criterion(criterion));
        let scores = self.scores(wave.at(), &bundle, &self.present[wave.at()]);
        let values: Vec<Vec<f64>> = groups
            .iter()
            .map(|(group, _)| self.scores_of(wave.at(), *group, &scores[0]))
            .collect();
        let views: Vec<&[f64]> = values.iter().map(Vec::as_slice).collect();
        super::disagreement::gaps(&views, &self.gate.regularisation)
            .iter()
            .any(super::disagreement::Gap::is_established)
    }

    /// Groups in which organisations speak: hidden at 85 % of the answers from one, noted from half.
    fn with_dominance(mut self) -> Self {
        for wave in 0..self.crowds.len() {
            for group in 0..self.grouping.groups.len() {
                if self
                    .dominance(wave, group)
                    .is_some_and(|share| share >= 0.85)
                {
                    self.hidden.insert((wave, group));
                }
            }
        }
        self
    }

    fn note_dominated(&self, figures: &mut Figures) {
        let Some(last) = figures.last() else { return };
        figures.dominated = (0..self.grouping.groups.len())
            .filter_map(|group| {
                let share = self.dominance(last.at(), group)?;
                (share >= 0.5).then_some((group, share >= 0.85))
            })
            .collect();
    }

    /// Share of the largest organisation among the respondents of a group that speaks for three organisations or more.
    fn dominance(&self, wave: usize, group: usize) -> Option<f64> {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        let people = self.material.survey.waves[wave]
            .respondents
            .iter()
            .zip(&self.crowds[wave].group);
        for (person, _) in people.filter(|(_, of)| **of == Some(group)) {
            *counts.entry(person.organisation?).or_default() += 1;
        }
        let most = counts.values().max()?;
        (counts.len() >= 3).then(|| f64::from(*most) / f64::from(counts.values().sum::<u32>()))
    }
}

/// Scores of an item's answers from its oriented counts.
fn spelled_out(counts: &[u32], reversed: bool, level_scores: &[f64]) -> Vec<f64> {
    let mut scores = Vec::new();
    for (rank, &count) in counts.iter().enumerate() {
        let level = if reversed {
            counts.len() - 1 - rank
        } else {
            rank
        };
        scores.extend(std::iter::repeat_n(level_scores[level], count as usize));
    }
    scores
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
