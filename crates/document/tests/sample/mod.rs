//! A scrutiny report with something of everything that a document can hold.

use holdfast_document::{
    Align, Block, Cell, Column, Document, Formula, Heading, Link, List, Note, Number, Paragraph,
    Particular, Picture, Place, RowKind, Run, Table, TableRow,
};
use jiff::civil::date;

/// The report.
pub(crate) fn report() -> Document {
    let mut body = establishment();
    body.extend(turnover());
    body.extend(actions());
    Document {
        title: "Children’s social work workforce: progress report".into(),
        author: "Fableshire Council".into(),
        language: "en-GB".into(),
        on: date(2025, 4, 15),
        banner: Some("Draft for officers’ comment: not for publication".into()),
        particulars: particulars(),
        body,
        notes: notes(),
    }
}

fn particulars() -> Vec<Particular> {
    [
        ("Report to", "Children and Young People Scrutiny Committee"),
        ("Date", "15 April 2025"),
        ("Report of", "Director of Children’s Services"),
        (
            "Cabinet member",
            "Councillor A. Example, Children’s Services",
        ),
        ("Wards affected", "All"),
        ("Key decision", "No"),
    ]
    .map(|(name, value)| Particular {
        name: name.into(),
        value: vec![Run::text(value)],
    })
    .into()
}

fn establishment() -> Vec<Block> {
    vec![
        heading(1, "1.", "Summary", "summary"),
        numbered("1.1", vec![
            Run::text("On 31 March 2025 the council had "),
            figure("137.0 FTE", &[0]),
            Run::text(" social workers in post and "),
            figure("20.0 FTE", &[1]),
            Run::text(" vacancies, a vacancy rate of "),
            Run::Strong { runs: vec![figure("12.7%", &[2])] },
            Run::text(". "),
            figure("This is below England’s 17.3%, by 4.6 percentage points.", &[2, 3]),
        ]),
        numbered("1.2", vec![
            Run::text("The committee is asked to note the position and to comment on the actions in section 3. The definitions follow the "),
            Run::Link(Link {
                address: "https://explore-education-statistics.service.gov.uk/find-statistics/children-s-social-work-workforce".into(),
                runs: vec![Run::text("Children’s social work workforce statistics")],
            }),
            Run::text(" and are "),
            Run::Emphasis { runs: vec![Run::text("not")] },
            Run::text(" those of earlier reports."),
        ]),
        heading(2, "1.1", "Establishment by role", "establishment-by-role"),
        Block::Table(by_role()),
        Block::Table(by_team()),
    ]
}

fn turnover() -> Vec<Block> {
    vec![
        heading(1, "2.", "Who leaves, and why", "who-leaves"),
        numbered(
            "2.1",
            vec![
                Run::text("Turnover fell from "),
                figure("18.3%", &[4]),
                Run::text(" in 2017 to "),
                figure("14.0%", &[5]),
                Run::text(" in 2025. It remains above England’s."),
            ],
        ),
        Block::Picture(picture(
            "turnover",
            "Turnover rate of children’s social workers, 2017 to 2025",
            "Line chart. Turnover rate, FTE, in percent. Exampleshire: 18.3% in 2017, 14.0% in 2025, lowest 12.1% in 2020, highest 19.0% in 2022; no value for 2021. England: 14.9% in 2017, 13.4% in 2025.",
            include_str!("line.svg"),
            442,
        )),
        heading(2, "2.1", "Reasons", "reasons"),
        Block::Paragraph(Paragraph {
            number: None,
            runs: vec![Run::text("One worker who left in February said:")],
        }),
        Block::Quote {
            blocks: vec![Block::Paragraph(Paragraph {
                number: None,
                runs: vec![Run::text(
                    "I had 24 children on my caseload and no day without a crisis. I did not leave the work, I left the numbers.",
                )],
            })],
        },
        Block::Picture(picture(
            "reasons-chart",
            "Main reason for leaving, year to 31 March 2025",
            "Bar chart. Leavers, in people, by main reason. Caseload 31; Post nearer to home 18; Pay at another council 12; Retirement 7; Not asked 0.",
            include_str!("bars.svg"),
            252,
        )),
    ]
}

