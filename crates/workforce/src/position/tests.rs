//! Tests of the position.

mod away;
mod compared;
mod facts;
mod identities;
mod manchester;
mod norfolk;
mod stated;

use super::{Amounts, Dimension, Line, Position, Row, RowKey, Selection, position};
use crate::codes::{CountUnit, Service, StatedCategory};
use crate::fixture::{Council, fte};
use crate::id::StatedPositionId;
use crate::record::StatedPosition;
use crate::snapshot::Workforce;

/// The amount of a line as people read it; nothing where it is unknown.
fn shown(amounts: &Amounts, line: Line) -> Option<String> {
    amounts.get(line).map(|amount| amount.to_string())
}

fn row(position: &Position, key: RowKey) -> &Row {
    let found = position.rows.iter().find(|row| row.key == key);
    found.expect("the position has the row")
}

/// All lines that are known and not nought, in order.
fn lines(amounts: &Amounts) -> Vec<(Line, String)> {
    use crate::code::CodeSet as _;
    let known = Line::ALL.iter().filter_map(|line| {
        let amount = amounts.get(*line).filter(|amount| !amount.is_zero())?;
        Some((*line, amount.to_string()))
    });
    known.collect()
}

fn total(workforce: &Workforce, selection: &Selection) -> Amounts {
    position(workforce, selection, Dimension::Role).total
}

/// A stated count of children's services in FTE, all roles and teams together.
fn stated(council: &mut Council, category: StatedCategory, value: &str) -> StatedPosition {
    StatedPosition {
        id: StatedPositionId::next(&mut council.ids),
        on: jiff::civil::date(2018, 6, 30),
        service: Service::Children,
        team: None,
        role: None,
        category,
        unit: CountUnit::Fte,
        value: fte(value),
        source: "A paper".into(),
    }
}
