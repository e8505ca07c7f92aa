//! The program as a person runs it: what it prints, writes, and answers with its exit code.

mod annual;
mod annual_markers;
mod attendance;
mod building;
mod by_criterion;
mod case_sheet;
mod checking;
mod contradicted;
mod directory;
pub mod exporting;
mod grid;
mod kept_back;
mod laws;
mod logos;
mod masked;
mod movements;
mod paper;
mod precedent;
mod publishing;
mod refusing;
pub mod same_numbers;
mod sample;
pub mod setting;
mod tools;
mod turns;
mod withheld;
