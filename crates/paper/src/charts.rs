//! The charts of a paper.

use holdfast_document::{Align, Cell, Column, Picture, RowKind, Table, TableRow};
use holdfast_measures::benchmark::{Peer, peer_value};
use holdfast_measures::disclosure::describes_people;
use holdfast_measures::{Measure, Months, Value};
use holdfast_report::chart::{
    self, About, Axis, Bars, Chart, ChartError, ChartId, Named, Unit as AxisUnit, Width,
};
use holdfast_report::measured;
use holdfast_workforce::amount::readable;
use holdfast_workforce::date::in_words;
use holdfast_workforce::position::{Dimension, Line};

use crate::answer::only;
use crate::compose::Composer;
use crate::reference::{By, ChartOf, Options, Whose};

impl Composer<'_, '_> {
    /// A chart.
    pub(crate) fn chart(&mut self, of: &ChartOf, options: &Options) -> Result<Picture, String> {
        match of {
            ChartOf::Measure(measure) if options.years.is_some() || !options.beside.is_empty() => {
                self.years(*measure, options)
            }
            ChartOf::Measure(measure) => self.months(*measure, options),
            ChartOf::Authorities(measure) => self.authorities(*measure, options),
            ChartOf::Bars(line) => self.bars(*line, options),
            ChartOf::Plan(plan, series) => self.plan_chart(plan, series),
            ChartOf::PlanSteps(plan) => self.plan_steps(plan),
        }
    }

    fn months(&mut self, measure: Measure, options: &Options) -> Result<Picture, String> {
        only(options, &["on", "team", "role"])?;
        let (scope, at) = (
            self.facts.scope(options)?,
            options.on.unwrap_or(self.facts.at),
        );
        if describes_people(measure) && (scope.team.is_some() || scope.role.is_some()) {
            return Err("it describes the people of so small a part of the service that it may not be published; draw it for the whole service".to_owned());
        }
        let course = Months::of(&self.facts.ledger, scope, at).course(measure);
        let course = course
            .filter(|course| course.numbers() > 0)
            .ok_or_else(|| {
                format!(
                    "there is no number of ‘{}’ for any of the thirteen month-ends to {}",
                    measure.key(),
                    in_words(at)
                )
            })?;
        let selected = options.team.iter().chain(&options.role).next().cloned();
        let selected = selected.unwrap_or_else(|| self.facts.council_name().to_owned());
        let chart = measured::course_chart(&course, &selected).map_err(refused)?;
        self.picture(&chart, measure.key())
    }

    fn years(&mut self, measure: Measure, options: &Options) -> Result<Picture, String> {
        only(options, &["in", "beside"])?;
        let benchmark = self.benchmark(measure, options)?;
        let title = format!(
            "{}: {} and others",
            measure.label(),
            self.facts.council_name()
        );
        let last = benchmark.years.last().map_or(0, |year| year.year);
        let chart =
            measured::years_chart(&benchmark, title, self.facts.citation(last)).map_err(refused)?;
        let chart = chart.ok_or_else(|| {
            "one year alone is no course; name two, such as 2017..2025".to_owned()
        })?;
        self.picture(&chart, measure.key())
    }

    fn authorities(&mut self, measure: Measure, options: &Options) -> Result<Picture, String> {
        only(options, &["in", "beside"])?;
        let year = match options.years {
            Some((_, last)) => last,
            None => self.facts.published_year()?,
        };
        let council = self
            .facts
            .council
            .ok_or_else(|| format!("nothing is published of {}", self.facts.council_name()))?;
        let releases = self.facts.grounds.releases;
        let (mine, _, citation) = self
            .facts
            .published(measure, Peer::Council(council), year)?;
        let about = About {
            title: format!("{} of all authorities, {year}", measure.label()),
            axis: measured::axis(measure),
            source: citation,
            date: measured::years_in_words(measure, year, year),
        };
        let own = measured::value(measure, Some(mine)).map_err(refused)?;
        let own = Named::new(self.facts.council_name(), own);
        let others = measured::spread(measure, year, releases)
            .into_iter()
            .filter(|(number, _)| *number != council)
            .collect();
        let usual = [Whose::England, Whose::Neighbours];
        let beside = if options.beside.is_empty() {
            &usual[..]
        } else {
            &options.beside
        };
        let mut marks: Vec<(Peer, Value)> = Vec::new();
        for whose in beside {
            let peer = self.facts.peer(whose)?;
            let is_mark = !measured::is_count(measure) || matches!(peer, Peer::Neighbours(..));
            marks.extend(
                peer_value(releases, peer, year, measure)
                    .filter(|_| is_mark)
                    .map(|it| (peer, it.value)),
            );
        }
        let chart = measured::strip_chart(about, measure, own, others, marks).map_err(refused)?;
        self.picture(&chart, measure.key())
    }

