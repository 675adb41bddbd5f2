//! The plan: what happens if everything carries on as now, and the scenarios
//! that are kept.

use askama::Template;
use axum::extract::Query;
use holdfast_forecast::series::Series;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::{self, Kind};
use jiff::civil::Date;

use super::chosen::{AS_NOW, CARRY_ON, as_now};
use super::run::{NoPlan, Patience, Records, Run, patiently};
use super::words::{answer, low, number};
use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::filters::{read_day, slashed};
use crate::pages::measures::filters::usual_day;
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/plan/list.html")]
struct Plan {
    frame: Frame,
    answers: Answers,
    problems: Vec<String>,
    now: Option<Now>,
    kept: Vec<Row>,
    new: String,
    compare: String,
    levers: String,
    seek: String,
}

/// What happens if everything carries on as now.
struct Now {
    answer: String,
    open: Link,
    copy: String,
    figures: Vec<[String; 3]>,
    about: String,
}

/// A kept scenario.
struct Row {
    open: Link,
    about: String,
    start: String,
    until: String,
    change: Option<Link>,
}

/// The day on which the scenario that carries on as now begins: the one that
/// is asked for, or the last month-end of the records.
pub(crate) fn first_day(answers: &mut Answers, here: &Here) -> Date {
    let today = here.app.today();
    let mut day = read_day(answers, "at", "The day");
    if day.is_some_and(|day| day > today) {
        let words = in_words(today);
        answers.reject("at", format!("The day must be today, {words}, or earlier"));
        day = None;
    }
    let day = day.unwrap_or_else(|| usual_day(&here.workforce, today));
    if answers.text("at").is_empty() {
        *answers = std::mem::take(answers).set("at", slashed(day));
    }
    day
}

/// Shows the page.
pub(crate) async fn plan(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let mut answers = Answers::of(query);
    let at = first_day(&mut answers, &here);
    let records = Records::of(&here).await?;
    let work = move |patience: &Patience| run_as_now(&records, at, patience);
    let (now, problems) = match patiently(work).await? {
        Ok(run) => (Some(Now::of(&here, at, &run)), Vec::new()),
        Err(problem) => (None, problem.told()),
    };
    let scenarios = here.workforce.scenarios();
    let page = Plan {
        frame: here.frame(Some(Section::Plan)),
        problems,
        now,
        compare: address::compare_scenarios(&here.authority),
        levers: address::levers(&here.authority),
        seek: address::seek(&here.authority),
        new: address::new_scenario(&here.authority, []),
        kept: scenarios.iter().map(|it| Row::of(&here, it)).collect(),
        answers,
    };
    form_page(&page.answers, &page)
}

fn run_as_now(records: &Records, at: Date, patience: &Patience) -> Result<Run, NoPlan> {
    Run::of(records, &as_now(records, at)?, patience)
}

impl Now {
    fn of(here: &Here, at: Date, run: &Run) -> Self {
        let path = address::scenario(&here.authority, AS_NOW);
        let scenario = run.model.scenario();
        let months = [0, 12, 36]
            .into_iter()
            .filter(|it| *it <= run.model.months());
        let figure = |month: usize| {
            let band = run.outlook.band(Series::InPost, month)?;
            let shown = |value| number(Series::InPost, value);
            let spread = match month {
                0 => String::new(),
                _ => format!(
                    "nine in ten futures: {} to {}",
                    shown(band.p5),
                    shown(band.p95)
                ),
            };
            let day = in_words(scenario.month_end(month));
            Some([format!("In post, FTE, {day}"), shown(band.p50), spread])
        };
        Self {
            answer: format!("{CARRY_ON}: {}", low(&answer(run, Series::InPost))),
            open: Link::new(
                address::with_query(&path, [("at", Some(at.to_string()))]),
                "Open the whole outlook",
            ),
            copy: address::new_scenario(
                &here.authority,
                [
                    ("from", Some(AS_NOW.to_owned())),
                    ("at", Some(at.to_string())),
                ],
            ),
            figures: months.filter_map(figure).collect(),
            about: scenario.about.clone(),
        }
    }
}

impl Row {
    fn of(here: &Here, kept: &record::Scenario) -> Self {
        let authority = &here.authority;
        let since = here.workforce.since(Kind::Scenario, kept.id.into());
        let change = since.map(|seq| {
            let href = address::change(authority, seq);
            Link::new(href, format!("change {seq}"))
        });
        let href = address::scenario(authority, &kept.reference);
        match holdfast_forecast::Scenario::read(&kept.text) {
            Ok(scenario) => Self {
                open: Link::new(href, &scenario.title),
                about: first_sentence(&scenario.about),
                start: in_words(scenario.start.date),
                until: in_words(scenario.last_day()),
                change,
            },
            Err(_) => Self {
                open: Link::new(href, &kept.reference),
                about: "The text of this scenario has problems.".to_owned(),
                start: String::new(),
                until: String::new(),
                change,
            },
        }
    }
}

fn first_sentence(about: &str) -> String {
    let line = about.lines().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or_default();
    line.split_once(". ")
        .map_or_else(|| line.to_owned(), |(first, _)| format!("{first}."))
}
