//! How fast a plan is simulated, as ratios measured in one run against the
//! same plan in SimPy and in NumPy; whether they find the same; and a nation.
//!
//! `cargo xtask bench` runs it and installs the Python packages for it.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

#[path = "../../example/benches/outcome/memory.rs"]
mod memory;
#[path = "plan/nation.rs"]
mod nation;
#[path = "../../example/benches/outcome/mod.rs"]
mod outcome;
mod peers;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use holdfast_forecast::Scenario;
use holdfast_forecast::futures::{Futures, simulate, unwatched};
use holdfast_forecast::model::{Model, NoRates};
use holdfast_forecast::opening::stated;
use holdfast_forecast::outlook::Outlook;
use outcome::{Line, milliseconds, print, timed};
use peers::Means;
use rand::SeedableRng as _;
use rand_distr::{Distribution as _, Exp1};
use serde::Deserialize;

/// The plan that all of them run.
const PLAN: &str = include_str!("plan.toml");

/// How often each is timed: what else runs on the machine only adds to a
/// time, so the fastest is the truest.
const TURNS: usize = 5;

/// How many futures the peers run: enough to be timed and to be compared.
const SIMPY_FUTURES: u32 = 60;
const NUMPY_FUTURES: u32 = 10_000;

/// What a peer found, and what it took.
#[derive(Deserialize)]
struct Peer {
    seconds: f64,
    futures: u32,
    #[serde(flatten)]
    means: Means,
}

impl Peer {
    /// Runs a script for so many futures.
    fn run(script: &str, futures: u32) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
        let python = std::env::var_os("PYTHON_WITH_PANDAS").unwrap_or_else(|| "python3".into());
        let output = Command::new(python)
            .arg(folder.join("peers").join(script))
            .arg(folder.join("plan.toml"))
            .arg(futures.to_string())
            .output()
            .unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{complaint}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Seconds for each future.
    fn seconds_each(&self) -> f64 {
        self.seconds / f64::from(self.futures)
    }
}

fn main() -> ExitCode {
    // The nation goes first: what others held would hide its memory.
    let nation = nation::lines();
    let model = model(&Scenario::read(PLAN).unwrap());
    let mut table = against_peers(&model);
    table.push(threads(&model));
    table.push(each_event(&model));
    table.extend(nation);
    print(&table)
}

fn model(scenario: &Scenario) -> Model {
    Model::new(scenario, stated(scenario).unwrap(), &NoRates).unwrap()
}

/// Every output of a model.
fn all(model: &Model) -> (Futures, Outlook) {
    let futures = simulate(model, &unwatched).unwrap();
    let outlook = Outlook::of(model, &futures);
    (futures, outlook)
}

/// The time of a piece of work on so many threads.
fn on_threads(threads: usize, work: impl Fn() + Sync) -> Duration {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    let pool = pool.build().unwrap();
    let turns = (0..TURNS).map(|_| pool.install(|| timed(&work)));
    turns.min().unwrap()
}

fn against_peers(model: &Model) -> Vec<Line> {
    let found = on_threads(2, || drop(black_box(all(model))));
    let (futures, outlook) = all(model);
    let each = found.as_secs_f64() / futures.count() as f64;
    let simpy = Peer::run("simpy_plan.py", SIMPY_FUTURES);
    let numpy = Peer::run("numpy_plan.py", NUMPY_FUTURES);
    let times = |peer: &Peer, name: &str, bar: &'static str, least: f64| {
        let ratio = peer.seconds_each() / each;
        Line {
            what: format!("the same plan in {name}, for each future"),
            found: format!("{ratio:.0} times as long"),
            against: format!(
                "{:.2} ms on one core, {} futures; ours {:.4} ms on two",
                peer.seconds_each() * 1e3,
                peer.futures,
                each * 1e3
            ),
            bar,
            kept: ratio >= least,
        }
    };
    let differing: Vec<_> = [("SimPy", &simpy), ("NumPy", &numpy)]
        .into_iter()
        .flat_map(|(name, peer)| peer.means.differences(name, &outlook, futures.count()))
        .collect();
    let compared = simpy.means.values.len() + numpy.means.values.len();
    vec![
        Line {
            what: "a plan: 420 workers, 60 months, 10,000 futures, every output".to_owned(),
            found: milliseconds(found),
            against: format!("two cores, the fastest of {TURNS}"),
            bar: "1 s",
            kept: found < Duration::from_secs(1),
        },
        times(&simpy, "SimPy", "500 times", 500.0),
        times(&numpy, "NumPy, vectorised over futures", "20 times", 20.0),
        Line {
            what: "means that SimPy or NumPy finds otherwise, beyond 4 standard errors".to_owned(),
            found: differing.len().to_string(),
            against: match differing.first() {
                Some(first) => format!("of {compared}, the first {first}"),
                None => format!("of {compared}"),
            },
            bar: "none",
            kept: differing.is_empty() && compared > 0,
        },
    ]
}

fn threads(model: &Model) -> Line {
    let one = on_threads(1, || drop(black_box(all(model))));
    let two = on_threads(2, || drop(black_box(all(model))));
    let ratio = one.as_secs_f64() / two.as_secs_f64();
    Line {
        what: "that plan on two threads against one".to_owned(),
        found: format!("{ratio:.2} times as fast"),
        against: format!("{} and {}", milliseconds(two), milliseconds(one)),
        bar: "1.8 times",
        kept: ratio >= 1.8,
    }
}

/// What an event costs, beside one random number for each: what it would cost
/// at least, as chance decides about nearly all of them.
fn each_event(model: &Model) -> Line {
    let events = simulate(model, &unwatched).unwrap().events();
    let nanoseconds = |time: Duration| time.as_nanos() as f64 / events as f64;
    let simulating = on_threads(1, || drop(black_box(simulate(model, &unwatched))));
    let drawing = on_threads(1, || draw(events));
    Line {
        what: "a simulated event, on one thread".to_owned(),
        found: format!("{:.1} ns", nanoseconds(simulating)),
        against: format!(
            "{:.1} million events; drawing a random number for each alone {:.1} ns",
            events as f64 / 1e6,
            nanoseconds(drawing)
        ),
        bar: "reported",
        kept: true,
    }
}

fn draw(numbers: u64) {
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    let sum: f64 = (0..numbers)
        .map(|_| -> f64 { Exp1.sample(&mut random) })
        .sum();
    black_box(sum);
}
