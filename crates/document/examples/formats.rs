//! Writes a report in every format to a folder, so that one can look at it:
//! `cargo run -p holdfast-document --example formats FOLDER`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

#[path = "../tests/sample/mod.rs"]
mod sample;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("name a folder")?;
    let folder = PathBuf::from(folder);
    fs::create_dir_all(&folder)?;
    let report = sample::report();
    fs::write(folder.join("report.html"), holdfast_document::html(&report))?;
    fs::write(
        folder.join("report.docx"),
        holdfast_document::word(&report)?,
    )?;
    fs::write(
        folder.join("report.xlsx"),
        holdfast_document::workbook(&report)?,
    )?;
    fs::write(folder.join("report.txt"), holdfast_document::text(&report))?;
    Ok(())
}
