//! Scenarios under common random numbers: the same chance for all, so that what
//! differs is what was changed, with a band of its own.
//!
//! A base is compared with each of the others, pair by pair. All of them are
//! held to the same marks: their targets and budgets together.

mod marks;
mod ratio;
mod replaced;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use rayon::prelude::*;

use crate::futures::{Column, Futures};
use crate::model::Model;
use crate::outlook::{Band, Course, Outlook, band, columns, exact_band, year_course};
use crate::series::Series;

pub use marks::{Mark, marks, reached};
pub use ratio::Ratio;
pub use replaced::Replaced;

/// The most scenarios that one base is compared with.
pub const MOST_OTHERS: usize = 6;

/// Scenarios that were run and compared: the base first.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What all of them are held to.
    pub marks: Vec<Mark>,
    /// The base, then each of the others.
    pub sides: Vec<Side>,
}

/// A scenario of a comparison.
#[derive(Clone, Debug)]
pub struct Side {
    /// What was run.
    pub model: Model,
    /// What came of it.
    pub outlook: Outlook,
    /// The chance of each mark; nothing where it can't be told.
    pub chances: Vec<Option<f64>>,
    /// What it does differently from the base, which has none.
    pub comparison: Option<Comparison>,
}

impl Side {
    /// What it is called.
    pub fn title(&self) -> &str {
        &self.model.scenario().title
    }
}

/// Why scenarios can't be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// They begin on different days.
    #[error("One scenario starts on {0}, the other on {1}. Give both the same start.date.")]
    Starts(jiff::civil::Date, jiff::civil::Date),
    /// They look ahead differently far, or hold different numbers of futures.
    #[error(
        "One scenario has {0} months and {1} futures, the other {2} and {3}. Give both the same months and futures."
    )]
    Sizes(usize, usize, usize, usize),
    /// They start from different chance.
    #[error(
        "The scenarios have different seeds, {0} and {1}, so chance would differ, too. Give both the same seed."
    )]
    Seeds(u64, u64),
    /// There are too many, or none but the base.
    #[error("{0} scenarios are compared with the base. Name 1 to {MOST_OTHERS}.")]
    Count(usize),
}

/// What a changed scenario does differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// For each column that both have, the difference changed − base, future by future.
    pub courses: Vec<Course>,
    /// How much more of each kind is spent in the twelve months to each year's
    /// end; nothing where no price is given.
    pub years: Vec<Course>,
    /// What it saves in agency workers at its most, without chance.
    pub replaced: Option<Replaced>,
    /// FTE-years in post gained by the end of the plan: the sum of the monthly
    /// differences ÷ 12.
    pub fte_years: Option<Band>,
    /// Pounds more that were spent by then.
    pub pounds: Option<Band>,
    /// Mean pounds more ÷ mean FTE-years gained, where FTE were gained and it
    /// costs more.
    pub pounds_per_fte_year: Option<Ratio>,
    /// When the change has paid for itself.
    pub break_even: BreakEven,
}

/// When a change has paid for itself: from which month on no more has been
/// spent, all in all, than without it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BreakEven {
    /// For each month from the start, the share of futures in which it has.
    pub shares: Vec<f64>,
    /// The month by which it has in half of the futures; nothing where it
    /// never costs more, or has not in half of them by the plan's end.
    pub median: Option<usize>,
    /// Whether it ever costs more on average.
    pub costs_more_first: bool,
}

impl BreakEven {
    /// The share of futures in which it has paid for itself by the plan's end.
    pub fn by_the_end(&self) -> f64 {
        self.shares.last().copied().unwrap_or_default()
    }
}

/// A model with its futures.
pub type Run<'a> = (&'a Model, &'a Futures);

/// Runs a base and the others, and compares each of them with it. One scenario's
/// futures are held beside the base's at a time.
///
/// # Errors
/// Where they don't fit each other, which is told before any is run, or where
/// running one fails.
pub fn compare_all<E: From<CompareError>>(
    base: Model,
    others: Vec<Model>,
    mut run: impl FnMut(&Model) -> Result<Futures, E>,
) -> Result<Compared, E> {
    if others.is_empty() || others.len() > MOST_OTHERS {
        return Err(CompareError::Count(others.len()).into());
    }
    for other in &others {
        fits(&base, other)?;
    }
    let models: Vec<&Model> = std::iter::once(&base).chain(&others).collect();
    let marks = marks(&models);
    let side = |model: Model, futures: &Futures, comparison| Side {
        outlook: Outlook::of(&model, futures),
        chances: reached((&model, futures), &marks),
        comparison,
        model,
    };
    let first = run(&base)?;
    let mut sides = vec![side(base, &first, None)];
    for other in others {
        let futures = run(&other)?;
        let comparison = compare((&sides[0].model, &first), (&other, &futures))?;
        sides.push(side(other, &futures, Some(comparison)));
    }
    Ok(Compared { marks, sides })
}

/// Compares a changed scenario with a base.
///
/// # Errors
/// Where they differ in start, months, futures or seed.
pub fn compare(base: Run<'_>, changed: Run<'_>) -> Result<Comparison, CompareError> {
    fits(base.0, changed.0)?;
    let months = base.1.months();
    let courses = shared_columns(base.0, changed.0)
        .into_par_iter()
        .map(|(column, other)| difference(base.1, changed.1, (column, other)))
        .collect();
    let mut gained = summed(base.1, changed.1, Series::InPost, months);
    let more = sums_more(base.1, changed.1, Series::Spend, 1..=months);
    let pounds_per_fte_year = Ratio::of_means(&more, &gained, base.0.scenario().seed);
    let is_priced = base.0.prices_known() || changed.0.prices_known();
    Ok(Comparison {
        courses,
        years: match is_priced {
            true => years(base, changed),
            false => Vec::new(),
        },
        replaced: Replaced::of(base.0, changed.0),
        fte_years: band(&mut gained),
        pounds: exact_band(&more).filter(|_| is_priced),
        pounds_per_fte_year,
        break_even: BreakEven::of(base.1, changed.1),
    })
}

