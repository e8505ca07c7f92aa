//! The annexes: tables with what may be told, data quality, rejected advice, a short annex without answers.

use jalon::aggregate::figures::{Party, Subject};
use jalon::assess::advice::{Advice, Rejected};
use jalon::document::reference::Reference;
use jalon::model::survey::ReadingQuality;
use jalon::model::{CriterionId, Horizon, ItemId, WaveKind};

use super::reference::{lines, numbers, of, plain, two_waves};
use super::workshop::{Workshop, day, progress};

#[test]
fn tables_of_scores_and_changes_give_what_figures_refer_to() {
    let reference = plain(&two_waves());
    assert_eq!(numbers(&reference), ["A1", "A2", "A3", "A4", "A5"]);
    let detectable = &reference.annex.tables[4];
    assert_eq!(detectable.title, "Ce qu'une enquête peut montrer");
    assert_eq!(
        lines(detectable),
        [
            "5 | 33 | 44",
            "8 | 23 | 33",
            "12 | 17 | 26",
            "20 | 13 | 20",
            "40 | 9 | 14"
        ],
        "the table of statistics.md § 1.8"
    );
    let scores = lines(&reference.annex.tables[1]);
    assert!(
        scores[0].starts_with("1. Participation | salariés | "),
        "{}",
        scores[0]
    );
    assert!(scores[0].contains(", n = 14, s = "), "{}", scores[0]);
    assert!(
        scores[1].starts_with("1. Participation | bénévoles | "),
        "{}",
        scores[1]
    );
    assert!(scores[1].contains(" (tous), n = 12"), "{}", scores[1]);
    assert!(
        scores[2].starts_with("1. Participation | ensemble | "),
        "{}",
        scores[2]
    );
    let changes = lines(&reference.annex.tables[3]);
    assert_eq!(
        reference.annex.tables[3].title,
        "Évolutions, de février 2023 à juin 2025"
    );
    assert!(
        changes[0].starts_with("1. Participation | salariés | 14 → 14, les mêmes | "),
        "{}",
        changes[0]
    );
    for table in &reference.annex.tables {
        assert!(
            table
                .rows
                .iter()
                .all(|row| row.len() == table.columns.len()),
            "{}",
            table.number
        );
    }
}

#[test]
fn a_gap_between_groups_is_explained_under_the_table_of_scores_where_there_is_one() {
    let note = |workshop: &Workshop| plain(workshop).annex.tables[1].note.clone();
    let told = "Score de 0 à 100 [intervalle à 95 %], n = nombre de réponses, s = écart-type en points, à partir de 10 réponses (20 \
                sur un sujet sensible). (tous) : toutes les personnes invitées ont répondu.";
    let apart = Workshop::new(&[Horizon::Short], [14, 12], |asked| {
        Some(if asked.group == 0 {
            asked.person as u8 % 2
        } else {
            3 + asked.person as u8 % 2
        })
    });
    assert!(!apart.figures.gaps.is_empty());
    let alike = Workshop::new(&[Horizon::Short], [14, 0], progress);
    assert!(alike.figures.gaps.is_empty());
    // What follows is of criteria without answers, and of those not aimed at.
    let first = |workshop: &Workshop| {
        let note = note(workshop);
        let ends = [" Visés mais", " Critères non visés"].map(|end| note.find(end));
        let end = ends.into_iter().flatten().min();
        note[..end.unwrap_or(note.len())].to_owned()
    };
    assert_eq!(
        first(&apart),
        format!("{told} Un écart entre groupes est calculé avant arrondi.")
    );
    assert_eq!(first(&alike), told);
}

#[test]
fn a_rate_that_cannot_be_is_explained_under_its_table() {
    let unknown = plain(&Workshop::new(&[Horizon::Short], [14, 12], progress));
    let known = plain(&two_waves());
    let explained = |reference: &Reference| {
        let note = &reference.annex.tables[0].note;
        note.contains(" Taux « – » : nombre d'invités inconnu.")
    };
    let rates = |reference: &Reference| {
        let rows = lines(&reference.annex.tables[0]);
        rows.iter().filter(|row| row.ends_with(" | –")).count()
    };
    assert_eq!((rates(&unknown), explained(&unknown)), (3, true));
    assert_eq!((rates(&known), explained(&known)), (0, false));
}

