//! Two positions beside each other, with the variance of each row.

use std::collections::BTreeSet;

use super::{Amounts, Position, Row, RowKey};
use crate::codes::CountUnit;

/// A row at two dates.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedRow {
    /// What the row stands for.
    pub key: RowKey,
    /// Its name.
    pub label: String,
    /// Its amounts at the later or asked-for date.
    pub now: Amounts,
    /// Its amounts at the date compared with.
    pub then: Amounts,
    /// Now less then, line by line.
    pub variance: Amounts,
}

/// Two positions compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Every row that stands in either, in the order of the position now.
    pub rows: Vec<ComparedRow>,
    /// The totals.
    pub total: ComparedRow,
}

/// Compares two positions of the same rows. A row that one of them lacks
/// counts as nought there; between different units there is no variance.
pub fn compare(now: &Position, then: &Position) -> Comparison {
    let known: BTreeSet<RowKey> = now.rows.iter().map(|row| row.key).collect();
    let gone = then.rows.iter().filter(|row| !known.contains(&row.key));
    let rows = now
        .rows
        .iter()
        .chain(gone)
        .map(|row| compared(row, amounts_in(now, row), amounts_in(then, row)))
        .collect();
    let total = |position: &Position| Row {
        key: RowKey::Undivided,
        label: "Total".to_owned(),
        unit: position.unit,
        amounts: position.total,
    };
    let (now, then) = (total(now), total(then));
    Comparison {
        rows,
        total: compared(&now, (now.unit, now.amounts), (then.unit, then.amounts)),
    }
}

fn amounts_in(position: &Position, row: &Row) -> (CountUnit, Amounts) {
    let mut rows = position.rows.iter();
    match rows.find(|it| it.key == row.key) {
        Some(found) => (found.unit, found.amounts),
        None => (row.unit, position.total.nought_where_known()),
    }
}

fn compared(row: &Row, now: (CountUnit, Amounts), then: (CountUnit, Amounts)) -> ComparedRow {
    let variance = match now.0 == then.0 {
        true => now.1.less(&then.1),
        false => Amounts::default(),
    };
    ComparedRow {
        key: row.key,
        label: row.label.clone(),
        now: now.1,
        then: then.1,
        variance,
    }
}
