//! The options of the commands about the workforce plan.

use clap::{Args, Subcommand};
use holdfast_reference::AuthorityNumber;

use super::Format;

/// Options of `forecast`.
#[derive(Args, Debug)]
pub(crate) struct Forecast {
    /// What to do
    #[command(subcommand)]
    pub(crate) action: ForecastAction,
}

/// What `forecast` does.
#[derive(Subcommand, Debug)]
pub(crate) enum ForecastAction {
    /// Test the forecast on the past: every authority's next year from the years before it
    ///
    /// Predicts in post, vacancies and agency workers of every authority at
    /// 30 September, for every published year that has two before it. Tells the
    /// errors beside those of two naive forecasts, and how often the bands held
    /// what came. JSON and CSV give every authority and year.
    Backtest(ForecastBacktest),
}

/// Options of `forecast backtest`.
#[derive(Args, Debug)]
pub(crate) struct ForecastBacktest {
    /// What was foreseen of one authority, by its three-digit number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) authority: Option<AuthorityNumber>,
    /// How the outcome is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}
