//! How fast the measures are, as ratios measured in one run against a pandas
//! script that works out the official ones; and whether the two agree.
//!
//! `cargo xtask bench` runs it and installs pandas for it.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

mod outcome;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use holdfast_example::{Plan, generate, nation};
use holdfast_intake::write_package;
use holdfast_measures::{Ledger, Measure, Scope, month_ends_of};
use holdfast_workforce::Workforce;
use holdfast_workforce::codes::Service;
use jiff::civil::{Date, date};
use outcome::{Line, milliseconds, print, seconds, timed};

/// The last day of the example's records.
const AS_AT: Date = date(2026, 9, 30);

const CORES: usize = 2;

/// How many authorities are held in memory at a time.
const HELD: usize = 17;

fn main() -> ExitCode {
    let folder = tempfile::tempdir().unwrap();
    let mut table = one_authority(&folder.path().join("one"));
    table.push(the_nation(&folder.path().join("nation")));
    print(&table)
}

/// One authority of 420 FTE and 8 years, for 13 month-ends.
fn one_authority(folder: &Path) -> Vec<Line> {
    let workforce = generate(&Plan::default());
    write_package(&workforce, folder).unwrap();
    let dates: Vec<_> = month_ends_of(AS_AT).collect();
    // What else runs on the machine only adds to a time: the fastest is the truest.
    let times = (0..15).map(|_| timed(|| all_measures(&workforce, &dates)));
    let found = times.min().unwrap();
    let yardstick = pandas(&[folder.to_owned()], &dates);
    let differences = differences(&workforce, &yardstick.values);
    let compared = yardstick.values.len();
    vec![
        Line {
            what: "all measures of one authority, 13 month-ends, the fastest of 15".to_owned(),
            found: milliseconds(found),
            against: against(yardstick.time, found),
            bar: "50 ms",
            kept: found < Duration::from_millis(50),
        },
        Line {
            what: "official measures that pandas finds otherwise".to_owned(),
            found: differences.len().to_string(),
            against: match differences.first() {
                Some(first) => format!("of {compared}, the first {first}"),
                None => format!("of {compared}"),
            },
            bar: "none",
            kept: differences.is_empty() && compared > 0,
        },
    ]
}

/// England's authorities, for one year.
fn the_nation(folder: &Path) -> Line {
    let mut folders = Vec::new();
    let mut found = Duration::ZERO;
    let mut authorities = nation(1, 8, AS_AT, 153).peekable();
    while authorities.peek().is_some() {
        let held: Vec<_> = authorities.by_ref().take(HELD).collect();
        for workforce in &held {
            let place = folder.join(format!("{:03}", folders.len()));
            write_package(workforce, &place).unwrap();
            folders.push(place);
        }
        found += timed(|| shared_out(&held));
    }
    let yardstick = pandas(&folders, &[AS_AT]);
    Line {
        what: format!("all measures of {} authorities, one year", folders.len()),
        found: seconds(found),
        against: against(yardstick.time, found),
        bar: "2 s",
        kept: found < Duration::from_secs(2),
    }
}

fn shared_out(workforces: &[Workforce]) {
    std::thread::scope(|scope| {
        for share in workforces.chunks(workforces.len().div_ceil(CORES)) {
            scope.spawn(move || {
                for workforce in share {
                    all_measures(workforce, &[AS_AT]);
                }
            });
        }
    });
}

/// Every measure of the list, the official ones and the others.
fn all_measures(workforce: &Workforce, dates: &[Date]) {
    let ledger = Ledger::new(workforce, Some(Service::Children));
    for at in dates {
        let reckoning = ledger.reckon(Scope::CHILDREN, *at);
        for measure in Measure::ALL {
            black_box(reckoning.figure(*measure));
        }
    }
}

fn against(yardstick: Duration, found: Duration) -> String {
    format!(
        "pandas, the official ones alone, {}: {:.0} times as long",
        milliseconds(yardstick),
        yardstick.as_secs_f64() / found.as_secs_f64()
    )
}

/// What the script took, reading left out, and what it found.
struct Yardstick {
    time: Duration,
    values: Vec<(Date, Measure, f64)>,
}

fn pandas(folders: &[PathBuf], dates: &[Date]) -> Yardstick {
    let list = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>().join(",");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/official.py");
    let python = std::env::var_os("PYTHON_WITH_PANDAS").unwrap_or_else(|| "python3".into());
    let output = Command::new(python)
        .arg(script)
        .arg(list(&mut folders.iter().map(|it| it.display().to_string())))
        .arg(list(&mut dates.iter().map(Date::to_string)))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    let mut lines = said.lines();
    let time = lines.next().unwrap().strip_prefix("seconds ").unwrap();
    Yardstick {
        time: Duration::from_secs_f64(time.parse().unwrap()),
        values: lines.map(value).collect(),
    }
}

fn value(line: &str) -> (Date, Measure, f64) {
    let words: Vec<_> = line.split(' ').collect();
    let [date, measure, value] = words[..] else {
        panic!("{line}");
    };
    (
        date.parse().unwrap(),
        measure.parse().unwrap(),
        value.parse().unwrap(),
    )
}

/// The values that differ from the script's by more than its floating point.
fn differences(workforce: &Workforce, values: &[(Date, Measure, f64)]) -> Vec<String> {
    let ledger = Ledger::new(workforce, Some(Service::Children));
    let each = values.iter().filter_map(|(at, measure, theirs)| {
        let value = ledger.figure(*measure, *at).value;
        let ours = value.ratio().map_or(f64::NAN, |ratio| ratio.as_float());
        let same = (ours - theirs).abs() < 1e-6 || (ours.is_nan() && theirs.is_nan());
        (!same).then(|| format!("{measure} {at}: {ours}, pandas {theirs}"))
    });
    each.collect()
}
