//! Reads `decisions.toml`.

use std::collections::BTreeSet;

use super::decisions::{Decision, DecisionAnswer};
use super::keys::{self, Keys, Shape};
use super::referential_file::tell_repeated;
use crate::diagnostic::Diagnostics;

/// Reads the team's answers to recommendations; every fault is told.
pub fn parse(text: &str, file: &str, notes: &mut Diagnostics) -> Option<Vec<Decision>> {
    keys::read(text, file, notes, |keys| Some(whole(keys)))
}

/// What `decisions.toml` may say.
pub fn shape() -> Shape {
    keys::sketch(whole)
}

fn whole(keys: &Keys) -> Vec<Decision> {
    let answers = [
        ("retenue", DecisionAnswer::Kept),
        ("adaptee", DecisionAnswer::Adapted),
        ("ecartee", DecisionAnswer::Dropped),
    ];
    let mut seen = BTreeSet::new();
    let read = keys.tables("decisions").into_iter().map(|table| {
        let rule = table.required("recommandation").to_uppercase();
        tell_repeated(&table, "recommandation", &rule, &mut seen);
        table.required("reponse");
        let answer = table
            .choice("reponse", &answers)
            .unwrap_or(DecisionAnswer::Kept);
        let reason = table.limited("motif", 400).unwrap_or_default();
        if reason.is_empty() && answer != DecisionAnswer::Kept {
            let hint = "ajoutez une ligne : motif = \"…\"";
            table.error(
                "reponse",
                "une recommandation adaptée ou écartée demande un motif",
                hint,
            );
        }
        Decision {
            rule,
            answer,
            reason,
            line: table.line(),
        }
    });
    read.collect()
}
