//! How far years fall from what is expected, learnt from the years before.

use super::fit::{Seen, Spreading, half_within, least_absolute, scale};
use super::plans::FTE_PER_PERSON;
use super::vintage::{Expected, Passed, Start, Vintage, not_below_nought};

/// Errors of vacancies and agency workers grow with (amount + 5)^0.75: more
/// slowly than the amount, and not to nothing. Powers from 0.6 to 0.9 and
/// offsets from 2 to 10 keep the bands as true.
pub(super) const POWER: f64 = 0.75;
pub(super) const OFFSET: f64 = 5.0;

/// How far years fall from what was expected. See [`Vintage::deviations`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Spread {
    /// Of leavers and of starters beyond count noise, as a share of themselves.
    pub(super) leavers: f64,
    pub(super) starters: f64,
    /// Of other moves (hours, absence, revisions), as a share of those in post.
    pub(super) other: f64,
    /// What of the two shares is left when they come together, as years of many
    /// leavers tend to be years of many starters.
    pub(super) together: f64,
    /// The same where a plan draws them month by month. See [`fading`].
    pub(super) in_a_plan: f64,
    /// How much of a surprise in staff reaches vacancies: θ.
    pub(super) passed_on: f64,
    /// Of vacancies and of agency workers, in [`size`]s.
    pub(super) vacancies: f64,
    pub(super) agency: f64,
}

impl Vintage {
    /// The standard deviations of in post, vacancies and agency workers.
    ///
    /// - In post: leavers and starters are each Poisson counts with a shock of
    ///   their year, and there are other moves:
    ///   L + S + (w_O·P)² + f²·\[(w_L·L)² + (w_S·S)²\].
    /// - Vacancies: the share θ of that, and their own, s_V·(V + 5)^0.75.
    /// - Agency: the share α·c of what vacancies do, and its own, s_A·(A + 5)^0.75.
    pub(super) fn deviations(&self, start: &Start, expected: &Expected) -> [f64; 3] {
        let spread = &self.spread;
        let count = expected.count_noise(start, spread.other);
        let shock = expected.shock(spread.leavers, spread.starters);
        let in_post = count + spread.together.powi(2) * shock;
        let own = |spread: f64, amount: f64| (spread * size(amount)).powi(2);
        let vacancies =
            spread.passed_on.powi(2) * in_post + own(spread.vacancies, expected.vacancies);
        let link = self.coefficients.closing * start.per_vacancy;
        let agency = link.powi(2) * vacancies + own(spread.agency, expected.agency);
        [in_post, vacancies, agency].map(f64::sqrt)
    }
}

impl Expected {
    fn count_noise(&self, start: &Start, other: f64) -> f64 {
        self.leavers + self.starters + (other * start.now.in_post).powi(2)
    }

    fn shock(&self, leavers: f64, starters: f64) -> f64 {
        (leavers * self.leavers).powi(2) + (starters * self.starters).powi(2)
    }
}

impl Spread {
    /// Every spread is set by the middle error, so that half of all past errors
    /// lie in the half band, however odd some of them are.
    pub(super) fn of(passed: &[Passed], closing: f64) -> Self {
        let beyond_count = |flow: fn(&Passed) -> (f64, f64)| {
            half_within(passed.iter().map(|year| {
                let (came, expected) = flow(year);
                Spreading {
                    error: came - expected,
                    known: expected,
                    shared: expected.powi(2),
                }
            }))
        };
        let leavers = beyond_count(|it| (it.came.leavers, it.expected.leavers));
        let starters = beyond_count(|it| (it.came.starters, it.expected.starters));
        let other = scale(passed.iter().map(|it| (it.other_moves(), it.staff())));
        let together = half_within(passed.iter().map(|it| Spreading {
            error: it.surprises()[0],
            known: it.expected.count_noise(&it.start, other),
            shared: it.expected.shock(leavers, starters),
        }));
        let in_a_plan = half_within(
            passed
                .iter()
                .map(|it| it.in_a_plan(leavers, starters, other)),
        );
        let [passed_on, _] = least_absolute(passed.iter().map(Passed::staff_and_vacancies));
        let vacancies = scale(passed.iter().map(|it| {
            let [in_post, vacancies, _] = it.surprises();
            let own = vacancies - passed_on * in_post;
            (own, size(it.expected.vacancies))
        }));
        let agency = scale(passed.iter().map(|it| {
            let [_, vacancies, agency] = it.surprises();
            let own = agency - closing * it.start.per_vacancy * vacancies;
            (own, size(it.expected.agency))
        }));
        Self {
            leavers,
            starters,
            other,
            together,
            in_a_plan,
            passed_on,
            vacancies,
            agency,
        }
    }
}

impl Passed {
    /// Those in post at the start, and one where there was hardly anybody.
    fn staff(&self) -> f64 {
        let staff = self.start.now.in_post;
        if staff < 1.0 { 1.0 } else { staff }
    }

    /// The change of those in post that is neither starters nor leavers.
    fn other_moves(&self) -> f64 {
        let grown = self.came.in_post - self.start.now.in_post;
        grown - self.came.starters + self.came.leavers
    }

    /// The surprise in staff with the spread that a plan gives it. Fewer people
    /// have fewer leavers, so surprises fade at the rate of leaving until the
    /// year ends; a plan counts people, who have less than one FTE each; and it
    /// doubts its rates, for all its years alike.
    fn in_a_plan(&self, leavers: f64, starters: f64, other: f64) -> Spreading {
        let (rate, expected) = (self.start.leaver_rate, &self.expected);
        let counted = FTE_PER_PERSON * (expected.leavers + expected.starters);
        let doubt = (self.start.leaver_doubt * expected.leavers).powi(2)
            + expected.starters_in_doubt().powi(2);
        let moved = (other * self.start.now.in_post).powi(2);
        Spreading {
            error: self.surprises()[0],
            known: fading(2.0 * rate) * counted + fading(rate).powi(2) * (moved + doubt),
            shared: fading(rate).powi(2) * expected.shock(leavers, starters),
        }
    }

    fn staff_and_vacancies(&self) -> Seen {
        let [in_post, vacancies, _] = self.surprises();
        let staff = self.staff();
        Seen {
            causes: [in_post / staff, 0.0],
            outcome: vacancies / staff,
            weight: staff,
        }
    }
}

/// What is left at the year's end of a push that went on all year, where it
/// fades at a yearly rate: (1 − e^−r) ÷ r.
pub(super) fn fading(rate: f64) -> f64 {
    if rate > 0.0 {
        -(-rate).exp_m1() / rate
    } else {
        1.0
    }
}

/// How errors of vacancies and agency workers grow with their expected amount.
pub(super) fn size(expected: f64) -> f64 {
    (not_below_nought(expected) + OFFSET).powf(POWER)
}
