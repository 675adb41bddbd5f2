//! Axes of values: round numbers with a line behind the data at each.

use super::Width;
use super::about::{Axis, Unit};
use super::drawing::{Anchor, Place};
use super::end_label::{self, EndLabel};
use super::ink::{BLACK, DARK_GREY, Stroke};
use super::sheet::{Hand, Sheet};
use super::text::Lettering;
use super::ticks::{Scale, Span, Ticks};

/// How many steps an axis that goes up has at most.
const STEPS_UP: usize = 5;

/// Between the numbers of an axis and what they stand beside.
const GAP: f64 = 8.0;

/// Where the data is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Plot {
    /// The place in the plot nearest to another.
    pub(super) fn nearest(&self, x: f64, y: f64) -> Place {
        Place::new(
            x.max(self.left).min(self.right),
            y.max(self.top).min(self.bottom),
        )
    }
}

/// The plot from the sheet's cursor down, between an axis that goes up and the names of lines.
pub(super) fn plot_up(
    sheet: &Sheet,
    unit: &Unit,
    ticks: Ticks,
    labels: &[EndLabel],
    width: Width,
) -> Plot {
    let height = width.plot_height().max(end_label::height(labels));
    Plot {
        left: margin_up(unit, ticks),
        right: sheet.width - end_label::margin(labels),
        top: sheet.cursor,
        bottom: sheet.cursor + height,
    }
}

/// Writes what an axis that goes up measures, above it, and owns up to an axis without zero.
pub(super) fn heading_up(sheet: &mut Sheet, axis: &Axis, ticks: Ticks) {
    sheet.paragraph(&axis.heading(), Lettering::Plain, BLACK);
    say_without_zero(sheet, ticks);
    sheet.cursor += 12.0;
}

/// Writes what an axis that goes across measures, below it, and owns up to an axis without zero.
pub(super) fn heading_across(sheet: &mut Sheet, axis: &Axis, ticks: Ticks) {
    sheet.paragraph(&axis.heading(), Lettering::Plain, BLACK);
    say_without_zero(sheet, ticks);
}

fn say_without_zero(sheet: &mut Sheet, ticks: Ticks) {
    let Span { low, high } = ticks.span();
    if low > 0.0 || high < 0.0 {
        let words = "This axis does not start at zero.";
        sheet.paragraph(words, Lettering::Plain, DARK_GREY);
    }
}

/// The numbers of an axis that goes up.
pub(super) fn ticks_up(unit: &Unit, span: Span) -> Ticks {
    Ticks::holding(span, STEPS_UP, unit.finest_step())
}

/// The numbers of an axis that goes across, as many as have room beside each other.
pub(super) fn ticks_across(unit: &Unit, span: Span, width: f64) -> Ticks {
    let ticks = |most| Ticks::holding(span, most, unit.finest_step());
    (2..=8)
        .rev()
        .map(ticks)
        .find(|ticks| {
            let steps = ticks.numbers().count() - 1;
            let room = width / steps as f64;
            widest(unit, *ticks) + 2.0 * GAP <= room
        })
        .unwrap_or_else(|| ticks(2))
}

/// The width of the widest number of an axis.
pub(super) fn widest(unit: &Unit, ticks: Ticks) -> f64 {
    ticks
        .numbers()
        .map(|number| Lettering::Plain.width(&unit.on_scale(number, ticks.decimals())))
        .fold(0.0, f64::max)
}

/// How far from the left edge a plot starts beside an axis that goes up.
pub(super) fn margin_up(unit: &Unit, ticks: Ticks) -> f64 {
    widest(unit, ticks) + GAP
}

/// Draws an axis that goes up, and a line behind the data at each of its numbers.
pub(super) fn draw_up(sheet: &mut Sheet, unit: &Unit, plot: Plot, scale: &Scale) {
    for number in scale.ticks.numbers() {
        let y = scale.at(number);
        let stroke = line_at(number);
        sheet.line(Place::new(plot.left, y), Place::new(plot.right, y), stroke);
        let text = unit.on_scale(number, scale.ticks.decimals());
        let at = Place::new(plot.left - GAP, y);
        sheet.write(&[text], at, Anchor::End, Hand::plain(BLACK));
    }
}

/// Draws an axis that goes across beneath the plot, and a line behind the data at each of its
/// numbers, and moves the sheet's cursor below it.
pub(super) fn draw_across(sheet: &mut Sheet, unit: &Unit, plot: Plot, scale: &Scale) {
    let each = named_across(unit, scale);
    for (place, number) in scale.ticks.numbers().enumerate() {
        let x = scale.at(number);
        let stroke = line_at(number);
        let foot = Place::new(x, plot.bottom + 5.0);
        sheet.line(Place::new(x, plot.top), foot, stroke);
        if place % each > 0 {
            continue;
        }
        let text = unit.on_scale(number, scale.ticks.decimals());
        let at = Place::new(x, plot.bottom + 15.0);
        sheet.write(&[text], at, Anchor::Middle, Hand::plain(BLACK));
    }
    sheet.cursor = plot.bottom + 15.0 + Lettering::Plain.line_height() / 2.0;
}

/// Every how many numbers of an axis that goes across have room beside each other: every one,
/// unless even the coarsest scale has numbers too long for the chart.
fn named_across(unit: &Unit, scale: &Scale) -> usize {
    let mut places = scale.ticks.numbers().map(|number| scale.at(number));
    let step = places.next().zip(places.next());
    let step = step.map_or(f64::INFINITY, |(first, second)| second - first);
    let needed = widest(unit, scale.ticks) + GAP;
    (1..)
        .find(|each| *each as f64 * step >= needed)
        .unwrap_or(1)
}

fn line_at(number: f64) -> Stroke {
    if number == 0.0 {
        Stroke::AXIS
    } else {
        Stroke::GRID
    }
}
