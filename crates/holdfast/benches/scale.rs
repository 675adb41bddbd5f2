//! How the product behaves at scale, as ratios measured in one run against
//! what a person would use instead.
//!
//! `cargo xtask bench` runs it. Each line says what was measured, against
//! what, and the bar that it is to keep; a missed bar ends the run with a
//! failure after everything was measured.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

#[path = "../../example/benches/outcome/mod.rs"]
mod outcome;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use holdfast_example::{Plan, generate, nation};
use holdfast_import::{Request as ImportRequest, import};
use holdfast_intake::{Package, package_archive, write_nation};
use holdfast_store::{DatabaseUrl, Store};
use holdfast_web::{App, Settings, router};
use holdfast_workforce::position::{Dimension, Selection, position};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use outcome::{Line, milliseconds, print, seconds, timed};
use tower::ServiceExt as _;

/// The last day of the example's records.
const AS_AT: Date = date(2026, 9, 30);

fn main() -> ExitCode {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut table = Vec::new();
    runtime.block_on(async {
        // The nation goes first: its memory is the peak of the whole run.
        table.extend(national_import(folder.path()).await);
        table.extend(one_authority(folder.path()).await);
    });
    print(&table)
}

/// The nation: written by the example generator, parsed by the csv crate alone,
/// and imported.
async fn national_import(folder: &Path) -> Vec<Line> {
    let package = folder.join("nation");
    let written = timed(|| write_nation(nation(1, 8, AS_AT, 153), &package).unwrap());
    let mut rows = 0;
    let parsed = timed(|| rows = parse_only(&package));
    let store = open(&folder.join("nation.db")).await;
    let mut opened = Package::open(&package).unwrap();
    let started = Instant::now();
    let outcome = import(&store, &mut opened, &request("nation"))
        .await
        .unwrap();
    let imported = started.elapsed();
    assert!(outcome.change.is_some(), "{:?}", outcome.problems.first());
    let memory = peak_memory_mib();
    let allowed = parsed * 5 + Duration::from_secs(30);
    vec![
        Line {
            what: format!("import a nation: 153 authorities, {rows} rows"),
            found: seconds(imported),
            against: format!(
                "csv crate alone {}, written in {}",
                seconds(parsed),
                seconds(written)
            ),
            bar: "5 × parsing + 30 s",
            kept: imported <= allowed,
        },
        Line {
            what: "memory of that import, at its peak".to_owned(),
            found: format!("{memory} MiB"),
            against: "the whole process, generator included".to_owned(),
            bar: "1,536 MiB",
            kept: memory < 1536,
        },
    ]
}

/// One authority of 420 FTE and 8 years: the position, and the page that shows it.
async fn one_authority(folder: &Path) -> Vec<Line> {
    let archive = package_archive(&generate(&Plan::default())).unwrap();
    let mut package = Package::from_bytes("example.zip", archive).unwrap();
    let path = folder.join("example.db");
    let store = open(&path).await;
    import(&store, &mut package, &request("example"))
        .await
        .unwrap();
    store.close().await;

    let started = Instant::now();
    let store = open(&path).await;
    let authority = store.authorities().await.unwrap().remove(0);
    let workforce = store.workforce(authority.id).await.unwrap();
    let ready = started.elapsed();

    let mut times = Vec::new();
    for month in 0..96 {
        let at = holdfast_workforce::date::months_later(date(2018, 10, 31), month);
        for by in [Dimension::Role, Dimension::Team] {
            times.push(timed(|| {
                std::hint::black_box(position(&workforce, &Selection::at(at), by));
            }));
        }
    }
    let slowest = *times.iter().max().unwrap();
    let page = page_times(store, &authority.reference).await;
    vec![
        Line {
            what: "second start: open the database and load the authority".to_owned(),
            found: milliseconds(ready),
            against: format!("{} records", workforce.records().count()),
            bar: "1 s",
            kept: ready < Duration::from_secs(1),
        },
        Line {
            what: "position at any date, the slowest of 192".to_owned(),
            found: milliseconds(slowest),
            against: "loaded snapshot, by role and by team".to_owned(),
            bar: "5 ms",
            kept: slowest < Duration::from_millis(5),
        },
        Line {
            what: "Establishment page, 99th percentile of 1,000".to_owned(),
            found: milliseconds(page),
            against: "server time, one user, a date a request".to_owned(),
            bar: "15 ms",
            kept: page < Duration::from_millis(15),
        },
    ]
}

/// The 99th percentile of the time that the server needs for the page.
async fn page_times(store: Store, authority: &str) -> Duration {
    let settings = Settings {
        service: "Holdfast".to_owned(),
        actor: "Benchmark".to_owned(),
        today: Some(AS_AT),
    };
    let server = router(App::new(settings, store));
    let mut times = Vec::with_capacity(1000);
    for turn in 0..1000 {
        let at = holdfast_workforce::date::months_later(date(2018, 10, 31), turn % 96);
        let request = Request::builder()
            .uri(format!("/{authority}/establishment?at={at}"))
            .header(header::HOST, "localhost")
            .body(Body::empty())
            .unwrap();
        let started = Instant::now();
        let response = server.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        to_bytes(response.into_body(), usize::MAX).await.unwrap();
        times.push(started.elapsed());
    }
    times.sort();
    times[989]
}

/// Reads every cell of every file, and does nothing with it.
fn parse_only(package: &Path) -> usize {
    let mut rows = 0;
    for authority in std::fs::read_dir(package).unwrap() {
        for file in std::fs::read_dir(authority.unwrap().path()).unwrap() {
            let path: PathBuf = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "csv") {
                let mut reader = csv::Reader::from_path(path).unwrap();
                let mut record = csv::ByteRecord::new();
                while reader.read_byte_record(&mut record).unwrap() {
                    rows += 1;
                }
            }
        }
    }
    rows
}

async fn open(path: &Path) -> Store {
    let url: DatabaseUrl = format!("sqlite:{}", path.display()).parse().unwrap();
    Store::open(&url).await.unwrap()
}

fn request(name: &str) -> ImportRequest {
    ImportRequest {
        name: name.to_owned(),
        authority: None,
        actor: "Benchmark".to_owned(),
        at: Timestamp::now(),
        kept: 10,
    }
}

/// The most memory that the process ever held, as Linux tells it.
fn peak_memory_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap_or_default();
    let kib: String = line.chars().filter(char::is_ascii_digit).collect();
    kib.parse::<u64>().unwrap_or(0) / 1024
}
