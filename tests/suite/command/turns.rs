//! Projects studied each in its turn, or all read first because of a file above them: the same of each.

use std::fs;
use std::path::Path;

use jalon::diagnostic::Diagnostics;
use jalon::document::{Edition, ProjectDocument, Wanted};
use jalon::job::Job;
use jalon::{Studied, Studies};

use super::setting::{copy, request, sample};

/// Every project of a folder, and what was told, in order of message.
fn studied(folder: &Path) -> (Vec<Studied>, Vec<String>) {
    let mut notes = Diagnostics::new();
    let request = request(
        folder.to_owned(),
        Wanted::EachProject(ProjectDocument::Dossier, Edition::Working),
    );
    let job = Job::new(&request, &mut notes).expect("a job");
    let mut studies = Studies::new(&job);
    let all = studies.by_ref().collect();
    studies.tell(&mut notes);
    let mut told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    told.sort();
    (all, told)
}

#[test]
fn projects_studied_in_turn_say_what_they_say_together() {
    let place = tempfile::tempdir().expect("a folder");
    copy(&sample("ami-2025"), place.path());
    fs::remove_dir_all(place.path().join("reponses")).expect("removed");
    copy(
        &sample("projet-fautif"),
        &place.path().join("projets/fautif"),
    );
    let (in_turn, told) = studied(place.path());
    let common = place.path().join("reponses");
    fs::create_dir(&common).expect("made");
    let headings = "projet,repondant,groupe,date,vague,item,reponse\n";
    fs::write(common.join("vide.csv"), headings).expect("written");
    let (together, mut told_together) = studied(place.path());
    assert_eq!(in_turn.len(), 8);
    assert!(in_turn.iter().any(|studied| studied.found.is_none()));
    for (one, other) in in_turn.iter().zip(&together) {
        assert_eq!(format!("{one:#?}"), format!("{other:#?}"));
    }
    let of_empty = |line: &String| line.contains("reponses/vide.csv");
    assert_eq!(
        told_together.iter().filter(|line| of_empty(line)).count(),
        1
    );
    told_together.retain(|line| !of_empty(line));
    assert_eq!(told, told_together);
}
