//! How answers spread (G1): one chart a group and a scale, where enough people answered.
//!
//! Counts come from the figures or not at all; nothing is spread here below the threshold.

mod steps;

use crate::aggregate::figures::{ItemLevel, Party};
use crate::aggregate::proportion::whole_percents;
use crate::model::{CriterionId, Item, WaveId};

use super::figure::{LikertChart, LikertLevel, LikertPart, LikertRow};
use super::parts::Caption;
use super::{Study, passage, reading, scope, words};
use steps::{level, rungs, steps, summed};

/// Longest scale that can be drawn.
const MOST_LEVELS: usize = 11;

/// A question with its published counts, least favourable first.
struct Asked<'a> {
    item: &'a Item,
    level: &'a ItemLevel,
    counts: Vec<u32>,
}

/// The charts of a criterion at a wave, group by group; questions on different scales, or worded
/// the other way round, stand in charts of their own, because the legend is another.
pub(super) fn charts(study: &Study, wave: WaveId, criterion: CriterionId) -> Vec<LikertChart> {
    let mut charts = Vec::new();
    for group in scope::groups(study) {
        if scope::level(study, wave, Party::Group(group), criterion).is_err() {
            continue;
        }
        let mut families: Vec<((usize, bool), Vec<Asked>)> = Vec::new();
        for asked in asked(study, wave, group, criterion) {
            let key = (asked.item.scale, asked.item.reversed);
            match families.iter_mut().find(|(of, _)| *of == key) {
                Some((_, questions)) => questions.push(asked),
                None => families.push((key, vec![asked])),
            }
        }
        for ((scale, reversed), mut questions) in families {
            let found = study.questionnaire.scales.get(scale);
            if let Some(scale) = found.filter(|scale| scale.levels.len() <= MOST_LEVELS) {
                let steps = steps(rungs(scale, reversed));
                for asked in &mut questions {
                    asked.counts = summed(&asked.counts, &steps);
                }
                let levels: Vec<LikertLevel> = steps.iter().map(|step| level(step)).collect();
                charts.push(chart(study, (wave, group, criterion), &levels, &questions));
            }
        }
    }
    charts
}

fn asked<'a>(
    study: &Study<'a>,
    wave: WaveId,
    group: usize,
    criterion: CriterionId,
) -> Vec<Asked<'a>> {
    let (figures, questionnaire) = (study.figures, study.questionnaire);
    let mut found = Vec::new();
    for id in questionnaire.items_of(criterion) {
        let (Some(item), Some(Ok(level))) = (
            questionnaire.items.get(id.at()),
            figures.items.get(&(wave, group, id)),
        ) else {
            continue;
        };
        if let Some(counts) = level.counts.clone() {
            found.push(Asked {
                item,
                level,
                counts,
            });
        }
    }
    found
}

fn chart(
    study: &Study,
    (wave, group, criterion): (WaveId, usize, CriterionId),
    levels: &[LikertLevel],
    questions: &[Asked],
) -> LikertChart {
    let mut rows: Vec<(i64, LikertRow)> = questions
        .iter()
        .map(|asked| (balance(asked, levels), row(asked, levels)))
        .collect();
    // Stable: between equal balances the order of the questionnaire stays.
    rows.sort_by_key(|(balance, _)| std::cmp::Reverse(*balance));
    let rows: Vec<LikertRow> = rows.into_iter().map(|(_, row)| row).collect();
    let label = words::group(study.figures, group);
    LikertChart {
        caption: Caption {
            title: title(&rows),
            subtitle: label.clone(),
            note: format!(
                "Barres : réponses à la dernière mesure, {} ; les nombres comptent des personnes, avis neutres à part. \
                 Données : tableau {}.",
                words::at_wave(study.referential, study.figures, wave),
                words::TABLE_ITEMS
            ),
            alt: alternative(study, criterion, &label, &rows),
        },
        levels: levels.to_vec(),
        rows,
    }
}

/// Favourable minus unfavourable answers, per thousand of the answers on the scale.
fn balance(asked: &Asked, levels: &[LikertLevel]) -> i64 {
    let mut balance: i64 = 0;
    for (count, level) in asked.counts.iter().zip(levels) {
        balance += i64::from(*count) * i64::from(level.tone.signum());
    }
    balance * 1000 / i64::from(asked.level.n.max(1))
}

