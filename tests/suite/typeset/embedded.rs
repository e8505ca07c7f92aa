//! The explicit list of embedded files against the folders it stands for.

use std::fs;
use std::path::Path;

use jalon::typeset::{FONTS, Press, TEMPLATES};

/// Paths below `folder` with `/`, sorted, without what `skip` names.
fn on_disk(folder: &Path, keep: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let Ok(entries) = fs::read_dir(&next) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let inside = path
                .strip_prefix(folder)
                .expect("below it")
                .to_string_lossy()
                .replace('\\', "/");
            if keep(&inside) {
                found.push(inside);
            }
        }
    }
    found.sort();
    found
}

#[track_caller]
fn assert_listed(listed: &[(&str, &[u8])], wanted: &[String]) {
    let mut paths: Vec<&str> = listed.iter().map(|(path, _)| *path).collect();
    paths.sort_unstable();
    let lines: String = wanted
        .iter()
        .map(|path| format!("    \"{path}\",\n"))
        .collect();
    assert_eq!(
        paths, wanted,
        "src/typeset/embedded.rs: put these lines in its list:\n{lines}"
    );
}

#[test]
fn every_template_is_embedded_and_no_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
    assert_listed(
        TEMPLATES,
        &on_disk(&folder, |path| {
            let previewed = path.starts_with("data/") || path.starts_with("images/");
            !previewed && !path.ends_with(".md") && !hidden(path)
        }),
    );
}

#[test]
fn every_font_is_embedded_and_no_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    assert_listed(
        FONTS,
        &on_disk(&folder, |path| {
            path.ends_with(".ttf") || path.ends_with(".otf")
        }),
    );
}

#[test]
fn an_override_wins_is_added_and_never_stands_for_the_data() {
    let files = |path: &str| vec![(path.to_owned(), b"#panic()".to_vec())];
    assert!(
        Press::new(&files("documents/nouveau.typ"))
            .expect("loads")
            .documents()
            .contains(&"nouveau".to_owned())
    );
    assert!(Press::new(&files("data/dossier.typ")).is_ok());
}

#[test]
fn an_override_that_cannot_be_used_is_an_error() {
    let fault = |path: &str, bytes: &[u8]| {
        Press::new(&[(path.into(), bytes.into())])
            .err()
            .expect("refused")
            .to_string()
    };
    assert_eq!(
        fault("../theme.typ", b""),
        "« ../theme.typ » n'est pas un chemin à l'intérieur du dossier des gabarits"
    );
    assert_eq!(
        fault("theme.typ", b"\xff\xfe"),
        "le gabarit « theme.typ » n'est pas un texte en UTF-8 : enregistrez-le dans cet encodage"
    );
}
