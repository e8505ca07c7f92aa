//! Words of the side tables that must exist elsewhere: groups, waves, criteria, terms.

use super::codebook::Codebook;
use super::faults::Faults;
use super::quoting::quoted;
use super::small_table::Asked;
use super::spelling::folded;
use super::term_words;
use crate::diagnostic::nearest_or;
use crate::model::{CriterionId, GroupId, Horizon, Project, Referential};

/// The group named in the column « groupe »; none when blank or unknown.
pub(super) fn group(row: &Asked, codebook: &Codebook, faults: &mut Faults) -> Option<GroupId> {
    let written = row.said("groupe")?;
    let found = codebook.group(written);
    if found.is_none() {
        let ids: Vec<&str> = codebook.group_ids().collect();
        let hint = nearest_or(written, ids.iter().copied(), || {
            format!("groupes connus : {}", ids.join(", "))
        });
        row.fault(
            "groupe",
            format!(
                "le groupe {} n'est pas dans le questionnaire",
                quoted(written, codebook.group_names())
            ),
            hint,
            faults,
        );
    }
    found
}

/// The key of a declared wave.
pub(super) fn known_wave(
    row: &Asked,
    written: &str,
    project: &Project,
    faults: &mut Faults,
) -> Option<String> {
    let found = project
        .waves
        .iter()
        .find(|wave| folded(&wave.id) == folded(written));
    if found.is_none() {
        let ids: Vec<&str> = project.waves.iter().map(|wave| wave.id.as_str()).collect();
        let hint = match ids.is_empty() {
            true => "déclarez les vagues dans projet.toml : [[vagues]] id = \"V1\"".to_owned(),
            false => format!("vagues du projet : {}", ids.join(", ")),
        };
        row.fault(
            "vague",
            format!(
                "{} n'est pas une vague du projet",
                quoted(written, ids.iter().copied())
            ),
            hint,
            faults,
        );
    }
    found.map(|wave| wave.id.clone())
}

/// The criterion named in the column « critere »; none when blank or unknown.
pub(super) fn criterion(
    row: &Asked,
    referential: &Referential,
    faults: &mut Faults,
) -> Option<CriterionId> {
    let written = row.said("critere")?;
    let plausible = written.len() <= 4 && written.bytes().any(|byte| byte.is_ascii_digit());
    let found = plausible.then(|| referential.criterion(written)).flatten();
    if found.is_none() {
        let last = referential
            .criteria
            .last()
            .map_or("C22", |criterion| criterion.code.as_str());
        row.fault(
            "critere",
            format!(
                "{} n'est pas un critère du référentiel",
                quoted(
                    written,
                    referential
                        .criteria
                        .iter()
                        .map(|criterion| criterion.name.as_str())
                )
            ),
            format!("écrivez son code, de C01 à {last}"),
            faults,
        );
    }
    found
}

/// The term that is written.
pub(super) fn term(row: &Asked, written: &str, faults: &mut Faults) -> Option<Horizon> {
    let found = term_words::horizon(written);
    if found.is_none() {
        row.fault(
            "horizon",
            format!(
                "{} n'est pas une échéance",
                quoted(written, term_words::HORIZONS.map(|(spelling, _)| spelling))
            ),
            "écrivez reference, court, moyen ou long",
            faults,
        );
    }
    found
}
