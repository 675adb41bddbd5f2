//! Charts, drawn on the server as SVG: the same for pages, print and documents.
//!
//! No chart is made without its title, axis, unit, source and date: [`About`] holds them, and every
//! constructor demands it. Each chart reads the same in black and white, says itself in words to
//! those who do not see it, and gives the [`ChartTable`] it was drawn from.
//!
//! The drawings use attributes only - no styles, no scripts, nothing from outside - so that a strict
//! content policy lets them through and document writers understand them.

mod about;
mod apart;
mod axes;
mod bars;
mod beside;
mod bounds;
mod clip;
mod crossing;
mod drawing;
mod end_label;
mod error;
mod fan;
mod funnel;
mod hatch;
mod ink;
mod line;
mod moments;
mod row;
mod sheet;
mod sparkline;
mod strip;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod ticks;
mod told;
mod value;
mod waterfall;
mod years;

pub use about::{About, Axis, Unit};
pub use bars::Bars;
pub use bounds::Bounds;
pub use error::ChartError;
pub use fan::{Fan, Forecast, Middle};
pub use funnel::{Funnel, Limits, Member};
pub use line::LineChart;
pub use moments::Moments;
pub use sparkline::Sparkline;
pub use strip::Strip;
pub use table::ChartTable;
pub use value::{Named, Value};
pub use waterfall::Waterfall;

/// A chart with axes, which stands by itself.
pub trait Chart {
    /// The chart as SVG, with ids that start with `id`.
    fn svg(&self, id: &ChartId, width: Width) -> String {
        self.picture(id, width).svg
    }

    /// The chart as a drawing, with what it says of itself.
    fn picture(&self, id: &ChartId, width: Width) -> Picture;

    /// The values it was drawn from, as they were written.
    fn table(&self) -> ChartTable;

    /// The chart for a page: drawn for wide screens, paper and phones, of which the page shows one
    /// by the classes `holdfast-chart__wide` and `holdfast-chart__narrow`; see [`STYLES`].
    fn html(&self, id: &ChartId) -> String {
        let wide = self.svg(id, Width::Wide);
        let narrow = self.svg(id, Width::Narrow);
        format!(
            "<div class=\"holdfast-chart\">\n\
             <div class=\"holdfast-chart__wide\">\n{wide}\n</div>\n\
             <div class=\"holdfast-chart__narrow\">\n{narrow}\n</div>\n\
             </div>"
        )
    }
}

/// A chart that was drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The drawing.
    pub svg: String,
    /// What it is called.
    pub title: String,
    /// What it shows, in words, for those who do not see it.
    pub description: String,
    /// Its width in pixels.
    pub width: f64,
    /// Its height in pixels.
    pub height: f64,
}

/// The few style rules that a page needs to show [`Chart::html`].
pub const STYLES: &str = include_str!("../assets/chart.css");

/// How wide a chart is drawn. Letters are equally large on both, so that none is too small to read
/// on a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 720 pixels, for pages, print and documents.
    Wide,
    /// 350 pixels, for phones and half columns.
    Narrow,
}

impl Width {
    fn pixels(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 350.0,
        }
    }

    /// The least height of a plot with an axis that goes up.
    fn plot_height(self) -> f64 {
        match self {
            Self::Wide => 280.0,
            Self::Narrow => 230.0,
        }
    }
}

/// The place of a chart on its page: what its ids start with. The page sees to it that no two of its
/// charts have the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChartId(String);

impl ChartId {
    /// # Errors
    ///
    /// When the text does not start with a letter, or holds more than letters, digits, hyphens and
    /// underscores.
    pub fn new(text: &str) -> Result<Self, ChartError> {
        let goes_on = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        if text.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && text.chars().all(goes_on)
        {
            return Ok(Self(text.into()));
        }
        Err(ChartError::Id(text.into()))
    }

    /// Both widths of a chart may stand on one page.
    fn at(&self, width: Width) -> String {
        match width {
            Width::Wide => format!("{}-wide", self.0),
            Width::Narrow => format!("{}-narrow", self.0),
        }
    }
}
