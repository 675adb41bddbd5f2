//! What may come of a scenario.

use askama::Template;
use axum::extract::{Path, Query};
use holdfast_forecast::Scenario;
use holdfast_forecast::futures::Column as Line;
use holdfast_forecast::outlook::Course;
use holdfast_forecast::series::{Series, Unit};
use holdfast_intake::export::{
    Cell, Column, ColumnKind, Sheet, budget_in_words, budgets_sheet, chances_sheet, feedback_sheet,
    filled_in_words, in_a_cell, line_name, monthly_chances_sheet, outlook_sheet, passing,
    rates_sheet, spending_sheet, waterfall_sheet, year_ends,
};
use holdfast_report::chart::ChartError;
use holdfast_workforce::date::in_words;
use jiff::civil::Date;
use serde::Deserialize;

use super::assumptions;
use super::chosen::{AS_NOW, Chosen};
use super::list::first_day;
use super::patience::Patience;
use super::run::{NoPlan, Records, Run, patiently};
use super::sheets::SheetView;
use super::words::{answer, charted};
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::drawn::{Drawn, beside, undrawn};
use crate::error::PageError;
use crate::format::count;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::Downloads;
use crate::pages::{Page, form_page};
use holdfast_paper::plan_charts;

/// Which scenario.
#[derive(Deserialize)]
pub(crate) struct Which {
    pub(crate) scenario: String,
}

#[derive(Template)]
#[template(path = "pages/plan/outlook.html")]
struct Shown {
    frame: Frame,
    trail: Vec<Link>,
    title: String,
    caption: String,
    answers: Answers,
    is_as_now: bool,
    choices: Vec<Choice>,
    problems: Vec<String>,
    found: Option<Found>,
    edit: Option<String>,
    copy: String,
    compare: Option<String>,
}

/// What came of it.
struct Found {
    answer: String,
    without_feedback: Option<String>,
    passing: Option<String>,
    likely: Vec<String>,
    fan: Drawn,
    outlook: SheetView,
    budgets: Option<SheetView>,
    spending: Option<SheetView>,
    chances: SheetView,
    monthly: SheetView,
    monthly_csv: String,
    feedback: Option<SheetView>,
    waterfall: Drawn,
    people: SheetView,
    rates: Option<SheetView>,
    assumptions: SheetView,
    notes: Vec<String>,
    about: Vec<String>,
    how: String,
    past: String,
    downloads: Downloads,
    json: String,
    text: String,
}

/// What is asked of a scenario.
pub(crate) struct Asked {
    /// What was typed.
    pub(crate) answers: Answers,
    /// The scenario.
    pub(crate) chosen: Chosen,
    /// The day on which that of the records begins.
    pub(crate) at: Date,
    /// The series that is drawn.
    pub(crate) series: Series,
}

impl Asked {
    /// Reads what is asked for.
    pub(crate) fn read(
        here: &Here,
        which: &Which,
        query: Vec<(String, String)>,
    ) -> Result<Self, PageError> {
        let mut answers = Answers::of(query);
        let at = first_day(&mut answers, here);
        let series = answers.optional("series", |key| {
            Series::from_key(key).ok_or("Select what to show from the list")
        });
        let series = series.unwrap_or(Series::InPost);
        Ok(Self {
            answers: answers.set("series", series.key()),
            chosen: Chosen::of(here, &which.scenario)?,
            at,
            series,
        })
    }

    /// The form of a new scenario with the same assumptions.
    fn copy(&self, here: &Here) -> String {
        let at = self.chosen.kept.is_none().then(|| self.at.to_string());
        let from = Some(self.chosen.reference.clone());
        address::new_scenario(&here.authority, [("from", from), ("at", at)])
    }

    /// The comparison of a kept scenario with what carries on as now.
    fn compare(&self, here: &Here) -> Option<String> {
        let kept = self.chosen.kept.as_ref()?;
        let path = address::compare_scenarios(&here.authority);
        let pairs = [
            ("base", Some(AS_NOW.to_owned())),
            ("changed", Some(kept.reference.clone())),
        ];
        Some(address::with_query(&path, pairs))
    }

