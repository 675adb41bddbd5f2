//! Stated positions: counts that a paper or an older system stated, for years
//! before the records begin.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::amount::Fte;
use crate::code::CodeSet as _;
use crate::codes::{CountUnit, Service, StatedCategory};
use crate::date::in_words;
use crate::record::StatedPosition;
use crate::snapshot::Workforce;

/// A total that the source states, beside rows that do not add up to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disagreement<'a> {
    /// The row with the stated total.
    pub total: &'a StatedPosition,
    /// What the rows by role add up to.
    pub rows: Fte,
}

impl Disagreement<'_> {
    /// The disagreement as a sentence without its full stop.
    pub fn in_words(&self) -> String {
        format!(
            "{} on {}: the rows add up to {}, the source states {} in all",
            self.total.category.label(),
            in_words(self.total.on),
            self.rows,
            self.total.value,
        )
    }
}

type Cell = (Date, Service, CountUnit, StatedCategory);

/// Every stated total that its rows do not add up to.
pub fn disagreements(workforce: &Workforce) -> Vec<Disagreement<'_>> {
    let mut totals: BTreeMap<Cell, &StatedPosition> = BTreeMap::new();
    let mut sums: BTreeMap<Cell, Fte> = BTreeMap::new();
    for stated in workforce.stated_positions().iter() {
        let cell = (stated.on, stated.service, stated.unit, stated.category);
        if stated.is_total() {
            totals.insert(cell, stated);
        } else {
            *sums.entry(cell).or_default() += stated.value;
        }
    }
    totals
        .into_iter()
        .filter_map(|(cell, total)| {
            Some(Disagreement {
                total,
                rows: *sums.get(&cell)?,
            })
        })
        .filter(|found| found.rows != found.total.value)
        .collect()
}

impl StatedPosition {
    /// Whether the row counts all roles and all teams of its service together.
    pub fn is_total(&self) -> bool {
        self.role.is_none() && self.team.is_none()
    }
}

/// The latest day on or before `at` for which anything is stated of the
/// service, or of any service.
pub fn latest_day(workforce: &Workforce, service: Option<Service>, at: Date) -> Option<Date> {
    workforce
        .stated_positions()
        .iter()
        .filter(|stated| stated.on <= at && service.is_none_or(|it| it == stated.service))
        .map(|stated| stated.on)
        .max()
}
