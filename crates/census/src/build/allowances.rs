//! What an authority pays beside salaries: asked since 2025, and held by no record.

use crate::item::Item;

/// Who among the social workers that the authority employs may have something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Eligible {
    /// Nobody: it is not paid.
    Nobody,
    /// All of them.
    All,
    /// Some of them.
    Some,
}

impl Eligible {
    /// The code in the return.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nobody => "0",
            Self::All => "1",
            Self::Some => "2",
        }
    }
}

/// The answers of a year; what was not answered is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowances {
    /// Financial incentives to join.
    pub recruitment_bonus: Option<Eligible>,
    /// Financial incentives to stay.
    pub retention_bonus: Option<Eligible>,
    /// Bonuses or rewards for performance.
    pub performance_award: Option<Eligible>,
    /// Payments to car users that need no claim for each trip.
    pub car_allowance: Option<Eligible>,
    /// Costs of relocation, wholly or in part.
    pub relocation_package: Option<Eligible>,
    /// Payments for the location on top of base salary.
    pub regional_weighting: Option<Eligible>,
    /// The registration with Social Work England, wholly or in part.
    pub registration: Option<Eligible>,
    /// Checks by the Disclosure and Barring Service, wholly or in part.
    pub barring_check: Option<Eligible>,
    /// Any other payment or allowance, and whether it is for some or for all.
    pub other: Option<String>,
}

impl Allowances {
    /// What stands in an item of the authority’s block, where it was answered.
    pub fn text(&self, item: Item) -> Option<&str> {
        let coded = match item {
            Item::RecruitmentBonus => self.recruitment_bonus,
            Item::RetentionBonus => self.retention_bonus,
            Item::PerformanceAward => self.performance_award,
            Item::CarAllowance => self.car_allowance,
            Item::RelocationPackage => self.relocation_package,
            Item::RegionalWeighting => self.regional_weighting,
            Item::CostSWE => self.registration,
            Item::CostDBS => self.barring_check,
            Item::OtherAllowances => return self.other.as_deref(),
            _ => None,
        };
        coded.map(Eligible::code)
    }
}
