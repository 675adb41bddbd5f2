//! What holds for every document in every format.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use holdfast_document::{Block, Document, html, html_body, text, word, workbook};
use proptest::prelude::*;
use quick_xml::events::Event;

mod any;
mod injection;
#[path = "../sample/mod.rs"]
mod sample;
mod words;

/// The text of an XML file that is whole.
fn read_xml(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut text = String::new();
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                start.attributes().for_each(|it| {
                    quick_xml::escape::unescape(&it.unwrap().value).unwrap();
                });
                if !matches!(
                    start.name().as_ref(),
                    "w:t" | "strong" | "em" | "a" | "code"
                ) {
                    text.push(' ');
                }
            }
            Event::Empty(start) => {
                for attribute in start.attributes() {
                    let attribute = attribute.unwrap();
                    if attribute.key.as_ref() == "descr" {
                        text.push_str(&quick_xml::escape::unescape(&attribute.value).unwrap());
                    }
                }
                if start.name().as_ref() != "w:rStyle" {
                    text.push(' ');
                }
            }
            Event::End(end) => {
                depth -= 1;
                if matches!(end.name().as_ref(), "w:p" | "td" | "th" | "li" | "p") {
                    text.push(' ');
                }
            }
            Event::Text(words) => text.push_str(&words),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().unwrap().map(String::from);
                let named = quick_xml::escape::resolve_predefined_entity(&reference);
                text.push_str(&letter.or(named.map(str::to_owned)).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    text
}

/// A part of a Word file.
fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

/// All text of a workbook, and its numbers as they are kept.
fn read_workbook(file: &[u8]) -> (String, Vec<f64>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.to_vec())).unwrap();
    let (mut text, mut numbers) = (String::new(), Vec::new());
    for name in book.sheet_names() {
        for cell in book.worksheet_range(&name).unwrap().rows().flatten() {
            match cell {
                Data::String(words) => {
                    text.push_str(words);
                    text.push(' ');
                }
                Data::Float(number) => numbers.push(*number),
                Data::Int(number) => numbers.push(number.to_string().parse().unwrap()),
                _ => {}
            }
        }
    }
    (text, numbers)
}

/// Words without what a format may set between the letters: spaces, and what no file can hold.
fn squeezed(text: &str) -> String {
    let dropped = |it: &char| it.is_whitespace() || it.is_control() || *it == '\u{fffe}';
    text.chars().filter(|it| !dropped(it)).collect()
}

fn missing(words: &[String], read: &str) -> Option<String> {
    let read = squeezed(read);
    let mut words = words.iter().map(|word| squeezed(word));
    words.find(|word| !read.contains(word.as_str()))
}

fn says_all(document: &Document) {
    let words = words::words(document);
    assert_eq!(missing(&words, &text(document)), None);
    assert_eq!(missing(&words, &read_xml(&html(document))), None);
    read_xml(&format!("<div>{}</div>", html_body(document, 3)));
    let file = word(document).unwrap();
    assert_eq!(
        missing(&words, &read_xml(&part(&file, "word/document.xml"))),
        None
    );
    for other in ["word/header1.xml", "word/footer1.xml", "word/numbering.xml"] {
        read_xml(&part(&file, other));
    }
    read_xml(&part(&file, "word/_rels/document.xml.rels"));
    read_xml(&part(&file, "docProps/core.xml"));
    says_all_tables(document);
}

fn says_all_tables(document: &Document) {
    let (read, numbers) = read_workbook(&workbook(document).unwrap());
    for table in document.tables() {
        assert_eq!(missing(&words::workbook_words(table), &read), None);
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        for number in cells.filter_map(|cell| cell.number.as_ref()) {
            assert!(numbers.contains(&number.value), "{number:?}");
        }
    }
}

#[test]
fn the_sample_says_the_same_in_every_format() {
    says_all(&sample::report());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::report();
    assert_eq!(word(&document).unwrap(), word(&document).unwrap());
    assert_eq!(workbook(&document).unwrap(), workbook(&document).unwrap());
}

#[test]
fn an_empty_document_is_a_document() {
    let mut document = sample::report();
    document.body.clear();
    document.notes.clear();
    document.particulars.clear();
    document.banner = None;
    says_all(&document);
}

