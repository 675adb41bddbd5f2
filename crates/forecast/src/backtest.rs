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
//! What the equations expect is then written as a plan for every authority, and
//! the engine runs it (`plans`): what is scored are the engine's own medians and
//! bands. The equations' stand beside them ([`Backtest::of_equations`]).
//!
//! A forecast is made from a panel that ends with its origin, so that it cannot
//! know of later years. Two things it can't be innocent of: published figures
//! are as later revised, and the form of the model was chosen by somebody who
//! had seen all years.

mod ahead;
mod fit;
mod levels;
mod panel;
mod plans;
mod score;
mod shocks;
mod spread;
#[cfg(test)]
mod tests;
mod vintage;
mod words;

use std::ops::RangeInclusive;

use holdfast_reference::{Area, AuthorityNumber, Measure, Release};

pub use ahead::Ahead;
pub use plans::MOST_YEARS_AHEAD;
pub use score::{Bar, Errors, Score, Verdict};
pub use shocks::{Luck, Standing, luck};
pub use words::short;

use panel::Panel;
use plans::Origin;
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
    /// The lower and upper ends of both bands, in the order of [`Band::ALL`].
    pub bands: [(f64, f64); 2],
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
        let (low, high) = self.bands[band as usize];
        low..=high
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
    /// Of the year after each origin: by year, then by authority, then in the
    /// order of [`PREDICTED`].
    pub forecasts: Vec<Forecast>,
    /// How well one year and more ahead are foreseen, by measure.
    pub ahead: Vec<Ahead>,
}

/// What is foreseen of a number.
#[derive(Clone, Copy, Debug)]
struct Foreseen {
    median: f64,
    deviation: f64,
    bands: [(f64, f64); 2],
}

impl Backtest {
    /// Predicts every year of a release that has two before it, each from the
    /// years before it alone, with a plan that the engine runs. It is the same
    /// each time, whatever the number of threads. Without such a year there is
    /// no forecast.
    pub fn of(release: &Release) -> Self {
        Self::watched(release, &|| ())
    }

    /// How many plans a release needs.
    pub fn plans(release: &Release) -> usize {
        plans::count(&Panel::of(release))
    }

    /// The same, which tells whoever watches whenever a plan is done.
    pub fn watched(release: &Release, watch: &(dyn Fn() + Sync)) -> Self {
        let panel = Panel::of(release);
        let origins = plans::run(&panel, watch);
        Self {
            release: release.key(),
            forecasts: of_plans(&panel, &origins),
            ahead: ahead::of(&panel, &origins),
        }
    }

    /// The same for next year by the fitted equations alone, with normal bands:
    /// what an independent script can be held against.
    pub fn of_equations(release: &Release) -> Self {
        Self {
            release: release.key(),
            forecasts: of_equations(&Panel::of(release)),
            ahead: Vec::new(),
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

fn of_plans(panel: &Panel, origins: &[Origin]) -> Vec<Forecast> {
    let of_origin = |origin: &Origin| {
        let units = origin.units.iter().enumerate();
        let known = origin.known;
        let all = units.flat_map(move |(unit, years)| {
            let next = years.first().copied().unwrap_or_default();
            let foreseen = next.map(|band| {
                band.map(|band| Foreseen {
                    median: plans::rounded(band.p50),
                    deviation: band.sd,
                    bands: plans::bands(&band),
                })
            });
            of_unit(panel, unit, known, foreseen)
        });
        all.collect::<Vec<_>>()
    };
    origins.iter().flat_map(of_origin).collect()
}

fn of_equations(panel: &Panel) -> Vec<Forecast> {
    let of_origin = |known| {
        let vintage = Vintage::of(&panel.known_after(known));
        let starts = vintage.starts.iter().enumerate();
        let units = starts.flat_map(|(unit, start)| {
            let expected = vintage.coefficients.expected(start);
            let deviations = vintage.deviations(start, &expected);
            let medians = expected.stocks();
            let foreseen =
                std::array::from_fn(|index| Foreseen::normal(medians[index], deviations[index]));
            of_unit(panel, unit, known, foreseen)
        });
        units.collect::<Vec<_>>()
    };
    (YEARS_NEEDED..panel.years).flat_map(of_origin).collect()
}

impl Foreseen {
    /// With the bands of a normal distribution, never below nought.
    fn normal(median: f64, deviation: f64) -> Option<Self> {
        let band = |band: Band| {
            let reach = band.reach() * deviation;
            (vintage::not_below_nought(median - reach), median + reach)
        };
        (median.is_finite() && deviation.is_finite()).then(|| Self {
            median,
            deviation,
            bands: Band::ALL.map(band),
        })
    }
}

/// The forecasts for one unit in the year after those that were known; none of
/// what wasn't known at the origin.
fn of_unit(
    panel: &Panel,
    unit: usize,
    known: usize,
    foreseen: [Option<Foreseen>; 3],
) -> Vec<Forecast> {
    let unit = &panel.units[unit];
    let truth = unit.years[known].stocks();
    let now = unit.years[known - 1].stocks();
    let before = unit.years[known - 2].stocks();
    let number = |value: f64| value.is_finite().then_some(value);
    let made = PREDICTED.into_iter().enumerate();
    made.filter_map(|(index, measure)| {
        let foreseen = foreseen[index]?;
        Some(Forecast {
            area: unit.area,
            year: panel.year(known),
            measure,
            median: foreseen.median,
            deviation: foreseen.deviation,
            bands: foreseen.bands,
            truth: number(truth[index]),
            no_change: now[index],
            change_again: number(before[index])
                .map(|before| vintage::not_below_nought(2.0 * now[index] - before)),
        })
    })
    .collect()
}
