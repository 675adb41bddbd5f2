//! The sheet that a chart is laid out on, from its title down to its source.

use super::about::About;
use super::drawing::{Anchor, Drawing, Place, Shape, Words};
use super::ink::{BLACK, DARK_GREY, Fill, Stroke};
use super::text::Lettering;
use super::{Width, hatch, told};

/// A drawing in the making, filled from the top.
pub(super) struct Sheet {
    pub(super) width: f64,
    /// Where the next thing may start.
    pub(super) cursor: f64,
    shapes: Vec<Shape>,
}

impl Sheet {
    /// A sheet with the chart's title.
    pub(super) fn new(about: &About, width: Width) -> Self {
        let mut sheet = Self {
            width: width.pixels(),
            cursor: 0.0,
            shapes: Vec::new(),
        };
        sheet.paragraph(&about.title, Lettering::Heading, BLACK);
        sheet.cursor += 4.0;
        sheet
    }

    /// Draws one shape.
    pub(super) fn draw(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }

    /// Draws an area.
    pub(super) fn fill(&mut self, outline: Vec<Place>, fill: Fill, edge: Stroke) {
        let (colour, slant) = match fill {
            Fill::Even(colour) => return self.draw(Shape::area(outline, colour, edge)),
            Fill::Hatched(colour) => (colour, 1.0),
            Fill::Striped(colour) => (colour, 0.0),
        };
        for [from, to] in hatch::across(&outline, slant) {
            self.line(from, to, Stroke::solid(colour, 1.0));
        }
        self.draw(Shape::area(outline, "none", edge));
    }

    /// Draws a straight line.
    pub(super) fn line(&mut self, from: Place, to: Place, stroke: Stroke) {
        self.draw(Shape::line([from, to], stroke));
    }

    /// Writes lines whose middle is at the height of `at`.
    pub(super) fn write(&mut self, lines: &[String], at: Place, anchor: Anchor, hand: Hand) {
        let height = hand.lettering.line_height();
        let top = at.y - height * (lines.len() as f64 - 1.0) / 2.0;
        for (index, line) in lines.iter().enumerate() {
            let middle = top + height * index as f64;
            self.shapes.push(Shape::Words(Words {
                text: line.clone(),
                at: Place::new(at.x, middle + 0.36 * hand.lettering.size()),
                anchor,
                lettering: hand.lettering,
                colour: hand.colour,
            }));
        }
    }

    /// Writes over the whole width, and moves on below.
    pub(super) fn paragraph(&mut self, text: &str, lettering: Lettering, colour: &'static str) {
        self.paragraph_from(0.0, text, Hand { lettering, colour });
    }

    fn paragraph_from(&mut self, left: f64, text: &str, hand: Hand) {
        let lines = hand.lettering.wrap(text, self.width - left);
        let height = hand.lettering.line_height() * lines.len() as f64;
        let middle = Place::new(left, self.cursor + height / 2.0);
        self.write(&lines, middle, Anchor::Start, hand);
        self.cursor += height;
    }

    /// A remark beneath the chart.
    pub(super) fn note(&mut self, text: &str) {
        self.cursor += 2.0;
        self.paragraph(text, Lettering::Plain, DARK_GREY);
    }

    /// A remark that says what a shade means.
    pub(super) fn key(&mut self, (fill, line): (Fill, Stroke), text: &str) {
        self.cursor += 4.0;
        let height = Lettering::Plain.line_height();
        let (top, bottom) = (self.cursor + 2.7, self.cursor + height - 2.7);
        let corners = [(1.7, top), (14.3, top), (14.3, bottom), (1.7, bottom)];
        self.fill(corners.map(|(x, y)| Place::new(x, y)).to_vec(), fill, line);
        self.paragraph_from(22.0, text, Hand::plain(DARK_GREY));
    }

    /// Says that there is nothing to draw.
    pub(super) fn nothing_to_draw(&mut self) {
        self.cursor += 12.0;
        self.paragraph(told::NO_VALUES, Lettering::Plain, BLACK);
        self.cursor += 12.0;
    }

    /// Ends with date and source, and says the chart in words.
    pub(super) fn finish(mut self, about: &About, description: &str) -> Drawing {
        self.cursor += 4.0;
        self.paragraph(&about.origin(), Lettering::Plain, DARK_GREY);
        Drawing {
            width: self.width,
            height: (self.cursor + 4.0).ceil(),
            title: about.title.clone(),
            description: format!("{description} {}", about.origin()),
            shapes: self.shapes,
        }
    }
}

/// How words are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hand {
    pub(super) lettering: Lettering,
    pub(super) colour: &'static str,
}

impl Hand {
    pub(super) fn plain(colour: &'static str) -> Self {
        Self {
            lettering: Lettering::Plain,
            colour,
        }
    }

    pub(super) fn strong(colour: &'static str) -> Self {
        Self {
            lettering: Lettering::Strong,
            colour,
        }
    }
}
