//! The hour that stands behind a date: what Paris makes of it, to the minute.

use jalon::read::Input;

use super::setting::read_own;

/// What is told of a date in the only row of a file.
fn told(date: &str) -> String {
    let text = format!("repondant;date;horizon;Q08\n1;{date};court;4\n");
    read_own("p", &[Input::bytes("a.csv", text)], "").told()
}

#[test]
fn an_hour_that_a_change_of_clocks_skips_or_repeats_is_told_to_the_minute() {
    let skipped = "cette heure n'existe pas à Paris, où l'on passe à l'heure d'été\n  → a.csv:2:2, colonne « date »\n  aide : le jour est gardé tel quel ; vérifiez le fuseau horaire de l'outil d'enquête";
    let repeated = "cette heure existe deux fois à Paris, où l'on passe à l'heure d'hiver\n  → a.csv:2:2, colonne « date »\n  aide : le jour est gardé tel quel, il n'y a rien à faire";
    let end = "24:00 est la fin de ce jour\n  → a.csv:2:2, colonne « date »\n  aide : le jour est gardé tel quel, il n'y a rien à faire";
    for (date, expected) in [
        ("2024-03-31 01:59", None),
        ("2024-03-31 02:00", Some(skipped)),
        ("2024-03-31 02:59", Some(skipped)),
        ("2024-03-31 03:00", None),
        ("2024-10-27 01:59", None),
        ("2024-10-27 02:00", Some(repeated)),
        ("2024-10-27 02:59", Some(repeated)),
        ("2024-10-27 03:00", None),
        ("2024-06-03 02:30", None),
        ("2024-06-03 24:00", Some(end)),
    ] {
        let expected = expected.map(|why| format!("avertissement : « {date} » : {why}"));
        assert_eq!(told(date), expected.unwrap_or_default(), "{date}");
    }
}

#[test]
fn a_time_that_no_day_has_is_refused() {
    let refused = |date: &str| {
        format!(
            "erreur : « {date} » : cette heure n'existe pas\n  → a.csv:2:2, colonne « date »\n  aide : corrigez l'heure, ou ne gardez que la date"
        )
    };
    for date in [
        "2024-06-03 24:01",
        "2024-06-03 25:00",
        "2024-06-03 10:60",
        "2024-06-03 10:00:61",
        "2024-06-03 13:00 PM",
        "2024-06-03 0:30 AM",
    ] {
        assert_eq!(told(date), refused(date));
    }
    for date in [
        "2024-06-03 10:00:60",
        "2024-06-03 12:30 AM",
        "2024-06-03 23:59:59",
    ] {
        assert_eq!(told(date), "", "{date}");
    }
}
