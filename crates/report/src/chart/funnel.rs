//! A funnel: rates against size, with the limits that chance alone would keep within.

use super::about::{About, Axis, filled};
use super::axes::{self, Plot};
use super::beside::Crowd;
use super::clip::within;
use super::drawing::{Drawing, Place, Shape};
use super::end_label::{self, EndLabel};
use super::ink::{BLACK, COUNCIL, DARK_GREY, Marker, Stroke, WHITE};
use super::sheet::{Hand, Sheet};
use super::ticks::{Scale, Span};
use super::{Chart, ChartError, ChartId, ChartTable, Named, Picture, Value, Width, told};

const AVERAGE: Stroke = Stroke::solid(BLACK, 1.5);
const INNER: Stroke = Stroke::dashed(DARK_GREY, 1.5, "6 4");
const OUTER: Stroke = Stroke::dashed(DARK_GREY, 1.5, "1.5 3");

/// What is drawn as one point of a funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Whose point it is.
    pub name: String,
    /// What the rate is of: posts, people or cases. It stands across the chart.
    pub size: Value,
    /// The rate. It stands up the chart.
    pub rate: Value,
    /// Where the rate lies against the limits, in words for the table: `within both limits`.
    pub standing: String,
}

/// The limits of the rate that chance alone would keep within at one size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The size, on the axis that goes across.
    pub size: f64,
    /// Kept by 19 of 20: lower and upper.
    pub inner: (f64, f64),
    /// Kept by 998 of 1,000: lower and upper.
    pub outer: (f64, f64),
}

impl Limits {
    fn check(&self) -> Result<(), ChartError> {
        let at = self.size.to_string();
        for number in [
            self.size,
            self.inner.0,
            self.inner.1,
            self.outer.0,
            self.outer.1,
        ] {
            Value::new(number, format!("limit at {at}"))?;
        }
        for (name, (lower, upper)) in [("95% limits", self.inner), ("99.8% limits", self.outer)] {
            if lower > upper {
                let name = name.into();
                return Err(ChartError::UpsideDown { name, at });
            }
        }
        Ok(())
    }
}

/// Rates against size with the average and the 95% and 99.8% limits: small authorities swing more,
/// and only a point outside of the limits is likely to differ from the average by more than chance.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    about: About,
    size: Axis,
    average: Named,
    limits: Vec<Limits>,
    council: Member,
    others: Vec<Member>,
}

impl Funnel {
    /// A funnel around `average` with the point of the council. `size` is the axis that goes
    /// across; `limits` are joined in the order of their sizes.
    ///
    /// # Errors
    ///
    /// When a required part is blank, or limits are not numbers or cross.
    pub fn new(
        about: About,
        size: Axis,
        average: Named,
        mut limits: Vec<Limits>,
        council: Member,
    ) -> Result<Self, ChartError> {
        size.check()?;
        filled("name of the council", &council.name)?;
        limits.iter().try_for_each(Limits::check)?;
        limits.sort_by(|a, b| a.size.total_cmp(&b.size));
        Ok(Self {
            about: about.checked()?,
            size,
            average,
            limits,
            council,
            others: Vec::new(),
        })
    }

    /// With the points of all others.
    #[must_use]
    pub fn others(mut self, others: impl IntoIterator<Item = Member>) -> Self {
        self.others.extend(others);
        self
    }

    fn all(&self) -> impl Iterator<Item = &Member> {
        std::iter::once(&self.council).chain(&self.others)
    }

    pub(super) fn draw(&self, width: Width) -> Drawing {
        let mut sheet = Sheet::new(&self.about, width);
        let points: Vec<(f64, f64)> = self.all().filter_map(Member::point).collect();
        let rates = points.iter().map(|point| point.1);
        let sizes = Span::of(points.iter().map(|point| point.0));
        match (sizes, Span::of(rates.chain(self.average.value.number()))) {
            (Some(sizes), Some(rates)) => self.draw_plot(&mut sheet, sizes, rates, width),
            _ => sheet.nothing_to_draw(),
        }
        self.note(&mut sheet);
        sheet.finish(&self.about, &self.description())
    }

    fn draw_plot(&self, sheet: &mut Sheet, sizes: Span, rates: Span, width: Width) {
        let unit = &self.about.axis.unit;
        let up = axes::ticks_up(unit, rates.with_zero());
        axes::heading_up(sheet, &self.about.axis, up);
        let across = axes::ticks_across(&self.size.unit, sizes.with_zero(), sheet.width / 2.0);
        let courses = self.courses(across.span());
        let name = |course: &Course| EndLabel::new(&course.name, Hand::plain(BLACK), sheet.width);
        let names: Vec<EndLabel> = courses.iter().map(name).collect();
        let half_number = axes::widest(&self.size.unit, across) / 2.0;
        let plot = Plot {
            left: axes::margin_up(unit, up).max(half_number),
            right: sheet.width - end_label::margin(&names).max(half_number),
            top: sheet.cursor,
            bottom: sheet.cursor + width.plot_height().max(end_label::height(&names)),
        };
        let field = Field {
            plot,
            across: Scale::new(across, plot.left, plot.right),
            up: Scale::new(up, plot.bottom, plot.top),
        };
        axes::draw_across(sheet, &self.size.unit, plot, &field.across);
        axes::draw_up(sheet, unit, plot, &field.up);
        field.draw_courses(sheet, &courses, names);
        self.draw_points(sheet, &field, &courses);
        axes::heading_across(sheet, &self.size, across);
    }

