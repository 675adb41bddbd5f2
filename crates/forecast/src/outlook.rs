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
pub use money::{Allowance, Spending, financial_year, financial_years, stays_within};
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
    /// reached at its end. Futures of which nothing can be said don't reach it.
    pub shares: Vec<f64>,
    /// For each month, the share of futures in which it was reached at that
    /// month's end or at an earlier one after the start.
    pub so_far: Vec<f64>,
}

/// What the futures of a model have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Each column's course.
    pub courses: Vec<Course>,
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
    let [p5, p25, p50, p75, p95] = quantiles(values);
    Some(Band {
        mean,
        sd,
        p5,
        p25,
        p50,
        p75,
        p95,
    })
}

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
fn quantiles(values: &[f32]) -> [f64; 5] {
    let count = values.len();
    let mut keys: Vec<i32> = values.iter().copied().map(to_key).collect();
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
    ranks.map(|rank| f64::from(from_key(keys[rank])))
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
            shares: shares(futures, target.of, aim),
            so_far: shares_so_far(futures, target.of, aim),
        })
        .collect()
}

/// The share of futures that reach an aim, by month from the start.
pub fn shares(futures: &Futures, of: Series, aim: Aim) -> Vec<f64> {
    let mut values = Vec::with_capacity(futures.count());
    (0..=futures.months())
        .map(|month| {
            futures.values(Column::Series(of), month, &mut values);
            let met = values
                .iter()
                .filter(|value| aim.is_met_by(f64::from(**value)));
            met.count() as f64 / futures.count() as f64
        })
        .collect()
}

/// The share of futures that reach an aim at a month's end or at an earlier one
/// after the start.
fn shares_so_far(futures: &Futures, of: Series, aim: Aim) -> Vec<f64> {
    let mut values = Vec::with_capacity(futures.count());
    let mut reached = vec![false; futures.count()];
    let later = (1..=futures.months()).map(|month| {
        futures.values(Column::Series(of), month, &mut values);
        for (reached, value) in reached.iter_mut().zip(&values) {
            *reached |= aim.is_met_by(f64::from(*value));
        }
        share(&reached, |reached| *reached)
    });
    std::iter::once(0.0).chain(later).collect()
}

/// The share of a list of which something is so.
fn share<T>(all: &[T], is_so: impl Fn(&T) -> bool) -> f64 {
    all.iter().filter(|one| is_so(one)).count() as f64 / all.len() as f64
}
