//! The program: command line, configuration and start-up.

mod cli;
mod command;
mod failure;
mod printer;
mod settings;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser as _;
use tracing_subscriber::EnvFilter;

use crate::cli::Cli;

fn main() -> ExitCode {
    let cli = Cli::parse();
    log_to_standard_error();
    match command::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            printer::failure(&failure);
            ExitCode::from(failure.exit_status())
        }
    }
}

/// Warnings and worse, unless HOLDFAST_LOG asks for more. What the database
/// driver finds slow is no news for the person who waits for it.
fn log_to_standard_error() {
    let usual = || EnvFilter::new("warn,sqlx=error");
    let filter = EnvFilter::try_from_env("HOLDFAST_LOG").unwrap_or_else(|_| usual());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
}
