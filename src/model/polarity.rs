//! A scale that is written from its best answer to its worst, as French forms often show it: read as it stands, every score
//! would be turned round.

use super::keys::Keys;
use super::plain;
use super::questionnaire::{Item, Scale};

/// Words of an answer that nearly every question holds for good.
const GOOD: [&str; 9] = [
    "tout a fait",
    "toujours",
    "tres satisf",
    "tres bon",
    "tres bien",
    "excellent",
    "beaucoup",
    "parfait",
    "oui",
];
/// Words of one that it holds for bad.
const BAD: [&str; 8] = [
    "pas",
    "jamais",
    "insatisf",
    "desaccord",
    "mauvais",
    "aucun",
    "rien",
    "non",
];

/// Warns of the scales whose first level is a good answer and whose last is a bad one, unless most of their questions are put
/// the other way round.
pub(super) fn tell(tables: &[Keys], scales: &[Scale], items: &[Item]) {
    for (rank, (table, scale)) in tables.iter().zip(scales).enumerate() {
        let ends = scale.levels.first().zip(scale.levels.last());
        let Some((first, last)) = ends.filter(|(first, last)| is_good(first) && is_bad(last))
        else {
            continue;
        };
        let of_scale = items.iter().filter(|item| item.scale == rank);
        let (reversed, straight): (Vec<&Item>, Vec<&Item>) =
            of_scale.partition(|item| item.reversed);
        if straight.len() <= reversed.len() {
            continue;
        }
        table.warning(
            "niveaux",
            format!(
                "l'échelle « {} » va de « {first} » à « {last} » : « {first} » est pris pour la réponse la moins favorable",
                scale.id
            ),
            format!(
                "écrivez les niveaux du moins au plus favorable ; si 1 veut dire « {first} » dans vos fichiers, gardez cet ordre et \
                 écrivez inverse = true sous chaque question où « {first} » est une bonne réponse"
            ),
        );
    }
}

fn is_good(level: &str) -> bool {
    let level = plain(level);
    GOOD.iter().any(|word| level.contains(word)) && !is_bad(&level)
}

fn is_bad(level: &str) -> bool {
    let level = plain(level);
    BAD.iter()
        .any(|word| level.starts_with(word) || level.contains(&format!(" {word}")))
}
