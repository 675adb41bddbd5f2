//! How likely the establishment is filled.

use super::share;
use crate::futures::{Column, Futures};
use crate::series::Series;

/// So little FTE counts as none.
const NOTHING: f64 = 0.005;

/// The chance that the establishment is filled, by month from the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The share of futures in which no post of any role is vacant.
    pub filled: Vec<f64>,
    /// The share in which, moreover, more FTE are in post than established;
    /// those outside the establishment don't count.
    pub passed: Vec<f64>,
}

impl Filled {
    /// The chances in a model's futures.
    pub fn of(futures: &Futures) -> Self {
        let mut vacant = Vec::new();
        let mut filled = Self {
            filled: Vec::new(),
            passed: Vec::new(),
        };
        for month in 0..=futures.months() {
            futures.values(Column::Series(Series::Vacancies), month, &mut vacant);
            let is_full = |vacant: &f32| f64::from(*vacant) <= NOTHING;
            filled.filled.push(share(&vacant, is_full));
            filled.passed.push(futures.share_full(month));
        }
        filled
    }
}
