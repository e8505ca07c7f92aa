//! A team that marked criteria together: its section, and the first page when nothing else was measured.

use jalon::model::project::CollectiveMark;
use jalon::model::{CriterionId, Horizon};

use super::essential::{figures, texts};
use super::workshop::{Workshop, day, progress};

fn mark(criterion: u8, horizon: Horizon, mark: u8) -> CollectiveMark {
    let (year, participants) = if horizon == Horizon::Short {
        (2023, 7)
    } else {
        (2025, 6)
    };
    CollectiveMark {
        criterion: CriterionId(criterion),
        horizon,
        mark,
        argument: format!("Argument du critère {criterion}, {}.", horizon.key()),
        date: Some(day(year, 6, 12)),
        participants: Some(participants),
    }
}

#[test]
fn two_meetings_are_no_single_moment() {
    let mut workshop = Workshop::new(&[], [0, 0], progress);
    workshop.project.collective = vec![mark(0, Horizon::Short, 5)];
    assert_eq!(
        workshop.dossier().method.evidence,
        "Niveau de preuve : récit argumenté, sans réponses individuelles."
    );
    workshop
        .project
        .collective
        .push(mark(0, Horizon::Medium, 7));
    assert_eq!(
        workshop.dossier().method.evidence,
        "Niveau de preuve : notes fixées par l'équipe à plusieurs échéances, sans réponses individuelles."
    );
}

#[test]
fn a_team_that_only_marked_together_gets_its_figures_from_there() {
    let mut workshop = Workshop::new(&[], [0, 0], progress);
    workshop.project.collective = vec![
        mark(7, Horizon::Medium, 7),
        mark(0, Horizon::Medium, 7),
        mark(2, Horizon::Medium, 3),
    ];
    let dossier = workshop.dossier();
    assert_eq!(
        texts(&dossier.essential),
        [
            (
                "Profil de départ selon l'équipe",
                "L'équipe a noté ensemble 3 critères (6 personnes, 12 juin 2025). Ces notes serviront de repère à la \
                 prochaine réunion.",
            ),
            (
                "Points solides selon l'équipe",
                "Note la plus haute : 7 sur 10, pour « Participation » et « Qualité de vie au travail ».",
            ),
            (
                "À surveiller selon l'équipe",
                "Note la plus basse : 3 sur 10, pour « Modèle économique ». Les personnes concernées n'ont pas encore \
                 été interrogées.",
            ),
        ]
    );
    assert_eq!(
        figures(&dossier.essential),
        [
            ("6", "personnes ont fixé les notes ensemble"),
            ("3", "critères notés par l'équipe, pour 4 visés"),
            ("2", "notes de 7 sur 10 ou plus"),
            ("1", "note de 4 sur 10 ou moins, à surveiller"),
        ]
    );
    assert_eq!(dossier.cover.measures, "Cotation collective : juin 2025");
    assert_eq!(dossier.overview, None);
    assert!(dossier.categories.is_empty());
}

#[test]
fn marks_of_two_meetings_stand_side_by_side() {
    let mut workshop = Workshop::new(&[], [0, 0], progress);
    workshop.project.collective = vec![
        mark(0, Horizon::Short, 5),
        mark(2, Horizon::Short, 5),
        mark(7, Horizon::Short, 6),
        mark(0, Horizon::Medium, 7),
        mark(2, Horizon::Medium, 3),
        mark(10, Horizon::Medium, 6),
    ];
    let dossier = workshop.dossier();
    let section = dossier.collective.expect("the team marked criteria");
    assert_eq!(
        section.introduction,
        "L'équipe s'est réunie, a débattu et fixé ces notes ensemble, de 0 à 10, avec un argument pour chacune. À court \
         terme : 7 personnes, 12 juin 2023 ; à moyen terme : 6 personnes, 12 juin 2025."
    );
    assert_eq!(
        section.columns,
        [
            "Court terme (juin\u{a0}2023)",
            "Moyen terme (juin\u{a0}2025)"
        ]
    );
    let rows: Vec<_> = section
        .rows
        .iter()
        .map(|row| (row.number, row.marks.as_slice()))
        .collect();
    assert_eq!(
        rows,
        [
            (1, [Some(5), Some(7)].as_slice()),
            (3, &[Some(5), Some(3)]),
            (8, &[Some(6), None]),
            (11, &[None, Some(6)]),
        ]
    );
    assert_eq!(section.rows[2].argument, "Argument du critère 7, court.");
    assert_eq!(
        section.alt,
        "Notes de l'équipe de 0 à 10 sur 4 critères, court terme et moyen terme. Dernière note la plus haute : \
         Participation (7). La plus basse : Modèle économique (3)."
    );
    assert_eq!(
        texts(&dossier.essential)[0].1,
        "Dernière note plus haute que la première : « Participation » (5 puis 7). Dernière note plus basse que la \
         première : « Modèle économique » (5 puis 3)."
    );
}
