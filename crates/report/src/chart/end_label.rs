//! Names at the ends of lines, beside the plot, pushed apart where lines end close together.

use super::apart::{Wish, apart};
use super::axes::Plot;
use super::drawing::{Anchor, Place};
use super::ink::Stroke;
use super::sheet::{Hand, Sheet};
use super::text::Lettering;

/// From the plot to the names, where a thin line leads when they cannot stand level.
const LEAD: f64 = 14.0;

/// The most lines that one name may take.
const MOST_LINES: usize = 4;

/// The name of a line, beside its end.
pub(super) struct EndLabel {
    lines: Vec<String>,
    hand: Hand,
}

impl EndLabel {
    /// A name that takes at most a third of the chart's width.
    pub(super) fn new(text: &str, hand: Hand, chart_width: f64) -> Self {
        let room = chart_width / 3.0;
        Self {
            lines: hand.lettering.wrap_within(text, room, MOST_LINES),
            hand,
        }
    }

    fn room(&self) -> f64 {
        self.hand.lettering.line_height() * self.lines.len() as f64 + 2.0
    }
}

/// How far from the right edge a plot ends beside these names.
pub(super) fn margin(labels: &[EndLabel]) -> f64 {
    let widest = labels
        .iter()
        .map(|label| label.hand.lettering.widest(&label.lines))
        .fold(0.0, f64::max);
    if labels.is_empty() {
        8.0
    } else {
        widest + LEAD + 4.0
    }
}

/// How high a plot must be for these names to stand beside it.
pub(super) fn height(labels: &[EndLabel]) -> f64 {
    labels.iter().map(EndLabel::room).sum()
}

/// Writes the names, each as near to the end of its line as the others allow.
pub(super) fn draw(sheet: &mut Sheet, labels: &[EndLabel], ends: &[Place], plot: Plot) {
    let wishes: Vec<Wish> = labels
        .iter()
        .zip(ends)
        .map(|(label, end)| Wish {
            middle: end.y,
            room: label.room(),
        })
        .collect();
    let half_line = Lettering::Plain.line_height() / 2.0;
    let middles = apart(&wishes, plot.top - half_line, plot.bottom + half_line);
    for ((label, end), middle) in labels.iter().zip(ends).zip(middles) {
        let at = Place::new(plot.right + LEAD, middle);
        if (end.y - middle).abs() > 3.0 || end.x < plot.right - 10.0 {
            let lead = Stroke::solid(label.hand.colour, 0.75);
            sheet.line(*end, Place::new(at.x - 2.0, middle), lead);
        }
        sheet.write(&label.lines, at, Anchor::Start, label.hand);
    }
}
