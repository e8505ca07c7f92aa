//! Results of an earlier run in the folder written to: told, and never taken for those of today.

use super::contradicted::{project, replace, run};

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
