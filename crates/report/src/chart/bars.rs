//! Horizontal bars, one of them highlighted.

use super::about::{About, filled};
use super::axes::{self, Plot};
use super::drawing::{Anchor, Drawing, Place, Shape};
use super::ink::{BLACK, COUNCIL, DARK_GREY, PALE_GREY, Stroke};
use super::sheet::{Hand, Sheet};
use super::ticks::{Scale, Span};
use super::{Chart, ChartError, ChartId, ChartTable, Named, Width};

/// How high a bar is.
const THICKNESS: f64 = 22.0;

/// Between one bar and what stands next to it.
const GAP: f64 = 10.0;

/// Between a bar's end and its value.
const TO_VALUE: f64 = 6.0;

/// The room that a value has at most; what is cut off stands in the table.
const WIDEST_VALUE: f64 = 110.0;

/// The most lines that a name may take.
const MOST_LINES: usize = 4;

/// Horizontal bars from zero with their values at the ends, in the order given.
///
/// A bar's length is its meaning, so the axis always holds zero. On narrow charts a name stands
/// above its bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    about: About,
    of_what: String,
    bars: Vec<(Named, Emphasis)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Emphasis {
    Highlighted,
    Plain,
}

impl Emphasis {
    fn hand(self) -> Hand {
        match self {
            Self::Highlighted => Hand::strong(BLACK),
            Self::Plain => Hand::plain(BLACK),
        }
    }

    /// One line at most.
    fn value_text(self, bar: &Named) -> Vec<String> {
        self.hand()
            .lettering
            .wrap_within(bar.value.text(), WIDEST_VALUE, 1)
    }

    fn fill(self) -> &'static str {
        match self {
            Self::Highlighted => COUNCIL,
            Self::Plain => PALE_GREY,
        }
    }
}

impl Bars {
    /// A chart of one bar for each of `of_what`, such as `Authority` or `Main reason for leaving`.
    ///
    /// # Errors
    ///
    /// When a required part is blank.
    pub fn new(about: About, of_what: &str) -> Result<Self, ChartError> {
        filled("name of what the bars are of", of_what)?;
        Ok(Self {
            about: about.checked()?,
            of_what: of_what.into(),
            bars: Vec::new(),
        })
    }

    /// With one more bar.
    #[must_use]
    pub fn bar(self, bar: Named) -> Self {
        self.with(bar, Emphasis::Plain)
    }

    /// With the bar that the chart is about.
    #[must_use]
    pub fn highlighted(self, bar: Named) -> Self {
        self.with(bar, Emphasis::Highlighted)
    }

    fn with(mut self, bar: Named, emphasis: Emphasis) -> Self {
        self.bars.push((bar, emphasis));
        self
    }

    pub(super) fn draw(&self, width: Width) -> Drawing {
        let mut sheet = Sheet::new(&self.about, width);
        let numbers = self.bars.iter().filter_map(|(bar, _)| bar.value.number());
        match Span::of(numbers) {
            Some(span) => self.draw_plot(&mut sheet, span.with_zero(), width),
            None => sheet.nothing_to_draw(),
        }
        sheet.finish(&self.about, &self.description())
    }

    fn draw_plot(&self, sheet: &mut Sheet, span: Span, width: Width) {
        let rows = self.rows(sheet, width);
        let bottom = rows.last().map_or(sheet.cursor, |row| row.end) + GAP / 2.0;
        let unit = &self.about.axis.unit;
        let left = match width {
            Width::Wide => rows.iter().map(Row::name_width).fold(0.0, f64::max) + GAP,
            Width::Narrow => 2.0,
        };
        let (below, above) = self.room_for_values(span);
        let room = sheet.width - left - below - above;
        let ticks = axes::ticks_across(unit, span, room);
        let half_number = axes::widest(unit, ticks) / 2.0;
        let plot = Plot {
            left: left + below.max(half_number),
            right: sheet.width - above.max(half_number),
            top: sheet.cursor,
            bottom,
        };
        let scale = Scale::new(ticks, plot.left, plot.right);
        axes::draw_across(sheet, unit, plot, &scale);
        for row in &rows {
            row.draw(sheet, &scale, left);
        }
        axes::heading_across(sheet, &self.about.axis, ticks);
    }

