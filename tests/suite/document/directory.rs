//! The directory: order, contacts, laureates that cannot be read, the three indexes and the table.

use jalon::document::directory::{Directory, IndexGroup, Laureate, Source, build, lines};
use jalon::model::project::{DirectoryLine, Phase};
use jalon::model::{Programme, Project};

use super::workshop::day;

fn programme() -> Programme {
    Programme {
        name: "AMI Innovation sociale".to_owned(),
        edition: "2025".to_owned(),
        publisher: "Cellule d'essai".to_owned(),
        ..Programme::default()
    }
}

fn project(id: &str, name: &str, territory: &str, themes: &[&str]) -> Project {
    Project {
        id: id.to_owned(),
        name: name.to_owned(),
        structure: format!("{name}, association"),
        territory: territory.to_owned(),
        themes: themes.iter().map(|theme| (*theme).to_owned()).collect(),
        story: "Une première phrase. Une seconde.".to_owned(),
        contact: vec!["Accueil".to_owned(), format!("{id}@exemple.example")],
        ..Project::default()
    }
}

fn projects() -> Vec<Project> {
    vec![
        project(
            "trame",
            "La Trame",
            "Béarn, Pyrénées-Atlantiques",
            &["transition", "sens"],
        ),
        project("elan", "L'Élan", "Pau, Pyrénées-Atlantiques", &["sens"]),
        project("ecluse", "Écluse 12", "Corrèze", &[]),
        project("elan-2", "L'Élan", "Creuse", &["sens", "sens"]),
    ]
}

fn with<T>(projects: &[Project], unread: &[&str], made: impl Fn(&Source) -> T) -> T {
    let programme = programme();
    let mut laureates: Vec<Laureate> = unread
        .iter()
        .map(|id| Laureate { id, project: None })
        .collect();
    laureates.extend(projects.iter().map(|project| Laureate {
        id: &project.id,
        project: Some(project),
    }));
    made(&Source {
        programme: &programme,
        laureates: &laureates,
        date: day(2026, 6, 30),
        fingerprint: "0badcafe",
    })
}

fn directory(projects: &[Project], unread: &[&str]) -> Directory {
    with(projects, unread, build)
}

/// Heads, and the labels with the entry they lead to.
fn read(groups: &[IndexGroup]) -> Vec<(String, Vec<(String, usize)>)> {
    let lines = |group: &IndexGroup| {
        let each = group
            .lines
            .iter()
            .map(|line| (line.label.clone(), line.entry));
        each.collect()
    };
    groups
        .iter()
        .map(|group| (group.head.clone(), lines(group)))
        .collect()
}

fn group(head: &str, lines: &[(&str, usize)]) -> (String, Vec<(String, usize)>) {
    let lines = lines
        .iter()
        .map(|(label, entry)| ((*label).to_owned(), *entry));
    (head.to_owned(), lines.collect())
}

#[test]
fn entries_follow_the_french_order_whatever_the_order_of_folders() {
    let mut all = projects();
    let names = |all: &[Project]| -> Vec<(String, String)> {
        let entries = directory(all, &[]).entries;
        entries
            .into_iter()
            .map(|entry| (entry.name, entry.territory))
            .collect()
    };
    let expected = [
        ("Écluse 12", "Corrèze"),
        ("L'Élan", "Pau, Pyrénées-Atlantiques"),
        ("L'Élan", "Creuse"),
        ("La Trame", "Béarn, Pyrénées-Atlantiques"),
    ]
    .map(|(name, place)| (name.to_owned(), place.to_owned()));
    assert_eq!(names(&all), expected);
    all.reverse();
    assert_eq!(names(&all), expected);
}

#[test]
fn the_indexes_lead_to_entries_by_territory_theme_and_name() {
    let directory = directory(&projects(), &[]);
    assert_eq!(
        read(&directory.territories),
        [
            group("Corrèze", &[("Écluse 12", 0)]),
            group("Creuse", &[("L'Élan", 2)]),
            group("Pyrénées-Atlantiques", &[("L'Élan", 1), ("La Trame", 3)]),
        ]
    );
    assert_eq!(
        read(&directory.themes),
        [
            group(
                "Sens du travail",
                &[("L'Élan", 1), ("L'Élan", 2), ("La Trame", 3)]
            ),
            group("Transition écologique", &[("La Trame", 3)]),
            group("Sans thème déclaré", &[("Écluse 12", 0)]),
        ]
    );
    assert_eq!(
        read(&directory.names),
        [
            group(
                "E",
                &[
                    ("Écluse 12", 0),
                    ("Écluse 12, association", 0),
                    ("L'Élan", 1),
                    ("L'Élan", 2),
                    ("L'Élan, association", 1),
                    ("L'Élan, association", 2),
                ]
            ),
            group("T", &[("La Trame", 3), ("La Trame, association", 3)]),
        ]
    );
}

