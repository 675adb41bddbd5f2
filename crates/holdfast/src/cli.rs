//! The command line: what may be typed, and its help. What is done with it
//! lives in [`crate::command`], a file for each command.

mod agency;
mod census;
mod forecast;
mod measures;
mod report;
mod strategy;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use holdfast_intake::schema::read_date;
use jiff::civil::Date;

pub(crate) use agency::{Agency, AgencyAction, AgencyAnswers, AgencyReturn, AgencyText};
pub(crate) use census::{
    Census, CensusAction, CensusAnswers, CensusBuild, CensusCheck, CensusCompare, CensusImport,
    CensusMeasures,
};
pub(crate) use forecast::{
    Forecast, ForecastAction, ForecastBacktest, ForecastCompare, ForecastLever, ForecastLevers,
    ForecastRates, ForecastRun, ForecastSeek, ForecastStart,
};
pub(crate) use measures::{
    Benchmark, Export, MeasureOptions, Measures, Publications, PublicationsAction, Publish,
    Records, Scorecard, ScorecardAction,
};
pub(crate) use report::{
    Report, ReportAction, ReportAgree, ReportBuild, ReportCheck, ReportFigures, ReportList,
    ReportNew, ReportPublish, ReportPut, ReportShow, ReportValues,
};
pub(crate) use strategy::{Strategy, StrategyPart};

use crate::settings::GivenSettings;

/// The workforce system for social work in councils.
///
/// Holdfast holds the staffing facts - posts, people, who covers what and why -
/// and answers with the position at any date.
#[derive(Parser, Debug)]
#[command(name = "holdfast", version, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// Settings that every command takes.
    #[command(flatten)]
    pub(crate) settings: GivenSettings,
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Reads a date as files and forms do.
fn day(text: &str) -> Result<Date, String> {
    read_date(text).map_err(|fault| format!("{}. {}", fault.message, fault.advice))
}

/// The commands.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Start with an example authority: make its database, then serve it
    Demo(Demo),
    /// Serve the web application
    Serve(Serve),
    /// Import a workforce package, or undo an import
    Import(Import),
    /// Show the position at a date: establishment, in post, vacancies, cover
    Position(Position),
    /// List the definitions of all measures
    Measures(Measures),
    /// Show a figure, and with --explain everything behind it
    Measure(MeasureOptions),
    /// Compare a council with England, its region, its neighbours and others
    Benchmark(Benchmark),
    /// Show the scorecard, print its text, or keep another
    Scorecard(Scorecard),
    /// Show how the strategy stands: items, member requests, pledges, audits
    Strategy(Strategy),
    /// Freeze the figures of a month
    Publish(Publish),
    /// List what was published, show it, and what was restated since
    Publications(Publications),
    /// Write the open data of an authority: CSV and a description, .zip or .xlsx
    Export(Export),
    /// Build, check, compare, measure or import the workforce return to the Department for Education
    Census(Census),
    /// Make the quarterly return on agency workers, in a layout of our own
    Agency(Agency),
    /// Plan the workforce: simulate, compare and cost what happens next
    Forecast(Forecast),
    /// Write, agree to, publish and check papers to committees
    Report(Report),
    /// List what was changed, by whom and when
    Changes(Changes),
    /// Write a synthetic authority, with no real person in it, as a package
    Example(Example),
    /// Describe the package format, check a package, or convert one
    Package(Package),
    /// Keep mapping profiles, which say how another system's extract is read
    Profile(Profile),
    /// List the published figures of all authorities, or load newer ones
    Reference(Reference),
    /// Write the database to a file, while it is in use
    Backup(Backup),
    /// Put a backup in the place of the database
    Restore(Restore),
    /// Show the settings that would be used, and the authorities in the database
    Settings,
}

/// How data is written.
#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// A table for people.
    #[default]
    Table,
    /// JSON for programs; its keys stay.
    Json,
    /// CSV for spreadsheets.
    Csv,
}

/// Options of `demo`.
#[derive(Args, Debug)]
pub(crate) struct Demo {
    /// The address to listen on; only this machine may be named
    #[arg(long, env = "HOLDFAST_LISTEN", value_name = "ADDRESS")]
    pub(crate) listen: Option<SocketAddr>,
    /// Throw the demonstration database away and make it anew
    #[arg(long)]
    pub(crate) fresh: bool,
    /// FTE of the example authority
    #[arg(long, default_value_t = 420, value_name = "FTE", value_parser = clap::value_parser!(u32).range(20..=5000))]
    pub(crate) fte: u32,
}

/// Options of `serve`.
#[derive(Args, Debug)]
pub(crate) struct Serve {
    /// The address to listen on; only this machine may be named
    #[arg(long, env = "HOLDFAST_LISTEN", value_name = "ADDRESS")]
    pub(crate) listen: Option<SocketAddr>,
}

/// Options of `import`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Import {
    /// Undo or list imports
    #[command(subcommand)]
    pub(crate) action: Option<ImportAction>,
    /// A folder, a .zip or an .xlsx workbook
    #[arg(required = true, value_name = "PACKAGE")]
    pub(crate) package: Option<PathBuf>,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The authority that the package belongs to, where it does not say
    #[arg(long, value_name = "NUMBER")]
    pub(crate) authority: Option<String>,
    /// A mapping profile: the name of one that is kept, or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) profile: Option<String>,
    /// Say everything: each starter, leaver and move, not only the first ten
    #[arg(long)]
    pub(crate) all: bool,
    /// How the outcome is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// What else `import` does.
