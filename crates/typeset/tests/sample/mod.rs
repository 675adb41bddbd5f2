//! Documents to set: a committee paper of twenty pages, a scorecard of one, and a paper that is as
//! short as one with everything in it can be.

use holdfast_document::{
    Align, Block, Cell, Column, Document, Heading, List, Note, Paragraph, Particular, Picture,
    RowKind, Run, Table, TableRow,
};
use holdfast_report::chart::{ChartId, Width};
use jiff::civil::date;

#[path = "../../../report/examples/chart_gallery/cases.rs"]
#[expect(dead_code, reason = "the gallery shows more of its cases")]
mod cases;

/// A paper to a committee of some twenty pages: twelve charts, tables, numbered paragraphs, annexes.
pub(crate) fn paper() -> Document {
    let charts = charts();
    let mut body = Vec::new();
    for part in 1..=12 {
        body.extend(section(part, 1));
        if part % 4 == 0 {
            body.push(Block::Table(establishment(&format!("posts-{part}"), 6)));
        }
        body.push(Block::Picture(charts[part - 1].clone()));
    }
    body.push(Block::Table(establishment("all-teams", 30)));
    body.push(Block::Table(wide("by-month", 13)));
    Document {
        body,
        ..empty("Workforce in children’s social care: update and proposals")
    }
}

/// A scorecard of one page: 20 measures.
pub(crate) fn scorecard() -> Document {
    let mut table = establishment("scorecard", 20);
    table.caption = "Scorecard at 31 March 2026".to_owned();
    Document {
        body: vec![numbered("1.1", 0), Block::Table(table)],
        particulars: Vec::new(),
        banner: None,
        notes: vec![note(1)],
        ..empty("Monthly scorecard: March 2026")
    }
}

/// A paper with one of everything.
pub(crate) fn short() -> Document {
    let text = |text: &str| vec![Run::text(text)];
    let mut body = section(1, 2);
    body.push(Block::Heading(Heading {
        level: 2,
        number: Some("1.1".to_owned()),
        runs: text("What the committee asked"),
        name: "asked".to_owned(),
    }));
    body.push(Block::Paragraph(Paragraph {
        number: None,
        runs: vec![
            Run::Strong {
                runs: text("Strong"),
            },
            Run::text(", "),
            Run::Emphasis {
                runs: text("stressed"),
            },
            Run::text(", as "),
            Run::Figure {
                text: "two figures".to_owned(),
                notes: vec![3, 4],
            },
            Run::text(" show, "),
            Run::Code {
                text: "typed".to_owned(),
            },
            Run::Break,
            Run::Link(holdfast_document::Link {
                address: "https://www.example.org/returns".to_owned(),
                runs: text("the published returns"),
            }),
        ],
    }));
    body.push(Block::Quote {
        blocks: vec![paragraph("The service knows its staff and keeps them.")],
    });
    body.push(Block::List(List {
        start: Some(3),
        items: vec![
            vec![paragraph("Keep those who are there.")],
            vec![
                paragraph("Find more:"),
                Block::List(List {
                    start: None,
                    items: vec![
                        vec![paragraph("by the academy")],
                        vec![paragraph("from abroad")],
                    ],
                }),
            ],
        ],
    }));
    body.push(Block::Table(establishment("posts", 8)));
    body.extend(charts().into_iter().take(1).map(Block::Picture));
    body.push(Block::Table(wide("by-month", 13)));
    Document {
        body,
        ..empty("Workforce in children’s social care")
    }
}

/// A document without a body.
pub(crate) fn empty(title: &str) -> Document {
    let line = |name: &str, value: &str| Particular {
        name: name.to_owned(),
        value: vec![Run::text(value)],
    };
    Document {
        title: title.to_owned(),
        author: "Fableshire Council".to_owned(),
        language: "en-GB".to_owned(),
        on: date(2026, 4, 14),
        banner: Some("Draft for the committee’s chair: not for publication".to_owned()),
        particulars: vec![
            line("Report to", "Overview and Scrutiny Committee"),
            line("Date", "14 April 2026"),
            line("Report of", "Director of Children’s Services"),
            line("Portfolio", "Councillor A. Example, Children and Families"),
            line("Wards", "All"),
            line("Key decision", "No"),
        ],
        body: Vec::new(),
        notes: (0..40).map(note).collect(),
    }
}

fn note(number: usize) -> Note {
    Note {
        name: format!("Vacancy rate of team {number}, 31 March 2026"),
        value: "12.7%".to_owned(),
        working: "20 ÷ (20 + 137) × 100 = 12.7%".to_owned(),
        source: "Holdfast, records as at 1 April 2026".to_owned(),
        address: number
            .is_multiple_of(2)
            .then(|| format!("https://workforce.example.org/figures/{number}")),
    }
}

