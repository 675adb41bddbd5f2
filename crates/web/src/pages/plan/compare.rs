//! A scenario beside others under the same chance: what each change does, what
//! it costs, and when it has paid for itself.

use askama::Template;
use axum::extract::Query;
use axum::http::Uri;
use holdfast_forecast::compare::{CompareError, Compared, MOST_OTHERS, Side, compare_all};
use holdfast_forecast::futures::{Column as Line, simulate};
use holdfast_forecast::outlook::Band;
use holdfast_forecast::scenario::NOWHERE;
use holdfast_forecast::series::Series;
use holdfast_forecast::{Model, Scenario};
use holdfast_intake::export::{
    Sheet, comparison_in_words, comparison_json, comparison_sheets, comparisons_sheet,
    every_difference_sheet,
};
use holdfast_workforce::date::in_words;
use jiff::civil::Date;
use toml::Spanned;

use super::chosen::{AS_NOW, CARRY_ON, Chosen, as_now, title};
use super::list::first_day;
use super::patience::Patience;
use super::run::{FUTURES, NoPlan, Records, patiently};
use super::sheets::SheetView;
use super::words::{charted, low, number, told, year_to};
use crate::address;
use crate::answers::Answers;
use crate::components::{Choice, Link};
use crate::drawn::{Drawn, undrawn};
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{FileKind, attached, file};
use crate::pages::{Page, form_page};
use holdfast_paper::plan_charts;

#[derive(Template)]
#[template(path = "pages/plan/compare.html")]
struct Shown {
    frame: Frame,
    trail: Vec<Link>,
    answers: Answers,
    scenarios: Vec<Choice>,
    series: Vec<Choice>,
    problems: Vec<String>,
    found: Option<Found>,
}

/// What came of the comparison.
struct Found {
    answer: String,
    base: String,
    table: SheetView,
    others: Vec<Other>,
    csv: String,
    workbook: String,
    json: String,
}

/// What one of the others does.
struct Other {
    title: String,
    answer: String,
    told: Vec<String>,
    fan: Drawn,
    table: SheetView,
}

/// The identifiers of the others' charts and tables.
const IDS: [(&str, &str); MOST_OTHERS] = [
    ("fan", "differences"),
    ("fan-2", "differences-2"),
    ("fan-3", "differences-3"),
    ("fan-4", "differences-4"),
    ("fan-5", "differences-5"),
    ("fan-6", "differences-6"),
];

/// What is asked for.
struct Asked {
    answers: Answers,
    base: Chosen,
    others: Vec<Chosen>,
    at: Date,
    series: Series,
}

impl Asked {
    fn read(here: &Here, query: Vec<(String, String)>) -> Self {
        let mut answers = Answers::of(query);
        let at = first_day(&mut answers, here);
        let known = |reference: &str| {
            Chosen::of(here, reference).map_err(|_| "Select a scenario from the list")
        };
        let base = answers.optional("base", known);
        let base = base.unwrap_or(Chosen {
            reference: AS_NOW.to_owned(),
            kept: None,
        });
        let others = others(&mut answers, &base, known);
        let series = answers.optional("series", |key| {
            Series::from_key(key).ok_or("Select what to show from the list")
        });
        let series = series.unwrap_or(Series::InPost);
        Self {
            answers: answers
                .set("base", &base.reference)
                .set("series", series.key()),
            base,
            others,
            at,
            series,
        }
    }

    /// A file of the comparison.
    fn file(&self, here: &Here, ending: &str) -> String {
        let path = format!("{}{ending}", address::compare_scenarios(&here.authority));
        let base = ("base", Some(self.base.reference.clone()));
        let others = self.others.iter();
        let others = others.map(|it| ("changed", Some(it.reference.clone())));
        let at = ("at", Some(self.at.to_string()));
        address::with_query(&path, std::iter::once(base).chain(others).chain([at]))
    }
}

/// The scenarios with a change, each once; the base is among them only where
/// it is named alone.
fn others(
    answers: &mut Answers,
    base: &Chosen,
    known: impl Fn(&str) -> Result<Chosen, &'static str>,
) -> Vec<Chosen> {
    let mut named: Vec<String> = answers.all("changed").map(str::to_owned).collect();
    named.retain(|reference| !reference.is_empty());
    let mut others: Vec<Chosen> = Vec::new();
    for reference in named {
        match known(&reference) {
            Err(problem) => answers.reject("changed", problem),
            Ok(chosen) if others.iter().any(|it| it.reference == chosen.reference) => {}
            Ok(chosen) => others.push(chosen),
        }
    }
    if others.len() > 1 {
        others.retain(|it| it.reference != base.reference);
    }
    if others.len() > MOST_OTHERS {
        answers.reject("changed", format!("Select at most {MOST_OTHERS} scenarios"));
    }
    others
}

