//! The drawing of a chart: shapes and words only, whatever it was given, and as pixels.

use std::sync::{Arc, LazyLock};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use crate::block::Picture;
use crate::fonts::FONTS;
use crate::markup::Markup;

/// The elements of a drawing.
const SHAPES: [&str; 11] = [
    "svg", "g", "polyline", "polygon", "circle", "ellipse", "line", "rect", "path", "text", "tspan",
];

/// Their attributes: where they stand and what they look like. None of them can lead elsewhere or run.
const LOOKS: &str = "xmlns width height viewBox font-family font-size font-weight font-style \
                     text-anchor text-rendering dominant-baseline x y dx dy x1 x2 y1 y2 cx cy r rx ry d \
                     points transform opacity fill fill-opacity stroke stroke-width \
                     stroke-dasharray stroke-linejoin paint-order";

/// What the words of a drawing are surrounded by, so that they are read upon lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Halo {
    /// A stroke in white, painted before the letters.
    Kept,
    /// Nothing: Word paints a stroke after the letters, and would wipe them out.
    Dropped,
}

/// Why a drawing could not be made into pixels.
#[derive(Debug, thiserror::Error)]
pub enum DrawingError {
    /// It is not a whole SVG.
    #[error("it is not a whole SVG drawing")]
    Broken,
    /// It cannot be drawn.
    #[error("it cannot be drawn")]
    Svg(#[from] usvg::Error),
    /// It has no height or no width, or is too large.
    #[error("it cannot be {width} by {height} pixels")]
    Size {
        /// The width asked for.
        width: u32,
        /// The height that follows.
        height: u32,
    },
    /// The pixels cannot be kept.
    #[error("its pixels cannot be written as PNG: {0}")]
    Png(String),
}

/// The picture's drawing with nothing in it but shapes and words, named and described to those who do
/// not see it by the picture's caption and alternative. Nothing where it is not whole XML.
pub(crate) fn drawing(picture: &Picture, halo: Halo) -> Option<String> {
    let mut copy = Copy {
        picture,
        halo,
        markup: Markup::default(),
        open: Vec::new(),
        skipped: 0,
    };
    let mut reader = Reader::from_str(&picture.svg);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => copy.start(&start, Ends::Later)?,
            Event::Empty(start) => copy.start(&start, Ends::AtOnce)?,
            Event::End(_) => copy.end()?,
            Event::Text(text) => copy.text(&quick_xml::escape::unescape(&text).ok()?),
            Event::CData(text) => copy.text(&text),
            Event::GeneralRef(reference) => copy.text(&meant(&reference)?),
            Event::Eof => return copy.whole(),
            _ => {}
        }
    }
}

/// The letters that a reference such as `&#39;` stands for.
fn meant(reference: &BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref().ok()? {
        Some(letter) => Some(letter.to_string()),
        None => resolve_predefined_entity(reference).map(str::to_owned),
    }
}

/// When an element ends.
#[derive(PartialEq, Eq)]
enum Ends {
    AtOnce,
    Later,
}

/// A drawing that is being copied.
struct Copy<'p> {
    picture: &'p Picture,
    halo: Halo,
    markup: Markup,
    open: Vec<String>,
    /// How many elements deep we are in one that is left out.
    skipped: usize,
}

