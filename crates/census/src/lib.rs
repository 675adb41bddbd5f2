#![doc = include_str!("../README.md")]

mod answers;
mod block;
pub mod build;
mod check;
mod codes;
mod file;
mod finding;
mod item;
mod measure;
mod read;
mod rule;
mod rules;
mod source;
mod summary;
mod value;
mod worker;
mod write;
mod year;

pub use answers::{Answers, Explanation, SignedOff};
pub use block::{Block, Cell, Place};
pub use build::{Allowances, Built, Eligible, Written, build};
pub use check::{Checked, Checker};
pub use codes::{Code, CodeList};
pub use file::{Return, check_file};
pub use finding::{About, Finding, FindingKey, Findings, KEPT_OF_A_RULE, RecordName, Telling};
pub use item::{Asked, Definition, Format, ITEMS, Item, Level, items_of};
pub use measure::Measured;
pub use read::{Oddity, ReadError, Reader, Remark};
pub use rule::{Judge, Part, PartJudge, Rule, Severity, WorkerJudge, rule, rules};
pub use summary::{Entry, Summary};
pub use value::{Decimal, Value};
pub use worker::{RecordKind, Worker};
pub use write::{Wrapper, Writer};
pub use year::{UnknownYear, Year};
