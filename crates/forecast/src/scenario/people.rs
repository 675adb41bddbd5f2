//! How people come, go, move and are away.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::Spanned;

use super::month::Month;
use crate::uncertain::{Amount, Evidence, Share, Uncertain};

/// How long somebody has been qualified: the groups that rates are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Experience {
    /// The first twelve months of those who join newly qualified.
    #[serde(rename = "newly_qualified")]
    NewlyQualified,
    /// Under two years, the newly qualified aside.
    #[serde(rename = "under_2")]
    UnderTwo,
    /// From two to under five years.
    #[serde(rename = "2_to_5")]
    TwoToFive,
    /// From five to under ten years.
    #[serde(rename = "5_to_10")]
    FiveToTen,
    /// Ten years and more.
    #[serde(rename = "10_and_over")]
    TenAndOver,
}

impl Experience {
    /// All groups, from the shortest.
    pub const ALL: [Self; 5] = [
        Self::NewlyQualified,
        Self::UnderTwo,
        Self::TwoToFive,
        Self::FiveToTen,
        Self::TenAndOver,
    ];

    /// The group of somebody with so many months of experience.
    pub fn of_months(months: u16) -> Self {
        match months {
            0..12 => Self::NewlyQualified,
            12..24 => Self::UnderTwo,
            24..60 => Self::TwoToFive,
            60..120 => Self::FiveToTen,
            _ => Self::TenAndOver,
        }
    }

    /// The months of experience with which the group begins.
    pub fn first_month(self) -> u16 {
        [0, 12, 24, 60, 120][self.index()]
    }

    /// The months of experience that somebody who joins with it is taken to
    /// have: the middle of the group, of the first none, of the last 15 years.
    pub fn typical_month(self) -> u16 {
        [0, 18, 42, 90, 180][self.index()]
    }

    /// Its place among all groups.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Its key in a scenario.
    pub fn key(self) -> &'static str {
        [
            "newly_qualified",
            "under_2",
            "2_to_5",
            "5_to_10",
            "10_and_over",
        ][self.index()]
    }

    /// Its name on pages.
    pub fn label(self) -> &'static str {
        [
            "Newly qualified, first year",
            "Under 2 years",
            "2 to 5 years",
            "5 to 10 years",
            "10 years and over",
        ][self.index()]
    }
}

/// A yearly probability, or the word `"records"`: then it is estimated from the
/// council's records (see [`crate::rates`]).
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Rate {
    /// Estimated from the records, with shrinkage towards published levels.
    #[default]
    Estimated,
    /// The probability that it happens within a year to somebody of the group.
    Yearly(Uncertain<Share>),
}

/// The word for a rate that is estimated.
const FROM_RECORDS: &str = "records";

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match toml::Value::deserialize(deserializer)? {
            toml::Value::String(word) if word == FROM_RECORDS => Ok(Self::Estimated),
            toml::Value::String(word) => Err(D::Error::custom(format!(
                "‘{word}’ is no rate. Write a yearly share such as 0.12, or \"{FROM_RECORDS}\""
            ))),
            other => Uncertain::from_written(other)
                .map(Self::Yearly)
                .map_err(D::Error::custom),
        }
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Estimated => serializer.serialize_str(FROM_RECORDS),
            Self::Yearly(share) => share.serialize(serializer),
        }
    }
}

/// How people leave the council’s service.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Attrition {
    /// The yearly probability of leaving for everybody whom no group names.
    #[serde(default)]
    pub rate: Rate,
    /// Twelve factors, January first: how the months differ. Their mean is
    /// taken to 1. Left out, all months are alike; `"records"` is not offered,
    /// because a council has too few leavers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seasonality: Option<Spanned<Vec<f64>>>,
    /// What all of leaving is multiplied by, as where something is done about
    /// it: 0.9 for 10% less. Its reason is to be given.
    #[serde(default = "one_each", skip_serializing_if = "is_one")]
    pub factor: Uncertain<Amount>,
    /// Groups with rates of their own; the first that fits counts.
    #[serde(default, rename = "group", skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<AttritionGroup>,
    /// Roles whose leaving is multiplied by a factor of its own.
    #[serde(default, rename = "of_role", skip_serializing_if = "Vec::is_empty")]
    pub of_roles: Vec<RoleFactor>,
}

