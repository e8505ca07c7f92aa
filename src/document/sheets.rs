//! Criterion sheets: at most six (three, a page, in a short dossier), those that the findings speak of, each with all that is published.

mod choice;

use crate::aggregate::figures::{Gap, Party, Score};
use crate::model::{CriterionId, WaveId};

use super::dossier::CriterionSheet;
use super::figure::{DotChart, DotRow, DotSeries};
use super::parts::Caption;
use super::{Study, categories, changes, likert, movement, reading, scope, trajectory, words};
use choice::chosen;

/// The sheets, in referential order.
pub(super) fn build(study: &Study) -> Vec<CriterionSheet> {
    let Some(last) = study.figures.last() else {
        return Vec::new();
    };
    let chosen = chosen(study, last);
    chosen
        .into_iter()
        .filter_map(|criterion| sheet(study, last, criterion))
        .collect()
}

fn sheet(study: &Study, last: WaveId, criterion: CriterionId) -> Option<CriterionSheet> {
    let entry = study.referential.criteria.get(criterion.at())?;
    let category = study.referential.categories.get(entry.category.at())?;
    Some(CriterionSheet {
        category: category.code.clone(),
        number: entry.number,
        name: entry.name.clone(),
        definition: entry.definition.clone(),
        sentences: sentences(study, last, criterion),
        levels: levels(study, last, criterion),
        answers: likert::charts(study, last, criterion),
        trajectory: trajectory::build(study, criterion),
    })
}

/// What the figures say: levels, the clearest change, an established gap, a split; with neither, the gap that may be one.
fn sentences(study: &Study, last: WaveId, criterion: CriterionId) -> Vec<String> {
    let mut sentences = vec![levels_sentence(study, last, criterion)];
    sentences.extend(change_sentences(study, criterion));
    let gap: Option<&Gap> = study.figures.gaps.get(&criterion);
    let found: Vec<(CriterionId, &Gap)> = gap.map(|gap| (criterion, gap)).into_iter().collect();
    let split = categories::findings::splits_finding(study, last, &[criterion]);
    let gap = categories::findings::gap_finding(study, last, &found)
        .filter(|_| split.is_none() || found.iter().any(|(_, gap)| gap.established));
    sentences.extend(gap);
    sentences.extend(split);
    sentences
}

fn levels_sentence(study: &Study, last: WaveId, criterion: CriterionId) -> String {
    let mut parts = Vec::new();
    let mut withheld = Vec::new();
    for group in scope::groups(study) {
        let label = words::group(study.figures, group);
        match scope::level(study, last, Party::Group(group), criterion) {
            Ok(level) => parts.push(format!("{label} {}", reading::with_interval(level))),
            Err(reason) => withheld.push((label, reason)),
        }
    }
    let wave = words::at_wave(study.referential, study.figures, last);
    let absences = reading::absences(&withheld);
    let end = if absences.is_empty() {
        String::new()
    } else {
        format!(" {}.", words::capital(&absences))
    };
    format!("{} : {}.{end}", words::capital(&wave), parts.join(" ; "))
}

/// The surest change upwards and downwards, of the party that speaks first before a group's; with none, that of who
/// speaks first.
fn change_sentences(study: &Study, criterion: CriterionId) -> Vec<String> {
    let Some(pair) = changes::pair(study) else {
        return Vec::new();
    };
    let groups = scope::groups(study).map(Party::Group);
    let mut parties: Vec<Party> = groups
        .filter(|party| scope::level(study, pair.1, *party, criterion).is_ok())
        .collect();
    // One voice speaks for itself; several are summed up by the ensemble first.
    if parties.len() > 1 {
        parties.insert(0, scope::speaker(study));
    }
    let found: Vec<changes::Moved> = parties
        .into_iter()
        .flat_map(|party| changes::of_party(study, pair, party))
        .filter(|moved| moved.criterion == criterion)
        .collect();
    let mut clear: Vec<&changes::Moved> = found
        .iter()
        .filter(|moved| moved.change.verdict.is_conclusive())
        .collect();
    clear.sort_by_key(|moved| !moved.change.verdict.is_established());
    let of = |direction: f64| {
        clear
            .iter()
            .find(|moved| moved.change.delta * direction > 0.0)
    };
    let mut told: Vec<&changes::Moved> =
        [of(1.0), of(-1.0)].into_iter().flatten().copied().collect();
    if told.is_empty() {
        told.extend(found.first());
    }
    let sentences = told.into_iter();
    sentences
        .map(|moved| movement::in_a_sheet(study, pair, moved))
        .collect()
}

