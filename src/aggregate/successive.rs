//! A wave of which earlier editions told something: what may be printed beside them.
//!
//! Their figures are rows that cannot be withheld. People are recognised by salted codes (`people`);
//! someone whose answers were corrected is the same person with other unknowns, so that two editions whose
//! difference rests on few people are caught. The room does so for means (`rows`), for changes and the people followed
//! in them (`bases`, `changes`, `pairs`), and for spreads.

pub(super) mod asides;
pub(super) mod bases;
pub(super) mod changes;
mod pairs;
mod people;
mod rows;
mod sheets;
mod spreads;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::PastEdition;
use crate::model::publication::PastWave;

use super::audit::ledger::{Ledger, Rest, Spoken};
use super::audit::solve::solve;
use super::compute::Workshop;
use super::edition::person_code;
use super::field::Element;
use super::protection::cells::{Cell, Row, Worth};
use super::protection::shape::Inverses;
use super::work::Work;
use people::{Everybody, Known};
use rows::{JointRow, questions};

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
            // Of a group of which nothing was told nothing can be subtracted, whoever came or left.
            let groups: BTreeSet<&String> = told.rows.iter().flat_map(|row| &row.groups).collect();
            let people = told.people.iter();
            let people = people.filter(|person| groups.contains(&person.group));
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
            let people = u32::from(!known.uncounted);
            let enough = if known.doubtful {
                // Counted as one who answered the same, told as if everything had changed.
                let mut alike: BTreeMap<(u16, &str), Vec<(u32, Element)>> = BTreeMap::new();
                for ((item, _), column) in &columns {
                    alike.entry((*item, "")).or_default().extend(column);
                }
                for column in alike.values_mut() {
                    column.sort_unstable_by_key(|term| term.0);
                }
                ledger.add(people, &spoken(alike)) && ledger.add(0, &spoken(columns))
            } else {
                ledger.add(people, &spoken(columns))
            };
            if !enough {
                return None;
            }
        }
        Some(ledger.finish())
    }
}
