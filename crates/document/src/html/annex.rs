//! The particulars at the head, and the notes at the end.

use super::Body;
use super::blocks::heading_class;
use crate::document::Note;
use crate::letters::followed;
use crate::parts::{NOTES, note_title, source};

impl Body<'_> {
    pub(super) fn particulars(&mut self) {
        let document = self.document;
        if document.particulars.is_empty() {
            return;
        }
        let class = "govuk-summary-list holdfast-document__particulars";
        self.markup.begin("dl", [("class", class)]);
        for particular in &document.particulars {
            let class = [("class", "govuk-summary-list__row")];
            self.markup.begin("div", class);
            let class = [("class", "govuk-summary-list__key")];
            self.markup.holding("dt", &class, &particular.name);
            let class = [("class", "govuk-summary-list__value")];
            self.markup.begin("dd", class);
            self.runs(&particular.value);
            self.markup.end("dd");
            self.markup.end("div");
        }
        self.markup.end("dl");
        self.markup.written("\n");
    }

    pub(super) fn annex(&mut self) {
        let document = self.document;
        if document.notes.is_empty() {
            return;
        }
        let heading = self.heading_name(1);
        let named = [("id", "figure-notes"), ("class", heading_class(1))];
        self.markup.holding(&heading, &named, NOTES);
        let class = "govuk-list govuk-list--number holdfast-document__notes";
        self.markup.begin("ol", [("class", class)]);
        for (index, note) in document.notes.iter().enumerate() {
            let id = format!("figure-note-{}", index + 1);
            self.markup.begin("li", [("id", id.as_str())]);
            self.note(note);
            self.markup.end("li");
            self.markup.written("\n");
        }
        self.markup.end("ol");
    }

    fn note(&mut self, note: &Note) {
        self.markup.holding("strong", &[], &note_title(note));
        let source = source(&note.source).unwrap_or_default();
        let lines = [note.working.as_str(), source.as_str()];
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            self.markup.empty("br", &[]);
            self.markup.text(line);
        }
        let address = note.address.as_deref();
        if let Some(address) = address.and_then(|address| followed(address, self.reader)) {
            self.markup.empty("br", &[]);
            let link = [("class", "govuk-link"), ("href", address.as_str())];
            let text = format!("The records beneath {}", note.name);
            self.markup.holding("a", &link, &text);
        }
    }
}