#[test]
fn tests_wait_for_the_threshold_of_distributions() {
    let reference = plain(&Workshop::new(
        &[Horizon::Reference, Horizon::Medium],
        [7, 12],
        progress,
    ));
    let table = reference
        .annex
        .tables
        .iter()
        .find(|table| table.number == "A4")
        .expect("changes");
    for line in lines(table) {
        let small = !line.contains("| bénévoles |");
        assert_eq!(small, line.ends_with("– | –"), "{line}");
    }
    let classes = reference
        .annex
        .method
        .iter()
        .find(|term| term.word == "Petits groupes")
        .expect("seven people");
    assert!(classes.text.contains("26 ou 45 points"), "{}", classes.text);
}

#[test]
fn without_answers_the_annex_is_short_and_has_no_table() {
    let workshop = Workshop::new(&[], [0, 0], progress);
    let reference = plain(&workshop);
    assert!(reference.annex.tables.is_empty());
    assert!(reference.annex.quality.is_empty());
    assert_eq!(reference.annex.method.len(), 1);
    assert_eq!(
        reference.annex.method[0].text,
        "12 marqueurs publiés sur 15 annoncés : les autres ne sont pas inventés ici."
    );
    assert!(reference.method.waves.is_none() && reference.method.funnel.is_none());
    assert!(reference.reading.states.is_empty() && reference.reading.groups.is_empty());
    assert_eq!(
        reference.method.paragraphs[0].text,
        "Aucune réponse individuelle n'a été recueillie : ce dossier repose sur ce que le projet déclare."
    );
    assert_eq!(
        reference.method.conditions_sentence,
        "Pas de réponses individuelles : les six conditions de mesure ne s'appliquent pas."
    );
    assert_eq!(
        reference.method.evidence,
        "Niveau de preuve : récit argumenté, sans réponses individuelles."
    );
}

#[test]
fn quality_counts_what_was_set_aside_and_names_no_file() {
    let quality = ReadingQuality {
        files: vec![
            "/home/agent/reponses.csv".to_owned(),
            "suite.csv".to_owned(),
        ],
        rows: 1204,
        invalid: 2,
        contradictory: 1,
        remarks: vec!["Dates lues jour d'abord".to_owned()],
        ..ReadingQuality::default()
    };
    let mut workshop = Workshop::new(&[Horizon::Short], [14, 12], |asked| match asked.item {
        2 if asked.person < 4 => None,
        _ => progress(asked),
    });
    workshop.figures.dominated = vec![(1, false)];
    let said = of(&workshop, &quality, &Advice::default()).annex.quality;
    let said: Vec<String> = said
        .iter()
        .map(|term| format!("{} : {}", term.word, term.text))
        .collect();
    assert_eq!(
        said,
        [
            "Fichiers : 2 fichiers lus, 1\u{202F}204 lignes.",
            "Réponses écartées : 2 réponses hors de l'échelle, comptées comme blancs ; 1 réponse qui se contredit, mise de côté.",
            "« Ne sait pas » (dernière mesure) : 10 % des réponses ou plus : 3. Modèle économique (31 %).",
            "Poids d'une structure (dernière mesure) : Bénévoles : une structure donne la moitié des réponses ou plus, à lire avec prudence.",
            "Lecture des fichiers : Dates lues jour d'abord.",
        ]
    );
}

#[test]
fn rows_read_do_not_tell_how_many_people_answered() {
    let quality = ReadingQuality {
        files: vec!["depart.csv".to_owned()],
        rows: 4,
        ..ReadingQuality::default()
    };
    let workshop = Workshop::new(&[Horizon::Short], [4, 0], progress);
    let said = of(&workshop, &quality, &Advice::default()).annex.quality;
    assert_eq!(said[0].text, "1 fichier lu.");
}

