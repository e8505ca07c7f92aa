//! Two years side by side: the printed bars add up, and no sum of what is told speaks of one or two projects.

use jalon::aggregate::pooling::year_on_year;
use jalon::aggregate::years::{Pair, Telling, telling};
use proptest::prelude::*;

/// A printed score; few values, so that many stay the same from one year to the next.
fn score() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        Just(None),
        (0u8..=100).prop_map(|score| Some(f64::from(score))),
        Just(Some(50.0))
    ]
}

fn pairs() -> impl Strategy<Value = Vec<Pair>> {
    let same = score().prop_map(|score| (score, score));
    proptest::collection::vec(prop_oneof![(score(), score()), same], 0..9)
}

/// The unknowns of a project: its score last year and this year, one unknown when it stays the same.
fn unknowns(pairs: &[Pair]) -> (Vec<usize>, [Vec<f64>; 3]) {
    let (mut owners, mut rows) = (Vec::new(), [Vec::new(), Vec::new(), Vec::new()]);
    let mut add = |owner: usize, before: f64, after: f64, change: f64| {
        owners.push(owner);
        for (row, part) in rows.iter_mut().zip([before, after, change]) {
            row.push(part);
        }
    };
    for (owner, pair) in pairs.iter().enumerate() {
        match pair {
            (Some(before), Some(after)) if (before - after).abs() < 1e-9 => {
                add(owner, 1.0, 1.0, 0.0)
            }
            (Some(_), Some(_)) => {
                add(owner, 1.0, 0.0, -1.0);
                add(owner, 0.0, 1.0, 1.0);
            }
            (Some(_), None) => add(owner, 1.0, 0.0, 0.0),
            (None, Some(_)) => add(owner, 0.0, 1.0, 0.0),
            (None, None) => {}
        }
    }
    (owners, rows)
}

fn rank(mut rows: Vec<Vec<f64>>) -> usize {
    let mut rank = 0;
    let width = rows.first().map_or(0, Vec::len);
    for column in 0..width {
        let Some(pivot) = (rank..rows.len()).find(|&row| rows[row][column].abs() > 1e-9) else {
            continue;
        };
        rows.swap(rank, pivot);
        let head = rows[rank].clone();
        for row in rows.iter_mut().skip(rank + 1) {
            let by = row[column] / head[column];
            for (cell, of_head) in row.iter_mut().zip(&head) {
                *cell -= by * of_head;
            }
        }
        rank += 1;
    }
    rank
}

/// Whether some sum of the rows speaks of at most two projects and of nobody else.
fn gives_away(owners: &[usize], rows: &[Vec<f64>]) -> bool {
    let all = rank(rows.to_vec());
    let count = owners.iter().max().map_or(0, |last| last + 1);
    (0..count).any(|one| {
        (one..count).any(|other| {
            let outside = rows.iter().map(|row| {
                let cells = row.iter().zip(owners);
                let kept = cells.filter(|(_, owner)| **owner != one && **owner != other);
                kept.map(|(cell, _)| *cell).collect()
            });
            rank(outside.collect()) < all
        })
    })
}

proptest! {
    #[test]
    #[expect(clippy::float_cmp, reason = "printed bars are whole numbers, which are exact")]
    fn printed_bars_add_up_and_never_point_the_wrong_way(pairs in pairs()) {
        let Some(year) = year_on_year(&pairs) else { return Ok(()); };
        let Some(printed) = year.printed() else { return Ok(()); };
        prop_assert_eq!(printed.constant + printed.composition, printed.total);
        prop_assert_eq!(printed.total, printed.total.round());
        prop_assert!((printed.total - year.total).abs() <= 0.5 + 1e-9);
        let composition = year.composition.expect("a constant perimeter");
        prop_assert!((printed.composition - composition).abs() <= 1.0 + 1e-9);
        prop_assert!(printed.composition * composition >= -1e-9, "{} against {}", printed.composition, composition);
        let moved = pairs.iter().any(|pair| pair.0.is_some() != pair.1.is_some());
        prop_assert!(moved || printed.composition.abs() < 1e-9);
    }

    /// What is told gives nothing away, and what is held back would have.
    #[test]
    fn what_is_told_of_two_years_speaks_of_three_projects_or_of_none(pairs in pairs()) {
        let told = telling(&pairs, 3);
        let (owners, [before, after, change]) = unknowns(&pairs);
        let count = |of: fn(&Pair) -> Option<f64>| pairs.iter().filter_map(of).count();
        let (last, this) = (count(|pair| pair.0), count(|pair| pair.1));
        let mut known: Vec<Vec<f64>> = Vec::new();
        known.extend((last >= 3).then_some(before));
        if told.current {
            known.push(after);
        } else {
            known.push(after);
            prop_assert!(this < 3 || gives_away(&owners, &known), "held back for nothing: {:?}", pairs);
            return Ok(());
        }
        prop_assert!(!gives_away(&owners, &known), "told: {:?}", pairs);
        known.push(change);
        prop_assert_eq!(told.step, last >= 3 && !gives_away(&owners, &known), "{:?}", pairs);
    }
}

#[test]
fn a_project_that_comes_alone_keeps_its_score() {
    let three = [(Some(60.0), Some(60.0)); 3];
    let alone: Vec<Pair> = three.into_iter().chain([(None, Some(90.0))]).collect();
    let nothing = Telling {
        current: false,
        step: false,
    };
    assert_eq!(telling(&alone, 3), nothing);
    let three_moved: Vec<Pair> = [(Some(60.0), Some(70.0)); 3]
        .into_iter()
        .chain([(None, Some(90.0))])
        .collect();
    let mean_alone = Telling {
        current: true,
        step: false,
    };
    assert_eq!(telling(&three_moved, 3), mean_alone);
    let both = Telling {
        current: true,
        step: true,
    };
    assert_eq!(telling(&three, 3), both);
}
