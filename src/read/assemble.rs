//! A gathering → the survey of a project: people in one order, one answer a person and item.

use super::gathering::{Gathering, NOBODY, Numbers};
use super::one_answer::settled;
use super::tally::{Tally, tell_recurring};
use super::unput;
use super::wave_remarks::tell_days;
use super::waves::{self, Collected};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::referential::Terms;
use crate::model::survey::ReadingQuality;
use crate::model::{Answer, Project, Questionnaire, Respondent, State, Survey, WaveAnswers};

/// Makes the survey; the project takes the waves found. None when it has to be left out.
pub(super) fn survey(
    mut gathering: Gathering,
    project: &mut Project,
    (questionnaire, terms): (&Questionnaire, &Terms),
    notes: &mut Diagnostics,
) -> Option<Survey> {
    if gathering.refused {
        return None;
    }
    gathering.close();
    let collected = waves::collected(&gathering, project, terms, notes)?;
    let people = ranks(&gathering.people);
    let organisations = ranks(&gathering.organisations);
    let mut survey = Survey::default();
    let mut tally = Tally {
        alike_codes: alike(&gathering.people),
        ..Tally::default()
    };
    let mut waves = Vec::new();
    for Collected {
        wave,
        buckets,
        days,
    } in collected
    {
        let file = gathering.files.first().cloned().unwrap_or_default();
        if let Some(days) = days {
            tell_days(&wave, days, project.start, terms, &file, notes);
        }
        let numbered = number(&gathering, &buckets, &people, &organisations, &mut tally);
        if numbered.split {
            let message = format!(
                "une personne est dans deux groupes au cours de la vague « {} »",
                wave.id
            );
            notes.push(Diagnostic::error(message).at(Place::file(&file)).hint("deux personnes ont sans doute le même identifiant : donnez-leur des identifiants différents"));
            return None;
        }
        let answers = take_answers(&mut gathering, &buckets, &numbered.ranks);
        let answers = settled(answers, &gathering.repetitions, &numbered, &mut tally);
        let mut answers = WaveAnswers {
            respondents: numbered.respondents,
            answers,
            days,
        };
        unput::take_away(&mut answers, &wave.id, questionnaire, &file, notes);
        survey.waves.push(answers);
        waves.push(wave);
    }
    project.waves = waves;
    // Half a million people take thirty megabytes that what follows does not need.
    gathering.sittings = Vec::new();
    tally.tell(&gathering, notes);
    tell_silence(&gathering, &survey, &project.id, notes);
    if people.is_empty() {
        tell_recurring(&gathering, &survey, &project.id, notes);
    }
    gathering.files.sort();
    gathering.files.dedup();
    gathering.remarks.sort();
    gathering.remarks.dedup();
    survey.quality = ReadingQuality {
        files: gathering.files,
        rows: gathering.rows,
        invalid: 0,
        repeated: tally.repeated,
        contradictory: tally.contradictory,
        unasked: gathering.unasked,
        remarks: gathering.remarks,
    };
    Some(survey)
}

/// A project whose files hold no answer that counts.
fn tell_silence(gathering: &Gathering, survey: &Survey, project: &str, notes: &mut Diagnostics) {
    let valid = |wave: &WaveAnswers| {
        wave.answers
            .iter()
            .any(|answer| matches!(answer.state, State::Valid(_)))
    };
    let Some(file) = gathering
        .files
        .first()
        .filter(|_| gathering.rows > 0 && !survey.waves.iter().any(valid))
    else {
        return;
    };
    let people: usize = survey.waves.iter().map(|wave| wave.respondents.len()).sum();
    let message = format!(
        "aucune réponse exploitable pour le projet « {project} » (0 sur {people} personnes)"
    );
    notes.push(
        Diagnostic::warning(message)
            .at(Place::file(file))
            .hint("vérifiez que l'export contient les réponses, et pas seulement les titres"),
    );
}

/// The rank of each hash among all, so that numbers do not depend on the order of rows.
fn ranks(numbers: &Numbers) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(numbers.keys.len()).collect();
    order.sort_unstable_by_key(|rank| numbers.keys[*rank as usize]);
    let mut ranks = vec![0; order.len()];
    for (rank, number) in (0_u32..).zip(order) {
        ranks[number as usize] = rank;
    }
    ranks
}

