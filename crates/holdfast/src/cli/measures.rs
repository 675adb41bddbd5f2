//! The options of the commands about measures: figures, benchmarks, the
//! scorecard, publishing.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use holdfast_intake::nearest;
use holdfast_measures::disclosure::Policy;
use holdfast_measures::{Measure, UnknownMeasure};
use holdfast_reference::{AuthorityNumber, NeighbourModel};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::month_end;
use jiff::civil::Date;

use super::{Format, day};

/// Reads the name of a measure; a slip of the pen is told the nearest name.
fn measure(text: &str) -> Result<Measure, UnknownMeasure> {
    text.parse().map_err(|unknown: UnknownMeasure| {
        let keys = Measure::ALL.iter().map(|measure| measure.key());
        UnknownMeasure {
            suggestion: nearest(text, keys).or(unknown.suggestion),
            ..unknown
        }
    })
}

/// Reads a month such as 2025-03 as its last day.
fn month(text: &str) -> Result<Date, String> {
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = text
        .trim()
        .split_once('-')
        .filter(|(year, month)| digits(year, 4) && digits(month, 2));
    let first =
        parts.and_then(|(year, month)| Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok());
    first
        .map(month_end)
        .ok_or_else(|| "not a month; write it as 2025-03".to_owned())
}

/// Reads `2017..2025` or one year.
fn years(text: &str) -> Result<RangeInclusive<i16>, String> {
    let advice = "not a range of years; write it as 2017..2025";
    let year = |text: &str| {
        let year: i16 = text.trim().parse().map_err(|_| advice.to_owned())?;
        match (2000..2100).contains(&year) {
            true => Ok(year),
            false => Err(format!("{year} is not a year of these statistics")),
        }
    };
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last) = (year(first)?, year(last.trim_start_matches('='))?);
    match first <= last {
        true => Ok(first..=last),
        false => Err(format!("{first} is after {last}")),
    }
}

fn model(text: &str) -> Result<NeighbourModel, String> {
    NeighbourModel::from_code(text).ok_or_else(|| {
        let codes: Vec<_> = NeighbourModel::ALL.iter().map(|it| it.code()).collect();
        format!("there are: {}", codes.join(", "))
    })
}

