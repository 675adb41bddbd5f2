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
    /// The share in which more FTE are in post than established, those outside
    /// the establishment included.
    pub passed: Vec<f64>,
}

impl Filled {
    /// The chances in a model's futures.
    pub fn of(futures: &Futures) -> Self {
        let (mut one, mut other) = (Vec::new(), Vec::new());
        let mut filled = Self {
            filled: Vec::new(),
            passed: Vec::new(),
        };
        for month in 0..=futures.months() {
            futures.values(Column::Series(Series::Vacancies), month, &mut one);
            let is_full = |vacant: &f32| f64::from(*vacant) <= NOTHING;
            filled.filled.push(share(&one, is_full));
            futures.values(Column::Series(Series::InPost), month, &mut one);
            futures.values(Column::Series(Series::Established), month, &mut other);
            for (in_post, established) in one.iter_mut().zip(&other) {
                *in_post -= established;
            }
            let is_over = |over: &f32| f64::from(*over) > NOTHING;
            filled.passed.push(share(&one, is_over));
        }
        filled
    }
}
