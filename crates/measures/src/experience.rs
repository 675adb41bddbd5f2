//! How long people have been in post and qualified.

use holdfast_workforce::date::months_later;
use holdfast_workforce::record::Person;
use jiff::civil::Date;

use crate::definition::{Measure, Topic};
use crate::figure::{Part, Row};
use crate::formula::Component;
use crate::ledger::Reckoning;
use crate::population::Membership;
use crate::stock::person_row;

pub(crate) fn part(reckoning: &Reckoning<'_>, component: Component) -> Part {
    let day = reckoning.at;
    let members = reckoning.ledger.population.in_post(day);
    let mut rows: Vec<Row> = members
        .filter(|membership| counts(reckoning, membership, component))
        .filter_map(|membership| person_row(membership, day))
        .collect();
    rows.retain(|row| reckoning.keep(row));
    Part::of_rows(component, rows)
}

fn counts(reckoning: &Reckoning<'_>, membership: &Membership, component: Component) -> bool {
    use Component as C;
    let at = reckoning.at;
    let qualified = || qualified_on(reckoning, membership);
    match component {
        C::NewlyQualified => membership
            .joined_newly_qualified
            .is_some_and(|joined| is_less_than(joined, 1, at)),
        C::ServiceUnderTwo => is_less_than(membership.since, 2, at),
        C::ServiceUnderFive => is_less_than(membership.since, 5, at),
        C::ExperienceUnderTwo => qualified().is_some_and(|since| is_less_than(since, 2, at)),
        C::ExperienceUnderFive => qualified().is_some_and(|since| is_less_than(since, 5, at)),
        C::Experienced => qualified().is_some_and(|since| !is_less_than(since, 2, at)),
        _ => qualified().is_some(),
    }
}

/// Whether fewer than so many years have passed from a day to another.
fn is_less_than(since: Date, years: i32, at: Date) -> bool {
    at < months_later(since, years * 12)
}

fn qualified_on(reckoning: &Reckoning<'_>, membership: &Membership) -> Option<Date> {
    since(reckoning.ledger.workforce.people().get(membership.person)?)
}

/// The day from which a person's experience counts: that of the
/// qualification, or else of the first registration.
pub fn since(person: &Person) -> Option<Date> {
    person.qualified_on.or(person.registered_on)
}

/// How many people the measures of experience leave out.
pub(crate) fn note(reckoning: &Reckoning<'_>, measure: Measure) -> Option<String> {
    let definition = measure.definition();
    let components = definition.formula.components();
    let by_experience = components.iter().any(|component| {
        matches!(
            component,
            Component::ExperienceKnown | Component::Experienced
        )
    });
    if definition.topic != Topic::Experience || !by_experience {
        return None;
    }
    let all = reckoning.part(Component::InPostHeadcount).rows.len();
    let known = reckoning.part(Component::ExperienceKnown).rows.len();
    match all.saturating_sub(known) {
        0 => None,
        1 => Some(
            "One person in post has neither a date of qualification nor of registration and is left out."
                .to_owned(),
        ),
        unknown => Some(format!(
            "{unknown} people in post have neither a date of qualification nor of registration and are left out."
        )),
    }
}
