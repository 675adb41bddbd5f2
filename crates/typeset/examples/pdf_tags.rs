//! Reads a PDF back and says which tags it has and what is wrong with them:
//! `cargo run -p holdfast-typeset --example pdf_tags -- FILE`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "an example that prints what it finds, and stops where it cannot"
)]

#[path = "../tests/tags/mod.rs"]
#[expect(dead_code, reason = "the tests look at single tags")]
mod tags;

use std::process::ExitCode;

fn main() -> ExitCode {
    let file = std::env::args_os().nth(1).unwrap();
    let tags = tags::read(&std::fs::read(file).unwrap()).unwrap();
    print!("{tags}");
    match tags.faults().is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