#[test]
fn verdicts_and_rejected_advice_are_explained() {
    let advice = Advice {
        rejected: vec![Rejected {
            id: "PUB-01/C13".to_owned(),
            title: "Soutenir les liens".to_owned(),
            reason: "au-delà de deux par axe".to_owned(),
        }],
        ..Advice::default()
    };
    let reference = of(&two_waves(), &ReadingQuality::default(), &advice);
    assert_eq!(
        reference.annex.rejected[0].word,
        "Soutenir les liens (PUB-01/C13)"
    );
    assert_eq!(reference.annex.rejected[0].text, "Au-delà de deux par axe");
    let uncertain = reference
        .reading
        .verdicts
        .iter()
        .find(|term| term.word == "improvement-established");
    assert_eq!(
        uncertain.map(|term| term.text.as_str()),
        Some("Le score monte d'au moins 10\u{A0}points, et le hasard ne suffit pas à l'expliquer.")
    );
    assert_eq!(
        reference.annex.imprint[3],
        "Guide « Évaluer son innovation sociale » (Région Nouvelle-Aquitaine, 2024) : cité comme référence de méthode ; ce \
         dossier n'en reprend aucun texte."
    );
}

#[test]
fn three_measures_give_a_table_a_step_for_who_speaks_first() {
    let terms = [Horizon::Reference, Horizon::Short, Horizon::Medium];
    let reference = plain(&Workshop::new(&terms, [14, 12], progress));
    assert_eq!(
        numbers(&reference),
        ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]
    );
    let titles: Vec<&str> = reference.annex.tables[3..6]
        .iter()
        .map(|table| table.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Évolutions, de février 2023 à juin 2025",
            "Évolutions, de février 2023 à décembre 2023",
            "Évolutions, de décembre 2023 à juin 2025",
        ]
    );
    for line in lines(&reference.annex.tables[4]) {
        assert!(line.contains(" | ensemble | "), "{line}");
    }
    let scores = lines(&reference.annex.tables[1]);
    assert!(
        scores
            .iter()
            .any(|line| line.starts_with("D. Dynamique de projet (catégorie) | salariés | "))
    );
}

/// The paragraph of the method annex under a heading.
fn method(workshop: &Workshop, heading: &str) -> String {
    let annex = plain(workshop).annex;
    let found = annex.method.into_iter().find(|term| term.word == heading);
    found.map(|term| term.text).unwrap_or_default()
}

#[test]
fn the_setting_in_force_is_named_with_the_other_one() {
    let mut workshop = two_waves();
    assert_eq!(
        method(&workshop, "Réglage des calculs"),
        "Réglage en vigueur : « maison ». Avec peu de réponses, la dispersion observée est souvent trompeuse : elle est \
         rapprochée d'une valeur usuelle. Variance = ((n − 1) s² + d0 s0²) ÷ (n − 1 + d0), où s est l'écart-type observé, \
         s0 = 22 points et d0 = 2 (ce que pèse la valeur usuelle, en réponses). La corrélation entre deux mesures n'est pas \
         crue au-delà de 0,8. L'autre réglage, « classique », suit les formules des manuels : d0 = 0, corrélation telle \
         quelle. Essayé sur des réponses simulées, cinq par groupe, l'intervalle à 95 % contient la vraie valeur au moins 92 \
         fois sur 100 avec le premier réglage ; avec le second, 41 fois seulement dans le cas le moins favorable."
    );
    workshop.referential.thresholds.prior_sd = 18.0;
    assert!(!method(&workshop, "Réglage des calculs").contains("simulées"));
    workshop.referential.thresholds.prior_weight = 0.0;
    workshop.referential.thresholds.correlation_cap = 1.0;
    assert_eq!(
        method(&workshop, "Réglage des calculs"),
        "Réglage en vigueur : « classique », choisi par le programme. Les formules sont celles des manuels : la dispersion \
         observée est prise telle quelle, et la corrélation entre deux mesures aussi. Avec peu de réponses, surtout quand \
         elles se ressemblent, les intervalles sont alors souvent trop étroits. L'autre réglage, « maison », les rapproche \
         d'une dispersion usuelle : variance = ((n − 1) s² + d0 s0²) ÷ (n − 1 + d0), où s est l'écart-type observé. Les \
         petits groupes gardent dans les deux cas un intervalle arrondi, qui protège les répondants."
    );
}

