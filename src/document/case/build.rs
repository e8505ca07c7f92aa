//! The case sheet of one study: the editor's texts in their places, the figures around them.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::case::{CaseTexts, Written};
use crate::model::project::{MarkerState, QuoteOrigin};

use super::super::dossier::Identity;
use super::super::essential::{key_figures, standing};
use super::super::figure::MarkerToken;
use super::super::parts::Term;
use super::super::results::{Results, results};
use super::super::{Study, advice_page, conditions, identity, passage, project_page, words};
use super::text::{PRESENTATION, QUESTION, SUMMARY, SYNTHESIS, TextSlot};
use super::{CaseHead, CaseSheet, Slot, WritingAid, aid, caution, changes, extra, lever, quote};

/// Said of a project that gives no contact: a false one is never made up.
pub(in crate::document) const NO_CONTACT: &str = "contact non renseigné";

/// Makes the sheet. Texts that do not fit were refused before; those that are missing give way to a prompt.
pub fn build(study: &Study) -> CaseSheet {
    let none = CaseTexts::default();
    let texts = study.project.case.as_ref().unwrap_or(&none);
    let found = results(study);
    let basis = standing::basis(study);
    let cover = identity::cover(study);
    let cautions = caution::cautions(study);
    let (markers, markers_count) = markers(study);
    CaseSheet {
        identity: identity_of(study, texts),
        head: head(study, texts, cover.programme),
        presentation: slot(texts, &PRESENTATION),
        synthesis: slot(texts, &SYNTHESIS),
        facts: facts(study),
        markers,
        markers_count,
        figures: key_figures::four(study, &found, &basis),
        levers: lever::levers(study, texts),
        changes: changes::build(study, &found),
        no_caution: match cautions.is_empty() {
            true => no_caution(study),
            false => String::new(),
        },
        cautions,
        needs: texts
            .needs
            .iter()
            .map(|need| one_line(&need.text))
            .collect(),
        summary: slot(texts, &SUMMARY),
        conditions: format!(
            "{}. {}.",
            conditions::conditions_sentence(study),
            conditions::evidence_sentence(study)
        ),
        limits: limits(study),
        contacts: contacts(study),
        sources: sources(study, texts),
        link: extra::link(texts),
        photo: extra::photo(texts),
        logos: cover.logos,
        funding: cover.funding,
        aid: aid(study, texts, &found),
    }
}

/// A draft carries its mark on every page; a sheet that was read says by whom and when.
fn identity_of(study: &Study, texts: &CaseTexts) -> Identity {
    let read = texts.validation.as_ref();
    let (edition, label) = match read.and_then(|read| Some((read.reader.as_ref()?, read.read_on?)))
    {
        Some((reader, day)) => (
            "validee",
            format!("relue par {} le {}", one_line(reader), words::day(day)),
        ),
        None => ("travail", "projet de fiche – à valider".to_owned()),
    };
    Identity {
        title: format!("Fiche – {}", study.project.name),
        edition: edition.to_owned(),
        edition_label: label,
        ..identity::identity(study)
    }
}

fn head(study: &Study, texts: &CaseTexts, programme: String) -> CaseHead {
    let (key, theme) = theme(study, texts);
    CaseHead {
        theme_key: key,
        theme,
        programme,
        question: slot(texts, &QUESTION),
        name: study.project.name.clone(),
        structure: study.project.structure.clone(),
    }
}

/// The editor's theme, else the first the project declares.
fn theme(study: &Study, texts: &CaseTexts) -> (String, String) {
    let written = texts.theme.as_ref().map(|theme| one_line(&theme.text));
    let declared = || study.project.themes.first().cloned();
    let Some(theme) = written.or_else(declared) else {
        return (
            "libre".to_owned(),
            "Innovation sociale et travail".to_owned(),
        );
    };
    match theme.to_lowercase().as_str() {
        key @ ("attractivite" | "sens" | "transition") => {
            let label = project_page::themes(&[key.to_owned()]);
            (key.to_owned(), words::capital(&label))
        }
        _ => ("libre".to_owned(), words::capital(&theme)),
    }
}

fn slot(texts: &CaseTexts, slot: &TextSlot) -> Slot {
    written((slot.of)(texts), || slot.invitation())
}

