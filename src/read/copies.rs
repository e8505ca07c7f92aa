//! Files of answers that are copies of one another, byte for byte: without identifiers each person would count twice.

use super::AnswerFile;
use super::input::{Input, Source};

/// For each file, the one of the same project that it is a copy of. Bytes are read only where sizes agree.
///
/// Systems name a copy after its original, « x - Copie.xlsx », « x (1).xlsx »: the shortest name is kept.
pub(super) fn copies(files: &[AnswerFile]) -> Vec<Option<usize>> {
    let sizes: Vec<Option<u64>> = files.iter().map(|file| size(file.input)).collect();
    let mut found: Vec<Option<usize>> = vec![None; files.len()];
    let mut by_length: Vec<usize> = (0..files.len()).collect();
    by_length.sort_by_key(|rank| files[*rank].input.name.chars().count());
    for (place, &rank) in by_length.iter().enumerate() {
        let file = &files[rank];
        let alike = |first: &&usize| {
            let other = &files[**first];
            sizes[rank].is_some_and(|size| size > 0)
                && sizes[**first] == sizes[rank]
                && other.project == file.project
                && found[**first].is_none()
                && same(other.input, file.input)
        };
        found[rank] = by_length[..place].iter().find(alike).copied();
    }
    found
}

fn same(one: &Input, other: &Input) -> bool {
    match (one.fingerprint(), other.fingerprint()) {
        (Ok(one), Ok(other)) => one == other,
        // A file that cannot be read is told when its turn comes.
        _ => false,
    }
}

fn size(input: &Input) -> Option<u64> {
    match &input.source {
        Source::Bytes(bytes) => Some(bytes.len() as u64),
        Source::Path(path) => {
            let found = std::fs::metadata(path).ok()?;
            found.is_file().then_some(found.len())
        }
    }
}