fn actions() -> Vec<Block> {
    let line = |text: &str| {
        Block::Paragraph(Paragraph {
            number: None,
            runs: vec![Run::text(text)],
        })
    };
    vec![
        Block::NewPage,
        heading(1, "3.", "Actions", "actions"),
        numbered(
            "3.1",
            vec![Run::text("Three things were agreed in January:")],
        ),
        Block::List(List {
            start: None,
            items: vec![
                vec![line(
                    "A caseload of no more than 16 children for every social worker in the first three years after qualifying, from 1 June 2025.",
                )],
                vec![
                    line("An academy for newly qualified social workers:"),
                    Block::List(List {
                        start: Some(1),
                        items: vec![
                            vec![line("places for 12 in September 2025")],
                            vec![line("places for 18 in September 2026")],
                        ],
                    }),
                ],
                vec![line("An exit interview with everyone who leaves.")],
            ],
        }),
        heading(2, "3.1", "Cost", "cost"),
        heading(3, "3.1.1", "This year and next", "this-year"),
        Block::Table(costs()),
        numbered(
            "3.2",
            vec![
                Run::text("The formula is "),
                Run::Code {
                    text: "saving = (agency − employed) × weeks".into(),
                },
                Run::text("."),
            ],
        ),
    ]
}

fn heading(level: u8, number: &str, text: &str, name: &str) -> Block {
    Block::Heading(Heading {
        level,
        number: Some(number.into()),
        runs: vec![Run::text(text)],
        name: name.into(),
    })
}

fn numbered(number: &str, runs: Vec<Run>) -> Block {
    Block::Paragraph(Paragraph {
        number: Some(number.into()),
        runs,
    })
}

fn figure(text: &str, notes: &[usize]) -> Run {
    Run::Figure {
        text: text.into(),
        notes: notes.into(),
    }
}

fn column(heading: &str, align: Align) -> Column {
    Column {
        heading: heading.into(),
        align,
    }
}

/// A number as it is read, with what is behind it.
fn number(value: f64, places: u8, before: &'static str, after: &'static str) -> Cell {
    let decimals = usize::from(places);
    Cell {
        runs: vec![Run::text(format!("{before}{value:.decimals$}{after}"))],
        number: Some(Number {
            value,
            places,
            before,
            after,
            formula: None,
        }),
    }
}

fn follows(mut cell: Cell, formula: Formula) -> Cell {
    if let Some(number) = &mut cell.number {
        number.formula = Some(formula);
    }
    cell
}

fn place(row: usize, column: usize) -> Place {
    Place { row, column }
}

fn row(kind: RowKind, cells: Vec<Cell>) -> TableRow {
    TableRow { kind, cells }
}

fn by_role() -> Table {
    let amounts = [
        ("Social worker", 88.0, 16.0),
        ("Senior social worker", 31.0, 4.0),
        ("Team manager", 18.0, 0.0),
    ];
    let filled = |row: usize, name: &str, posts: f64, vacant: f64| {
        let rate = Formula::Percent(place(row, 2), place(row, 3));
        let all = Formula::Sum(vec![place(row, 1), place(row, 2)]);
        vec![
            Cell::text(name),
            number(posts, 1, "", ""),
            number(vacant, 1, "", ""),
            follows(number(posts + vacant, 1, "", ""), all),
            follows(number(100.0 * vacant / (posts + vacant), 1, "", "%"), rate),
        ]
    };
    let mut rows: Vec<_> = (0..)
        .zip(amounts)
        .map(|(index, (name, posts, vacant))| {
            row(RowKind::Ordinary, filled(index, name, posts, vacant))
        })
        .collect();
    let mut total = filled(3, "All", 137.0, 20.0);
    for (column, cell) in total.iter_mut().enumerate().skip(1).take(2) {
        let all = Formula::Sum((0..3).map(|row| place(row, column)).collect());
        *cell = follows(cell.clone(), all);
    }
    if let Some(cell) = total.get_mut(4) {
        cell.runs = vec![figure("12.7%", &[2])];
    }
    rows.push(row(RowKind::Total, total));
    Table {
        name: "by-role".into(),
        caption: "Social workers by role, FTE, 31 March 2025".into(),
        columns: vec![
            column("Role", Align::Start),
            column("In post (FTE)", Align::End),
            column("Vacant (FTE)", Align::End),
            column("Posts (FTE)", Align::End),
            column("Vacancy rate", Align::End),
        ],
        rows,
        notes: vec!["Posts held by agency workers count as vacant.".into()],
        source: "Holdfast, records of Fableshire as of 1 April 2025".into(),
    }
}

