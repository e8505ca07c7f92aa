//! From a folder of answers to printed dossiers.
//!
//! ```text
//!  folders ──▶ read ──▶ model ──▶ aggregate ──▶ Figures ──▶ assess ──▶ Advice
//!              bytes,   answers   statistics,   what may     rules      │
//!              rows     typed     disclosure    be printed              ▼
//!  output ◀── typeset ◀── Order ◀── document ◀───────────────────── Study
//!  whole      one closed  name +    one typed struct a document
//!  files      World       JSON
//! ```
//!
//! [`Studies`] walks the upper line project by project, [`build`] the lower one behind it. A fault leaves one
//! project out and never the batch; every fault is a [`diagnostic::Diagnostic`] with its place.
//! Nothing that could identify a respondent goes past [`aggregate::figures::Published`].

pub mod aggregate;
pub mod assess;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod job;
pub mod model;
pub mod output;
mod publish;
pub mod read;
pub mod schema;
mod study;
pub mod typeset;

mod print;

pub use print::{Outcome, Printing, Progress, build, data, export, try_logos};
pub use publish::{Recorded, publish};
pub use study::{Studied, Studies, explain, nameless, sheet_remarks, studies};
