//! Puts a paper together: front matter, body, and what its references stand for.

use holdfast_document::{Block, Document, Note, Run, plain};
use serde::{Deserialize, Serialize};

use crate::facts::{Facts, Grounds};
use crate::front::Front;
use crate::head;
use crate::markdown;
use crate::problem::Problem;
use crate::reference::Reference;
use crate::source::{Placed, Source};

/// A paper that was put together.
#[derive(Clone, Debug)]
pub struct Composed {
    /// Its front matter.
    pub front: Front,
    /// The document, ready to be written in any format.
    pub document: Document,
    /// What is wrong with its references; each stands in the document as `[?]`. A paper with a
    /// problem is a draft that cannot be published.
    pub problems: Vec<Problem>,
    /// What was printed for each reference, in the order of the text.
    pub printed: Vec<Printed>,
}

/// What was printed for a reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The line of the text.
    pub line: usize,
    /// The reference as it is written.
    pub reference: String,
    /// What is printed; of a table or chart its caption and, on a line each, its rows.
    pub printed: String,
}

/// The most tables and charts that references of a paper may stand for.
const MOST_BLOCKS: usize = 200;

/// What stands where a reference could not be answered.
pub(crate) const UNANSWERED: &str = "[?]";

/// Composes a paper.
///
/// # Errors
/// Where the text has no readable front matter, is too long, or a reference does not end.
pub fn compose(text: &str, grounds: Grounds<'_>) -> Result<Composed, Vec<Problem>> {
    let source = Source::read(text)?;
    let front = Front::read(&source.front)?;
    // Both were read with the front matter.
    let (Some(day), Some(at)) = (front.day(), front.figures_at()) else {
        return Err(vec![Problem {
            line: 1,
            column: 0,
            what: "the date cannot be read".to_owned(),
        }]);
    };
    let facts = Facts::of(grounds, front.service.into(), at, day);
    let mut composer = Composer::new(&facts, &source.references);
    let body = markdown::blocks(&source, &mut composer);
    let blocks = head::body(&front, body, &mut composer);
    let document = Document {
        title: front.title.trim().to_owned(),
        author: facts.council_name().to_owned(),
        language: "en-GB".to_owned(),
        on: day,
        banner: head::banner(&front),
        particulars: head::particulars(&front, day),
        body: blocks,
        notes: composer.notes,
    };
    let mut problems = composer.problems;
    problems.extend(unwritten(text));
    problems.sort();
    Ok(Composed {
        front,
        document,
        problems,
        printed: composer.printed,
    })
}

/// What a template asks its author to write, and is not written.
fn unwritten(text: &str) -> impl Iterator<Item = Problem> + '_ {
    let asks = |line: &str| {
        ["*Write: ", "\"Write: "]
            .iter()
            .find_map(|ask| line.find(ask))
    };
    text.lines().enumerate().filter_map(move |(place, line)| {
        asks(line)?;
        let what = line
            .trim_start_matches(['*', '1', '2', '.', ' '])
            .trim_end_matches('*');
        Some(Problem {
            line: place + 1,
            column: 0,
            what: format!("this is still to be written: {what}"),
        })
    })
}

/// Gathers what references come to.
pub(crate) struct Composer<'f, 'w> {
    pub(crate) facts: &'f Facts<'w>,
    references: &'f [Placed],
    pub(crate) notes: Vec<Note>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) printed: Vec<Printed>,
    pub(crate) plans: crate::plans::Plans,
    names: std::collections::HashMap<String, usize>,
    /// Tables and charts so far.
    blocks: usize,
    /// Charts so far.
    pub(crate) charts: usize,
}

impl<'f, 'w> Composer<'f, 'w> {
    fn new(facts: &'f Facts<'w>, references: &'f [Placed]) -> Self {
        Self {
            facts,
            references,
            notes: Vec::new(),
            problems: Vec::new(),
            printed: Vec::new(),
            plans: crate::plans::Plans::default(),
            names: std::collections::HashMap::new(),
            blocks: 0,
            charts: 0,
        }
    }

