//! What a PDF holds, read back with another program than the one that wrote it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod edges;
mod sample;
mod tags;

use holdfast_document::{Block, Cell, Document, Heading, List, Paragraph, RowKind, Run, TableRow};
use holdfast_typeset::{Options, Size, TypesetError, pdf};
use tags::{Tags, read};

const LARGE: Options = Options {
    size: Size::LargePrint,
};

fn set(document: &Document, options: Options) -> Vec<u8> {
    pdf(document, options).unwrap_or_else(|error| panic!("{error}"))
}

#[expect(clippy::print_stdout, reason = "the report is what the check is for")]
fn tags_of(document: &Document, options: Options) -> Tags {
    let tags = read(&set(document, options)).unwrap();
    println!("{tags}");
    tags
}

/// All text of a PDF, as a reader copies it.
fn words(bytes: &[u8]) -> String {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().keys().copied().collect();
    let text = file.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        number: None,
        runs: vec![Run::text(text)],
    })
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading(Heading {
        level,
        number: None,
        runs: vec![Run::text(text)],
        name: "heading".to_owned(),
    })
}

fn with(body: Vec<Block>) -> Document {
    Document {
        body,
        ..sample::empty("A title")
    }
}

fn refused(document: &Document) -> TypesetError {
    pdf(document, Options::default()).unwrap_err()
}

#[test]
fn every_part_of_a_paper_is_tagged_and_announced() {
    let tags = tags_of(&sample::short(), Options::default());
    assert_eq!(tags.faults(), Vec::<String>::new());
    assert_eq!(tags.language, "en-GB");
    assert_eq!(tags.title, "Workforce in children’s social care");
    assert_eq!(tags.archive.as_deref(), Some("2"));
    assert_eq!(tags.count("Document"), 1);
    // Particulars, posts, months, and the values of the chart.
    assert_eq!(tags.count("Table"), 4);
    assert_eq!(tags.count("Caption"), 4);
    // Two headings of the paper and two annexes.
    assert_eq!(tags.headings, [1, 2, 1, 1]);
    assert_eq!(tags.bookmarks, 4);
    assert_eq!(tags.count("Figure"), 1);
    assert_eq!(tags.count("BlockQuote"), 1);
    assert_eq!(tags.count("L"), 2);
    // 6 particulars, 8 teams and their total, 3 measures, 9 years.
    assert_eq!(tags.scopes["Row"], 6 + 8 + 1 + 3 + 9);
    // 5 heads and a group, 14 heads, 5 heads.
    assert_eq!(tags.scopes["Column"], 5 + 1 + 14 + 5);
    assert_eq!(
        tags.alternatives,
        ["A chart. Turnover rate of children’s social workers in Exampleshire, 2017 to 2025 (percent)"
            .replace('’', "'")]
    );
}

#[test]
fn each_chart_of_a_long_paper_has_its_table_in_the_annex() {
    let tags = tags_of(&sample::paper(), Options::default());
    assert_eq!(tags.faults(), Vec::<String>::new());
    assert_eq!(tags.count("Figure"), 12);
    // Particulars, posts four times, months, and the values of the charts.
    assert_eq!(tags.count("Table"), 1 + 4 + 1 + 12);
    // To the note from each of 12 paragraphs, to the records from every other note of 40, and from
    // each chart to its table and back.
    assert_eq!(tags.count("Link"), 12 + 20 + 12 + 12);
}

#[test]
fn the_large_print_has_the_same_content_with_lists_for_tables() {
    let tags = tags_of(&sample::short(), LARGE);
    assert_eq!(tags.faults(), Vec::<String>::new());
    // The particulars alone.
    assert_eq!(tags.count("Table"), 1);
    // Two lists of the paper; 8 teams and their total, 3 measures, 9 years.
    assert_eq!(tags.count("L"), 2 + 8 + 1 + 3 + 9);
    assert_eq!(tags.headings, [1, 2, 1, 1]);
    assert_eq!(tags.count("Figure"), 1);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::scorecard();
    let first = set(&document, Options::default());
    assert!(first == set(&document, Options::default()));
    let mut later = document;
    later.on = later.on.tomorrow().unwrap();
    assert!(first != set(&later, Options::default()));
}

