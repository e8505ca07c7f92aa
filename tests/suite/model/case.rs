//! The tables `[fiche]` and `[annuaire]` of `projet.toml`.

use chrono::NaiveDate;
use jalon::diagnostic::Diagnostics;
use jalon::model::case::{CaseCaution, CaseLever, CasePhoto, CaseTexts, Validation, Written};
use jalon::model::project::DirectoryLine;
use jalon::model::{CriterionId, GroupId, Project, Questionnaire, Referential, project};

use super::told;

const LEAST: &str =
    "nom = \"A\"\nstructure = \"S\"\nterritoire = \"T\"\nrecit = \"R\"\ndebut = 2023-01-16\n";

fn read(more: &str) -> (Option<Project>, Vec<String>) {
    let mut notes = Diagnostics::new();
    let referential = Referential::embedded();
    let questionnaire = Questionnaire::embedded(&referential);
    let project = project::parse(
        &format!("{LEAST}{more}"),
        "projet.toml",
        "essai",
        &referential,
        &questionnaire,
        &mut notes,
    );
    (project, told(&notes))
}

fn written(text: &str, line: u64) -> Written {
    Written {
        text: text.to_owned(),
        line: Some(line),
    }
}

#[test]
fn a_whole_sheet_is_read_with_the_lines_of_its_keys() {
    let (project, notes) = read(
        r#"cohorte = "2024"

[annuaire]
texte = "Deux lignes."
contact_public = false

[fiche]
theme = "sens"
question = "Comment ?"
presentation = "Un projet."
synthese = "Une phrase."
resume = "En bref."
pour_faire_pareil = ["Du temps."]
sources = ["Registre."]
valide = true
relu_par = "C. R."
relu_le = 2026-06-19

[[fiche.leviers]]
titre = "Décider"
texte = "On décide."
citation = "On nous demande"
critere = "C01"
groupe = "salaries"

[[fiche.vigilance]]
recommandation = "sens-01"
texte = "On souffle."
"#,
    );
    assert_eq!(notes, Vec::<String>::new());
    let project = project.expect("a sound project");
    assert_eq!(project.cohort.as_deref(), Some("2024"));
    assert_eq!(
        project.directory,
        DirectoryLine {
            text: Some("Deux lignes.".to_owned()),
            contact_kept: true,
        }
    );
    assert_eq!(
        project.case,
        Some(CaseTexts {
            file: "projet.toml".to_owned(),
            line: Some(12),
            theme: Some(written("sens", 13)),
            question: Some(written("Comment ?", 14)),
            presentation: Some(written("Un projet.", 15)),
            synthesis: Some(written("Une phrase.", 16)),
            levers: vec![CaseLever {
                line: Some(24),
                title: Some(written("Décider", 25)),
                text: Some(written("On décide.", 26)),
                quote: Some(written("On nous demande", 27)),
                criterion: Some(CriterionId(0)),
                group: Some(GroupId(0)),
            }],
            cautions: vec![CaseCaution {
                rule: written("SENS-01", 32),
                text: Some(written("On souffle.", 33)),
            }],
            needs: vec![written("Du temps.", 18)],
            summary: Some(written("En bref.", 17)),
            sources: vec![written("Registre.", 19)],
            link: None,
            photo: None,
            validation: Some(Validation {
                line: Some(20),
                reader: Some("C. R.".to_owned()),
                read_on: NaiveDate::from_ymd_opt(2026, 6, 19),
            }),
        })
    );
}

#[test]
fn an_address_and_a_photo_are_read_and_may_lack_parts() {
    let (project, notes) = read(
        "[fiche]\nlien = \"https://exemple.fr\"\n\n[fiche.photo]\nfichier = \"a.jpg\"\nalternative = \"Un banc\"\n",
    );
    assert_eq!(notes, Vec::<String>::new());
    let texts = project.expect("sound").case.expect("a sheet");
    assert_eq!(texts.link, Some(written("https://exemple.fr", 7)));
    assert_eq!(
        texts.photo,
        Some(CasePhoto {
            line: Some(9),
            file: Some(written("a.jpg", 10)),
            credit: None,
            alternative: Some(written("Un banc", 11)),
        })
    );
}

#[test]
fn a_project_without_a_sheet_has_none_and_one_not_valid_is_a_draft() {
    let (project, notes) = read("");
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!(project.expect("sound").case, None);
    let (project, _) = read("[fiche]\nvalide = false\nrelu_par = \"C. R.\"\n");
    let texts = project.expect("sound").case.expect("a sheet");
    assert_eq!(texts.validation, None);
}

#[test]
fn an_unknown_key_criterion_or_group_is_told_with_the_nearest() {
    let (_, notes) = read(
        "[fiche]\nsynthse = \"x\"\n\n[[fiche.leviers]]\ntitr = \"x\"\ncritere = \"C99\"\ngroupe = \"salarie\"\n\n\
         [[fiche.vigilance]]\ntexte = \"x\"\n\n[annuaire]\ncontact = false\n",
    );
    assert_eq!(
        notes,
        [
            "erreur : clé inconnue « synthse » dans [fiche]\n  → projet.toml:7\n  aide : vouliez-vous dire « synthese » ?",
            "erreur : clé inconnue « titr » dans [[leviers]]\n  → projet.toml:10\n  aide : vouliez-vous dire « titre » ?",
            "erreur : « critere » : valeur inconnue « C99 »\n  → projet.toml:11\n  aide : vouliez-vous dire « C09 » ?",
            "erreur : « groupe » : valeur inconnue « salarie »\n  → projet.toml:12\n  aide : vouliez-vous dire « salaries » ?",
            "erreur : la clé « recommandation » manque dans [[vigilance]]\n  → projet.toml:14\n  aide : ajoutez une ligne : recommandation = \"…\"",
            "erreur : clé inconnue « contact » dans [annuaire]\n  → projet.toml:18\n  aide : clés connues : contact_public, texte",
        ]
    );
}
