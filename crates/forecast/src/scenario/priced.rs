//! What of a scenario has a price, and what is left out.

use super::Scenario;
use crate::series::{Series, Unit};
use crate::uncertain::{Amount, Uncertain};

/// What spending is made of, and how a sentence names it.
const PARTS: [(Series, &str); 7] = [
    (Series::Pay, "pay"),
    (Series::OnCosts, "on-costs"),
    (Series::AgencySpend, "agency workers"),
    (Series::ManagedTeams, "managed teams"),
    (Series::Recruitment, "hires"),
    (Series::Academy, "intakes and outlays"),
    (Series::LeaverCost, "leavers"),
];

fn costs(amount: &Uncertain<Amount>) -> bool {
    amount.stated_ends().1 > 0.0
}

impl Scenario {
    /// Whether anything that a series of pounds counts has a price; series of
    /// other units need none.
    pub fn is_priced(&self, of: Series) -> bool {
        let money = &self.money;
        match of {
            Series::Pay => !money.salaries.is_empty(),
            Series::OnCosts => self.is_priced(Series::Pay) || costs(&money.on_costs.each),
            Series::AgencySpend => money.agency_a_year.is_some() || money.agency_premium.is_some(),
            Series::ManagedTeams => !self.agency.managed_teams.is_empty(),
            Series::Recruitment => self.hiring_is_priced(),
            Series::Academy => {
                let mut intakes = self.intakes.iter();
                !money.outlays.is_empty()
                    || intakes.any(|it| costs(&it.cost_each) || costs(&it.cost_a_year))
            }
            Series::LeaverCost => costs(&money.leaver),
            other if other.unit() == Unit::Pounds => {
                PARTS.iter().any(|(part, _)| self.is_priced(*part))
            }
            _ => true,
        }
    }

    fn hiring_is_priced(&self) -> bool {
        let each = |own: &Option<Uncertain<Amount>>| own.as_ref().is_some_and(costs);
        costs(&self.money.recruitment)
            || self.hires.iter().any(|it| each(&it.cost_each))
            || self.conversions.iter().any(|it| costs(&it.cost_each))
    }

    /// Whether the plan has anybody or anything that a part of spending is for.
    fn has(&self, part: Series) -> bool {
        match part {
            Series::ManagedTeams => !self.agency.managed_teams.is_empty(),
            Series::Recruitment => !(self.hires.is_empty() && self.conversions.is_empty()),
            Series::Academy => !self.intakes.is_empty(),
            _ => true,
        }
    }

    /// What spending holds and what it leaves out, in a sentence; nothing where
    /// all has a price, or nothing has.
    pub(super) fn unpriced(&self) -> Option<String> {
        let (held, left): (Vec<_>, Vec<_>) = PARTS
            .iter()
            .filter(|(part, _)| self.is_priced(*part) || self.has(*part))
            .partition(|(part, _)| self.is_priced(*part));
        let words = |parts: Vec<&(Series, &'static str)>| {
            let names: Vec<_> = parts.into_iter().map(|(_, name)| *name).collect();
            match names.split_last() {
                Some((last, rest)) if !rest.is_empty() => {
                    format!("{} and {last}", rest.join(", "))
                }
                _ => names.concat(),
            }
        };
        (!held.is_empty() && !left.is_empty()).then(|| {
            format!(
                "money: no price is given for {}, so spend holds {} only.",
                words(left),
                words(held)
            )
        })
    }
}
