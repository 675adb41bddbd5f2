//! `holdfast report`: papers to committees.

mod build;
mod check;
mod figures;
mod grounds;
pub(super) mod kept;
mod new;
mod values;

use crate::cli::ReportAction;
use crate::failure::Failure;
use crate::settings::Settings;

/// Does what was asked with papers.
pub(crate) async fn run(action: &ReportAction, settings: &Settings) -> Result<(), Failure> {
    match action {
        ReportAction::New(options) => new::run(options, settings).await,
        ReportAction::Build(options) => build::run(options, settings).await,
        ReportAction::Values(options) => values::run(options, settings).await,
        ReportAction::Figures(options) => {
            figures::run(options);
            Ok(())
        }
        ReportAction::List(options) => kept::list(options, settings).await,
        ReportAction::Show(options) => kept::show(options, settings).await,
        ReportAction::Put(options) => kept::put(options, settings).await,
        ReportAction::Agree(options) => kept::agree(options, settings).await,
        ReportAction::Publish(options) => kept::publish_one(options, settings).await,
        ReportAction::Check(options) => check::run(options),
    }
}
