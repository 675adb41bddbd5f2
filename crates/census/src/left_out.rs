//! Values that cannot be, or are missing: the measures leave them out, and
//! say so. Every rule that they break is told by the check.

use std::fmt;

use holdfast_measures::Component;
use jiff::civil::Date;

use crate::block::{Block, Place};
use crate::finding::shortened;
use crate::item::Item;
use crate::summary::Entry;
use crate::value::{Decimal, Value};
use crate::worker::{RecordKind, Worker};
use crate::year::Year;

/// Values of one item, of one kind of record, that no figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The item.
    pub item: Item,
    /// The kind of the records; nothing for the local authority’s own items.
    pub kind: Option<RecordKind>,
    /// How many records there are.
    pub records: usize,
    /// What stands in the first of them; empty where the item is missing.
    pub value: String,
    /// Where it stands, where the return was read from a file.
    pub place: Option<Place>,
}

impl LeftOut {
    /// What is counted without the values.
    pub fn components(&self) -> &'static [Component] {
        use Component as C;
        match (self.item, self.kind) {
            (Item::FTE, Some(RecordKind::Agency)) => &[C::AgencyFte, C::Cases, C::CaseHoldersFte],
            (Item::FTE, Some(RecordKind::InPost)) => &[C::InPostFte, C::Cases, C::CaseHoldersFte],
            (Item::FTE, _) => &[C::InPostFte, C::StartersFte, C::Cases, C::CaseHoldersFte],
            (Item::Cases30, _) => &[C::Cases, C::CaseHoldersFte],
            (Item::FTE30, _) => &[C::LeaversFte],
            (Item::WorkingDaysLost, _) => &[C::DaysLost],
            (Item::RoleStartDate, _) => &[C::StartersFte, C::StartersHeadcount],
            (Item::RoleEndDate, _) => &[C::LeaversFte, C::LeaversHeadcount],
            (Item::NumberOfVacancies, _) => &[C::VacanciesFte],
            (Item::NoAgencyFTE, _) => &[C::AgencyCoverFte],
            _ => &[],
        }
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Left out: {}", self.item.element())?;
        if let Some(kind) = self.kind {
            let plural = if self.records == 1 { "" } else { "s" };
            write!(
                formatter,
                " of {} record{plural} ({})",
                self.records,
                kind.label()
            )?;
        }
        let first = if self.records == 1 { "" } else { "the first " };
        match &*self.value {
            "" => write!(formatter, ", {first}missing")?,
            value => write!(formatter, ", {first}‘{value}’")?,
        }
        if let Some(place) = self.place {
            write!(formatter, " at line {}", place.line)?;
        }
        formatter.write_str(".")
    }
}

/// What is left out of a return, gathered as its parts come: an entry for each
/// item and kind of record.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Gathered(pub(crate) Vec<LeftOut>);

impl Gathered {
    pub(crate) fn authority(&mut self, block: &Block) {
        for item in [Item::NumberOfVacancies, Item::NoAgencyFTE] {
            let value = Value::of(block.text(item), Decimal::read);
            if possible(item, value.known().map(|it| it.millionths)).is_none() {
                self.put(block, item, None);
            }
        }
    }

    pub(crate) fn worker(&mut self, worker: &Worker<'_>) {
        let mut judge = |item, value: Value<Decimal>| {
            let number = value
                .known()
                .filter(|it| item != Item::Cases30 || it.places == 0);
            if possible(item, number.map(|it| it.millionths)).is_none() {
                self.put(worker.block, item, Some(worker.kind));
            }
        };
        if worker.is_leaver() {
            judge(Item::FTE30, worker.fte_before);
        } else {
            judge(Item::FTE, worker.fte);
            judge(Item::Cases30, worker.cases);
        }
        if worker.is_employed() {
            judge(Item::WorkingDaysLost, worker.days_lost);
        }
        let days = Days {
            born: worker.born.known(),
            started: worker.started.known(),
            ended: worker.ended.known(),
        };
        match worker.kind {
            RecordKind::Starter if !days.may_start() => {
                self.put(worker.block, Item::RoleStartDate, Some(worker.kind));
            }
            RecordKind::Leaver if !days.may_leave(worker.year) => {
                self.put(worker.block, Item::RoleEndDate, Some(worker.kind));
            }
            _ => {}
        }
    }

    fn put(&mut self, block: &Block, item: Item, kind: Option<RecordKind>) {
        let mut known = self.0.iter_mut();
        if let Some(known) = known.find(|it| it.item == item && it.kind == kind) {
            known.records += 1;
            return;
        }
        let cell = block.cell(item);
        let place = cell.map_or(block.place, |cell| cell.place);
        self.0.push(LeftOut {
            item,
            kind,
            records: 1,
            value: shortened(block.text(item).unwrap_or_default()),
            place: (place.line > 0).then_some(place),
        });
    }
}

/// A number in millionths, where it is one that the item can have: no FTE is
/// above 1, days have at most three digits before the point, other numbers
/// four. What is only odd, and queried by the check, counts.
pub(crate) fn possible(item: Item, millionths: Option<i64>) -> Option<i64> {
    let end = match item {
        Item::FTE | Item::FTE30 => Decimal::ONE + 1,
        Item::WorkingDaysLost => 1_000 * Decimal::ONE,
        _ => 10_000 * Decimal::ONE,
    };
    millionths.filter(|number| (0..end).contains(number))
}

/// The days of a record. Those that are missing or cannot be read are taken to
/// be as they should.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Days {
    born: Option<Date>,
    started: Option<Date>,
    ended: Option<Date>,
}

impl Days {
    pub(crate) fn of(entry: &Entry) -> Self {
        Self {
            born: entry.born,
            started: entry.started,
            ended: entry.ended,
        }
    }

    /// Whether the worker was born before joining.
    pub(crate) fn may_start(self) -> bool {
        self.born
            .zip(self.started)
            .is_none_or(|(born, started)| started > born)
    }

    /// Whether the worker left in the year, after being born and joining.
    pub(crate) fn may_leave(self, year: Year) -> bool {
        let is_after = |day: Date| {
            let joined_later = self.started.is_some_and(|started| day < started);
            !joined_later && self.born.is_none_or(|born| born < day)
        };
        self.ended
            .is_none_or(|day| year.contains(day) && is_after(day))
    }
}
