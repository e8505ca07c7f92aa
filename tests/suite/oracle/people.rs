//! The scores of each person of the survey that the reader gave, by the public functions; what [`Figures`] averages away.
//!
//! [`Figures`]: jalon::aggregate::figures::Figures

use std::collections::BTreeMap;

use jalon::aggregate::respondent::{Completion, Sums, Weighted, category_score, completion};
use jalon::aggregate::scale::rescale;
use jalon::model::{CategoryId, CriterionId, State, WaveId};

use super::Folder;

/// Someone at a wave.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Key of the group.
    pub group: String,
    /// The same over waves; none when nobody can follow them.
    pub code: Option<u32>,
    /// Whether the questionnaire is complete, partial or broken off.
    pub completion: Option<Completion>,
    /// By rank of item.
    pub states: BTreeMap<usize, State>,
}

/// Everyone who appears in a wave, in the reader's order.
pub fn people(folder: &Folder, wave: WaveId) -> Vec<Person> {
    let answers = &folder.survey.waves[wave.at()];
    let groups = &folder.questionnaire.groups;
    let mut people: Vec<Person> = answers
        .respondents
        .iter()
        .map(|respondent| Person {
            group: groups[respondent.group.at()].id.clone(),
            code: respondent.person,
            ..Person::default()
        })
        .collect();
    for answer in &answers.answers {
        people[answer.respondent as usize]
            .states
            .insert(answer.item.at(), answer.state);
    }
    for person in &mut people {
        let coded = person.states.values().filter(|state| {
            matches!(
                state,
                State::Valid(_) | State::DontKnow | State::NotApplicable
            )
        });
        person.completion = completion(small(coded.count()), small(person.states.len()));
    }
    people
}

/// Those of a group whose questionnaire counts.
pub fn of_group(folder: &Folder, wave: WaveId, group: &str) -> Vec<Person> {
    let mut people = people(folder, wave);
    people.retain(|person| {
        person.group == group
            && matches!(
                person.completion,
                Some(Completion::Complete | Completion::Partial)
            )
    });
    people
}

pub fn small(count: usize) -> u32 {
    u32::try_from(count).expect("a small count")
}

impl Person {
    /// A valid answer oriented: rank from 0, least favourable first.
    pub fn rank(&self, folder: &Folder, item: usize) -> Option<usize> {
        let question = &folder.questionnaire.items[item];
        let levels = folder.questionnaire.scales[question.scale].size();
        match self.states.get(&item)? {
            State::Valid(level) if question.reversed => Some(usize::from(levels - 1 - *level)),
            State::Valid(level) => Some(usize::from(*level)),
            _ => None,
        }
    }

    /// The same on 0–100.
    pub fn score(&self, folder: &Folder, item: usize) -> Option<f64> {
        let question = &folder.questionnaire.items[item];
        let levels = usize::from(folder.questionnaire.scales[question.scale].size());
        rescale(self.rank(folder, item)?, levels)
    }

    /// Items asked and items that do not concern the person.
    fn asked(&self, folder: &Folder, criterion: CriterionId) -> (u32, u32) {
        let mut asked = (0, 0);
        for item in folder.questionnaire.items_of(criterion) {
            if let Some(state) = self.states.get(&item.at()) {
                asked.0 += 1;
                asked.1 += u32::from(*state == State::NotApplicable);
            }
        }
        asked
    }

    pub fn criterion(&self, folder: &Folder, criterion: CriterionId) -> Option<f64> {
        let (asked, not_concerned) = self.asked(folder, criterion);
        let mut sums = Sums::default();
        for item in folder.questionnaire.items_of(criterion) {
            if let Some(score) = self.score(folder, item.at()) {
                let weight = folder.questionnaire.items[item.at()].weight;
                sums.add(Weighted { score, weight });
            }
        }
        sums.score(asked, not_concerned)
    }

    pub fn category(&self, folder: &Folder, category: CategoryId) -> Option<f64> {
        let criteria: Vec<CriterionId> = folder.referential.criteria_of(category).collect();
        let concerned = criteria.iter().filter(|criterion| {
            let (asked, not_concerned) = self.asked(folder, **criterion);
            asked > not_concerned
        });
        let concerned = small(concerned.count());
        let mut scores: Vec<f64> = criteria
            .iter()
            .filter_map(|criterion| self.criterion(folder, *criterion))
            .collect();
        category_score(&mut scores, concerned)
    }
}

/// Scores of a group on a criterion.
pub fn scores(folder: &Folder, wave: WaveId, group: &str, criterion: CriterionId) -> Vec<f64> {
    of_group(folder, wave, group)
        .iter()
        .filter_map(|person| person.criterion(folder, criterion))
        .collect()
}

/// The same scores in the order of the file: the reference drew its resamples so, and the reader forgets that order on purpose.
///
/// Checks that they are the survey's scores.
pub fn in_file_order(
    wave: WaveId,
    group: &str,
    criterion: CriterionId,
    of_survey: &[f64],
) -> Vec<f64> {
    let read = super::reference();
    let mut people: Vec<(&str, Person)> = Vec::new();
    for line in include_str!("enquete/enquete.csv").lines().skip(1) {
        let cells: Vec<&str> = line.trim_end().split(',').collect();
        let [vague, _, groupe, code, _, item, answer] = cells[..] else {
            panic!("{line}")
        };
        if vague != read.project.waves[wave.at()].id || groupe != group {
            continue;
        }
        let item = read.questionnaire.item(item).expect("a question").at();
        let lowest = read.questionnaire.scales[read.questionnaire.items[item].scale].lowest;
        let state = match answer {
            "" => State::Missing,
            "NSP" => State::DontKnow,
            "NC" => State::NotApplicable,
            level => {
                let level: i32 = level.parse().expect("a level");
                State::Valid(u8::try_from(level - lowest).expect("a level of the scale"))
            }
        };
        match people.iter_mut().find(|(known, _)| *known == code) {
            Some((_, person)) => person.states.insert(item, state),
            None => {
                people.push((code, Person::default()));
                let (_, person) = people.last_mut().expect("just added");
                person.states.insert(item, state)
            }
        };
    }
    let scores: Vec<f64> = people
        .iter()
        .filter_map(|(_, person)| person.criterion(read, criterion))
        .collect();
    let sorted = |scores: &[f64]| {
        let mut sorted = scores.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted
    };
    assert_eq!(sorted(&scores), sorted(of_survey));
    scores
}
