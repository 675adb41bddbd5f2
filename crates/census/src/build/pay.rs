//! Pay: the salary of a day, and what was paid in the year beside it.

use holdfast_measures::calendar::{common, days_between};
use holdfast_measures::roll::Entry;
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::{Money, divide_half_up};
use holdfast_workforce::codes::PayElement;
use holdfast_workforce::date::{Spell, day_after};
use holdfast_workforce::id::EngagementId;
use holdfast_workforce::record::Pay;
use jiff::civil::Date;

use crate::year::Year;

/// The annual base salary of an engagement on a day.
pub(super) fn salary(workforce: &Workforce, engagement: EngagementId, day: Date) -> Option<Money> {
    let mut lines = workforce.pay().linking(engagement);
    let found = lines.find(|pay| pay.element == PayElement::BaseSalary && pay.spell.contains(day));
    found.map(|pay| pay.amount)
}

/// What was paid in the year for joining and staying; nothing where nothing was.
pub(super) fn for_retention(workforce: &Workforce, entry: &Entry, year: Year) -> Option<Money> {
    let spell = common(year.spell(), entry.spell)?;
    let once = lines(workforce, entry, PayElement::RetentionPayment)
        .filter(|pay| spell.contains(pay.spell.from))
        .map(|pay| pay.amount);
    let once: Money = once.sum();
    let yearly = by_the_day(
        lines(workforce, entry, PayElement::MarketSupplement),
        spell,
        year,
    );
    Some(once + yearly).filter(|sum| !sum.is_zero())
}

/// What else was paid in the year outside base salary; nothing where nothing was.
pub(super) fn other(workforce: &Workforce, entry: &Entry, year: Year) -> Option<Money> {
    let spell = common(year.spell(), entry.spell)?;
    let yearly = by_the_day(
        lines(workforce, entry, PayElement::OtherPayment),
        spell,
        year,
    );
    Some(yearly).filter(|sum| !sum.is_zero())
}

/// The lines of one kind of all engagements that somebody worked in.
fn lines<'w>(
    workforce: &'w Workforce,
    entry: &'w Entry,
    element: PayElement,
) -> impl Iterator<Item = &'w Pay> {
    let engagements = entry.engagements.iter();
    engagements
        .flat_map(|engagement| workforce.pay().linking(*engagement))
        .filter(move |pay| pay.element == element)
}

/// What lines in pounds a year come to for the days of a spell, rounded once.
fn by_the_day<'w>(lines: impl Iterator<Item = &'w Pay>, spell: Spell, year: Year) -> Money {
    let shares = lines.filter_map(|pay| {
        let paid = common(pay.spell, spell)?;
        let days = days_between(paid.from, paid.until?);
        Some(i128::from(pay.amount.units()) * i128::from(days))
    });
    let sum: i128 = shares.sum();
    let in_all = days_between(year.begin(), day_after(year.reference_date()));
    let pence = divide_half_up(sum, i128::from(in_all));
    Money::from_units(i64::try_from(pence).unwrap_or(i64::MAX))
}
