//! « Ce qui a changé »: order of rows, best sentence, and what is said when nothing can be.

use jalon::document::figure::Verdict;
use jalon::model::Horizon;

use super::workshop::{Workshop, alternating, decline, opposed, progress};

const TWO: [Horizon; 2] = [Horizon::Reference, Horizon::Medium];

#[test]
fn the_best_sentence_counts_people_and_comes_first() {
    let changes = Workshop::new(&TWO, [14, 12], progress)
        .results()
        .changes
        .expect("two measures");
    assert_eq!(
        changes.sentences,
        [
            "Sur 14 personnes suivies (salariés), 11 progressent, 3 sont stables et aucune ne recule pour \
             « Participation » : amélioration établie.",
            "Amélioration établie pour « Participation » : de 32 à 52 (+20\u{a0}points, entre +13 et +26).",
            "Stabilité établie pour « Modèle économique » et « Développement des capacités ».",
            "Pour 1 critère, l'écart ne permet pas de conclure (écart détectable : 19\u{a0}points).",
        ]
    );
}

#[test]
fn what_moved_stands_first_then_what_holds_then_what_stays_open() {
    let chart = Workshop::new(&TWO, [14, 12], progress)
        .results()
        .changes
        .expect("two measures")
        .chart;
    let rows: Vec<(u8, Verdict)> = chart
        .conclusive
        .iter()
        .chain(&chart.inconclusive)
        .map(|row| (row.number, row.verdict))
        .collect();
    assert_eq!(
        rows,
        [
            (1, Verdict::ImprovementEstablished),
            (3, Verdict::StabilityEstablished),
            (11, Verdict::StabilityEstablished),
            (8, Verdict::Uncertain),
        ]
    );
    assert_eq!(chart.inconclusive.len(), 1);
    assert_eq!(
        chart.inconclusive_title,
        "Pas de conclusion possible avec 14 personnes (écart détectable : 19\u{a0}points)"
    );
    assert_eq!((chart.span, chart.band), (50, 10));
    assert_eq!(
        (chart.from.as_str(), chart.to.as_str()),
        (
            "Au départ (février\u{a0}2023)",
            "Moyen terme (juin\u{a0}2025)"
        )
    );
    assert_eq!(
        chart.caption.title,
        "1 critère en amélioration établie : « Participation » (+20\u{a0}points)"
    );
    assert_eq!(
        chart.caption.alt,
        "Évolution de février 2023 à juin 2025, ensemble. En amélioration : 1 ; en dégradation : 0 ; stables : 2 ; \
         sans conclusion : 1. Plus forte hausse : Participation (+20\u{a0}points). Données : tableau A4."
    );
}

#[test]
fn a_decline_is_said_as_plainly_as_a_progress() {
    let changes = Workshop::new(&TWO, [14, 12], decline)
        .results()
        .changes
        .expect("two measures");
    assert_eq!(
        changes.sentences[..2],
        [
            "Sur 14 personnes suivies (salariés), 11 reculent, 3 sont stables et aucune ne progresse pour \
             « Participation » : dégradation établie.",
            "Dégradation établie pour « Participation » : de 52 à 32 (−20\u{a0}points, entre −26 et −13).",
        ]
    );
    assert_eq!(
        changes.chart.caption.title,
        "1 critère en dégradation établie : « Participation » (−20\u{a0}points)"
    );
}

#[test]
fn nothing_conclusive_is_said_with_the_gap_that_could_be_seen() {
    let changes = Workshop::new(&TWO, [8, 8], alternating)
        .results()
        .changes
        .expect("two measures");
    // The page opens with the finding: the title of its chart does not say it again.
    assert_eq!(
        changes.chart.caption.title,
        "Scores et évolutions par critère"
    );
    assert_eq!(changes.sentences.len(), 1);
    // Others are kept back: nothing is said of these.
    assert!(changes.sentences[0].starts_with(
        "Aucune évolution publiée ne dépasse la marge d'incertitude : pour 3 critères, les réponses ne permettent pas de \
         conclure (écart détectable : "
    ));
    assert!(changes.chart.conclusive.is_empty());
}

#[test]
fn the_people_of_a_group_under_the_threshold_are_not_counted() {
    let changes = Workshop::new(&TWO, [9, 0], progress)
        .results()
        .changes
        .expect("two measures");
    assert!(
        changes
            .chart
            .conclusive
            .iter()
            .chain(&changes.chart.inconclusive)
            .all(|row| row.people.is_empty())
    );
    assert!(
        changes
            .sentences
            .iter()
            .all(|sentence| !sentence.contains("personnes suivies"))
    );
}

#[test]
fn a_change_that_is_kept_back_is_named_under_the_chart() {
    let changes = Workshop::new(&TWO, [14, 3], progress)
        .results()
        .changes
        .expect("two measures");
    assert_eq!(
        changes.chart.caption.note,
        "14 personnes à chaque mesure. Évolutions calculées avant arrondi. Non publié (protection des répondants) : \
         critère 11. Source : questionnaires du projet. Détail : tableau A4."
    );
    assert_eq!(
        changes.chart.conclusive[0].people,
        "11 personnes sur 14 progressent"
    );
}

#[test]
fn one_measure_has_no_page_of_changes() {
    assert_eq!(
        Workshop::new(&[Horizon::Medium], [14, 12], progress)
            .results()
            .changes,
        None
    );
}

#[test]
fn a_decline_of_one_group_is_told_when_the_ensemble_hides_it() {
    let results = Workshop::new(&TWO, [15, 15], opposed).results();
    let changes = results.changes.expect("two measures");
    assert!(
        changes.chart.caption.title.ends_with(
            " ; chez les salariés, dégradation établie pour « Participation » (−50\u{a0}points)"
        ),
        "{}",
        changes.chart.caption.title
    );
    assert!(
        changes.sentences.iter().any(|sentence| sentence.starts_with(
            "Chez les salariés, dégradation établie pour « Participation » : de 75 à 25 (−50\u{a0}points, "
        )),
        "{:?}",
        changes.sentences
    );
    let findings = &results.categories[0].findings;
    assert!(
        findings.iter().any(
            |finding| finding.contains("dégradation établie pour « Participation » (salariés)")
        )
    );
}
