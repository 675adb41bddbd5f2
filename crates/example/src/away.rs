//! Long absences: maternity, long-term sickness, secondments, act-ups, career
//! breaks, and the colleagues and fixed-term staff who stand in.

use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{
    AbsenceKind, Contract, CoverReason, Destination, Holding, LeavingReason, Sex,
};
use jiff::civil::Date;

use crate::calendar::{Window, later};
use crate::careers::{age, candidate};
use crate::jobs::Job;
use crate::people::{self, Kind};
use crate::world::World;

/// The share of the days lost to sickness that long absences make.
pub(crate) const LONG_TERM_SHARE: f64 = 0.55;

/// Working days lost in a long-term sickness, on average.
const LONG_TERM_DAYS: f64 = 78.0;

/// Working days of a year, as the published rate counts them.
pub(crate) const WORKING_DAYS: f64 = 253.0;

/// Ends absences and covers whose time is over. Covers, and those lent to
/// other posts, end with the month before, so that nothing that happens in the
/// window comes before such an end.
pub(crate) fn returns(world: &mut World, window: Window) {
    for worker in 0..world.workers.len() {
        let it = &world.workers[worker];
        if it.is_gone {
            continue;
        }
        if it.ends.is_some_and(|day| day <= window.last) {
            world.end_cover(worker, window.first);
            continue;
        }
        let Some(away) = it.away.filter(|away| away.until <= window.last) else {
            continue;
        };
        if it.lent.is_some() {
            world.bring_back(worker, window.first);
        } else if away.kind == AbsenceKind::LongTermSickness && world.draw.chance(0.07) {
            world.leave(
                worker,
                away.until,
                LeavingReason::Resignation,
                Destination::NoSocialCare,
            );
        } else {
            world.bring_back(worker, away.until);
        }
    }
}

/// Begins long absences.
pub(crate) fn begin(world: &mut World, window: Window) {
    for worker in 0..world.workers.len() {
        let is_there =
            world.workers[worker].is_employed() && world.is_settled(worker, window.first);
        if let Some(kind) = is_there.then(|| cause(world, worker, window)).flatten() {
            let Some(day) = window.day(&mut world.draw, window.first) else {
                continue;
            };
            let until = later(day, duration(world, kind));
            world.send_away(worker, kind, day, until);
            cover_for_a_time(world, worker, kind, (day, until), window);
        }
    }
}

/// Those who are away already on the first day.
pub(crate) fn first_absences(world: &mut World) {
    let year = Window {
        first: world.from,
        last: later(world.from, 364),
    };
    for worker in 0..world.workers.len() {
        if !world.is_settled(worker, later(world.from, 1)) {
            continue;
        }
        let begun = later(world.from, -world.draw.between(1, 300));
        let is_long = |kind| matches!(kind, AbsenceKind::Maternity | AbsenceKind::LongTermSickness);
        let Some(kind) = cause(world, worker, year).filter(|kind| is_long(*kind)) else {
            continue;
        };
        let until = later(begun, duration(world, kind));
        if until > later(world.from, 10) && begun > world.workers[worker].joined {
            world.send_away(worker, kind, begun, until);
        }
    }
}

/// Why a worker goes away in a window, if they do.
fn cause(world: &mut World, worker: usize, window: Window) -> Option<AbsenceKind> {
    let person = &world.people[world.workers[worker].person];
    let may_be_mother =
        person.sex == Some(Sex::Female) && (24..44).contains(&age(world, worker, window.first));
    let days = world.targets(window.last.min(world.as_at)).absence * WORKING_DAYS * 1.15;
    let chances = [
        (
            AbsenceKind::Maternity,
            if may_be_mother { 0.062 } else { 0.0 },
        ),
        (
            AbsenceKind::LongTermSickness,
            days * LONG_TERM_SHARE / LONG_TERM_DAYS,
        ),
        (AbsenceKind::Secondment, 0.007),
        (AbsenceKind::CareerBreak, 0.004),
    ];
    let mut left = world.draw.unit();
    for (kind, yearly) in chances {
        left -= yearly * window.years();
        if left < 0.0 {
            return Some(kind);
        }
    }
    None
}

