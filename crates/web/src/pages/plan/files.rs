//! The outlook and the text of a scenario as files.

use axum::extract::{Path, Query};
use axum::http::Uri;
use holdfast_intake::export::{
    Sheet, chances_sheet, courses_sheet, outlook_json, outlook_sheet, rates_sheet, waterfall_sheet,
};

use super::assumptions;
use super::outlook::{Asked, Which, people_sheet};
use super::patience::Patience;
use super::run::{NoPlan, Records, Run, patiently};
use crate::error::PageError;
use crate::here::Here;
use crate::pages::Page;
use crate::pages::establishment::download::{FileKind, attached, file};

type Pairs = Vec<(String, String)>;

/// What came of a scenario as a file: every month as CSV or JSON, in a
/// workbook with all tables of the page.
pub(crate) async fn outlook(
    here: Here,
    uri: Uri,
    kind: FileKind,
    Path(which): Path<Which>,
    Query(query): Query<Pairs>,
) -> Page {
    let asked = Asked::read(&here, &which, query)?;
    let run = run(&here, &asked).await?;
    let day = run.model.opening().date;
    if uri.path().ends_with(".json") {
        let json = outlook_json(&run.model, &run.outlook, &run.expected);
        let name = format!("plan-{}-{day}", asked.chosen.reference);
        let bytes = format!("{json:#}").into_bytes();
        return Ok(attached(&here, &name, "json", "application/json", bytes));
    }
    let name = format!("plan-{}", asked.chosen.reference);
    if uri.path().ends_with("/waterfall.csv") {
        let sheet = waterfall_sheet(&run.model, &run.outlook);
        return file(&here, kind, &format!("{name}-waterfall"), day, &[sheet]);
    }
    file(&here, kind, &name, day, &sheets(&here, &run))
}

/// The assumptions as a text that reads as the same scenario.
pub(crate) async fn text(here: Here, Path(which): Path<Which>, Query(query): Query<Pairs>) -> Page {
    let asked = Asked::read(&here, &which, query)?;
    let text = match &asked.chosen.kept {
        Some(kept) => kept.text.clone(),
        None => {
            let scenario = asked.chosen.scenario(&Records::of(&here).await?, asked.at);
            scenario.map_err(refused)?.write()
        }
    };
    let name = format!("plan-{}", asked.chosen.reference);
    let media_type = "application/toml; charset=utf-8";
    Ok(attached(
        &here,
        &name,
        "toml",
        media_type,
        text.into_bytes(),
    ))
}

async fn run(here: &Here, asked: &Asked) -> Result<Run, PageError> {
    let records = Records::of(here).await?;
    let (chosen, at) = (asked.chosen.clone(), asked.at);
    let work = move |patience: &Patience| {
        let scenario = chosen.scenario(&records, at)?;
        Run::of(&records, &scenario, patience)
    };
    patiently(work).await?.map_err(refused)
}

fn refused(problem: NoPlan) -> PageError {
    PageError::BadRequest {
        reason: problem.told().join(" "),
    }
}

/// The months first, which is what CSV holds.
fn sheets(here: &Here, run: &Run) -> Vec<Sheet> {
    let (model, outlook) = (&run.model, &run.outlook);
    let mut sheets = vec![
        courses_sheet(model, outlook, &run.expected),
        outlook_sheet(model, outlook),
    ];
    sheets.extend(chances_sheet(model, outlook));
    sheets.push(waterfall_sheet(model, outlook));
    sheets.push(people_sheet(run));
    sheets.push(assumptions::sheet(model.scenario(), &here.workforce));
    let estimates = run.ground.estimates();
    sheets.extend(estimates.map(|it| rates_sheet(&here.workforce, it)));
    sheets
}
