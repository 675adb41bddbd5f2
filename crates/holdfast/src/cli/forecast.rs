//! The options of the commands about the workforce plan.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use holdfast_forecast::Series;
use holdfast_forecast::scenario::{Aim, MOST_FUTURES, Month};
use holdfast_forecast::seek::Lever;
use holdfast_intake::nearest;
use holdfast_reference::AuthorityNumber;
use jiff::civil::Date;

use super::{Format, Records, day};

/// Options of `forecast`.
#[derive(Args, Debug)]
pub(crate) struct Forecast {
    /// What to do.
    #[command(subcommand)]
    pub(crate) action: ForecastAction,
}

/// What can be done with a plan.
#[derive(Subcommand, Debug)]
pub(crate) enum ForecastAction {
    /// Simulate a scenario: medians, bands, chances, what moved the numbers
    Run(ForecastRun),
    /// Print the scenario that carries on as now, made from the records
    Start(ForecastStart),
    /// Show the rates of leaving that the records give, and where they come from
    Rates(ForecastRates),
    /// Compare a scenario with others, under the same chance
    Compare(ForecastCompare),
    /// List the ready-made levers: changes that councils have reported
    Levers(ForecastLevers),
    /// Print a scenario with a ready-made lever
    Lever(ForecastLever),
    /// Find how far a value has to be moved for a target to be reached
    Seek(ForecastSeek),
    /// Test the forecast on the past: every council's next year from the years before it
    ///
    /// Foresees in post, vacancies and agency workers of every council at
    /// 30 September, for every published year that has two before it. Tells the
    /// errors beside those of two naive forecasts, and how often the bands held
    /// what came. JSON and CSV give every council and year.
    Backtest(ForecastBacktest),
}

/// Options of `forecast backtest`.
#[derive(Args, Debug)]
pub(crate) struct ForecastBacktest {
    /// What was foreseen of one council, by its three-digit number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) authority: Option<AuthorityNumber>,
    /// How the outcome is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `forecast run`.
#[derive(Args, Debug)]
pub(crate) struct ForecastRun {
    /// The scenario, a TOML file
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// The expected course without chance: every value at its mean
    #[arg(long)]
    pub(crate) expected: bool,
    /// How many futures, in place of the scenario's
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_FUTURES)))]
    pub(crate) futures: Option<u32>,
    /// What chance starts from, in place of the scenario's
    #[arg(long, value_name = "NUMBER")]
    pub(crate) seed: Option<u64>,
    /// Where the records come from, where the scenario states no position.
    #[command(flatten)]
    pub(crate) records: Records,
    /// How the outlook is written; CSV holds every month
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `forecast start`.
#[derive(Args, Debug)]
pub(crate) struct ForecastStart {
    /// The day from which on the plan looks ahead; the last month-end unless given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// Where the records come from.
    #[command(flatten)]
    pub(crate) records: Records,
}

