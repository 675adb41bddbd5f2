//! Agency workers: on vacancies, for people who are away, and for additional
//! workload, each for a time.

use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{Contract, CoverReason, Funding, Service, Standing};
use holdfast_workforce::date::Spell;
use jiff::civil::Date;

use crate::away::cover_reason;
use crate::calendar::{Window, later};
use crate::establishment::{self, NewPost, number};
use crate::jobs::Job;
use crate::names;
use crate::people::{self, Kind};
use crate::recruitment::is_worth_filling;
use crate::world::World;

/// Mean FTE of an agency worker, as published: 0.973.
const USUAL_FTE: f64 = 0.97;

/// Why a place is covered, and whose it is.
pub(crate) type Why = (CoverReason, Option<usize>);

impl World {
    /// Why a place can be covered in a window that begins on a day, and by how
    /// much: its vacancy, or a holder who is away for some time yet.
    pub(crate) fn room_for_cover(&self, place: usize, day: Date) -> Option<(Why, Fte)> {
        let it = &self.places[place];
        if !it.is_open() {
            return None;
        }
        let vacancy = (CoverReason::Vacancy, None);
        let vacant = (self.vacancy(place) - self.covered(place, vacancy)).or_zero();
        if is_worth_filling(vacant) {
            return Some((vacancy, vacant));
        }
        it.holders.iter().find_map(|holder| {
            let (away, seat) = (self.workers[*holder].away?, self.workers[*holder].seat?);
            let begun = self.absences[away.absence].spell.from;
            let why = (cover_reason(away.kind)?, Some(*holder));
            let is_seated = seat.since < day || day == self.from;
            let room = (seat.fte - self.covered(place, why)).or_zero();
            (begun < day && is_seated && away.until > later(day, 60) && is_worth_filling(room))
                .then_some((why, room))
        })
    }
}

/// Brings the agency workers of each service to the number of the time.
pub(crate) fn adjust(world: &mut World, window: Window) {
    for service in [Service::Children, Service::Adults] {
        let targets = world.targets(window.last);
        let wanted = number(world.in_post(service)) * targets.agency / (1.0 - targets.agency);
        let for_vacancies = wanted * targets.agency_for_vacancies;
        let (on_vacancies, on_others) = present(world, service);
        let missing = for_vacancies - on_vacancies;
        if missing < -1.5 {
            end_some(world, service, -missing, window);
        }
        cover_posts(world, service, window, (missing, true));
        cover_posts(
            world,
            service,
            window,
            ((wanted - for_vacancies - on_others) * 0.75, false),
        );
        let (on_vacancies, on_others) = present(world, service);
        // Where the vacancies do not suffice, work above the establishment
        // does, but only to a part.
        let others = wanted - for_vacancies;
        let left = (wanted - on_vacancies - on_others).min(others * 1.35 - on_others);
        for _ in 0..world.draw.whole(left * 0.6) {
            add_workload(world, service, window);
        }
    }
}

/// FTE of the agency workers on vacancies, and of the others.
fn present(world: &World, service: Service) -> (f64, f64) {
    let (mut on_vacancies, mut others) = (0.0, 0.0);
    for worker in agency_workers(world, service) {
        match world.workers[worker].seat {
            Some(seat) if seat.cover == Some((CoverReason::Vacancy, None)) => {
                on_vacancies += number(seat.fte);
            }
            Some(seat) => others += number(seat.fte),
            None => {}
        }
    }
    (on_vacancies, others)
}

fn agency_workers(world: &World, service: Service) -> impl Iterator<Item = usize> + '_ {
    (0..world.workers.len()).filter(move |worker| {
        let it = &world.workers[*worker];
        !it.is_gone && it.contract == Contract::Agency && world.service_of(*worker) == Some(service)
    })
}

fn end_some(world: &mut World, service: Service, mut surplus: f64, window: Window) {
    let mut workers: Vec<_> = agency_workers(world, service).collect();
    world.draw.shuffle(&mut workers);
    for worker in workers {
        let Some(seat) = world.workers[worker].seat else {
            continue;
        };
        let is_on_vacancy = seat.cover == Some((CoverReason::Vacancy, None));
        if surplus > 0.5 && is_on_vacancy && seat.since < window.first {
            surplus -= number(seat.fte);
            world.end_cover(worker, later(window.last, 1));
        }
    }
}

fn cover_posts(
    world: &mut World,
    service: Service,
    window: Window,
    (mut missing, is_for_vacancies): (f64, bool),
) {
    let mut places: Vec<_> = (0..world.places.len())
        .filter(|place| {
            let it = &world.places[*place];
            it.service == service && it.job.has_agency() && it.free_from <= window.last
        })
        .filter_map(|place| Some((place, world.room_for_cover(place, window.first)?)))
        .filter(|(_, (why, _))| (why.0 == CoverReason::Vacancy) == is_for_vacancies)
        .collect();
    world.draw.shuffle(&mut places);
    for (place, (why, room)) in places {
        if missing < 0.4 {
            return;
        }
        let earliest = world.places[place].free_from;
        if let Some(day) = window.monday(&mut world.draw, earliest) {
            let fte = usual_fte(world, room);
            missing -= number(fte);
            book(world, place, why, day, fte);
        }
    }
}

fn usual_fte(world: &mut World, room: Fte) -> Fte {
    let is_full = room < Fte::ONE || !world.draw.chance((1.0 - USUAL_FTE) * 4.0);
    if is_full {
        room.min(Fte::ONE)
    } else {
        Fte::from_units(800_000)
    }
}

/// Takes an agency worker on, for some months or until the holder is back.
fn book(world: &mut World, place: usize, why: Why, day: Date, fte: Fte) {
    let is_first_day = day == world.from;
    let before = if is_first_day {
        world.draw.between(5, 300)
    } else {
        0
    };
    let joined = later(day, -before);
    let person = people::make(world, Kind::Experienced, joined);
    let worker = world.engage(person, Contract::Agency, joined, None);
    let engagement = world.workers[worker].engagement;
    world.engagements[engagement].agency = Some(names::agency(&mut world.draw));
    let holder = why.1.and_then(|holder| world.workers[holder].away);
    let planned = later(day, world.draw.between(60, 450));
    world.workers[worker].ends = Some(holder.map_or(planned, |away| planned.min(away.until)));
    world.seat_cover(worker, place, (day, fte), why);
}

fn add_workload(world: &mut World, service: Service, window: Window) {
    let Some(day) = window.monday(&mut world.draw, window.first) else {
        return;
    };
    let until = later(day, world.draw.between(90, 360));
    let job = world
        .draw
        .choose(&[(Job::SocialWorker, 3), (Job::SeniorSocialWorker, 1)]);
    let place = establishment::add(
        world,
        NewPost {
            service,
            job,
            fte: Fte::ONE,
            standing: Standing::Additional,
            funding: Funding::Temporary,
            spell: Spell {
                from: day,
                until: Some(until),
            },
            conversion: None,
        },
    );
    book(
        world,
        place,
        (CoverReason::AdditionalWorkload, None),
        day,
        Fte::ONE,
    );
    if let Some(worker) = world.places[place].covers.first() {
        world.workers[*worker].ends = Some(until);
    }
}
