//! A table: cells that are read, and what is behind those that are numbers.

use serde::{Deserialize, Deserializer, Serialize};

use crate::run::Run;

/// A table with one row of headings. The first cell of a row is its heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// A name unique in the document, of letters, digits and hyphens.
    pub name: String,
    /// What it shows, with its date.
    pub caption: String,
    /// The columns; every row has a cell for each.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<TableRow>,
    /// What a reader has to know: symbols, roundings, exceptions. A sentence each.
    pub notes: Vec<String>,
    /// Where the values come from; empty where the text around it says so.
    pub source: String,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// What the head says, the unit included.
    pub heading: String,
    /// Where its cells stand.
    pub align: Align,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// To the left: words.
    Start,
    /// To the right: numbers.
    End,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// What the row is among the others.
    pub kind: RowKind,
    /// Its cells, one for each column.
    pub cells: Vec<Cell>,
}

/// What a row is among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// One of many.
    Ordinary,
    /// It stands above the rows of a group and names it; its other cells may be empty.
    Group,
    /// It adds up others.
    Total,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What is read.
    pub runs: Vec<Run>,
    /// The number behind it, for a workbook; nothing where it is words or a symbol.
    pub number: Option<Number>,
}

/// The number behind a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Number {
    /// The value in the unit of the column: 12.7 for 12.7%.
    pub value: f64,
    /// How many decimals are shown.
    pub places: u8,
    /// What stands before it: `£`, or nothing.
    pub before: &'static str,
    /// What stands after it: `%`, or nothing.
    pub after: &'static str,
    /// How it follows from other cells of the same table, where it does.
    pub formula: Option<Formula>,
}

/// A cell of the same table, by the place of its row and its column among the rows and columns, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

/// How a number follows from others of its table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// All of these added up.
    Sum(Vec<Place>),
    /// The first less all the others.
    Less(Place, Vec<Place>),
    /// A hundred times the first, divided by the second.
    Percent(Place, Place),
    /// The first divided by the second.
    Over(Place, Place),
}

/// A number as it is read: its signs are among those that are known.
#[derive(Deserialize)]
struct Kept {
    value: f64,
    places: u8,
    before: String,
    after: String,
    formula: Option<Formula>,
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Kept::deserialize(deserializer).map(Self::from)
    }
}

impl From<Kept> for Number {
    fn from(kept: Kept) -> Self {
        const SIGNS: [&str; 2] = ["£", "%"];
        let sign = |text: &str| SIGNS.into_iter().find(|sign| *sign == text).unwrap_or("");
        Self {
            value: kept.value,
            places: kept.places,
            before: sign(&kept.before),
            after: sign(&kept.after),
            formula: kept.formula,
        }
    }
}

impl Cell {
    /// A cell of words.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let runs = if text.is_empty() {
            Vec::new()
        } else {
            vec![Run::Text { text }]
        };
        Self { runs, number: None }
    }
}
