//! Lines of text: words, stress, links and figures.

use super::Body;
use crate::letters::followed;
use crate::parts::known;
use crate::run::{Link, Run};

impl Body<'_> {
    pub(super) fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            self.run(run);
        }
    }

    fn run(&mut self, run: &Run) {
        match run {
            Run::Text { text } => self.markup.text(text),
            Run::Strong { runs } => self.dressed("strong", runs),
            Run::Emphasis { runs } => self.dressed("em", runs),
            Run::Code { text } => self.markup.holding("code", &[], text),
            Run::Link(link) => self.link(link),
            Run::Figure { text, notes } => self.figure(text, notes),
            Run::Break => self.markup.empty("br", &[]),
        }
    }

    fn dressed(&mut self, name: &str, runs: &[Run]) {
        self.markup.begin(name, []);
        self.runs(runs);
        self.markup.end(name);
    }

    fn link(&mut self, link: &Link) {
        let Some(address) = followed(&link.address, self.reader) else {
            return self.runs(&link.runs);
        };
        let there = [("class", "govuk-link"), ("href", address.as_str())];
        self.markup.begin("a", there);
        // A link in a link is none.
        self.markup.text(&crate::run::plain(&link.runs));
        self.markup.end("a");
    }

    /// A figure leads to its note; after what has several stand their numbers.
    fn figure(&mut self, text: &str, notes: &[usize]) {
        match known(self.document, notes).as_slice() {
            [only] => self.lead_to_note(*only, text),
            several => {
                self.markup.text(text);
                for note in several {
                    self.markup.begin("sup", []);
                    self.markup.text(" ");
                    self.lead_to_note(*note, &format!("[{}]", note + 1));
                    self.markup.end("sup");
                }
            }
        }
    }

    fn lead_to_note(&mut self, note: usize, text: &str) {
        let href = format!("#figure-note-{}", note + 1);
        let class = "govuk-link govuk-link--no-visited-state holdfast-document__figure";
        let link = [("class", class), ("href", href.as_str())];
        self.markup.holding("a", &link, text);
    }
}
