//! What the agency workforce costs in a month.
//!
//! The method: for every working day of an assignment in the month (Monday to
//! Friday without bank holidays), a fifth of the council's standard week times
//! the FTE, in hours, times what the agency charges for an hour on that day. So
//! it is what the month costs when nobody takes leave or works longer. Each
//! assignment is rounded to a penny for each month; totals add those up. Days
//! for which no charge is recorded cost nothing here, and are counted.

use holdfast_measures::calendar::{common, is_bank_holiday, working_days};
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::{Fte, Hours, Money, divide_half_up};
use holdfast_workforce::codes::PayElement;
use holdfast_workforce::date::{Spell, day_after};
use jiff::civil::{Date, Weekday};
use serde::Serialize;

use super::assignment::{AgencyAssignment, rate_on};
use super::compliance::hours_of_week;
use super::quarter::Quarter;

/// The week of a council whose own is not recorded: 37 hours, as in the
/// national agreement on pay and conditions.
pub const USUAL_WEEK: Hours = Hours::whole(37);

/// The most that a month's charges can add up to, in pence.
const MOST: i128 = 1_000_000_000_000;

/// A month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MonthlyCost {
    /// The last day of the month.
    pub month: Date,
    /// Working days of the month.
    pub working_days: i64,
    /// Assignments on any day of it.
    pub assignments: usize,
    /// Hours, rounded to a hundredth for each assignment.
    pub hours: Hours,
    /// The cost, in pounds.
    pub cost: Money,
    /// Assignments of which some day has no charge recorded.
    pub without_charge: usize,
    /// The working days of all of these that have none.
    pub days_without_charge: i64,
    /// Each assignment.
    pub rows: Vec<CostRow>,
}

/// An assignment in a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CostRow {
    /// The last day of the month.
    pub month: Date,
    /// The council’s own number for the assignment.
    pub reference: String,
    /// The worker.
    pub worker: String,
    /// The agency.
    pub agency: Option<String>,
    /// The FTE.
    pub fte: Fte,
    /// Working days of the assignment in the month.
    pub working_days: i64,
    /// Those of them that have no charge recorded.
    pub days_without_charge: i64,
    /// Hours on all of the working days, rounded to a hundredth.
    pub hours: Hours,
    /// What the agency charges for an hour on the last of its days in the month, in pounds.
    pub charge: Option<Money>,
    /// The cost, in pounds.
    pub cost: Money,
}

/// The months of a quarter.
pub(super) fn monthly_cost(
    workforce: &Workforce,
    quarter: Quarter,
    assignments: &[AgencyAssignment],
    week: Hours,
) -> Vec<MonthlyCost> {
    let month = |end: Date| {
        let days = Spell::of_days(end.first_of_month(), Some(end));
        let present = assignments
            .iter()
            .filter_map(|it| Some((it, common(it.days, days)?)));
        let rows: Vec<_> = present
            .map(|(it, days)| cost_row(workforce, it, days, (end, week)))
            .collect();
        month_of(end, rows)
    };
    quarter.month_ends().map(month).to_vec()
}

fn month_of(month: Date, rows: Vec<CostRow>) -> MonthlyCost {
    let first = Spell::starting(month.first_of_month());
    MonthlyCost {
        month,
        working_days: working_days(first, month),
        assignments: rows.len(),
        hours: rows.iter().map(|row| row.hours).sum(),
        cost: rows.iter().map(|row| row.cost).sum(),
        without_charge: rows
            .iter()
            .filter(|row| row.days_without_charge > 0)
            .count(),
        days_without_charge: rows.iter().map(|row| row.days_without_charge).sum(),
        rows,
    }
}

fn cost_row(
    workforce: &Workforce,
    of: &AgencyAssignment,
    days: Spell,
    (month, week): (Date, Hours),
) -> CostRow {
    let charge_on = |day| rate_on(workforce, of.engagement, PayElement::AgencyCharge, day);
    let mut charged = 0i128;
    let (mut working_days, mut days_without_charge) = (0, 0);
    for day in each(days).filter(|day| is_working_day(*day)) {
        working_days += 1;
        match charge_on(day) {
            Some(charge) => charged = charged.saturating_add(charge.units().into()),
            None => days_without_charge += 1,
        }
    }
    // A day is a fifth of the week. Sums of charges beyond all reason are held
    // within what the machine can multiply.
    let of_week = hours_of_week(week, of.fte);
    let of_day = i128::from(Fte::ONE.units()) * 5;
    let hours = divide_half_up(of_week * i128::from(working_days), of_day);
    let charged = charged.clamp(-MOST, MOST);
    let cost = divide_half_up(of_week * charged, of_day * i128::from(Hours::ONE.units()));
    CostRow {
        month,
        reference: of.reference.clone(),
        worker: of.worker.clone(),
        agency: of.agency.clone(),
        fte: of.fte,
        working_days,
        days_without_charge,
        hours: Hours::from_units(i64::try_from(hours).unwrap_or(i64::MAX)),
        charge: charge_on(days.last_day().unwrap_or(days.from)),
        cost: Money::from_units(i64::try_from(cost).unwrap_or(i64::MAX)),
    }
}

fn each(days: Spell) -> impl Iterator<Item = Date> {
    let next = |day: &Date| Some(day_after(*day)).filter(|next| next > day);
    std::iter::successors(Some(days.from), next).take_while(move |day| days.contains(*day))
}

fn is_working_day(day: Date) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !is_weekend && !is_bank_holiday(day)
}
