//! The case sheet: texts in their places, figures with their people, and nothing that the dossier would not print.

use jalon::assess::advice::Recommendation;
use jalon::document::case::{self, CaseSheet, Slot};
use jalon::model::case::{CaseCaution, CaseLever, CaseTexts};
use jalon::model::project::{Quote, QuoteOrigin};
use jalon::model::verbatim::Confidential;
use jalon::model::{CriterionId, GroupId, Horizon, Verbatim};

use super::case_faults::{triggered, whole, workshop, written};
use super::workshop::{Workshop, alternating, day, progress};

fn sheet(workshop: &Workshop) -> CaseSheet {
    workshop.with_study(case::build)
}

/// The first lever of a sheet, about a criterion.
fn about(mut workshop: Workshop, criterion: u8, group: Option<u8>) -> case::Lever {
    let mut texts = whole();
    texts.levers[0].criterion = Some(CriterionId(criterion));
    texts.levers[0].group = group.map(GroupId);
    workshop.project.case = Some(texts);
    sheet(&workshop).levers.remove(0)
}

#[test]
fn a_sheet_that_was_read_says_by_whom_and_a_draft_says_it_is_one() {
    let read = sheet(&workshop(whole()));
    assert_eq!(
        (
            read.identity.edition.as_str(),
            read.identity.edition_label.as_str()
        ),
        (
            "validee",
            "relue par C. R., cellule d'évaluation le 19 juin 2026"
        )
    );
    assert_eq!(read.aid, None);
    let draft = sheet(&workshop(CaseTexts {
        validation: None,
        ..whole()
    }));
    assert_eq!(
        (
            draft.identity.edition.as_str(),
            draft.identity.edition_label.as_str()
        ),
        ("travail", "projet de fiche – à valider")
    );
    assert_eq!(draft.aid, None);
}

#[test]
fn a_project_without_texts_gets_prompts_facts_and_what_may_be_cited() {
    let mut bare = workshop(whole());
    bare.project.case = None;
    bare.advice.actions.push(triggered("PART-03"));
    let sheet = sheet(&bare);
    let prompt = |slot: &Slot| match slot {
        Slot::Missing { prompt } => prompt.clone(),
        Slot::Written { .. } => panic!("nothing was written"),
    };
    assert_eq!(
        [
            &sheet.head.question,
            &sheet.presentation,
            &sheet.synthesis,
            &sheet.summary
        ]
        .map(prompt),
        [
            "À écrire, 30 mots au plus : la question à laquelle ce projet apporte une réponse.",
            "À écrire, de 30 à 90 mots : le projet, pour quelqu'un qui n'en a jamais entendu parler.",
            "À écrire, 30 mots au plus : en une phrase, ce qu'il faut retenir.",
            "À écrire, de 20 à 60 mots : ce que montre ce projet, et à quelle condition.",
        ]
    );
    assert_eq!(sheet.levers.len(), 3);
    assert_eq!(sheet.cautions[0].text, "Titre de PART-03");
    let aid = sheet.aid.expect("texts are missing");
    assert_eq!(aid.sentences.len(), 3);
    assert_eq!(aid.rules[0].word, "PART-03");
    assert_eq!(aid.criteria[0].word, "C01");
    assert_eq!(
        aid.criteria[0].text,
        "« Participation » : amélioration établie, +20\u{a0}points (ensemble)"
    );
    assert_eq!(sheet.contacts[0].text, "contact non renseigné");
}

#[test]
fn a_lever_s_figure_gives_both_ends_of_a_change_that_can_be_concluded_on() {
    let two = || Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 12], progress);
    let figure = about(two(), 0, None).figure.expect("published");
    assert_eq!(
        (
            figure.caption.title.as_str(),
            figure.caption.subtitle.as_str(),
            figure.caption.note.as_str(),
        ),
        (
            "32 puis 52 : amélioration établie",
            "« Participation », ensemble",
            "De février 2023 à juin 2025 : +20\u{a0}points (entre +13 et +26) ; mêmes personnes, 26 puis 26 personnes.",
        )
    );
    let of_group = about(two(), 0, Some(0)).figure.expect("published");
    assert_eq!(of_group.caption.subtitle, "« Participation », salariés");
    assert_eq!(
        of_group.caption.note,
        "De février 2023 à juin 2025 : +39\u{a0}points (entre +27 et +51) ; 11 personnes sur 14 progressent ; mêmes personnes, 14 puis \
         14 personnes."
    );
}

#[test]
fn what_is_uncertain_shows_where_it_stands_and_no_movement() {
    let two = Workshop::new(
        &[Horizon::Reference, Horizon::Medium],
        [30, 25],
        alternating,
    );
    let lever = about(two, 0, Some(1));
    let figure = lever.figure.expect("published");
    assert_eq!(figure.first, None);
    assert!(
        figure
            .caption
            .note
            .ends_with("L'évolution ne permet pas de conclure."),
        "{}",
        figure.caption.note
    );
    assert!(figure.interval.0 < figure.interval.1);
}

