//! The outlook and the text of a scenario as files.

use axum::extract::{Path, Query};
use axum::http::Uri;
use holdfast_forecast::futures::Column as Line;
use holdfast_forecast::series::Series;
use holdfast_intake::export::{
    Sheet, budgets_sheet, chances_sheet, course_sheet, courses_sheet, feedback_sheet,
    monthly_chances_sheet, outlook_json, rates_sheet, spending_sheet, waterfall_sheet,
    year_ends_sheet,
};

use super::assumptions;
use super::outlook::{Asked, Which, run as run_both};
use super::patience::Patience;
use super::run::{NoPlan, Records, Run, patiently};
use crate::error::PageError;
use crate::here::Here;
use crate::pages::Page;
use crate::pages::establishment::download::{FileKind, attached, file};

type Pairs = Vec<(String, String)>;

/// What came of a scenario as a file: every month as CSV or JSON, in a
/// workbook with all tables of the page; or what one of its charts or tables shows.
pub(crate) async fn outlook(
    here: Here,
    uri: Uri,
    kind: FileKind,
    Path(which): Path<Which>,
    Query(query): Query<Pairs>,
) -> Page {
    let asked = Asked::read(&here, &which, query)?;
    let (run, without) = run(&here, &asked).await?;
    let day = run.model.opening().date;
    let name = format!("plan-{}", asked.chosen.reference);
    let (model, told) = (&run.model, &run.outlook);
    let end = uri.path().rsplit('/').next().unwrap_or_default();
    match end {
        "outlook.json" => {
            let mut json = outlook_json(model, told, &run.expected);
            if let Some(it) = &without {
                json["without_feedback"] = outlook_json(&it.model, &it.outlook, &it.expected);
            }
            let bytes = format!("{json:#}").into_bytes();
            let name = format!("{name}-{day}");
            Ok(attached(&here, &name, "json", "application/json", bytes))
        }
        "waterfall.csv" => {
            let sheet = waterfall_sheet(model, told);
            file(&here, kind, &format!("{name}-waterfall"), day, &[sheet])
        }
        "chances.csv" => {
            let sheet = monthly_chances_sheet(model, told);
            file(&here, kind, &format!("{name}-chances"), day, &[sheet])
        }
        "fan.csv" => {
            let sheet = course_sheet(model, told, &run.expected, &drawn(asked.series));
            let name = format!("{name}-{}", asked.series.key());
            file(&here, kind, &name, day, &[sheet])
        }
        _ => file(
            &here,
            kind,
            &name,
            day,
            &sheets(&here, &run, without.as_ref()),
        ),
    }
}

/// What the chart of a series shows.
fn drawn(series: Series) -> Vec<Line> {
    let established = (series == Series::InPost).then_some(Series::Established);
    let shown = std::iter::once(series).chain(established);
    shown.map(Line::Series).collect()
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

async fn run(here: &Here, asked: &Asked) -> Result<(Run, Option<Run>), PageError> {
    let records = Records::of(here).await?;
    let (chosen, at) = (asked.chosen.clone(), asked.at);
    let work = move |patience: &Patience| run_both(&records, &chosen, at, patience);
    patiently(work).await?.map_err(refused)
}

fn refused(problem: NoPlan) -> PageError {
    PageError::BadRequest {
        reason: problem.told().join(" "),
    }
}

/// The months first, which is what CSV holds.
fn sheets(here: &Here, run: &Run, without: Option<&Run>) -> Vec<Sheet> {
    let (model, outlook) = (&run.model, &run.outlook);
    let series: Vec<Line> = Series::ALL.iter().copied().map(Line::Series).collect();
    let mut sheets = vec![
        courses_sheet(model, outlook, &run.expected),
        year_ends_sheet(model, outlook, "Outlook", &series),
    ];
    sheets.extend(budgets_sheet(model, outlook));
    sheets.extend(spending_sheet(outlook));
    sheets.push(chances_sheet(model, outlook));
    sheets.push(monthly_chances_sheet(model, outlook));
    sheets.extend(without.map(|it| feedback_sheet(model, outlook, &it.outlook)));
    sheets.push(waterfall_sheet(model, outlook));
    let parts = outlook.courses.iter().map(|course| course.column);
    let parts: Vec<Line> = parts
        .filter(|line| !matches!(line, Line::Series(_)))
        .collect();
    sheets.push(year_ends_sheet(model, outlook, "In post by group", &parts));
    sheets.push(assumptions::sheet(model.scenario(), &here.workforce));
    let estimates = run.ground.estimates();
    sheets.extend(estimates.map(|it| rates_sheet(&here.workforce, it)));
    sheets
}
