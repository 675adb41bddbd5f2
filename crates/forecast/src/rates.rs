//! Rates of leaving, estimated from a council's own months at risk and pulled
//! towards published levels in proportion to how little data there is.
//!
//! Within a group, leaving is a Poisson count over the person-months in which
//! its members could have left. A gamma prior says what is expected of the
//! group before it is looked at; its events and exposure are added to that
//! (Gamma–Poisson). The posterior mean is a weighted mean of the own rate and
//! the prior's, its weight the exposure.
//!
//! The prior comes in three steps. England's level of leaving, or the
//! region's, is drawn to the council by what all of its *other* groups show,
//! so that no group counts for its own prior; then it is shaped by experience
//! (see [`published::by_experience`]). Each step draws with the strength that
//! the published differences between authorities give (see
//! [`published::Level`]).

mod estimates;
pub mod published;

use statrs::distribution::{ContinuousCDF as _, Gamma};

use crate::scenario::Experience;

pub use estimates::{CouncilLevel, Estimates};

/// The share of chance that an interval of a rate holds.
pub const INTERVAL: f64 = 0.9;

/// A gamma distribution of a monthly hazard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hazard {
    /// Events that it counts: the shape.
    pub events: f64,
    /// Person-months that it counts: the rate.
    pub months: f64,
}

impl Hazard {
    /// The mean hazard of a month.
    pub fn mean(self) -> f64 {
        self.events / self.months
    }

    /// The distribution after more was seen: the sums of both.
    #[must_use]
    pub fn with(self, events: f64, months: f64) -> Self {
        Self {
            events: self.events + events,
            months: self.months + months,
        }
    }

    /// The monthly hazards between which [`INTERVAL`] of the distribution
    /// lies, as much below as above; its mean twice where it is no distribution.
    pub fn interval(self) -> (f64, f64) {
        let tail = f64::midpoint(1.0, -INTERVAL);
        Gamma::new(self.events, self.months).map_or_else(
            |_| (self.mean(), self.mean()),
            |gamma| (gamma.inverse_cdf(tail), gamma.inverse_cdf(1.0 - tail)),
        )
    }

    /// The yearly probability that a monthly hazard stands for.
    pub fn yearly(monthly: f64) -> f64 {
        1.0 - (-12.0 * monthly).exp()
    }

    /// The monthly hazard that a yearly probability stands for.
    pub fn monthly(yearly: f64) -> f64 {
        -(-yearly).ln_1p() / 12.0
    }
}

/// The rate of a group, and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The role's id.
    pub role: String,
    /// The experience.
    pub experience: Experience,
    /// Leavers of the council's own.
    pub events: u32,
    /// Person-months at work, in which the council's own could have left: those
    /// away, sick or on maternity leave, are taken to come back first.
    pub exposure: f64,
    /// What is expected before the group's own leavers are counted.
    pub prior: Hazard,
    /// Where the prior comes from, in words.
    pub prior_source: String,
}

impl Estimate {
    /// The own rate of a month, where anybody was at risk.
    pub fn raw(&self) -> Option<f64> {
        (self.exposure > 0.0).then(|| f64::from(self.events) / self.exposure)
    }

    /// The rate that is used: prior and own data together.
    pub fn used(&self) -> Hazard {
        self.prior.with(f64::from(self.events), self.exposure)
    }

    /// The weight of the own rate in the one that is used, 0 to 1.
    pub fn weight(&self) -> f64 {
        self.exposure / self.used().months
    }
}

#[cfg(test)]
mod tests;
