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
//! # The way through
//!
//! [`job::Job::new`] settles everything before the first answer is read: what stands in the folder, with which referential,
//! rules and templates, for which readers.
//!
//! [`Studies`] walks the upper line project by project. [`read`] alone opens users' files; past it an answer outside its scale
//! cannot exist ([`model`]). [`aggregate`] computes, and lets through one gate what may be printed: nothing that could identify
//! a respondent goes past [`aggregate::figures::Published`]. [`assess`] draws advice from published figures alone.
//!
//! [`build`] walks the lower line behind it. [`document`] holds one typed struct a template, and every word that depends on
//! data; [`typeset`] sets it and knows nothing of surveys; [`output`] writes whole files or none, and their manifest.
//! [`export()`] writes the same figures as tables ([`mod@export`]); [`publish()`] records what an edition told, so that the next one
//! is audited beside it; [`schema`] describes the files that people fill in.
//!
//! A fault leaves one project out and never the batch; every fault is a [`diagnostic::Diagnostic`] with its place. A module
//! imports only from the floors below its own; a test (`tests/suite/floors`) reads the sources and says so:
//!
//! ```text
//!  print  publish                documents made, an edition recorded
//!  study                         one project: read, computed, assessed
//!  job                           everything settled beforehand
//!  document  export  schema      what is printed, written, described
//!  assess                        rules → advice with its evidence
//!  read  aggregate  output       bytes → answers → figures; whole files
//!  model  typeset                knows no file; knows no survey
//!  diagnostic                    what is wrong, where, and the way out
//! ```

pub mod aggregate;
pub mod assess;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod job;
pub mod model;
pub mod output;
mod print;
mod publish;
pub mod read;
pub mod schema;
mod study;
pub mod typeset;

pub use print::{Outcome, Printing, Progress, build, data, export, try_logos};
pub use publish::{Recorded, publish};
pub use study::{Studied, Studies, explain, nameless, sheet_remarks, studies};
