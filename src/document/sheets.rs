//! Criterion sheets: at most six (three, a page, in a short dossier), those that the findings speak of, each with all that is published.

use crate::aggregate::figures::{Gap, Party, Score};
use crate::model::{CriterionId, WaveId};

use super::dossier::CriterionSheet;
use super::figure::{DotChart, DotRow, DotSeries};
use super::parts::Caption;
use super::{
    Study, category_findings, changes, likert, movement, reading, scope, trajectory, words,
};

/// Most sheets of a dossier.
const MOST: usize = 6;

/// Most sheets of a dossier of two groups and two measures, which holds on twelve pages.
const MOST_OF_SHORT: usize = 3;

/// How many sheets a dossier takes; what it leaves out stands in the annex.
fn most(study: &Study) -> usize {
    let measures = study.figures.waves.len();
    if scope::groups(study).len() <= 2 && measures <= 2 {
        MOST_OF_SHORT
    } else {
        MOST
    }
}

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

/// Criteria that the findings speak of: changed, differing between groups, lowest, highest, splitting opinions.
fn chosen(study: &Study, last: WaveId) -> Vec<CriterionId> {
    let has_level = |criterion: &CriterionId| {
        scope::groups(study)
            .any(|group| scope::level(study, last, Party::Group(group), *criterion).is_ok())
    };
    let mut candidates = moved(study);
    candidates.extend(apart(study));
    candidates.extend(ends(study, last));
    candidates.extend(split(study, last));
    let most = most(study);
    let mut chosen: Vec<CriterionId> = Vec::new();
    for criterion in candidates {
        if chosen.len() < most
            && !chosen.contains(&criterion)
            && scope::is_aimed(study, criterion)
            && has_level(&criterion)
        {
            chosen.push(criterion);
        }
    }
    chosen.sort();
    chosen
}

/// Criteria with a conclusive change of any party, the strongest evidence first.
fn moved(study: &Study) -> Vec<CriterionId> {
    let Some(pair) = changes::pair(study) else {
        return Vec::new();
    };
    let parties = std::iter::once(Party::Ensemble).chain(scope::groups(study).map(Party::Group));
    let mut found: Vec<changes::Moved> = parties
        .flat_map(|party| changes::of_party(study, pair, party))
        .filter(|moved| moved.change.verdict.is_conclusive())
        .collect();
    found.sort_by(|a, b| {
        let established = |moved: &changes::Moved| moved.change.verdict.is_established();
        established(b)
            .cmp(&established(a))
            .then(b.change.delta.abs().total_cmp(&a.change.delta.abs()))
            .then(a.criterion.cmp(&b.criterion))
    });
    let mut criteria: Vec<CriterionId> = Vec::new();
    for moved in found {
        if !criteria.contains(&moved.criterion) {
            criteria.push(moved.criterion);
        }
    }
    // The two ends keep their place beside what changed.
    criteria.truncate(most(study) - 2);
    criteria
}

/// The criterion of the widest established gap.
fn apart(study: &Study) -> Option<CriterionId> {
    let gaps = study
        .figures
        .gaps
        .iter()
        .filter(|(criterion, gap)| gap.established && scope::is_aimed(study, **criterion));
    gaps.max_by(|a, b| a.1.points.total_cmp(&b.1.points).then(b.0.cmp(a.0)))
        .map(|(criterion, _)| *criterion)
}

/// The lowest and the highest criterion.
fn ends(study: &Study, last: WaveId) -> Vec<CriterionId> {
    let party = scope::speaker(study);
    let mut scores: Vec<(f64, CriterionId)> = scope::aimed(study)
        .into_iter()
        .filter_map(|criterion| {
            let level = scope::level(study, last, party, criterion).ok()?;
            Some((level.score.number(), criterion))
        })
        .collect();
    scores.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let ends = [scores.first(), scores.last()];
    ends.into_iter().flatten().map(|(_, id)| *id).collect()
}

/// Criteria on which a group's opinions are split, in referential order.
fn split(study: &Study, last: WaveId) -> Vec<CriterionId> {
    let is_split = |id: &CriterionId| category_findings::split_finding(study, last, *id).is_some();
    scope::aimed(study).into_iter().filter(is_split).collect()
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

/// What the figures say: levels, the clearest change, the gap or the split.
fn sentences(study: &Study, last: WaveId, criterion: CriterionId) -> Vec<String> {
    let mut sentences = vec![levels_sentence(study, last, criterion)];
    sentences.extend(change_sentences(study, criterion));
    let gap: Option<&Gap> = study.figures.gaps.get(&criterion);
    let found: Vec<(CriterionId, &Gap)> = gap.map(|gap| (criterion, gap)).into_iter().collect();
    let split = category_findings::split_finding(study, last, criterion);
    sentences.extend(split.or_else(|| category_findings::gap_finding(study, last, &found)));
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
