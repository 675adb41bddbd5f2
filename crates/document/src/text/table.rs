//! Tables: in columns where these fit a line, as a list of rows where they do not.

use textwrap::core::display_width;

use super::line::read;
use super::{Paper, WIDTH};
use crate::letters::clean;
use crate::parts::{beneath, only_named};
use crate::table::{Align, RowKind, Table, TableRow};

/// What stands between two columns.
const GAP: usize = 2;

impl Paper<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.paragraph(&format!("Table: {}", clean(&table.caption)));
        let cells = self.cells(table);
        match self.columns(table, &cells) {
            Some(widths) => self.aligned(table, &cells, &widths),
            None => self.listed(table, &cells),
        }
        for line in beneath(table) {
            self.paragraph(&clean(&line));
        }
    }

    fn cells(&self, table: &Table) -> Vec<Vec<String>> {
        let row = |row: &TableRow| {
            let cells = row.cells.iter();
            cells
                .map(|cell| read(self.document, &cell.runs).replace('\n', " "))
                .collect()
        };
        table.rows.iter().map(row).collect()
    }

    /// How wide each column has to be, if all of them fit a line. The name of a group runs on.
    fn columns(&self, table: &Table, cells: &[Vec<String>]) -> Option<Vec<usize>> {
        let mut widths = Vec::new();
        for (index, column) in table.columns.iter().enumerate() {
            let heading = clean(&column.heading);
            let words = heading.split(' ').map(display_width);
            let rows = table.rows.iter().zip(cells);
            let rows = rows.filter(|(row, _)| !runs_on(row));
            let below = rows.filter_map(|(_, cells)| cells.get(index));
            let widest = words.chain(below.map(|cell| display_width(cell))).max();
            widths.push(widest.unwrap_or_default());
        }
        let gaps = GAP * widths.len().saturating_sub(1);
        let room = WIDTH.saturating_sub(self.indent.len());
        (widths.iter().sum::<usize>() + gaps <= room).then_some(widths)
    }

    fn aligned(&mut self, table: &Table, cells: &[Vec<String>], widths: &[usize]) {
        let gaps = GAP * widths.len().saturating_sub(1);
        let all = widths.iter().sum::<usize>() + gaps;
        for line in headings(table, widths) {
            self.line(&laid_out(table, &line, widths));
        }
        self.line(&"-".repeat(all));
        for (row, cells) in table.rows.iter().zip(cells) {
            if row.kind == RowKind::Total {
                self.line(&"-".repeat(all));
            }
            match runs_on(row) {
                true => {
                    let name = self.filled(&cells.concat(), "", "");
                    self.lines(&name);
                }
                false => self.line(&laid_out(table, cells, widths)),
            }
        }
        self.line("");
    }

    /// A row becomes its name and, beneath, a line for each other column.
    fn listed(&mut self, table: &Table, cells: &[Vec<String>]) {
        for (row, cells) in table.rows.iter().zip(cells) {
            let name = cells.first().map(String::as_str).unwrap_or_default();
            let heading = table.columns.first().map(|column| clean(&column.heading));
            let name = match heading {
                Some(heading) if !runs_on(row) => format!("{heading}: {name}"),
                _ => name.to_owned(),
            };
            let name = self.filled(&name, "", "  ");
            self.lines(&name);
            let rest = cells.iter().zip(&table.columns).skip(1);
            for (cell, column) in rest.filter(|(cell, _)| !cell.is_empty() || !runs_on(row)) {
                let heading = clean(&column.heading);
                let words = self.filled(&format!("{heading}: {cell}"), "  ", "    ");
                self.lines(&words);
            }
            self.line("");
        }
        if table.rows.iter().all(runs_on) {
            let columns = table.columns.iter();
            let names: Vec<_> = columns.map(|it| clean(&it.heading).into_owned()).collect();
            self.paragraph(&names.join(", "));
        }
    }
}

fn runs_on(row: &TableRow) -> bool {
    row.kind == RowKind::Group && only_named(row)
}

/// The headings in as many lines as the longest needs, at the foot of these.
fn headings(table: &Table, widths: &[usize]) -> Vec<Vec<String>> {
    let columns = table.columns.iter().zip(widths);
    let columns: Vec<Vec<String>> = columns
        .map(|(column, width)| words(&clean(&column.heading), (*width).max(1)))
        .collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or_default();
    let line = |index: usize| {
        let cell = |column: &Vec<String>| {
            let empty = height - column.len();
            let place = index.checked_sub(empty);
            place
                .and_then(|it| column.get(it).cloned())
                .unwrap_or_default()
        };
        columns.iter().map(cell).collect()
    };
    (0..height).map(line).collect()
}

/// The words in lines of so many columns.
fn words(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if display_width(line) + 1 + display_width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn laid_out(table: &Table, cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for ((column, cell), width) in table.columns.iter().zip(cells).zip(widths) {
        let space = " ".repeat(width.saturating_sub(display_width(cell)));
        let (before, after) = match column.align {
            Align::Start => ("", space.as_str()),
            Align::End => (space.as_str(), ""),
        };
        line.push_str(before);
        line.push_str(cell);
        line.push_str(after);
        line.push_str(&" ".repeat(GAP));
    }
    line
}
