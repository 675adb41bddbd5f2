//! Which scenario is meant: the one that carries on as now, or one that is kept.

use holdfast_forecast::Scenario;
use holdfast_forecast::scenario::NOWHERE;
use holdfast_forecast::starting::starting_scenario;
use holdfast_workforce::record;
use jiff::civil::Date;
use toml::Spanned;

use super::run::{FUTURES, NoPlan, Records, SERVICE};
use crate::address;
use crate::components::Link;
use crate::error::PageError;
use crate::here::Here;

/// The name of the scenario that is made from the records.
pub(crate) const AS_NOW: &str = "as-now";

/// What the scenario that is made from the records is called.
pub(crate) const CARRY_ON: &str = "Carry on as now";

/// Names that addresses of other pages have.
pub(crate) const TAKEN: [&str; 7] = [AS_NOW, "compare", "levers", "new", "past", "runs", "seek"];

/// A scenario as it was asked for.
#[derive(Clone)]
pub(crate) struct Chosen {
    /// By which name addresses call it.
    pub(crate) reference: String,
    /// The record, where it is kept.
    pub(crate) kept: Option<record::Scenario>,
}

impl Chosen {
    /// The scenario of a name.
    pub(crate) fn of(here: &Here, reference: &str) -> Result<Self, PageError> {
        let kept = here.workforce.scenarios().by_reference(reference).cloned();
        if kept.is_none() && reference != AS_NOW {
            return Err(PageError::NoSuchRecord {
                kind: "scenario",
                reference: reference.to_owned(),
                list: Link::new(address::plan(&here.authority), "See the plan"),
            });
        }
        Ok(Self {
            reference: reference.to_owned(),
            kept,
        })
    }

    /// Its assumptions; `at` is the day on which that of the records begins.
    ///
    /// # Errors
    /// Where the kept text has problems, or the records do not reach the day.
    pub(crate) fn scenario(&self, records: &Records, at: Date) -> Result<Scenario, NoPlan> {
        match &self.kept {
            Some(kept) => Scenario::read(&kept.text).map_err(NoPlan::Problems),
            None => as_now(records, at),
        }
    }
}

/// The scenario that carries on as now.
pub(crate) fn as_now(records: &Records, at: Date) -> Result<Scenario, NoPlan> {
    let mut scenario = starting_scenario(&records.workforce, at, SERVICE, &records.releases)?;
    scenario.futures = Spanned::new(NOWHERE, FUTURES);
    Ok(scenario)
}

/// The title of a kept scenario, or its name where its text cannot be read.
pub(crate) fn title(kept: &record::Scenario) -> String {
    let read = Scenario::read(&kept.text).ok();
    read.map_or_else(|| kept.reference.clone(), |scenario| scenario.title)
}
