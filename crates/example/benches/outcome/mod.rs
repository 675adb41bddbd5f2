//! What a benchmark found, against what, and whether it kept its bar.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::process::ExitCode;
use std::time::{Duration, Instant};

/// One line of the outcome.
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) found: String,
    pub(crate) against: String,
    pub(crate) bar: &'static str,
    pub(crate) kept: bool,
}

/// Prints every line; a missed bar is a failure.
pub(crate) fn print(table: &[Line]) -> ExitCode {
    for line in table {
        let verdict = if line.kept { "kept" } else { "MISSED" };
        println!(
            "{}\n    {} ({}); bar {}: {verdict}",
            line.what, line.found, line.against, line.bar
        );
    }
    if table.iter().all(|line| line.kept) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

pub(crate) fn timed(work: impl FnOnce()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}

pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
