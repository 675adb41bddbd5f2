//! Whatever a file holds, reading and checking it ends, and well.

use std::io::Write as _;

use holdfast_checker::check::check;
use holdfast_checker::read::read;
use proptest::prelude::*;

/// Pieces of which papers are made, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "12",
        " of ",
        "48",
        " (27%)",
        "£1.2m",
        " rose from ",
        " to ",
        "a third",
        ". ",
        "\n",
        "\n\n",
        "\t",
        "| a | 1 |\n",
        "Total",
        "31 June 2022",
        "2021/22",
        "between ",
        " and ",
        "better than the national ",
        "<table><tr><td>",
        "</table>",
        "- ",
        "1.2 ",
        "£",
        "%",
        "{c0}",
        "}",
        "–",
        "é",
        "’",
        " per month",
        "0",
        "99999999999999999999",
        "0.0000000001",
        "  ",
        "vacancy rate",
        "agency",
        "average ",
        "(",
        ")",
        ":",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// The marks of a document’s text part, in any order.
fn marks() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(vec![
        "<w:p>",
        "</w:p>",
        "<w:t>",
        "</w:t>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:gridSpan w:val=\"9\"/>",
        "<w:del>",
        "</w:del>",
        "<w:trPr>",
        "</w:trPr>",
        "<w:numPr/>",
        "<mc:Fallback>",
        "</mc:Fallback>",
        "12",
        "Total",
        "&#163;",
        "<w:footnoteReference w:id=\"2\"/>",
        "27% of 48 (12)",
    ]);
    prop::collection::vec(mark, 0..80).prop_map(|marks| marks.concat())
}

/// A document with this text part.
fn document(xml: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive
        .start_file("word/document.xml", options)
        .expect("a part");
    archive.write_all(xml.as_bytes()).expect("written");
    archive.finish().expect("closed").into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_mixture_of_pieces_is_checked(text in pieces()) {
        for name in ["a.txt", "a.html"] {
            if let Ok(paper) = read(name, text.as_bytes()) {
                check(&paper);
            }
        }
    }

    #[test]
    fn any_text_is_checked(text in any::<String>()) {
        if let Ok(paper) = read("a.txt", text.as_bytes()) {
            check(&paper);
        }
    }

    #[test]
    fn any_bytes_are_read_and_checked_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for name in ["a.txt", "a.md", "a.html", "a.docx"] {
            if let Ok(paper) = read(name, &bytes) {
                check(&paper);
            }
        }
    }

    #[test]
    fn any_mixture_of_marks_is_a_document(xml in marks()) {
        if let Ok(paper) = read("a.docx", &document(&xml)) {
            check(&paper);
        }
    }

    #[test]
    fn a_document_that_was_changed_anywhere_is_read_or_refused(
        at in 0_usize..8_836, byte in any::<u8>()
    ) {
        let mut bytes = include_bytes!("documents/committee-paper.docx").to_vec();
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        if let Ok(paper) = read("a.docx", &bytes) {
            check(&paper);
        }
    }
}
