//! Everybody whom a year's return counts: each time in the workforce that is
//! in post at the end of the year or ended in it, and each agency assignment
//! of its last day.
//!
//! The same functions count here and in the measures, so a roll adds up to
//! their figures. Whoever leaves and comes back in a year stands in it twice.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{
    AbsenceKind, CoverReason, Destination, LeavingReason, OrganisationRole, Origin, Standing,
};
use holdfast_workforce::date::{Spell, day_before};
use holdfast_workforce::id::{AssignmentId, EngagementId, PersonId, PostId, TeamId};
use holdfast_workforce::record::Engagement;
use jiff::civil::Date;

use crate::absence::days_lost_by;
use crate::calendar::within;
use crate::figure::{Part, Scope};
use crate::formula::Component;
use crate::ledger::{Ledger, Reckoning};
use crate::population::{Membership, Piece};
use crate::value::Quantity;

/// Everybody whom the return of a year counts.
#[derive(Debug)]
pub struct Roll<'l> {
    reckoning: Reckoning<'l>,
    /// The employed, in the order of their identifiers, then the agency workers.
    pub entries: Vec<Entry>,
}

/// How somebody stands in the year, and which kind of record a return has of
/// them (our naming; the specification tells the four apart by what it asks of
/// each, section 4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// Works on the last day through an agency.
    Agency,
    /// In post on the last day, and before the year.
    InPost,
    /// In post on the last day, and joined in the year.
    Starter,
    /// Left in the year, joined in it or before.
    Leaver,
}

impl RecordKind {
    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Agency => "agency worker",
            Self::InPost => "in post",
            Self::Starter => "starter",
            Self::Leaver => "leaver",
        }
    }
}

/// A time in the workforce, or an agency assignment.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The person.
    pub person: PersonId,
    /// How the person stands in the year.
    pub kind: RecordKind,
    /// The time in the workforce without a break; of agency workers the time
    /// in the post.
    pub spell: Spell,
    /// The first day, also where it lies before the records.
    pub since: Date,
    /// The work of the year's last day, or of a leaver's: the most senior role
    /// first, and of equal ones that with the most FTE.
    pub work: Vec<Work>,
    /// The work, in the same time, of the last day before the year; nothing
    /// where the records do not reach it, no work for those who joined since.
    pub work_before: Option<Vec<Work>>,
    /// The engagements of the work of the year.
    pub engagements: Vec<EngagementId>,
    /// Working days lost to sickness in the year.
    pub days_lost: Quantity,
    /// How it began.
    pub began: Began,
    /// How it ended, for leavers.
    pub ended: Option<Ended>,
}

/// What somebody works in one post on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    /// The engagement.
    pub engagement: EngagementId,
    /// The assignment.
    pub assignment: AssignmentId,
    /// The post.
    pub post: PostId,
    /// The team.
    pub team: TeamId,
    /// The role in the workforce return.
    pub role: OrganisationRole,
    /// The FTE.
    pub fte: Fte,
    /// Why the post is covered, where it is.
    pub cover: Option<CoverReason>,
}

/// How a time in the workforce began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Began {
    /// With the engagement, whose origin is this where it is recorded.
    Joined(Option<Origin>),
    /// With the return from a career break or a secondment.
    Returned(AbsenceKind),
    /// With the qualification of one of the council's own trainees.
    Qualified,
    /// With a move from other work for the council.
    Moved,
}

/// How a time in the workforce ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With the engagement.
    Left {
        /// Why, where it is recorded.
        reason: Option<LeavingReason>,
        /// Where to, where it is recorded.
        destination: Option<Destination>,
    },
    /// With a career break or a secondment.
    Away(AbsenceKind),
    /// With a move to other work for the council.
    Moved,
}

impl<'l> Roll<'l> {
    /// Calls the roll of the year that ends on a day.
    pub fn of(ledger: &'l Ledger<'l>, at: Date) -> Self {
        let reckoning = ledger.reckon(Scope::of(ledger.service), at);
        let population = &ledger.population;
        let employed = population
            .memberships
            .iter()
            .filter_map(|membership| employed(&reckoning, membership));
        let agency = population
            .agency_on(at)
            .map(|piece| agency(ledger.workforce, piece));
        Self {
            entries: employed.chain(agency).collect(),
            reckoning,
        }
    }

    /// What the measures count for the same year, with the reason where they
    /// cannot.
    pub fn part(&self, component: Component) -> Arc<Part> {
        self.reckoning.part(component)
    }

    /// The cases that each person held on the last day; nothing where no
    /// cases are recorded for it at all.
    pub fn cases(&self) -> Option<BTreeMap<PersonId, u32>> {
        let ledger = self.reckoning.ledger;
        let held = ledger.caseloads.get(&self.reckoning.at)?;
        let mut cases: BTreeMap<PersonId, u32> = BTreeMap::new();
        for caseload in held {
            let sum = cases.entry(caseload.person).or_default();
            *sum = sum.saturating_add(caseload.cases);
        }
        Some(cases)
    }
}

