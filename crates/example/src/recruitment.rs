//! How people come: those there on the first day, starters with experience,
//! and the cohorts of newly qualified workers and trainees.

use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{Contract, CoverReason, Funding, Origin, Route, Service, Standing};
use holdfast_workforce::date::Spell;
use jiff::civil::{Date, date};

use crate::calendar::{Window, days_between, later, years_later};
use crate::establishment::{self, NewPost, number};
use crate::jobs::Job;
use crate::people::{self, Kind};
use crate::world::World;

/// The least FTE of a vacancy that somebody is recruited to.
const WORTH_FILLING: Fte = Fte::from_units(500_000);

/// Whether a vacancy is large enough to recruit to.
pub(crate) fn is_worth_filling(fte: Fte) -> bool {
    fte >= WORTH_FILLING
}

/// Fills the posts of the first day but for the vacancies of that time.
pub(crate) fn populate(world: &mut World) {
    for service in [Service::Children, Service::Adults] {
        let vacancies = world.open_vacancies(service);
        let weighted = |(place, fte): &(usize, Fte)| number(*fte) * lack(world.places[*place].job);
        let total: f64 = vacancies.iter().map(|it| number(it.1)).sum();
        let sum: f64 = vacancies.iter().map(weighted).sum();
        let scale = world.targets(world.from).vacancy * total / sum.max(0.1);
        for (place, fte) in vacancies {
            if !world.draw.chance(scale * lack(world.places[place].job)) {
                populate_post(world, place, fte);
            }
        }
    }
}

/// How likely a role is vacant, beside others.
fn lack(job: Job) -> f64 {
    match job {
        Job::HeadOfService | Job::ServiceManager => 0.3,
        Job::TeamManager | Job::AssistantTeamManager | Job::ReviewingOfficer => 0.6,
        Job::SocialWorker => 1.4,
        _ => 1.0,
    }
}

fn populate_post(world: &mut World, place: usize, fte: Fte) {
    let is_shared = fte == Fte::ONE && world.draw.chance(0.012);
    let shares = if is_shared { 2 } else { 1 };
    for _ in 0..shares {
        let share = if is_shared {
            Fte::from_units(500_000)
        } else {
            usual_fte(world, fte)
        };
        let worker = long_serving(world);
        world.seat(worker, place, world.from, share);
    }
}

/// Somebody who was there before the records begin.
fn long_serving(world: &mut World) -> usize {
    let person = people::make(world, Kind::InPost, world.from);
    let qualified = world.people[person].qualified_on.unwrap_or(world.from);
    let longest = days_between(qualified, world.from).max(30);
    let (low, high) = world.draw.choose(&[
        ((20, 365), 16),
        ((365, 730), 15),
        ((730, 1_825), 27),
        ((1_825, 3_650), 21),
        ((3_650, 7_300), 15),
        ((7_300, 11_000), 6),
    ]);
    // Nobody joins before being registered.
    let latest = longest - world.draw.between(60, 120);
    let served = world.draw.between(low, high).min(latest);
    let joined = later(world.from, -served.max(5));
    let came_from_course = days_between(qualified, joined) < 200;
    let origin = match came_from_course {
        true => Origin::NewlyQualified,
        false => people::origin(world),
    };
    let worker = world.engage(person, Contract::Permanent, joined, Some(origin));
    world.workers[worker].newly_qualified = came_from_course.then_some(joined);
    worker
}

/// What a new holder of a post works: mostly all of it.
fn usual_fte(world: &mut World, fte: Fte) -> Fte {
    if fte == Fte::ONE && world.draw.chance(0.02) {
        return Fte::from_units(world.draw.choose(&[(800_000, 3), (600_000, 1)]));
    }
    fte
}

/// The starters of a window.
pub(crate) fn starters(world: &mut World, window: Window) {
    for service in [Service::Children, Service::Adults] {
        let vacancies = world.open_vacancies(service);
        let vacant: f64 = vacancies.iter().map(|it| number(it.1)).sum();
        let established = number(world.established(service));
        let need = (vacant - world.targets(window.last).vacancy * established).max(0.0);
        let (newly_qualified, experienced) = match window.month() {
            9 => (0.62, 0.4),
            2 => (0.5, 0.2),
            _ => (0.0, 0.3),
        };
        for (kind, share) in [
            (Kind::NewlyQualified, newly_qualified),
            (Kind::Experienced, experienced),
        ] {
            for _ in 0..world.draw.whole(need * share / 0.96) {
                start(world, service, kind, window);
            }
        }
    }
}

fn start(world: &mut World, service: Service, kind: Kind, window: Window) {
    let mut vacancies = world.open_vacancies(service);
    vacancies.retain(|(place, fte)| {
        let it = &world.places[*place];
        let fits = kind != Kind::NewlyQualified || it.job == Job::SocialWorker;
        fits && is_worth_filling(*fte) && it.free_from <= window.last
    });
    if vacancies.is_empty() {
        return;
    }
    let (place, fte) = world.draw.pick(&vacancies);
    let earliest = world.places[place].free_from;
    let Some(day) = window.monday(&mut world.draw, earliest) else {
        return;
    };
    let fte = usual_fte(world, fte);
    let worker = match from_agency(world, place, day, kind) {
        Some(worker) => worker,
        None => new_starter(world, kind, day),
    };
    world.end_vacancy_cover(place, day);
    world.seat(worker, place, day, fte);
}

