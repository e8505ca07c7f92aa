//! Pages of categories, criterion sheets and the QVCT page: charts and their sentences.

use jalon::document::dossier::CriterionSheet;
use jalon::document::figure::LikertPart;
use jalon::model::{Horizon, ItemId, WaveKind};

use super::workshop::{Asked, Workshop, alternating, favourable, progress};

const TWO: [Horizon; 2] = [Horizon::Reference, Horizon::Medium];

/// A dossier of three measures has room for more sheets.
const THREE: [Horizon; 3] = [Horizon::Reference, Horizon::Short, Horizon::Medium];

/// On criterion 1 employees are all favourable, volunteers most unfavourable but for a third.
fn apart_and_split(asked: Asked) -> Option<u8> {
    match (asked.item, asked.group) {
        (0 | 1, 0) => Some(3 + u8::from(asked.person.is_multiple_of(2))),
        (0 | 1, _) if asked.person.is_multiple_of(3) => Some(3),
        (0 | 1, _) => Some(0),
        _ => progress(asked),
    }
}

/// A third against the others on criterion 1, halves on criterion 3.
fn divided_twice(asked: Asked) -> Option<u8> {
    let high = match asked.item {
        0 | 1 => asked.person.is_multiple_of(3),
        2 => asked.person.is_multiple_of(2),
        _ => return Some(2),
    };
    Some(if high { 3 } else { 0 })
}

fn sheet(workshop: &Workshop, number: u8) -> CriterionSheet {
    let sheets = workshop.results().sheets;
    sheets
        .into_iter()
        .find(|sheet| sheet.number == number)
        .expect("the criterion has a sheet")
}

#[test]
fn a_category_reads_levels_then_change_then_groups() {
    let page = Workshop::new(&TWO, [14, 12], progress)
        .results()
        .categories
        .remove(0);
    assert_eq!(
        page.findings,
        [
            "Score de la catégorie, ensemble : 49 (entre 39 et 60). Par critère, tous les scores sont entre 48 et 52.",
            "De février 2023 à juin 2025, amélioration établie pour « Participation » (ensemble) : de 32 à 52 \
             (+20\u{a0}points, entre +13 et +26).",
            "Sur « Participation », l'écart entre groupes est établi : 63 pour les salariés, 42 pour les bénévoles.",
        ]
    );
    let caption = page.chart.expect("groups are published").caption;
    // The findings have told the gap.
    assert_eq!(caption.title, "Scores par critère");
    assert_eq!(
        caption.alt,
        "Scores de 3 critères, salariés et bénévoles. Écart le plus grand : Participation, 21\u{a0}points de plus chez \
         les salariés que chez les bénévoles. Données : tableau A2."
    );
    assert_eq!(
        caption.note,
        "Salariés : 14 personnes ; bénévoles : 12 personnes. Un groupe sans point sur une ligne n'est pas interrogé \
         sur ce critère, sauf mention. Source : questionnaires du projet. Données : tableau A2."
    );
}

#[test]
fn a_group_that_is_kept_back_is_named_on_its_row() {
    let page = Workshop::new(&TWO, [14, 3], progress)
        .results()
        .categories
        .remove(0);
    // Its score would else pass for that of all.
    assert_eq!(
        page.findings[0],
        "Score de la catégorie, ensemble : 53 (entre 38 et 68, d'après les salariés). Par critère, « Participation » a le \
         score le plus élevé (63), « Qualité de vie au travail » le plus bas (48)."
    );
    let chart = page.chart.expect("a group is published");
    assert_eq!(chart.series.len(), 1);
    assert_eq!(chart.rows[0].absent, "bénévoles : non publié");
    assert_eq!(chart.rows[2].absent, "");
    assert!(chart.rows[0].dots[0].labelled);
}

#[test]
fn a_bounded_score_is_printed_and_drawn_as_a_bound() {
    let chart = Workshop::new(&[Horizon::Medium], [12, 12], favourable)
        .results()
        .categories
        .remove(0)
        .chart;
    let chart = chart.expect("groups are published");
    // A bound beside an exact score leaves no order: the values are told all the same.
    assert_eq!(
        chart.caption.alt,
        "Scores de 3 critères, salariés et bénévoles. Scores imprimés : de ≥ 75 à 88. Données : tableau A2."
    );
    let dot = &chart.rows[1].dots[0];
    assert_eq!(
        (dot.text.as_str(), dot.value, dot.low, dot.high),
        ("≥ 75", 75.0, 75.0, 100.0)
    );
}

#[test]
fn a_sheet_says_levels_change_and_groups() {
    let sheet = sheet(&Workshop::new(&TWO, [14, 12], progress), 1);
    assert_eq!(
        sheet.sentences,
        [
            "À moyen terme (juin\u{a0}2025) : salariés 63 (entre 46 et 79) ; bénévoles 42 (entre 33 et 51).",
            "De février 2023 à juin 2025, ensemble : amélioration établie, de 32 à 52 (+20\u{a0}points, entre +13 et +26), \
             mêmes personnes.",
            "Sur « Participation », l'écart entre groupes est établi : 63 pour les salariés, 42 pour les bénévoles.",
        ]
    );
    let levels = sheet.levels.expect("groups are published");
    assert_eq!(levels.caption.title, "Salariés : 63 ; bénévoles : 42");
    let trajectory = sheet.trajectory.expect("two measures");
    assert_eq!(
        trajectory.caption.title,
        "Salariés : 23 puis 63, amélioration établie"
    );
}

