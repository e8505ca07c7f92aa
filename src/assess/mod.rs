//! From published figures to recommendations with their evidence: a closed list of conditions,
//! a rulebook as data, a selection. Reads nothing but published figures and what the project declares.

pub mod advice;
mod bygone;
mod comparison;
pub mod condition;
mod condition_file;
mod evaluate;
mod evidence;
pub mod explain;
mod explain_seen;
mod explain_words;
mod fact;
mod follow_up;
mod mark;
mod missing;
mod places;
mod rule_file;
pub mod rulebook;
mod scope;
mod score;
mod select;
mod standing;
mod target_file;
pub mod template;
mod trigger;
mod wording;

pub use advice::Advice;
pub use bygone::tell_bygone;
pub use evaluate::{Evidence, assess};
pub use explain::explain;
pub use rulebook::Rulebook;
