//! Keys, method and annexes: whole sentences, what is kept back, and nothing said of what is not there.

use jalon::aggregate::conditions::Degree;
use jalon::aggregate::figures::ConditionKind;
use jalon::assess::advice::Advice;
use jalon::document::parts::{Cell, Table, TableCell};
use jalon::document::reference::{Reference, reference};
use jalon::document::{Edition, Study};
use jalon::model::project::Merge;
use jalon::model::survey::ReadingQuality;
use jalon::model::{GroupId, Horizon};

use super::workshop::{Answers, Asked, Workshop, day, favourable, progress};

pub fn of(workshop: &Workshop, quality: &ReadingQuality, advice: &Advice) -> Reference {
    reference(&Study {
        referential: &workshop.referential,
        questionnaire: &workshop.questionnaire,
        programme: None,
        project: &workshop.project,
        quality,
        figures: &workshop.figures,
        advice,
        date: workshop.date,
        fingerprint: "0badcafe",
        edition: Edition::Working,
    })
}

pub fn plain(workshop: &Workshop) -> Reference {
    of(workshop, &ReadingQuality::default(), &Advice::default())
}

/// Two waves of 14 employees and 12 volunteers, 16 and 12 invited.
pub fn two_waves() -> Workshop {
    let mut workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 12], progress);
    for wave in &mut workshop.project.waves {
        wave.populations = [(GroupId(0), 16), (GroupId(1), 12)].into();
    }
    workshop.compute();
    workshop
}

pub fn one_wave() -> Workshop {
    Workshop::new(&[Horizon::Short], [14, 12], progress)
}

pub fn words(cell: &TableCell) -> &str {
    match cell {
        TableCell::Text(text) => text,
        TableCell::Figure(Cell::Value(value)) => &value.text,
        TableCell::Figure(Cell::Withheld) => "#non publié",
        TableCell::Figure(Cell::NotMeasured) => "#non mesuré",
        TableCell::Figure(Cell::NotConcerned) => "#non concerné",
        TableCell::Figure(_) => "#",
    }
}

pub fn lines(table: &Table) -> Vec<String> {
    let line = |row: &Vec<TableCell>| row.iter().map(words).collect::<Vec<_>>().join(" | ");
    table.rows.iter().map(line).collect()
}

pub fn numbers(reference: &Reference) -> Vec<&str> {
    reference
        .annex
        .tables
        .iter()
        .map(|table| table.number.as_str())
        .collect()
}

/// Every word of the three sections, in the order of the contract.
fn all_words(reference: &Reference) -> String {
    let json = [
        serde_json::to_string(&reference.reading),
        serde_json::to_string(&reference.method),
        serde_json::to_string(&reference.annex),
    ];
    json.map(|text| text.expect("sections are written as JSON"))
        .join("\n")
}

#[test]
fn conditions_say_what_was_found_and_what_was_wanted() {
    let method = plain(&two_waves()).method;
    let said: Vec<String> = method
        .conditions
        .iter()
        .map(|c| format!("{} | {} | {} | {}", c.label, c.value, c.wanted, c.met))
        .collect();
    assert_eq!(
        said,
        [
            "Participation | 26 réponses sur 28 personnes (93 %) | au moins la moitié des personnes invitées | true",
            "Nombre de réponses | 26 réponses dans les groupes publiés | au moins 10 | true",
            "Nombre de mesures | 2 mesures | au moins 2 | true",
            "Suivi des mêmes personnes | 100 % des personnes qui pouvaient être suivies, en moyenne des groupes | au moins 30 % d'une mesure à l'autre | true",
            "Croisement des regards | 2 groupes publiés | au moins 2 groupes | true",
            "Questionnaire | 0 % de « ne sait pas » et de réponses laissées en blanc | 10 % au plus | true",
        ]
    );
    assert_eq!(
        method.conditions_sentence,
        "6 conditions de mesure réunies sur 6."
    );
    assert_eq!(
        method.evidence,
        "Niveau de preuve : évolution mesurée avant et après, sans groupe de comparaison."
    );
}

