//! Keys, method and annexes: whole sentences, what is kept back, and nothing said of what is not there.

use jalon::assess::advice::{Advice, Rejected};
use jalon::document::parts::{Cell, Table, TableCell};
use jalon::document::reference::{Reference, reference};
use jalon::document::{Edition, Study};
use jalon::model::survey::ReadingQuality;
use jalon::model::{GroupId, Horizon};

use super::workshop::{Workshop, day, progress};

fn of(workshop: &Workshop, quality: &ReadingQuality, advice: &Advice) -> Reference {
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

fn plain(workshop: &Workshop) -> Reference {
    of(workshop, &ReadingQuality::default(), &Advice::default())
}

/// Two waves of 14 employees and 12 volunteers, 16 and 12 invited.
fn two_waves() -> Workshop {
    let mut workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 12], progress);
    for wave in &mut workshop.project.waves {
        wave.populations = [(GroupId(0), 16), (GroupId(1), 12)].into();
    }
    workshop.compute();
    workshop
}

fn one_wave() -> Workshop {
    Workshop::new(&[Horizon::Short], [14, 12], progress)
}

fn words(cell: &TableCell) -> &str {
    match cell {
        TableCell::Text(text) => text,
        TableCell::Figure(Cell::Value(value)) => &value.text,
        TableCell::Figure(Cell::Withheld) => "#non publié",
        TableCell::Figure(Cell::NotMeasured) => "#non mesuré",
        TableCell::Figure(Cell::NotConcerned) => "#non concerné",
        TableCell::Figure(_) => "#",
    }
}

fn lines(table: &Table) -> Vec<String> {
    let line = |row: &Vec<TableCell>| row.iter().map(words).collect::<Vec<_>>().join(" | ");
    table.rows.iter().map(line).collect()
}

fn numbers(reference: &Reference) -> Vec<&str> {
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
            "Suivi des mêmes personnes | 100 % des personnes, en moyenne des groupes | au moins 30 % d'une mesure à l'autre | true",
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
            "Court terme (décembre 2023) | salariés | 16 | 14 | 14 | 14 sur 16",
            "Court terme (décembre 2023) | bénévoles | 5 | #non publié | #non publié | #non publié",
            "Court terme (décembre 2023) | ensemble | 21 | 17 | 17 | 81 %",
        ]
    );
    assert_eq!(
        reference.reading.states,
        ["withheld", "not-measured", "not-aimed"]
    );
}

#[test]
fn waves_and_detectable_changes_are_tables_of_the_method() {
    let method = plain(&two_waves()).method;
    let waves = method.waves.expect("two waves were answered");
    assert_eq!(waves.title, "2 mesures");
    assert_eq!(
        lines(&waves),
        [
            "Au départ (février 2023) | 1er février 2023 | salariés et bénévoles | 26",
            "Moyen terme (juin 2025) | 10 juin 2025 | salariés et bénévoles | 26",
        ]
    );
    let detectable = method.detectable.expect("the two waves were compared");
    assert_eq!(detectable.rows.len(), 2);
    assert!(
        detectable
            .note
            .starts_with("Lecture : pour les salariés, un écart de moins de ")
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
fn tables_of_scores_and_changes_give_what_figures_refer_to() {
    let reference = plain(&two_waves());
    assert_eq!(numbers(&reference), ["A1", "A2", "A3", "A4"]);
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
        changes[0].starts_with("1. Participation | salariés | 14 → 14, mêmes personnes (14) | "),
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
fn one_measure_says_nothing_of_change() {
    let reference = plain(&one_wave());
    assert_eq!(numbers(&reference), ["A1", "A2", "A3"]);
    assert!(reference.reading.verdicts.is_empty());
    assert!(reference.method.detectable.is_none());
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
        "Aucune condition de mesure réunie sur 6."
    );
    assert_eq!(
        reference.reading.paragraphs[0],
        "Ce dossier ne montre aucun score : il n'y a pas de réponses individuelles, ou pas assez pour être publiées."
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
fn days_of_one_year_name_it_once() {
    let mut workshop = one_wave();
    workshop.figures.waves[0].days = Some((day(2023, 11, 20), day(2023, 12, 14)));
    let waves = plain(&workshop).method.waves.expect("a wave was answered");
    assert_eq!(
        lines(&waves),
        [
            "Court terme (décembre 2023) | du 20 novembre au 14 décembre 2023 | salariés et bénévoles | 26"
        ]
    );
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
    assert_eq!(reference.annex.rejected[0].text, "au-delà de deux par axe");
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

#[test]
fn three_measures_give_a_table_a_step_for_who_speaks_first() {
    let terms = [Horizon::Reference, Horizon::Short, Horizon::Medium];
    let reference = plain(&Workshop::new(&terms, [14, 12], progress));
    assert_eq!(numbers(&reference), ["A1", "A2", "A3", "A4", "A5", "A6"]);
    let titles: Vec<&str> = reference.annex.tables[3..]
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
