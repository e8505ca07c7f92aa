//! Computes what stands beside published figures in the annex.
//!
//! Reads answers once more, after disclosure control: nothing is computed beside a figure that was
//! withheld. Outside the targets of speed of the figures themselves (`decisions.md` § 18).

use crate::model::{CriterionId, ItemId, WaveId};

use super::change::{Design, Overlap, attrition};
use super::changes::pairing::{Compared, Sides};
use super::companion::{ChangeKey, Coherence, Companions, Departure, PairTests, SampleTests};
use super::composite::Composite;
use super::compute::{Material, Workshop};
use super::consistency::{FEWEST_PEOPLE, consistency};
use super::disclosure::Sensitivity;
use super::dominance::cliff_delta;
use super::figures::{Change, Figures, Level, Party, Score};
use super::ranks::{mann_whitney, signed_ranks};
use super::resample::{RESAMPLES, Target, bca};
use super::sheets::FIRST_LEVEL;
use super::tally::Scores;

/// People for a bootstrap: fewer and it misses the truth too often, more and it repeats the t interval.
const RESAMPLED: std::ops::RangeInclusive<usize> = 20..=1000;

/// Everything that the annex prints beside the published figures of a project.
pub fn companions(material: Material, figures: &Figures) -> Companions {
    let workshop = Workshop::new(material);
    let all = Composite::all(
        material.questionnaire,
        material.referential,
        &figures.themes,
    );
    let compared: Vec<Compared> = pairs(figures)
        .into_iter()
        .map(|waves| Compared::new(&workshop, waves))
        .collect();
    let mut found = Companions::default();
    for beside in Beside::each(&workshop, &all, figures) {
        for wave in figures.measures() {
            beside.level(wave, &mut found);
        }
        for compared in &compared {
            beside.changes(compared, &mut found);
        }
    }
    found
}

/// Of what the annex prints, only how the questions of each criterion go together at the last measure.
pub(super) fn coherence(workshop: &Workshop, figures: &Figures) -> Companions {
    let material = workshop.material;
    let themes = &figures.themes;
    let all = Composite::all(material.questionnaire, material.referential, themes);
    let mut found = Companions::default();
    if let Some(wave) = figures.last() {
        for beside in Beside::each(workshop, &all, figures) {
            beside.together(wave, &beside.open(wave), &mut found);
        }
    }
    found
}

/// The pairs that the annex tells group by group: first to last, and every step of a single group.
fn pairs(figures: &Figures) -> Vec<(WaveId, WaveId)> {
    let measures: Vec<WaveId> = figures.measures().collect();
    let ends = measures.first().copied().zip(measures.last().copied());
    let steps = measures.windows(2).map(|pair| (pair[0], pair[1]));
    let mut pairs: Vec<_> = ends.into_iter().filter(|(from, to)| from != to).collect();
    if figures.groups.len() == 1 {
        pairs.extend(steps.filter(|step| Some(*step) != ends));
    }
    pairs
}

/// What the companions of a criterion are computed from.
struct Beside<'a> {
    workshop: &'a Workshop<'a>,
    composite: &'a Composite,
    criterion: CriterionId,
    figures: &'a Figures,
}

/// The scores of a wave, how sensitive they are, and the groups beside whose figures something may stand.
type Open = (Vec<Scores>, Sensitivity, Vec<usize>);

