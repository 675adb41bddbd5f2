#![doc = include_str!("../README.md")]

mod nearest;
mod package;
mod problem;
mod read;
pub mod schema;
mod source;

pub use nearest::nearest;
pub use package::{AuthorityPackage, Package, ReadError};
pub use problem::{KEPT, Place, Problem, Problems};
pub use read::{Located, TableRows, TableSource};
pub use source::MAX_TABLE_BYTES;
