//! Open data: the figures of an authority that everybody may have, as tables.
//!
//! What each table and column is, is written once, here. The files of
//! `holdfast export`, their description for programs, and the answers of the
//! web API with theirs are all made from it. No table has a row about a person
//! or names one, and small numbers that describe people are hidden.

mod fields;
mod fill;
mod package;
mod people;
mod plans;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use crate::export::{Cell, Column, ColumnKind, Sheet};

pub use fill::{
    Asked, authorities, benchmarks, definitions, establishment, figures, month_ends, publications,
    published, scorecard, services, symbols,
};
pub use package::{OpenData, OpenOptions};
pub use people::{leavers, people_in_post};
pub use plans::{course, plans};

/// What stands in a column of an open table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Words or a code.
    Text,
    /// One of a few words.
    OneOf(&'static [&'static str]),
    /// A number.
    Number,
    /// A whole number.
    Whole,
    /// A day, as `2025-03-31`.
    Date,
}

impl FieldKind {
    /// The type in a Table Schema and, for all but days, in a JSON Schema.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Text | Self::OneOf(_) => "string",
            Self::Number => "number",
            Self::Whole => "integer",
            Self::Date => "date",
        }
    }

    fn column(self) -> ColumnKind {
        match self {
            Self::Text | Self::OneOf(_) => ColumnKind::Text,
            Self::Number => ColumnKind::Figure,
            Self::Whole => ColumnKind::Whole,
            Self::Date => ColumnKind::Date,
        }
    }
}

/// A column of an open table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, which stays.
    pub name: &'static str,
    /// What stands in it.
    pub kind: FieldKind,
    /// Whether every row has it.
    pub required: bool,
    /// What it means, with its unit.
    pub description: &'static str,
}

/// The open tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpenTable {
    /// Measures, month by month.
    Figures,
    /// The position by role and by team.
    Establishment,
    /// Why people left.
    Leavers,
    /// People in post by ethnicity and sex.
    PeopleInPost,
    /// The scorecard.
    Scorecard,
    /// The council beside others.
    Benchmarks,
    /// Figures as they were published.
    Publications,
    /// What each measure means.
    Definitions,
    /// What each symbol means.
    Symbols,
    /// The authorities of a database; not part of an authority's files.
    Authorities,
    /// The workforce plans that are kept; not part of the files.
    Plans,
    /// The expected course of a plan; not part of the files.
    Course,
}

impl OpenTable {
    /// The tables of an authority's files, in their order.
    pub const FILES: [Self; 9] = [
        Self::Figures,
        Self::Establishment,
        Self::Leavers,
        Self::PeopleInPost,
        Self::Scorecard,
        Self::Benchmarks,
        Self::Publications,
        Self::Definitions,
        Self::Symbols,
    ];

    /// The name in files and addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Establishment => "establishment",
            Self::Leavers => "leavers",
            Self::PeopleInPost => "people_in_post",
            Self::Scorecard => "scorecard",
            Self::Benchmarks => "benchmarks",
            Self::Publications => "publications",
            Self::Definitions => "definitions",
            Self::Symbols => "symbols",
            Self::Authorities => "authorities",
            Self::Plans => "plans",
            Self::Course => "course",
        }
    }

    /// The title that people read.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Figures => "Measures by month",
            Self::Establishment => "Establishment by role and by team",
            Self::Leavers => "Leavers by reason",
            Self::PeopleInPost => "People in post by ethnicity and sex",
            Self::Scorecard => "Scorecard",
            Self::Benchmarks => "Benchmarks",
            Self::Publications => "Figures as they were published",
            Self::Definitions => "Definitions of the measures",
            Self::Symbols => "Symbols in place of numbers",
            Self::Authorities => "Authorities",
            Self::Plans => "Workforce plans",
            Self::Course => "Expected course of a plan",
        }
    }

    /// What the table holds, in a sentence or two.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Figures => "Every measure at month-ends, with what it was divided by what.",
            Self::Establishment => {
                "Posts, people in post, vacancies and agency workers in FTE at month-ends. Rows by role and rows by team each add up to the same total."
            }
            Self::Leavers => {
                "People who left in a year, by the reason that was recorded. Counts below the threshold are hidden, and others where a hidden one could be worked out."
            }
            Self::PeopleInPost => {
                "People in post at a date. Counts below the threshold are hidden, and others where a hidden one could be worked out."
            }
            Self::Scorecard => "The measures that the authority has chosen, with targets.",
            Self::Benchmarks => {
                "Published figures of the authority, England, its region and its statistical neighbours, year by year, from the releases of the Department for Education."
            }
            Self::Publications => {
                "Figures as they stood on the day on which they were published. They do not change."
            }
            Self::Definitions => {
                "What each measure counts, its formula and the source of the definition."
            }
            Self::Symbols => "What stands in place of a number where there is none, and why.",
            Self::Authorities => "The authorities whose records are kept here.",
            Self::Plans => "The plans that are kept, each with its first day and length.",
            Self::Course => {
                "What a plan expects at each month-end, without its range: what comes about on average, not a promise."
            }
        }
    }

    /// The columns.
    pub const fn fields(self) -> &'static [Field] {
        fields::of(self)
    }

    /// The columns that tell one row from another.
    pub const fn key(self) -> &'static [&'static str] {
        match self {
            Self::Figures => &["at", "service", "team", "role", "measure"],
            Self::Establishment => &["at", "service", "by", "key"],
            Self::Leavers => &["year_ending", "service", "reason"],
            Self::PeopleInPost => &["at", "service", "ethnicity", "sex"],
            Self::Scorecard => &["service", "measure"],
            Self::Benchmarks => &["measure", "year", "area"],
            Self::Publications => &["publication", "measure"],
            Self::Definitions => &["measure"],
            Self::Symbols => &["symbol"],
            Self::Authorities => &["authority"],
            Self::Plans => &["plan"],
            Self::Course => &["plan", "at", "line"],
        }
    }

    /// The table with rows, each with a cell for every column.
    pub fn with(self, rows: Vec<Vec<Cell>>) -> Filled {
        Filled { table: self, rows }
    }
}

/// An open table with its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// Which table.
    pub table: OpenTable,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Filled {
    /// The table as a sheet, its columns by their names in files.
    pub fn sheet(&self) -> Sheet {
        let column = |field: &Field| Column::of(field.kind.column(), field.name);
        Sheet {
            title: self.table.title().to_owned(),
            columns: self.table.fields().iter().map(column).collect(),
            rows: self.rows.clone(),
            notes: vec![self.table.description().to_owned()],
        }
    }

    /// Each row as an object with the names of the columns as keys.
    pub fn json(&self) -> Vec<Value> {
        let row = |cells: &Vec<Cell>| {
            let pairs = self.table.fields().iter().zip(cells);
            let pairs = pairs.map(|(field, cell)| (field.name.to_owned(), value(cell)));
            Value::Object(pairs.collect::<Map<_, _>>())
        };
        self.rows.iter().map(row).collect()
    }
}

fn value(cell: &Cell) -> Value {
    let number = |digits: &str| serde_json::from_str(digits).unwrap_or(Value::Null);
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Amount(amount) => number(&amount.to_string()),
        Cell::Whole(whole) => json!(whole),
        Cell::Percent(digits) | Cell::Figure(digits) => number(&digits.replace('−', "-")),
        Cell::Date(day) => json!(day),
    }
}
