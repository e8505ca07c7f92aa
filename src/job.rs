//! Everything decided before the first answer is read: what to do, with which referential, rules and templates.

mod earlier;
mod logos;
mod nameable;
mod possible;
mod templates;
mod texts;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::assess::Rulebook;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest_or};
use crate::document::Wanted;
use crate::model::referential::Thresholds;
use crate::model::{Programme, Questionnaire, Referential, programme, questionnaire, referential};
use crate::read::{Discovery, Input, Mapping, ProjectFolder, discover};

pub use earlier::Precedent;
use earlier::Present;

/// Most bytes of a text file that people write by hand.
const MOST_TEXT: u64 = 4 * 1024 * 1024;

/// Where the day printed comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// The programme's file or the command says it.
    Chosen,
    /// Nobody does: it is another one tomorrow.
    OfToday,
}

/// What the user asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Folder of a programme or of a project.
    pub path: PathBuf,
    /// Only these projects; all when empty.
    pub only: Vec<String>,
    /// Referential in place of the shipped one.
    pub referential: Option<PathBuf>,
    /// Rules in place of the shipped ones.
    pub rules: Option<PathBuf>,
    /// Folder of templates that win over the shipped ones.
    pub templates: Option<PathBuf>,
    /// Day printed, when typed.
    pub date: Option<NaiveDate>,
    /// Today, used when neither the command nor the programme gives a day.
    pub today: NaiveDate,
    /// Which document, for which readers.
    pub wanted: Wanted,
    /// Folder of an earlier year's export, for the annual report.
    pub earlier: Option<PathBuf>,
}

/// Everything settled.
#[derive(Clone, Debug)]
pub struct Job {
    /// What stands in the folder.
    pub discovery: Discovery,
    /// What is evaluated.
    pub referential: Referential,
    /// The programme; none for a project alone.
    pub programme: Option<Programme>,
    /// Questionnaire of the programme, or the default one.
    pub questionnaire: Questionnaire,
    /// How the programme's files name their columns.
    pub mapping: Mapping,
    /// What triggers recommendations.
    pub rulebook: Rulebook,
    /// Thresholds of the run.
    pub thresholds: Thresholds,
    /// Templates of the user: (path below `templates/`, bytes).
    pub overrides: Vec<(String, Vec<u8>)>,
    /// Logos of the partners: (name below `/images`, bytes).
    pub images: Vec<(String, Vec<u8>)>,
    /// The staff's words for the annual report, by slot.
    pub texts: Vec<(String, String)>,
    /// Day printed.
    pub date: NaiveDate,
    /// Whether somebody chose that day.
    pub dated: Dated,
    /// Which document, for which readers.
    pub wanted: Wanted,
    /// What an earlier year published.
    pub earlier: Option<Precedent>,
    one_each: OnceLock<Questionnaire>,
}

impl Job {
    /// Settles a request; `None` when nothing can start, with the reason among the notes.
    pub fn new(request: &Request, notes: &mut Diagnostics) -> Option<Job> {
        let mut discovery = discover(&request.path, notes)?;
        keep_only(&mut discovery, &request.only, notes)?;
        let referential = referential_of(request, notes)?;
        let rulebook = rulebook_of(request, &referential, notes)?;
        let mut programme = match &discovery.programme {
            Some(input) => {
                let text = text(input, notes)?;
                Some(programme::parse(&text, &input.name, &referential, notes)?)
            }
            None => None,
        };
        let questionnaire = match &discovery.questionnaire {
            Some(input) => {
                questionnaire::parse(&text(input, notes)?, &input.name, &referential, notes)?
            }
            None => Questionnaire::embedded(&referential),
        };
        let mapping = mapping_of(&discovery, &questionnaire, notes)?;
        let thresholds = programme
            .as_ref()
            .and_then(|programme| programme.thresholds)
            .unwrap_or(referential.thresholds);
        let closed_on = programme.as_ref().and_then(|programme| programme.closed_on);
        let date = request.date.or(closed_on).unwrap_or(request.today);
        let present = Present {
            wanted: request.wanted,
            referential: &referential,
            programme: programme.as_ref(),
            discovery: &discovery,
            date,
        };
        let earlier = match &request.earlier {
            Some(folder) => Some(earlier::read(folder, &present, notes)?),
            None => None,
        };
        let images = logos::logos(&discovery.root, &mut programme, notes);
        let job = Job {
            overrides: templates::overrides(request.templates.as_deref(), notes)?,
            images,
            texts: texts::texts(&discovery, request.wanted, notes)?,
            discovery,
            referential,
            programme,
            questionnaire,
            mapping,
            rulebook,
            thresholds,
            date,
            dated: match request.date.or(closed_on) {
                Some(_) => Dated::Chosen,
                None => Dated::OfToday,
            },
            wanted: request.wanted,
            earlier,
            one_each: OnceLock::new(),
        };
        possible::possible(&job, notes)?;
        Some(job)
    }

