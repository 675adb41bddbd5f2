//! The declaration of the file: where it stands, and what it says of version and
//! encoding.

use std::io::BufRead;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use quick_xml::events::BytesDecl;

use super::{Oddity, ReadError, Reader};
use crate::block::Place;

impl<R: BufRead> Reader<R> {
    /// Refuses a declaration that does not begin the file, or says what is not so.
    pub(super) fn declaration(&self, declaration: &BytesDecl<'_>) -> Result<(), ReadError> {
        if self.place != Place::BEGIN {
            let reason = "a declaration stands here, but it may only begin the file";
            return Err(self.not_xml(reason.to_owned()));
        }
        let version = declaration.version();
        let version = version.map_err(|error| self.not_xml(error.to_string()))?;
        if !matches!(&*version, "1.0" | "1.1") {
            let reason = format!("it declares version ‘{version}’ of XML, which has 1.0 and 1.1");
            return Err(self.not_xml(reason));
        }
        let Some(label) = declaration.encoding() else {
            return Ok(());
        };
        let label = label.map_err(|error| self.not_xml(error.to_string()))?;
        match Encoding::for_label(label.as_bytes()) {
            None => Err(ReadError::UnknownEncoding(label.into_owned())),
            Some(declared) if self.is_in(declared) => Ok(()),
            Some(_) => Err(ReadError::OtherEncoding {
                place: self.place,
                label: label.into_owned(),
            }),
        }
    }

    /// Whether the file is in an encoding; ‘UTF-16’ says nothing of the order of bytes.
    fn is_in(&self, declared: &'static Encoding) -> bool {
        let wide = [UTF_16LE, UTF_16BE];
        declared == self.encoding || (wide.contains(&declared) && wide.contains(&self.encoding))
    }

    /// Tells once of a text whose bytes are UTF-8’s, but are declared to be another
    /// encoding’s. Hardly any other text is made of such bytes.
    pub(super) fn encoding_of(&mut self, text: &str) {
        if self.has_told_encoding || text.is_ascii() || !self.encoding.is_single_byte() {
            return;
        }
        let (bytes, _, is_lossy) = self.encoding.encode(text);
        if !is_lossy && str::from_utf8(&bytes).is_ok() {
            self.has_told_encoding = true;
            self.remark(Oddity::DeclaredEncoding, text.trim());
        }
    }
}
