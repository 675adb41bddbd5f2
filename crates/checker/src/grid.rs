//! A table as its figures stand: which rows and columns are headers, what each cell holds,
//! which rows are totals.

mod cell;

use std::sync::LazyLock;

use regex::Regex;

use crate::exact::{Exact, Span};
use crate::paper::Table;
use crate::quantity::day::Day;
use crate::quantity::{Unit, scan};

pub use cell::{Cell, Number, cell};

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A row of figures.
    Figures,
    /// A total or subtotal.
    Total,
    /// Part of the row above: “of which”.
    OfWhich,
    /// Words only.
    Words,
}

/// A row of figures.
#[derive(Clone, Debug)]
pub struct GridRow {
    /// The line on which it stands.
    pub line: u32,
    /// Its label as printed.
    pub label: String,
    /// What it is.
    pub kind: RowKind,
    /// Its cells, as many as there are columns.
    pub cells: Vec<Cell>,
}

/// A column of figures.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// What its figures are.
    pub unit: Option<Unit>,
    /// The most decimals of its figures.
    pub decimals: u32,
}

/// A table with its headers found.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Which block of the paper it is.
    pub block: usize,
    /// What stands above it.
    pub title: String,
    /// What heads its labels, in small letters.
    pub corner: String,
    /// The line of its first header.
    pub line: u32,
    /// The columns behind the labels.
    pub columns: Vec<Column>,
    /// The rows behind the headers.
    pub rows: Vec<GridRow>,
    /// Whether rows and columns were exchanged, to look at it the other way.
    pub is_turned: bool,
}

/// The longest table that is looked at.
pub(crate) const LONGEST: usize = 1000;

/// The widest table that is looked at; of a wider one its first columns.
pub(crate) const WIDEST: usize = 40;

impl Grid {
    /// Finds headers and figures; nothing where there are no figures.
    pub fn new(block: usize, table: &Table, title: &str) -> Option<Self> {
        if table.rows.len() > LONGEST {
            return None;
        }
        let width = table
            .rows
            .iter()
            .map(|row| row.cells.len())
            .max()?
            .min(WIDEST);
        let cells: Vec<Vec<Cell>> = table
            .rows
            .iter()
            .map(|row| {
                let cell = |index: usize| cell(row.cells.get(index).map_or("", String::as_str));
                (0..width).map(cell).collect()
            })
            .collect();
        let headers = header_rows(table, &cells);
        let labels = label_columns(&cells[headers..], width)?;
        let columns = (labels..width).map(|column| Column {
            header: header_of(table, headers, column),
            ..Column::default()
        });
        let mut grid = Self {
            block,
            title: title.to_lowercase(),
            corner: header_of(table, headers, 0).to_lowercase(),
            line: table.rows.first()?.line,
            columns: columns.collect(),
            rows: Vec::new(),
            is_turned: false,
        };
        let mut group = String::new();
        for (row, cells) in table.rows.iter().zip(cells).skip(headers) {
            let label = label_of(&row.cells, labels, &mut group);
            let cells: Vec<Cell> = cells.into_iter().skip(labels).collect();
            let kind = kind_of(&label, &cells);
            grid.rows.push(GridRow {
                line: row.line,
                label,
                kind,
                cells,
            });
        }
        let has_figures = grid.rows.iter().any(|row| row.kind != RowKind::Words);
        grid.measure_columns();
        has_figures.then_some(grid)
    }

    fn measure_columns(&mut self) {
        for (index, column) in self.columns.iter_mut().enumerate() {
            let numbers = || self.rows.iter().filter_map(|row| number(row, index));
            column.decimals = numbers().map(|it| it.decimals).max().unwrap_or(0);
            let signs = [Unit::Percent, Unit::Money];
            let by_sign = signs.into_iter().find(|unit| {
                let signed = numbers().filter(|it| it.sign == Some(*unit)).count();
                signed * 2 > numbers().count()
            });
            // `Number (%)` heads counts with their shares in brackets.
            let has_shares = numbers().any(|it| it.share.is_some());
            let by_header =
                || unit_of(&column.header).filter(|it| !has_shares || *it != Unit::Percent);
            column.unit = by_sign.or_else(by_header);
        }
    }

    /// The number of a cell.
    pub fn number(&self, row: usize, column: usize) -> Option<&Number> {
        number(self.rows.get(row)?, column)
    }

