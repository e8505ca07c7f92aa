//! Recommendations as found: words and evidence complete, no layout.

/// What the rules say of a project, in order of priority.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Advice {
    /// At most seven, two per axis.
    pub actions: Vec<Recommendation>,
    /// Strengths to build on, at most two.
    pub supports: Vec<Recommendation>,
    /// Alerts on the data, at most four.
    pub data: Vec<Recommendation>,
    /// Found but not kept, with the reason: nothing is hidden.
    pub rejected: Vec<Rejected>,
    /// Decisions of the team on recommendations that are not among those kept, in the order of its file.
    pub bygone: Vec<Bygone>,
}

/// A decision on a recommendation that is not found now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bygone {
    /// As the team wrote it: `PUB-01/C13`.
    pub rule: String,
    /// Title of the rule; `None` when there is no such rule.
    pub title: Option<String>,
    /// Nearest rule when there is no such one.
    pub near: Option<String>,
    /// Rank in [`crate::model::Project::decisions`].
    pub decision: usize,
}

/// A recommendation whose placeholders are filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// Rule, with its instance after a slash: `PUB-01/C13`.
    pub id: String,
    /// What to do, in the infinitive.
    pub title: String,
    /// Axis of the rule.
    pub axis: String,
    /// Whether the whole interval lies on the triggering side.
    pub established: bool,
    /// The finding with its figures, one or two sentences.
    pub evidence: String,
    /// What to do in detail.
    pub action: String,
    /// Who.
    pub who: String,
    /// By when.
    pub due: String,
    /// What will be looked at next time: « score de charge des salariés ».
    pub follow_up: String,
    /// What sets the rule off: « score de moins de 60 »; empty when no bound does.
    pub trigger: String,
    /// Titles of the leaflet's sections.
    pub sources: Vec<String>,
    /// Link.
    pub resource: Option<String>,
    /// 100·severity + 20·established + min(9, gap/5).
    pub priority: f64,
}

/// A recommendation that was considered and not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Rule and instance.
    pub id: String,
    /// Title.
    pub title: String,
    /// « remplacée par … », « au-delà de deux par axe », … with its evidence.
    pub reason: String,
}
