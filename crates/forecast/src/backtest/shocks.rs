//! By how much years differ beyond chance, for plans that are made from records.

use holdfast_reference::Release;

use super::fit::scale;
use super::panel::Panel;
use super::vintage::{Passed, Vintage, not_below_nought};
use crate::scenario::Shocks;

/// Authorities with fewer FTE in post tell of chance, not of years.
const LARGE_ENOUGH: f64 = 40.0;

/// Added to agency workers before their ratio is taken, as a few of them come
/// and go by chance.
const OFFSET: f64 = 5.0;

/// The shocks of a plan's years, from every transition of a release: standard
/// deviations of the logarithm, of a year's luck that is the nation's and the
/// council's own together. Nought where a release has a single year.
///
/// - Attrition and hiring: f·w_L and f·w_S, what is beyond Poisson counts. f is
///   below 1, because years of many leavers tend to be years of many starters,
///   while a plan draws the two apart.
/// - Establishment (in post and vacancies): the middle |ln(came ÷ expected)| over 0.6745.
/// - Agency workers: the same of their number, given the vacancies that came.
pub fn yearly_shocks(release: &Release) -> Shocks {
    of_vintage(&Vintage::of(&Panel::of(release)))
}

fn of_vintage(vintage: &Vintage) -> Shocks {
    let spread = &vintage.spread;
    let large = vintage
        .passed
        .iter()
        .filter(|it| it.start.now.in_post >= LARGE_ENOUGH);
    let closing = vintage.coefficients.closing;
    let logarithms =
        |ratio: &dyn Fn(&Passed) -> f64| scale(large.clone().map(|it| (ratio(it).ln(), 1.0)));
    let known = |spread: f64| if spread.is_finite() { spread } else { 0.0 };
    Shocks {
        attrition: known(spread.together * spread.leavers),
        hiring: known(spread.together * spread.starters),
        establishment: known(logarithms(&establishment)),
        agency: known(logarithms(&|it| agency(it, closing))),
    }
}

fn establishment(year: &Passed) -> f64 {
    let (came, expected) = (&year.came, &year.expected);
    (came.in_post + came.vacancies) / (expected.in_post + expected.vacancies)
}

/// Agency workers that came over those expected, had the vacancies that came
/// been known.
fn agency(year: &Passed, closing: f64) -> f64 {
    let [_, vacancies, _] = year.surprises();
    let link = closing * year.start.per_vacancy;
    let expected = not_below_nought(year.expected.agency + link * vacancies);
    (year.came.agency + OFFSET) / (expected + OFFSET)
}
