//! What keeps a case sheet from being printed: whole messages, with the file, the line, the key, what was counted.

use jalon::diagnostic::{Diagnostic, Severity};
use jalon::document::case;
use jalon::model::case::{CaseCaution, CaseLever, CaseTexts, Validation, Written};
use jalon::model::project::{Quote, QuoteOrigin};
use jalon::model::verbatim::Confidential;
use jalon::model::{CriterionId, Horizon, Verbatim};

use super::workshop::{Workshop, day, progress};

/// A text of that many words.
pub fn text_of(count: usize) -> Option<Written> {
    written(&vec!["mot"; count].join(" "))
}

pub fn written(text: &str) -> Option<Written> {
    Some(Written {
        text: text.to_owned(),
        line: Some(30),
    })
}

fn lever() -> CaseLever {
    CaseLever {
        line: Some(20),
        title: written("Décider ensemble"),
        text: text_of(60),
        ..CaseLever::default()
    }
}

/// A sheet that lacks nothing.
pub fn whole() -> CaseTexts {
    CaseTexts {
        file: "projets/essai/projet.toml".to_owned(),
        line: Some(12),
        theme: written("sens"),
        question: written("Comment décider ?"),
        presentation: text_of(60),
        synthesis: text_of(12),
        levers: vec![lever(), lever(), lever()],
        summary: text_of(40),
        validation: Some(Validation {
            line: Some(15),
            reader: Some("C. R., cellule d'évaluation".to_owned()),
            read_on: Some(day(2026, 6, 19)),
        }),
        ..CaseTexts::default()
    }
}

pub fn workshop(texts: CaseTexts) -> Workshop {
    let mut workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 12], progress);
    workshop.project.case = Some(texts);
    workshop
}

fn faults(texts: CaseTexts) -> Vec<String> {
    told(&workshop(texts))
}

fn told(workshop: &Workshop) -> Vec<String> {
    let found: Vec<Diagnostic> = workshop.with_study(case::faults);
    found.iter().map(ToString::to_string).collect()
}

/// Without its validation.
fn draft(texts: CaseTexts) -> CaseTexts {
    CaseTexts {
        validation: None,
        ..texts
    }
}

#[test]
fn a_whole_sheet_and_a_project_without_one_have_no_fault() {
    assert_eq!(faults(whole()), Vec::<String>::new());
    let mut without = workshop(whole());
    without.project.case = None;
    assert_eq!(told(&without), Vec::<String>::new());
}

#[test]
fn a_text_too_long_is_told_with_its_count_and_its_limit() {
    let texts = CaseTexts {
        presentation: text_of(104),
        levers: vec![
            lever(),
            CaseLever {
                text: text_of(1_091),
                title: text_of(10),
                ..lever()
            },
            lever(),
        ],
        ..draft(whole())
    };
    assert_eq!(
        faults(texts),
        [
            "erreur : fiche.presentation : 104 mots, 90 au plus\n  → projets/essai/projet.toml:30\n  aide : retirez 14 mots au moins",
            "erreur : fiche.leviers, levier 2, titre : 10 mots, 9 au plus\n  → projets/essai/projet.toml:30\n  aide : retirez 1 mot au moins",
            "erreur : fiche.leviers, levier 2, texte : 1\u{202f}091 mots, 90 au plus\n  → projets/essai/projet.toml:30\n  aide : retirez 1\u{202f}001 mots au moins",
        ]
    );
}

#[test]
fn a_text_too_short_is_an_error_only_once_the_sheet_is_valid() {
    let texts = || CaseTexts {
        presentation: text_of(12),
        ..whole()
    };
    let message = |severity: &str| {
        format!(
            "{severity} : fiche.presentation : 12 mots, 30 au moins\n  → projets/essai/projet.toml:30\n  aide : ajoutez 18 mots au moins"
        )
    };
    assert_eq!(faults(texts()), [message("erreur")]);
    assert_eq!(faults(draft(texts())), [message("avertissement")]);
}

#[test]
fn marks_alone_are_no_words_and_a_word_without_end_holds_on_no_line() {
    let texts = |text: String| CaseTexts {
        synthesis: written(&text),
        ..whole()
    };
    let marks = format!("{} « ! » : ; – ?", vec!["mot"; 30].join(" "));
    assert_eq!(faults(texts(marks)), Vec::<String>::new());
    assert_eq!(
        faults(texts("é".repeat(10_000))),
        [
            "erreur : fiche.synthese : « éééééééééééééééééééééééé… » compte 10\u{202f}000 signes sans espace, 30 au plus\n  → projets/essai/projet.toml:30\n  aide : coupez-le par une espace"
        ]
    );
}

