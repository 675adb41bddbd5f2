//! Who counts, and from when to when: the children and family social workers
//! of the official measures, and the same for adults' services.
//!
//! A person is in the population while they hold, or cover, a post whose role
//! is one of the workforce return's, in a team of the service, employed by
//! the council. Being seconded out or on a career break takes a person out of
//! it, as the statistics count these as leavers; maternity and sickness do
//! not. Trainees do not count: they are not registered. Days that follow each
//! other make one membership, whatever posts,
//! contracts or teams they were in, so that moves and promotions are neither
//! starts nor ends. Agency workers are kept apart.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use holdfast_workforce::Workforce;
use holdfast_workforce::codes::{
    AbsenceKind, Contract, CoverReason, Holding, OrganisationRole, Origin, Service, Standing,
};
use holdfast_workforce::date::{Spell, day_after};
use holdfast_workforce::id::{AssignmentId, EngagementId, PersonId, PostId, RoleId, TeamId};
use holdfast_workforce::record::{Assignment, Authority, PostTerms};
use jiff::civil::Date;

use crate::calendar::common;

/// An assignment under one row of its post's terms, while it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Who works.
    pub person: PersonId,
    /// The engagement.
    pub engagement: EngagementId,
    /// The assignment.
    pub assignment: AssignmentId,
    /// The post.
    pub post: PostId,
    /// The team of the post.
    pub team: TeamId,
    /// The role of the post.
    pub role: RoleId,
    /// The role in the workforce return.
    pub organisation_role: OrganisationRole,
    /// From when to when it counts.
    pub spell: Spell,
    /// FTE.
    pub fte: holdfast_workforce::amount::Fte,
    /// Why the post is covered, where it is.
    pub cover: Option<CoverReason>,
}

impl Piece {
    /// What makes one piece count for its person before another of the day:
    /// a more senior role, then more FTE.
    pub(crate) fn weight(&self) -> impl Ord + use<> {
        let seniority = Reverse(self.organisation_role);
        (seniority, self.fte, Reverse(self.assignment))
    }
}

/// A person's time in the population without a break.
#[derive(Clone, Debug, PartialEq)]
pub struct Membership {
    /// Who it is.
    pub person: PersonId,
    /// From when to when.
    pub spell: Spell,
    /// The first day of the spell, or of the engagement where the records
    /// begin in the middle of it.
    pub since: Date,
    /// The first day of the first engagement, if it was joined as newly qualified.
    pub joined_newly_qualified: Option<Date>,
    /// What the person works, in the order in which it began.
    pub pieces: Vec<Piece>,
}

impl Membership {
    /// Whether the person is in post on the day, and not leaving on it: the
    /// statistics count whoever leaves on 30 September as gone.
    pub fn is_in_post(&self, day: Date) -> bool {
        self.spell.contains(day) && self.spell.until.is_none_or(|until| until > day_after(day))
    }

    /// The pieces of a day.
    pub fn pieces_on(&self, day: Date) -> impl Iterator<Item = &Piece> + Clone {
        self.pieces
            .iter()
            .filter(move |piece| piece.spell.contains(day))
    }

    /// The piece that counts for the person on a day: of several posts the
    /// one of the more senior role, as in the statistics, and of equal ones
    /// that in which they work most.
    pub fn main_piece(&self, day: Date) -> Option<&Piece> {
        self.pieces_on(day).max_by_key(|piece| piece.weight())
    }
}

/// Everybody who counts in a service, at any time.
#[derive(Clone, Debug, Default)]
pub struct Population {
    /// Everybody who was ever employed, by person, the earliest time first.
    pub memberships: Vec<Membership>,
    /// The agency assignments, by person.
    pub agency: Vec<Piece>,
}

impl Population {
    /// Gathers the population of a service, or of both.
    pub(crate) fn of(workforce: &Workforce, service: Option<Service>) -> Self {
        let mut employed: BTreeMap<PersonId, Vec<Piece>> = BTreeMap::new();
        let mut agency = Vec::new();
        for assignment in workforce.assignments().iter() {
            let pieces = pieces_of(workforce, service, assignment);
            if assignment.holding == Holding::Agency {
                agency.extend(pieces);
            } else if let Some(first) = pieces.first() {
                employed.entry(first.person).or_default().extend(pieces);
            }
        }
        agency.sort_by_key(|piece: &Piece| (piece.person, piece.spell.from, piece.assignment));
        let memberships = employed
            .into_values()
            .flat_map(|pieces| memberships(workforce, pieces))
            .collect();
        Self {
            memberships,
            agency,
        }
    }

    /// The memberships of a person, one after the other.
    pub fn memberships_of(&self, person: PersonId) -> &[Membership] {
        run_of(&self.memberships, person, |membership| membership.person)
    }

    /// Whether a person is in post on a day.
    pub fn is_in_post(&self, person: PersonId, day: Date) -> bool {
        let mut memberships = self.memberships_of(person).iter();
        memberships.any(|membership| membership.is_in_post(day))
    }

    /// The agency assignments of a person.
    pub fn agency_of(&self, person: PersonId) -> &[Piece] {
        run_of(&self.agency, person, |piece| piece.person)
    }

    /// Whoever is in post on a day.
    pub fn in_post(&self, day: Date) -> impl Iterator<Item = &Membership> + Clone {
        self.memberships
            .iter()
            .filter(move |membership| membership.is_in_post(day))
    }

    /// The agency assignments of a day.
    pub fn agency_on(&self, day: Date) -> impl Iterator<Item = &Piece> + Clone {
        self.agency
            .iter()
            .filter(move |piece| piece.spell.contains(day))
    }
}

