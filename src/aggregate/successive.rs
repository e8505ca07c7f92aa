//! A wave of which earlier editions told something: what may be printed beside them.
//!
//! Their figures are rows that cannot be withheld. People are recognised by salted codes (`successive_people`);
//! someone whose answers were corrected is the same person with other unknowns, so that two editions whose
//! difference rests on few people are caught.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::PastEdition;
use crate::model::publication::{PastRow, PastWave};

use super::cells::{Cell, Row, Worth};
use super::compute::Workshop;
use super::edition::{item_version, person_code};
use super::field::Element;
use super::ledger::{Ledger, Rest, Spoken};
use super::shape::{Inverses, Shape};
use super::solve::solve;
use super::successive_people::{Everybody, Known};
use super::work::Work;

/// A row of the joint system.
pub(super) struct JointRow {
    pub shape: Shape,
    /// Keys of the groups it speaks of.
    pub groups: Vec<String>,
    pub worth: Worth,
    pub people: u64,
    /// Where its questions' weights come from: 0 now, then the editions.
    pub source: usize,
    /// Group and cells of a row of now.
    pub cells: Vec<(usize, Cell)>,
    pub sensitive: bool,
    /// Whether an edition told its mean alone.
    pub mean_only: bool,
    /// Whether an edition told its margin alone, its mean being that of other rows.
    pub margin_only: bool,
}

/// What the audit of such a wave says.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// Group and cell of the figures to withhold.
    pub withheld: Vec<(usize, Cell)>,
    /// Group and cell of the printed figures that may show their mean only.
    pub closed: Vec<(usize, Cell)>,
    /// Figures published before that are withheld now.
    pub corrected: BTreeSet<(usize, Cell)>,
    /// Whether the editions already published lay people open by themselves.
    pub leaks: bool,
}

/// A wave with its past.
pub(super) struct Successive<'a> {
    pub workshop: &'a Workshop<'a>,
    pub wave: usize,
    pub past: Vec<(&'a PastEdition, &'a PastWave)>,
    /// Questions of all sources: key and wording version; those of now first.
    pub universe: Vec<(String, u32)>,
}

