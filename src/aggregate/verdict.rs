//! The closed vocabulary of change: seven words, in the order of their conditions.
//! Decides nothing on its own: thresholds are passed in.

use super::estimate::Estimate;

/// What may be said of a change (`statistics.md` § 1.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Too few people on a side, or too few items in common.
    NotComparable,
    /// Beyond chance in its family, and large enough to matter.
    ImprovementEstablished,
    /// The same, downwards.
    DeclineEstablished,
    /// The interval excludes no change.
    ImprovementProbable,
    /// The same, downwards.
    DeclineProbable,
    /// Shown to be smaller than what matters.
    StabilityEstablished,
    /// None of these: the most frequent, and respectable.
    Uncertain,
}

impl Verdict {
    /// Whether it allows to say that something moved.
    pub fn is_conclusive(self) -> bool {
        matches!(
            self,
            Verdict::ImprovementEstablished
                | Verdict::ImprovementProbable
                | Verdict::DeclineProbable
                | Verdict::DeclineEstablished
        )
    }

    /// Whether the change stands after adjusting for all those tested.
    pub fn is_established(self) -> bool {
        matches!(
            self,
            Verdict::ImprovementEstablished | Verdict::DeclineEstablished
        )
    }

    /// All words, for keys and legends.
    pub const ALL: [Verdict; 7] = [
        Verdict::ImprovementEstablished,
        Verdict::ImprovementProbable,
        Verdict::StabilityEstablished,
        Verdict::Uncertain,
        Verdict::DeclineProbable,
        Verdict::DeclineEstablished,
        Verdict::NotComparable,
    ];

    /// Key used in exports and rules.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::NotComparable => "non_comparable",
            Verdict::ImprovementEstablished => "amelioration_etablie",
            Verdict::DeclineEstablished => "degradation_etablie",
            Verdict::ImprovementProbable => "amelioration_probable",
            Verdict::DeclineProbable => "degradation_probable",
            Verdict::StabilityEstablished => "stabilite_etablie",
            Verdict::Uncertain => "incertain",
        }
    }

    /// As printed.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::NotComparable => "non comparable",
            Verdict::ImprovementEstablished => "amélioration établie",
            Verdict::DeclineEstablished => "dégradation établie",
            Verdict::ImprovementProbable => "amélioration probable",
            Verdict::DeclineProbable => "dégradation probable",
            Verdict::StabilityEstablished => "stabilité établie",
            Verdict::Uncertain => "pas de conclusion possible",
        }
    }
}

/// The word for a change whose sides were found large enough; `adjusted_p` is its p-value within its family, `matters` the
/// smallest change that does, in points.
///
/// A change equal to the one that matters matters; a billionth of a point forgives rounding.
/// Stability is two one-sided tests at 5 %: the 90 % interval strictly inside.
pub fn verdict(estimate: &Estimate, adjusted_p: Option<f64>, matters: f64) -> Verdict {
    let up = estimate.value > 0.0;
    let established = adjusted_p.is_some_and(|p| p < 0.05);
    if established && estimate.value.abs() >= matters - 1e-9 {
        return if up {
            Verdict::ImprovementEstablished
        } else {
            Verdict::DeclineEstablished
        };
    }
    if !estimate.interval(0.95).contains(0.0) {
        return if up {
            Verdict::ImprovementProbable
        } else {
            Verdict::DeclineProbable
        };
    }
    if estimate.interval(0.9).is_inside(-matters, matters) {
        return Verdict::StabilityEstablished;
    }
    Verdict::Uncertain
}
