//! Figures and charts as pages and files show them: values as charts take
//! them, and each chart with its table and its file.

use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_measures::value::Quantity;
use holdfast_measures::{Measure, Unit, Value};
use holdfast_report::chart::{self, Axis, Chart, ChartError, ChartId, ChartTable};
use holdfast_workforce::amount::readable;

use crate::error::PageError;

/// A chart on a page.
pub(crate) struct Drawn {
    /// The drawing, for a page.
    pub(crate) html: String,
    /// What it was drawn from.
    pub(crate) table: ChartTable,
    /// The identifier of its table.
    pub(crate) id: &'static str,
    /// Where its table can be had as a file.
    pub(crate) csv: String,
}

impl Drawn {
    /// Draws a chart.
    ///
    /// # Errors
    /// When the identifier is none.
    pub(crate) fn of(chart: &impl Chart, id: &'static str, csv: String) -> Result<Self, PageError> {
        Self::try_of(chart, id, csv).map_err(undrawn)
    }

    /// Draws a chart, of which other things may go wrong, too.
    ///
    /// # Errors
    /// When the identifier is none.
    pub(crate) fn try_of(
        chart: &impl Chart,
        id: &'static str,
        csv: String,
    ) -> Result<Self, ChartError> {
        Ok(Self {
            html: chart.html(&ChartId::new(id)?),
            table: chart.table(),
            id,
            csv,
        })
    }
}

/// A sheet as the table beside a chart, where it tells more than the chart shows.
pub(crate) fn beside(drawn: Drawn, sheet: Sheet) -> Drawn {
    let shown = |row: &Vec<Cell>| {
        let cells = row.iter().zip(&sheet.columns);
        cells
            .map(|(cell, column)| cell.shown(column.kind))
            .collect()
    };
    let header = sheet.columns.iter().map(|column| column.title.clone());
    Drawn {
        table: ChartTable {
            header: header.collect(),
            rows: sheet.rows.iter().map(shown).collect(),
            ..drawn.table
        },
        ..drawn
    }
}

/// A chart that could not be drawn.
pub(crate) fn undrawn(error: ChartError) -> PageError {
    PageError::Internal(error.into())
}

/// A value as people read it: `14.2%`, `1,024`, `15.2`, or its symbol.
pub(crate) fn shown(measure: Measure, value: Value) -> String {
    match value {
        Value::Symbol(symbol) => symbol.to_string(),
        Value::Exact(_) => {
            let number = readable(&value.rounded(measure.unit().places()).replace('−', "-"));
            match measure.unit() {
                Unit::Percent => format!("{number}%"),
                _ => number,
            }
        }
    }
}

/// A value as a chart takes it.
///
/// # Errors
/// When it is too large to be drawn.
pub(crate) fn drawn(measure: Measure, value: Option<Value>) -> Result<chart::Value, ChartError> {
    match value {
        None => Ok(chart::Value::missing("not published")),
        Some(Value::Symbol(symbol)) => Ok(chart::Value::missing(symbol.to_string())),
        Some(Value::Exact(ratio)) => {
            chart::Value::new(ratio.as_float(), shown(measure, Value::Exact(ratio)))
        }
    }
}

/// The axis of a measure.
pub(crate) fn axis(measure: Measure) -> Axis {
    let unit = match measure.unit() {
        Unit::Percent => chart::Unit::Percent,
        unit @ (Unit::People | Unit::Cases) => chart::Unit::count(unit.label()),
        unit => chart::Unit::named(unit.label()),
    };
    Axis::new(measure.label(), unit)
}

/// A value as a cell of a file, rounded as it is shown.
pub(crate) fn cell(measure: Measure, value: Option<Value>) -> Cell {
    match value {
        None => Cell::Empty,
        Some(Value::Symbol(symbol)) => Cell::Text(symbol.to_string()),
        Some(Value::Exact(ratio)) => {
            let places = measure.unit().places();
            let step = Quantity::ONE.units() / 10i64.pow(places);
            let units = i64::try_from(ratio.units(places)).unwrap_or(i64::MAX);
            Cell::Amount(Quantity::from_units(units.saturating_mul(step)))
        }
    }
}

/// A column of a file for the values of a measure.
pub(crate) fn column(measure: Measure, title: impl Into<String>) -> Column {
    let places = u8::try_from(measure.unit().places()).unwrap_or(0);
    Column::of(ColumnKind::Amount { places }, title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_measures::Ratio;

    fn tenths(tenths: i128) -> Value {
        Ratio::new(tenths, 10).map_or(
            Value::Symbol(holdfast_reference::Symbol::NotApplicable),
            Value::Exact,
        )
    }

    #[test]
    fn values_stand_as_people_read_them() {
        assert_eq!(shown(Measure::VacancyRate, tenths(142)), "14.2%");
        assert_eq!(shown(Measure::InPostHeadcount, tenths(325_020)), "32,502");
        assert_eq!(shown(Measure::NetChangeHeadcount, tenths(-30)), "−3");
        let withheld = Value::Symbol(holdfast_reference::Symbol::Confidential);
        assert_eq!(shown(Measure::VacancyRate, withheld), "c");
    }

    #[test]
    fn a_cell_holds_the_number_as_it_is_shown() {
        let value = Ratio::new(1, 3).map(Ratio::times_hundred).map(Value::Exact);
        let found = cell(Measure::VacancyRate, value);
        assert_eq!(found, Cell::Amount(Quantity::from_units(33_300_000)));
    }
}
