//! The tables beside the answers.

use jalon::diagnostic::Diagnostics;
use jalon::model::{GroupId, Horizon, Project, Referential};
use jalon::read::{Input, Mapping, NameList, side_tables, side_tables_of};

use super::setting::{project, questionnaire, snapshot, wave};

fn read(name: &str, text: &str) -> (Project, String) {
    read_into(with_a_wave(), name, text)
}

fn with_a_wave() -> Project {
    let mut project = project("p");
    project.waves = vec![wave("V1", Some(Horizon::Short))];
    project
}

fn read_into(project: Project, name: &str, text: &str) -> (Project, String) {
    read_beside(project, &[], name, text)
}

/// The same beside lists of names to mask.
fn read_beside(
    mut project: Project,
    lists: &[&NameList],
    name: &str,
    text: &str,
) -> (Project, String) {
    let mut notes = Diagnostics::new();
    side_tables(
        &[Input::bytes(name, text)],
        lists,
        &mut project,
        &questionnaire(),
        &Referential::embedded(),
        &mut notes,
    );
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    (project, told.join("\n"))
}

#[test]
fn sound_tables_are_read() {
    let (project, told) = read(
        "projets/p/paroles.csv",
        "groupe;critere;texte;origine;accord;statut;relecteur;date\nsalariés;8;« On se parle »;entretien;oui;validé;A. B.;03/06/2024\n",
    );
    // « validé » is the state with its accent.
    assert!(
        told.starts_with("avertissement : les dates sont lues jour/mois/année"),
        "{told}"
    );
    assert!(project.quotes[0].agreed && project.quotes[0].validated);
    let (project, told) = read(
        "indicateurs.csv",
        "indicateur;attendu;obtenu;unite;date;source\nPersonnes;120;1 134,5;personnes;2025-12-31;registre\n",
    );
    assert_eq!(
        (told.as_str(), project.indicators[0].obtained),
        ("", Some(1134.5))
    );
    let (project, told) = read(
        "cotations.csv",
        "critere,horizon,note,argument\nC01,court,7,débattu\n",
    );
    assert_eq!((told.as_str(), project.collective[0].mark), ("", 7));
    let (project, told) = read(
        "populations.csv",
        "vague,groupe,population\nv1,salariés,14\n",
    );
    assert_eq!((told.as_str(), project.waves[0].populations.len()), ("", 1));
}

#[test]
fn every_fault_is_told_and_the_table_left_out() {
    let mut all = String::new();
    for (name, text) in [
        (
            "populations.csv",
            "vague;groupe;population\nV1;salariés;trois\nV2;salariés;4\nV1;habitants;30\n",
        ),
        (
            "paroles.csv",
            "repondant;groupe;vague;critere;texte;origine;accord;statut;relecteur;date\n;salarié;V1;C31;Critère qui n'existe pas.;entretien;oui;valide;P. Q.;2025-02-10\n;beneficiaires;V9;C13;Vague inconnue.;entretien;peut-être;lu;;31/02/2025\n",
        ),
        (
            "cotations.csv",
            "critere;horizon;note;argument;date;participants\nC01;court;11;Onze sur dix.;2026-01-20;5\nC02;bientôt;6;Échéance inconnue.;2026-01-20;5\nC08;court;6,5;Les notes sont entières.;2026-01-20;5\n",
        ),
        (
            "indicateurs.csv",
            "indicateur;attendu;obtenu;unite;date;source\nAteliers tenus;24;vingt-deux;ateliers;31/12/2025;planning\n;10;12;repas;31/12/2025;cahier\n",
        ),
        ("indicateurs.csv", "indicateurs;attendu\na;1\n"),
    ] {
        let (project, told) = read(name, text);
        assert!(
            project.quotes.is_empty()
                && project.indicators.is_empty()
                && project.collective.is_empty()
        );
        all.push_str(&told);
        all.push('\n');
    }
    snapshot("side_tables_faults", &all);
}

#[test]
fn a_population_that_is_not_that_of_the_project_file_is_told() {
    let mut project = with_a_wave();
    project.waves[0].populations.insert(GroupId(0), 30);
    let (project, told) = read_into(
        project,
        "populations.csv",
        "vague;groupe;population\nV1;salariés;25\nV1;bénéficiaires;40\n",
    );
    assert_eq!(
        told,
        "avertissement : l'effectif du groupe « salariés » dans la vague « V1 » est 25 dans ce fichier, 30 dans projet.toml : c'est 25 qui compte\n  \
         → populations.csv\n  aide : corrigez l'un des deux, ou retirez-le"
    );
    let invited = &project.waves[0].populations;
    assert_eq!(invited.values().copied().collect::<Vec<_>>(), [25, 40]);
}

