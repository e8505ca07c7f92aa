//! `--document fiche`: the golden of its data, pages from two to four, and texts that do not fit.

use std::fs;
use std::path::Path;

use jalon::document::case::CaseSheet;

use super::sample::is_golden;
use super::setting::{copy, data_of_project, jalon, sample, tree};

#[test]
fn the_data_beside_the_template_is_the_sample_s() {
    let given = data_of_project(&sample("ami-2025"), "cuisine-partagee-du-plateau", "fiche");
    is_golden("case", &given);
}

#[test]
fn the_data_of_every_sample_is_a_case_sheet_and_nothing_more() {
    let mut valid = Vec::new();
    for entry in fs::read_dir(sample("ami-2025/projets")).expect("projects") {
        let id = entry.expect("an entry").file_name();
        let id = id.to_str().expect("UTF-8");
        let given = data_of_project(&sample("ami-2025"), id, "fiche");
        let sheet: CaseSheet =
            serde_json::from_str(&given).unwrap_or_else(|error| panic!("{id}: {error}"));
        if sheet.identity.edition == "validee" {
            valid.push(id.to_owned());
        }
    }
    assert_eq!(valid, ["la-trame-textile"]);
}

/// A programme of one sample with its sheet's texts replaced, and a second one left as it is.
fn programme(place: &Path, fiche: &str) {
    for id in ["lavoir-commun", "ferme-ecole-du-bocage"] {
        copy(
            &sample("ami-2025/projets").join(id),
            &place.join("projets").join(id),
        );
    }
    let file = place.join("projets/lavoir-commun/projet.toml");
    let text = fs::read_to_string(&file).expect("the sample");
    let (head, _) = text.split_once("[fiche]").expect("a sheet");
    fs::write(&file, format!("{head}{fiche}")).expect("written");
    fs::write(
        place.join("programme.toml"),
        "nom = \"Essai\"\narrete_le = 2026-06-30\n",
    )
    .expect("written");
}

fn build(place: &Path) -> (super::setting::Run, Vec<String>) {
    let output = place.join("fiches");
    let run = jalon([
        "build".as_ref(),
        place.as_os_str(),
        "--document".as_ref(),
        "fiche".as_ref(),
        "-o".as_ref(),
        output.as_os_str(),
        "--jobs".as_ref(),
        "1".as_ref(),
    ]);
    let files = tree(&output).into_keys();
    (run, files.map(|path| path.display().to_string()).collect())
}

#[test]
fn a_text_too_long_costs_its_own_sheet_and_the_dossier_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    programme(
        place.path(),
        &format!("[fiche]\nsynthese = \"{}\"\n", "mot ".repeat(31)),
    );
    let (run, files) = build(place.path());
    let line = 1 + fs::read_to_string(place.path().join("projets/lavoir-commun/projet.toml"))
        .expect("written")
        .lines()
        .position(|line| line.starts_with("synthese"))
        .expect("there");
    assert_eq!(run.code, 1);
    let told = format!(
        "erreur : fiche.synthese : 31 mots, 30 au plus\n  → projets/lavoir-commun/projet.toml:{line}\n  aide : retirez 1 mot au moins\n"
    );
    assert!(run.err.starts_with(&told), "{}", run.err);
    assert!(
        run.err.ends_with(
            "Laissés de côté :\n  lavoir-commun : les textes ou la photo de sa fiche sont à reprendre\n"
        ),
        "{}",
        run.err
    );
    assert_eq!(files, ["fiche-ferme-ecole-du-bocage.pdf", "manifeste.json"]);
    let check = jalon(["check".as_ref(), place.path().as_os_str()]);
    assert_eq!(check.code, 0, "{}", check.err);
    let warned = told.replacen("erreur", "avertissement", 1);
    assert!(check.err.contains(&warned), "{}", check.err);
}

/// `count` words as long as French ones, some very long, some that a page description could take for its own.
fn words(count: usize) -> String {
    let some = "l'œuvre se tisse avec #panic() des gens qui anticonstitutionnellement font $x$ et refont leurs gestes \
                chaque @ref été <l> avant midi *gras* puis rentrent chez eux à pied";
    let each: Vec<&str> = some.split_whitespace().collect();
    let words: Vec<&str> = (0..count).map(|rank| each[rank % each.len()]).collect();
    words.join(" ")
}

