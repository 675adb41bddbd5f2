//! What happens to people in post: they leave, move up, and change their hours.

use holdfast_reference::AgeBand;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{Contract, Destination, LeavingReason, Service};
use jiff::civil::Date;

use crate::calendar::{Window, days_between, later};
use crate::calibration;
use crate::establishment::number;
use crate::jobs::Job;
use crate::recruitment::is_worth_filling;
use crate::world::{Seat, World};

/// The long-term sick who leave count in turnover, too, and are chosen elsewhere.
const ADJUSTMENT: f64 = 0.9;

/// Lets people leave, in the number that the turnover of the time asks for.
pub(crate) fn leavers(world: &mut World, window: Window) {
    for service in [Service::Children, Service::Adults] {
        let weights = leaving_weights(world, service, window);
        let spread: f64 = weights.iter().map(|(_, fte, weight)| fte * weight).sum();
        let season = if [7, 8].contains(&window.month()) {
            1.3
        } else {
            0.94
        };
        let turnover = world.targets(window.last).turnover * window.years() * season * ADJUSTMENT;
        let expected = number(world.in_post(service)) * turnover;
        for (worker, _, weight) in weights {
            if world.draw.chance(expected * weight / spread.max(0.1)) {
                leave(world, worker, window);
            }
        }
    }
    let trainees = (0..world.workers.len()).filter(|it| {
        world.job_of(*it) == Some(Job::Trainee) && world.is_settled(*it, window.first)
    });
    for worker in trainees.collect::<Vec<_>>() {
        if world.draw.chance(0.05 * window.years()) {
            leave(world, worker, window);
        }
    }
}

/// Who can leave, with FTE and how readily they do beside others.
fn leaving_weights(world: &World, service: Service, window: Window) -> Vec<(usize, f64, f64)> {
    let by_age = leaving_by_age();
    let weight = |worker: usize| {
        let it = &world.workers[worker];
        let served = days_between(it.joined, window.first);
        let by_service = match served {
            ..180 => 0.25,
            180..365 => 0.7,
            365..1_095 => 1.4,
            1_095..1_825 => 1.15,
            1_825..3_650 => 0.85,
            _ => 0.6,
        };
        let fte = it.seat.map_or(0.0, |seat| number(seat.fte));
        (
            worker,
            fte,
            by_service * by_age[band(age(world, worker, window.first))],
        )
    };
    (0..world.workers.len())
        .filter(|worker| {
            world.counts(*worker)
                && world.service_of(*worker) == Some(service)
                && world.is_settled(*worker, window.first)
        })
        .map(weight)
        .collect()
}

/// Leavers over those in post by age band, as published.
fn leaving_by_age() -> [f64; 5] {
    let mut rates = [1.0; 5];
    for (rate, row) in rates.iter_mut().zip(calibration::ages()) {
        *rate = row.leavers.headcount.as_float() / row.in_post.headcount.as_float().max(1.0);
    }
    // Those without a known age stand among the oldest in the publication.
    rates[4] = rates[4].max(rates[3] * 2.0);
    rates
}

fn band(age: i64) -> usize {
    let bands = [
        AgeBand::From20To29,
        AgeBand::From30To39,
        AgeBand::From40To49,
        AgeBand::From50To59,
    ];
    let passed = (0..bands.len()).filter(|index| age >= 30 + 10 * (*index as i64));
    passed.count()
}

/// The age of a worker in full years.
pub(crate) fn age(world: &World, worker: usize, on: Date) -> i64 {
    let born = world.people[world.workers[worker].person].born;
    born.map_or(40, |born| days_between(born, on) * 4 / 1_461)
}

fn leave(world: &mut World, worker: usize, window: Window) {
    let last_day = if window.ends_month() && world.draw.chance(0.55) {
        window.last
    } else {
        window
            .day(&mut world.draw, window.first)
            .unwrap_or(window.last)
    };
    let age = age(world, worker, window.first);
    let reason = leaving_reason(world, age);
    let destination = destination(world, reason);
    world.leave(worker, later(last_day, 1), reason, destination);
}

fn leaving_reason(world: &mut World, age: i64) -> LeavingReason {
    let retired = match age {
        60.. => 260,
        55.. => 18,
        _ => 0,
    };
    world.draw.choose(&[
        (LeavingReason::Retired, retired),
        (LeavingReason::Resignation, 78),
        (LeavingReason::MovedWithinCouncil, 7),
        (LeavingReason::Dismissed, 2),
        (LeavingReason::VoluntaryRedundancy, 1),
        (LeavingReason::Other, 5),
        (LeavingReason::NotKnown, 4),
        (LeavingReason::NotCollected, 1),
    ])
}

