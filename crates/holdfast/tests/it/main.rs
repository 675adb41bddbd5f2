//! Journeys through the real program: what a person types, and what they get.
//!
//! Every test has a folder and a database of its own.
#![expect(clippy::print_stderr, reason = "tests say what was not run")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod agency;
mod backup;
mod bad_input;
mod census;
mod example;
mod export;
mod forecast;
mod import;
mod kill;
mod measures;
mod plan;
mod position;
mod postgres;
mod profile;
mod program;
mod reference;
mod report;
mod serve;
mod strategy;
