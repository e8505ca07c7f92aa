//! The six conditions of a sound measure, printed as « 4 conditions de mesure réunies sur 6 ».
//! There is no letter and no grade (`decisions.md` § 3).

/// Share of the people invited who answer, from which participation is enough.
pub const PARTICIPATION: f64 = 0.5;
/// Share of the same people at two waves, from which they are followed.
pub const FOLLOWED: f64 = 0.3;
/// Share of questions left unanswered, up to which people could answer the questionnaire.
pub const UNANSWERED: f64 = 0.1;

/// How far a condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not met, or unknown.
    Unmet,
    /// Met.
    Met,
    /// Met with room to spare.
    Full,
}

impl Level {
    /// 0, 1 or 2 points, as in `statistics.md` § 1.11.
    pub fn points(self) -> u32 {
        match self {
            Level::Unmet => 0,
            Level::Met => 1,
            Level::Full => 2,
        }
    }
}

/// The conditions, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Enough of the people invited answered.
    Participation,
    /// Enough people answered.
    Headcount,
    /// More than one wave.
    Time,
    /// The same people are followed.
    Follow,
    /// More than one group of people.
    Groups,
    /// Enough items that most people could answer.
    Questionnaire,
}

impl Condition {
    /// Key used in exports.
    pub fn code(self) -> &'static str {
        match self {
            Condition::Participation => "participation",
            Condition::Headcount => "effectif",
            Condition::Time => "temps",
            Condition::Follow => "suivi",
            Condition::Groups => "croisement",
            Condition::Questionnaire => "questionnaire",
        }
    }
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

/// The six conditions, judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conditions {
    /// Each condition with its level, in the order of the list.
    pub checks: [(Condition, Level); 6],
}

impl Conditions {
    /// How many are met: level 1 or 2.
    ///
    /// Level 1 is the minimum of each condition (half the people, ten answers, two waves…). Counting
    /// full ones only would leave a well-followed team of twelve at 3 out of 6 for being small, and
    /// small teams are the normal case; the list beside the number gives the values themselves.
    pub fn met(&self) -> u32 {
        self.count(Level::Met)
    }

    /// How many are met with room to spare: level 2.
    pub fn full(&self) -> u32 {
        self.count(Level::Full)
    }

    /// Points out of 12; not printed.
    pub fn points(&self) -> u32 {
        self.checks.iter().map(|(_, level)| level.points()).sum()
    }

    fn count(&self, least: Level) -> u32 {
        self.checks
            .iter()
            .map(|(_, level)| u32::from(*level >= least))
            .sum()
    }
}

/// Judges the six conditions.
pub fn conditions(evidence: &Evidence) -> Conditions {
    let questionnaire = match evidence.unanswered {
        Some(share) if share <= UNANSWERED + 1e-9 => step(f64::from(evidence.items), 1.0, 2.0),
        _ => Level::Unmet,
    };
    let rate = |share: Option<f64>, met: f64, full: f64| {
        share.map_or(Level::Unmet, |share| step(share, met, full))
    };
    Conditions {
        checks: [
            (
                Condition::Participation,
                rate(evidence.participation, PARTICIPATION, 0.7),
            ),
            (
                Condition::Headcount,
                step(f64::from(evidence.people), 10.0, 30.0),
            ),
            (Condition::Time, step(f64::from(evidence.waves), 2.0, 3.0)),
            (Condition::Follow, rate(evidence.followed, FOLLOWED, 0.6)),
            (
                Condition::Groups,
                step(f64::from(evidence.groups), 2.0, 3.0),
            ),
            (Condition::Questionnaire, questionnaire),
        ],
    }
}

fn step(value: f64, met: f64, full: f64) -> Level {
    if value >= full - 1e-9 {
        Level::Full
    } else if value >= met - 1e-9 {
        Level::Met
    } else {
        Level::Unmet
    }
}
