//! Sets the documents that the tests set, to be looked at:
//! `cargo run -p holdfast-typeset --example pdf_sample -- FOLDER`.

#![expect(clippy::unwrap_used, reason = "an example that cannot go on may stop")]

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::path::PathBuf;

use holdfast_typeset::{Options, Size, pdf};

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap());
    let large = Options {
        size: Size::LargePrint,
    };
    for (name, document, options) in [
        ("paper", sample::paper(), Options::default()),
        ("scorecard", sample::scorecard(), Options::default()),
        ("short", sample::short(), Options::default()),
        ("short-large", sample::short(), large),
    ] {
        let bytes = pdf(&document, options).unwrap();
        std::fs::write(folder.join(name).with_extension("pdf"), bytes).unwrap();
    }
}
