//! The first page where its usual words would be false: groups that part, scores that are bounds, no margin, a measure replaced.

use jalon::model::Horizon;

use super::essential::{TWO, figures, invite, texts};
use super::workshop::{Workshop, crossing, favourable, progress};

#[test]
fn what_holds_leaves_out_what_groups_move_each_their_way() {
    let workshop = Workshop::new(&TWO, [14, 12], crossing);
    let changes = workshop.results().changes.expect("two measures");
    assert_eq!(
        changes.sentences,
        [
            "Sur 14 personnes suivies (salariés), 13 reculent, 1 est stable et aucune ne progresse pour « Participation » : \
             dégradation établie.",
            "Chez les bénévoles, amélioration établie pour « Participation » : de 56 à 79 (+23\u{a0}points, entre +17 et +29).",
            "Stabilité établie pour 3 critères.",
            "Derrière une stabilité d'ensemble, un groupe au moins a bougé : « Participation », −23\u{a0}points chez les \
             salariés (dégradation établie) et +23\u{a0}points chez les bénévoles (amélioration établie).",
            "Pour 1 critère, l'écart ne permet pas de conclure (écart détectable : 19\u{a0}points).",
        ]
    );
    assert_eq!(
        texts(&workshop.dossier().essential)[1],
        (
            "Ce qui tient",
            "Stabilité établie, sans évolution établie ou probable d'un groupe, pour « Modèle économique » et \
             « Développement des capacités ».",
        )
    );
}

#[test]
fn scores_that_are_bounds_are_told_in_words_and_their_lack_of_change_with_its_causes() {
    let workshop = Workshop::new(&TWO, [14, 12], |_| Some(4));
    let essential = workshop.dossier().essential;
    assert_eq!(
        texts(&essential)[0],
        (
            "Ce qui a bougé",
            "Aucune évolution n'est publiée : trop peu de personnes ont répondu aux deux mesures, leurs réponses se \
             ressemblent trop pour être montrées, ou les questions ont changé.",
        )
    );
    let strip = essential.strip.expect("scores are published");
    assert_eq!(strip.caption.title, "Tous les scores sont d'au moins 95");
    let qvct = workshop.results().qvct.expect("levels are published");
    assert_eq!(
        qvct.chart.caption.subtitle,
        "Scores de 0 à 100, salariés et bénévoles, à moyen terme (juin\u{a0}2025)"
    );
    let texts: Vec<&str> = qvct
        .findings
        .iter()
        .map(|term| term.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "Ensemble : ≥ 95. Niveau élevé. Savoir ce qu'on attend de soi, disposer du temps, des moyens et de la latitude \
             nécessaires pour bien le faire.",
            "Ensemble : ≥ 95. Niveau élevé. Comprendre où va la structure, y trouver du sens, être informé, soutenu et \
             reconnu par l'encadrement.",
            "Salariés : ≥ 95. Niveau élevé. Travailler sans abîmer sa santé, avec une charge tenable et des risques connus \
             et réduits.",
        ]
    );
}

#[test]
fn a_measure_that_a_later_one_of_its_term_replaces_is_counted_apart() {
    let terms = [Horizon::Reference, Horizon::Medium, Horizon::Medium];
    let essential = Workshop::new(&terms, [14, 12], progress)
        .dossier()
        .essential;
    assert_eq!(
        figures(&essential)[1],
        ("2", "mesures retenues sur 3, de février 2023 à juin 2025")
    );
    let terms = [Horizon::Medium, Horizon::Medium];
    let essential = Workshop::new(&terms, [14, 12], progress)
        .dossier()
        .essential;
    assert_eq!(
        figures(&essential)[1],
        (
            "1",
            "mesure retenue sur 2, en juin 2025 : un premier profil"
        )
    );
    let opening = texts(&essential)[0].1;
    assert!(
        opening.starts_with(
            "Une seule mesure retenue sur 2 (même échéance), en juin 2025 : elle servira de repère à la suivante. Le départ \
             n'a pas été mesuré. "
        ),
        "{opening}"
    );
}

#[test]
fn where_everybody_answered_no_margin_is_spoken_of() {
    let mut workshop = Workshop::new(&[Horizon::Reference], [14, 12], favourable);
    invite(&mut workshop, [14, 12]);
    let essential = workshop.dossier().essential;
    assert_eq!(
        texts(&essential)[1],
        (
            "Points solides",
            "Score élevé : « Participation » 88 (toutes les personnes ont répondu), « Modèle économique » ≥ 75 (toutes les \
             personnes ont répondu) et 2 autres critères.",
        )
    );
}

#[test]
fn those_who_are_too_many_in_one_group_do_not_stand_for_those_who_lack_in_another() {
    let mut workshop = Workshop::new(&[Horizon::Reference], [14, 12], favourable);
    let told = |workshop: &Workshop| {
        let essential = workshop.dossier().essential;
        let figure = &essential.figures[0];
        (
            format!("{} {}", figure.value, figure.label),
            essential.unsaid[1].clone(),
        )
    };
    invite(&mut workshop, [14, 20]);
    assert_eq!(
        told(&workshop),
        (
            "26 sur 34 personnes invitées ont répondu à la dernière mesure, en février 2023"
                .to_owned(),
            "Il ne dit rien des 8 personnes invitées qui n'ont pas répondu.".to_owned()
        )
    );
    invite(&mut workshop, [13, 20]);
    assert_eq!(
        told(&workshop),
        (
            "26 réponses à la dernière mesure, en février 2023, pour 33 personnes déclarées".to_owned(),
            "Il ne dit pas quelle part des personnes a répondu : le nombre d'invités est à corriger.".to_owned()
        )
    );
}

