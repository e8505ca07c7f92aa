//! Random small programmes over two years: laureates as their dossiers print them, and the public reports above them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;
use jalon::aggregate::figures::{Absent, Verdict};
use jalon::assess::Rulebook;
use jalon::diagnostic::Diagnostics;
use jalon::document::Naming;
use jalon::document::annual::digest::{Advised, Digest, Moved, State, Value};
use jalon::document::annual::{self, Annual, Faulty, Mixes, Report};
use jalon::model::project::MarkerState;
use jalon::model::{CriterionId, Earlier, EarlierProject, EarlierSubject, Programme, Referential};

use super::made::Dice;

/// Criteria that projects are asked about; the others nobody measures.
pub const CRITERIA: usize = 4;
/// Rules whose recommendations dossiers may hold.
const RULES: [&str; 4] = ["PART-01", "INNO-01", "COLL-02", "SENS-04"];
/// Conditions of measure.
pub const CONDITIONS: [&str; 3] = ["participation", "effectif", "temps"];

/// What the reports rest on beside the projects.
pub struct House {
    referential: Referential,
    rulebook: Rulebook,
    programme: Programme,
}

impl House {
    pub fn new() -> House {
        let referential = Referential::embedded();
        House {
            rulebook: Rulebook::embedded(&referential, &mut Diagnostics::new())
                .expect("the shipped rules are sound"),
            referential,
            programme: Programme {
                name: "Essai".to_owned(),
                ..Programme::default()
            },
        }
    }

    /// The rule of a card, by its title.
    pub fn rule(&self, title: &str) -> &'static str {
        let plain = |text: &str| text.replace('’', "'");
        let titled = |id: &&&str| {
            let rule = self.rulebook.rule(id).expect("a shipped rule");
            plain(&rule.title.fill(|_| panic!("a rule without instances"))) == plain(title)
        };
        RULES
            .iter()
            .find(titled)
            .expect("a rule of these programmes")
    }

    /// The rank of a marker, by its name.
    pub fn marker(&self, name: &str) -> usize {
        let mut markers = self.referential.markers.iter();
        let rank = markers.position(|marker| marker.name == name);
        rank.expect("a marker")
    }

    /// The report of a year, beside the one before when there is one.
    pub fn report(
        &self,
        year: &[Digest],
        faulty: usize,
        before: Option<&Earlier>,
        naming: Naming,
    ) -> Annual {
        let faulty = (0..faulty).map(|rank| Faulty {
            id: format!("fautif-{rank}"),
            errors: 1,
            files: Vec::new(),
        });
        annual::build(&Report {
            referential: &self.referential,
            programme: &self.programme,
            rulebook: &self.rulebook,
            thresholds: self.referential.thresholds,
            date: day(2026),
            fingerprint: "00000000".to_owned(),
            secret: [0; 32],
            naming,
            earlier: before,
            texts: &[],
            laureates: Report::sorted(year.to_vec()),
            faulty: faulty.collect(),
            labels: OnceLock::new(),
            beside: OnceLock::new(),
        })
    }
}

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 6, 30).expect("a day")
}

/// A programme in two years; what did not change is the same in both.
pub struct Years {
    pub before: Vec<Digest>,
    pub after: Vec<Digest>,
    pub faulty: usize,
}

impl Years {
    /// Few laureates; between the two years few or many are measured again, few come, few leave.
    pub fn random(dice: &mut Dice) -> Years {
        let count = 3 + dice.below(14);
        // Some programmes agree on nearly everything: what all have says it of each.
        let common = dice.pick(&[15, 50, 85, 100]);
        let before: Vec<Digest> = (0..count)
            .map(|rank| laureate(dice, rank, common))
            .collect();
        let again = dice.pick(&[0, 8, 60]);
        let left = dice.below(3);
        let mut after: Vec<Digest> = before[left.min(count)..]
            .iter()
            .map(|one| {
                if dice.chance(again) {
                    measured_again(dice, one, common)
                } else {
                    one.clone()
                }
            })
            .collect();
        after.extend((0..dice.below(3)).map(|rank| laureate(dice, count + rank, common)));
        Years {
            before,
            after,
            faulty: dice.below(3),
        }
    }

