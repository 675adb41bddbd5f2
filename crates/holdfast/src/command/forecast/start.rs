//! `holdfast forecast start`: the scenario that carries on as now.

use holdfast_forecast::starting::starting_scenario;

use super::SERVICE;
use crate::cli::ForecastStart;
use crate::command::source;
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Prints the scenario as a text to be changed.
pub(super) async fn run(options: ForecastStart, settings: &Settings) -> Result<(), Failure> {
    let records = &options.records;
    let (package, authority) = (records.package.as_deref(), records.authority.as_deref());
    let workforce = source::workforce(package, authority, settings).await?;
    let date = source::date_or_last_month_end(options.at, settings);
    let scenario = starting_scenario(&workforce, date, SERVICE).or_fail()?;
    printer::data(&scenario.write());
    Ok(())
}
