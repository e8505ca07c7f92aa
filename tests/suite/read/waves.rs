//! Which collection an answer belongs to, and who is the same person.

use chrono::NaiveDate;
use jalon::model::{Horizon, State};
use jalon::read::Input;

use super::setting::{project, read_own, read_with, wave};

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn waves(read: &super::setting::Read) -> Vec<(String, Option<Horizon>)> {
    read.projects[0]
        .waves
        .iter()
        .map(|wave| (wave.id.clone(), wave.horizon))
        .collect()
}

#[test]
fn days_alone_make_waves_that_take_the_term_of_their_median_day() {
    let text = "repondant,date,item,reponse\n1,10/03/2024,Q08,4\n2,2024-03-20,Q08,3\n1,2025-06-01,Q08,4\n2,30/05/2025,Q08,5\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        waves(&read),
        [
            ("reference".to_owned(), Some(Horizon::Reference)),
            ("moyen".to_owned(), Some(Horizon::Medium))
        ]
    );
    let survey = read.surveys[0].as_ref().expect("a survey");
    let days = survey.waves[1].days.expect("days");
    assert_eq!(
        (Some(days.first), Some(days.median)),
        (day(2025, 5, 30), day(2025, 5, 30))
    );
    assert!(
        read.told().contains("finit à l'échéance « court »"),
        "{}",
        read.told()
    );
}

#[test]
fn the_column_horizon_wins_over_the_date() {
    let text = "repondant,date,horizon,item,reponse\n1,2024-02-01,long,Q08,4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(waves(&read), [("long".to_owned(), Some(Horizon::Long))]);
}

#[test]
fn a_declared_wave_is_found_by_its_key_its_term_or_its_days() {
    let mut project = project("p");
    let mut first = wave("V1", Some(Horizon::Reference));
    (first.start, first.end) = (day(2024, 1, 20), day(2024, 2, 20));
    project.waves = vec![first, wave("V2", Some(Horizon::Short))];
    let cases = [
        "repondant,vague,item,reponse\n1,v2,Q08,4\n",
        "repondant,horizon,item,reponse\n1,CT,Q08,4\n",
        "repondant,date,item,reponse\n1,2024-09-01,Q08,4\n",
    ];
    for text in cases {
        let read = read_with(
            vec![project.clone()],
            &[Input::bytes("a.csv", text)],
            "",
            Some(0),
        );
        let survey = read.surveys[0].as_ref().expect("a survey");
        assert_eq!(
            survey
                .waves
                .iter()
                .map(|wave| wave.answers.len())
                .collect::<Vec<_>>(),
            [0, 1],
            "{text}"
        );
    }
    let text = "repondant,vague,item,reponse\n1,V3,Q08,4\n";
    let read = read_with(vec![project], &[Input::bytes("a.csv", text)], "", Some(0));
    assert_eq!(
        read.told(),
        "erreur : « V3 » n'est pas une vague du projet\n  → a.csv:2:2, colonne « vague »\n  aide : vagues du projet : V1, V2 ; ajoutez celle-ci à projet.toml, ou à [vagues] de colonnes.toml"
    );
}

#[test]
fn only_the_column_suivi_links_two_waves() {
    let mut text = String::from("repondant,horizon,item,reponse\n");
    for person in 0..6 {
        text.push_str(&format!("{person},court,Q08,4\n{person},long,Q08,5\n"));
    }
    let apart = read_own("p", &[Input::bytes("a.csv", text.clone())], "");
    let person = |read: &super::setting::Read, wave: usize| {
        read.surveys[0]
            .as_ref()
            .and_then(|survey| survey.waves[wave].respondents[0].person)
    };
    assert_eq!(person(&apart, 0), None);
    assert!(
        apart.told().contains("suivi = \"repondant\""),
        "{}",
        apart.told()
    );
    let linked = read_own(
        "p",
        &[Input::bytes("a.csv", text)],
        "[colonnes]\nsuivi = \"repondant\"",
    );
    assert!(person(&linked, 0).is_some());
    assert_eq!(person(&linked, 0), person(&linked, 1));
    assert_eq!(linked.outcome(), "accept", "{}", linked.told());
}

