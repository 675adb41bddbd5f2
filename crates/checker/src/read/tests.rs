use super::*;
use crate::paper::{Block, Kind};

fn blocks(text: &str) -> Vec<Block> {
    read("paper.txt", text.as_bytes()).expect("a paper").blocks
}

/// The rows of the first table.
fn rows(blocks: &[Block]) -> Vec<String> {
    let table = blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Passage(_) => None,
    });
    let rows = table.map(|it| it.rows.iter());
    rows.into_iter()
        .flatten()
        .map(|row| format!("{}: {}", row.line, row.cells.join("|")))
        .collect()
}

#[test]
fn lines_of_a_paragraph_are_one_passage_that_knows_its_lines() {
    let found = blocks("We have\nmany posts.\n\nAnother.\n");
    let [Block::Passage(first), Block::Passage(_)] = found.as_slice() else {
        panic!("two passages");
    };
    assert_eq!(first.text, "We have many posts.");
    assert_eq!(first.line_at(10), 2);
}

#[test]
fn a_sentence_goes_on_over_a_page() {
    let found = blocks(
        "The funding was agreed by the council for a full year, and £300,000\n\nPage 2\n\nhas been awarded.\n",
    );
    assert_eq!(found.len(), 1);
}

#[test]
fn tables_are_read_between_tabs_bars_and_spaces() {
    let expected = ["1: Team|Posts", "2: North|12", "3: South|9"];
    assert_eq!(
        rows(&blocks("Team\tPosts\nNorth\t12\nSouth\t9\n")),
        expected
    );
    assert_eq!(
        rows(&blocks(
            "| Team | Posts |\n|---|---:|\n| North | 12 |\n| South | **9** |\n"
        )),
        ["1: Team|Posts", "3: North|12", "4: South|9"]
    );
    assert_eq!(
        rows(&blocks("Team     Posts\nNorth       12\nSouth        9\n")),
        expected
    );
}

#[test]
fn cells_that_stand_on_lines_of_their_own_are_a_table() {
    let text = "Team\n2022\n2023\n\nNorth\n12\n13\n\nSouth\n9\n8\n\nTotal\n21\n21\n";
    let text = text.replace("\n\n", "\n");
    assert_eq!(
        rows(&blocks(&text)),
        [
            "1: Team|2022|2023",
            "4: North|12|13",
            "7: South|9|8",
            "10: Total|21|21"
        ]
    );
}

#[test]
fn a_page_is_read_with_its_lines() {
    let page = "<html><body><h1>Workforce</h1>\n<p>We have <b>12</b>\nposts.</p>\n<table><tr><th>Team<th>Posts\n<tr><td>North<td>12</table></body></html>";
    let found = read("paper.html", page.as_bytes()).expect("a page").blocks;
    assert!(matches!(&found[0], Block::Passage(it) if it.kind == Kind::Heading));
    assert!(
        matches!(&found[1], Block::Passage(it) if it.text == "We have 12 posts." && it.line_at(12) == 3)
    );
    assert_eq!(rows(&found), ["4: Team|Posts", "5: North|12"]);
}

#[test]
fn a_numbered_paragraph_that_goes_on_below_is_no_heading() {
    let text = "1. This report tells the panel how the\n   service has fared.\n\n2. Background\n\nThe service is new.\n";
    let found = blocks(text);
    let kinds: Vec<_> = found
        .iter()
        .filter_map(|it| match it {
            Block::Passage(it) => Some((it.kind, it.text.as_str())),
            Block::Table(_) => None,
        })
        .collect();
    assert_eq!(
        kinds,
        [
            (
                Kind::Item,
                "This report tells the panel how the service has fared."
            ),
            (Kind::Heading, "Background"),
            (Kind::Paragraph, "The service is new."),
        ]
    );
}

#[test]
fn cells_that_span_rows_and_columns_leave_the_others_in_their_places() {
    let page = "<table><tr><th rowspan=2>Area<th rowspan=2>Team<th colspan=2>Posts</tr>\n<tr><th>Filled<th>Vacant\n<tr><td rowspan=2>North<td>Duty<td>1<td>2\n<tr><td>Court<td>3<td>4</table>";
    let found = read("paper.html", page.as_bytes()).expect("a page").blocks;
    assert_eq!(
        rows(&found),
        [
            "1: Area|Team|Posts|",
            "2: ||Filled|Vacant",
            "3: North|Duty|1|2",
            "4: |Court|3|4"
        ]
    );
}

/// A document with this body.
fn document(body: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive
        .start_file(
            "word/document.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .expect("a part");
    let xml = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    archive.write_all(xml.as_bytes()).expect("written");
    archive.finish().expect("closed").into_inner()
}

#[test]
fn a_document_is_read_with_the_numbers_of_its_paragraphs() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let body = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Work &amp; pay</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">We have </w:t></w:r><w:r><w:t>12 posts.</w:t></w:r></w:p><w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>"#,
        cell("Team"),
        cell("Posts"),
        cell("North"),
        cell("12"),
    );
    let paper = read("paper.docx", &document(&body)).expect("a document");
    assert!(
        matches!(&paper.blocks[0], Block::Passage(it) if it.text == "Work & pay" && it.kind == Kind::Heading)
    );
    assert!(
        matches!(&paper.blocks[1], Block::Passage(it) if it.text == "We have 12 posts." && it.line_at(0) == 2)
    );
    assert_eq!(rows(&paper.blocks), ["3: Team|Posts", "5: North|12"]);
}

#[test]
fn other_kinds_of_file_are_refused_in_words() {
    let said = |name: &str, bytes: &[u8]| read(name, bytes).expect_err("refused").to_string();
    assert!(said("a.pdf", b"%PDF-1.7").contains("pdftotext"));
    assert!(said("a.docx", b"PK\x03\x04 and nothing").contains("cannot be opened"));
    assert!(said("a.txt", b"  \n").contains("no text"));
    assert!(said("a.txt", &vec![b'a'; LARGEST_FILE + 1]).contains("10 MB"));
}

#[test]
fn pounds_of_the_windows_code_page_are_read() {
    let paper = read("a.txt", b"It cost \xA35,000.").expect("text");
    assert!(matches!(&paper.blocks[0], Block::Passage(it) if it.text.contains("£5,000")));
}