/// One row a group, with its interval.
fn levels(study: &Study, last: WaveId, criterion: CriterionId) -> Option<DotChart> {
    let mut rows = Vec::new();
    let mut series = Vec::new();
    let mut named = Vec::new();
    for group in scope::groups(study) {
        let label = words::group(study.figures, group);
        match scope::level(study, last, Party::Group(group), criterion) {
            Ok(level) => {
                let mut dots = vec![reading::dot(level, series.len())];
                reading::label_extremes(&mut dots);
                rows.push(DotRow {
                    label: label.clone(),
                    dots,
                    absent: String::new(),
                });
                series.push(DotSeries {
                    label: label.clone(),
                    style: scope::style(group),
                });
                named.push((label, level.clone()));
            }
            Err(reason) => {
                let absent = reading::absences(&[(label.clone(), reason)]);
                if !absent.is_empty() {
                    rows.push(DotRow {
                        label,
                        dots: Vec::new(),
                        absent: reason.words().to_owned(),
                    });
                }
            }
        }
    }
    (!series.is_empty()).then(|| DotChart {
        caption: levels_caption(study, last, criterion, &named),
        series,
        rows,
    })
}

/// « De 60 (bénévoles) à 64 (partenaires) ».
fn ends_title(scores: &[(String, Score)]) -> String {
    let by_score =
        |a: &&(String, Score), b: &&(String, Score)| a.1.number().total_cmp(&b.1.number());
    match (
        scores.iter().min_by(by_score),
        scores.iter().max_by(by_score),
    ) {
        (Some((low, least)), Some((high, most))) => {
            format!(
                "De {} ({low}) à {} ({high})",
                words::score(*least),
                words::score(*most)
            )
        }
        _ => String::new(),
    }
}

fn levels_caption(
    study: &Study,
    last: WaveId,
    criterion: CriterionId,
    named: &[(String, crate::aggregate::figures::Level)],
) -> Caption {
    let scores: Vec<_> = named
        .iter()
        .map(|(label, level)| (label.clone(), level.score))
        .collect();
    let wave = words::at_wave(study.referential, study.figures, last);
    let title = match scores.as_slice() {
        [(label, score)] => format!(
            "{} : {} sur 100",
            words::capital(label),
            words::score(*score)
        ),
        [(first, high), (second, low)] => format!(
            "{} : {} ; {second} : {}",
            words::capital(first),
            words::score(*high),
            words::score(*low)
        ),
        many => ends_title(many),
    };
    let people: Vec<String> = named
        .iter()
        .map(|(label, level)| format!("{label} : {}", words::people(level.n)))
        .collect();
    let name = scope::name(study, criterion);
    let mut alt = vec![format!("Scores de « {name} » par groupe, de 0 à 100.")];
    alt.extend(named.iter().map(|(label, level)| {
        format!(
            "{} : {}.",
            words::capital(label),
            reading::with_interval(level)
        )
    }));
    Caption {
        title,
        subtitle: format!("Score de 0 à 100 et marge d'incertitude, {wave}"),
        note: format!(
            "{}. Données : tableau {}.",
            words::capital(&people.join(" ; ")),
            words::TABLE_SCORES
        ),
        alt: reading::alternative(&alt, words::TABLE_SCORES),
    }
}
