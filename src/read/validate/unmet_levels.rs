//! A level of a scale that a file never meets where many would: the form perhaps had other levels, and every score would be wrong.
//!
//! Figures from 1 to 4 are read on a scale of 1 to 5 without a fault, and so are words of a form that has no middle.
//! Nothing proves it: people may all stay below the top. So it is asked, once a scale, with what to do.

use std::collections::BTreeMap;

use super::super::codebook::Codebook;
use super::super::faults::Faults;
use super::super::gathering::{Gathering, Slot};
use crate::model::keys::grouped;
use crate::model::{Answer, Project, Questionnaire, Scale, State};

/// Largest scale that is looked at: of ten levels and more, some are always unmet.
const LARGEST: usize = 7;
/// Answers for each level of the scale from which an unmet level is told: in figures, where opinions alone may stay below
/// the top, and in words, where they would have to go round one.
const IN_FIGURES: usize = 10;
const IN_WORDS: usize = 6;
/// Fewest people at one wave: of fewer, even that nobody chose a level is not to be told.
const PEOPLE: usize = 5;
/// Fewest questions: of one, people may well think alike.
const QUESTIONS: usize = 2;
/// Questions named in a message.
const MOST_NAMED: usize = 6;

/// How many answers each collection had before a file, by project.
pub(super) struct Before(Vec<Vec<usize>>);

impl Before {
    /// Before a file is read.
    pub fn new(gatherings: &[Gathering]) -> Self {
        let lengths = |gathering: &Gathering| {
            let buckets = gathering.buckets.iter();
            buckets.map(|bucket| bucket.answers.len()).collect()
        };
        Before(gatherings.iter().map(lengths).collect())
    }

    /// Tells the scales on which the file, or one wave of it, never meets a level that many would choose.
    pub fn tell(
        &self,
        gatherings: &[Gathering],
        projects: &[Project],
        codebook: &Codebook,
        faults: &mut Faults,
    ) {
        let questionnaire = codebook.questionnaire;
        let mut waves: BTreeMap<Option<String>, Levels> = BTreeMap::new();
        for ((lengths, gathering), project) in self.0.iter().zip(gatherings).zip(projects) {
            for (rank, bucket) in gathering.buckets.iter().enumerate() {
                let new = &bucket.answers[lengths.get(rank).copied().unwrap_or(0)..];
                if new.is_empty() {
                    continue;
                }
                let wave = match bucket.slot {
                    Slot::Declared(wave) => {
                        let wave = project.waves.get(usize::from(wave));
                        wave.map(|wave| wave.id.clone())
                    }
                    Slot::Label(label) => {
                        let label = gathering.labels.get(usize::from(label));
                        label.map(|label| label.shown.clone())
                    }
                    Slot::Term(_) | Slot::Day(_) | Slot::Unknown => None,
                };
                let met = waves
                    .entry(wave)
                    .or_insert_with(|| Levels::new(questionnaire));
                met.add(new, questionnaire);
            }
        }
        for (rank, scale) in questionnaire.scales.iter().enumerate() {
            let worded = codebook.was_worded(rank);
            let on_scale = |levels: &Levels| levels.on(rank, worded, questionnaire);
            let unmet = |met: &Met| met.unmet(scale, worded);
            let all = waves.values().map(on_scale).fold(Met::default(), Met::and);
            if let Some(level) = unmet(&all) {
                all.tell(None, (scale, level), questionnaire, faults);
                continue;
            }
            for (wave, levels) in &waves {
                let met = on_scale(levels);
                if let (Some(level), Some(_)) = (unmet(&met), wave) {
                    met.tell(wave.as_deref(), (scale, level), questionnaire, faults);
                }
            }
        }
    }
}

/// How often each level of each question was met, and by how many people, as far as it matters: once no level is left to be
/// met, there is nothing to tell and the answers that follow are not looked at.
struct Levels {
    counts: Vec<[usize; LARGEST]>,
    people: usize,
    /// Whether a level of a scale was not met yet, and how many were not.
    unmet: Vec<[bool; LARGEST]>,
    left: usize,
}

impl Levels {
    fn new(questionnaire: &Questionnaire) -> Self {
        let scales = questionnaire
            .scales
            .iter()
            .enumerate()
            .map(|(rank, scale)| {
                let size = usize::from(scale.size());
                let mut items = questionnaire.items.iter();
                let asked = items.any(|item| item.scale == rank && !item.reversed);
                std::array::from_fn(|level| asked && size <= LARGEST && level < size)
            });
        let unmet: Vec<[bool; LARGEST]> = scales.collect();
        Levels {
            counts: vec![[0; LARGEST]; questionnaire.items.len()],
            people: 0,
            left: unmet.as_flattened().iter().filter(|unmet| **unmet).count(),
            unmet,
        }
    }

