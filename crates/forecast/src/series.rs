//! What a plan tells for every month: the series of its results.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The unit of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Full-time equivalents.
    Fte,
    /// Per cent.
    Percent,
    /// Cases per FTE, or experienced workers for each new one.
    Ratio,
    /// Pounds.
    Pounds,
}

macro_rules! series {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal, $label:literal, $unit:ident;)+) => {
        /// A series of results, at the end of each month or for that month.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Series { $($(#[doc = $doc])+ $name,)+ }

        impl Series {
            /// All series, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its key in scenarios and in JSON.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// Its name on pages.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)+ }
            }

            /// Its unit.
            pub fn unit(self) -> Unit {
                match self { $(Self::$name => Unit::$unit,)+ }
            }

            /// What it is, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+),)+ }
            }
        }
    };
}

series! {
    /// FTE of those who hold posts, the absent and those outside the establishment included.
    InPost = "in_post", "In post", Fte;
    /// Established FTE.
    Established = "established", "Established", Fte;
    /// Established less in post, role by role, those outside the establishment left out; never below nought.
    Vacancies = "vacancies", "Vacancies", Fte;
    /// Agency FTE, managed teams included.
    Agency = "agency", "Agency", Fte;
    /// FTE in post who are away.
    Away = "away", "Away and to come back", Fte;
    /// In post less away, and agency.
    AtWork = "at_work", "At work, cover included", Fte;
    /// Established less in post less agency; negative where more are there than posts.
    NetGap = "net_gap", "Posts less in post and agency", Fte;
    /// Vacancies ÷ (vacancies + in post).
    VacancyRate = "vacancy_rate", "Vacancy rate", Percent;
    /// Agency ÷ (agency + in post).
    AgencyRate = "agency_rate", "Agency worker rate", Percent;
    /// FTE that left the service in the last twelve months ÷ in post; from the twelfth month on.
    TurnoverRate = "turnover_rate", "Turnover rate", Percent;
    /// FTE in their first year as newly qualified ÷ in post.
    NewlyQualifiedShare = "newly_qualified_share", "Newly qualified share", Percent;
    /// FTE with two years of experience and more, for each FTE with less.
    ExperiencedToNew = "experienced_to_new", "Experienced for each new", Ratio;
    /// Cases ÷ case-holding FTE at work, agency included.
    Caseload = "caseload", "Average caseload", Ratio;
    /// Weighted cases ÷ case-holding FTE at work, those with a reduced caseload counted in part.
    WeightedCaseload = "weighted_caseload", "Weighted caseload", Ratio;
    /// Salaries and supplements of the month.
    Pay = "pay", "Pay", Pounds;
    /// Employer’s on-costs of the month.
    OnCosts = "on_costs", "On-costs", Pounds;
    /// Agency workers of the month, managed teams left out.
    AgencySpend = "agency_spend", "Agency workers", Pounds;
    /// Managed teams of the month.
    ManagedTeams = "managed_teams", "Managed teams", Pounds;
    /// Recruitment and conversions of the month.
    Recruitment = "recruitment", "Recruitment", Pounds;
    /// Places and running of academies, and outlays, of the month.
    Academy = "academy", "Academies and outlays", Pounds;
    /// What the month’s leavers cost.
    LeaverCost = "leaver_cost", "Cost of leavers", Pounds;
    /// All spending of the month.
    Spend = "spend", "Spend", Pounds;
    /// All spending since the start.
    SpendSoFar = "spend_so_far", "Spend since the start", Pounds;
}

impl Series {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// What a month’s spending is made of, all of it last.
    pub const SPENDING: [Self; 8] = [
        Self::Pay,
        Self::OnCosts,
        Self::AgencySpend,
        Self::ManagedTeams,
        Self::Recruitment,
        Self::Academy,
        Self::LeaverCost,
        Self::Spend,
    ];

    /// Its place among all series.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The series of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|series| series.key() == key)
    }

    /// Whether it only exists where cases are given.
    pub fn needs_cases(self) -> bool {
        matches!(self, Self::Caseload | Self::WeightedCaseload)
    }
}

impl<'de> Deserialize<'de> for Series {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::from_key(&key).ok_or_else(|| {
            let keys: Vec<_> = Self::ALL.iter().map(|series| series.key()).collect();
            let meant = holdfast_workforce::nearest::did_you_mean(&key, keys.iter().copied());
            let known = format!("The series are {}", keys.join(", "));
            serde::de::Error::custom(format!(
                "there is no series ‘{key}’. {}",
                meant.unwrap_or(known)
            ))
        })
    }
}

impl Serialize for Series {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}