/// How many days an absence lasts.
fn duration(world: &mut World, kind: AbsenceKind) -> i64 {
    match kind {
        AbsenceKind::Maternity => world.draw.between(190, 390),
        AbsenceKind::LongTermSickness => {
            let (low, high) =
                world
                    .draw
                    .choose(&[((29, 75), 45), ((76, 160), 35), ((161, 300), 20)]);
            world.draw.between(low, high)
        }
        _ => world.draw.between(150, 540),
    }
}

/// Why the post of somebody away is covered; a career break is not.
pub(crate) fn cover_reason(kind: AbsenceKind) -> Option<CoverReason> {
    match kind {
        AbsenceKind::Maternity => Some(CoverReason::Maternity),
        AbsenceKind::LongTermSickness => Some(CoverReason::LongTermSickness),
        AbsenceKind::ActUp => Some(CoverReason::ActUp),
        AbsenceKind::Secondment => Some(CoverReason::Secondment),
        _ => None,
    }
}

/// Employs somebody for the time of a maternity leave, sometimes.
fn cover_for_a_time(
    world: &mut World,
    worker: usize,
    kind: AbsenceKind,
    (day, until): (Date, Date),
    window: Window,
) {
    let Some(seat) = world.workers[worker].seat else {
        return;
    };
    let is_social_work = world.places[seat.place].job.has_agency();
    if kind != AbsenceKind::Maternity || !is_social_work || !world.draw.chance(0.22) {
        return;
    }
    let earliest = day.max(world.places[seat.place].free_from);
    let Some(from) = window.monday(&mut world.draw, earliest) else {
        return;
    };
    let person = people::make(world, Kind::Experienced, from);
    let origin = people::origin(world);
    let cover = world.engage(person, Contract::FixedTerm, from, Some(origin));
    world.workers[cover].ends = Some(until);
    world.seat_cover(
        cover,
        seat.place,
        (from, seat.fte),
        (CoverReason::Maternity, Some(worker)),
    );
}

/// Lends people to other posts: act-ups into managers' posts, secondments
/// into vacancies of other teams.
pub(crate) fn lend(world: &mut World, window: Window) {
    for place in 0..world.places.len() {
        let leads = matches!(
            world.places[place].job,
            Job::ServiceManager | Job::TeamManager | Job::AssistantTeamManager
        );
        let chance = if leads { 0.12 } else { 0.006 };
        if let Some((why, room)) = world.room_for_cover(place, window.first)
            && room >= Fte::from_units(800_000)
            && world.draw.chance(chance)
        {
            lend_to(world, place, (why, room), leads, window);
        }
    }
}

fn lend_to(
    world: &mut World,
    place: usize,
    (why, room): ((CoverReason, Option<usize>), Fte),
    leads: bool,
    window: Window,
) {
    let (holding, found) = match leads {
        true => (
            Holding::ActingUp,
            candidate(world, place, window.first, 540),
        ),
        false => (Holding::Seconded, colleague(world, place, window.first)),
    };
    let (Some(worker), Some(from)) = (
        found,
        window.monday(&mut world.draw, world.places[place].free_from),
    ) else {
        return;
    };
    let own = world.workers[worker]
        .seat
        .map_or(Fte::ZERO, |seat| seat.fte);
    let longest = later(from, world.draw.between(90, 300));
    let holder = why.1.and_then(|holder| world.workers[holder].away);
    let until = holder.map_or(longest, |away| longest.min(away.until));
    if until > later(from, 30) {
        world.lend(worker, place, (from, until), (holding, why), own.min(room));
    }
}

/// Somebody in the same role of another team, in the same service.
fn colleague(world: &mut World, place: usize, day: Date) -> Option<usize> {
    let it = &world.places[place];
    let (job, unit, service) = (it.job, it.unit, it.service);
    if !matches!(
        job,
        Job::SocialWorker | Job::SeniorSocialWorker | Job::AdvancedPractitioner
    ) {
        return None;
    }
    let fitting: Vec<_> = (0..world.workers.len())
        .filter(|worker| world.job_of(*worker) == Some(job))
        .filter(|worker| world.service_of(*worker) == Some(service))
        .filter(|worker| {
            world.workers[*worker]
                .seat
                .is_some_and(|s| world.places[s.place].unit != unit)
        })
        .filter(|worker| world.is_settled(*worker, day))
        .collect();
    (!fitting.is_empty()).then(|| world.draw.pick(&fitting))
}