#[test]
fn a_heading_that_may_name_somebody_is_told_by_its_place() {
    let (_, told) = read(
        "cotations.csv",
        "critere;horizon;note;Mme Ouldkaci;relu\nC01;court;7;oui;oui\n",
    );
    assert_eq!(
        told,
        "avertissement : cette colonne n'est pas lue\n  → cotations.csv:1:4\n  \
         aide : colonnes connues : critere, horizon, note, argument, date, participants\n\
         avertissement : cette colonne n'est pas lue\n  → cotations.csv:1:5, colonne « relu »\n  \
         aide : colonnes connues : critere, horizon, note, argument, date, participants"
    );
}

#[test]
fn the_names_of_the_list_are_masked_in_arguments_and_nothing_else_is() {
    let list = NameList::new(Input::bytes(
        "noms-a-masquer.txt",
        "Moussa Ouldkaci\nZbrigniewska\n",
    ));
    let (project, told) = read_beside(
        with_a_wave(),
        &[&list],
        "cotations.csv",
        "critere;horizon;note;argument\n\
         C01;court;7;« ouldkaci décide, avec Zbrigniewska, depuis le 3 mai 2025 »\n\
         C02;court;5;Le marché du jeudi attend 40 personnes.\n\
         C03;court;6;Moussa Ouldkaci seul\n",
    );
    assert_eq!(
        told,
        "avertissement : les noms de « noms-a-masquer.txt » sont remplacés par « […] » dans les arguments : 3 noms ; \
         lignes 2 et 4\n  → cotations.csv\n  \
         aide : relisez ces textes tels qu'ils s'impriment : d'autres mots peuvent encore désigner une personne"
    );
    let arguments: Vec<&str> = project
        .collective
        .iter()
        .map(|mark| mark.argument.as_str())
        .collect();
    assert_eq!(
        arguments,
        [
            "« […] décide, avec […], depuis le 3 mai 2025 »",
            "Le marché du jeudi attend 40 personnes.",
            "[…] seul"
        ]
    );
}

#[test]
fn an_end_of_line_typed_in_a_cell_is_a_space() {
    let (project, told) = read(
        "indicateurs.csv",
        "indicateur;attendu;obtenu;unite;date;source\n\"Repas\nservis \";3;2;\"repas\r\npar jour\";2025-01-01;\"cahier\n\nbleu\"\n",
    );
    let indicator = &project.indicators[0];
    assert_eq!(told, "");
    assert_eq!(
        [&indicator.name, &indicator.unit, &indicator.source],
        ["Repas servis", "repas par jour", "cahier bleu"]
    );
}

#[test]
fn a_list_of_names_that_is_no_text_leaves_the_project_out() {
    for bytes in [
        &b"PK\x03\x04Durand"[..],
        b"{\\rtf1 Durand}",
        b"\xd0\xcf\x11\xe0\0\0Durand",
    ] {
        let mut notes = Diagnostics::new();
        let sound = side_tables(
            &[],
            &[&NameList::new(Input::bytes("noms-a-masquer.docx", bytes))],
            &mut with_a_wave(),
            &questionnaire(),
            &Referential::embedded(),
            &mut notes,
        );
        let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
        assert_eq!(
            (sound, told.join("\n")),
            (
                false,
                "erreur : cette liste de noms n'est pas un fichier de texte : aucun nom n'y est lu\n  → noms-a-masquer.docx\n  \
                 aide : enregistrez-la dans le Bloc-notes sous le nom « noms-a-masquer.txt », un nom par ligne, et retirez celle-ci"
                    .to_owned()
            )
        );
    }
}

#[test]
fn the_names_of_the_list_are_masked_in_indicators_too() {
    let list = NameList::new(Input::bytes("noms-a-masquer.txt", "Zbrigniewska\n"));
    let (project, told) = read_beside(
        with_a_wave(),
        &[&list],
        "indicateurs.csv",
        "indicateur;attendu;obtenu;source\nVisites de Zbrigniewska;3;2;cahier de zbrigniewska\nRepas;3;2;cahier\n",
    );
    assert_eq!(
        told,
        "avertissement : les noms de « noms-a-masquer.txt » sont remplacés par « […] » dans les indicateurs et leurs sources : \
         2 noms ; ligne 2\n  → indicateurs.csv\n  \
         aide : relisez ces textes tels qu'ils s'impriment : d'autres mots peuvent encore désigner une personne"
    );
    let first = &project.indicators[0];
    assert_eq!(
        [&first.name, &first.source],
        ["Visites de […]", "cahier de […]"]
    );
}

#[test]
fn a_number_with_more_digits_than_can_be_kept_is_refused() {
    let (project, told) = read(
        "indicateurs.csv",
        "indicateur;attendu;obtenu\nRepas;1000000000000000;999999999999999\n",
    );
    assert!(project.indicators.is_empty());
    assert_eq!(
        told,
        "erreur : (numéro masqué) n'est pas un nombre\n  → indicateurs.csv:2:2, colonne « attendu »\n  \
         aide : écrivez un nombre seul, par exemple 12 ou 12,5 ; laissez la case vide s'il n'y en a pas"
    );
}

