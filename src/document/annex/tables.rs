//! Tables A1 and A2 of the annex: participation and scores. Technical words are allowed here.
//!
//! A table stands only when it has a published figure; questions are in `items`, changes in `changes`.

use crate::aggregate::figures::{Absent, Level, Participation, Party, Subject};
use crate::model::{QvctId, WaveId};

use super::super::method::{absent_cell, answered, column, count_cell, wave_label};
use super::super::parts::{Align, Cell, Table, TableCell, ValueCell};
use super::super::{Study, funnel, scope, words};
use super::{changes, items, statistics};

/// Waves that fit side by side in a table.
const ACROSS: usize = 4;

/// All tables, in the order of their numbers.
pub(in crate::document) fn build(study: &Study) -> Vec<Table> {
    let mut tables: Vec<Table> = participation(study).into_iter().collect();
    tables.extend(scores(study));
    tables.extend(items::build(study));
    let changes = changes::build(study);
    let next = changes::FIRST + changes.len();
    tables.extend(changes);
    tables.extend(statistics::build(study, next));
    tables
}

/// Words in a cell.
pub(super) fn text(words: impl Into<String>) -> TableCell {
    TableCell::Text(words.into())
}

/// Lines of the waves with answers, for groups invited or heard.
fn participants<'a>(study: &Study<'a>) -> Vec<&'a Participation> {
    let figures = study.figures;
    let answered = answered(study);
    let several = figures.groups.len() > 1;
    figures
        .participation
        .iter()
        .filter(|line| answered.contains(&line.wave))
        .filter(|line| line.party != Party::Ensemble || several)
        .filter(|line| line.answered != Ok(0) || line.invited.is_some())
        .collect()
}

const PARTICIPATION_NOTE: &str = "Réponses : au moins une question remplie. Complets : la moitié au moins des questions \
                                  posées. Le taux rapporte les complets aux invités.";
const FOLLOWED_NOTE: &str = " Suivis : déjà présents à la mesure d'avant ; « – » quand il n'y a pas de mesure d'avant ou quand \
                             les personnes ne peuvent pas être suivies.";
const UNKNOWN_NOTE: &str = " Taux « – » : nombre d'invités inconnu.";
const OVER_NOTE: &str =
    " Quand il y a plus de réponses que d'invités, la population déclarée est à corriger.";

fn participation(study: &Study) -> Option<Table> {
    let lines = participants(study);
    if lines.is_empty() {
        return None;
    }
    let follows = lines.iter().any(|line| line.followed.is_ok());
    let mut columns = vec![
        column("Mesure", 46, Align::Left),
        column("Groupe", 34, Align::Left),
        column("Invités", 16, Align::Right),
        column("Réponses", 18, Align::Right),
        column("Complets", 18, Align::Right),
        column("Taux de réponse", 22, Align::Right),
    ];
    let mut note = PARTICIPATION_NOTE.to_owned();
    if follows {
        columns.insert(5, column("Suivis", 14, Align::Right));
        note.push_str(FOLLOWED_NOTE);
    }
    let has_no_rate =
        |line: &&Participation| line.invited.is_none() && funnel::rate(line).is_some();
    if lines.iter().any(has_no_rate) {
        note.push_str(UNKNOWN_NOTE);
    }
    if lines.iter().any(|line| line.over) {
        note.push_str(OVER_NOTE);
    }
    let rows = lines
        .iter()
        .map(|line| participation_row(study, line, follows))
        .collect();
    Some(Table {
        number: words::TABLE_PARTICIPATION.to_owned(),
        title: "Participation par mesure et par groupe".to_owned(),
        note,
        columns,
        rows,
    })
}

fn participation_row(study: &Study, line: &Participation, follows: bool) -> Vec<TableCell> {
    let rate = match funnel::rate(line) {
        Some(_) if line.invited.is_none() => text("–"),
        Some(rate) => text(rate),
        None => absent_cell(Absent::Withheld),
    };
    let mut row = vec![
        text(wave_label(study, line.wave)),
        text(words::party(study.figures, line.party)),
        text(line.invited.map_or("inconnu".to_owned(), words::count)),
        count_cell(line.answered),
        count_cell(line.usable),
        rate,
    ];
    if follows {
        row.insert(5, count_cell(line.followed));
    }
    row
}

/// A2: one row a subject and a party, one column a wave; several tables beyond four waves.
fn scores(study: &Study) -> Vec<Table> {
    let waves = answered(study);
    let mut tables = Vec::new();
    for (part, waves) in waves.chunks(ACROSS).enumerate() {
        let (rows, absent) = score_rows(study, waves);
        if !rows.iter().flatten().any(is_value) {
            continue;
        }
        let mut columns = vec![
            column("Critère ou niveau", 46, Align::Left),
            column("Groupe", 24, Align::Left),
        ];
        let width = u32::try_from(96 / waves.len()).unwrap_or(24).min(46);
        columns.extend(
            waves
                .iter()
                .map(|wave| column(&wave_label(study, *wave), width, Align::Left)),
        );
        tables.push(Table {
            number: words::TABLE_SCORES.to_owned(),
            title: format!(
                "Scores par critère, catégorie et niveau{}",
                if part == 0 { "" } else { " (suite)" }
            ),
            note: score_note(study, &absent),
            columns,
            rows,
        });
    }
    tables
}

