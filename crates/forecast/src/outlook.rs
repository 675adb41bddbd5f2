//! What futures have in common: medians, bands, chances of reaching targets,
//! what is spent against what may be, and what moved the FTE in post.

mod establishment;
mod money;
#[cfg(test)]
mod tests;
mod waterfall;

use rayon::prelude::*;

use crate::futures::{Column, Futures};
use crate::model::Model;
use crate::scenario::{Aim, Experience};
use crate::series::Series;

pub use establishment::Filled;
pub(crate) use money::year_course;
pub use money::{
    Allowance, Spending, financial_year, financial_years, months_of_year_to, stays_within,
    year_ends,
};
pub use waterfall::{Step, Waterfall};

/// Where the values of all futures lie in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Band {
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation.
    pub sd: f64,
    /// One in twenty lies below.
    pub p5: f64,
    /// One in four lies below.
    pub p25: f64,
    /// Half lie below.
    pub p50: f64,
    /// One in four lies above.
    pub p75: f64,
    /// One in twenty lies above.
    pub p95: f64,
}

/// A column with its band for each month, from the start on. A month in which
/// nothing can be said has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Of what.
    pub column: Column,
    /// By month.
    pub bands: Vec<Option<Band>>,
}

/// A target with the share of futures that reach it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chance {
    /// Of what.
    pub of: Series,
    /// How much.
    pub aim: Aim,
    /// The month of the plan by whose end it is to be reached, if any.
    pub by: Option<usize>,
    /// For each month from the start, the share of futures in which it is
    /// reached at its end; nothing where nothing can be said in any of them.
    /// Futures of which nothing can be said don't reach it.
    pub shares: Vec<Option<f64>>,
    /// For each month, the share of futures in which it was reached at that
    /// month's end or at an earlier one after the start; nothing as long as
    /// nothing could be said.
    pub so_far: Vec<Option<f64>>,
}

/// What the futures of a model have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Each column's course.
    pub courses: Vec<Course>,
    /// What each kind of spending comes to in the twelve months to each year's
    /// end and to the plan's, in a band at that month.
    pub years: Vec<Course>,
    /// The chance of each target.
    pub chances: Vec<Chance>,
    /// What is spent in each financial year; nothing where no price is given.
    pub spending: Vec<Spending>,
    /// The chance that the establishment is filled.
    pub filled: Filled,
    /// What moved the FTE in post from the start to the end.
    pub waterfall: Waterfall,
}

impl Outlook {
    /// What a model's futures have in common.
    pub fn of(model: &Model, futures: &Futures) -> Self {
        let columns = columns(model);
        let courses = columns
            .into_par_iter()
            .map(|column| course(futures, column))
            .collect();
        Self {
            courses,
            years: money::years(model, futures),
            chances: chances(model, futures),
            spending: money::spending(model, futures),
            filled: Filled::of(futures),
            waterfall: Waterfall::of(futures),
        }
    }

    /// The course of a column.
    pub fn course(&self, column: Column) -> Option<&Course> {
        self.courses.iter().find(|course| course.column == column)
    }

    /// The band of a series at a month's end.
    pub fn band(&self, series: Series, month: usize) -> Option<Band> {
        let course = self.course(Column::Series(series))?;
        course.bands.get(month).copied().flatten()
    }

    /// What a kind of spending comes to in the twelve months to a year's end.
    pub fn year_to(&self, of: Series, month: usize) -> Option<Band> {
        let mut years = self.years.iter();
        let course = years.find(|course| course.column == Column::Series(of))?;
        course.bands.get(month).copied().flatten()
    }
}

/// The columns of which anything can be said.
pub fn columns(model: &Model) -> Vec<Column> {
    let told = |series: &Series| match series.unit() {
        crate::series::Unit::Pounds => model.costs.known,
        _ => !series.needs_cases() || !model.cases.is_empty(),
    };
    let series = Series::ALL.iter().copied().filter(told).map(Column::Series);
    let experience = Experience::ALL.map(Column::Experience);
    let roles = (0..model.opening().roles.len()).map(Column::Role);
    series.chain(experience).chain(roles).collect()
}

fn course(futures: &Futures, column: Column) -> Course {
    if column == Column::Series(Series::SpendSoFar) {
        return money::since_the_start(futures);
    }
    let mut values = Vec::with_capacity(futures.count());
    let bands = (0..=futures.months()).map(|month| {
        futures.values(column, month, &mut values);
        band(&mut values)
    });
    Course {
        column,
        bands: bands.collect(),
    }
}

/// The band of values, in any order; nothing where none is a number.
pub fn band(values: &mut Vec<f32>) -> Option<Band> {
    values.retain(|value| value.is_finite());
    if values.is_empty() {
        return None;
    }
    let count = values.len() as f64;
    let mean = sum(values, |value| value) / count;
    let squares = sum(values, |value| (value - mean).powi(2));
    let sd = (squares / (count - 1.0).max(1.0)).sqrt();
    let mut keys: Vec<i32> = values.iter().copied().map(to_key).collect();
    let quantiles = quantiles(&mut keys).map(|key| f64::from(from_key(key)));
    Some(Band::of(mean, sd, quantiles))
}