fn new_starter(world: &mut World, kind: Kind, day: Date) -> usize {
    let person = people::make(world, kind, day);
    let origin = match kind {
        Kind::NewlyQualified => Origin::NewlyQualified,
        _ => people::origin(world),
    };
    let worker = world.engage(person, Contract::Permanent, day, Some(origin));
    world.workers[worker].newly_qualified = (kind == Kind::NewlyQualified).then_some(day);
    worker
}

/// The agency worker who covers the vacancy takes the post, sometimes.
fn from_agency(world: &mut World, place: usize, day: Date, kind: Kind) -> Option<usize> {
    let vacancy = Some((CoverReason::Vacancy, None));
    let covers = world.places[place].covers.iter().copied();
    let agency = covers
        .filter(|it| world.workers[*it].contract == Contract::Agency)
        .find(|it| {
            world.workers[*it]
                .seat
                .is_some_and(|seat| seat.cover == vacancy)
        })?;
    if kind == Kind::NewlyQualified || !world.draw.chance(0.3) {
        return None;
    }
    let person = world.workers[agency].person;
    Some(world.engage(person, Contract::Permanent, day, Some(Origin::Agency)))
}

/// The cohorts that come into posts outside the establishment.
pub(crate) fn cohorts(world: &mut World, window: Window) {
    let month = window.month();
    if month == 9 || month == 2 {
        let size = world.fte * world.academy * world.targets(window.last).size / 2.0;
        for _ in 0..world.draw.whole(size) {
            join_academy(world, Kind::NewlyQualified, window, 12);
        }
    }
    if month == 9 {
        let size = world.fte * world.trainees / 2.0;
        for _ in 0..world.draw.whole(size) {
            join_academy(world, Kind::Trainee, window, 24);
        }
    }
}

/// The cohorts that are under way on the first day.
pub(crate) fn first_cohorts(world: &mut World) {
    let size = world.fte * world.targets(world.from).size;
    for (kind, share, months) in [
        (Kind::NewlyQualified, world.academy, 12),
        (Kind::Trainee, world.trainees, 24),
    ] {
        for _ in 0..world.draw.whole(size * share) {
            let begun = later(world.from, -world.draw.between(10, months * 30 - 40));
            let person = people::make(world, kind, begun);
            enter(world, person, kind, (begun, world.from), months);
        }
    }
}

fn join_academy(world: &mut World, kind: Kind, window: Window, months: i64) {
    if let Some(day) = window.monday(&mut world.draw, window.first) {
        let person = people::make(world, kind, day);
        enter(world, person, kind, (day, day), months);
    }
}

/// Takes somebody on in a post outside the establishment: `joined` is the day
/// of joining and the first day of the records of it.
fn enter(world: &mut World, person: usize, kind: Kind, joined: (Date, Date), months: i64) {
    let (job, standing, origin) = match kind {
        Kind::Trainee => (Job::Trainee, Standing::Trainee, Origin::OtherSocialCare),
        _ => (
            Job::NewlyQualified,
            Standing::NewlyQualified,
            Origin::NewlyQualified,
        ),
    };
    let place = establishment::add(
        world,
        NewPost {
            service: Service::Children,
            job,
            fte: Fte::ONE,
            standing,
            funding: Funding::Base,
            spell: Spell::starting(joined.1),
            conversion: Some(later(joined.0, months * 365 / 12)),
        },
    );
    let worker = world.engage(person, Contract::Permanent, joined.0, Some(origin));
    world.workers[worker].newly_qualified = (kind != Kind::Trainee).then_some(joined.0);
    world.seat(worker, place, joined.1, Fte::ONE);
}

/// Moves those whose time outside the establishment is over into it: to a
/// vacancy, or with their post where there is none.
pub(crate) fn convert(world: &mut World, window: Window) {
    for place in 0..world.places.len() {
        let it = &world.places[place];
        let due = it.terms().conversion.filter(|_| !it.is_closed);
        let (Some(day), Some(worker)) = (due, it.holders.first().copied()) else {
            continue;
        };
        if day <= window.last {
            convert_one(world, place, worker, day.max(window.first));
        }
    }
}

fn convert_one(world: &mut World, place: usize, worker: usize, day: Date) {
    if world.is_seconded(worker) {
        world.bring_back(worker, day);
    }
    let day = world.workers[worker]
        .back_on
        .map_or(day, |back| back.max(day));
    if world.places[place].job == Job::Trainee {
        let july = date(day.year(), 7, 1);
        let qualified = if july < later(day, -45) {
            july
        } else {
            years_later(july, -1)
        };
        let person = world.workers[worker].person;
        people::qualify(world, person, qualified, Some(Route::Apprenticeship));
        world.workers[worker].newly_qualified = Some(day);
    }
    let vacancies = world.open_vacancies(Service::Children);
    let fitting = vacancies.into_iter().find(|(vacant, fte)| {
        let it = &world.places[*vacant];
        *fte == Fte::ONE && it.job == Job::SocialWorker && it.free_from <= day
    });
    match fitting {
        Some((vacant, _)) => {
            world.end_vacancy_cover(vacant, day);
            world.unseat(worker, day);
            world.places[place].close(day);
            world.seat(worker, vacant, day, Fte::ONE);
        }
        None => establish(world, place, day),
    }
}

fn establish(world: &mut World, place: usize, day: Date) {
    let role = world.roles[Job::SocialWorker as usize].id;
    world.places[place].job = Job::SocialWorker;
    world.places[place].alter(day, |terms| {
        terms.standing = Standing::Established;
        terms.conversion = None;
        terms.role = role;
        terms.grade = Some(Job::SocialWorker.facts().grade.to_owned());
        terms.funding = Funding::Base;
    });
}
