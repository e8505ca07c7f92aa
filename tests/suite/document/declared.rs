//! Sections that come from what the project declares: cover, project, indicators.

use jalon::document::Edition;
use jalon::document::parts::TableCell;
use jalon::model::programme::{Partner, Programme};
use jalon::model::project::{DeclaredMarker, Indicator, MarkerState, PathwayColumn, Phase, Step};
use jalon::model::{CriterionId, Horizon};

use super::workshop::{Workshop, day, progress};

const TWO: [Horizon; 2] = [Horizon::Reference, Horizon::Medium];

fn programme() -> Programme {
    let partner = |name: &str, logo: Option<&str>| Partner {
        name: name.to_owned(),
        logo: logo.map(str::to_owned),
        logo_alternative: None,
    };
    Programme {
        name: "AMI Innovation sociale".to_owned(),
        edition: "2025".to_owned(),
        publisher: "Aract d'essai".to_owned(),
        fictional: Some("Données fictives du programme".to_owned()),
        partners: vec![
            partner("Région", None),
            partner("Fonds", Some("logos/fonds.SVG")),
        ],
        ..Programme::default()
    }
}

#[test]
fn the_cover_says_who_when_and_with_whom() {
    let mut workshop = Workshop::new(&TWO, [14, 12], progress);
    workshop.programme = Some(programme());
    workshop.project.phase = Some(Phase::Experimentation);
    workshop.project.partners = vec!["A".to_owned(), "B".to_owned()];
    let dossier = workshop.dossier();
    assert_eq!(
        dossier.cover.programme,
        "AMI Innovation sociale 2025 – Aract d'essai"
    );
    assert_eq!(
        dossier.cover.period,
        "Projet commencé en janvier 2023 · phase d'expérimentation"
    );
    assert_eq!(dossier.cover.partners, "avec A et B");
    assert_eq!(dossier.cover.measures, "Mesures : février 2023, juin 2025");
    let logos: Vec<_> = dossier
        .cover
        .logos
        .iter()
        .map(|logo| (logo.path.as_str(), logo.alt.as_str()))
        .collect();
    assert_eq!(logos, [("/images/logo-1.svg", "Logo : Fonds")]);
    assert_eq!(
        dossier.identity.title,
        "Dossier d'évaluation – Projet d'essai"
    );
    assert_eq!(dossier.identity.day, [2026, 11, 22]);
    assert_eq!(dossier.identity.fictional, "Données fictives du programme");
}

#[test]
fn the_projects_own_mention_of_fiction_comes_first() {
    let mut workshop = Workshop::new(&TWO, [14, 12], progress);
    workshop.programme = Some(programme());
    workshop.project.fictional = Some("Projet inventé".to_owned());
    assert_eq!(workshop.dossier().identity.fictional, "Projet inventé");
}

fn indicator(name: &str, expected: Option<f64>, obtained: Option<f64>, unit: &str) -> Indicator {
    Indicator {
        name: name.to_owned(),
        expected,
        obtained,
        unit: unit.to_owned(),
        date: Some(day(2026, 5, 4)),
        source: "registre".to_owned(),
    }
}

#[test]
fn planned_and_obtained_are_compared_in_words() {
    let mut workshop = Workshop::new(&TWO, [14, 12], progress);
    workshop.project.indicators = vec![
        indicator("Jours d'ouverture", Some(140.0), Some(152.0), "jours"),
        indicator("Objets réparés", Some(1200.0), Some(811.5), "objets"),
        indicator("Communes", Some(0.0), Some(2.0), "communes"),
        indicator("Ateliers", Some(8.0), Some(8.0), "ateliers"),
        indicator("Sorties positives", Some(60.0), Some(58.5), "%"),
        indicator("Emplois", None, Some(3.0), "emplois"),
    ];
    let table = workshop.dossier().expected.expect("there are indicators");
    assert_eq!(
        table.title,
        "6 indicateurs : 2 au-dessus de l'attendu, 1 comme prévu, 2 au-dessous de l'attendu, 1 sans l'un des deux \
         chiffres"
    );
    let names: Vec<&TableCell> = table.rows.iter().map(|row| &row[0]).collect();
    assert_eq!(*names[0], TableCell::Text("Jours d'ouverture".to_owned()));
    assert_eq!(
        *names[4],
        TableCell::Text("Sorties positives (%)".to_owned())
    );
    let gaps: Vec<&TableCell> = table.rows.iter().map(|row| &row[3]).collect();
    let text = |text: &str| TableCell::Text(text.to_owned());
    assert_eq!(
        gaps,
        [
            &text("12 de plus (+9 %)"),
            &text("388,5 de moins (−32 %)"),
            &text("2 de plus"),
            &text("comme prévu"),
            &text("1,5 point de moins"),
            &text("non renseigné"),
        ]
    );
    assert_eq!(table.rows[1][1], text("1\u{202f}200"));
    assert_eq!(table.rows[5][1], text("non renseigné"));
    assert_eq!(table.rows[5][4], text("mai 2026"));
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
}

