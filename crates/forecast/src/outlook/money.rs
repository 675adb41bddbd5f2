//! What is spent in each financial year, and whether the budget lasts.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Band, Course, exact_band, share};
use crate::futures::{Column, Futures};
use crate::model::Model;
use crate::scenario::{Budget, Scenario};
use crate::series::Series;

/// What is spent in a financial year, of a kind or all in all.
#[derive(Clone, Debug, PartialEq)]
pub struct Spending {
    /// The calendar year in whose April the financial year begins.
    pub year: i16,
    /// The months of the plan that lie in it. Fewer than twelve where the plan
    /// begins or ends within it.
    pub months: RangeInclusive<usize>,
    /// Of what: one of [`Series::SPENDING`].
    pub of: Series,
    /// Pounds in all of these months.
    pub pounds: Band,
    /// Pounds from the first of these months to the end of each; only for all
    /// spending and where there is a budget.
    pub so_far: Vec<Band>,
    /// What may be spent, if that is said.
    pub budget: Option<Allowance>,
}

/// What may be spent, and whether it lasts.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowance {
    /// Pounds of the whole financial year.
    pub pounds: f64,
    /// Pounds of the months that lie in the plan, each a twelfth.
    pub of_months: f64,
    /// For each of these months, the share of futures in which no more than
    /// that has been spent by its end.
    pub lasts: Vec<f64>,
}

impl Allowance {
    /// The chance of staying within it.
    pub fn within(&self) -> f64 {
        self.lasts.last().copied().unwrap_or(1.0)
    }

    /// The place among the year's months of the first by whose end it is spent
    /// in half of the futures, if it ever is.
    pub fn runs_out(&self) -> Option<usize> {
        self.lasts.iter().position(|lasts| *lasts <= 0.5)
    }
}

impl Spending {
    /// Whether the plan holds all months of the year.
    pub fn is_whole(&self) -> bool {
        self.months.clone().count() == 12
    }
}

/// The calendar year in whose April the financial year of a day begins.
pub fn financial_year(day: Date) -> i16 {
    const APRIL: i8 = 4;
    match day.month() < APRIL {
        true => day.year() - 1,
        false => day.year(),
    }
}

/// The financial years of a plan, each with its months of the plan.
pub fn financial_years(scenario: &Scenario) -> Vec<(i16, RangeInclusive<usize>)> {
    let mut years: Vec<(i16, RangeInclusive<usize>)> = Vec::new();
    for month in 1..=usize::from(*scenario.months.get_ref()) {
        let year = financial_year(scenario.month_end(month));
        match years.last_mut().filter(|(last, _)| *last == year) {
            Some((_, months)) => *months = *months.start()..=month,
            None => years.push((year, month..=month)),
        }
    }
    years
}

/// The month-ends that a summary shows: the start, each year's end, the last.
pub fn year_ends(model: &Model) -> Vec<usize> {
    let mut months: Vec<usize> = (0..=model.months()).step_by(12).collect();
    if months.last() != Some(&model.months()) {
        months.push(model.months());
    }
    months
}

/// The twelve months that end with one; fewer where the plan has no more.
pub fn months_of_year_to(month: usize) -> RangeInclusive<usize> {
    month.saturating_sub(11).max(1)..=month
}

/// Sums over the twelve months to each year's end, of a kind of spending.
pub(crate) fn year_course(
    model: &Model,
    of: Series,
    sums: impl Fn(RangeInclusive<usize>) -> Vec<f64>,
) -> Course {
    let mut bands = vec![None; model.months() + 1];
    for month in year_ends(model).into_iter().filter(|month| *month > 0) {
        bands[month] = exact_band(&sums(months_of_year_to(month)));
    }
    Course {
        column: Column::Series(of),
        bands,
    }
}

pub(super) fn years(model: &Model, futures: &Futures) -> Vec<Course> {
    if !model.costs.known {
        return Vec::new();
    }
    let kinds = Series::SPENDING.into_par_iter();
    let course = |of| year_course(model, of, |months| futures.sums(Column::Series(of), months));
    kinds.map(course).collect()
}

