//! `paroles.csv`: what is masked is counted and never repeated; what will not print is told.

use jalon::diagnostic::Diagnostics;
use jalon::model::{Project, Referential};
use jalon::read::{Input, NameList, side_tables};

use super::setting::{project, questionnaire};

/// Quotes of a project with a list of names, and everything told.
fn read(rows: &str, names: &[u8]) -> (Project, Vec<String>) {
    let mut project = project("p");
    project.structure = "Coopérative des Chais".to_owned();
    let mut notes = Diagnostics::new();
    let table = format!("repondant,texte,accord,statut,relecteur,date\n{rows}");
    side_tables(
        &[Input::bytes("paroles.csv", table)],
        &[&NameList::new(Input::bytes("noms-a-masquer.txt", names))],
        &mut project,
        &questionnaire(),
        &Referential::embedded(),
        &mut notes,
    );
    let told = notes.iter().map(ToString::to_string).collect();
    (project, told)
}

fn texts(project: &Project) -> Vec<&str> {
    project
        .quotes
        .iter()
        .map(|quote| quote.text.text())
        .collect()
}

#[test]
fn what_was_masked_is_counted_with_its_lines_and_never_repeated() {
    let rows = "R1,Kervadec tient la caisse des Chais.,oui,valide,AB,2026-01-20\n\
                R2,On décide ensemble.,oui,valide,AB,2026-01-20\n\
                r1,Rose m'a rappelé au 06 12 34 56 78.,oui,a_relire,,\n";
    let (project, told) = read(rows, b"# personnel\nYann Kervadec\n");
    assert_eq!(
        texts(&project),
        [
            "[…] tient la caisse des […].",
            "On décide ensemble.",
            "[…] m'a rappelé au […]."
        ]
    );
    assert_eq!(
        told,
        [
            "avertissement : ce qui désigne quelqu'un est remplacé par « […] » dans les paroles : 2 noms, 1 nom de structure, \
          1 numéro de téléphone ; lignes 2 et 4\n  → paroles.csv\n  \
          aide : relisez ces paroles telles qu'elles s'impriment : un fait rare peut encore désigner une personne, et un \
          prénom masqué en début de phrase peut être un mot ordinaire : ligne 4"
        ]
    );
    let authors: Vec<_> = project.quotes.iter().map(|quote| quote.author).collect();
    assert_eq!((authors[0], authors[0] == authors[1]), (authors[2], false));
}

#[test]
fn a_list_of_names_is_read_in_the_encodings_of_a_notepad() {
    let row = "R1,Maëlig est là.,oui,valide,AB,2026-01-20\n";
    let utf16: Vec<u8> = "\u{FEFF}Maëlig"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for names in [
        "Maëlig\r\n".as_bytes(),
        "\u{FEFF}Maëlig".as_bytes(),
        b"Ma\xEBlig\r\n",
        &utf16,
    ] {
        assert_eq!(texts(&read(row, names).0), ["[…] est là."]);
    }
    assert_eq!(texts(&read(row, b"").0), ["Maëlig est là."]);
}

#[test]
fn a_released_quote_that_will_not_print_is_told() {
    let long = "mot ".repeat(36);
    let rows = format!(
        "R1,On décide ensemble.,oui,valide,,2026-01-20\n\
         R2,On décide ensemble.,oui,valide,AB,\n\
         R3,On décide ensemble.,oui,a_relire,,\n\
         R4,{long},oui,valide,AB,2026-01-20\n\
         R5,Julie Martin.,oui,valide,AB,2026-01-20\n"
    );
    let (project, told) = read(&rows, b"");
    assert_eq!(project.quotes.len(), 4);
    assert_eq!(
        told,
        [
            "avertissement : cette parole est « valide », mais il manque les initiales de la personne qui l'a relue, ou la \
             date : elle n'est pas imprimée (2 fois, la première ci-dessous)\n  → paroles.csv:2:4, colonne « statut »\n  \
             aide : remplissez « relecteur » et « date »",
            "avertissement : cette parole compte plus de 35 mots : elle n'est pas imprimée\n  \
             → paroles.csv:5:2, colonne « texte »\n  \
             aide : raccourcissez-la en accord avec la personne, puis relisez-la",
            "avertissement : il ne reste aucun mot de cette parole une fois masqué ce qui désigne quelqu'un : elle est laissée \
             de côté\n  → paroles.csv:6:2, colonne « texte »\n  \
             aide : retirez la ligne, ou reformulez la parole avec la personne",
        ]
    );
}

#[test]
fn beyond_twelve_lines_the_others_are_counted() {
    let told = |lines: usize| {
        let rows: String = (0..lines)
            .map(|line| format!("R{line},Kervadec tient la caisse.,oui,valide,AB,2026-01-20\n"))
            .collect();
        read(&rows, b"Yann Kervadec\n").1[0].clone()
    };
    for (lines, ending) in [(13, "12, 13 et 1 autre"), (14, "12, 13 et 2 autres")] {
        let message = format!(
            "ce qui désigne quelqu'un est remplacé par « […] » dans les paroles : {lines} noms ; \
             lignes 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, {ending}\n"
        );
        assert!(told(lines).contains(&message), "{}", told(lines));
    }
}
