//! The quarterly return on agency workers: the list of quarters, the page of a
//! quarter with its forms and its signature, and the council's own layout and
//! rule book.

pub(crate) mod assignment;
mod built;
mod fields;
pub(crate) mod files;
pub(crate) mod list;
pub(crate) mod quarter;
pub(crate) mod said;
pub(crate) mod sign;
#[cfg(test)]
mod tests;
pub(crate) mod texts;
mod views;

use holdfast_census::agency::Quarter;
use serde::Deserialize;

use crate::error::PageError;

/// Which quarter.
#[derive(Deserialize)]
pub(crate) struct Which {
    quarter: String,
}

impl Which {
    fn quarter(&self) -> Result<Quarter, PageError> {
        self.quarter.parse().map_err(|_| PageError::NoSuchPage)
    }
}

/// A quarter in words: `January to March 2025`.
fn named(quarter: Quarter) -> String {
    format!("{} {}", quarter.in_words(), quarter.first_day().year())
}
