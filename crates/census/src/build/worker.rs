//! What stands in each item of a worker’s record.

use holdfast_measures::calendar::days_between;
use holdfast_measures::roll::{Began, Ended, Entry, RecordKind};
use holdfast_workforce::amount::{Money, divide_half_up};
use holdfast_workforce::codes::{
    AbsenceKind, Destination, Ethnicity, LeavingReason, Origin, Route, Sex,
};
use holdfast_workforce::record::{Absence, Engagement, Person};
use holdfast_workforce::{CodeSet, Workforce};
use jiff::civil::Date;

use super::note::Notes;
use super::pay;
use super::records::Record;
use crate::block::Block;
use crate::item::{Asked, Item, Level, items_of};
use crate::year::Year;

/// What the records are written from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'w> {
    pub(super) workforce: &'w Workforce,
    pub(super) year: Year,
    /// Whether absences are recorded for the whole year.
    pub(super) knows_absence: bool,
}

/// What stands in an item.
enum Filling {
    /// This.
    Said(String),
    /// Nothing: there is nothing to say.
    Silent,
    /// Nothing: the records lack it.
    Lacking(&'static str),
    /// The code for what is not known, as the records lack it.
    Instead(String, &'static str),
}

use Filling::{Instead, Lacking, Said, Silent};

const NOT_RECORDED: &str = "left out: it is not recorded.";
const NOT_COLLECTED: &str = "given as not yet collected: it is not recorded.";

impl Filling {
    fn of<T: ToString>(fact: Option<T>) -> Self {
        fact.map_or(Lacking(NOT_RECORDED), |fact| Said(fact.to_string()))
    }

    /// A code by its number in the return, or that of `instead`.
    fn number<S: CodeSet>(code: Option<S>, instead: S) -> Self {
        match code {
            Some(code) => Said(code.number().to_string()),
            None => Instead(instead.number().to_string(), NOT_COLLECTED),
        }
    }
}

impl Facts<'_> {
    /// Writes a record: every item of the year that is asked of its kind.
    pub(super) fn block(&self, record: &Record<'_>, notes: &mut Notes) -> Block {
        let mut block = Block::default();
        for definition in items_of(self.year, Level::Worker) {
            let item = definition.item;
            if !is_asked(definition.asked, item, record.entry.kind) {
                continue;
            }
            match self.filling(record, item) {
                Said(text) => block.put(item, &text),
                Silent => {}
                Lacking(why) => notes.person(item, why, record.entry.person),
                Instead(text, why) => {
                    block.put(item, &text);
                    notes.person(item, why, record.entry.person);
                }
            }
        }
        block
    }

    fn filling(&self, record: &Record<'_>, item: Item) -> Filling {
        let person = self.workforce.people().get(record.entry.person);
        match item {
            Item::AgencyWorker => {
                Said(u8::from(record.entry.kind == RecordKind::Agency).to_string())
            }
            Item::FTE => Said(record.fte.rounded(6)),
            Item::FTE30 => match record.fte_before {
                Some(fte) => Said(fte.rounded(6)),
                None => Lacking("left out: the records do not reach back to it."),
            },
            Item::Cases30 => match record.cases {
                Some(cases) => Said(cases.to_string()),
                None => Lacking("left out: no cases are recorded for the date."),
            },
            Item::OrgRole => Said(record.role.number().to_string()),
            Item::RoleStartDate => Said(record.entry.since.to_string()),
            Item::RoleEndDate => Filling::of(record.entry.spell.last_day()),
            Item::StartOrigin => origin(record.entry.began),
            Item::LeaverDestination => destination(record.entry.ended),
            Item::ReasonLeave => reason(record.entry.ended),
            Item::WorkingDaysLost => self.days_lost(record),
            Item::ContractWeeks => self.contract_weeks(record),
            Item::Absat30Sept => self.is_absent(record),
            Item::ReasonAbsence => self.absence(record).map_or(Silent, Said),
            Item::BaseSalary => pounds(pay::salary(
                self.workforce,
                record.engagement,
                self.day(record),
            )),
            Item::RRPayments => self.payments(record, pay::for_retention),
            Item::OtherPayments => self.payments(record, pay::other),
            _ => person.map_or(Lacking(NOT_RECORDED), |person| of_person(person, item)),
        }
    }

    /// The day whose facts stand in the record: the reference date, or a
    /// leaver’s last day.
    fn day(&self, record: &Record<'_>) -> Date {
        let date = self.year.reference_date();
        match record.entry.kind {
            RecordKind::Leaver => record.entry.spell.last_day().unwrap_or(date),
            _ => date,
        }
    }

    fn days_lost(&self, record: &Record<'_>) -> Filling {
        match (self.knows_absence, record.is_first) {
            (false, _) => Lacking("left out: sickness is not recorded for the whole year."),
            (true, true) => Said(record.entry.days_lost.to_string()),
            (true, false) => Said("0".to_owned()),
        }
    }

    /// The length of an agency worker’s contract: as it was stated, or in whole
    /// weeks, where the agency and both ends are on record.
    fn contract_weeks(&self, record: &Record<'_>) -> Filling {
        let engagement = self.workforce.engagements().get(record.engagement);
        let stated = engagement.and_then(|it| it.contract_weeks);
        let by_ends = || {
            let Engagement { spell, agency, .. } = engagement?;
            agency.as_ref()?;
            let days = days_between(spell.from, spell.until?);
            Some(divide_half_up(i128::from(days), 7).to_string())
        };
        let stated = stated.map(|weeks| weeks.to_string());
        stated.or_else(by_ends).map_or(Silent, Said)
    }

    fn is_absent(&self, record: &Record<'_>) -> Filling {
        match (self.absence(record), self.knows_absence) {
            (Some(_), _) => Said("1".to_owned()),
            (None, true) => Said("0".to_owned()),
            (None, false) => Silent,
        }
    }

    /// Why somebody is absent on the reference date: of several absences the
    /// one that began first.
    fn absence(&self, record: &Record<'_>) -> Option<String> {
        let date = self.year.reference_date();
        let is_here = |absence: &&Absence| {
            let assignment = absence.assignment;
            let work = record.entry.work.iter();
            let mut own = work.filter(|it| it.engagement == absence.engagement);
            own.any(|it| assignment.is_none_or(|away| away == it.assignment))
        };
        let absences = record.entry.engagements.iter();
        absences
            .flat_map(|engagement| self.workforce.absences().linking(*engagement))
            .filter(|absence| absence.spell.contains(date))
            .filter(is_here)
            .filter_map(|absence| Some((absence.spell.from, absence.id, why_absent(absence.kind)?)))
            .min()
            .map(|(_, _, why)| why.to_owned())
    }

    fn payments(
        &self,
        record: &Record<'_>,
        paid: impl Fn(&Workforce, &Entry, Year) -> Option<Money>,
    ) -> Filling {
        let sum = record
            .is_first
            .then(|| paid(self.workforce, record.entry, self.year));
        sum.flatten().map_or(Silent, |sum| Said(sum.rounded(2)))
    }
}

/// Whether the item stands in a record of the kind.
fn is_asked(asked: Asked, item: Item, kind: RecordKind) -> bool {
    let is_agency = kind == RecordKind::Agency;
    match (asked, item) {
        (Asked::Voluntary, Item::ContractWeeks) => is_agency,
        (Asked::Voluntary, Item::RRPayments | Item::OtherPayments) => !is_agency,
        (Asked::Voluntary, Item::Absat30Sept | Item::ReasonAbsence) => {
            matches!(kind, RecordKind::InPost | RecordKind::Starter)
        }
        // No record holds the institution, or the status under the statements.
        _ => asked.is_of(kind),
    }
}

fn of_person(person: &Person, item: Item) -> Filling {
    let came_by = |route: Route| {
        let is_so = person.route.map(|known| u8::from(known == route));
        is_so.map_or(
            Lacking("left out: the route into social work is not recorded."),
            |is_so| Said(is_so.to_string()),
        )
    };
    match item {
        Item::SWENo => Filling::of(person.registration.as_deref()),
        Item::PersonBirthDate => Filling::of(person.born),
        Item::Sex => Filling::of(person.sex.map(CodeSet::code)),
        Item::GenderCurrent => match person.sex {
            Some(Sex::Male) => Said("1".to_owned()),
            Some(Sex::Female) => Said("2".to_owned()),
            None => Instead("0".to_owned(), "given as not known: it is not recorded."),
        },
        Item::Ethnicity => match person.ethnicity {
            Some(ethnicity) => Said(ethnicity.code().to_owned()),
            None => Instead(Ethnicity::NotObtained.code().to_owned(), NOT_COLLECTED),
        },
        Item::QualLevel => Filling::of(person.qualification.map(CodeSet::number)),
        Item::StepUpGrad => came_by(Route::StepUp),
        Item::FrontlineGrad => came_by(Route::Frontline),
        _ => Silent,
    }
}

fn pounds(amount: Option<Money>) -> Filling {
    Filling::of(amount.map(|amount| amount.rounded(2)))
}

/// The situation before joining. Whoever moved from other work for the council
/// was in another social care role; its trainees come as newly qualified.
fn origin(began: Began) -> Filling {
    let origin = match began {
        Began::Joined(origin) => origin,
        Began::Returned(AbsenceKind::CareerBreak) => Some(Origin::NoSocialCare),
        Began::Returned(_) => Some(Origin::Other),
        Began::Qualified => Some(Origin::NewlyQualified),
        Began::Moved => Some(Origin::OtherSocialCare),
    };
    Filling::number(origin, Origin::NotCollected)
}

fn destination(ended: Option<Ended>) -> Filling {
    let destination = ended.and_then(|ended| match ended {
        Ended::Left { destination, .. } => destination,
        Ended::Away(AbsenceKind::CareerBreak) => Some(Destination::NoSocialCare),
        Ended::Away(_) => Some(Destination::Other),
        Ended::Moved => Some(Destination::OtherSocialCare),
    });
    Filling::number(destination, Destination::NotCollected)
}

fn reason(ended: Option<Ended>) -> Filling {
    let reason = ended.and_then(|ended| match ended {
        Ended::Left { reason, .. } => reason,
        Ended::Away(_) => Some(LeavingReason::Other),
        Ended::Moved => Some(LeavingReason::MovedWithinCouncil),
    });
    Filling::number(reason, LeavingReason::NotCollected)
}

/// The code of an absence; nothing for what takes people to other work.
fn why_absent(kind: AbsenceKind) -> Option<&'static str> {
    Some(match kind {
        AbsenceKind::Maternity => "MAT",
        AbsenceKind::LongTermSickness | AbsenceKind::Sickness => "SIC",
        AbsenceKind::Training => "TRN",
        AbsenceKind::PublicDuties => "PUB",
        AbsenceKind::Unpaid => "UNP",
        AbsenceKind::Unauthorised => "UNA",
        AbsenceKind::Other => "OTH",
        AbsenceKind::Secondment | AbsenceKind::ActUp | AbsenceKind::CareerBreak => return None,
    })
}
