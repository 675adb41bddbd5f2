//! The history of an invented authority: the first day, then month by month.

use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Hours;
use holdfast_workforce::codes::{Contract, Destination, LeavingReason, Service};
use holdfast_workforce::id::{AuthorityId, CountingIds};
use holdfast_workforce::record::{Authority, Record};

use crate::calendar::{Window, years_later};
use crate::calibration::Character;
use crate::draw::Draw;
use crate::establishment::{self, NewOrGrown};
use crate::jobs;
use crate::structure;
use crate::world::World;
use crate::{Plan, agency, away, careers, caseload, pay, recruitment, sickness};

/// Makes the authority of a plan from one stream of chance; with it come the
/// identifiers that are still to be given.
pub(crate) fn make(plan: &Plan, stream: u64) -> (Workforce, CountingIds) {
    let mut ids = CountingIds::default();
    let id = AuthorityId::next(&mut ids);
    let mut world = begin(plan, ids, stream);
    for window in Window::months(world.from, world.as_at) {
        step(&mut world, window);
    }
    end_what_is_agreed(&mut world);
    sickness::count_long_term(&mut world);
    pay::write(&mut world);
    let authority = Authority {
        id,
        reference: plan.number.clone(),
        name: plan.name.clone(),
        standard_week: Some(Hours::whole(37)),
        records_from: Some(world.from),
        employment_from: None,
    };
    let ids = std::mem::take(&mut world.ids);
    let records = std::iter::once(Record::from(authority)).chain(records(world));
    let workforce = Workforce::load(id, 0, records.map(|record| (record, 0)));
    (workforce, ids)
}

fn begin(plan: &Plan, ids: CountingIds, stream: u64) -> World {
    let mut draw = Draw::new(plan.seed, stream);
    let character = Character::draw(&mut draw);
    let academy = if draw.chance(0.7) {
        draw.within(0.015, 0.04)
    } else {
        0.0
    };
    let trainees = draw.within(0.008, 0.022);
    let supplement = if draw.chance(0.5) {
        draw.between(4, 12) * 500
    } else {
        0
    };
    let mut world = World {
        draw,
        ids,
        number: plan.number.clone(),
        fte: f64::from(plan.fte) * (1.0 - academy),
        academy,
        trainees,
        supplement,
        from: years_later(plan.as_at, -i64::from(plan.years)),
        as_at: plan.as_at,
        character,
        units: Vec::new(),
        roles: Vec::new(),
        places: Vec::new(),
        workers: Vec::new(),
        people: Vec::new(),
        engagements: Vec::new(),
        assignments: Vec::new(),
        pay: Vec::new(),
        absences: Vec::new(),
        caseloads: Vec::new(),
    };
    first_day(&mut world);
    world
}

fn first_day(world: &mut World) {
    world.roles = jobs::roles(&mut world.ids);
    for (service, share) in [(Service::Children, 0.076), (Service::Adults, 0.0135)] {
        let teams = (world.fte * share + 0.5) as usize;
        let mut units = structure::service(&mut world.ids, service, teams.max(1));
        world.units.append(&mut units);
    }
    for service in [Service::Children, Service::Adults] {
        establishment::resize(world, service, world.from, NewOrGrown::New);
    }
    recruitment::populate(world);
    recruitment::first_cohorts(world);
    away::first_absences(world);
    agency::adjust(
        world,
        Window {
            first: world.from,
            last: world.from,
        },
    );
    if world.from == world.from.last_of_month() {
        caseload::at_month_end(world, world.from);
    }
}

/// One month. Whatever ends in it makes room before anything begins, so that
/// no two hold the same FTE on one day.
fn step(world: &mut World, window: Window) {
    away::returns(world, window);
    careers::leavers(world, window);
    establishment::review(world, window);
    establishment::end_temporary(world, window);
    recruitment::convert(world, window);
    careers::promotions(world, window);
    careers::hours(world, window);
    recruitment::starters(world, window);
    recruitment::cohorts(world, window);
    away::begin(world, window);
    away::lend(world, window);
    agency::adjust(world, window);
    sickness::short_spells(world, window);
    if window.ends_month() {
        caseload::at_month_end(world, window.last);
    }
}

/// Writes the ends that are agreed but lie ahead: of fixed terms, and of
/// posts with money for a time.
fn end_what_is_agreed(world: &mut World) {
    for worker in world.workers.iter().filter(|it| !it.is_gone) {
        if worker.contract == Contract::FixedTerm
            && let (Some(ends), Some(seat)) = (worker.ends, worker.seat)
        {
            world.assignments[seat.assignment].spell.until = Some(ends);
            let engagement = &mut world.engagements[worker.engagement];
            engagement.spell.until = Some(ends);
            engagement.reason = Some(LeavingReason::Other);
            engagement.destination = Some(Destination::NotCollected);
        }
        for seat in [worker.seat, worker.lent].into_iter().flatten() {
            let closes = world.places[seat.place].terms().spell.until;
            let until = &mut world.assignments[seat.assignment].spell.until;
            *until = match (*until, closes) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
    }
    end_secondments(world);
}

/// Secondments from posts that close end with the posts.
fn end_secondments(world: &mut World) {
    for worker in &world.workers {
        if let (Some(away), Some(seat)) = (worker.away, worker.seat) {
            let absence = &mut world.absences[away.absence];
            if absence.assignment.is_some() {
                absence.spell.until = world.assignments[seat.assignment].spell.until;
            }
        }
    }
}

fn records(world: World) -> impl Iterator<Item = Record> {
    fn all<T: Into<Record>>(records: Vec<T>) -> impl Iterator<Item = Record> {
        records.into_iter().map(Into::into)
    }
    all(world.units.into_iter().map(|unit| unit.team).collect())
        .chain(all(world.roles))
        .chain(all(world
            .places
            .into_iter()
            .map(|place| place.post)
            .collect()))
        .chain(all(world.people))
        .chain(all(world.engagements))
        .chain(all(world.assignments))
        .chain(all(world.pay))
        .chain(all(world.absences))
        .chain(all(world.caseloads))
}