    /// The bars with their names, each below the one before.
    fn rows(&self, sheet: &Sheet, width: Width) -> Vec<Row<'_>> {
        let mut top = sheet.cursor + GAP / 2.0;
        let mut rows = Vec::new();
        for (bar, emphasis) in &self.bars {
            let row = Row::new(bar, *emphasis, top, width);
            top = row.end + GAP;
            rows.push(row);
        }
        rows
    }

    /// The room that values need beyond the lowest and the highest end of the bars.
    fn room_for_values(&self, span: Span) -> (f64, f64) {
        let widest = |is_at: fn(f64) -> bool| {
            self.bars
                .iter()
                .filter(|(bar, _)| is_at(bar.value.number().unwrap_or(0.0)))
                .map(|(bar, emphasis)| {
                    let lettering = emphasis.hand().lettering;
                    lettering.widest(&emphasis.value_text(bar))
                })
                .fold(0.0, f64::max)
                + TO_VALUE
                + 2.0
        };
        let below = if span.low < 0.0 {
            widest(|number| number < 0.0)
        } else {
            0.0
        };
        (below, widest(|number| number >= 0.0))
    }

    fn description(&self) -> String {
        let bars: Vec<String> = self.bars.iter().map(|(bar, _)| bar.words()).collect();
        let axis = self.about.axis.told();
        format!(
            "Bar chart. {axis}, by {}. {}.",
            self.of_what,
            bars.join("; ")
        )
    }
}

impl Chart for Bars {
    fn svg(&self, id: &ChartId, width: Width) -> String {
        self.draw(width).svg(&id.at(width))
    }

    fn table(&self) -> ChartTable {
        let header = vec![self.of_what.clone(), self.about.axis.heading()];
        let row = |(bar, _): &(Named, Emphasis)| vec![bar.name.clone(), bar.value.text().into()];
        ChartTable::new(&self.about, header, self.bars.iter().map(row).collect())
    }
}

/// A bar, where it stands.
struct Row<'a> {
    named: &'a Named,
    emphasis: Emphasis,
    width: Width,
    lines: Vec<String>,
    /// The height of its name's middle.
    name: f64,
    /// The height of the bar's middle.
    bar: f64,
    /// Where the row ends.
    end: f64,
}

impl<'a> Row<'a> {
    /// Names stand beside wide bars, and above narrow ones.
    fn new(named: &'a Named, emphasis: Emphasis, top: f64, width: Width) -> Self {
        let lettering = emphasis.hand().lettering;
        let room = match width {
            Width::Wide => width.pixels() * 0.38,
            Width::Narrow => width.pixels() - 4.0,
        };
        let lines = lettering.wrap_within(&named.name, room, MOST_LINES);
        let words = lettering.line_height() * lines.len() as f64;
        let (name, bar, end) = match width {
            Width::Wide => {
                let height = words.max(THICKNESS);
                (top + height / 2.0, top + height / 2.0, top + height)
            }
            Width::Narrow => {
                let bar = top + words + THICKNESS / 2.0;
                (top + words / 2.0, bar, bar + THICKNESS / 2.0)
            }
        };
        Self {
            named,
            emphasis,
            width,
            lines,
            name,
            bar,
            end,
        }
    }

    fn name_width(&self) -> f64 {
        self.emphasis.hand().lettering.widest(&self.lines)
    }

    fn draw(&self, sheet: &mut Sheet, scale: &Scale, left: f64) {
        let hand = self.emphasis.hand();
        let (x, anchor) = match self.width {
            Width::Wide => (left - GAP, Anchor::End),
            Width::Narrow => (2.0, Anchor::Start),
        };
        sheet.write(&self.lines, Place::new(x, self.name), anchor, hand);
        let number = self.named.value.number();
        let (zero, end) = (scale.at(0.0), scale.at(number.unwrap_or(0.0)));
        if number.is_some() {
            self.draw_bar(sheet, zero, end);
        }
        let text = self.emphasis.value_text(self.named);
        if end < zero {
            sheet.write(
                &text,
                Place::new(end - TO_VALUE, self.bar),
                Anchor::End,
                hand,
            );
        } else {
            sheet.write(
                &text,
                Place::new(end + TO_VALUE, self.bar),
                Anchor::Start,
                hand,
            );
        }
    }

    fn draw_bar(&self, sheet: &mut Sheet, zero: f64, end: f64) {
        let (top, bottom) = (self.bar - THICKNESS / 2.0, self.bar + THICKNESS / 2.0);
        let corners = [(zero, top), (end, top), (end, bottom), (zero, bottom)];
        let outline = corners.map(|(x, y)| Place::new(x, y));
        let edge = Stroke::solid(DARK_GREY, 1.0);
        sheet.draw(Shape::area(outline, self.emphasis.fill(), edge));
    }
}