    fn bars(&mut self, line: Line, options: &Options) -> Result<Picture, String> {
        only(options, &["on", "team", "role", "by"])?;
        let by = match options.by {
            Some(By::Team) => Dimension::Team,
            Some(By::Service) => Dimension::Service,
            Some(By::Role) | None => Dimension::Role,
        };
        let at = options.on.unwrap_or(self.facts.at);
        let position = self.position(at, options, by)?;
        let (unit, places) = match line.counts_people() {
            true => (AxisUnit::count("people"), 0),
            false => (AxisUnit::named("FTE"), 2),
        };
        let what = match by {
            Dimension::Role => "Role",
            Dimension::Team => "Team",
            Dimension::Service => "Service",
        };
        let about = About {
            title: format!("{} by {}", line_label(line), what.to_lowercase()),
            axis: Axis::new(line_label(line), unit),
            source: self.source_of(&position),
            date: in_words(at),
        };
        let mut bars = Bars::new(about, what).map_err(refused)?;
        for row in &position.rows {
            let value = match row.amounts.get(line) {
                Some(amount) => {
                    let rounded = amount.rounded(places).replace('−', "-");
                    let float = rounded.parse().unwrap_or_default();
                    chart::Value::new(float, readable(&rounded)).map_err(refused)?
                }
                None => chart::Value::missing("not known"),
            };
            bars = bars.bar(Named::new(row.label.clone(), value));
        }
        self.picture(&bars, "bars")
    }

    fn plan_chart(&mut self, plan: &str, series: &str) -> Result<Picture, String> {
        let series = crate::plans::series_of(series)?;
        let run = self.plans.simulated(self.facts, plan)?;
        let chart = crate::plan_charts::fan(
            (&run.model, &run.outlook),
            series,
            self.facts.grounds.workforce,
        );
        self.picture(&chart.map_err(refused)?, plan)
    }

    fn plan_steps(&mut self, plan: &str) -> Result<Picture, String> {
        let run = self.plans.simulated(self.facts, plan)?;
        let chart = crate::plan_charts::waterfall((&run.model, &run.outlook)).map_err(refused)?;
        self.picture(&chart, plan)
    }

    /// A chart as a part of the document.
    fn picture(&mut self, chart: &impl Chart, name: &str) -> Result<Picture, String> {
        let name = self.name(&format!("chart-{name}"));
        let id = ChartId::new(&name).map_err(refused)?;
        let drawn = chart.picture(&id, Width::Wide);
        self.charts += 1;
        let table = chart.table();
        let (date, source) = table
            .origin
            .split_once(". Source: ")
            .unwrap_or(("", &table.origin));
        let (date, source) = (date.to_owned(), source.to_owned());
        let end = |place: usize| if place == 0 { Align::Start } else { Align::End };
        let columns = table.header.into_iter().enumerate();
        let row = |cells: Vec<String>| TableRow {
            kind: RowKind::Ordinary,
            cells: cells
                .into_iter()
                .enumerate()
                .map(|(place, text)| cell(place, text))
                .collect(),
        };
        Ok(Picture {
            caption: format!("Chart {}: {}", self.charts, drawn.title),
            alternative: drawn.description,
            svg: drawn.svg,
            width: pixels(drawn.width),
            height: pixels(drawn.height),
            // The drawing names it.
            source: String::new(),
            table: Table {
                name: format!("{name}-table"),
                caption: table.caption,
                columns: columns
                    .map(|(place, heading)| Column {
                        heading,
                        align: end(place),
                    })
                    .collect(),
                rows: table.rows.into_iter().map(row).collect(),
                notes: vec![format!("{date}.")],
                source: source.trim_end_matches('.').to_owned(),
            },
            name,
        })
    }
}

fn cell(place: usize, text: String) -> Cell {
    let mut cell = Cell::text(text.clone());
    if place > 0 {
        cell.number = crate::tables::number_of(text.split(' ').next().unwrap_or_default());
    }
    cell
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "drawings are some thousand pixels high at most"
)]
fn pixels(length: f64) -> u32 {
    length.ceil() as u32
}

fn line_label(line: Line) -> &'static str {
    use holdfast_workforce::CodeSet as _;
    line.label()
}

/// A chart is refused only where a part of it is blank or a number has no place on paper.
fn refused(error: ChartError) -> String {
    format!("the chart cannot be drawn: {error}")
}
