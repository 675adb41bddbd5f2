//! `holdfast forecast`: the workforce plan, and how far it may be trusted.

mod backtest;

use crate::cli::ForecastAction;
use crate::failure::Failure;
use crate::settings::Settings;

/// Does what was asked.
pub(crate) async fn run(action: ForecastAction, settings: &Settings) -> Result<(), Failure> {
    match action {
        ForecastAction::Backtest(options) => backtest::run(&options, settings).await,
    }
}
