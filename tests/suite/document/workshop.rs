//! A small invented project, from answers to a study: two groups, five questions, up to three waves.

use chrono::NaiveDate;
use jalon::aggregate::companions::companions;
use jalon::aggregate::compute::{self, Material};
use jalon::aggregate::figures::Figures;
use jalon::assess::advice::Advice;
use jalon::document::dossier::Dossier;
use jalon::document::results::{Results, results};
use jalon::document::{Edition, Study, build};
use jalon::model::questionnaire::Group;
use jalon::model::survey::{Days, ReadingQuality};
use jalon::model::{
    Answer, CriterionId, GroupId, Horizon, Item, ItemId, Programme, Project, Questionnaire, QvctId,
    Referential, Respondent, Scale, State, Survey, Wave, WaveAnswers, WaveKind,
};

/// Answer of a person to a question at a wave: rank of the level from 0, `None` for « ne sait pas ».
pub type Answers = fn(Asked) -> Option<u8>;

/// Who is asked what, when.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub wave: usize,
    pub group: u8,
    pub person: u32,
    pub item: u16,
}

/// Everything a study borrows.
pub struct Workshop {
    pub referential: Referential,
    pub questionnaire: Questionnaire,
    pub project: Project,
    pub survey: Survey,
    pub figures: Figures,
    pub programme: Option<Programme>,
    pub advice: Advice,
    pub edition: Edition,
    pub date: NaiveDate,
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

impl Workshop {
    /// A project begun on 16 January 2023 with a wave per term given, each with as many people a group.
    pub fn new(terms: &[Horizon], people: [u32; 2], answers: Answers) -> Workshop {
        let referential = Referential::embedded();
        let questionnaire = questionnaire();
        let project = project(terms, &referential);
        let survey = survey(&project, &questionnaire, people, answers);
        let mut workshop = Workshop {
            figures: Figures::default(),
            programme: None,
            advice: Advice::default(),
            edition: Edition::Working,
            date: day(2026, 11, 22),
            referential,
            questionnaire,
            project,
            survey,
        };
        workshop.compute();
        workshop
    }

    /// Figures again, after a change to the project or the answers.
    pub fn compute(&mut self) {
        self.figures = compute::figures(self.material());
    }

    /// Fills in what only the annex prints.
    pub fn accompany(&mut self) {
        let found = companions(self.material(), &self.figures);
        self.figures.companions = found;
    }

    fn material(&self) -> Material<'_> {
        Material {
            survey: &self.survey,
            project: &self.project,
            questionnaire: &self.questionnaire,
            referential: &self.referential,
            thresholds: &self.referential.thresholds,
        }
    }

    /// What documents may speak of.
    pub fn with_study<T>(&self, made: impl Fn(&Study) -> T) -> T {
        made(&Study {
            referential: &self.referential,
            questionnaire: &self.questionnaire,
            programme: self.programme.as_ref(),
            project: &self.project,
            quality: &ReadingQuality::default(),
            figures: &self.figures,
            advice: &self.advice,
            date: self.date,
            fingerprint: "0badcafe",
            edition: self.edition,
        })
    }

    pub fn results(&self) -> Results {
        self.with_study(results)
    }

    pub fn dossier(&self) -> Dossier {
        self.with_study(build::build)
    }
}

fn scale() -> Scale {
    let levels = [
        "Pas du tout d'accord",
        "Plutôt pas d'accord",
        "Ni d'accord ni pas d'accord",
        "Plutôt d'accord",
        "Tout à fait d'accord",
    ];
    Scale {
        id: "accord".to_owned(),
        lowest: 1,
        levels: levels.map(str::to_owned).to_vec(),
        synonyms: Vec::new(),
        neutral: Some(2),
        favourable: vec![3, 4],
        unfavourable: vec![0, 1],
        dont_know: Vec::new(),
        not_applicable: Vec::new(),
    }
}

fn item(id: &str, label: &str, criterion: u8, qvct: &[u8], groups: &[u8]) -> Item {
    Item {
        id: id.to_owned(),
        version: 1,
        label: label.to_owned(),
        criterion: CriterionId(criterion),
        scale: 0,
        reversed: false,
        weight: 1.0,
        qvct: qvct.iter().copied().map(QvctId).collect(),
        themes: Vec::new(),
        groups: groups.iter().copied().map(GroupId).collect(),
        sensitive: false,
    }
}

/// Criteria 1, 3, 8 and 11; criterion 1 has two questions, criterion 11 is put to volunteers alone,
/// criterion 8 is sensitive.
fn questionnaire() -> Questionnaire {
    let group = |id: &str, label: &str, singular: &str| Group {
        id: id.to_owned(),
        label: label.to_owned(),
        singular: singular.to_owned(),
        synonyms: Vec::new(),
    };
    let mut items = vec![
        item("Q1", "Je sais qui décide quoi.", 0, &[0], &[0, 1]),
        item("Q2", "Je participe aux décisions.", 0, &[0], &[0, 1]),
        item(
            "Q3",
            "Les ressources du projet tiennent dans la durée.",
            2,
            &[1],
            &[0, 1],
        ),
        item("Q4", "Ma charge de travail est soutenable.", 7, &[4], &[0]),
        item(
            "Q5",
            "Je fais des choses que je ne savais pas faire.",
            10,
            &[],
            &[1],
        ),
    ];
    items[3].sensitive = true;
    Questionnaire {
        name: "Questionnaire d'essai".to_owned(),
        version: "1".to_owned(),
        scales: vec![scale()],
        groups: vec![
            group("salaries", "salariés", "membre de l'équipe salariée"),
            group("benevoles", "bénévoles", "bénévole"),
        ],
        items,
    }
}

