//! Reads a return part by part, whoever wrote it: what can be named precisely
//! is accepted, the rest is told. Memory does not grow with the file.

mod error;
mod name;

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::events::Event;

pub use self::error::ReadError;
use self::error::failure;
use self::name::{Named, named};
use crate::block::{Block, Place};
use crate::finding::KEPT_OF_A_RULE;
use crate::item::{Item, Level, OTHER_NAMES, authority_block};
use crate::source::{Bounded, Decoded, LONGEST, decoded};
use crate::year::Year;

/// Elements deeper than this are no return’s.
const DEEPEST: usize = 32;

/// More elements than this are no record’s.
const MOST_ELEMENTS: usize = 1_000;

/// What is odd about the shape of a file, outside of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// An element that belongs nowhere; all that is in it was passed over.
    UnknownElement,
    /// Words between elements.
    StrayText,
    /// An element inside an item’s text.
    ElementInItem,
    /// A name that other systems write for an item.
    OtherName(Item),
    /// The header, or the authority, a second time.
    Repeated(Level),
    /// The header, or the authority, after something that it should precede.
    Late(Level),
    /// The header, the authority or every worker is missing.
    Absent(Level),
    /// The authority’s block has the name that other years use.
    OtherBlockName,
    /// The workers stand in an element of their own.
    Wrapped,
}

/// An oddity and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What is odd.
    pub oddity: Oddity,
    /// The element, or the first of the words.
    pub element: String,
    /// Where.
    pub place: Place,
}

/// Reads a return.
pub struct Reader<R: BufRead> {
    xml: quick_xml::Reader<Bounded<Decoded<R>>>,
    buffer: Vec<u8>,
    text: String,
    /// Where the present event begins.
    place: Place,
    depth: usize,
    /// Which parts were seen: header, authority, worker.
    seen: [bool; 3],
    /// The year that the header says.
    year: Option<Year>,
    is_over: bool,
    remarks: Vec<Remark>,
}

/// What the reader does next, with names taken out of its buffer.
enum Step {
    Open(Named),
    Close,
    Text,
    Nothing,
    End,
}

impl<R: BufRead> Reader<R> {
    /// Begins to read.
    ///
    /// # Errors
    /// When nothing can be read, or nothing is there.
    pub fn new(input: R) -> Result<Self, ReadError> {
        let mut input = match decoded(input).map_err(ReadError::Io)? {
            Ok(input) => input,
            Err(label) => return Err(ReadError::UnknownEncoding(label)),
        };
        if input.fill_buf().map_err(ReadError::Io)?.is_empty() {
            return Err(ReadError::Empty);
        }
        let mut xml = quick_xml::Reader::from_reader(Bounded::new(input));
        xml.config_mut().expand_empty_elements = true;
        let mut reader = Self {
            xml,
            buffer: Vec::new(),
            text: String::new(),
            place: Place::default(),
            depth: 0,
            seen: [false; 3],
            year: None,
            is_over: false,
            remarks: Vec::new(),
        };
        reader.open_message()?;
        Ok(reader)
    }

