//! The document as a whole: what it is called, what stands at its head, its body and its notes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::block::{Block, Picture};
use crate::run::Run;
use crate::table::Table;

/// A document, ready to be written in any format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its title: what it is about.
    pub title: String,
    /// Whose it is: the council's name, the author of the file.
    pub author: String,
    /// The language, as a tag such as `en-GB`.
    pub language: String,
    /// The day that it bears.
    pub on: Date,
    /// What is said in a line or two above everything, such as that it is a draft or exempt; nothing
    /// where it is an ordinary published paper.
    pub banner: Option<String>,
    /// The table at the head of a committee paper: committee, date, officer, wards.
    pub particulars: Vec<Particular>,
    /// The body, in reading order.
    pub body: Vec<Block>,
    /// Where each figure comes from, in the order in which figures first appear. Runs and cells refer
    /// to a note by its place in this list.
    pub notes: Vec<Note>,
}

/// A line of the table at the head: `Report to`, `Overview and Scrutiny Committee`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Particular {
    /// What is said.
    pub name: String,
    /// Its value.
    pub value: Vec<Run>,
}

/// Where a figure of the document comes from and how it was worked out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// What the figure is called, with its date: `Vacancy rate, 31 March 2025`.
    pub name: String,
    /// The figure as it is printed.
    pub value: String,
    /// How it was worked out: `20 ÷ (20 + 137) × 100 = 12.7%`; empty where it is as recorded.
    pub working: String,
    /// Where the numbers come from.
    pub source: String,
    /// The address of the records beneath it, where the reader can follow one.
    pub address: Option<String>,
}

impl Document {
    /// All tables in reading order, those beneath charts included: what a workbook holds.
    pub fn tables(&self) -> Vec<&Table> {
        let mut tables = Vec::new();
        for block in &self.body {
            block.gather_tables(&mut tables);
        }
        tables
    }

    /// All charts in reading order.
    pub fn pictures(&self) -> Vec<&Picture> {
        let mut pictures = Vec::new();
        for block in &self.body {
            block.gather_pictures(&mut pictures);
        }
        pictures
    }
}
