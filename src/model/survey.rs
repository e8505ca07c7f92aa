//! Validated answers: nothing outside its scale can be here.

use chrono::NaiveDate;

use super::{GroupId, ItemId};

/// The answers of one project, one entry per wave of [`super::Project::waves`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// Parallel to the project's waves; a wave without answers is empty.
    pub waves: Vec<WaveAnswers>,
    /// What reading had to decide, for the page on data quality.
    pub quality: ReadingQuality,
}

/// The answers of one wave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaveAnswers {
    /// Everyone who appears in the wave, ordered by identifier so that the order of rows never matters.
    pub respondents: Vec<Respondent>,
    /// Ordered by respondent, then item; at most one per pair.
    pub answers: Vec<Answer>,
    /// First and last day of answer and the median of the respondents' days, when dates are known.
    pub days: Option<Days>,
}

/// When a wave was collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub first: NaiveDate,
    /// Median of the respondents' days (the lower one of two).
    pub median: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

/// Someone who was asked, without any identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Respondent {
    /// Group of the person in this wave.
    pub group: GroupId,
    /// The same number over all waves of the project for the same person; `None` when people cannot be followed.
    pub person: Option<u32>,
    /// The same number for the same organisation, when a column tells.
    pub organisation: Option<u32>,
    /// Half a hash of the identifier, or of the row when there is none: the same each time the file is read.
    pub key: u64,
}

/// One cell of the questionnaire; 8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Rank in [`WaveAnswers::respondents`].
    pub respondent: u32,
    /// What was asked.
    pub item: ItemId,
    /// What came back.
    pub state: State,
}

/// The states of an answer that was asked for (`statistics.md` § 1.1); what was not asked has no [`Answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Rank of the level from 0, below the size of the item's scale; not oriented.
    Valid(u8),
    /// « Ne sait pas ».
    DontKnow,
    /// « Non concerné ».
    NotApplicable,
    /// Shown and left blank.
    Missing,
    /// Not an answer of the scale: reported, then treated as missing.
    Invalid,
}

/// What reading had to decide, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingQuality {
    /// Files read, in order of name.
    pub files: Vec<String>,
    /// Rows read.
    pub rows: u64,
    /// Answers outside their scale.
    pub invalid: u64,
    /// Exact repetitions, kept once.
    pub repeated: u64,
    /// Contradictory answers of one person to one item in one wave, all set aside.
    pub contradictory: u64,
    /// Answers to items the person's group is not asked, set aside.
    pub unasked: u64,
    /// What the reader should know in a sentence each (French): encoding guessed, dates read day first…
    pub remarks: Vec<String>,
}
