//! What a public report may tell of the programme without telling it of a single project.
//!
//! `counted` tells counts of projects; `beside`, `held`, `sums` and `classes` keep back figures that would give a project away
//! when one is subtracted from another, and `mix` says what each printed score is made of, for them; `instead` speaks where
//! nothing is left. Holds what only this edition needs: the staff's own report is told everything.

pub(super) mod beside;
mod classes;
pub(super) mod counted;
pub(super) mod held;
pub(super) mod instead;
pub(super) mod mix;
mod sums;
