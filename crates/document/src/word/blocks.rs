//! The parts of the body.

use super::line::Dress;
use super::{Paper, Surroundings};
use crate::block::{Block, Heading, List, Paragraph};
use crate::run::Run;

/// How far a list stands in from what is around it, in twentieths of a point.
const STEP: usize = 425;

/// Word's lists are so deep.
const DEEPEST: usize = 8;

/// What a paragraph looks like, in the order in which the schema wants it said.
#[derive(Clone, Copy, Default)]
pub(super) struct Shape {
    pub(super) style: Option<&'static str>,
    /// Whether it stays on the page of what follows.
    pub(super) kept: bool,
    /// How deep in lists it is an item, and the number of its list.
    pub(super) item: Option<(usize, usize)>,
    /// The space beneath.
    pub(super) after: Option<usize>,
    pub(super) indent: Option<usize>,
    pub(super) hanging: Option<usize>,
}

impl Shape {
    pub(super) fn of(style: &'static str) -> Self {
        Self {
            style: Some(style),
            ..Self::default()
        }
    }
}

impl<'d> Paper<'d> {
    pub(super) fn block(&mut self, block: &'d Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.numbered(paragraph),
            Block::List(list) => self.list(list),
            Block::Quote { blocks } => self.quote(blocks),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::NewPage => self.new_page(),
        }
        self.markup.written("\n");
    }

    fn heading(&mut self, heading: &Heading) {
        let style = heading_style(heading.level);
        let number = heading.number.as_deref();
        let shape = Shape {
            indent: number.map(|_| 709),
            hanging: number.map(|_| 709),
            ..Shape::of(style)
        };
        self.paragraph(shape, |paper| {
            paper.numbered_line(number, &heading.runs);
        });
    }

    fn numbered(&mut self, paragraph: &Paragraph) {
        let number = paragraph.number.as_deref();
        let style = match number {
            Some(_) => "NumberedParagraph",
            None if self.surroundings.quoted => "Quote",
            None if self.surroundings.lists > 0 => "ListParagraph",
            None => "Normal",
        };
        let lists = self.surroundings.lists;
        let within = lists > 0 && number.is_none() && !self.surroundings.quoted;
        let shape = Shape {
            indent: within.then_some(lists * STEP),
            ..Shape::of(style)
        };
        self.paragraph(shape, |paper| {
            paper.numbered_line(number, &paragraph.runs);
        });
    }

    fn numbered_line(&mut self, number: Option<&str>, runs: &[Run]) {
        if let Some(number) = number {
            self.words(number, Dress::default());
            self.mark("w:tab", Dress::default());
        }
        self.runs(runs, Dress::default());
    }

    fn list(&mut self, list: &'d List) {
        let level = self.surroundings.lists.min(DEEPEST);
        let number = match list.start {
            Some(start) => {
                self.numbered.push((start, level));
                self.numbered.len() + 1
            }
            None => 1,
        };
        let outside = self.surroundings;
        self.surroundings = Surroundings {
            lists: outside.lists + 1,
            quoted: false,
        };
        for item in &list.items {
            self.item(item, (level, number));
        }
        self.surroundings = outside;
    }

    /// An item that begins with a line has it at its mark, what follows beneath.
    fn item(&mut self, blocks: &'d [Block], place: (usize, usize)) {
        let (line, rest): (&[Run], _) = match blocks {
            [Block::Paragraph(line), rest @ ..] if line.number.is_none() => (&line.runs, rest),
            _ => (&[], blocks),
        };
        let shape = Shape {
            item: Some(place),
            ..Shape::of("ListParagraph")
        };
        self.paragraph(shape, |paper| paper.runs(line, Dress::default()));
        for block in rest {
            self.block(block);
        }
    }

    fn quote(&mut self, blocks: &'d [Block]) {
        let outside = self.surroundings;
        self.surroundings.quoted = true;
        for block in blocks {
            self.block(block);
        }
        self.surroundings = outside;
    }

    fn new_page(&mut self) {
        self.markup.written(
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr>\
             <w:r><w:br w:type=\"page\"/></w:r></w:p>",
        );
    }

    /// A paragraph of words that look alike.
    pub(super) fn plain_paragraph(&mut self, shape: Shape, text: &str) {
        self.paragraph(shape, |paper| paper.words(text, Dress::default()));
    }

    pub(super) fn paragraph(&mut self, shape: Shape, inside: impl FnOnce(&mut Self)) {
        self.markup.begin("w:p", []);
        self.shape(shape);
        inside(self);
        self.markup.end("w:p");
    }

    fn shape(&mut self, shape: Shape) {
        self.markup.begin("w:pPr", []);
        let style = shape.style.unwrap_or("Normal");
        self.markup.empty("w:pStyle", &[("w:val", style)]);
        if shape.kept {
            self.markup.empty("w:keepNext", &[]);
        }
        if let Some((level, number)) = shape.item {
            let (level, number) = (level.to_string(), number.to_string());
            self.markup.element("w:numPr", &[], |inside| {
                inside.empty("w:ilvl", &[("w:val", &level)]);
                inside.empty("w:numId", &[("w:val", &number)]);
            });
        }
        if let Some(after) = shape.after {
            let after = after.to_string();
            self.markup.empty("w:spacing", &[("w:after", &after)]);
        }
        if let Some(left) = shape.indent {
            let left = left.to_string();
            let hanging = shape.hanging.unwrap_or_default().to_string();
            let indent = [("w:left", left.as_str()), ("w:hanging", &hanging)];
            self.markup.empty("w:ind", &indent);
        }
        self.markup.end("w:pPr");
    }
}

pub(super) fn heading_style(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        _ => "Heading4",
    }
}