#[test]
fn split_opinions_are_said_instead_of_the_mean() {
    let sheet = sheet(&Workshop::new(&THREE, [14, 12], progress), 3);
    assert_eq!(
        sheet.sentences[2],
        "Sur « Modèle économique », les avis des bénévoles sont partagés : 4 personnes sur 12 à 75 ou plus, \
         4 personnes à 25 ou moins ; ceux des salariés aussi."
    );
}

#[test]
fn a_category_tells_the_most_divided_opinions_and_counts_the_others() {
    let pages = Workshop::new(&TWO, [14, 12], divided_twice)
        .results()
        .categories;
    assert_eq!(
        pages[0].findings.last().map(String::as_str),
        Some(
            "Sur « Modèle économique », les avis des salariés sont partagés : 7 personnes sur 14 à 75 ou plus, \
             7 personnes à 25 ou moins ; ceux des bénévoles aussi ; avis partagés aussi sur un autre critère."
        )
    );
}

#[test]
fn an_established_gap_is_told_beside_split_opinions() {
    let sheet = sheet(&Workshop::new(&TWO, [14, 12], apart_and_split), 1);
    assert_eq!(
        sheet.sentences[2..],
        [
            "Sur « Participation », l'écart entre groupes est établi : 88 pour les salariés, 25 pour les bénévoles.",
            "Sur « Participation », les avis des bénévoles sont partagés : 4 personnes sur 12 à 75 ou plus, 8 personnes à \
             25 ou moins.",
        ]
    );
}

/// On criterion 1, two thirds in favour and nobody against, then three quarters in favour and a quarter against.
fn favour_or_balance(asked: Asked) -> Option<u8> {
    match asked.item {
        0 => Some(if asked.person.is_multiple_of(3) { 2 } else { 3 }),
        1 => Some(if asked.person.is_multiple_of(4) { 0 } else { 3 }),
        _ => progress(asked),
    }
}

#[test]
fn shares_of_favour_are_told_from_the_least_to_the_most_whatever_the_order_of_the_bars() {
    let sheet = sheet(&Workshop::new(&TWO, [12, 3], favour_or_balance), 1);
    let chart = &sheet.answers[0];
    assert_eq!(chart.rows[0].label, "Je sais qui décide quoi.");
    assert_eq!(
        chart.caption.title,
        "Avis favorables : de 8 sur 12 à 9 sur 12 selon la question"
    );
    assert_eq!(
        chart.caption.alt,
        "Barres divergentes, 2 questions sur « Participation », salariés. Le plus d'avis favorables : « Je participe aux \
         décisions » (9 sur 12). Le moins : « Je sais qui décide quoi » (8 sur 12). Données : tableau A3."
    );
}

#[test]
fn answers_spread_with_neutrals_apart_and_percents_that_add_up() {
    let sheet = sheet(&Workshop::new(&THREE, [14, 12], progress), 3);
    assert_eq!(sheet.answers.len(), 2);
    let row = &sheet.answers[0].rows[0];
    let part = |tone, count, percent| LikertPart {
        tone,
        count,
        percent,
    };
    assert_eq!(row.parts, [part(-1, 5, 36), part(1, 4, 28)]);
    assert_eq!(row.neutral, part(0, 5, 36));
    assert_eq!(sheet.answers[0].caption.title, "Avis favorables : 4 sur 14");
    let tones: Vec<i8> = sheet.answers[0]
        .levels
        .iter()
        .map(|level| level.tone)
        .collect();
    assert_eq!(tones, [-2, -1, 0, 1, 2]);
}

#[test]
fn a_question_worded_the_other_way_round_has_its_own_legend() {
    let mut workshop = Workshop::new(&TWO, [30, 25], alternating);
    workshop.questionnaire.items[1].reversed = true;
    workshop.compute();
    let sheet = sheet(&workshop, 1);
    let labels: Vec<&str> = sheet
        .answers
        .iter()
        .map(|chart| chart.levels[0].label.as_str())
        .collect();
    assert_eq!(
        labels,
        [
            "Pas du tout d'accord",
            "Tout à fait d'accord",
            "Pas du tout d'accord",
            "Tout à fait d'accord"
        ]
    );
    assert!(sheet.answers.iter().all(|chart| chart.levels[0].tone == -2));
}

