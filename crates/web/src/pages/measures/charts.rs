//! The charts of a measure: thirteen month-ends, and the published years.

use holdfast_measures::Course;
use holdfast_measures::benchmark::Benchmark;
use holdfast_report::chart::{Chart as _, ChartError, ChartId, ChartTable, LineChart, Sparkline};
use holdfast_report::measured;

use crate::error::PageError;

pub(crate) use holdfast_report::measured::short;

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
    let about = measured::about_course(course, selected);
    let (moments, values) = (
        measured::course_moments(course),
        measured::course_values(course)?,
    );
    Ok(Sparkline::new(about, moments, values)?.svg(&id))
}

/// The course of a measure as a chart by itself.
pub(crate) fn course_chart(course: &Course, selected: &str) -> Result<Drawn, PageError> {
    let draw = || Drawn::of(&measured::course_chart(course, selected)?, "course");
    draw().map_err(refused)
}

/// The published years of a council beside its peers; nothing where it is one year alone.
pub(crate) fn years_chart(benchmark: &Benchmark, source: &str) -> Result<Option<Drawn>, PageError> {
    let year = |year: Option<&holdfast_measures::benchmark::Year>| year.map_or(0, |it| it.year);
    let title = format!(
        "{} as published, {} to {}",
        benchmark.measure.label(),
        year(benchmark.years.first()),
        year(benchmark.years.last())
    );
    let draw = || {
        let chart = measured::years_chart(benchmark, title, source.to_owned())?;
        chart.map(|it| Drawn::of(&it, "years")).transpose()
    };
    draw().map_err(refused)
}

/// A chart is refused only where a part of it is blank or a number has no
/// place on paper.
fn refused(error: ChartError) -> PageError {
    PageError::Internal(error.into())
}
