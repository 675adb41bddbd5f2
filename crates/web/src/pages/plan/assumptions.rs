//! The assumptions of a scenario as a table: each value with its distribution,
//! where it comes from, and why.

use holdfast_forecast::Scenario;
use holdfast_forecast::scenario::Role;
use holdfast_forecast::uncertain::Shape;
use holdfast_forecast::values::{Named, rounded, values};
use holdfast_intake::export::Cell;
use holdfast_intake::export::{Column, ColumnKind, Sheet};
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::readable;

/// Every number of a scenario, with the names of roles.
pub(crate) fn numbers(scenario: &Scenario, workforce: &Workforce) -> Vec<Named> {
    let name = |id: &str| role_name(scenario, workforce, id);
    values(scenario, &name)
}

fn role_name(scenario: &Scenario, workforce: &Workforce, id: &str) -> String {
    let stated = |role: &&Role| role.id.get_ref() == id;
    if let Some(role) = scenario.roles.iter().find(stated) {
        return role.name.clone();
    }
    let known = workforce.roles().by_reference(id);
    known.map_or_else(|| id.to_owned(), |role| role.name.clone())
}

/// What a value says: its distribution with its unit.
pub(crate) fn shown(value: &Named) -> String {
    let Some(shape) = value.shape else {
        return "estimated from the records".to_owned();
    };
    let text = rounded(shape, value.measured);
    match value.measured.suffix {
        "" => text,
        "%" => format!("{text}%"),
        "£" => match shape {
            Shape::Fixed(_) => format!("£{}", readable(&text)),
            _ => format!("£{text}"),
        },
        unit => format!("{text} {unit}"),
    }
}

/// The table of assumptions.
pub(crate) fn sheet(scenario: &Scenario, workforce: &Workforce) -> Sheet {
    let row = |value: &Named| {
        vec![
            Cell::Text(value.group.clone()),
            Cell::Text(value.label.clone()),
            Cell::Text(shown(value)),
            Cell::Text(
                value
                    .source
                    .map_or("not said", |it| it.in_words())
                    .to_owned(),
            ),
            Cell::Text(value.because.clone()),
            Cell::Text(value.path.clone()),
        ]
    };
    let numbers = numbers(scenario, workforce);
    let rows = numbers.iter().map(row).collect();
    let columns = ["Part", "What", "Value", "Source", "Because", "Key"];
    Sheet {
        title: "Assumptions".to_owned(),
        columns: columns
            .map(|title| Column::of(ColumnKind::Text, title))
            .into(),
        rows,
        notes: Vec::new(),
    }
}
