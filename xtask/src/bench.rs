//! Measures the product at scale, in the release profile.

use anyhow::{Result, bail};

use crate::process::{cargo, run};
use crate::setup;

/// Each benchmark with the package that it belongs to.
const BENCHMARKS: [(&str, &str); 7] = [
    ("holdfast", "scale"),
    ("holdfast-document", "formats"),
    ("holdfast-example", "measures"),
    ("holdfast-example", "census"),
    ("holdfast-forecast", "plan"),
    ("holdfast-typeset", "pdf"),
    ("holdfast-checker", "check"),
];

/// Runs every benchmark; each prints what it measured.
pub(crate) fn run_all() -> Result<()> {
    let python = setup::pandas()?;
    let mut missed = Vec::new();
    for (package, name) in BENCHMARKS {
        let arguments = ["bench", "--package", package, "--bench", name, "--locked"];
        let outcome = run(cargo(&arguments).env("PYTHON_WITH_PANDAS", &python));
        missed.extend(outcome.err().map(|error| format!("{error:#}")));
    }
    if missed.is_empty() {
        return Ok(());
    }
    bail!("{}", missed.join("\n"))
}
