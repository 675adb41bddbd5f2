//! A scenario's futures, simulated for a page: bounded in number and time, and
//! stopped once nobody waits any more.

use std::sync::Arc;
use std::time::Duration;

use holdfast_forecast::careers::has_come;
use holdfast_forecast::expected::Expected;
use holdfast_forecast::futures::{Stopped, simulate};
use holdfast_forecast::ground::GroundError;
use holdfast_forecast::model::ModelError;
use holdfast_forecast::outlook::Outlook;
use holdfast_forecast::scenario::NOWHERE;
use holdfast_forecast::{Ground, Model, RecordsError, Scenario};
use holdfast_measures::written::Problem;
use holdfast_reference::Releases;
use holdfast_workforce::Workforce;
use holdfast_workforce::codes::Service;
use jiff::civil::Date;
use tokio::sync::Semaphore;
use toml::Spanned;

use super::patience::{Patience, Progress};
use crate::error::PageError;
use crate::here::{Here, unavailable};

/// The service that a plan is for. The official measures count children’s.
pub(crate) const SERVICE: Option<Service> = Some(Service::Children);

/// The most futures of a page, which give the bands to about a hundredth of their width.
pub(crate) const FUTURES: u32 = 5_000;

/// The most futures of a run while a goal is sought, which takes many of them.
pub(crate) const SEEKING: u32 = 2_000;

/// The longest that a page simulates.
const LONGEST: Duration = Duration::from_secs(120);

/// So many pages simulate at a time: each takes all processors.
pub(crate) static RUNS: Semaphore = Semaphore::const_new(2);

/// Why there is no plan to show.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoPlan {
    /// The text cannot be read, or says what cannot be.
    #[error("the scenario has problems")]
    Problems(Vec<Problem>),
    /// It cannot be run on the records.
    #[error(transparent)]
    Ground(#[from] GroundError),
    /// It does not fit its position.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// No scenario can be made from the records.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// It took too long.
    #[error(
        "Simulating took longer than {} seconds and was stopped. Lower the scenario’s months, or run it with ‘holdfast forecast run’.",
        LONGEST.as_secs()
    )]
    Stopped(#[from] Stopped),
    /// Two of them do not fit each other, or nothing could be sought.
    #[error("{0}")]
    Refused(String),
}

impl NoPlan {
    /// Why, in sentences.
    pub(crate) fn told(&self) -> Vec<String> {
        match self {
            Self::Problems(problems) => problems.iter().map(ToString::to_string).collect(),
            other => vec![other.to_string()],
        }
    }
}

/// What scenarios of an authority are run on.
#[derive(Clone)]
pub(crate) struct Records {
    /// Its records.
    pub(crate) workforce: Arc<Workforce>,
    /// What is published.
    pub(crate) releases: Releases,
    /// The day it is.
    today: Date,
}

impl Records {
    /// The records of an authority.
    pub(crate) async fn of(here: &Here) -> Result<Self, PageError> {
        Ok(Self {
            workforce: here.workforce.clone(),
            releases: here.app.store().releases().await.map_err(unavailable)?,
            today: here.app.today(),
        })
    }

    /// What a scenario stands on.
    pub(crate) fn ground(&self, scenario: &Scenario) -> Result<Ground, GroundError> {
        if scenario.start.positions.is_empty() {
            has_come(scenario.start.date, self.today)?;
        }
        Ground::of(scenario, &self.workforce, &self.releases, SERVICE)
    }
}

/// A scenario that was run.
pub(crate) struct Run {
    /// What was run.
    pub(crate) model: Model,
    /// What they have in common.
    pub(crate) outlook: Outlook,
    /// The course without chance.
    pub(crate) expected: Expected,
    /// The position and rates that it stands on.
    pub(crate) ground: Ground,
}

impl Run {
    /// Runs a scenario; with at most so many futures as a page takes.
    ///
    /// # Errors
    /// Where it cannot be run, or took too long.
    pub(crate) fn of(
        records: &Records,
        scenario: &Scenario,
        patience: &Patience,
    ) -> Result<Self, NoPlan> {
        let ground = records.ground(scenario)?;
        let model = ground.model(&bounded(scenario, FUTURES))?;
        let futures = simulate(
            &model,
            &patience.of_run(FUTURES.min(*scenario.futures.get_ref())),
        )?;
        Ok(Self {
            outlook: Outlook::of(&model, &futures),
            expected: Expected::of(&model),
            model,
            ground,
        })
    }
}

/// The scenario with no more than so many futures.
pub(crate) fn bounded(scenario: &Scenario, most: u32) -> Scenario {
    let mut bounded = scenario.clone();
    let futures = most.min(*scenario.futures.get_ref());
    bounded.futures = Spanned::new(NOWHERE, futures);
    bounded
}

/// Does work that takes processors, beside the answering of pages.
pub(crate) async fn patiently<T: Send + 'static>(
    work: impl FnOnce(&Patience) -> T + Send + 'static,
) -> Result<T, PageError> {
    let internal = |error: Box<dyn std::error::Error + Send + Sync>| PageError::Internal(error);
    let progress = Progress::here();
    let waiting = progress.clone().while_waited_for();
    let _turn = tokio::select! {
        turn = RUNS.acquire() => turn.map_err(|it| internal(it.into()))?,
        () = progress.stopped() => return Err(PageError::Busy),
    };
    let patience = Patience::new(progress, LONGEST);
    let work = tokio::task::spawn_blocking(move || work(&patience)).await;
    waiting.let_go();
    work.map_err(|it| internal(it.into()))
}
