#![doc = include_str!("../README.md")]

mod outcome;
mod run;

pub use outcome::{AuthorityOutcome, Outcome, Tally};
pub use run::{ImportError, Request, dry_run, import};
