//! Two positions beside each other, with the variance of each row.

use std::collections::BTreeSet;

use super::{Amounts, Position, Row, RowKey};

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
/// counts as nought there.
pub fn compare(now: &Position, then: &Position) -> Comparison {
    let known: BTreeSet<RowKey> = now.rows.iter().map(|row| row.key).collect();
    let gone = then.rows.iter().filter(|row| !known.contains(&row.key));
    let rows = now
        .rows
        .iter()
        .chain(gone)
        .map(|row| compared(row, amounts_in(now, row.key), amounts_in(then, row.key)))
        .collect();
    let total = Row {
        key: RowKey::Undivided,
        label: "Total".to_owned(),
        amounts: now.total,
    };
    Comparison {
        rows,
        total: compared(&total, now.total, then.total),
    }
}

fn amounts_in(position: &Position, key: RowKey) -> Amounts {
    position
        .rows
        .iter()
        .find(|row| row.key == key)
        .map_or_else(|| position.total.nought_where_known(), |row| row.amounts)
}

fn compared(row: &Row, now: Amounts, then: Amounts) -> ComparedRow {
    ComparedRow {
        key: row.key,
        label: row.label.clone(),
        now,
        then,
        variance: now.less(&then),
    }
}