    /// A note by its content: the same figure has one note however often it is printed.
    pub(crate) fn note(&mut self, note: Note) -> usize {
        if let Some(place) = self.notes.iter().position(|known| *known == note) {
            return place;
        }
        self.notes.push(note);
        self.notes.len() - 1
    }

    /// A name that nothing else in the document has.
    pub(crate) fn name(&mut self, wanted: &str) -> String {
        let mut name: String = wanted
            .to_lowercase()
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() {
                    letter
                } else {
                    '-'
                }
            })
            .collect();
        while name.contains("--") {
            name = name.replace("--", "-");
        }
        let name = name.trim_matches('-').to_owned();
        let name = match name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            true => name,
            false => format!("part-{name}").trim_end_matches('-').to_owned(),
        };
        let taken = self.names.entry(name.clone()).or_default();
        *taken += 1;
        match *taken {
            1 => name,
            count => format!("{name}-{count}"),
        }
    }

    /// What a reference in a line of text comes to.
    pub(crate) fn inline(&mut self, number: usize) -> Vec<Run> {
        let Some(placed) = self.references.get(number) else {
            return Vec::new();
        };
        let answer =
            Reference::read(&placed.text).and_then(|reference| match reference.is_block() {
                true => Err(
                    "a table or chart stands by itself, with an empty line before and after it"
                        .to_owned(),
                ),
                false => self.answer(&reference),
            });
        self.settle(placed, answer, |runs| plain(runs))
            .unwrap_or_else(|| {
                vec![Run::Strong {
                    runs: vec![Run::text(UNANSWERED)],
                }]
            })
    }

    /// What a reference that stands by itself comes to; nothing where it belongs in a line of text.
    pub(crate) fn standing(&mut self, number: usize) -> Option<Vec<Block>> {
        let placed = self.references.get(number)?;
        let reference = Reference::read(&placed.text)
            .ok()
            .filter(Reference::is_block)?;
        self.blocks += 1;
        let answer = match self.blocks > MOST_BLOCKS {
            true => Err(format!(
                "a paper may hold {MOST_BLOCKS} tables and charts, and this is one more; divide it"
            )),
            false => self.block(&reference),
        };
        let blocks = self.settle(placed, answer, |blocks| cells(blocks));
        Some(blocks.unwrap_or_else(|| {
            vec![Block::Paragraph(holdfast_document::Paragraph {
                number: None,
                runs: vec![Run::Strong {
                    runs: vec![Run::text(UNANSWERED)],
                }],
            })]
        }))
    }

    fn settle<T>(
        &mut self,
        placed: &Placed,
        answer: Result<T, String>,
        printed: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        match answer {
            Ok(found) => {
                self.printed.push(Printed {
                    line: placed.place.line,
                    reference: placed.text.clone(),
                    printed: printed(&found),
                });
                Some(found)
            }
            Err(what) => {
                self.problems.push(
                    placed
                        .place
                        .problem(format!("{{{{ {} }}}}: {what}", placed.text)),
                );
                None
            }
        }
    }
}

/// The caption and the cells of what stands by itself.
fn cells(blocks: &[Block]) -> String {
    let told = |block: &Block| {
        let table = match block {
            Block::Table(table) => table,
            Block::Picture(picture) => &picture.table,
            _ => return None,
        };
        let rows = table.rows.iter().map(|row| {
            let cells: Vec<String> = row.cells.iter().map(|cell| plain(&cell.runs)).collect();
            cells.join(", ")
        });
        let lines: Vec<String> = [table.caption.clone()].into_iter().chain(rows).collect();
        Some(lines.join("\n"))
    };
    blocks
        .iter()
        .filter_map(told)
        .collect::<Vec<_>>()
        .join("\n")
}
