//! One event of the XML after another: names known, references resolved,
//! attributes and characters looked at.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::events::{BytesRef, BytesStart, Event};

use super::error::failure;
use super::name::{Named, is_name, named};
use super::{DEEPEST, Oddity, ReadError, Reader, shown};
use crate::block::Place;

/// What the reader does next, with names taken out of its buffer.
pub(super) enum Step {
    Open(Named),
    Close,
    Text,
    Nothing,
    End,
}

impl<R: BufRead> Reader<R> {
    /// The next event, its text alone in `self.text`.
    pub(super) fn step(&mut self) -> Result<Step, ReadError> {
        self.text.clear();
        self.step_keeping()
    }

    /// The next event, its text after what `self.text` has.
    pub(super) fn step_keeping(&mut self) -> Result<Step, ReadError> {
        self.place = self.xml.get_mut().mark();
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        let step = match self.xml.read_event_into(&mut buffer) {
            Ok(event) => self.event(&event),
            Err(error) => Err(failure(&error, self.place, self.xml.get_ref().place())),
        };
        self.buffer = buffer;
        step
    }

    fn event(&mut self, event: &Event<'_>) -> Result<Step, ReadError> {
        match event {
            Event::Start(start) => return self.open(start),
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.prefixes.leave(self.depth);
                return Ok(Step::Close);
            }
            Event::Text(text) => {
                self.characters(text, 0)?;
                if let Some((before, _)) = text.split_once("]]>") {
                    return Err(self.not_xml_after(0, before, "‘]]>’ stands in a text"));
                }
                self.encoding_of(text);
                self.text.push_str(&text.xml10_content());
            }
            Event::CData(text) => {
                self.characters(text, "<![CDATA[".len())?;
                self.encoding_of(text);
                self.text.push_str(&text.xml10_content());
            }
            Event::GeneralRef(reference) => self.reference(reference)?,
            Event::DocType(_) => return Err(ReadError::DocumentType { place: self.place }),
            Event::Eof => return Ok(Step::End),
            Event::Comment(text) => {
                self.characters(text, "<!--".len())?;
                // What ends with a hyphen has it before the two that end the comment.
                let last = text.ends_with('-').then(|| text.len() - 1);
                if let Some(offset) = text.find("--").or(last) {
                    let before = &text[..offset];
                    return Err(self.not_xml_after(
                        "<!--".len(),
                        before,
                        "‘--’ stands in a comment",
                    ));
                }
                return Ok(Step::Nothing);
            }
            Event::Decl(declaration) => {
                self.declaration(declaration)?;
                return Ok(Step::Nothing);
            }
            Event::PI(text) => {
                self.characters(text, "<?".len())?;
                return Ok(Step::Nothing);
            }
            Event::Empty(_) => return Ok(Step::Nothing),
        }
        Ok(Step::Text)
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<Step, ReadError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ReadError::TooDeep { place: self.place });
        }
        let Some(named) = named(start.name()) else {
            return Err(self.not_xml(format!("‘{}’ is no name of an element", shown(start))));
        };
        if !start.attributes_raw().trim_ascii().is_empty() {
            self.attributes(start)?;
        }
        if let Some(prefix) = start.name().prefix() {
            self.is_declared(prefix.into_inner())?;
        }
        if start.name().prefix().is_some() && !std::mem::replace(&mut self.has_told_prefix, true) {
            self.remark(Oddity::Namespace, start.name().into_inner());
        }
        Ok(Step::Open(named))
    }

    /// The return has no attributes: each is told, unless it is not even XML.
    fn attributes(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = start.name().into_inner();
        self.characters(start.attributes_raw(), 1 + name.len())?;
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| {
                self.not_xml(format!("of the attributes of ‘{}’: {error}", shown(name)))
            })?;
            let key = attribute.key.into_inner();
            if !is_well_formed(key, &attribute.value, start.attributes_raw()) {
                let reason = format!("‘{}’ is no attribute of ‘{}’", shown(key), shown(name));
                return Err(self.not_xml(reason));
            }
            if let Some(prefix) = key.strip_prefix("xmlns:")
                && !self.prefixes.declare(self.depth, prefix)
            {
                return Err(self.not_xml("it declares prefixes without an end".to_owned()));
            }
            let is_of_namespaces = ["xmlns", "xsi"]
                .iter()
                .any(|known| key.split(':').next() == Some(known));
            let oddity = match is_of_namespaces {
                true => Oddity::Namespace,
                false => Oddity::Attribute,
            };
            self.remark(oddity, &format!("{name} {key}"));
        }
        // A prefix may be declared after an attribute that has it.
        for attribute in start.attributes().with_checks(false).flatten() {
            if let Some(prefix) = attribute.key.prefix() {
                self.is_declared(prefix.into_inner())?;
            }
        }
        Ok(())
    }

    /// Refuses a prefix that stands for no namespace.
    fn is_declared(&self, prefix: &str) -> Result<(), ReadError> {
        match self.prefixes.has(prefix) {
            true => Ok(()),
            false => {
                let reason = format!("the prefix ‘{}’ is declared nowhere", shown(prefix));
                Err(self.not_xml(reason))
            }
        }
    }

    /// Refuses what no XML may have, such as U+0000, with its place;
    /// `before` are the bytes of the event before the text.
    fn characters(&self, text: &str, before: usize) -> Result<(), ReadError> {
        let Some((offset, character)) = forbidden(text) else {
            return Ok(());
        };
        Err(ReadError::Forbidden {
            place: after(self.place, before, &text[..offset]),
            character: u32::from(character),
        })
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), ReadError> {
        let resolved = match reference.strip_prefix('#') {
            Some(_) => {
                let character = reference.resolve_char_ref().ok().flatten();
                character
                    .filter(|it| is_allowed(*it))
                    .map(|it| Cow::Owned(it.to_string()))
            }
            None => quick_xml::escape::resolve_predefined_entity(reference).map(Cow::Borrowed),
        };
        let Some(resolved) = resolved else {
            return Err(ReadError::UnknownEntity {
                place: self.place,
                name: shown(reference),
            });
        };
        self.text.push_str(&resolved);
        Ok(())
    }

    /// The same after so many bytes of the event and a text.
    fn not_xml_after(&self, bytes: usize, text: &str, reason: &str) -> ReadError {
        ReadError::NotXml {
            place: after(self.place, bytes, text),
            reason: reason.to_owned(),
        }
    }

    pub(super) fn not_xml(&self, reason: String) -> ReadError {
        ReadError::NotXml {
            place: self.place,
            reason,
        }
    }
}

