//! A level that no answer of a file meets: the form perhaps had other levels, and nobody is left to find it alone.

use jalon::read::Input;

use super::setting::read_own;

const WAY: &str = "aide : si c'est le cas, écrivez dans questionnaire.toml (jalon init en fait un), sous [[echelles]], les niveaux que \
    le formulaire proposait ; sinon, rien à faire";

/// Thirty people who answer two questions, at one wave or two.
fn told(answer: impl Fn(usize, &str) -> String, waves: &[&str]) -> String {
    told_of(30, answer, waves)
}

fn told_of(people: usize, answer: impl Fn(usize, &str) -> String, waves: &[&str]) -> String {
    let mut text = "repondant;horizon;vague;Q08;Q01\n".to_owned();
    for wave in waves {
        for person in 0..people {
            let horizon = if *wave == "V1" { "reference" } else { "court" };
            let one = answer(person, wave);
            let other = answer(person + 1, wave);
            text.push_str(&format!("{wave}-{person};{horizon};{wave};{one};{other}\n"));
        }
    }
    read_own("p", &[Input::bytes("r.csv", text.into_bytes())], "").told()
}

fn figure(most: usize) -> impl Fn(usize, &str) -> String {
    move |person, _| (1 + person % most).to_string()
}

#[test]
fn figures_that_never_reach_the_top_of_the_scale_are_told_once() {
    assert_eq!(told(figure(5), &["V1"]), "");
    assert_eq!(
        told(figure(4), &["V1"]),
        format!(
            "avertissement : aucune des 60 réponses à 2 questions (Q08, Q01) n'est 5, le plus haut de l'échelle « accord » : si le \
             formulaire allait de 1 à 4, les scores sont faux\n  → r.csv\n  {WAY}"
        )
    );
    assert_eq!(
        told(figure(3), &["V1", "V2"]),
        format!(
            "avertissement : aucune des 120 réponses à 2 questions (Q08, Q01) n'est 5, le plus haut de l'échelle « accord » : si le \
             formulaire allait de 1 à 3, les scores sont faux\n  → r.csv\n  {WAY}"
        )
    );
}

#[test]
fn a_form_that_changed_between_two_waves_is_told_of_the_one() {
    let answer = |person: usize, wave: &str| match wave {
        "V1" => figure(4)(person, wave),
        _ => figure(5)(person, wave),
    };
    assert_eq!(
        told(answer, &["V1", "V2"]),
        format!(
            "avertissement : à la vague « V1 », aucune des 60 réponses à 2 questions (Q08, Q01) n'est 5, le plus haut de l'échelle \
             « accord » : si le formulaire allait de 1 à 4, les scores sont faux\n  → r.csv\n  {WAY}"
        )
    );
}

#[test]
fn words_of_a_form_without_a_middle_are_told_and_a_top_that_nobody_chose_is_not() {
    const WORDS: [&str; 4] = [
        "Pas du tout d'accord",
        "Plutôt pas d'accord",
        "Plutôt d'accord",
        "Tout à fait d'accord",
    ];
    assert_eq!(
        told(|person, _| WORDS[person % 4].to_owned(), &["V1"]),
        format!(
            "avertissement : aucune des 60 réponses à 2 questions (Q08, Q01) n'est « Ni l'un ni l'autre » : si le formulaire ne le \
             proposait pas, les scores sont faux\n  → r.csv\n  {WAY}"
        )
    );
    let below = |person: usize, _: &str| match person % 4 {
        3 => "Ni l'un ni l'autre".to_owned(),
        rank => WORDS[rank].to_owned(),
    };
    assert_eq!(told(below, &["V1"]), "");
    // Nobody is below: that is an opinion, and no gap.
    let above = |person: usize, _: &str| WORDS[2 + person % 2].to_owned();
    assert_eq!(told(above, &["V1"]), "");
}

#[test]
fn of_fewer_than_five_people_nothing_is_told() {
    let waves = ["V1", "V2", "V3", "V4", "V5", "V6", "V7"];
    assert_eq!(told_of(4, figure(3), &waves), "");
    assert!(told_of(5, figure(3), &waves).contains("aucune des 70 réponses"));
}

#[test]
fn few_answers_are_no_ground_for_a_doubt() {
    assert_eq!(told_of(24, figure(4), &["V1"]), "");
    let words =
        |person: usize, _: &str| ["Plutôt d'accord", "Plutôt pas d'accord"][person % 2].to_owned();
    assert_eq!(told_of(14, words, &["V1"]), "");
    assert!(told_of(15, words, &["V1"]).contains("aucune des 30 réponses"));
}
