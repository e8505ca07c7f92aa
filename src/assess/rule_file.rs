//! Reads the rules from their file and checks them against the referential and against each other.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostics, nearest_or};
use crate::model::keys::{self, Keys, Word};
use crate::model::{CriterionId, QvctId, Referential};

use super::condition_file::conditions;
use super::places::{check_sentence, filled};
use super::rulebook::{Instances, Limits, Rule, RuleKind, Rulebook};

/// Most rules of a file.
const MOST_RULES: usize = 500;

/// What a rule may name.
pub(super) struct Known<'a> {
    pub referential: &'a Referential,
    pub groups: Vec<String>,
    pub axes: Vec<(String, String)>,
    pub themes: Vec<(String, String)>,
    pub sources: Vec<(String, String)>,
}

/// Reads a rulebook; every fault is told.
pub(super) fn parse(
    text: &str,
    file: &str,
    referential: &Referential,
    notes: &mut Diagnostics,
) -> Option<Rulebook> {
    keys::read(text, file, notes, |keys| {
        let Some(engine) = keys.table("moteur") else {
            keys.error_at(
                None,
                "la table [moteur] manque",
                "ajoutez une ligne [moteur] et ses clés",
            );
            return None;
        };
        let known = Known {
            referential,
            groups: engine.texts("groupes"),
            axes: labels(keys, "axes"),
            themes: labels(keys, "themes"),
            sources: labels(keys, "sources"),
        };
        Some(Rulebook {
            version: keys.required("version"),
            limits: limits(&engine),
            rules: rules(keys, &known),
            axes: known.axes,
            themes: known.themes,
        })
    })
}

/// The keys of a free table and their texts.
fn labels(keys: &Keys, key: &str) -> Vec<(String, String)> {
    let Some(table) = keys.table(key) else {
        return Vec::new();
    };
    let read = table.names().into_iter().map(|name| {
        let words = table.required(&name.text);
        (name.text, words)
    });
    read.collect()
}

fn limits(engine: &Keys) -> Limits {
    let number = |key: &str, usual: u32| {
        let number = engine.count(key, 0..=50).unwrap_or(usual);
        usize::try_from(number).unwrap_or(0)
    };
    Limits {
        actions: number("max_total", 7),
        per_axis: number("max_par_axe", 2),
        per_rule: number("max_par_regle", 2),
        supports: number("max_appuis", 2),
        data: number("max_donnees", 4),
    }
}

fn rules(keys: &Keys, known: &Known) -> Vec<Rule> {
    let tables = keys.tables("regle");
    if tables.is_empty() {
        keys.error_at(None, "aucune règle", "ajoutez au moins une table [[regle]]");
    }
    if tables.len() > MOST_RULES {
        let message = format!("{} règles, {MOST_RULES} au plus", tables.len());
        keys.error("regle", message, "retirez des règles");
        return Vec::new();
    }
    let rules: Vec<Rule> = tables.iter().map(|table| rule(table, known)).collect();
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    for (table, rule) in tables.iter().zip(&rules) {
        if !rule.id.is_empty() && !seen.insert(&rule.id) {
            let message = format!("la règle « {} » est écrite deux fois", rule.id);
            table.error("id", message, "donnez-lui un autre identifiant");
        }
        for key in ["remplace", "remplace_par"] {
            let unknown = |word: &Word| !ids.contains(word.text.as_str());
            for word in table.words(key).into_iter().filter(unknown) {
                table.unknown_word(key, word.line, &word.text, ids.iter().copied());
            }
        }
    }
    rules
}

fn rule(table: &Keys, known: &Known) -> Rule {
    let kinds = [
        ("action", RuleKind::Action),
        ("appui", RuleKind::Support),
        ("donnees", RuleKind::Data),
    ];
    table.required("type");
    let instances = instances(table, known);
    let read = conditions(table, known, instances.as_ref());
    let whole = read.iter().all(Option::is_some);
    let conditions: Vec<_> = read.into_iter().flatten().collect();
    let filled = whole.then(|| filled(instances.as_ref(), &conditions));
    Rule {
        id: table.required("id"),
        title: check_sentence(table, "titre", filled.as_ref()),
        axis: one_of(table, "axe", &known.axes),
        kind: table.choice("type", &kinds).unwrap_or(RuleKind::Action),
        severity: table
            .count("severite", 1..=4)
            .and_then(|grade| u8::try_from(grade).ok())
            .unwrap_or(1),
        criteria: criteria(table, "criteres", known),
        qvct: levels(table, "qvct", known),
        sensitive: table.flag("sensible").unwrap_or(false),
        instances,
        conditions,
        evidence: check_sentence(table, "preuve", filled.as_ref()),
        action: table.required("action"),
        who: table.required("qui"),
        due: table.required("echeance"),
        sources: sources(table, known),
        resource: table.text("ressource"),
        replaces: table.texts("remplace"),
        replaced_by: table.texts("remplace_par"),
    }
}

