//! Rows of horizontal bars: a name beside each wide bar, above each narrow one.

use super::Width;
use super::drawing::{Anchor, Place};
use super::ink::{DARK_GREY, Fill, Stroke};
use super::sheet::{Hand, Sheet};

/// How high a bar is.
const THICKNESS: f64 = 22.0;

/// Between one bar and what stands next to it.
pub(super) const GAP: f64 = 10.0;

/// Between a bar's end and its value.
pub(super) const TO_VALUE: f64 = 6.0;

/// The room that a value has at most; what is cut off stands in the table.
pub(super) const WIDEST_VALUE: f64 = 110.0;

/// The most lines that a name may take.
const MOST_LINES: usize = 4;

/// Where a bar and its name stand.
pub(super) struct Row {
    pub(super) hand: Hand,
    width: Width,
    lines: Vec<String>,
    /// The height of its name's middle.
    name: f64,
    /// The height of the bar's middle.
    pub(super) bar: f64,
    /// Where the row ends.
    pub(super) end: f64,
}

/// The rows from the sheet's cursor down.
pub(super) fn rows<'a>(
    sheet: &Sheet,
    names: impl IntoIterator<Item = (&'a str, Hand)>,
    width: Width,
) -> Vec<Row> {
    let mut top = sheet.cursor + GAP / 2.0;
    let mut rows = Vec::new();
    for (name, hand) in names {
        let row = Row::new(name, hand, top, width);
        top = row.end + GAP;
        rows.push(row);
    }
    rows
}

/// Where the axis beneath the rows stands.
pub(super) fn bottom(rows: &[Row], sheet: &Sheet) -> f64 {
    rows.last().map_or(sheet.cursor, |row| row.end) + GAP / 2.0
}

/// Where the room for bars starts, beside their names.
pub(super) fn left(rows: &[Row], width: Width) -> f64 {
    match width {
        Width::Wide => rows.iter().map(Row::name_width).fold(0.0, f64::max) + GAP,
        Width::Narrow => 2.0,
    }
}

impl Row {
    fn new(name: &str, hand: Hand, top: f64, width: Width) -> Self {
        let room = match width {
            Width::Wide => width.pixels() * 0.38,
            Width::Narrow => width.pixels() - 4.0,
        };
        let lines = hand.lettering.wrap_within(name, room, MOST_LINES);
        let words = hand.lettering.line_height() * lines.len() as f64;
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
            hand,
            width,
            lines,
            name,
            bar,
            end,
        }
    }

    fn name_width(&self) -> f64 {
        self.hand.lettering.widest(&self.lines)
    }

    /// Writes the name, beside bars that have room from `left`.
    pub(super) fn write_name(&self, sheet: &mut Sheet, left: f64) {
        let (x, anchor) = match self.width {
            Width::Wide => (left - GAP, Anchor::End),
            Width::Narrow => (2.0, Anchor::Start),
        };
        sheet.write(&self.lines, Place::new(x, self.name), anchor, self.hand);
    }

    pub(super) fn top_of_bar(&self) -> f64 {
        self.bar - THICKNESS / 2.0
    }

    pub(super) fn bottom_of_bar(&self) -> f64 {
        self.bar + THICKNESS / 2.0
    }

    /// Draws a bar from one place across to another.
    pub(super) fn draw_bar(&self, sheet: &mut Sheet, from: f64, to: f64, fill: Fill) {
        let (top, bottom) = (self.top_of_bar(), self.bottom_of_bar());
        let corners = [(from, top), (to, top), (to, bottom), (from, bottom)];
        let outline = corners.map(|(x, y)| Place::new(x, y)).to_vec();
        sheet.fill(outline, fill, Stroke::solid(DARK_GREY, 1.0));
    }
}
