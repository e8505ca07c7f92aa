//! « Le projet »: its own words, the pathway it declares (G9), the markers it declares (G6).
//!
//! Nothing here comes from answers.

use crate::model::WaveKind;
use crate::model::project::{MarkerState, PathwayColumn, Step};

use super::dossier::ProjectPage;
use super::figure::{MarkerStrip, MarkerToken, Pathway, PathwayColumn as Column, PathwayStep};
use super::parts::{Caption, Term};
use super::{Edition, Study, passage, words};

/// Most boxes of a column.
const MOST_STEPS: usize = 4;

/// The page; the holder's word stands in the funder's edition only.
pub(super) fn build(study: &Study) -> ProjectPage {
    let word = study.project.holder_word.as_deref();
    let word = word.filter(|_| study.edition == Edition::Funder);
    ProjectPage {
        story: passage::paragraphs(&study.project.story),
        facts: facts(study),
        pathway: pathway(study),
        markers: markers(study),
        holder_word: passage::paragraphs(word.unwrap_or_default()),
    }
}

fn facts(study: &Study) -> Vec<Term> {
    let project = study.project;
    let organisations = match project.organisations {
        0 | 1 => String::new(),
        several => words::count(several),
    };
    let facts = [
        ("Structure porteuse", project.structure.clone()),
        ("Partenaires", words::list(&project.partners)),
        ("Structures associées", organisations),
        ("Territoire", project.territory.clone()),
        ("Début", project.start.map(words::day).unwrap_or_default()),
        (
            "Phase",
            project
                .phase
                .map(|phase| phase.label().to_owned())
                .unwrap_or_default(),
        ),
        ("Thèmes", themes(&project.themes)),
        ("Critères visés", aimed(study)),
        ("Personnes invitées", invited(study)),
        ("Contact", project.contact.join(" · ")),
    ];
    Term::told(facts)
}

pub(super) fn themes(themes: &[String]) -> String {
    let label = |theme: &String| match theme.as_str() {
        "attractivite" => "attractivité et fidélisation".to_owned(),
        "sens" => "sens du travail".to_owned(),
        "transition" => "transition écologique".to_owned(),
        other => other.to_owned(),
    };
    themes.iter().map(label).collect::<Vec<_>>().join(" ; ")
}

fn aimed(study: &Study) -> String {
    match (
        study.project.aimed.as_ref(),
        study.referential.criteria.len(),
    ) {
        (Some(aimed), all) => format!("{} sur {all}", aimed.len()),
        (None, all) => format!("les {all}"),
    }
}

/// « 14 salariés, 30 bénéficiaires », as declared for the last measure.
pub(super) fn invited(study: &Study) -> String {
    let declared =
        |wave: &&crate::model::Wave| wave.kind == WaveKind::Measure && !wave.populations.is_empty();
    let Some(wave) = study.project.waves.iter().rev().find(declared) else {
        return String::new();
    };
    let groups = wave.populations.iter().filter_map(|(group, people)| {
        let group = study.questionnaire.groups.get(group.at())?;
        Some(format!("{} {}", words::count(*people), group.label))
    });
    words::list(&groups.collect::<Vec<_>>())
}

/// The four columns; `None` when no step is declared.
fn pathway(study: &Study) -> Option<Pathway> {
    let steps = &study.project.pathway;
    if steps.is_empty() {
        return None;
    }
    let columns = [
        (PathwayColumn::Actions, "Actions"),
        (PathwayColumn::Results, "Résultats (court terme)"),
        (PathwayColumn::Effects, "Effets (moyen terme)"),
        (PathwayColumn::Impact, "Impact visé (long terme)"),
    ];
    let drawn = columns.map(|(column, label)| Column {
        label: label.to_owned(),
        steps: in_column(steps, column)
            .take(MOST_STEPS)
            .map(|step| drawn(study, step))
            .collect(),
    });
    let left_out: usize = columns
        .iter()
        .map(|(column, _)| in_column(steps, *column).count().saturating_sub(MOST_STEPS))
        .sum();
    Some(Pathway {
        caption: Caption {
            title: "Des actions à l'impact visé".to_owned(),
            subtitle: "Ce que le projet fait, ce qu'il mesure, ce qu'il vise, tel qu'il le déclare"
                .to_owned(),
            note: pathway_note(left_out),
            alt: pathway_alternative(&drawn),
        },
        columns: drawn.into(),
    })
}

fn in_column(steps: &[Step], column: PathwayColumn) -> impl Iterator<Item = &Step> {
    steps.iter().filter(move |step| step.column == column)
}