#[test]
fn a_contact_is_printed_as_given_or_said_to_be_missing() {
    let mut all = projects();
    all[1].contact.clear();
    all[2].directory.contact_kept = true;
    let contacts: Vec<Vec<String>> = directory(&all, &[])
        .entries
        .into_iter()
        .map(|entry| entry.contact)
        .collect();
    assert_eq!(
        contacts,
        [
            vec!["contact non communiqué".to_owned()],
            vec!["contact non renseigné".to_owned()],
            vec!["Accueil".to_owned(), "elan-2@exemple.example".to_owned()],
            vec!["Accueil".to_owned(), "trame@exemple.example".to_owned()],
        ]
    );
}

#[test]
fn what_a_project_does_not_say_is_said_to_be_unknown() {
    let bare = Project {
        id: "nu".to_owned(),
        name: "Nu".to_owned(),
        phase: Some(Phase::Ideation),
        cohort: Some("2024".to_owned()),
        directory: DirectoryLine {
            text: Some("Deux\nlignes.".to_owned()),
            contact_kept: false,
        },
        ..Project::default()
    };
    let entry = directory(&[bare], &[]).entries.remove(0);
    assert_eq!(
        [
            entry.structure,
            entry.territory,
            entry.themes,
            entry.cohort,
            entry.phase,
            entry.text
        ],
        [
            "structure non renseignée",
            "territoire non renseigné",
            "aucun thème déclaré",
            "2024",
            "idéation",
            "Deux lignes."
        ]
    );
    let text = |story: String| {
        let story = Project {
            story,
            ..project("a", "A", "", &[])
        };
        directory(&[story], &[]).entries.remove(0).text
    };
    let long = text(format!("Une première phrase. {}", "mot ".repeat(2_500)));
    assert_eq!(long, "Une première phrase.");
    assert!(text("é".repeat(10_000)).chars().count() <= 201);
}

#[test]
fn a_laureate_that_cannot_be_read_is_still_named() {
    let directory = directory(&projects(), &["zèbre", "abeille"]);
    assert_eq!(directory.unread, ["abeille", "zèbre"]);
    assert_eq!(directory.cover.structure, "6 lauréats");
    assert_eq!(
        directory.introduction,
        "6 lauréats, dans l'ordre alphabétique de leur nom, l'article mis à part. Chacun est présenté avec les mots et le contact qu'il a \
         donnés lui-même. Ceux dont le fichier n'a pas pu être lu sont nommés à la fin de la liste."
    );
}

#[test]
fn the_table_has_every_laureate_once_in_the_same_words() {
    let found = with(&projects(), &["abeille"], lines);
    let ids: Vec<&str> = found.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(ids, ["ecluse", "elan", "elan-2", "trame", "abeille"]);
    let entries = directory(&projects(), &["abeille"]).entries;
    let told: Vec<_> = found.into_iter().map(|line| line.entry).collect();
    assert_eq!(told[..4], entries.into_iter().map(Some).collect::<Vec<_>>());
    assert_eq!(told[4], None);
}

/// Pages of entries are looked up once all is laid out: beyond some hundreds the indexes give numbers instead.
#[test]
fn many_laureates_are_numbered_and_the_indexes_give_their_numbers() {
    let of = |count: usize| {
        let projects: Vec<Project> = (0..count)
            .map(|rank| {
                project(
                    &format!("p{rank:03}"),
                    &format!("Maison {rank:03}"),
                    "Creuse",
                    &["sens"],
                )
            })
            .collect();
        directory(&projects, &[])
    };
    let (few, many) = (of(300), of(301));
    assert_eq!((few.numbered, many.numbered), (false, true));
    let introduction = |count: usize| {
        format!(
            "{count} lauréats, dans l'ordre alphabétique de leur nom, l'article mis à part. Chacun est présenté avec les mots et le \
             contact qu'il a donnés lui-même."
        )
    };
    assert_eq!(few.introduction, introduction(300));
    assert_eq!(
        many.introduction,
        introduction(301) + " Ils sont numérotés : les index donnent leur numéro."
    );
    assert_eq!(many.entries[300].name, "Maison 300");
    assert_eq!(many.territories[0].lines[300].entry, 300);
}
