//! What tells one state of a project's data from another: the same for the same answers, however their rows stand, whatever people are
//! called in them, and whatever the format, the encoding and the number of their files.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::job::Job;
use crate::model::Survey;
use crate::model::survey::{Answer, Respondent, State, WaveAnswers};
use crate::read::{Input, NameList, ProjectFolder};

/// A whole SHA-256. Printed in part only: what is not printed stays unknown to whoever has not the answers.
pub(crate) type Hash = [u8; 32];

/// Half a hash: what one person filled in, or several.
type Sheet = [u8; 16];

/// The hash of what the figures of a project rest on: its answers as they were understood, what is declared beside them, the rules and
/// the thresholds.
pub(super) fn hash(job: &Job, id: &str, answers: &Hash) -> Hash {
    let discovery = &job.discovery;
    let own = discovery.projects.iter().filter(|folder| folder.id == id);
    let own = own.flat_map(|folder| declared(folder).chain(lists(&folder.names)));
    let shared = [&discovery.programme, &discovery.questionnaire];
    let shared = shared.into_iter().flatten().chain(lists(&discovery.names));
    let mut hasher = Sha256::new();
    hasher.update(files(shared.chain(own)));
    hasher.update(answers);
    hasher.update(job.rulebook.version.as_bytes());
    hasher.update(format!("{:?}", job.thresholds).as_bytes());
    hasher.finalize().into()
}

fn lists(names: &[NameList]) -> impl Iterator<Item = &Input> {
    names.iter().map(NameList::input)
}

/// What a project tells beside its answers. How its columns are named is no part of it: the answers are hashed once understood.
fn declared(folder: &ProjectFolder) -> impl Iterator<Item = &Input> {
    let texts = [&folder.project, &folder.questionnaire, &folder.decisions];
    texts.into_iter().flatten().chain(&folder.tables)
}

/// Names and hashes of files.
pub(super) fn files<'a>(inputs: impl Iterator<Item = &'a Input>) -> String {
    let each = inputs.map(|input| input.name.clone() + &input.fingerprint().unwrap_or_default());
    each.collect()
}

/// The hash of the answers: of the sheets that people filled in, in an order that no row, no file and no identifier decides.
pub(super) fn of_answers(survey: &Survey) -> Hash {
    let mut followed: BTreeMap<u32, Vec<Sheet>> = BTreeMap::new();
    let mut together: BTreeMap<u32, Vec<Sheet>> = BTreeMap::new();
    let mut alone = Vec::new();
    let mut hasher = Sha256::new();
    for (rank, wave) in (0_u8..).zip(&survey.waves) {
        hasher.update(format!("{:?}", wave.days));
        for (respondent, sheet) in sheets(rank, wave) {
            match respondent.person {
                Some(person) => followed.entry(person).or_default().push(sheet),
                None => alone.push(sheet),
            }
            if let Some(organisation) = respondent.organisation {
                together.entry(organisation).or_default().push(sheet);
            }
        }
    }
    alone.extend(followed.into_values().map(gathered));
    for mut all in [alone, together.into_values().map(gathered).collect()] {
        all.sort_unstable();
        hasher.update(all.len().to_le_bytes());
        hasher.update(all.as_flattened());
    }
    hasher.finalize().into()
}

/// What one respondent of a wave filled in.
fn sheets(rank: u8, wave: &WaveAnswers) -> impl Iterator<Item = (&Respondent, Sheet)> {
    let mut left = wave.answers.as_slice();
    (0_u32..)
        .zip(&wave.respondents)
        .map(move |(own, respondent)| {
            let count = left.iter().take_while(|answer| answer.respondent == own);
            let (answers, others) = left.split_at(count.count());
            left = others;
            let mut bytes = vec![rank, respondent.group.0];
            bytes.extend(answers.iter().flat_map(of_answer));
            (respondent, cut(&Sha256::digest(bytes)))
        })
}

fn of_answer(answer: &Answer) -> [u8; 4] {
    let [low, high] = answer.item.0.to_le_bytes();
    let (state, level) = match answer.state {
        State::Valid(level) => (0, level),
        State::DontKnow => (1, 0),
        State::NotApplicable => (2, 0),
        State::Missing => (3, 0),
        State::Invalid => (4, 0),
    };
    [low, high, state, level]
}

/// One hash for several sheets, in no order.
fn gathered(mut sheets: Vec<Sheet>) -> Sheet {
    sheets.sort_unstable();
    cut(&Sha256::digest(sheets.as_flattened()))
}

fn cut(hash: &[u8]) -> Sheet {
    hash.first_chunk().copied().unwrap_or_default()
}

/// First 8 hexadecimal digits of a hash.
pub(crate) fn short(hash: &[u8]) -> String {
    hash.iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