/// The items of a person, in a list that is sorted by person.
fn run_of<T>(sorted: &[T], person: PersonId, of: impl Fn(&T) -> PersonId) -> &[T] {
    let first = sorted.partition_point(|item| of(item) < person);
    let count = sorted[first..].partition_point(|item| of(item) == person);
    &sorted[first..first + count]
}

fn pieces_of(
    workforce: &Workforce,
    service: Option<Service>,
    assignment: &Assignment,
) -> Vec<Piece> {
    let Some((engagement, person)) = workforce.worker(assignment) else {
        return Vec::new();
    };
    let Some(post) = workforce.posts().get(assignment.post) else {
        return Vec::new();
    };
    let counted = post
        .terms
        .iter()
        .filter_map(|terms| Some((terms, counted_role(workforce, service, terms)?)));
    let away = days_away(workforce, assignment);
    let mut pieces = Vec::new();
    for (terms, organisation_role) in counted {
        let Some(spell) = common(assignment.spell, terms.spell) else {
            continue;
        };
        pieces.extend(less(spell, &away).into_iter().map(|spell| Piece {
            person: person.id,
            engagement: engagement.id,
            assignment: assignment.id,
            post: post.id,
            team: terms.team,
            role: terms.role,
            organisation_role,
            spell,
            fte: assignment.fte,
            cover: assignment.cover,
        }));
    }
    pieces
}

/// The role in the workforce return of a post of the service, if it has one
/// and is not a trainee's.
pub(crate) fn counted_role(
    workforce: &Workforce,
    service: Option<Service>,
    terms: &PostTerms,
) -> Option<OrganisationRole> {
    let team = workforce.teams().get(terms.team)?;
    let wanted = service.is_none_or(|service| service == team.service);
    let role = workforce.roles().get(terms.role)?.organisation_role;
    role.filter(|_| wanted && terms.standing != Standing::Trainee)
}

/// When a holder does not work in the post and another assignment, or none,
/// takes its place: seconded, on a career break, or acting up elsewhere.
fn days_away(workforce: &Workforce, assignment: &Assignment) -> Vec<Spell> {
    if assignment.holding != Holding::Substantive {
        return Vec::new();
    }
    let absences = workforce.absences().linking(assignment.engagement);
    let here = absences.filter(|absence| absence.assignment.is_none_or(|it| it == assignment.id));
    let mut away = Vec::new();
    for absence in here {
        match absence.kind {
            AbsenceKind::Secondment | AbsenceKind::CareerBreak => away.push(absence.spell),
            AbsenceKind::ActUp => away.extend(acting(workforce, assignment, absence.spell)),
            _ => {}
        }
    }
    away
}

/// The days of an act-up on which the person is recorded in the other post.
fn acting(workforce: &Workforce, assignment: &Assignment, spell: Spell) -> Vec<Spell> {
    let others = workforce.assignments().linking(assignment.engagement);
    others
        .filter(|other| other.holding == Holding::ActingUp)
        .filter_map(|other| common(other.spell, spell))
        .collect()
}

/// A spell without the days of others.
fn less(spell: Spell, others: &[Spell]) -> Vec<Spell> {
    let mut left = vec![spell];
    for other in others {
        left = left
            .into_iter()
            .flat_map(|spell| without(spell, *other))
            .collect();
    }
    left
}

fn without(spell: Spell, other: Spell) -> Vec<Spell> {
    if !spell.overlaps(&other) {
        return vec![spell];
    }
    let before = Spell {
        from: spell.from,
        until: Some(other.from),
    };
    let after = other.until.map(|until| Spell {
        from: until.max(spell.from),
        until: spell.until,
    });
    [Some(before), after]
        .into_iter()
        .flatten()
        .filter(Spell::is_some_time)
        .collect()
}

/// The memberships of one person, out of all of their pieces.
fn memberships(workforce: &Workforce, mut pieces: Vec<Piece>) -> Vec<Membership> {
    pieces.sort_by_key(|piece| (piece.spell.from, piece.assignment));
    let mut found: Vec<(Spell, Vec<Piece>)> = Vec::new();
    for piece in pieces {
        match found.last_mut() {
            Some((spell, held)) if spell.until.is_none_or(|until| piece.spell.from <= until) => {
                spell.until = match (spell.until, piece.spell.until) {
                    (Some(mine), Some(theirs)) => Some(mine.max(theirs)),
                    _ => None,
                };
                held.push(piece);
            }
            _ => found.push((piece.spell, vec![piece])),
        }
    }
    found
        .into_iter()
        .map(|(spell, pieces)| membership(workforce, spell, pieces))
        .collect()
}

fn membership(workforce: &Workforce, spell: Spell, pieces: Vec<Piece>) -> Membership {
    let first = pieces.first().copied();
    let engagement = first.and_then(|piece| workforce.engagements().get(piece.engagement));
    let begin = workforce
        .authority()
        .and_then(Authority::employment_known_from);
    let cut_off = begin.is_some_and(|begin| spell.from <= begin);
    Membership {
        person: first.map_or(PersonId(Default::default()), |piece| piece.person),
        spell,
        since: match engagement {
            Some(engagement) if cut_off => engagement.spell.from.min(spell.from),
            _ => spell.from,
        },
        joined_newly_qualified: engagement
            .filter(|it| {
                it.origin == Some(Origin::NewlyQualified) && it.contract != Contract::Agency
            })
            .map(|it| it.spell.from),
        pieces,
    }
}
