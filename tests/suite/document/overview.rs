//! « Vue d'ensemble »: the five absent states, the movements and the sentences around the matrix.

use jalon::document::figure::Matrix;
use jalon::document::parts::{Cell, Movement, ValueCell};
use jalon::model::Horizon;

use super::workshop::{Workshop, alternating, day, progress};

fn row(matrix: &Matrix, number: u8) -> Vec<Cell> {
    let mut rows = matrix.blocks.iter().flat_map(|block| &block.rows);
    let row = rows.find(|row| row.number == number);
    row.expect("the criterion is aimed at").cells.clone()
}

fn value(text: &str, class: u8, movement: Option<Movement>) -> Cell {
    Cell::Value(ValueCell {
        text: text.to_owned(),
        class: Some(class),
        movement,
    })
}

#[test]
fn a_row_tells_each_term_and_how_it_moved() {
    let workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 12], progress);
    let overview = workshop.results().overview.expect("scores are published");
    assert_eq!(
        row(&overview.matrix, 1),
        [
            value("32", 1, None),
            Cell::NotMeasured,
            value("52", 2, Some(Movement::Up)),
            Cell::NotMeasured,
        ]
    );
    assert_eq!(overview.matrix.movements, ["up", "stable", "inconclusive"]);
    assert_eq!(overview.matrix.states, ["not-measured"]);
    let columns: Vec<(&str, &str, bool)> = overview
        .matrix
        .columns
        .iter()
        .map(|column| (column.label.as_str(), column.detail.as_str(), column.narrow))
        .collect();
    assert_eq!(
        columns,
        [
            ("Au départ", "février 2023", false),
            ("Court terme", "non mesuré", false),
            ("Moyen terme", "juin 2025", false),
            ("Long terme", "non mesuré", false),
        ]
    );
}

#[test]
fn the_overview_says_who_speaks_and_what_it_found() {
    let workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 12], progress);
    let overview = workshop.results().overview.expect("scores are published");
    assert_eq!(
        overview.introduction,
        "Ensemble : 2 groupes sur 2 (salariés et bénévoles). Sur chaque critère, chaque groupe interrogé et publié \
         compte autant. Un score va de 0 (le moins favorable) à 100 (le plus favorable)."
    );
    assert_eq!(
        overview.findings,
        [
            "À moyen terme (juin\u{a0}2025) : Dynamique de projet 49 (entre 39 et 60) ; Publics cibles 75 (entre 61 et 89).",
            "Depuis la mesure précédente, en février 2023, 4 critères comparés : 1 en amélioration établie, aucun en \
             dégradation, 2 en stabilité établie ; pour 1 critère, l'écart ne permet pas de conclure.",
        ]
    );
    let caption = &overview.matrix.caption;
    assert_eq!(
        caption.title,
        "« Développement des capacités » a le score le plus élevé (75), « Qualité de vie au travail » le plus bas (48)"
    );
    assert_eq!(
        caption.alt,
        "Tableau coloré de 4 critères, par échéance, scores de 0 à 100. Plus élevé : Développement des capacités (75). \
         Plus bas : Qualité de vie au travail (48). Données : tableau A2."
    );
}

#[test]
fn a_term_is_not_reached_until_the_term_before_ends() {
    let mut workshop = Workshop::new(&[Horizon::Reference], [14, 12], progress);
    workshop.date = day(2024, 1, 16);
    let matrix = workshop
        .results()
        .overview
        .expect("scores are published")
        .matrix;
    let expected = [
        value("32", 1, None),
        Cell::NotMeasured,
        Cell::NotReached,
        Cell::NotReached,
    ];
    assert_eq!(row(&matrix, 1), expected);
    assert_eq!(matrix.columns[2].detail, "pas encore");
    assert!(matrix.columns[2].narrow && !matrix.columns[1].narrow);

    workshop.date = day(2024, 1, 17);
    let matrix = workshop
        .results()
        .overview
        .expect("scores are published")
        .matrix;
    assert_eq!(row(&matrix, 1)[2], Cell::NotMeasured);
    assert_eq!(row(&matrix, 1)[3], Cell::NotReached);
}

#[test]
fn what_is_withheld_and_whom_it_does_not_concern_look_different() {
    let workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 3], progress);
    let overview = workshop.results().overview.expect("scores are published");
    assert_eq!(
        row(&overview.matrix, 11),
        [
            Cell::Withheld,
            Cell::NotMeasured,
            Cell::Withheld,
            Cell::NotMeasured
        ]
    );
    assert_eq!(
        overview.introduction,
        "Ensemble : 1 groupe sur 2 (salariés). Sans résultat publié à la dernière mesure : bénévoles. \
         Un score va de 0 (le moins favorable) à 100 (le plus favorable)."
    );

    let alone = Workshop::new(&[Horizon::Medium], [14, 0], progress);
    let matrix = alone
        .results()
        .overview
        .expect("scores are published")
        .matrix;
    assert_eq!(row(&matrix, 11)[2], Cell::NotConcerned);
}

#[test]
fn criteria_that_are_not_aimed_at_take_one_line() {
    let mut workshop = Workshop::new(&[Horizon::Medium], [14, 12], progress);
    let last = |workshop: &Workshop| {
        workshop
            .results()
            .overview
            .expect("scores")
            .matrix
            .not_aimed
    };
    assert!(last(&workshop).starts_with("Critères non visés par le projet : 2, 4, 5,"));
    assert!(last(&workshop).ends_with(" 21 et 22."));
    workshop.project.aimed = None;
    assert_eq!(last(&workshop), "");
    let matrix = workshop.results().overview.expect("scores").matrix;
    assert_eq!(
        matrix
            .blocks
            .iter()
            .map(|block| block.rows.len())
            .sum::<usize>(),
        22
    );
    assert_eq!(row(&matrix, 22)[2], Cell::NotMeasured);
}

#[test]
fn the_strip_is_the_last_measured_term_alone() {
    let workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], [14, 12], progress);
    let strip = workshop.results().strip.expect("scores are published");
    assert_eq!(strip.columns.len(), 1);
    assert_eq!(strip.columns[0].label, "Moyen terme");
    assert_eq!(row(&strip, 1), [value("52", 2, Some(Movement::Up))]);
}

#[test]
fn a_long_term_without_an_earlier_measure_is_a_level() {
    let workshop = Workshop::new(&[Horizon::Long], [7, 0], alternating);
    let overview = workshop.results().overview.expect("scores are published");
    assert_eq!(overview.matrix.columns[3].label, "Niveau à 3 ans et plus");
    assert_eq!(
        overview.introduction,
        "Premier profil : une seule mesure, qui servira de repère à la suivante ; le départ n'a pas été mesuré. Réponses des salariés. \
         Un score va de 0 (le moins favorable) à 100 (le plus favorable)."
    );
}

#[test]
fn nothing_published_leaves_no_page() {
    let workshop = Workshop::new(&[Horizon::Reference, Horizon::Medium], [4, 3], progress);
    let results = workshop.results();
    assert_eq!(results.overview, None);
    assert_eq!(results.strip, None);
    assert_eq!(results.changes, None);
    assert_eq!(results.qvct, None);
    assert!(results.categories.is_empty() && results.sheets.is_empty());
}
