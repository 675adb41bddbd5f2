//! Pictures of pages, so that they can be looked at before they are called done.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use crate::{process, setup};

/// What to take pictures of.
#[derive(Args)]
pub(crate) struct Options {
    /// Where the server answers, as http://127.0.0.1:PORT
    #[arg(long)]
    address: String,
    /// The folder that the pictures go to
    #[arg(long)]
    out: PathBuf,
    /// Look at the pages as a browser without JavaScript does
    #[arg(long)]
    without_javascript: bool,
    /// Paths on the server, such as / or /establishment?at=2024-01-01
    #[arg(default_value = "/")]
    paths: Vec<String>,
}

/// Takes the pictures.
pub(crate) fn run(options: &Options) -> Result<()> {
    setup::browser_packages()?;
    let out = std::path::absolute(&options.out)
        .with_context(|| format!("{} is not a path", options.out.display()))?;
    let mut node = process::command("node");
    node.current_dir(process::browser_folder())
        .args(["screenshots.mjs", "--address", &options.address, "--out"])
        .arg(out);
    if options.without_javascript {
        node.arg("--without-javascript");
    }
    process::run(node.arg("--").args(&options.paths))
}
