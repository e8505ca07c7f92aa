//! `--document grille`: the form for a team's collective marking, with its criteria and no figure.

use std::fs;

use jalon::document::grid::MarkingForm;

use super::sample::is_golden;
use super::setting::{data_of_project, jalon, sample};

#[test]
fn the_form_beside_the_template_is_the_sample_s() {
    let given = data_of_project(&sample("ami-2025"), "lavoir-commun", "grille");
    is_golden("grid", &given);
    let form: MarkingForm = serde_json::from_str(&given).expect("a form");
    let criteria = form
        .categories
        .iter()
        .flat_map(|category| &category.criteria);
    let mut codes: Vec<&str> = criteria.map(|criterion| criterion.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(
        codes.len()
            + form
                .not_aimed
                .split(';')
                .filter(|it| !it.trim().is_empty())
                .count(),
        22
    );
    assert_eq!(form.marks.len(), 11);
    assert_eq!(form.terms.len(), 4);
}

#[test]
fn a_project_without_answers_gets_its_form() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("projet");
    jalon(["init".as_ref(), folder.as_os_str()]);
    let output = place.path().join("grilles");
    let run = jalon([
        "build".as_ref(),
        folder.as_os_str(),
        "--document".as_ref(),
        "grille".as_ref(),
        "--jobs".as_ref(),
        "1".as_ref(),
        "-o".as_ref(),
        output.as_os_str(),
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let bytes = fs::read(output.join("grille-projet.pdf")).expect("printed");
    assert_eq!(jalon::typeset::lint(&bytes), Vec::<String>::new());
    let pages = lopdf::Document::load_mem(&bytes)
        .expect("a PDF")
        .get_pages()
        .len();
    assert_eq!(pages, 3);
}
