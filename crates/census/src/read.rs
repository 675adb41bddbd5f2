//! Reads a return part by part, whoever wrote it: what can be named precisely
//! is accepted, the rest is told. Memory does not grow with the file.

use std::borrow::Cow;
use std::io::{self, BufRead};

use quick_xml::events::Event;
use quick_xml::name::QName;

use crate::block::{Block, Place};
use crate::finding::KEPT_OF_A_RULE;
use crate::item::{ITEMS, Item, Level, OTHER_NAMES, authority_block};
use crate::source::{Bounded, Decoded, LONGEST, TooLong, decoded};
use crate::year::Year;

/// Elements deeper than this are no return’s.
const DEEPEST: usize = 32;

/// More elements than this are no record’s.
const MOST_ELEMENTS: usize = 1_000;

/// Why a file could not be read on, and where.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is empty.
    #[error("the file is empty; choose the file that holds the return")]
    Empty,
    /// The file is no well-formed XML.
    #[error("line {}, column {}: the file is not well-formed XML here ({reason}); write it again from the system that it came from", place.line, place.column)]
    NotXml {
        /// Where.
        place: Place,
        /// What is wrong with it.
        reason: String,
    },
    /// The file ends before its elements do.
    #[error("line {}, column {}: the file ends inside {inside}; it was cut off, so send or write it again", place.line, place.column)]
    Truncated {
        /// Where it ends.
        place: Place,
        /// The element that has no end.
        inside: String,
    },
    /// The outermost element is another one.
    #[error("line {}, column {}: the outermost element is ‘{element}’, not ‘Message’, so this is not a workforce return", place.line, place.column)]
    NotAReturn {
        /// Where.
        place: Place,
        /// The element.
        element: String,
    },
    /// The declared encoding is not known.
    #[error("the file declares the encoding ‘{0}’, which is not known; save it as UTF-8")]
    UnknownEncoding(String),
    /// The bytes are not UTF-8.
    #[error("line {}, column {}: a character after this is not UTF-8; save the file as UTF-8, or declare the encoding in its first line", place.line, place.column)]
    NotUtf8 {
        /// Where the text begins.
        place: Place,
    },
    /// The file declares a document type, which could name other files.
    #[error("line {}, column {}: the file declares a document type; returns have none, and nothing it names is followed, so take the declaration out", place.line, place.column)]
    DocumentType {
        /// Where.
        place: Place,
    },
    /// A reference to an entity that XML does not define itself.
    #[error("line {}, column {}: ‘&{name};’ stands for nothing; write the character itself, or its number", place.line, place.column)]
    UnknownEntity {
        /// Where.
        place: Place,
        /// Its name.
        name: String,
    },
    /// One tag or text has no end.
    #[error("line {}, column {}: a tag or text that begins here is longer than {LONGEST} bytes; no item of the return is", place.line, place.column)]
    TooLong {
        /// Where it begins.
        place: Place,
    },
    /// Elements stand in each other too deeply.
    #[error("line {}, column {}: elements stand more than {DEEPEST} deep in each other; no return’s do", place.line, place.column)]
    TooDeep {
        /// Where.
        place: Place,
    },
    /// A record has no end of elements.
    #[error("line {}, column {}: the part that begins here has more than {MOST_ELEMENTS} elements; no return’s has", place.line, place.column)]
    TooMany {
        /// Where the part begins.
        place: Place,
    },
    /// The file could not be read.
    #[error("the file could not be read")]
    Io(#[source] io::Error),
}

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

/// The name of an element that was opened.
struct Named {
    item: Option<Item>,
    name: Cow<'static, str>,
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

/// The item of an element, or its name; nothing where that is no name.
/// Prefixes of namespaces are passed over.
fn named(name: QName<'_>) -> Option<Named> {
    let local = name.local_name();
    let name = local.as_ref();
    let known = ITEMS.iter().find(|known| known.element == name);
    let name = match known {
        Some(known) => Cow::Borrowed(known.element),
        None => match block_name(name) {
            Some(name) => Cow::Borrowed(name),
            None if is_name(name) => Cow::Owned(shown(name)),
            None => return None,
        },
    };
    Some(Named {
        item: known.map(|known| known.item),
        name,
    })
}

/// Whether XML allows the name: letters, digits and a few signs, and no digit
/// or sign but the underscore in front.
fn is_name(name: &str) -> bool {
    let begins = |first: char| first.is_alphabetic() || first == '_';
    let goes_on = |other: char| other.is_alphanumeric() || matches!(other, '_' | '-' | '.');
    name.chars().next().is_some_and(begins) && name.chars().all(goes_on)
}

/// The names of the parts, so that none of them costs an allocation.
fn block_name(name: &str) -> Option<&'static str> {
    const NAMES: [&str; 8] = [
        "CSWWWorker",
        "CSWWWorkers",
        "LALevel",
        "LALevelVacancies",
        "Header",
        "CollectionDetails",
        "Source",
        "Message",
    ];
    NAMES.into_iter().find(|known| *known == name)
}

/// As much of a name or text as a message shows.
fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}

fn failure(error: &quick_xml::Error, begin: Place, end: Place) -> ReadError {
    use quick_xml::errors::{IllFormedError, SyntaxError};
    match error {
        quick_xml::Error::Io(io) if io.get_ref().is_some_and(|it| it.is::<TooLong>()) => {
            ReadError::TooLong { place: begin }
        }
        quick_xml::Error::Io(io) => ReadError::Io(io::Error::new(io.kind(), io.to_string())),
        quick_xml::Error::Encoding(_) => ReadError::NotUtf8 { place: begin },
        quick_xml::Error::IllFormed(IllFormedError::MissingEndTag(element)) => {
            ReadError::Truncated {
                place: end,
                inside: shown(element),
            }
        }
        quick_xml::Error::Syntax(syntax) if *syntax != SyntaxError::InvalidBangMarkup => {
            ReadError::Truncated {
                place: end,
                inside: "a tag, comment or declaration".to_owned(),
            }
        }
        other => ReadError::NotXml {
            place: begin,
            reason: other.to_string(),
        },
    }
}
