//! Reads `projet.toml`.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::keys::{self, Keys, Shape, Word};
use super::pathway_file::{markers, pathway};
use super::project::{Merge, Phase, Project};
use super::questionnaire::Questionnaire;
use super::questionnaire_file::EVERYBODY;
use super::referential::HiddenCounts;
use super::{CriterionId, GroupId, Referential, case_file, plain, wave_file};
use crate::diagnostic::{Diagnostics, shortened};

/// Most signs of the story and of the holder's word: half a page each.
const STORY: usize = 900;
/// Most signs of a note: a paragraph.
const NOTE: usize = 600;
/// Most signs of a name that stands on a cover.
const NAME: usize = 160;

/// Texts of the file that `jalon init` makes: printed as they are, they would be read as the project's.
const TO_REPLACE: [(&str, &str); 5] = [
    ("nom", "Nom du projet"),
    ("nom_court", "Nom court"),
    ("structure", "Structure qui porte le projet"),
    ("territoire", "Commune ou pays, département"),
    (
        "recit",
        "Quel besoin ? Pour qui ? Que faites-vous autrement ? Où en êtes-vous ?",
    ),
];

/// Reads a project; every fault is told.
///
/// `id` is the name of its folder. What stands in other files (answers, quotes, indicators,
/// decisions) is empty. A project whose file has errors is still given, marked
/// [`Project::faulty`], when its start and waves are sound: its answers can then be checked too.
pub fn parse(
    text: &str,
    file: &str,
    id: &str,
    referential: &Referential,
    questionnaire: &Questionnaire,
    notes: &mut Diagnostics,
) -> Option<Project> {
    let (project, errors) = keys::read_on(text, file, notes, |keys| {
        let start = keys.date("debut");
        let waves = wave_file::waves(keys, questionnaire, start);
        let dated = keys.errors() == 0;
        let project = whole(keys, file, referential, questionnaire);
        // whatever its faults the table was read to its end, so its unknown keys are told
        Some((
            dated,
            Project {
                id: id.to_owned(),
                start,
                waves,
                ..project
            },
        ))
    });
    let (dated, project) = project?;
    dated.then_some(Project {
        faulty: errors > 0,
        ..project
    })
}

/// What `projet.toml` may say.
pub fn shape(referential: &Referential, questionnaire: &Questionnaire) -> Shape {
    keys::sketch(|keys| {
        wave_file::waves(keys, questionnaire, keys.date("debut"));
        whole(keys, "", referential, questionnaire)
    })
}

/// All but the identifier, the start and the waves.
fn whole(
    keys: &Keys,
    file: &str,
    referential: &Referential,
    questionnaire: &Questionnaire,
) -> Project {
    for (key, text) in TO_REPLACE {
        if keys.has(key) && keys.text(key).is_some_and(|written| written == text) {
            keys.warning(
                key,
                format!("« {key} » est encore le texte du modèle, il serait imprimé tel quel"),
                "remplacez-le par le vôtre",
            );
        }
    }
    if keys.has("debut") && keys.date("debut") == NaiveDate::from_ymd_opt(2025, 1, 15) {
        keys.warning(
            "debut",
            "« debut » est encore la date du modèle : les échéances se comptent à partir d'elle",
            "écrivez le premier jour du projet ; si c'est bien celui-là, rien à faire",
        );
    }
    keys.required("nom");
    let name = keys.limited("nom", NAME).unwrap_or_default();
    Project {
        short: short(keys, &name),
        name,
        structure: expected(keys, "structure", NAME),
        partners: keys.texts("partenaires"),
        territory: expected(keys, "territoire", NAME),
        phase: phase(keys),
        organisations: keys.count("structures", 1..=1000).unwrap_or(1),
        themes: themes(keys),
        story: expected(keys, "recit", STORY),
        holder_word: keys.limited("mot_du_porteur", STORY),
        merges: merges(keys, questionnaire),
        aimed: aimed(keys, referential),
        pathway: pathway(keys, referential),
        markers: markers(keys, referential),
        comparison: keys.limited("comparaison", NOTE),
        contact: keys.texts("contact"),
        cohort: keys.limited("cohorte", 20),
        case: case_file::case(keys, file, referential, questionnaire),
        directory: case_file::directory(keys),
        fictional: keys.limited("fictif", 120),
        data_note: keys.limited("note_donnees", NOTE),
        hidden_counts: HiddenCounts::masked_if(keys.flag("masquer_effectifs") == Some(true)),
        ..Project::default()
    }
}

