//! The verbs that nobody types: a worker's, and the lint of finished files.

use std::path::PathBuf;
use std::process::ExitCode;

use super::exit;

/// Prints orders that another process of this program sends.
pub fn worker() -> ExitCode {
    match jalon::typeset::serve(std::io::stdin(), std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Tells what the validators let through in finished files.
pub fn lint(files: &[PathBuf]) -> ExitCode {
    let mut sound = true;
    for file in files {
        let faults = match std::fs::read(file) {
            Ok(bytes) => jalon::typeset::lint(&bytes),
            Err(error) => vec![error.to_string()],
        };
        for fault in faults {
            sound = false;
            anstream::println!("{} : {fault}", file.display());
        }
    }
    exit(sound)
}
