//! The commands, a file each.

mod agency;
mod backup;
mod benchmark;
mod census;
mod changes;
mod demo;
mod example;
mod export;
mod file;
mod forecast;
mod import;
mod kept_text;
mod listing;
mod measure;
mod measures;
mod package;
mod position;
mod profile;
mod publications;
mod publish;
mod reference;
mod report;
mod restore;
mod scorecard;
mod serve;
mod settings;
mod source;
mod strategy;

use crate::cli::{Cli, Command};
use crate::failure::{Failure, OrFail as _};
use crate::settings::Settings;

/// Does what was typed.
pub(crate) fn run(cli: Cli) -> Result<(), Failure> {
    let listen = match &cli.command {
        Command::Demo(demo) => demo.listen,
        Command::Serve(serve) => serve.listen,
        _ => None,
    };
    let settings = Settings::resolve(&cli.settings, listen)?;
    let runtime = tokio::runtime::Runtime::new().or_fail()?;
    runtime.block_on(async {
        match cli.command {
            Command::Demo(options) => {
                demo::run(options, &settings, cli.settings.database.is_some()).await
            }
            Command::Serve(_) => serve::run(&settings).await,
            Command::Import(options) => import::run(options, &settings).await,
            Command::Position(options) => position::run(options, &settings).await,
            Command::Measures(options) => measures::run(&options),
            Command::Measure(options) => measure::run(options, &settings).await,
            Command::Benchmark(options) => benchmark::run(options, &settings).await,
            Command::Scorecard(options) => scorecard::run(options, &settings).await,
            Command::Strategy(options) => strategy::run(options, &settings).await,
            Command::Publish(options) => publish::run(options, &settings).await,
            Command::Publications(options) => publications::run(options, &settings).await,
            Command::Export(options) => export::run(options, &settings).await,
            Command::Census(options) => census::run(options.action, &settings).await,
            Command::Agency(options) => agency::run(options, &settings).await,
            Command::Forecast(options) => forecast::run(options.action, &settings).await,
            Command::Report(options) => report::run(&options.action, &settings).await,
            Command::Changes(options) => changes::run(options, &settings).await,
            Command::Example(options) => example::run(&options),
            Command::Package(options) => package::run(options),
            Command::Profile(options) => profile::run(options, &settings).await,
            Command::Reference(options) => reference::run(options, &settings).await,
            Command::Backup(options) => backup::run(&options, &settings).await,
            Command::Restore(options) => restore::run(options, &settings).await,
            Command::Settings => settings::run(&settings).await,
        }
    })
}