#[test]
fn a_share_that_a_workbook_shows_as_a_percentage_is_refused_and_not_printed_as_a_number() {
    let titles = ["indicateur", "attendu", "obtenu", "unite"];
    let table = |row: [&str; 4]| {
        let rows = [
            titles.map(str::to_owned).to_vec(),
            row.map(str::to_owned).to_vec(),
        ];
        let bytes = super::spreadsheet::workbook(&rows);
        let mut notes = Diagnostics::new();
        let mut own = with_a_wave();
        let sound = side_tables(
            &[Input::bytes("indicateurs.xlsx", bytes)],
            &[],
            &mut own,
            &questionnaire(),
            &Referential::embedded(),
            &mut notes,
        );
        let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
        (sound, told.join("\n"))
    };
    assert_eq!(
        table(["Sorties vers l'emploi", "0.8", "75.5", "%"]),
        (
            false,
            "erreur : la case vaut 0,8 %, mais le tableur montre peut-être 80 %\n  \
             → indicateurs.xlsx:2:2, cellule Réponses!B2, colonne « attendu »\n  \
             aide : si c'est le cas, mettez-la au format Nombre et écrivez 80, avec l'unité « % » ; \
             si c'est bien 0,8 %, enregistrez ce tableau en CSV"
                .to_owned()
        )
    );
    assert_eq!(
        table(["Sorties vers l'emploi", "", "0.557", ""]),
        (
            false,
            "erreur : la case vaut 0,557, mais le tableur montre peut-être 55,7 %\n  \
             → indicateurs.xlsx:2:3, cellule Réponses!C2, colonne « obtenu »\n  \
             aide : si c'est le cas, mettez-la au format Nombre et écrivez 55,7, avec l'unité « % » ; sinon, dites l'unité de ce nombre"
                .to_owned()
        )
    );
    for row in [
        ["Postes", "0.5", "0.557", "ETP"],
        ["Sorties", "80", "0", "%"],
        ["Ateliers", "1", "12.345", ""],
    ] {
        assert_eq!(table(row), (true, String::new()), "{row:?}");
    }
    let (project, told) = read("indicateurs.csv", "indicateur;attendu;unite\nRebut;0,8;%\n");
    assert_eq!(
        (told.as_str(), project.indicators[0].expected),
        ("", Some(0.8))
    );
}

#[test]
fn thousands_written_with_a_point_or_a_comma_are_told() {
    let (project, told) = read(
        "indicateurs.csv",
        "indicateur;attendu;obtenu\nRepas;1.200;12,5\nHeures;1 200;0,755\n",
    );
    assert_eq!(project.indicators[0].expected, Some(1.2));
    assert_eq!(
        told,
        "avertissement : « 1.200 » est lu 1,2, et non 1200\n  → indicateurs.csv:2:2, colonne « attendu »\n  \
         aide : écrivez 1200 si le signe sépare les milliers, 1,2 sinon"
    );
}

/// « Élèves reçus » as a Mac saves it when nobody asks it otherwise.
const ON_A_MAC: &[u8] = b"indicateur;attendu;obtenu\n\x83l\x8fves re\x8dus;3;2\n";

fn in_a_folder_of_a_mac(bytes: &[u8]) -> (String, String) {
    let mapping = Mapping {
        encoding: Some(jalon::read::Encoding::Macintosh),
        ..Mapping::default()
    };
    let (mut project, mut notes) = (with_a_wave(), Diagnostics::new());
    side_tables_of(
        &[Input::bytes("indicateurs.csv", bytes.to_vec())],
        &mapping,
        &[],
        &mut project,
        (&questionnaire(), &Referential::embedded()),
        &mut notes,
    );
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    (project.indicators[0].name.clone(), told.join("\n"))
}

#[test]
fn the_encoding_that_the_mapping_announces_holds_beside_the_answers_too() {
    let read = ("Élèves reçus".to_owned(), String::new());
    assert_eq!(in_a_folder_of_a_mac(ON_A_MAC), read);
    // A file of the same folder that is in UTF-8 is not read otherwise.
    let other = "indicateur;attendu;obtenu\nÉlèves reçus;3;2\n";
    assert_eq!(in_a_folder_of_a_mac(other.as_bytes()), read);
}

#[test]
fn dates_that_people_typed_are_said_to_be_written_otherwise_and_not_to_be_declared() {
    let (_, told) = read(
        "indicateurs.csv",
        "indicateur;attendu;obtenu;date\nRepas;3;2;01/02/2025\n",
    );
    assert_eq!(
        told,
        "avertissement : les dates sont lues jour/mois/année : aucune ne prouve cet ordre\n  → indicateurs.csv:2:4, colonne « date »\n  \
         aide : si le mois vient d'abord, ou pour ne plus voir cet avertissement, écrivez année-mois-jour, par exemple 2024-06-03"
    );
}
