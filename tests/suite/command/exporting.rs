//! `jalon export`: whole tables, the same numbers as on paper, nothing that is kept back, and nothing else touched.

use std::collections::BTreeMap;
use std::path::Path;

use jalon::output::{LeftOut, Manifest, Sheet, fingerprint};

use super::setting::{Run, copy, jalon, sample, snapshot, tree};

/// Runs `jalon export` with some options.
fn export(root: &Path, output: &Path, options: &[&str]) -> Run {
    let mut words = vec![
        "export".as_ref(),
        root.as_os_str(),
        "-o".as_ref(),
        output.as_os_str(),
    ];
    words.extend(options.iter().map(std::ffi::OsStr::new));
    jalon(words)
}

/// Each row of a CSV file by its headings.
pub fn rows(bytes: &[u8], delimiter: u8) -> Vec<BTreeMap<String, String>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(bytes);
    let found = reader.deserialize().map(|row| row.expect("a whole row"));
    found.collect()
}

/// The files of an export of a sample.
pub fn exported(path: &str, options: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let place = tempfile::tempdir().expect("a folder");
    let output = place.path().join("chiffres");
    let run = export(&sample(path), &output, options);
    assert_eq!(run.code, 0, "{}", run.err);
    let files = tree(&output).into_iter();
    files
        .map(|(path, bytes)| (path.display().to_string(), bytes))
        .collect()
}

#[test]
fn a_faulty_project_is_left_out_and_named_and_the_others_are_exported_whole() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("Été – mes réponses d'essai");
    let projects = root.join("projets");
    let sound = "navettes-du-marais";
    copy(
        &sample("ami-2025/projets").join(sound),
        &projects.join(sound),
    );
    copy(&sample("projet-fautif"), &projects.join("projet-fautif"));
    std::fs::write(
        root.join("programme.toml"),
        "nom = \"Essai\"\narrete_le = 2026-06-30\n",
    )
    .expect("written");
    let (inputs, output) = (tree(&root), place.path().join("chiffres publiés"));
    let run = export(&root, &output, &[]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    let end = format!(
        "5 tableaux écrits dans {}\n  chiffres.csv\n  changements.csv\n  participation.csv\n  conditions.csv\n  \
         chiffres.json\nLaissés de côté :\n  projet-fautif : ses fichiers contiennent des erreurs\n",
        output.display()
    );
    assert!(run.err.ends_with(&end), "{}", run.err);
    assert!(inputs == tree(&root), "export touched its inputs");

    let mut files = tree(&output);
    let manifest = files
        .remove(Path::new("manifeste-chiffres.json"))
        .expect("a manifest");
    let manifest: Manifest = serde_json::from_slice(&manifest).expect("a manifest");
    let sheets = files.iter().map(|(path, bytes)| Sheet {
        file: path.display().to_string(),
        sha256: fingerprint(bytes),
        pages: None,
        bytes: bytes.len(),
    });
    assert_eq!(manifest.sheets, sheets.collect::<Vec<_>>());
    let left_out = LeftOut {
        project: "projet-fautif".to_owned(),
        reason: "ses fichiers contiennent des erreurs".to_owned(),
    };
    assert_eq!(manifest.left_out, [left_out]);
    let told: serde_json::Value =
        serde_json::from_slice(&files[Path::new("chiffres.json")]).expect("JSON");
    assert_eq!(
        told["laisses_de_cote"],
        serde_json::json!([{ "projet": "projet-fautif", "raison": "ses fichiers contiennent des erreurs" }])
    );
    assert_eq!(told["date_arrete"], "2026-06-30");
    assert_eq!(told["precision"], "imprimee");
}

#[test]
fn the_tables_of_a_project_read_as_agreed() {
    let files = exported(
        "ami-2025/projets/navettes-du-marais",
        &["--date", "2026-06-30", "--dialecte", "standard"],
    );
    let mut all = String::new();
    for name in ["participation.csv", "conditions.csv", "changements.csv"] {
        let text = std::str::from_utf8(&files[name]).expect("UTF-8");
        all += &format!("{name}\n{text}\n");
    }
    let text = std::str::from_utf8(&files["chiffres.csv"]).expect("UTF-8");
    let chosen = |line: &&str| {
        line.starts_with("projet,")
            || [",C01,", ",Q01,", ",C08,"]
                .iter()
                .any(|code| line.contains(code))
    };
    let some: Vec<&str> = text.lines().filter(chosen).collect();
    all += &format!("chiffres.csv\n{}\n", some.join("\n"));
    snapshot("export", &all);
}

