//! What the last wave is worth: conditions of measure, level of evidence, gaps between groups, dominance.

use std::collections::BTreeMap;

use crate::model::{CriterionId, WaveId};

use super::blanks::non_response;
use super::changes;
use super::compute::Workshop;
use super::disclosure::Sensitivity;
use super::estimate::Sample;
use super::figures::{Figures, Gap, Party, Score, Subject};
use super::participation::{self, Grounds};

impl Workshop<'_> {
    /// Conditions, level of evidence, gaps and blanks at the last wave.
    pub(super) fn judge(&self, figures: &mut Figures) {
        let Some(last) = figures.last() else { return };
        let (mut blanks, unanswered) = non_response(
            &self.crowds[last.at()].sheets,
            self.material.questionnaire,
            (
                |about| self.fewest_of_share(about),
                self.material.thresholds.hidden_counts,
            ),
        );
        for (criterion, rates) in &mut blanks {
            if !self.protection.tells_share(last.at(), *criterion) {
                rates.asked = 0;
            }
        }
        figures.non_response = blanks;
        figures.gaps = self.gaps(figures, last);
        // What rests on answers that are all kept back is not told.
        let told = figures.levels.values().any(Result::is_ok);
        let grounds = self.grounds(figures, last, unanswered.filter(|_| told));
        figures.conditions = participation::judged(&grounds);
        figures.evidence = match (
            &self.material.project.comparison,
            figures.measures().count(),
        ) {
            (Some(_), 2..) => 3,
            (None, 2..) => 2,
            _ => 1,
        };
    }

    /// Fewest people behind a share of blanks, of a criterion or of all.
    fn fewest_of_share(&self, about: Option<CriterionId>) -> u32 {
        let Some(criterion) = about else {
            return self.gate.distribution(Sensitivity::Ordinary);
        };
        let items = self.material.questionnaire.items_of(criterion);
        let sensitivity = self.sensitivity_over(Subject::Criterion(criterion), items);
        self.gate.distribution(sensitivity)
    }

    fn grounds(&self, figures: &Figures, last: WaveId, unanswered: Option<f64>) -> Grounds {
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
        for criterion in CriterionId::each(&self.material.referential.criteria) {
            let found: Vec<(usize, f64)> = (0..figures.groups.len())
                .filter_map(|group| {
                    let level = figures
                        .level(last, Party::Group(group), Subject::Criterion(criterion))
                        .ok()?;
                    matches!(level.score, Score::Exact(_)).then(|| (group, level.score.number()))
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
        let composite = self.composite(Subject::Criterion(criterion));
        let mask = &self.present[wave.at()];
        let scores = self.scores_of_groups(wave.at(), &composite, mask);
        let sensitivity = self.sensitivity(&composite);
        // From what is printed of each group: under the threshold of distributions no word may depend on its spread.
        let sample = |&(group, _): &(usize, f64)| {
            let summary = scores[group].distribution.summary()?;
            let spreads = self
                .protection
                .spreads(wave.at(), group, composite.cell(mask));
            Some(self.gate.sample(&summary, sensitivity, spreads))
        };
        let samples: Vec<Sample> = groups.iter().filter_map(sample).collect();
        super::disagreement::gaps(&samples)
            .iter()
            .any(super::disagreement::Gap::is_established)
    }

    /// Groups in which organisations speak: hidden at 85 % of the answers from one, noted from half.
    pub(super) fn with_dominance(mut self) -> Self {
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

    pub(super) fn note_dominated(&self, figures: &mut Figures) {
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
        for (person, _) in people.filter(|(_, of)| of.map(usize::from) == Some(group)) {
            *counts.entry(person.organisation?).or_default() += 1;
        }
        let most = counts.values().max()?;
        (counts.len() >= 3).then(|| f64::from(*most) / f64::from(counts.values().sum::<u32>()))
    }
}