#[test]
fn text_is_never_read_as_markup() {
    let hostile = [
        "#read(\"/etc/passwd\")",
        "#panic()",
        "$x$ *a* _b_ `c`",
        "= Heading",
        "<label> @reference",
        "</table> ] [ } { \" \\ //",
        "#import \"@preview/cetz:0.3.0\"",
    ];
    let body = hostile.into_iter().map(paragraph).collect();
    let mut document = with(body);
    document.title = hostile[0].to_owned();
    document.author = "]#panic()[".to_owned();
    document.banner = Some(hostile[1].to_owned());
    document.particulars[0].name = hostile[2].to_owned();
    document.notes[0].working = hostile[3].to_owned();
    let mut table = sample::establishment("posts", 2);
    table.caption = hostile[4].to_owned();
    table.columns[1].heading = hostile[5].to_owned();
    table.rows[1].cells[0] = Cell::text(hostile[6]);
    document.body.push(Block::Table(table));
    let bytes = set(&document, Options::default());
    let read = words(&bytes);
    for text in hostile {
        assert!(read.contains(text), "{text} in {read}");
    }
    assert_eq!(tags::read(&bytes).unwrap().title, hostile[0]);
}

#[test]
fn characters_that_the_letters_lack_are_shown_as_lacking() {
    let texts = [
        "Zoë Łukasz Ωμέγα Ђорђе שלום",
        "family 👩‍👩‍👧 flag 🇬🇧 thumb 👍🏽 heart ❤️",
        "محمد 王小明 ไทย हिन्दी 한국어",
        "control \u{0}\u{7}\u{1b}[31m\u{9f} and \u{202e}turned\u{2066}",
        "private \u{e000} none \u{feff}\u{fffe}\u{ffff} combined e\u{301}\u{20e3} \u{fffc}",
        "\u{1d11e}\u{e0001}\u{2028}\u{ad}\u{200d}\u{200b}\u{25cc}\u{300}",
    ];
    let mut document = with(texts.into_iter().map(paragraph).collect());
    let mut table = sample::establishment("posts", texts.len());
    for (row, text) in table.rows.iter_mut().skip(1).zip(texts) {
        row.cells[0] = Cell::text(text);
    }
    table.rows[0].cells[0] = Cell::text(texts[1]);
    document.body.push(Block::Table(table));
    document.title = texts.join(" ");
    document.author = texts[1].to_owned();
    document.banner = Some(texts[2].to_owned());
    let read = words(&set(&document, Options::default()));
    assert!(read.contains("Zoë Łukasz Ωμέγα Ђорђе"), "{read}");
    assert!(read.contains("control [31m and turned"), "{read}");
    assert!(read.contains("□"), "{read}");
    assert_eq!(tags_of(&document, LARGE).faults(), Vec::<String>::new());
}

#[test]
fn every_character_can_be_set() {
    let every: Vec<Block> = (0..=0x2_ffff_u32)
        .filter_map(char::from_u32)
        .filter(|letter| u32::from(*letter) < 0x3000 || u32::from(*letter) % 61 == 0)
        .collect::<Vec<char>>()
        .chunks(200)
        .map(|letters| {
            let apart: String = letters.iter().flat_map(|letter| [*letter, ' ']).collect();
            paragraph(&apart)
        })
        .collect();
    set(&with(every), Options::default());
}

#[test]
fn rules_and_the_beginnings_of_words_stay_within_the_margins() {
    let word = "Donaudampfschifffahrtsgesellschaft".repeat(20);
    let mut document = with(vec![paragraph(&word), heading(1, &word)]);
    document.title = word.clone();
    document.banner = Some(word.clone());
    document.particulars[0].value = vec![Run::text(word.clone())];
    for columns in [2, 8, 13, 20, 40] {
        document
            .body
            .push(Block::Table(sample::wide("table", columns)));
    }
    let mut table = sample::establishment("posts", 1);
    table.rows[1].cells[0] = Cell::text(word.clone());
    table.rows[1].cells[2] = Cell::text(word.clone());
    document.body.push(Block::Table(table.clone()));
    document.body.push(Block::List(List {
        start: None,
        items: vec![vec![
            Block::Table(table),
            Block::Table(sample::wide("table", 13)),
        ]],
    }));
    for options in [Options::default(), LARGE] {
        let bytes = set(&document, options);
        for page in edges::pages(&bytes).unwrap() {
            assert!(page.right < page.width - 60.0, "{page:?}");
            assert!(page.left > 60.0 && page.bottom > 30.0, "{page:?}");
        }
    }
}

