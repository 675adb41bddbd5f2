//! Cases, what one worker can hold, and whether workload drives people away.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::people::Experience;
use crate::uncertain::{Amount, Change, Share, Uncertain};

/// Cases and what one worker can hold.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Workload {
    /// Cases by type. Left out, the caseload is not forecast.
    #[serde(rename = "cases", skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<CaseType>,
    /// The share of a full caseload that workers with less experience hold;
    /// others hold a full one.
    #[serde(rename = "reduced", skip_serializing_if = "Vec::is_empty")]
    pub reduced: Vec<Reduced>,
}

/// Cases of a type.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CaseType {
    /// What kind.
    pub name: String,
    /// How many at the start.
    pub cases: Uncertain<Amount>,
    /// By how much they change in a year: 0.02 for 2% more.
    #[serde(default = "no_change")]
    pub trend: Uncertain<Change>,
    /// What one weighs in the weighted caseload.
    #[serde(default = "one")]
    pub weight: Uncertain<Amount>,
}

/// A reduced caseload.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reduced {
    /// Of whom.
    pub experience: Experience,
    /// The share of a full caseload.
    pub to: Uncertain<Share>,
}

fn no_change() -> Uncertain<Change> {
    Uncertain::certain(0.0)
}

fn one() -> Uncertain<Amount> {
    Uncertain::certain(1.0)
}

/// Attrition answers to the weighted caseload: the yearly rate is multiplied by
/// (caseload ÷ reference) to the power of the elasticity.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// By what percentage leaving grows when the caseload grows by 1%.
    pub elasticity: Uncertain<Amount>,
    /// The weighted caseload at which the rates hold; left out, that of the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<f64>,
    /// Why anybody should believe this elasticity. It must be said.
    pub because: Spanned<String>,
}
