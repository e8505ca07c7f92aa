//! Whether a file names its questions by nothing but the first numbers of the usual questionnaire, as any other would.

use super::AnswerFile;
use super::by_criterion::found;
use super::codebook::Codebook;
use crate::model::{ItemId, Questionnaire, Referential};

/// Fewest questions that say something.
const FEWEST: usize = 6;

/// How many questions a file has when they are the first of the usual questionnaire, by their codes alone, and no more.
///
/// « Q01 » to « Q20 » are the codes of many questionnaires of twenty questions. A file made from the usual one has all its
/// codes, or those that it puts to somebody.
pub fn first_codes_only(
    file: &AnswerFile,
    usual: &Questionnaire,
    referential: &Referential,
) -> Option<usize> {
    // Titles of several rows have words beside the codes: those were looked at.
    if !file.mapping.items.is_empty() || file.mapping.heading_rows.is_some() {
        return None;
    }
    let mut codebook = Codebook::new(usual, referential);
    let columns = found(file, &mut codebook)?;
    let mut ranks: Vec<usize> = columns
        .questions
        .iter()
        .map(|(_, item)| item.at())
        .collect();
    ranks.sort_unstable();
    let are_first = ranks.iter().copied().eq(0..ranks.len());
    let worded = |(rank, _): &(usize, ItemId)| codebook.has_words(columns.heading(*rank));
    let is_some_of_them = (FEWEST..usual.items.len()).contains(&ranks.len());
    (are_first && is_some_of_them && !columns.questions.iter().any(worded)).then_some(ranks.len())
}
