//! Stretches of pages that lie upright or on their side.

use super::Paper;

/// How the pages of a stretch lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lying {
    Upright,
    OnItsSide,
}

impl Lying {
    /// The room between the margins, in twentieths of a point.
    pub(super) fn room(self) -> usize {
        self.width() - 2 * MARGIN
    }

    fn width(self) -> usize {
        match self {
            Self::Upright => SHORT,
            Self::OnItsSide => LONG,
        }
    }
}

/// The sides of A4 and the margins at its sides, in twentieths of a point.
const SHORT: usize = 11_906;
const LONG: usize = 16_838;
const MARGIN: usize = 1_418;

/// The names by which the main part refers to its header and its footer.
pub(super) const HEADER: &str = "rIdHeader";
pub(super) const FOOTER: &str = "rIdFooter";

impl Paper<'_> {
    /// Ends a stretch of pages within the body: the last of its paragraphs says how they lie.
    pub(super) fn end_section(&mut self, lying: Lying) {
        self.markup.begin("w:p", []);
        self.markup.begin("w:pPr", []);
        let flat = [
            ("w:before", "0"),
            ("w:after", "0"),
            ("w:line", "20"),
            ("w:lineRule", "exact"),
        ];
        self.markup.empty("w:spacing", &flat);
        self.section(lying);
        self.markup.end("w:pPr");
        self.markup.end("w:p");
    }

    pub(super) fn last_section(&mut self) {
        self.section(Lying::Upright);
    }

    fn section(&mut self, lying: Lying) {
        let margin = MARGIN.to_string();
        let (width, height) = (lying.width(), SHORT + LONG - lying.width());
        let (width, height) = (width.to_string(), height.to_string());
        self.markup.element("w:sectPr", &[], |inside| {
            let part = |id| [("w:type", "default"), ("r:id", id)];
            inside.empty("w:headerReference", &part(HEADER));
            inside.empty("w:footerReference", &part(FOOTER));
            let size = [("w:w", width.as_str()), ("w:h", &height)];
            match lying {
                Lying::Upright => inside.empty("w:pgSz", &size),
                Lying::OnItsSide => {
                    let [width, height] = size;
                    inside.empty("w:pgSz", &[width, height, ("w:orient", "landscape")]);
                }
            }
            let margins = [
                ("w:top", margin.as_str()),
                ("w:right", &margin),
                ("w:bottom", &margin),
                ("w:left", &margin),
                ("w:header", "709"),
                ("w:footer", "709"),
                ("w:gutter", "0"),
            ];
            inside.empty("w:pgMar", &margins);
        });
    }
}
