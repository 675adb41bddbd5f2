#![doc = include_str!("../README.md")]

// The cases of the gallery are tested too, and name this crate as a user of it does.
#[cfg(test)]
extern crate self as holdfast_report;

pub mod chart;
pub mod measured;