/// The text, or the prompt.
pub(super) fn written(text: Option<&Written>, prompt: impl FnOnce() -> String) -> Slot {
    match text {
        Some(text) => Slot::Written {
            paragraphs: passage::paragraphs(&text.text),
        },
        None => Slot::Missing { prompt: prompt() },
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The column at the side; what is not known has no line.
fn facts(study: &Study) -> Vec<Term> {
    let project = study.project;
    let phase = project.phase.map(|phase| words::capital(phase.label()));
    let facts = [
        ("Structure", project.structure.clone()),
        ("Partenaires", identity::few_partners(&project.partners)),
        ("Territoire", project.territory.clone()),
        (
            "Personnes invitées à répondre",
            project_page::invited(study),
        ),
        (
            "Début",
            project
                .start
                .map(words::month)
                .map(|month| words::capital(&month))
                .unwrap_or_default(),
        ),
        ("Phase", phase.unwrap_or_default()),
    ];
    Term::told(facts)
}

/// Markers declared present or partial; the others are counted.
fn markers(study: &Study) -> (Vec<MarkerToken>, String) {
    let Some(strip) = project_page::markers(study) else {
        return (Vec::new(), String::new());
    };
    let all = study.referential.markers.len();
    let declared = |state: MarkerState| {
        let of = study
            .project
            .markers
            .iter()
            .filter(|marker| marker.state == state);
        words::size(of.count())
    };
    let shown = strip.tokens.into_iter();
    let shown = shown.filter(|token| token.state == "present" || token.state == "partial");
    let count = format!(
        "{} et {}, sur {all}",
        project_page::marked(declared(MarkerState::Present), "présent", "présents"),
        project_page::marked(declared(MarkerState::Partial), "partiel", "partiels"),
    );
    (shown.collect(), count)
}

fn no_caution(study: &Study) -> String {
    match standing::basis(study) {
        standing::Basis::Declared => {
            "Aucun résultat n'est publié : rien ne permet de dire ce qui a demandé vigilance.".to_owned()
        }
        _ => "Aucune règle de vigilance n'est déclenchée par ce qui est publié ; cela ne veut pas dire que tout va bien."
            .to_owned(),
    }
}

fn limits(study: &Study) -> String {
    let figures =
        "Les chiffres viennent du dossier d'évaluation du projet, qui dit comment ils sont faits.";
    match study.figures.measures().count() {
        0 => "Cette fiche raconte un projet ; elle ne mesure pas ses effets.".to_owned(),
        1 => format!("{figures} Ils décrivent un moment ; ils ne mesurent pas d'effet."),
        _ => format!(
            "{figures} Ils décrivent ce qui a changé pendant le projet ; ils ne disent pas que le projet en est la cause."
        ),
    }
}

/// The project's own lines, or that there are none; then the programme's contacts.
fn contacts(study: &Study) -> Vec<Term> {
    let lines = &study.project.contact;
    let own = match lines.split_first() {
        Some((first, rest)) => Term {
            word: first.clone(),
            text: rest.join(" · "),
        },
        None => Term {
            word: study.project.structure.clone(),
            text: NO_CONTACT.to_owned(),
        },
    };
    let programme = study
        .programme
        .iter()
        .flat_map(|programme| &programme.contacts);
    std::iter::once(own)
        .chain(programme.map(advice_page::contact))
        .collect()
}

/// The survey and its days, the team's marks, interviews, what the editor names, the fingerprint.
fn sources(study: &Study, texts: &CaseTexts) -> Vec<String> {
    let mut found = Vec::new();
    let survey = identity::cover(study).measures;
    if !survey.is_empty() {
        found.push(format!("Dossier d'évaluation du projet. {survey}."));
    }
    let cited = quote::of_levers(study, texts);
    let quoted: BTreeSet<NaiveDate> = cited
        .into_iter()
        .filter_map(|cited| cited?.ok())
        .filter(|cited| cited.quote.origin == QuoteOrigin::Interview)
        .filter_map(|cited| cited.quote.read_on)
        .collect();
    if let Some(last) = quoted.last() {
        found.push(format!(
            "Entretiens relus et acceptés par les personnes, {}.",
            words::month(*last)
        ));
    }
    found.extend(texts.sources.iter().map(|source| one_line(&source.text)));
    found.push(format!(
        "Référentiel : version {} ; empreinte des données : {}.",
        study.referential.version, study.fingerprint
    ));
    found
}

/// The page for whoever writes, as long as a text is missing.
fn aid(study: &Study, texts: &CaseTexts, found: &Results) -> Option<WritingAid> {
    let slots = super::text::SLOTS.iter();
    let written = slots.into_iter().all(|slot| (slot.of)(texts).is_some());
    let levers = texts.levers.len() >= super::text::LEAST_LEVERS
        && texts
            .levers
            .iter()
            .all(|lever| lever.title.is_some() && lever.text.is_some());
    (!written || !levers).then(|| aid::build(study, found))
}
