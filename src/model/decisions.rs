//! What the team decided on recommendations.

/// What the team decided on a recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Rule, with its instance after a slash when it has several: `PUB-01/C13`.
    pub rule: String,
    /// The decision.
    pub answer: DecisionAnswer,
    /// Why.
    pub reason: String,
    /// Line of `decisions.toml`.
    pub line: Option<u64>,
}

/// A team's answer to a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionAnswer {
    /// `retenue`
    Kept,
    /// `adaptee`
    Adapted,
    /// `ecartee`
    Dropped,
}