/// An impact is an aim: without a comparison group it is never drawn as measured.
fn drawn(study: &Study, step: &Step) -> PathwayStep {
    let mut numbers: Vec<u8> = step
        .criteria
        .iter()
        .filter_map(|criterion| study.referential.criteria.get(criterion.at()))
        .map(|criterion| criterion.number)
        .collect();
    numbers.sort_unstable();
    let numbers: Vec<String> = numbers.iter().map(u8::to_string).collect();
    PathwayStep {
        text: step.text.clone(),
        criteria: match numbers.as_slice() {
            [] => String::new(),
            [one] => format!("critère {one}"),
            many => format!("critères {}", words::list(many)),
        },
        measured: step.measured && step.column != PathwayColumn::Impact,
    }
}

fn pathway_note(left_out: usize) -> String {
    let source = "Source : le projet.";
    match left_out {
        0 => source.to_owned(),
        1 => {
            format!("{source} Une étape déclarée n'est pas dessinée : quatre au plus par colonne.")
        }
        many => format!(
            "{source} {many} étapes déclarées ne sont pas dessinées : quatre au plus par colonne."
        ),
    }
}

fn pathway_alternative(columns: &[Column; 4]) -> String {
    let [actions, results, effects, impact] = columns.each_ref().map(|column| {
        let measured = column.steps.iter().filter(|step| step.measured).count();
        (words::size(column.steps.len()), words::size(measured))
    });
    format!(
        "Chemin du projet : {} ; {} ; {} ; {}.",
        words::counted(actions.0, "action", "actions"),
        measured(results, "résultat", "résultats"),
        measured(effects, "effet", "effets"),
        words::counted(impact.0, "impact visé", "impacts visés"),
    )
}

/// « 3 résultats dont 1 mesuré », « 1 résultat mesuré », « 2 effets pas encore mesurés », « aucun effet ».
fn measured((all, measured): (u32, u32), one: &str, many: &str) -> String {
    let counted = words::counted(all, one, many);
    match measured {
        _ if all == 0 => format!("aucun {one}"),
        0 if all == 1 => format!("{counted} pas encore mesuré"),
        0 => format!("{counted} pas encore mesurés"),
        some if some == all && all == 1 => format!("{counted} mesuré"),
        some if some == all => format!("{counted} mesurés"),
        some => format!(
            "{counted} dont {}",
            words::counted(some, "mesuré", "mesurés")
        ),
    }
}

/// All markers of the referential as soon as one is declared; the others are « non renseigné ».
pub(super) fn markers(study: &Study) -> Option<MarkerStrip> {
    if study.project.markers.is_empty() {
        return None;
    }
    let mut tokens = Vec::new();
    let mut counts = [0_u32; 4];
    for (rank, marker) in study.referential.markers.iter().enumerate() {
        let declared = study
            .project
            .markers
            .iter()
            .find(|declared| declared.marker == rank);
        let (key, label, place) = match declared.map_or(MarkerState::Unknown, |found| found.state) {
            MarkerState::Present => ("present", "présent", 0),
            MarkerState::Partial => ("partial", "partiel", 1),
            MarkerState::Absent => ("absent", "absent", 2),
            MarkerState::Unknown => ("unknown", "non renseigné", 3),
        };
        counts[place] += 1;
        tokens.push(MarkerToken {
            name: marker.name.clone(),
            state: key.to_owned(),
            state_label: label.to_owned(),
            evidence: declared
                .and_then(|found| found.evidence.clone())
                .unwrap_or_default(),
        });
    }
    Some(MarkerStrip {
        caption: markers_caption(counts),
        tokens,
    })
}

/// « 4 présents », « aucun présent ».
pub(super) fn marked(count: u32, one: &str, many: &str) -> String {
    match count {
        0 => format!("aucun {one}"),
        _ => words::counted(count, one, many),
    }
}

fn markers_caption([present, partial, absent, unknown]: [u32; 4]) -> Caption {
    let kinds = [
        words::counted(present, "présent", "présents"),
        words::counted(partial, "partiel", "partiels"),
        words::counted(absent, "absent", "absents"),
        words::counted(unknown, "non renseigné", "non renseignés"),
    ];
    let all = present + partial + absent + unknown;
    let whole = kinds.join(", ");
    // What nobody filled in is not absent.
    let filled = match unknown {
        0 => String::new(),
        _ => format!(
            "{} : ",
            words::counted(all - unknown, "renseigné", "renseignés")
        ),
    };
    Caption {
        title: format!(
            "Sur {}, {filled}{} et {}",
            words::counted(all, "marqueur", "marqueurs"),
            marked(present, "présent", "présents"),
            marked(partial, "partiel", "partiels")
        ),
        subtitle: "Marqueurs de l'innovation sociale déclarés par le projet, avec leur preuve"
            .to_owned(),
        note: "Source : le projet. Un marqueur est déclaré, jamais calculé à partir des réponses."
            .to_owned(),
        alt: format!("Bande de marqueurs déclarés par le projet : {whole}."),
    }
}