impl Copy<'_> {
    fn start(&mut self, start: &BytesStart<'_>, ends: Ends) -> Option<()> {
        let name = start.name();
        let name = name.as_ref();
        if self.skipped > 0 || !SHAPES.contains(&name) {
            self.skipped += usize::from(ends == Ends::Later);
            return Some(());
        }
        if self.open.is_empty() && name != "svg" {
            return None;
        }
        let attributes = self.looks(start)?;
        let outermost = self.open.is_empty();
        let attributes = attributes.iter().map(|(name, value)| (&**name, &**value));
        self.markup.begin(name, attributes);
        self.open.push(name.to_owned());
        if outermost {
            self.describe();
        }
        if ends == Ends::AtOnce {
            self.end()?;
        }
        Some(())
    }

    fn looks(&self, start: &BytesStart<'_>) -> Option<Vec<(String, String)>> {
        let mut looks = Vec::new();
        let letters = matches!(start.name().as_ref(), "text" | "tspan");
        for attribute in start.attributes() {
            let attribute = attribute.ok()?;
            let name = attribute.key.as_ref();
            let around = matches!(
                name,
                "stroke" | "stroke-width" | "stroke-linejoin" | "paint-order"
            );
            let dropped = letters && around && self.halo == Halo::Dropped;
            if LOOKS.split(' ').any(|look| look == name) && !dropped {
                let value = quick_xml::escape::unescape(&attribute.value).ok()?;
                if !value.to_ascii_lowercase().contains("url(") {
                    looks.push((name.to_owned(), value.into_owned()));
                }
            }
        }
        if self.open.is_empty() {
            let own = |end: &str| format!("{}-{end}", self.picture.name);
            let described = format!("{} {}", own("title"), own("description"));
            looks.push(("role".to_owned(), "img".to_owned()));
            looks.push(("aria-labelledby".to_owned(), described));
        }
        Some(looks)
    }

    fn describe(&mut self) {
        let Picture {
            name,
            caption,
            alternative,
            ..
        } = self.picture;
        let id = format!("{name}-title");
        self.markup.holding("title", &[("id", &id)], caption);
        let id = format!("{name}-description");
        self.markup.holding("desc", &[("id", &id)], alternative);
    }

    fn end(&mut self) -> Option<()> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Some(());
        }
        let name = self.open.pop()?;
        self.markup.end(&name);
        Some(())
    }

    fn text(&mut self, text: &str) {
        let read = matches!(self.open.last().map(String::as_str), Some("text" | "tspan"));
        if self.skipped == 0 && read {
            self.markup.text(text);
        }
    }

    fn whole(self) -> Option<String> {
        let whole = self.open.is_empty() && self.skipped == 0;
        let svg = self.markup.finish();
        (whole && !svg.is_empty()).then_some(svg)
    }
}

/// The options of the renderer: our letters, and nothing from outside.
static OPTIONS: LazyLock<usvg::Options<'static>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    for font in FONTS {
        database.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    database.set_sans_serif_family("Liberation Sans");
    usvg::Options {
        fontdb: Arc::new(database),
        font_family: "Liberation Sans".to_owned(),
        ..usvg::Options::default()
    }
});

/// The picture's drawing upon white as PNG, so many pixels wide.
pub(crate) fn pixels(picture: &Picture, width: u32) -> Result<Vec<u8>, DrawingError> {
    let svg = drawing(picture, Halo::Kept).ok_or(DrawingError::Broken)?;
    let tree = usvg::Tree::from_str(&svg, &OPTIONS)?;
    let scale = whole(width) / tree.size().width();
    let height = rounded(tree.size().height() * scale);
    let image = (height <= LARGEST).then(|| Pixmap::new(width, height));
    let image = image.flatten();
    let mut image = image.ok_or(DrawingError::Size { width, height })?;
    image.fill(Color::WHITE);
    let larger = Transform::from_scale(scale, scale);
    resvg::render(&tree, larger, &mut image.as_mut());
    let png = image.encode_png();
    png.map_err(|error| DrawingError::Png(error.to_string()))
}

/// No side of an image is longer, in pixels.
const LARGEST: u32 = 10_000;

#[expect(
    clippy::cast_precision_loss,
    reason = "the renderer counts in single floats, and pixels are few"
)]
fn whole(pixels: u32) -> f32 {
    pixels as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float that is no count becomes the nearest one, which is then refused"
)]
fn rounded(pixels: f32) -> u32 {
    pixels.ceil() as u32
}