impl Default for Attrition {
    fn default() -> Self {
        Self {
            rate: Rate::default(),
            seasonality: None,
            factor: one_each(),
            groups: Vec::new(),
            of_roles: Vec::new(),
        }
    }
}

/// A role whose leaving is multiplied, whatever its rates.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RoleFactor {
    /// The role.
    pub role: Spanned<String>,
    /// The factor: 0.9 for 10% less. Several of one role are multiplied.
    pub factor: Uncertain<Amount>,
}

/// A group with a rate of its own.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AttritionGroup {
    /// The role; left out, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Spanned<String>>,
    /// The experience; left out, any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<Experience>,
    /// The yearly probability of leaving.
    pub rate: Rate,
}

/// By how much years differ beyond chance: standard deviations of a factor
/// that is drawn for every year of every future. It has a mean of 1 and stays
/// from 0 to 2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Shocks {
    /// Of leaving.
    pub attrition: f64,
    /// Of hiring, intakes aside.
    pub hiring: f64,
    /// Of the establishment: how far it drifts in a year.
    pub establishment: f64,
    /// Of agency FTE and five more, as a few come and go by chance.
    pub agency: f64,
    /// Of FTE in post by changes of hours and moves that are neither joining
    /// nor leaving.
    #[serde(skip_serializing_if = "is_nought")]
    pub hours: f64,
    /// Where these come from; left out, it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Evidence>,
}

fn is_nought(spread: &f64) -> bool {
    *spread == 0.0
}

/// Newly qualified workers who start together.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// What it is called.
    pub name: String,
    /// The role they start in; left out, the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Spanned<String>>,
    /// The months of a year in which they start, 1 to 12; every year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<Spanned<Vec<u8>>>,
    /// The single months in which they start, in place of every year's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Spanned<Vec<Month>>>,
    /// How many are offered a place each time.
    pub size: Uncertain<Amount>,
    /// The share of them who do not start.
    #[serde(default = "none_of_them")]
    pub drop_out: Uncertain<Share>,
    /// The share of those still there after a year who pass the assessment;
    /// the others leave.
    #[serde(default = "all_of_them")]
    pub pass: Uncertain<Share>,
    /// The share of starters who would still be there after
    /// `retention_months`, passing aside. Left out, they leave like others of
    /// their experience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Uncertain<Share>>,
    /// The months that `retention` is about.
    #[serde(default = "twelve", skip_serializing_if = "is_twelve")]
    pub retention_months: Spanned<u16>,
    /// For how many months they stand outside the establishment.
    #[serde(default)]
    pub outside_months: u16,
    /// FTE of each.
    #[serde(default = "one_each")]
    pub fte: Uncertain<Amount>,
    /// Pounds for each who starts, in the month of the start.
    #[serde(default = "no_amount")]
    pub cost_each: Uncertain<Amount>,
    /// Pounds a year for the academy itself, from the first intake on.
    #[serde(default = "no_amount")]
    pub cost_a_year: Uncertain<Amount>,
}

/// What kind of worker is hired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HireKind {
    /// Experienced, from elsewhere.
    #[default]
    Experienced,
    /// From overseas.
    Overseas,
    /// Returning to the profession or to the council.
    Returning,
}

/// Whether something stops when all posts are filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Only into vacancies, those who are on their way counted.
    #[default]
    Vacancies,
    /// Whatever the establishment.
    None,
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// By chance, with the number as its mean.
    #[default]
    Chance,
    /// Exactly the number; fractions are carried over to the next month.
    Fixed,
}