#[derive(Subcommand, Debug)]
pub(crate) enum ImportAction {
    /// Restore exactly what stood before a change
    Undo {
        /// The number of the change; `holdfast changes` lists them
        #[arg(value_name = "ID")]
        id: u64,
    },
}

/// Options of `position`.
#[derive(Args, Debug)]
pub(crate) struct Position {
    /// The date, such as 2025-03-31 or 31/03/2025
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Date,
    /// Read a package instead of the database
    #[arg(long, value_name = "PATH")]
    pub(crate) package: Option<PathBuf>,
    /// The authority, where there are several
    #[arg(long, value_name = "NUMBER")]
    pub(crate) authority: Option<String>,
    /// One service only: children or adults
    #[arg(long, value_name = "SERVICE")]
    pub(crate) service: Option<holdfast_workforce::codes::Service>,
    /// One team and those below it, by the council's own code
    #[arg(long, value_name = "TEAM")]
    pub(crate) team: Option<String>,
    /// One role, by the council's own code
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<String>,
    /// What the rows stand for
    #[arg(long, value_enum, default_value_t)]
    pub(crate) by: By,
    /// Show the variance from another date
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) compare: Option<Date>,
    /// How the position is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// What the rows of a position stand for.
#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum By {
    /// A row for each role.
    #[default]
    Role,
    /// A row for each team.
    Team,
    /// A row for each service.
    Service,
}

/// Options of `changes`.
#[derive(Args, Debug)]
pub(crate) struct Changes {
    /// How many, the latest first
    #[arg(long, default_value_t = 20, value_name = "NUMBER")]
    pub(crate) limit: u32,
    /// How the list is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `example`.
#[derive(Args, Debug)]
pub(crate) struct Example {
    /// The folder to write, which must not exist yet; or a .zip or .xlsx file
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The same seed gives the same bytes
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u64,
    /// FTE of the authority in post
    #[arg(long, default_value_t = 420, value_name = "N", value_parser = clap::value_parser!(u32).range(20..=5000))]
    pub(crate) fte: u32,
    /// Years of records
    #[arg(long, default_value_t = 8, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20))]
    pub(crate) years: u32,
    /// The last day of the records
    #[arg(long, default_value = "2026-09-30", value_name = "DATE", value_parser = day)]
    pub(crate) as_at: Date,
    /// How many authorities; more than one makes a folder of packages, whose
    /// sizes follow the published ones
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=153))]
    pub(crate) authorities: u32,
}

/// Options of `package`.
#[derive(Args, Debug)]
pub(crate) struct Package {
    /// What to do
    #[command(subcommand)]
    pub(crate) action: PackageAction,
}

/// What `package` does.
#[derive(Subcommand, Debug)]
pub(crate) enum PackageAction {
    /// Print the description of the format (datapackage.json)
    Describe,
    /// Check a package and say everything that is wrong with it
    Check {
        /// A folder, a .zip or an .xlsx workbook
        path: PathBuf,
        /// How the problems are written
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Write a package in another form: folder, .zip or .xlsx
    Convert {
        /// The package to read
        from: PathBuf,
        /// The folder or file to write
        to: PathBuf,
    },
}

/// Options of `profile`.
#[derive(Args, Debug)]
pub(crate) struct Profile {
    /// The authority, where there are several
    #[arg(long, global = true, value_name = "NUMBER")]
    pub(crate) authority: Option<String>,
    /// What to do
    #[command(subcommand)]
    pub(crate) action: ProfileAction,
}

/// What `profile` does.
#[derive(Subcommand, Debug)]
pub(crate) enum ProfileAction {
    /// List the profiles that are kept
    List,
    /// Print a profile
    Show {
        /// Its name
        name: String,
    },
    /// Keep a profile, or put it in the place of the one with its name
    Put {
        /// Its name
        name: String,
        /// The TOML file
        file: PathBuf,
    },
    /// Show the first rows of a file as a profile reads them
    Preview {
        /// The name of a profile that is kept, or a TOML file
        profile: String,
        /// The extract: a file, a folder, a .zip or an .xlsx workbook
        file: PathBuf,
        /// How many rows
        #[arg(long, default_value_t = 5, value_name = "NUMBER")]
        rows: usize,
    },
}

/// Options of `reference`.
#[derive(Args, Debug)]
pub(crate) struct Reference {
    /// What to do
    #[command(subcommand)]
    pub(crate) action: ReferenceAction,
}

/// What `reference` does.
#[derive(Subcommand, Debug)]
pub(crate) enum ReferenceAction {
    /// Load a release from the file that the Department for Education publishes
    Import {
        /// The CSV file of indicators, as it was published
        file: PathBuf,
        /// The day on which it was published
        #[arg(long, value_name = "DATE", value_parser = day)]
        published: Option<Date>,
        /// How the release is written
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// List the releases: which ship with Holdfast, and who loaded others
    List {
        /// How the list is written
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
}

/// Options of `backup`.
#[derive(Args, Debug)]
pub(crate) struct Backup {
    /// The file to write, which must not exist yet
    pub(crate) file: PathBuf,
}

/// Options of `restore`.
#[derive(Args, Debug)]
pub(crate) struct Restore {
    /// The backup to read
    pub(crate) file: PathBuf,
    /// Put the database that is there aside under this name
    #[arg(long, value_name = "FILE")]
    pub(crate) keep: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn import_takes_a_package_or_an_action() {
        let parse = |words: &[&str]| Cli::try_parse_from(words);
        assert!(parse(&["holdfast", "import", "folder", "--dry-run"]).is_ok());
        assert!(parse(&["holdfast", "import", "undo", "3"]).is_ok());
        assert!(parse(&["holdfast", "import"]).is_err());
    }
}