#[test]
fn a_wide_file_names_its_questions_by_key_by_words_or_by_mapping() {
    let cases = [
        (
            "repondant;groupe;horizon;Q01;Q08\n1;salariés;court;4;NSP\n2;bénéficiaires;court;;5\n",
            "",
        ),
        (
            "repondant;groupe;horizon;Je participe aux décisions ;Ma qualité de vie au travail est bonne\n1;salariés;court;4;NSP\n2;bénéficiaires;court;;5\n",
            "",
        ),
        (
            "id;Vous êtes;horizon;G1[SQ001];G1[SQ002];IP\n1;A;court;4;NSP;x\n2;B;court;;5;x\n",
            "ignorer = [\"IP\"]\n[colonnes]\nrepondant = \"id\"\ngroupe = \"Vous êtes\"\n[items]\nQ01 = \"G1[SQ001]\"\nQ08 = \"G1[SQ002]\"\n[groupes]\nA = \"salaries\"\nB = \"beneficiaires\"\n",
        ),
    ];
    for (text, mapping) in cases {
        let read = read_own("p", &[Input::bytes("a.csv", text)], mapping);
        assert_eq!(read.outcome(), "accept", "{}", read.told());
        let survey = read.surveys[0].as_ref().expect("a survey");
        let mut states: Vec<State> = survey.waves[0]
            .answers
            .iter()
            .map(|answer| answer.state)
            .collect();
        states.sort_unstable();
        // Q01 is not asked of beneficiaries: their blank is no answer at all.
        assert_eq!(
            states,
            [State::Valid(3), State::Valid(4), State::DontKnow],
            "{text}"
        );
    }
}

#[test]
fn three_rows_of_headings_are_read_when_they_are_announced() {
    let text = "Q1_1,Q1_2,ResponseId,EndDate\nMa qualité de vie au travail est bonne,Je participe aux décisions,ID,Fin\n\"{\"\"ImportId\"\":\"\"a\"\"}\",b,c,d\n4,5,R_1,2024-06-03 10:00:00\n";
    let mapping = "lignes_titres = 3\n[colonnes]\nrepondant = \"ResponseId\"\ndate = \"EndDate\"\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], mapping);
    assert_eq!(read.outcome(), "accept", "{}", read.told());
    assert_eq!(read.levels(), [("court", 4), ("court", 5)]);
}

#[test]
fn a_month_above_twelve_proves_the_order_of_the_whole_column() {
    let text = "repondant,date,item,reponse\n1,02/03/2024,Q08,4\n2,02/17/2024,Q08,4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(read.outcome(), "accept", "{}", read.told());
    let days = read.surveys[0]
        .as_ref()
        .and_then(|survey| survey.waves[0].days)
        .expect("days");
    assert_eq!(
        (Some(days.first), Some(days.last)),
        (day(2024, 2, 3), day(2024, 2, 17))
    );
    let text = "repondant,date,item,reponse\n1,17/02/2024,Q08,4\n2,02/17/2024,Q08,4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert!(
        read.told().contains("→ a.csv:3:2, colonne « date »"),
        "{}",
        read.told()
    );
}

#[test]
fn days_that_read_two_ways_need_the_start_of_the_project_and_say_so() {
    let mut unknown = project("p");
    unknown.start = None;
    let text = "repondant,date,item,reponse\n1,12/03/2024,Q08,4\n";
    let read = read_with(vec![unknown], &[Input::bytes("a.csv", text)], "", Some(0));
    assert!(read.surveys[0].is_none());
    let told = read.told();
    let error = told.split_once("erreur").expect("an error").1;
    assert_eq!(
        error,
        " : la date de début du projet « p » est inconnue : l'échéance de ses réponses ne peut pas être calculée\n  \
         → a.csv\n  aide : ajoutez debut = … à projet.toml, ou une colonne « horizon »"
    );
}

#[test]
fn somebody_late_for_a_wave_is_of_that_wave_even_when_the_next_one_has_the_term_of_the_day() {
    let mut first = wave("V1", None);
    (first.start, first.end) = (day(2024, 2, 5), day(2024, 2, 25));
    let mut second = wave("V2", None);
    (second.start, second.end) = (day(2024, 11, 4), day(2024, 11, 22));
    let mut project = project("p");
    project.waves = vec![first, second];
    let counts = |date: &str| -> Vec<usize> {
        let text = format!(
            "repondant,date,item,reponse\n1,2024-02-13,Q08,4\n2,2024-11-14,Q08,4\n3,{date},Q08,4\n"
        );
        let read = read_with(
            vec![project.clone()],
            &[Input::bytes("a.csv", text)],
            "",
            Some(0),
        );
        let survey = read.surveys[0].as_ref().expect("a survey");
        survey.waves.iter().map(|wave| wave.answers.len()).collect()
    };
    // The term changes on the 15th of March.
    assert_eq!(counts("2024-03-20"), [2, 1]);
    assert_eq!(counts("2024-03-26"), [2, 1]);
    assert_eq!(counts("2024-03-27"), [1, 2]);
    assert_eq!(counts("2024-10-05"), [1, 2]);
    assert_eq!(counts("2024-01-16"), [2, 1]);
}