/// The entry of a member who is in post at the year's end, or left in the year.
fn employed(reckoning: &Reckoning<'_>, membership: &Membership) -> Option<Entry> {
    let (at, before) = (reckoning.at, reckoning.year_before());
    let (kind, day) = if membership.is_in_post(at) {
        let is_new = membership.since >= reckoning.year_begin();
        (
            if is_new {
                RecordKind::Starter
            } else {
                RecordKind::InPost
            },
            at,
        )
    } else if reckoning.ends_in_year(membership.spell.until) {
        (RecordKind::Leaver, membership.spell.last_day()?)
    } else {
        return None;
    };
    let is_known = membership.spell.from <= before || membership.since > before;
    let workforce = reckoning.ledger.workforce;
    Some(Entry {
        person: membership.person,
        kind,
        spell: membership.spell,
        since: membership.since,
        work: work_on(membership, day),
        work_before: is_known.then(|| work_on(membership, before)),
        engagements: engagements(membership, reckoning.year_begin(), at),
        days_lost: days_lost_by(reckoning, membership),
        began: began(workforce, membership)?,
        ended: (kind == RecordKind::Leaver).then(|| ended(workforce, membership, day)),
    })
}

fn agency(workforce: &Workforce, piece: &Piece) -> Entry {
    let engagement = workforce.engagements().get(piece.engagement);
    Entry {
        person: piece.person,
        kind: RecordKind::Agency,
        spell: piece.spell,
        since: piece.spell.from,
        work: vec![work(piece)],
        work_before: None,
        engagements: vec![piece.engagement],
        days_lost: Quantity::ZERO,
        began: Began::Joined(engagement.and_then(|it| it.origin)),
        ended: None,
    }
}

/// The engagements of the work from a day to another.
fn engagements(membership: &Membership, first: Date, last: Date) -> Vec<EngagementId> {
    let pieces = membership.pieces.iter();
    let found: BTreeSet<_> = pieces
        .filter(|piece| within(piece.spell, first, last).is_some())
        .map(|piece| piece.engagement)
        .collect();
    found.into_iter().collect()
}

/// The work of a day, in the order in which it counts for a person.
fn work_on(membership: &Membership, day: Date) -> Vec<Work> {
    let mut pieces: Vec<_> = membership.pieces_on(day).collect();
    pieces.sort_by_key(|piece| Reverse(piece.weight()));
    pieces.into_iter().map(work).collect()
}

fn work(piece: &Piece) -> Work {
    Work {
        engagement: piece.engagement,
        assignment: piece.assignment,
        post: piece.post,
        team: piece.team,
        role: piece.organisation_role,
        fte: piece.fte,
        cover: piece.cover,
    }
}

/// How a time in the workforce began.
pub fn began(workforce: &Workforce, membership: &Membership) -> Option<Began> {
    let first = membership.pieces.first()?;
    let engagement = workforce.engagements().get(first.engagement)?;
    let mut own = workforce.assignments().linking(engagement.id);
    let worked_before = own.any(|it| it.spell.from < membership.spell.from);
    if engagement.spell.from >= membership.since || !worked_before {
        return Some(Began::Joined(engagement.origin));
    }
    let eve = day_before(membership.spell.from);
    Some(match away_on(workforce, engagement, eve) {
        Some(kind) => Began::Returned(kind),
        None if trains_on(workforce, engagement, eve) => Began::Qualified,
        None => Began::Moved,
    })
}

fn ended(workforce: &Workforce, membership: &Membership, last: Date) -> Ended {
    let engagements: Vec<_> = membership
        .pieces_on(last)
        .filter_map(|piece| workforce.engagements().get(piece.engagement))
        .collect();
    let is_over = |it: &&&Engagement| it.spell.until == membership.spell.until;
    if let Some(engagement) = engagements.iter().find(is_over) {
        return Ended::Left {
            reason: engagement.reason,
            destination: engagement.destination,
        };
    }
    let next = membership.spell.until.unwrap_or(last);
    let away = engagements
        .iter()
        .find_map(|engagement| away_on(workforce, engagement, next));
    away.map_or(Ended::Moved, Ended::Away)
}

/// What takes a holder out of the workforce on a day.
fn away_on(workforce: &Workforce, engagement: &Engagement, day: Date) -> Option<AbsenceKind> {
    let mut absences = workforce.absences().linking(engagement.id);
    let found = absences.find(|absence| {
        let takes_out = matches!(
            absence.kind,
            AbsenceKind::CareerBreak | AbsenceKind::Secondment
        );
        takes_out && absence.spell.contains(day)
    });
    found.map(|absence| absence.kind)
}

/// Whether the engagement has a trainee's post on a day.
fn trains_on(workforce: &Workforce, engagement: &Engagement, day: Date) -> bool {
    let mut assignments = workforce.assignments().linking(engagement.id);
    assignments.any(|assignment| {
        let post = workforce.posts().get(assignment.post);
        let terms = post.and_then(|post| post.terms_on(day));
        assignment.spell.contains(day) && terms.is_some_and(|it| it.standing == Standing::Trainee)
    })
}
