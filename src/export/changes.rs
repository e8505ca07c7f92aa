//! `changements.csv`: one row a subject, a group and a pair of waves, with its change or the reason why there is none.

use std::collections::BTreeSet;

use crate::aggregate::figures::{Absent, Change, Design, Party, Subject, Verdict};
use crate::model::WaveId;

use super::Source;
use super::cell::{Cell, Column};
use super::levels::{Moment, moment};
use super::subjects::{self, Named, Topic, named, party_key, party_label};

/// A row of `changements.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRow {
    /// Identifier of the project.
    pub project: String,
    /// What it is about.
    pub named: Named,
    /// Key of the group, or « ensemble ».
    pub group: String,
    /// Its name.
    pub group_label: String,
    /// The earlier wave.
    pub from: Moment,
    /// The later wave.
    pub to: Moment,
    /// The change, or why there is none.
    pub change: Result<Change, Absent>,
    /// Both waves are published, yet too few questions are the same.
    pub is_incomparable: bool,
}

type Pair = (WaveId, WaveId);

/// All rows of a project: every pair of waves that figures compare.
pub(super) fn rows(source: &Source) -> Vec<ChangeRow> {
    let figures = source.figures;
    let pairs: BTreeSet<Pair> = figures.changes.keys().map(|key| (key.0, key.1)).collect();
    let mut rows = Vec::new();
    for subject in Subject::all(source.referential, figures.themes.len()) {
        let topic = Topic::Subject(subject);
        if !subjects::is_aimed(source, topic) || !subjects::is_asked(figures, subject) {
            continue;
        }
        for party in subjects::parties(figures, subject) {
            for pair in &pairs {
                let row = row(source, subject, party, *pair);
                // What a group is not asked cannot change.
                if row.change != Err(Absent::NotConcerned) {
                    rows.push(row);
                }
            }
        }
    }
    rows
}

fn row(source: &Source, subject: Subject, party: Party, pair: Pair) -> ChangeRow {
    let change = change(source, subject, party, pair);
    let levels = [pair.0, pair.1].map(|wave| source.figures.level(wave, party, subject));
    ChangeRow {
        project: source.project.id.clone(),
        named: named(source, Topic::Subject(subject)),
        group: party_key(source.figures, party),
        group_label: party_label(source.figures, party),
        from: moment(source, pair.0),
        to: moment(source, pair.1),
        is_incomparable: change == Err(Absent::NotMeasured) && levels.iter().all(Result::is_ok),
        change,
    }
}

/// A change, or the reason: that of a wave without a figure comes first.
fn change(
    source: &Source,
    subject: Subject,
    party: Party,
    (from, to): Pair,
) -> Result<Change, Absent> {
    let figures = source.figures;
    let found = match figures.change(from, to, party, subject) {
        Ok(change) => return Ok(change.clone()),
        Err(absent) => absent,
    };
    for wave in [from, to] {
        figures.level(wave, party, subject)?;
    }
    let is_withheld =
        |group| figures.change(from, to, Party::Group(group), subject) == Err(Absent::Withheld);
    match party {
        Party::Ensemble if (0..figures.groups.len()).any(is_withheld) => Err(Absent::Withheld),
        _ => Err(found),
    }
}

impl ChangeRow {
    fn of<T>(&self, read: impl Fn(&Change) -> T) -> Option<T> {
        self.change.as_ref().ok().map(read)
    }

    fn verdict(&self) -> Option<Verdict> {
        match &self.change {
            Ok(change) => Some(change.verdict),
            Err(_) => self.is_incomparable.then_some(Verdict::NotComparable),
        }
    }

    /// `publié`, or why there is no figure.
    pub fn state(&self) -> &'static str {
        match &self.change {
            Ok(_) => "publié",
            Err(absent) => absent.words(),
        }
    }

    fn people(&self, of: fn((u32, u32, u32)) -> u32) -> Option<u32> {
        self.of(|change| change.people).flatten().map(of)
    }
}

fn key(key: Option<&'static str>) -> Cell {
    key.map_or(Cell::Nothing, Cell::text)
}

/// Columns of `changements.csv`.
#[rustfmt::skip]
pub(super) const COLUMNS: [Column<ChangeRow>; 27] = [
    Column { key: "projet", cell: |row| Cell::text(&row.project) },
    Column { key: "niveau", cell: |row| Cell::text(row.named.level) },
    Column { key: "code", cell: |row| Cell::text(&row.named.code) },
    Column { key: "libelle", cell: |row| Cell::text(&row.named.label) },
    Column { key: "groupe", cell: |row| Cell::text(&row.group) },
    Column { key: "groupe_libelle", cell: |row| Cell::text(&row.group_label) },
    Column { key: "vague_de", cell: |row| Cell::text(&row.from.wave) },
    Column { key: "echeance_de", cell: |row| Cell::text(row.from.term) },
    Column { key: "vague_a", cell: |row| Cell::text(&row.to.wave) },
    Column { key: "echeance_a", cell: |row| Cell::text(row.to.term) },
    Column { key: "etat", cell: |row| Cell::text(row.state()) },
    Column { key: "n_de", cell: |row| Cell::count(row.of(|change| change.n_from)) },
    Column { key: "n_a", cell: |row| Cell::count(row.of(|change| change.n_to)) },
    Column { key: "n_paires", cell: |row| Cell::count(row.of(|change| change.pairs).flatten()) },
    Column { key: "plan", cell: |row| key(row.of(|change| Design::code(change.design))) },
    Column { key: "moyenne_de", cell: |row| Cell::points(row.of(|change| change.from)) },
    Column { key: "moyenne_a", cell: |row| Cell::points(row.of(|change| change.to)) },
    Column { key: "delta", cell: |row| Cell::points(row.of(|change| change.delta)) },
    Column { key: "ic_bas", cell: |row| Cell::points(row.of(|change| change.interval.0)) },
    Column { key: "ic_haut", cell: |row| Cell::points(row.of(|change| change.interval.1)) },
    Column { key: "p", cell: |row| Cell::probability(row.of(|change| change.p).flatten()) },
    Column { key: "p_holm", cell: |row| Cell::probability(row.of(|change| change.p_holm).flatten()) },
    Column { key: "verdict", cell: |row| key(row.verdict().map(Verdict::code)) },
    Column { key: "mde", cell: |row| Cell::points_upward(row.of(|change| change.detectable)) },
    Column { key: "progressent", cell: |row| Cell::count(row.people(|people| people.0)) },
    Column { key: "stables", cell: |row| Cell::count(row.people(|people| people.1)) },
    Column { key: "reculent", cell: |row| Cell::count(row.people(|people| people.2)) },
];
