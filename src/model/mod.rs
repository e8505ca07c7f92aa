//! The words of the trade: referential, questionnaire, programme, project, answers.
//!
//! Everything here is plain data that was already checked. The files of this room turn TOML
//! text into it and say what is wrong; they open no file and know nothing of Typst.

mod by_criterion;
pub mod case;
mod case_file;
pub mod collation;
mod decisions;
mod decisions_file;
pub mod earlier;
pub mod horizon;
pub mod keys;
mod pathway_file;
mod polarity;
pub mod programme;
mod programme_file;
pub mod project;
mod project_file;
pub mod publication;
pub mod questionnaire;
mod questionnaire_file;
pub mod referential;
mod referential_file;
pub mod register;
mod scale_file;
mod side_lines;
mod statistics_file;
pub mod survey;
pub mod verbatim;
mod wave_file;

pub use earlier::{Earlier, EarlierProject, EarlierSubject, ExportNotice, NamedProject};
pub use programme::Programme;
pub use project::{Project, Wave, WaveKind};
pub use publication::PastEdition;
pub use questionnaire::{Item, Questionnaire, Scale};
pub use referential::{Horizon, Referential};
pub use survey::{Answer, Respondent, State, Survey, WaveAnswers};
pub use verbatim::Verbatim;

use std::mem;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

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

            /// The index of each entry of its list, in order; no list is longer than what can be told apart.
            pub fn each<T>(list: &[T]) -> impl Iterator<Item = Self> + Clone + use<T> {
                (0..<$inner>::try_from(list.len()).unwrap_or(<$inner>::MAX)).map($name)
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

/// A text as it is compared: lower case, without accents, apostrophes alike, single spaces.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // A blank is written only when a word follows, so that none is doubled or left at an end.
    let mut blank = false;
    let mut put = |sign: char| {
        if sign.is_whitespace() {
            blank = true;
            return;
        }
        if mem::take(&mut blank) && !plain.is_empty() {
            plain.push(' ');
        }
        plain.push(match sign {
            '\u{2019}' | '\u{02BC}' => '\'',
            sign => sign,
        });
    };
    for sign in text.chars() {
        if sign.is_ascii() {
            put(sign.to_ascii_lowercase());
            continue;
        }
        decompose_canonical(sign, |part| {
            if !is_combining_mark(part) {
                part.to_lowercase().for_each(&mut put);
            }
        });
    }
    plain
}
