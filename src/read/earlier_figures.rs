//! `chiffres.csv` of an earlier year, in either dialect: the last published score of each project on each subject.

use std::collections::{BTreeMap, BTreeSet};

use super::faults::Faults;
use super::input::Input;
use super::mapping::Mapping;
use super::record::Record;
use super::spelling::{folded, titled, trimmed};
use super::table;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{CriterionId, Earlier, EarlierSubject, QvctId, Referential};

/// Columns that are read.
const COLUMNS: [&str; 10] = [
    "projet", "niveau", "code", "libelle", "groupe", "vague", "genre", "etat", "borne", "moyenne",
];
/// Who speaks for all groups.
const ENSEMBLE: &str = "ensemble";
/// States of a subject that nobody answered about.
const ABSENT: [&str; 4] = [
    "non mesuré",
    "échéance non atteinte",
    "non concerné",
    "non visé",
];
/// States of a subject that people answered about.
const TOLD: [&str; 3] = ["publié", "borné", "non publié"];
const AGAIN: &str = "retrouvez le fichier tel que « jalon export » l'a écrit, ou refaites l'export de l'année précédente";

/// What one project printed: by subject, group and wave.
#[derive(Default)]
struct Printed {
    /// Measures, in the order of the first subject's rows, which is that of time; whether anybody answered.
    measures: Vec<(String, bool)>,
    scores: BTreeMap<(EarlierSubject, String, String), f64>,
    /// Lines met, so that none counts twice.
    met: BTreeMap<(EarlierSubject, String, String), u64>,
}

/// Fills the projects of `earlier`; `None` when the table has a fault, all of them told.
pub(super) fn read(
    input: &Input,
    referential: &Referential,
    earlier: &mut Earlier,
    notes: &mut Diagnostics,
) -> Option<()> {
    let mut faults = Faults::new(&input.name, notes);
    let mut reader = Reader {
        referential,
        ranks: None,
        width: 0,
        printed: BTreeMap::new(),
    };
    table::rows(
        input,
        &Mapping::default(),
        &mut faults,
        &mut |record: &Record, faults: &mut Faults| reader.take(record, earlier, faults),
    );
    if reader.ranks.is_none() && !faults.refused() {
        faults.refuse("le fichier est vide", AGAIN);
    }
    let refused = faults.refused();
    faults.finish();
    if refused {
        return None;
    }
    for (id, printed) in reader.printed {
        if let Some(project) = earlier.projects.get_mut(&id) {
            project.measures = printed.answered();
            project.scores = printed.of(project.measures.last());
        }
    }
    Some(())
}

impl Printed {
    fn answered(&self) -> Vec<String> {
        let answered = self.measures.iter().filter(|(_, answered)| *answered);
        answered.map(|(wave, _)| wave.clone()).collect()
    }

    /// Scores of a measure: those of everybody, or of the only group that a subject is put to.
    fn of(&self, measure: Option<&String>) -> BTreeMap<EarlierSubject, f64> {
        let everybody: BTreeSet<&EarlierSubject> = self
            .met
            .keys()
            .filter(|(_, group, _)| group == ENSEMBLE)
            .map(|(subject, ..)| subject)
            .collect();
        let of_last = self
            .scores
            .iter()
            .filter(|((.., wave), _)| Some(wave) == measure);
        of_last
            .filter(|((subject, group, _), _)| group == ENSEMBLE || !everybody.contains(&subject))
            .map(|((subject, ..), value)| (subject.clone(), *value))
            .collect()
    }
}

/// The table while it is read.
struct Reader<'r> {
    referential: &'r Referential,
    /// Rank of each of [`COLUMNS`], once the headings are known.
    ranks: Option<[usize; COLUMNS.len()]>,
    width: usize,
    printed: BTreeMap<String, Printed>,
}

/// A row being read.
struct Row<'a, 'b> {
    record: &'a Record<'b>,
    ranks: &'a [usize; COLUMNS.len()],
}

impl<'a> Row<'a, '_> {
    fn rank(&self, column: &str) -> usize {
        let known = COLUMNS.iter().position(|known| *known == column);
        self.ranks[known.unwrap_or_default()]
    }

    fn text(&self, column: &str) -> &'a str {
        trimmed(self.record.text(self.rank(column)))
    }

    fn fault(&self, column: &str, message: String, faults: &mut Faults) {
        let place = self.record.place_of(faults.file, self.rank(column), column);
        faults.push(Diagnostic::error(message).at(place).hint(AGAIN));
    }
}

impl Reader<'_> {
    /// Takes a row; says whether to go on.
    fn take(&mut self, record: &Record, earlier: &Earlier, faults: &mut Faults) -> bool {
        if record.damaged || record.is_blank() {
            return true;
        }
        let Some(ranks) = &self.ranks else {
            self.ranks = headings(record, faults);
            self.width = record.width();
            return self.ranks.is_some();
        };
        if record.width() != self.width {
            let message = format!("{} cases au lieu de {}", record.width(), self.width);
            let place = record.place(faults.file);
            faults.push(Diagnostic::error(message).at(place).hint(AGAIN));
            return true;
        }
        let row = Row { record, ranks };
        let project = plain_text(row.text("projet"));
        if !earlier.projects.contains_key(&project) {
            let message = format!(
                "le projet {} n'est pas dans le manifeste de cet export",
                titled(&project)
            );
            row.fault("projet", message, faults);
            return true;
        }
        let Some(subject) = subject(&row, self.referential, faults) else {
            return true;
        };
        let printed = self.printed.entry(project).or_default();
        figure(&row, subject, printed, faults);
        true
    }
}

