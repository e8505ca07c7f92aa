//! A lever: the editor's words, a person's words, and the figure of one criterion with the people behind it.
//!
//! The figure is the one the dossier prints, with its verdict, whatever the lever claims.

use crate::aggregate::figures::{Absent, Change, Level, Party, Score, Subject, Verdict};
use crate::model::case::{CaseLever, CaseTexts};
use crate::model::{CriterionId, GroupId, WaveId};

use super::super::parts::Caption;
use super::super::{Study, changes, collective, movement, reading, scope, words};
use super::build::written;
use super::quote::{self, Cited, Unquotable};
use super::text::{LEAST_LEVERS, LEVER_TEXT, LEVER_TITLE, invitation};
use super::{Lever, LeverFigure, Mark};

/// The levers written, then prompts up to the fewest of a whole sheet.
pub(super) fn levers(study: &Study, texts: &CaseTexts) -> Vec<Lever> {
    let none = CaseLever::default();
    let missing = LEAST_LEVERS.saturating_sub(texts.levers.len());
    let quotes = quote::of_levers(study, texts);
    texts
        .levers
        .iter()
        .zip(quotes)
        .chain(std::iter::repeat_with(|| (&none, None)).take(missing))
        .map(|(lever, quote)| self::lever(study, lever, quote))
        .collect()
}

fn lever(study: &Study, lever: &CaseLever, quote: Option<Result<Cited, Unquotable>>) -> Lever {
    let (quote, quote_prompt) = match quote {
        None => (None, String::new()),
        Some(Ok(cited)) => (Some(cited.printed), String::new()),
        Some(Err(_)) => (
            None,
            "La parole choisie ne peut pas être imprimée en l'état.".to_owned(),
        ),
    };
    let (figure, no_figure) = match lever.criterion.map(|id| figure(study, id, lever.group)) {
        None => (None, String::new()),
        Some(Ok(figure)) => (Some(figure), String::new()),
        Some(Err(reason)) => (None, reason),
    };
    Lever {
        title: written(lever.title.as_ref(), || {
            invitation(&LEVER_TITLE, "ce qui a permis d'avancer")
        }),
        text: written(lever.text.as_ref(), || {
            invitation(
                &LEVER_TEXT,
                "ce que l'équipe fait, concrètement, et ce que cela change dans le travail",
            )
        }),
        quote,
        quote_prompt,
        figure,
        no_figure,
    }
}

/// The figure of a criterion, or why there is none: scores first, the team's mark when nobody's answers are published.
fn figure(
    study: &Study,
    criterion: CriterionId,
    group: Option<GroupId>,
) -> Result<LeverFigure, String> {
    let name = scope::name(study, criterion);
    let absent = |reason: Absent| match reason {
        Absent::Withheld => format!("« {name} » : non publié, pour la protection des répondants."),
        reason => format!("« {name} » : {}.", reason.words()),
    };
    let survey = match (study.figures.last(), group) {
        (None, _) => Err(absent(Absent::NotMeasured)),
        (Some(last), Some(group)) => match rank_of(study, group) {
            Some(party) => scores(study, criterion, party, last).map_err(absent),
            None => Err(absent(Absent::Withheld)),
        },
        (Some(last), None) => anybody(study, criterion, last).map_err(absent),
    };
    match survey {
        Ok(_) if group.is_none() && is_split(study, criterion) => Err(format!(
            "« {name} » : les avis sont partagés au sein d'un groupe, une moyenne ne les résume pas."
        )),
        Err(reason) if group.is_none() => mark(study, criterion).ok_or(reason),
        other => other,
    }
}

fn is_split(study: &Study, criterion: CriterionId) -> bool {
    study
        .figures
        .last()
        .is_some_and(|last| scope::is_split_for(study, last, criterion))
}

/// The published group that holds one of the questionnaire's.
fn rank_of(study: &Study, group: GroupId) -> Option<Party> {
    let mut groups = study.figures.groups.iter();
    let rank = groups.position(|published| published.members.contains(&group));
    rank.map(Party::Group)
}

/// Who speaks first, else the first group with a score; the reason of who speaks first when nobody has one.
fn anybody(study: &Study, criterion: CriterionId, last: WaveId) -> Result<LeverFigure, Absent> {
    let first = scores(study, criterion, scope::speaker(study), last);
    first.or_else(|reason| {
        let mut groups = scope::groups(study).map(Party::Group);
        groups
            .find_map(|party| scores(study, criterion, party, last).ok())
            .ok_or(reason)
    })
}

fn scores(
    study: &Study,
    criterion: CriterionId,
    party: Party,
    last: WaveId,
) -> Result<LeverFigure, Absent> {
    let level = scope::level(study, last, party, criterion)?;
    let change = changes::pair(study).and_then(|(from, to)| {
        let change = study
            .figures
            .change(from, to, party, Subject::Criterion(criterion));
        change.ok().map(|change| ((from, to), change))
    });
    Ok(match change {
        Some((pair, change)) if tells(change.verdict) => {
            moved(study, criterion, party, pair, change)
        }
        other => standing(study, criterion, party, last, level, other.is_some()),
    })
}