impl<'a> Beside<'a> {
    /// Of every criterion.
    fn each(
        workshop: &'a Workshop<'a>,
        all: &'a [Composite],
        figures: &'a Figures,
    ) -> impl Iterator<Item = Beside<'a>> {
        all.iter().filter_map(move |composite| {
            Some(Beside {
                workshop,
                composite,
                criterion: composite.criterion()?,
                figures,
            })
        })
    }

    fn open(&self, wave: WaveId) -> Open {
        let mask = &self.workshop.present[wave.at()];
        let scores = self
            .workshop
            .scores_of_groups(wave.at(), self.composite, mask);
        let sensitivity = self.workshop.sensitivity(self.composite);
        let subject = self.composite.subject;
        let is_open = |group: &usize| {
            let level = self.figures.level(wave, Party::Group(*group), subject);
            // Enough people without a spread: beside what else is printed, it would tell too much.
            let closed = |level: &Level| {
                level.spread.is_none() && level.n >= self.workshop.gate.distribution(sensitivity)
            };
            level.is_ok_and(|level| matches!(level.score, Score::Exact(_)) && !closed(level))
        };
        let groups: Vec<usize> = (0..self.figures.groups.len()).filter(is_open).collect();
        (scores, sensitivity, groups)
    }

    fn level(&self, wave: WaveId, found: &mut Companions) {
        let open = self.open(wave);
        let (scores, sensitivity, groups) = &open;
        // The annex gives intervals by resampling for the last measure only.
        let resampling = groups.iter().filter(|_| self.figures.last() == Some(wave));
        for &group in resampling {
            let values = scores[group].distribution.spelled_out();
            let key = format!("niveau|{}", self.key(wave, group));
            let figure = self
                .workshop
                .gate
                .companion(*sensitivity, &[values.len()], &[], || {
                    resampled(&key, &values)
                });
            if let Some(figure) = figure {
                let place = (wave, group, self.criterion);
                found.resampled.insert(place, figure);
            }
        }
        self.together(wave, &open, found);
    }

    /// How the questions of the criterion go together.
    fn together(&self, wave: WaveId, open: &Open, found: &mut Companions) {
        let (scores, sensitivity, groups) = open;
        if let Some(figure) = self.coherence(wave, scores, groups, *sensitivity) {
            found.coherence.insert((wave, self.criterion), figure);
        }
    }

    /// `V2|salaries|C08`.
    fn key(&self, wave: WaveId, group: usize) -> String {
        let criteria = &self.workshop.material.referential.criteria;
        let code = criteria.get(self.criterion.at());
        format!(
            "{}|{}|{}",
            self.figures.waves[wave.at()].id,
            self.figures.groups[group].id,
            code.map_or("", |entry| entry.code.as_str())
        )
    }

    /// Over the people of the groups given who answered all the questions; none when one to k − 1 of
    /// the criterion's base did not, as for the figures of a question (`decisions.md` § 12).
    fn coherence(
        &self,
        wave: WaveId,
        scores: &[Scores],
        groups: &[usize],
        sensitivity: Sensitivity,
    ) -> Option<super::figures::Published<Coherence>> {
        let parts = self
            .composite
            .within(|item| self.workshop.present[wave.at()][item]);
        let items: Vec<ItemId> = parts.concat().into_iter().map(ItemId).collect();
        if items.len() < 2 {
            return None;
        }
        let groups: Vec<usize> = groups
            .iter()
            .copied()
            .filter(|group| items.iter().all(|item| self.is_put_to(*item, *group)))
            .collect();
        let base: usize = groups
            .iter()
            .map(|&group| scores[group].distribution.count())
            .sum();
        let rows = self.complete(wave, &parts, &groups);
        let people = rows.iter().map(|(_, people)| *people as usize).sum();
        let apart = base.saturating_sub(people);
        self.workshop
            .gate
            .companion(sensitivity, &[people], &[apart], || {
                let views: Vec<(&[f64], u32)> = rows
                    .iter()
                    .map(|(row, people)| (row.as_slice(), *people))
                    .collect();
                let found = consistency(&views).filter(|found| found.count >= FEWEST_PEOPLE)?;
                Some(Coherence { items, found })
            })
    }

    fn is_put_to(&self, item: ItemId, group: usize) -> bool {
        let asked = &self.workshop.material.questionnaire.items[item.at()].groups;
        let members = &self.figures.groups[group].members;
        members.iter().all(|member| asked.contains(member))
    }

    /// Scores of the people who answered all the items: a row for those who answered alike, with how many they are.
    fn complete(&self, wave: WaveId, parts: &[Vec<u16>], groups: &[usize]) -> Vec<(Vec<f64>, u32)> {
        let scoring = self.workshop.scoring(parts, self.composite);
        let items = parts.concat();
        let score = |(&code, &item): (&u8, &u16)| {
            let level = usize::from(code.checked_sub(FIRST_LEVEL)?);
            let levels = &self.workshop.level_scores[usize::from(item)];
            levels.get(level).copied()
        };
        let (mut rows, mut room) = (Vec::new(), Vec::new());
        for &group in groups {
            let sheets = &self.workshop.crowds[wave.at()].sheets[group];
            let cut = sheets.alike(&items, |item| self.workshop.levels_of(item));
            for (codes, people) in cut.rows() {
                if scoring.score(codes, &mut room).is_some() {
                    let own = codes.iter().zip(&items).map(score);
                    let own = own.collect::<Option<Vec<f64>>>();
                    rows.extend(own.map(|own| (own, people)));
                }
            }
        }
        rows
    }

    fn changes(&self, compared: &Compared, found: &mut Companions) {
        let (from, to) = compared.waves;
        let scores = |wave: WaveId| {
            self.workshop
                .scores_of_groups(wave.at(), self.composite, &compared.common)
        };
        let (first, last) = (scores(from), scores(to));
        for group in 0..self.figures.groups.len() {
            let party = Party::Group(group);
            let change = self.figures.change(from, to, party, self.composite.subject);
            if let Ok(change) = change {
                let sides = compared.sides(group, (&first[group], &last[group]));
                let key = (from, to, group, self.criterion);
                self.change(key, (&sides, change), found);
            }
        }
    }

    fn change(&self, key: ChangeKey, (sides, change): (&Sides, &Change), found: &mut Companions) {
        let sensitivity = self.workshop.sensitivity(self.composite);
        // A figure that shows its mean only has no companion: they rest on the spread of the answers.
        let fewest = self.workshop.gate.distribution(sensitivity);
        if change.p.is_none() && change.n_from.min(change.n_to) >= fewest {
            return;
        }
        let gate = &self.workshop.gate;
        let (pairs, (lost, new)) = (sides.paired.len(), sides.apart());
        let (first_only, last_only) = sides.scores_apart();
        let overlap = &Overlap {
            paired: &sides.paired,
            first_only: &first_only,
            last_only: &last_only,
        };
        let figure = gate.companion(sensitivity, &[pairs + lost, pairs + new], &[], || {
            sample_tests(overlap)
        });
        if let Some(figure) = figure {
            found.samples.insert(key, figure);
        }
        // A unanimous move would be told by its p-value: where people are not counted, no test either.
        if change.people.is_some() {
            let figure = gate.companion(sensitivity, &[pairs], &[lost, new], || {
                let (from, to, group, _) = key;
                let waves = format!("{}>", self.figures.waves[from.at()].id);
                pair_tests(&format!("paire|{waves}{}", self.key(to, group)), overlap)
            });
            if let Some(figure) = figure {
                found.pairs.insert(key, figure);
            }
        }
        if change.by_person && pairs > 0 && lost > 0 {
            let matters = self.workshop.material.thresholds.important_change;
            let figure = gate.companion(sensitivity, &[pairs + lost], &[pairs, lost], || {
                attrition(overlap).map(|points| departure(points, matters))
            });
            if let Some(figure) = figure {
                found.departures.insert(key, figure);
            }
        }
    }
}