#[test]
fn the_fullest_sheet_holds_in_four_pages_and_markup_is_text() {
    let place = tempfile::tempdir().expect("a folder");
    let mut fiche = format!(
        "[fiche]\ntheme = \"{}\"\nquestion = \"{}\"\npresentation = \"{}\"\nsynthese = \"{}\"\nresume = \"{}\"\n",
        "M".repeat(20),
        words(30),
        words(90),
        words(30),
        words(60),
    );
    fiche += &format!(
        "pour_faire_pareil = [{}]\n",
        vec![format!("\"{}\"", words(25)); 4].join(", ")
    );
    fiche += &format!(
        "sources = [{}]\n",
        vec![format!("\"{}\"", words(30)); 4].join(", ")
    );
    let quotes = [
        "citation = \"Les gens ne viennent pas\"\n",
        "citation = \"Depuis qu'il y a le cahier\"\n",
        "citation = \"On m'a donné une clé\"\n",
        "citation = \"J'aime cet endroit\"\n",
        "",
    ];
    fiche += &format!(
        "lien = \"https://exemple.fr/{}\"\n",
        "mmmmmmmmmmmm/".repeat(10)
    );
    fiche += &format!(
        "[fiche.photo]\nfichier = \"haute.png\"\ncredit = \"{}\"\nalternative = \"{}\"\n",
        "mmmmmmmmm ".repeat(12),
        "Un mur. ".repeat(31),
    );
    image::RgbImage::new(600, 1200)
        .save(place.path().join("haute.png"))
        .expect("written");
    for quote in quotes {
        fiche += &format!(
            "[[fiche.leviers]]\ntitre = \"{}\"\ntexte = \"{}\"\n{quote}critere = \"C15\"\n",
            words(9),
            words(90)
        );
    }
    for _ in 0..3 {
        fiche += &format!(
            "[[fiche.vigilance]]\nrecommandation = \"ATTR-02\"\ntexte = \"{}\"\n",
            words(45)
        );
    }
    programme(place.path(), &fiche);
    fs::rename(
        place.path().join("haute.png"),
        place.path().join("projets/lavoir-commun/haute.png"),
    )
    .expect("moved");
    let (run, files) = build(place.path());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(files.len(), 3);
    let bytes = fs::read(place.path().join("fiches/fiche-lavoir-commun.pdf")).expect("printed");
    let pages = lopdf::Document::load_mem(&bytes)
        .expect("a PDF")
        .get_pages()
        .len();
    assert!((2..=4).contains(&pages), "{pages} pages");
    assert_eq!(jalon::typeset::lint(&bytes), Vec::<String>::new());
}

#[test]
fn a_photo_is_named_in_the_manifest_and_one_that_lacks_costs_its_own_sheet() {
    let place = tempfile::tempdir().expect("a folder");
    let photo = "[fiche]\n[fiche.photo]\nfichier = \"banc.png\"\ncredit = \"A. B.\"\nalternative = \"Un banc.\"\n";
    programme(place.path(), photo);
    let (run, files) = build(place.path());
    assert_eq!(run.code, 1);
    let told = "erreur : le fichier n'existe pas, ou a disparu pendant la lecture\n  → projets/lavoir-commun/banc.png\n  \
                aide : vérifiez qu'il n'a pas été déplacé, puis recommencez\n";
    assert!(run.err.contains(told), "{}", run.err);
    assert_eq!(files, ["fiche-ferme-ecole-du-bocage.pdf", "manifeste.json"]);
    let check = jalon(["check".as_ref(), place.path().as_os_str()]);
    assert_eq!(check.code, 0, "{}", check.err);
    assert!(
        check
            .err
            .contains(&told.replacen("erreur", "avertissement", 1)),
        "{}",
        check.err
    );
    let file = place.path().join("projets/lavoir-commun/banc.png");
    image::RgbImage::new(600, 400).save(&file).expect("written");
    let (run, files) = build(place.path());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(files.len(), 3);
    let manifest = fs::read_to_string(place.path().join("fiches/manifeste.json")).expect("there");
    let named = format!(
        "\"chemin\": \"projets/lavoir-commun/banc.png\",\n      \"sha256\": \"{}\"",
        jalon::output::fingerprint(&fs::read(&file).expect("there"))
    );
    assert!(manifest.contains(&named), "{manifest}");
}
