//! `participation.csv`: who was invited to a wave and who answered, group by group.

use crate::aggregate::figures::{Absent, Participation, Party};

use super::Source;
use super::cell::{Cell, Column};
use super::levels::{Moment, moment};
use super::subjects::{party_key, party_label};

/// A row of `participation.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct ParticipationRow {
    /// Identifier of the project.
    pub project: String,
    /// Key of the group, or « ensemble ».
    pub group: String,
    /// Its name.
    pub group_label: String,
    /// When.
    pub moment: Moment,
    /// Whether anybody answered at this wave.
    pub was_answered: bool,
    /// The counts.
    pub line: Participation,
}

/// Groups invited or heard; everybody when there are several groups.
pub(super) fn rows(source: &Source) -> Vec<ParticipationRow> {
    let figures = source.figures;
    let several = figures.groups.len() > 1;
    let lines = figures
        .participation
        .iter()
        .filter(|line| line.party != Party::Ensemble || several)
        .filter(|line| line.answered != Ok(0) || line.invited.is_some());
    lines
        .map(|line| ParticipationRow {
            project: source.project.id.clone(),
            group: party_key(figures, line.party),
            group_label: party_label(figures, line.party),
            moment: moment(source, line.wave),
            was_answered: figures.waves[line.wave.at()].answered,
            line: line.clone(),
        })
        .collect()
}

impl ParticipationRow {
    /// `publié`, or why counts are missing.
    pub fn state(&self) -> &'static str {
        match self.line.usable {
            _ if !self.was_answered => Absent::NotMeasured.words(),
            Ok(_) => "publié",
            Err(absent) => absent.words(),
        }
    }

    fn count(&self, count: Result<u32, Absent>) -> Option<u32> {
        count.ok().filter(|_| self.was_answered)
    }

    /// Never more than all: the remark tells when more answered than were invited.
    fn rate(&self) -> Option<f64> {
        let told = self.was_answered && !self.line.over;
        self.line.rate.filter(|_| told)
    }

    fn remark(&self) -> &'static str {
        match self.line.invited {
            None => "population inconnue",
            Some(_) if self.line.over && self.line.answered.is_ok() => {
                "plus de réponses que d'invités"
            }
            Some(_) => "",
        }
    }
}

/// Columns of `participation.csv`.
#[rustfmt::skip]
pub(super) const COLUMNS: [Column<ParticipationRow>; 14] = [
    Column { key: "projet", cell: |row| Cell::text(&row.project) },
    Column { key: "groupe", cell: |row| Cell::text(&row.group) },
    Column { key: "groupe_libelle", cell: |row| Cell::text(&row.group_label) },
    Column { key: "vague", cell: |row| Cell::text(&row.moment.wave) },
    Column { key: "echeance", cell: |row| Cell::text(row.moment.term) },
    Column { key: "date", cell: |row| Cell::day(row.moment.date) },
    Column { key: "genre", cell: |row| Cell::text(row.moment.kind) },
    Column { key: "etat", cell: |row| Cell::text(row.state()) },
    Column { key: "invites", cell: |row| Cell::count(row.line.invited) },
    Column { key: "reponses", cell: |row| Cell::count(row.count(row.line.answered)) },
    Column { key: "complets", cell: |row| Cell::count(row.count(row.line.usable)) },
    Column { key: "suivis", cell: |row| Cell::count(row.line.followed.ok()) },
    Column { key: "taux", cell: |row| Cell::percent(row.rate()) },
    Column { key: "remarque", cell: |row| Cell::text(row.remark()) },
];