    /// Reads the next part into `block`, whatever was in it, and says which
    /// part it is; nothing at the end of the file.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn next_part(&mut self, block: &mut Block) -> Result<Option<Level>, ReadError> {
        block.clear();
        while !self.is_over {
            let named = match self.step()? {
                Step::Open(named) => named,
                Step::Close => {
                    // The end of a wrapper, or of the message.
                    if self.depth == 0 {
                        self.end()?;
                    }
                    continue;
                }
                Step::End => return Err(self.truncated("Message")),
                Step::Text => {
                    self.stray_text();
                    continue;
                }
                Step::Nothing => continue,
            };
            let level = match &*named.name {
                "Header" => Level::Header,
                "LALevel" | "LALevelVacancies" => Level::Authority,
                "CSWWWorker" => Level::Worker,
                "CSWWWorkers" if self.depth == 2 => {
                    self.remark(Oddity::Wrapped, &named.name);
                    continue;
                }
                _ => {
                    self.remark(Oddity::UnknownElement, &named.name);
                    self.pass_over()?;
                    continue;
                }
            };
            block.place = self.place;
            self.order(level, &named.name);
            self.part(level, block)?;
            if level == Level::Header {
                self.year = block.text(Item::Year).and_then(|text| text.parse().ok());
            }
            return Ok(Some(level));
        }
        Ok(None)
    }

    /// What was odd about the shape of the file since this was last asked.
    pub fn remarks(&mut self) -> Vec<Remark> {
        std::mem::take(&mut self.remarks)
    }

    /// Tells of a part that is out of its place, or under another year’s name.
    fn order(&mut self, level: Level, name: &str) {
        let [header, authority, worker] = self.seen;
        let (again, late) = match level {
            Level::Header => (header, authority || worker),
            Level::Authority => (authority, worker),
            Level::Worker => (false, false),
        };
        if again {
            self.remark(Oddity::Repeated(level), name);
        } else if late {
            self.remark(Oddity::Late(level), name);
        }
        let is_other = |year| name != authority_block(year);
        if level == Level::Authority && self.year.is_some_and(is_other) {
            self.remark(Oddity::OtherBlockName, name);
        }
        self.seen[level as usize] = true;
    }

    /// The elements of a part, to its end.
    fn part(&mut self, level: Level, block: &mut Block) -> Result<(), ReadError> {
        let outside = self.depth - 1;
        let begin = self.place;
        loop {
            match self.step()? {
                Step::Open(named) => {
                    let is_group = level == Level::Header
                        && named.item.is_none()
                        && matches!(&*named.name, "CollectionDetails" | "Source");
                    if is_group {
                        continue;
                    }
                    if block.len() >= MOST_ELEMENTS {
                        return Err(ReadError::TooMany { place: begin });
                    }
                    self.item(level, named, block)?;
                }
                Step::Close if self.depth == outside => return Ok(()),
                Step::Text => self.stray_text(),
                Step::End => return Err(self.truncated("a part of the return")),
                Step::Close | Step::Nothing => {}
            }
        }
    }

    /// One element with its text.
    fn item(&mut self, level: Level, named: Named, block: &mut Block) -> Result<(), ReadError> {
        let place = self.place;
        let mut item = named.item;
        if item.is_none()
            && let Some((_, known)) = OTHER_NAMES.iter().find(|(name, _)| *name == named.name)
        {
            self.remark(Oddity::OtherName(*known), &named.name);
            item = Some(*known);
        }
        // An item of another part of the file is out of place here.
        let item = item.filter(|item| item.definition().level == level);
        let name = match named.item {
            Some(item) => Cow::Borrowed(item.element()),
            None => named.name,
        };
        self.leaf(&name)?;
        block.add(item, &name, &self.text, place);
        Ok(())
    }

    /// The text of an element, to its end, into `self.text`.
    fn leaf(&mut self, name: &str) -> Result<(), ReadError> {
        let begin = self.place;
        let outside = self.depth - 1;
        self.text.clear();
        loop {
            match self.step_keeping()? {
                Step::Close if self.depth == outside => return Ok(()),
                Step::Open(named) => {
                    self.remark(Oddity::ElementInItem, &named.name);
                    let so_far = std::mem::take(&mut self.text);
                    self.pass_over()?;
                    self.text = so_far;
                }
                Step::End => return Err(self.truncated(name)),
                Step::Text | Step::Nothing | Step::Close => {}
            }
            if self.text.len() > LONGEST {
                return Err(ReadError::TooLong { place: begin });
            }
        }
    }

    /// Everything to the end of the element that was just opened.
    fn pass_over(&mut self) -> Result<(), ReadError> {
        let outside = self.depth - 1;
        loop {
            match self.step()? {
                Step::Close if self.depth == outside => return Ok(()),
                Step::End => return Err(self.truncated("an element")),
                _ => {}
            }
        }
    }

    fn open_message(&mut self) -> Result<(), ReadError> {
        loop {
            match self.step()? {
                Step::Open(named) if named.name == "Message" => return Ok(()),
                Step::Open(named) => {
                    return Err(ReadError::NotAReturn {
                        place: self.place,
                        element: named.name.into_owned(),
                    });
                }
                Step::End => {
                    return Err(ReadError::NotXml {
                        place: self.place,
                        reason: "it has no element".to_owned(),
                    });
                }
                Step::Text if !self.text.trim().is_empty() => {
                    return Err(ReadError::NotXml {
                        place: self.place,
                        reason: "it begins with words, not with an element".to_owned(),
                    });
                }
                Step::Text | Step::Close | Step::Nothing => {}
            }
        }
    }

    /// What stands after the message.
    fn end(&mut self) -> Result<(), ReadError> {
        loop {
            let after = match self.step()? {
                Step::End => break,
                Step::Open(_) => true,
                Step::Text => !self.text.trim().is_empty(),
                Step::Close | Step::Nothing => false,
            };
            if after {
                return Err(ReadError::NotXml {
                    place: self.place,
                    reason: "something follows the end of the message".to_owned(),
                });
            }
        }
        self.is_over = true;
        for level in [Level::Header, Level::Authority, Level::Worker] {
            if !self.seen[level as usize] {
                self.remark(Oddity::Absent(level), "Message");
            }
        }
        Ok(())
    }

    /// The next event, its text alone in `self.text`.
    fn step(&mut self) -> Result<Step, ReadError> {
        self.text.clear();
        self.step_keeping()
    }

    /// The next event, its text after what `self.text` has.
    fn step_keeping(&mut self) -> Result<Step, ReadError> {
        self.buffer.clear();
        self.place = self.xml.get_mut().mark();
        let event = match self.xml.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(failure(&error, self.place, self.xml.get_ref().place())),
        };
        let step = match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(ReadError::TooDeep { place: self.place });
                }
                let Some(named) = named(start.name()) else {
                    return Err(ReadError::NotXml {
                        place: self.place,
                        reason: format!("‘{}’ is no name of an element", shown(&start)),
                    });
                };
                Step::Open(named)
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Step::Close
            }
            Event::Text(text) => {
                self.text.push_str(&text.xml10_content());
                Step::Text
            }
            Event::CData(text) => {
                self.text.push_str(&text.xml10_content());
                Step::Text
            }
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(Cow::Owned(character.to_string())),
                    _ => {
                        quick_xml::escape::resolve_predefined_entity(&reference).map(Cow::Borrowed)
                    }
                };
                let Some(resolved) = resolved else {
                    return Err(ReadError::UnknownEntity {
                        place: self.place,
                        name: shown(&reference),
                    });
                };
                self.text.push_str(&resolved);
                Step::Text
            }
            Event::DocType(_) => return Err(ReadError::DocumentType { place: self.place }),
            Event::Eof => Step::End,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Step::Nothing,
        };
        Ok(step)
    }

    fn stray_text(&mut self) {
        if !self.text.trim_ascii().is_empty() {
            let words = shown(self.text.trim());
            self.remark(Oddity::StrayText, &words);
        }
    }

    /// So many remarks are kept that no file can fill the memory with them.
    fn remark(&mut self, oddity: Oddity, element: &str) {
        if self.remarks.len() < KEPT_OF_A_RULE {
            self.remarks.push(Remark {
                oddity,
                element: shown(element),
                place: self.place,
            });
        }
    }

    fn truncated(&self, inside: &str) -> ReadError {
        ReadError::Truncated {
            place: self.place,
            inside: inside.to_owned(),
        }
    }
}

/// As much of a name or text as a message shows.
fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}
