//! Any document: of words that nobody would write, in every arrangement.

use holdfast_document::{
    Align, Block, Cell, Column, Document, Formula, Heading, Link, List, Note, Number, Paragraph,
    Particular, Picture, Place, RowKind, Run, Table, TableRow,
};
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::prelude::*;

/// A word with letters that mean something in some format, and some that none can hold.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Z0-9 .,£–-]{1,20}",
        1 => r#"[<>&"'=+@|#$\]\[{}%*_`\\/!-]{1,8}"#,
        1 => "[א-ת😀-😎𝛼é\u{0}-\u{1f}\u{7f}\u{fffe}a]{1,8}",
        1 => prop::sample::select(vec!["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "]]>", "&amp;", "javascript:alert(1)", "{{ x }}", "-->"]).prop_map(str::to_owned),
        1 => "[a-z]{60,90}",
    ]
}

fn run() -> impl Strategy<Value = Run> {
    let leaf = prop_oneof![
        4 => words().prop_map(Run::text),
        1 => words().prop_map(|text| Run::Code { text }),
        1 => (words(), vec(0_usize..5, 0..3)).prop_map(|(text, notes)| Run::Figure { text, notes }),
        1 => Just(Run::Break),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        let runs = vec(inner, 0..3);
        prop_oneof![
            runs.clone().prop_map(|runs| Run::Strong { runs }),
            runs.clone().prop_map(|runs| Run::Emphasis { runs }),
            (words(), runs).prop_map(|(address, runs)| Run::Link(Link {
                address: format!("https://example.org/{address}"),
                runs
            })),
        ]
    })
}

fn number() -> impl Strategy<Value = Number> {
    let place = || (0_usize..5, 0_usize..5).prop_map(|(row, column)| Place { row, column });
    let formula = prop_oneof![
        vec(place(), 0..4).prop_map(Formula::Sum),
        (place(), vec(place(), 0..3)).prop_map(|(first, others)| Formula::Less(first, others)),
        (place(), place()).prop_map(|(part, whole)| Formula::Percent(part, whole)),
        (place(), place()).prop_map(|(part, whole)| Formula::Over(part, whole)),
    ];
    let units = prop::sample::select(vec![("", ""), ("£", ""), ("", "%")]);
    (
        -1000_i32..1000,
        0_u8..3,
        units,
        proptest::option::of(formula),
    )
        .prop_map(|(value, places, (before, after), formula)| Number {
            value: f64::from(value) / 4.0,
            places,
            before,
            after,
            formula,
        })
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        (vec(run(), 0..3)).prop_map(|runs| Cell { runs, number: None }),
        number().prop_map(|number| Cell {
            runs: vec![Run::text(number.value.to_string())],
            number: Some(number),
        }),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    (0_usize..6).prop_flat_map(|columns| {
        let kind = prop::sample::select(vec![RowKind::Ordinary, RowKind::Group, RowKind::Total]);
        let row = (kind, vec(cell(), columns)).prop_map(|(kind, cells)| TableRow { kind, cells });
        let align = prop::sample::select(vec![Align::Start, Align::End]);
        let column = (words(), align).prop_map(|(heading, align)| Column { heading, align });
        (
            words(),
            vec(column, columns),
            vec(row, 0..5),
            vec(words(), 0..2),
            words(),
        )
            .prop_map(|(caption, columns, rows, notes, source)| Table {
                name: String::new(),
                caption,
                columns,
                rows,
                notes,
                source,
            })
    })
}

fn picture() -> impl Strategy<Value = Picture> {
    (words(), words(), words(), table(), 0_u32..400, 0_u32..400).prop_map(
        |(caption, alternative, source, table, width, height)| Picture {
            name: String::new(),
            caption,
            alternative,
            svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"><text x=\"1\" y=\"9\">a&#39;b</text></svg>".into(),
            width,
            height,
            source,
            table,
        },
    )
}

fn block() -> impl Strategy<Value = Block> {
    let runs = || vec(run(), 0..4);
    let number = || proptest::option::of("[1-9]\\.[1-9]?");
    let leaf = prop_oneof![
        2 => (1_u8..=4, number(), runs()).prop_map(|(level, number, runs)| Block::Heading(Heading { level, number, runs, name: String::new() })),
        3 => (number(), runs()).prop_map(|(number, runs)| Block::Paragraph(Paragraph { number, runs })),
        2 => table().prop_map(Block::Table),
        1 => picture().prop_map(Block::Picture),
        1 => Just(Block::NewPage),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (
                proptest::option::of(0_u64..99),
                vec(vec(inner.clone(), 0..3), 0..3)
            )
                .prop_map(|(start, items)| Block::List(List { start, items })),
            vec(inner, 0..3).prop_map(|blocks| Block::Quote { blocks }),
        ]
    })
}

/// Any document.
pub(crate) fn document() -> impl Strategy<Value = Document> {
    let note = (
        words(),
        words(),
        words(),
        words(),
        proptest::option::of(words()),
    )
        .prop_map(|(name, value, working, source, address)| Note {
            name,
            value,
            working,
            source,
            address,
        });
    let particular =
        (words(), vec(run(), 0..2)).prop_map(|(name, value)| Particular { name, value });
    let head = (
        words(),
        words(),
        words(),
        proptest::option::of(words()),
        1_i16..9999,
    );
    (
        head,
        vec(particular, 0..3),
        vec(block(), 0..6),
        vec(note, 0..4),
    )
        .prop_map(
            |((title, author, language, banner, year), particulars, body, notes)| {
                let mut document = Document {
                    title,
                    author,
                    language,
                    on: Date::constant(year, 2, 28),
                    banner,
                    particulars,
                    body,
                    notes,
                };
                name_all(&mut document.body, &mut 0);
                document
            },
        )
}

/// Gives every heading, table and chart a name of its own.
fn name_all(blocks: &mut [Block], next: &mut usize) {
    for block in blocks {
        match block {
            Block::Heading(heading) => name(next, &mut heading.name),
            Block::Table(table) => name(next, &mut table.name),
            Block::Picture(picture) => {
                name(next, &mut picture.name);
                name(next, &mut picture.table.name);
            }
            Block::List(list) => {
                for item in &mut list.items {
                    name_all(item, next);
                }
            }
            Block::Quote { blocks } => name_all(blocks, next),
            Block::Paragraph(_) | Block::NewPage => {}
        }
    }
}

fn name(next: &mut usize, into: &mut String) {
    *next += 1;
    *into = format!("name-{next}");
}
