//! `projet.toml` and `decisions.toml`.

use std::collections::BTreeMap;

use jalon::diagnostic::Diagnostics;
use jalon::model::project::{
    self, Decision, DecisionAnswer, DeclaredMarker, MarkerState, Merge, PathwayColumn, Phase,
    Project, Step,
};
use jalon::model::{
    CriterionId, GroupId, Horizon, ItemId, Questionnaire, Referential, Wave, WaveKind,
};

use super::told;

fn read(text: &str) -> (Option<Project>, Vec<String>) {
    let mut notes = Diagnostics::new();
    let referential = Referential::embedded();
    let questionnaire = Questionnaire::embedded(&referential);
    let project = project::parse(
        text,
        "projet.toml",
        "atelier",
        &referential,
        &questionnaire,
        &mut notes,
    );
    (project, told(&notes))
}

const LEAST: &str =
    "nom = \"A\"\nstructure = \"S\"\nterritoire = \"T\"\nrecit = \"R\"\ndebut = 2023-01-16\n";

#[test]
fn a_whole_project_is_read() {
    let (project, notes) = read(
        r#"
nom = "L'Atelier partagé"
nom_court = "L'Atelier"
structure = "Association L'Atelier"
partenaires = ["Mairie"]
territoire = "Limoges"
debut = 2023-01-16
phase = "deploiement"
structures = 3
themes = ["sens"]
recit = """
Un atelier.
"""
criteres_vises = ["C05", "1"]
contact = ["Jeanne", "05"]
fictif = "Projet fictif"

[[vagues]]
id = "V2"
debut = 2024-05-01
fin = 2024-05-30
effectifs = { salaries = 14, beneficiaires = 38 }
questionnaire = { Q07 = 2 }

[[vagues]]
id = "V1"
debut = 2023-02-01

[[fusions]]
nom = "autres parties prenantes"
groupes = ["benevoles", "partenaires"]

[[chemin]]
colonne = "effets"
texte = "Des gestes transmis"
criteres = ["C09"]
mesure = true

[[marqueurs]]
code = "gouvernance"
etat = "partiel"
preuve = "Deux comités par an"
"#,
    );
    assert_eq!(notes, Vec::<String>::new());
    let wave = |id: &str, start: &str| Wave {
        id: id.into(),
        start: start.parse().ok(),
        end: None,
        horizon: None,
        kind: WaveKind::Measure,
        populations: BTreeMap::new(),
        versions: BTreeMap::new(),
    };
    assert_eq!(
        project,
        Some(Project {
            id: "atelier".into(),
            name: "L'Atelier partagé".into(),
            short: "L'Atelier".into(),
            structure: "Association L'Atelier".into(),
            partners: vec!["Mairie".into()],
            territory: "Limoges".into(),
            start: "2023-01-16".parse().ok(),
            phase: Some(Phase::Deployment),
            organisations: 3,
            themes: vec!["sens".into()],
            story: "Un atelier.".into(),
            waves: vec![
                wave("V1", "2023-02-01"),
                Wave {
                    end: "2024-05-30".parse().ok(),
                    populations: [(GroupId(0), 14), (GroupId(1), 38)].into(),
                    versions: [(ItemId(6), 2)].into(),
                    ..wave("V2", "2024-05-01")
                },
            ],
            merges: vec![Merge {
                label: "autres parties prenantes".into(),
                groups: vec![GroupId(2), GroupId(3)],
            }],
            aimed: Some(vec![CriterionId(0), CriterionId(4)]),
            pathway: vec![Step {
                column: PathwayColumn::Effects,
                text: "Des gestes transmis".into(),
                criteria: vec![CriterionId(8)],
                measured: true,
            }],
            markers: vec![DeclaredMarker {
                marker: 3,
                state: MarkerState::Partial,
                evidence: Some("Deux comités par an".into()),
            }],
            contact: vec!["Jeanne".into(), "05".into()],
            fictional: Some("Projet fictif".into()),
            ..Project::default()
        })
    );
}

#[test]
fn a_story_too_long_is_told_with_its_count() {
    let text = LEAST.replace("\"R\"", &format!("\"{}\"", "é".repeat(1043)));
    let (project, notes) = read(&text);
    assert!(project.is_some_and(|project| project.faulty));
    assert_eq!(
        notes,
        [
            "erreur : recit : 1\u{202F}043 signes, 900 au plus\n  → projet.toml:4\n  aide : retirez 143 signes au moins"
        ]
    );
    assert!(
        read(&LEAST.replace("\"R\"", &format!("\"{}\"", "é".repeat(900))))
            .0
            .is_some()
    );
}

#[test]
fn what_leaves_a_hole_on_paper_is_a_warning() {
    let (project, notes) = read("nom = \"A\"\ndebut = 2023-01-16\n");
    assert!(project.is_some());
    let words = ["structure", "territoire", "recit"];
    assert_eq!(
        notes,
        words.map(|key| format!(
            "avertissement : la clé « {key} » manque : sa place restera vide dans le dossier\n  → projet.toml\n  aide : ajoutez une ligne : {key} = \"…\""
        ))
    );
}

