//! Fans: the known past, and how far the futures spread.

use super::about::{About, filled};
use super::axes::{self, Plot};
use super::drawing::{Drawing, Place, Shape};
use super::end_label::{self, EndLabel};
use super::ink::{self, BLACK, COUNCIL, DARK_GREY, Fill, Marker, Stroke};
use super::moments::{self, Moments};
use super::sheet::{Hand, Sheet};
use super::ticks::{Scale, Span};
use super::{Bounds, Chart, ChartError, ChartId, ChartTable, Picture, Value, Width};

mod forecast;
mod words;

pub use forecast::{Forecast, Middle};

/// A forecast by month: its median, or expected value, and the bands that half and nine in ten of the
/// futures lie within, beside the known past, what is established or budgeted, and a target.
///
/// The axis starts at zero unless that would squeeze the lines into less than a third of it; then
/// the chart says so. A missing value leaves a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Fan {
    about: About,
    moments: Moments,
    forecast: Forecast,
    past: Option<Vec<Value>>,
    compared: Vec<Forecast>,
    levels: Vec<Level>,
}

/// What a forecast is held against.
#[derive(Debug, Clone, PartialEq)]
struct Level {
    name: String,
    values: Vec<Value>,
    line: Stroke,
    course: Course,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    Stepped,
    Straight,
}

/// A line of the chart, with what stands at its end.
struct Line<'a> {
    name: &'a str,
    values: &'a [Value],
    hand: Hand,
}

impl Fan {
    /// A fan of one forecast over `moments`, which hold the past too; see [`Moments::month_ends`].
    ///
    /// # Errors
    ///
    /// When a required part is blank, there is not one value for each moment, a band is upside down,
    /// or the median and the bands are not nested.
    pub fn new(about: About, moments: Moments, forecast: Forecast) -> Result<Self, ChartError> {
        moments.check()?;
        forecast.check(&moments)?;
        Ok(Self {
            about: about.checked()?,
            moments,
            forecast,
            past: None,
            compared: Vec::new(),
            levels: Vec::new(),
        })
    }

    /// With what is known of the past. Its last value is best the first of the forecast too, so that
    /// the lines meet.
    ///
    /// # Errors
    ///
    /// When there is not one value for each moment.
    pub fn past(mut self, values: Vec<Value>) -> Result<Self, ChartError> {
        self.moments.check_length("the past", &values)?;
        self.past = Some(values);
        Ok(self)
    }

    /// With another scenario, of which the middle is drawn, and the 50% band if it has one. Its 90%
    /// band stands in the table.
    ///
    /// # Errors
    ///
    /// As of [`Fan::new`].
    pub fn compared(mut self, forecast: Forecast) -> Result<Self, ChartError> {
        forecast.check(&self.moments)?;
        self.compared.push(forecast);
        Ok(self)
    }

    /// With a level that changes in steps, such as establishment or budget. A value at the end of a
    /// month holds from the end of the month before.
    ///
    /// # Errors
    ///
    /// When the name is blank, or there is not one value for each moment.
    pub fn reference(self, name: &str, values: Vec<Value>) -> Result<Self, ChartError> {
        const DASHES: [&str; 3] = ["", "12 3 2 3", "5 2"];
        let steps = |level: &&Level| level.course == Course::Stepped;
        let place = self.levels.iter().filter(steps).count();
        let line = Stroke::dashed(BLACK, 1.5, DASHES[place % 3]);
        self.held_against(name, values, line, Course::Stepped)
    }

    /// With a target, or the trajectory to one. Moments before it holds have no value.
    ///
    /// # Errors
    ///
    /// When the name is blank, or there is not one value for each moment.
    pub fn target(self, name: &str, values: Vec<Value>) -> Result<Self, ChartError> {
        self.held_against(name, values, Stroke::TARGET, Course::Straight)
    }

    fn held_against(
        mut self,
        name: &str,
        values: Vec<Value>,
        line: Stroke,
        course: Course,
    ) -> Result<Self, ChartError> {
        filled("name of a line", name)?;
        self.moments.check_length(name, &values)?;
        self.levels.push(Level {
            name: name.into(),
            values,
            line,
            course,
        });
        Ok(self)
    }

    fn span(&self) -> Option<Span> {
        let half = self.compared.iter().filter_map(|it| it.half.as_ref());
        let bands = self.forecast.bands().map(|(_, bounds)| bounds).chain(half);
        let lines = self.lines();
        let lines = lines.iter().flat_map(|line| line.values);
        let values = lines.chain(self.past.iter().flatten());
        Span::of(
            values
                .chain(bands.flat_map(Bounds::values))
                .filter_map(Value::number),
        )
    }

