//! The posts: how they are made, grow with the years, are frozen, regraded,
//! moved to other teams and closed.

use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{Funding, Service, Standing};
use holdfast_workforce::date::Spell;
use holdfast_workforce::id::{PostId, TeamId};
use holdfast_workforce::record::{Post, PostTerms, Team};
use jiff::civil::Date;

use crate::calendar::{Window, in_years, later, years_later};
use crate::jobs::{self, Job};
use crate::place::Place;
use crate::structure::Work;
use crate::world::World;

/// The share of the authority's social workers in adults' services.
const ADULTS: f64 = 0.15;

/// Part-time posts.
const PART_TIME: [(i64, u32); 5] = [
    (800_000, 40),
    (600_000, 30),
    (500_000, 18),
    (700_000, 6),
    (900_000, 6),
];

/// What a new post is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewPost {
    pub(crate) service: Service,
    pub(crate) job: Job,
    pub(crate) fte: Fte,
    pub(crate) standing: Standing,
    pub(crate) funding: Funding,
    pub(crate) spell: Spell,
    pub(crate) conversion: Option<Date>,
}

/// FTE as a number, for shares and targets.
pub(crate) fn number(fte: Fte) -> f64 {
    fte.units() as f64 / 1e6
}

/// The FTE of the establishment that a service is heading for.
fn wanted(world: &World, service: Service, day: Date) -> f64 {
    let targets = world.targets(day);
    let share = match service {
        Service::Children => 1.0 - ADULTS,
        Service::Adults => ADULTS,
    };
    world.fte * share * targets.size / (1.0 - targets.vacancy)
}

/// Makes posts until the establishment is as large as it should be, or closes
/// vacant ones until it is as small.
pub(crate) fn resize(world: &mut World, service: Service, day: Date, is_new: NewOrGrown) {
    let wanted = wanted(world, service, day);
    let mix = jobs::mix(service, &world.character.roles);
    let mut have: Vec<f64> = mix
        .iter()
        .map(|(job, _)| fte_of(world, service, *job))
        .collect();
    let mut total: f64 = have.iter().sum();
    while total + 0.5 < wanted {
        let lacking = |place: &usize| mix[*place].1 * wanted - have[*place];
        let most = (0..mix.len()).max_by(|one, other| lacking(one).total_cmp(&lacking(other)));
        let place = most.unwrap_or_default();
        let post = draw_post(world, service, mix[place].0, day, is_new);
        have[place] += number(post.fte);
        total += number(post.fte);
        add(world, post);
    }
    if total > wanted + 2.0 {
        close_vacant(world, service, day, total - wanted);
    }
}

/// Whether posts are those of the first day or came later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NewOrGrown {
    /// Of the first day.
    New,
    /// Came later.
    Grown,
}

fn fte_of(world: &World, service: Service, job: Job) -> f64 {
    let places = world.places.iter();
    let same = places.filter(|it| it.service == service && it.job == job && it.is_established());
    same.map(|place| number(place.terms().fte)).sum()
}

fn draw_post(world: &mut World, service: Service, job: Job, day: Date, age: NewOrGrown) -> NewPost {
    let leads = matches!(
        job,
        Job::HeadOfService | Job::ServiceManager | Job::TeamManager
    );
    let part_time = if leads { 0.03 } else { 0.085 };
    let fte = match world.draw.chance(part_time) {
        true => Fte::from_units(world.draw.choose(&PART_TIME)),
        false => Fte::ONE,
    };
    let weights = match age {
        NewOrGrown::New => [
            (Funding::Base, 93),
            (Funding::Temporary, 3),
            (Funding::Grant, 4),
        ],
        NewOrGrown::Grown => [
            (Funding::Base, 60),
            (Funding::Temporary, 30),
            (Funding::Grant, 10),
        ],
    };
    let funding = if leads {
        Funding::Base
    } else {
        world.draw.choose(&weights)
    };
    let until = (funding != Funding::Base).then(|| {
        let months = world.draw.between(12, 42);
        later(day, months * 365 / 12)
            .last_of_month()
            .tomorrow()
            .unwrap_or(day)
    });
    NewPost {
        service,
        job,
        fte,
        standing: Standing::Established,
        funding,
        spell: Spell { from: day, until },
        conversion: None,
    }
}

/// Adds a post to the team that has room for it.
pub(crate) fn add(world: &mut World, new: NewPost) -> usize {
    let unit = unit_for(world, new.service, new.job);
    world.units[unit].posts += 1;
    let team = &world.units[unit].team;
    let terms = PostTerms {
        spell: new.spell,
        title: None,
        team: team.id,
        role: world.roles[new.job as usize].id,
        fte: new.fte,
        funding: new.funding,
        standing: new.standing,
        conversion: new.conversion,
        grade: Some(new.job.facts().grade.to_owned()),
        budget_code: Some(budget_code(&team.reference, new.funding)),
        over_reason: None,
    };
    let post = Post {
        id: PostId::next(&mut world.ids),
        reference: format!("N{:05}", world.places.len() + 1),
        terms: vec![terms],
    };
    world.places.push(Place {
        post,
        job: new.job,
        unit,
        service: new.service,
        holders: Vec::new(),
        covers: Vec::new(),
        free_from: new.spell.from,
        is_closed: false,
    });
    world.places.len() - 1
}

