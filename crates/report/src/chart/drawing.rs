//! What a chart is made of once it has been laid out: lines, areas, circles and words.

use std::fmt;

use askama::Template;

use super::Picture;
use super::ink::Stroke;
use super::text::Lettering;

/// A place on a drawing, in pixels from its upper left corner, to a tenth: finer than any screen or
/// printer shows, and the same bytes on every machine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Place {
    pub(super) fn new(x: f64, y: f64) -> Self {
        Self {
            x: tenths(x),
            y: tenths(y),
        }
    }
}

/// Places in order, written as SVG does.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Places(pub(super) Vec<Place>);

impl fmt::Display for Places {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, place) in self.0.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            write!(formatter, "{space}{},{}", place.x, place.y)?;
        }
        Ok(())
    }
}

fn tenths(pixels: f64) -> f64 {
    // Adding zero takes the sign off a negative zero.
    (pixels * 10.0).round() / 10.0 + 0.0
}

/// Which end of words stands at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// One line of words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    pub(super) text: String,
    /// On the line that the letters stand on.
    pub(super) at: Place,
    pub(super) anchor: Anchor,
    pub(super) lettering: Lettering,
    pub(super) colour: &'static str,
}

/// One thing that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Line {
        places: Places,
        stroke: Stroke,
    },
    Area {
        places: Places,
        fill: &'static str,
        stroke: Stroke,
    },
    Circle {
        centre: Place,
        radius: f64,
        fill: &'static str,
        stroke: Stroke,
    },
    Words(Words),
}

impl Shape {
    pub(super) fn line(places: impl IntoIterator<Item = Place>, stroke: Stroke) -> Self {
        Self::Line {
            places: Places(places.into_iter().collect()),
            stroke,
        }
    }

    pub(super) fn area(
        places: impl IntoIterator<Item = Place>,
        fill: &'static str,
        stroke: Stroke,
    ) -> Self {
        Self::Area {
            places: Places(places.into_iter().collect()),
            fill,
            stroke,
        }
    }

    pub(super) fn circle(centre: Place, radius: f64, fill: &'static str, stroke: Stroke) -> Self {
        Self::Circle {
            centre,
            radius,
            fill,
            stroke,
        }
    }
}

/// A chart laid out, with what it says to those who do not see it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) shapes: Vec<Shape>,
}

impl Drawing {
    /// The drawing as SVG, with `id` before the ids within it.
    pub(super) fn picture(&self, id: &str) -> Picture {
        Picture {
            svg: self.svg(id),
            title: self.title.clone(),
            description: self.description.clone(),
            width: self.width,
            height: self.height,
        }
    }

    pub(super) fn svg(&self, id: &str) -> String {
        let text = Svg { id, drawing: self }.to_string();
        // XML has no way to write these, not even as entities.
        text.replace(|letter| !is_xml(letter), " ")
    }
}

fn is_xml(letter: char) -> bool {
    let is_control = letter.is_control() && letter != '\n';
    !is_control && !matches!(letter, '\u{fffe}' | '\u{ffff}')
}

#[derive(Template)]
#[template(path = "chart.svg", escape = "html")]
struct Svg<'a> {
    id: &'a str,
    drawing: &'a Drawing,
}