    /// What the chart of a series shows, as a file.
    fn fan(&self, here: &Here, series: Series) -> String {
        let pairs = [("series", Some(series.key().to_owned()))];
        address::with_query(&self.address(here, "/fan.csv"), pairs)
    }

    /// An address of the scenario, at the same day.
    pub(crate) fn address(&self, here: &Here, ending: &str) -> String {
        let path = address::scenario(&here.authority, &self.chosen.reference);
        let at = self.chosen.kept.is_none().then(|| self.at.to_string());
        address::with_query(&format!("{path}{ending}"), [("at", at)])
    }
}

/// Shows the page.
pub(crate) async fn outlook(
    here: Here,
    Path(which): Path<Which>,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let asked = Asked::read(&here, &which, query)?;
    let records = Records::of(&here).await?;
    let (chosen, at) = (asked.chosen.clone(), asked.at);
    let work = move |patience: &Patience| run(&records, &chosen, at, patience);
    let (problems, found, title) = match patiently(work).await? {
        Ok((run, other)) => {
            let title = run.model.scenario().title.clone();
            let found = Found::of(&here, &asked, &run, other.as_ref())?;
            (Vec::new(), Some(found), title)
        }
        Err(problem) => (problem.told(), None, untitled(&asked.chosen)),
    };
    let plan = address::plan(&here.authority);
    let page = Shown {
        frame: here.frame(Some(Section::Plan)),
        trail: vec![Link::new(plan, "Plan")],
        caption: format!("Plan of {}", here.workforce.name()),
        title,
        is_as_now: asked.chosen.kept.is_none(),
        choices: offered(found.as_ref()),
        problems,
        edit: asked
            .chosen
            .kept
            .as_ref()
            .map(|it| address::edit_scenario(&here.authority, &it.reference)),
        copy: asked.copy(&here),
        compare: asked.compare(&here),
        found: found.map(|(found, _)| found),
        answers: asked.answers,
    };
    form_page(&page.answers, &page)
}

fn untitled(chosen: &Chosen) -> String {
    match &chosen.kept {
        Some(kept) => super::chosen::title(kept),
        None => super::chosen::CARRY_ON.to_owned(),
    }
}

/// Runs a scenario and, where leaving answers to the workload in it, once more
/// without that.
pub(crate) fn run(
    records: &Records,
    chosen: &Chosen,
    at: Date,
    patience: &Patience,
) -> Result<(Run, Option<Run>), NoPlan> {
    let scenario = chosen.scenario(records, at)?;
    let without = match scenario.feedback {
        None => None,
        Some(_) => {
            patience.expects(2);
            Some(Run::of(
                records,
                &Scenario {
                    feedback: None,
                    ..scenario.clone()
                },
                patience,
            )?)
        }
    };
    Ok((Run::of(records, &scenario, patience)?, without))
}

/// The series of which something can be said.
fn offered(found: Option<&(Found, Vec<Series>)>) -> Vec<Choice> {
    let told = found.map_or(&[][..], |(_, told)| told.as_slice());
    let choice = |series: &Series| Choice::new(series.key(), charted(*series));
    told.iter().map(choice).collect()
}