/// The band of exact sums, in any order; nothing where there are none.
pub fn exact_band(values: &[f64]) -> Option<Band> {
    if values.is_empty() {
        return None;
    }
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let sd = (squares / (count - 1.0).max(1.0)).sqrt();
    let mut keys: Vec<Ordered> = values.iter().copied().map(Ordered).collect();
    Some(Band::of(mean, sd, quantiles(&mut keys).map(|key| key.0)))
}

impl Band {
    fn of(mean: f64, sd: f64, [p5, p25, p50, p75, p95]: [f64; 5]) -> Self {
        Self {
            mean,
            sd,
            p5,
            p25,
            p50,
            p75,
            p95,
        }
    }
}

/// A number in its total order.
#[derive(Clone, Copy)]
struct Ordered(f64);

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ordered {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ordered {}

/// Adds up in eight lanes, which a processor does at once.
fn sum(values: &[f32], each: impl Fn(f64) -> f64) -> f64 {
    let mut lanes = [0.0; 8];
    let chunks = values.chunks_exact(lanes.len());
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += each(f64::from(*value));
        }
    }
    let rest = rest.iter().map(|value| each(f64::from(*value)));
    lanes.iter().sum::<f64>() + rest.sum::<f64>()
}

/// The five quantiles, each the smallest value that at least so many lie at or
/// below (R's type 1). Selecting costs less than sorting: the median first, as
/// the others then have only one side of it to look through.
fn quantiles<K: Ord + Copy>(keys: &mut [K]) -> [K; 5] {
    let count = keys.len();
    let rank = |percent: usize| (count * percent).div_ceil(100).max(1) - 1;
    let ranks @ [p5, p25, p50, p75, p95] = [5, 25, 50, 75, 95].map(rank);
    for (within, rank) in [
        (0..count, p50),
        (0..p50, p25),
        (0..p25, p5),
        (p50 + 1..count, p75),
        (p75 + 1..count, p95),
    ] {
        // Few values have quantiles in one place, which is then settled.
        if within.contains(&rank) {
            let first = within.start;
            keys[within].select_nth_unstable(rank - first);
        }
    }
    ranks.map(|rank| keys[rank])
}

/// A whole number that is ordered as the number is, and compared faster (the
/// order of [`f32::total_cmp`]).
fn to_key(value: f32) -> i32 {
    let bits = value.to_bits().cast_signed();
    bits ^ ((bits >> 31).cast_unsigned() >> 1).cast_signed()
}

/// The number of a key: the same once more undoes it.
fn from_key(key: i32) -> f32 {
    let bits = key ^ ((key >> 31).cast_unsigned() >> 1).cast_signed();
    f32::from_bits(bits.cast_unsigned())
}

fn chances(model: &Model, futures: &Futures) -> Vec<Chance> {
    let targets = model.scenario().targets.iter();
    let aimed = targets.filter_map(|target| Some((target, target.aim()?)));
    aimed
        .map(|(target, aim)| Chance {
            of: target.of,
            aim,
            by: target.by.as_ref().and_then(|month| {
                usize::try_from(month.get_ref().after(model.opening().date)).ok()
            }),
            shares: known_shares(futures, target.of, aim),
            so_far: shares_so_far(futures, target.of, aim),
        })
        .collect()
}

/// The share of futures that reach an aim, by month from the start. Futures of
/// which nothing can be said don't reach it.
pub fn shares(futures: &Futures, of: Series, aim: Aim) -> Vec<f64> {
    let known = known_shares(futures, of, aim);
    known.into_iter().map(Option::unwrap_or_default).collect()
}

/// The same; nothing where nothing can be said in any future.
pub(crate) fn known_shares(futures: &Futures, of: Series, aim: Aim) -> Vec<Option<f64>> {
    let mut values = Vec::with_capacity(futures.count());
    (0..=futures.months())
        .map(|month| {
            futures.values(Column::Series(of), month, &mut values);
            let is_known = values.iter().any(|value| value.is_finite());
            is_known.then(|| share(&values, |value| is_met(aim, *value)))
        })
        .collect()
}

/// Whether a value reaches an aim; what can't be said does not.
fn is_met(aim: Aim, value: f32) -> bool {
    value.is_finite() && aim.is_met_by(f64::from(value))
}

/// The share of futures that reach an aim at a month's end or at an earlier one
/// after the start; nothing as long as nothing could be said in any.
fn shares_so_far(futures: &Futures, of: Series, aim: Aim) -> Vec<Option<f64>> {
    let mut values = Vec::with_capacity(futures.count());
    let mut reached = vec![false; futures.count()];
    let mut is_known = false;
    let later = (1..=futures.months()).map(|month| {
        futures.values(Column::Series(of), month, &mut values);
        for (reached, value) in reached.iter_mut().zip(&values) {
            *reached |= is_met(aim, *value);
            is_known |= value.is_finite();
        }
        is_known.then(|| share(&reached, |reached| *reached))
    });
    std::iter::once(None).chain(later).collect()
}

/// The share of a list of which something is so.
fn share<T>(all: &[T], is_so: impl Fn(&T) -> bool) -> f64 {
    all.iter().filter(|one| is_so(one)).count() as f64 / all.len() as f64
}
