//! The one test binary; this list is its table of contents and mirrors `src`.

mod aggregate;
mod assess;
mod command;
mod disclosure;
mod document;
mod export;
mod floors;
mod model;
mod oracle;
mod output;
mod read;
mod schema;
mod templates;
mod typeset;
