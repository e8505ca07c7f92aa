//! Identifiers and codes of follow-up that look like one another, or come back: told, and never linked on a guess.

use jalon::read::Input;

use super::setting::read_own;

#[test]
fn identifiers_that_come_back_are_told_where_nobody_is_followed() {
    let warning = "avertissement : dans le projet « p », les mêmes identifiants reviennent d'une vague à l'autre, mais les personnes ne \
                   sont pas suivies\n  → a.csv\n  \
                   aide : si un identifiant désigne toujours la même personne, ajoutez suivi = \"repondant\" à [colonnes] de colonnes.toml";
    let rows = |term: &str, people: std::ops::Range<usize>| -> String {
        people.map(|one| format!("{one};{term};4\n")).collect()
    };
    for (first, last, told) in [
        (0..5, 0..5, warning),
        (0..4, 0..4, ""),
        // Of six, four come back, then three.
        (0..5, 1..6, warning),
        (0..4, 1..6, ""),
    ] {
        let text = format!(
            "repondant;horizon;Q08\n{}{}",
            rows("court", first),
            rows("long", last)
        );
        assert_eq!(
            read_own("p", &[Input::bytes("a.csv", text)], "").told(),
            told
        );
    }
    let followed = "suivi = \"repondant\"";
    let text = format!(
        "repondant;horizon;Q08\n{}{}",
        rows("court", 0..5),
        rows("long", 0..5)
    );
    let mapping = format!("[colonnes]\n{followed}\n");
    assert_eq!(
        read_own("p", &[Input::bytes("a.csv", text)], &mapping).told(),
        ""
    );
}

#[test]
fn codes_of_follow_up_that_are_nearly_one_are_told_and_not_linked() {
    let text = "repondant;suivi;horizon;Q08\n1;LU14P;court;4\n2;MA03T;court;4\n1;lu14p;long;4\n2;MA 03T;long;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told(),
        "avertissement : 2 codes de suivi ne diffèrent d'un autre que par la casse, des espaces ou des zéros en tête : \
         ils ne sont pas reliés d'une vague à l'autre\n  → a.csv\n  \
         aide : écrivez le code d'une même personne de la même façon à toutes les vagues"
    );
}

#[test]
fn identifiers_that_differ_by_a_zero_in_front_are_told() {
    let text = "repondant;horizon;Q08\n1;court;4\n01;court;4\n10;court;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told(),
        "avertissement : deux identifiants ne diffèrent que par la casse, des espaces ou des zéros en tête : ils comptent pour deux personnes\n  → a.csv\n  \
         aide : écrivez l'identifiant d'une même personne toujours de la même façon"
    );
}
