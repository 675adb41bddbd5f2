//! A scenario beside another under the same chance: what the change does, what
//! it costs, and when it has paid for itself.

use askama::Template;
use axum::extract::Query;
use holdfast_forecast::Scenario;
use holdfast_forecast::compare::{Comparison, compare};
use holdfast_forecast::futures::Column as Line;
use holdfast_forecast::outlook::Band;
use holdfast_forecast::scenario::NOWHERE;
use holdfast_forecast::series::Series;
use holdfast_intake::export::comparison_sheet;
use holdfast_workforce::date::in_words;
use jiff::civil::Date;
use toml::Spanned;

use super::charts;
use super::chosen::{AS_NOW, CARRY_ON, Chosen, as_now, title};
use super::list::first_day;
use super::patience::Patience;
use super::run::{FUTURES, NoPlan, Records, Run, patiently};
use super::sheets::SheetView;
use super::words::{answer, number};
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::drawn::{Drawn, undrawn};
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{Downloads, FileKind, file};
use crate::pages::{Page, form_page};

#[derive(Template)]
#[template(path = "pages/plan/compare.html")]
struct Compared {
    frame: Frame,
    trail: Vec<Link>,
    answers: Answers,
    scenarios: Vec<Choice>,
    series: Vec<Choice>,
    problems: Vec<String>,
    found: Option<Found>,
}

/// What a change does.
struct Found {
    answer: String,
    each: [String; 2],
    told: Vec<String>,
    fan: Drawn,
    table: SheetView,
    downloads: Downloads,
}

/// Both that are compared.
struct Pair {
    base: Run,
    changed: Run,
    comparison: Comparison,
}

/// What is asked for.
struct Asked {
    answers: Answers,
    base: Chosen,
    changed: Option<Chosen>,
    at: Date,
    series: Series,
}

impl Asked {
    fn read(here: &Here, query: Vec<(String, String)>) -> Self {
        let mut answers = Answers::of(query);
        let at = first_day(&mut answers, here);
        let mut chosen = |field: &str| {
            answers.optional(field, |reference| {
                Chosen::of(here, reference).map_err(|_| "Select a scenario from the list")
            })
        };
        let (base, changed) = (chosen("base"), chosen("changed"));
        let base = base.unwrap_or(Chosen {
            reference: AS_NOW.to_owned(),
            kept: None,
        });
        let series = answers.optional("series", |key| {
            Series::from_key(key).ok_or("Select what to show from the list")
        });
        let series = series.unwrap_or(Series::InPost);
        Self {
            answers: answers
                .set("base", &base.reference)
                .set("series", series.key()),
            base,
            changed,
            at,
            series,
        }
    }

    /// The files of the comparison.
    fn downloads(&self, here: &Here) -> Downloads {
        let changed = self.changed.as_ref().map(|it| it.reference.clone());
        Downloads::of(&address::compare_scenarios(&here.authority), |path| {
            address::with_query(
                path,
                [
                    ("base", Some(self.base.reference.clone())),
                    ("changed", changed.clone()),
                    ("at", Some(self.at.to_string())),
                ],
            )
        })
    }
}

/// Shows the page.
pub(crate) async fn page(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let asked = Asked::read(&here, query);
    let (problems, found) = match pair(&here, &asked).await? {
        None => (Vec::new(), None),
        Some(Ok(pair)) => (Vec::new(), Some(Found::of(&here, &asked, &pair)?)),
        Some(Err(problem)) => (problem.told(), None),
    };
    let choice = |it: &Series| Choice::new(it.key(), it.label());
    let page = Compared {
        frame: here.frame(Some(Section::Compare)),
        trail: vec![Link::new(address::plan(&here.authority), "Plan")],
        scenarios: scenarios(&here),
        series: Series::ALL.iter().map(choice).collect(),
        problems,
        found,
        answers: asked.answers,
    };
    form_page(&page.answers, &page)
}

/// The comparison as a file.
pub(crate) async fn files(
    here: Here,
    kind: FileKind,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let refused = |reason: String| PageError::BadRequest { reason };
    let asked = Asked::read(&here, query);
    let pair = pair(&here, &asked).await?;
    let pair = pair.ok_or_else(|| refused("Name the scenario with the change.".to_owned()))?;
    let pair = pair.map_err(|problem| refused(problem.told().join(" ")))?;
    let sheet = comparison_sheet(&pair.base.model, &pair.changed.model, &pair.comparison);
    let day = pair.base.model.opening().date;
    file(&here, kind, "plan-comparison", day, &[sheet])
}

/// All scenarios as choices, the one that carries on as now first.
pub(crate) fn scenarios(here: &Here) -> Vec<Choice> {
    let kept = here.workforce.scenarios().iter();
    let kept = kept.map(|it| Choice::new(&it.reference, title(it)));
    std::iter::once(Choice::new(AS_NOW, CARRY_ON))
        .chain(kept)
        .collect()
}

