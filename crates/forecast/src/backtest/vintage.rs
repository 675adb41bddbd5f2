//! The model as it would have been fitted at the end of a year: it is given
//! that year and those before it, and nothing else.

use super::fit::{Seen, least_absolute};
use super::levels::rates;
use super::panel::{Observed, Panel};
use super::spread::Spread;

/// How many years a plan counts starters over.
const YEARS_COUNTED: f64 = 3.0;

/// Where a unit stands at the end of a year, with its rates of then.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub(super) now: Observed,
    /// Leavers a year for each FTE in post.
    pub(super) leaver_rate: f64,
    /// The standard deviation of that rate, as a share of it.
    pub(super) leaver_doubt: f64,
    /// Agency workers for each vacancy.
    pub(super) per_vacancy: f64,
}

/// What is expected of the year after a start, in FTE.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expected {
    pub(super) leavers: f64,
    pub(super) starters: f64,
    pub(super) in_post: f64,
    pub(super) vacancies: f64,
    pub(super) agency: f64,
}

/// A year that has passed: where it began, what was expected, what came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passed {
    pub(super) start: Start,
    pub(super) expected: Expected,
    pub(super) came: Observed,
}

/// The five coefficients, the same for all authorities.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Coefficients {
    /// The share of vacancies by which staff grow: φ.
    pub(super) filling: f64,
    /// What starters are above expected leavers, as a share of these: ρ − 1.
    pub(super) replacing: f64,
    /// The share by which vacancies change of themselves: −κ.
    pub(super) lapsing: f64,
    /// The share of expected leavers that become vacancies: δ.
    pub(super) opening: f64,
    /// The share of its gap that agency work closes in a year: α.
    pub(super) closing: f64,
}

/// The model as fitted at the end of a panel.
#[derive(Clone, Debug)]
pub(super) struct Vintage {
    pub(super) coefficients: Coefficients,
    pub(super) spread: Spread,
    /// Where every unit stands at the end.
    pub(super) starts: Vec<Start>,
}

impl Vintage {
    /// Fits the model to all of a panel.
    pub(super) fn of(panel: &Panel) -> Self {
        let mut by_year: Vec<Vec<Start>> = (1..=panel.years)
            .map(|years| starts(panel, years))
            .collect();
        let starts = by_year.pop().unwrap_or_default();
        let began = by_year.into_iter().enumerate().flat_map(|(year, starts)| {
            let units = panel.units.iter();
            starts
                .into_iter()
                .zip(units.map(move |it| it.years[year + 1]))
        });
        let began: Vec<(Start, Observed)> = began.collect();
        let coefficients = Coefficients::of(&began);
        let passed: Vec<Passed> = began
            .into_iter()
            .map(|(start, came)| Passed {
                start,
                expected: coefficients.expected(&start),
                came,
            })
            .collect();
        Self {
            coefficients,
            spread: Spread::of(&passed, coefficients.closing),
            starts,
        }
    }
}

/// Where units stood when the first years of a panel were known.
fn starts(panel: &Panel, years: usize) -> Vec<Start> {
    let known = panel.known_after(years);
    let leaver_rates = rates(&known, |it| (it.leavers, it.in_post));
    let per_vacancy = rates(&known, |it| (it.agency, it.vacancies));
    let with_rates = known.units.iter().zip(leaver_rates).zip(per_vacancy);
    with_rates
        .map(|((unit, leavers), agency)| Start {
            now: unit.years.last().copied().unwrap_or(Observed::NOTHING),
            leaver_rate: leavers.rate,
            leaver_doubt: leavers.counted.powf(-0.5),
            per_vacancy: agency.rate,
        })
        .collect()
}

/// The change of a year, and what is thought to make it.
type Change<'c> = &'c dyn Fn(&Start, &Observed) -> (f64, [f64; 2]);

impl Coefficients {
    /// Least absolute deviations of the changes for each FTE in post, weighted
    /// by FTE in post: medians make the mean absolute error least. Agency comes
    /// last, because its gap is from the vacancies that the others expect.
    fn of(began: &[(Start, Observed)]) -> Self {
        let fit = |change: Change<'_>| {
            least_absolute(began.iter().map(|(start, came)| {
                let (change, causes) = change(start, came);
                let staff = start.now.in_post;
                Seen {
                    causes: causes.map(|it| it / staff),
                    outcome: change / staff,
                    weight: staff,
                }
            }))
        };
        let causes = |start: &Start| [start.now.vacancies, start.leavers()];
        let [filling, replacing] =
            fit(&|start, came| (came.in_post - start.now.in_post, causes(start)));
        let [lapsing, opening] =
            fit(&|start, came| (came.vacancies - start.now.vacancies, causes(start)));
        let without_agency = Self {
            filling,
            replacing,
            lapsing,
            opening,
            closing: 0.0,
        };
        let [closing, _] = fit(&|start, came| {
            let gap = start.agency_gap(without_agency.expected(start).vacancies);
            (came.agency - start.now.agency, [gap, 0.0])
        });
        Self {
            closing,
            ..without_agency
        }
    }

    /// What the year after a start is expected to bring: the median.
    ///
    /// - leavers L = rate · P
    /// - in post P + φ·V + (ρ − 1)·L, and starters what that needs
    /// - vacancies V − κ·V + δ·L
    /// - agency A + α·(c·V′ − A), V′ the vacancies just expected
    pub(super) fn expected(&self, start: &Start) -> Expected {
        let (now, leavers) = (start.now, start.leavers());
        let grown = self.filling * now.vacancies + self.replacing * leavers;
        let in_post = not_below_nought(now.in_post + grown);
        let drift = self.lapsing * now.vacancies + self.opening * leavers;
        let vacancies = not_below_nought(now.vacancies + drift);
        let gap = start.agency_gap(vacancies);
        Expected {
            leavers,
            starters: not_below_nought(in_post - now.in_post + leavers),
            in_post,
            vacancies,
            agency: not_below_nought(now.agency + self.closing * gap),
        }
    }
}

impl Start {
    fn leavers(&self) -> f64 {
        self.leaver_rate * self.now.in_post
    }

    /// How far agency work is below what is usual for these vacancies.
    pub(super) fn agency_gap(&self, vacancies: f64) -> f64 {
        self.per_vacancy * vacancies - self.now.agency
    }
}

impl Expected {
    pub(super) fn stocks(&self) -> [f64; 3] {
        [self.in_post, self.vacancies, self.agency]
    }

    /// The standard deviation of the starters of a year that a plan takes from
    /// the count of the last [`YEARS_COUNTED`].
    pub(super) fn starters_in_doubt(&self) -> f64 {
        (self.starters / YEARS_COUNTED).sqrt()
    }
}

impl Passed {
    /// What came beyond what was expected: in post, vacancies, agency workers.
    pub(super) fn surprises(&self) -> [f64; 3] {
        let (came, expected) = (self.came.stocks(), self.expected.stocks());
        std::array::from_fn(|index| came[index] - expected[index])
    }
}

/// The amount, at least nought; what is not known stays so, unlike with `max`.
pub(super) fn not_below_nought(amount: f64) -> f64 {
    if amount < 0.0 { 0.0 } else { amount }
}
