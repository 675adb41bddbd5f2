//! A worker's record, read: what the checks and the measures look at.

pub use holdfast_measures::roll::RecordKind;
use jiff::civil::Date;

use crate::block::Block;
use crate::item::Item;
use crate::value::{Decimal, Value, date};
use crate::year::Year;

/// A worker's record of a year's return, its items read once.
#[derive(Clone, Copy, Debug)]
pub struct Worker<'b> {
    /// The record as it stands.
    pub block: &'b Block,
    /// The year of the return.
    pub year: Year,
    /// Its place among the workers, counted from one.
    pub number: u32,
    /// Which of the four kinds it is.
    pub kind: RecordKind,
    /// FTE on the reference date.
    pub fte: Value<Decimal>,
    /// FTE a year before the reference date.
    pub fte_before: Value<Decimal>,
    /// Date of birth.
    pub born: Value<Date>,
    /// Date of joining.
    pub started: Value<Date>,
    /// Date of leaving.
    pub ended: Value<Date>,
    /// Cases held on the reference date.
    pub cases: Value<Decimal>,
    /// Working days lost through sickness.
    pub days_lost: Value<Decimal>,
}

impl<'b> Worker<'b> {
    /// Reads a record.
    pub fn read(block: &'b Block, year: Year, number: u32) -> Self {
        let decimal = |item| Value::of(block.text(item), Decimal::read);
        let day = |item| Value::of(block.text(item), date);
        let started = day(Item::RoleStartDate);
        let ended = day(Item::RoleEndDate);
        let is_starter = started.known().is_some_and(|day| year.contains(day));
        // A date of leaving that cannot be read makes a leaver only of whoever
        // went somewhere for a reason.
        let says = |item| block.text(item).is_some();
        let is_leaver = match ended {
            Value::Is(_) => true,
            Value::Unreadable => says(Item::LeaverDestination) || says(Item::ReasonLeave),
            Value::Missing => false,
        };
        let kind = if block.text(Item::AgencyWorker) == Some("1") {
            RecordKind::Agency
        } else if is_leaver {
            RecordKind::Leaver
        } else if is_starter {
            RecordKind::Starter
        } else {
            RecordKind::InPost
        };
        Self {
            block,
            year,
            number,
            kind,
            fte: decimal(Item::FTE),
            fte_before: decimal(Item::FTE30),
            born: day(Item::PersonBirthDate),
            started,
            ended,
            cases: decimal(Item::Cases30),
            days_lost: decimal(Item::WorkingDaysLost),
        }
    }

    /// The text of an item, trimmed; nothing where it is missing or empty.
    pub fn text(&self, item: Item) -> Option<&'b str> {
        self.block.text(item)
    }

    /// The worker's number at Social Work England, as it stands.
    pub fn registration(&self) -> Option<&'b str> {
        self.text(Item::SWENo)
    }

    /// Whether employed by the authority, now or until leaving.
    pub fn is_employed(&self) -> bool {
        self.kind != RecordKind::Agency
    }

    /// Whether employed, and in post on the reference date.
    pub fn is_in_post(&self) -> bool {
        matches!(self.kind, RecordKind::InPost | RecordKind::Starter)
    }

    /// Whether the day of joining is known and lies in the year.
    pub fn joined_in_year(&self) -> bool {
        let started = self.started.known();
        started.is_some_and(|day| self.year.contains(day))
    }

    /// Whether the worker left in the year.
    pub fn is_leaver(&self) -> bool {
        self.kind == RecordKind::Leaver
    }
}
