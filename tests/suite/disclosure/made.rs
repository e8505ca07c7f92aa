//! Random small projects: teams of 3 to 15, up to four groups and three waves, holes of every kind.

use jalon::aggregate::compute::{Material, figures_after};
use jalon::aggregate::figures::Figures;
use jalon::model::questionnaire::Group;
use jalon::model::{
    Answer, CriterionId, GroupId, Horizon, Item, ItemId, PastEdition, Project, Questionnaire,
    QvctId, Referential, Respondent, Scale, State, Survey, Wave, WaveAnswers, WaveKind,
};

/// A reproducible source of chance (SplitMix64).
#[derive(Clone)]
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.roll() % bound as u64).expect("small")
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())]
    }
}

/// A project with all that its figures are computed from.
#[derive(Clone)]
pub struct Made {
    pub referential: Referential,
    pub questionnaire: Questionnaire,
    pub project: Project,
    pub survey: Survey,
}

impl Made {
    pub fn material(&self) -> Material<'_> {
        Material {
            survey: &self.survey,
            project: &self.project,
            questionnaire: &self.questionnaire,
            referential: &self.referential,
            thresholds: &self.referential.thresholds,
        }
    }

    pub fn figures(&self, past: &[PastEdition]) -> Figures {
        figures_after(self.material(), past)
    }
}

/// How a random project is drawn.
#[derive(Clone, Copy)]
pub struct Draw {
    pub items: usize,
    pub groups: usize,
    pub waves: usize,
    /// Fewest and most people of a group.
    pub people: (usize, usize),
    /// Percent of answers left blank or « ne sait pas ».
    pub blank: usize,
}

impl Draw {
    pub fn random(dice: &mut Dice) -> Draw {
        Draw {
            items: 4 + dice.below(6),
            groups: 1 + dice.below(3),
            waves: 1 + dice.below(3),
            people: (3, 15),
            blank: dice.pick(&[0, 3, 8, 15, 30]),
        }
    }
}

pub fn project(dice: &mut Dice, draw: Draw) -> Made {
    let referential = Referential::embedded();
    let questionnaire = questionnaire(dice, draw, &referential);
    let waves = [Horizon::Reference, Horizon::Short, Horizon::Medium];
    let wave = |rank: usize| Wave {
        id: format!("V{rank}"),
        start: None,
        end: None,
        horizon: Some(waves[rank]),
        kind: WaveKind::Measure,
        populations: Default::default(),
        versions: Default::default(),
    };
    let project = Project {
        id: "essai".to_owned(),
        waves: (0..draw.waves).map(wave).collect(),
        ..Project::default()
    };
    let sizes: Vec<usize> = (0..draw.groups)
        .map(|_| draw.people.0 + dice.below(draw.people.1 - draw.people.0 + 1))
        .collect();
    let survey = Survey {
        waves: (0..draw.waves)
            .map(|_| answers(dice, draw, &questionnaire, &sizes))
            .collect(),
        ..Survey::default()
    };
    Made {
        referential,
        questionnaire,
        project,
        survey,
    }
}

fn questionnaire(dice: &mut Dice, draw: Draw, referential: &Referential) -> Questionnaire {
    let levels: Vec<String> = (1..=5).map(|level| format!("niveau {level}")).collect();
    let scale = Scale {
        id: "accord".to_owned(),
        lowest: 1,
        levels,
        synonyms: Vec::new(),
        neutral: None,
        favourable: vec![3, 4],
        unfavourable: vec![0, 1],
        dont_know: Vec::new(),
        not_applicable: Vec::new(),
    };
    let groups = (0..draw.groups).map(|rank| Group {
        id: format!("g{rank}"),
        label: format!("groupe {rank}"),
        singular: "membre".to_owned(),
        synonyms: Vec::new(),
    });
    // A few criteria of two categories, so that most have several questions.
    let criteria: Vec<CriterionId> = ["C01", "C02", "C03", "C11", "C12"]
        .iter()
        .filter_map(|code| referential.criterion(code))
        .collect();
    let mut items = Vec::new();
    for rank in 0..draw.items {
        items.push(Item {
            id: format!("Q{rank:02}"),
            version: 1,
            label: "question".to_owned(),
            criterion: dice.pick(&criteria),
            scale: 0,
            reversed: dice.chance(15),
            weight: dice.pick(&[1.0, 1.0, 1.0, 1.0, 2.0, 0.5]),
            qvct: (0..6).filter(|_| dice.chance(18)).map(QvctId).collect(),
            themes: ["a", "b", "c"]
                .iter()
                .filter(|_| dice.chance(25))
                .map(|theme| (*theme).to_owned())
                .collect(),
            groups: (0..draw.groups)
                .filter_map(|group| u8::try_from(group).ok().map(GroupId))
                .collect(),
            sensitive: dice.chance(10),
        });
    }
    Questionnaire {
        name: "essai".to_owned(),
        version: "1".to_owned(),
        scales: vec![scale],
        groups: groups.collect(),
        items,
    }
}

fn answers(
    dice: &mut Dice,
    draw: Draw,
    questionnaire: &Questionnaire,
    sizes: &[usize],
) -> WaveAnswers {
    let mut wave = WaveAnswers::default();
    let put: Vec<bool> = questionnaire
        .items
        .iter()
        .map(|_| !dice.chance(8))
        .collect();
    for (group, &size) in (0_u8..).zip(sizes) {
        for person in 0..size {
            // Some do not come back, or come late.
            if dice.chance(10) {
                continue;
            }
            let key = u64::from(group) * 1000 + person as u64;
            let sheet = (0..).zip(&put).filter(|(_, put)| **put);
            let states: Vec<(u16, State)> = sheet
                .map(|(item, _)| (item, state(dice, draw.blank)))
                .collect();
            add(&mut wave, GroupId(group), key, &states);
        }
    }
    wave
}

/// An answer.
pub fn state(dice: &mut Dice, blank: usize) -> State {
    if dice.chance(blank) {
        dice.pick(&[State::DontKnow, State::Missing, State::NotApplicable])
    } else {
        State::Valid(u8::try_from(dice.below(5)).expect("small"))
    }
}

/// Adds someone to a wave.
pub fn add(wave: &mut WaveAnswers, group: GroupId, key: u64, states: &[(u16, State)]) {
    let respondent = u32::try_from(wave.respondents.len()).expect("few people");
    wave.respondents.push(Respondent {
        group,
        person: u32::try_from(key).ok(),
        organisation: None,
        key,
    });
    for &(item, state) in states {
        wave.answers.push(Answer {
            respondent,
            item: ItemId(item),
            state,
        });
    }
}

/// A project of one question and one group, at so many waves.
pub fn one_question(waves: usize) -> Made {
    let draw = Draw {
        items: 1,
        groups: 1,
        waves,
        people: (3, 4),
        blank: 0,
    };
    let mut made = project(&mut Dice(1), draw);
    let item = &mut made.questionnaire.items[0];
    (item.reversed, item.sensitive, item.weight) = (false, false, 1.0);
    (item.qvct, item.themes) = (Vec::new(), Vec::new());
    item.criterion = CriterionId(0);
    made
}
