//! The folder that `jalon init` makes: what a project has to fill in, ready to copy.

use std::path::{Path, PathBuf};

use super::{OutputFault, write_whole};
use crate::model::Questionnaire;

/// Byte order mark: without it a French Excel misreads accents.
const MARK: &str = "\u{FEFF}";

/// Makes a folder to fill in, in the form of a questionnaire; nothing that exists is ever replaced.
pub fn new_project(
    folder: &Path,
    questionnaire: &Questionnaire,
) -> Result<Vec<PathBuf>, OutputFault> {
    let files: Vec<(&str, String)> = vec![
        ("projet.toml", include_str!("init/projet.toml").to_owned()),
        (
            "questionnaire.toml",
            include_str!("../model/questionnaire.toml").to_owned(),
        ),
        ("reponses.csv", headings(questionnaire)),
        ("LISEZMOI.txt", format!("{MARK}{}", notice(questionnaire))),
        (
            "paroles.csv",
            format!("{MARK}{}", include_str!("init/paroles.csv")),
        ),
        (
            "noms-a-masquer.txt",
            include_str!("init/noms-a-masquer.txt").to_owned(),
        ),
        (
            "indicateurs.csv",
            format!("{MARK}{}", include_str!("init/indicateurs.csv")),
        ),
        (
            "cotations.csv",
            format!("{MARK}{}", include_str!("init/cotations.csv")),
        ),
    ];
    let files: Vec<(&str, Vec<u8>)> = files
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()))
        .collect();
    write_new(folder, &files)
}

/// Writes files into a folder, made when there is none; when one of them exists already nothing is written at all.
pub fn write_new(folder: &Path, files: &[(&str, Vec<u8>)]) -> Result<Vec<PathBuf>, OutputFault> {
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(OutputFault::Exists {
            path: folder.join(name),
        });
    }
    let mut made = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        let within = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(within).map_err(|error| OutputFault::from_io(within, error))?;
        write_whole(&path, bytes)?;
        made.push(path);
    }
    Ok(made)
}

/// What to do, and what each column of the answers asks: a spreadsheet shows codes alone.
fn notice(questionnaire: &Questionnaire) -> String {
    let mut text = include_str!("init/LISEZMOI.txt").to_owned();
    for item in &questionnaire.items {
        let groups = item.groups.iter();
        let groups: Vec<&str> = groups
            .map(|group| questionnaire.groups[group.at()].id.as_str())
            .collect();
        text += &format!(
            "{}  {}\n      à : {}\n",
            item.id,
            item.label,
            groups.join(", ")
        );
        let scale = &questionnaire.scales[item.scale];
        let levels = (scale.lowest..).zip(&scale.levels);
        let levels = levels.filter(|(_, label)| !label.is_empty());
        let levels: Vec<String> = levels
            .map(|(mark, label)| format!("{mark} {label}"))
            .collect();
        text += &format!("      {}\n", levels.join(" · "));
    }
    text.replace('\n', "\r\n")
}

/// The heading row of a wide table, one column a question, as a French Excel writes it.
fn headings(questionnaire: &Questionnaire) -> String {
    let mut row = vec!["repondant", "suivi", "groupe", "vague", "date"];
    row.extend(questionnaire.items.iter().map(|item| item.id.as_str()));
    format!("{MARK}{}\r\n", row.join(";"))
}
