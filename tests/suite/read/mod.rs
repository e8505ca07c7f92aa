//! Reading: what comes in, whatever its shape, comes out as the same answers, or as faults that say where and what to do.

mod by_criterion;
mod dates_both_ways;
mod exports;
mod folders;
mod foreign;
mod hostile;
mod hours;
mod identifiers;
mod laws;
mod made;
mod named;
mod photo;
mod said;
mod setting;
mod side_tables;
mod spelled;
mod spreadsheet;
mod unanswered;
mod unmet_levels;
mod unseen;
mod veiled;
mod verbatims;
mod waves;
