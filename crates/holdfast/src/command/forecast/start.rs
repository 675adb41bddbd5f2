//! `holdfast forecast start`: the scenario that carries on as now.

use holdfast_forecast::starting::starting_scenario;

use super::{SERVICE, first_day};
use crate::cli::ForecastStart;
use crate::command::source;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Prints the scenario as a text to be changed.
pub(super) async fn run(options: ForecastStart, settings: &Settings) -> Result<(), Failure> {
    let date = first_day(options.at, settings)?;
    let (workforce, releases) = source::with_releases(&options.records, settings).await?;
    let scenario = starting_scenario(&workforce, date, SERVICE, &releases).or_fail()?;
    printer::data(&scenario.write());
    Ok(())
}
