//! Lines of text: words, stress, links and figures.

use super::{Paper, Related};
use crate::letters::{Reader, followed};
use crate::parts::known;
use crate::run::{Link, Run, plain};

/// What letters look like.
#[derive(Clone, Copy, Default)]
pub(super) struct Dress {
    pub(super) strong: bool,
    pub(super) emphasised: bool,
    pub(super) raised: bool,
    /// The name of a style for letters.
    pub(super) style: Option<&'static str>,
}

impl Dress {
    pub(super) const STRONG: Self = Self {
        strong: true,
        emphasised: false,
        raised: false,
        style: None,
    };
}

impl Paper<'_> {
    pub(super) fn runs(&mut self, runs: &[Run], dress: Dress) {
        for run in runs {
            self.run(run, dress);
        }
    }

    fn run(&mut self, run: &Run, dress: Dress) {
        match run {
            Run::Text { text } => self.words(text, dress),
            Run::Strong { runs } => self.runs(
                runs,
                Dress {
                    strong: true,
                    ..dress
                },
            ),
            Run::Emphasis { runs } => self.runs(
                runs,
                Dress {
                    emphasised: true,
                    ..dress
                },
            ),
            Run::Code { text } => self.words(
                text,
                Dress {
                    style: Some("Typed"),
                    ..dress
                },
            ),
            Run::Link(link) => self.link(link, dress),
            Run::Figure { text, notes } => self.figure(text, notes, dress),
            Run::Break => self.mark("w:br", dress),
        }
    }

    /// A stretch of letters that look alike.
    pub(super) fn words(&mut self, text: &str, dress: Dress) {
        self.markup.begin("w:r", []);
        self.dress(dress);
        self.markup
            .holding("w:t", &[("xml:space", "preserve")], text);
        self.markup.end("w:r");
    }

    /// A tab or the end of a line.
    pub(super) fn mark(&mut self, name: &str, dress: Dress) {
        self.markup.begin("w:r", []);
        self.dress(dress);
        self.markup.empty(name, &[]);
        self.markup.end("w:r");
    }

    fn dress(&mut self, dress: Dress) {
        self.markup.begin("w:rPr", []);
        if let Some(style) = dress.style {
            self.markup.empty("w:rStyle", &[("w:val", style)]);
        }
        if dress.strong {
            self.markup.empty("w:b", &[]);
            self.markup.empty("w:bCs", &[]);
        }
        if dress.emphasised {
            self.markup.empty("w:i", &[]);
            self.markup.empty("w:iCs", &[]);
        }
        if dress.raised {
            self.markup
                .empty("w:vertAlign", &[("w:val", "superscript")]);
        }
        self.markup.end("w:rPr");
    }

    fn link(&mut self, link: &Link, dress: Dress) {
        match followed(&link.address, Reader::Anywhere) {
            Some(address) => self.lead_to_address(address, &plain(&link.runs), dress),
            None => self.runs(&link.runs, dress),
        }
    }

    pub(super) fn lead_to_address(&mut self, address: String, text: &str, dress: Dress) {
        let id = self.relate(Related::Address(address));
        let there = [("r:id", id.as_str()), ("w:history", "1")];
        self.markup.begin("w:hyperlink", there);
        self.words(
            text,
            Dress {
                style: Some("Hyperlink"),
                ..dress
            },
        );
        self.markup.end("w:hyperlink");
    }

    /// A figure leads to its note; after what has several stand their numbers.
    fn figure(&mut self, text: &str, notes: &[usize], dress: Dress) {
        let led = Dress {
            style: Some("Figure"),
            ..dress
        };
        match known(self.document, notes).as_slice() {
            [only] => self.lead_to_bookmark(&note_bookmark(only + 1), text, led),
            several => {
                self.words(text, dress);
                for note in several {
                    let raised = Dress {
                        raised: true,
                        ..dress
                    };
                    self.words(" ", raised);
                    let number = format!("[{}]", note + 1);
                    self.lead_to_bookmark(&note_bookmark(note + 1), &number, raised);
                }
            }
        }
    }

    /// A link within the document.
    pub(super) fn lead_to_bookmark(&mut self, bookmark: &str, text: &str, dress: Dress) {
        let there = [("w:anchor", bookmark), ("w:history", "1")];
        self.markup.begin("w:hyperlink", there);
        self.words(text, dress);
        self.markup.end("w:hyperlink");
    }

    /// What links within the document lead to.
    pub(super) fn bookmark(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        let number = self.number().to_string();
        let begins = [("w:id", number.as_str()), ("w:name", name)];
        self.markup.empty("w:bookmarkStart", &begins);
        inside(self);
        self.markup.empty("w:bookmarkEnd", &[("w:id", &number)]);
    }
}

/// The bookmark of a note, by its number from 1.
pub(super) fn note_bookmark(number: usize) -> String {
    format!("figure_note_{number}")
}
