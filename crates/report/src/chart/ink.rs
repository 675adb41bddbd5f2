//! Colours, dashes and shapes: each of them alone tells one series from another, so that a chart
//! reads the same in black and white.
//!
//! The colours are GOV.UK's palette. All that carry meaning have at least 4.5:1 contrast to white,
//! so that names can be written in them.

use super::drawing::{Place, Shape};

/// Words, axes and outlines.
pub(super) const BLACK: &str = "#0b0c0c";
/// Words of less weight.
pub(super) const DARK_GREY: &str = "#484949";
/// Lines behind the data, which repeat what the numbers at the axis say.
pub(super) const PALE_GREY: &str = "#cecece";
/// What is not filled.
pub(super) const WHITE: &str = "#ffffff";
/// The council.
pub(super) const COUNCIL: &str = "#106165";
/// Areas behind lines.
pub(super) const SHADE: &str = "#d0e6e7";
/// Areas within such areas.
pub(super) const DEEP_SHADE: &str = "#94c5c8";

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub(super) colour: &'static str,
    pub(super) width: f64,
    /// Lengths of dashes and gaps in pixels; none for a solid line.
    pub(super) dashes: &'static str,
}

impl Stroke {
    pub(super) const AXIS: Self = Self::solid(BLACK, 1.0);
    pub(super) const GRID: Self = Self::solid(PALE_GREY, 1.0);
    pub(super) const COUNCIL: Self = Self::solid(COUNCIL, 3.5);
    pub(super) const TARGET: Self = Self::dashed(BLACK, 2.0, "2 4");

    /// An unbroken line.
    pub(super) const fn solid(colour: &'static str, width: f64) -> Self {
        Self::dashed(colour, width, "")
    }

    /// A broken line.
    pub(super) const fn dashed(colour: &'static str, width: f64, dashes: &'static str) -> Self {
        Self {
            colour,
            width,
            dashes,
        }
    }
}

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Evenly.
    Even(&'static str),
    /// With slanting lines of a colour, between which shows what is behind.
    Hatched(&'static str),
    /// With upright lines, which cross a band however steeply it goes up or down.
    Striped(&'static str),
}

/// The look of a band, or of the outer of two.
pub(super) const WIDE_BAND: (Fill, Stroke) =
    (Fill::Even(SHADE), Stroke::dashed(COUNCIL, 1.0, "2 2"));
/// The look of a band within another.
pub(super) const NARROW_BAND: (Fill, Stroke) =
    (Fill::Even(DEEP_SHADE), Stroke::solid(COUNCIL, 1.0));

/// The shape at each value of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Circle,
    Square,
    Triangle,
    Diamond,
    TriangleDown,
}

impl Marker {
    /// The shape around `centre`, as large as a circle of that radius.
    pub(super) fn at(self, centre: Place, radius: f64, fill: &'static str, line: Stroke) -> Shape {
        let around = |corners: &[(f64, f64)]| {
            let outline = corners
                .iter()
                .map(|(x, y)| Place::new(centre.x + x * radius, centre.y + y * radius));
            Shape::area(outline, fill, line)
        };
        match self {
            Self::Circle => Shape::circle(centre, radius, fill, line),
            Self::Square => around(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
            Self::Triangle => around(&[(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)]),
            Self::Diamond => around(&[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)]),
            Self::TriangleDown => around(&[(0.0, 1.2), (1.1, -0.8), (-1.1, -0.8)]),
        }
    }
}

/// How a series that is compared with is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub(super) line: Stroke,
    pub(super) marker: Marker,
}

/// The lines of compared scenarios in turn, in colours that stand out from the council's.
pub(super) fn scenario(place: usize) -> Stroke {
    const DASHES: [&str; 3] = ["9 4", "3 3", "12 3 3 3"];
    const COLOURS: [&str; 3] = ["#54319f", "#ca357c", "#b7592a"];
    Stroke::dashed(COLOURS[place % 3], 2.5, DASHES[place % 3])
}

/// The looks of comparisons in turn. Colours, dashes and shapes repeat after different counts, so
/// that twenty series differ.
pub(super) fn comparison(place: usize) -> Look {
    const COLOURS: [&str; 5] = [DARK_GREY, "#54319f", "#1d70b8", "#ca357c", "#b7592a"];
    const DASHES: [&str; 4] = ["7 3", "2 3", "10 3 2 3", "14 4"];
    const MARKERS: [Marker; 4] = [
        Marker::Square,
        Marker::Triangle,
        Marker::Diamond,
        Marker::TriangleDown,
    ];
    Look {
        line: Stroke::dashed(COLOURS[place % 5], 2.0, DASHES[place % 4]),
        marker: MARKERS[place % 4],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The luminance of WCAG 2.2.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let byte = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    #[test]
    fn every_colour_that_carries_meaning_stands_out_from_white() {
        let comparisons = (0..20).map(|place| comparison(place).line.colour);
        for colour in comparisons.chain([BLACK, DARK_GREY, COUNCIL]) {
            let contrast = 1.05 / (luminance(colour) + 0.05);
            assert!(contrast >= 4.5, "{colour} has a contrast of {contrast:.2}");
        }
    }

    #[test]
    fn four_comparisons_differ_without_their_colour() {
        for place in 0..4 {
            for other in 0..place {
                assert_ne!(comparison(place).line.dashes, comparison(other).line.dashes);
                assert_ne!(comparison(place).marker, comparison(other).marker);
            }
        }
    }
}