#[test]
fn the_setting_reaches_the_intervals() {
    let mut workshop = Workshop::new(&[Horizon::Short], [14, 12], progress);
    let interval = |workshop: &Workshop| {
        let wave = workshop.figures.last().expect("a measure");
        let subject = Subject::Criterion(CriterionId(0));
        let level = workshop.figures.level(wave, Party::Group(0), subject);
        level.expect("published").interval.expect("not unanimous")
    };
    // Fourteen answers: 0, 25 and 50, five, five and four times; mean 23.21, variance 429.26, steadied 436.56, t 2.1604.
    let house = interval(&workshop);
    workshop.referential.thresholds.prior_weight = 0.0;
    workshop.referential.thresholds.correlation_cap = 1.0;
    workshop.compute();
    let textbook = interval(&workshop);
    assert_eq!(
        [textbook.0, textbook.1].map(|bound| format!("{bound:.4}")),
        ["11.2518", "35.1768"]
    );
    assert_eq!(
        [house.0, house.1].map(|bound| format!("{bound:.4}")),
        ["11.1505", "35.2781"]
    );
}

/// The paragraph of data quality under a heading.
fn quality(workshop: &Workshop, heading: &str) -> Option<String> {
    let found = plain(workshop).annex.quality.into_iter();
    found
        .filter(|term| term.word == heading)
        .map(|term| term.text)
        .next()
}

#[test]
fn what_a_measure_calls_for_is_said_where_it_applies_and_only_there() {
    let mut workshop = two_waves();
    let headings = [
        "Échelles différentes",
        "Poids des questions",
        "Questions reformulées",
        "Collecte à cheval sur deux échéances",
        "Départ demandé après coup",
    ];
    let said = |workshop: &Workshop| headings.map(|heading| quality(workshop, heading));
    assert_eq!(said(&workshop), [const { None }; 5]);

    let mut short = workshop.questionnaire.scales[0].clone();
    short.levels.truncate(4);
    workshop.questionnaire.scales.push(short);
    workshop.questionnaire.items[1].scale = 1;
    workshop.questionnaire.items[0].weight = 2.0;
    workshop.project.waves[1].versions = [(ItemId(2), 2)].into();
    workshop.figures.waves[0].kind = WaveKind::Retrospective;
    let last = &mut workshop.figures.waves[1];
    last.days = last.days.map(|(_, end)| (day(2023, 12, 1), end));
    assert_eq!(
        said(&workshop).map(Option::unwrap_or_default),
        [
            "Les questions de ces critères n'ont pas toutes le même nombre de niveaux : 1. Participation. Elles se lisent \
             ensemble parce que chaque réponse est ramenée de 0 à 100.",
            "Dans le score de leur critère : « Je sais qui décide quoi. » compte 2 fois. Les autres questions comptent une fois.",
            "",
            "Moyen terme (juin\u{a0}2025) : les premières et les dernières réponses tombent de part et d'autre d'une échéance ; \
             toutes comptent à celle de la mesure.",
            "La situation d'avant a été demandée après coup : la mémoire l'embellit ou la noircit. Ces réponses sont montrées à \
             part (signe évidé) ; elles n'entrent dans aucune évolution et n'élèvent pas le niveau de preuve.",
        ]
    );
    workshop.figures.waves[0].kind = WaveKind::Measure;
    assert_eq!(
        quality(&workshop, "Questions reformulées").as_deref(),
        Some(
            "« Les ressources du projet tiennent dans la durée. ». Les réponses données à deux formulations différentes ne \
             sont pas comparées."
        )
    );
}
