//! What people are paid and agency workers charged for, where pay is recorded.

use std::collections::BTreeMap;

use holdfast_workforce::amount::{Fte, Hours, Money as Pounds};
use holdfast_workforce::codes::PayElement;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::{EngagementId, RoleId};
use jiff::civil::Date;
use toml::Spanned;

use super::Lookback;
use crate::careers::roles_in_order;
use crate::scenario::{Money, NOWHERE, Salary};
use crate::uncertain::Shape;

/// The days of a year on which an agency worker is charged for: 253 working
/// days without bank holidays, less the other 20 of the 28 days of leave that
/// the law gives.
const CHARGED_DAYS: f64 = 233.0;

/// Hours of a full-time week, where the authority states none.
const FULL_WEEK: f64 = 37.0;

/// Pay and charges of the day.
pub(super) fn money(lookback: &Lookback<'_>, date: Date) -> Money {
    Money {
        salaries: salaries(lookback, date),
        agency_a_year: agency_a_year(lookback, date),
        ..Money::default()
    }
}

/// Pounds a year for so many FTE.
#[derive(Default)]
struct Paid {
    fte: f64,
    base: f64,
    supplement: f64,
}

/// The average base salary of each role, weighted by FTE, with the market
/// supplements that are paid for each FTE.
fn salaries(lookback: &Lookback<'_>, date: Date) -> Vec<Salary> {
    let mut roles: BTreeMap<RoleId, Paid> = BTreeMap::new();
    for piece in lookback
        .ledger
        .population()
        .in_post(date)
        .flat_map(|it| it.pieces_on(date))
    {
        let paid = |element| paid_on(lookback, piece.engagement, element, date);
        if let Some(base) = paid(PayElement::BaseSalary) {
            let role = roles.entry(piece.role).or_default();
            let fte = float(piece.fte.units(), Fte::ONE.units());
            role.fte += fte;
            role.base += base * fte;
            role.supplement += paid(PayElement::MarketSupplement).unwrap_or_default() * fte;
        }
    }
    let named = roles_in_order(lookback.ledger.workforce(), roles.keys().copied());
    let salary = |role: &holdfast_workforce::record::Role| {
        let paid = roles.get(&role.id).filter(|paid| paid.fte > 0.0)?;
        let each = |pounds: f64, what: &str| {
            let because = format!(
                "average {what} for {:.2} FTE on {}",
                paid.fte,
                in_words(date)
            );
            lookback.recorded(Shape::Fixed((pounds / paid.fte).round()), because)
        };
        Some(Salary {
            role: Some(lookback.named(role.id)?),
            experience: None,
            a_year: each(paid.base, "base salary"),
            supplement: each(paid.supplement, "market supplement"),
        })
    };
    named.into_iter().filter_map(salary).collect()
}

/// What an engagement is paid of an element on a day, in pounds.
fn paid_on(
    lookback: &Lookback<'_>,
    engagement: EngagementId,
    element: PayElement,
    date: Date,
) -> Option<f64> {
    let lines = lookback.ledger.workforce().pay().linking(engagement);
    let on_day = lines.filter(|line| line.element == element && line.spell.contains(date));
    let amounts = on_day.map(|line| float(line.amount.units(), Pounds::ONE.units()));
    amounts.reduce(|one, other| one + other)
}

/// A year of one agency FTE at the average charge of the day for an hour.
fn agency_a_year(
    lookback: &Lookback<'_>,
    date: Date,
) -> Option<Spanned<crate::uncertain::Uncertain<crate::uncertain::Amount>>> {
    let (mut fte, mut charge) = (0.0, 0.0);
    for piece in lookback.ledger.population().agency_on(date) {
        if let Some(hour) = paid_on(lookback, piece.engagement, PayElement::AgencyCharge, date) {
            let share = float(piece.fte.units(), Fte::ONE.units());
            fte += share;
            charge += hour * share;
        }
    }
    if fte <= 0.0 {
        return None;
    }
    let authority = lookback.ledger.workforce().authority();
    let week = authority.and_then(|it| it.standard_week);
    let week = week.map_or(FULL_WEEK, |week| float(week.units(), Hours::ONE.units()));
    let (hour, hours) = (charge / fte, CHARGED_DAYS * week / 5.0);
    let because = format!(
        "average charge of £{hour:.2} for an hour on {}, for {hours:.0} hours a year: {CHARGED_DAYS} days of a week of {week} hours",
        in_words(date)
    );
    let value = lookback.recorded(Shape::Fixed((hour * hours).round()), because);
    Some(Spanned::new(NOWHERE, value))
}

fn float(units: i64, one: i64) -> f64 {
    units as f64 / one as f64
}
