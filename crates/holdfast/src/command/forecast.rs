//! `holdfast forecast`: the workforce plan.

mod backtest;
mod compare;
mod lever;
mod rates;
mod run;
mod seek;
mod start;

use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use fs_err as fs;
use holdfast_forecast::careers::has_come;
use holdfast_forecast::futures::{Futures, Stopped, simulate};
use holdfast_forecast::ground::Ground;
use holdfast_forecast::{Model, Scenario};
use holdfast_workforce::codes::Service;
use jiff::civil::Date;

use super::source;
use crate::cli::{ForecastAction, Records};
use crate::failure::Failure;
use crate::printer;
use crate::settings::Settings;

/// Does what was asked for.
pub(crate) async fn run(action: ForecastAction, settings: &Settings) -> Result<(), Failure> {
    match action {
        ForecastAction::Run(options) => run::run(options, settings).await,
        ForecastAction::Start(options) => start::run(options, settings).await,
        ForecastAction::Rates(options) => rates::run(options, settings).await,
        ForecastAction::Compare(options) => compare::run(options, settings).await,
        ForecastAction::Levers(options) => {
            lever::list(&options);
            Ok(())
        }
        ForecastAction::Lever(options) => lever::run(options),
        ForecastAction::Seek(options) => seek::run(options, settings).await,
        ForecastAction::Backtest(options) => backtest::run(&options, settings).await,
    }
}

/// The service that a plan is for. The official measures count children's.
const SERVICE: Option<Service> = Some(Service::Children);

/// Reads a scenario and its text; says everything that is wrong with it.
fn read(path: &Path) -> Result<(Scenario, String), Failure> {
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::InvalidData => Failure::Input(format!(
            "‘{}’ is no text in UTF-8. Save it as UTF-8 and run this again.",
            path.display()
        )),
        _ => Failure::Input(error.to_string()),
    })?;
    let scenario =
        Scenario::read(&text).map_err(|problems| source::unsound(&problems, "scenario"))?;
    Ok((scenario, text))
}

/// What a scenario stands on: what it states, or else the records. Says what of
/// its text does not fit them.
async fn ground(
    scenario: &Scenario,
    text: &str,
    records: &Records,
    settings: &Settings,
) -> Result<Ground, Failure> {
    let ground = match scenario.start.positions.is_empty() {
        false => Ground::stated(scenario),
        true => {
            has_come(scenario.start.date, source::today(settings)).map_err(input)?;
            let (workforce, releases) = source::with_releases(records, settings).await?;
            Ground::of(scenario, &workforce, &releases, SERVICE)
        }
    };
    let ground = ground.map_err(input)?;
    match ground.problems(scenario, text).as_slice() {
        [] => Ok(ground),
        problems => Err(source::unsound(problems, "scenario")),
    }
}

/// The day that was given, which may not be still to come, or else the last
/// month-end.
fn first_day(given: Option<Date>, settings: &Settings) -> Result<Date, Failure> {
    let date = source::date_or_last_month_end(given, settings);
    has_come(date, source::today(settings)).map_err(input)?;
    Ok(date)
}

fn input(error: impl std::error::Error) -> Failure {
    Failure::Input(error.to_string())
}

/// Goes on until Ctrl+C is pressed.
fn until_interrupted() -> impl Fn() -> ControlFlow<()> + Sync {
    let is_interrupted = Arc::new(AtomicBool::new(false));
    let told = is_interrupted.clone();
    tokio::spawn(async move {
        let heard = tokio::signal::ctrl_c().await;
        told.store(heard.is_ok(), Ordering::Relaxed);
    });
    move || match is_interrupted.load(Ordering::Relaxed) {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    }
}

/// Simulates with a bar on a terminal.
fn futures(model: &Model) -> Result<Futures, Failure> {
    let all = u64::from(*model.scenario().futures.get_ref());
    let (bar, goes_on) = (printer::counted("Simulating", all), until_interrupted());
    let watch = |done: u32| {
        bar.set_position(u64::from(done));
        goes_on()
    };
    let futures = simulate(model, &watch);
    bar.finish_and_clear();
    futures.map_err(|Stopped| Failure::Interrupted)
}
