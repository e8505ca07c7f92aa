//! Recommendations as printed, in both editions, and when to measure next.

use jalon::assess::advice::{Advice, Bygone, Recommendation};
use jalon::document::Edition;
use jalon::document::parts::{AdviceDecision, Confidence, Term};
use jalon::model::Horizon;
use jalon::model::programme::{Contact, Programme};
use jalon::model::project::{Decision, DecisionAnswer};

use super::workshop::{Workshop, day, progress};

fn found(id: &str, established: bool) -> Recommendation {
    Recommendation {
        id: id.to_owned(),
        title: "Installer un rendez-vous régulier".to_owned(),
        axis: "participation".to_owned(),
        established,
        evidence: "Constat.".to_owned(),
        action: "Action.".to_owned(),
        who: "Direction".to_owned(),
        due: "2 mois".to_owned(),
        follow_up: "même score".to_owned(),
        trigger: "score de moins de 50".to_owned(),
        sources: vec!["Elzeard".to_owned(), "Le Cascc".to_owned()],
        resource: None,
        priority: 120.0,
    }
}

fn workshop() -> Workshop {
    let mut workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 12], progress);
    workshop.advice = Advice {
        actions: vec![
            found("PART-02", true),
            found("PUB-01/C13", false),
            found("SENS-01", true),
        ],
        supports: vec![found("APP-01/C09", true)],
        ..Advice::default()
    };
    let decision = |rule: &str, answer, reason: &str| Decision {
        rule: rule.to_owned(),
        answer,
        reason: reason.to_owned(),
        line: None,
    };
    workshop.project.decisions = vec![
        decision("PART-02", DecisionAnswer::Adapted, "Une fois par mois."),
        decision("PUB-01", DecisionAnswer::Dropped, "Pas notre but."),
    ];
    workshop
}

#[test]
fn the_working_edition_proposes_and_leaves_room_for_decisions() {
    let section = workshop().dossier().advice;
    assert_eq!(
        section.introduction,
        "Ces propositions viennent de règles écrites à l'avance, appliquées à ce qui est publié dans ce dossier et à ce \
         que le projet déclare. Elles ouvrent une discussion : l'équipe décide."
    );
    let cards: Vec<_> = section
        .cards
        .iter()
        .map(|card| (card.rank, card.confidence, card.confidence_word.as_str()))
        .collect();
    assert_eq!(
        cards,
        [
            (1, Confidence::Established, "Nous recommandons"),
            (2, Confidence::ToConfirm, "À vérifier avec l'équipe"),
            (3, Confidence::Established, "Nous recommandons"),
        ]
    );
    assert_eq!(section.cards[0].source, "Elzeard ; Le Cascc");
    assert_eq!(section.cards[0].trigger, "score de moins de 50");
    assert!(section.cards.iter().all(|card| card.decision.is_none()));
    // A line an action and two more.
    assert_eq!(section.plan_lines, 5);
}

#[test]
fn a_finding_that_names_its_subject_is_not_headed_by_it() {
    let mut workshop = workshop();
    let unheard = |group: &str| Recommendation {
        title: format!("Écouter autrement un groupe sans résultat séparé : les {group}"),
        evidence: format!("Aucun résultat séparé n'est publié pour les {group}."),
        ..found(&format!("DATA-02/{group}"), false)
    };
    workshop.advice.data = vec![unheard("bénévoles"), unheard("partenaires")];
    let data = workshop.dossier().advice.data;
    assert_eq!(data.len(), 1);
    assert_eq!(
        (data[0].title.as_str(), data[0].finding.as_str()),
        (
            "Écouter autrement un groupe sans résultat séparé",
            "Aucun résultat séparé n'est publié pour les bénévoles et les partenaires.",
        )
    );
    // What is not the same of both is said of each.
    workshop.advice.data[1].evidence = "Rien n'est publié pour les partenaires.".to_owned();
    assert_eq!(
        workshop.dossier().advice.data[0].finding,
        "Aucun résultat séparé n'est publié pour les bénévoles. Rien n'est publié pour les partenaires."
    );
}

#[test]
fn a_point_that_comes_for_several_subjects_is_made_once() {
    let mut workshop = workshop();
    let split = |instance: &str, subject: &str, evidence: &str| Recommendation {
        title: format!("Discuter d'avis très partagés : {subject}"),
        evidence: evidence.to_owned(),
        follow_up: format!("avis sur « {subject} »"),
        ..found(&format!("DATA-05/{instance}"), false)
    };
    workshop.advice.data = vec![
        split("C01", "Participation", "Chez les salariés, 4 sur 14."),
        found("DATA-04", false),
        split("C03", "Modèle économique", "Modèle économique : 5 sur 14."),
    ];
    let data = workshop.dossier().advice.data;
    let told: Vec<_> = data
        .iter()
        .map(|card| {
            (
                card.title.as_str(),
                card.finding.as_str(),
                card.follow_up.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "Discuter d'avis très partagés",
                "« Participation » : chez les salariés, 4 sur 14. Modèle économique : 5 sur 14.",
                "avis sur « Participation » et avis sur « Modèle économique »",
            ),
            (
                "Installer un rendez-vous régulier",
                "Constat.",
                "même score"
            ),
        ]
    );
}

