//! G8: who answered at the last measure, group by group, and the smallest change their number lets one see.
//!
//! A group whose count is kept back has no bar; the note names it.

use crate::aggregate::figures::{Absent, Participation, Party};
use crate::model::WaveId;

use super::figure::{Funnel, FunnelRow};
use super::parts::Caption;
use super::{Study, changes, reading, words};

/// The funnel; `None` when no group may be counted.
pub(super) fn build(study: &Study) -> Option<Funnel> {
    let last = study.figures.last()?;
    let lines: Vec<&Participation> = study
        .figures
        .participation
        .iter()
        .filter(|line| line.wave == last && line.party != Party::Ensemble)
        .filter(|line| line.answered != Ok(0) || line.invited.is_some())
        .collect();
    let rows: Vec<FunnelRow> = lines.iter().filter_map(|line| row(study, line)).collect();
    let most = rows
        .iter()
        .map(|row| row.invited.unwrap_or(0).max(row.answered))
        .max()?;
    Some(Funnel {
        caption: caption(study, last, &lines, &rows),
        most,
        rows,
    })
}

fn row(study: &Study, line: &Participation) -> Option<FunnelRow> {
    let (answered, usable) = (line.answered.ok()?, line.usable.ok()?);
    Some(FunnelRow {
        label: words::party(study.figures, line.party),
        invited: line.invited,
        answered,
        usable,
        followed: line.followed.ok(),
        followed_withheld: line.followed == Err(Absent::Withheld),
        rate: rate(line).unwrap_or_default(),
        detectable: detectable(study, line.party).map_or_else(String::new, range),
    })
}

/// Smallest and largest of the changes that eight surveys out of ten would show, over the criteria compared.
fn detectable(study: &Study, party: Party) -> Option<(f64, f64)> {
    let pair = changes::pair(study)?;
    let moved = changes::of_party(study, pair, party);
    let seen = moved.iter().map(|moved| moved.change.detectable);
    let seen: Vec<f64> = seen.filter(|points| *points > 0.0).map(f64::ceil).collect();
    let most = seen.iter().copied().max_by(f64::total_cmp)?;
    Some((seen.into_iter().fold(most, f64::min), most))
}

/// « 13 à 25 », « 13 ».
fn range((least, most): (f64, f64)) -> String {
    if least < most {
        format!("{} à {}", words::whole(least), words::whole(most))
    } else {
        words::whole(most)
    }
}

/// « 79 % », « 11 sur 14 »; `None` when the count is kept back.
pub(super) fn rate(line: &Participation) -> Option<String> {
    let usable = line.usable.ok()?;
    Some(match line.invited {
        None => "non calculable (population inconnue)".to_owned(),
        Some(_) if line.over => "plus de réponses que d'invités".to_owned(),
        Some(invited) => words::share(usable, invited),
    })
}

fn caption(study: &Study, last: WaveId, lines: &[&Participation], rows: &[FunnelRow]) -> Caption {
    let when = study
        .figures
        .waves
        .get(last.at())
        .and_then(|wave| wave.date)
        .map(|date| format!(" en {}", words::month(date)))
        .unwrap_or_default();
    let all = study
        .figures
        .everybody()
        .and_then(|all| Some((all.answered.ok()?, all.invited, all.over)));
    let answered = match all {
        Some((answered, Some(invited), false)) => words::people_of(answered, invited),
        Some((answered, ..)) => words::people(answered),
        None => words::number_of(rows.len(), "groupe", "groupes"),
    };
    let many = all.is_some_and(|(answered, ..)| answered > 1) || (all.is_none() && rows.len() > 1);
    let followed = if rows.iter().any(|row| row.followed.is_some()) {
        ", personnes déjà présentes à la mesure d'avant"
    } else {
        ""
    };
    Caption {
        title: format!(
            "{answered} {} répondu{when}",
            if many { "ont" } else { "a" }
        ),
        subtitle: format!(
            "Personnes invitées, réponses, questionnaires complets{followed}, par groupe"
        ),
        note: note(study, lines),
        alt: reading::alternative(&sentences(rows, all), words::TABLE_PARTICIPATION),
    }
}

fn note(study: &Study, lines: &[&Participation]) -> String {
    let withheld: Vec<String> = lines
        .iter()
        .filter(|line| line.answered.is_err() || line.usable.is_err())
        .map(|line| words::party(study.figures, line.party))
        .collect();
    let mut said = vec![
        "Un questionnaire est compté comme complet quand la moitié au moins des questions posées ont une réponse."
            .to_owned(),
    ];
    if !withheld.is_empty() {
        said.push(format!(
            "Nombre non publié (protection des répondants) : {}.",
            words::list(&withheld)
        ));
    }
    said.extend(example(study, lines));
    said.push(format!("Détail : tableau {}.", words::TABLE_PARTICIPATION));
    said.join(" ")
}

/// How to read the last column, on its first group.
fn example(study: &Study, lines: &[&Participation]) -> Option<String> {
    let of_line = |line: &&Participation| Some((line.party, detectable(study, line.party)?.0));
    let (party, least) = lines.iter().find_map(of_line)?;
    Some(format!(
        "Écart visible : plus petit écart que huit enquêtes sur dix montreraient ; pour les {}, un écart de moins de {} \
         passera souvent inaperçu.",
        words::party(study.figures, party),
        words::points(least)
    ))
}

/// « Participation : 61 réponses sur 84 personnes. », « De 50 % (partenaires) à 79 % (salariés). »
fn sentences(rows: &[FunnelRow], all: Option<(u32, Option<u32>, bool)>) -> Vec<String> {
    let mut said = Vec::new();
    if let Some((answered, invited, over)) = all {
        let answers = words::counted(answered, "réponse", "réponses");
        said.push(match invited.filter(|_| !over) {
            Some(invited) => format!("Participation : {answers} sur {}.", words::people(invited)),
            None => format!("Participation : {answers}."),
        });
    }
    let mut rated: Vec<(f64, &FunnelRow)> = rows
        .iter()
        .filter_map(|row| {
            Some((
                f64::from(row.usable)
                    / f64::from(row.invited.filter(|n| *n >= row.answered && *n > 0)?),
                row,
            ))
        })
        .collect();
    rated.sort_by(|a, b| a.0.total_cmp(&b.0));
    match (rated.first(), rated.last()) {
        (Some((least, first)), Some((most, last))) if least < most => said.push(format!(
            "De {} ({}) à {} ({}).",
            first.rate, first.label, last.rate, last.label
        )),
        _ => said.extend(
            rows.iter()
                .map(|row| format!("{} : {}.", words::capital(&row.label), row.rate)),
        ),
    }
    said
}