#[test]
fn a_french_spreadsheet_and_a_machine_read_the_same_figures() {
    let path = "ami-2025/projets/navettes-du-marais";
    let french = exported(path, &[]);
    let standard = exported(path, &["--dialecte", "standard"]);
    for name in [
        "chiffres.csv",
        "changements.csv",
        "participation.csv",
        "conditions.csv",
    ] {
        let (one, other) = (&french[name], &standard[name]);
        assert!(
            one.starts_with(b"\xEF\xBB\xBFprojet;"),
            "{name} has no mark"
        );
        assert!(other.starts_with(b"projet,"), "{name} has a mark");
        let lines = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte == b'\n').count();
        let ends = one.windows(2).filter(|pair| pair == b"\r\n").count();
        assert_eq!(ends, lines(one), "{name}: every line ends as in Windows");
        assert!(!other.contains(&b'\r'), "{name}: a line ends as in Windows");
        let pointed = |row: BTreeMap<String, String>| {
            let cells = row.into_iter().map(|(key, value)| {
                let is_number = value.replace(',', ".").parse::<f64>().is_ok();
                let value = if is_number {
                    value.replace(',', ".")
                } else {
                    value
                };
                (key, value)
            });
            cells.collect::<BTreeMap<_, _>>()
        };
        let of_french: Vec<_> = rows(one, b';').into_iter().map(pointed).collect();
        assert!(!of_french.is_empty());
        assert_eq!(of_french, rows(other, b','), "{name}");
    }
    assert_eq!(french["chiffres.json"], standard["chiffres.json"]);
}