/// Options of `forecast rates`.
#[derive(Args, Debug)]
pub(crate) struct ForecastRates {
    /// The day before which the records are looked at; the last month-end unless given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// Where the records come from.
    #[command(flatten)]
    pub(crate) records: Records,
    /// How the rates are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `forecast compare`.
#[derive(Args, Debug)]
pub(crate) struct ForecastCompare {
    /// The scenario that the others are compared with
    #[arg(value_name = "BASE")]
    pub(crate) base: PathBuf,
    /// The changed scenarios, at most six; or name changes with --set
    #[arg(value_name = "OTHER", required_unless_present = "set", num_args = 1..=6)]
    pub(crate) others: Vec<PathBuf>,
    /// A value of the base that is changed, such as attrition.rate=0.1; all that are set make one scenario
    #[arg(long, value_name = "PATH=VALUE", value_parser = setting)]
    pub(crate) set: Vec<(String, f64)>,
    /// The expected courses without chance: every value at its mean
    #[arg(long)]
    pub(crate) expected: bool,
    /// Where the records come from, where the scenarios state no position.
    #[command(flatten)]
    pub(crate) records: Records,
    /// How the comparison is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `forecast levers`.
#[derive(Args, Debug)]
pub(crate) struct ForecastLevers {
    /// How the list is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// Options of `forecast lever`.
#[derive(Args, Debug)]
pub(crate) struct ForecastLever {
    /// The lever, as `forecast levers` lists it
    #[arg(value_name = "LEVER")]
    pub(crate) lever: String,
    /// The scenario that is changed
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// What the lever is set to, such as retention=0.9
    #[arg(long, value_name = "PARAMETER=VALUE", value_parser = setting)]
    pub(crate) set: Vec<(String, f64)>,
    /// The role that it is about, in place of the lever's own choice
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<String>,
    /// The role whose posts come instead, where the lever replaces posts
    #[arg(long, value_name = "ROLE")]
    pub(crate) instead: Option<String>,
}

/// Options of `forecast seek`.
#[derive(Args, Debug)]
pub(crate) struct ForecastSeek {
    /// The scenario, a TOML file
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// What is moved: intake.NIPE.size=0..60, with /STEP where it isn't 1; two give a frontier
    #[arg(long = "lever", value_name = "PATH=FROM..TO[/STEP]", value_parser = lever, required = true, num_args = 1)]
    pub(crate) levers: Vec<Lever>,
    /// What is to be reached, such as vacancy_rate<=5 or in_post>=400
    #[arg(long, value_name = "TARGET", value_parser = target)]
    pub(crate) target: (Series, Aim),
    /// At the end of which month, such as 2028-03
    #[arg(long, value_name = "MONTH")]
    pub(crate) by: Month,
    /// In how many of a hundred futures
    #[arg(long, value_name = "PERCENT", default_value_t = 80, value_parser = clap::value_parser!(u8).range(1..=99))]
    pub(crate) chance: u8,
    /// Where the records come from, where the scenario states no position.
    #[command(flatten)]
    pub(crate) records: Records,
    /// How what was found is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

fn setting(text: &str) -> Result<(String, f64), String> {
    let (path, value) = text
        .split_once('=')
        .ok_or_else(|| "write it as PATH=VALUE, such as attrition.rate=0.1".to_owned())?;
    Ok((path.trim().to_owned(), number(value)?))
}

fn number(text: &str) -> Result<f64, String> {
    let number: f64 = text
        .trim()
        .parse()
        .map_err(|_| format!("‘{text}’ is no number"))?;
    match number.is_finite() {
        true => Ok(number),
        false => Err(format!("‘{text}’ is no number that can be used")),
    }
}

fn lever(text: &str) -> Result<Lever, String> {
    let advice = || {
        "write it as PATH=FROM..TO or PATH=FROM..TO/STEP, such as intake.NIPE.size=0..60".to_owned()
    };
    let (path, range) = text.split_once('=').ok_or_else(advice)?;
    let (from, to) = range.split_once("..").ok_or_else(advice)?;
    let (to, step) = to.split_once('/').unwrap_or((to, "1"));
    Ok(Lever {
        path: path.trim().to_owned(),
        from: number(from)?,
        to: number(to)?,
        step: number(step)?,
    })
}

fn target(text: &str) -> Result<(Series, Aim), String> {
    let parts = text
        .split_once("<=")
        .map(|parts| (parts, true))
        .or_else(|| text.split_once(">=").map(|parts| (parts, false)));
    let ((key, value), at_most) =
        parts.ok_or_else(|| "write it as vacancy_rate<=5 or in_post>=400".to_owned())?;
    let series = Series::from_key(key.trim()).ok_or_else(|| unknown_series(key.trim()))?;
    let value = number(value.trim().trim_end_matches('%'))?;
    let aim = match at_most {
        true => Aim::AtMost(value),
        false => Aim::AtLeast(value),
    };
    Ok((series, aim))
}

fn unknown_series(key: &str) -> String {
    let keys = Series::ALL.iter().map(|series| series.key());
    let meant = nearest(key, keys.clone()).map(|meant| format!("did you mean ‘{meant}’?"));
    let all = || format!("there are: {}", keys.collect::<Vec<_>>().join(", "));
    format!("there is no series ‘{key}’; {}", meant.unwrap_or_else(all))
}
