//! The options of `report`: papers to committees.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{Format, Records};

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
    /// Print a paper to begin with, in which every figure is a reference
    New(ReportNew),
    /// Write a paper as PDF, Word, web page, workbook or plain text
    Build(ReportBuild),
    /// List what each reference of a paper prints
    Values(ReportValues),
    /// List everything that a paper can print, and how it is written
    Figures(ReportFigures),
    /// List the papers that are kept: what stands in their way, what was published
    List(ReportList),
    /// Print the text of a paper that is kept
    Show(ReportShow),
    /// Keep a file as a paper, to be agreed to and published
    Put(ReportPut),
    /// Agree to a paper as it stands
    Agree(ReportAgree),
    /// Publish a paper: freeze it with its figures
    Publish(ReportPublish),
    /// Check a paper that you have: sums, percentages, comparisons, dates, small numbers
    Check(ReportCheck),
}

/// Options of `report new`.
#[derive(Args, Debug)]
pub(crate) struct ReportNew {
    /// Which: scrutiny-report, monthly-scorecard, health-check, annual-report, workforce-plan or inspection-pack
    #[arg(value_name = "TEMPLATE", default_value = "scrutiny-report")]
    pub(crate) template: String,
    /// The day of the meeting; without it today
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<Date>,
    /// The records
    #[command(flatten)]
    pub(crate) records: Records,
    /// Plans that the paper may name, as `NAME=FILE`, beside those that are kept
    #[arg(long = "plan", value_name = "NAME=FILE")]
    pub(crate) plans: Vec<String>,
}

/// Options of `report build`.
#[derive(Args, Debug)]
pub(crate) struct ReportBuild {
    /// The paper: Markdown with front matter
    #[arg(value_name = "PAPER")]
    pub(crate) paper: PathBuf,
    /// Where to write it; the ending says the format: .pdf, .docx, .html, .xlsx or .txt. May be given
    /// several times; without it plain text is printed
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Vec<PathBuf>,
    /// Set PDF files in large print, 18 points
    #[arg(long)]
    pub(crate) large_print: bool,
    /// Write a draft although references cannot be answered, with [?] in their places
    #[arg(long)]
    pub(crate) draft: bool,
    /// The records
    #[command(flatten)]
    pub(crate) records: Records,
    /// Plans that the paper may name, as `NAME=FILE`, beside those that are kept
    #[arg(long = "plan", value_name = "NAME=FILE")]
    pub(crate) plans: Vec<String>,
}

/// Options of `report values`.
#[derive(Args, Debug)]
pub(crate) struct ReportValues {
    /// The paper: Markdown with front matter
    #[arg(value_name = "PAPER")]
    pub(crate) paper: PathBuf,
    /// The records
    #[command(flatten)]
    pub(crate) records: Records,
    /// Plans that the paper may name, as `NAME=FILE`, beside those that are kept
    #[arg(long = "plan", value_name = "NAME=FILE")]
    pub(crate) plans: Vec<String>,
    /// How they are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `report figures`.
#[derive(Args, Debug)]
pub(crate) struct ReportFigures {
    /// How they are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `report list`.
#[derive(Args, Debug)]
pub(crate) struct ReportList {
    /// The records
    #[command(flatten)]
    pub(crate) records: Records,
    /// How they are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `report show`.
#[derive(Args, Debug)]
pub(crate) struct ReportShow {
    /// The paper, by its name: scrutiny-2026-10, or of a published one scrutiny-2026-10-v1
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The records
    #[command(flatten)]
    pub(crate) records: Records,
}

/// Options of `report put`.
#[derive(Args, Debug)]
pub(crate) struct ReportPut {
    /// The paper: Markdown with front matter
    #[arg(value_name = "PAPER")]
    pub(crate) file: PathBuf,
    /// What it is called; without it as the file. A paper of that name takes the new text
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The authority, by number or name, where there are several
    #[arg(long, value_name = "AUTHORITY")]
    pub(crate) authority: Option<String>,
}

/// Options of `report agree`.
#[derive(Args, Debug)]
pub(crate) struct ReportAgree {
    /// The paper, by its name
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The office, as the paper names it
    #[arg(long, value_name = "OFFICE")]
    pub(crate) office: String,
    /// Who agrees
    #[arg(long, value_name = "PERSON")]
    pub(crate) by: String,
    /// The authority, by number or name, where there are several
    #[arg(long, value_name = "AUTHORITY")]
    pub(crate) authority: Option<String>,
}

/// Options of `report publish`.
#[derive(Args, Debug)]
pub(crate) struct ReportPublish {
    /// The paper, by its name
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The authority, by number or name, where there are several
    #[arg(long, value_name = "AUTHORITY")]
    pub(crate) authority: Option<String>,
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
