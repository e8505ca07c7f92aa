//! What an edited file of rules is told.

use jalon::assess::rulebook::Rulebook;
use jalon::diagnostic::Diagnostics;
use jalon::model::Referential;

const HEAD: &str = "version = \"1\"\n[moteur]\ngroupes = [\"salaries\"]\n[axes]\nsens = \"Sens\"\n[themes]\ncharge = \"Charge\"\n[sources]\nL1 = \"…\"\n";

fn faults(rules: &str) -> Vec<String> {
    let mut notes = Diagnostics::new();
    let text = format!("{HEAD}{rules}");
    assert_eq!(
        Rulebook::parse(&text, "regles.toml", &Referential::embedded(), &mut notes),
        None
    );
    notes.iter().map(ToString::to_string).collect()
}

/// A rule whose conditions and evidence are given.
fn rule(conditions: &str, evidence: &str) -> String {
    format!(
        "[[regle]]\nid = \"R1\"\ntitre = \"Faire\"\naxe = \"sens\"\ntype = \"action\"\nseverite = 2\nquand = [{conditions}]\n\
         preuve = \"{evidence}\"\naction = \"…\"\nqui = \"…\"\necheance = \"…\"\nsource = [\"L1\"]\n"
    )
}

fn fault(condition: &str) -> String {
    let mut all = faults(&rule(condition, "…"));
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

#[test]
fn an_unknown_criterion_group_figure_or_operator_is_told_with_its_line() {
    assert_eq!(
        fault(
            "{ cible = { critere = \"C23\" }, stat = \"score\", groupe = \"salaries\", horizon = \"dernier\", op = \"<\", valeur = 55 }"
        ),
        "erreur : « critere » : valeur inconnue « C23 »\n  → regles.toml:16\n  aide : vouliez-vous dire « C03 » ?"
    );
    assert_eq!(
        fault(
            "{ cible = { critere = \"C02\" }, stat = \"score\", groupe = \"salarie\", horizon = \"dernier\", op = \"<\", valeur = 55 }"
        ),
        "erreur : « groupe » : groupe inconnu « salarie »\n  → regles.toml:16\n  aide : vouliez-vous dire « salaries » ?"
    );
    assert_eq!(
        fault("{ stat = \"scores\" }"),
        "erreur : « stat » : valeur inconnue « scores »\n  → regles.toml:16\n  aide : vouliez-vous dire « score » ?"
    );
    assert_eq!(
        fault(
            "{ cible = { critere = \"C02\" }, stat = \"score\", groupe = \"salaries\", horizon = \"dernier\", op = \"=\", valeur = 55 }"
        ),
        "erreur : « op » : valeur inconnue « = »\n  → regles.toml:16\n  aide : valeurs possibles : <, >="
    );
    assert_eq!(
        fault(
            "{ cible = { critere = \"$\" }, stat = \"score\", groupe = \"salaries\", horizon = \"dernier\", op = \"<\", valeur = 55 }"
        ),
        "erreur : « critere = \"$\" » sans « pour_chaque » du même nom\n  → regles.toml:16\n  aide : ajoutez à la règle : pour_chaque = { critere = … }"
    );
}

#[test]
fn a_place_that_is_unknown_or_stays_empty_is_told() {
    let condition = "{ cible = { theme = \"charge\" }, stat = \"score\", groupe = \"salaries\", horizon = \"dernier\", op = \"<\", valeur = 55 }";
    assert_eq!(
        faults(&rule(condition, "{scor}/100")),
        [
            "erreur : « preuve » : nom inconnu {scor}\n  → regles.toml:17\n  aide : vouliez-vous dire {score} ?"
        ]
    );
    assert_eq!(
        faults(&rule(condition, "{score2}/100")),
        [
            "erreur : « preuve » : {score2} n'a pas de valeur dans cette règle\n  → regles.toml:17\n  aide : retirez ce nom, ou ajoutez la condition qui lui donne une valeur"
        ]
    );
    assert_eq!(
        faults(&rule(condition, "{score/100")),
        [
            "erreur : « preuve » : accolade sans sa paire\n  → regles.toml:17\n  aide : fermez chaque accolade : {score}"
        ]
    );
}

#[test]
fn a_rule_that_gives_way_to_none_or_is_written_twice_is_told() {
    let condition = "{ contexte = \"nb_structures\", op = \">=\", valeur = 2 }";
    let text = format!(
        "{}remplace = [\"R2\"]\n{}",
        rule(condition, "…"),
        rule(condition, "…")
    );
    assert_eq!(
        faults(&text),
        [
            "erreur : « remplace » : valeur inconnue « R2 »\n  → regles.toml:22\n  aide : valeurs possibles : R1",
            "erreur : la règle « R1 » est écrite deux fois\n  → regles.toml:24\n  aide : donnez-lui un autre identifiant",
        ]
    );
}

#[test]
fn a_referential_without_a_criterion_that_rules_name_is_told() {
    let mut smaller = Referential::embedded();
    smaller.criteria.pop();
    let mut notes = Diagnostics::new();
    assert!(Rulebook::embedded(&smaller, &mut notes).is_some());
    smaller.criteria.remove(7);
    assert_eq!(Rulebook::embedded(&smaller, &mut notes), None);
    let other: Vec<_> = notes
        .iter()
        .map(ToString::to_string)
        .filter(|fault| !fault.contains("« C08 »"))
        .collect();
    assert_eq!(other, Vec::<String>::new());
}

#[test]
fn a_level_of_qvct_is_named_by_its_number() {
    let condition = |level: u32| {
        format!(
            "{{ cible = {{ qvct = {level} }}, stat = \"score\", groupe = \"salaries\", horizon = \"dernier\", op = \"<\", valeur = 55 }}"
        )
    };
    for level in [1, 6] {
        let mut notes = Diagnostics::new();
        let text = format!("{HEAD}{}", rule(&condition(level), "…"));
        let read = Rulebook::parse(&text, "regles.toml", &Referential::embedded(), &mut notes);
        assert!(read.is_some(), "{:?}", notes.iter().collect::<Vec<_>>());
    }
    assert_eq!(
        fault(&condition(7)),
        "erreur : niveau QVCT inconnu : 7\n  → regles.toml:16\n  aide : écrivez le numéro d'un niveau du référentiel"
    );
}