fn row(asked: &Asked, levels: &[LikertLevel]) -> LikertRow {
    let percents = whole_percents(&asked.counts).unwrap_or_else(|| vec![0; asked.counts.len()]);
    let all = asked.counts.iter().zip(percents).zip(levels);
    let parts: Vec<LikertPart> = all
        .map(|((&count, percent), level)| LikertPart {
            tone: level.tone,
            count,
            percent,
        })
        .collect();
    let neutral = parts.iter().find(|part| part.tone == 0).cloned();
    LikertRow {
        label: asked.item.label.clone(),
        n: asked.level.n,
        parts: parts
            .into_iter()
            .filter(|part| part.tone != 0 && part.count > 0)
            .collect(),
        neutral: neutral.unwrap_or(LikertPart {
            tone: 0,
            count: 0,
            percent: 0,
        }),
        aside: aside(asked.level),
    }
}

/// « 2 ne savent pas, 1 non concerné, 1 sans réponse ».
fn aside(level: &ItemLevel) -> String {
    let Some(asides) = level.asides else {
        return "à part : non publié".to_owned();
    };
    let mut parts = Vec::new();
    if asides.dont_know > 0 {
        parts.push(words::counted(
            asides.dont_know,
            "ne sait pas",
            "ne savent pas",
        ));
    }
    if asides.not_applicable > 0 {
        parts.push(words::counted(
            asides.not_applicable,
            "non concerné",
            "non concernés",
        ));
    }
    if asides.missing > 0 {
        parts.push(format!("{} sans réponse", words::count(asides.missing)));
    }
    parts.join(", ")
}

fn favourable(row: &LikertRow) -> u32 {
    row.parts
        .iter()
        .filter(|part| part.tone > 0)
        .map(|part| part.count)
        .sum()
}

/// The questions with the smallest and the largest share of favourable answers: rows stand by their balance, which counts
/// unfavourable answers too.
fn ends(rows: &[LikertRow]) -> Option<(&LikertRow, &LikertRow)> {
    let by_share = |a: &&LikertRow, b: &&LikertRow| {
        let part = |row: &LikertRow| u64::from(favourable(row));
        (part(a) * u64::from(b.n)).cmp(&(part(b) * u64::from(a.n)))
    };
    rows.iter()
        .min_by(by_share)
        .zip(rows.iter().max_by(by_share))
}

/// What is told of every row, if it is the same of all.
fn of_each(rows: &[LikertRow], told: impl Fn(&LikertRow) -> String) -> Option<String> {
    let first = told(rows.first()?);
    rows.iter().all(|row| told(row) == first).then_some(first)
}

fn title(rows: &[LikertRow]) -> String {
    let share = |row: &LikertRow| words::share(favourable(row), row.n);
    match (rows.len(), of_each(rows, share), ends(rows)) {
        (1, Some(only), _) => format!("Avis favorables : {only}"),
        (_, Some(each), _) => format!("Avis favorables : {each} à chaque question"),
        (_, None, Some((least, most))) => format!(
            "Avis favorables : de {} à {} selon la question",
            share(least),
            share(most)
        ),
        (_, None, None) => String::new(),
    }
}

fn alternative(study: &Study, criterion: CriterionId, group: &str, rows: &[LikertRow]) -> String {
    let count = words::size(rows.len());
    let mut sentences = vec![format!(
        "Barres divergentes, {} sur « {} », {group}.",
        words::counted(count, "question", "questions"),
        scope::name(study, criterion)
    )];
    let read = |row: &LikertRow| format!("{} sur {}", favourable(row), row.n);
    let short = |row: &LikertRow| passage::fitting(row.label.trim_end_matches('.'), 34);
    match (rows.len(), of_each(rows, read), ends(rows)) {
        (1, Some(only), _) => sentences.push(format!("Avis favorables : {only}.")),
        (_, Some(each), _) => {
            sentences.push(format!("Avis favorables : {each} à chaque question."));
        }
        (_, None, Some((least, most))) => {
            sentences.push(format!(
                "Le plus d'avis favorables : « {} » ({}).",
                short(most),
                read(most)
            ));
            sentences.push(format!(
                "Le moins : « {} » ({}).",
                short(least),
                read(least)
            ));
        }
        (_, None, None) => {}
    }
    reading::alternative(&sentences, words::TABLE_ITEMS)
}
