//! Means over overlapping parts of the same projects: no sum of them speaks of a few.

use jalon::aggregate::crossing::speaks_of_enough;
use proptest::prelude::*;

/// Parts of nine projects at most.
fn parts() -> impl Strategy<Value = (usize, Vec<Vec<bool>>)> {
    (1usize..10, 0usize..4).prop_flat_map(|(projects, count)| {
        let part = proptest::collection::vec(any::<bool>(), projects);
        (Just(projects), proptest::collection::vec(part, count))
    })
}

/// How many of the sums of the whole and the parts are independent when only some projects count; over the integers modulo
/// a prime larger than any determinant of four rows of 0 and 1.
fn rank(projects: usize, parts: &[Vec<bool>], counts: impl Fn(usize) -> bool) -> usize {
    const PRIME: i64 = 101;
    let kept: Vec<usize> = (0..projects).filter(|&rank| counts(rank)).collect();
    let mut rows: Vec<Vec<i64>> = vec![vec![1; kept.len()]];
    rows.extend(parts.iter().map(|part| {
        let cells = kept.iter().map(|&rank| i64::from(part[rank]));
        cells.collect()
    }));
    let mut done = 0;
    for column in 0..kept.len() {
        let Some(at) = (done..rows.len()).find(|&row| rows[row][column] != 0) else {
            continue;
        };
        rows.swap(done, at);
        let head = rows[done].clone();
        let inverse = (1..PRIME)
            .find(|by| by * head[column] % PRIME == 1)
            .expect("no zero");
        for row in rows.iter_mut().skip(done + 1) {
            let by = row[column] * inverse % PRIME;
            for (cell, of_head) in row.iter_mut().zip(&head) {
                *cell = (*cell - by * of_head).rem_euclid(PRIME);
            }
        }
        done += 1;
    }
    done
}

/// Fewest projects that some sum speaks of: without them alone, a sum falls silent.
fn fewest(projects: usize, parts: &[Vec<bool>]) -> usize {
    let whole = rank(projects, parts, |_| true);
    let silenced = |set: &u32| rank(projects, parts, |rank| set >> rank & 1 == 0) < whole;
    let sets = (1u32..1 << projects).filter(silenced);
    let sizes = sets.map(|set| set.count_ones() as usize);
    sizes.min().expect("nobody left is silence")
}

fn told(projects: usize, parts: &[Vec<bool>], least: usize) -> bool {
    let borrowed: Vec<&[bool]> = parts.iter().map(Vec::as_slice).collect();
    speaks_of_enough(&borrowed, projects, least)
}

proptest! {
    #[test]
    fn no_sum_of_what_is_told_speaks_of_fewer((projects, parts) in parts(), least in 1usize..5) {
        if told(projects, &parts, least) {
            prop_assert!(fewest(projects, &parts) >= least);
        }
    }

    #[test]
    fn one_part_is_told_exactly_when_both_sides_are_enough((projects, parts) in parts(), least in 1usize..5) {
        for part in parts {
            let own = [part];
            prop_assert_eq!(told(projects, &own, least), fewest(projects, &own) >= least);
        }
    }
}

#[test]
fn two_large_parts_that_differ_by_one_project_are_not_told_together() {
    let one: Vec<bool> = (0..40).map(|rank| rank < 20).collect();
    let other: Vec<bool> = (0..40).map(|rank| rank < 21).collect();
    let apart: Vec<bool> = (0..40).map(|rank| rank % 2 == 0).collect();
    assert!(speaks_of_enough(&[&one], 40, 10) && speaks_of_enough(&[&other], 40, 10));
    assert!(!speaks_of_enough(&[&one, &other], 40, 2));
    assert!(speaks_of_enough(&[&one, &apart], 40, 10));
}
