//! `holdfast forecast rates`: how people leave, and where the rates come from.

use holdfast_forecast::Estimates;
use holdfast_intake::export::{rates_json, rates_sheet};
use holdfast_measures::Ledger;

use super::{SERVICE, first_day};
use crate::cli::ForecastRates;
use crate::command::{listing, source};
use crate::failure::{Failure, OrFail as _};
use crate::settings::Settings;

/// Prints the table of rates.
pub(super) async fn run(options: ForecastRates, settings: &Settings) -> Result<(), Failure> {
    let date = first_day(options.at, settings)?;
    let (workforce, releases) = source::with_releases(&options.records, settings).await?;
    let ledger = Ledger::new(&workforce, SERVICE);
    let estimates = Estimates::of(&ledger, date, &releases).or_fail()?;
    let sheet = rates_sheet(&workforce, &estimates);
    listing::print_sheet(&sheet, || rates_json(&estimates), options.format);
    Ok(())
}
