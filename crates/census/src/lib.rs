#![doc = include_str!("../README.md")]

pub mod agency;
mod answers;
mod block;
pub mod build;
mod check;
mod codes;
mod continuity;
mod difference;
mod document;
mod evidence;
mod file;
mod finding;
mod item;
mod left_out;
mod measure;
mod read;
mod records;
mod rule;
mod rules;
mod settings;
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
pub use continuity::{NotKnown, StockAndFlow};
pub use difference::{Difference, differences};
pub use document::rules_document;
pub use file::Return;
pub use finding::{
    About, Finding, FindingKey, Findings, KEPT_OF_A_RULE, KEPT_OF_ALL, RecordName, Telling,
};
pub use item::{Asked, Definition, Format, ITEMS, Item, Level, items_of};
pub use left_out::LeftOut;
pub use measure::Measured;
pub use read::{MOST_RECORDS, Oddity, ReadError, Reader, Remark};
pub use records::{Filled, FromReturns, RecordsError, from_returns, years_of_returns};
pub use rule::{Judge, Part, PartJudge, Rule, SetJudge, Severity, WorkerJudge, rule, rules};
pub use settings::Settings;
pub use summary::{Entry, Summary};
pub use value::{Decimal, Value};
pub use worker::{RecordKind, Worker};
pub use write::{Wrapper, Writer};
pub use year::{UnknownYear, Year};
