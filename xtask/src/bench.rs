//! Measures the product at scale, in the release profile.

use anyhow::Result;

use crate::process::{cargo, run};

/// Runs the benchmark of the whole product; it prints what it measured.
pub(crate) fn run_all() -> Result<()> {
    run(&mut cargo(&[
        "bench",
        "--package",
        "holdfast",
        "--bench",
        "scale",
        "--locked",
    ]))
}
