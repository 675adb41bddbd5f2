#![doc = include_str!("../README.md")]

pub mod amount;
pub mod change;
pub mod check;
mod code;
pub mod codes;
pub mod command;
pub mod date;
pub mod finding;
#[cfg(any(test, feature = "fixture"))]
pub mod fixture;
pub mod id;
pub mod nearest;
pub mod position;
pub mod presence;
pub mod record;
pub mod registration;
pub mod snapshot;
pub mod stated;
pub mod story;

pub use change::{Change, Seen};
pub use code::{CodeItem, CodeSet, UnknownCode};
pub use finding::{Finding, Severity};
pub use snapshot::{Entry, Fact, Sequence, Table, Workforce};
