//! Files on the disk: whole or not at all, inside one folder, under names that never collide; and what the manifest says of them.

use std::fs;
use std::path::Path;

use jalon::output::{
    Entry, Folder, LeftOut, Manifest, OutputFault, Sheet, file_name, file_names, fingerprint,
    replace_whole, write_whole,
};
use proptest::prelude::*;

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_replaced_in_one_step_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier é.pdf");
    write_whole(&path, b"un").expect("written");
    write_whole(&path, b"deux").expect("written");
    assert_eq!(fs::read(&path).expect("there"), b"deux");
    assert_eq!(names_in(folder.path()), ["dossier é.pdf"]);
}

#[test]
fn a_file_that_cannot_be_placed_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dossier.pdf");
    fs::create_dir_all(path.join("occupé")).expect("a folder in its place");
    assert!(write_whole(&path, b"un").is_err());
    assert_eq!(names_in(folder.path()), ["dossier.pdf"]);
}

#[test]
fn a_file_is_replaced_only_as_it_was_read_and_by_one_program_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("registre.json");
    let replace = |seen: Option<&'static [u8]>, bytes: &[u8]| {
        let done = replace_whole(&path, |held| held == seen, bytes);
        done.map_err(|fault| fault.to_string())
    };
    assert_eq!(replace(None, b"un"), Ok(()));
    assert_eq!(replace(Some(b"un"), b"deux"), Ok(()));
    let changed = format!(
        "« {} » a changé depuis qu'il a été lu : une autre édition vient d'être enregistrée ; relancez, pour que celle-ci soit comparée à elle",
        path.display()
    );
    assert_eq!(replace(None, b"trois"), Err(changed.clone()));
    assert_eq!(replace(Some(b"un"), b"trois"), Err(changed));
    assert_eq!(names_in(folder.path()), ["registre.json"]);
    let lock = folder.path().join("registre.json.verrou");
    fs::write(&lock, "").expect("written");
    let held = format!(
        "une autre publication est en cours : attendez sa fin, puis relancez ; s'il n'y en a pas, supprimez « {} »",
        lock.display()
    );
    assert_eq!(replace(Some(b"deux"), b"trois"), Err(held));
    assert_eq!(fs::read(&path).expect("there"), b"deux");
    assert!(lock.is_file(), "the other program's");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_french() {
    let fault = write_whole(Path::new("/dev/full/x"), b"un").expect_err("no folder");
    assert!(
        fault
            .to_string()
            .starts_with("« /dev/full/x » n'a pas pu être écrit : "),
        "{fault}"
    );
    let full = OutputFault::Full {
        path: "x.pdf".into(),
    };
    assert_eq!(
        full.to_string(),
        "plus de place sur le disque pour « x.pdf » : libérez-en, puis relancez"
    );
}

#[cfg(unix)]
#[test]
fn a_result_is_readable_by_others_as_the_user_settings_say() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (result, plain) = (folder.path().join("a.pdf"), folder.path().join("b"));
    write_whole(&result, b"un").expect("written");
    fs::write(&plain, b"un").expect("written");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode();
    assert_eq!(mode(&result), mode(&plain));
}

#[test]
fn nothing_is_written_outside_the_folder() {
    let top = tempfile::tempdir().expect("a folder");
    let folder = Folder::open(&top.path().join("dossiers")).expect("made");
    for path in ["../x.pdf", "a/../../x.pdf", "/tmp/x.pdf", "", ".."] {
        let fault = folder.write(Path::new(path), b"un").expect_err("outside");
        assert_eq!(
            fault.to_string(),
            format!("« {path} » sort du dossier des résultats : rien n'y est écrit")
        );
    }
    assert_eq!(names_in(top.path()), ["dossiers"]);
    let path = folder
        .write(Path::new("lyon/dossier.pdf"), b"un")
        .expect("inside");
    assert_eq!(path, folder.root().join("lyon").join("dossier.pdf"));
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let top = tempfile::tempdir().expect("a folder");
    let folder = Folder::open(&top.path().join("dossiers")).expect("made");
    fs::create_dir(top.path().join("ailleurs")).expect("made");
    std::os::unix::fs::symlink("../ailleurs", folder.root().join("lien")).expect("linked");
    for path in ["lien/x.pdf", "lien/sous/x.pdf"] {
        assert!(matches!(
            folder.write(Path::new(path), b"un"),
            Err(OutputFault::Outside { .. })
        ));
    }
    assert_eq!(names_in(&top.path().join("ailleurs")), Vec::<String>::new());
}

