//! What published years teach of luck, for plans that are to have bands of the
//! kind that was tested.

use holdfast_reference::Release;

use super::panel::Panel;
use super::spread::{OFFSET, POWER, Spread, fading};
use super::vintage::{Coefficients, Vintage, not_below_nought};
use crate::scenario::Shocks;

/// Where a council stands, in FTE.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// In post.
    pub in_post: f64,
    /// Vacant.
    pub vacancies: f64,
    /// Agency workers.
    pub agency: f64,
}

/// How years have differed from what was expected of them, as a plan takes it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Luck {
    /// How much years differ.
    pub shocks: Shocks,
    /// The share of a surprise in staff that posts follow.
    pub follow_staff: f64,
    /// The share of the establishment's drift that is gone after a year.
    pub drift_fades: f64,
    /// The share of the gap to its usual number that agency work makes up
    /// within a year.
    pub adjusts: f64,
}

/// The luck of years, from every transition of a release, for a council that
/// stands where it does. Nought where a release has a single year. With the
/// spreads of the fitted equations:
///
/// - Leaving and hiring: f·w_L and f·w_S, what is beyond Poisson counts, with f
///   as a plan needs it that draws the two apart and month by month.
/// - Hours and other moves: w_O, as a share of those in post.
/// - Posts follow a surprise in staff by 1 + θ, as vacancies take up θ of it.
///   Their own luck is that of vacancies, s_V·(V + 5)^0.75, as a share of posts,
///   and fades as vacancies lapse: by κ.
/// - Agency workers: s_A·(A + 5)^0.75, as a share of A + 5, over what is left
///   of it at the year's end while cover comes back to its usual number.
pub fn luck(release: &Release, standing: Standing) -> Luck {
    let vintage = Vintage::of(&Panel::of(release));
    Luck::of(&vintage.spread, &vintage.coefficients, standing)
}

impl Luck {
    pub(super) fn of(spread: &Spread, coefficients: &Coefficients, standing: Standing) -> Self {
        let known = |value: f64| if value.is_finite() { value } else { 0.0 };
        let share = |value: f64| known(value).clamp(0.0, 1.0);
        let posts = standing.in_post + standing.vacancies;
        let raised = |amount: f64| not_below_nought(amount) + OFFSET;
        let of_vacancies = spread.vacancies * raised(standing.vacancies).powf(POWER);
        let of_agency = spread.agency * raised(standing.agency).powf(POWER - 1.0);
        let adjusts = share(coefficients.closing);
        let made_up = -(-adjusts).ln_1p();
        Self {
            shocks: Shocks {
                attrition: known(spread.in_a_plan * spread.leavers),
                hiring: known(spread.in_a_plan * spread.starters),
                establishment: known(of_vacancies / posts),
                agency: known(of_agency / fading(made_up)),
                hours: known(spread.other),
                source: None,
            },
            follow_staff: share(1.0 + spread.passed_on),
            drift_fades: share(-coefficients.lapsing),
            adjusts,
        }
    }
}