#[test]
fn a_wave_that_ends_before_it_begins_or_bears_a_taken_name_is_told() {
    let text = format!(
        "{LEAST}[[vagues]]\nid = \"V1\"\ndebut = 2024-05-30\nfin = 2024-05-01\n[[vagues]]\nid = \"v1\"\neffectifs = {{ salarie = 3 }}\n"
    );
    let (project, notes) = read(&text);
    assert_eq!(project, None);
    assert_eq!(
        notes,
        [
            "erreur : la vague finit le 01/05/2024 avant d'avoir commencé le 30/05/2024\n  → projet.toml:9\n  aide : échangez les deux dates, ou corrigez l'année",
            "erreur : « id » : « v1 » est déclaré deux fois\n  → projet.toml:11\n  aide : donnez un autre nom à l'un des deux, ou retirez-le",
            "erreur : « effectifs » : valeur inconnue « salarie »\n  → projet.toml:12\n  aide : vouliez-vous dire « salaries » ?",
        ]
    );
}

#[test]
fn without_a_start_every_wave_says_its_term() {
    let text = LEAST.replace("debut = 2023-01-16\n", "");
    let (project, notes) = read(&format!(
        "{text}[[vagues]]\nid = \"V1\"\nhorizon = \"court\"\n[[vagues]]\nid = \"V2\"\n"
    ));
    assert_eq!(project, None);
    assert_eq!(
        notes,
        [
            "erreur : l'échéance de cette vague ne peut pas être calculée : le projet n'a pas de date de début\n  → projet.toml:8\n  aide : ajoutez debut = … en tête du fichier, ou horizon = \"court\" à la vague"
        ]
    );
}

#[test]
fn a_retrospective_wave_comes_first_and_an_expected_one_says_its_term() {
    let (project, notes) = read(&format!(
        "{LEAST}[[vagues]]\nid = \"V1\"\ndebut = 2024-05-01\n[[vagues]]\nid = \"avant\"\ngenre = \"retrospectif\"\ndebut = 2024-05-01\n"
    ));
    assert_eq!(notes, Vec::<String>::new());
    let waves: Vec<_> = project
        .expect("sound")
        .waves
        .into_iter()
        .map(|wave| (wave.id, wave.horizon))
        .collect();
    assert_eq!(
        waves,
        [
            ("avant".to_owned(), Some(Horizon::Reference)),
            ("V1".to_owned(), None)
        ]
    );
    let (project, notes) = read(&format!(
        "{LEAST}[[vagues]]\nid = \"V1\"\ngenre = \"attendu\"\n"
    ));
    assert_eq!(project, None);
    assert_eq!(
        notes,
        [
            "erreur : une vague de genre « attendu » doit dire l'échéance qu'elle vise\n  → projet.toml:6\n  aide : ajoutez horizon = \"court\", \"moyen\" ou \"long\""
        ]
    );
}

#[test]
fn the_faults_of_lists_stand_at_their_line() {
    let text = format!(
        "{LEAST}themes = [\"sen\"]\ncriteres_vises = [\n  \"C01\",\n  \"C1\",\n  \"C99\",\n]\n[[fusions]]\nnom = \"x\"\ngroupes = [\"benevoles\"]\n\
         [[chemin]]\ncolonne = \"effet\"\ntexte = \"t\"\nmesure = true\nattendu = true\n[[marqueurs]]\ncode = \"gouvernence\"\netat = \"present\"\n"
    );
    let (project, notes) = read(&text);
    assert!(project.is_some_and(|project| project.faulty && project.waves.is_empty()));
    assert_eq!(
        notes,
        [
            "erreur : « themes » : valeur inconnue « sen »\n  → projet.toml:6\n  aide : vouliez-vous dire « sens » ?",
            "erreur : « criteres_vises » : le critère « C1 » est écrit deux fois\n  → projet.toml:9\n  aide : gardez-le une fois",
            "erreur : « criteres_vises » : valeur inconnue « C99 »\n  → projet.toml:10\n  aide : vouliez-vous dire « C09 » ?",
            "erreur : une fusion réunit au moins deux groupes\n  → projet.toml:14\n  aide : écrivez par exemple : groupes = [\"benevoles\", \"partenaires\"]",
            "erreur : « colonne » : valeur inconnue « effet »\n  → projet.toml:16\n  aide : vouliez-vous dire « effets » ?",
            "erreur : une étape est mesurée ou attendue, pas les deux\n  → projet.toml:19\n  aide : gardez mesure = true, ou attendu = true",
            "erreur : « code » : valeur inconnue « gouvernence »\n  → projet.toml:21\n  aide : vouliez-vous dire « gouvernance » ?",
            "avertissement : le marqueur « gouvernence » est déclaré sans preuve\n  → projet.toml:22\n  aide : ajoutez une ligne : preuve = \"…\" (un fait, un document, une date)",
        ]
    );
}

