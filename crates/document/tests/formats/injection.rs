//! What a hostile name, text, link or drawing can do: nothing.

use holdfast_document::{
    Block, Cell, Document, Link, Paragraph, Run, html, html_body, text, word, workbook,
};

use crate::{part, read_workbook, sample};

const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "]]>",
    "&lt;b&gt; & \"quoted\" 'text'",
    "a\u{0}b\u{b}c\u{1f}d",
    "</w:t></w:r><w:r><w:t>",
];

/// The sample with hostile words wherever words stand.
fn hostile(words: &str) -> Document {
    let mut document = sample::report();
    document.title = words.into();
    document.author = words.into();
    document.banner = Some(words.into());
    for particular in &mut document.particulars {
        particular.name = words.into();
        particular.value = vec![Run::text(words)];
    }
    for note in &mut document.notes {
        note.name = words.into();
        note.working = words.into();
        note.source = words.into();
        note.address = Some(words.into());
    }
    for block in &mut document.body {
        match block {
            Block::Heading(heading) => heading.runs = vec![Run::text(words)],
            Block::Table(table) => {
                table.caption = words.into();
                table.source = words.into();
                for row in &mut table.rows {
                    row.cells[0] = Cell::text(words);
                }
            }
            Block::Picture(picture) => {
                picture.caption = words.into();
                picture.alternative = words.into();
                // Small, so that it is drawn at once.
                (picture.width, picture.height) = (72, 44);
            }
            _ => {}
        }
    }
    document
}

#[test]
fn hostile_words_are_words_in_every_format() {
    for words in HOSTILE {
        crate::says_all(&hostile(words));
    }
}

#[test]
fn nothing_in_a_page_runs() {
    for words in HOSTILE {
        let document = hostile(words);
        for page in [html(&document), html_body(&document, 2)] {
            assert!(
                !page.contains("<script") && !page.contains("<img"),
                "{words}"
            );
        }
        assert_eq!(html(&document).matches("</style>").count(), 1);
    }
}

#[test]
fn a_workbook_takes_no_text_for_a_formula() {
    let file = workbook(&hostile("=cmd|' /C calc'!A0")).unwrap();
    assert!(read_workbook(&file).0.contains("=cmd|' /C calc'!A0"));
    assert!(!part(&file, "xl/worksheets/sheet2.xml").contains("<f>cmd"));
}

fn with_link(address: &str) -> Document {
    let mut document = sample::report();
    let link = Run::Link(Link {
        address: address.into(),
        runs: vec![Run::text("the words of the link")],
    });
    document.body = vec![Block::Paragraph(Paragraph {
        number: None,
        runs: vec![link],
    })];
    document.notes.clear();
    document
}

#[test]
fn only_links_to_pages_and_mailboxes_survive() {
    for (address, survives) in [
        ("https://example.org/a?b=c&d=e", true),
        ("mailto:clerk@example.org", true),
        ("javascript:alert(1)", false),
        ("JaVaScRiPt:alert(1)", false),
        ("data:text/html,<script>alert(1)</script>", false),
        ("file:///etc/passwd", false),
    ] {
        let document = with_link(address);
        let linked = |text: &str| text.contains(&address.replace('&', "&amp;"));
        let references = part(&word(&document).unwrap(), "word/_rels/document.xml.rels");
        assert_eq!(linked(&html(&document)), survives, "{address}");
        assert_eq!(linked(&references), survives, "{address}");
        assert_eq!(text(&document).contains(address), survives, "{address}");
        assert!(html(&document).contains("the words of the link"));
    }
}

fn with_drawing(svg: &str) -> Document {
    let mut document = sample::report();
    for block in &mut document.body {
        if let Block::Picture(picture) = block {
            svg.clone_into(&mut picture.svg);
        }
    }
    document
}

#[test]
fn a_drawing_has_shapes_and_words_and_nothing_that_runs_or_leads_elsewhere() {
    let document = with_drawing(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\" onload=\"alert(1)\">\
         <script>alert(1)</script><foreignObject><iframe/></foreignObject>\
         <a href=\"javascript:alert(1)\"><text>led</text></a><image href=\"file:///etc/passwd\"/>\
         <rect width=\"9\" height=\"9\" fill=\"url(https://example.org/x)\" style=\"x\"/>\
         <text>kept &amp; read</text></svg>",
    );
    let page = html(&document);
    assert!(page.contains("kept &amp; read"));
    let file = word(&document).unwrap();
    let drawing = part(&file, "word/media/chart1.svg");
    for gone in ["alert", "iframe", "passwd", "url(", "style=\"x\"", "led<"] {
        assert!(!page.contains(gone) && !drawing.contains(gone), "{gone}");
    }
}

#[test]
fn a_broken_drawing_is_told_in_words_on_a_page_and_refused_for_word() {
    for broken in [
        "",
        "no drawing",
        "<svg><g></svg>",
        "<svg",
        "<p>x</p>",
        "<svg/>&nothing;",
    ] {
        let document = with_drawing(broken);
        assert!(html(&document).contains("Line chart. Turnover rate"));
        let error = word(&document).map_err(|error| error.to_string());
        let said =
            "the chart `turnover` could not be put into the Word file; use the web page instead";
        assert_eq!(error, Err(said.to_owned()), "{broken}");
    }
}
