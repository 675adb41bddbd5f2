//! How well next year is foreseen: in post, vacancies and agency workers of
//! every authority at 30 September, each year from the years before it alone.
//!
//! The model knows aggregates only, which are published for all authorities:
//!
//! - Leavers L follow the authority's own recent rate, drawn towards its
//!   region's and the nation's where it has little data (`levels`).
//! - Staff P become P + φV + (ρ − 1)L: starters replace leavers, and a little
//!   more, and fill a small share of the vacancies V.
//! - Vacancies become V − κV + δL, agency workers A + α(cV′ − A): a share of the
//!   way to the authority's usual number for each vacancy, c.
//! - The five coefficients are the same for all authorities, found by least
//!   absolute deviations on the transitions that were known then (`vintage`).
//! - Every year has its own luck, as large as it was in those transitions.
//!   The bands are that luck (`Vintage::deviations`).
//!
//! A forecast is made from a panel that ends with its origin, so that it cannot
//! know of later years. Two things it can't be innocent of: published figures
//! are as later revised, and the form of the model was chosen by somebody who
//! had seen all years.

mod ahead;
mod fit;
mod levels;
mod panel;
mod score;
mod shocks;
mod spread;
#[cfg(test)]
mod tests;
mod vintage;
mod words;

use std::ops::RangeInclusive;

use holdfast_reference::{Area, AuthorityNumber, Measure, Release};

pub use ahead::{Ahead, MOST_YEARS_AHEAD, ahead};
pub use score::{Bar, Errors, Score, Verdict};
pub use shocks::yearly_shocks;
pub use words::short;

use panel::{Panel, Unit};
use vintage::Vintage;

/// What is predicted, in the order of all results.
pub const PREDICTED: [Measure; 3] = [
    Measure::InPostFte,
    Measure::VacanciesFte,
    Measure::AgencyFte,
];

/// How many years are needed before the one that is predicted: one transition
/// to learn from.
const YEARS_NEEDED: usize = 2;

/// Published numbers have one decimal place: what ends at the same tenth as a
/// band is in it, whatever the last digits of the arithmetic are.
const ROUNDING: f64 = 1e-9;

/// A central part of what may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// One that should hold half of all truths.
    Half,
    /// One that should hold nine in ten.
    NineTenths,
}

impl Band {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Half, Self::NineTenths];

    /// The share of truths it should hold, in percent.
    pub const fn percent(self) -> u8 {
        match self {
            Self::Half => 50,
            Self::NineTenths => 90,
        }
    }

    /// Half its width, in standard deviations of a normal distribution.
    const fn reach(self) -> f64 {
        match self {
            Self::Half => fit::HALF,
            Self::NineTenths => fit::NINE_TENTHS,
        }
    }
}

/// What was foreseen of one number of one authority, beside what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The authority, or the two that make one return, as in the newest year.
    pub area: Area,
    /// The year that is predicted, whose 30 September it is about.
    pub year: i16,
    /// What is predicted, in FTE.
    pub measure: Measure,
    /// The median.
    pub median: f64,
    /// The standard deviation.
    pub deviation: f64,
    /// What was published for the year, where a number was.
    pub truth: Option<f64>,
    /// A naive forecast: no change from the year before.
    pub no_change: f64,
    /// Another: the last year's change again, and not below nought. Nothing
    /// where there was no year before the last.
    pub change_again: Option<f64>,
}

impl Forecast {
    /// A band, from its lower to its upper end; never below nought.
    pub fn band(&self, band: Band) -> RangeInclusive<f64> {
        let reach = band.reach() * self.deviation;
        vintage::not_below_nought(self.median - reach)..=self.median + reach
    }

    /// Whether a band held the truth, its ends included; nothing where there is none.
    pub fn held(&self, band: Band) -> Option<bool> {
        let (low, high) = self.band(band).into_inner();
        let truth = self.truth?;
        Some(low - ROUNDING <= truth && truth <= high + ROUNDING)
    }

    /// Whether it is about an authority, by itself or in a joint return.
    pub fn is_about(&self, authority: AuthorityNumber) -> bool {
        panel::number_of(self.area) == Some(authority)
            || self.area.covered().contains(&Area::Authority(authority))
    }
}

/// Every forecast that could have been made in the years of a release.
#[derive(Clone, Debug, PartialEq)]
pub struct Backtest {
    /// Which release, by its key.
    pub release: String,
    /// By year, then by authority, then in the order of [`PREDICTED`].
    pub forecasts: Vec<Forecast>,
}

impl Backtest {
    /// Predicts every year of a release that has two before it, each from the
    /// years before it alone. Without such a year there is no forecast.
    pub fn of(release: &Release) -> Self {
        Self {
            release: release.key(),
            forecasts: forecasts(&Panel::of(release)),
        }
    }

    /// The years that are predicted, from the first on.
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.forecasts.iter().map(|it| it.year).collect();
        years.dedup();
        years
    }

    /// How well a measure was foreseen, over all years or in one; nothing where
    /// no forecast can be held against a truth.
    pub fn score(&self, measure: Measure, year: Option<i16>) -> Option<Score> {
        let wanted =
            |it: &&Forecast| it.measure == measure && year.is_none_or(|year| it.year == year);
        let forecasts: Vec<&Forecast> = self.forecasts.iter().filter(wanted).collect();
        Score::of(&forecasts)
    }
}

fn forecasts(panel: &Panel) -> Vec<Forecast> {
    let origins = YEARS_NEEDED..panel.years;
    let of_origin = |years| {
        let vintage = Vintage::of(&panel.known_after(years));
        let starts = vintage.starts.iter().enumerate();
        let units = starts.flat_map(|(place, start)| {
            let expected = vintage.coefficients.expected(start);
            let deviations = vintage.deviations(start, &expected);
            of_unit(
                panel,
                &panel.units[place],
                years,
                expected.stocks(),
                deviations,
            )
        });
        units.collect::<Vec<_>>()
    };
    origins.flat_map(of_origin).collect()
}

/// The forecasts for one unit in the year after the first `years`; none of what
/// wasn't known at the origin.
fn of_unit(
    panel: &Panel,
    unit: &Unit,
    years: usize,
    medians: [f64; 3],
    deviations: [f64; 3],
) -> Vec<Forecast> {
    let truth = unit.years[years].stocks();
    let now = unit.years[years - 1].stocks();
    let before = unit.years[years - 2].stocks();
    let number = |value: f64| value.is_finite().then_some(value);
    let made = PREDICTED
        .into_iter()
        .enumerate()
        .map(|(index, measure)| Forecast {
            area: unit.area,
            year: panel.year(years),
            measure,
            median: medians[index],
            deviation: deviations[index],
            truth: number(truth[index]),
            no_change: now[index],
            change_again: number(before[index])
                .map(|before| vintage::not_below_nought(2.0 * now[index] - before)),
        });
    made.filter(|it| it.median.is_finite() && it.deviation.is_finite())
        .collect()
}
