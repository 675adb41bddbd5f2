//! Tables, whose rows and columns have headings that are read with each cell.

use super::Body;
use crate::parts::{beneath, only_named};
use crate::table::{Align, Cell, Column, RowKind, Table, TableRow};

impl Body<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let caption = format!("{}-caption", table.name);
        let scroll = [
            ("class", "holdfast-scroll"),
            ("role", "region"),
            ("aria-labelledby", caption.as_str()),
            ("tabindex", "0"),
        ];
        self.markup.begin("div", scroll);
        let class = "govuk-table holdfast-table holdfast-table--named-rows";
        let named = [("class", class), ("id", table.name.as_str())];
        self.markup.begin("table", named);
        let class = "govuk-table__caption govuk-table__caption--s";
        let named = [("class", class), ("id", caption.as_str())];
        self.markup.holding("caption", &named, &table.caption);
        self.head(table);
        self.rows(table);
        self.markup.end("table");
        self.markup.end("div");
        for line in beneath(table) {
            let class = [("class", "govuk-body-s holdfast-document__beneath")];
            self.markup.holding("p", &class, &line);
        }
    }

    fn head(&mut self, table: &Table) {
        let class = [("class", "govuk-table__head")];
        self.markup.begin("thead", class);
        self.markup.begin("tr", [("class", "govuk-table__row")]);
        for column in &table.columns {
            self.column(column);
        }
        self.markup.end("tr");
        self.markup.end("thead");
    }

    fn column(&mut self, column: &Column) {
        let class = match column.align {
            Align::Start => "govuk-table__header",
            Align::End => "govuk-table__header govuk-table__header--numeric",
        };
        let named = [("scope", "col"), ("class", class)];
        match column.heading.trim() {
            // A heading that says nothing is none.
            "" => self.markup.element("td", &[("class", class)], |_| ()),
            heading => self.markup.holding("th", &named, heading),
        }
    }

    /// Each group of rows is a body of its own, which its name heads.
    fn rows(&mut self, table: &Table) {
        let class = [("class", "govuk-table__body")];
        self.markup.begin("tbody", class);
        for (index, row) in table.rows.iter().enumerate() {
            if row.kind == RowKind::Group && index > 0 {
                self.markup.end("tbody");
                self.markup.begin("tbody", class);
            }
            self.row(table, row);
        }
        self.markup.end("tbody");
    }

    fn row(&mut self, table: &Table, row: &TableRow) {
        let class = match row.kind {
            RowKind::Ordinary => "govuk-table__row",
            RowKind::Group => "govuk-table__row holdfast-document__group",
            RowKind::Total => "govuk-table__row holdfast-table__total",
        };
        self.markup.begin("tr", [("class", class)]);
        let spans = row.kind == RowKind::Group && only_named(row);
        let cells = if spans { 1 } else { row.cells.len() };
        let width = if spans { table.columns.len() } else { 1 };
        if let Some(first) = row.cells.first() {
            self.row_name(row.kind, first, width);
        }
        for (cell, column) in row.cells.iter().zip(&table.columns).take(cells).skip(1) {
            self.cell(cell, column.align);
        }
        self.markup.end("tr");
    }

    fn row_name(&mut self, kind: RowKind, cell: &Cell, width: usize) {
        if cell.runs.is_empty() {
            return self.cell(cell, Align::Start);
        }
        let scope = match kind {
            RowKind::Group => "rowgroup",
            RowKind::Ordinary | RowKind::Total => "row",
        };
        let width = width.to_string();
        let named = [
            ("scope", scope),
            ("class", "govuk-table__header"),
            ("colspan", width.as_str()),
        ];
        let spans = usize::from(width != "1");
        self.markup.begin("th", named.into_iter().take(2 + spans));
        self.runs(&cell.runs);
        self.markup.end("th");
    }

    fn cell(&mut self, cell: &Cell, align: Align) {
        let class = match align {
            Align::Start => "govuk-table__cell",
            Align::End => "govuk-table__cell govuk-table__cell--numeric",
        };
        self.markup.begin("td", [("class", class)]);
        self.runs(&cell.runs);
        self.markup.end("td");
    }
}
