//! The six conditions of a sound measure, printed as « 4 conditions de mesure réunies sur 6 ».
//! There is no letter and no grade (`decisions.md` § 3).

use super::figures::ConditionKind;

/// Share of the people invited who answer, from which participation is enough.
pub const PARTICIPATION: f64 = 0.5;
/// Share of the same people at two waves, from which they are followed.
pub const FOLLOWED: f64 = 0.3;
/// Share of questions left unanswered, up to which people could answer the questionnaire.
pub const UNANSWERED: f64 = 0.1;

/// How far a condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// Not met, or unknown.
    Unmet,
    /// Met.
    Met,
    /// Met with room to spare.
    Full,
}

/// What the conditions are judged on, all of the last wave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// Response rate, when the population is known.
    pub participation: Option<f64>,
    /// People behind all published groups.
    pub people: u32,
    /// Waves measured.
    pub waves: u32,
    /// Mean over groups of `pairs / min(n1, n2)` between the last two waves.
    pub followed: Option<f64>,
    /// Groups published.
    pub groups: u32,
    /// Items asked.
    pub items: u32,
    /// Share of « ne sait pas » and missing answers among the people concerned, when it may be told.
    pub unanswered: Option<f64>,
}

/// Judges the six conditions, in the order of the list.
///
/// A condition counts from its minimum on (half the people, ten answers, two waves …). Counting full ones only would leave a
/// well-followed team of twelve at 3 out of 6 for being small, and small teams are the normal case; the list beside the
/// number gives the values themselves.
pub fn conditions(evidence: &Evidence) -> [(ConditionKind, Degree); 6] {
    let questionnaire = match evidence.unanswered {
        Some(share) if share <= UNANSWERED + 1e-9 => step(f64::from(evidence.items), 1.0, 2.0),
        _ => Degree::Unmet,
    };
    let rate = |share: Option<f64>, met: f64, full: f64| {
        share.map_or(Degree::Unmet, |share| step(share, met, full))
    };
    let participation = rate(evidence.participation, PARTICIPATION, 0.7);
    let followed = rate(evidence.followed, FOLLOWED, 0.6);
    let counted = |count: u32, met: f64, full: f64| step(f64::from(count), met, full);
    [
        (ConditionKind::Participation, participation),
        (ConditionKind::People, counted(evidence.people, 10.0, 30.0)),
        (ConditionKind::Time, counted(evidence.waves, 2.0, 3.0)),
        (ConditionKind::Followed, followed),
        (
            ConditionKind::Viewpoints,
            counted(evidence.groups, 2.0, 3.0),
        ),
        (ConditionKind::Questionnaire, questionnaire),
    ]
}

fn step(value: f64, met: f64, full: f64) -> Degree {
    if value >= full - 1e-9 {
        Degree::Full
    } else if value >= met - 1e-9 {
        Degree::Met
    } else {
        Degree::Unmet
    }
}