/// Whether a space, a name and a text of XML make the attribute; `raw` holds
/// all attributes of the element.
fn is_well_formed(key: &str, value: &str, raw: &str) -> bool {
    let begin = (key.as_ptr() as usize).saturating_sub(raw.as_ptr() as usize);
    let before = begin.checked_sub(1).and_then(|it| raw.as_bytes().get(it));
    let unescaped = quick_xml::escape::unescape(value);
    before.is_some_and(u8::is_ascii_whitespace)
        && key.split(':').all(is_name)
        && !value.contains('<')
        && unescaped.is_ok_and(|text| forbidden(&text).is_none())
}

/// Whether a character may stand in XML 1.0 at all (its section 2.2).
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// The first character of a text that may not stand there, and where.
fn forbidden(text: &str) -> Option<(usize, char)> {
    // U+FFFE and U+FFFF begin with the byte EF; the others are single bytes.
    let may_be = |byte: u8| byte == 0xef || (byte < b' ' && !b"\t\n\r".contains(&byte));
    if !text.bytes().any(may_be) {
        return None;
    }
    text.char_indices().find(|(_, it)| !is_allowed(*it))
}

/// Where something stands after so many bytes and a text.
fn after(place: Place, bytes: usize, text: &str) -> Place {
    let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match text.rfind('\n') {
        None => Place {
            column: place.column.saturating_add(narrow(bytes + text.len())),
            ..place
        },
        Some(last) => Place {
            line: place.line + narrow(text.matches('\n').count()),
            column: narrow(text.len() - last),
        },
    }
}