fn headings(record: &Record, faults: &mut Faults) -> Option<[usize; COLUMNS.len()]> {
    let names: Vec<String> = (0..record.width())
        .map(|rank| folded(record.text(rank)))
        .collect();
    let mut ranks = [0; COLUMNS.len()];
    for (rank, wanted) in ranks.iter_mut().zip(COLUMNS) {
        match names.iter().position(|name| name == wanted) {
            Some(found) => *rank = found,
            None => faults.refuse_line(
                record.line,
                format!("la colonne « {wanted} » manque"),
                AGAIN,
            ),
        }
    }
    (!faults.refused()).then_some(ranks)
}

/// A text before an apostrophe kept a spreadsheet from running it.
fn plain_text(text: &str) -> String {
    let opens = |rest: &str| rest.trim_start().starts_with(['=', '+', '-', '@']);
    match text.strip_prefix('\'') {
        Some(rest) if opens(rest) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

/// What a row is about; `None` for what no report compares, and for a fault.
fn subject(row: &Row, referential: &Referential, faults: &mut Faults) -> Option<EarlierSubject> {
    let code = row.text("code");
    match row.text("niveau") {
        "critere" => {
            let mut criteria = referential.criteria.iter();
            let rank = criteria.position(|entry| entry.code == code);
            let rank = known(row, rank, "critère", faults)?;
            same_name(row, &referential.criteria[rank].name, faults)?;
            Some(EarlierSubject::Criterion(CriterionId(
                u8::try_from(rank).ok()?,
            )))
        }
        "qvct" => {
            let mut levels = referential.qvct.iter();
            let rank = levels.position(|entry| entry.number.to_string() == code);
            let rank = known(row, rank, "niveau de QVCT", faults)?;
            same_name(row, &referential.qvct[rank].name, faults)?;
            Some(EarlierSubject::Qvct(QvctId(u8::try_from(rank).ok()?)))
        }
        "theme" => Some(EarlierSubject::Theme(code.to_owned())),
        "categorie" | "item" => None,
        other => {
            let message = format!("{} n'est pas un niveau de chiffres", titled(other));
            row.fault("niveau", message, faults);
            None
        }
    }
}

fn known(row: &Row, rank: Option<usize>, what: &str, faults: &mut Faults) -> Option<usize> {
    if rank.is_none() {
        let message = format!(
            "{} n'est pas un {what} du référentiel de ce rapport",
            titled(row.text("code"))
        );
        row.fault("code", message, faults);
    }
    rank
}

/// The same code under another name is another subject.
fn same_name(row: &Row, name: &str, faults: &mut Faults) -> Option<()> {
    let told = row.text("libelle");
    if folded(told) == folded(name) {
        return Some(());
    }
    let message = format!(
        "{} s'appelle « {name} » dans le référentiel de ce rapport : ce n'est pas le même sujet",
        titled(told)
    );
    row.fault("libelle", message, faults);
    None
}

fn figure(row: &Row, subject: EarlierSubject, printed: &mut Printed, faults: &mut Faults) {
    let (state, wave) = (row.text("etat"), row.text("vague"));
    let (absent, told) = (ABSENT.contains(&state), TOLD.contains(&state));
    if !absent && !told {
        let message = format!("{} n'est pas un état connu", titled(state));
        return row.fault("etat", message, faults);
    }
    if row.text("genre") != "mesure" {
        return;
    }
    match printed.measures.iter_mut().find(|(known, _)| known == wave) {
        Some((_, answered)) => *answered |= told,
        None => printed.measures.push((wave.to_owned(), told)),
    }
    if absent {
        return;
    }
    let value = match state {
        "publié" => match whole(row.text("moyenne")) {
            Ok(value) => Some(value),
            Err(message) => return row.fault("moyenne", message, faults),
        },
        "borné" => match bound(row.text("borne")) {
            Some(value) => Some(value),
            None => {
                let message = format!("{} n'est pas une borne", titled(row.text("borne")));
                return row.fault("borne", message, faults);
            }
        },
        _ => None,
    };
    let key = (subject, row.text("groupe").to_owned(), wave.to_owned());
    if let Some(line) = printed.met.insert(key.clone(), row.record.line) {
        let message = format!("ce chiffre est déjà à la ligne {line}");
        return row.fault("code", message, faults);
    }
    if let Some(value) = value {
        printed.scores.insert(key, value);
    }
}

/// A printed score: a whole number from 0 to 100.
fn whole(text: &str) -> Result<f64, String> {
    if let Ok(value) = text.parse::<u8>()
        && value <= 100
    {
        return Ok(f64::from(value));
    }
    let decimals = text.replace(',', ".").parse::<f64>();
    Err(match decimals {
        Ok(value) if (0.0..=100.0).contains(&value) => format!(
            "{} a des décimales : ce n'est pas un score imprimé",
            titled(text)
        ),
        _ => format!("{} n'est pas un score de 0 à 100", titled(text)),
    })
}

/// « ≥ 95 », « ≤ 5 ».
fn bound(text: &str) -> Option<f64> {
    let rest = text.strip_prefix(['≥', '≤'])?;
    whole(trimmed(rest)).ok()
}
