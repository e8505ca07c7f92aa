//! Counts of projects told to the public: nobody who knows some of them learns of another.

use jalon::aggregate::counts::{Says, Told, apart, told};
use proptest::prelude::*;

/// Most projects of a programme tried here.
const MOST: usize = 16;

/// How many of the other projects have it, for all counts that would have been told alike.
fn others(all: usize, known: usize, with: usize, fewest: usize, seen: Told) -> Vec<usize> {
    let alike = (0..=all).filter(|&count| told(count, all, Says::Findings, 0, fewest) == seen);
    let left = alike.filter_map(|count| count.checked_sub(with));
    left.filter(|&count| count <= all - known).collect()
}

#[test]
fn who_knows_two_fewer_than_asked_never_knows_of_all_others() {
    for fewest in 2..6 {
        let known = fewest - 2;
        for all in known + 1..=MOST {
            for count in 0..=all {
                let seen = told(count, all, Says::Findings, 0, fewest);
                for with in 0..=known.min(count) {
                    let possible = others(all, known, with, fewest, seen);
                    if possible.is_empty() || count - with > all - known {
                        continue;
                    }
                    assert!(
                        possible.iter().any(|&left| left > 0)
                            && possible.iter().any(|&left| left < all - known),
                        "{count} of {all} told as {seen:?} to {known} of whom {with} have it"
                    );
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn what_is_told_is_true(count in 0..=MOST, more in 0..=MOST, fewest in 2usize..6, turned in 0..=MOST) {
        for says in [Says::Findings, Says::TakingPart] {
            match told(count, count + more, says, turned, fewest) {
                Told::Exactly(said) => prop_assert_eq!(said, count),
                Told::AtLeast(said) => prop_assert!(said <= count),
                Told::Under(said) => prop_assert!(count < said),
                Told::Nothing => prop_assert_eq!(says, Says::Findings),
            }
        }
    }

    #[test]
    fn one_or_two_projects_that_turned_since_a_count_keep_the_next_one_back(
        count in 0..=MOST, more in 0..=MOST, fewest in 3usize..6, turned in 1usize..3,
    ) {
        prop_assert_eq!(told(count, count + more, Says::Findings, turned, fewest), Told::Nothing);
    }

    #[test]
    fn no_class_of_a_few_is_told_and_none_is_left_over(
        classes in proptest::collection::vec(0..=MOST, 1..6), fewest in 2usize..6,
    ) {
        let told = apart(&classes, fewest);
        let both = || classes.iter().zip(&told);
        prop_assert!(both().all(|(count, told)| !told || *count >= fewest));
        let left: usize = both().filter(|(_, told)| !**told).map(|(count, _)| count).sum();
        let all: usize = classes.iter().sum();
        prop_assert!(left == 0 || left >= fewest || left == all);
    }
}
