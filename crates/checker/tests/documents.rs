//! Documents as a word processor writes them: `documents/committee-paper.docx` was saved by
//! LibreOffice Writer, with tracked changes, merged cells, a numbered list, a footnote, a
//! text box, a field, a header and a footer.

use std::io::Write as _;

use holdfast_checker::check::check;
use holdfast_checker::finding::Verdict;
use holdfast_checker::paper::{Block, Kind, Paper};
use holdfast_checker::read::{ReadError, read};

fn committee_paper() -> Paper {
    let bytes = include_bytes!("documents/committee-paper.docx");
    read("committee-paper.docx", bytes).expect("a document")
}

fn passages(paper: &Paper) -> Vec<(Kind, u32, String)> {
    let passages = paper.blocks.iter().filter_map(|block| match block {
        Block::Passage(it) => Some((it.kind, it.line_at(0), it.text.clone())),
        Block::Table(_) => None,
    });
    passages.collect()
}

#[test]
fn text_is_read_as_it_stands_after_the_tracked_changes() {
    let paper = committee_paper();
    let all = passages(&paper);
    assert_eq!(all[0], (Kind::Heading, 1, "Vacancies".to_owned()));
    assert_eq!(
        all[1],
        (
            Kind::Paragraph,
            2,
            "Of the 48 posts, 12 (27%) were vacant on 1/31/24.".to_owned()
        )
    );
}

#[test]
fn items_of_a_numbered_list_are_items() {
    let paper = committee_paper();
    let items = passages(&paper);
    let items = items.iter().filter(|(kind, ..)| *kind == Kind::Item);
    assert_eq!(items.count(), 3);
}

#[test]
fn a_text_box_does_not_take_the_place_of_the_paragraph_that_it_stands_in() {
    let texts: Vec<String> = passages(&committee_paper())
        .into_iter()
        .map(|it| it.2)
        .collect();
    assert!(
        texts.contains(&"A box stands here.".to_owned()),
        "{texts:?}"
    );
    let boxes = texts
        .iter()
        .filter(|it| *it == "Vacancies fell from 9 to 12.");
    assert_eq!(boxes.count(), 1);
}

#[test]
fn headers_and_footers_are_not_read() {
    let texts = passages(&committee_paper());
    assert!(
        !texts
            .iter()
            .any(|(.., text)| text.contains("in the header"))
    );
}

#[test]
fn the_slips_of_a_document_are_found_where_they_stand() {
    let checked = check(&committee_paper());
    let mut told: Vec<(u32, &str, &str)> = checked
        .of(Verdict::Contradicted)
        .map(|it| (it.line, it.rule, it.follows.as_str()))
        .collect();
    told.sort_unstable();
    told.dedup();
    let expected = [
        // The footnote stands at the paragraph that refers to it.
        (2, "percentage-of-parts", "25%"),
        (2, "percentage-of-parts", "83.3%"),
        (3, "list-count", "3 items"),
    ];
    assert_eq!(&told[..3], &expected);
    let others: Vec<_> = told[3..].iter().map(|it| (it.1, it.2)).collect();
    // One cell that is wrong shows in its row, its column and the difference.
    let expected = [
        ("column-total", "49"),
        ("difference", "5"),
        ("direction", "a rise"),
        ("row-total", "13"),
    ];
    let mut others = others;
    others.sort_unstable();
    assert_eq!(others, expected);
}

/// A document whose text part holds so many spaces, which pack to almost nothing.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive
        .start_file("word/document.xml", options)
        .expect("a part");
    let block = vec![b' '; 1_000_000];
    for _ in 0..megabytes {
        archive.write_all(&block).expect("written");
    }
    archive.finish().expect("closed").into_inner()
}

#[test]
fn a_document_that_unpacks_without_end_is_refused() {
    let bytes = bomb(80);
    assert!(bytes.len() < 1_000_000, "{} bytes", bytes.len());
    let error = read("bomb.docx", &bytes).expect_err("a refusal");
    assert!(matches!(error, ReadError::TooMuchText { .. }));
    assert!(error.to_string().contains("1,000 pages"));
}

/// A package whose directory says that the text is short: the real size decides.
#[test]
fn a_document_that_lies_about_its_size_is_refused() {
    let mut bytes = bomb(80);
    let size = 80_000_000_u32.to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| bytes[*at..*at + 4] == size)
        .collect();
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(read("bomb.docx", &bytes).is_err());
}

#[test]
fn a_table_of_ten_thousand_columns_is_said_to_be_too_wide() {
    let row = |cell: &str| format!("North|{}\n", vec![cell; 10_000].join("|"));
    let text = format!("{}{}", row("a"), row("1").repeat(3));
    let paper = read("wide.md", text.as_bytes()).expect("text");
    let checked = check(&paper);
    let told = checked.findings.iter().find(|it| it.rule == "too-long");
    assert_eq!(told.map(|it| it.verdict), Some(Verdict::CannotTell));
}

#[test]
fn tables_within_tables_are_read_however_deep() {
    let deep = 3_000;
    let opening = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p>".repeat(deep);
    let closing = "</w:tc></w:tr></w:tbl>".repeat(deep);
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{opening}{closing}</w:body></w:document>");
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive
        .start_file("word/document.xml", options)
        .expect("a part");
    archive.write_all(xml.as_bytes()).expect("written");
    let bytes = archive.finish().expect("closed").into_inner();
    let paper = read("deep.docx", &bytes).expect("a document");
    let tables = paper
        .blocks
        .iter()
        .filter(|it| matches!(it, Block::Table(_)));
    assert_eq!(tables.count(), 8);
    let page = format!("<table><tr><td>1{}", "<table><tr><td>1".repeat(deep));
    assert!(read("deep.html", page.as_bytes()).is_ok());
}
