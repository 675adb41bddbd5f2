//! What the check of papers finds, as a sheet.

use holdfast_checker::check::Unsourced;
use holdfast_checker::finding::Finding;

use super::{Cell, Column, ColumnKind, Sheet};

/// A paper and what of its check is listed.
#[derive(Debug)]
pub struct PaperFindings<'f> {
    /// The name of the file.
    pub file: String,
    /// The findings.
    pub findings: Vec<&'f Finding>,
    /// The sentences with bare numbers.
    pub unsourced: &'f [Unsourced],
}

/// Findings in papers as a sheet, a row to each.
pub fn paper_sheet<'f>(papers: impl IntoIterator<Item = PaperFindings<'f>>) -> Sheet {
    let titles = [
        "Verdict",
        "Rule",
        "Printed",
        "Follows",
        "Reasoning",
        "Heading",
        "With",
    ];
    let mut columns = vec![Column::text("File"), Column::of(ColumnKind::Whole, "Line")];
    columns.extend(titles.map(Column::text));
    Sheet {
        title: "Findings in papers".to_owned(),
        columns,
        rows: papers.into_iter().flat_map(rows).collect(),
        notes: Vec::new(),
    }
}

fn rows(paper: PaperFindings<'_>) -> Vec<Vec<Cell>> {
    let start = |line: u32| vec![Cell::Text(paper.file.clone()), Cell::Whole(line.into())];
    let found = paper.findings.iter().map(|finding| {
        let with: Vec<String> = finding.with_lines.iter().map(ToString::to_string).collect();
        let mut row = start(finding.line);
        row.extend([
            Cell::Text(finding.verdict.label().to_owned()),
            Cell::Text(finding.rule.to_owned()),
            Cell::Text(finding.printed.clone()),
            Cell::Text(finding.follows.clone()),
            Cell::Text(finding.reasoning.clone()),
            Cell::text(finding.heading.as_deref()),
            Cell::Text(with.join(" ")),
        ]);
        row
    });
    let bare = paper.unsourced.iter().map(|unsourced| {
        let mut row = start(unsourced.line);
        row.push(Cell::Text("No source named".to_owned()));
        row.push(Cell::Empty);
        row.push(Cell::Text(unsourced.numbers.join(", ")));
        row.extend(std::iter::repeat_n(Cell::Empty, 4));
        row
    });
    found.chain(bare).collect()
}
