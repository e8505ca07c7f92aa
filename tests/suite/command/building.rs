//! `jalon build`: whole files, a manifest that tells all, and nothing else touched.

use std::path::Path;

use jalon::output::{Entry, LeftOut, Manifest, Sheet, fingerprint};

use super::setting::{copy, jalon, sample, tree};

/// A programme of two sound projects and a faulty one, in a folder with spaces and accents.
fn programme(place: &Path) -> std::path::PathBuf {
    let root = place.join("Été – mes réponses d'essai");
    let projects = root.join("projets");
    for id in ["lavoir-commun", "ferme-ecole-du-bocage"] {
        let from = sample("ami-2025/projets").join(id);
        copy(&from, &projects.join(id));
    }
    copy(&sample("projet-fautif"), &projects.join("projet-fautif"));
    std::fs::write(
        root.join("programme.toml"),
        "nom = \"Essai\"\nedition = \"2025\"\narrete_le = 2026-06-30\n",
    )
    .expect("written");
    root
}

fn build(root: &Path, output: &Path, jobs: &str) -> super::setting::Run {
    jalon([
        "build".as_ref(),
        root.as_os_str(),
        "-o".as_ref(),
        output.as_os_str(),
        "--jobs".as_ref(),
        jobs.as_ref(),
    ])
}

#[test]
fn a_faulty_project_is_left_out_and_named_and_the_others_are_printed_whole() {
    let place = tempfile::tempdir().expect("a folder");
    let root = programme(place.path());
    let output = place.path().join("dossiers imprimés");
    let inputs = tree(&root);
    let run = build(&root, &output, "1");
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    assert!(inputs == tree(&root), "build touched its inputs");

    let files = tree(&output);
    let names: Vec<&str> = files.keys().filter_map(|path| path.to_str()).collect();
    assert_eq!(
        names,
        [
            "ferme-ecole-du-bocage.pdf",
            "lavoir-commun.pdf",
            "manifeste.json"
        ]
    );
    let sheets: Vec<Sheet> = names[..2]
        .iter()
        .map(|name| {
            let bytes = &files[Path::new(name)];
            let document = lopdf::Document::load_mem(bytes).expect("a PDF");
            Sheet {
                file: (*name).to_owned(),
                sha256: fingerprint(bytes),
                pages: Some(document.get_pages().len()),
                bytes: bytes.len(),
            }
        })
        .collect();
    let told: Vec<String> = sheets
        .iter()
        .map(|sheet| {
            format!(
                "  {} ({} pages)\n",
                sheet.file,
                sheet.pages.expect("a document has pages")
            )
        })
        .collect();
    let end = format!(
        "2 dossiers composés dans {}\n{}Laissés de côté :\n  projet-fautif : ses fichiers contiennent des erreurs\n",
        output.display(),
        told.concat()
    );
    assert!(run.err.ends_with(&end), "{}", run.err);

    let manifest: Manifest =
        serde_json::from_slice(&files[Path::new("manifeste.json")]).expect("a manifest");
    let entries = inputs.iter().map(|(path, bytes)| Entry {
        path: path.display().to_string(),
        sha256: fingerprint(bytes),
    });
    let mut expected = Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        date_arrete: "2026-06-30".to_owned(),
        notice: None,
        entries: entries.collect(),
        sheets,
        left_out: vec![LeftOut {
            project: "projet-fautif".to_owned(),
            reason: "ses fichiers contiennent des erreurs".to_owned(),
        }],
    };
    expected.entries.sort();
    assert_eq!(manifest, expected);
}

#[test]
fn one_worker_or_two_and_twice_the_same_give_the_same_bytes() {
    let place = tempfile::tempdir().expect("a folder");
    let root = programme(place.path());
    let outputs = ["1", "2", "2"].iter().enumerate().map(|(run, jobs)| {
        let output = place.path().join(format!("sortie-{run}"));
        build(&root, &output, jobs);
        tree(&output)
    });
    let outputs: Vec<_> = outputs.collect();
    assert_eq!(outputs[0].len(), 3);
    assert!(outputs[0] == outputs[1], "one worker and two differ");
    assert!(outputs[1] == outputs[2], "two runs differ");
}

#[test]
fn a_folder_dropped_on_the_program_is_checked_then_built_into_its_own_dossiers() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("lavoir-commun");
    copy(&sample("ami-2025/projets/lavoir-commun"), &folder);
    let before = tree(&folder);
    let run = jalon([folder.as_os_str()]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut lines = run.err.lines();
    let told = lines.next().expect("what was read");
    assert!(told.starts_with("lavoir-commun : "), "{told}");
    let made = format!("1 dossier composé dans {}/dossiers", folder.display());
    assert_eq!(lines.next(), Some(made.as_str()));
    let mut after = tree(&folder);
    assert!(
        after
            .remove(Path::new("dossiers/lavoir-commun.pdf"))
            .is_some()
    );
    assert!(after.remove(Path::new("dossiers/manifeste.json")).is_some());
    assert!(before == after, "the project's own files changed");

    // What was written is not read the next time.
    let again = jalon(["check".as_ref(), folder.as_os_str()]);
    assert_eq!((again.code, again.err.trim_end()), (0, told));
}

#[test]
fn the_annual_report_is_printed_and_names_the_project_left_out() {
    let place = tempfile::tempdir().expect("a folder");
    let root = programme(place.path());
    let output = place.path().join("rapport");
    let words = ["build", "--document", "annuel", "-o"];
    let run = jalon(
        words
            .map(std::ffi::OsStr::new)
            .into_iter()
            .chain([output.as_os_str(), root.as_os_str()]),
    );
    assert_eq!(run.code, 1, "{}", run.err);
    let files = tree(&output);
    let names: Vec<&str> = files.keys().filter_map(|path| path.to_str()).collect();
    assert_eq!(
        names,
        [
            "manifeste.json",
            "rapport-annuel-2025-projets.pdf",
            "rapport-annuel-2025.pdf"
        ]
    );
    let end = "Laissés de côté :\n  projet-fautif : ses fichiers contiennent des erreurs\n";
    assert!(run.err.ends_with(end), "{}", run.err);
    let told = super::setting::data_of_faulty(&root, "annuel");
    assert!(
        told.contains("\"projet-fautif\""),
        "not named in the report"
    );
}