impl<'a> Successive<'a> {
    /// `None` when no edition told anything of the wave.
    pub fn new(
        workshop: &'a Workshop,
        wave: usize,
        editions: &'a [PastEdition],
    ) -> Option<Successive<'a>> {
        let id = &workshop.material.project.waves[wave].id;
        let of_wave = |edition: &'a PastEdition| {
            let told = edition.waves.iter().find(|told| told.id == *id)?;
            Some((edition, told))
        };
        let past: Vec<_> = editions.iter().filter_map(of_wave).collect();
        if past.is_empty() {
            return None;
        }
        let universe = questions(workshop, wave, past.iter().map(|(_, told)| *told));
        Some(Successive {
            workshop,
            wave,
            past,
            universe,
        })
    }

    /// Audits the wave: `rows` of each group that has enough people behind, with how many.
    pub fn audit(&self, rows: &[(usize, &Row, u64)], work: &Work) -> Verdict {
        let joint = self.joint(rows);
        let mut verdict = Verdict::default();
        let people = self.people();
        let worst = [
            Worth::Item,
            Worth::Change,
            Worth::Category,
            Worth::Criterion,
        ];
        let means: Vec<&JointRow> = joint.iter().filter(|row| !row.margin_only).collect();
        let found = worst.iter().find_map(|least| {
            let kept = means.iter().filter(|row| row.worth <= *least);
            let kept: Vec<&JointRow> = kept.copied().collect();
            let rest = self.ledger(&kept, &people)?;
            let worths: Vec<Worth> = kept.iter().map(|row| row.worth).collect();
            let costs: Vec<u64> = kept.iter().map(|row| row.people).collect();
            Some((solve(rest, &worths, &costs, work), *least))
        });
        let withheld: Vec<&JointRow> = match &found {
            Some((Ok(withheld), least)) => {
                let mut flags = withheld.iter();
                let lost =
                    |row: &&JointRow| row.worth > *least || flags.next().copied().unwrap_or(true);
                means.into_iter().filter(lost).collect()
            }
            _ => means,
        };
        verdict.closed = self.closed(&joint, &people, &withheld);
        verdict.leaks = matches!(found, Some((Err(_), _))) && !self.is_raised();
        for row in withheld {
            for (group, cell) in &row.cells {
                let told = |past: &JointRow| {
                    past.worth == Worth::Past
                        && !past.margin_only
                        && past.shape == row.shape
                        && past.groups == row.groups
                };
                if joint.iter().any(told) {
                    verdict.corrected.insert((*group, cell.clone()));
                }
                verdict.withheld.push((*group, cell.clone()));
            }
        }
        verdict
    }

    /// Whether a threshold is higher now than for one of the editions.
    fn is_raised(&self) -> bool {
        let now = self.workshop.material.thresholds;
        self.past.iter().any(|(edition, _)| {
            edition.score < now.score || edition.sensitive_score < now.sensitive_score
        })
    }

    /// Rows of now, then those of each edition.
    fn joint(&self, rows: &[(usize, &Row, u64)]) -> Vec<JointRow> {
        let now = rows
            .iter()
            .map(|&(group, row, people)| self.row(group, row, people));
        let before = (1..)
            .zip(&self.past)
            .flat_map(|(source, (_, told))| told.rows.iter().map(move |row| (source, *told, row)));
        let before = before.map(|(source, told, row)| self.past_row(source, told, row));
        now.chain(before).collect()
    }

    /// A row of now.
    pub fn row(&self, group: usize, row: &Row, people: u64) -> JointRow {
        let groups = &self.workshop.material.questionnaire.groups;
        let members = self.workshop.grouping.groups[group].members.iter();
        let cells = row.cells.iter();
        JointRow {
            shape: row.shape.clone(),
            groups: members
                .map(|member| groups[member.at()].id.clone())
                .collect(),
            worth: row.worth,
            people,
            source: 0,
            cells: cells.map(|cell| (group, cell.0.clone())).collect(),
            sensitive: row.fewest() >= self.workshop.material.thresholds.sensitive_score,
            mean_only: false,
            margin_only: false,
        }
    }

    pub fn past_row(&self, source: usize, told: &PastWave, row: &PastRow) -> JointRow {
        let place = |item: &u16| self.place(told, *item);
        let parts: Vec<Vec<u16>> = row
            .parts
            .iter()
            .map(|part| part.iter().filter_map(place).collect())
            .collect();
        let spoken: Vec<u16> = row
            .only
            .map_or_else(|| row.parts.concat(), |only| vec![only]);
        let is_sensitive = |item: &u16| {
            told.items
                .get(usize::from(*item))
                .is_some_and(|i| i.sensitive)
        };
        let shape = match row.only.and_then(|only| self.place(told, only)) {
            Some(only) => Shape::of_item(only, parts.concat()),
            None => Shape::of_parts(parts),
        };
        JointRow {
            shape,
            groups: row.groups.clone(),
            worth: Worth::Past,
            people: 0,
            source,
            cells: Vec::new(),
            sensitive: spoken.iter().any(is_sensitive),
            mean_only: row.mean_only,
            margin_only: row.margin_only,
        }
    }

    /// Rank in the universe of a question of an edition.
    pub fn place(&self, told: &PastWave, item: u16) -> Option<u16> {
        let item = told.items.get(usize::from(item))?;
        let same = |known: &(String, u32)| known.0 == item.id && known.1 == item.version;
        u16::try_from(self.universe.iter().position(same)?).ok()
    }

    /// Weights of the questions in each source.
    pub fn weights(&self) -> Vec<Vec<Element>> {
        let items = &self.workshop.material.questionnaire.items;
        let none = || vec![Element::ZERO; self.universe.len()];
        let mut now = none();
        for (weight, item) in now.iter_mut().zip(items) {
            *weight = Element::of_number(item.weight);
        }
        let mut weights = vec![now];
        for (_, told) in &self.past {
            let mut own = none();
            for (rank, item) in (0..).zip(&told.items) {
                if let (Some(place), Ok(weight)) = (self.place(told, rank), item.weight.parse()) {
                    own[usize::from(place)] = Element::of_number(weight);
                }
            }
            weights.push(own);
        }
        weights
    }

    /// Everybody over all sources.
    fn people(&self) -> Vec<Known> {
        let salt = &self.past[0].0.salt;
        let answers = &self.workshop.material.survey.waves[self.wave];
        let people = answers
            .answers
            .chunk_by(|a, b| a.respondent == b.respondent);
        let groups = &self.workshop.crowds[self.wave].group;
        let now = people.filter_map(|own| {
            let rank = own[0].respondent as usize;
            groups[rank]?;
            let code = person_code(salt, answers.respondents[rank].key);
            Some((code, self.sheet(own, salt)))
        });
        let mut everybody = Everybody::now(now);
        for (source, (_, told)) in (1..).zip(&self.past) {
            let people = told.people.iter();
            let sheet = |person| self.past_sheet(source, told, person);
            let told = people.map(|person| (person.code.clone(), sheet(person)));
            everybody.join(told.collect());
        }
        everybody.all()
    }

    fn ledger(&self, rows: &[&JointRow], people: &[Known]) -> Option<Rest> {
        let thresholds = self.workshop.material.thresholds;
        let weights = self.weights();
        let inverses = Inverses::up_to(self.universe.len());
        let guarded = self.guarded(rows);
        let mut ledger = Ledger::new(rows.len(), thresholds.score, thresholds.sensitive_score);
        for known in people {
            let mut columns: BTreeMap<(u16, &str), Vec<(u32, Element)>> = BTreeMap::new();
            for sheet in &known.sheets {
                for (rank, row) in (0..).zip(rows).filter(|(_, row)| sheet.is_heard(row)) {
                    let tell = |item, part| {
                        let code = sheet.codes[usize::from(item)].as_str();
                        columns.entry((item, code)).or_default().push((rank, part));
                    };
                    let weights = &weights[row.source];
                    row.shape
                        .coefficients(&sheet.standings, weights, &inverses, tell);
                }
            }
            let spoken = |columns: BTreeMap<(u16, &str), Vec<(u32, Element)>>| -> Vec<Spoken> {
                let own = columns.into_iter();
                own.map(|((item, _), column)| (column, guarded[usize::from(item)]))
                    .collect()
            };
            let enough = if known.doubtful {
                // Counted as one who answered the same, told as if everything had changed.
                let mut alike: BTreeMap<(u16, &str), Vec<(u32, Element)>> = BTreeMap::new();
                for ((item, _), column) in &columns {
                    alike.entry((*item, "")).or_default().extend(column);
                }
                for column in alike.values_mut() {
                    column.sort_unstable_by_key(|term| term.0);
                }
                ledger.add(1, &spoken(alike)) && ledger.add(0, &spoken(columns))
            } else {
                ledger.add(1, &spoken(columns))
            };
            if !enough {
                return None;
            }
        }
        Some(ledger.finish())
    }
}

/// Questions of now at a wave, then those that editions told of besides: key and wording version.
pub(super) fn questions<'p>(
    workshop: &Workshop,
    wave: usize,
    told: impl Iterator<Item = &'p PastWave>,
) -> Vec<(String, u32)> {
    let items = &workshop.material.questionnaire.items;
    let mut questions: Vec<(String, u32)> = (0..items.len())
        .map(|item| (items[item].id.clone(), item_version(workshop, wave, item)))
        .collect();
    for item in told.flat_map(|told| &told.items) {
        let key = (item.id.clone(), item.version);
        if !questions.contains(&key) {
            questions.push(key);
        }
    }
    questions
}