#[test]
fn full_precision_is_told_to_be_for_the_owner_and_rounds_to_what_is_printed() {
    let place = tempfile::tempdir().expect("a folder");
    let output = place.path().join("chiffres");
    let path = sample("ami-2025/projets/navettes-du-marais");
    let run = export(
        &path,
        &output,
        &["--precision", "pleine", "--dialecte", "standard"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let warning = "avertissement : en précision pleine, ces tableaux sont réservés à qui détient les réponses : ni publication, \
                   ni transmission\n  aide : sans « --precision pleine », les chiffres sont ceux du dossier imprimé, et \
                   peuvent circuler avec lui\n";
    assert!(run.err.contains(warning), "{}", run.err);
    let full = rows(&tree(&output)[Path::new("chiffres.csv")], b',');
    let files = exported(
        "ami-2025/projets/navettes-du-marais",
        &["--dialecte", "standard"],
    );
    let printed = rows(&files["chiffres.csv"], b',');
    let mut finer = 0;
    assert_eq!(full.len(), printed.len());
    for (full, printed) in full.iter().zip(&printed) {
        for (key, value) in printed {
            let exact = &full[key];
            if value == exact {
                continue;
            }
            let exact: f64 = exact.parse().expect("a number");
            let decimals = if key == "consensus" { 2 } else { 0 };
            let rounded = jalon::aggregate::rounding::round(exact, decimals);
            let places = decimals as usize;
            assert_eq!(value, &format!("{rounded:.places$}"), "{key}");
            finer += 1;
        }
    }
    assert!(finer > 100, "only {finer} numbers were rounded");
}

#[test]
fn messages_for_machines_tell_what_was_written() {
    let place = tempfile::tempdir().expect("a folder");
    let output = place.path().join("chiffres");
    let run = export(
        &sample("ami-2025/projets/navettes-du-marais"),
        &output,
        &["--format", "json"],
    );
    let last: serde_json::Value =
        serde_json::from_str(run.err.lines().last().expect("a line")).expect("JSON");
    let file = |name: &str| serde_json::json!({ "fichier": name });
    assert_eq!(
        last,
        serde_json::json!({
            "ecrits": [
                file("chiffres.csv"), file("changements.csv"), file("participation.csv"), file("conditions.csv"),
                file("chiffres.json"),
            ],
            "laisses_de_cote": [],
        })
    );
}

#[test]
fn answers_are_never_mixed_with_tables() {
    let path = sample("projet-fautif");
    let run = export(&path, &path, &[]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        format!(
            "erreur : les résultats ne peuvent pas être écrits là où sont les réponses\n  → {}\n  \
             aide : choisissez un autre dossier avec « -o », par exemple -o resultats\n",
            path.display()
        )
    );
}

#[test]
fn every_column_is_described_in_both_manuals() {
    for manual in ["README.md", "README.fr.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(manual);
        let text = std::fs::read_to_string(path).expect("readable");
        for (file, headings) in jalon::export::headings() {
            assert!(text.contains(&format!("`{file}`")), "{manual} lacks {file}");
            for heading in headings {
                let named = format!("`{heading}`");
                assert!(text.contains(&named), "{manual} lacks {named} of {file}");
            }
        }
    }
}

#[test]
fn a_category_told_through_its_criteria_is_not_said_to_rest_on_everybody_where_a_criterion_does_not()
 {
    // Twelve people out of twelve; one of them cannot say on the only question of the second criterion.
    let place = tempfile::tempdir().expect("a folder");
    let project = "nom = \"Essai\"\nstructure = \"Atelier\"\ndebut = 2024-02-01\n\n[[vagues]]\nid = \"V1\"\ndebut = 2024-03-02\n\
                   fin = 2024-03-20\neffectifs = { salaries = 12 }\n";
    super::annual::write(place.path(), "projet.toml", project);
    let mut answers = "repondant;groupe;vague;Q13;Q07\n".to_owned();
    for person in 0..12 {
        let unsure = if person == 0 {
            "NSP"
        } else {
            ["2", "4", "5"][person % 3]
        };
        answers += &format!("{person};salaries;V1;{};{unsure}\n", 1 + person % 5);
    }
    super::annual::write(place.path(), "reponses.csv", &answers);
    let output = place.path().join("chiffres");
    let run = export(place.path(), &output, &["--dialecte", "standard"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let rows = rows(
        &std::fs::read(output.join("chiffres.csv")).expect("written"),
        b',',
    );
    let told = |level: &str, code: &str| {
        let found = rows.iter().find(|row| {
            row["niveau"] == level
                && row["code"] == code
                && row["groupe"] == "salaries"
                && row["vague"] == "V1"
        });
        let row = found.expect("a row");
        ["n", "moyenne", "ic_bas", "ic_haut", "tous_ont_repondu"].map(|key| row[key].clone())
    };
    assert_eq!(
        told("critere", "C03"),
        ["12", "44", "44", "44", "oui"].map(str::to_owned)
    );
    assert_eq!(
        told("critere", "C02"),
        ["11", "70", "65", "76", "non"].map(str::to_owned)
    );
    assert_eq!(
        told("categorie", "dynamique"),
        ["12", "57", "54", "61", "non"].map(str::to_owned)
    );
}

#[test]
fn a_change_that_agreeing_answers_hide_is_kept_back_and_not_called_incomparable() {
    let place = tempfile::tempdir().expect("a folder");
    let wave = |id: &str, year: u32| {
        format!(
            "\n[[vagues]]\nid = \"{id}\"\ndebut = {year}-03-02\nfin = {year}-03-20\neffectifs = {{ salaries = 20, benevoles = 20 }}\n"
        )
    };
    let project = format!(
        "nom = \"Essai\"\nstructure = \"Atelier\"\ndebut = 2024-02-01\n{}{}",
        wave("V1", 2024),
        wave("V2", 2025)
    );
    super::annual::write(place.path(), "projet.toml", &project);
    // On the only question of « Responsabilité territoriale » all go from the least to the most favourable answer.
    let mut answers = "repondant;groupe;vague;Q13;Q20\n".to_owned();
    for (wave, level) in [("V1", 1), ("V2", 5)] {
        for group in ["salaries", "benevoles"] {
            for person in 0..12 {
                answers += &format!(
                    "{wave}{group}{person};{group};{wave};{};{level}\n",
                    1 + person % 5
                );
            }
        }
    }
    super::annual::write(place.path(), "reponses.csv", &answers);
    let output = place.path().join("chiffres");
    let run = export(place.path(), &output, &["--dialecte", "standard"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let rows = rows(
        &std::fs::read(output.join("changements.csv")).expect("written"),
        b',',
    );
    let all = rows.iter().filter(|row| row["code"] == "C07");
    let told: Vec<[&str; 3]> = all
        .map(|row| ["groupe", "etat", "verdict"].map(|key| row[key].as_str()))
        .collect();
    let kept_back = |group| [group, "non publié", ""];
    assert_eq!(told, ["salaries", "benevoles", "ensemble"].map(kept_back));
    let root = place.path().to_str().expect("UTF-8");
    let run = jalon(["data", root]);
    assert_eq!(run.code, 0, "{}", run.err);
    let dossier: jalon::document::dossier::Dossier =
        serde_json::from_str(&run.out).expect("a dossier");
    let changes = dossier.changes.expect("two measures");
    let opening = &changes.sentences[0];
    assert!(
        opening.starts_with("Aucune évolution publiée ne dépasse la marge d’incertitude"),
        "{opening}"
    );
    assert!(
        changes
            .chart
            .caption
            .note
            .contains("Non publié (protection des répondants)\u{a0}: critère 7."),
        "{}",
        changes.chart.caption.note
    );
}
