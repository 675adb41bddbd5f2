//! A trend without axes, to stand beside its numbers in a row of a table.

use super::about::About;
use super::drawing::{Anchor, Drawing, Place, Shape, Words};
use super::ink::{COUNCIL, DARK_GREY, Stroke, WHITE};
use super::moments::{self, Moments};
use super::text::Lettering;
use super::ticks::Span;
use super::{ChartError, ChartId, ChartTable, Value, told};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 32.0;

/// Kept clear at all edges, for the dot.
const MARGIN: f64 = 5.0;

/// A small trend of some months, with its last value marked.
///
/// It has no axes, so it stands beside its numbers, and says its ends, its lowest and its highest
/// value in words. It shows the shape of a course and not its size: two sparklines are not on one
/// scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    about: About,
    moments: Moments,
    values: Vec<Value>,
}

impl Sparkline {
    /// The course of `values` over `moments`.
    ///
    /// # Errors
    ///
    /// When a required part is blank, or there is not one value for each moment.
    pub fn new(about: About, moments: Moments, values: Vec<Value>) -> Result<Self, ChartError> {
        let about = about.checked()?;
        moments.check()?;
        moments.check_length(&about.title, &values)?;
        Ok(Self {
            about,
            moments,
            values,
        })
    }

    /// The sparkline as SVG, with ids that start with `id`.
    pub fn svg(&self, id: &ChartId) -> String {
        self.draw().svg(&id.0)
    }

    /// The values it was drawn from, as they were written.
    pub fn table(&self) -> ChartTable {
        let header = vec![self.moments.name.clone(), self.about.axis.heading()];
        let rows = self
            .moments
            .labels
            .iter()
            .zip(&self.values)
            .map(|(moment, value)| vec![moment.clone(), value.text().into()]);
        ChartTable::new(&self.about, header, rows.collect())
    }

    pub(super) fn draw(&self) -> Drawing {
        let numbers = self.values.iter().filter_map(Value::number);
        let shapes = Span::of(numbers).map(|span| self.shapes(span));
        Drawing {
            width: WIDTH,
            height: HEIGHT,
            title: format!("{}, {}", self.about.title, self.about.axis.unit.words()),
            description: format!(
                "{} {}",
                told::course(&self.about.axis.measure, &self.moments.labels, &self.values),
                self.about.origin()
            ),
            shapes: shapes.unwrap_or_else(|| vec![nothing()]),
        }
    }

    fn shapes(&self, span: Span) -> Vec<Shape> {
        let places = self.moments.places(MARGIN, WIDTH - MARGIN);
        let runs = moments::runs(&places, &self.values, |number| height(number, span));
        let line = Stroke::solid(DARK_GREY, 2.0);
        let mut shapes = Vec::new();
        for run in &runs {
            shapes.push(match run.as_slice() {
                [alone] => Shape::circle(*alone, 1.5, DARK_GREY, line),
                _ => Shape::line(run.iter().copied(), line),
            });
        }
        if let Some(last) = runs.last().and_then(|run| run.last()) {
            shapes.push(Shape::circle(
                *last,
                3.5,
                COUNCIL,
                Stroke::solid(WHITE, 1.0),
            ));
        }
        shapes
    }
}

fn nothing() -> Shape {
    Shape::Words(Words {
        text: "no values".into(),
        at: Place::new(MARGIN, HEIGHT - 10.0),
        anchor: Anchor::Start,
        lettering: Lettering::Plain,
        colour: DARK_GREY,
    })
}

/// The lowest value lies at the foot, the highest at the top, and what never changes halfway.
fn height(number: f64, span: Span) -> f64 {
    let share = if span.high > span.low {
        (number - span.low) / (span.high - span.low)
    } else {
        0.5
    };
    HEIGHT - MARGIN - share * (HEIGHT - 2.0 * MARGIN)
}
