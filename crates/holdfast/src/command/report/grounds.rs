//! What a paper is composed from: records, published figures, plans from files.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use fs_err as fs;
use holdfast_paper::problem::Problem;
use holdfast_paper::{Composed, Grounds, PlanText, compose};
use holdfast_reference::Releases;
use holdfast_workforce::Workforce;

use crate::cli::Records;
use crate::command::source;
use crate::failure::Failure;
use crate::settings::Settings;

/// What was read for a paper.
pub(super) struct Read {
    workforce: Arc<Workforce>,
    releases: Releases,
    plans: Vec<PlanText>,
}

impl Read {
    /// Reads records and plans.
    pub(super) async fn of(
        records: &Records,
        plans: &[String],
        settings: &Settings,
    ) -> Result<Self, Failure> {
        let (workforce, releases) = source::with_releases(records, settings).await?;
        let plans = plans.iter().map(|it| plan(it)).collect::<Result<_, _>>()?;
        Ok(Self {
            workforce,
            releases,
            plans,
        })
    }

    /// The grounds of a paper.
    pub(super) fn grounds(&self) -> Grounds<'_> {
        Grounds {
            plans: &self.plans,
            ..Grounds::of(&self.workforce, &self.releases)
        }
    }

    /// Reads and composes a paper.
    pub(super) fn compose(&self, paper: &Path) -> Result<Composed, Failure> {
        let text = text_of(paper)?;
        compose(&text, self.grounds()).map_err(|problems| unsound(&problems))
    }
}

/// Says everything that is wrong with a paper.
pub(super) fn unsound(problems: &[Problem]) -> Failure {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Failure::Input(format!(
        "the paper cannot be written:\n  {}",
        lines.join("\n  ")
    ))
}

fn plan(named: &str) -> Result<PlanText, Failure> {
    let Some((name, path)) = named.split_once('=') else {
        return Err(Failure::Input(format!(
            "‘{named}’ names no plan; write --plan academy=academy.toml"
        )));
    };
    Ok(PlanText {
        reference: name.trim().to_owned(),
        text: text_of(Path::new(path))?,
    })
}

/// The text of a file.
pub(super) fn text_of(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::InvalidData => Failure::Input(format!(
            "‘{}’ is no text in UTF-8. Save it as UTF-8 and run this again.",
            path.display()
        )),
        _ => Failure::Input(error.to_string()),
    })
}