fn one_of(table: &Keys, key: &str, known: &[(String, String)]) -> String {
    let written = table.required(key);
    if !written.is_empty() && !known.iter().any(|(name, _)| *name == written) {
        let known = known.iter().map(|(name, _)| name.as_str());
        table.unknown_word(key, table.line_of(key), &written, known);
    }
    written
}

fn sources(table: &Keys, known: &Known) -> Vec<String> {
    let mut titles = Vec::new();
    for word in table.words("source") {
        match known.sources.iter().find(|(code, _)| *code == word.text) {
            Some((_, title)) => titles.push(title.clone()),
            None => {
                let codes = known.sources.iter().map(|(code, _)| code.as_str());
                table.unknown_word("source", word.line, &word.text, codes);
            }
        }
    }
    titles
}

fn instances(table: &Keys, known: &Known) -> Option<Instances> {
    let each = table.table("pour_chaque")?;
    // every key is asked for, so that none is told as unknown
    let criteria = if each.texts("critere") == ["*"] {
        CriterionId::each(&known.referential.criteria).collect()
    } else {
        criteria(&each, "critere", known)
    };
    let (levels, groups) = (levels(&each, "qvct", known), groups(&each, known));
    let told = ["critere", "qvct", "groupe"]
        .into_iter()
        .filter(|key| each.has(key))
        .count();
    if told != 1 {
        let hint = "écrivez par exemple : pour_chaque = { critere = [\"C11\", \"C12\"] }";
        table.error(
            "pour_chaque",
            "« pour_chaque » demande une seule clé : critere, qvct ou groupe",
            hint,
        );
    }
    if each.has("critere") {
        Some(Instances::Criteria(criteria))
    } else if each.has("qvct") {
        Some(Instances::Qvct(levels))
    } else {
        Some(Instances::Groups(groups))
    }
}

fn groups(each: &Keys, known: &Known) -> Vec<String> {
    let words = each.words("groupe").into_iter();
    let read = words.map(|word| {
        check_group(each, "groupe", &word, known);
        word.text
    });
    read.collect()
}

/// Tells a group that `[moteur] groupes` does not list.
pub(super) fn check_group(table: &Keys, key: &str, word: &Word, known: &Known) {
    if known.groups.contains(&word.text) {
        return;
    }
    let hint = nearest_or(&word.text, known.groups.iter().map(String::as_str), || {
        "ajoutez ce groupe à la liste « groupes » de [moteur]".to_owned()
    });
    let message = format!("« {key} » : groupe inconnu « {} »", word.text);
    table.error_at(word.line, message, hint);
}

/// The criteria of a list of codes.
pub(super) fn criteria(table: &Keys, key: &str, known: &Known) -> Vec<CriterionId> {
    let words = table.words(key).into_iter();
    words
        .filter_map(|word| criterion(table, key, &word, known))
        .collect()
}

/// The criterion of a code; an unknown one is told.
pub(super) fn criterion(
    table: &Keys,
    key: &str,
    word: &Word,
    known: &Known,
) -> Option<CriterionId> {
    let found = known.referential.criterion(&word.text);
    if found.is_none() {
        let codes = known
            .referential
            .criteria
            .iter()
            .map(|criterion| criterion.code.as_str());
        table.unknown_word(key, word.line, &word.text, codes);
    }
    found
}

fn levels(table: &Keys, key: &str, known: &Known) -> Vec<QvctId> {
    let most = known
        .referential
        .qvct
        .iter()
        .map(|level| level.number)
        .max()
        .unwrap_or(0);
    let numbers = table.wholes(key, 1..=i64::from(most)).into_iter();
    numbers
        .filter_map(|number| u8::try_from(number).ok())
        .filter_map(|number| known.referential.level(number))
        .collect()
}
