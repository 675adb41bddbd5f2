//! A distribution strip: one dot for each authority along the axis of values.

use super::about::{About, filled};
use super::axes::{self, Plot};
use super::drawing::{Anchor, Drawing, Place, Shape};
use super::ink::{self, COUNCIL, DARK_GREY, Stroke, WHITE};
use super::sheet::{Hand, Sheet};
use super::ticks::{Scale, Span};
use super::{Chart, ChartError, ChartId, ChartTable, Named, Picture, Value, Width, told};

/// The widths a dot may have, from the most legible.
const DOTS: [f64; 4] = [11.0, 9.0, 7.0, 5.0];

/// Dots become smaller before they are stacked higher than this.
const HIGHEST_STACK: f64 = 200.0;

/// From a line to the words beside it.
const TO_WORDS: f64 = 6.0;

/// The most lines that one label may take.
const MOST_LINES: usize = 3;

/// One dot for each authority, stacked where they would hide each other, with the council's filled
/// and named, and England, region and median as labelled lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    about: About,
    council: Named,
    others: Vec<Named>,
    marks: Vec<Named>,
}

impl Strip {
    /// A strip with the dot of the council.
    ///
    /// # Errors
    ///
    /// When a required part is blank.
    pub fn new(about: About, council: Named) -> Result<Self, ChartError> {
        filled("name of the council", &council.name)?;
        Ok(Self {
            about: about.checked()?,
            council,
            others: Vec::new(),
            marks: Vec::new(),
        })
    }

    /// With the dots of all others.
    #[must_use]
    pub fn others(mut self, others: impl IntoIterator<Item = Named>) -> Self {
        self.others.extend(others);
        self
    }

    /// With a labelled line, such as for England, the region or the median.
    #[must_use]
    pub fn mark(mut self, mark: Named) -> Self {
        self.marks.push(mark);
        self
    }

    fn all(&self) -> impl Iterator<Item = &Named> {
        std::iter::once(&self.council).chain(&self.others)
    }

    pub(super) fn draw(&self, width: Width) -> Drawing {
        let mut sheet = Sheet::new(&self.about, width);
        let named = self.all().chain(&self.marks);
        match Span::of(named.filter_map(|it| it.value.number())) {
            Some(span) => self.draw_plot(&mut sheet, span.with_zero_if_near()),
            None => sheet.nothing_to_draw(),
        }
        self.note(&mut sheet);
        sheet.finish(&self.about, &self.description())
    }

    fn draw_plot(&self, sheet: &mut Sheet, span: Span) {
        let unit = &self.about.axis.unit;
        let ticks = axes::ticks_across(unit, span, sheet.width);
        let margin = (axes::widest(unit, ticks) / 2.0).max(DOTS[0] / 2.0 + 1.0);
        let scale = Scale::new(ticks, margin, sheet.width - margin);
        let labels = self.labels(&scale, sheet);
        let words = labels.iter().map(Label::height).sum::<f64>() + 6.0;
        let swarm = Swarm::new(self, &scale);
        let plot = Plot {
            left: margin,
            right: sheet.width - margin,
            top: sheet.cursor + words,
            bottom: sheet.cursor + words + swarm.height() + 2.0,
        };
        axes::draw_across(sheet, unit, plot, &scale);
        let below = std::mem::replace(&mut sheet.cursor, plot.top - words);
        sheet.line(
            Place::new(plot.left, plot.bottom),
            Place::new(plot.right, plot.bottom),
            Stroke::AXIS,
        );
        swarm.draw(sheet, plot.bottom);
        draw_labels(sheet, &labels, plot.bottom);
        swarm.draw_council(sheet, plot.bottom);
        sheet.cursor = below;
        axes::heading_across(sheet, &self.about.axis, ticks);
    }

    /// The council's and the marks' labels, in the order in which they stand below each other: from
    /// the left, so that no line runs through the words of another; those without room to the right
    /// of their line come first, from the right.
    fn labels(&self, scale: &Scale, sheet: &Sheet) -> Vec<Label> {
        let council = (
            &self.council,
            Stroke::solid(COUNCIL, 2.5),
            Hand::strong(COUNCIL),
        );
        let looks = (0..).map(|place| ink::comparison(place).line);
        let marks = self.marks.iter().zip(looks);
        let marks = marks.map(|(mark, line)| (mark, line, Hand::plain(line.colour)));
        let mut labels: Vec<Label> = std::iter::once(council)
            .chain(marks)
            .filter_map(|(named, stroke, hand)| {
                let x = scale.at(named.value.number()?);
                Some(Label::new(&named.words(), x, sheet.width, stroke, hand))
            })
            .collect();
        labels.sort_by(|a, b| a.x.total_cmp(&b.x));
        let (mut leftward, rightward): (Vec<Label>, Vec<Label>) =
            labels.into_iter().partition(|it| it.anchor == Anchor::End);
        leftward.reverse();
        leftward.extend(rightward);
        leftward
    }

    fn note(&self, sheet: &mut Sheet) {
        let drawn = self.all().filter(|it| it.value.number().is_some()).count();
        let missing = self.all().count() - drawn;
        sheet.note(&told::dots(drawn, missing));
        if self.council.value.number().is_none() {
            sheet.note(&told::withheld(&self.council.name, &self.council.value));
        }
    }

    /// Those with a value from the lowest, then those without, each by name.
    fn sorted(&self) -> Vec<&Named> {
        let mut all: Vec<&Named> = self.all().collect();
        all.sort_by(|a, b| {
            let number = |named: &Named| named.value.number().unwrap_or(f64::INFINITY);
            number(a)
                .total_cmp(&number(b))
                .then_with(|| a.name.cmp(&b.name))
        });
        all
    }