    /// What an export of the first year tells a later report.
    pub fn earlier(&self) -> Earlier {
        let projects = self.before.iter().map(|one| {
            let scores = one.criteria.iter().enumerate().filter_map(|(at, value)| {
                let id = CriterionId(u8::try_from(at).expect("few"));
                Some((EarlierSubject::Criterion(id), value.as_ref().ok()?.printed))
            });
            let project = EarlierProject {
                name: one.name.clone(),
                unread: false,
                measures: one.last_measure.iter().cloned().collect(),
                scores: scores.collect(),
            };
            (one.id.clone(), project)
        });
        // An export knows the laureates whose files it could not read.
        let faulty = (0..self.faulty).map(|rank| {
            (
                format!("fautif-{rank}"),
                EarlierProject {
                    unread: true,
                    ..EarlierProject::default()
                },
            )
        });
        let projects = projects.chain(faulty);
        Earlier {
            closed_on: day(2025),
            projects: projects.collect(),
            ..Earlier::default()
        }
    }
}

fn measured_again(dice: &mut Dice, before: &Digest, common: usize) -> Digest {
    let mut after = answered(dice, before.clone(), common, "V2");
    after.measures = 2;
    let both = before.criteria.iter().zip(&after.criteria);
    after.changes = both
        .map(|(from, to)| {
            let (from, to) = (from.as_ref().ok()?.printed, to.as_ref().ok()?.printed);
            Some(Moved {
                from,
                to,
                delta: to - from,
                verdict: Verdict::Uncertain,
            })
        })
        .collect();
    after
}

/// What the answers of a measure give: a state, scores, conditions, recommendations.
fn answered(dice: &mut Dice, mut one: Digest, common: usize, wave: &str) -> Digest {
    one.state = dice.pick(&[
        State::Published,
        State::Published,
        State::Published,
        State::Published,
        State::Protected,
        State::Collective,
        State::Unasked,
    ]);
    let scored = one.state == State::Published;
    let asked = one.state != State::Unasked;
    one.measures = u32::from(asked);
    one.last_measure = asked.then(|| wave.to_owned());
    one.answered = scored.then(|| 5 + u32::try_from(dice.below(20)).expect("few"));
    one.invited = one.answered.map(|answered| answered + 3);
    one.criteria = (0..22)
        .map(|at| match scored && at < CRITERIA && dice.chance(85) {
            true => Ok(Value {
                printed: 20.0 + dice.below(70) as f64,
                bounded: false,
                interval: None,
                weight: 8.0,
            }),
            false => Err(Absent::NotMeasured),
        })
        .collect();
    one.changes = vec![None; 22];
    one.conditions = CONDITIONS
        .map(|label| (label.to_owned(), scored && dice.chance(common)))
        .to_vec();
    let mut advised = |rule: &str, instance: &str| {
        scored
            .then_some(())
            .filter(|()| dice.chance(common))
            .map(|()| Advised {
                rule: rule.to_owned(),
                title: rule.to_owned(),
                instance: instance.to_owned(),
                established: dice.chance(50),
            })
    };
    one.advice = RULES.iter().filter_map(|rule| advised(rule, "")).collect();
    one.supports = ["C01", "C02"]
        .iter()
        .filter_map(|at| advised("APP-01", at))
        .collect();
    one
}

fn laureate(dice: &mut Dice, rank: usize, common: usize) -> Digest {
    let markers = (0..12).map(|_| match dice.chance(common) {
        true => MarkerState::Present,
        false => dice.pick(&[
            MarkerState::Absent,
            MarkerState::Partial,
            MarkerState::Unknown,
        ]),
    });
    let one = Digest {
        id: format!("projet-{rank:02}"),
        name: format!("Maison {rank:02}"),
        short: format!("Maison {rank:02}"),
        structure: format!("Association {rank:02}"),
        territory: format!("Vallée {rank:02}"),
        start: NaiveDate::from_ymd_opt(2023, 1, 1),
        phase: None,
        themes: Vec::new(),
        state: State::Unasked,
        measures: 0,
        last_measure: None,
        measured_on: None,
        answered: None,
        invited: None,
        conditions: Vec::new(),
        file: String::new(),
        aimed: vec![true; 22],
        criteria: Vec::new(),
        split: Vec::new(),
        categories: vec![Err(Absent::NotMeasured); 3],
        qvct: vec![Err(Absent::NotMeasured); 6],
        subjects: BTreeMap::new(),
        mixes: Mixes::default(),
        changes: Vec::new(),
        spread: (0.0, 0.0),
        markers: markers.collect(),
        advice: Vec::new(),
        supports: Vec::new(),
        due: String::new(),
    };
    answered(dice, one, common, "V1")
}
