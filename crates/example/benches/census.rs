//! How fast a national workforce return is checked and measured, against only
//! walking the file, and against a script that checks ten of the rules with
//! lxml and pandas; and whether the two find the same.
//!
//! `cargo xtask bench` runs it and installs the Python packages for it.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

mod outcome;

use std::fs::File;
use std::hint::black_box;
use std::io::{BufReader, BufWriter};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use holdfast_census::{Checked, Checker, Year};
use holdfast_example::national_return;
use outcome::{Line, milliseconds, print, seconds, timed};
use quick_xml::events::Event;

/// How often each is timed: what else runs on the machine only adds to a
/// time, so the fastest is the truest.
const TURNS: usize = 7;

/// England's authorities.
const AUTHORITIES: usize = 153;

/// The reader's own buffer.
const BUFFER: usize = 64 << 10;

fn main() -> ExitCode {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("return.xml");
    let out = BufWriter::new(File::create(&path).unwrap());
    let records = national_return(out, Year::LAST, AUTHORITIES).unwrap();
    let size = path.metadata().unwrap().len() >> 20;

    let (checked, memory) = with_memory(|| check(&path));
    let walking = fastest(|| walk(&path));
    let checking = fastest(|| drop(black_box(check(&path))));
    let yardstick = pandas(&path);
    let differing: Vec<_> = yardstick
        .counts
        .iter()
        .filter(|(rule, count)| found(&checked, rule) != *count)
        .map(|(rule, count)| format!("{rule}: {} here, {count} there", found(&checked, rule)))
        .collect();
    print(&[
        Line {
            what: format!("check and measure a national return: {records} records, {size} MiB"),
            found: format!(
                "{}, {:.1} times walking it",
                milliseconds(checking),
                checking.as_secs_f64() / walking.as_secs_f64()
            ),
            against: format!(
                "quick-xml alone {}; lxml and pandas, ten rules, {}: {:.0} times as long",
                milliseconds(walking),
                seconds(yardstick.time),
                yardstick.time.as_secs_f64() / checking.as_secs_f64()
            ),
            bar: "4 times walking",
            kept: checking <= walking * 4,
        },
        Line {
            what: "memory of that check, at its peak".to_owned(),
            found: format!("{memory} MiB"),
            against: "above what the process held before".to_owned(),
            bar: "64 MiB",
            kept: memory < 64,
        },
        Line {
            what: "rules that lxml and pandas judge otherwise".to_owned(),
            found: differing.len().to_string(),
            against: match differing.first() {
                Some(first) => format!("of {}, the first {first}", yardstick.counts.len()),
                None => format!("of {}", yardstick.counts.len()),
            },
            bar: "none",
            kept: differing.is_empty() && yardstick.counts.len() == 10,
        },
    ])
}

fn input(path: &Path) -> BufReader<File> {
    BufReader::with_capacity(BUFFER, File::open(path).unwrap())
}

fn check(path: &Path) -> Checked {
    Checker::default().file(input(path), None).unwrap()
}

/// Takes every event of the file, and does nothing with it.
fn walk(path: &Path) {
    let mut reader = quick_xml::Reader::from_reader(input(path));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).unwrap() {
            Event::Eof => return,
            event => drop(black_box(event)),
        }
    }
}

fn fastest(work: impl Fn()) -> Duration {
    (0..TURNS).map(|_| timed(&work)).min().unwrap()
}

fn found(checked: &Checked, rule: &str) -> usize {
    let mut counts = checked.findings.by_rule();
    counts
        .find(|(id, _)| *id == rule)
        .map_or(0, |(_, count)| count)
}

/// What the work gives, and the MiB that the process held at its peak above
/// what it held before, as Linux tells it.
fn with_memory<T>(work: impl FnOnce() -> T) -> (T, u64) {
    // Sets the peak back to what is held now.
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = status("VmRSS:");
    let given = work();
    (given, status("VmHWM:").saturating_sub(before) / 1024)
}

fn status(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(key)).unwrap();
    let kib: String = line.chars().filter(char::is_ascii_digit).collect();
    kib.parse().unwrap()
}

/// What the script took, reading the file included, and what it found.
struct Yardstick {
    time: Duration,
    counts: Vec<(String, usize)>,
}

fn pandas(path: &Path) -> Yardstick {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/census.py");
    let python = std::env::var_os("PYTHON_WITH_PANDAS").unwrap_or_else(|| "python3".into());
    let output = Command::new(python)
        .arg(script)
        .arg(path)
        .arg(Year::LAST.to_string())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    let mut lines = said.lines();
    let seconds: f64 = lines.next().unwrap().parse().unwrap();
    let counts = lines
        .map(|line| {
            let (rule, count) = line.split_once(' ').unwrap();
            (rule.to_owned(), count.parse().unwrap())
        })
        .collect();
    Yardstick {
        time: Duration::from_secs_f64(seconds),
        counts,
    }
}