impl Found {
    fn of(
        here: &Here,
        asked: &Asked,
        run: &Run,
        without: Option<&Run>,
    ) -> Result<(Self, Vec<Series>), PageError> {
        let (model, outlook) = (&run.model, &run.outlook);
        let scenario = model.scenario();
        let told: Vec<Series> = Series::ALL
            .iter()
            .copied()
            .filter(|series| outlook.course(Line::Series(*series)).is_some())
            .collect();
        let series = told.iter().find(|it| **it == asked.series);
        let series = series.copied().unwrap_or(Series::InPost);
        let mut summary = outlook_sheet(model, outlook);
        let notes = std::mem::take(&mut summary.notes);
        let csv = asked.address(here, "/outlook.csv");
        let found = Self {
            answer: answer(run, series),
            without_feedback: without.map(|it| answer(it, series)),
            passing: passing(model, &run.expected),
            likely: likely(run),
            fan: fan(run, series, here, &asked.fan(here, series)).map_err(undrawn)?,
            outlook: SheetView::of("outlook", summary),
            budgets: budgets_sheet(model, outlook).map(|it| SheetView::of("budgets", it)),
            spending: spending_sheet(outlook).map(|it| SheetView::of("spending", it)),
            chances: SheetView::of("chances", chances_sheet(model, outlook)),
            monthly: SheetView::of("monthly", monthly_chances_sheet(model, outlook)),
            monthly_csv: asked.address(here, "/chances.csv"),
            feedback: without
                .map(|it| SheetView::of("feedback", feedback_sheet(model, outlook, &it.outlook))),
            waterfall: waterfall(run, asked.address(here, "/waterfall.csv")).map_err(undrawn)?,
            people: SheetView::of("people", people_sheet(run)),
            rates: run
                .ground
                .estimates()
                .map(|it| SheetView::of("rates", rates_sheet(&here.workforce, it))),
            assumptions: SheetView::of(
                "assumptions",
                assumptions::sheet(scenario, &here.workforce),
            ),
            past: address::below(&here.authority, "plan/past"),
            notes,
            about: scenario.about.lines().map(str::to_owned).collect(),
            how: how(run),
            downloads: Downloads {
                csv,
                workbook: asked.address(here, "/outlook.xlsx"),
            },
            json: asked.address(here, "/outlook.json"),
            text: asked.address(here, "/scenario.toml"),
        };
        Ok((found, told))
    }
}

fn fan(run: &Run, series: Series, here: &Here, csv: &str) -> Result<Drawn, ChartError> {
    let fan = plan_charts::fan((&run.model, &run.outlook), series, &here.workforce)?;
    Drawn::try_of(&fan, "fan", csv.to_owned())
}

fn waterfall(run: &Run, csv: String) -> Result<Drawn, ChartError> {
    let drawn = Drawn::try_of(
        &plan_charts::waterfall((&run.model, &run.outlook))?,
        "waterfall",
        csv,
    )?;
    Ok(beside(drawn, waterfall_sheet(&run.model, &run.outlook)))
}

/// Whether the establishment is likely filled and the budget kept, in sentences.
fn likely(run: &Run) -> Vec<String> {
    let filled = filled_in_words(&run.model, &run.outlook.filled);
    filled
        .into_iter()
        .chain(budget_in_words(&run.outlook))
        .collect()
}

/// How it was simulated, in a sentence.
fn how(run: &Run) -> String {
    let scenario = run.model.scenario();
    format!(
        "{} futures of {} months were simulated from the position at the end of {}, with the seed {}: the same seed gives the same futures.",
        count(usize::try_from(*scenario.futures.get_ref()).unwrap_or(usize::MAX)),
        run.model.months(),
        in_words(run.model.opening().date),
        scenario.seed
    )
}

/// The FTE in post by experience and by role, at each year's end.
pub(crate) fn people_sheet(run: &Run) -> Sheet {
    let (model, outlook) = (&run.model, &run.outlook);
    let months = year_ends(model);
    let day = |month: &usize| in_words(model.scenario().month_end(*month));
    let figure = |title: String| Column::of(ColumnKind::Figure, title);
    let mut columns = vec![Column::text("At the end of")];
    columns.extend(months.iter().map(day).map(figure));
    let is_part = |course: &&Course| !matches!(course.column, Line::Series(_));
    let cell = |course: &Course, month: usize| match course.bands.get(month).copied().flatten() {
        Some(band) => Cell::Figure(in_a_cell(Unit::Fte, band)),
        None => Cell::Empty,
    };
    let row = |course: &Course| {
        let name = Cell::Text(line_name(model, course.column));
        let cells = months.iter().map(|month| cell(course, *month));
        std::iter::once(name).chain(cells).collect()
    };
    Sheet {
        title: "In post by experience and role, FTE".to_owned(),
        columns,
        rows: outlook.courses.iter().filter(is_part).map(row).collect(),
        notes: Vec::new(),
    }
}