    fn description(&self) -> String {
        let axis = self.about.axis.told();
        let sorted = self.sorted();
        let known: Vec<&&Named> = sorted
            .iter()
            .filter(|it| it.value.number().is_some())
            .collect();
        let dots = told::dots(known.len(), sorted.len() - known.len());
        let mut text = format!("Distribution. {axis}. {dots}");
        if let (Some(low), Some(high)) = (known.first(), known.last()) {
            text.push_str(&format!(
                " Lowest {}, highest {}.",
                low.words(),
                high.words()
            ));
        }
        for named in std::iter::once(&self.council).chain(&self.marks) {
            text.push_str(&format!(" {}.", named.words()));
        }
        text
    }
}

impl Chart for Strip {
    fn picture(&self, id: &ChartId, width: Width) -> Picture {
        self.draw(width).picture(&id.at(width))
    }

    fn table(&self) -> ChartTable {
        let header = vec!["Authority".into(), self.about.axis.heading()];
        let rows = self.marks.iter().chain(self.sorted());
        let rows = rows.map(|named| vec![named.name.clone(), named.value.text().into()]);
        ChartTable::new(&self.about, header, rows.collect())
    }
}

/// Words beside the upper end of a line.
struct Label {
    x: f64,
    lines: Vec<String>,
    anchor: Anchor,
    stroke: Stroke,
    hand: Hand,
}

impl Label {
    fn new(text: &str, x: f64, width: f64, stroke: Stroke, hand: Hand) -> Self {
        let right = width - x - TO_WORDS;
        let left = x - TO_WORDS;
        let is_right = hand.lettering.width(text) <= right || right >= left;
        let (anchor, room) = if is_right {
            (Anchor::Start, right)
        } else {
            (Anchor::End, left)
        };
        Self {
            x,
            lines: hand.lettering.wrap_within(text, room, MOST_LINES),
            anchor,
            stroke,
            hand,
        }
    }

    fn height(&self) -> f64 {
        self.hand.lettering.line_height() * self.lines.len() as f64 + 2.0
    }
}

fn draw_labels(sheet: &mut Sheet, labels: &[Label], foot: f64) {
    let mut top = sheet.cursor;
    let mut middles = Vec::new();
    for label in labels {
        let upper = Place::new(label.x, top + 2.0);
        sheet.line(upper, Place::new(label.x, foot + 5.0), label.stroke);
        middles.push(top + label.height() / 2.0);
        top += label.height();
    }
    // Words lie on top of all lines.
    for (label, middle) in labels.iter().zip(middles) {
        let x = match label.anchor {
            Anchor::End => label.x - TO_WORDS,
            Anchor::Start | Anchor::Middle => label.x + TO_WORDS,
        };
        sheet.write(
            &label.lines,
            Place::new(x, middle),
            label.anchor,
            label.hand,
        );
    }
}

/// Dots at their exact places along the axis, each as low as those before it allow.
struct Swarm {
    width: f64,
    dots: Vec<Dot>,
}

struct Dot {
    x: f64,
    level: usize,
    is_council: bool,
}

impl Swarm {
    /// With the largest dots that are not stacked too high.
    fn new(strip: &Strip, scale: &Scale) -> Self {
        let council = strip
            .council
            .value
            .number()
            .map(|number| (scale.at(number), true));
        let others = strip
            .others
            .iter()
            .map(|it| &it.value)
            .filter_map(Value::number);
        let others = others.map(|number| (scale.at(number), false));
        let mut places: Vec<(f64, bool)> = council.into_iter().chain(others).collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        let stack = |width: f64| Self::stacked(&places, width);
        DOTS.into_iter()
            .map(stack)
            .find(|swarm| swarm.height() <= HIGHEST_STACK)
            .unwrap_or_else(|| stack(DOTS[DOTS.len() - 1]))
    }

    /// `places` rise along the axis.
    fn stacked(places: &[(f64, bool)], width: f64) -> Self {
        let mut ends: Vec<f64> = Vec::new();
        let mut dots = Vec::new();
        for &(x, is_council) in places {
            let free = ends.iter().position(|end| end + width <= x);
            let level = free.unwrap_or(ends.len());
            match ends.get_mut(level) {
                Some(end) => *end = x,
                None => ends.push(x),
            }
            dots.push(Dot {
                x,
                level,
                is_council,
            });
        }
        Self { width, dots }
    }

    fn height(&self) -> f64 {
        let levels = self.dots.iter().map(|dot| dot.level + 1).max().unwrap_or(0);
        levels as f64 * self.width
    }

    fn draw(&self, sheet: &mut Sheet, foot: f64) {
        for dot in self.dots.iter().filter(|dot| !dot.is_council) {
            sheet.draw(self.circle(dot, foot, WHITE, DARK_GREY));
        }
    }

    /// Over the lines, so that none hides it.
    fn draw_council(&self, sheet: &mut Sheet, foot: f64) {
        for dot in self.dots.iter().filter(|dot| dot.is_council) {
            sheet.draw(self.circle(dot, foot, COUNCIL, COUNCIL));
        }
    }

    fn circle(&self, dot: &Dot, foot: f64, fill: &'static str, colour: &'static str) -> Shape {
        let y = foot - self.width * (dot.level as f64 + 0.5) - 1.0;
        let radius = self.width / 2.0 - 0.75;
        Shape::circle(
            Place::new(dot.x, y),
            radius,
            fill,
            Stroke::solid(colour, 1.25),
        )
    }
}
