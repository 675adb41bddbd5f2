#![doc = include_str!("../README.md")]

mod answer;
mod charts;
mod compose;
mod facts;
pub mod form;
pub mod formats;
pub mod front;
mod head;
mod markdown;
pub mod plan_charts;
mod plans;
pub mod problem;
pub mod publish;
pub mod reference;
pub mod source;
mod tables;
pub mod template;

pub use compose::{Composed, Printed, compose};
pub use facts::{Agreed, Grounds, PlanText};
