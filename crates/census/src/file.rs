//! A whole return: read from a file, checked while it is read, or held and
//! written again.

use std::io::{self, BufRead, Write};

use crate::block::Block;
use crate::item::{Item, Level};
use crate::read::{ReadError, Reader, Remark};
use crate::write::{Wrapper, Writer};
use crate::year::Year;

/// The most bytes that a return takes that is read whole: twice as many as the
/// [`MOST_RECORDS`](crate::MOST_RECORDS) of a file do, of about 1,000 bytes each.
pub(crate) const MOST_HELD: usize = 256 << 20;

/// A return that is held whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Return {
    /// The header; empty where there is none.
    pub header: Block,
    /// The local authority; empty where there is none.
    pub authority: Block,
    /// The workers, in order.
    pub workers: Vec<Block>,
}

impl Return {
    /// Reads a return whole, and what is odd about its shape. Of a header or
    /// authority that is there twice the first is kept.
    ///
    /// # Errors
    /// When it cannot be read to its end.
    pub fn read(input: impl BufRead) -> Result<(Self, Vec<Remark>), ReadError> {
        let mut reader = Reader::new(input)?;
        let mut read = Self::default();
        let mut block = Block::default();
        let mut remarks = Vec::new();
        let mut held = 0;
        while let Some(level) = reader.next_part(&mut block)? {
            remarks.extend(reader.remarks());
            held += block.size();
            if held > MOST_HELD {
                return Err(ReadError::TooMuch { place: block.place });
            }
            let place = match level {
                Level::Header => &mut read.header,
                Level::Authority => &mut read.authority,
                Level::Worker => {
                    read.workers.push(std::mem::take(&mut block));
                    continue;
                }
            };
            if place.is_empty() {
                *place = std::mem::take(&mut block);
            }
        }
        remarks.extend(reader.remarks());
        Ok((read, remarks))
    }

    /// The year that the header says, where it is one whose return is described.
    pub fn year(&self) -> Option<Year> {
        self.header.text(Item::Year)?.parse().ok()
    }

    /// Writes the return.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, out: impl Write, wrapper: Wrapper) -> io::Result<()> {
        let year = self.year().unwrap_or(Year::LAST);
        let mut writer = Writer::begin(out, year, wrapper, &self.header)?;
        writer.authority(&self.authority)?;
        for worker in &self.workers {
            writer.worker(worker)?;
        }
        writer.end().map(drop)
    }
}