#[test]
fn lines_of_the_text_end_after_72_columns() {
    let text = text(&sample::report());
    let long = |line: &&str| line.chars().count() > 72 && line.trim().contains(' ');
    assert_eq!(text.lines().find(long), None);
}

#[test]
fn totals_and_differences_follow_from_cells_of_the_workbook() {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook(&sample::report()).unwrap())).unwrap();
    let roles = book
        .worksheet_formula("1 Social workers by role, FTE")
        .unwrap();
    let formula = |cell| roles.get_value(cell).map(String::as_str);
    assert_eq!(formula((6, 1)), Some("SUM(B4:B6)"));
    assert_eq!(formula((6, 4)), Some("100*C7/D7"));
    let costs = book
        .worksheet_formula("5 What the actions cost, 2025")
        .unwrap();
    assert_eq!(costs.get_value((3, 3)).map(String::as_str), Some("C4-B4"));
}

#[test]
fn a_total_with_a_part_held_back_is_a_number_in_the_workbook() {
    let mut document = sample::report();
    for block in &mut document.body {
        if let Block::Table(table) = block {
            for row in table.rows.iter_mut().take(1) {
                row.cells[1].number = None;
            }
        }
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook(&document).unwrap())).unwrap();
    let name = "1 Social workers by role, FTE";
    let formulas = book.worksheet_formula(name).unwrap();
    assert_eq!(formulas.get_value((6, 1)).filter(|it| !it.is_empty()), None);
    let values = book.worksheet_range(name).unwrap();
    assert_eq!(values.get_value((6, 1)), Some(&Data::Float(137.0)));
}

#[test]
fn word_repeats_the_headings_of_tables_and_describes_charts() {
    let file = word(&sample::report()).unwrap();
    let main = part(&file, "word/document.xml");
    // Three tables, and one for each of the two charts.
    assert_eq!(main.matches("<w:tblHeader/>").count(), 5);
    assert_eq!(
        main.matches("<w:tblStyle w:val=\"PaperTable\"/>").count(),
        5
    );
    assert_eq!(main.matches("<asvg:svgBlip").count(), 2);
    assert!(main.contains("descr=\"Line chart. Turnover rate"));
    for style in ["Title", "Heading1", "Heading2", "Heading3", "Caption"] {
        assert!(
            main.contains(&format!("<w:pStyle w:val=\"{style}\"/>")),
            "{style}"
        );
    }
}

#[test]
fn every_link_within_the_word_file_leads_somewhere() {
    let main = part(&word(&sample::report()).unwrap(), "word/document.xml");
    let anchors: Vec<_> = main.split("w:anchor=\"").skip(1).collect();
    assert!(anchors.len() > 10);
    for anchor in anchors {
        let name = anchor.split('"').next().unwrap();
        assert!(main.contains(&format!("w:name=\"{name}\"")), "{name}");
    }
}

#[test]
fn every_style_that_the_word_file_uses_is_there() {
    let file = word(&sample::report()).unwrap();
    let (main, styles) = (
        part(&file, "word/document.xml"),
        part(&file, "word/styles.xml"),
    );
    for kind in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        let mark = format!("<{kind} w:val=\"");
        for used in main.split(mark.as_str()).skip(1) {
            let name = used.split('"').next().unwrap();
            assert!(styles.contains(&format!("w:styleId=\"{name}\"")), "{name}");
        }
    }
}

#[test]
fn every_link_within_the_page_leads_somewhere() {
    let page = html(&sample::report());
    for link in page.split("href=\"#").skip(1) {
        let name = link.split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{name}\"")), "{name}");
    }
}

#[test]
fn headings_in_the_product_begin_where_its_page_wants_them() {
    let body = html_body(&sample::report(), 3);
    assert!(body.contains("<h3 id=\"summary\" class=\"govuk-heading-l\">"));
    assert!(body.contains("<h4 id=\"establishment-by-role\""));
    assert!(!body.contains("<h1") && !body.contains("<h2") && !body.contains("style="));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_document_says_the_same_in_every_format(document in any::document()) {
        says_all(&document);
    }
}
