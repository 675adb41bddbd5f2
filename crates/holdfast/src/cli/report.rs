//! The options of `report`: papers to committees.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Format;

/// Options of `report`.
#[derive(Args, Debug)]
pub(crate) struct Report {
    /// What to do
    #[command(subcommand)]
    pub(crate) action: ReportAction,
}

/// What `report` does.
#[derive(Subcommand, Debug)]
pub(crate) enum ReportAction {
    /// Check a paper that you have: sums, percentages, comparisons, dates, small numbers
    Check(ReportCheck),
}

/// Options of `report check`.
#[derive(Args, Debug)]
pub(crate) struct ReportCheck {
    /// The papers: text, Markdown, HTML or DOCX
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// List what is in order too
    #[arg(long)]
    pub(crate) all: bool,
    /// List the numbers of the prose that no source is named for, as is done by itself for a
    /// paper that refers to figures
    #[arg(long)]
    pub(crate) sources: bool,
    /// How the findings are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}
