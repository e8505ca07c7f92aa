//! Who took part: what is told of a group of few people, and of the total that it could be subtracted from.

use jalon::aggregate::figures::{Absent, Party};
use jalon::model::Horizon;
use jalon::model::referential::HiddenCounts;

use crate::assess::invented::{Asked, Invented};

/// Of each group, then of everybody: how many answered, how many answers are usable, out of how many invited.
type Told = Vec<(Result<u32, Absent>, Result<u32, Absent>, Option<f64>)>;

fn told(volunteers: u32, hidden: HiddenCounts) -> Told {
    let groups = [("salaries", 12), ("benevoles", volunteers)];
    let middling = |asked: &Asked| Some(1 + u8::try_from(asked.person % 3).expect("small"));
    let mut invented = Invented::new(&[Horizon::Medium], &groups, &middling);
    invented.project.hidden_counts = hidden;
    invented.invite("salaries", 24);
    invented.invite("benevoles", 16);
    let of = |party: Party| {
        let lines = invented.figures.participation.iter();
        let mut lines = lines.filter(|line| line.party == party);
        let line = lines.next().expect("one measure");
        (line.answered, line.usable, line.rate)
    };
    [Party::Group(0), Party::Group(1), Party::Ensemble]
        .map(of)
        .to_vec()
}

#[test]
fn a_total_hides_with_a_group_only_where_counts_are_to_be_masked() {
    let open = |count: u32, rate: f64| (Ok(count), Ok(count), Some(rate));
    let closed = (Err(Absent::Withheld), Err(Absent::Withheld), None);
    for (volunteers, hidden, expected) in [
        (
            8,
            HiddenCounts::Withheld,
            vec![open(12, 0.5), open(8, 0.5), open(20, 0.5)],
        ),
        (
            4,
            HiddenCounts::Subtractable,
            vec![open(12, 0.5), closed, open(16, 0.4)],
        ),
        (
            4,
            HiddenCounts::Withheld,
            vec![open(12, 0.5), closed, closed],
        ),
    ] {
        assert_eq!(
            told(volunteers, hidden),
            expected,
            "{volunteers} {hidden:?}"
        );
    }
}