/// Middle day of the collection of a term.
fn date_of(horizon: Horizon) -> NaiveDate {
    match horizon {
        Horizon::Reference => day(2023, 2, 1),
        Horizon::Short => day(2023, 12, 1),
        Horizon::Medium => day(2025, 6, 10),
        Horizon::Long => day(2026, 5, 20),
    }
}

fn project(terms: &[Horizon], referential: &Referential) -> Project {
    let aimed = ["C01", "C03", "C08", "C11"];
    let waves = terms.iter().enumerate().map(|(rank, horizon)| Wave {
        id: format!("V{}", rank + 1),
        start: Some(date_of(*horizon)),
        end: Some(date_of(*horizon)),
        horizon: Some(*horizon),
        kind: WaveKind::Measure,
        populations: Default::default(),
        versions: Default::default(),
    });
    Project {
        id: "essai".to_owned(),
        name: "Projet d'essai".to_owned(),
        start: Some(day(2023, 1, 16)),
        waves: waves.collect(),
        aimed: Some(
            aimed
                .iter()
                .filter_map(|code| referential.criterion(code))
                .collect(),
        ),
        ..Project::default()
    }
}

fn survey(
    project: &Project,
    questionnaire: &Questionnaire,
    people: [u32; 2],
    answers: Answers,
) -> Survey {
    let mut survey = Survey::default();
    for (wave, declared) in project.waves.iter().enumerate() {
        let date = declared.start.expect("every wave has a day here");
        let mut of_wave = WaveAnswers {
            days: Some(Days {
                first: date,
                median: date,
                last: date,
            }),
            ..WaveAnswers::default()
        };
        for (group, count) in (0u8..).zip(people) {
            for person in 0..count {
                let respondent = u32::try_from(of_wave.respondents.len()).expect("few people");
                of_wave.respondents.push(Respondent {
                    group: GroupId(group),
                    person: Some(u32::from(group) * 1000 + person),
                    organisation: None,
                    key: u64::from(group) * 1000 + u64::from(person),
                });
                for (id, item) in (0u16..).zip(&questionnaire.items) {
                    if item.groups.contains(&GroupId(group)) {
                        let level = answers(Asked {
                            wave,
                            group,
                            person,
                            item: id,
                        });
                        let state = level.map_or(State::DontKnow, State::Valid);
                        of_wave.answers.push(Answer {
                            respondent,
                            item: ItemId(id),
                            state,
                        });
                    }
                }
            }
        }
        survey.waves.push(of_wave);
    }
    survey
}

/// Employees move up on criterion 1 but for three of them, volunteers do not; the rest stays mixed.
pub fn progress(asked: Asked) -> Option<u8> {
    let base = u8::try_from(asked.person % 3).expect("small");
    match (asked.item, asked.group) {
        (0 | 1, 0) if asked.wave > 0 && asked.person >= 3 => Some(2 + base),
        (0 | 1, 0) => Some(base.min(2)),
        (0 | 1, _) => Some(1 + base.min(1)),
        (4, _) => Some(2 + base),
        _ => Some(1 + base),
    }
}

/// The two waves of [`progress`] the other way round.
pub fn decline(asked: Asked) -> Option<u8> {
    progress(Asked {
        wave: 1 - asked.wave.min(1),
        ..asked
    })
}

/// Answers all over the scale, without direction.
pub fn alternating(asked: Asked) -> Option<u8> {
    let wave = u32::try_from(asked.wave).expect("small");
    u8::try_from((asked.person + u32::from(asked.item) + wave * 2) * 7 % 5).ok()
}

/// Nearly everybody favourable; the first person of a group does not know.
pub fn favourable(asked: Asked) -> Option<u8> {
    (asked.item != 0 || asked.person != 0).then(|| 3 + u8::from(asked.person.is_multiple_of(2)))
}

/// Employees go down on criterion 1 as much as volunteers go up.
pub fn opposed(asked: Asked) -> Option<u8> {
    let base = u8::try_from(asked.person % 3).expect("small");
    match asked.item {
        0 | 1 if (asked.wave == 0) == (asked.group == 0) => Some(2 + base),
        0 | 1 => Some(base),
        _ => progress(asked),
    }
}

/// On criterion 1 employees go down by a level as volunteers go up, nearly all of them.
pub fn crossing(asked: Asked) -> Option<u8> {
    let still = asked.person == 1;
    match (asked.item, asked.wave == 0 || still, asked.group) {
        (0 | 1, true, _) => Some(2 + u8::from(asked.person.is_multiple_of(4))),
        (0 | 1, false, 0) => Some(1 + u8::from(asked.person.is_multiple_of(4))),
        (0 | 1, false, _) => Some(3 + u8::from(asked.person.is_multiple_of(4))),
        _ => progress(asked),
    }
}