#[test]
fn the_funder_reads_what_the_team_answered() {
    let mut workshop = workshop();
    workshop.edition = Edition::Funder;
    let dossier = workshop.dossier();
    let answer = |answer: &str, reason: &str| {
        Some(AdviceDecision {
            answer: answer.to_owned(),
            reason: reason.to_owned(),
        })
    };
    let decisions: Vec<_> = dossier
        .advice
        .cards
        .iter()
        .map(|card| card.decision.clone())
        .collect();
    assert_eq!(
        decisions,
        [
            answer("adaptée", "Une fois par mois."),
            answer("écartée", "Pas notre but."),
            answer("pas encore discutée", ""),
        ]
    );
    assert_eq!(dossier.advice.supports[0].decision, None);
    assert_eq!(dossier.advice.plan_lines, 0);
    assert_eq!(dossier.identity.edition, "financeur");
    assert_eq!(dossier.identity.edition_label, "édition financeur");
}

#[test]
fn a_decision_on_a_recommendation_that_is_gone_is_printed_for_the_funder() {
    let mut workshop = workshop();
    workshop.advice.bygone = vec![
        Bygone {
            rule: "PART-02".to_owned(),
            title: Some("Ouvrir les décisions".to_owned()),
            near: None,
            decision: 0,
        },
        Bygone {
            rule: "PRAT-02".to_owned(),
            title: None,
            near: Some("PART-02".to_owned()),
            decision: 1,
        },
    ];
    assert_eq!(workshop.dossier().advice.bygone, []);
    workshop.edition = Edition::Funder;
    assert_eq!(
        workshop.dossier().advice.bygone,
        [Term {
            word: "Ouvrir les décisions (PART-02)".to_owned(),
            text: "Adaptée. Une fois par mois.".to_owned(),
        }]
    );
}

#[test]
fn both_editions_show_the_same_figures() {
    let mut workshop = workshop();
    let working = workshop.dossier();
    workshop.edition = Edition::Funder;
    let funder = workshop.dossier();
    assert_eq!(working.essential, funder.essential);
    assert_eq!(working.overview, funder.overview);
    assert_eq!(working.changes, funder.changes);
    assert_eq!(working.annex, funder.annex);
}

/// The same questions to the same few people would be kept back again.
#[test]
fn where_nothing_could_be_published_the_next_measure_says_what_to_change() {
    let mut workshop = Workshop::new(&[Horizon::Reference], [3, 4], progress);
    workshop.date = day(2023, 5, 1);
    assert_eq!(
        workshop.dossier().advice.next_wave,
        "Court terme : dès maintenant et au plus tard le 16 janvier 2024. Aux mêmes groupes, les réponses risquent de ne pas \
         pouvoir être publiées non plus : réunir des groupes d'avance, ou se noter ensemble."
    );
}

#[test]
fn the_next_measure_is_the_first_term_that_is_still_open() {
    let mut workshop = workshop();
    let next = |workshop: &Workshop| workshop.dossier().advice.next_wave;
    assert_eq!(
        next(&workshop),
        "Long terme : dès maintenant. Poser les mêmes questions, aux mêmes groupes, permettra de comparer."
    );
    workshop.date = day(2025, 9, 1);
    assert_eq!(
        next(&workshop),
        "Long terme : à partir du 17 janvier 2026. Poser les mêmes questions, aux mêmes groupes, permettra de comparer."
    );
    let mut workshop = Workshop::new(&[Horizon::Reference], [14, 12], progress);
    workshop.date = day(2023, 5, 1);
    assert_eq!(
        next(&workshop),
        "Court terme : dès maintenant et au plus tard le 16 janvier 2024. Poser les mêmes questions, aux mêmes groupes, \
         permettra de comparer."
    );
    workshop.project.start = None;
    assert_eq!(
        next(&workshop),
        "Échéances qui restent à mesurer : court terme, moyen terme et long terme."
    );
    workshop.date = day(2023, 1, 20);
    assert_eq!(
        next(&workshop),
        "La prochaine mesure déclarée commence le 1er février 2023. Poser les mêmes questions, aux mêmes groupes, \
         permettra de comparer."
    );
}

#[test]
fn contacts_are_the_programmes_else_the_referentials() {
    let mut workshop = workshop();
    let own = workshop.dossier().advice.contacts;
    assert_eq!(own.len(), workshop.referential.resources.len());
    workshop.programme = Some(Programme {
        contacts: vec![Contact {
            name: "Accueil".to_owned(),
            telephone: Some("05 00 00 00 00".to_owned()),
            email: None,
            site: Some("https://essai.example".to_owned()),
        }],
        ..Programme::default()
    });
    let contacts = workshop.dossier().advice.contacts;
    assert_eq!(contacts.len(), 1);
    assert_eq!(contacts[0].text, "05 00 00 00 00 · https://essai.example");
}
