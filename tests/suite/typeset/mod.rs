//! The press: what goes in, what comes out, and what a bad template or text costs.

mod batch;
mod characters;
mod drawings;
mod embedded;
mod margins;
mod pages;
mod spacing;
mod stub;
mod tables;
mod words;