async fn pair(here: &Here, asked: &Asked) -> Result<Option<Result<Pair, NoPlan>>, PageError> {
    let Some(changed) = asked.changed.clone() else {
        return Ok(None);
    };
    let records = Records::of(here).await?;
    let (base, at) = (asked.base.clone(), asked.at);
    let work = move |patience: &Patience| Pair::of(&records, (&base, &changed), at, patience);
    patiently(work).await.map(Some)
}

impl Pair {
    fn of(
        records: &Records,
        (base, changed): (&Chosen, &Chosen),
        at: Date,
        patience: &Patience,
    ) -> Result<Self, NoPlan> {
        // What carries on as now begins when the other does.
        let begin = |other: &Chosen| match &other.kept {
            Some(_) => Ok(other.scenario(records, at)?.start.date),
            None => Ok::<_, NoPlan>(at),
        };
        let read = |chosen: &Chosen, other: &Chosen| match chosen.kept {
            Some(_) => chosen.scenario(records, at),
            None => as_now(records, begin(other)?),
        };
        let (mut base, mut changed) = (read(base, changed)?, read(changed, base)?);
        align(&mut base, &mut changed);
        patience.expects(2);
        let base = Run::of(records, &base, patience)?;
        let changed = Run::of(records, &changed, patience)?;
        let sides = (
            (&base.model, &base.futures),
            (&changed.model, &changed.futures),
        );
        let comparison = compare(sides.0, sides.1);
        let comparison = comparison.map_err(|error| NoPlan::Refused(error.to_string()))?;
        Ok(Self {
            base,
            changed,
            comparison,
        })
    }
}

/// Gives both the same chance, and as many months as the shorter has.
fn align(base: &mut Scenario, changed: &mut Scenario) {
    let months = (*base.months.get_ref()).min(*changed.months.get_ref());
    let futures = (*base.futures.get_ref()).min(*changed.futures.get_ref());
    for scenario in [base, changed] {
        scenario.months = Spanned::new(NOWHERE, months);
        scenario.futures = Spanned::new(NOWHERE, futures.min(FUTURES));
        scenario.seed = 1;
    }
}

impl Found {
    fn of(here: &Here, asked: &Asked, pair: &Pair) -> Result<Self, PageError> {
        let (base, changed) = (&pair.base, &pair.changed);
        let mut sheet = comparison_sheet(&base.model, &changed.model, &pair.comparison);
        let told = std::mem::take(&mut sheet.notes);
        let downloads = asked.downloads(here);
        let series = match base.outlook.course(Line::Series(asked.series)) {
            Some(_) => asked.series,
            None => Series::InPost,
        };
        let fan = charts::compared(base, changed, series, &here.workforce).map_err(undrawn)?;
        Ok(Self {
            answer: difference(pair, series),
            each: [base, changed].map(|run| {
                let title = &run.model.scenario().title;
                format!("{title}: {}", super::words::low(&answer(run, series)))
            }),
            told,
            fan: Drawn::of(&fan, "fan", downloads.csv.clone())?,
            table: SheetView::of("comparison", sheet),
            downloads,
        })
    }
}

/// What the change does to a series at the end, in a sentence.
fn difference(pair: &Pair, series: Series) -> String {
    let (base, changed) = (&pair.base.model, &pair.changed.model);
    let months = base.months();
    let day = in_words(base.scenario().month_end(months));
    let title = &changed.scenario().title;
    let courses = &pair.comparison.courses;
    let course = courses.iter().find(|it| it.column == Line::Series(series));
    let band = course.and_then(|it| it.bands.get(months).copied().flatten());
    match band {
        None => format!("Nothing can be said of the difference on {day}."),
        Some(band) => format!(
            "{title}: {} on {day}{}",
            more(series, band),
            between(series, band)
        ),
    }
}

fn more(series: Series, band: Band) -> String {
    let amount = number(series, band.mean.abs());
    let unit = match series.unit() {
        holdfast_forecast::series::Unit::Fte => " FTE",
        holdfast_forecast::series::Unit::Percent => " points",
        _ => "",
    };
    let amount = amount.trim_end_matches('%');
    let side = if band.mean < 0.0 { "less" } else { "more" };
    let of = super::words::low(series.label());
    match series {
        Series::InPost => format!("about {amount}{unit} {side} in post"),
        _ => format!("{of} about {amount}{unit} {side}"),
    }
}

fn between(series: Series, band: Band) -> String {
    match band.p5 == band.p95 {
        true => ".".to_owned(),
        false => format!(
            "; nine in ten differences lie between {} and {}.",
            number(series, band.p5),
            number(series, band.p95)
        ),
    }
}
