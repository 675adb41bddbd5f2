//! What an authority pays beside salaries: asked since 2025, and held by no record.

use crate::codes::CodeList;
use crate::item::{Format, Item, Level, items_of};
use crate::year::Year;

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
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::All, Self::Some];

    /// The word for it in a council’s own text: `no`, `all`, `some`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nobody => "no",
            Self::All => "all",
            Self::Some => "some",
        }
    }

    /// The answer of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        let mut codes = CodeList::Eligible.codes().iter();
        let found = codes.find(|(code, _)| *code == self.code());
        found.map_or("", |(_, label)| *label)
    }

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
    /// The allowances that a year’s return asks for by code, in its order.
    pub fn items(year: Year) -> impl Iterator<Item = Item> + Clone {
        let items = items_of(year, Level::Authority);
        items
            .filter(|it| it.format == Format::Code(CodeList::Eligible))
            .map(|it| it.item)
    }

    /// The answer to an item that is asked for by code.
    pub fn get(&self, item: Item) -> Option<Eligible> {
        self.clone().answer(item).copied().flatten()
    }

    /// The place of the answer to an item that is asked for by code.
    pub fn answer(&mut self, item: Item) -> Option<&mut Option<Eligible>> {
        Some(match item {
            Item::RecruitmentBonus => &mut self.recruitment_bonus,
            Item::RetentionBonus => &mut self.retention_bonus,
            Item::PerformanceAward => &mut self.performance_award,
            Item::CarAllowance => &mut self.car_allowance,
            Item::RelocationPackage => &mut self.relocation_package,
            Item::RegionalWeighting => &mut self.regional_weighting,
            Item::CostSWE => &mut self.registration,
            Item::CostDBS => &mut self.barring_check,
            _ => return None,
        })
    }

    /// What stands in an item of the authority’s block, where it was answered.
    pub fn text(&self, item: Item) -> Option<&str> {
        match item {
            Item::OtherAllowances => self.other.as_deref(),
            item => self.get(item).map(Eligible::code),
        }
    }
}
