//! The headings of a small table with fixed columns: which are missing, written twice, or not read.

use super::faults::Faults;
use super::headings::Headings;
use super::record::Record;
use super::small_table::Expected;
use super::spelling::folded;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::verbatim::nameless;

/// The headings, folded; none when a required one is missing or a known one stands twice.
pub(super) fn read(
    record: &Record,
    expected: &Expected,
    faults: &mut Faults,
) -> Option<Vec<String>> {
    let cells: Vec<String> = (0..record.width())
        .map(|rank| record.text(rank).to_owned())
        .collect();
    let all = Headings::new(record.line, &[cells]);
    let headings: Vec<String> = all.names.iter().map(|names| folded(&names[0])).collect();
    let mut sound = true;
    let missing = |name: &&&str| !headings.iter().any(|heading| heading == *name);
    for name in expected.required.iter().filter(missing) {
        let slip = nearest(name, headings.iter().map(String::as_str));
        let hint = match slip {
            Some(slip) => format!("« {slip} » est peut-être « {name} »"),
            None => format!("colonnes attendues : {}", expected.names().join(", ")),
        };
        faults.refuse_line(record.line, format!("la colonne « {name} » manque"), hint);
        sound = false;
    }
    for (rank, heading) in headings.iter().enumerate() {
        let is_known = expected.names().contains(&heading.as_str());
        if is_known && headings[..rank].contains(heading) {
            faults.refuse_line(
                record.line,
                format!("deux colonnes sont titrées « {heading} »"),
                "renommez l'une des deux",
            );
            sound = false;
        } else if !is_known && !heading.is_empty() {
            unread(record, (rank, &all.names[rank][0]), expected, faults);
        }
    }
    sound.then_some(headings)
}

/// Tells a column that is not read; where its heading may name somebody, by its place alone.
fn unread(
    record: &Record,
    (rank, written): (usize, &str),
    expected: &Expected,
    faults: &mut Faults,
) {
    let shown = if nameless(written) == written {
        written
    } else {
        ""
    };
    let hint = format!("colonnes connues : {}", expected.names().join(", "));
    faults.push(
        Diagnostic::warning("cette colonne n'est pas lue")
            .at(record.place_of(faults.file, rank, shown))
            .hint(hint),
    );
}
