//! Formulas: which of them hold in the workbook, and how they are written.

use rust_xlsxwriter::utility::row_col_to_cell;

use super::cells::HEAD;
use crate::table::{Formula, Number, Place, Table};

/// A function takes no more arguments.
const ARGUMENTS: usize = 250;

/// The formula of a number as it is written in the workbook; nothing where it has none, or where it would not
/// give the number that is read, such as when a part of a total is held back.
pub(super) fn written(table: &Table, at: Place, number: &Number) -> Option<String> {
    let formula = number.formula.as_ref()?;
    let result = reckoned(table, formula)?;
    let places = i32::from(number.places);
    let same = (result - number.value).abs() <= 0.5 * 10_f64.powi(-places) + 1e-9;
    (same && !leads_back(table, formula, at)).then(|| expression(formula))?
}

/// What the formula gives, where all cells that it names are numbers.
fn reckoned(table: &Table, formula: &Formula) -> Option<f64> {
    let value = |place: &Place| number(table, *place).map(|number| number.value);
    let all = |places: &[Place]| places.iter().map(value).sum::<Option<f64>>();
    let result = match formula {
        Formula::Sum(places) => all(places)?,
        Formula::Less(first, others) => value(first)? - all(others)?,
        Formula::Percent(part, whole) => 100.0 * value(part)? / value(whole)?,
        Formula::Over(first, second) => value(first)? / value(second)?,
    };
    result.is_finite().then_some(result)
}

fn number(table: &Table, place: Place) -> Option<&Number> {
    let row = table.rows.get(place.row)?;
    table.columns.get(place.column)?;
    row.cells.get(place.column)?.number.as_ref()
}

/// Whether the formula comes to its own cell again, by way of others.
fn leads_back(table: &Table, formula: &Formula, at: Place) -> bool {
    let mut seen = vec![at];
    let mut next = places(formula);
    while let Some(place) = next.pop() {
        if place == at {
            return true;
        }
        if !seen.contains(&place) {
            seen.push(place);
            let beneath = number(table, place).and_then(|number| number.formula.as_ref());
            next.extend(beneath.map(places).unwrap_or_default());
        }
    }
    false
}

fn places(formula: &Formula) -> Vec<Place> {
    match formula {
        Formula::Sum(places) => places.clone(),
        Formula::Less(first, others) => [&[*first], others.as_slice()].concat(),
        Formula::Percent(first, second) | Formula::Over(first, second) => vec![*first, *second],
    }
}

fn expression(formula: &Formula) -> Option<String> {
    Some(match formula {
        Formula::Sum(places) => sum(places)?,
        Formula::Less(first, others) => match others.as_slice() {
            [only] => format!("{}-{}", cell(*first)?, cell(*only)?),
            others => format!("{}-{}", cell(*first)?, sum(others)?),
        },
        Formula::Percent(part, whole) => format!("100*{}/{}", cell(*part)?, cell(*whole)?),
        Formula::Over(first, second) => format!("{}/{}", cell(*first)?, cell(*second)?),
    })
}

fn sum(places: &[Place]) -> Option<String> {
    let mut ranges: Vec<(Place, Place)> = Vec::new();
    for place in places {
        match ranges.last_mut() {
            Some((_, last)) if last.column == place.column && last.row + 1 == place.row => {
                *last = *place;
            }
            _ => ranges.push((*place, *place)),
        }
    }
    let written = ranges.into_iter().map(range);
    let written = written.collect::<Option<Vec<_>>>()?;
    let few = !written.is_empty() && written.len() <= ARGUMENTS;
    few.then(|| format!("SUM({})", written.join(",")))
}

fn range((first, last): (Place, Place)) -> Option<String> {
    if first == last {
        return cell(first);
    }
    Some(format!("{}:{}", cell(first)?, cell(last)?))
}

fn cell(place: Place) -> Option<String> {
    let row = HEAD + 1 + u32::try_from(place.row).ok()?;
    Some(row_col_to_cell(row, u16::try_from(place.column).ok()?))
}
