//! Reads a questionnaire from its file, and holds the one that is shipped.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::{self, Keys, Shape};
use super::questionnaire::{Group, Item, Questionnaire, Scale};
use super::referential_file::tell_repeated;
use super::{CriterionId, GroupId, QvctId, Referential, plain};
use crate::diagnostic::{Diagnostics, shortened};

/// Name of the shipped file in messages.
const SHIPPED: &str = "questionnaire livré";
/// Most items: above, nobody answers and reading costs.
const MOST_ITEMS: usize = 500;
/// Most groups: the charts have as many marker shapes.
const MOST_GROUPS: usize = 8;
/// Key and name of all groups together, in documents and in exports.
pub(super) const EVERYBODY: &str = "ensemble";

/// Reads a questionnaire; every fault is told, and none is given when there was an error.
pub fn parse(
    text: &str,
    file: &str,
    referential: &Referential,
    notes: &mut Diagnostics,
) -> Option<Questionnaire> {
    keys::read(text, file, notes, |keys| Some(whole(keys, referential)))
}

/// What `questionnaire.toml` may say.
pub fn shape(referential: &Referential) -> Shape {
    keys::sketch(|keys| whole(keys, referential))
}

fn whole(keys: &Keys, referential: &Referential) -> Questionnaire {
    let tables = keys.tables("echelles");
    let scales = super::scale_file::scales(keys, &tables);
    let groups = groups(keys);
    let items = items(keys, &scales, &groups, referential);
    super::polarity::tell(&tables, &scales, &items);
    Questionnaire {
        name: keys.required("nom"),
        version: keys.text("version").unwrap_or_else(|| "1".to_owned()),
        scales,
        groups,
        items,
    }
}

impl Questionnaire {
    /// The questionnaire shipped with the program, for the criteria and levels of a referential.
    ///
    /// An item about a criterion that the referential does not have is left out: nobody could
    /// print it.
    #[expect(
        clippy::expect_used,
        reason = "the shipped file is ours; a test reads it"
    )]
    pub fn embedded(referential: &Referential) -> Questionnaire {
        let own = Referential::embedded();
        let text = include_str!("questionnaire.toml");
        let mut questionnaire = parse(text, SHIPPED, &own, &mut Diagnostics::new())
            .expect("the shipped questionnaire is sound");
        questionnaire.items.retain_mut(|item| {
            let level = |id: &QvctId| referential.level(own.qvct[id.at()].number);
            item.qvct = item.qvct.iter().filter_map(level).collect();
            let criterion = referential.criterion(&own.criteria[item.criterion.at()].code);
            item.criterion = criterion.unwrap_or(CriterionId(0));
            criterion.is_some()
        });
        questionnaire
    }
}

fn groups(keys: &Keys) -> Vec<Group> {
    let tables = keys.tables("groupes");
    if tables.is_empty() {
        keys.error_at(
            None,
            "aucun groupe de répondants",
            "ajoutez [[groupes]] avec id et libelle",
        );
    }
    if tables.len() > MOST_GROUPS {
        keys.error(
            "groupes",
            format!(
                "{} groupes de répondants, {MOST_GROUPS} au plus",
                tables.len()
            ),
            "réunissez des groupes",
        );
    }
    let mut seen = BTreeSet::new();
    let mut named = BTreeMap::new();
    let read = tables.iter().map(|table| {
        let id = table.required("id");
        tell_repeated(table, "id", &id, &mut seen);
        let label = table.required("libelle");
        let singular = table.text("singulier").unwrap_or_else(|| label.clone());
        let synonyms = table.words("synonymes");
        let own = [("id", &id), ("libelle", &label), ("singulier", &singular)];
        let own = own.into_iter().filter(|(key, _)| table.has(key));
        let own = own.map(|(key, name)| (key, name, table.line_of(key)));
        let others = synonyms
            .iter()
            .map(|word| ("synonymes", &word.text, word.line));
        for (key, name, line) in own.chain(others) {
            tell_shared_name(table, &id, (key, name, line), &mut named);
        }
        Group {
            id,
            singular,
            label,
            synonyms: synonyms.into_iter().map(|word| word.text).collect(),
        }
    });
    read.collect()
}

