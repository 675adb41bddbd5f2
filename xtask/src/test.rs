//! Runs the checks in their order, stops at the first that fails, and sums up.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::steps::{STEPS, Step};

/// Which checks to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Run this step alone; may be given several times
    #[arg(long, value_name = "STEP", value_parser = PossibleValuesParser::new(STEPS.iter().map(|step| step.name)))]
    only: Vec<String>,
}

/// How long a step that passed took.
struct Passed {
    step: &'static Step,
    took: Duration,
}

/// Runs the chosen checks.
pub(crate) fn run(options: &Options) -> Result<()> {
    let chosen: Vec<_> = STEPS
        .iter()
        .filter(|step| options.only.is_empty() || options.only.iter().any(|name| name == step.name))
        .collect();
    let mut passed = Vec::new();
    for step in &chosen {
        announce(step)?;
        let started = Instant::now();
        let outcome = (step.run)();
        let took = started.elapsed();
        if let Err(error) = outcome {
            print_summary(&passed);
            let name = step.name;
            return Err(error.context(format!(
                "step `{name}` failed after {}; run it again with `cargo xtask test --only {name}`",
                seconds(took)
            )));
        }
        passed.push(Passed { step, took });
    }
    print_summary(&passed);
    println!("Every step passed.");
    Ok(())
}

fn announce(step: &Step) -> Result<()> {
    println!("\n== {}: {}", step.name, step.purpose);
    io::stdout()
        .flush()
        .context("could not write to standard output")
}

fn print_summary(passed: &[Passed]) {
    println!();
    for Passed { step, took } in passed {
        println!(
            "passed  {:>8}  {:<14} {}",
            seconds(*took),
            step.name,
            step.purpose
        );
    }
    let total = passed.iter().map(|passed| passed.took).sum();
    println!("        {:>8}  in all", seconds(total));
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