#[test]
fn those_who_do_not_know_stand_beside_the_bar() {
    // With six people in each group no answer is spread at all.
    let few = Workshop::new(&[Horizon::Medium], [6, 6], alternating);
    assert!(
        few.results()
            .sheets
            .iter()
            .all(|sheet| sheet.answers.is_empty())
    );
    let mut workshop = Workshop::new(&[Horizon::Medium], [30, 12], alternating);
    workshop.survey.waves[0].answers[2].state = jalon::model::State::DontKnow;
    workshop.survey.waves[0].answers[6].state = jalon::model::State::DontKnow;
    workshop.compute();
    let row = &sheet(&workshop, 3).answers[0].rows[0];
    assert_eq!((row.n, row.aside.as_str()), (28, "2 ne savent pas"));
}

#[test]
fn a_line_is_dashed_over_a_missing_term_and_over_a_new_wording() {
    let gaps = |workshop: &Workshop| -> Vec<bool> {
        let trajectory = sheet(workshop, 1).trajectory.expect("several measures");
        trajectory.panels[0]
            .points
            .iter()
            .map(|point| point.gap)
            .collect()
    };
    assert_eq!(
        gaps(&Workshop::new(&TWO, [14, 12], progress)),
        [false, true]
    );
    let three = [Horizon::Reference, Horizon::Short, Horizon::Medium];
    let mut workshop = Workshop::new(&three, [14, 12], progress);
    assert_eq!(gaps(&workshop), [false, false, false]);
    workshop.project.waves[2].versions.insert(ItemId(1), 2);
    workshop.compute();
    assert_eq!(gaps(&workshop), [false, false, true]);
}

#[test]
fn what_was_asked_afterwards_is_hollow_and_at_the_start() {
    let mut workshop = Workshop::new(&TWO, [14, 12], progress);
    workshop.project.waves[0].kind = WaveKind::Retrospective;
    workshop.compute();
    let trajectory = sheet(&workshop, 1).trajectory.expect("two points");
    let points = &trajectory.panels[0].points;
    assert!(points[0].hollow && !points[1].hollow && points[1].gap);
    assert_eq!((points[0].month, points[1].month), (0.0, 28.8));
    assert_eq!(trajectory.ticks, [0, 12, 24, 36]);
    assert_eq!(workshop.results().changes, None);
}

#[test]
fn the_levels_of_working_life_keep_their_order_and_say_what_is_missing() {
    let page = Workshop::new(&TWO, [14, 12], progress)
        .results()
        .qvct
        .expect("levels are published");
    let labels: Vec<&str> = page
        .chart
        .rows
        .iter()
        .map(|row| row.label.as_str())
        .collect();
    assert_eq!(labels.len(), 6);
    assert_eq!(labels[0], "1. Organisation du travail");
    assert_eq!(
        page.absent,
        "Sans résultat – 3. Le dialogue professionnel et le dialogue social, 4. Les compétences et parcours \
         professionnels et 6. L'égalité au travail : non mesuré."
    );
    // The lowest group is commented, because the ensemble may hide it.
    let texts: Vec<&str> = page
        .findings
        .iter()
        .map(|finding| finding.text.as_str())
        .collect();
    assert_eq!(texts.len(), 3);
    assert!(texts[0].starts_with(
        "Bénévoles : 42 (entre 33 et 51). Niveau bas, à vérifier avec l'équipe : la marge d'incertitude dépasse 50."
    ));
    let changes: Vec<(&str, &str)> = page
        .changes
        .iter()
        .map(|term| (term.word.as_str(), term.text.as_str()))
        .collect();
    assert_eq!(
        changes,
        [(
            "Ce qui a changé",
            "De février 2023 à juin 2025 : 1. L'organisation, le contenu et la réalisation du travail (salariés), \
             amélioration établie, de 23 à 63 (+39\u{a0}points, entre +27 et +51)."
        )]
    );
}

#[test]
fn a_page_of_sheets_in_the_order_of_the_referential_and_two_when_there_is_more_to_tell() {
    let numbers = |workshop: &Workshop| -> Vec<u8> {
        let sheets = workshop.results().sheets;
        sheets.iter().map(|sheet| sheet.number).collect()
    };
    // What changed, the lowest and the highest; a third measure, and what splits opinions has its sheet as well.
    assert_eq!(
        numbers(&Workshop::new(&TWO, [14, 12], progress)),
        [1, 8, 11]
    );
    assert_eq!(
        numbers(&Workshop::new(&THREE, [14, 12], progress)),
        [1, 3, 8, 11]
    );
}

#[test]
fn the_score_of_a_category_says_when_it_counts_criteria_that_are_not_aimed_at() {
    let mut workshop = Workshop::new(&TWO, [14, 12], progress);
    let economy = workshop.referential.criterion("C03");
    let aimed = workshop.project.aimed.as_mut().expect("some are aimed at");
    aimed.retain(|id| Some(*id) != economy);
    let results = workshop.results();
    let told = "critères non visés compris";
    assert_eq!(
        results.categories[0].findings[0],
        format!(
            "Score de la catégorie, ensemble, {told} : 49 (entre 39 et 60). Par critère, tous les scores sont entre 48 et 52."
        )
    );
    let overview = results.overview.expect("scores are published");
    assert!(
        overview.findings[0].starts_with(&format!("À moyen terme (juin\u{a0}2025), {told} : ")),
        "{}",
        overview.findings[0]
    );
}