/// A name that already means another group, or everybody: people would be counted where they are not.
fn tell_shared_name(
    table: &Keys,
    id: &str,
    (key, name, line): (&str, &str, Option<u64>),
    named: &mut BTreeMap<String, String>,
) {
    let name_shown = shortened(name, 60);
    if matches!(key, "id" | "libelle") && plain(name) == EVERYBODY {
        table.error_at(
            line,
            format!("« {key} » : « {name_shown} » désigne déjà tous les groupes réunis"),
            "donnez un autre nom à ce groupe",
        );
    }
    let known = named.entry(plain(name)).or_insert_with(|| id.to_owned());
    // The same key twice is told as such.
    if plain(known) != plain(id) && !name.is_empty() {
        table.error_at(
            line,
            format!("« {key} » : « {name_shown} » désigne déjà le groupe « {known} »"),
            "donnez à chaque groupe des noms qui ne sont qu'à lui",
        );
    }
}

fn items(keys: &Keys, scales: &[Scale], groups: &[Group], referential: &Referential) -> Vec<Item> {
    let tables = keys.tables("items");
    if tables.is_empty() {
        keys.error_at(
            None,
            "aucune question",
            "ajoutez au moins une table [[items]]",
        );
    }
    if tables.len() > MOST_ITEMS {
        keys.error(
            "items",
            format!("{} questions, {MOST_ITEMS} au plus", tables.len()),
            "retirez des questions",
        );
        tables.iter().for_each(Keys::forgive);
        return Vec::new();
    }
    let (mut seen, mut worded) = (BTreeSet::new(), BTreeMap::new());
    let read = tables.iter().map(|table| {
        let item = item(table, scales, groups, referential);
        tell_repeated(table, "id", &item.id, &mut seen);
        tell_same_words(table, &item, &mut worded);
        item
    });
    read.collect()
}

/// Two questions of the same words: as a heading, these tell neither.
fn tell_same_words(table: &Keys, item: &Item, worded: &mut BTreeMap<String, String>) {
    let known = worded
        .entry(plain(&item.label))
        .or_insert_with(|| item.id.clone());
    // The same key twice is told as such.
    if !known.eq_ignore_ascii_case(&item.id) && !item.label.is_empty() {
        table.warning(
            "libelle",
            format!("les questions « {known} » et « {} » ont le même texte : un titre de colonne ne peut pas dire laquelle", item.id),
            "dans les fichiers de réponses, donnez leur code pour titre, ou nommez leurs colonnes dans colonnes.toml",
        );
    }
}

fn item(table: &Keys, scales: &[Scale], groups: &[Group], referential: &Referential) -> Item {
    let scale = table.required("echelle");
    let rank = scales.iter().position(|known| known.id == scale);
    if rank.is_none() && !scale.is_empty() {
        let known = scales.iter().map(|known| known.id.as_str());
        table.unknown_word("echelle", table.line_of("echelle"), &scale, known);
    }
    Item {
        id: table.required("id"),
        version: table.count("version", 1..=999).unwrap_or(1),
        label: table.required("libelle"),
        criterion: criterion(table, referential),
        scale: rank.unwrap_or(0),
        reversed: table.flag("inverse").unwrap_or(false),
        weight: table.decimal("poids", 0.01..=100.0).unwrap_or(1.0),
        qvct: levels(table, referential),
        themes: table.texts("themes"),
        groups: asked(table, groups),
        sensitive: table.flag("sensible").unwrap_or(false),
    }
}

fn criterion(table: &Keys, referential: &Referential) -> CriterionId {
    let code = table.required("critere");
    let found = referential.criterion(&code);
    if found.is_none() && !code.is_empty() {
        let known = referential
            .criteria
            .iter()
            .map(|criterion| criterion.code.as_str());
        table.unknown_word("critere", table.line_of("critere"), &code, known);
    }
    found.unwrap_or(CriterionId(0))
}

fn levels(table: &Keys, referential: &Referential) -> Vec<QvctId> {
    let most = referential
        .qvct
        .iter()
        .map(|level| level.number)
        .max()
        .unwrap_or(0);
    let numbers = table.wholes("qvct", 1..=i64::from(most));
    let levels = numbers
        .into_iter()
        .filter_map(|number| u8::try_from(number).ok())
        .filter_map(|number| referential.level(number));
    levels.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The groups that are asked; all of them when the key is absent.
fn asked(table: &Keys, groups: &[Group]) -> Vec<GroupId> {
    let words = table.words("groupes");
    if !table.has("groupes") {
        let all = (0..groups.len()).filter_map(|rank| u8::try_from(rank).ok().map(GroupId));
        return all.collect();
    }
    let mut asked = BTreeSet::new();
    for word in words {
        match groups.iter().position(|group| group.id == word.text) {
            Some(rank) => asked.extend(u8::try_from(rank).ok().map(GroupId)),
            None => {
                let known = groups.iter().map(|group| group.id.as_str());
                table.unknown_word("groupes", word.line, &word.text, known);
            }
        }
    }
    asked.into_iter().collect()
}
