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