    /// All that a cell may stand for: whole counts are exact, all else was rounded.
    pub fn span(&self, row: usize, column: usize) -> Option<Span> {
        let cell = self.rows.get(row)?.cells.get(column)?;
        let number = match cell {
            Cell::Number(number) => number,
            Cell::Nil => return Some(Span::exactly(Exact::ZERO)),
            _ => return None,
        };
        let of_column = match self.is_turned {
            true => self.rows[row]
                .cells
                .iter()
                .filter_map(|cell| match cell {
                    Cell::Number(number) => Some(number.decimals),
                    _ => None,
                })
                .max()
                .unwrap_or(0),
            false => self.columns.get(column)?.decimals,
        };
        let unit = number
            .sign
            .or(self.columns.get(column)?.unit)
            .or_else(|| unit_of(&self.rows[row].label));
        let decimals = match number.sign {
            // A percentage among counts has decimals of its own.
            Some(Unit::Percent) => number.decimals,
            _ => number.decimals.max(of_column),
        };
        if decimals == 0 && !matches!(unit, Some(Unit::Percent | Unit::Money | Unit::Fte)) {
            return Some(Span::exactly(number.value));
        }
        let step = Exact::ten_to(-i32::try_from(decimals).ok()?)?;
        Span::rounded_to(number.value, step)
    }

    /// What a cell holds in the unit of its column or row.
    pub fn unit(&self, row: usize, column: usize) -> Option<Unit> {
        let number = self.number(row, column)?;
        let of_column = || self.columns.get(column)?.unit;
        number
            .sign
            .or_else(of_column)
            .or_else(|| unit_of(&self.rows.get(row)?.label))
    }

    /// The table with rows and columns exchanged.
    pub fn turned(&self) -> Self {
        let rows = (0..self.columns.len()).map(|index| {
            let cells: Vec<Cell> = self
                .rows
                .iter()
                .map(|row| row.cells.get(index).cloned().unwrap_or(Cell::Empty))
                .collect();
            GridRow {
                line: self.line,
                label: self.columns[index].header.clone(),
                kind: RowKind::Figures,
                cells,
            }
        });
        let columns = self.rows.iter().map(|row| Column {
            header: row.label.clone(),
            ..Column::default()
        });
        let mut turned = Self {
            rows: rows.collect(),
            columns: columns.collect(),
            is_turned: !self.is_turned,
            ..self.clone()
        };
        turned.measure_columns();
        turned
    }

    /// The line of a cell, whichever way the table is looked at.
    pub fn line_of(&self, upright: &Self, row: usize, column: usize) -> u32 {
        let row = if self.is_turned { column } else { row };
        upright.rows.get(row).map_or(self.line, |row| row.line)
    }
}

/// The number of a cell.
fn number(row: &GridRow, column: usize) -> Option<&Number> {
    match row.cells.get(column)? {
        Cell::Number(number) => Some(number),
        _ => None,
    }
}

/// The unit that a header or label names.
pub fn unit_of(words: &str) -> Option<Unit> {
    let words = words.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|it| words.contains(it));
    if has(&["%", "per cent", "percent", "proportion"]) {
        Some(Unit::Percent)
    } else if has(&["£", "cost", "budget", "spend", "expenditure", "salary"]) {
        Some(Unit::Money)
    } else if has(&["fte", "wte", "full time equivalent", "full-time equivalent"]) {
        Some(Unit::Fte)
    } else {
        None
    }
}

/// Whether figures under these words are added up: rates and averages are not.
pub fn is_added_up(words: &str) -> bool {
    const NOT: [&str; 20] = [
        "rate",
        "%",
        "per cent",
        "percent",
        "average",
        "avg",
        "mean",
        "median",
        "ratio",
        " per ",
        "target",
        "age",
        "score",
        "rank",
        "proportion",
        "salary",
        "grade",
        "benchmark",
        "cost per",
        "national",
    ];
    let words = format!(" {} ", words.to_lowercase());
    // `agency` and `manager` hold `age`, `strategy` holds `rate` no more than `separate` does.
    let word = |it: &str| {
        words
            .split(|it: char| !it.is_alphanumeric() && it != '%')
            .any(|word| word == it)
    };
    !NOT.iter().any(|it| match *it {
        "%" => words.contains('%'),
        it if it.contains(' ') => words.contains(it),
        it => word(it) || word(&format!("{it}s")),
    })
}