/// How many hashes differ from another in the half that case and blanks count for, and in nothing else.
fn alike(numbers: &Numbers) -> u64 {
    let mut halves: Vec<u64> = numbers.keys.iter().map(|key| key[0]).collect();
    halves.sort_unstable();
    let pairs = halves.windows(2).filter(|pair| pair[0] == pair[1]);
    pairs.count() as u64
}

/// The people of one wave.
pub(super) struct Numbered {
    pub respondents: Vec<Respondent>,
    /// Sitting → rank of its respondent; `NOBODY` for the sittings of other waves.
    pub ranks: Vec<u32>,
    /// Whether someone is in two groups.
    split: bool,
}

fn number(
    gathering: &Gathering,
    buckets: &[usize],
    people: &[u32],
    organisations: &[u32],
    tally: &mut Tally,
) -> Numbered {
    let mut wanted = vec![false; gathering.buckets.len()];
    for bucket in buckets {
        wanted[*bucket] = true;
    }
    let sittings = &gathering.sittings;
    let inside = (0_u32..)
        .zip(sittings)
        .filter(|(_, sitting)| wanted[usize::from(sitting.bucket)]);
    let mut order: Vec<(u64, u32)> = inside
        .map(|(rank, sitting)| (sitting.key[0], rank))
        .collect();
    order.sort_unstable();
    for alike in order.chunk_by_mut(|one, other| one.0 == other.0) {
        alike.sort_unstable_by_key(|(_, rank)| sittings[*rank as usize].key[1]);
    }
    let mut numbered = Numbered {
        respondents: Vec::new(),
        ranks: vec![NOBODY; sittings.len()],
        split: false,
    };
    let mut last: Option<[u64; 2]> = None;
    for (_, rank) in order {
        let sitting = &sittings[rank as usize];
        let number = |number: u32, ranks: &[u32]| ranks.get(number as usize).copied();
        let (person, organisation) = (
            number(sitting.person, people),
            number(sitting.organisation, organisations),
        );
        if last == Some(sitting.key)
            && let Some(known) = numbered.respondents.last_mut()
        {
            numbered.split |= known.group != sitting.group;
            known.person = known.person.max(person);
            known.organisation = known.organisation.max(organisation);
        } else {
            tally.alike += u64::from(last.is_some_and(|key| key[0] == sitting.key[0]));
            numbered.respondents.push(Respondent {
                group: sitting.group,
                person,
                organisation,
                key: sitting.key[1],
            });
        }
        last = Some(sitting.key);
        numbered.ranks[rank as usize] =
            u32::try_from(numbered.respondents.len() - 1).unwrap_or(NOBODY);
    }
    unlink_twins(&mut numbered.respondents, tally);
    numbered
}

/// Two respondents of one wave with one code of follow-up cannot be told apart over time: neither is followed.
fn unlink_twins(respondents: &mut [Respondent], tally: &mut Tally) {
    let mut persons: Vec<u32> = respondents.iter().filter_map(|one| one.person).collect();
    persons.sort_unstable();
    let twins: Vec<u32> = persons
        .chunk_by(|a, b| a == b)
        .filter(|run| run.len() > 1)
        .map(|run| run[0])
        .collect();
    tally.twins += twins.len() as u64;
    for one in respondents {
        if one
            .person
            .is_some_and(|person| twins.binary_search(&person).is_ok())
        {
            one.person = None;
        }
    }
}

/// The answers of some buckets, which are emptied; the first one's room is used again.
fn take_answers(gathering: &mut Gathering, buckets: &[usize], ranks: &[u32]) -> Vec<Answer> {
    let mut all: Vec<Answer> = Vec::new();
    for bucket in buckets {
        let answers = std::mem::take(&mut gathering.buckets[*bucket].answers);
        if all.is_empty() {
            all = answers;
        } else {
            all.extend_from_slice(&answers);
        }
    }
    for answer in &mut all {
        answer.respondent = ranks[answer.respondent as usize];
    }
    all
}
