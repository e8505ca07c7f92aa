//! Figures told in turn: what is told after others never gives away what they hide.

use jalon::aggregate::audit::{Row, violations};
use jalon::aggregate::in_turn::told_in_turn;

use crate::disclosure::atoms::sum_of;

#[test]
fn a_figure_is_kept_back_when_it_and_those_before_it_speak_of_too_few_and_the_next_is_told_without_it()
 {
    // Three questions over nine projects, the mean of the three over eight of them.
    let sizes = [8, 1];
    let over = |atoms: &[usize], slots: &[usize]| {
        let rows = slots.iter().map(|&slot| sum_of(atoms, slot, &sizes));
        let terms = rows.flat_map(|row| row.terms).collect();
        vec![Row { terms, people: 8 }]
    };
    let whole = over(&[0], &[0, 1, 2]);
    let questions = [0, 1, 2].map(|slot| over(&[0, 1], &[slot]));
    let [one, two, three] = questions;
    let figures = [whole, one.clone(), two, three, one];
    assert_eq!(
        told_in_turn(&sizes, &figures, 4),
        [true, true, true, false, true]
    );
    assert_eq!(told_in_turn(&sizes, &figures, 1), [true; 5]);
    assert_eq!(told_in_turn(&sizes, &[], 4), Vec::<bool>::new());
}

/// Settled by halves or one by one, the answer is the same: each figure is told unless it leaks beside those before it.
#[test]
fn many_figures_are_settled_as_if_each_was_asked_about_alone() {
    let mut seed = 7_u64;
    let mut roll = |bound: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % bound
    };
    let (mut told, mut kept_back) = (0, 0);
    for _ in 0..40 {
        let sizes: Vec<u32> = (0..6).map(|_| 1 + roll(4) as u32).collect();
        let figures: Vec<Vec<Row>> = (0..12)
            .map(|_| {
                let atoms: Vec<usize> = (0..6).filter(|_| roll(4) > 0).collect();
                vec![sum_of(&atoms, roll(2) as usize, &sizes)]
            })
            .collect();
        let mut rows: Vec<Row> = Vec::new();
        let one_by_one: Vec<bool> = figures
            .iter()
            .map(|figure| {
                let count = rows.len();
                rows.extend(figure.iter().cloned());
                let holds = violations(&sizes, &rows, 4).is_empty();
                rows.truncate(if holds { rows.len() } else { count });
                holds
            })
            .collect();
        told += one_by_one.iter().filter(|told| **told).count();
        kept_back += one_by_one.iter().filter(|told| !**told).count();
        assert_eq!(told_in_turn(&sizes, &figures, 4), one_by_one);
    }
    assert!(told > 40 && kept_back > 40, "{told} told, {kept_back} not");
}