    /// The questionnaire supposed of answers that name criteria only, made once.
    pub fn by_criterion(&self) -> &Questionnaire {
        self.one_each
            .get_or_init(|| Questionnaire::by_criterion(&self.referential))
    }

    /// Projects whose answers are passed over: not wanted this time, or already told to be unreadable.
    pub fn set_aside(&self, unreadable: impl Iterator<Item = bool>) -> Vec<String> {
        let folders = self.discovery.projects.iter().zip(unreadable);
        folders
            .filter(|(_, unreadable)| *unreadable)
            .map(|(folder, _)| folder.id.clone())
            .chain(self.discovery.set_aside.iter().cloned())
            .collect()
    }
}

/// The referential asked for, or the shipped one.
fn referential_of(request: &Request, notes: &mut Diagnostics) -> Option<Referential> {
    match &request.referential {
        Some(path) => {
            let text = text(&given(path), notes)?;
            referential::parse(&text, &path.display().to_string(), notes)
        }
        None => Some(Referential::embedded()),
    }
}

/// The rules asked for, or the shipped ones.
fn rulebook_of(
    request: &Request,
    referential: &Referential,
    notes: &mut Diagnostics,
) -> Option<Rulebook> {
    match &request.rules {
        Some(path) => {
            let text = text(&given(path), notes)?;
            Rulebook::parse(&text, &path.display().to_string(), referential, notes)
        }
        None => Rulebook::embedded(referential, notes),
    }
}

/// How the programme's files name their columns.
fn mapping_of(
    discovery: &Discovery,
    questionnaire: &Questionnaire,
    notes: &mut Diagnostics,
) -> Option<Mapping> {
    let Some(input) = &discovery.mapping else {
        return Some(Mapping::default());
    };
    let mapping = Mapping::parse(&text(input, notes)?, &input.name, questionnaire, notes)?;
    // With some projects only, those of the others are not known.
    let whole = discovery.set_aside.is_empty();
    let sound = !whole || mapping.speaks_of(read_with(discovery), &input.name, notes);
    sound.then_some(mapping)
}

/// The files of answers that the programme's `colonnes.toml` is about.
fn read_with(discovery: &Discovery) -> impl Iterator<Item = &Input> + Clone {
    let by_it =
        |folder: &&ProjectFolder| folder.mapping.is_none() && folder.questionnaire.is_none();
    let own = discovery.projects.iter().filter(by_it);
    let own = own.flat_map(|folder| &folder.answers);
    discovery.answers.iter().chain(own)
}

fn given(path: &Path) -> Input {
    Input::path(path.display().to_string(), path)
}

/// The text of a file that the command line names.
pub fn written_text(path: &Path, notes: &mut Diagnostics) -> Option<String> {
    text(&given(path), notes)
}

/// The text of a file written by hand, which has to be UTF-8.
pub fn text(input: &Input, notes: &mut Diagnostics) -> Option<String> {
    let bytes = match input.read_all(MOST_TEXT) {
        Ok(bytes) => bytes,
        Err(fault) => {
            notes.push(fault);
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(
            text.strip_prefix('\u{FEFF}')
                .map(str::to_owned)
                .unwrap_or(text),
        ),
        Err(error) => {
            let read = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + read.iter().filter(|&&byte| byte == b'\n').count() as u64;
            notes.push(
                Diagnostic::error("ce fichier n'est pas enregistré en UTF-8")
                    .at(Place::file(&input.name).line(line))
                    .hint("dans le Bloc-notes : « Enregistrer sous », puis « Codage : UTF-8 »"),
            );
            None
        }
    }
}

fn keep_only(discovery: &mut Discovery, only: &[String], notes: &mut Diagnostics) -> Option<()> {
    let known: Vec<String> = discovery
        .projects
        .iter()
        .map(|project| project.id.clone())
        .collect();
    let mut all_known = true;
    for wanted in only {
        if !known.contains(wanted) {
            let fault = Diagnostic::error(format!("aucun projet ne s'appelle « {wanted} »"));
            let hint = nearest_or(wanted, known.iter().map(String::as_str), || {
                format!("les projets de ce dossier sont : {}", known.join(", "))
            });
            notes.push(fault.hint(hint));
            all_known = false;
        }
    }
    if !only.is_empty() {
        let wanted = |project: &ProjectFolder| only.contains(&project.id);
        discovery.projects.retain(wanted);
        discovery.set_aside = known
            .iter()
            .filter(|id| !only.contains(id))
            .cloned()
            .collect();
    }
    if discovery.projects.is_empty() && all_known {
        notes.push(
            Diagnostic::error("le dossier « projets » ne contient aucun projet").hint(format!(
                "créez-en un avec « jalon init {} »",
                discovery.root.join("projets").join("MON-PROJET").display()
            )),
        );
    }
    (all_known && !discovery.projects.is_empty()).then_some(())
}