#[test]
fn names_are_readable_and_safe_everywhere() {
    for (ident, name) in [
        ("lyon-2025", "lyon-2025"),
        ("Écoles & œuvres d'été", "Ecoles-oeuvres-d-ete"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "_con"),
        ("COM1.txt", "_COM1.txt"),
        ("projet.", "projet"),
        ("a:b*c?", "a-b-c"),
    ] {
        assert_eq!(file_name(ident).expect("a name"), name);
    }
    assert_eq!(
        file_name("…").expect_err("nothing left").to_string(),
        "l'identifiant « … » ne peut pas nommer un fichier : donnez-lui au moins une lettre ou un chiffre"
    );
}

#[test]
fn two_identifiers_for_one_file_have_no_name_and_the_others_keep_theirs() {
    let names = file_names(["été", "b", "Ete", "…"]);
    assert_eq!(names.all, [None, Some("b".to_owned()), None, None]);
    let messages: Vec<String> = names.faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "« été » et « Ete » donneraient le même fichier « Ete » : changez l'un des deux identifiants",
            "l'identifiant « … » ne peut pas nommer un fichier : donnez-lui au moins une lettre ou un chiffre"
        ]
    );
}

proptest! {
    #[test]
    fn any_name_is_plain_and_short(ident in any::<String>()) {
        if let Ok(name) = file_name(&ident) {
            prop_assert!(name.len() <= 81 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)));
            prop_assert!(!name.ends_with('.') && !name.starts_with('.'));
            prop_assert_eq!(file_name(&name).expect("still a name"), name);
        }
    }
}

#[test]
fn the_manifest_depends_on_its_content_alone() {
    let entry = |path: &str| Entry {
        path: path.into(),
        sha256: fingerprint(b""),
    };
    let mut manifest = Manifest {
        version: "0.1.0".into(),
        date_arrete: "2025-12-31".into(),
        notice: None,
        entries: vec![entry("b.csv"), entry("a.csv"), entry("b.csv")],
        sheets: vec![Sheet {
            file: "lyon.pdf".into(),
            sha256: fingerprint(b"pdf"),
            pages: Some(12),
            bytes: 3,
        }],
        left_out: vec![LeftOut {
            project: "paris".into(),
            reason: "aucune réponse".into(),
        }],
    };
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let pdf = fingerprint(b"pdf");
    let wanted = format!(
        "{{\n  \"version\": \"0.1.0\",\n  \"date_arrete\": \"2025-12-31\",\n  \"entrees\": [\n    {{\n      \"chemin\": \"a.csv\",\n      \
         \"sha256\": \"{empty}\"\n    }},\n    {{\n      \"chemin\": \"b.csv\",\n      \"sha256\": \"{empty}\"\n    }}\n  ],\n  \
         \"sorties\": [\n    {{\n      \"fichier\": \"lyon.pdf\",\n      \"sha256\": \"{pdf}\",\n      \"pages\": 12,\n      \"octets\": 3\n    \
         }}\n  ],\n  \"laisses_de_cote\": [\n    {{\n      \"projet\": \"paris\",\n      \"raison\": \"aucune réponse\"\n    }}\n  ]\n}}\n"
    );
    assert_eq!(
        String::from_utf8(manifest.to_bytes()).expect("text"),
        wanted
    );
    manifest.entries.reverse();
    assert_eq!(
        String::from_utf8(manifest.to_bytes()).expect("text"),
        wanted
    );
}

#[test]
fn a_path_is_told_without_the_mark_of_windows() {
    let told = |path: &str| OutputFault::Busy { path: path.into() }.to_string();
    assert_eq!(
        told(r"\\?\C:\Dossiers été\a.pdf"),
        r"« C:\Dossiers été\a.pdf » est ouvert dans un autre logiciel : fermez-le, puis relancez"
    );
    assert_eq!(
        told(r"\\?\UNC\serveur\partage\a.pdf"),
        r"« \\serveur\partage\a.pdf » est ouvert dans un autre logiciel : fermez-le, puis relancez"
    );
}