/// All spending since the start, added up future by future.
pub(super) fn since_the_start(futures: &Futures) -> Course {
    let nothing = vec![0.0; futures.count()];
    let mut bands = vec![exact_band(&nothing)];
    so_far(
        futures,
        Series::Spend,
        &(1..=futures.months()),
        |_, sums| {
            bands.push(exact_band(sums));
        },
    );
    Course {
        column: Column::Series(Series::SpendSoFar),
        bands,
    }
}

pub(super) fn spending(model: &Model, futures: &Futures) -> Vec<Spending> {
    if !model.costs.known {
        return Vec::new();
    }
    let years = financial_years(model.scenario());
    let each = years
        .iter()
        .flat_map(|year| Series::SPENDING.map(|of| (year, of)));
    let each: Vec<_> = each.collect();
    each.into_par_iter()
        .map(|((year, months), of)| {
            let budgets = &model.scenario().budgets;
            let is_it = |budget: &&Budget| *budget.year.get_ref() == *year && budget.of == of;
            let budget = budgets.iter().find(is_it);
            spent(futures, (*year, months.clone()), of, budget)
        })
        .filter(|it| it.of == Series::Spend || it.pounds.mean > 0.0 || it.budget.is_some())
        .collect()
}

fn spent(
    futures: &Futures,
    (year, months): (i16, RangeInclusive<usize>),
    of: Series,
    budget: Option<&Budget>,
) -> Spending {
    let mut spending = Spending {
        year,
        of,
        pounds: Band::default(),
        so_far: Vec::new(),
        budget: budget.map(|budget| Allowance {
            pounds: budget.pounds,
            of_months: of_months(budget.pounds, &months),
            lasts: Vec::new(),
        }),
        months,
    };
    let by_month = of == Series::Spend || budget.is_some();
    so_far(futures, of, &spending.months.clone(), |month, sums| {
        if let Some(budget) = &mut spending.budget {
            budget.lasts.push(share_within(sums, budget.of_months));
        }
        if by_month || month == *spending.months.end() {
            spending.pounds = exact_band(sums).unwrap_or_default();
        }
        if by_month {
            spending.so_far.push(spending.pounds);
        }
    });
    spending
}

/// Adds a kind of spending up over months, future by future, and gives the sums
/// at each month's end to whoever wants them.
fn so_far(
    futures: &Futures,
    of: Series,
    months: &RangeInclusive<usize>,
    mut tell: impl FnMut(usize, &[f64]),
) {
    let mut sums = vec![0.0; futures.count()];
    let mut values = Vec::with_capacity(futures.count());
    for month in months.clone() {
        futures.values(Column::Series(of), month, &mut values);
        for (sum, value) in sums.iter_mut().zip(&values) {
            *sum += f64::from(*value);
        }
        tell(month, &sums);
    }
}

/// The part of a year's pounds that falls to some of its months.
fn of_months(pounds: f64, months: &RangeInclusive<usize>) -> f64 {
    pounds * months.clone().count() as f64 / 12.0
}

fn share_within(sums: &[f64], pounds: f64) -> f64 {
    // A penny is no overspending: monthly amounts are kept with seven digits.
    share(sums, |sum| *sum <= pounds + 0.01 + pounds * 1e-6)
}

/// The chance that a plan stays within a budget; nothing where the year lies
/// outside of it, or no price is given.
pub fn stays_within(model: &Model, futures: &Futures, budget: &Budget) -> Option<f64> {
    let years = financial_years(model.scenario());
    let year = years.iter().find(|(year, _)| year == budget.year.get_ref());
    let (_, months) = year.filter(|_| model.costs.known)?;
    let mut within = 1.0;
    so_far(futures, budget.of, months, |_, sums| {
        within = share_within(sums, of_months(budget.pounds, months));
    });
    Some(within)
}
