//! The state of an authority while its history is being made: posts, people
//! and who sits where, with the moves that keep them consistent.

use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{
    AbsenceKind, Contract, CoverReason, Destination, Holding, LeavingReason, Origin, Service,
};
use holdfast_workforce::date::Spell;
use holdfast_workforce::id::{AbsenceId, AssignmentId, CountingIds, EngagementId};
use holdfast_workforce::record::{Absence, Assignment, Caseload, Engagement, Pay, Person, Role};
use jiff::civil::Date;

use crate::calendar::in_years;
use crate::calibration::{Character, Targets};
use crate::draw::Draw;
use crate::jobs::Job;
use crate::place::Place;
use crate::structure::Unit;

/// Where a worker sits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seat {
    pub(crate) assignment: usize,
    pub(crate) place: usize,
    pub(crate) fte: Fte,
    pub(crate) since: Date,
    /// Why the place is covered, and whose it is; nothing for a holder.
    pub(crate) cover: Option<(CoverReason, Option<usize>)>,
}

/// A long absence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Away {
    pub(crate) absence: usize,
    pub(crate) kind: AbsenceKind,
    /// The first day back.
    pub(crate) until: Date,
}

/// An engagement that still runs.
#[derive(Debug)]
pub(crate) struct Worker {
    pub(crate) person: usize,
    pub(crate) engagement: usize,
    pub(crate) contract: Contract,
    pub(crate) joined: Date,
    pub(crate) seat: Option<Seat>,
    /// Where the worker sits while lent to another post.
    pub(crate) lent: Option<Seat>,
    pub(crate) away: Option<Away>,
    /// The first day back from the last long absence.
    pub(crate) back_on: Option<Date>,
    /// The day after the last, where it was agreed from the start.
    pub(crate) ends: Option<Date>,
    /// When the first year after qualifying began.
    pub(crate) newly_qualified: Option<Date>,
    /// How heavy the worker's caseload is beside others'.
    pub(crate) load: f64,
    pub(crate) is_gone: bool,
}

/// The whole authority.
pub(crate) struct World {
    pub(crate) draw: Draw,
    pub(crate) ids: CountingIds,
    pub(crate) number: String,
    pub(crate) fte: f64,
    /// The share of the FTE that is newly qualified and outside the establishment.
    pub(crate) academy: f64,
    /// The share of the FTE that trains outside the establishment.
    pub(crate) trainees: f64,
    /// Pounds a year paid above the grade in teams that are hard to fill.
    pub(crate) supplement: i64,
    pub(crate) from: Date,
    pub(crate) as_at: Date,
    pub(crate) character: Character,
    pub(crate) units: Vec<Unit>,
    pub(crate) roles: Vec<Role>,
    pub(crate) places: Vec<Place>,
    pub(crate) workers: Vec<Worker>,
    pub(crate) people: Vec<Person>,
    pub(crate) engagements: Vec<Engagement>,
    pub(crate) assignments: Vec<Assignment>,
    pub(crate) pay: Vec<Pay>,
    pub(crate) absences: Vec<Absence>,
    pub(crate) caseloads: Vec<Caseload>,
}

impl Worker {
    /// Whether the council employs the worker as the holder of a post.
    pub(crate) fn is_employed(&self) -> bool {
        !self.is_gone && self.contract == Contract::Permanent
    }
}

impl World {
    /// What the authority is heading for at a time.
    pub(crate) fn targets(&self, day: Date) -> Targets {
        self.character.at(in_years(day))
    }

    /// Whether an employed worker sat in the own post on the day before, and can
    /// be asked to move or fall away from the day on.
    pub(crate) fn is_settled(&self, worker: usize, day: Date) -> bool {
        let it = &self.workers[worker];
        it.is_employed()
            && it.away.is_none()
            && it.lent.is_none()
            && it.seat.is_some_and(|seat| seat.since < day)
            && it.back_on.is_none_or(|back| back < day)
    }

    /// Whether the worker is away on a secondment, which is tied to the own post.
    pub(crate) fn is_seconded(&self, worker: usize) -> bool {
        let away = self.workers[worker].away;
        away.is_some_and(|away| away.kind == AbsenceKind::Secondment)
    }

    /// The role of a worker, by the own post.
    pub(crate) fn job_of(&self, worker: usize) -> Option<Job> {
        Some(self.places[self.workers[worker].seat?.place].job)
    }

    /// The service of a worker, by the own post.
    pub(crate) fn service_of(&self, worker: usize) -> Option<Service> {
        Some(self.places[self.workers[worker].seat?.place].service)
    }

