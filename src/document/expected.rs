//! « Attendu et obtenu »: what the project counts itself, planned against obtained.
//!
//! A gap is said in words without a judgement: more is not always better.

use std::cmp::Ordering;

use crate::model::project::Indicator;

use super::parts::{Align, Column, Table, TableCell};
use super::{Study, words};

/// Relative gaps above this many percent say nothing and are left out.
const WIDEST_PERCENT: f64 = 999.0;

/// The table; `None` without indicators.
pub(super) fn build(study: &Study) -> Option<Table> {
    let indicators = &study.project.indicators;
    if indicators.is_empty() {
        return None;
    }
    Some(Table {
        number: String::new(),
        title: title(indicators),
        note: "Source : le projet ; ces chiffres ne viennent pas des questionnaires. Un écart se lit selon \
               l'indicateur : plus n'est pas toujours mieux."
            .to_owned(),
        columns: columns(),
        rows: indicators.iter().map(row).collect(),
    })
}

fn columns() -> Vec<Column> {
    let columns = [
        ("Indicateur", 58, Align::Left),
        ("Attendu", 16, Align::Right),
        ("Obtenu", 16, Align::Right),
        ("Écart", 28, Align::Left),
        ("Date", 18, Align::Left),
        ("Source", 28, Align::Left),
    ];
    let column = |(heading, width, align): (&str, u32, Align)| Column {
        heading: heading.to_owned(),
        width,
        align,
    };
    columns.map(column).into()
}

fn row(indicator: &Indicator) -> Vec<TableCell> {
    let told = |text: &str| match text.trim() {
        "" => "non renseigné".to_owned(),
        text => text.to_owned(),
    };
    let number = |value: Option<f64>| value.map_or_else(|| told(""), words::decimal);
    let cells = [
        named(indicator),
        number(indicator.expected),
        number(indicator.obtained),
        gap(indicator),
        indicator.date.map_or_else(|| told(""), words::month),
        told(&indicator.source),
    ];
    cells.map(TableCell::Text).into()
}

/// « Réunions d'habitants (par an) »; the unit once, where the name does not say it.
fn named(indicator: &Indicator) -> String {
    let (name, unit) = (indicator.name.trim(), indicator.unit.trim());
    if unit.is_empty() || name.to_lowercase().contains(&unit.to_lowercase()) {
        return name.to_owned();
    }
    format!("{name} ({unit})")
}

/// Where the obtained stands from the planned, as both are printed; `None` when one is missing.
fn standing(indicator: &Indicator) -> Option<Ordering> {
    let (expected, obtained) = (indicator.expected?, indicator.obtained?);
    if words::decimal(expected) == words::decimal(obtained) {
        return Some(Ordering::Equal);
    }
    obtained.partial_cmp(&expected)
}

/// « 11 de plus (+8 %) », « comme prévu », « non renseigné »; relative only to a planned number above 0.
fn gap(indicator: &Indicator) -> String {
    let (Some(standing), Some(expected), Some(obtained)) =
        (standing(indicator), indicator.expected, indicator.obtained)
    else {
        return "non renseigné".to_owned();
    };
    let word = match standing {
        Ordering::Equal => return "comme prévu".to_owned(),
        Ordering::Greater => "de plus",
        Ordering::Less => "de moins",
    };
    let distance = (obtained - expected).abs();
    if indicator.unit.trim() == "%" {
        let noun = if distance < 2.0 { "point" } else { "points" };
        return format!("{} {noun} {word}", words::decimal(distance));
    }
    format!(
        "{} {word}{}",
        words::decimal(distance),
        relative(obtained - expected, expected)
    )
}

/// « (+8 %) », or nothing when it cannot be said.
fn relative(distance: f64, expected: f64) -> String {
    if expected < 0.005 {
        return String::new();
    }
    let percent = words::rounded(distance * 100.0 / expected);
    if percent.abs() < 1.0 || percent.abs() > WIDEST_PERCENT {
        return String::new();
    }
    let sign = if percent > 0.0 { "+" } else { "" };
    format!(" ({sign}{} %)", words::whole(percent))
}

/// « 5 indicateurs : 3 au-dessus de l'attendu, 1 comme prévu, 1 non renseigné ».
fn title(indicators: &[Indicator]) -> String {
    let count = |wanted: Option<Ordering>| {
        indicators
            .iter()
            .filter(|indicator| standing(indicator) == wanted)
            .count()
    };
    let kinds = [
        (count(Some(Ordering::Greater)), "au-dessus de l'attendu"),
        (count(Some(Ordering::Equal)), "comme prévu"),
        (count(Some(Ordering::Less)), "au-dessous de l'attendu"),
        (count(None), "sans l'un des deux chiffres"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    let all = words::size(indicators.len());
    format!(
        "{} : {}",
        words::counted(all, "indicateur", "indicateurs"),
        parts.join(", ")
    )
}