#[test]
fn a_table_goes_on_over_pages_with_its_head_and_is_told_once() {
    let mut document = with(vec![Block::Table(sample::establishment("posts", 120))]);
    document.notes.clear();
    document.particulars.clear();
    let bytes = set(&document, Options::default());
    let tags = tags::read(&bytes).unwrap();
    assert!(tags.pages >= 3, "{} pages", tags.pages);
    assert_eq!(words(&bytes).matches("Vacant, FTE").count(), tags.pages);
    assert_eq!(tags.scopes["Column"], 5 + 1);
    assert_eq!(tags.scopes["Row"], 121);
}

#[test]
fn a_document_without_a_body_is_a_document() {
    let mut document = sample::empty("A title");
    document.banner = None;
    document.particulars.clear();
    document.notes.clear();
    document.author.clear();
    assert_eq!(tags_of(&document, Options::default()).pages, 1);
}

#[test]
fn a_refusal_says_what_and_where() {
    let says = |document: &Document, words: &str| {
        let said = refused(document).to_string();
        assert!(said.contains(words), "{said}");
    };
    says(&sample::empty("  "), "no title");
    let mut document = sample::empty("A title");
    document.language = "English\"".to_owned();
    says(&document, "“English\"”");
    let skipped = with(vec![heading(1, "One"), heading(3, "Three")]);
    says(
        &skipped,
        "“Three” is of level 3, but after “One” only levels 1 to 2",
    );
    says(&with(vec![heading(2, "Two")]), "after “A title”");
    says(&with(vec![heading(1, " ")]), "says nothing");
    let mut table = sample::establishment("posts", 1);
    table.rows.push(TableRow {
        kind: RowKind::Ordinary,
        cells: vec![Cell::text("alone")],
    });
    says(
        &with(vec![Block::Table(table.clone())]),
        "Row 4 of the table “Posts in full-time equivalents by team, 31 March 2026” has 1 cells for 5",
    );
    table.columns.clear();
    says(&with(vec![Block::Table(table)]), "no columns");
    let figure = Run::Figure {
        text: "12.7%".to_owned(),
        notes: vec![40],
    };
    let unexplained = Block::Paragraph(Paragraph {
        number: None,
        runs: vec![figure],
    });
    says(&with(vec![unexplained]), "“12.7%” is explained by note 40");
    let deep = (0..5000).fold(paragraph("deep"), |inner, _| Block::Quote {
        blocks: vec![inner],
    });
    says(&with(vec![deep]), "more than 10 deep");
}

#[test]
fn lists_and_quotes_can_lie_ten_deep() {
    let deep = (0..10).fold(paragraph("deep"), |inner, depth| match depth % 2 {
        0 => Block::Quote {
            blocks: vec![inner],
        },
        _ => Block::List(List {
            start: None,
            items: vec![vec![inner]],
        }),
    });
    let tags = tags_of(&with(vec![deep]), Options::default());
    assert_eq!((tags.count("L"), tags.count("BlockQuote")), (5, 5));
}

#[test]
fn a_chart_that_cannot_be_drawn_is_named() {
    let picture = |change: fn(&mut holdfast_document::Picture)| {
        let mut document = sample::short();
        for block in &mut document.body {
            if let Block::Picture(picture) = block {
                picture.caption = "Turnover".to_owned();
                change(picture);
            }
        }
        refused(&document).to_string()
    };
    let said = picture(|it| it.alternative = " ".to_owned());
    assert!(said.contains("“Turnover” is not described"), "{said}");
    let said = picture(|it| it.svg.truncate(it.svg.len() / 2));
    assert!(said.contains("“Turnover” cannot be drawn"), "{said}");
    let said = picture(|it| {
        it.svg = it.svg.replace(
            "</svg>",
            "<image href=\"../etc/passwd\" width=\"1\" height=\"1\"/></svg>",
        );
    });
    assert!(said.contains("“Turnover” cannot be drawn"), "{said}");
}
