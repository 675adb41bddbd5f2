//! Horizontal bars, one of them highlighted.

use super::about::{About, filled};
use super::axes::{self, Plot};
use super::drawing::{Anchor, Drawing, Place};
use super::ink::{BLACK, COUNCIL, Fill, PALE_GREY};
use super::row::{self, Row, TO_VALUE, WIDEST_VALUE};
use super::sheet::{Hand, Sheet};
use super::ticks::{Scale, Span};
use super::{Chart, ChartError, ChartId, ChartTable, Named, Picture, Width};

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

    fn fill(self) -> Fill {
        match self {
            Self::Highlighted => Fill::Even(COUNCIL),
            Self::Plain => Fill::Even(PALE_GREY),
        }
    }

    /// Draws the bar of a row, if it has a value, and writes that at its end.
    fn draw(self, sheet: &mut Sheet, scale: &Scale, row: &Row, bar: &Named) {
        let number = bar.value.number();
        let (zero, end) = (scale.at(0.0), scale.at(number.unwrap_or(0.0)));
        if number.is_some() {
            row.draw_bar(sheet, zero, end, self.fill());
        }
        let (x, anchor) = match end < zero {
            true => (end - TO_VALUE, Anchor::End),
            false => (end + TO_VALUE, Anchor::Start),
        };
        let at = Place::new(x, row.bar);
        sheet.write(&self.value_text(bar), at, anchor, row.hand);
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
        let names = self.bars.iter();
        let names = names.map(|(bar, emphasis)| (bar.name.as_str(), emphasis.hand()));
        let rows = row::rows(sheet, names, width);
        let bottom = row::bottom(&rows, sheet);
        let unit = &self.about.axis.unit;
        let left = row::left(&rows, width);
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
        for (row, (bar, emphasis)) in rows.iter().zip(&self.bars) {
            row.write_name(sheet, left);
            emphasis.draw(sheet, &scale, row, bar);
        }
        axes::heading_across(sheet, &self.about.axis, ticks);
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
    fn picture(&self, id: &ChartId, width: Width) -> Picture {
        self.draw(width).picture(&id.at(width))
    }

    fn table(&self) -> ChartTable {
        let header = vec![self.of_what.clone(), self.about.axis.heading()];
        let row = |(bar, _): &(Named, Emphasis)| vec![bar.name.clone(), bar.value.text().into()];
        ChartTable::new(&self.about, header, self.bars.iter().map(row).collect())
    }
}
