//! A logo that cannot be printed is told, and stops no document; nor does a sign that one of the fonts has not.

use std::fs;
use std::path::Path;

use super::setting::{Run, copy, jalon, sample};

const FAULT: &str = "erreur : le logo de « Fondation des Trois-Rivières (fictive) » ne s'imprime pas (fichier illisible, \
                     ou image liée introuvable) : les documents paraissent sans lui\n  → logos/trois-rivieres.svg\n  aide : \
                     enregistrez-le en PNG, ou en SVG qui ne renvoie à aucun autre fichier\n";

fn built(folder: &Path, output: &Path) -> Run {
    jalon([
        "build".as_ref(),
        folder.as_os_str(),
        "--projet".as_ref(),
        "lavoir-commun".as_ref(),
        "-o".as_ref(),
        output.as_os_str(),
    ])
}

#[test]
fn a_logo_that_cannot_be_printed_is_told_and_the_dossier_made_without_it() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("ami");
    copy(&sample("ami-2025"), &folder);
    let linked = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>"#;
    for bytes in ["pas un dessin", linked] {
        fs::write(folder.join("logos/trois-rivieres.svg"), bytes).expect("written");
        let output = place.path().join("dossiers");
        let run = built(&folder, &output);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.starts_with(FAULT), "{}", run.err);
        assert!(output.join("lavoir-commun.pdf").exists());
        let checked = jalon(["check".as_ref(), folder.as_os_str()]);
        assert!(
            checked.code == 1 && checked.err.contains(FAULT),
            "{}",
            checked.err
        );
    }
}

#[test]
fn a_logo_that_is_not_there_is_told_once_and_the_dossier_made_without_it() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("ami");
    copy(&sample("ami-2025"), &folder);
    fs::remove_file(folder.join("logos/trois-rivieres.svg")).expect("gone");
    let output = place.path().join("dossiers");
    let run = built(&folder, &output);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(
        run.err
            .matches(
                "erreur : le fichier n'existe pas, ou a disparu pendant la lecture\n  → logos/trois-rivieres.svg\n  \
                 aide : vérifiez le nom de l'image dans programme.toml (logo = …) : les documents paraissent sans elle\n"
            )
            .count(),
        1,
        "{}",
        run.err
    );
    assert!(output.join("lavoir-commun.pdf").exists());
}

#[test]
fn signs_that_no_font_draws_are_replaced_and_told_wherever_they_stand() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("ami");
    copy(&sample("ami-2025"), &folder);
    let file = folder.join("projets/lavoir-commun/projet.toml");
    let text = fs::read_to_string(&file).expect("there");
    // Drawn by the face of the text and not by that of the titles; drawn by none.
    let changed = text.replacen("nom = \"", "nom = \"● ☂ ", 1);
    assert!(text != changed);
    fs::write(&file, changed).expect("written");
    let output = place.path().join("dossiers");
    let run = built(&folder, &output);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.starts_with(
            "avertissement : lavoir-commun : des signes que les polices ne dessinent pas sont remplacés par □ (U+2602)\n  aide : \
             remplacez-les dans les textes du projet\n"
        ),
        "{}",
        run.err
    );
    assert!(output.join("lavoir-commun.pdf").exists());
}