    fn add(&mut self, answers: &[Answer], questionnaire: &Questionnaire) {
        let mut people: Vec<u32> = Vec::new();
        for answer in answers {
            if self.left == 0 {
                return;
            }
            let State::Valid(level) = answer.state else {
                continue;
            };
            let (item, level) = (answer.item.at(), usize::from(level));
            if let Some(count) = self.counts[item].get_mut(level) {
                *count += 1;
                let asked = &questionnaire.items[item];
                let unmet = &mut self.unmet[asked.scale][level];
                if *unmet && !asked.reversed {
                    *unmet = false;
                    self.left -= 1;
                }
            }
            if people.len() < PEOPLE && !people.contains(&answer.respondent) {
                people.push(answer.respondent);
            }
        }
        // Days without a wave are so many collections: their people add up.
        self.people += people.len();
    }

    /// The questions on one scale; in figures without those put the other way round, whose top is what few would choose.
    fn on(&self, scale: usize, worded: bool, questionnaire: &Questionnaire) -> Met {
        let mut met = Met {
            people: self.people,
            ..Met::default()
        };
        for (rank, (item, counts)) in questionnaire.items.iter().zip(&self.counts).enumerate() {
            let speaks = item.scale == scale && (worded || !item.reversed);
            if speaks && counts.iter().any(|count| *count > 0) {
                met.items.push(rank);
                met.add(counts);
            }
        }
        met
    }
}

/// How often each level of a scale was met, over the questions that have it.
#[derive(Default)]
struct Met {
    items: Vec<usize>,
    counts: [usize; LARGEST],
    /// The most at one wave.
    people: usize,
}

impl Met {
    fn add(&mut self, counts: &[usize; LARGEST]) {
        for (sum, count) in self.counts.iter_mut().zip(counts) {
            *sum += count;
        }
    }

    fn and(mut self, other: Met) -> Self {
        self.add(&other.counts);
        self.people = self.people.max(other.people);
        self.items.extend(other.items);
        self.items.sort_unstable();
        self.items.dedup();
        self
    }

    fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The level whose absence asks for a word: in figures the top, where a form with fewer levels ends below it; in words,
    /// one between two that were met, which a form with fewer levels leaves out.
    fn unmet(&self, scale: &Scale, worded: bool) -> Option<usize> {
        let size = usize::from(scale.size());
        let each = if worded { IN_WORDS } else { IN_FIGURES };
        let enough =
            self.total() >= each * size && self.items.len() >= QUESTIONS && self.people >= PEOPLE;
        if !(3..=LARGEST).contains(&size) || !enough {
            return None;
        }
        let met = |level: &usize| self.counts[*level] > 0;
        if !worded {
            return Some(size - 1).filter(|top| !met(top));
        }
        let lowest = (0..size).find(met)?;
        let highest = (0..size).rfind(met)?;
        (lowest..highest).find(|level| !met(level))
    }

    fn tell(
        &self,
        wave: Option<&str>,
        (scale, level): (&Scale, usize),
        questionnaire: &Questionnaire,
        faults: &mut Faults,
    ) {
        let ids: Vec<&str> = self
            .items
            .iter()
            .map(|rank| questionnaire.items[*rank].id.as_str())
            .collect();
        let named = ids[..ids.len().min(MOST_NAMED)].join(", ");
        let more = if ids.len() > MOST_NAMED { "…" } else { "" };
        let of = format!(
            "{}aucune des {} réponses à {} questions ({named}{more})",
            wave.map_or_else(String::new, |wave| format!("à la vague « {wave} », ")),
            grouped(self.total()),
            grouped(ids.len()),
        );
        let number = |level: usize| scale.lowest + i32::try_from(level).unwrap_or(0);
        let is_top = level + 1 == usize::from(scale.size());
        let message = if is_top {
            let highest = (0..level)
                .rfind(|level| self.counts[*level] > 0)
                .unwrap_or(0);
            format!(
                "{of} n'est {}, le plus haut de l'échelle « {} » : si le formulaire allait de {} à {}, les scores sont faux",
                number(level),
                scale.id,
                scale.lowest,
                number(highest)
            )
        } else {
            let label = match scale.levels[level].as_str() {
                "" => number(level).to_string(),
                label => format!("« {label} »"),
            };
            format!(
                "{of} n'est {label} : si le formulaire ne le proposait pas, les scores sont faux"
            )
        };
        faults.warn(
            message,
            "si c'est le cas, écrivez dans questionnaire.toml (jalon init en fait un), sous [[echelles]], les niveaux que le formulaire \
             proposait ; sinon, rien à faire",
        );
    }
}