fn destination(world: &mut World, reason: LeavingReason) -> Destination {
    match reason {
        LeavingReason::Retired | LeavingReason::Dismissed | LeavingReason::VoluntaryRedundancy => {
            Destination::NoSocialCare
        }
        LeavingReason::MovedWithinCouncil => Destination::Other,
        LeavingReason::NotKnown => Destination::NotKnown,
        _ => world.draw.choose(&[
            (Destination::OtherAuthority, 38),
            (Destination::Agency, 16),
            (Destination::OtherSocialWork, 11),
            (Destination::OtherSocialCare, 7),
            (Destination::NoSocialCare, 9),
            (Destination::OutsideEngland, 4),
            (Destination::Other, 4),
            (Destination::NotKnown, 9),
            (Destination::NotCollected, 2),
        ]),
    }
}

/// Fills vacancies above the entry roles with the council's own people, from
/// the first day of the month on.
pub(crate) fn promotions(world: &mut World, window: Window) {
    let day = window.first;
    for service in [Service::Children, Service::Adults] {
        for (place, fte) in world.open_vacancies(service) {
            let it = &world.places[place];
            let is_ready = it.free_from <= day && is_worth_filling(fte);
            if is_ready && !it.job.promoted_from().is_empty() && world.draw.chance(0.22) {
                promote(world, place, fte, day);
            }
        }
    }
}

fn promote(world: &mut World, place: usize, vacant: Fte, day: Date) {
    let Some(worker) = candidate(world, place, day, 365) else {
        return;
    };
    let Some(seat) = world.workers[worker].seat else {
        return;
    };
    world.end_vacancy_cover(place, day);
    world.unseat(worker, day);
    world.seat(worker, place, day, seat.fte.min(vacant));
}

/// Somebody of the same service in a role below who has served some days there.
pub(crate) fn candidate(world: &mut World, place: usize, day: Date, served: i64) -> Option<usize> {
    let (job, service) = (world.places[place].job, world.places[place].service);
    for below in job.promoted_from() {
        let fitting: Vec<_> = (0..world.workers.len())
            .filter(|worker| world.job_of(*worker) == Some(*below))
            .filter(|worker| world.service_of(*worker) == Some(service))
            .filter(|worker| world.is_settled(*worker, day))
            .filter(|worker| days_between(world.workers[*worker].joined, day) > served)
            .collect();
        if !fitting.is_empty() {
            return Some(world.draw.pick(&fitting));
        }
    }
    None
}

/// Changes of hours, from the first day of the month on.
pub(crate) fn hours(world: &mut World, window: Window) {
    for worker in 0..world.workers.len() {
        let it = &world.workers[worker];
        if it.contract != Contract::Permanent || !world.is_settled(worker, window.first) {
            continue;
        }
        let was_away = it
            .back_on
            .is_some_and(|day| days_between(day, window.first) < 40);
        if world.draw.chance(hours_change(it.seat, was_away)) {
            change_hours(world, worker, window.first);
        }
    }
}

/// How likely the hours change in a month. Most who come back from a long
/// absence come back to their hours; part-timers return to full time in the end.
fn hours_change(seat: Option<Seat>, was_away: bool) -> f64 {
    let is_part_time = seat.is_some_and(|seat| seat.fte < Fte::ONE);
    match (is_part_time, was_away) {
        (true, _) => 0.02,
        (false, true) => 0.09,
        (false, false) => 0.0008,
    }
}

fn change_hours(world: &mut World, worker: usize, day: Date) {
    let Some(seat) = world.workers[worker].seat else {
        return;
    };
    let room = seat.fte + world.vacancy(seat.place);
    let is_part_time = seat.fte < Fte::ONE;
    let fte = match is_part_time {
        true => room.min(Fte::ONE),
        false => Fte::from_units(
            world
                .draw
                .choose(&[(800_000, 70), (600_000, 25), (900_000, 5)]),
        ),
    };
    let place = &world.places[seat.place];
    if fte == seat.fte || place.free_from > day || !place.is_established() {
        return;
    }
    if fte > seat.fte {
        world.end_vacancy_cover(seat.place, day);
    }
    world.unseat(worker, day);
    world.seat(worker, seat.place, day, fte);
}
