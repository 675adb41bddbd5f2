#![doc = include_str!("../README.md")]

pub mod check;
pub mod document;
pub mod exact;
pub mod finding;
pub mod grid;
pub mod measure;
pub mod paper;
pub mod quantity;
pub mod read;
pub mod reading;
pub mod rule;
mod rules;
mod unsourced;
