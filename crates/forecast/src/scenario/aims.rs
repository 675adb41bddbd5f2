//! What is to be reached, and what may be spent.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::month::Month;
use crate::series::Series;

/// Something to be reached, such as a vacancy rate of at most 5% by March 2028.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Of what: the key of a series, see [`Series`].
    pub of: Series,
    /// The most that it may be. Either this or `at_least`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// The least that it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// By the end of which month; left out, from the first month on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Spanned<Month>>,
}

impl Target {
    /// What is aimed at; nothing where neither or both numbers are given.
    pub fn aim(&self) -> Option<Aim> {
        match (self.at_most, self.at_least) {
            (Some(most), None) => Some(Aim::AtMost(most)),
            (None, Some(least)) => Some(Aim::AtLeast(least)),
            _ => None,
        }
    }
}

/// Which side of a number is the better one. Rates and shares are in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aim {
    /// At most so much.
    AtMost(f64),
    /// At least so much.
    AtLeast(f64),
}

impl Aim {
    /// Whether a value reaches it.
    pub fn is_met_by(self, value: f64) -> bool {
        match self {
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
        }
    }
}

/// What may be spent in a financial year from April to March.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// The calendar year in whose April the financial year begins.
    pub year: Spanned<i16>,
    /// Of what: the key of a kind of spending such as `agency_spend`; left out,
    /// of all spending.
    #[serde(default = "all_spending", skip_serializing_if = "is_all_spending")]
    pub of: Series,
    /// Pounds.
    pub pounds: f64,
}

fn all_spending() -> Series {
    Series::Spend
}

fn is_all_spending(series: &Series) -> bool {
    *series == Series::Spend
}
