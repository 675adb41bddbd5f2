//! What a cell's FTE and people cost, and the prices of everything else.

use super::{Cells, ModelError, Slot, Slots, role_of};
use crate::opening::Opening;
use crate::scenario::{Experience, Scenario};
use crate::series::Series;

/// Pay and prices.
#[derive(Clone, Debug)]
pub(crate) struct Costs {
    /// For each cell, pounds a year for one FTE: salary and supplement.
    pub(crate) pay: Vec<Option<(Slot, Slot)>>,
    pub(crate) national_insurance: Slot,
    pub(crate) threshold: Slot,
    pub(crate) pension: Slot,
    pub(crate) levy: Slot,
    pub(crate) each: Slot,
    pub(crate) award: Slot,
    /// How many pay awards there were by each month of the plan.
    pub(crate) awards: Vec<i32>,
    pub(crate) agency: AgencyPrice,
    pub(crate) leaver: Slot,
    /// Outlays: plan month and pounds.
    pub(crate) outlays: Vec<(usize, Slot)>,
    /// Whether any price is given: otherwise nothing is said of money.
    pub(crate) known: bool,
}

/// The price of an agency worker.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AgencyPrice {
    /// Pounds a year for one FTE, all in.
    All(Slot),
    /// Pounds a year above a permanent FTE with on-costs.
    Premium(Slot),
    /// None is given.
    None,
}

impl Costs {
    pub(super) fn new(
        scenario: &Scenario,
        opening: &Opening,
        cells: &Cells,
        slots: &mut Slots,
    ) -> Result<Self, ModelError> {
        let money = &scenario.money;
        let mut salaries = Vec::new();
        for (nth, salary) in money.salaries.iter().enumerate() {
            let role = match &salary.role {
                Some(named) => Some(role_of(opening, Some(named))?),
                None => None,
            };
            let pay = (
                slots.amount(&format!("money.salary.{nth}"), &salary.a_year),
                slots.amount(
                    &format!("money.salary.{nth}.supplement"),
                    &salary.supplement,
                ),
            );
            salaries.push((role, salary.experience, pay));
        }
        let pay = cells.all().iter().map(|cell| {
            let fits =
                |(role, experience, _): &&(Option<usize>, Option<Experience>, (Slot, Slot))| {
                    role.is_none_or(|role| role == cell.role)
                        && experience.is_none_or(|only| only == cell.experience)
                };
            salaries.iter().find(fits).map(|(_, _, pay)| *pay)
        });
        let agency = match (&money.agency_a_year, &money.agency_premium) {
            (Some(all), _) => AgencyPrice::All(slots.amount("money.agency_a_year", all.get_ref())),
            (None, Some(premium)) => {
                AgencyPrice::Premium(slots.amount("money.agency_premium", premium))
            }
            (None, None) => AgencyPrice::None,
        };
        let outlays = money.outlays.iter().enumerate().map(|(nth, outlay)| {
            let month =
                usize::try_from(outlay.month.get_ref().after(scenario.start.date)).unwrap_or(0);
            (
                month,
                slots.amount(&format!("money.outlay.{nth}"), &outlay.pounds),
            )
        });
        let outlays: Vec<_> = outlays.collect();
        let on_costs = &money.on_costs;
        Ok(Self {
            pay: pay.collect(),
            national_insurance: slots.share(
                "money.on_costs.national_insurance",
                &on_costs.national_insurance,
            ),
            threshold: slots.amount("money.on_costs.threshold", &on_costs.threshold),
            pension: slots.share("money.on_costs.pension", &on_costs.pension),
            levy: slots.share("money.on_costs.levy", &on_costs.levy),
            each: slots.amount("money.on_costs.each", &on_costs.each),
            award: slots.change("money.award", &money.award),
            awards: awards(scenario),
            known: scenario.is_priced(Series::Spend),
            agency,
            leaver: slots.amount("money.leaver", &money.leaver),
            outlays,
        })
    }
}

/// How many Aprils have begun since the start, by month.
fn awards(scenario: &Scenario) -> Vec<i32> {
    const APRIL: i8 = 4;
    let last = usize::from(*scenario.months.get_ref());
    let mut awarded = 0;
    (0..=last)
        .map(|month| {
            awarded += i32::from(month > 0 && scenario.month_end(month).month() == APRIL);
            awarded
        })
        .collect()
}
