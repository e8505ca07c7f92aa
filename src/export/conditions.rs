//! `conditions.csv`: the six measuring conditions of the last wave, each with the figure it rests on.

use crate::aggregate::figures::{Absent, Condition, ConditionKind};

use super::Source;
use super::cell::{Cell, Column};

/// A row of `conditions.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionRow {
    /// Identifier of the project.
    pub project: String,
    /// Key of the last wave.
    pub wave: String,
    /// The condition.
    pub condition: Condition,
    /// Whether what it rests on is kept back: neither met nor unmet.
    pub untold: bool,
}

/// Six rows; none without a measure.
pub(super) fn rows(source: &Source) -> Vec<ConditionRow> {
    let figures = source.figures;
    let last = figures
        .last()
        .map(|wave| figures.waves[wave.at()].id.clone());
    let all = figures.conditions.iter();
    all.map(|condition| ConditionRow {
        project: source.project.id.clone(),
        wave: last.clone().unwrap_or_default(),
        condition: condition.clone(),
        untold: figures.is_untold(condition),
    })
    .collect()
}

impl ConditionRow {
    fn key(&self) -> &'static str {
        match self.condition.kind {
            ConditionKind::Participation => "participation",
            ConditionKind::People => "effectif",
            ConditionKind::Time => "mesures",
            ConditionKind::Followed => "suivi",
            ConditionKind::Viewpoints => "groupes",
            ConditionKind::Questionnaire => "questionnaire",
        }
    }

    fn label(&self) -> &'static str {
        match self.condition.kind {
            ConditionKind::Participation => "taux de réponse",
            ConditionKind::People => "réponses dans les groupes publiés",
            ConditionKind::Time => "nombre de mesures",
            ConditionKind::Followed => "part des mêmes personnes entre les deux dernières mesures",
            ConditionKind::Viewpoints => "groupes publiés",
            ConditionKind::Questionnaire => {
                "part de « ne sait pas » et de réponses laissées en blanc"
            }
        }
    }

    fn unit(&self) -> &'static str {
        match self.condition.kind {
            ConditionKind::Participation
            | ConditionKind::Followed
            | ConditionKind::Questionnaire => "%",
            ConditionKind::People => "réponses",
            ConditionKind::Time => "mesures",
            ConditionKind::Viewpoints => "groupes",
        }
    }

    fn value(&self) -> Cell {
        let figure = self.condition.figure;
        match self.unit() {
            "%" => Cell::percent(figure),
            _ => Cell::number(figure, 0),
        }
    }

    /// `publié`, or why the figure is missing.
    pub fn state(&self) -> &'static str {
        match self.condition.figure {
            Some(_) => "publié",
            None if self.untold => Absent::Withheld.words(),
            None => Absent::NotMeasured.words(),
        }
    }

    /// Empty for a condition that paper says to be « non publiée ».
    fn met(&self) -> Cell {
        if self.untold {
            Cell::Nothing
        } else {
            Cell::yes_or_no(self.condition.is_met())
        }
    }
}

/// Columns of `conditions.csv`.
#[rustfmt::skip]
pub(super) const COLUMNS: [Column<ConditionRow>; 8] = [
    Column { key: "projet", cell: |row| Cell::text(&row.project) },
    Column { key: "vague", cell: |row| Cell::text(&row.wave) },
    Column { key: "condition", cell: |row| Cell::text(row.key()) },
    Column { key: "libelle", cell: |row| Cell::text(row.label()) },
    Column { key: "etat", cell: |row| Cell::text(row.state()) },
    Column { key: "valeur", cell: ConditionRow::value },
    Column { key: "unite", cell: |row| Cell::text(row.unit()) },
    Column { key: "reunie", cell: ConditionRow::met },
];
