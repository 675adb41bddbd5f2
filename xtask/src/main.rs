//! The project's own chores, one file each: `cargo xtask --help` lists them.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command for developers speaks on the terminal"
)]

mod assets;
mod bench;
mod floors;
mod postgres;
mod process;
mod screenshots;
mod server;
mod setup;
mod steps;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own chores")]
struct CommandLine {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Run every check there is, after installing what they need.
    Test(test::Options),
    /// Install what the checks need and this machine lacks.
    Setup,
    /// Build the style sheet and script that the web crate serves; needs Node.js.
    Assets,
    /// Measure the product at scale against what a person would use instead.
    Bench,
    /// Take a desktop and a phone picture of pages.
    Screenshots(screenshots::Options),
}

fn main() -> ExitCode {
    let outcome = match CommandLine::parse().chore {
        Chore::Test(options) => test::run(&options),
        Chore::Setup => setup::run(),
        Chore::Assets => assets::run(),
        Chore::Bench => bench::run_all(),
        Chore::Screenshots(options) => screenshots::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        CommandLine::command().debug_assert();
    }
}