    /// The average and the limits, from the highest.
    fn courses(&self, sizes: Span) -> Vec<Course> {
        let limit = |name: &str, stroke, rate: fn(&Limits) -> f64| Course {
            name: name.into(),
            stroke,
            points: self.limits.iter().map(|at| (at.size, rate(at))).collect(),
        };
        let average = self.average.value.number().map(|rate| Course {
            name: self.average.words(),
            stroke: AVERAGE,
            points: vec![(sizes.low, rate), (sizes.high, rate)],
        });
        let mut courses = vec![
            limit("99.8% limit", OUTER, |at| at.outer.1),
            limit("95% limit", INNER, |at| at.inner.1),
        ];
        courses.extend(average);
        courses.push(limit("95% limit", INNER, |at| at.inner.0));
        courses.push(limit("99.8% limit", OUTER, |at| at.outer.0));
        courses
    }

    fn draw_points(&self, sheet: &mut Sheet, field: &Field, courses: &[Course]) {
        let edge = Stroke::solid(DARK_GREY, 1.25);
        let others = self.others.iter().filter_map(Member::point);
        let others: Vec<Place> = others.map(|point| field.place(point)).collect();
        for place in &others {
            sheet.draw(Marker::Circle.at(*place, 3.5, WHITE, edge));
        }
        if let Some(point) = self.council.point() {
            let place = field.place(point);
            let edge = Stroke::solid(WHITE, 1.0);
            let crowd = Crowd {
                plot: field.plot,
                dots: &others,
                lines: courses.iter().map(|it| field.places(it)).collect(),
            };
            crowd.write_beside(sheet, place, &self.council.words(), Hand::strong(COUNCIL));
            sheet.draw(Marker::Circle.at(place, 6.0, COUNCIL, edge));
        }
    }

    fn note(&self, sheet: &mut Sheet) {
        let drawn = self.all().filter(|it| it.point().is_some()).count();
        let missing = self.all().count() - drawn;
        sheet.note(&told::dots(drawn, missing));
        if self.council.point().is_none() {
            sheet.note(&told::withheld(&self.council.name, &self.council.rate));
        }
    }

    fn description(&self) -> String {
        let drawn = self.all().filter(|it| it.point().is_some()).count();
        format!(
            "Funnel chart. {}, against {}, with 95% and 99.8% limits. {} {}. {} at {}, {}.",
            self.about.axis.told(),
            self.size.told(),
            told::dots(drawn, self.all().count() - drawn),
            self.average.words(),
            self.council.words(),
            self.council.size.text(),
            self.council.standing,
        )
    }
}

impl Chart for Funnel {
    fn picture(&self, id: &ChartId, width: Width) -> Picture {
        self.draw(width).picture(&id.at(width))
    }

    fn table(&self) -> ChartTable {
        let (rate, size) = (self.about.axis.heading(), self.size.heading());
        let header = vec!["Authority".into(), size, rate, "Against the limits".into()];
        let average = vec![
            self.average.name.clone(),
            String::new(),
            self.average.value.text().into(),
            String::new(),
        ];
        let rows = std::iter::once(average).chain(self.all().map(Member::row));
        ChartTable::new(&self.about, header, rows.collect())
    }
}

impl Member {
    fn point(&self) -> Option<(f64, f64)> {
        self.size.number().zip(self.rate.number())
    }

    fn words(&self) -> String {
        format!("{} {}", self.name, self.rate.text())
    }

    fn row(&self) -> Vec<String> {
        let texts = [
            &self.name,
            self.size.text(),
            self.rate.text(),
            &self.standing,
        ];
        texts.map(str::to_owned).to_vec()
    }
}

/// A line across the funnel: sizes and rates.
struct Course {
    name: String,
    stroke: Stroke,
    points: Vec<(f64, f64)>,
}

/// The plot with both of its scales.
struct Field {
    plot: Plot,
    across: Scale,
    up: Scale,
}

impl Field {
    fn place(&self, (size, rate): (f64, f64)) -> Place {
        Place::new(self.across.at(size), self.up.at(rate))
    }

    fn places(&self, course: &Course) -> Vec<Place> {
        course.points.iter().map(|at| self.place(*at)).collect()
    }

    /// Draws what of the lines lies within the plot, and names each where it ends.
    fn draw_courses(&self, sheet: &mut Sheet, courses: &[Course], names: Vec<EndLabel>) {
        let (mut ended, mut ends) = (Vec::new(), Vec::new());
        for (course, name) in courses.iter().zip(names) {
            let pieces = within(&self.places(course), self.plot);
            if let Some(end) = pieces.last().and_then(|piece| piece.last()) {
                ended.push(name);
                ends.push(*end);
            }
            for piece in pieces {
                sheet.draw(Shape::line(piece, course.stroke));
            }
        }
        end_label::draw(sheet, &ended, &ends, self.plot);
    }
}
