//! The directory of a programme, from what its projects declare: entries in French order, each said once.

use chrono::NaiveDate;

use crate::model::collation;
use crate::model::{Programme, Project};

use super::super::case::build::NO_CONTACT;
use super::super::dossier::{Cover, Identity};
use super::super::{identity, passage, project_page, words};
use super::{Directory, Entry, index};

/// Most laureates whose pages the indexes give.
const MOST_PAGED: usize = 300;
/// Most signs of what is said of a project: two lines.
const TWO_LINES: usize = 200;

/// A laureate of the programme.
#[derive(Clone, Copy, Debug)]
pub struct Laureate<'a> {
    /// Name of its folder.
    pub id: &'a str,
    /// What it declares; `None` when its file cannot be read.
    pub project: Option<&'a Project>,
}

/// What a directory may speak of; neither answers nor figures are here.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// Every laureate, whether it has answers or not.
    pub laureates: &'a [Laureate<'a>],
    /// Day printed on the document.
    pub date: NaiveDate,
    /// First 8 hexadecimal digits of the hash of the inputs.
    pub fingerprint: &'a str,
}

/// Makes the directory.
pub fn build(source: &Source) -> Directory {
    let projects = ordered(source);
    let entries: Vec<Entry> = projects
        .iter()
        .map(|project| entry(source.programme, project))
        .collect();
    let mut unread: Vec<String> = source
        .laureates
        .iter()
        .filter(|laureate| laureate.project.is_none())
        .map(|laureate| laureate.id.to_owned())
        .collect();
    unread.sort_by_cached_key(|id| collation::key(id));
    Directory {
        identity: identity_of(source),
        cover: cover(source),
        introduction: introduction(source, entries.len()),
        territories: index::territories(&entries),
        themes: index::themes(&projects),
        names: index::names(&entries),
        numbered: is_numbered(entries.len()),
        entries,
        unread,
    }
}

fn is_numbered(laureates: usize) -> bool {
    laureates > MOST_PAGED
}

/// Projects that could be read, in French order of names; the folder settles two of the same name.
pub(super) fn ordered<'a>(source: &Source<'a>) -> Vec<&'a Project> {
    let read = source
        .laureates
        .iter()
        .filter_map(|laureate| laureate.project);
    let mut projects: Vec<&Project> = read.collect();
    projects.sort_by_cached_key(|project| (collation::key(&project.name), project.id.clone()));
    projects
}

pub(super) fn entry(programme: &Programme, project: &Project) -> Entry {
    let or = |text: &str, absent: &str| match text.trim() {
        "" => absent.to_owned(),
        text => text.to_owned(),
    };
    Entry {
        name: project.name.clone(),
        structure: or(&project.structure, "structure non renseignée"),
        territory: or(&project.territory, "territoire non renseigné"),
        themes: or(
            &project_page::themes(&project.themes),
            "aucun thème déclaré",
        ),
        cohort: project
            .cohort
            .clone()
            .unwrap_or_else(|| programme.edition.clone()),
        phase: project
            .phase
            .map(|phase| phase.label().to_owned())
            .unwrap_or_default(),
        text: text(project),
        contact: contact(project),
    }
}

/// The project's two lines, else the start of its story.
fn text(project: &Project) -> String {
    let own = project.directory.text.as_deref();
    let text = own.unwrap_or(&project.story);
    passage::fitting(&passage::paragraphs(text).join(" "), TWO_LINES)
}

/// What the project gives, unless it keeps it out of the directory.
fn contact(project: &Project) -> Vec<String> {
    if project.directory.contact_kept {
        return vec!["contact non communiqué".to_owned()];
    }
    match project.contact.as_slice() {
        [] => vec![NO_CONTACT.to_owned()],
        lines => lines.to_vec(),
    }
}

fn identity_of(source: &Source) -> Identity {
    Identity {
        title: format!(
            "Annuaire des lauréats – {}",
            identity::edition_line(source.programme)
        ),
        short: "Annuaire des lauréats".to_owned(),
        edition: "annuaire".to_owned(),
        edition_label: "annuaire".to_owned(),
        ..identity::of_programme(source.programme, source.date, source.fingerprint)
    }
}

fn cover(source: &Source) -> Cover {
    let programme = source.programme;
    Cover {
        programme: programme.publisher.clone(),
        name: identity::edition_line(programme),
        structure: laureates(source.laureates.len()),
        partners: String::new(),
        territory: String::new(),
        period: String::new(),
        measures: String::new(),
        logos: identity::printed_logos(programme),
        funding: programme.funding.clone().unwrap_or_default(),
    }
}

fn laureates(count: usize) -> String {
    words::number_of(count, "lauréat", "lauréats")
}

fn introduction(source: &Source, read: usize) -> String {
    let all = laureates(source.laureates.len());
    let mut text = format!(
        "{}, dans l'ordre alphabétique de leur nom, l'article mis à part. Chacun est présenté avec les mots et le contact \
         qu'il a donnés lui-même.",
        words::capital(&all)
    );
    if is_numbered(read) {
        text.push_str(" Ils sont numérotés : les index donnent leur numéro.");
    }
    if read < source.laureates.len() {
        text.push_str(" Ceux dont le fichier n'a pas pu être lu sont nommés à la fin de la liste.");
    }
    text
}