#[test]
fn what_a_valid_sheet_lacks_is_told_and_a_draft_lacks_nothing() {
    let bare = |validation: Option<Validation>| CaseTexts {
        file: "projet.toml".to_owned(),
        line: Some(12),
        levers: vec![CaseLever {
            line: Some(20),
            ..CaseLever::default()
        }],
        validation,
        ..CaseTexts::default()
    };
    assert_eq!(faults(bare(None)), Vec::<String>::new());
    let lacking = |key: &str, line: u64| {
        format!(
            "erreur : « {key} » manque, et la fiche est déclarée valide\n  → projet.toml:{line}\n  aide : écrivez ce texte, ou \
             retirez « valide = true » : la fiche sortira en projet"
        )
    };
    assert_eq!(
        faults(bare(Some(Validation {
            line: Some(13),
            ..Validation::default()
        }))),
        [
            lacking("fiche.theme", 12),
            "erreur : fiche.leviers : 1 levier, 3 au moins\n  → projet.toml:12\n  aide : ajoutez un levier par une ligne \
             [[fiche.leviers]], ou retirez « valide = true »"
                .to_owned(),
            lacking("fiche.question", 13),
            lacking("fiche.presentation", 13),
            lacking("fiche.synthese", 13),
            lacking("fiche.resume", 13),
            "erreur : la fiche est déclarée valide sans dire qui l'a relue, ni quand\n  → projet.toml:13\n  aide : ajoutez \
             relu_par = \"nom, service\" et relu_le = 2026-06-30"
                .to_owned(),
            lacking("fiche.leviers, levier 1, titre", 20),
            lacking("fiche.leviers, levier 1, texte", 20),
        ]
    );
}

#[test]
fn too_many_levers_cautions_or_lines_are_told() {
    let caution = CaseCaution {
        rule: Written {
            text: "DATA-04".to_owned(),
            line: Some(50),
        },
        text: None,
    };
    let texts = CaseTexts {
        levers: vec![lever(); 6],
        cautions: vec![caution; 4],
        needs: vec![written("Du temps.").expect("a text"); 5],
        ..whole()
    };
    let mut workshop = workshop(texts);
    workshop.advice.data.push(triggered("DATA-04"));
    assert_eq!(
        told(&workshop),
        [
            "erreur : fiche.leviers : 6 leviers, 5 au plus\n  → projets/essai/projet.toml:20\n  aide : gardez les plus parlants",
            "erreur : fiche.pour_faire_pareil : 5 lignes, 4 au plus\n  → projets/essai/projet.toml:30\n  aide : gardez les plus utiles",
            "erreur : fiche.vigilance : 4 points, 3 au plus\n  → projets/essai/projet.toml:50\n  aide : gardez ceux que les résultats appuient le mieux",
        ]
    );
}

pub fn triggered(id: &str) -> jalon::assess::advice::Recommendation {
    jalon::assess::advice::Recommendation {
        id: id.to_owned(),
        title: format!("Titre de {id}"),
        axis: "Axe".to_owned(),
        established: true,
        evidence: "Participation : 42/100 chez les bénévoles (12 réponses).".to_owned(),
        action: "Agir.".to_owned(),
        who: "Équipe".to_owned(),
        due: "3 mois".to_owned(),
        follow_up: "Score".to_owned(),
        trigger: String::new(),
        sources: Vec::new(),
        resource: None,
        priority: 300.0,
    }
}

#[test]
fn a_caution_rests_on_a_rule_that_the_results_trigger() {
    let texts = |rule: &str| CaseTexts {
        cautions: vec![CaseCaution {
            rule: written(rule).expect("a text"),
            text: None,
        }],
        ..whole()
    };
    let with = |rule: &str| {
        let mut workshop = workshop(texts(rule));
        workshop.advice.actions.push(triggered("PUB-01/C13"));
        workshop.advice.actions.push(triggered("PART-03"));
        told(&workshop)
    };
    for known in ["PUB-01/C13", "PUB-01", "PART-03"] {
        assert_eq!(with(known), Vec::<String>::new());
    }
    assert_eq!(
        with("PART-02"),
        [
            "erreur : fiche.vigilance, point 1 : les résultats ne déclenchent pas la recommandation « PART-02 »\n  → projets/essai/projet.toml:30\n  aide : vouliez-vous dire « PART-03 » ?"
        ]
    );
    assert_eq!(
        faults(texts("PART-02")),
        [
            "erreur : fiche.vigilance, point 1 : les résultats ne déclenchent pas la recommandation « PART-02 »\n  → projets/essai/projet.toml:30\n  aide : aucune ne l'est : retirez ce point"
        ]
    );
}

