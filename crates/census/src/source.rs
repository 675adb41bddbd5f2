//! The bytes beneath the XML reader: decoded to UTF-8 where they are not, with
//! lines counted, and with a bound on what one event may take.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use crate::block::Place;
use crate::read::ReadError;

/// The most bytes that one tag or one text may have. The longest that the
/// return knows is a text of 300 characters.
pub(crate) const LONGEST: usize = 1 << 20;

/// How much of the file is looked at to learn its encoding.
const DECLARATION: usize = 256;

/// An input in UTF-8, whatever it was in before.
pub(crate) enum Decoded<R: BufRead> {
    Plain(R),
    Converted(Box<BufReader<DecodeReaderBytes<R, Vec<u8>>>>),
}

/// Makes the input UTF-8: by its byte order mark, or else by what it declares; and
/// says which encoding it is in. One that nobody knows, or that it is not in, is an error.
pub(crate) fn decoded<R: BufRead>(
    mut input: R,
) -> io::Result<Result<(Decoded<R>, &'static Encoding), ReadError>> {
    let begin = input.fill_buf()?;
    let begin = &begin[..begin.len().min(DECLARATION)];
    if begin.starts_with(b"\xef\xbb\xbf") {
        input.consume(3);
        return Ok(Ok((Decoded::Plain(input), UTF_8)));
    }
    let marked = marked(begin);
    let label = declared(begin);
    let encoding = match (marked.or_else(|| unmarked(begin)), &label) {
        (Some(encoding), _) => encoding,
        (None, Some(label)) => match Encoding::for_label(label.as_bytes()) {
            // What can be read byte by byte is not in it, whatever it says.
            Some(wide) if wide == UTF_16LE || wide == UTF_16BE => {
                return Ok(Err(ReadError::OtherEncoding {
                    place: Place::BEGIN,
                    label: label.clone(),
                }));
            }
            Some(encoding) => encoding,
            None => return Ok(Err(ReadError::UnknownEncoding(label.clone()))),
        },
        (None, None) => UTF_8,
    };
    if encoding == UTF_8 {
        return Ok(Ok((Decoded::Plain(input), encoding)));
    }
    let reader = DecodeReaderBytesBuilder::new()
        .encoding(marked.is_none().then_some(encoding))
        .build(input);
    let converted = Decoded::Converted(Box::new(BufReader::new(reader)));
    Ok(Ok((converted, encoding)))
}

/// UTF-16 that a byte order mark tells.
fn marked(begin: &[u8]) -> Option<&'static Encoding> {
    match begin {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-16 that no mark tells, but its first character does: every file begins
/// with a `<`, and perhaps with space before it.
fn unmarked(begin: &[u8]) -> Option<&'static Encoding> {
    match begin {
        [b'<' | b' ' | b'\n' | b'\r' | b'\t', 0, ..] => Some(UTF_16LE),
        [0, b'<' | b' ' | b'\n' | b'\r' | b'\t', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding in the declaration, where the bytes can be read as one.
fn declared(begin: &[u8]) -> Option<String> {
    let text: String = begin.iter().map(|byte| char::from(*byte)).collect();
    let text = text.strip_prefix("<?xml")?;
    let (declaration, _) = text.split_once("?>")?;
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let (label, _) = after[1..].split_once(quote)?;
    Some(label.to_owned())
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(input) => input.read(buffer),
            Self::Converted(input) => input.read(buffer),
        }
    }
}

impl<R: BufRead> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Self::Plain(input) => input.fill_buf(),
            Self::Converted(input) => input.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        match self {
            Self::Plain(input) => input.consume(count),
            Self::Converted(input) => input.consume(count),
        }
    }
}

/// Says that one event is longer than [`LONGEST`].
#[derive(Debug, thiserror::Error)]
#[error("more than {LONGEST} bytes without an end")]
pub(crate) struct TooLong;

/// Counts lines, and stops what has no end.
pub(crate) struct Bounded<R> {
    input: R,
    line: u32,
    column: u32,
    taken: usize,
}

impl<R: BufRead> Bounded<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            input,
            line: 1,
            column: 1,
            taken: 0,
        }
    }

    /// Where the next byte stands. A new event begins here.
    pub(crate) fn mark(&mut self) -> Place {
        self.taken = 0;
        self.place()
    }

    /// Where the next byte stands.
    pub(crate) fn place(&self) -> Place {
        Place {
            line: self.line,
            column: self.column,
        }
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken > LONGEST {
            return Err(io::Error::other(TooLong));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.taken += count;
        // What is consumed was filled before, so this reads nothing.
        if let Ok(bytes) = self.input.fill_buf() {
            let bytes = &bytes[..count.min(bytes.len())];
            let since = match memchr::memrchr(b'\n', bytes) {
                None => bytes.len(),
                Some(last) => {
                    let lines = memchr::memchr_iter(b'\n', bytes).count();
                    self.line = self.line.saturating_add(narrow(lines));
                    self.column = 1;
                    bytes.len() - last - 1
                }
            };
            self.column = self.column.saturating_add(narrow(since));
        }
        self.input.consume(count);
    }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