fn budget_code(team: &str, funding: Funding) -> String {
    let fund = match funding {
        Funding::Base => "1000",
        Funding::Temporary => "2000",
        Funding::Grant => "3000",
    };
    format!("{team}-{fund}")
}

/// The team with the fewest posts for its weight.
fn unit_for(world: &World, service: Service, job: Job) -> usize {
    let units = world.units.iter().enumerate();
    let taking = units.filter(|(_, unit)| {
        unit.team.service == service
            && unit.work.takes(job) > 0.0
            && unit.team.spell.is_none_or(|s| s.until.is_none())
    });
    let load = |(_, unit): &(usize, &crate::structure::Unit)| {
        f64::from(unit.posts + 1) / unit.work.takes(job)
    };
    taking
        .min_by(|one, other| load(one).total_cmp(&load(other)))
        .map_or(0, |(index, _)| index)
}

fn close_vacant(world: &mut World, service: Service, day: Date, mut surplus: f64) {
    for (place, vacant) in world.open_vacancies(service) {
        let it = &world.places[place];
        let fte = it.terms().fte;
        let is_untouched = it.holders.is_empty() && it.covers.is_empty() && it.free_from <= day;
        if is_untouched && vacant == fte && it.terms().spell.from < day && surplus > number(fte) {
            world.places[place].close(day);
            surplus -= number(fte);
        }
    }
}

/// The quarter's decisions about posts, taken on its first day.
pub(crate) fn review(world: &mut World, window: Window) {
    if ![1, 4, 7, 10].contains(&window.month()) || window.first.day() != 1 {
        return;
    }
    let day = window.first;
    for service in [Service::Children, Service::Adults] {
        thaw(world, service, day);
        resize(world, service, day, NewOrGrown::Grown);
        freeze(world, service, day);
    }
    if window.month() == 4 {
        let age = in_years(day) - in_years(world.from);
        if (2.0..3.0).contains(&age) {
            regrade(world, day);
        }
        if (4.0..5.0).contains(&age) {
            restructure(world, day);
        }
    }
}

fn freeze(world: &mut World, service: Service, day: Date) {
    for (place, vacant) in world.open_vacancies(service) {
        let it = &world.places[place];
        let is_quiet = it.covers.is_empty() && it.free_from <= day && it.terms().fte == vacant;
        if is_quiet && it.terms().spell.until.is_none() && world.draw.chance(0.06) {
            world.places[place].alter(day, |terms| terms.standing = Standing::Frozen);
        }
    }
}

fn thaw(world: &mut World, service: Service, day: Date) {
    for place in 0..world.places.len() {
        let it = &world.places[place];
        let is_frozen = !it.is_closed && it.terms().standing == Standing::Frozen;
        if is_frozen && it.service == service && world.draw.chance(0.35) {
            world.places[place].alter(day, |terms| terms.standing = Standing::Established);
        }
    }
}

/// Regrades the posts of social workers.
fn regrade(world: &mut World, day: Date) {
    let jobs = [Job::SocialWorker, Job::DutySocialWorker];
    for place in world
        .places
        .iter_mut()
        .filter(|it| !it.is_closed && jobs.contains(&it.job))
    {
        place.alter(day, |terms| {
            terms.grade = Some("G9 career grade".to_owned())
        });
    }
}

/// One team is closed and a new one takes over its posts.
fn restructure(world: &mut World, day: Date) {
    let of_kind = |work| world.units.iter().rposition(|unit| unit.work == work);
    let Some(old) = of_kind(Work::FamilyHelp) else {
        return;
    };
    let number = world.units.len() + 1;
    let mut unit = world.units[old].clone();
    unit.team = Team {
        id: TeamId::next(&mut world.ids),
        reference: format!("C{number:02}"),
        name: unit.team.name.replace(
            "Family Help and Protection",
            "Multi-Agency Child Protection",
        ),
        spell: Some(Spell::starting(day)),
        ..unit.team
    };
    let (id, code) = (unit.team.id, unit.team.reference.clone());
    world.units[old].team.spell = Some(Spell {
        from: years_later(world.from, -10),
        until: Some(day),
    });
    world.units.push(unit);
    let new = world.units.len() - 1;
    for place in world
        .places
        .iter_mut()
        .filter(|it| !it.is_closed && it.unit == old)
    {
        place.unit = new;
        place.alter(day, |terms| {
            terms.team = id;
            terms.budget_code = Some(budget_code(&code, terms.funding));
        });
    }
}

/// Temporary posts whose money ends in the window: some are kept on the base
/// budget, vacant ones close.
pub(crate) fn end_temporary(world: &mut World, window: Window) {
    for place in 0..world.places.len() {
        let it = &world.places[place];
        let Some(until) = it.terms().spell.until.filter(|_| !it.is_closed) else {
            continue;
        };
        if until > later(window.last, 1) || !it.is_established() {
            continue;
        }
        if it.holders.is_empty() {
            world.end_vacancy_cover(place, until);
            world.places[place].close(until);
        } else {
            keep(world, place, until);
        }
    }
}

fn keep(world: &mut World, place: usize, day: Date) {
    let code = budget_code(
        &world.units[world.places[place].unit].team.reference,
        Funding::Base,
    );
    world.places[place].alter(day, |terms| {
        terms.spell.until = None;
        terms.funding = Funding::Base;
        terms.budget_code = Some(code);
    });
}