#[test]
fn a_condition_that_rounding_would_carry_to_its_bound_is_told_beside_it() {
    let mut workshop = two_waves();
    for condition in &mut workshop.figures.conditions {
        let share = match condition.kind {
            ConditionKind::Followed => 0.297,
            ConditionKind::Questionnaire => 0.104,
            _ => continue,
        };
        (condition.figure, condition.degree) = (Some(share), Degree::Unmet);
    }
    let said = plain(&workshop).method.conditions;
    let said: Vec<&str> = said.iter().map(|one| one.value.as_str()).collect();
    assert_eq!(
        [said[3], said[5]],
        [
            "un peu moins de 30 % des personnes qui pouvaient être suivies, en moyenne des groupes",
            "un peu plus de 10 % de « ne sait pas » et de réponses laissées en blanc",
        ]
    );
}

#[test]
fn the_funnel_shows_who_answered_and_names_the_group_that_is_kept_back() {
    let mut workshop = Workshop::new(&[Horizon::Short], [14, 3], progress);
    workshop.project.waves[0].populations = [(GroupId(0), 16), (GroupId(1), 5)].into();
    workshop.compute();
    let reference = plain(&workshop);
    let funnel = reference
        .method
        .funnel
        .expect("fourteen employees answered");
    assert_eq!(funnel.rows.len(), 1);
    assert_eq!(
        (funnel.rows[0].answered, funnel.rows[0].rate.as_str()),
        (14, "14 sur 16")
    );
    assert_eq!(
        funnel.caption.title,
        "17 personnes sur 21 ont répondu en décembre 2023"
    );
    assert_eq!(
        funnel.caption.note,
        "Un questionnaire est compté comme complet quand la moitié au moins des questions posées ont une réponse. \
         Nombre non publié (protection des répondants) : bénévoles. Détail : tableau A1."
    );
    assert_eq!(
        funnel.caption.alt,
        "Participation : 17 réponses sur 21 personnes. Salariés : 14 sur 16. Données : tableau A1."
    );
    assert_eq!(
        lines(&reference.annex.tables[0]),
        [
            "Court terme (décembre\u{a0}2023) | salariés | 16 | 14 | 14 | 14 sur 16",
            "Court terme (décembre\u{a0}2023) | bénévoles | 5 | #non publié | #non publié | #non publié",
            "Court terme (décembre\u{a0}2023) | ensemble | 21 | 17 | 17 | 81 %",
        ]
    );
    assert_eq!(
        reference.reading.states,
        ["withheld", "not-measured", "not-aimed"]
    );
}

#[test]
fn the_method_tells_the_waves_and_the_changes_that_can_be_seen() {
    let method = plain(&two_waves()).method;
    let waves = method.waves.expect("two waves were answered");
    assert_eq!(waves.title, "2 mesures");
    assert_eq!(
        lines(&waves),
        [
            "Au départ (février\u{a0}2023) | 1er février 2023 | salariés et bénévoles | 26",
            "Moyen terme (juin\u{a0}2025) | 10 juin 2025 | salariés et bénévoles | 26",
        ]
    );
    let funnel = method.funnel.expect("the two waves were compared");
    assert!(funnel.rows.iter().all(|row| !row.detectable.is_empty()));
    assert!(
        funnel
            .caption
            .note
            .contains(" ; pour les salariés, un écart de moins de ")
    );
    let compared = method
        .paragraphs
        .iter()
        .find(|term| term.word == "Qui est comparé")
        .expect("same people");
    assert_eq!(
        compared.text,
        "De la première à la dernière mesure, les réponses comparées viennent, selon le groupe, de personnes suivies par \
         un code anonyme ou de personnes différentes. Salariés : mêmes personnes ; bénévoles : mêmes personnes."
    );
}

#[test]
fn one_measure_says_nothing_of_change() {
    let reference = plain(&one_wave());
    assert_eq!(numbers(&reference), ["A1", "A2", "A3"]);
    assert!(reference.reading.verdicts.is_empty());
    let funnel = reference.method.funnel.as_ref().expect("somebody answered");
    assert!(funnel.rows.iter().all(|row| row.detectable.is_empty()));
    assert_eq!(
        reference.method.evidence,
        "Niveau de preuve : mesure à un seul moment, sans point de comparaison."
    );
    let all = all_words(&reference).to_lowercase();
    for word in [
        "évolution",
        "amélioration établie",
        "amélioration probable",
        "dégradation",
        "stabilité",
        "progress",
        "changement",
        "recul",
    ] {
        assert!(!all.contains(word), "« {word} » with one measure");
    }
}

