//! The checks, one step each, in the order in which they run.

use std::process::Command;

use anyhow::{Context, Result};

use crate::postgres::Postgres;
use crate::process::{browser_folder, cargo, command, holdfast, root, run, target};
use crate::server::Server;
use crate::{floors, setup};

/// The variable that tells tests where a PostgreSQL server answers.
const TEST_POSTGRES: &str = "HOLDFAST_TEST_POSTGRES";

/// The variable that tells the browser tests where the server under test answers.
const SERVER_ADDRESS: &str = "HOLDFAST_ADDRESS";

/// One check.
pub(crate) struct Step {
    /// The name for `--only` and the summary.
    pub(crate) name: &'static str,
    /// What it does, in a line.
    pub(crate) purpose: &'static str,
    /// Does it.
    pub(crate) run: fn() -> Result<()>,
}

/// All checks. What is quick and often broken comes first.
pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "setup",
        purpose: "install what the checks need",
        run: setup::run,
    },
    Step {
        name: "format",
        purpose: "the code has rustfmt's form",
        run: || run(&mut cargo(&["fmt", "--all", "--check"])),
    },
    Step {
        name: "floors",
        purpose: "crates use only crates below them",
        run: floors::check,
    },
    Step {
        name: "licences",
        purpose: "dependencies have allowed licences and sources",
        run: licences,
    },
    Step {
        name: "clippy",
        purpose: "clippy finds nothing",
        run: clippy,
    },
    Step {
        name: "documentation",
        purpose: "rustdoc finds nothing",
        run: documentation,
    },
    Step {
        name: "build",
        purpose: "the program and its tests compile",
        run: || {
            run(&mut cargo(&[
                "build",
                "--workspace",
                "--bins",
                "--tests",
                "--locked",
            ]))
        },
    },
    Step {
        name: "tests",
        purpose: "the tests pass, on SQLite and PostgreSQL",
        run: tests,
    },
    Step {
        name: "doctests",
        purpose: "the examples in the documentation run",
        run: || run(&mut cargo(&["test", "--doc", "--workspace", "--locked"])),
    },
    Step {
        name: "browser",
        purpose: "pages are accessible and fit their screens",
        run: browser,
    },
    Step {
        name: "package",
        purpose: "the Frictionless tool accepts a written package, its open data and those kept here",
        run: package,
    },
];

/// Advisories are left out: their database is no package of a registry, so it can't be had on
/// every machine that runs the checks.
fn licences() -> Result<()> {
    run(&mut cargo(&[
        "deny", "--locked", "check", "bans", "licenses", "sources",
    ]))?;
    println!(
        "Security advisories were not checked. Where their database can be fetched: \
         cargo deny check advisories"
    );
    Ok(())
}

fn clippy() -> Result<()> {
    run(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "--deny=warnings",
    ]))
}

fn documentation() -> Result<()> {
    let mut rustdoc = cargo(&["doc", "--no-deps", "--workspace", "--locked"]);
    run(rustdoc.env("RUSTDOCFLAGS", "-D warnings"))
}

fn tests() -> Result<()> {
    let postgres = Postgres::start()?;
    let mut nextest = cargo(&["nextest", "run", "--workspace", "--locked"]);
    run(nextest.env(TEST_POSTGRES, postgres.url()))
}

fn browser() -> Result<()> {
    let server = Server::start()?;
    run(node_tests()?.env(SERVER_ADDRESS, server.address()))
}

/// Node's test runner on every file of browser tests.
fn node_tests() -> Result<Command> {
    let mut node = command("node");
    node.current_dir(browser_folder())
        .args(["--test", "--test-reporter=spec"]);
    let mut files: Vec<_> = fs_err::read_dir(browser_folder().join("tests"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    node.args(files);
    Ok(node)
}

/// Writes a small example authority and its open data, and has them, and the packages that are kept with the project,
/// checked by a tool that is not ours.
fn package() -> Result<()> {
    let folder = target().join("package");
    if folder.exists() {
        fs_err::remove_dir_all(&folder)?;
    }
    run(command(holdfast()?)
        .args([
            "example", "--seed", "1", "--fte", "60", "--years", "3", "--out",
        ])
        .arg(&folder))?;
    let open = target().join("open-data");
    if open.exists() {
        fs_err::remove_dir_all(&open)?;
    }
    run(command(holdfast()?)
        .args([
            "export",
            "--at",
            "2026-09-30",
            "--months",
            "13",
            "--package",
        ])
        .arg(&folder)
        .arg("--out")
        .arg(&open))?;
    let mut folders = vec![folder, open];
    for entry in fs_err::read_dir(root().join("examples"))? {
        folders.push(entry?.path());
    }
    folders.retain(|folder| holds_tables(folder));
    for folder in folders {
        run(command(setup::frictionless()?)
            .current_dir(&folder)
            .args(["validate", "datapackage.json"]))
        .with_context(|| {
            let shown = folder.display();
            format!("{shown} is not a valid Frictionless Data Package")
        })?;
    }
    Ok(())
}

/// Whether a folder holds tables, and so has to be a package: some examples are
/// scenarios alone.
fn holds_tables(folder: &std::path::Path) -> bool {
    fs_err::read_dir(folder).is_ok_and(|entries| {
        let is_table = |path: std::path::PathBuf| path.extension().is_some_and(|it| it == "csv");
        entries.flatten().any(|entry| is_table(entry.path()))
    })
}
