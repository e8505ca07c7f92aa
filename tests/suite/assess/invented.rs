//! A small invented project asked with the shipped questionnaire, from answers to advice.

use chrono::NaiveDate;
use jalon::aggregate::compute::{self, Material};
use jalon::aggregate::figures::Figures;
use jalon::assess::explain::Explained;
use jalon::assess::rulebook::Limits;
use jalon::assess::{Advice, Evidence, Rulebook, assess, explain};
use jalon::diagnostic::Diagnostics;
use jalon::model::survey::Days;
use jalon::model::{
    Answer, GroupId, Horizon, Item, ItemId, Project, Questionnaire, Referential, Respondent, State,
    Survey, Wave, WaveAnswers, WaveKind,
};

/// Who is asked what, when.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub wave: usize,
    pub group: &'a str,
    pub person: u32,
    pub item: &'a Item,
    /// Rank of the criterion's code: 8 for C08.
    pub criterion: u8,
}

impl Asked<'_> {
    pub fn is_about(&self, theme: &str) -> bool {
        self.item.themes.iter().any(|known| known == theme)
    }
}

/// From 0, least favourable, to 4; none for « ne sait pas ».
pub type Answers<'a> = &'a dyn Fn(&Asked) -> Option<u8>;

/// Everything advice rests on.
#[derive(Clone, Debug)]
pub struct Invented {
    pub referential: Referential,
    pub rulebook: Rulebook,
    pub questionnaire: Questionnaire,
    pub project: Project,
    pub survey: Survey,
    pub figures: Figures,
    pub date: NaiveDate,
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

impl Invented {
    /// A project begun on 16 January 2023, read on 1 June 2025, with a wave per term given.
    pub fn new(terms: &[Horizon], groups: &[(&str, u32)], answers: Answers) -> Invented {
        let referential = Referential::embedded();
        let questionnaire = Questionnaire::embedded(&referential);
        let rulebook = Rulebook::embedded(&referential, &mut Diagnostics::new())
            .expect("the shipped rules are sound");
        let project = project(terms);
        let survey = survey(&project, &questionnaire, groups, answers);
        let mut invented = Invented {
            referential,
            rulebook,
            questionnaire,
            project,
            survey,
            figures: Figures::default(),
            date: day(2025, 6, 1),
        };
        invented.compute();
        invented
    }

    /// Figures again, after a change to the project or the answers.
    pub fn compute(&mut self) {
        self.figures = compute::figures(Material {
            survey: &self.survey,
            project: &self.project,
            questionnaire: &self.questionnaire,
            referential: &self.referential,
            thresholds: &self.referential.thresholds,
        });
    }

    pub fn advice(&self) -> Advice {
        assess(&self.evidence())
    }

    /// Why each rule is found or not.
    pub fn explained(&self) -> Vec<Explained> {
        explain(&self.evidence(), &self.advice())
    }

    fn evidence(&self) -> Evidence<'_> {
        Evidence {
            rulebook: &self.rulebook,
            referential: &self.referential,
            questionnaire: &self.questionnaire,
            project: &self.project,
            figures: &self.figures,
            thresholds: &self.referential.thresholds,
            date: self.date,
        }
    }

    /// Keeps every finding that is not replaced.
    pub fn unlimited(&mut self) {
        self.rulebook.limits = Limits {
            actions: 99,
            per_axis: 99,
            per_rule: 99,
            supports: 99,
            data: 99,
        };
    }

    pub fn group(&self, key: &str) -> GroupId {
        self.questionnaire
            .group(key)
            .expect("a group of the shipped questionnaire")
    }

    /// The same number of people invited at every wave.
    pub fn invite(&mut self, key: &str, people: u32) {
        let group = self.group(key);
        for wave in &mut self.project.waves {
            wave.populations.insert(group, people);
        }
        self.compute();
    }

    /// (established, evidence) of a recommendation that is kept, else the reason why it is not.
    pub fn finding(&self, id: &str) -> Option<(bool, String)> {
        let advice = self.advice();
        let lists = [&advice.actions, &advice.supports, &advice.data];
        let mut kept = lists.into_iter().flatten();
        let found = kept.find(|advice| advice.id == id);
        found.map(|advice| (advice.established, advice.evidence.clone()))
    }

    /// Why a finding is not kept, with its evidence.
    pub fn rejection(&self, id: &str) -> Option<String> {
        let rejected = self.advice().rejected;
        rejected
            .into_iter()
            .find(|rejected| rejected.id == id)
            .map(|rejected| rejected.reason)
    }

    /// Every identifier found, kept or not.
    pub fn all(&self) -> Vec<String> {
        let advice = self.advice();
        let lists = [advice.actions, advice.supports, advice.data];
        let kept = lists.into_iter().flatten().map(|advice| advice.id);
        kept.chain(advice.rejected.into_iter().map(|rejected| rejected.id))
            .collect()
    }
}

fn project(terms: &[Horizon]) -> Project {
    let date = |term: &Horizon| match term {
        Horizon::Reference => day(2023, 2, 1),
        Horizon::Short => day(2023, 12, 1),
        Horizon::Medium => day(2025, 5, 10),
        Horizon::Long => day(2026, 5, 20),
    };
    let waves = terms.iter().map(|term| Wave {
        id: term.key().to_owned(),
        start: Some(date(term)),
        end: Some(date(term)),
        horizon: Some(*term),
        kind: WaveKind::Measure,
        populations: Default::default(),
        versions: Default::default(),
    });
    Project {
        id: "essai".to_owned(),
        start: Some(day(2023, 1, 16)),
        organisations: 1,
        waves: waves.collect(),
        ..Project::default()
    }
}

fn survey(
    project: &Project,
    questionnaire: &Questionnaire,
    groups: &[(&str, u32)],
    answers: Answers,
) -> Survey {
    let mut survey = Survey::default();
    for (rank, declared) in project.waves.iter().enumerate() {
        let date = declared.start.expect("every wave has a day here");
        let mut wave = WaveAnswers {
            days: Some(Days {
                first: date,
                median: date,
                last: date,
            }),
            ..WaveAnswers::default()
        };
        for (key, count) in groups {
            let group = questionnaire
                .group(key)
                .expect("a group of the shipped questionnaire");
            for person in 0..*count {
                fill(
                    &mut wave,
                    questionnaire,
                    (rank, key, group, person),
                    answers,
                );
            }
        }
        survey.waves.push(wave);
    }
    survey
}

fn fill(
    wave: &mut WaveAnswers,
    questionnaire: &Questionnaire,
    (rank, key, group, person): (usize, &str, GroupId, u32),
    answers: Answers,
) {
    let respondent = u32::try_from(wave.respondents.len()).expect("few people");
    wave.respondents.push(Respondent {
        group,
        person: Some(u32::from(group.0) * 1000 + person),
        organisation: None,
        key: u64::from(group.0) * 1000 + u64::from(person),
    });
    for (id, item) in (0u16..).zip(&questionnaire.items) {
        if !item.groups.contains(&group) {
            continue;
        }
        let asked = Asked {
            wave: rank,
            group: key,
            person,
            item,
            criterion: item.criterion.0 + 1,
        };
        let highest = questionnaire.scales[item.scale].size() - 1;
        let state = answers(&asked).map_or(State::DontKnow, |level| {
            let level = level * highest / 4;
            State::Valid(if item.reversed {
                highest - level
            } else {
                level
            })
        });
        wave.answers.push(Answer {
            respondent,
            item: ItemId(id),
            state,
        });
    }
}
