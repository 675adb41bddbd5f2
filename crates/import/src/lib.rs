#![doc = include_str!("../README.md")]

mod outcome;
mod returns;
mod run;
mod source;
mod told;

pub use outcome::{AuthorityOutcome, Outcome, Tally, Told};
pub use returns::{ReturnsError, bring_returns};
pub use run::{Deed, ImportError, Request, bring, dry_run, import};
pub use source::{Mapped, Source};
pub use told::{tell_change, tell_undo};
