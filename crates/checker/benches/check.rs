//! How fast a paper is checked, against the time in which the `regex` crate alone finds the
//! numbers of the same text, in one run; and what very large files come to.
//!
//! `cargo xtask bench` runs it.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

#[path = "../../example/benches/outcome/mod.rs"]
mod outcome;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use holdfast_checker::check::check;
use holdfast_checker::read::read;
use outcome::{Line, milliseconds, print, seconds, timed};
use regex::Regex;

/// A page holds so many words.
const WORDS_OF_A_PAGE: usize = 500;

/// Papers of which the long ones are made.
const PAPERS: [&str; 6] = [
    include_str!("../tests/papers/health-check.txt"),
    include_str!("../tests/papers/quarterly-workforce.txt"),
    include_str!("../tests/held-out/scrutiny-social-work.txt"),
    include_str!("../tests/held-out/adult-workforce-strategy.md"),
    include_str!("../tests/held-out/principal-social-worker-annual.txt"),
    include_str!("../tests/held-out/mental-health-teams.txt"),
];

fn main() -> ExitCode {
    // The patterns of the rules are compiled once in the life of the program.
    let _ = checked("paper.txt", PAPERS[0]);
    print(&[
        forty_pages(),
        large(
            "3 MB of numbers on one line",
            "paper.txt",
            &numbers(2_900_000),
        ),
        large("3 MB of Markdown", "paper.md", &papers_of_bytes(2_900_000)),
        large(
            "49,000 lines of a figure",
            "paper.txt",
            &"1\n\n".repeat(49_000),
        ),
        large(
            "10 MB of Markdown",
            "paper.md",
            &papers_of_bytes(10_000_000),
        ),
        large("10 MB of one table", "paper.md", &table(10_000_000)),
    ])
}

/// Whether it was checked, and not refused for its size.
fn checked(name: &str, text: &str) -> bool {
    let paper = read(name, text.as_bytes());
    let checked = paper.as_ref().map(check);
    black_box(checked).is_ok()
}

/// What else runs on the machine only adds to a time: the fastest is the truest.
fn fastest(turns: usize, work: impl Fn()) -> Duration {
    (0..turns).map(|_| timed(&work)).min().unwrap()
}

fn forty_pages() -> Line {
    let text = papers_of_pages(40);
    let found = fastest(9, || {
        let _ = checked("paper.txt", &text);
    });
    let numbers =
        Regex::new(r"[£€]?\d+(?:,\d{3})*(?:\.\d+)?(?: ?%| ?per cent| ?m\b| ?k\b)?").unwrap();
    let alone = fastest(9, || {
        black_box(numbers.find_iter(&text).count());
    });
    let times = found.as_secs_f64() / alone.as_secs_f64();
    Line {
        what: format!(
            "a paper of 40 pages ({} kB), the fastest of 9",
            text.len() / 1000
        ),
        found: milliseconds(found),
        against: format!(
            "{times:.0} times the {} in which the regex crate finds its numbers",
            milliseconds(alone)
        ),
        bar: "200 ms",
        kept: found < Duration::from_millis(200),
    }
}

fn large(what: &str, name: &str, text: &str) -> Line {
    let mut is_checked = false;
    let found = timed(|| is_checked = checked(name, text));
    let rate = text.len() as f64 / 1_000_000.0 / found.as_secs_f64();
    let outcome = if is_checked { "checked" } else { "refused" };
    Line {
        what: what.to_owned(),
        found: seconds(found),
        against: format!("{outcome}, {rate:.1} MB a second"),
        bar: "3 s",
        kept: found < Duration::from_secs(3),
    }
}

fn papers_of_pages(pages: usize) -> String {
    let mut text = String::new();
    let mut words = 0;
    for paper in PAPERS.iter().cycle() {
        if words >= pages * WORDS_OF_A_PAGE {
            break;
        }
        words += paper.split_whitespace().count();
        text.push_str(paper);
        text.push_str("\n\n");
    }
    text
}

fn papers_of_bytes(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes);
    for paper in PAPERS.iter().cycle() {
        if text.len() + paper.len() + 2 > bytes {
            break;
        }
        text.push_str(paper);
        text.push_str("\n\n");
    }
    text
}

/// A line without end, in which every few words is a number.
fn numbers(bytes: usize) -> String {
    "of the 48 posts 12 (27%) rose from £1.2m to £1.4m in 2022, a third, ".repeat(bytes / 70)
}

fn table(bytes: usize) -> String {
    let row = "| North | 12 | 34 | 46 | 12% |\n";
    "| Team | Posts | Cases | Total | Rate |\n".to_owned() + &row.repeat(bytes / row.len())
}