/// A text without which a page has a hole: its absence is a warning, the work goes on.
fn expected(keys: &Keys, key: &str, most: usize) -> String {
    let text = keys.limited(key, most);
    if !keys.has(key) {
        keys.warning(
            key,
            format!("la clé « {key} » manque : sa place restera vide dans le dossier"),
            format!("ajoutez une ligne : {key} = \"…\""),
        );
    }
    text.unwrap_or_default()
}

/// The short name, or the start of the name where running heads have no more room.
fn short(keys: &Keys, name: &str) -> String {
    let short = keys.limited("nom_court", 40);
    short.unwrap_or_else(|| shortened(name, 39))
}

fn phase(keys: &Keys) -> Option<Phase> {
    keys.choice("phase", &Phase::ALL.map(|phase| (phase.key(), phase)))
}

fn themes(keys: &Keys) -> Vec<String> {
    let known = ["attractivite", "sens", "transition"];
    let mut themes = Vec::new();
    for word in keys.words("themes") {
        if known.contains(&word.text.as_str()) {
            themes.push(word.text);
        } else {
            keys.unknown_word("themes", word.line, &word.text, known.into_iter());
        }
    }
    themes
}

/// The criteria of a list of codes; an unknown one is told.
pub(super) fn criteria(keys: &Keys, key: &str, referential: &Referential) -> Vec<CriterionId> {
    let mut criteria = Vec::new();
    for Word { text, line } in keys.words(key) {
        match referential.criterion(&text) {
            Some(criterion) if criteria.contains(&criterion) => keys.error_at(
                line,
                format!("« {key} » : le critère « {text} » est écrit deux fois"),
                "gardez-le une fois",
            ),
            Some(criterion) => criteria.push(criterion),
            None => {
                let known = referential
                    .criteria
                    .iter()
                    .map(|criterion| criterion.code.as_str());
                keys.unknown_word(key, line, &text, known);
            }
        }
    }
    criteria
}

fn aimed(keys: &Keys, referential: &Referential) -> Option<Vec<CriterionId>> {
    let mut aimed = criteria(keys, "criteres_vises", referential);
    aimed.sort_unstable();
    keys.has("criteres_vises")
        .then_some(aimed)
        .filter(|aimed| !aimed.is_empty())
}

fn merges(keys: &Keys, questionnaire: &Questionnaire) -> Vec<Merge> {
    let mut merged = BTreeSet::new();
    let mut names = BTreeSet::from([plain(EVERYBODY)]);
    for group in &questionnaire.groups {
        names.extend([&group.id, &group.label].map(|name| plain(name)));
    }
    let read = keys.tables("fusions").into_iter().map(|table| {
        let mut groups: Vec<GroupId> = Vec::new();
        for word in table.words("groupes") {
            match questionnaire.group(&word.text) {
                Some(group) if merged.insert(group) => groups.push(group),
                Some(_) => table.error_at(
                    word.line,
                    format!("le groupe « {} » est dans deux fusions", word.text),
                    "laissez chaque groupe dans une seule fusion, sinon leurs résultats se soustraient",
                ),
                None => {
                    let known = questionnaire.groups.iter().map(|group| group.id.as_str());
                    table.unknown_word("groupes", word.line, &word.text, known);
                }
            }
        }
        if groups.len() < 2 {
            let hint = "écrivez par exemple : groupes = [\"benevoles\", \"partenaires\"]";
            table.error("groupes", "une fusion réunit au moins deux groupes", hint);
        }
        let label = table.required("nom");
        if !label.is_empty() && !names.insert(plain(&label)) {
            table.error(
                "nom",
                format!("« nom » : « {} » est déjà le nom d'un groupe, d'une fusion ou de l'ensemble", shortened(&label, 60)),
                "donnez à cette fusion un nom qui n'est qu'à elle",
            );
        }
        Merge { label, groups }
    });
    read.collect()
}
