//! `holdfast forecast`: the workforce plan.

mod backtest;
mod compare;
mod rates;
mod run;
mod seek;
mod start;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use fs_err as fs;
use holdfast_forecast::futures::{Futures, simulate};
use holdfast_forecast::model::{ModelError, NoRates};
use holdfast_forecast::opening::{self, Opening};
use holdfast_forecast::{Estimates, Model, Scenario};
use holdfast_measures::Ledger;
use holdfast_reference::Releases;
use holdfast_workforce::Workforce;
use holdfast_workforce::codes::Service;
use jiff::civil::Date;

use super::source;
use crate::cli::{ForecastAction, Records};
use crate::failure::{Failure, OrFail as _};
use crate::printer;
use crate::settings::Settings;

/// Does what was asked for.
pub(crate) async fn run(action: ForecastAction, settings: &Settings) -> Result<(), Failure> {
    match action {
        ForecastAction::Run(options) => run::run(options, settings).await,
        ForecastAction::Start(options) => start::run(options, settings).await,
        ForecastAction::Rates(options) => rates::run(options, settings).await,
        ForecastAction::Compare(options) => compare::run(options, settings).await,
        ForecastAction::Seek(options) => seek::run(options, settings).await,
        ForecastAction::Backtest(options) => backtest::run(&options, settings).await,
    }
}

/// The service that a plan is for. The official measures count children's.
const SERVICE: Option<Service> = Some(Service::Children);

/// Reads a scenario and says everything that is wrong with it.
fn read(path: &Path) -> Result<Scenario, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::Input(error.to_string()))?;
    Scenario::read(&text).map_err(|problems| source::unsound(&problems, "scenario"))
}

/// What models are made from besides a scenario.
enum Ground {
    /// The scenario states its position.
    Stated,
    /// The records of a council, and what is published.
    Records(Arc<Workforce>, Releases),
}

impl Ground {
    /// The ground that a scenario needs: the records, unless it states a
    /// position and every rate.
    async fn of(
        scenario: &Scenario,
        records: &Records,
        settings: &Settings,
    ) -> Result<Self, Failure> {
        match scenario.start.positions.is_empty() {
            false => Ok(Self::Stated),
            true => {
                let (workforce, releases) = source::with_releases(records, settings).await?;
                Ok(Self::Records(workforce, releases))
            }
        }
    }

    fn opening(&self, scenario: &Scenario) -> Result<Opening, Failure> {
        match self {
            Self::Stated => opening::stated(scenario).or_fail(),
            Self::Records(workforce, _) => {
                opening::of_records(workforce, scenario.start.date, SERVICE).or_fail()
            }
        }
    }

    fn estimates(&self, date: Date) -> Result<Option<Estimates>, Failure> {
        match self {
            Self::Stated => Ok(None),
            Self::Records(workforce, releases) => {
                let ledger = Ledger::new(workforce, SERVICE);
                Estimates::of(&ledger, date, releases).map(Some).or_fail()
            }
        }
    }

    /// A model of a scenario.
    fn model(&self, scenario: &Scenario) -> Result<Model, Failure> {
        let opening = self.opening(scenario)?;
        let estimates = self.estimates(scenario.start.date)?;
        model(scenario, opening, estimates.as_ref())
            .map_err(|error| Failure::Input(error.to_string()))
    }
}

fn model(
    scenario: &Scenario,
    opening: Opening,
    estimates: Option<&Estimates>,
) -> Result<Model, ModelError> {
    match estimates {
        Some(estimates) => Model::new(scenario, opening, estimates),
        None => Model::new(scenario, opening, &NoRates),
    }
}

/// Simulates with a bar on a terminal.
fn futures(model: &Model) -> Result<Futures, Failure> {
    let all = u64::from(*model.scenario().futures.get_ref());
    let bar = printer::counted("Simulating", all);
    let watch = |done: u32| {
        bar.set_position(u64::from(done));
        ControlFlow::Continue(())
    };
    let futures = simulate(model, &watch).or_fail();
    bar.finish_and_clear();
    futures
}