fn departure(kept_minus_lost: f64, matters: f64) -> Departure {
    if kept_minus_lost >= matters - 1e-9 {
        Departure::StayedHigher
    } else if kept_minus_lost <= 1e-9 - matters {
        Departure::StayedLower
    } else {
        Departure::Alike
    }
}

fn sample_tests(overlap: &Overlap) -> Option<SampleTests> {
    let before = overlap.paired.iter().map(|pair| pair.0);
    let after = overlap.paired.iter().map(|pair| pair.1);
    let first: Vec<f64> = before.chain(overlap.first_only.iter().copied()).collect();
    let last: Vec<f64> = after.chain(overlap.last_only.iter().copied()).collect();
    let rank_sum = if overlap.design() == Design::Paired {
        None
    } else {
        mann_whitney(&first, &last).map(|found| found.test)
    };
    Some(SampleTests {
        rank_sum,
        delta: cliff_delta(&first, &last)?,
    })
}

fn pair_tests(key: &str, overlap: &Overlap) -> Option<PairTests> {
    let moves = sorted(overlap.paired.iter().map(|(from, to)| to - from).collect());
    Some(PairTests {
        count: u32::try_from(moves.len()).ok()?,
        signed_ranks: signed_ranks(&moves).test,
        resampled: resampled(key, &moves),
    })
}

/// The bootstrap interval of a mean; values come sorted, so that neither rows nor names of people matter.
fn resampled(key: &str, values: &[f64]) -> Option<(f64, f64)> {
    if !RESAMPLED.contains(&values.len()) {
        return None;
    }
    let interval = bca(key, Target::Mean(values), RESAMPLES)?.interval;
    Some((interval.low, interval.high))
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_unstable_by(f64::total_cmp);
    values
}
