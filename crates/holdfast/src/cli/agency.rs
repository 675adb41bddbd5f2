//! The options of the commands about agency workers.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use holdfast_census::agency::Quarter;

use super::{Format, Records};

/// Options of `agency`.
#[derive(Args, Debug)]
pub(crate) struct Agency {
    /// What to do
    #[command(subcommand)]
    pub(crate) action: AgencyAction,
}

/// What `agency` does.
#[derive(Subcommand, Debug)]
pub(crate) enum AgencyAction {
    /// Make the quarterly return on agency workers in children's services
    ///
    /// The layout is Holdfast's own, as the official layout is not known here.
    /// Change it with --layout; `holdfast agency layout` prints the one to start from.
    /// Price caps are not published: put yours into a rule book and give it with --rules.
    Return(AgencyReturn),
    /// Print a text of answers to fill in, for what the records do not hold
    Answers(AgencyAnswersText),
    /// Print the national rules as a rule book, in TOML, or keep one of your own
    Rules(AgencyText),
    /// Print the layout of the return, which is our own, in TOML, or keep yours
    Layout(AgencyText),
}

/// Options of `agency rules` and `agency layout`.
#[derive(Args, Debug)]
pub(crate) struct AgencyText {
    /// Keep this TOML file with the council's records, for all its returns
    #[arg(long, value_name = "FILE")]
    pub(crate) put: Option<PathBuf>,
    /// Where the records are.
    #[command(flatten)]
    pub(crate) records: Records,
}

/// Options of `agency answers`.
#[derive(Args, Debug)]
pub(crate) struct AgencyAnswersText {
    /// The quarter, records and answers.
    #[command(flatten)]
    pub(crate) of: AgencyAnswers,
    /// Keep this TOML file in the place of the answers that are kept with the records
    #[arg(long, value_name = "FILE", conflicts_with = "answers")]
    pub(crate) put: Option<PathBuf>,
}

/// A quarter, and what its return is made from.
#[derive(Args, Debug)]
pub(crate) struct AgencyAnswers {
    /// The quarter, such as 2025-Q1
    #[arg(long, value_name = "QUARTER")]
    pub(crate) quarter: Quarter,
    /// Where the records come from.
    #[command(flatten)]
    pub(crate) records: Records,
    /// The answers, in TOML, in the place of those that are kept with the records
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
}

/// Options of `agency return`.
#[derive(Args, Debug)]
pub(crate) struct AgencyReturn {
    /// The quarter, records and answers.
    #[command(flatten)]
    pub(crate) of: AgencyAnswers,
    /// A rule book, in TOML, in the place of the one that is kept with the
    /// records, or else the national one
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    /// A layout, in TOML, in the place of the one that is kept with the records,
    /// or else ours
    #[arg(long, value_name = "FILE")]
    pub(crate) layout: Option<PathBuf>,
    /// One sheet only, by its title in the layout
    #[arg(long, value_name = "TITLE")]
    pub(crate) sheet: Option<String>,
    /// How the return is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Write a file instead, which must not exist yet: .xlsx with all sheets, .csv
    /// with one, or .json
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}
