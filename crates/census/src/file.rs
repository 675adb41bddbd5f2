//! A whole return: read from a file, checked while it is read, or held and
//! written again.

use std::io::{self, BufRead, Write};

use crate::block::Block;
use crate::check::{Checked, Checker};
use crate::item::{Item, Level};
use crate::read::{ReadError, Reader, Remark};
use crate::summary::Summary;
use crate::write::{Wrapper, Writer};
use crate::year::Year;

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
        while let Some(level) = reader.next_part(&mut block)? {
            remarks.extend(reader.remarks());
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

    /// Checks the return as it is held.
    pub fn check(&self, assumed: Year, last_year: Option<&Summary>) -> Checked {
        Checker::new(assumed).held(self, last_year)
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

/// Checks a return while it is read; nothing of it is kept but a summary.
/// `assumed` is the year of a return whose header does not say it.
///
/// # Errors
/// When it cannot be read to its end.
pub fn check_file(
    input: impl BufRead,
    assumed: Year,
    last_year: Option<&Summary>,
) -> Result<Checked, ReadError> {
    Checker::new(assumed).file(input, last_year)
}
