//! Dates that can be read day first or month first: the periods of the project say which.

use chrono::NaiveDate;
use jalon::read::Input;

use super::setting::{project, read_with, wave};

/// A wave in April, read from dates in this order.
fn told(rows: &[&str], mapping: &str) -> (String, bool) {
    let mut own = project("p");
    let mut spring = wave("V1", None);
    spring.start = NaiveDate::from_ymd_opt(2024, 4, 1);
    spring.end = NaiveDate::from_ymd_opt(2024, 4, 12);
    own.waves = vec![spring];
    let text = format!("Timestamp;Q08\n{}\n", rows.join("\n"));
    let read = read_with(vec![own], &[Input::bytes("a.csv", text)], mapping, Some(0));
    (read.told(), read.surveys[0].is_some())
}

#[test]
fn dates_that_fit_the_periods_only_month_first_are_not_read_day_first() {
    let rows = ["4/2/2024;4", "4/5/2024;4", "4/10/2024;5"];
    let order = "si le mois vient d'abord, ajoutez dates = \"mm/jj/aaaa\" à colonnes.toml ; sinon dates = \"jj/mm/aaaa\"";
    assert_eq!(
        told(&rows, ""),
        (
            format!(
                "erreur : lues jour/mois/année, la plupart des dates sortent des périodes de projet.toml ; lues mois/jour/année, elles y sont\n  \
                 → a.csv:2:1, colonne « Timestamp »\n  aide : {order}"
            ),
            false
        )
    );
    assert_eq!(
        told(&rows, "dates = \"mm/jj/aaaa\"\n"),
        (String::new(), true)
    );
    let day_first = ["2/4/2024;4", "5/4/2024;4", "10/4/2024;5"];
    assert_eq!(
        told(&day_first, ""),
        (
            format!(
                "avertissement : les dates sont lues jour/mois/année : aucune ne prouve cet ordre\n  → a.csv:2:1, colonne « Timestamp »\n  aide : {order}"
            ),
            true
        )
    );
}

#[test]
fn a_dash_may_stand_between_the_day_and_the_time() {
    for day in [
        "13/04/2024 - 10:44;4",
        "2024-04-02 – 10:44;4",
        "04/13/2024 - 09:05;4",
    ] {
        let mapping = match day.starts_with("04/") {
            true => "dates = \"mm/jj/aaaa\"\n",
            false => "",
        };
        assert_eq!(told(&[day], mapping), (String::new(), true), "{day}");
    }
    let (told, read) = told(&["13/04/2024 - midi;4"], "");
    assert_eq!(
        (told.as_str(), read),
        (
            "erreur : (valeur masquée de 17 signes) n'est pas une date\n  → a.csv:2:1, colonne « Timestamp »\n  \
             aide : écrivez la date en année-mois-jour, par exemple 2024-06-03",
            false
        )
    );
}

#[test]
fn a_column_whose_days_are_written_otherwise_is_told_once_after_the_first_five() {
    let rows: Vec<String> = (0..40).map(|day| format!("{};4", 45_384 + day)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (said, read) = told(&rows, "");
    let one = |line: usize| {
        format!(
            "erreur : « {} » est un numéro de tableur, pas une date\n  → a.csv:{line}:1, colonne « Timestamp »\n  \
             aide : si c'est le {:02}/04/2024, mettez la colonne au format date dans votre tableur, puis exportez de nouveau\n",
            45_382 + line,
            line
        )
    };
    let first: String = (2..7).map(one).collect();
    assert_eq!(
        (said, read),
        (
            format!(
                "{first}erreur : d'autres cases de cette colonne ne se lisent pas comme des dates (35 fois, la première ci-dessous)\n  \
                 → a.csv:7:1, colonne « Timestamp »\n  \
                 aide : mettez toute la colonne au format date dans votre tableur ; à défaut, ajoutez son titre à ignorer dans colonnes.toml, \
                 et dites la vague dans une colonne « vague », ou celle de tout le fichier sous [fichiers]"
            ),
            false
        )
    );
}