#[test]
fn what_is_withheld_has_no_figure_and_says_so() {
    let few = Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 3], progress);
    let lever = about(few, 0, Some(1));
    assert_eq!(lever.figure, None);
    assert_eq!(
        lever.no_figure,
        "« Participation » : non publié, pour la protection des répondants."
    );
}

#[test]
fn opinions_that_are_split_are_told_instead_of_their_mean() {
    let two = Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 12], progress);
    let lever = about(two, 2, None);
    assert_eq!(lever.figure, None);
    assert_eq!(
        lever.no_figure,
        "« Modèle économique » : les avis sont partagés au sein d'un groupe, une moyenne ne les résume pas."
    );
}

#[test]
fn a_quote_stands_in_its_lever_on_the_same_terms_as_everywhere() {
    let mut texts = whole();
    texts.validation = None;
    texts.levers[0].quote = written("On décide");
    let mut workshop = workshop(texts);
    let quote = Quote {
        group: Some(GroupId(0)),
        wave: None,
        criterion: Some(CriterionId(0)),
        theme: None,
        text: Verbatim::new("On décide ensemble.", &Confidential::default()).expect("words"),
        author: None,
        key: None,
        origin: QuoteOrigin::Interview,
        agreed: true,
        validated: true,
        reader: Some("AB".to_owned()),
        read_on: Some(day(2026, 6, 1)),
    };
    workshop.project.quotes = vec![quote.clone()];
    let printed = sheet(&workshop);
    let words = printed.levers[0].quote.as_ref().expect("agreed and read");
    assert_eq!(words.text, "On décide ensemble.");
    assert!(
        printed
            .sources
            .contains(&"Entretiens relus et acceptés par les personnes, juin 2026.".to_owned())
    );

    workshop.project.quotes = vec![Quote {
        agreed: false,
        ..quote
    }];
    let kept = serde_json::to_string(&sheet(&workshop)).expect("plain data");
    assert!(
        !kept.contains("On décide ensemble"),
        "words without agreement were printed"
    );
    assert!(kept.contains("La parole choisie ne peut pas être imprimée en l'état."));
}

#[test]
fn the_changes_of_a_sheet_are_the_largest_whichever_way_they_go() {
    let two = Workshop::new(
        &[Horizon::Reference, Horizon::Medium],
        [14, 12],
        super::workshop::decline,
    );
    let chart = sheet(&two).changes.expect("something moved");
    assert_eq!(chart.conclusive.len(), 1);
    assert!(chart.conclusive[0].delta < 0.0);
    assert_eq!(chart.inconclusive, []);
    assert_eq!(
        chart.caption.note,
        "Ensemble, 4 critères comparés : 0 en amélioration, 1 en dégradation, 2 stables, 1 sans conclusion possible. Détail : dossier \
         d'évaluation, « Ce qui a changé »."
    );
    let one = Workshop::new(&[Horizon::Medium], [14, 12], progress);
    assert_eq!(sheet(&one).changes, None);
}

#[test]
fn texts_of_the_editor_are_data_whatever_they_hold() {
    let hostile = "#panic(\"x\") $x$ *gras* @ref <l> \\u{0} {score} [[fiche]] \u{202e}";
    let mut texts = whole();
    texts.validation = None;
    texts.presentation = written(hostile);
    texts.levers = vec![CaseLever {
        title: written(hostile),
        text: written(hostile),
        ..CaseLever::default()
    }];
    let sheet = sheet(&workshop(texts));
    let Slot::Written { paragraphs } = sheet.presentation else {
        panic!("it was written")
    };
    assert_eq!(paragraphs, [hostile]);
}

#[test]
fn a_caution_in_the_editor_s_words_still_names_its_subject() {
    let rule = || written("DATA-05").expect("a text");
    let caution = |text: Option<&str>| {
        let mut workshop = workshop(CaseTexts {
            cautions: vec![CaseCaution {
                rule: rule(),
                text: text.and_then(written),
            }],
            ..whole()
        });
        workshop.advice.data.push(Recommendation {
            title: "Discuter d'avis très partagés : Ouverture".to_owned(),
            evidence: "Chez les salariés, 4 personnes sur 14.".to_owned(),
            ..triggered("DATA-05/C22")
        });
        let told = sheet(&workshop).cautions.swap_remove(0);
        (told.text, told.finding)
    };
    assert_eq!(
        caution(Some("Le sujet reste ouvert.")),
        (
            "Le sujet reste ouvert.".to_owned(),
            "« Ouverture » : chez les salariés, 4 personnes sur 14.".to_owned()
        )
    );
    assert_eq!(
        caution(None),
        (
            "Discuter d'avis très partagés : Ouverture".to_owned(),
            "Chez les salariés, 4 personnes sur 14.".to_owned()
        )
    );
}
