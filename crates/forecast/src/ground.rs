//! What a scenario stands on: a position and rates, out of the records or out
//! of the scenario itself.

use holdfast_measures::Ledger;
use holdfast_measures::written::Problem;
use holdfast_reference::Releases;
use holdfast_workforce::Workforce;
use holdfast_workforce::codes::Service;

use crate::careers::RecordsError;
use crate::model::{ModelError, NoRates};
use crate::opening::{self, OpeningError, OpeningRole};
use crate::scenario::check::problems_against;
use crate::{Estimates, Model, Opening, Scenario};

/// Why a scenario can't be run.
#[derive(Debug, thiserror::Error)]
pub enum GroundError {
    /// The position that it states can't be had.
    #[error(transparent)]
    Opening(#[from] OpeningError),
    /// The records hold no such position, or no rates.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// It does not fit the position.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// The position that a scenario begins with, and the rates of its people.
#[derive(Clone, Debug)]
pub struct Ground {
    opening: Opening,
    is_stated: bool,
    estimates: Option<Estimates>,
}

impl Ground {
    /// What a scenario stands on: what it states, or else the records of its
    /// first day and the rates that they and the releases give.
    ///
    /// # Errors
    /// Where the records do not reach the day, or nothing is published.
    pub fn of(
        scenario: &Scenario,
        workforce: &Workforce,
        releases: &Releases,
        service: Option<Service>,
    ) -> Result<Self, GroundError> {
        if !scenario.start.positions.is_empty() {
            return Self::stated(scenario);
        }
        let (ledger, date) = (Ledger::new(workforce, service), scenario.start.date);
        Ok(Self {
            opening: opening::of_ledger(&ledger, date)?,
            is_stated: false,
            estimates: Some(Estimates::of(&ledger, date, releases)?),
        })
    }

    /// What a scenario stands on that states its position and rates.
    ///
    /// # Errors
    /// Where it states no position.
    pub fn stated(scenario: &Scenario) -> Result<Self, GroundError> {
        Ok(Self {
            opening: opening::stated(scenario)?,
            is_stated: true,
            estimates: None,
        })
    }

    /// What of a scenario does not fit the position, each with the line and key
    /// of its text.
    pub fn problems(&self, scenario: &Scenario, text: &str) -> Vec<Problem> {
        match self.is_stated {
            true => Vec::new(),
            false => problems_against(scenario, text, &self.opening.roles),
        }
    }

    /// A model of the scenario, or of one that differs in other values than
    /// its start. A position that is stated is that of the scenario given.
    ///
    /// # Errors
    /// Where the scenario does not fit the position.
    pub fn model(&self, scenario: &Scenario) -> Result<Model, ModelError> {
        let opening = match self.is_stated {
            true => opening::stated(scenario).unwrap_or_else(|_| self.opening.clone()),
            false => self.opening.clone(),
        };
        match &self.estimates {
            Some(estimates) => Model::new(scenario, opening, estimates),
            None => Model::new(scenario, opening, &NoRates),
        }
    }

    /// The roles of the position.
    pub fn roles(&self) -> &[OpeningRole] {
        &self.opening.roles
    }

    /// The rates of leaving, where they come from the records.
    pub fn estimates(&self) -> Option<&Estimates> {
        self.estimates.as_ref()
    }
}
