//! Rates of leaving, estimated from a council's own months at risk and pulled
//! towards published levels in proportion to how little data there is.
//!
//! Within a group, leaving is a Poisson count over the person-months in which
//! its members could have left. Published rates give a gamma prior; events and
//! exposure of the council are added to it (Gamma–Poisson). The posterior mean
//! is a weighted mean of the own rate and the prior's, its weight the exposure.

use crate::scenario::Experience;

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
    /// Person-months in which the council's own could have left.
    pub exposure: f64,
    /// What published figures alone would say.
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
        Hazard {
            events: self.prior.events + f64::from(self.events),
            months: self.prior.months + self.exposure,
        }
    }
}
