//! Pay and other costs, in pounds of the plan's first year unless they grow.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::people::Experience;
use crate::uncertain::{Amount, Change, Share, Uncertain};

/// Pay and other costs. What is left out costs nothing, and is said to be left out.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Money {
    /// Salaries; the first that fits counts.
    #[serde(rename = "salary", skip_serializing_if = "Vec::is_empty")]
    pub salaries: Vec<Salary>,
    /// What employers pay on top.
    pub on_costs: OnCosts,
    /// The yearly pay award each April, from the first April after the start. It
    /// raises salaries and supplements and what an agency worker costs, all in
    /// or as a premium; other prices stay as they are written.
    pub award: Uncertain<Change>,
    /// Pounds a year for one agency FTE, all in. Either this or the premium.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency_a_year: Option<Spanned<Uncertain<Amount>>>,
    /// Pounds a year by which one agency FTE costs more than a permanent one
    /// with on-costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency_premium: Option<Uncertain<Amount>>,
    /// Pounds for each hire.
    pub recruitment: Uncertain<Amount>,
    /// Pounds for each leaver: induction, handover and lost work.
    pub leaver: Uncertain<Amount>,
    /// Other pounds once, such as setting an academy up.
    #[serde(rename = "outlay", skip_serializing_if = "Vec::is_empty")]
    pub outlays: Vec<Outlay>,
}

impl Default for Money {
    fn default() -> Self {
        Self {
            salaries: Vec::new(),
            on_costs: OnCosts::default(),
            award: Uncertain::certain(0.0),
            agency_a_year: None,
            agency_premium: None,
            recruitment: Uncertain::certain(0.0),
            leaver: Uncertain::certain(0.0),
            outlays: Vec::new(),
        }
    }
}

/// A salary.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Salary {
    /// The role; left out, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Spanned<String>>,
    /// The experience; left out, any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<Experience>,
    /// Pounds a year for one FTE.
    pub a_year: Uncertain<Amount>,
    /// A market supplement or retention payment, pounds a year for one FTE.
    #[serde(default = "nothing")]
    pub supplement: Uncertain<Amount>,
}

fn nothing() -> Uncertain<Amount> {
    Uncertain::certain(0.0)
}

/// What employers pay on top of a salary, from its components.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct OnCosts {
    /// National Insurance, the share of pay above the threshold.
    pub national_insurance: Uncertain<Share>,
    /// Pounds a year of each person's pay that are free of it.
    pub threshold: Uncertain<Amount>,
    /// The employer's pension contribution, a share of pay.
    pub pension: Uncertain<Share>,
    /// The apprenticeship levy, a share of pay.
    pub levy: Uncertain<Share>,
    /// Pounds a year for each person: registration, car, equipment.
    pub each: Uncertain<Amount>,
}

impl Default for OnCosts {
    /// The employer's contributions of 2025-26: 15% above £5,000, and the levy
    /// of 0.5%; a pension contribution of 20%, which differs between funds.
    fn default() -> Self {
        Self {
            national_insurance: Uncertain::certain(0.15),
            threshold: Uncertain::certain(5000.0),
            pension: Uncertain::certain(0.2),
            levy: Uncertain::certain(0.005),
            each: Uncertain::certain(0.0),
        }
    }
}

/// Pounds that are spent once.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Outlay {
    /// What for.
    pub name: String,
    /// The month.
    pub month: Spanned<super::Month>,
    /// Pounds.
    pub pounds: Uncertain<Amount>,
}
