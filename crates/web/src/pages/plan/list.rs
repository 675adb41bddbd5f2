//! The plan: what happens if everything carries on as now, and the scenarios
//! that are kept, with what each comes to.

use askama::Template;
use axum::extract::Query;
use holdfast_forecast::Scenario;
use holdfast_forecast::futures::simulate;
use holdfast_forecast::outlook::Outlook;
use holdfast_forecast::series::Series;
use holdfast_intake::export::aim_in_words;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::{self, Kind};
use jiff::civil::Date;

use super::chosen::{AS_NOW, CARRY_ON, as_now};
use super::patience::Patience;
use super::run::{NoPlan, Records, Run, bounded, patiently};
use super::words::{answer, low, number};
use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::error::PageError;
use crate::format::{NO_VALUE, moment};
use crate::frame::{Frame, Section};
use crate::here::{Here, unavailable};
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

/// A kept scenario, with what it comes to at its end.
struct Row {
    open: Link,
    about: String,
    until: String,
    headlines: [String; 3],
    target: String,
    changed: String,
    change: Option<String>,
}

/// So many futures tell the headlines of a scenario: its outlook has more.
const HEADLINES: u32 = 500;

/// What a scenario comes to, or why it cannot be run.
type Headlines = Result<Outlook, String>;

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
    let work = move |patience: &Patience| {
        let kept: Vec<record::Scenario> = records.workforce.scenarios().iter().cloned().collect();
        patience.expects(1 + kept.len());
        let now = run_as_now(&records, at, patience);
        let headlines = kept.into_iter().map(|kept| {
            let headlines = headlines(&records, &kept, patience);
            (kept, headlines)
        });
        (now, headlines.collect::<Vec<_>>())
    };
    let (now, headlines) = patiently(work).await?;
    let (now, problems) = match now {
        Ok(run) => (Some(Now::of(&here, at, &run)), Vec::new()),
        Err(problem) => (None, problem.told()),
    };
    let mut kept = Vec::new();
    for (record, headlines) in headlines {
        kept.push(Row::of(&here, &record, headlines).await?);
    }
    let page = Plan {
        frame: here.frame(Some(Section::Plan)),
        problems,
        now,
        compare: address::compare_scenarios(&here.authority),
        levers: address::levers(&here.authority),
        seek: address::seek(&here.authority),
        new: address::new_scenario(&here.authority, []),
        kept,
        answers,
    };
    form_page(&page.answers, &page)
}

fn run_as_now(records: &Records, at: Date, patience: &Patience) -> Result<Run, NoPlan> {
    Run::of(records, &as_now(records, at)?, patience)
}

/// What a kept scenario comes to.
fn headlines(records: &Records, kept: &record::Scenario, patience: &Patience) -> Headlines {
    let told = |problem: NoPlan| problem.told().join(" ");
    let scenario = Scenario::read(&kept.text);
    let scenario = scenario.map_err(|problems| told(NoPlan::Problems(problems)))?;
    let scenario = bounded(&scenario, HEADLINES);
    let ground = records.ground(&scenario).map_err(|it| told(it.into()))?;
    let model = ground.model(&scenario).map_err(|it| told(it.into()))?;
    let watch = patience.of_run(*scenario.futures.get_ref());
    let futures = simulate(&model, &watch).map_err(|it| told(it.into()))?;
    Ok(Outlook::of(&model, &futures))
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
    async fn of(
        here: &Here,
        kept: &record::Scenario,
        headlines: Headlines,
    ) -> Result<Self, PageError> {
        let authority = &here.authority;
        let href = address::scenario(authority, &kept.reference);
        let since = here.workforce.since(Kind::Scenario, kept.id.into());
        let header = match since {
            Some(seq) => here.app.store().change(seq).await.map_err(unavailable)?,
            None => None,
        };
        let scenario = Scenario::read(&kept.text).ok();
        let months = scenario
            .as_ref()
            .map(|it| usize::from(*it.months.get_ref()));
        let end = |series| {
            let band = headlines.as_ref().ok()?.band(series, months?)?;
            Some(number(series, band.p50))
        };
        let end = |series| end(series).unwrap_or_else(|| NO_VALUE.to_owned());
        let about = scenario.as_ref().map_or("", |it| it.about.as_str());
        Ok(Self {
            open: Link::new(href, super::chosen::title(kept)),
            about: match &headlines {
                Ok(_) => first_sentence(about),
                Err(problem) => format!("Cannot be run. {problem}"),
            },
            until: scenario
                .as_ref()
                .map_or_else(String::new, |it| in_words(it.last_day())),
            headlines: [Series::InPost, Series::VacancyRate, Series::SpendSoFar].map(end),
            target: match headlines {
                Ok(outlook) => first_target(&outlook).unwrap_or_else(|| "none is set".to_owned()),
                Err(_) => NO_VALUE.to_owned(),
            },
            changed: header.map_or_else(String::new, |it| {
                format!("{} by {}", moment(it.at), it.actor)
            }),
            change: since.map(|seq| address::change(authority, seq)),
        })
    }
}

/// The chance of a scenario’s first target, in words.
fn first_target(outlook: &Outlook) -> Option<String> {
    let chance = outlook.chances.first()?;
    let share = match chance.by {
        Some(by) => chance.shares.get(by),
        None => chance.shares.last(),
    };
    let share = share.copied().flatten();
    let aim = aim_in_words(chance.of, chance.aim);
    share.map(|share| format!("{aim}: {:.0}%", share * 100.0))
}

fn first_sentence(about: &str) -> String {
    let line = about.lines().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or_default();
    line.split_once(". ")
        .map_or_else(|| line.to_owned(), |(first, _)| format!("{first}."))
}
