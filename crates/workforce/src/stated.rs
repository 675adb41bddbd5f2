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
    /// What the rows add up to.
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
    let mut cells: BTreeMap<Cell, Vec<&StatedPosition>> = BTreeMap::new();
    for stated in workforce.stated_positions().iter() {
        let cell = (stated.on, stated.service, stated.unit, stated.category);
        cells.entry(cell).or_default().push(stated);
    }
    cells
        .values()
        .filter_map(|rows| disagreement(rows))
        .collect()
}

fn disagreement<'a>(rows: &[&'a StatedPosition]) -> Option<Disagreement<'a>> {
    let total = rows.iter().copied().find(|it| it.is_total())?;
    let parts = divided(rows, |it| it.role.is_some());
    if parts.iter().all(|it| it.is_total()) {
        return None;
    }
    let sum: Fte = parts.iter().map(|it| it.value).sum();
    (sum != total.value).then_some(Disagreement { total, rows: sum })
}

/// Of rows that count the same thing: those that count everything once and as
/// a whole, so that a total stands alone, and a role in all teams stands
/// without the same role team by team.
pub(crate) fn wholes<'a>(rows: &[&'a StatedPosition]) -> Vec<&'a StatedPosition> {
    let is_part = |it: &StatedPosition| rows.iter().any(|other| it.is_part_of(other));
    let mut found: Vec<_> = rows.iter().copied().filter(|it| !is_part(it)).collect();
    // Everything stated by role and, beside that, by team would count twice.
    if found.iter().any(|it| it.team.is_none()) {
        found.retain(|it| it.team.is_none() || it.role.is_some());
    }
    found
}

/// Of rows that count the same thing: those that divide it, and what is stated
/// beside them undivided. A count that nothing divides stands as it is.
pub(crate) fn divided<'a>(
    rows: &[&'a StatedPosition],
    divides: fn(&StatedPosition) -> bool,
) -> Vec<&'a StatedPosition> {
    let dividing: Vec<_> = rows.iter().copied().filter(|it| divides(it)).collect();
    let is_counted = |it: &StatedPosition| {
        dividing.iter().any(|other| match divides(it) {
            true => it.is_part_of(other),
            false => it.meets(other),
        })
    };
    let found: Vec<_> = rows.iter().copied().filter(|it| !is_counted(it)).collect();
    match found.iter().any(|it| !it.is_total()) {
        true => found.into_iter().filter(|it| !it.is_total()).collect(),
        false => found,
    }
}

impl StatedPosition {
    /// Whether the row counts all roles and all teams of its service together.
    pub fn is_total(&self) -> bool {
        self.role.is_none() && self.team.is_none()
    }

    /// Whether the other row, of the same count, contains all that this one counts.
    fn is_part_of(&self, other: &Self) -> bool {
        (self.team, self.role) != (other.team, other.role)
            && (other.team.is_none() || other.team == self.team)
            && (other.role.is_none() || other.role == self.role)
    }

    /// Whether both rows, of the same count, may count some of the same.
    fn meets(&self, other: &Self) -> bool {
        (self.team.is_none() || other.team.is_none() || self.team == other.team)
            && (self.role.is_none() || other.role.is_none() || self.role == other.role)
    }
}

/// For each service, or for one, the latest day on or before `at` for which
/// anything is stated of it.
pub fn latest_days(
    workforce: &Workforce,
    service: Option<Service>,
    at: Date,
) -> BTreeMap<Service, Date> {
    let mut days = BTreeMap::new();
    for stated in workforce.stated_positions().iter() {
        if stated.on <= at && service.is_none_or(|it| it == stated.service) {
            let day = days.entry(stated.service).or_insert(stated.on);
            *day = stated.on.max(*day);
        }
    }
    days
}
