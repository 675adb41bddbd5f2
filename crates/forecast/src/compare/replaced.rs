//! What a change saves in agency workers, without chance.

use crate::expected::Expected;
use crate::futures::Column;
use crate::model::Model;
use crate::series::Series;

/// Agency workers whom a change makes unnecessary, in the expected courses: in
/// the month in which they are most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replaced {
    /// The month of the plan.
    pub month: usize,
    /// FTE fewer at its end.
    pub fte: f64,
    /// Pounds less that are spent on them in a year of such months; nothing
    /// where no price is given.
    pub a_year: Option<f64>,
    /// The same with an agency worker's price at its lowest and at its highest;
    /// nothing where it is certain.
    pub ends: Option<(f64, f64)>,
}

/// FTE that no table shows.
const NEXT_TO_NOTHING: f64 = 0.005;

impl Replaced {
    /// What a changed scenario replaces of a base's agency workers; nothing
    /// where it replaces nobody.
    pub fn of(base: &Model, changed: &Model) -> Option<Self> {
        let (before, after) = (Expected::of(base), Expected::of(changed));
        let value = |course: &Expected, of, month| course.value(Column::Series(of), month);
        let less = |of, month| Some(value(&before, of, month)? - value(&after, of, month)?);
        let months = 1..=base.months();
        let most = months
            .filter_map(|month| Some((month, less(Series::Agency, month)?)))
            .reduce(|most, next| {
                if next.1 > most.1 + NEXT_TO_NOTHING {
                    next
                } else {
                    most
                }
            });
        let (month, fte) = most.filter(|(_, fte)| *fte > NEXT_TO_NOTHING)?;
        let is_priced = base.prices_known() && changed.prices_known();
        let a_year = less(Series::AgencySpend, month).filter(|_| is_priced);
        let a_year = a_year
            .map(|pounds| pounds * 12.0)
            .filter(|pounds| *pounds != 0.0);
        let at = |high| {
            let spent = |model: &Model, course| at_an_end(model, course, month, high);
            Some(spent(base, &before)? - spent(changed, &after)?)
        };
        let ends = at(false).zip(at(true)).filter(|(low, high)| low != high);
        Some(Self {
            month,
            fte,
            ends: ends.filter(|_| a_year.is_some()),
            a_year,
        })
    }
}

/// Pounds of a year of such months, with the price at its lowest or highest.
fn at_an_end(model: &Model, course: &Expected, month: usize, high: bool) -> Option<f64> {
    let money = &model.scenario().money;
    let spent = course.value(Column::Series(Series::AgencySpend), month)? * 12.0;
    let end = |(low, highest): (f64, f64)| if high { highest } else { low };
    if let Some(price) = &money.agency_a_year {
        let price = price.get_ref();
        return Some(spent * end(price.stated_ends()) / price.mean());
    }
    let premium = money.agency_premium.as_ref()?;
    let fte = course.value(Column::Series(Series::Agency), month)?;
    // A managed team has a price of its own.
    let is_alone = model.agency.teams.is_empty();
    is_alone.then(|| spent + (end(premium.stated_ends()) - premium.mean()) * fte)
}