/// Workers who are hired.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Hire {
    /// What it is called.
    pub name: String,
    /// What kind of worker.
    #[serde(default)]
    pub kind: HireKind,
    /// The role; left out, the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Spanned<String>>,
    /// Their experience.
    #[serde(default = "two_to_five")]
    pub experience: Experience,
    /// How many accept an offer in a year.
    pub a_year: Uncertain<Amount>,
    /// How they are counted.
    #[serde(default)]
    pub count: Count,
    /// The months of a year in which offers are made, 1 to 12; left out, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<Spanned<Vec<u8>>>,
    /// The first month of offers; left out, the plan's first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Spanned<Month>>,
    /// The last month of offers; left out, the plan's last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Spanned<Month>>,
    /// Months from the offer to the first day: notice and checks.
    #[serde(default = "no_amount")]
    pub months_to_hire: Uncertain<Amount>,
    /// Further months until arrival, as with visas and registration.
    #[serde(default = "no_amount")]
    pub arrival_lag: Uncertain<Amount>,
    /// Whether hiring stops when all posts are filled.
    #[serde(default)]
    pub limit: Limit,
    /// FTE of each.
    #[serde(default = "one_each")]
    pub fte: Uncertain<Amount>,
    /// Pounds for each, in place of `money.recruitment`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_each: Option<Uncertain<Amount>>,
}

/// Agency workers who become permanent.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// What it is called.
    pub name: String,
    /// The role they take; left out, the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Spanned<String>>,
    /// Their experience.
    #[serde(default = "two_to_five")]
    pub experience: Experience,
    /// The share of agency workers who become permanent within a year.
    pub a_year: Uncertain<Share>,
    /// The first month; left out, the plan's first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Spanned<Month>>,
    /// The last month; left out, the plan's last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Spanned<Month>>,
    /// Pounds for each, such as the fee to the agency.
    #[serde(default = "no_amount")]
    pub cost_each: Uncertain<Amount>,
}

/// Promotion or progression from a role to another.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Progression {
    /// The role they have.
    pub from: Spanned<String>,
    /// The role they come to.
    pub to: Spanned<String>,
    /// The experience from which on; left out, any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<Experience>,
    /// The share of them who are assessed and move up within a year.
    pub rate: Uncertain<Share>,
    /// Whether it waits for a vacancy in the role they come to.
    #[serde(default)]
    pub limit: Limit,
}

/// A move out of the service within the council, such as to adults' services.
/// The official measures count it as leaving.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Where to.
    pub name: String,
    /// The role they have; left out, any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Spanned<String>>,
    /// The share who move within a year.
    pub rate: Uncertain<Share>,
}

/// Why people are away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceKind {
    /// Maternity, adoption and shared parental leave.
    Maternity,
    /// Long-term sickness.
    LongTermSickness,
    /// Seconded out, the post being kept.
    Secondment,
}

/// Absence from which people come back. They stay in post, and their posts are
/// not vacant.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// Why.
    pub kind: AbsenceKind,
    /// The share of people whose absence begins within a year.
    pub rate: Uncertain<Share>,
    /// How many months it lasts: drawn for each absence.
    pub months: Uncertain<Amount>,
    /// The share who come back; the others leave at its end.
    #[serde(default = "all_of_them")]
    pub returns: Uncertain<Share>,
}

fn fixed<B: crate::uncertain::Bounds>(value: f64) -> Uncertain<B> {
    Uncertain::certain(value)
}

fn none_of_them() -> Uncertain<Share> {
    fixed(0.0)
}

fn all_of_them() -> Uncertain<Share> {
    fixed(1.0)
}

fn no_amount() -> Uncertain<Amount> {
    fixed(0.0)
}

fn one_each() -> Uncertain<Amount> {
    fixed(1.0)
}

fn is_one(value: &Uncertain<Amount>) -> bool {
    *value == one_each()
}

fn two_to_five() -> Experience {
    Experience::TwoToFive
}

fn twelve() -> Spanned<u16> {
    Spanned::new(super::NOWHERE, 12)
}

fn is_twelve(months: &Spanned<u16>) -> bool {
    *months.get_ref() == 12
}
