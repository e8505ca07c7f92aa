//! The tables beside the answers: quotes, planned against obtained, collective marks, people invited.

use super::codebook::Codebook;
use super::confidential::{self, NameList};
use super::encoding::Encoding;
use super::faults::Faults;
use super::input::Input;
use super::mapping::Mapping;
use super::shown_otherwise;
use super::side_words::{criterion, group, known_wave, term};
use super::small_table::{self, Expected, Written};
use super::verbatims::{self, Masked};
use crate::diagnostic::Diagnostics;
use crate::model::project::{CollectiveMark, Indicator};
use crate::model::verbatim::Confidential;
use crate::model::{GroupId, Project, Questionnaire, Referential};

/// Reads the side tables of a project into it; false when one of them had an error and was left out.
///
/// A table is known by its file name, whatever the folder and the format: `paroles`, `indicateurs`,
/// `cotations`, `populations`. `names` are the lists of names to mask.
pub fn side_tables(
    tables: &[Input],
    names: &[&NameList],
    project: &mut Project,
    questionnaire: &Questionnaire,
    referential: &Referential,
    notes: &mut Diagnostics,
) -> bool {
    let nothing = Mapping::default();
    side_tables_of(
        tables,
        &nothing,
        names,
        project,
        (questionnaire, referential),
        notes,
    )
}

/// The same in a folder whose `colonnes.toml` says how its files are encoded: one saved on a Mac has no other sign.
pub fn side_tables_of(
    tables: &[Input],
    mapping: &Mapping,
    names: &[&NameList],
    project: &mut Project,
    (questionnaire, referential): (&Questionnaire, &Referential),
    notes: &mut Diagnostics,
) -> bool {
    // The answers come from a tool; a table that people typed is not refused for not being in UTF-8 too.
    let encoding = mapping.encoding.filter(|known| *known != Encoding::Utf8);
    let codebook = Codebook::new(questionnaire, referential);
    let (confidential, mut sound) = confidential::names(names, project, notes);
    for input in tables {
        let written = Written { input, encoding };
        let mut faults = Faults::new(&input.name, notes);
        match input.stem().as_str() {
            "paroles" => {
                verbatims::read(written, project, &codebook, &confidential, &mut faults);
            }
            "indicateurs" => indicators(written, project, &confidential, &mut faults),
            "cotations" => marks(written, project, referential, &confidential, &mut faults),
            "populations" => populations(written, project, &codebook, &mut faults),
            _ => {}
        }
        sound &= !faults.refused();
        faults.finish();
    }
    sound
}

const INDICATORS: Expected = Expected {
    required: &["indicateur"],
    optional: &["attendu", "obtenu", "unite", "date", "source"],
};

fn indicators(
    written: Written,
    project: &mut Project,
    confidential: &Confidential,
    faults: &mut Faults,
) {
    let Some(table) = small_table::read(written, &INDICATORS, faults) else {
        return;
    };
    let mut indicators = Vec::new();
    let mut masked = Masked::default();
    for row in table.rows() {
        let [expected, obtained] = ["attendu", "obtenu"].map(|column| {
            let number = row.number(column, faults);
            shown_otherwise::tell(&row, column, number, faults);
            number
        });
        let Some(name) = row.required("indicateur", faults) else {
            continue;
        };
        indicators.push(Indicator {
            name: masked.unlisted(&row, name, confidential),
            expected,
            obtained,
            unit: row.text("unite").to_owned(),
            date: row.date(),
            source: masked.unlisted(&row, row.text("source"), confidential),
        });
    }
    masked.tell_listed("les indicateurs et leurs sources", faults);
    if !faults.refused() {
        project.indicators = indicators;
    }
}

const MARKS: Expected = Expected {
    required: &["critere", "horizon", "note"],
    optional: &["argument", "date", "participants"],
};

fn marks(
    written: Written,
    project: &mut Project,
    referential: &Referential,
    confidential: &Confidential,
    faults: &mut Faults,
) {
    let Some(table) = small_table::read(written, &MARKS, faults) else {
        return;
    };
    let mut marks: Vec<CollectiveMark> = Vec::new();
    let mut masked = Masked::default();
    for row in table.rows() {
        let criterion = row
            .required("critere", faults)
            .and_then(|_| criterion(&row, referential, faults));
        let horizon = row
            .required("horizon", faults)
            .and_then(|written| term(&row, written, faults));
        let mark = row
            .required("note", faults)
            .and_then(|_| row.whole("note", 0..=10, faults));
        let participants = row.whole("participants", 1..=100_000, faults);
        let (Some(criterion), Some(horizon), Some(mark)) = (criterion, horizon, mark) else {
            continue;
        };
        if marks
            .iter()
            .any(|known| known.criterion == criterion && known.horizon == horizon)
        {
            let code = &referential.criteria[criterion.at()].code;
            row.fault(
                "critere",
                format!(
                    "le critère {code} a deux notes à l'échéance « {} »",
                    horizon.key()
                ),
                "gardez la note que l'équipe a retenue",
                faults,
            );
            continue;
        }
        marks.push(CollectiveMark {
            criterion,
            horizon,
            mark: u8::try_from(mark).unwrap_or(0),
            argument: masked.unlisted(&row, row.text("argument"), confidential),
            date: row.date(),
            participants,
        });
    }
    masked.tell_listed("les arguments", faults);
    if !faults.refused() {
        project.collective = marks;
    }
}

const POPULATIONS: Expected = Expected {
    required: &["vague", "groupe", "population"],
    optional: &[],
};

fn populations(written: Written, project: &mut Project, codebook: &Codebook, faults: &mut Faults) {
    let Some(table) = small_table::read(written, &POPULATIONS, faults) else {
        return;
    };
    let mut found: Vec<(String, GroupId, u32)> = Vec::new();
    for row in table.rows() {
        let wave = row
            .required("vague", faults)
            .and_then(|wave| known_wave(&row, wave, project, faults));
        let group = row
            .required("groupe", faults)
            .and_then(|_| group(&row, codebook, faults));
        let people = row
            .required("population", faults)
            .and_then(|_| row.whole("population", 0..=1_000_000, faults));
        let (Some(wave), Some(group), Some(people)) = (wave, group, people) else {
            continue;
        };
        if found
            .iter()
            .any(|(known, of, before)| *known == wave && *of == group && *before != people)
        {
            row.fault(
                "population",
                "ce groupe a deux effectifs différents dans la même vague",
                "gardez le bon",
                faults,
            );
        }
        found.push((wave, group, people));
    }
    if faults.refused() {
        return;
    }
    for (id, group, people) in found {
        let Some(wave) = project.waves.iter_mut().find(|wave| wave.id == id) else {
            continue;
        };
        let before = wave.populations.insert(group, people);
        if let Some(before) = before.filter(|before| *before != people) {
            let group = &codebook.questionnaire.groups[group.at()].label;
            faults.warn(
                format!(
                    "l'effectif du groupe « {group} » dans la vague « {id} » est {people} dans ce fichier, {before} dans projet.toml : c'est {people} qui compte"
                ),
                "corrigez l'un des deux, ou retirez-le",
            );
        }
    }
}