/// Shows the page.
pub(crate) async fn page(here: Here, Query(query): Query<Vec<(String, String)>>) -> Page {
    let asked = Asked::read(&here, query);
    let (problems, found) = match compared(&here, &asked).await? {
        None => (Vec::new(), None),
        Some(Ok(compared)) => (Vec::new(), Some(Found::of(&here, &asked, &compared)?)),
        Some(Err(problem)) => (problem.told(), None),
    };
    let choice = |it: &Series| Choice::new(it.key(), charted(*it));
    let page = Shown {
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

/// The comparison as a file: every difference as CSV or JSON, in a workbook
/// with all tables of the page.
pub(crate) async fn files(
    here: Here,
    uri: Uri,
    kind: FileKind,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let refused = |reason: String| PageError::BadRequest { reason };
    let asked = Asked::read(&here, query);
    let compared = compared(&here, &asked).await?;
    let compared =
        compared.ok_or_else(|| refused("Name the scenario with the change.".to_owned()))?;
    let compared = compared.map_err(|problem| refused(problem.told().join(" ")))?;
    let (name, day) = ("plan-comparison", asked.at);
    if uri.path().ends_with(".json") {
        let bytes = format!("{:#}", comparison_json(&compared)).into_bytes();
        let name = format!("{name}-{day}");
        return Ok(attached(&here, &name, "json", "application/json", bytes));
    }
    let every = every_difference_sheet(&compared);
    let sheets = match kind {
        FileKind::Csv => vec![every],
        FileKind::Workbook => sheets(&compared, every),
    };
    file(&here, kind, name, day, &sheets)
}

fn sheets(compared: &Compared, every: Sheet) -> Vec<Sheet> {
    let mut sheets = vec![comparisons_sheet(compared)];
    sheets.extend(comparison_sheets(compared).into_iter().map(|sheet| Sheet {
        title: format!("Differences, {}", sheet.title),
        ..sheet
    }));
    sheets.push(every);
    sheets
}

/// All scenarios as choices, the one that carries on as now first.
pub(crate) fn scenarios(here: &Here) -> Vec<Choice> {
    let kept = here.workforce.scenarios().iter();
    let kept = kept.map(|it| Choice::new(&it.reference, title(it)));
    std::iter::once(Choice::new(AS_NOW, CARRY_ON))
        .chain(kept)
        .collect()
}

async fn compared(
    here: &Here,
    asked: &Asked,
) -> Result<Option<Result<Compared, NoPlan>>, PageError> {
    if asked.others.is_empty() || !asked.answers.are_clear() {
        return Ok(None);
    }
    let records = Records::of(here).await?;
    let (base, others, at) = (asked.base.clone(), asked.others.clone(), asked.at);
    let work = move |patience: &Patience| run(&records, &base, &others, at, patience);
    patiently(work).await.map(Some)
}

impl From<CompareError> for NoPlan {
    fn from(error: CompareError) -> Self {
        Self::Refused(error.to_string())
    }
}

/// Runs all of them under the same chance.
fn run(
    records: &Records,
    base: &Chosen,
    others: &[Chosen],
    at: Date,
    patience: &Patience,
) -> Result<Compared, NoPlan> {
    let mut scenarios = read(records, base, others, at)?;
    align(&mut scenarios);
    let mut models = Vec::new();
    for scenario in &scenarios {
        models.push(records.ground(scenario)?.model(scenario)?);
    }
    patience.expects(models.len());
    let base = models.remove(0);
    compare_all(base, models, |model: &Model| {
        let watch = patience.of_run(*model.scenario().futures.get_ref());
        Ok(simulate(model, &watch)?)
    })
}

/// The base and the others. What carries on as now begins when the others do.
fn read(
    records: &Records,
    base: &Chosen,
    others: &[Chosen],
    at: Date,
) -> Result<Vec<Scenario>, NoPlan> {
    let all = || std::iter::once(base).chain(others);
    let kept = all().find(|it| it.kept.is_some());
    let day = match kept {
        Some(kept) => kept.scenario(records, at)?.start.date,
        None => at,
    };
    all()
        .map(|chosen| match chosen.kept {
            Some(_) => chosen.scenario(records, at),
            None => as_now(records, day),
        })
        .collect()
}

/// Gives all the same chance, and as many months as the shortest has.
fn align(scenarios: &mut [Scenario]) {
    let months = scenarios.iter().map(|it| *it.months.get_ref()).min();
    let futures = scenarios.iter().map(|it| *it.futures.get_ref()).min();
    for scenario in scenarios {
        scenario.months = Spanned::new(NOWHERE, months.unwrap_or(1));
        scenario.futures = Spanned::new(NOWHERE, futures.unwrap_or(1).min(FUTURES));
        scenario.seed = 1;
    }
}

impl Found {
    fn of(here: &Here, asked: &Asked, compared: &Compared) -> Result<Self, PageError> {
        let base = &compared.sides[0];
        let series = match base.outlook.course(Line::Series(asked.series)) {
            Some(_) => asked.series,
            None => Series::InPost,
        };
        let csv = asked.file(here, ".csv");
        let mut others = Vec::new();
        let sheets = comparison_sheets(compared).into_iter();
        for ((side, sheet), ids) in compared.sides[1..].iter().zip(sheets).zip(IDS) {
            others.push(Other::of(here, (base, side), series, sheet, (ids, &csv))?);
        }
        let answer = match others.as_slice() {
            [only] => only.answer.clone(),
            _ => several(compared, series),
        };
        let last = base.model.months();
        Ok(Self {
            answer,
            base: of_itself(base, series, last),
            table: SheetView::of("comparison", comparisons_sheet(compared)),
            others,
            workbook: asked.file(here, ".xlsx"),
            json: asked.file(here, ".json"),
            csv,
        })
    }
}

/// Where a scenario ends, in a sentence.
fn of_itself(side: &Side, series: Series, month: usize) -> String {
    let told = told((&side.model, &side.outlook), series, month);
    format!("{}: {}", side.title(), low(&told))
}

impl Other {
    fn of(
        here: &Here,
        (base, side): (&Side, &Side),
        series: Series,
        sheet: Sheet,
        ((fan, table), csv): ((&'static str, &'static str), &str),
    ) -> Result<Self, PageError> {
        let chart = plan_charts::compared(base, side, series, &here.workforce).map_err(undrawn)?;
        let mut told = vec![of_itself(side, series, base.model.months())];
        let comparison = side.comparison.as_ref();
        told.extend(
            comparison
                .into_iter()
                .flat_map(|it| comparison_in_words(&base.model, it)),
        );
        Ok(Self {
            title: side.title().to_owned(),
            answer: difference(side, series),
            told,
            fan: Drawn::of(&chart, fan, csv.to_owned())?,
            table: SheetView::of(table, sheet),
        })
    }
}

/// Whether a series is money of a month, which is told by the year.
fn is_flow(series: Series) -> bool {
    Series::SPENDING.contains(&series)
}

/// The difference in a series that a scenario makes at the end, or in the year
/// to it.
fn ends(side: &Side, series: Series) -> Option<Band> {
    let comparison = side.comparison.as_ref()?;
    let courses = match is_flow(series) {
        true => &comparison.years,
        false => &comparison.courses,
    };
    let course = courses
        .iter()
        .find(|it| it.column == Line::Series(series))?;
    course.bands.last().copied().flatten()
}

/// Which of several does most, in a sentence.
fn several(compared: &Compared, series: Series) -> String {
    let (base, others) = (&compared.sides[0], &compared.sides[1..]);
    let size = |side: &&Side| ends(side, series).map_or(0.0, |band| band.mean.abs());
    let most = others
        .iter()
        .max_by(|one, other| size(one).total_cmp(&size(other)));
    let most = most.map_or_else(String::new, |side| difference(side, series));
    let count = others.len();
    format!(
        "Of {count} scenarios beside ‘{}’, this one does most. {most}",
        base.title()
    )
}

/// What the change does to a series at the end, in a sentence.
fn difference(side: &Side, series: Series) -> String {
    let scenario = side.model.scenario();
    let when = match is_flow(series) {
        true => year_to(&side.model, side.model.months()),
        false => format!("on {}", in_words(scenario.last_day())),
    };
    match ends(side, series) {
        None => format!(
            "{}: nothing can be said of the difference {when}.",
            scenario.title
        ),
        Some(band) if band.p5 == 0.0 && band.p95 == 0.0 => {
            let of = low(series.label());
            format!("{}: {of} is the same {when}.", scenario.title)
        }
        Some(band) => format!(
            "{}: {} {when}{}",
            scenario.title,
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
    let of = low(series.label());
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
