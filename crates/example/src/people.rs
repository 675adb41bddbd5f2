//! Makes people: age, sex, ethnicity, qualification, registration.

use holdfast_reference::{AgeBand, AgeRow};
use holdfast_workforce::codes::{Ethnicity, Origin, QualificationLevel, Route, Sex};
use holdfast_workforce::id::PersonId;
use holdfast_workforce::record::Person;
use jiff::civil::{Date, date};

use crate::calendar::{later, years_later};
use crate::calibration;
use crate::names;
use crate::world::World;

/// The register of social workers opened on this day.
const REGISTER_OPENED: Date = date(2005, 4, 1);

/// The share of women; the published figure moves little between years.
const WOMEN: f64 = 0.87;

const ETHNICITIES: [(Ethnicity, u32); 18] = [
    (Ethnicity::WhiteBritish, 6_250),
    (Ethnicity::WhiteIrish, 130),
    (Ethnicity::WhiteOther, 480),
    (Ethnicity::WhiteAndBlackCaribbean, 140),
    (Ethnicity::WhiteAndBlackAfrican, 50),
    (Ethnicity::WhiteAndAsian, 50),
    (Ethnicity::MixedOther, 90),
    (Ethnicity::Indian, 210),
    (Ethnicity::Pakistani, 230),
    (Ethnicity::Bangladeshi, 110),
    (Ethnicity::AsianOther, 110),
    (Ethnicity::BlackCaribbean, 400),
    (Ethnicity::BlackAfrican, 900),
    (Ethnicity::BlackOther, 150),
    (Ethnicity::Chinese, 20),
    (Ethnicity::Other, 90),
    (Ethnicity::Refused, 200),
    (Ethnicity::NotObtained, 390),
];

/// Whom a person is made like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One of those in post.
    InPost,
    /// A starter with experience, or an agency worker.
    Experienced,
    /// A newly qualified social worker.
    NewlyQualified,
    /// Somebody who trains to be a social worker.
    Trainee,
}

/// Makes a person as of a day and gives their place in the list.
pub(crate) fn make(world: &mut World, kind: Kind, on: Date) -> usize {
    let draw = &mut world.draw;
    let age_in_days = draw_age(draw, kind);
    let born = later(on, -age_in_days);
    let sex = if draw.chance(WOMEN) {
        Sex::Female
    } else {
        Sex::Male
    };
    let person = Person {
        id: PersonId::next(&mut world.ids),
        reference: format!("P{:06}", world.people.len() + 1),
        name: Some(names::person(draw, sex)),
        born: Some(born),
        sex: Some(sex),
        ethnicity: Some(draw.choose(&ETHNICITIES)),
        registration: None,
        registered_on: None,
        qualified_on: None,
        qualification: None,
        route: None,
    };
    world.people.push(person);
    let index = world.people.len() - 1;
    match kind {
        Kind::Trainee => {}
        Kind::NewlyQualified => qualify(world, index, qualifying_day(on), None),
        Kind::InPost | Kind::Experienced => {
            let day = experienced_qualifying_day(world, born, on);
            qualify(world, index, day, None);
        }
    }
    index
}

/// Lets a person qualify and register; `route` where it is known.
pub(crate) fn qualify(world: &mut World, person: usize, on: Date, route: Option<Route>) {
    let draw = &mut world.draw;
    let route = route.unwrap_or_else(|| draw_route(draw, on));
    let level = match route {
        Route::StepUp | Route::Frontline | Route::ThinkAhead => QualificationLevel::Postgraduate,
        Route::Apprenticeship => QualificationLevel::Undergraduate,
        Route::Overseas => QualificationLevel::Other,
        _ => draw.choose(&[
            (QualificationLevel::Undergraduate, 57),
            (QualificationLevel::Postgraduate, 40),
            (QualificationLevel::Other, 3),
        ]),
    };
    let registered = later(on, draw.between(10, 40)).max(REGISTER_OPENED);
    let number = format!("ZZ{:0>4}{:05}", world.number, person + 1);
    let person = &mut world.people[person];
    person.qualified_on = Some(on);
    person.registered_on = Some(registered);
    person.registration = Some(number);
    person.qualification = Some(level);
    person.route = Some(route);
}

/// What a starter with experience did before.
pub(crate) fn origin(world: &mut World) -> Origin {
    world.draw.choose(&[
        (Origin::OtherAuthority, 40),
        (Origin::Agency, 18),
        (Origin::OutsideEngland, 7),
        (Origin::OtherSocialWork, 8),
        (Origin::OtherSocialCare, 8),
        (Origin::NoSocialCare, 7),
        (Origin::Other, 4),
        (Origin::NotKnown, 6),
        (Origin::NotCollected, 2),
    ])
}

fn draw_age(draw: &mut crate::draw::Draw, kind: Kind) -> i64 {
    let (low, high) = match kind {
        Kind::NewlyQualified | Kind::Trainee => draw.choose(&[
            ((22, 29), 60),
            ((30, 39), 26),
            ((40, 49), 12),
            ((50, 55), 2),
        ]),
        Kind::InPost => band(draw, |row| row.in_post.headcount.as_float()),
        // The newly qualified are about a third of all starters and the most
        // of the youngest, so those with experience are older than the rest.
        Kind::Experienced => band(draw, |row| {
            let all = row.starters.headcount.as_float();
            all * if row.band == AgeBand::From20To29 {
                0.45
            } else {
                1.0
            }
        }),
    };
    draw.between(low * 365 + low / 4, (high + 1) * 365 - 1)
}

fn band(draw: &mut crate::draw::Draw, weight: fn(&AgeRow) -> f64) -> (i64, i64) {
    let place = draw.weighted(calibration::ages().map(weight));
    [(24, 29), (30, 39), (40, 49), (50, 59), (60, 66)][place.min(4)]
}

/// Courses end in summer; who starts before autumn qualified a year earlier.
fn qualifying_day(start: Date) -> Date {
    let year = if start.month() >= 9 {
        start.year()
    } else {
        start.year() - 1
    };
    date(year, 7, 1)
}

fn experienced_qualifying_day(world: &mut World, born: Date, on: Date) -> Date {
    let earliest = years_later(born, 22).year();
    let latest = (on.year() - 1).max(earliest);
    let span = i64::from(latest - earliest);
    // Many come to social work late: the years since are seldom all there could be.
    let years = (span as f64 * world.draw.within(0.1, 0.95)) as i16;
    let day = date(latest - years.min(30), 7, 1);
    if day < on { day } else { years_later(day, -1) }
}

fn draw_route(draw: &mut crate::draw::Draw, on: Date) -> Route {
    let since = |year: i16, weight: u32| if on.year() >= year { weight } else { 0 };
    draw.choose(&[
        (Route::University, 76),
        (Route::StepUp, since(2012, 9)),
        (Route::Frontline, since(2015, 9)),
        (Route::ThinkAhead, since(2017, 2)),
        (Route::Apprenticeship, since(2021, 8)),
        (Route::Returner, 2),
        (Route::Overseas, 6),
        (Route::Other, 1),
    ])
}