fn quote(text: &str, origin: QuoteOrigin) -> Quote {
    Quote {
        group: None,
        wave: None,
        criterion: Some(CriterionId(0)),
        theme: None,
        text: Verbatim::new(text, &Confidential::default()).expect("words"),
        author: None,
        key: None,
        origin,
        agreed: true,
        validated: true,
        reader: Some("AB".to_owned()),
        read_on: Some(day(2026, 6, 1)),
    }
}

/// What is told of a lever that cites these words, quotes being as given.
fn cited(start: &str, quotes: Vec<Quote>, valid: bool) -> Vec<String> {
    let mut texts = whole();
    texts.levers[1].quote = written(start);
    if !valid {
        texts = draft(texts);
    }
    let mut workshop = workshop(texts);
    workshop.project.quotes = quotes;
    told(&workshop)
}

#[test]
fn a_quote_is_found_by_its_first_words_whatever_their_marks() {
    let quotes = || {
        vec![
            quote(
                "« On décide, à présent, le lundi. »",
                QuoteOrigin::Interview,
            ),
            quote("On décidera.", QuoteOrigin::Interview),
        ]
    };
    for start in [
        "On décide",
        "« on decide, à présent",
        "ON DÉCIDE, À PRÉSENT, LE LUNDI.",
    ] {
        assert_eq!(
            cited(start, quotes(), true),
            Vec::<String>::new(),
            "{start}"
        );
    }
    let place = "\n  → projets/essai/projet.toml:30\n  aide : ";
    assert_eq!(
        cited("Rien de tel", quotes(), false),
        [format!(
            "erreur : fiche.leviers, levier 2, citation : aucune parole de « paroles.csv » ne commence par « Rien de tel »{place}recopiez les \
             premiers mots de la parole, tels que le projet de fiche les montre"
        )]
    );
    assert_eq!(
        cited("On", quotes(), false),
        [format!(
            "erreur : fiche.leviers, levier 2, citation : plusieurs paroles de « paroles.csv » commencent par « On »{place}recopiez quelques \
             mots de plus"
        )]
    );
}

#[test]
fn a_quote_that_may_not_be_printed_stops_a_valid_sheet_and_warns_in_a_draft() {
    let good = || quote("On décide ensemble.", QuoteOrigin::Interview);
    let refused = [
        (
            Quote {
                agreed: false,
                ..good()
            },
            "l'accord de la personne manque, sa parole ne peut pas être imprimée :",
        ),
        (
            Quote {
                validated: false,
                ..good()
            },
            "cette parole n'est pas relue et validée, elle ne peut pas être imprimée :",
        ),
        (
            Quote {
                reader: None,
                ..good()
            },
            "cette parole n'est pas relue et validée, elle ne peut pas être imprimée :",
        ),
        (
            Quote {
                origin: QuoteOrigin::Survey,
                criterion: Some(CriterionId(7)),
                ..good()
            },
            "trop peu de personnes ont répondu, ou le sujet est sensible : pour la protection des répondants, cette parole ne peut pas \
             être imprimée :",
        ),
    ];
    for (quote, reason) in refused {
        for (valid, severity) in [(true, Severity::Error), (false, Severity::Warning)] {
            let told = cited("On décide", vec![quote.clone()], valid);
            assert_eq!(told.len(), 1, "{told:?}");
            let start = format!(
                "{} : fiche.leviers, levier 2, citation : {reason} « On décide »\n",
                severity.word()
            );
            assert!(told[0].starts_with(&start), "{}", told[0]);
        }
    }
}

#[test]
fn two_levers_never_cite_the_same_person() {
    let mut texts = draft(whole());
    texts.levers[0].quote = written("On décide");
    texts.levers[2].quote = written("On recommence");
    let mut workshop = workshop(texts);
    let of_one = |text: &str| Quote {
        author: Some(7),
        key: None,
        ..quote(text, QuoteOrigin::Interview)
    };
    workshop.project.quotes = vec![
        of_one("On décide ensemble."),
        of_one("On recommence lundi."),
    ];
    assert_eq!(
        told(&workshop),
        [
            "erreur : fiche.leviers, levier 3, citation : un autre levier cite déjà la même personne : « On recommence »\n  \
          → projets/essai/projet.toml:30\n  aide : choisissez la parole d'une autre personne : plusieurs feraient son portrait"
        ]
    );
    let printed = serde_json::to_string(&workshop.with_study(case::build)).expect("plain data");
    assert!(printed.contains("On décide ensemble.") && !printed.contains("On recommence lundi."));
}
