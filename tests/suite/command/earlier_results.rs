//! Results of an earlier run in the folder written to: told, and never taken for those of today.

use jalon::diagnostic::Diagnostics;
use jalon::document::Wanted;
use jalon::export::{Dialect, Form, Precision};
use jalon::job::{Job, Request};

use super::contradicted::{project, replace, run};
use super::setting::request;

#[test]
fn a_dossier_of_an_earlier_run_is_not_taken_for_todays() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "lavoir-commun");
    let output = place.path().join("sortie");
    let words = ["-o", output.to_str().expect("UTF-8"), "--jobs", "1"];
    assert_eq!(run("build", &folder, &words).0, 0);
    replace(
        &folder.join("cotations.csv"),
        "C01;reference;4;",
        "C01;reference;40;",
    );
    let (code, said) = run("build", &folder, &words);
    assert_eq!(code, 1);
    assert_eq!(
        said,
        format!(
            "erreur : « 40 » n'est pas un nombre entier de 0 à 10\n  → cotations.csv:2:3, colonne « note »\n  \
             aide : corrigez la case\n\
             avertissement : lavoir-commun : « lavoir-commun.pdf » vient d'une composition précédente, il n'a pas été refait\n  \
             aide : corrigez les erreurs, puis relancez ; ou retirez ce fichier\n\
             0 dossier composé dans {}\nLaissés de côté :\n  lavoir-commun : ses fichiers contiennent des erreurs\n",
            output.display()
        )
    );
}

#[test]
fn an_export_of_another_day_is_not_replaced_without_a_word() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "lavoir-commun");
    let output = place.path().join("chiffres");
    let shown = output.to_str().expect("UTF-8");
    let export = |date: &str| run("export", &folder, &["-o", shown, "--date", date]);
    let (code, first) = export("2026-06-30");
    assert_eq!((code, export("2026-06-30").1), (0, first.clone()));
    let output = output.canonicalize().expect("there");
    assert_eq!(
        export("2026-07-01"),
        (
            0,
            format!(
                "avertissement : cet export remplace celui du 30/06/2026 dans ce dossier\n  → {}\n  \
                 aide : pour comparer deux années, gardez chaque export dans un dossier à lui, par exemple -o chiffres-2026\n\
                 {first}",
                output.join("manifeste-chiffres.json").display()
            )
        )
    );
}

#[test]
fn an_export_that_nobody_dated_is_made_again_without_a_word_for_a_month() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "lavoir-commun");
    let output = place.path().join("chiffres");
    let form = Form {
        dialect: Dialect::French,
        precision: Precision::Printed,
    };
    let export = |today: &str| {
        let asked = Request {
            today: today.parse().expect("a day"),
            ..request(folder.clone(), Wanted::default())
        };
        let mut notes = Diagnostics::new();
        let job = Job::new(&asked, &mut notes).expect("a job");
        jalon::export(&job, &output, form, &mut notes, &mut |_| {}).expect("written");
        let replaced = notes.iter().map(|note| note.message.clone());
        let replaced: Vec<String> = replaced
            .filter(|message| message.starts_with("cet export"))
            .collect();
        replaced
    };
    for day in ["2026-06-30", "2026-07-01", "2026-08-01"] {
        assert_eq!(export(day), [""; 0], "{day}");
    }
    assert_eq!(
        export("2026-09-02"),
        ["cet export remplace celui du 01/08/2026 dans ce dossier"]
    );
    assert_eq!(
        export("2026-09-01"),
        ["cet export remplace celui du 02/09/2026 dans ce dossier"]
    );
}
