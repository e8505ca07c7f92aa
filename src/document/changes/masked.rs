//! Movements of one group that the ensemble does not show: a mean of groups must not hide one of them.

use crate::aggregate::figures::Party;
use crate::model::{CriterionId, WaveId};

use super::super::changes;
use super::super::movement::{by_weight, figures};
use super::super::{Study, scope, words};
use super::{Moved, of_party};

/// Most criteria that a sentence on hidden groups names.
const MOST_BEHIND: usize = 2;

/// Which way a score moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Way {
    Up,
    Down,
}

impl Way {
    /// Whether a change went this way, by its verdict.
    fn is_taken(self, moved: &Moved) -> bool {
        moved.change.verdict.is_conclusive()
            && match self {
                Way::Up => moved.change.delta > 0.0,
                Way::Down => moved.change.delta < 0.0,
            }
    }
}

/// The clearest movement of a group, one way, on a criterion where the ensemble does not move that way, or less surely.
pub(in crate::document) fn largest<'a>(
    study: &Study<'a>,
    pair: (WaveId, WaveId),
    way: Way,
    criteria: &[CriterionId],
) -> Option<Moved<'a>> {
    if scope::speaker(study) != Party::Ensemble {
        return None;
    }
    let ensemble = of_party(study, pair, Party::Ensemble);
    let is_shown = |moved: &Moved| {
        let mut same = ensemble.iter().filter(|of| of.criterion == moved.criterion);
        let sure = |of: &Moved| of.change.verdict.is_established();
        same.any(|of| way.is_taken(of) && (sure(of) || !sure(moved)))
    };
    changes::of_groups(study, pair)
        .into_iter()
        .filter(|moved| way.is_taken(moved) && criteria.contains(&moved.criterion))
        .filter(|moved| !is_shown(moved))
        .max_by(by_weight)
}

/// Groups that moved, each by its verdict and criterion after criterion: none of them speaks for the whole.
pub(in crate::document) fn movers<'a>(study: &Study<'a>, pair: (WaveId, WaveId)) -> Vec<Moved<'a>> {
    if scope::speaker(study) != Party::Ensemble {
        return Vec::new();
    }
    let mut found = changes::of_groups(study, pair);
    found.retain(|moved| moved.change.verdict.is_conclusive());
    found
}

/// « Derrière une stabilité d'ensemble, un groupe au moins a bougé : « Participation », −23 points chez les salariés (dégradation
/// établie). » Nothing when none of the stable criteria hides a group.
pub(super) fn behind(
    study: &Study,
    pair: (WaveId, WaveId),
    stable: &[CriterionId],
) -> Option<String> {
    let movers = movers(study, pair);
    let one = |criterion: &CriterionId| {
        let groups = movers.iter().filter(|moved| moved.criterion == *criterion);
        let told = groups.map(|moved| {
            format!(
                "{} chez les {} ({})",
                words::change_points(moved.change.delta),
                moved.who(study.figures),
                moved.change.verdict.words()
            )
        });
        let told: Vec<String> = told.collect();
        let name = scope::name(study, *criterion);
        (!told.is_empty()).then(|| format!("« {name} », {}", words::list(&told)))
    };
    let found: Vec<String> = stable.iter().filter_map(one).collect();
    let rest = match found.len().saturating_sub(MOST_BEHIND) {
        0 => String::new(),
        1 => " ; et pour 1 autre critère".to_owned(),
        many => format!(" ; et pour {many} autres critères"),
    };
    let told: Vec<String> = found.into_iter().take(MOST_BEHIND).collect();
    (!told.is_empty()).then(|| {
        format!(
            "Derrière une stabilité d'ensemble, un groupe au moins a bougé : {}{rest}.",
            told.join(" ; ")
        )
    })
}

/// « Chez les salariés, dégradation probable pour « Participation » : de 65 à 45 (−20 points, entre −35 et −5). »
pub(super) fn sentence(study: &Study, moved: &Moved) -> String {
    format!(
        "Chez les {}, {} pour « {} » : {}.",
        moved.who(study.figures),
        moved.change.verdict.words(),
        scope::name(study, moved.criterion),
        figures(moved.change)
    )
}

/// The same as the end of a title: « chez les salariés, dégradation probable pour « … » (−20 points) ».
pub(in crate::document) fn clause(study: &Study, moved: &Moved) -> String {
    format!(
        "chez les {}, {} pour « {} » ({})",
        moved.who(study.figures),
        moved.change.verdict.words(),
        scope::name(study, moved.criterion),
        words::change_points(moved.change.delta)
    )
}
