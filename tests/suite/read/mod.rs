//! Reading: what comes in, whatever its shape, comes out as the same answers, or as faults that say where and what to do.

mod bench;
mod exports;
mod hostile;
mod laws;
mod setting;
