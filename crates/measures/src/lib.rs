#![doc = include_str!("../README.md")]

mod absence;
pub mod as_published;
pub mod benchmark;
pub mod calendar;
mod caseload;
pub mod chance;
pub mod compare;
pub mod course;
pub mod definition;
pub mod disclosure;
pub mod experience;
pub mod figure;
mod flow;
pub mod formula;
pub mod ledger;
pub mod population;
pub mod publication;
pub mod published;
pub mod roll;
pub mod scorecard;
mod stated;
mod stock;
pub mod strategy;
#[cfg(test)]
mod tests;
pub mod value;
pub mod written;

pub use course::{Course, Months};
pub use definition::{Basis, Definition, Direction, Measure, Timing, Topic, Unit, UnknownMeasure};
pub use figure::{Figure, Missing, Part, Row, Scope, Source, Subject};
pub use flow::month_ends_of;
pub use formula::{Component, Formula, Whole};
pub use ledger::{Ledger, Reckoning};
pub use roll::Roll;
pub use value::{Quantity, Ratio, Value};
