//! The words of the trade: referential, questionnaire, programme, project, answers.
//!
//! Everything here is plain data that was already checked. The files of this room turn TOML
//! text into it and say what is wrong; they open no file and know nothing of Typst.

pub mod programme;
pub mod project;
pub mod questionnaire;
pub mod referential;
pub mod survey;

pub use programme::Programme;
pub use project::{Project, Wave, WaveKind};
pub use questionnaire::{Item, Questionnaire, Scale};
pub use referential::{Horizon, Referential};
pub use survey::{Answer, Respondent, State, Survey, WaveAnswers};

/// Declares an index into one of the lists of this room, so that no list is read with the index of another.
macro_rules! index {
    ($(#[$doc:meta] $name:ident($inner:ty)),* $(,)?) => {$(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);

        impl $name {
            /// As an index into its list.
            pub fn at(self) -> usize {
                usize::from(self.0)
            }
        }
    )*};
}

index! {
    /// Rank of a criterion in [`Referential::criteria`].
    CriterionId(u8),
    /// Rank of a category in [`Referential::categories`].
    CategoryId(u8),
    /// Rank of a QVCT level in [`Referential::qvct`].
    QvctId(u8),
    /// Rank of a group of respondents in [`Questionnaire::groups`].
    GroupId(u8),
    /// Rank of an item in [`Questionnaire::items`].
    ItemId(u16),
    /// Rank of a wave in [`Project::waves`].
    WaveId(u8),
}