/// Options of `measures`.
#[derive(Args, Debug)]
pub(crate) struct Measures {
    /// How the list is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Where the records of a command come from.
#[derive(Args, Debug)]
pub(crate) struct Records {
    /// Read a package instead of the database
    #[arg(long, value_name = "PATH")]
    pub(crate) package: Option<PathBuf>,
    /// The authority, where there are several
    #[arg(long, value_name = "NUMBER")]
    pub(crate) authority: Option<String>,
}

/// Options of `measure`.
#[derive(Args, Debug)]
pub(crate) struct MeasureOptions {
    /// The measure; `holdfast measures` lists them all
    #[arg(value_name = "NAME", value_parser = measure)]
    pub(crate) measure: Measure,
    /// The date, or the last day of the year; the last month-end unless given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// Where the records come from.
    #[command(flatten)]
    pub(crate) records: Records,
    /// The service: children or adults; the official measures count children's
    #[arg(long, value_name = "SERVICE", default_value = "children")]
    pub(crate) service: Service,
    /// One team and those below it, by the council's own code
    #[arg(long, value_name = "TEAM")]
    pub(crate) team: Option<String>,
    /// One role, by the council's own code
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<String>,
    /// Show everything behind the figure: formula, definition, source, rows
    #[arg(long)]
    pub(crate) explain: bool,
    /// How the figure is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `benchmark`.
#[derive(Args, Debug)]
pub(crate) struct Benchmark {
    /// The council, by its three-digit number; no database is needed
    #[arg(long, value_name = "NUMBER")]
    pub(crate) authority: Option<String>,
    /// Read the council's published figures from a package
    #[arg(long, value_name = "PATH")]
    pub(crate) package: Option<PathBuf>,
    /// A measure, as often as you like; six headline measures unless given
    #[arg(long = "measure", value_name = "NAME", value_parser = measure)]
    pub(crate) measures: Vec<Measure>,
    /// The years, such as 2017..2025; all that are published unless given
    #[arg(long, value_name = "YEARS", value_parser = years)]
    pub(crate) years: Option<RangeInclusive<i16>>,
    /// Other authorities to stand beside, by their numbers
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    pub(crate) with: Vec<AuthorityNumber>,
    /// The model of statistical neighbours: 2025 or 2021
    #[arg(long, value_name = "MODEL", default_value = "2025", value_parser = model)]
    pub(crate) model: NeighbourModel,
    /// How the benchmarks are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `scorecard`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Scorecard {
    /// Print or keep the text of the scorecard
    #[command(subcommand)]
    pub(crate) action: Option<ScorecardAction>,
    /// The date; the last month-end unless given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// The service: children or adults
    #[arg(long, value_name = "SERVICE", default_value = "children")]
    pub(crate) service: Service,
    /// Where the records come from.
    #[command(flatten)]
    pub(crate) records: Records,
    /// How the scorecard is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// What else `scorecard` does.
#[derive(Subcommand, Debug)]
pub(crate) enum ScorecardAction {
    /// Print the text of the scorecard, in TOML
    Text {
        /// The service: children or adults
        #[arg(long, value_name = "SERVICE", default_value = "children")]
        service: Service,
        /// Where the records come from.
        #[command(flatten)]
        records: Records,
    },
    /// Keep a scorecard, in the place of the one of its service
    Put {
        /// The TOML file
        file: PathBuf,
        /// The authority, where there are several
        #[arg(long, value_name = "NUMBER")]
        authority: Option<String>,
    },
}

/// Options of `publish`.
#[derive(Args, Debug)]
pub(crate) struct Publish {
    /// The month, such as 2025-03
    #[arg(long, value_name = "MONTH", value_parser = month)]
    pub(crate) month: Date,
    /// The service: children or adults
    #[arg(long, value_name = "SERVICE", default_value = "children")]
    pub(crate) service: Service,
    /// The authority, where there are several
    #[arg(long, value_name = "NUMBER")]
    pub(crate) authority: Option<String>,
}

/// Options of `publications`.
#[derive(Args, Debug)]
pub(crate) struct Publications {
    /// Show one publication
    #[command(subcommand)]
    pub(crate) action: Option<PublicationsAction>,
    /// The authority, where there are several
    #[arg(long, global = true, value_name = "NUMBER")]
    pub(crate) authority: Option<String>,
    /// How the list or publication is written
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// What else `publications` does.
#[derive(Subcommand, Debug)]
pub(crate) enum PublicationsAction {
    /// Show the figures of a month as they were published
    Show {
        /// What it is called, such as children-2025-03
        name: String,
        /// Show what the records give now where it differs, and which changes did it
        #[arg(long)]
        restated: bool,
    },
}

/// Options of `export`.
#[derive(Args, Debug)]
pub(crate) struct Export {
    /// The folder to write, which must not exist yet; or a .zip or .xlsx file
    #[arg(long, value_name = "DIR|FILE")]
    pub(crate) out: PathBuf,
    /// The last day; the last month-end unless given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// How many month-ends, up to the last day
    #[arg(long, default_value_t = 36, value_name = "N", value_parser = clap::value_parser!(i32).range(1..=240))]
    pub(crate) months: i32,
    /// The least count of people that is shown where it describes them; 1 shows all
    #[arg(long, default_value_t = Policy::USUAL.threshold, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100))]
    pub(crate) least: u64,
    /// Where the records come from.
    #[command(flatten)]
    pub(crate) records: Records,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_slip_of_the_pen_is_told_the_nearest_measure() {
        let error = measure("vacncy_rate").unwrap_err().to_string();
        assert!(error.contains("did you mean ‘vacancy_rate’?"), "{error}");
        assert_eq!(measure("turnover_rate"), Ok(Measure::TurnoverRateFte));
    }

    #[test]
    fn months_and_years_are_read_or_refused() {
        assert_eq!(month("2024-02"), Ok(date(2024, 2, 29)));
        for wrong in ["2024-13", "2024-2", "March 2024", "-02", ""] {
            assert!(month(wrong).is_err(), "{wrong}");
        }
        assert_eq!(years("2017..2025"), Ok(2017..=2025));
        assert_eq!(years("2017"), Ok(2017..=2017));
        for wrong in ["2025..2017", "17..25", "..", "2017-2025", ""] {
            assert!(years(wrong).is_err(), "{wrong}");
        }
    }
}
