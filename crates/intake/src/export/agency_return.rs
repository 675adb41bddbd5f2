//! The quarterly return on agency workers as sheets and JSON.

use holdfast_census::agency::{AgencyReturn, Content, ContentKind, LaidOut, Layout, LayoutSheet};
use holdfast_measures::Quantity;
use holdfast_workforce::amount::{Hours, Money};
use serde_json::{Value, json};

use super::{Cell, Column, ColumnKind, Sheet};

/// Every sheet of the return in a layout.
pub fn agency_sheets(it: &AgencyReturn, layout: &Layout) -> Vec<Sheet> {
    let sheets = layout.sheet.iter();
    sheets
        .map(|sheet| agency_sheet(it, layout, sheet))
        .collect()
}

/// One sheet of the return. Whose layout it is stands in its notes.
pub fn agency_sheet(it: &AgencyReturn, layout: &Layout, of: &LayoutSheet) -> Sheet {
    let LaidOut { columns, rows, .. } = of.lay_out(it);
    let column = |(heading, kind): &(String, ContentKind)| Column {
        title: heading.clone(),
        kind: column_kind(*kind),
    };
    let about = format!("{}, {}.", it.authority, it.quarter.with_window());
    let notes = [about, layout.note.clone()];
    Sheet {
        title: format!("{}: {}", of.title, it.quarter),
        columns: columns.iter().map(column).collect(),
        rows: rows
            .into_iter()
            .map(|row| row.into_iter().map(cell).collect())
            .collect(),
        notes: notes.into_iter().chain(it.notes.iter().cloned()).collect(),
    }
}

/// The return with everything beneath it. Amounts are texts, so that they stay exact.
pub fn agency_json(it: &AgencyReturn, layout: &Layout) -> Value {
    let mut value = json!(it);
    value["layout_note"] = json!(layout.note);
    value
}

fn column_kind(kind: ContentKind) -> ColumnKind {
    match kind {
        ContentKind::Text => ColumnKind::Text,
        ContentKind::Whole => ColumnKind::Whole,
        ContentKind::Fte | ContentKind::Hours | ContentKind::Money => {
            ColumnKind::Amount { places: 2 }
        }
        ContentKind::Date => ColumnKind::Date,
    }
}

fn cell(content: Content) -> Cell {
    /// A hundredth, in the millionths that a cell keeps.
    const HUNDREDTH: i64 = 10_000;
    let hundredths =
        |units: i64| Cell::Amount(Quantity::from_units(units.saturating_mul(HUNDREDTH)));
    match content {
        Content::Nothing => Cell::Empty,
        Content::Text(text) => Cell::Text(text),
        Content::Whole(number) => Cell::Whole(number),
        Content::Fte(fte) => Cell::Amount(fte),
        Content::Hours(hours) => hundredths(Hours::units(hours)),
        Content::Money(money) => hundredths(Money::units(money)),
        Content::Date(day) => Cell::Date(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn amounts_stay_exact_and_nothing_stays_empty() {
        let pounds = Money::from_units(538_720);
        let shown = cell(Content::Money(pounds)).shown(column_kind(ContentKind::Money));
        assert_eq!(shown, "5387.20");
        assert_eq!(cell(Content::Nothing), Cell::Empty);
        assert_eq!(
            cell(Content::Date(date(2025, 1, 6))),
            Cell::Date(date(2025, 1, 6))
        );
    }
}