    /// The lines with a name at their end.
    fn lines(&self) -> Vec<Line<'_>> {
        let line = |name, values, hand| Line { name, values, hand };
        let forecast = &self.forecast;
        let hand = Hand::strong(COUNCIL);
        let mut lines = vec![line(forecast.name.as_str(), forecast.middle.values(), hand)];
        for (place, other) in self.compared.iter().enumerate() {
            let hand = Hand::plain(ink::scenario(place).colour);
            lines.push(line(&other.name, other.middle.values(), hand));
        }
        for level in &self.levels {
            lines.push(line(&level.name, &level.values, Hand::plain(BLACK)));
        }
        lines
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut sheet = Sheet::new(&self.about, width);
        match self.span() {
            Some(span) => self.draw_plot(&mut sheet, span, width),
            None => sheet.nothing_to_draw(),
        }
        sheet.finish(&self.about, &self.description())
    }

    fn draw_plot(&self, sheet: &mut Sheet, span: Span, width: Width) {
        let unit = &self.about.axis.unit;
        let ticks = axes::ticks_up(unit, span.with_zero_if_near());
        axes::heading_up(sheet, &self.about.axis, ticks);
        let (labels, ended) = self.end_labels(sheet.width);
        let plot = axes::plot_up(sheet, unit, ticks, &labels, width);
        let scale = Scale::new(ticks, plot.bottom, plot.top);
        axes::draw_up(sheet, unit, plot, &scale);
        let places = self.moments.places(plot.left + 8.0, plot.right - 4.0);
        self.moments.draw(sheet, plot, &places);
        self.draw_bands(sheet, &places, &scale);
        self.draw_start(sheet, plot, &places);
        self.draw_lines(sheet, &places, &scale);
        let at = |(place, number): (usize, f64)| Place::new(places[place], scale.at(number));
        let ends: Vec<Place> = ended.into_iter().map(at).collect();
        end_label::draw(sheet, &labels, &ends, plot);
        self.note(sheet);
    }

    /// The names of lines and bands, and the moment and number that each ends at.
    fn end_labels(&self, chart_width: f64) -> (Vec<EndLabel>, Vec<(usize, f64)>) {
        let lines = self.lines();
        let lines = lines.iter().filter_map(|line| {
            let (text, end) = self.moments.end(line.name, line.values)?;
            Some((EndLabel::new(&text, line.hand, chart_width), end))
        });
        let bands = self.forecast.bands().filter_map(|(band, bounds)| {
            let (place, number) = moments::last(&bounds.upper)?;
            let share = band.trim_end_matches(" band");
            let text = format!("{share} {}", words::between(bounds, place));
            let label = EndLabel::new(&text, Hand::plain(COUNCIL), chart_width);
            Some((label, (place, number)))
        });
        lines.chain(bands).unzip()
    }

    fn draw_bands(&self, sheet: &mut Sheet, places: &[f64], scale: &Scale) {
        if let Some(bounds) = &self.forecast.nine_in_ten {
            bounds.draw(sheet, places, scale, ink::WIDE_BAND);
        }
        if let Some(bounds) = &self.forecast.half {
            bounds.draw(sheet, places, scale, ink::NARROW_BAND);
        }
        for (place, other) in self.compared.iter().enumerate() {
            if let Some(bounds) = &other.half {
                bounds.draw(sheet, places, scale, striped(place));
            }
        }
    }

    /// A line up where the past ends.
    fn draw_start(&self, sheet: &mut Sheet, plot: Plot, places: &[f64]) {
        if let Some((place, _)) = self.known_until() {
            let at = |y| Place::new(places[place], y);
            sheet.line(at(plot.top), at(plot.bottom), Stroke::solid(DARK_GREY, 1.0));
        }
    }

    fn known_until(&self) -> Option<(usize, f64)> {
        moments::last(self.past.as_ref()?)
    }

    /// What is drawn last lies on top.
    fn draw_lines(&self, sheet: &mut Sheet, places: &[f64], scale: &Scale) {
        for level in &self.levels {
            let is_stepped = level.course == Course::Stepped;
            for run in moments::runs(places, &level.values, |number| scale.at(number)) {
                let line = if is_stepped { stepped(&run) } else { run };
                draw_run(sheet, line, level.line);
            }
        }
        let others = self.compared.iter().enumerate();
        let others = others.map(|(place, it)| (it.middle.values(), ink::scenario(place)));
        let own = self.past.as_deref().into_iter();
        let own = own.chain([self.forecast.middle.values()]);
        for (values, stroke) in others.chain(own.map(|values| (values, Stroke::COUNCIL))) {
            for run in moments::runs(places, values, |number| scale.at(number)) {
                draw_run(sheet, run, stroke);
            }
        }
    }
}

impl Chart for Fan {
    fn picture(&self, id: &ChartId, width: Width) -> Picture {
        self.draw(width).picture(&id.at(width))
    }

    fn table(&self) -> ChartTable {
        ChartTable::by_moment(&self.about, &self.moments, &self.columns())
    }
}

/// The look of the band of a compared scenario.
fn striped(place: usize) -> (Fill, Stroke) {
    let line = ink::scenario(place);
    let edge = Stroke { width: 1.0, ..line };
    (Fill::Striped(line.colour), edge)
}

/// A course that changes at once where a month starts.
fn stepped(run: &[Place]) -> Vec<Place> {
    let mut places: Vec<Place> = run.first().copied().into_iter().collect();
    for pair in run.chunk_by(|from, to| from.y == to.y) {
        let level = pair[0].y;
        places.extend(places.last().map(|before| Place::new(before.x, level)));
        places.extend(pair.last().copied());
    }
    places
}

/// A line, or a dot where a value between two gaps has none.
fn draw_run(sheet: &mut Sheet, run: Vec<Place>, stroke: Stroke) {
    match run.as_slice() {
        [only] => {
            let edge = Stroke::solid(stroke.colour, 1.5);
            sheet.draw(Marker::Circle.at(*only, 4.0, stroke.colour, edge));
        }
        _ => sheet.draw(Shape::line(run, stroke)),
    }
}
