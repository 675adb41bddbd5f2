//! Records out of returns: what a council sent in earlier years, as posts,
//! people, engagements and assignments, so that it can start from its files.
//!
//! A return knows two days of the year, and some dates between. What it does
//! not know is filled in one way, and told:
//!
//! * There is one team, and a post for each worker that lasts as long as they hold it. The
//!   vacancies of the return are one post, of as many FTE, from reference date to reference date.
//! * FTE and role are those of the last reference date, until the next one.
//! * Agency workers are there from the reference date of their return until the day before the next
//!   one. As many of them cover vacancies as the return says; which ones, it does not say.
//! * Working days lost are one absence over the days of the year in which the worker was employed.
//! * Whoever is in post in one return, and in the next neither in post nor a leaver, leaves on
//!   1 October between them, for a reason that is not known.

mod agency;
mod career;
mod codes;

use std::collections::BTreeMap;

pub use agency::years_of_returns;
use holdfast_reference::AuthorityNumber;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{Funding, OrganisationRole, Service, Standing};
use holdfast_workforce::date::{Spell, day_before};
use holdfast_workforce::id::{AuthorityId, CaseloadId, IdSource, PersonId, PostId, RoleId, TeamId};
use holdfast_workforce::record::{
    Authority, Caseload, Person, Post, PostTerms, Record, Role, Team,
};
use holdfast_workforce::{Change, CodeSet as _, Workforce};
use jiff::civil::Date;

use crate::file::Return;
use crate::item::Item;
use crate::value::Decimal;
use crate::worker::Worker;
use crate::year::Year;

/// The code of the one team.
const TEAM: &str = "RETURN";

/// Why returns cannot become records.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordsError {
    /// There is none.
    #[error("there is no return to take records from")]
    Nothing,
    /// A header does not say which year it is.
    #[error(
        "the header of return {0} does not say a collection year from 2021 to 2025; mend it first"
    )]
    NoYear(usize),
    /// A header does not say whose return it is.
    #[error("the return of {0} does not say the number of the authority; mend its header first")]
    NoAuthority(Year),
    /// Returns of different authorities.
    #[error(
        "the return of {year} is of authority {found}, the one before it of {expected}; take one authority at a time"
    )]
    OtherAuthority {
        /// The year of the second.
        year: Year,
        /// Its authority.
        found: String,
        /// The authority of the others.
        expected: String,
    },
    /// Two returns of a year.
    #[error("there are two returns of {0}; leave one out")]
    Twice(Year),
}

/// Something that a return did not say, and what was put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The year of the return.
    pub year: Year,
    /// The worker’s Social Work England number, where it is about one.
    pub registration: Option<String>,
    /// What was not said and what was done.
    pub message: String,
}

/// The records that returns give.
#[derive(Clone, Debug)]
pub struct FromReturns {
    /// The records.
    pub workforce: Workforce,
    /// What was filled in.
    pub filled: Vec<Filled>,
}

/// A return and its year.
pub(crate) struct Dated<'r> {
    pub(crate) year: Year,
    pub(crate) file: &'r Return,
}

/// Takes records from the returns of one authority, each of another year.
///
/// # Errors
/// When there is none, or they do not belong together.
pub fn from_returns(
    returns: &[Return],
    ids: &mut dyn IdSource,
) -> Result<FromReturns, RecordsError> {
    let returns = in_order(returns)?;
    let Some(first) = returns.first() else {
        return Err(RecordsError::Nothing);
    };
    let reference = first.file.header.text(Item::LEA).unwrap_or_default();
    let authority = Authority {
        id: AuthorityId(ids.next_id()),
        reference: reference.to_owned(),
        name: name_of(reference),
        standard_week: None,
        // Nothing says the vacancies and agency workers of an earlier day.
        records_from: Some(first.year.reference_date()),
        // FTE30 is that of the day before the first year.
        employment_from: Some(day_before(first.year.begin())),
    };
    let mut making = Making::new(authority, ids);
    career::put(&mut making, &returns);
    agency::put(&mut making, &returns);
    Ok(making.done())
}

fn in_order(returns: &[Return]) -> Result<Vec<Dated<'_>>, RecordsError> {
    let mut dated = Vec::with_capacity(returns.len());
    for (file, number) in returns.iter().zip(1..) {
        let year = file.year().ok_or(RecordsError::NoYear(number))?;
        if file.header.text(Item::LEA).is_none() {
            return Err(RecordsError::NoAuthority(year));
        }
        dated.push(Dated { year, file });
    }
    dated.sort_by_key(|it| it.year);
    for pair in dated.windows(2) {
        let [before, after] = pair else { continue };
        if before.year == after.year {
            return Err(RecordsError::Twice(after.year));
        }
        let lea = |it: &Dated<'_>| {
            it.file
                .header
                .text(Item::LEA)
                .unwrap_or_default()
                .to_owned()
        };
        if lea(before) != lea(after) {
            return Err(RecordsError::OtherAuthority {
                year: after.year,
                found: lea(after),
                expected: lea(before),
            });
        }
    }
    Ok(dated)
}

fn name_of(reference: &str) -> String {
    let number: Option<AuthorityNumber> = reference.parse().ok();
    let known = number.and_then(holdfast_reference::authority);
    known.map_or_else(
        || format!("Authority {reference}"),
        |known| known.name.to_owned(),
    )
}

/// The records as they are made.
pub(crate) struct Making<'i> {
    pub(crate) ids: &'i mut dyn IdSource,
    authority: AuthorityId,
    team: TeamId,
    roles: Vec<(OrganisationRole, RoleId)>,
    changes: Vec<Change>,
    people: BTreeMap<String, Person>,
    /// When each person is employed.
    careers: BTreeMap<PersonId, Vec<Spell>>,
    cases: BTreeMap<(PersonId, Date), u32>,
    filled: Vec<Filled>,
}