/// Whether a cell holds a published figure.
pub(super) fn is_value(cell: &TableCell) -> bool {
    matches!(cell, TableCell::Figure(Cell::Value(_)))
}

/// A published figure in a cell.
pub(super) fn value(words: String) -> TableCell {
    TableCell::Figure(Cell::Value(ValueCell {
        text: words,
        class: None,
        movement: None,
    }))
}

/// Rows, and the names of criteria aimed at without any answer.
fn score_rows(study: &Study, waves: &[WaveId]) -> (Vec<Vec<TableCell>>, Vec<String>) {
    let (mut rows, mut absent) = (Vec::new(), Vec::new());
    for (id, category) in scope::categories(study).zip(&study.referential.categories) {
        let criteria = scope::aimed_in(study, id);
        for criterion in &criteria {
            let label = words::criterion(study.referential, *criterion);
            let found = subject_rows(study, waves, Subject::Criterion(*criterion), &label);
            if found.is_empty() {
                absent.push(label);
            }
            rows.extend(found);
        }
        if !criteria.is_empty() {
            let label = format!("{}. {} (catégorie)", category.code, category.name);
            rows.extend(subject_rows(study, waves, Subject::Category(id), &label));
        }
    }
    let levels = &study.referential.qvct;
    for (id, level) in QvctId::each(levels).zip(levels) {
        let label = format!("QVCT {}. {}", level.number, level.short);
        rows.extend(subject_rows(study, waves, Subject::Qvct(id), &label));
    }
    (rows, absent)
}

/// A row a party that is asked; the ensemble only when several groups are.
fn subject_rows(
    study: &Study,
    waves: &[WaveId],
    subject: Subject,
    label: &str,
) -> Vec<Vec<TableCell>> {
    let mut rows = Vec::new();
    let groups = scope::groups(study).map(Party::Group);
    for party in groups.chain([Party::Ensemble]) {
        if party == Party::Ensemble && rows.len() < 2 {
            continue;
        }
        let levels: Vec<_> = waves
            .iter()
            .map(|wave| study.figures.level(*wave, party, subject))
            .collect();
        if !levels
            .iter()
            .any(|level| matches!(level, Ok(_) | Err(Absent::Withheld)))
        {
            continue;
        }
        let mut row = vec![text(label), text(words::party(study.figures, party))];
        row.extend(levels.into_iter().map(|level| match level {
            Ok(level) => value(score_text(level)),
            Err(absent) => absent_cell(absent),
        }));
        rows.push(row);
    }
    rows
}

/// « 72 [61 ; 83], n = 12, s = 18 », « 58 [49 ; 67], n = 24, 2 groupes sur 3 », « ≥ 95, n = 8 ».
fn score_text(level: &Level) -> String {
    let mut parts = vec![format!(
        "{}{}",
        words::score(level.score),
        bounds(level.interval, level.everyone, level.over)
    )];
    parts.push(format!("n = {}", words::count(level.n)));
    if let Some(spread) = level.spread {
        parts.push(format!("s = {}", words::whole(spread.sd)));
    }
    if level.groups_asked > level.groups.len() {
        parts.push(format!(
            "{} groupes sur {}",
            level.groups.len(),
            level.groups_asked
        ));
    }
    parts.join(", ").replace("1 groupes", "1 groupe")
}

/// « [61 ; 83] », « (tous) » when everybody answered, « (plus que d'invités) » when more did than were invited, nothing for a
/// bounded score.
pub(super) fn bounds(interval: Option<(f64, f64)>, everyone: bool, over: bool) -> String {
    match interval {
        Some(_) if everyone && over => " (plus que d'invités)".to_owned(),
        Some(_) if everyone => " (tous)".to_owned(),
        Some((low, high)) => format!(" [{} ; {}]", words::whole(low), words::whole(high)),
        None => String::new(),
    }
}

fn score_note(study: &Study, absent: &[String]) -> String {
    let fewest = scope::thresholds(study);
    let mut note = format!(
        "Score de 0 à 100 [intervalle à 95 %], n = nombre de réponses, s = écart-type en points, à partir de {} \
         réponses ({} sur un sujet sensible). (tous) : toutes les personnes invitées ont répondu.",
        words::count(fewest.distribution),
        words::count(fewest.sensitive_distribution)
    );
    if study.figures.participation.iter().any(|line| line.over) {
        note.push_str(
            " (plus que d'invités) : plus de réponses que de personnes invitées, qui sont alors tenues pour toutes celles qu'il y \
             avait à interroger.",
        );
    }
    // 72 beside 50 may be 21 points apart.
    if !study.figures.gaps.is_empty() {
        note.push_str(" Un écart entre groupes est calculé avant arrondi.");
    }
    if !absent.is_empty() {
        note.push_str(&format!(
            " Visés mais sans réponse : {}.",
            absent.join(" ; ")
        ));
    }
    let others: Vec<String> = scope::criteria(study)
        .filter(|criterion| !scope::is_aimed(study, *criterion))
        .filter_map(|criterion| study.referential.criteria.get(criterion.at()))
        .map(|criterion| criterion.number.to_string())
        .collect();
    if !others.is_empty() {
        note.push_str(&format!(
            " Critères non visés par le projet : {}.",
            words::list(&others)
        ));
    }
    note
}
