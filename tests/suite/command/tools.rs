//! The verbs beside the work itself: templates copied, schemas, completions, rules checked and explained.

use std::fs;

use jalon::typeset::TEMPLATES;

use super::setting::{jalon, snapshot, tree};

#[test]
fn templates_are_copied_whole_once_and_print_the_same_pages() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("mes modèles");
    let eject = ["templates".as_ref(), "eject".as_ref(), folder.as_os_str()];
    let run = jalon(eject);
    let shown = folder.display();
    assert_eq!(
        (run.code, run.out.as_str(), run.err),
        (
            0,
            "",
            format!(
                "{} modèles copiés dans {shown}\nGardez ceux que vous modifiez, retirez les autres : ceux du programme serviront. \
                 Puis : jalon build DOSSIER --templates \"{shown}\"\n",
                TEMPLATES.len()
            )
        )
    );
    let copied: Vec<(String, Vec<u8>)> = tree(&folder)
        .into_iter()
        .map(|(path, bytes)| (path.to_str().expect("UTF-8").replace('\\', "/"), bytes))
        .collect();
    let mut shipped: Vec<(String, Vec<u8>)> = TEMPLATES
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect();
    shipped.sort();
    let mut sorted = copied;
    sorted.sort();
    assert!(sorted == shipped);
    let again = jalon(eject);
    assert_eq!(again.code, 2);
    assert!(
        again
            .err
            .ends_with(" existe déjà : rien n'a été remplacé, choisissez un autre dossier\n"),
        "{}",
        again.err
    );
    let build = |templates: &[&str], output: &str| {
        let output = place.path().join(output);
        let mut words = vec![
            "build",
            "samples/ami-2025",
            "--projet",
            "lavoir-commun",
            "--document",
            "fiche",
            "--jobs",
            "1",
            "-o",
            output.to_str().expect("UTF-8"),
        ];
        words.extend(templates);
        let run = jalon(words);
        assert_eq!(run.code, 0, "{}", run.err);
        fs::read(output.join("fiche-lavoir-commun.pdf")).expect("printed")
    };
    let own = build(&["--templates", folder.to_str().expect("UTF-8")], "a");
    assert!(own == build(&[], "b"));
}

#[test]
fn schemas_are_listed_shown_and_written() {
    let list = jalon(["schema"]);
    snapshot("schema-liste", &list.out);
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("schemas");
    let run = jalon(["schema".as_ref(), "-o".as_ref(), folder.as_os_str()]);
    assert_eq!(
        (run.code, run.err),
        (
            0,
            format!("5 descriptions écrites dans {}\n", folder.display())
        )
    );
    for line in list.out.lines() {
        let name = line.split(' ').next().expect("a name");
        let shown = jalon(["schema", &format!("{name}.toml")]);
        assert_eq!((shown.code, shown.err.as_str()), (0, ""));
        let written = fs::read_to_string(folder.join(format!("{name}.schema.json")));
        assert_eq!(shown.out, written.expect("written"), "{name}");
    }
    assert_eq!(
        jalon(["schema", "projets"]).err,
        "erreur : « projets » n'est pas un fichier décrit\n  aide : vouliez-vous dire « projet » ?\n"
    );
}

#[test]
fn every_shell_completes_every_verb_and_no_hidden_one() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = jalon(["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        for verb in [
            "build",
            "check",
            "data",
            "export",
            "publier",
            "init",
            "rules",
            "schema",
            "templates",
            "completions",
            "eject",
            "explain",
            "--document",
            "--regle",
        ] {
            assert!(
                run.out.contains(verb.trim_start_matches('-')),
                "{shell}: {verb}"
            );
        }
        for hidden in ["__worker", "__lint"] {
            assert!(!run.out.contains(hidden), "{shell}: {hidden}");
        }
    }
    assert_eq!(
        jalon(["completions", "cmd"]).err,
        "erreur : « cmd » ne convient pas à l'option « <SHELL> »\n  aide : écrivez l'une de ces valeurs : bash, elvish, fish, powershell, zsh\n"
    );
}

#[test]
fn rules_are_checked_with_their_faults_in_place() {
    let shipped = jalon(["rules", "check"]);
    assert_eq!((shipped.code, shipped.out.as_str()), (0, ""));
    snapshot("regles-livrees", &shipped.err);
    let own = jalon(["rules", "check", "src/assess/rules.toml"]);
    assert_eq!((own.code, own.err), (0, shipped.err));
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("regles.toml");
    let text = fs::read_to_string("src/assess/rules.toml").expect("the rules");
    fs::write(&file, text.replacen("severite = 3", "severite = 9", 1)).expect("written");
    let run = jalon(["rules".as_ref(), "check".as_ref(), file.as_os_str()]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err.starts_with("erreur : « severite » vaut 9"),
        "{}",
        run.err
    );
}

#[test]
fn rules_that_cannot_be_opened_are_no_faulty_rules() {
    for words in [
        vec!["rules", "check", "nulle-part.toml"],
        vec!["rules", "check", "--referentiel", "nulle-part.toml"],
    ] {
        let run = jalon(words);
        assert_eq!(
            (run.code, run.out.as_str(), run.err.as_str()),
            (
                2,
                "",
                "erreur : le fichier n'existe pas, ou a disparu pendant la lecture\n  → nulle-part.toml\n  \
                 aide : vérifiez qu'il n'a pas été déplacé, puis recommencez\n"
            )
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn data_that_find_no_room_are_told_and_a_reader_that_left_is_not() {
    let told = "erreur : la sortie n'a pas pu être écrite jusqu'au bout\n  \
                aide : vérifiez la place sur le disque et les droits du fichier, puis relancez\n";
    for words in ["schema", "schema projet", "completions bash"] {
        let run = |to: std::process::Stdio| {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_jalon"));
            let command = command.args(words.split(' ')).env("NO_COLOR", "1");
            let done = command.stdout(to).stderr(std::process::Stdio::piped());
            let done = done.spawn().expect("started");
            let done = done.wait_with_output().expect("ended");
            (
                done.status.code(),
                String::from_utf8(done.stderr).expect("UTF-8"),
            )
        };
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let full = full.expect("a disk without room");
        assert_eq!(run(full.into()), (Some(1), told.to_owned()), "{words}");
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        assert_eq!(run(writer.into()), (Some(1), String::new()), "{words}");
    }
}

#[test]
fn each_rule_says_why_it_is_found_or_not() {
    let run = jalon([
        "rules",
        "explain",
        "samples/ami-2025",
        "--projet",
        "lavoir-commun",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    snapshot("regles-lavoir", &run.out);
    let one = jalon([
        "rules",
        "explain",
        "samples/ami-2025",
        "--projet",
        "conciergerie-des-chais",
        "--regle",
        "attr-02",
    ]);
    assert_eq!(one.code, 0, "{}", one.err);
    snapshot("regle-conciergerie", &one.out);
    let unknown = jalon(["rules", "explain", "samples/ami-2025", "--regle", "ATR-02"]);
    assert_eq!(
        (unknown.code, unknown.err.as_str()),
        (
            2,
            "erreur : la règle « ATR-02 » n'existe pas\n  aide : vouliez-vous dire « ATTR-02 » ?\n"
        )
    );
}
