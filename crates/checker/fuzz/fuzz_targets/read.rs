//! Whatever the bytes are, reading and checking them ends without a panic. The first byte
//! tells the kind of file, so that each reader is reached, and the inside of a document is
//! reached without its package.
#![no_main]

use std::io::{Cursor, Write as _};

use holdfast_checker::check::check;
use holdfast_checker::read::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    let paper = match kind % 4 {
        0 => read("paper.txt", bytes),
        1 => read("paper.html", bytes),
        2 => read("paper.docx", bytes),
        _ => read("paper.docx", &packed(bytes)),
    };
    if let Ok(paper) = paper {
        let findings = check(&paper).findings;
        assert!(findings.iter().all(|it| it.line > 0), "{findings:?}");
    }
});

/// A document with these bytes as its text part.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored);
    let written = archive
        .start_file("word/document.xml", stored)
        .and_then(|()| archive.write_all(bytes).map_err(Into::into));
    written
        .and_then(|()| archive.finish())
        .map_or_else(|_| Vec::new(), Cursor::into_inner)
}