    /// FTE of a place that nobody holds.
    pub(crate) fn vacancy(&self, place: usize) -> Fte {
        let place = &self.places[place];
        if !place.is_established() {
            return Fte::ZERO;
        }
        let held = place
            .holders
            .iter()
            .filter_map(|holder| self.workers[*holder].seat);
        (place.terms().fte - held.map(|seat| seat.fte).sum()).or_zero()
    }

    /// FTE of a place that is covered for a reason, and for a holder if one is named.
    pub(crate) fn covered(&self, place: usize, why: (CoverReason, Option<usize>)) -> Fte {
        self.seats_of_cover(place)
            .filter(|(_, seat)| seat.cover == Some(why))
            .map(|(_, seat)| seat.fte)
            .sum()
    }

    fn seats_of_cover(&self, place: usize) -> impl Iterator<Item = (usize, Seat)> + '_ {
        let covers = self.places[place].covers.iter();
        covers.filter_map(|worker| {
            let it = &self.workers[*worker];
            let seat = it.lent.or(it.seat)?;
            Some((*worker, seat))
        })
    }

    /// The vacancies of a service that are being recruited to, and all its vacancies.
    pub(crate) fn open_vacancies(&self, service: Service) -> Vec<(usize, Fte)> {
        let places = self.places.iter().enumerate();
        let open = places.filter(|(_, place)| place.service == service && place.is_open());
        open.map(|(index, _)| (index, self.vacancy(index)))
            .filter(|(_, fte)| !fte.is_zero())
            .collect()
    }

    /// FTE of the establishment of a service.
    pub(crate) fn established(&self, service: Service) -> Fte {
        let places = self.places.iter().filter(|place| place.service == service);
        places
            .filter(|place| place.is_established())
            .map(|place| place.terms().fte)
            .sum()
    }

    /// FTE of the social workers whom a service employs.
    pub(crate) fn in_post(&self, service: Service) -> Fte {
        (0..self.workers.len())
            .filter(|worker| self.counts(*worker) && self.service_of(*worker) == Some(service))
            .filter_map(|worker| self.workers[worker].seat.map(|seat| seat.fte))
            .sum()
    }

    /// Whether a worker counts as a social worker in post.
    pub(crate) fn counts(&self, worker: usize) -> bool {
        self.workers[worker].is_employed() && self.job_of(worker) != Some(Job::Trainee)
    }

    /// Takes a person on; the worker still has no seat.
    pub(crate) fn engage(
        &mut self,
        person: usize,
        contract: Contract,
        from: Date,
        origin: Option<Origin>,
    ) -> usize {
        let engagement = Engagement {
            id: EngagementId::next(&mut self.ids),
            reference: format!("E{:06}", self.engagements.len() + 1),
            person: self.people[person].id,
            contract,
            spell: Spell::starting(from),
            origin,
            reason: None,
            destination: None,
            agency: None,
            contract_weeks: None,
        };
        self.engagements.push(engagement);
        self.workers.push(Worker {
            person,
            engagement: self.engagements.len() - 1,
            contract,
            joined: from,
            seat: None,
            lent: None,
            away: None,
            back_on: None,
            ends: None,
            newly_qualified: None,
            load: self.draw.within(0.72, 1.28),
            is_gone: false,
        });
        self.workers.len() - 1
    }

    fn assign(
        &mut self,
        worker: usize,
        place: usize,
        from: Date,
        fte: Fte,
        holding: (Holding, Option<(CoverReason, Option<usize>)>),
    ) -> Seat {
        self.assignments.push(Assignment {
            id: AssignmentId::next(&mut self.ids),
            reference: format!("A{:06}", self.assignments.len() + 1),
            engagement: self.engagements[self.workers[worker].engagement].id,
            post: self.places[place].post.id,
            spell: Spell::starting(from),
            fte,
            holding: holding.0,
            cover: holding.1.map(|cover| cover.0),
            over_reason: None,
        });
        let assignment = self.assignments.len() - 1;
        Seat {
            assignment,
            place,
            fte,
            since: from,
            cover: holding.1,
        }
    }

    /// Makes a worker the holder of a place.
    pub(crate) fn seat(&mut self, worker: usize, place: usize, from: Date, fte: Fte) {
        let seat = self.assign(worker, place, from, fte, (Holding::Substantive, None));
        self.workers[worker].seat = Some(seat);
        self.places[place].holders.push(worker);
    }

    /// Lets a worker without a post of the own cover a place.
    pub(crate) fn seat_cover(
        &mut self,
        worker: usize,
        place: usize,
        (from, fte): (Date, Fte),
        why: (CoverReason, Option<usize>),
    ) {
        let holding = match self.workers[worker].contract {
            Contract::Agency => Holding::Agency,
            _ => Holding::Cover,
        };
        let seat = self.assign(worker, place, from, fte, (holding, Some(why)));
        self.workers[worker].seat = Some(seat);
        self.places[place].covers.push(worker);
    }

    /// Lends a holder to another place: the own post stays held.
    pub(crate) fn lend(
        &mut self,
        worker: usize,
        place: usize,
        (from, until): (Date, Date),
        (holding, why): (Holding, (CoverReason, Option<usize>)),
        fte: Fte,
    ) {
        let kind = match holding {
            Holding::ActingUp => AbsenceKind::ActUp,
            _ => AbsenceKind::Secondment,
        };
        let seat = self.assign(worker, place, from, fte, (holding, Some(why)));
        self.send_away(worker, kind, from, until);
        self.workers[worker].lent = Some(seat);
        self.places[place].covers.push(worker);
    }

    /// Begins a long absence.
    pub(crate) fn send_away(&mut self, worker: usize, kind: AbsenceKind, from: Date, until: Date) {
        let own = self.workers[worker]
            .seat
            .map(|seat| self.assignments[seat.assignment].id);
        let is_lent = matches!(kind, AbsenceKind::ActUp | AbsenceKind::Secondment);
        self.absences.push(Absence {
            id: AbsenceId::next(&mut self.ids),
            engagement: self.engagements[self.workers[worker].engagement].id,
            assignment: own.filter(|_| is_lent),
            kind,
            spell: Spell::starting(from),
            working_days: None,
        });
        let absence = self.absences.len() - 1;
        self.workers[worker].away = Some(Away {
            absence,
            kind,
            until,
        });
    }

    /// Brings a worker back to the own post; whoever covered it for them goes.
    pub(crate) fn bring_back(&mut self, worker: usize, day: Date) {
        let Some(away) = self.workers[worker].away.take() else {
            return;
        };
        self.absences[away.absence].spell.until = Some(day);
        self.workers[worker].back_on = Some(day);
        if let Some(lent) = self.workers[worker].lent.take() {
            self.assignments[lent.assignment].spell.until = Some(day);
            self.release(worker, lent.place, day);
        }
        if let Some(own) = self.workers[worker].seat {
            let covers = self.seats_of_cover(own.place);
            let for_them =
                covers.filter(|(_, seat)| seat.cover.is_some_and(|c| c.1 == Some(worker)));
            for cover in for_them.map(|(cover, _)| cover).collect::<Vec<_>>() {
                self.end_cover(cover, day);
            }
        }
    }

    /// Ends a cover: a lent worker goes back, anybody else leaves.
    pub(crate) fn end_cover(&mut self, worker: usize, day: Date) {
        if self.workers[worker].lent.is_some() {
            self.bring_back(worker, day);
            return;
        }
        let destination = match self.workers[worker].contract {
            Contract::Agency => Destination::Agency,
            _ => Destination::OtherAuthority,
        };
        self.leave(worker, day, LeavingReason::Other, destination);
    }

    /// Ends every cover of a place's vacancy.
    pub(crate) fn end_vacancy_cover(&mut self, place: usize, day: Date) {
        let covers = self.seats_of_cover(place);
        let for_vacancy =
            covers.filter(|(_, seat)| seat.cover == Some((CoverReason::Vacancy, None)));
        for worker in for_vacancy.map(|(worker, _)| worker).collect::<Vec<_>>() {
            self.end_cover(worker, day);
        }
    }

    /// Takes a holder out of the own post; the engagement goes on.
    pub(crate) fn unseat(&mut self, worker: usize, day: Date) {
        if let Some(seat) = self.workers[worker].seat.take() {
            self.assignments[seat.assignment].spell.until = Some(day);
            self.release(worker, seat.place, day);
        }
    }

    fn release(&mut self, worker: usize, place: usize, day: Date) {
        let place = &mut self.places[place];
        place.holders.retain(|holder| *holder != worker);
        place.covers.retain(|cover| *cover != worker);
        place.free_from = place.free_from.max(day);
        let is_empty = place.holders.is_empty() && place.covers.is_empty();
        if is_empty && !place.is_closed && !place.is_established() {
            place.close(day);
        }
    }

    /// Ends an engagement; `day` is the first on which the worker is gone.
    pub(crate) fn leave(
        &mut self,
        worker: usize,
        day: Date,
        reason: LeavingReason,
        destination: Destination,
    ) {
        self.bring_back(worker, day);
        self.unseat(worker, day);
        let engagement = &mut self.engagements[self.workers[worker].engagement];
        engagement.spell.until = Some(day);
        engagement.reason = Some(reason);
        engagement.destination = Some(destination);
        self.workers[worker].is_gone = true;
    }
}
