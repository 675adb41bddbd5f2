//! The options of `census`: the workforce return.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use holdfast_census::Year;

use super::{Format, Records};

/// Options of `census`.
#[derive(Args, Debug)]
pub(crate) struct Census {
    /// What to do
    #[command(subcommand)]
    pub(crate) action: CensusAction,
}

/// What `census` does.
#[derive(Subcommand, Debug)]
pub(crate) enum CensusAction {
    /// Write the workforce return of a year from the records
    Build(CensusBuild),
    /// Show the published measures that a return gives, from the file alone
    Measures(CensusMeasures),
}

/// Options of `census build`.
#[derive(Args, Debug)]
pub(crate) struct CensusBuild {
    /// The collection year, such as 2025 for October 2024 to September 2025
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Year,
    /// Where the records come from.
    #[command(flatten)]
    pub(crate) records: Records,
    /// The file to write, which must not exist yet
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Put the workers into an element CSWWWorkers, which the specification
    /// names but does not show
    #[arg(long)]
    pub(crate) wrapper: bool,
}

/// Options of `census measures`.
#[derive(Args, Debug)]
pub(crate) struct CensusMeasures {
    /// The return, an XML file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// How the measures are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}
