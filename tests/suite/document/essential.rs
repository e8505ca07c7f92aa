//! The first page: three sentences, four figures and what is not said, case by case.

use jalon::assess::advice::Recommendation;
use jalon::document::dossier::Essential;
use jalon::document::parts::{Cell, Movement};
use jalon::model::{GroupId, Horizon};

use super::workshop::{Workshop, alternating, decline, favourable, progress};

pub const TWO: [Horizon; 2] = [Horizon::Reference, Horizon::Medium];

pub fn texts(essential: &Essential) -> Vec<(&str, &str)> {
    let terms = essential.sentences.iter();
    terms
        .map(|term| (term.word.as_str(), term.text.as_str()))
        .collect()
}

pub fn figures(essential: &Essential) -> Vec<(&str, &str)> {
    let figures = essential.figures.iter();
    figures
        .map(|figure| (figure.value.as_str(), figure.label.as_str()))
        .collect()
}

/// People invited at every wave.
pub fn invite(workshop: &mut Workshop, people: [u32; 2]) {
    for wave in &mut workshop.project.waves {
        wave.populations = (0u8..).map(GroupId).zip(people).collect();
    }
    workshop.compute();
}

#[test]
fn two_waves_say_what_moved_what_holds_and_what_to_watch() {
    let mut workshop = Workshop::new(&TWO, [14, 12], progress);
    invite(&mut workshop, [16, 20]);
    let essential = workshop.dossier().essential;
    assert_eq!(
        texts(&essential),
        [
            (
                "Ce qui a bougé",
                "De février 2023 à juin 2025 (ensemble), 1 critère en amélioration établie : « Participation » \
                 (+20\u{a0}points). Sur 14 personnes suivies (salariés), 11 progressent, 3 sont stables et aucune ne \
                 recule pour « Participation » : amélioration établie.",
            ),
            (
                "Ce qui tient",
                "Stabilité établie pour « Modèle économique » et « Développement des capacités ».",
            ),
            (
                "Ce qui demande attention",
                "Score d'un groupe sous 50, marge comprise : « Participation » 42 (bénévoles, entre 36 et 47). Sur \
                 « Participation », l'écart entre groupes est établi : 63 pour les salariés, 42 pour les bénévoles. À vérifier avec l'équipe, score sous 50 avec une marge qui le dépasse : « Qualité de vie \
                 au travail » 48 (entre 43 et 54).",
            ),
        ]
    );
    assert_eq!(
        figures(&essential),
        [
            (
                "26 sur 36",
                "personnes invitées ont répondu à la dernière mesure, en juin 2025"
            ),
            ("2", "mesures, de février 2023 à juin 2025"),
            (
                "1",
                "critère en amélioration établie ou probable, pour l'ensemble ou un groupe, sur 4"
            ),
            (
                "1",
                "critère à surveiller : en recul, ou score sous 50 marge comprise, pour l'ensemble ou un groupe"
            ),
        ]
    );
    assert_eq!(
        essential.unsaid,
        [
            "Il décrit des évolutions observées pendant le projet ; il ne dit pas que le projet en est la cause.",
            "Il ne dit rien des 10 personnes invitées qui n'ont pas répondu.",
            "Il ne compare pas avec des personnes que le projet ne concerne pas.",
            "Il ne classe pas ce projet par rapport à d'autres.",
        ]
    );
    assert!(essential.strip.is_some());
}

#[test]
fn the_marks_of_the_strip_compare_the_two_measures_of_the_sentences() {
    let terms = [Horizon::Reference, Horizon::Short, Horizon::Medium];
    let essential = Workshop::new(&terms, [14, 12], progress)
        .dossier()
        .essential;
    assert!(
        texts(&essential)[0].1.starts_with(
            "De février 2023 à juin 2025 (ensemble), 1 critère en amélioration établie"
        ),
        "{}",
        texts(&essential)[0].1
    );
    assert_eq!(essential.since, "De février 2023 à juin 2025");
    let strip = essential.strip.expect("scores are published");
    let marks: Vec<(u8, Option<Movement>)> = strip
        .blocks
        .iter()
        .flat_map(|block| &block.rows)
        .map(|row| match &row.cells[0] {
            Cell::Value(value) => (row.number, value.movement),
            _ => (row.number, None),
        })
        .collect();
    assert_eq!(
        marks,
        [
            (1, Some(Movement::Up)),
            (3, Some(Movement::Stable)),
            (8, Some(Movement::Inconclusive)),
            (11, Some(Movement::Stable)),
        ]
    );
    assert_eq!(strip.movements, ["up", "stable", "inconclusive"]);
}

#[test]
fn a_decline_is_said_first_among_what_to_watch() {
    let essential = Workshop::new(&TWO, [14, 3], decline).dossier().essential;
    assert_eq!(
        texts(&essential)[2].1,
        "En recul : « Participation » (−39\u{a0}points, dégradation établie). Score bas, marge d'incertitude comprise : \
         « Participation » 23 (entre 11 et 35, d'après les salariés). À vérifier avec l'équipe, score sous 50 avec une marge qui le dépasse : \
         « Qualité de vie au travail » 48 (entre 33 et 63). Avis partagés sur « Modèle économique »."
    );
    assert_eq!(essential.figures[3].value, "1");
    assert_eq!(
        essential.unsaid[2],
        "Non publié, pour la protection des répondants : les réponses des bénévoles."
    );
}