#[test]
fn answers_too_few_to_be_published_leave_no_score_anywhere() {
    let reference = plain(&Workshop::new(&[Horizon::Short], [3, 0], progress));
    assert_eq!(numbers(&reference), ["A1"]);
    assert!(reference.method.funnel.is_none());
    assert_eq!(
        reference.method.conditions[0].value,
        "non publiée (protection des répondants)"
    );
    assert_eq!(reference.method.conditions[5].value, "non publié");
    assert_eq!(
        reference.method.conditions_sentence,
        "Aucune condition de mesure réunie sur 6, 2 non publiées."
    );
    assert_eq!(
        reference.reading.paragraphs[0],
        "Ce dossier ne montre aucun score : il n'y a pas de réponses individuelles, ou aucune ne donne un score que l'on puisse publier."
    );
}

#[test]
fn a_group_that_only_has_a_bound_is_said_to_be_left_out_of_the_ensemble() {
    let ensemble = |answers: Answers| {
        let reading = plain(&Workshop::new(&[Horizon::Medium], [12, 12], answers)).reading;
        let mut said = reading.paragraphs.into_iter();
        said.find(|said| said.starts_with("« Ensemble »"))
    };
    assert_eq!(
        ensemble(progress).as_deref(),
        Some(
            "« Ensemble » est la moyenne des groupes publiés : chacun y compte autant que les autres, quel que soit son nombre \
             de réponses."
        )
    );
    let half = |asked: Asked| match asked.group {
        0 => favourable(asked),
        _ => progress(asked),
    };
    assert_eq!(
        ensemble(half).as_deref(),
        Some(
            "« Ensemble » est la moyenne des groupes publiés, hors « ≥ » et « ≤ » : chacun y compte autant, quel que soit son \
             nombre de réponses."
        )
    );
}

#[test]
fn groups_published_together_were_invited_one_by_one() {
    let mut workshop = Workshop::new(&[Horizon::Short], [14, 3], progress);
    workshop.project.merges = vec![Merge {
        label: "salariés et bénévoles".to_owned(),
        groups: vec![GroupId(0), GroupId(1)],
    }];
    workshop.compute();
    let asked = &plain(&workshop).method.paragraphs[0];
    assert_eq!(asked.word, "Qui a été interrogé");
    assert!(
        asked.text.starts_with(
            "2 groupes ont été invités à répondre : salariés et bénévoles. Le « Questionnaire d'essai »"
        ),
        "{}",
        asked.text
    );
}

#[test]
fn days_of_one_year_name_it_once() {
    let mut workshop = one_wave();
    workshop.figures.waves[0].days = Some((day(2023, 11, 20), day(2023, 12, 14)));
    let waves = plain(&workshop).method.waves.expect("a wave was answered");
    assert_eq!(
        lines(&waves),
        [
            "Court terme (décembre\u{a0}2023) | du 20 novembre au 14 décembre 2023 | salariés et bénévoles | 26"
        ]
    );
    workshop.figures.waves[0].days = Some((day(2023, 12, 4), day(2023, 12, 14)));
    let waves = plain(&workshop).method.waves.expect("a wave was answered");
    assert_eq!(
        lines(&waves),
        [
            "Court terme (décembre\u{a0}2023) | du 4 au 14 décembre 2023 | salariés et bénévoles | 26"
        ]
    );
}

#[test]
fn the_body_keeps_technical_words_for_the_annex() {
    let reference = plain(&two_waves());
    let body = [
        serde_json::to_string(&reference.reading).expect("JSON"),
        serde_json::to_string(&reference.method).expect("JSON"),
    ]
    .join("\n");
    let found: Vec<&str> = body
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| ["IC", "MIC", "NSP", "k", "T0", "Holm", "p"].contains(word))
        .collect();
    assert_eq!(found, Vec::<&str>::new());
}
