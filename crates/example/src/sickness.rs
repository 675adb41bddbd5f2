//! Short sickness, in spells of some working days.

use holdfast_workforce::amount::Days;
use holdfast_workforce::codes::{AbsenceKind, Contract};
use holdfast_workforce::date::Spell;
use holdfast_workforce::id::AbsenceId;
use holdfast_workforce::record::Absence;
use jiff::civil::Date;

use crate::away::{LONG_TERM_SHARE, WORKING_DAYS};
use crate::calendar::{Window, is_working_day, later, working_days};
use crate::world::World;

/// How many working days a short sickness lasts, with weights.
const LENGTHS: [(i64, u32); 8] = [
    (1, 30),
    (2, 24),
    (3, 16),
    (4, 8),
    (5, 12),
    (7, 4),
    (8, 3),
    (10, 3),
];

/// The short spells of sickness of a window.
pub(crate) fn short_spells(world: &mut World, window: Window) {
    let targets = world.targets(window.last);
    let weights = LENGTHS
        .iter()
        .map(|(_, weight)| f64::from(*weight))
        .sum::<f64>();
    let days = LENGTHS
        .iter()
        .map(|(days, weight)| *days as f64 * f64::from(*weight));
    let mean = days.sum::<f64>() / weights;
    let yearly = targets.absence * WORKING_DAYS * 1.15 * (1.0 - LONG_TERM_SHARE) / mean;
    for worker in 0..world.workers.len() {
        let it = &world.workers[worker];
        let is_staff = !it.is_gone && it.contract != Contract::Agency && it.away.is_none();
        let is_free = it.seat.is_some_and(|seat| seat.since < window.first)
            && it.back_on.is_none_or(|day| day < window.first);
        if is_staff && is_free && world.draw.chance(yearly * window.years()) {
            fall_ill(world, worker, window);
        }
    }
}

fn fall_ill(world: &mut World, worker: usize, window: Window) {
    let Some(from) = window
        .day(&mut world.draw, window.first)
        .filter(|day| is_working_day(*day))
    else {
        // Nobody reports sick at a weekend; they do on the Friday before.
        return fall_ill_on(world, worker, window.first, window);
    };
    fall_ill_on(world, worker, from, window);
}

fn fall_ill_on(world: &mut World, worker: usize, from: Date, window: Window) {
    let length = world.draw.choose(&LENGTHS);
    let mut until = later(from, 1);
    while until <= window.last && working_days(from, until) < length {
        until = later(until, 1);
    }
    let lost = working_days(from, until);
    if lost == 0 {
        return;
    }
    world.absences.push(Absence {
        id: AbsenceId::next(&mut world.ids),
        engagement: world.engagements[world.workers[worker].engagement].id,
        assignment: None,
        kind: AbsenceKind::Sickness,
        spell: Spell {
            from,
            until: Some(until),
        },
        working_days: Some(worked_days(world, worker, lost)),
    });
}

/// Days lost, less for those who work a part of the week, in half days.
fn worked_days(world: &World, worker: usize, days: i64) -> Days {
    let fte = world.workers[worker]
        .seat
        .map_or(1_000_000, |seat| seat.fte.units());
    let half_days = (days * 2 * fte + 500_000) / 1_000_000;
    Days::from_units(half_days.max(1) * 50)
}

/// Counts the days of long-term sickness, to the day of the records.
pub(crate) fn count_long_term(world: &mut World) {
    let as_at = later(world.as_at, 1);
    let mut fte = std::collections::BTreeMap::new();
    for assignment in &world.assignments {
        fte.insert(assignment.engagement, assignment.fte.units());
    }
    for absence in &mut world.absences {
        if absence.kind == AbsenceKind::LongTermSickness {
            let until = absence.spell.until.unwrap_or(as_at);
            let days = working_days(absence.spell.from, until);
            let part = fte.get(&absence.engagement).copied().unwrap_or(1_000_000);
            absence.working_days = Some(Days::from_units(
                (days * 2 * part + 500_000) / 1_000_000 * 50,
            ));
        }
    }
}