/// A table that is wider than a line of text, with groups and symbols.
fn by_team() -> Table {
    let months = [
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "January",
        "February",
        "March",
    ];
    let mut columns = vec![column("Team", Align::Start)];
    columns.extend(months.map(|month| column(month, Align::End)));
    columns.push(column("Average caseload of the year", Align::End));
    let team = |name: &str, from: f64| {
        let mut cells = vec![Cell::text(name)];
        cells.extend((0..12).map(|month| number(from + f64::from(month) / 10.0, 1, "", "")));
        cells.push(Cell::text("c"));
        row(RowKind::Ordinary, cells)
    };
    let group = |name: &str| {
        let mut cells = vec![Cell::text(name)];
        cells.extend((0..13).map(|_| Cell::text("")));
        row(RowKind::Group, cells)
    };
    Table {
        name: "by-team".into(),
        caption: "Average caseload by team and month, 2024 to 2025".into(),
        columns,
        rows: vec![
            group("North"),
            team("Assessment and intervention", 16.2),
            team("Children in care", 15.1),
            group("South and the islands"),
            team("Assessment and intervention", 18.9),
        ],
        notes: vec!["c: too few to show without telling about a person.".into()],
        source: String::new(),
    }
}

fn costs() -> Table {
    let line = |index: usize, name: &str, before: f64, after: f64| {
        let less = Formula::Less(place(index, 2), vec![place(index, 1)]);
        row(
            RowKind::Ordinary,
            vec![
                Cell::text(name),
                number(before, 0, "£", ""),
                number(after, 0, "£", ""),
                follows(number(after - before, 0, "£", ""), less),
            ],
        )
    };
    Table {
        name: "costs".into(),
        caption: "What the actions cost, 2025 to 2026".into(),
        columns: vec![
            column("Action", Align::Start),
            column("Now", Align::End),
            column("Then", Align::End),
            column("More", Align::End),
        ],
        rows: vec![
            line(0, "Academy", 120.0, 480.0),
            line(1, "=cmd|' /C calc'!A0", 10.0, 25.0),
        ],
        notes: Vec::new(),
        source: "Finance, budget of 2025 to 2026".into(),
    }
}

fn picture(name: &str, caption: &str, alternative: &str, svg: &str, height: u32) -> Picture {
    Picture {
        name: name.into(),
        caption: caption.into(),
        alternative: alternative.into(),
        svg: svg.into(),
        width: 720,
        height,
        source: "Department for Education, release of 26 February 2026".into(),
        table: Table {
            name: format!("{name}-values"),
            caption: caption.into(),
            columns: vec![
                column("Year", Align::Start),
                column("Exampleshire", Align::End),
                column("England", Align::End),
            ],
            rows: vec![
                row(
                    RowKind::Ordinary,
                    vec![
                        Cell::text("2017"),
                        number(18.3, 1, "", "%"),
                        number(14.9, 1, "", "%"),
                    ],
                ),
                row(
                    RowKind::Ordinary,
                    vec![
                        Cell::text("2021"),
                        Cell::text("c"),
                        number(15.4, 1, "", "%"),
                    ],
                ),
                row(
                    RowKind::Ordinary,
                    vec![
                        Cell::text("2025"),
                        number(14.0, 1, "", "%"),
                        number(13.4, 1, "", "%"),
                    ],
                ),
            ],
            notes: Vec::new(),
            source: String::new(),
        },
    }
}

fn notes() -> Vec<Note> {
    let records = "Holdfast, records of Fableshire as of 1 April 2025";
    [
        (
            "Social workers in post, 31 March 2025",
            "137.0 FTE",
            "",
            records,
        ),
        ("Vacancies, 31 March 2025", "20.0 FTE", "", records),
        (
            "Vacancy rate, 31 March 2025",
            "12.7%",
            "20 ÷ (20 + 137) × 100 = 12.7%",
            records,
        ),
        (
            "Vacancy rate of England, 30 September 2025",
            "17.3%",
            "",
            "Department for Education, release of 26 February 2026",
        ),
        (
            "Turnover rate, year ending 30 September 2017",
            "18.3%",
            "29 ÷ 158.5 × 100 = 18.3%",
            records,
        ),
        (
            "Turnover rate, year ending 30 September 2025",
            "14.0%",
            "22 ÷ 157 × 100 = 14.0%",
            records,
        ),
    ]
    .map(|(name, value, working, source)| Note {
        name: name.into(),
        value: value.into(),
        working: working.into(),
        source: source.into(),
        address: Some("https://holdfast.example.org/figures/1".into()),
    })
    .into()
}
