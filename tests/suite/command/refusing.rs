//! Command lines that cannot be understood, folders that cannot be read or written: exit code 2, in French.

use std::fs;
use std::path::Path;

use super::setting::{jalon, snapshot};

#[test]
fn help_is_in_french() {
    let pages = [
        vec!["--help"],
        vec!["build", "-h"],
        vec!["check", "-h"],
        vec!["data", "-h"],
        vec!["export", "-h"],
        vec!["publier", "-h"],
        vec!["init", "-h"],
        vec!["rules", "-h"],
        vec!["rules", "check", "-h"],
        vec!["rules", "explain", "-h"],
        vec!["schema", "-h"],
        vec!["templates", "-h"],
        vec!["templates", "eject", "-h"],
        vec!["completions", "-h"],
    ];
    let mut all = String::new();
    for words in pages {
        let run = jalon(&words);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        all += &format!("$ jalon {}\n{}\n", words.join(" "), run.out);
    }
    snapshot("aide", &all);
}

#[test]
fn the_version_is_the_crate_s() {
    let run = jalon(["-V"]);
    assert_eq!(
        (run.code, run.out),
        (0, format!("jalon {}\n", env!("CARGO_PKG_VERSION")))
    );
}

#[test]
fn what_cannot_be_understood_is_told_with_the_way_out() {
    let lines = [
        "chekc",
        "chekc samples/ami-2025",
        "samples/ami-2025 check",
        "--document annuel samples/ami-2025",
        "check samples",
        "check samples/ami-2025/projets",
        "check samples/ami-2025/programme.toml",
        "fiche",
        "nulle-part",
        "build nulle-part",
        "build --formt json",
        "build --format xml",
        "build --edition financer",
        "build --document rapport",
        "build --edition publique",
        "check samples/ami-2025 --edition interne",
        "build samples/ami-2025 --document annuel --edition financeur",
        "build samples/ami-2025 --document annuel --projet lavoir-commun",
        "build samples/ami-2025/projets/lavoir-commun --document annuel",
        "build samples/ami-2025/projets/lavoir-commun --document annuaire",
        "data samples/ami-2025 --document fiche",
        "build samples/ami-2025 --document annuaire --edition publique",
        "build --jobs deux",
        "build --jobs",
        "build --date hier",
        "check --format json --format texte",
        "check samples/projet-fautif de-trop",
        "samples/projet-fautif de-trop",
        "check samples/ami-2025 --projet lavoir-comun",
        "data",
        "data samples/ami-2025",
        "export samples/ami-2025 --dialecte anglais",
        "export samples/ami-2025 --precision double",
        "init",
    ];
    let mut all = String::new();
    for line in lines {
        let run = jalon(line.split(' '));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{line}");
        all += &format!("$ jalon {line}\n{}\n", run.err);
    }
    snapshot("refus", &all);
}

#[test]
fn a_refused_command_line_is_told_in_the_form_that_it_asks_for() {
    let faults = [
        (
            "check --format json --formt x",
            "l'option « --formt » n'existe pas",
            "vouliez-vous dire « --format » ?",
        ),
        (
            "check --format=json --date hier",
            "« hier » ne convient pas à l'option « --date <DATE> »",
            "écrivez la date en année-mois-jour, par exemple 2026-06-30",
        ),
        (
            "chekc --format json",
            "l'option « --format » ne s'écrit pas ici",
            "elle s'écrit après « jalon build » ou « jalon check » ou « jalon export » ou « jalon publier »",
        ),
        (
            "build --format json --edition publique",
            "le document « dossier » n'a pas d'édition « publique »",
            "ses éditions sont : travail, financeur",
        ),
    ];
    for (line, message, hint) in faults {
        let run = jalon(line.split(' '));
        let told = format!(
            "{{\"gravite\":\"erreur\",\"message\":\"{message}\",\"aide\":\"{hint}\",\"occurrences\":1}}\n"
        );
        assert_eq!(
            (run.code, run.out.as_str(), run.err),
            (2, "", told),
            "{line}"
        );
    }
    let run = jalon(["check", "--format", "texte", "--formt", "json"]);
    assert_eq!(
        run.err,
        "erreur : l'option « --formt » n'existe pas\n  aide : vouliez-vous dire « --format » ?\n"
    );
}

#[test]
fn a_result_that_cannot_be_written_stops_before_anything_is_read() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("occupé");
    fs::write(&file, "un fichier").expect("written");
    let inside = file.join("dossiers");
    let run = jalon([
        "build".as_ref(),
        "samples/projet-fautif".as_ref(),
        "-o".as_ref(),
        inside.as_os_str(),
    ]);
    assert_eq!(run.code, 2);
    let shown = inside.display();
    assert_eq!(
        run.err,
        format!(
            "erreur : « {shown} » n'a pas pu être écrit : un fichier est à la place d'un dossier\n  → {shown}\n  \
             aide : choisissez un autre dossier avec « -o »\n"
        )
    );
    assert_eq!(fs::read(&file).expect("still there"), b"un fichier");
}

#[test]
fn answers_are_never_mixed_with_results() {
    // The next two would be taken for a project and for answers once they are there.
    let programme = "samples/appel-2024-2026";
    for (folder, output) in [
        ("samples/projet-fautif", "samples/projet-fautif".to_owned()),
        (programme, format!("{programme}/projets/resultats")),
        (programme, format!("{programme}/reponses/resultats/pdf")),
        (programme, format!("{programme}/textes/pdf")),
    ] {
        let run = jalon(["build", folder, "-o", &output]);
        assert_eq!(run.code, 2);
        assert_eq!(
            run.err,
            format!(
                "erreur : les résultats ne peuvent pas être écrits là où sont les réponses\n  \
                 → {output}\n  aide : choisissez un autre dossier avec « -o », par exemple -o resultats\n"
            )
        );
        assert!(folder == output || !Path::new(&output).exists());
    }
}
