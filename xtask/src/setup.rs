//! Installs what the checks need and the machine lacks.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::{self, command, is_root, succeeds};

/// A Debian package, and how to tell that what it brings is there.
struct DebianPackage {
    name: &'static str,
    is_there: fn() -> bool,
}

const DEBIAN_PACKAGES: [DebianPackage; 3] = [
    DebianPackage {
        name: "chromium",
        is_there: || Path::new("/usr/bin/chromium").exists(),
    },
    DebianPackage {
        name: "fonts-liberation",
        is_there: || succeeds(command("dpkg").args(["--status", "fonts-liberation"])),
    },
    DebianPackage {
        name: "postgresql",
        is_there: || crate::postgres::programs().is_ok(),
    },
];

/// A program that `cargo install` builds, and the version that the checks were written for.
struct CargoTool {
    name: &'static str,
    version: &'static str,
}

const CARGO_TOOLS: [CargoTool; 2] = [
    CargoTool {
        name: "cargo-nextest",
        version: "0.9.143",
    },
    CargoTool {
        name: "cargo-deny",
        version: "0.20.2",
    },
];

/// Installs everything.
pub(crate) fn run() -> Result<()> {
    debian_packages()?;
    for tool in &CARGO_TOOLS {
        cargo_tool(tool)?;
    }
    browser_packages()?;
    frictionless()?;
    Ok(())
}

/// Installs the Debian packages that are missing.
fn debian_packages() -> Result<()> {
    let missing: Vec<_> = DEBIAN_PACKAGES
        .iter()
        .filter(|package| !(package.is_there)())
        .map(|package| package.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if !is_root() {
        bail!("these are missing: {names}. Install them with `sudo apt-get install {names}`.");
    }
    process::run(command("apt-get").args(["update", "--quiet"]))?;
    process::run(
        command("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(&missing),
    )
}

/// Builds a Cargo tool, unless some version of it is there.
///
/// Built without optimisation: the tools run for seconds, and would build for
/// minutes longer.
fn cargo_tool(tool: &CargoTool) -> Result<()> {
    let subcommand = tool.name.trim_start_matches("cargo-");
    if succeeds(&mut process::cargo(&[subcommand, "--version"])) {
        return Ok(());
    }
    let build_folder = process::target().join("tools");
    process::run(
        process::cargo(&["install", tool.name, "--locked"])
            .args(["--version", tool.version, "--profile", "dev"])
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", build_folder),
    )
}

/// Installs the npm packages of the browser tests, unless those of the lock file are there.
pub(crate) fn browser_packages() -> Result<()> {
    let folder = process::browser_folder();
    let wanted = fs_err::read(folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules").join("installed-lock.json");
    if fs_err::read(&installed).is_ok_and(|lock| lock == wanted) {
        return Ok(());
    }
    process::run(
        command("npm")
            .current_dir(&folder)
            .args(["ci", "--no-audit", "--no-fund"]),
    )
    .context("could not install the packages of the browser tests")?;
    fs_err::write(&installed, wanted)?;
    Ok(())
}

/// Installs the Python tool `frictionless`, unless it is there; gives its path.
pub(crate) fn frictionless() -> Result<PathBuf> {
    python_packages("frictionless", "frictionless")
}

/// Installs pandas, unless it is there; gives the path of the Python that has it.
pub(crate) fn pandas() -> Result<PathBuf> {
    python_packages("pandas", "python3")
}

/// Installs the Python packages of a list, unless they are there, and gives
/// the path of a program of theirs.
fn python_packages(list: &str, program: &str) -> Result<PathBuf> {
    let folder = process::target().join(list);
    let requirements = process::root().join("xtask").join(format!("{list}.txt"));
    let wanted = fs_err::read(&requirements)?;
    let installed = folder.join("installed.txt");
    let program = folder.join("bin").join(program);
    if fs_err::read(&installed).is_ok_and(|list| list == wanted) {
        return Ok(program);
    }
    process::run(
        command("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    )?;
    process::run(
        command(folder.join("bin").join("pip"))
            .args([
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
            ])
            .arg(&requirements),
    )?;
    fs_err::write(&installed, wanted)?;
    Ok(program)
}