#[test]
fn more_answers_than_people_invited_are_never_told_as_everybody_s() {
    let mut workshop = Workshop::new(&[Horizon::Reference], [14, 12], favourable);
    invite(&mut workshop, [13, 12]);
    let dossier = workshop.dossier();
    assert_eq!(
        texts(&dossier.essential)[1],
        (
            "Points solides",
            "Score élevé : « Participation » 88 (plus de réponses que de personnes invitées), « Modèle économique » ≥ 75 (plus \
             de réponses que de personnes invitées) et 2 autres critères.",
        )
    );
    let scores = dossier
        .annex
        .tables
        .iter()
        .find(|table| table.number == "A2");
    let note = &scores.expect("a table of scores").note;
    assert!(
        note.contains(
            "(plus que d'invités) : plus de réponses que de personnes invitées, qui sont alors tenues pour toutes celles \
             qu'il y avait à interroger."
        ),
        "{note}"
    );
}

#[test]
fn a_criterion_that_went_from_one_end_to_the_other_is_told_by_its_two_bounds() {
    let workshop = Workshop::new(&TWO, [14, 12], |asked| {
        Some(if asked.wave == 0 { 0 } else { 4 })
    });
    let essential = workshop.dossier().essential;
    assert_eq!(
        texts(&essential)[0],
        (
            "Ce qui a bougé",
            "Toutes les réponses sont passées d'un côté à l'autre pour « Participation » (de ≤ 5 à ≥ 95), « Modèle économique » \
             (de ≤ 5 à ≥ 95) et 2 autres critères.",
        )
    );
}

#[test]
fn a_group_that_is_low_is_told_where_the_mean_of_groups_is_not() {
    let workshop = Workshop::new(&[Horizon::Medium], [14, 12], |asked| {
        let base = u8::try_from(asked.person % 3).expect("small");
        Some(if asked.group == 0 { base } else { 2 + base })
    });
    let essential = workshop.dossier().essential;
    assert_eq!(
        texts(&essential)[2],
        (
            "À surveiller",
            "Score bas, marge d'incertitude comprise : « Qualité de vie au travail » 23 (entre 8 et 38). Score d'un groupe \
             sous 50, marge comprise : « Participation » 23 (salariés, entre 11 et 35) et « Modèle économique » 23 (salariés, \
             entre 11 et 35). Écart établi entre groupes sur « Participation » et un autre critère.",
        )
    );
    assert_eq!(
        figures(&essential)[3],
        (
            "3",
            "critères à surveiller : score sous 50 marge comprise, pour l'ensemble ou un groupe"
        )
    );
}

#[test]
fn answers_that_do_not_count_are_not_said_to_be_kept_back() {
    let mut workshop = Workshop::new(&TWO, [14, 12], |_| None);
    invite(&mut workshop, [16, 20]);
    let dossier = workshop.dossier();
    let told = texts(&dossier.essential);
    assert_eq!(
        (told[0], told[2]),
        (
            (
                "Ce qui est mesuré",
                "Les questionnaires ne donnent aucun score : aucune réponse n'y compte (« ne sait pas », « non concerné », \
                 case vide).",
            ),
            (
                "Ce qui reste à faire",
                "Revoir les questions avec les personnes concernées avant de les interroger à nouveau, ou noter les critères \
                 ensemble en équipe.",
            ),
        )
    );
    assert_eq!(
        dossier.essential.unsaid,
        [
            "Il présente ce que le projet déclare ; aucun résultat d'enquête ne le confirme.",
            "Il ne dit rien des 10 personnes invitées qui n'ont pas répondu.",
            "Il ne compare pas avec des personnes que le projet ne concerne pas.",
            "Il ne classe pas ce projet par rapport à d'autres.",
        ]
    );
    assert!(
        dossier
            .advice
            .next_wave
            .ends_with("Revoir d'abord les questions : aucune réponse n'y a compté dans un score."),
        "{}",
        dossier.advice.next_wave
    );
}

#[test]
fn a_first_measure_at_the_start_is_where_the_project_starts_from() {
    let dossier = Workshop::new(&[Horizon::Reference], [12, 12], progress).dossier();
    let told = texts(&dossier.essential);
    assert_eq!(told[0].0, "Profil de départ");
    assert!(
        told[0].1.starts_with(
            "Une seule mesure, en février 2023 : elle servira de repère à la suivante. Ensemble : "
        ),
        "{}",
        told[0].1
    );
    assert_eq!(
        figures(&dossier.essential)[1],
        ("1", "mesure, en février 2023 : un profil de départ")
    );
}

#[test]
fn a_low_score_on_which_opinions_are_split_is_said_to_be_left_out() {
    let workshop = Workshop::new(&[Horizon::Medium], [14, 3], |asked| match asked.item {
        2 => Some(if asked.person < 4 { 3 } else { 0 }),
        _ => favourable(asked),
    });
    let essential = workshop.dossier().essential;
    assert_eq!(
        texts(&essential)[2],
        (
            "À surveiller",
            "Aucun score bas n'est établi, hors avis partagés. Sur « Modèle économique », les avis des salariés sont partagés : \
             4 personnes sur 14 à 75 ou plus, 10 personnes à 25 ou moins.",
        )
    );
    assert_eq!(
        figures(&essential)[3],
        (
            "0",
            "critère à surveiller : score sous 50 marge comprise, pour l'ensemble ou un groupe, hors avis partagés"
        )
    );
}
