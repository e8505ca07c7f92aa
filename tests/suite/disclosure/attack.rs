//! An attacker with plain floating-point algebra, written apart from the engine, finds nothing.

use jalon::aggregate::audit::suppression::{EXACT_LIMIT, Search, suppress};
use jalon::aggregate::audit::{Row, is_safe, violations};
use proptest::prelude::*;

use super::atoms::sum_of;
use super::rows::rank;

/// What rounding may leave of nothing.
const ZERO: f64 = 1e-9;

/// The formula of `statistics.md` § 2.3, over every set of atoms under the threshold.
fn attacked(sizes: &[u32], rows: &[&(Vec<usize>, usize)], waves: usize, k: u32) -> bool {
    let width = sizes.len() * waves;
    let matrix: Vec<Vec<f64>> = rows
        .iter()
        .map(|(atoms, wave)| {
            let mut row = vec![0.0; width];
            for atom in atoms {
                row[atom * waves + wave] = 1.0;
            }
            row
        })
        .collect();
    (1u32..1 << sizes.len()).any(|set| {
        let members: Vec<usize> = (0..sizes.len())
            .filter(|atom| set >> atom & 1 == 1)
            .collect();
        let held: u32 = members.iter().map(|&atom| sizes[atom]).sum();
        if held >= k {
            return false;
        }
        let mut both = matrix.clone();
        let columns: Vec<usize> = members
            .iter()
            .flat_map(|atom| (0..waves).map(move |wave| atom * waves + wave))
            .collect();
        for &column in &columns {
            let mut unit = vec![0.0; width];
            unit[column] = 1.0;
            both.push(unit);
        }
        rank(matrix.clone(), ZERO) + columns.len() > rank(both, ZERO)
    })
}

/// A random table: sizes of atoms, and cells as sets of atoms at a wave.
fn table(most: usize) -> impl Strategy<Value = (Vec<u32>, Vec<(Vec<usize>, usize)>)> {
    prop::collection::vec(1u32..14, 2..6).prop_flat_map(move |sizes| {
        let atoms = sizes.len();
        let cell = (prop::collection::btree_set(0..atoms, 1..=atoms), 0usize..2)
            .prop_map(|(set, wave)| (set.into_iter().collect(), wave));
        (Just(sizes), prop::collection::vec(cell, 1..=most))
    })
}

fn rows_of(sizes: &[u32], cells: &[(Vec<usize>, usize)]) -> Vec<Row> {
    cells
        .iter()
        .map(|(atoms, wave)| sum_of(atoms, *wave, sizes))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn the_engine_and_the_attacker_agree((sizes, cells) in table(8)) {
        let rows = rows_of(&sizes, &cells);
        let found = attacked(&sizes, &cells.iter().collect::<Vec<_>>(), 2, 5);
        prop_assert_eq!(is_safe(&sizes, &rows, 5), !found);
        prop_assert_eq!(violations(&sizes, &rows, 5).is_empty(), !found);
    }

    #[test]
    fn what_is_kept_withstands_the_attack_at_the_least_cost((sizes, cells) in table(7)) {
        let rows = rows_of(&sizes, &cells);
        let found = suppress(&sizes, &[], &rows, 5).expect("no past");
        let best = (0u32..1 << cells.len())
            .filter_map(|removed| {
                let gone: Vec<usize> = (0..cells.len()).filter(|row| removed >> row & 1 == 1).collect();
                let kept: Vec<_> = cells.iter().enumerate()
                    .filter(|(row, _)| !gone.contains(row)).map(|(_, cell)| cell).collect();
                let cost: u32 = gone.iter().map(|&row| rows[row].people).sum();
                (!attacked(&sizes, &kept, 2, 5)).then_some((cost, gone.len(), gone))
            })
            .min()
            .expect("withholding everything is safe");
        prop_assert_eq!(found.withheld, best.2);
    }

    #[test]
    fn beyond_sixteen_rows_the_greedy_choice_is_safe_too((sizes, cells) in table(24)) {
        let rows = rows_of(&sizes, &cells);
        let found = suppress(&sizes, &[], &rows, 5).expect("no past");
        prop_assert_eq!(found.search == Search::Greedy, rows.len() > EXACT_LIMIT);
        let kept: Vec<_> = cells.iter().enumerate()
            .filter(|(row, _)| !found.withheld.contains(row)).map(|(_, cell)| cell).collect();
        prop_assert!(!attacked(&sizes, &kept, 2, 5));
    }
}

/// Forty people who each appear in their own way: the search stays bounded.
#[test]
fn many_single_persons_are_audited_in_bounded_time() {
    let sizes = vec![1; 40];
    let rows: Vec<Row> = (0..16)
        .map(|row| {
            let atoms: Vec<usize> = (0..40)
                .filter(|atom| (atom * 7 + row * 3) % 5 < 3)
                .collect();
            sum_of(&atoms, 0, &sizes)
        })
        .collect();
    let start = std::time::Instant::now();
    let found = suppress(&sizes, &[], &rows, 5).expect("no past");
    assert!(found.withheld.len() < rows.len());
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}
