//! What has to be right before anything is set, so that a refusal says in the document's own words
//! what is wrong and where.

use holdfast_document::{Block, Document, Heading, Picture, Run, Table, plain};

use crate::error::TypesetError;

/// How deep lists, quotes and stresses may lie in each other. The typesetter itself gives up somewhat deeper.
const DEEPEST: usize = 10;

/// How many charts are set in one document: far more than any paper has.
const MOST_CHARTS: usize = 500;

/// Says what keeps the document from being a PDF that everyone can read.
pub(crate) fn check(document: &Document) -> Result<(), TypesetError> {
    if document.title.trim().is_empty() {
        return Err(TypesetError::NoTitle);
    }
    language(&document.language)?;
    let mut checker = Checker {
        notes: document.notes.len(),
        level: 0,
        near: document.title.clone(),
        charts: 0,
    };
    for particular in &document.particulars {
        checker.runs(&particular.value, 0)?;
    }
    checker.blocks(&document.body, 0)?;
    if checker.charts > MOST_CHARTS {
        return Err(TypesetError::TooManyCharts {
            found: checker.charts,
            most: MOST_CHARTS,
        });
    }
    Ok(())
}

/// The language and the region of a tag such as `en-GB`.
pub(crate) fn language(tag: &str) -> Result<(&str, Option<&str>), TypesetError> {
    let (language, region) = match tag.split_once('-') {
        Some((language, region)) => (language, Some(region)),
        None => (tag, None),
    };
    let letters = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    if letters(language, 2..=3) && region.is_none_or(|region| letters(region, 2..=2)) {
        Ok((language, region))
    } else {
        Err(TypesetError::UnknownLanguage(tag.to_owned()))
    }
}

struct Checker {
    notes: usize,
    /// The level of the last heading, 0 for the title.
    level: u8,
    /// What the last heading says, or the title.
    near: String,
    charts: usize,
}

impl Checker {
    fn blocks(&mut self, blocks: &[Block], depth: usize) -> Result<(), TypesetError> {
        self.depth(depth)?;
        for block in blocks {
            match block {
                Block::Heading(heading) => self.heading(heading)?,
                Block::Paragraph(paragraph) => self.runs(&paragraph.runs, depth)?,
                Block::List(list) => {
                    for item in &list.items {
                        self.blocks(item, depth + 1)?;
                    }
                }
                Block::Quote { blocks } => self.blocks(blocks, depth + 1)?,
                Block::Table(table) => self.table(table)?,
                Block::Picture(picture) => self.picture(picture)?,
                Block::NewPage => {}
            }
        }
        Ok(())
    }

    fn heading(&mut self, heading: &Heading) -> Result<(), TypesetError> {
        self.runs(&heading.runs, 0)?;
        let says = plain(&heading.runs);
        if says.trim().is_empty() {
            return Err(TypesetError::HeadingWithoutWords {
                level: heading.level,
                after: self.near.clone(),
            });
        }
        if !(1..=self.level + 1).contains(&heading.level) {
            return Err(TypesetError::HeadingSkipped {
                heading: says,
                level: heading.level,
                after: self.near.clone(),
                deepest: self.level + 1,
            });
        }
        self.level = heading.level;
        self.near = says;
        Ok(())
    }

    fn picture(&mut self, picture: &Picture) -> Result<(), TypesetError> {
        self.charts += 1;
        if picture.alternative.trim().is_empty() {
            return Err(TypesetError::ChartWithoutWords {
                caption: picture.caption.clone(),
            });
        }
        self.table(&picture.table)
    }

    fn table(&self, table: &Table) -> Result<(), TypesetError> {
        let caption = || table.caption.clone();
        let columns = table.columns.len();
        if columns == 0 {
            return Err(TypesetError::TableWithoutColumns { caption: caption() });
        }
        for (place, row) in table.rows.iter().enumerate() {
            if row.cells.len() != columns {
                return Err(TypesetError::RaggedTable {
                    caption: caption(),
                    row: place + 1,
                    found: row.cells.len(),
                    columns,
                });
            }
            for cell in &row.cells {
                self.runs(&cell.runs, 0)?;
            }
        }
        Ok(())
    }

    fn runs(&self, runs: &[Run], depth: usize) -> Result<(), TypesetError> {
        self.depth(depth)?;
        for run in runs {
            match run {
                Run::Strong { runs } | Run::Emphasis { runs } => self.runs(runs, depth + 1)?,
                Run::Link(link) => self.runs(&link.runs, depth + 1)?,
                Run::Figure { text, notes } => self.figure(text, notes)?,
                Run::Text { .. } | Run::Code { .. } | Run::Break => {}
            }
        }
        Ok(())
    }

    fn figure(&self, text: &str, notes: &[usize]) -> Result<(), TypesetError> {
        match notes.iter().find(|note| **note >= self.notes) {
            None => Ok(()),
            Some(note) => Err(TypesetError::NoSuchNote {
                text: text.to_owned(),
                note: *note,
                notes: self.notes,
            }),
        }
    }

    fn depth(&self, depth: usize) -> Result<(), TypesetError> {
        if depth <= DEEPEST {
            return Ok(());
        }
        Err(TypesetError::TooDeep {
            near: self.near.clone(),
            most: DEEPEST,
        })
    }
}
