//! What stands at the head, and the annexes at the end.

use super::Paper;
use super::blocks::Shape;
use super::line::{Dress, note_bookmark};
use super::picture::{chart_bookmark, table_bookmark};
use super::section::Lying;
use crate::document::{Note, Particular};
use crate::letters::{Reader, followed};
use crate::parts::{CHART_TABLES, NOTES, by_line, note_title, source};

impl Paper<'_> {
    pub(super) fn head(&mut self) {
        let document = self.document;
        self.plain_paragraph(Shape::of("Title"), &document.title);
        self.plain_paragraph(Shape::of("Subtitle"), &by_line(document));
        if !document.particulars.is_empty() {
            self.particulars(&document.particulars);
        }
    }

    fn particulars(&mut self, particulars: &[Particular]) {
        let name = 2_700;
        let value = Lying::Upright.room() - name;
        self.begin_table("ParticularsTable", &[name, value], "Particulars");
        for particular in particulars {
            self.markup.begin("w:tr", []);
            self.markup
                .element("w:trPr", &[], |inside| inside.empty("w:cantSplit", &[]));
            self.particular_cell(name, |paper| paper.words(&particular.name, Dress::STRONG));
            self.particular_cell(value, |paper| {
                paper.runs(&particular.value, Dress::default());
            });
            self.markup.end("w:tr");
        }
        self.markup.end("w:tbl");
        self.lines_beneath(&[]);
    }

    fn particular_cell(&mut self, width: usize, inside: impl FnOnce(&mut Self)) {
        self.markup.begin("w:tc", []);
        let width = width.to_string();
        self.markup.element("w:tcPr", &[], |properties| {
            properties.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
        });
        self.paragraph(Shape::of("TableWords"), inside);
        self.markup.end("w:tc");
    }

    /// The tables that the charts were drawn from, each with the way back.
    pub(super) fn chart_tables(&mut self) {
        let charts = std::mem::take(&mut self.charts);
        if charts.is_empty() {
            return;
        }
        self.plain_paragraph(Shape::of("Heading1"), CHART_TABLES);
        for (index, picture) in charts.into_iter().enumerate() {
            let kept = Shape {
                kept: true,
                ..Shape::of("Source")
            };
            self.paragraph(kept, |paper| {
                paper.bookmark(&table_bookmark(index + 1), |paper| {
                    let dress = Dress {
                        style: Some("Hyperlink"),
                        ..Dress::default()
                    };
                    let words = "Back to the chart";
                    paper.lead_to_bookmark(&chart_bookmark(index + 1), words, dress);
                });
            });
            self.table(&picture.table);
        }
    }

    pub(super) fn notes(&mut self) {
        let document = self.document;
        if document.notes.is_empty() {
            return;
        }
        self.plain_paragraph(Shape::of("Heading1"), NOTES);
        for (index, note) in document.notes.iter().enumerate() {
            self.note(index + 1, note);
        }
    }

    fn note(&mut self, number: usize, note: &Note) {
        self.paragraph(Shape::of("Note"), |paper| {
            paper.bookmark(&note_bookmark(number), |paper| {
                paper.words(&format!("[{number}]"), Dress::default());
            });
            paper.mark("w:tab", Dress::default());
            paper.words(&note_title(note), Dress::STRONG);
            let source = source(&note.source).unwrap_or_default();
            for line in [&note.working, &source]
                .into_iter()
                .filter(|it| !it.is_empty())
            {
                paper.mark("w:br", Dress::default());
                paper.words(line, Dress::default());
            }
            let address = note.address.as_deref();
            let address = address.and_then(|it| followed(it, Reader::Anywhere));
            if let Some(address) = address {
                paper.mark("w:br", Dress::default());
                let words = format!("The records beneath {}", note.name);
                paper.lead_to_address(address, &words, Dress::default());
            }
        });
    }
}