#[test]
fn decisions_are_read_and_a_refusal_says_why() {
    let mut notes = Diagnostics::new();
    let text = "[[decisions]]\nrecommandation = \"PART-01\"\nreponse = \"retenue\"\n[[decisions]]\nrecommandation = \"pub-01/c13\"\nreponse = \"ecartee\"\nmotif = \"Déjà fait\"\n";
    let decision = |rule: &str, answer, reason: &str, line| Decision {
        rule: rule.into(),
        answer,
        reason: reason.into(),
        line: Some(line),
    };
    assert_eq!(
        project::parse_decisions(text, "decisions.toml", &mut notes),
        Some(vec![
            decision("PART-01", DecisionAnswer::Kept, "", 1),
            decision("PUB-01/C13", DecisionAnswer::Dropped, "Déjà fait", 4),
        ])
    );
    assert!(notes.is_empty());
    let text = "[[decisions]]\nrecommandation = \"PART-01\"\nreponse = \"ecartee\"\n[[decisions]]\nrecommandation = \"PART-01\"\nreponse = \"peut-être\"\n";
    assert_eq!(
        project::parse_decisions(text, "decisions.toml", &mut notes),
        None
    );
    assert_eq!(
        told(&notes),
        [
            "erreur : une recommandation adaptée ou écartée demande un motif\n  → decisions.toml:3\n  aide : ajoutez une ligne : motif = \"…\"",
            "erreur : « recommandation » : « PART-01 » est déclaré deux fois\n  → decisions.toml:5\n  aide : donnez un autre nom à l'un des deux, ou retirez-le",
            "erreur : « reponse » : valeur inconnue « peut-être »\n  → decisions.toml:6\n  aide : valeurs possibles : retenue, adaptee, ecartee",
        ]
    );
}

#[test]
fn two_measures_at_the_same_time_are_told_and_a_look_back_among_them_is_not() {
    let (project, notes) = read(&format!(
        "{LEAST}[[vagues]]\nid = \"V1\"\ndebut = 2024-05-01\nfin = 2024-05-31\n\
         [[vagues]]\nid = \"V2\"\ndebut = 2024-05-20\nfin = 2024-06-30\n\
         [[vagues]]\nid = \"V0\"\ngenre = \"retrospectif\"\ndebut = 2024-05-01\nfin = 2024-05-31\n"
    ));
    assert!(project.is_some());
    assert_eq!(
        notes.last().map(String::as_str),
        Some(
            "avertissement : les vagues « V1 » et « V2 » se chevauchent, du 20/05/2024 au 31/05/2024\n  → projet.toml:12\n  \
             aide : corrigez leurs dates ; sinon, donnez une vague à chaque réponse dans une colonne « vague »"
        )
    );
    let overlaps = notes.iter().filter(|note| note.contains("se chevauchent"));
    assert_eq!(overlaps.count(), 1);
}

#[test]
fn too_many_waves_are_one_fault() {
    let waves: Vec<String> = (0..26)
        .map(|rank| format!("[[vagues]]\nid = \"V{rank}\"\nhorizon = \"court\"\n"))
        .collect();
    let (project, notes) = read(&format!("{LEAST}{}", waves.concat()));
    assert_eq!(project, None);
    let errors: Vec<&String> = notes
        .iter()
        .filter(|note| note.starts_with("erreur"))
        .collect();
    assert_eq!(
        errors,
        [
            "erreur : 26 vagues, 24 au plus\n  → projet.toml:6\n  aide : réunissez les vagues rapprochées"
        ]
    );
}

#[test]
fn a_merge_has_a_name_that_is_nobody_elses() {
    let merge =
        |name: &str, groups: &str| format!("[[fusions]]\nnom = \"{name}\"\ngroupes = [{groups}]\n");
    let text = format!(
        "{LEAST}{}{}",
        merge("Ensemble", "\"salaries\", \"benevoles\""),
        merge("salariés", "\"beneficiaires\", \"partenaires\"")
    );
    let (_, notes) = read(&text);
    let told = |name: &str, line: u32| {
        format!(
            "erreur : « nom » : « {name} » est déjà le nom d'un groupe, d'une fusion ou de l'ensemble\n  → projet.toml:{line}\n  \
             aide : donnez à cette fusion un nom qui n'est qu'à elle"
        )
    };
    assert_eq!(notes, [told("Ensemble", 7), told("salariés", 10)]);
}

#[test]
fn a_table_inside_another_is_told_under_its_whole_name() {
    let faults = [
        (
            "[[vagues]]\nid = \"V1\"\neffectifs = 7\n",
            "erreur : « effectifs » doit être une table, et non un nombre entier\n  → projet.toml:8\n  \
             aide : écrivez effectifs = { clé = valeur }, ou une ligne [vagues.effectifs] puis ses clés",
        ),
        (
            "[fiche]\nleviers = \"deux\"\n",
            "erreur : « leviers » doit être une suite de tables, et non un texte\n  → projet.toml:7\n  \
             aide : commencez chacune par une ligne [[fiche.leviers]]",
        ),
        (
            "fiche = 3\n",
            "erreur : « fiche » doit être une table, et non un nombre entier\n  → projet.toml:6\n  \
             aide : écrivez une ligne [fiche] puis ses clés",
        ),
    ];
    for (text, fault) in faults {
        let (_, notes) = read(&format!("{LEAST}{text}"));
        assert_eq!(notes, [fault], "{text}");
    }
}
