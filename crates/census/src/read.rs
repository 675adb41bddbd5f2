//! Reads a return part by part, whoever wrote it: what can be named precisely
//! is accepted, the rest is told. Memory does not grow with the file.

mod declaration;
mod error;
mod event;
mod name;
mod oddity;
mod prefix;

use std::borrow::Cow;
use std::io::BufRead;

use encoding_rs::Encoding;

pub use self::error::ReadError;
use self::event::Step;
use self::name::Named;
use self::oddity::Noticed;
pub use self::oddity::{Oddity, Remark};
use self::prefix::Prefixes;
use crate::block::{Block, Place};
use crate::item::{Item, Level, OTHER_NAMES, authority_block, header_group};
use crate::source::{Bounded, Decoded, LONGEST, decoded};
use crate::year::Year;

/// Elements deeper than this are no return’s.
const DEEPEST: usize = 32;

/// More elements than this are no record’s.
const MOST_ELEMENTS: usize = 1_000;

/// The most records of workers that are read of one file. A return is one
/// authority’s, of some hundreds; all of England’s together are about 43,000.
/// More than twice as many are no return, and would only fill the memory: what
/// a check keeps of so many stays below 16 MiB.
pub const MOST_RECORDS: u32 = 100_000;

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
    /// How many workers were read.
    workers: u32,
    /// The year that the header says.
    year: Option<Year>,
    /// The name of the authority’s block, and where it stands.
    authority: Option<(Cow<'static, str>, Place)>,
    /// The group of the header that is open.
    group: Option<Cow<'static, str>>,
    has_wrapper: bool,
    has_told_block: bool,
    has_told_prefix: bool,
    has_told_encoding: bool,
    /// The encoding that the file was read in.
    encoding: &'static Encoding,
    /// The prefixes that are declared where the reader is.
    prefixes: Prefixes,
    is_over: bool,
    noticed: Noticed,
}

impl<R: BufRead> Reader<R> {
    /// Begins to read.
    ///
    /// # Errors
    /// When nothing can be read, or nothing is there.
    pub fn new(input: R) -> Result<Self, ReadError> {
        let (mut input, encoding) = decoded(input).map_err(ReadError::Io)??;
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
            workers: 0,
            year: None,
            authority: None,
            group: None,
            has_wrapper: false,
            has_told_block: false,
            has_told_prefix: false,
            has_told_encoding: false,
            encoding,
            prefixes: Prefixes::default(),
            is_over: false,
            noticed: Noticed::default(),
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
                    let oddity = match std::mem::replace(&mut self.has_wrapper, true) {
                        false => Oddity::Wrapped,
                        true => Oddity::WrappedAgain,
                    };
                    self.remark(oddity, &named.name);
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
            self.count(level)?;
            if level == Level::Authority && self.authority.is_none() {
                self.authority = Some((named.name, self.place));
            }
            self.part(level, block)?;
            if level == Level::Header && self.year.is_none() {
                self.year = block.text(Item::Year).and_then(|text| text.parse().ok());
            }
            self.block_name();
            return Ok(Some(level));
        }
        Ok(None)
    }

    /// What was odd about the shape of the file since this was last asked.
    pub fn remarks(&mut self) -> Vec<Remark> {
        self.noticed.take()
    }

    /// How often something was odd of which no remark was kept, since there were very many.
    pub fn beyond(&self) -> impl Iterator<Item = (Oddity, usize)> {
        self.noticed.beyond()
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
        if level != Level::Worker && self.depth > 2 {
            self.remark(Oddity::InWrapper(level), name);
        }
        self.seen[level as usize] = true;
    }

    /// Counts the workers, and stops where no return has so many.
    fn count(&mut self, level: Level) -> Result<(), ReadError> {
        if level == Level::Worker {
            self.workers += 1;
        }
        match self.workers > MOST_RECORDS {
            true => Err(ReadError::TooManyRecords { place: self.place }),
            false => Ok(()),
        }
    }

    /// The name of the authority’s block, once it was read.
    pub(crate) fn authority_block(&self) -> Option<&str> {
        self.authority.as_ref().map(|(name, _)| &**name)
    }

    /// Takes a year that the header does not say.
    pub(crate) fn judge_as(&mut self, year: Year) {
        self.year.get_or_insert(year);
        self.block_name();
    }

    /// Tells of a block under another year’s name, once both are known.
    fn block_name(&mut self) {
        let (Some(year), Some((name, place))) = (self.year, &self.authority) else {
            return;
        };
        if !self.has_told_block && name != authority_block(year) {
            let (name, place) = (name.clone(), *place);
            self.remark_at(place, Oddity::OtherBlockName, &name);
        }
        self.has_told_block = true;
    }

    /// The elements of a part, to its end.
    fn part(&mut self, level: Level, block: &mut Block) -> Result<(), ReadError> {
        let outside = self.depth - 1;
        let begin = self.place;
        let mut groups = Vec::new();
        self.group = None;
        loop {
            match self.step()? {
                Step::Open(named) => {
                    let is_group = level == Level::Header
                        && named.item.is_none()
                        && matches!(&*named.name, "CollectionDetails" | "Source");
                    if is_group {
                        self.open_group(named.name, &mut groups);
                        continue;
                    }
                    if block.len() >= MOST_ELEMENTS {
                        return Err(ReadError::TooMany { place: begin });
                    }
                    self.item(level, named, block)?;
                    if block.size() > LONGEST {
                        return Err(ReadError::TooLong { place: begin });
                    }
                }
                Step::Close if self.depth == outside => return Ok(()),
                Step::Close => self.group = None,
                Step::Text => self.stray_text(),
                Step::End => return Err(self.truncated("a part of the return")),
                Step::Nothing => {}
            }
        }
    }

    /// A group of the header begins; each stands once, and in no other.
    fn open_group(&mut self, name: Cow<'static, str>, groups: &mut Vec<Cow<'static, str>>) {
        if self.group.is_some() || groups.contains(&name) {
            self.remark(Oddity::Regrouped, &name);
        } else {
            groups.push(name.clone());
        }
        self.group = Some(name);
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
        if level == Level::Header
            && let Some(item) = item
            && self.group.as_deref() != Some(header_group(item))
        {
            self.remark(Oddity::OutsideGroup(item), item.element());
        }
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

    fn stray_text(&mut self) {
        if !self.text.trim_ascii().is_empty() {
            let words = shown(self.text.trim());
            self.remark(Oddity::StrayText, &words);
        }
    }

    fn remark(&mut self, oddity: Oddity, element: &str) {
        self.remark_at(self.place, oddity, element);
    }

    fn remark_at(&mut self, place: Place, oddity: Oddity, element: &str) {
        self.noticed.add(Remark {
            oddity,
            element: shown(element),
            place,
        });
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