#[test]
fn nothing_conclusive_is_said_as_such() {
    let essential = Workshop::new(&TWO, [14, 12], alternating)
        .dossier()
        .essential;
    assert_eq!(
        texts(&essential),
        [
            (
                "Ce qui a bougé",
                "De février 2023 à juin 2025, aucune évolution ne dépasse la marge d'incertitude : pour 4 critères, les \
                 réponses ne permettent pas de conclure (écart détectable : 19 à 52\u{a0}points).",
            ),
            (
                "Ce qui tient",
                "Aucun score n'est élevé à coup sûr (70 ou plus, marge d'incertitude comprise). Tous les scores sont \
                 entre 48 et 50, hors critères aux avis partagés.",
            ),
            (
                "Ce qui demande attention",
                "Aucune dégradation et aucun score bas n'est établi. À vérifier avec l'équipe, score sous 50 avec une \
                 marge qui le dépasse : « Qualité de vie au travail » 48 (entre 22 et 74). Sur « Modèle économique », les \
                 avis des bénévoles sont partagés : 5 personnes sur 12 à 75 ou plus, 5 personnes à 25 ou moins.",
            ),
        ]
    );
}

#[test]
fn one_wave_is_a_profile_without_a_word_of_change() {
    let workshop = Workshop::new(&[Horizon::Medium], [12, 12], favourable);
    let dossier = workshop.dossier();
    assert_eq!(
        texts(&dossier.essential),
        [
            (
                "Premier profil",
                "Une seule mesure, en juin 2025 : elle servira de repère à la suivante. Le départ n'a pas été mesuré. Ensemble : Dynamique de projet \
                 88 (entre 76 et 99) ; Publics cibles ≥ 75.",
            ),
            (
                "Points solides",
                "Score élevé, marge d'incertitude comprise : « Participation » 88 (entre 81 et 94). Réponses très \
                 convergentes et favorables : « Modèle économique » ≥ 75, « Qualité de vie au travail » ≥ 75 et 1 autre critère.",
            ),
            ("À surveiller", "Aucun score bas n'est établi."),
        ]
    );
    assert_eq!(
        figures(&dossier.essential)[1..],
        [
            ("1", "mesure, en juin 2025 : un premier profil"),
            ("4", "critères avec un score publié, sur 4 visés"),
            (
                "0",
                "critère à surveiller : score sous 50 marge comprise, pour l'ensemble ou un groupe"
            ),
        ]
    );
    assert_eq!(
        dossier.essential.unsaid[0],
        "Il donne un profil à un moment ; une seule mesure ne dit pas ce qui revient au projet."
    );
    assert_eq!(dossier.changes, None);
}

#[test]
fn a_team_of_four_is_told_what_it_can_do() {
    let essential = Workshop::new(&TWO, [3, 1], progress).dossier().essential;
    assert_eq!(
        texts(&essential)[0],
        (
            "Ce qui est mesuré",
            "Les réponses aux questionnaires ne sont pas publiées, pour la protection des répondants."
        )
    );
    assert_eq!(
        figures(&essential)[0],
        (
            "non publié",
            "nombre de réponses, pour la protection des répondants"
        )
    );
    assert_eq!(
        essential.unsaid,
        [
            "Il présente ce que le projet déclare ; aucun résultat d'enquête ne le confirme.",
            "Non publié, pour la protection des répondants : les réponses des salariés et des bénévoles.",
            "Il ne compare pas avec des personnes que le projet ne concerne pas.",
            "Il ne classe pas ce projet par rapport à d'autres.",
        ]
    );
}

#[test]
fn only_three_recommendations_stand_on_the_first_page_and_they_are_short() {
    let mut workshop = Workshop::new(&TWO, [14, 12], progress);
    let long = "Un constat avec ses chiffres et beaucoup de mots. ".repeat(9);
    let found = |rank: u32| Recommendation {
        id: format!("PART-0{rank}"),
        title: "Écrire noir sur blanc qui décide quoi".to_owned(),
        axis: "participation".to_owned(),
        established: rank < 3,
        evidence: long.clone(),
        action: String::new(),
        who: String::new(),
        due: String::new(),
        follow_up: String::new(),
        trigger: String::new(),
        sources: Vec::new(),
        resource: None,
        priority: 0.0,
    };
    workshop.advice.actions = (1..6).map(found).collect();
    let essential = workshop.dossier().essential;
    assert_eq!(essential.advice.len(), 3);
    assert!(
        essential.advice[2]
            .text
            .ends_with("beaucoup de mots. À vérifier avec l'équipe."),
        "{}",
        essential.advice[2].text
    );
    assert_eq!(
        essential.advice[0].text,
        "Un constat avec ses chiffres et beaucoup de mots. Un constat avec ses chiffres et beaucoup de mots. Un constat \
         avec ses chiffres et beaucoup de mots."
    );
}
