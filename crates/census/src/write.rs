//! Writes a return as the specification describes it: no namespace, items in
//! order, UTF-8 with character references for everything beyond ASCII.

use std::io::{self, Write};

use crate::block::Block;
use crate::item::{authority_block, header_group};
use crate::year::Year;

/// Whether the workers stand in an element of their own. The specification
/// names one in its sections 4.3 and 4.6 but shows none in 4.5.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wrapper {
    /// Directly in the message, as in section 4.5 and in every sample.
    #[default]
    None,
    /// In `CSWWWorkers`.
    Workers,
}

/// Writes a return part by part.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
    wrapper: Wrapper,
    year: Year,
    is_in_workers: bool,
}

impl<W: Write> Writer<W> {
    /// Begins a return of a year with its header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(mut out: W, year: Year, wrapper: Wrapper, header: &Block) -> io::Result<Self> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Message>\n")?;
        let mut writer = Self {
            out,
            wrapper,
            year,
            is_in_workers: false,
        };
        writer.header(header)?;
        Ok(writer)
    }

    fn header(&mut self, header: &Block) -> io::Result<()> {
        self.out.write_all(b"  <Header>\n")?;
        for name in ["CollectionDetails", "Source"] {
            writeln!(self.out, "    <{name}>")?;
            for cell in header.cells() {
                if cell.item.map_or("Source", header_group) == name {
                    self.element(6, cell.element, cell.text)?;
                }
            }
            writeln!(self.out, "    </{name}>")?;
        }
        self.out.write_all(b"  </Header>\n")
    }

    /// Writes the local authority.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn authority(&mut self, block: &Block) -> io::Result<()> {
        self.block(2, authority_block(self.year), block)
    }

    /// Writes a worker.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn worker(&mut self, block: &Block) -> io::Result<()> {
        if self.wrapper == Wrapper::None {
            return self.block(2, "CSWWWorker", block);
        }
        if !self.is_in_workers {
            self.is_in_workers = true;
            self.out.write_all(b"  <CSWWWorkers>\n")?;
        }
        self.block(4, "CSWWWorker", block)
    }

    /// Ends the return, and gives back what it was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self) -> io::Result<W> {
        if self.is_in_workers {
            self.out.write_all(b"  </CSWWWorkers>\n")?;
        }
        self.out.write_all(b"</Message>\n")?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn block(&mut self, indent: usize, name: &str, block: &Block) -> io::Result<()> {
        writeln!(self.out, "{:indent$}<{name}>", "")?;
        for cell in block.cells() {
            self.element(indent + 2, cell.element, cell.text)?;
        }
        writeln!(self.out, "{:indent$}</{name}>", "")
    }

    fn element(&mut self, indent: usize, name: &str, text: &str) -> io::Result<()> {
        write!(self.out, "{:indent$}<{name}>", "")?;
        write_text(&mut self.out, text)?;
        writeln!(self.out, "</{name}>")
    }
}

/// Writes a text with references for markup, for what a reader would change
/// (carriage returns) and for everything beyond ASCII (section 4.6). Control
/// characters, which XML cannot carry at all, become U+FFFD.
fn write_text(out: &mut impl Write, text: &str) -> io::Result<()> {
    let is_plain = |byte: &u8| {
        matches!(byte, b' '..=b'~' | b'\n' | b'\t') && !matches!(byte, b'&' | b'<' | b'>')
    };
    if text.as_bytes().iter().all(is_plain) {
        return out.write_all(text.as_bytes());
    }
    for character in text.chars() {
        match character {
            '&' => out.write_all(b"&amp;")?,
            '<' => out.write_all(b"&lt;")?,
            '>' => out.write_all(b"&gt;")?,
            '\n' | '\t' | ' '..='~' => write!(out, "{character}")?,
            '\r' => out.write_all(b"&#13;")?,
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.write_all(b"&#65533;")?,
            _ => write!(out, "&#{};", u32::from(character))?,
        }
    }
    Ok(())
}
