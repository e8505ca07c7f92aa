//! Whether files answer criterion by criterion, which their headings tell. Reads no answer.

use std::io::Read;

use super::codebook::Codebook;
use super::columns::{Columns, Reach, columns};
use super::faults::Faults;
use super::headings::Headings;
use super::record::Record;
use super::{AnswerFile, Input, Mapping, table};
use crate::diagnostic::Diagnostics;
use crate::model::{Questionnaire, Referential};

/// Whether every file names criteria and no question of the usual questionnaire: a column « critere »
/// without a column « item », or columns titled as criteria.
pub fn answer_by_criterion(
    files: &[AnswerFile],
    usual: &Questionnaire,
    one_each: &Questionnaire,
    referential: &Referential,
) -> bool {
    let asked = Codebook::new(usual, referential);
    let names_criteria = |file: &AnswerFile| {
        let mut criteria = Codebook::new(one_each, referential);
        found(file, &mut criteria).is_some_and(|columns| {
            let no_question = |heading: &String| asked.item(heading).is_none();
            columns.item.is_none()
                && columns.headings.iter().all(no_question)
                && (columns.criterion.is_some() && columns.is_long() || columns.questions.len() > 1)
        })
    };
    files.iter().all(|file| file.mapping.items.is_empty())
        && !files.is_empty()
        && files.iter().all(names_criteria)
}

/// The columns of a file with a codebook; its faults are told when it is read.
pub(super) fn found(file: &AnswerFile, codebook: &mut Codebook) -> Option<Columns> {
    let head = head_of(file.input);
    let mut untold = Diagnostics::new();
    let mut faults = Faults::new(&file.input.name, &mut untold);
    let headings = headings(
        head.as_ref().unwrap_or(file.input),
        file.mapping,
        codebook,
        &mut faults,
    )?;
    let reach = match file.project {
        Some(_) => Reach::Project,
        None => Reach::Programme,
    };
    columns(&headings, file.mapping, codebook, reach, &mut faults)
}

fn headings(
    input: &Input,
    mapping: &Mapping,
    codebook: &Codebook,
    faults: &mut Faults,
) -> Option<Headings> {
    let mut head = table::Head::default();
    let mut headings = None;
    table::rows(
        input,
        mapping,
        faults,
        &mut |record: &Record, faults: &mut Faults| {
            headings = head.take(record, mapping, codebook, faults);
            headings.is_none() && !faults.structural()
        },
    );
    headings
}

/// The first lines of a text file that has more: headings stand there, and a large file is not read twice for them.
fn head_of(input: &Input) -> Option<Input> {
    let mut bytes = Vec::new();
    input
        .open()
        .ok()?
        .take(table::HEAD as u64)
        .read_to_end(&mut bytes)
        .ok()?;
    let cut = bytes.len() == table::HEAD && !matches!(bytes.first(), Some(b'P' | b'[' | b'{'));
    let end = bytes.iter().rposition(|byte| *byte == b'\n')?;
    cut.then(|| {
        bytes.truncate(end + 1);
        Input::bytes(input.name.clone(), bytes)
    })
}