impl<'i> Making<'i> {
    fn new(authority: Authority, ids: &'i mut dyn IdSource) -> Self {
        let team = Team {
            id: TeamId::next(ids),
            reference: TEAM.to_owned(),
            name: "Children’s social workers".to_owned(),
            parent: None,
            service: Service::Children,
            spell: None,
        };
        let mut making = Self {
            authority: authority.id,
            team: team.id,
            roles: Vec::new(),
            changes: Vec::new(),
            people: BTreeMap::new(),
            careers: BTreeMap::new(),
            cases: BTreeMap::new(),
            filled: Vec::new(),
            ids,
        };
        making.put(authority);
        making.put(team);
        for role in OrganisationRole::ALL {
            making.role(*role);
        }
        making
    }

    fn role(&mut self, organisation_role: OrganisationRole) {
        let id = RoleId::next(self.ids);
        self.roles.push((organisation_role, id));
        self.put(Role {
            id,
            reference: format!("ROLE{}", organisation_role.number()),
            name: organisation_role.label().to_owned(),
            organisation_role: Some(organisation_role),
            agency_job_type: None,
            registered: true,
            order: u32::try_from(organisation_role.number()).unwrap_or_default(),
        });
    }

    pub(crate) fn put(&mut self, record: impl Into<Record>) {
        self.changes.push(Change::Put(record.into()));
    }

    /// What a post is for a spell. A return’s codes are those of the roles. No
    /// post stands for nought FTE: who works none holds one outside the establishment.
    pub(crate) fn terms(&self, spell: Spell, role: OrganisationRole, fte: Fte) -> PostTerms {
        let (fte, standing) = if fte.is_zero() {
            (Fte::ONE, Standing::Additional)
        } else {
            (fte, Standing::Established)
        };
        let mut roles = self.roles.iter();
        let role = roles.find(|(known, _)| *known == role).map(|(_, id)| *id);
        PostTerms {
            spell,
            title: None,
            team: self.team,
            role: role.unwrap_or(self.roles[0].1),
            fte,
            funding: Funding::Base,
            standing,
            conversion: None,
            grade: None,
            budget_code: None,
            over_reason: None,
        }
    }

    pub(crate) fn post(&mut self, reference: String, terms: Vec<PostTerms>) -> PostId {
        let id = PostId::next(self.ids);
        self.put(Post {
            id,
            reference,
            terms,
        });
        id
    }

    /// The person of a record, with what it says of them: later returns
    /// know better. Who has no number is a person by themselves.
    pub(crate) fn person(&mut self, worker: &Worker<'_>) -> PersonId {
        let reference = codes::registration(worker)
            .unwrap_or_else(|| format!("{} {}", worker.year, worker.number));
        let ids = &mut *self.ids;
        let person = self
            .people
            .entry(reference.clone())
            .or_insert_with(|| codes::unknown(PersonId::next(ids), reference));
        codes::learn(person, worker);
        person.id
    }

    /// Remembers when a person is employed.
    pub(crate) fn employed(&mut self, person: PersonId, spell: Spell) {
        self.careers.entry(person).or_default().push(spell);
    }

    /// When a person is employed.
    pub(crate) fn careers_of(&self, person: PersonId) -> &[Spell] {
        self.careers.get(&person).map_or(&[], Vec::as_slice)
    }

    /// Cases on the reference date; those of several records are added up.
    pub(crate) fn caseload(&mut self, person: PersonId, worker: &Worker<'_>) {
        let cases = worker.cases.known().and_then(Decimal::as_whole);
        if let Some(cases) = cases.and_then(|cases| u32::try_from(cases).ok()) {
            let held = self
                .cases
                .entry((person, worker.year.reference_date()))
                .or_default();
            *held = held.saturating_add(cases);
        }
    }

    /// The FTE that a record says; nought, and told, where it says none.
    pub(crate) fn fte(&mut self, worker: &Worker<'_>, item: Item) -> Fte {
        let text = worker.text(item);
        let fte = text.and_then(Decimal::read).map(Decimal::as_fte);
        fte.filter(|fte| *fte >= Fte::ZERO).unwrap_or_else(|| {
            let stands = text.map_or_else(
                || "is missing".to_owned(),
                |text| format!("is ‘{text}’, which is no FTE"),
            );
            let message = format!("{} {stands}; 0 stands for it.", item.element());
            self.fill(worker.year, worker.registration(), message);
            Fte::ZERO
        })
    }

    /// The role of a record; case holder, and told, where it says none.
    pub(crate) fn role_of(&mut self, worker: &Worker<'_>) -> OrganisationRole {
        codes::numbered(worker, Item::OrgRole).unwrap_or_else(|| {
            let message = "The role is not known; case holder stands for it.";
            self.fill(worker.year, worker.registration(), message.to_owned());
            OrganisationRole::CaseHolder
        })
    }

    pub(crate) fn fill(&mut self, year: Year, registration: Option<&str>, message: String) {
        self.filled.push(Filled {
            year,
            registration: registration.map(str::to_owned),
            message,
        });
    }

    fn done(mut self) -> FromReturns {
        for person in std::mem::take(&mut self.people).into_values() {
            self.put(person);
        }
        for ((person, on), cases) in std::mem::take(&mut self.cases) {
            let id = CaseloadId::next(self.ids);
            self.put(Caseload {
                id,
                person,
                on,
                cases,
            });
        }
        let empty = Workforce::empty(self.authority);
        FromReturns {
            workforce: empty.with(&self.changes, 0),
            filled: self.filled,
        }
    }
}
