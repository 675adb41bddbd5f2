//! A scenario: every assumption of a plan, as one text that people can read
//! and change.
//!
//! The same types are read from TOML, filled by the form and run. A key that
//! is left out has the meaning that its field's comment gives. Reading checks
//! what a value may be and tells key and line; what only shows when parts are
//! seen together is checked in [`check`].

mod aims;
pub mod check;
mod establishment;
mod money;
mod month;
mod people;
mod priced;
mod workload;

use std::ops::Range;

use holdfast_measures::written::{self, Problem};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

pub use aims::{Aim, Budget, Target};
pub use establishment::{
    Agency, EstablishmentChange, ManagedTeam, Posts, Role, Start, StartingRole,
};
pub use money::{Money, OnCosts, Outlay, Salary};
pub use month::Month;
pub use people::{
    Absence, AbsenceKind, Attrition, AttritionGroup, Conversion, Count, Experience, Hire, HireKind,
    Intake, Limit, Move, Progression, Rate, RoleFactor, Shocks,
};
pub use workload::{CaseType, Feedback, Reduced, Workload};

/// The most months of a plan: ten years.
pub const MOST_MONTHS: u16 = 120;

/// The most futures of a run. Ten thousand give the bands to about half a
/// hundredth of their width; more is patience, not knowledge.
pub const MOST_FUTURES: u32 = 100_000;

/// The most futures times months of a run, so that all results of all months
/// fit into half a gigabyte: 20,000 futures of ten years, or 100,000 of two.
pub const MOST_FUTURE_MONTHS: u64 = 2_400_000;

/// The most people or FTE of one position, intake or year of hires: more than
/// twice the nation's social workers for children.
pub const MOST_PEOPLE: f64 = 100_000.0;

/// Every assumption of a plan.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it is called.
    pub title: String,
    /// What it is about, for whoever reads it later.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// How many months it looks ahead, 1 to [`MOST_MONTHS`].
    pub months: Spanned<u16>,
    /// How many futures are simulated, 1 to [`MOST_FUTURES`].
    #[serde(default = "ten_thousand")]
    pub futures: Spanned<u32>,
    /// What chance starts from: the same seed gives the same futures.
    #[serde(default = "one")]
    pub seed: u64,
    /// Where the plan begins.
    pub start: Start,
    /// The roles, where they aren't those of the records.
    #[serde(default, rename = "role", skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// How people leave.
    pub attrition: Attrition,
    /// By how much years differ beyond chance.
    #[serde(default)]
    pub shocks: Shocks,
    /// Intakes of newly qualified workers.
    #[serde(default, rename = "intake", skip_serializing_if = "Vec::is_empty")]
    pub intakes: Vec<Intake>,
    /// Experienced, overseas and returning workers who are hired.
    #[serde(default, rename = "hire", skip_serializing_if = "Vec::is_empty")]
    pub hires: Vec<Hire>,
    /// Agency workers who become permanent.
    #[serde(default, rename = "conversion", skip_serializing_if = "Vec::is_empty")]
    pub conversions: Vec<Conversion>,
    /// Promotion and progression from role to role.
    #[serde(default, rename = "progression", skip_serializing_if = "Vec::is_empty")]
    pub progressions: Vec<Progression>,
    /// Moves out of the service that are no leaving of the council, such as to adults' services.
    #[serde(default, rename = "move", skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// Absences from which people come back.
    #[serde(default, rename = "absence", skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Absence>,
    /// Changes of the establishment.
    #[serde(
        default,
        rename = "establishment",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub establishment: Vec<EstablishmentChange>,
    /// What else moves it.
    #[serde(default, skip_serializing_if = "Posts::stand")]
    pub posts: Posts,
    /// How agency workers are used.
    #[serde(default)]
    pub agency: Agency,
    /// Cases and what one worker can hold.
    #[serde(default)]
    pub workload: Workload,
    /// Whether attrition answers to the workload. Left out, it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Feedback>,
    /// Pay and other costs.
    #[serde(default)]
    pub money: Money,
    /// What is to be reached.
    #[serde(default, rename = "target", skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// What may be spent.
    #[serde(default, rename = "budget", skip_serializing_if = "Vec::is_empty")]
    pub budgets: Vec<Budget>,
}

fn ten_thousand() -> Spanned<u32> {
    Spanned::new(NOWHERE, 10_000)
}

fn one() -> u64 {
    1
}

/// The place of what stands in no text.
pub const NOWHERE: Range<usize> = 0..0;

impl Scenario {
    /// Reads a scenario and checks it as far as it can be without the records.
    ///
    /// # Errors
    /// Everything that is wrong, each with its line and key: at once where the
    /// text can be read, the first problem otherwise.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let scenario: Self = written::read(text).map_err(|problem| vec![problem])?;
        let problems = check::problems(&scenario, text);
        if problems.is_empty() {
            Ok(scenario)
        } else {
            Err(problems)
        }
    }

    /// The scenario as a text, which reads as the same scenario.
    pub fn write(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// The plan's first month, the one after the month that it starts from.
    pub fn first_month(&self) -> Month {
        Month::of(self.month_end(1))
    }

    /// The plan's last month.
    pub fn last_month(&self) -> Month {
        Month::of(self.last_day())
    }

    /// What has no effect or may not be meant, in sentences.
    pub fn notes(&self) -> Vec<String> {
        check::notes(self)
    }

    /// The end of the plan's last month.
    pub fn last_day(&self) -> Date {
        self.month_end(usize::from(*self.months.get_ref()))
    }

    /// The last day of the plan's nth month; of 0, the day it starts from.
    pub fn month_end(&self, month: usize) -> Date {
        if month == 0 {
            return self.start.date;
        }
        let months = i32::try_from(month).unwrap_or(i32::MAX);
        let first = self.start.date.first_of_month();
        holdfast_workforce::date::months_later(first, months).last_of_month()
    }
}