/// Whether two values may stand beside each other: what is uncertain would be read as a movement.
fn tells(verdict: Verdict) -> bool {
    verdict.is_conclusive() || verdict == Verdict::StabilityEstablished
}

fn moved(
    study: &Study,
    criterion: CriterionId,
    party: Party,
    (from, to): (WaveId, WaveId),
    change: &Change,
) -> LeverFigure {
    let end = |wave: WaveId, value: f64| {
        // A bounded score stays bounded here too.
        let level = scope::level(study, wave, party, criterion);
        let bounded = level
            .ok()
            .map(|level| level.score)
            .filter(|score| !matches!(score, Score::Exact(_)));
        mark_of(bounded.unwrap_or(Score::Exact(value)))
    };
    let (first, last) = (end(from, change.from), end(to, change.to));
    let bounds = words::between_changes(change.interval, change.delta, change.verdict);
    let points = words::change_points(change.delta);
    let people = movement::people(change);
    let people = match people.as_str() {
        "" => String::new(),
        people => format!("{people} ; "),
    };
    let design = change.design.words();
    LeverFigure {
        caption: Caption {
            title: format!(
                "{} puis {} : {}",
                first.text,
                last.text,
                change.verdict.words()
            ),
            subtitle: subject(study, criterion, party),
            note: format!(
                "{} : {points} ({bounds}) ; {people}{design}, {} puis {}.",
                words::capital(&words::span(study.figures, (from, to))),
                words::count(change.n_from),
                words::people(change.n_to),
            ),
            alt: format!(
                "{} : {} puis {} sur 100, {}.",
                scope::name(study, criterion),
                first.text,
                last.text,
                change.verdict.words()
            ),
        },
        category: category(study, criterion),
        origin: "survey".to_owned(),
        most: 100,
        interval: (last.value, last.value),
        first: Some(first),
        last,
    }
}

fn standing(
    study: &Study,
    criterion: CriterionId,
    party: Party,
    last: WaveId,
    level: &Level,
    compared: bool,
) -> LeverFigure {
    let when = words::in_month(study.figures, last);
    let open = match compared {
        true => " L'évolution ne permet pas de conclure.",
        false => "",
    };
    let score = mark_of(level.score);
    LeverFigure {
        caption: Caption {
            title: format!("{} sur 100", score.text),
            subtitle: subject(study, criterion, party),
            note: format!(
                "{} : {}{when}.{open}",
                words::people(level.n),
                reading::with_groups(study.figures, level)
            ),
            alt: format!(
                "{} : {} sur 100, {}.",
                scope::name(study, criterion),
                score.text,
                words::people(level.n)
            ),
        },
        category: category(study, criterion),
        origin: "survey".to_owned(),
        most: 100,
        first: None,
        interval: reading::span(level),
        last: score,
    }
}

/// The last mark of the team and the first one before it; never beside individual answers.
fn mark(study: &Study, criterion: CriterionId) -> Option<LeverFigure> {
    let section = collective::build(study)?;
    let number = study.referential.criteria.get(criterion.at())?.number;
    let row = section.rows.into_iter().find(|row| row.number == number)?;
    let marks: Vec<u8> = row.marks.iter().flatten().copied().collect();
    let (last, before) = marks.split_last()?;
    let value = |mark: u8| Mark {
        value: f64::from(mark),
        text: mark.to_string(),
    };
    let title = match before.first() {
        Some(first) => format!("{first} puis {last} sur 10, selon l'équipe"),
        None => format!("{last} sur 10, selon l'équipe"),
    };
    let terms = collective::terms(study);
    let meeting = collective::meeting_aside(study, terms.last());
    Some(LeverFigure {
        caption: Caption {
            alt: format!("{} : {title}.", row.name),
            title,
            subtitle: format!("« {} », note fixée ensemble par l'équipe", row.name),
            note: format!(
                "Cotation collective{meeting} : une note débattue, pas une moyenne de réponses."
            ),
        },
        category: row.category,
        origin: "team".to_owned(),
        most: 10,
        first: before.first().map(|first| value(*first)),
        last: value(*last),
        interval: (f64::from(*last), f64::from(*last)),
    })
}

fn mark_of(score: Score) -> Mark {
    Mark {
        value: words::rounded(score.number()),
        text: words::score(score),
    }
}

/// « « Participation », salariés ».
fn subject(study: &Study, criterion: CriterionId, party: Party) -> String {
    format!(
        "« {} », {}",
        scope::name(study, criterion),
        words::party(study.figures, party)
    )
}

fn category(study: &Study, criterion: CriterionId) -> String {
    let entry = study.referential.criteria.get(criterion.at());
    let category = entry.and_then(|entry| study.referential.categories.get(entry.category.at()));
    category
        .map(|category| category.code.clone())
        .unwrap_or_default()
}
