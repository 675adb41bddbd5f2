//! Charts: as pixels that every reader shows, as drawing for those that can, and in words.

use super::blocks::Shape;
use super::line::Dress;
use super::{Paper, Related};
use crate::block::Picture;
use crate::markup::Markup;
use crate::parts::picture_caption;

/// A chart ready for the file.
pub(super) struct Drawn {
    pub(super) png: Vec<u8>,
    pub(super) svg: String,
    pub(super) extent: Extent,
}

/// How large a chart is on paper, in the format's unit: 914,400 to an inch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    width: u64,
    height: u64,
}

/// A pixel of a screen with 96 to an inch.
const PIXEL: u64 = 9_525;

/// The room between the margins: 6.3 by 8.6 inches.
const ROOM: Extent = Extent {
    width: 5_760_720,
    height: 7_863_840,
};

impl Extent {
    /// As large as it was drawn, or as the page allows.
    pub(super) fn of(picture: &Picture) -> Self {
        let width = u64::from(picture.width.max(1)) * PIXEL;
        let height = u64::from(picture.height.max(1)) * PIXEL;
        let narrowed = Self {
            width: width.min(ROOM.width),
            height: (height * width.min(ROOM.width) / width).max(1),
        };
        let lower = narrowed.height.min(ROOM.height);
        Self {
            width: (narrowed.width * lower / narrowed.height).max(1),
            height: lower,
        }
    }

    /// How many pixels wide its image is: two for each of a screen.
    pub(super) fn pixels(self) -> u32 {
        u32::try_from((2 * self.width / PIXEL).max(1)).unwrap_or(u32::MAX)
    }
}

/// The type of what a drawing holds.
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// The extension by which a picture has a drawing beside its pixels.
const SVG: [(&str, &str); 1] = [("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")];

const SVG_NAMESPACE: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

impl<'d> Paper<'d> {
    pub(super) fn picture(&mut self, picture: &'d Picture) {
        let place = self.charts.len();
        self.charts.push(picture);
        let number = place + 1;
        let drawn = self.drawn;
        self.paragraph(Shape::of("Chart"), |paper| {
            paper.bookmark(&chart_bookmark(number), |paper| {
                if let Some(drawn) = drawn.get(place) {
                    paper.drawing(picture, drawn.extent, number);
                }
            });
        });
        let caption = Shape {
            kept: true,
            ..Shape::of("Source")
        };
        self.plain_paragraph(caption, &picture_caption(picture));
        let shape = Shape {
            after: Some(240),
            ..Shape::of("Source")
        };
        self.paragraph(shape, |paper| {
            let dress = Dress {
                style: Some("Hyperlink"),
                ..Dress::default()
            };
            let words = "The values of this chart";
            paper.lead_to_bookmark(&table_bookmark(number), words, dress);
        });
    }

    fn drawing(&mut self, picture: &Picture, extent: Extent, number: usize) {
        let png = self.relate(Related::Media(format!("chart{number}.png")));
        let svg = self.relate(Related::Media(format!("chart{number}.svg")));
        let id = self.number().to_string();
        let size = [extent.width.to_string(), extent.height.to_string()];
        let [width, height] = &size;
        let extent = [("cx", width.as_str()), ("cy", height.as_str())];
        let named = [
            ("id", id.as_str()),
            ("name", picture.name.as_str()),
            ("descr", picture.alternative.as_str()),
        ];
        self.markup.element("w:r", &[], |run| {
            run.element("w:drawing", &[], |drawing| {
                let tight = [
                    ("distT", "0"),
                    ("distB", "0"),
                    ("distL", "0"),
                    ("distR", "0"),
                ];
                drawing.element("wp:inline", &tight, |inline| {
                    inline.empty("wp:extent", &extent);
                    inline.empty("wp:docPr", &named);
                    inline.element("wp:cNvGraphicFramePr", &[], |properties| {
                        properties.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
                    });
                    inline.element("a:graphic", &[], |graphic| {
                        graphic.element("a:graphicData", &[("uri", PICTURE)], |data| {
                            data.element("pic:pic", &[], |inside| {
                                inside.element("pic:nvPicPr", &[], |properties| {
                                    properties.empty("pic:cNvPr", &named);
                                    properties.empty("pic:cNvPicPr", &[]);
                                });
                                filled(inside, &png, &svg);
                                shaped(inside, &extent);
                            });
                        });
                    });
                });
            });
        });
    }
}

fn filled(inside: &mut Markup, png: &str, svg: &str) {
    inside.element("pic:blipFill", &[], |fill| {
        fill.element("a:blip", &[("r:embed", png)], |blip| {
            blip.element("a:extLst", &[], |extensions| {
                extensions.element("a:ext", &SVG, |extension| {
                    let drawing = [("xmlns:asvg", SVG_NAMESPACE), ("r:embed", svg)];
                    extension.empty("asvg:svgBlip", &drawing);
                });
            });
        });
        fill.element("a:stretch", &[], |stretch| stretch.empty("a:fillRect", &[]));
    });
}

fn shaped(inside: &mut Markup, extent: &[(&str, &str); 2]) {
    inside.element("pic:spPr", &[], |properties| {
        properties.element("a:xfrm", &[], |frame| {
            frame.empty("a:off", &[("x", "0"), ("y", "0")]);
            frame.empty("a:ext", extent);
        });
        properties.element("a:prstGeom", &[("prst", "rect")], |geometry| {
            geometry.empty("a:avLst", &[]);
        });
    });
}

/// The bookmark of a chart, by its number from 1.
pub(super) fn chart_bookmark(number: usize) -> String {
    format!("chart_{number}")
}

/// The bookmark of the table beneath a chart.
pub(super) fn table_bookmark(number: usize) -> String {
    format!("chart_table_{number}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    fn extent(width: u32, height: u32) -> Extent {
        Extent::of(&Picture {
            name: String::new(),
            caption: String::new(),
            alternative: String::new(),
            svg: String::new(),
            width,
            height,
            source: String::new(),
            table: Table {
                name: String::new(),
                caption: String::new(),
                columns: Vec::new(),
                rows: Vec::new(),
                notes: Vec::new(),
                source: String::new(),
            },
        })
    }

    #[test]
    fn a_chart_is_as_large_as_it_was_drawn_or_as_the_page_allows() {
        // 96 pixels are an inch.
        let inches = |extent: Extent| (extent.width / 9_144, extent.height / 9_144);
        assert_eq!(inches(extent(96, 192)), (100, 200));
        assert_eq!(inches(extent(1_260, 200)), (630, 100));
        assert_eq!(extent(960, 96_000).height, ROOM.height);
        assert_eq!(extent(1_260, 200).pixels(), 1_209);
        assert_eq!(extent(0, 0).pixels(), 2);
    }
}
