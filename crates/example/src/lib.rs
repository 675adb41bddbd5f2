#![doc = include_str!("../README.md")]

mod calibration;
mod draw;
mod names;