/// Whether a changed scenario can be compared with a base.
///
/// # Errors
/// Where they differ in start, months, futures or seed.
pub fn fits(base: &Model, changed: &Model) -> Result<(), CompareError> {
    let (left, right) = (base.opening().date, changed.opening().date);
    if left != right {
        return Err(CompareError::Starts(left, right));
    }
    let size = |model: &Model| {
        let futures = *model.scenario().futures.get_ref();
        (
            model.months(),
            usize::try_from(futures).unwrap_or(usize::MAX),
        )
    };
    let ((months, futures), (other_months, other_futures)) = (size(base), size(changed));
    if (months, futures) != (other_months, other_futures) {
        return Err(CompareError::Sizes(
            months,
            futures,
            other_months,
            other_futures,
        ));
    }
    let (seed, other) = (base.scenario().seed, changed.scenario().seed);
    if seed != other {
        return Err(CompareError::Seeds(seed, other));
    }
    Ok(())
}

/// The columns that both have; roles are matched by their ids.
fn shared_columns(base: &Model, changed: &Model) -> Vec<(Column, Column)> {
    let theirs = columns(changed);
    let other = |column: Column| match column {
        Column::Role(role) => {
            let id = &base.opening().roles[role].id;
            let place = changed
                .opening()
                .roles
                .iter()
                .position(|role| role.id == *id);
            place.map(Column::Role)
        }
        column => Some(column),
    };
    columns(base)
        .into_iter()
        .filter_map(|column| Some((column, other(column)?)))
        .filter(|(_, other)| theirs.contains(other))
        .collect()
}

fn differences(
    base: &Futures,
    changed: &Futures,
    columns: (Column, Column),
    month: usize,
) -> Vec<f32> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    base.values(columns.0, month, &mut before);
    changed.values(columns.1, month, &mut after);
    for (after, before) in after.iter_mut().zip(&before) {
        *after -= before;
    }
    after
}

/// How much more of a kind is spent over some months, future by future.
fn sums_more(
    base: &Futures,
    changed: &Futures,
    of: Series,
    months: RangeInclusive<usize>,
) -> Vec<f64> {
    let mut more = changed.sums(Column::Series(of), months.clone());
    for (more, before) in more.iter_mut().zip(base.sums(Column::Series(of), months)) {
        *more -= before;
    }
    more
}

fn years(base: Run<'_>, changed: Run<'_>) -> Vec<Course> {
    let course = |of| {
        year_course(base.0, of, |months| {
            sums_more(base.1, changed.1, of, months)
        })
    };
    Series::SPENDING.into_par_iter().map(course).collect()
}

fn difference(base: &Futures, changed: &Futures, columns: (Column, Column)) -> Course {
    let bands = (0..=base.months())
        .map(|month| match columns.0 {
            Column::Series(Series::SpendSoFar) => {
                exact_band(&sums_more(base, changed, Series::Spend, 1..=month))
            }
            _ => band(&mut differences(base, changed, columns, month)),
        })
        .collect();
    Course {
        column: columns.0,
        bands,
    }
}

/// The monthly differences of a series, added up and divided by twelve.
fn summed(base: &Futures, changed: &Futures, series: Series, months: usize) -> Vec<f32> {
    let column = Column::Series(series);
    let mut sums = vec![0.0; base.count()];
    for month in 1..=months {
        for (sum, more) in sums
            .iter_mut()
            .zip(differences(base, changed, (column, column), month))
        {
            *sum += more / 12.0;
        }
    }
    sums
}

/// So many pounds are no spending more: monthly amounts are kept with seven
/// digits.
const A_PENNY: f64 = 0.01;

impl BreakEven {
    fn of(base: &Futures, changed: &Futures) -> Self {
        let spend = Column::Series(Series::Spend);
        let months = base.months();
        let mut so_far = sums_more(base, changed, Series::Spend, 1..=months);
        // From the end back: the first month of the stretch at the end in
        // which no more is spent than without the change.
        let mut since = vec![None; base.count()];
        let mut open = vec![true; base.count()];
        let mut costs_more_first = false;
        for month in (1..=months).rev() {
            let mean = so_far.iter().sum::<f64>() / so_far.len() as f64;
            costs_more_first |= mean > 0.5;
            for (place, more) in so_far.iter().enumerate() {
                open[place] &= *more <= A_PENNY;
                if open[place] {
                    since[place] = Some(month);
                }
            }
            let of_month = differences(base, changed, (spend, spend), month);
            for (so_far, more) in so_far.iter_mut().zip(of_month) {
                *so_far -= f64::from(more);
            }
        }
        let share = |month: usize| {
            let paid = since
                .iter()
                .filter(|since| since.is_some_and(|since| since <= month));
            paid.count() as f64 / since.len() as f64
        };
        let shares: Vec<f64> = (0..=months).map(share).collect();
        let median = shares.iter().position(|share| *share >= 0.5);
        Self {
            median: median.filter(|_| costs_more_first),
            shares,
            costs_more_first,
        }
    }
}
