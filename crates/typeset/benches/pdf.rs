//! How fast documents are set by a process that has set none before: what somebody waits for who
//! asks once.
//!
//! `cargo xtask bench` runs it.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

#[path = "../../example/benches/outcome/mod.rs"]
mod outcome;
#[path = "../tests/sample/mod.rs"]
#[expect(dead_code, reason = "the tests set more documents")]
mod sample;

use std::process::{Command, ExitCode};
use std::time::Duration;

use holdfast_document::Document;
use holdfast_typeset::{Options, pdf};
use outcome::{Line, milliseconds, print, seconds, timed};

/// What a process is told that sets one document and says how long it took.
const SET: &str = "--set";

/// How many processes are asked. What else runs on the machine only adds to a time: the fastest is the
/// truest.
const ASKED: usize = 5;

fn main() -> ExitCode {
    let mut told = std::env::args().skip_while(|argument| argument != SET);
    if told.next().is_some() {
        return say(&document(&told.next().unwrap()));
    }
    print(&[
        line(
            "paper",
            "a paper of some 20 pages with 12 charts",
            "2 s",
            2_000,
            seconds,
        ),
        line(
            "scorecard",
            "a scorecard of one page",
            "300 ms",
            300,
            milliseconds,
        ),
    ])
}

fn document(name: &str) -> Document {
    match name {
        "paper" => sample::paper(),
        "scorecard" => sample::scorecard(),
        _ => panic!("no document {name}"),
    }
}

#[expect(clippy::print_stdout, reason = "the process that asks reads it")]
fn say(document: &Document) -> ExitCode {
    let mut bytes = Vec::new();
    let time = timed(|| bytes = pdf(document, Options::default()).unwrap());
    println!("{} {} {}", time.as_micros(), bytes.len(), pages(&bytes));
    ExitCode::SUCCESS
}

fn pages(bytes: &[u8]) -> usize {
    lopdf::Document::load_mem(bytes).unwrap().get_pages().len()
}

fn line(
    name: &str,
    what: &str,
    bar: &'static str,
    most: u64,
    read: fn(Duration) -> String,
) -> Line {
    let said = (0..ASKED).map(|_| ask(name));
    let [micros, bytes, pages] = said.min().unwrap();
    let found = Duration::from_micros(micros);
    Line {
        what: format!("{what}, cold, the fastest of {ASKED}"),
        found: read(found),
        against: format!("{pages} pages, {} KB", bytes / 1024),
        bar,
        kept: found < Duration::from_millis(most),
    }
}

/// The microseconds, bytes and pages of a document that another process sets.
fn ask(name: &str) -> [u64; 3] {
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program).args([SET, name]).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<u64> = said
        .split_whitespace()
        .map(|it| it.parse().unwrap())
        .collect();
    numbers.try_into().unwrap()
}
