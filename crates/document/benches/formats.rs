//! How long a report of twenty pages and twelve charts takes in the formats that are written here.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use holdfast_document::{Block, Document, html, text, word, workbook};
use outcome::{Line, milliseconds, print, timed};

#[path = "../../example/benches/outcome/mod.rs"]
#[expect(dead_code, reason = "other benchmarks use more of it")]
mod outcome;
#[path = "../tests/sample/mod.rs"]
mod sample;

const BAR: Duration = Duration::from_millis(700);

fn main() -> ExitCode {
    let report = long(12);
    // The first time counts: a report is asked for once, by a program that has just been started.
    let times = [
        timed(|| drop(black_box(word(&report).unwrap()))),
        timed(|| drop(black_box(html(&report)))),
        timed(|| drop(black_box(workbook(&report).unwrap()))),
        timed(|| drop(black_box(text(&report)))),
    ];
    let found = times.iter().sum::<Duration>();
    let [word, page, book, plain] = times.map(milliseconds);
    print(&[Line {
        what: "a report of 20 pages and 12 charts in four formats, the first time".to_owned(),
        found: milliseconds(found),
        against: format!("Word {word}, page {page}, workbook {book}, text {plain}"),
        bar: "700 ms",
        kept: found < BAR,
    }])
}

/// The same report over and over, under new names, until it has so many charts.
fn long(charts: usize) -> Document {
    let mut long = sample::report();
    let part = long.body.clone();
    for again in 1..charts.div_ceil(2) {
        long.body
            .extend(part.iter().cloned().map(|block| renamed(block, again)));
    }
    long
}

fn renamed(mut block: Block, again: usize) -> Block {
    let rename = |name: &mut String| name.push_str(&format!("-{again}"));
    match &mut block {
        Block::Heading(heading) => rename(&mut heading.name),
        Block::Table(table) => rename(&mut table.name),
        Block::Picture(picture) => {
            rename(&mut picture.name);
            rename(&mut picture.table.name);
        }
        _ => {}
    }
    block
}
