//! The parts of the body.

use super::Body;
use crate::block::{Block, Heading, List, Paragraph, Picture};
use crate::drawing::{Halo, drawing};
use crate::parts::picture_caption;

impl Body<'_> {
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list),
            Block::Quote { blocks } => self.quote(blocks),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::NewPage => self.new_page(),
        }
        self.markup.written("\n");
    }

    fn heading(&mut self, heading: &Heading) {
        let name = self.heading_name(heading.level);
        let class = [
            ("id", heading.name.as_str()),
            ("class", heading_class(heading.level)),
        ];
        self.markup.begin(&name, class);
        if let Some(number) = &heading.number {
            let class = [("class", "holdfast-document__number")];
            self.markup.holding("span", &class, number);
            self.markup.text(" ");
        }
        self.runs(&heading.runs);
        self.markup.end(&name);
    }

    /// The heading of HTML for a level of the document.
    pub(super) fn heading_name(&self, level: u8) -> String {
        let down = level.clamp(1, 4) - 1;
        format!("h{}", (self.heading_from + down).min(6))
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let class = match paragraph.number {
            Some(_) => "govuk-body holdfast-document__numbered",
            None => "govuk-body",
        };
        self.markup.begin("p", [("class", class)]);
        if let Some(number) = &paragraph.number {
            let class = [("class", "holdfast-document__number")];
            self.markup.holding("span", &class, number);
            self.markup.text(" ");
        }
        self.runs(&paragraph.runs);
        self.markup.end("p");
    }

    fn list(&mut self, list: &List) {
        let first = list.start.unwrap_or(1).to_string();
        match list.start {
            Some(_) => {
                let class = "govuk-list govuk-list--number";
                let from = [("class", class), ("start", first.as_str())];
                self.markup.begin("ol", from);
            }
            None => {
                let class = [("class", "govuk-list govuk-list--bullet")];
                self.markup.begin("ul", class);
            }
        }
        for item in &list.items {
            self.item(item);
        }
        self.markup
            .end(if list.start.is_some() { "ol" } else { "ul" });
    }

    /// An item that begins with a line has it at its mark, what follows beneath.
    fn item(&mut self, blocks: &[Block]) {
        self.markup.begin("li", []);
        let (line, rest) = match blocks {
            [Block::Paragraph(line), rest @ ..] if line.number.is_none() => (Some(line), rest),
            _ => (None, blocks),
        };
        if let Some(line) = line {
            self.runs(&line.runs);
        }
        for block in rest {
            self.block(block);
        }
        self.markup.end("li");
    }

    fn quote(&mut self, blocks: &[Block]) {
        self.markup
            .begin("blockquote", [("class", "govuk-inset-text")]);
        for block in blocks {
            self.block(block);
        }
        self.markup.end("blockquote");
    }

    fn new_page(&mut self) {
        self.markup
            .element("div", &[("class", "holdfast-document__new-page")], |_| ());
    }

    /// The drawing, what it shows, and the table it was drawn from. A drawing that cannot be shown is
    /// told in its words.
    fn picture(&mut self, picture: &Picture) {
        let name = [
            ("class", "holdfast-document__chart"),
            ("id", picture.name.as_str()),
        ];
        self.markup.begin("figure", name);
        match drawing(picture, Halo::Kept) {
            Some(svg) => self.drawing(picture, &svg),
            None => {
                let class = [("class", "govuk-body")];
                self.markup.holding("p", &class, &picture.alternative);
            }
        }
        let class = [("class", "govuk-body-s")];
        let caption = picture_caption(picture);
        self.markup.holding("figcaption", &class, &caption);
        self.details(picture);
        self.markup.end("figure");
    }

    /// On a phone the drawing scrolls by itself, because its letters would become too small.
    fn drawing(&mut self, picture: &Picture, svg: &str) {
        let scroll = [
            ("class", "holdfast-scroll"),
            ("role", "region"),
            ("aria-label", picture.caption.as_str()),
            ("tabindex", "0"),
        ];
        self.markup
            .element("div", &scroll, |inside| inside.written(svg));
    }

    fn details(&mut self, picture: &Picture) {
        self.markup.begin("details", [("class", "govuk-details")]);
        let class = [("class", "govuk-details__summary")];
        self.markup.element("summary", &class, |summary| {
            let class = [("class", "govuk-details__summary-text")];
            summary.holding("span", &class, "The values of this chart");
        });
        self.markup.begin("div", [("class", "govuk-details__text")]);
        self.table(&picture.table);
        self.markup.end("div");
        self.markup.end("details");
    }
}

pub(super) fn heading_class(level: u8) -> &'static str {
    match level {
        0 | 1 => "govuk-heading-l",
        2 => "govuk-heading-m",
        _ => "govuk-heading-s",
    }
}
