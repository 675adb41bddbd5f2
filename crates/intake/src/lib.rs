#![doc = include_str!("../README.md")]

pub mod export;
pub mod open;
mod package;
mod plan;
mod problem;
pub mod profile;
mod read;
pub mod schema;
mod source;
mod workforces;
mod write;

pub use holdfast_workforce::nearest::nearest;
pub use package::{AuthorityPackage, Package, ReadError};
pub use plan::{
    CellProblem, Places, Planned, plan, problem_of, problems_of, read_record, record_cells,
};
pub use problem::{KEPT, Place, Problem, Problems};
pub use read::{Located, TableRows, TableSource};
pub use source::{Documents, MAX_TABLE_BYTES, documents_of};
pub use workforces::{Assessed, assess, read_workforces};
pub use write::{
    WriteError, package_archive, package_workbook, table_csv, write_nation, write_package,
};
