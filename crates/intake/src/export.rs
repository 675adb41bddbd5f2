//! Tables that leave the system: the same sheet as CSV and as a workbook.
//!
//! A [`Sheet`] says what its columns hold, so that numbers arrive as numbers
//! and dates as dates, and text never as a formula.

mod agency_return;
mod benchmark;
mod census;
mod definitions;
mod delimited;
mod figure;
mod forecast;
mod paper;
mod position;
mod publication;
mod scorecard;
mod strategy;
mod workbook;

use holdfast_workforce::amount::Fte;
use jiff::civil::Date;

pub use agency_return::{agency_json, agency_sheet, agency_sheets};
pub use benchmark::{as_published_sheet, attribution, benchmark_json, benchmark_sheet, citations};
pub use census::{findings_sheet, measured_sheet};
pub(crate) use definitions::better;
pub use definitions::{definitions_document, definitions_json, definitions_sheet};
pub use delimited::to_csv;
pub(crate) use figure::{basis_code, timing_code};
pub use figure::{calculation, figure_json, figure_rows_json, figure_sheet, row_in_words};
pub use forecast::{
    ahead_sheet, aim_in_words, backtest_json, backtest_sheet, backtest_years_sheet,
    budget_in_words, budgets_sheet, chances_sheet, comparison_json, comparison_sheets,
    comparisons_sheet, course_sheet, courses_sheet, every_difference_sheet,
    expected_comparison_json, expected_comparison_sheet, expected_json, expected_sheet,
    feedback_sheet, filled_in_words, forecast_number, foreseen_sheet, frontier_sheet, in_a_cell,
    line_key, line_name, line_unit, monthly_chances_sheet, outlook_json, outlook_sheet, passing,
    percent_in_words, rates_json, rates_sheet, signed, sought_in_words, spending_sheet,
    told as comparison_in_words, waterfall_sheet, year_ends, year_ends_sheet,
};
pub use paper::{PaperFindings, paper_sheet};
pub use position::{
    COLUMNS, SUMMARY, column_title, full_sheet, json, rows_sheet, speaking, summary_sheet,
};
pub use publication::{
    publication_json, publication_sheet, publications_sheet, restated_json, restated_sheet,
};
pub use scorecard::{scorecard_json, scorecard_sheet};
pub use strategy::{
    audit_themes_sheet, audits_json, audits_sheet, pledges_json, pledges_sheet, requests_json,
    requests_sheet, strategy_json, strategy_sheet,
};
pub use workbook::{WorkbookError, to_workbook};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Exact amounts, shown with this many decimals.
    Amount {
        /// The decimals shown.
        places: u8,
    },
    /// Whole numbers.
    Whole,
    /// Percentages with one decimal, without the sign.
    Percent,
    /// Figures of several units, each with its own decimals.
    Figure,
    /// Days.
    Date,
}

impl ColumnKind {
    /// Whether the column stands to the right.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::Amount { .. } | Self::Whole | Self::Percent | Self::Figure
        )
    }
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What the head says.
    pub title: String,
    /// What the cells hold.
    pub kind: ColumnKind,
}

impl Column {
    /// A column of words.
    pub fn text(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            kind: ColumnKind::Text,
        }
    }

    /// A column of another kind.
    pub fn of(kind: ColumnKind, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            kind,
        }
    }
}

/// A cell of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known, or nothing is to be said.
    Empty,
    /// Words.
    Text(String),
    /// An exact amount.
    Amount(Fte),
    /// A whole number.
    Whole(u64),
    /// A percentage, rounded already, without the sign.
    Percent(String),
    /// A figure, rounded already, without its unit; or the symbol in its place.
    Figure(String),
    /// A day.
    Date(Date),
}

impl Cell {
    /// The amount, or an empty cell.
    pub fn amount(amount: Option<Fte>) -> Self {
        amount.map_or(Self::Empty, Self::Amount)
    }

    /// The percentage, or an empty cell.
    pub fn percent(percent: Option<String>) -> Self {
        percent.map_or(Self::Empty, Self::Percent)
    }

    /// The words, or an empty cell.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// The day, or an empty cell.
    pub fn date(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }

    /// The cell as people read it, with the decimals of its column.
    pub fn shown(&self, kind: ColumnKind) -> String {
        match (self, kind) {
            (Self::Empty, _) => String::new(),
            (Self::Text(text), _) => text.clone(),
            (Self::Amount(amount), ColumnKind::Amount { places }) => {
                amount.rounded(usize::from(places))
            }
            (Self::Amount(amount), _) => amount.to_string(),
            (Self::Whole(number), _) => number.to_string(),
            (Self::Percent(figure) | Self::Figure(figure), _) => figure.clone(),
            (Self::Date(day), _) => day.to_string(),
        }
    }
}

/// A table with its title, ready to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What the table shows, with its date.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// What a reader has to know: source, date, what is not known.
    pub notes: Vec<String>,
}