/// How a row or column that adds others up is called.
pub fn is_total(label: &str) -> bool {
    static TOTAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:sub-?\s?)?totals?\b|^sum$|^all(?: [a-z]+){0,2}$|^overall$").ok()
    });
    TOTAL.as_ref().is_some_and(|it| it.is_match(label))
}

fn kind_of(label: &str, cells: &[Cell]) -> RowKind {
    let has_figures = cells
        .iter()
        .any(|it| matches!(it, Cell::Number(_) | Cell::Nil | Cell::Withheld));
    let lower = label.to_lowercase();
    let of_which = [
        "of which",
        "of whom",
        "including",
        "incl.",
        "incl ",
        "o/w",
        "which includes",
    ];
    match has_figures {
        false => RowKind::Words,
        true if is_total(label) => RowKind::Total,
        true if of_which
            .iter()
            .any(|it| lower.starts_with(it) || lower.starts_with(&format!("- {it}"))) =>
        {
            RowKind::OfWhich
        }
        true => RowKind::Figures,
    }
}

/// How many rows at the top are headers: no figures but years and dates.
fn header_rows(table: &Table, cells: &[Vec<Cell>]) -> usize {
    let is_header = |index: usize| {
        let row = &table.rows[index];
        row.cells
            .iter()
            .zip(&cells[index])
            .skip(1)
            .all(|(text, cell)| match cell {
                Cell::Number(_) => is_period(text),
                Cell::Nil | Cell::Withheld => false,
                Cell::Empty | Cell::Text => true,
            })
    };
    // A label with nothing but empty cells under a header already found is a group.
    let is_group = |index: usize| {
        let filled = table.rows[index]
            .cells
            .iter()
            .skip(1)
            .any(|it| !it.is_empty());
        index > 0
            && !filled
            && table.rows[..index]
                .iter()
                .any(|row| row.cells.iter().skip(1).any(|it| !it.is_empty()))
    };
    (0..table.rows.len().min(5))
        .take_while(|index| is_header(*index) && !is_group(*index))
        .count()
}

/// A year or a period, alone in its cell.
fn is_period(text: &str) -> bool {
    let found = scan(text);
    matches!(found.as_slice(), [only] if matches!(only.unit, Unit::Period | Unit::Date))
}

/// The first date or period of a header.
pub fn period_of(header: &str) -> Option<Day> {
    scan(header).into_iter().find_map(|it| it.day)
}

/// How many columns at the left hold labels.
fn label_columns(body: &[Vec<Cell>], width: usize) -> Option<usize> {
    let is_words = |column: usize| {
        let words = body.iter().filter(|row| row[column] == Cell::Text).count();
        let figures = body
            .iter()
            .filter(|row| matches!(row[column], Cell::Number(_) | Cell::Withheld | Cell::Nil))
            .count();
        words > figures
    };
    // One row of figures under headers: the first of them is no label.
    let is_bare = matches!(body, [row] if matches!(row.first(), Some(Cell::Number(_))));
    let first = usize::from(!is_bare);
    let labels = (1..width).take_while(|column| is_words(*column)).count() + first;
    (labels < width && !body.is_empty()).then_some(labels)
}

fn header_of(table: &Table, headers: usize, column: usize) -> String {
    let mut spanning = String::new();
    for row in &table.rows[..headers] {
        // A header over several columns stands in the first of them.
        let here = row.cells.get(column).map_or("", String::as_str);
        if !here.is_empty() && !spanning.contains(here) {
            if !spanning.is_empty() {
                spanning.push(' ');
            }
            spanning.push_str(here);
        }
    }
    spanning
}

fn label_of(cells: &[String], labels: usize, group: &mut String) -> String {
    if labels == 0 {
        return String::new();
    }
    if let Some(first) = cells.first().filter(|it| !it.is_empty()) {
        group.clone_from(first);
    }
    if labels == 1 {
        return cells.first().cloned().unwrap_or_default();
    }
    let rest = cells
        .iter()
        .skip(1)
        .take(labels - 1)
        .filter(|it| !it.is_empty());
    let mut label = group.clone();
    for cell in rest {
        label.push(' ');
        label.push_str(cell);
    }
    label
}

#[cfg(test)]
mod tests;
