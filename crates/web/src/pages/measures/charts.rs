//! The charts of a measure: thirteen month-ends, and the published years.

use holdfast_measures::benchmark::{Benchmark, Peer};
use holdfast_measures::definition::Unit as Counted;
use holdfast_measures::figure::with_unit;
use holdfast_measures::{Measure, Timing, Value as Amount};
use holdfast_report::chart::{
    About, Axis, Chart as _, ChartError, ChartId, ChartTable, LineChart, Moments, Sparkline, Unit,
    Value,
};
use holdfast_workforce::date::in_words;
use jiff::civil::Date;

use crate::error::PageError;
use holdfast_measures::Course;

/// A chart with the table it was drawn from.
pub(crate) struct Drawn {
    /// The chart as a page shows it.
    pub(crate) html: String,
    /// Its values.
    pub(crate) table: ChartTable,
}

impl Drawn {
    fn of(chart: &LineChart, id: &str) -> Result<Self, ChartError> {
        Ok(Self {
            html: chart.html(&ChartId::new(id)?),
            table: chart.table(),
        })
    }
}

/// The course of a measure in a row of a table, whose part of the workforce is `selected`.
pub(crate) fn sparkline(course: &Course, selected: &str) -> Result<String, PageError> {
    draw_sparkline(course, selected).map_err(refused)
}

fn draw_sparkline(course: &Course, selected: &str) -> Result<String, ChartError> {
    let id = ChartId::new(&format!("course-{}", course.now.measure.key()))?;
    let (moments, values) = (moments(course), values(course)?);
    Ok(Sparkline::new(about(course, selected), moments, values)?.svg(&id))
}

/// The course of a measure as a chart by itself.
pub(crate) fn course_chart(course: &Course, selected: &str) -> Result<Drawn, PageError> {
    let draw = || {
        let chart = LineChart::new(about(course, selected), moments(course))?
            .council(selected, values(course)?)?;
        Drawn::of(&chart, "course")
    };
    draw().map_err(refused)
}

/// The published years of a council beside its peers.
pub(crate) fn years_chart(benchmark: &Benchmark, source: &str) -> Result<Drawn, PageError> {
    draw_years(benchmark, source).map_err(refused)
}

fn draw_years(benchmark: &Benchmark, source: &str) -> Result<Drawn, ChartError> {
    let measure = benchmark.measure;
    let years = benchmark.years.iter().map(|it| it.year.to_string());
    let (first, last) = (benchmark.years.first(), benchmark.years.last());
    let of = |year: Option<&holdfast_measures::benchmark::Year>| year.map_or(0, |it| it.year);
    let about = About {
        title: format!(
            "{} as published, {} to {}",
            measure.label(),
            of(first),
            of(last)
        ),
        axis: Axis::new(measure.label(), unit(measure)),
        source: source.to_owned(),
        date: format!(
            "{} 30 September {} to {}",
            timing(measure),
            of(first),
            of(last)
        ),
    };
    let moments = Moments::new(format!("{} 30 September", timing(measure)), years);
    let mut chart = LineChart::new(about, moments)?;
    for (place, peer) in benchmark.peers.iter().enumerate() {
        let values = benchmark.years.iter().map(|year| {
            match year.values.get(place).and_then(Option::as_ref) {
                Some(found) => value(measure, found.value),
                None => Ok(Value::missing("not published")),
            }
        });
        let values = values.collect::<Result<_, _>>()?;
        chart = match peer {
            Peer::Council(_) => chart.council(&peer.label(), values)?,
            _ => chart.comparison(&peer.label(), values)?,
        };
    }
    Drawn::of(&chart, "years")
}

fn timing(measure: Measure) -> &'static str {
    match measure.definition().timing {
        Timing::AtDate => "At",
        Timing::YearEnding => "Year ending",
    }
}

fn about(course: &Course, selected: &str) -> About {
    let measure = course.now.measure;
    let day = |point: Option<&holdfast_measures::course::Point>| {
        point.map(|point| in_words(point.day)).unwrap_or_default()
    };
    let (first, last) = (day(course.points.first()), day(course.points.last()));
    About {
        title: format!("{}, {selected}", measure.label()),
        axis: Axis::new(measure.label(), unit(measure)),
        source: course.now.source.in_words(),
        date: match measure.definition().timing {
            Timing::AtDate => format!("{first} to {last}"),
            Timing::YearEnding => format!("Years ending {first} to {last}"),
        },
    }
}

fn moments(course: &Course) -> Moments {
    let name = match course.now.measure.definition().timing {
        Timing::AtDate => "Date",
        Timing::YearEnding => "Year ending",
    };
    Moments::new(name, course.points.iter().map(|point| short(point.day)))
}

/// A month’s end as its month, any other day in full: `Sep 2026`.
pub(crate) fn short(day: Date) -> String {
    match day == day.last_of_month() {
        true => day.strftime("%b %Y").to_string(),
        false => day.strftime("%-d %b %Y").to_string(),
    }
}

fn values(course: &Course) -> Result<Vec<Value>, ChartError> {
    let points = course.points.iter();
    points
        .map(|point| match point.value {
            Some(amount) => value(course.now.measure, amount),
            None => Ok(Value::missing("not counted again")),
        })
        .collect()
}

fn value(measure: Measure, amount: Amount) -> Result<Value, ChartError> {
    let text = with_unit(measure, amount);
    match amount {
        Amount::Exact(ratio) => Value::new(ratio.as_float(), text),
        Amount::Symbol(_) => Ok(Value::missing(text)),
    }
}

fn unit(measure: Measure) -> Unit {
    match measure.unit() {
        Counted::Percent => Unit::Percent,
        Counted::People => Unit::count("people"),
        Counted::Cases => Unit::count("cases"),
        Counted::ForOne => Unit::named("for each one"),
        unit => Unit::named(unit.label()),
    }
}

/// A chart is refused only where a part of it is blank or a number has no
/// place on paper.
fn refused(error: ChartError) -> PageError {
    PageError::Internal(error.into())
}
