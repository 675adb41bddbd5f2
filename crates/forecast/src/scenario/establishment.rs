//! Posts: where the plan begins, how the establishment changes, and who covers.

use holdfast_measures::written;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::month::Month;
use crate::uncertain::{Amount, Change, Share, Uncertain};

/// Where the plan begins: with the records at the end of a day, or with the
/// numbers that are given here.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The day at whose end the plan begins.
    #[serde(deserialize_with = "written::date")]
    pub date: Date,
    /// The position by role. Left out, it comes from the records.
    #[serde(default, rename = "position", skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<StartingRole>,
    /// Agency FTE at the start; left out, that of the records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<Uncertain<Amount>>,
}

/// The position of a role at the start, where there are no records.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StartingRole {
    /// The role; left out, the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Spanned<String>>,
    /// Established FTE.
    pub established: f64,
    /// FTE in post.
    pub in_post: f64,
    /// People in post; left out, as many as the nation's FTE per person gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// Shares of the people by experience, from newly qualified to ten years
    /// and over, which add up to 1. Left out, the nation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<Spanned<[f64; 5]>>,
}

/// A role in the plan.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The number or word by which the scenario names it.
    pub id: Spanned<String>,
    /// Its name.
    pub name: String,
    /// The share of its FTE that holds cases.
    #[serde(default = "all_of_them")]
    pub holds_cases: Uncertain<Share>,
}

fn all_of_them() -> Uncertain<Share> {
    Uncertain::certain(1.0)
}

/// A change of the establishment.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EstablishmentChange {
    /// The month from whose first day on it holds.
    pub month: Spanned<Month>,
    /// The role; left out, all in proportion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Spanned<String>>,
    /// FTE more, or less with a minus sign.
    pub change: Spanned<Uncertain<Change>>,
    /// What it is, such as the end of temporary funding.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

/// What else moves the establishment.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Posts {
    /// The share of a surprise in staff that posts follow: where more or fewer
    /// are in post than the expected course has, posts are made or held back
    /// by this part of the difference.
    pub follow_staff: Uncertain<Share>,
    /// The share of its drift (`shocks.establishment`) that the establishment
    /// takes back within a year.
    pub drift_fades: Uncertain<Share>,
}

impl Default for Posts {
    fn default() -> Self {
        Self {
            follow_staff: Uncertain::certain(0.0),
            drift_fades: Uncertain::certain(0.0),
        }
    }
}

impl Posts {
    /// Whether posts are as they are planned, whoever comes.
    pub(crate) fn stand(&self) -> bool {
        *self == Self::default()
    }
}

/// How agency workers are used.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Agency {
    /// The share of vacancies that they cover; left out, that of the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covers: Option<Uncertain<Share>>,
    /// The share of FTE away that they cover.
    pub covers_absence: Uncertain<Share>,
    /// The most agency FTE, managed teams aside; left out, there is no cap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Uncertain<Amount>>,
    /// Months from a vacancy to its cover.
    pub lead_months: u8,
    /// The share of what is wanting to that cover, or too much for it, that is
    /// made up within a year; left out, all of it at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjusts: Option<Uncertain<Share>>,
    /// The share of their FTE that holds cases.
    pub holds_cases: Uncertain<Share>,
    /// Managed teams, which come as a whole at a price.
    #[serde(rename = "managed_team", skip_serializing_if = "Vec::is_empty")]
    pub managed_teams: Vec<ManagedTeam>,
}

impl Default for Agency {
    fn default() -> Self {
        Self {
            covers: None,
            covers_absence: Uncertain::certain(0.0),
            cap: None,
            lead_months: 0,
            adjusts: None,
            holds_cases: Uncertain::certain(1.0),
            managed_teams: Vec::new(),
        }
    }
}

/// A team of agency workers at a price for the whole.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ManagedTeam {
    /// What it is called.
    pub name: String,
    /// Its FTE.
    pub fte: Uncertain<Amount>,
    /// Its first month.
    pub from: Spanned<Month>,
    /// Its last month.
    pub until: Spanned<Month>,
    /// Pounds a month.
    pub cost_a_month: Uncertain<Amount>,
}
