#![doc = include_str!("../README.md")]

mod check;
mod error;
mod fit;
mod fonts;
mod sheet;
mod typeset;
mod world;

pub use error::TypesetError;
pub use typeset::{Options, Size, pdf};