/// A heading and numbered paragraphs beneath it.
fn section(part: usize, paragraphs: usize) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Heading {
        level: 1,
        number: Some(format!("{part}.")),
        runs: vec![Run::text(
            "How many social workers there are, and how many are needed",
        )],
        name: format!("part-{part}"),
    })];
    blocks.extend((1..=paragraphs).map(|place| numbered(&format!("{part}.{place}"), place)));
    blocks
}

fn numbered(number: &str, note: usize) -> Block {
    Block::Paragraph(Paragraph {
        number: Some(number.to_owned()),
        runs: vec![
            Run::text("At 31 March 2026 the vacancy rate was "),
            Run::Figure {
                text: "12.7%".to_owned(),
                notes: vec![note],
            },
            Run::text(
                ", which is below England’s and above that of the council’s statistical neighbours. \
                 The difference to the year before is within what chance alone would bring about in a \
                 workforce of this size, and so the committee is advised not to read a trend into it. \
                 Of those who left, most went to another council nearby; exit interviews name workload \
                 first and pay second, as they did in each of the last three years.",
            ),
        ],
    })
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        number: None,
        runs: vec![Run::text(text)],
    })
}

/// Posts, filled and vacant, by team.
pub(crate) fn establishment(name: &str, rows: usize) -> Table {
    let row = |kind, cells: &[&str]| TableRow {
        kind,
        cells: cells.iter().map(|cell| Cell::text(*cell)).collect(),
    };
    let mut all = vec![row(RowKind::Group, &["North", "", "", "", ""])];
    for number in 1..=rows {
        let team = format!("Safeguarding and court team {number}");
        all.push(row(
            RowKind::Ordinary,
            &[&team, "12.5", "10.0", "2.5", "20.0%"],
        ));
    }
    all.push(row(
        RowKind::Total,
        &["All teams", "1,125.0", "900.0", "225.0", "20.0%"],
    ));
    Table {
        name: name.to_owned(),
        caption: "Posts in full-time equivalents by team, 31 March 2026".to_owned(),
        columns: columns(&[
            "Team",
            "Posts, FTE",
            "Filled, FTE",
            "Vacant, FTE",
            "Vacancy rate",
        ]),
        rows: all,
        notes: vec!["Agency workers fill none of the posts that are counted as filled.".to_owned()],
        source: "Holdfast, records as at 1 April 2026".to_owned(),
    }
}

/// A table with a column for each month.
pub(crate) fn wide(name: &str, months: usize) -> Table {
    let mut heads = vec!["Measure".to_owned()];
    heads.extend((0..months).map(|month| format!("Month {} of 2025", month + 1)));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let row = |measure: &str| {
        let mut cells = vec![Cell::text(measure)];
        cells.extend((0..months).map(|month| Cell::text(format!("1,2{month:02}.5"))));
        TableRow {
            kind: RowKind::Ordinary,
            cells,
        }
    };
    Table {
        name: name.to_owned(),
        caption: "Filled posts by month, in full-time equivalents".to_owned(),
        columns: columns(&heads),
        rows: vec![
            row("Social workers"),
            row("Senior social workers"),
            row("Managers"),
        ],
        notes: Vec::new(),
        source: "Holdfast, records as at 1 April 2026".to_owned(),
    }
}

fn columns(headings: &[&str]) -> Vec<Column> {
    let headings = headings.iter().enumerate();
    headings
        .map(|(place, heading)| Column {
            heading: (*heading).to_owned(),
            align: if place == 0 { Align::Start } else { Align::End },
        })
        .collect()
}

/// The charts of the gallery, as pictures.
fn charts() -> Vec<Picture> {
    let cases = cases::all().unwrap();
    let drawn = cases.into_iter().filter_map(|case| match case.picture {
        cases::Picture::Chart(chart) => Some((case.id, chart)),
        cases::Picture::Sparkline(_) => None,
    });
    drawn
        .take(12)
        .map(|(id, chart)| {
            let svg = chart.svg(&ChartId::new(id).unwrap(), Width::Wide);
            let table = chart.table();
            let number = |name: &str| {
                let rest = svg.split(&format!("{name}=\"")).nth(1).unwrap();
                rest.split('"').next().unwrap().parse().unwrap()
            };
            let heads: Vec<&str> = table.header.iter().map(String::as_str).collect();
            Picture {
                name: id.to_owned(),
                caption: table.caption.clone(),
                alternative: format!("A chart. {}", table.caption),
                width: number("width"),
                height: number("height"),
                svg,
                source: table.origin.clone(),
                table: Table {
                    name: format!("{id}-values"),
                    caption: table.caption.clone(),
                    columns: columns(&heads),
                    rows: table
                        .rows
                        .iter()
                        .map(|row| TableRow {
                            kind: RowKind::Ordinary,
                            cells: row.iter().map(Cell::text).collect(),
                        })
                        .collect(),
                    notes: Vec::new(),
                    source: table.origin.clone(),
                },
            }
        })
        .collect()
}
