//! Lines over time: the council beside those it is compared with.

use std::ops::RangeFrom;

use super::about::{About, filled};
use super::axes;
use super::drawing::{Drawing, Place, Shape};
use super::end_label::{self, EndLabel};
use super::ink::{self, COUNCIL, Look, Marker, Stroke, WHITE};
use super::moments::{self, Moments};
use super::sheet::{Hand, Sheet};
use super::ticks::{Scale, Span};
use super::{Bounds, Chart, ChartError, ChartId, ChartTable, Picture, Value, Width, told};

/// More values than this stand too close for a marker at each.
const MOST_MARKERS: usize = 26;

/// Series over years or months. A missing value leaves a gap: no line is drawn through it.
///
/// The axis starts at zero unless that would squeeze the lines into less than half of it; then the
/// chart says so.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChart {
    about: About,
    moments: Moments,
    series: Vec<Series>,
    band: Option<Band>,
}

#[derive(Debug, Clone, PartialEq)]
struct Series {
    name: String,
    values: Vec<Value>,
    role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Council,
    Comparison,
    Target,
}

impl Role {
    fn look(self, comparisons: &mut RangeFrom<usize>) -> Look {
        match self {
            Self::Council => Look {
                line: Stroke::COUNCIL,
                marker: Marker::Circle,
            },
            Self::Target => Look {
                line: Stroke::TARGET,
                marker: Marker::Circle,
            },
            Self::Comparison => ink::comparison(comparisons.next().unwrap_or(0)),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Band {
    name: String,
    bounds: Bounds,
}

impl LineChart {
    /// A chart over `moments`, yet without lines.
    ///
    /// # Errors
    ///
    /// When a required part is blank.
    pub fn new(about: About, moments: Moments) -> Result<Self, ChartError> {
        moments.check()?;
        Ok(Self {
            about: about.checked()?,
            moments,
            series: Vec::new(),
            band: None,
        })
    }

    /// With the line of the council, which is emphasised.
    ///
    /// # Errors
    ///
    /// When the name is blank, or there is not one value for each moment.
    pub fn council(self, name: &str, values: Vec<Value>) -> Result<Self, ChartError> {
        self.with(name, values, Role::Council)
    }

    /// With a line to compare with: England, a region, another authority.
    ///
    /// # Errors
    ///
    /// When the name is blank, or there is not one value for each moment.
    pub fn comparison(self, name: &str, values: Vec<Value>) -> Result<Self, ChartError> {
        self.with(name, values, Role::Comparison)
    }

    /// With a target, or the trajectory to one.
    ///
    /// # Errors
    ///
    /// When the name is blank, or there is not one value for each moment.
    pub fn target(self, name: &str, values: Vec<Value>) -> Result<Self, ChartError> {
        self.with(name, values, Role::Target)
    }

    /// With a shaded band: a range that chance alone would give, or the middle half of authorities.
    ///
    /// # Errors
    ///
    /// When the name is blank, there is not one lower and one upper value for each moment, or a
    /// lower one lies above its upper one.
    pub fn band(
        mut self,
        name: &str,
        lower: Vec<Value>,
        upper: Vec<Value>,
    ) -> Result<Self, ChartError> {
        let bounds = Bounds { lower, upper };
        bounds.check(name, &self.moments)?;
        self.band = Some(Band {
            name: name.into(),
            bounds,
        });
        Ok(self)
    }

    fn with(mut self, name: &str, values: Vec<Value>, role: Role) -> Result<Self, ChartError> {
        filled("name of a line", name)?;
        self.moments.check_length(name, &values)?;
        self.series.push(Series {
            name: name.into(),
            values,
            role,
        });
        Ok(self)
    }

    fn span(&self) -> Option<Span> {
        let bounds = self.band.iter().flat_map(|band| band.bounds.values());
        let lines = self.series.iter().flat_map(|series| &series.values);
        Span::of(bounds.chain(lines).filter_map(Value::number))
    }

    /// Each series with how it is drawn; comparisons are told apart by their order.
    fn looks(&self) -> Vec<(&Series, Look)> {
        let mut comparisons = 0..;
        self.series
            .iter()
            .map(|series| (series, series.role.look(&mut comparisons)))
            .collect()
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
        self.draw_band(sheet, &places, &scale);
        self.draw_lines(sheet, &places, &scale);
        let ends: Vec<Place> = ended
            .into_iter()
            .map(|(place, number)| Place::new(places[place], scale.at(number)))
            .collect();
        end_label::draw(sheet, &labels, &ends, plot);
        self.note_gaps(sheet);
    }

    /// The names of the lines, and the moment and number that each ends at.
    fn end_labels(&self, chart_width: f64) -> (Vec<EndLabel>, Vec<(usize, f64)>) {
        let label = |(series, look): (&Series, Look)| {
            let (text, end) = self.moments.end(&series.name, &series.values)?;
            let hand = match series.role {
                Role::Council => Hand::strong(COUNCIL),
                Role::Comparison | Role::Target => Hand::plain(look.line.colour),
            };
            Some((EndLabel::new(&text, hand, chart_width), end))
        };
        self.looks().into_iter().filter_map(label).unzip()
    }

    fn draw_lines(&self, sheet: &mut Sheet, places: &[f64], scale: &Scale) {
        let mut looks = self.looks();
        // What is drawn last lies on top.
        looks.sort_by_key(|(series, _)| series.role == Role::Council);
        for (series, look) in looks {
            let with_markers = series.role != Role::Target && places.len() <= MOST_MARKERS;
            for run in moments::runs(places, &series.values, |number| scale.at(number)) {
                sheet.draw(Shape::line(run.clone(), look.line));
                // A value between two gaps has no line that would show it.
                if with_markers || run.len() == 1 {
                    let outline = Stroke::solid(look.line.colour, 1.5);
                    for place in run {
                        let shape = look.marker.at(place, 4.0, series.fill(&look), outline);
                        sheet.draw(shape);
                    }
                }
            }
        }
    }

    fn draw_band(&self, sheet: &mut Sheet, places: &[f64], scale: &Scale) {
        let Some(band) = &self.band else { return };
        band.bounds.draw(sheet, places, scale, ink::WIDE_BAND);
    }

    /// Says beneath the plot what shade and gaps mean, and which lines have no value at all.
    fn note_gaps(&self, sheet: &mut Sheet) {
        if let Some(band) = &self.band {
            sheet.key(ink::WIDE_BAND, &band.name);
        }
        let is_missing = |value: &Value| value.number().is_none();
        if self
            .series
            .iter()
            .any(|it| it.values.iter().any(is_missing))
        {
            sheet.note("Where a line has a gap there is no value.");
        }
        for series in self
            .series
            .iter()
            .filter(|it| moments::last(&it.values).is_none())
        {
            sheet.note(&format!("{}: no values.", series.name));
        }
    }

    fn description(&self) -> String {
        let axis = &self.about.axis;
        let mut text = format!("Line chart. {}. {}.", axis.told(), self.moments.told());
        for series in &self.series {
            text.push(' ');
            text.push_str(&told::course(
                &series.name,
                &self.moments.labels,
                &series.values,
            ));
        }
        if let Some(band) = &self.band {
            text.push_str(&format!(" Shaded: {}.", band.name));
        }
        text
    }
}

impl Chart for LineChart {
    fn picture(&self, id: &ChartId, width: Width) -> Picture {
        self.draw(width).picture(&id.at(width))
    }

    fn table(&self) -> ChartTable {
        let mut columns: Vec<(String, &[Value])> = Vec::new();
        for series in &self.series {
            columns.push((series.name.clone(), &series.values));
        }
        if let Some(band) = &self.band {
            columns.push((format!("{}, lower", band.name), &band.bounds.lower));
            columns.push((format!("{}, upper", band.name), &band.bounds.upper));
        }
        ChartTable::by_moment(&self.about, &self.moments, &columns)
    }
}

impl Series {
    fn fill(&self, look: &Look) -> &'static str {
        match self.role {
            Role::Council => look.line.colour,
            Role::Comparison | Role::Target => WHITE,
        }
    }
}
