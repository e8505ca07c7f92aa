//! What identifies a dossier: head of pages, properties, first page. No score stands here.

use chrono::{Datelike, NaiveDate};

use crate::model::programme::Partner;
use crate::model::project::Phase;
use crate::model::{Programme, WaveKind};

use super::dossier::{Cover, Identity, Logo};
use super::{Edition, Study, logos, words};

/// Most partners named on the first page; the page « Le projet » names all.
const MOST_PARTNERS: usize = 4;

/// Identity, edition and date.
pub(super) fn identity(study: &Study) -> Identity {
    let (edition, label) = match study.edition {
        Edition::Working => ("travail", "version de travail"),
        Edition::Funder => ("financeur", "édition financeur"),
    };
    Identity {
        title: format!("Dossier d'évaluation – {}", study.project.name),
        short: study.project.short.clone(),
        edition: edition.to_owned(),
        edition_label: label.to_owned(),
        date: words::day(study.date),
        day: parts(study.date),
        fingerprint: study.fingerprint.to_owned(),
        fictional: fictional(study),
        author: author(study),
    }
}

/// The same of a document of the programme: its titles and its edition are for that document to say.
pub(super) fn of_programme(programme: &Programme, date: NaiveDate, fingerprint: &str) -> Identity {
    Identity {
        title: String::new(),
        short: String::new(),
        edition: String::new(),
        edition_label: String::new(),
        date: words::day(date),
        day: parts(date),
        fingerprint: fingerprint.to_owned(),
        fictional: programme.fictional.clone().unwrap_or_default(),
        author: match programme.publisher.as_str() {
            "" => programme.name.clone(),
            publisher => publisher.to_owned(),
        },
    }
}

/// Year, month, day.
fn parts(date: NaiveDate) -> [i32; 3] {
    let number = |part: u32| i32::try_from(part).unwrap_or(1);
    [date.year(), number(date.month()), number(date.day())]
}

/// The project's mention wins over the programme's.
fn fictional(study: &Study) -> String {
    let programme = || {
        study
            .programme
            .and_then(|programme| programme.fictional.clone())
    };
    let own = study.project.fictional.clone();
    own.or_else(programme).unwrap_or_default()
}

/// Who publishes: the programme when it says so, else the organisation that carries the project.
fn author(study: &Study) -> String {
    let publisher = study
        .programme
        .map(|programme| programme.publisher.as_str());
    publisher
        .filter(|publisher| !publisher.is_empty())
        .unwrap_or(&study.project.structure)
        .to_owned()
}

/// First page.
pub(super) fn cover(study: &Study) -> Cover {
    let project = study.project;
    Cover {
        programme: study.programme.map(programme_line).unwrap_or_default(),
        name: project.name.clone(),
        structure: project.structure.clone(),
        partners: partners(&project.partners),
        territory: project.territory.clone(),
        period: period(study),
        measures: measures(study),
        logos: study.programme.map(printed_logos).unwrap_or_default(),
        funding: study
            .programme
            .and_then(|programme| programme.funding.clone())
            .unwrap_or_default(),
    }
}

/// « AMI Innovation sociale 2025 ».
pub(super) fn edition_line(programme: &Programme) -> String {
    if programme.edition.is_empty() || programme.name.contains(&programme.edition) {
        return programme.name.clone();
    }
    format!("{} {}", programme.name, programme.edition)
        .trim_start()
        .to_owned()
}

/// « AMI Innovation sociale 2025 – Région Nouvelle-Aquitaine ».
fn programme_line(programme: &Programme) -> String {
    let line = edition_line(programme);
    match programme.publisher.as_str() {
        "" => line,
        publisher if line.is_empty() => publisher.to_owned(),
        publisher => format!("{line} – {publisher}"),
    }
}

fn partners(partners: &[String]) -> String {
    match few_partners(partners) {
        few if few.is_empty() => few,
        few => format!("avec {few}"),
    }
}

/// The first partners where room is scarce: « A, B, C et 6 autres partenaires ».
pub(super) fn few_partners(partners: &[String]) -> String {
    if partners.len() <= MOST_PARTNERS {
        return words::list(partners);
    }
    let named = &partners[..MOST_PARTNERS - 1];
    format!(
        "{} et {} autres partenaires",
        named.join(", "),
        partners.len() - named.len()
    )
}

/// « Projet commencé en janvier 2023 · phase de déploiement ».
fn period(study: &Study) -> String {
    let start = study.project.start.map(|start| begun(start, study.date));
    let phase = study.project.phase.map(phase);
    match (start, phase) {
        (Some(start), Some(phase)) => format!("{start} · {phase}"),
        (Some(start), None) => start,
        (None, Some(phase)) => words::capital(phase),
        (None, None) => String::new(),
    }
}

fn begun(start: NaiveDate, today: NaiveDate) -> String {
    if start > today {
        format!("Début prévu en {}", words::month(start))
    } else {
        format!("Projet commencé en {}", words::month(start))
    }
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Ideation => "phase d'idéation",
        Phase::Experimentation => "phase d'expérimentation",
        Phase::Deployment => "phase de déploiement",
        Phase::Scaling => "phase d'essaimage",
    }
}

/// « Mesures : mars 2023, avril 2024, mai 2026 »; what the team marked when nobody was asked.
fn measures(study: &Study) -> String {
    let mut found: Vec<String> = Vec::new();
    for wave in &study.figures.waves {
        if wave.answered && wave.kind == WaveKind::Measure {
            let label = wave
                .date
                .map_or_else(|| wave.horizon.label().to_lowercase(), words::month);
            if !found.contains(&label) {
                found.push(label);
            }
        }
    }
    match found.as_slice() {
        [] => marked(study),
        [one] => format!("Mesure : {one}"),
        many => format!("Mesures : {}", many.join(", ")),
    }
}

fn marked(study: &Study) -> String {
    let mut days: Vec<NaiveDate> = study
        .project
        .collective
        .iter()
        .filter_map(|mark| mark.date)
        .collect();
    days.sort_unstable();
    let mut months: Vec<String> = days.into_iter().map(words::month).collect();
    months.dedup();
    match (study.project.collective.is_empty(), months.is_empty()) {
        (true, _) => String::new(),
        (false, true) => "Cotation collective de l'équipe".to_owned(),
        (false, false) => format!("Cotation collective : {}", months.join(", ")),
    }
}

pub(super) fn printed_logos(programme: &Programme) -> Vec<Logo> {
    let with_logo = programme
        .partners
        .iter()
        .filter(|partner| partner.logo.is_some());
    let named = with_logo.zip(logos(programme));
    named
        .map(|(partner, (_, name))| Logo {
            path: format!("/images/{name}"),
            alt: alternative(partner),
        })
        .collect()
}

fn alternative(partner: &Partner) -> String {
    let own = partner.logo_alternative.clone();
    own.unwrap_or_else(|| format!("Logo : {}", partner.name))
}
