//! The options of `strategy`.

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Format, Records, day};

/// Options of `strategy`.
#[derive(Args, Debug)]
pub(crate) struct Strategy {
    /// What to show
    #[arg(value_enum, default_value_t)]
    pub(crate) part: StrategyPart,
    /// The date; today unless given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// Where the records come from.
    #[command(flatten)]
    pub(crate) records: Records,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// A part of the strategy.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum StrategyPart {
    /// Objectives, strands, actions, proposals, priorities and risks, with how they stand
    #[default]
    Items,
    /// What members asked, and whether it was answered
    Requests,
    /// Pledges and practice standards, with who acknowledged them by team
    Pledges,
    /// Practice audits by theme and quarter
    Audits,
}
