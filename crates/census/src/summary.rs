//! What is kept of every record while a file streams past: enough to judge the
//! file as a whole, to compare it with last year’s and to measure it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use holdfast_workforce::registration::as_registered;
use jiff::civil::Date;

use crate::block::{Block, Place};
use crate::codes::asks_gender;
use crate::finding::{RecordName, shortened};
use crate::item::Item;
use crate::left_out::Gathered;
use crate::value::{Decimal, Value};
use crate::worker::{RecordKind, Worker};
use crate::year::Year;

/// What is kept of a worker’s record.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its place among the workers of the file, counted from one.
    pub number: u32,
    /// Where it begins.
    pub place: Place,
    /// Which kind of record it is.
    pub kind: RecordKind,
    /// The Social Work England number as it stands; empty where there is none.
    pub registration: Box<str>,
    /// Date of birth.
    pub born: Option<Date>,
    /// `M` or `F`; of earlier years’ `GenderCurrent`, 1 is `M` and 2 is `F`.
    pub sex: Option<char>,
    /// The code of the ethnicity.
    pub ethnicity: Code,
    /// Date of joining.
    pub started: Option<Date>,
    /// Date of leaving.
    pub ended: Option<Date>,
    /// FTE on the reference date, in millionths.
    pub fte: Option<i64>,
    /// FTE a year before the reference date, in millionths.
    pub fte_before: Option<i64>,
    /// Cases held.
    pub cases: Option<i64>,
    /// Working days lost, in millionths.
    pub days_lost: Option<i64>,
    /// The code of the role.
    pub role: Code,
    /// The code of the origin.
    pub origin: Code,
    /// The code of the destination.
    pub destination: Code,
    /// The code of the reason for leaving.
    pub reason: Code,
}

/// A code of at most four characters, as it stands; nothing where there is
/// none, or something longer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 4]);

impl Code {
    fn of(text: Option<&str>) -> Self {
        let mut code = [0; 4];
        if let Some(text) = text
            && let Some(place) = code.get_mut(..text.len())
        {
            place.copy_from_slice(text.as_bytes());
        }
        Self(code)
    }

    /// The code; empty where there is none.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(4);
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }

    /// Whether it is this one.
    pub fn is(&self, code: &str) -> bool {
        self.as_str() == code
    }
}

impl Entry {
    fn of(worker: &Worker<'_>) -> Self {
        let code = |item| Code::of(worker.text(item));
        let millionths = |value: Value<Decimal>| value.known().map(|it| it.millionths);
        Self {
            number: worker.number,
            place: worker.block.place,
            kind: worker.kind,
            registration: shortened(worker.registration().unwrap_or_default()).into(),
            born: worker.born.known(),
            sex: sex(worker),
            ethnicity: code(Item::Ethnicity),
            started: worker.started.known(),
            ended: worker.ended.known(),
            fte: millionths(worker.fte),
            fte_before: millionths(worker.fte_before),
            cases: worker.cases.known().and_then(Decimal::as_whole),
            days_lost: millionths(worker.days_lost),
            role: code(Item::OrgRole),
            origin: code(Item::StartOrigin),
            destination: code(Item::LeaverDestination),
            reason: code(Item::ReasonLeave),
        }
    }

    /// The number by which the worker is known again; empty where there is none.
    pub fn same_number(&self) -> Cow<'_, str> {
        as_registered(&self.registration)
    }

    /// Whether employed by the authority, now or until leaving.
    pub fn is_employed(&self) -> bool {
        self.kind != RecordKind::Agency
    }

    /// Whether employed, and in post on the reference date.
    pub fn is_in_post(&self) -> bool {
        matches!(self.kind, RecordKind::InPost | RecordKind::Starter)
    }

    /// By what findings name the record.
    pub fn name(&self) -> RecordName {
        let dates = [self.born, self.started];
        RecordName::new(self.number, &self.registration, self.kind, dates)
    }
}

fn sex_item(year: Year) -> Item {
    if asks_gender(year) {
        Item::GenderCurrent
    } else {
        Item::Sex
    }
}

fn sex(worker: &Worker<'_>) -> Option<char> {
    match worker.text(sex_item(worker.year))? {
        "M" | "1" => Some('M'),
        "F" | "2" => Some('F'),
        _ => None,
    }
}

/// What is kept of a return.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The year.
    pub year: Year,
    /// The number of the local authority as it stands; empty where there is none.
    pub authority: String,
    /// Vacancies, FTE, in millionths.
    pub vacancies: Option<i64>,
    /// Agency workers covering vacancies, FTE in millionths.
    pub agency_cover: Option<i64>,
    /// Agency workers covering vacancies, headcount.
    pub agency_cover_headcount: Option<i64>,
    /// The workers’ records, in the order of the file.
    pub entries: Vec<Entry>,
    /// What the measures leave out.
    pub(crate) left_out: Gathered,
}

impl Summary {
    pub(crate) fn new(year: Year) -> Self {
        Self {
            year,
            authority: String::new(),
            vacancies: None,
            agency_cover: None,
            agency_cover_headcount: None,
            entries: Vec::new(),
            left_out: Gathered::default(),
        }
    }

    pub(crate) fn header(&mut self, block: &Block) {
        self.authority = block.text(Item::LEA).unwrap_or_default().to_owned();
    }

    pub(crate) fn authority(&mut self, block: &Block) {
        self.left_out.authority(block);
        let read = |item| block.text(item).and_then(Decimal::read);
        self.vacancies = read(Item::NumberOfVacancies).map(|it| it.millionths);
        self.agency_cover = read(Item::NoAgencyFTE).map(|it| it.millionths);
        self.agency_cover_headcount = read(Item::NoAgencyHeadcount).and_then(Decimal::as_whole);
    }

    pub(crate) fn worker(&mut self, worker: &Worker<'_>) {
        self.left_out.worker(worker);
        self.entries.push(Entry::of(worker));
    }

    /// The records of a kind.
    pub fn of_kind(&self, kind: RecordKind) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }

    /// The item that tells whether somebody is a woman or a man, in the return of this year.
    pub(crate) fn sex_item(&self) -> Item {
        sex_item(self.year)
    }

    /// The employed workers’ records by the number by which each is known
    /// again; those without one are left out.
    pub fn employed_by_registration(&self) -> BTreeMap<Cow<'_, str>, Vec<&Entry>> {
        let mut found: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| entry.is_employed()) {
            let number = entry.same_number();
            if !number.is_empty() {
                found.entry(number).or_default().push(entry);
            }
        }
        found
    }
}
