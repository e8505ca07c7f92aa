//! Which rows to withhold so that the rest tells nothing about fewer than k persons.
//! Least cost, proved up to sixteen rows; beyond, greedy with a final audit.

use super::choice::{Choice, Conflicts, Probe, dearest_first, walked};
use super::{Row, System, violations};

/// Most candidate rows for which the cheapest removal is searched exactly (`decisions.md` § 14).
pub const EXACT_LIMIT: usize = 16;

/// The rows to withhold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// Indices into the candidate rows, in order.
    pub withheld: Vec<usize>,
    /// How the set was found.
    pub search: Search,
}

/// How a set of rows to withhold was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// The cheapest of all sets.
    Exact,
    /// A set from which no row can be given back, but perhaps not the cheapest.
    Greedy,
}

/// What was already released lays people open, whatever is withheld now (E-SDC-PAST).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastLeak {
    /// Sets of atoms exposed by the past releases.
    pub exposed: Vec<Vec<usize>>,
}

/// Chooses the rows to withhold among `candidates`, given the rows already released (`fixed`).
///
/// `sizes` are the people of each atom, `threshold` is k. The cost of a row is its people; between
/// equal costs fewer rows, then the first in order. It is the question of `statistics.md` § 2.3 in its plain form, one system
/// and one rank of worth: the reference cases and the attack are put to [`choose`] through it (`decisions.md` §§ 12, 14); a
/// dossier asks it knot by knot (`solve`).
pub fn suppress(
    sizes: &[u32],
    fixed: &[Row],
    candidates: &[Row],
    threshold: u32,
) -> Result<Suppression, PastLeak> {
    let rows: Vec<&Row> = fixed.iter().chain(candidates).collect();
    let system = System::new(sizes, &rows, threshold);
    let costs: Vec<u64> = candidates.iter().map(|row| u64::from(row.people)).collect();
    let order = dearest_first(&costs);
    let probe = |kept: &[usize]| {
        let rows: Vec<usize> = (0..fixed.len())
            .chain(kept.iter().map(|row| fixed.len() + row))
            .collect();
        let order = order.iter().rev().map(|row| fixed.len() + row);
        system.probe(&rows, order.chain(0..fixed.len()), |row| {
            row.checked_sub(fixed.len())
        })
    };
    if !matches!(probe(&[]), Probe::Safe) {
        return Err(PastLeak {
            exposed: violations(sizes, fixed, threshold),
        });
    }
    Ok(choose(&costs, &probe, &|_| true))
}

/// The rows to withhold among as many as there are costs, when keeping none is safe.
///
/// `probe` answers for a set of rows kept, in order; `afford` whether there is time for so many steps more: without, all go.
pub(super) fn choose(
    costs: &[u64],
    probe: &dyn Fn(&[usize]) -> Probe,
    afford: &dyn Fn(u64) -> bool,
) -> Suppression {
    let choice = Choice {
        costs,
        probe,
        afford,
    };
    if costs.len() <= EXACT_LIMIT {
        Suppression {
            withheld: choice.cheapest(),
            search: Search::Exact,
        }
    } else {
        Suppression {
            withheld: choice.greedy(),
            search: Search::Greedy,
        }
    }
}

/// The rows given up, in order, because of these conflicts alone: each a set of rows one of which has to go.
///
/// With all the conflicts there are it is what [`choose`] withholds.
pub(super) fn given_up(costs: &[u64], conflicts: &[Vec<usize>]) -> Vec<usize> {
    let safe = |_: &[usize]| Probe::Safe;
    let choice = Choice {
        costs,
        probe: &safe,
        afford: &|_| true,
    };
    if costs.len() <= EXACT_LIMIT {
        let mut least = Conflicts::default();
        for conflict in conflicts {
            least.add(conflict);
        }
        choice.hitting(&least)
    } else {
        choice.kept(&walked(&dearest_first(costs), conflicts))
    }
}