fn step(column: PathwayColumn, text: &str, measured: bool) -> Step {
    Step {
        column,
        text: text.to_owned(),
        criteria: vec![CriterionId(12), CriterionId(0)],
        measured,
    }
}

#[test]
fn the_pathway_has_four_columns_and_an_impact_is_only_aimed_at() {
    let mut workshop = Workshop::new(&TWO, [14, 12], progress);
    let mut steps: Vec<Step> = (1..=5)
        .map(|rank| step(PathwayColumn::Actions, &format!("Action {rank}"), true))
        .collect();
    steps.push(step(PathwayColumn::Results, "Résultat", true));
    steps.push(step(PathwayColumn::Impact, "Impact", true));
    workshop.project.pathway = steps;
    let pathway = workshop
        .dossier()
        .project
        .pathway
        .expect("steps are declared");
    let columns: Vec<(&str, usize)> = pathway
        .columns
        .iter()
        .map(|column| (column.label.as_str(), column.steps.len()))
        .collect();
    assert_eq!(
        columns,
        [
            ("Actions", 4),
            ("Résultats (court terme)", 1),
            ("Effets (moyen terme)", 0),
            ("Impact visé (long terme)", 1),
        ]
    );
    assert_eq!(pathway.columns[1].steps[0].criteria, "critères 1 et 13");
    assert!(pathway.columns[1].steps[0].measured);
    assert!(!pathway.columns[3].steps[0].measured);
    assert_eq!(
        pathway.caption.alt,
        "Chemin du projet : 4 actions ; 1 résultat mesuré ; aucun effet ; 1 impact visé."
    );
    assert_eq!(
        pathway.caption.note,
        "Source : le projet. Une étape déclarée n'est pas dessinée : quatre au plus par colonne."
    );
}

#[test]
fn markers_stand_only_when_one_is_declared_and_then_all_do() {
    let mut workshop = Workshop::new(&TWO, [14, 12], progress);
    assert_eq!(workshop.dossier().project.markers, None);
    workshop.project.markers = vec![DeclaredMarker {
        marker: 3,
        state: MarkerState::Partial,
        evidence: Some("Comité consultatif".to_owned()),
    }];
    let strip = workshop
        .dossier()
        .project
        .markers
        .expect("a marker is declared");
    assert_eq!(strip.tokens.len(), 12);
    assert_eq!(strip.tokens[3].state_label, "partiel");
    assert_eq!(strip.tokens[3].evidence, "Comité consultatif");
    assert_eq!(strip.tokens[0].state, "unknown");
    assert_eq!(
        strip.caption.title,
        "Sur 12 marqueurs, 1 renseigné : aucun présent et 1 partiel"
    );
    assert_eq!(
        strip.caption.alt,
        "Bande de marqueurs déclarés par le projet : 0 présent, 1 partiel, 0 absent, 11 non renseignés."
    );
}

#[test]
fn the_story_is_cut_at_empty_lines_and_the_holder_speaks_to_the_funder() {
    let mut workshop = Workshop::new(&TWO, [14, 12], progress);
    workshop.project.story = "\nUn début\n  sur deux lignes.\n\nUne suite.\n".to_owned();
    workshop.project.holder_word = Some("Nous continuons.".to_owned());
    let page = workshop.dossier().project;
    assert_eq!(page.story, ["Un début sur deux lignes.", "Une suite."]);
    assert!(page.holder_word.is_empty());
    workshop.edition = Edition::Funder;
    assert_eq!(workshop.dossier().project.holder_word, ["Nous continuons."]);
}
