//! The options of `census`: the workforce return.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use holdfast_census::Year;
use holdfast_workforce::amount::Money;

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
    /// Print or keep what a return says that no record holds: allowances, explanations
    Answers(CensusAnswers),
    /// Check a return, whoever wrote it, against every rule
    Check(CensusCheck),
    /// Show a return beside last year’s: who vanished, what changed, stock and flow
    Compare(CensusCompare),
    /// Show the published measures that a return gives, from the file alone
    Measures(CensusMeasures),
    /// Import returns of earlier years as records
    Import(CensusImport),
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
    /// The answers on allowances, a TOML file; those that are kept unless given
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
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
    /// The year of a return whose header does not say it; otherwise what stands
    /// in it tells
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<Year>,
    /// How the measures are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `census answers`.
#[derive(Args, Debug)]
pub(crate) struct CensusAnswers {
    /// The collection year, such as 2025 for October 2024 to September 2025
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Year,
    /// Keep this TOML file in the place of what is kept
    #[arg(long, value_name = "FILE")]
    pub(crate) put: Option<PathBuf>,
    /// Where the records come from.
    #[command(flatten)]
    pub(crate) records: Records,
}

/// Options of `census check`.
#[derive(Args, Debug)]
pub(crate) struct CensusCheck {
    /// The return, an XML file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The year of a return whose header does not say it; otherwise what stands
    /// in it tells
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<Year>,
    /// Last year’s return, to compare with
    #[arg(long, value_name = "FILE")]
    pub(crate) last_year: Option<PathBuf>,
    /// The lowest base salary of a whole post that is not asked about, in pounds a year
    #[arg(long, value_name = "POUNDS")]
    pub(crate) lowest_salary: Option<Money>,
    /// The highest base salary that is not asked about, in pounds a year
    #[arg(long, value_name = "POUNDS")]
    pub(crate) highest_salary: Option<Money>,
    /// Show errors only
    #[arg(long)]
    pub(crate) errors: bool,
    /// How the findings are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Write the findings into a file instead, a .csv or .xlsx
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Options of `census compare`.
#[derive(Args, Debug)]
pub(crate) struct CensusCompare {
    /// This year’s return, an XML file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Last year’s return
    #[arg(value_name = "LAST")]
    pub(crate) last_year: PathBuf,
    /// The year of this year’s return, where its header does not say it; otherwise what stands
    /// in it tells
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<Year>,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `census import`.
#[derive(Args, Debug)]
pub(crate) struct CensusImport {
    /// The returns of one authority, an XML file for each year
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Show what would change and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// List everything that changes, not the first of each kind
    #[arg(long)]
    pub(crate) all: bool,
    /// How it is told
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}
