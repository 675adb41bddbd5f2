//! Tables, whose first row is repeated on every page and whose first column names the rows.

use super::Paper;
use super::blocks::Shape;
use super::columns::{Fit, Size, fit};
use super::line::Dress;
use super::section::Lying;
use crate::parts::{beneath, only_named};
use crate::table::{Align, RowKind, Table, TableRow};

/// A table of no more rows stays on one page.
const SHORT: usize = 14;

/// What stands in a cell, and where.
struct Standing {
    align: Align,
    size: Size,
    kept: bool,
    dress: Dress,
    width: usize,
    span: usize,
}

impl Paper<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let fit = fit(table);
        if fit.lying == Lying::OnItsSide {
            self.end_section(Lying::Upright);
        }
        self.plain_paragraph(Shape::of("Caption"), &table.caption);
        if !table.columns.is_empty() {
            self.grid(table, &fit);
        }
        self.lines_beneath(&beneath(table));
        if fit.lying == Lying::OnItsSide {
            self.end_section(Lying::OnItsSide);
        }
    }

    /// What stands beneath a table. Something always does: two tables that touch become one in Word.
    pub(super) fn lines_beneath(&mut self, lines: &[String]) {
        let (last, others) = match lines {
            [others @ .., last] => (last.as_str(), others),
            [] => ("", lines),
        };
        for line in others {
            self.plain_paragraph(Shape::of("Source"), line);
        }
        let shape = Shape {
            after: Some(240),
            ..Shape::of("Source")
        };
        self.plain_paragraph(shape, last);
    }

    fn grid(&mut self, table: &Table, fit: &Fit) {
        self.begin_table("PaperTable", &fit.widths, &table.caption);
        self.headings(table, fit);
        let last = table.rows.len().saturating_sub(1);
        for (index, row) in table.rows.iter().enumerate() {
            let kept = table.rows.len() <= SHORT && index < last || row.kind == RowKind::Group;
            self.row(table, row, fit, kept);
        }
        self.markup.end("w:tbl");
    }

    /// The beginning of a table, up to its rows.
    pub(super) fn begin_table(&mut self, style: &str, widths: &[usize], title: &str) {
        let all = widths.iter().sum::<usize>().to_string();
        self.markup.begin("w:tbl", []);
        self.markup.element("w:tblPr", &[], |inside| {
            inside.empty("w:tblStyle", &[("w:val", style)]);
            inside.empty("w:tblW", &[("w:w", &all), ("w:type", "dxa")]);
            inside.empty("w:tblLayout", &[("w:type", "fixed")]);
            let look = [
                ("w:val", "06A0"),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", "1"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ];
            inside.empty("w:tblLook", &look);
            inside.empty("w:tblCaption", &[("w:val", title)]);
        });
        self.markup.element("w:tblGrid", &[], |inside| {
            for width in widths {
                inside.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
    }

    fn headings(&mut self, table: &Table, fit: &Fit) {
        self.markup.begin("w:tr", []);
        self.markup.element("w:trPr", &[], |inside| {
            inside.empty("w:cantSplit", &[]);
            inside.empty("w:tblHeader", &[]);
        });
        for (column, width) in table.columns.iter().zip(&fit.widths) {
            let standing = Standing {
                align: column.align,
                size: fit.size,
                kept: true,
                dress: Dress::STRONG,
                width: *width,
                span: 1,
            };
            self.cell(&standing, &[], |paper| {
                paper.words(&column.heading, Dress::STRONG);
            });
        }
        self.markup.end("w:tr");
    }

    fn row(&mut self, table: &Table, row: &TableRow, fit: &Fit, kept: bool) {
        self.markup.begin("w:tr", []);
        self.markup
            .element("w:trPr", &[], |inside| inside.empty("w:cantSplit", &[]));
        let spans = row.kind == RowKind::Group && only_named(row);
        let cells = if spans { 1 } else { table.columns.len() };
        let dress = match row.kind {
            RowKind::Ordinary => Dress::default(),
            RowKind::Group | RowKind::Total => Dress::STRONG,
        };
        for (index, column) in table.columns.iter().enumerate().take(cells) {
            let own = fit.widths.get(index).copied().unwrap_or_default();
            let standing = Standing {
                align: column.align,
                size: fit.size,
                kept,
                dress,
                width: if spans { fit.widths.iter().sum() } else { own },
                span: if spans { table.columns.len() } else { 1 },
            };
            let runs = row.cells.get(index).map(|cell| cell.runs.as_slice());
            self.cell(&standing, borders(row.kind), |paper| {
                paper.runs(runs.unwrap_or_default(), standing.dress);
            });
        }
        self.markup.end("w:tr");
    }

    fn cell(&mut self, standing: &Standing, borders: &[&str], inside: impl FnOnce(&mut Self)) {
        self.markup.begin("w:tc", []);
        self.markup.element("w:tcPr", &[], |properties| {
            let width = standing.width.to_string();
            properties.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
            if standing.span > 1 {
                let span = standing.span.to_string();
                properties.empty("w:gridSpan", &[("w:val", &span)]);
            }
            if !borders.is_empty() {
                properties.element("w:tcBorders", &[], |sides| {
                    for side in borders {
                        sides.empty(side, &RULE);
                    }
                });
            }
        });
        let shape = Shape {
            kept: standing.kept,
            ..Shape::of(cell_style(standing.align, standing.size))
        };
        self.paragraph(shape, inside);
        self.markup.end("w:tc");
    }
}

/// A rule of a point.
const RULE: [(&str, &str); 4] = [
    ("w:val", "single"),
    ("w:sz", "8"),
    ("w:space", "0"),
    ("w:color", "000000"),
];

/// Totals are found by the rule above them.
fn borders(kind: RowKind) -> &'static [&'static str] {
    match kind {
        RowKind::Total => &["w:top"],
        RowKind::Ordinary | RowKind::Group => &[],
    }
}

fn cell_style(align: Align, size: Size) -> &'static str {
    match (align, size) {
        (Align::Start, Size::Ordinary) => "TableWords",
        (Align::End, Size::Ordinary) => "TableNumbers",
        (Align::Start, Size::Small) => "TableWordsSmall",
        (Align::End, Size::Small) => "TableNumbersSmall",
    }
}
