//! What is counted over the year that ends on a day: starters, leavers,
//! appointments, and averages.

use std::collections::BTreeSet;

use holdfast_workforce::codes::{Contract, Holding};
use holdfast_workforce::date::{day_before, months_later};
use holdfast_workforce::id::PersonId;
use holdfast_workforce::record::{Assignment, Engagement};
use jiff::civil::Date;

use crate::calendar::{days_between, within};
use crate::figure::{Part, Row, Subject};
use crate::formula::Component;
use crate::ledger::Reckoning;
use crate::population::{Membership, counted_role};
use crate::stock::{fte_rows, person_row, piece_row};
use crate::value::Quantity;

pub(crate) fn part(reckoning: &Reckoning<'_>, component: Component) -> Part {
    use Component as C;
    let mut rows = match component {
        C::StartersFte | C::StartersHeadcount => starters(reckoning, component),
        C::LeaversFte | C::LeaversHeadcount => leavers(reckoning, component),
        C::AllLeaversFte | C::AllLeaversHeadcount => all_leavers(reckoning, component),
        C::MonthEndsInPostFte | C::MonthEndsInPostHeadcount => month_ends(reckoning, component),
        C::AgencyFteDays => agency_days(reckoning),
        C::DaysInYear => return days_in_year(reckoning),
        C::InternalAppointments => appointments(reckoning, |it| it.internal),
        _ => appointments(reckoning, |_| true),
    };
    rows.retain(|row| reckoning.keep(row));
    Part::of_rows(component, rows)
}

/// The rows of one member on a day: their FTE, or one person.
fn member_rows(
    membership: &Membership,
    day: Date,
    component: Component,
) -> impl Iterator<Item = Row> {
    use Component as C;
    let counts_fte = matches!(
        component,
        C::StartersFte | C::LeaversFte | C::AllLeaversFte | C::MonthEndsInPostFte
    );
    let fte = counts_fte.then(|| fte_rows(membership, day));
    let person = (!counts_fte).then(|| person_row(membership, day));
    fte.into_iter()
        .flatten()
        .map(|row| Row {
            spell: Some(membership.spell),
            ..row
        })
        .chain(person.flatten())
}

fn starters(reckoning: &Reckoning<'_>, component: Component) -> Vec<Row> {
    let day = reckoning.at;
    let members = reckoning.ledger.population.in_post(day);
    members
        .filter(|membership| membership.spell.from >= reckoning.year_begin())
        .flat_map(|membership| member_rows(membership, day, component))
        .collect()
}

/// Leavers count with the FTE, team and role of the last year's end.
fn leavers(reckoning: &Reckoning<'_>, component: Component) -> Vec<Row> {
    let before = reckoning.year_before();
    let members = reckoning.ledger.population.in_post(before);
    members
        .filter(|membership| reckoning.ends_in_year(membership.spell.until))
        .flat_map(|membership| member_rows(membership, before, component))
        .collect()
}

/// Everybody who left, with the FTE, team and role of their last day.
fn all_leavers(reckoning: &Reckoning<'_>, component: Component) -> Vec<Row> {
    let members = reckoning.ledger.population.memberships.iter();
    members
        .filter(|membership| reckoning.ends_in_year(membership.spell.until))
        .flat_map(|membership| {
            let last = membership.spell.last_day().unwrap_or(reckoning.at);
            member_rows(membership, last, component)
        })
        .collect()
}

/// A row for each post of each member: so much at each of its month-ends,
/// added up.
fn month_ends(reckoning: &Reckoning<'_>, component: Component) -> Vec<Row> {
    let days: Vec<_> = month_ends_of(reckoning.at).collect();
    let mut rows: Vec<Row> = Vec::new();
    for membership in &reckoning.ledger.population.memberships {
        let begin = rows.len();
        for day in days.iter().filter(|day| membership.is_in_post(**day)) {
            for row in member_rows(membership, *day, component) {
                let mut earlier = rows[begin..].iter_mut();
                match earlier.find(|it| stands_beside(it, &row)) {
                    Some(earlier) => earlier.amount += row.amount,
                    None => rows.push(row),
                }
            }
        }
    }
    rows
}

/// Whether two rows of a member are about the same work in the same place.
fn stands_beside(one: &Row, other: &Row) -> bool {
    (one.subject, one.team, one.role) == (other.subject, other.team, other.role)
}

/// The day and the same of each of the twelve months before; month's ends
/// stay month's ends.
pub fn month_ends_of(at: Date) -> impl Iterator<Item = Date> {
    let is_end = at == at.last_of_month();
    (0..=12).rev().map(move |months| {
        let day = months_later(at, -months);
        if is_end { day.last_of_month() } else { day }
    })
}

fn agency_days(reckoning: &Reckoning<'_>) -> Vec<Row> {
    let (first, last) = (reckoning.year_begin(), reckoning.at);
    let pieces = reckoning.ledger.population.agency.iter();
    pieces
        .filter_map(|piece| {
            let spell = within(piece.spell, first, last)?;
            let days = days_between(spell.from, spell.until?);
            let amount = Quantity::from_units(piece.fte.units().saturating_mul(days));
            Some(piece_row(piece, amount, spell))
        })
        .collect()
}

fn days_in_year(reckoning: &Reckoning<'_>) -> Part {
    let days = days_between(reckoning.year_before(), reckoning.at);
    let row = Row {
        subject: Subject::Calendar,
        person: None,
        post: None,
        team: None,
        role: None,
        amount: Quantity::from_units(days.saturating_mul(Quantity::ONE.units())),
        spell: None,
    };
    Part::of_rows(Component::DaysInYear, vec![row])
}

/// Somebody's taking up a post for good.
struct Appointment {
    row: Row,
    /// Whether the council employed the person the day before.
    internal: bool,
}

fn appointments(reckoning: &Reckoning<'_>, wanted: impl Fn(&Appointment) -> bool) -> Vec<Row> {
    let assignments = reckoning.ledger.workforce.assignments().iter();
    assignments
        .filter_map(|assignment| appointment(reckoning, assignment))
        .filter(|appointment| wanted(appointment))
        .map(|appointment| appointment.row)
        .collect()
}

fn appointment(reckoning: &Reckoning<'_>, assignment: &Assignment) -> Option<Appointment> {
    let ledger = reckoning.ledger;
    let first = assignment.spell.from;
    let in_year = reckoning.year_before() < first && first <= reckoning.at;
    if !in_year || assignment.holding != Holding::Substantive {
        return None;
    }
    let workforce = ledger.workforce;
    let (_, person) = workforce.worker(assignment)?;
    let post = workforce.posts().get(assignment.post)?;
    let terms = post.terms_on(first)?;
    counted_role(workforce, ledger.service, terms)?;
    let before = employed_before(reckoning, person.id, first);
    // A new row for the same post, with another FTE for instance, is no appointment.
    if before.posts.contains(&post.id) {
        return None;
    }
    Some(Appointment {
        row: Row {
            subject: Subject::Assignment(assignment.id),
            person: Some(person.id),
            post: Some(post.id),
            team: Some(terms.team),
            role: Some(terms.role),
            amount: Quantity::ONE,
            spell: Some(assignment.spell),
        },
        internal: before.employed,
    })
}

/// What a person was to the council on the day before a date.
struct Before {
    employed: bool,
    posts: BTreeSet<holdfast_workforce::id::PostId>,
}

fn employed_before(reckoning: &Reckoning<'_>, person: PersonId, date: Date) -> Before {
    let workforce = reckoning.ledger.workforce;
    let day = day_before(date);
    let own = |it: &&Engagement| it.contract != Contract::Agency && it.spell.contains(day);
    let engagements: Vec<_> = workforce
        .engagements()
        .linking(person)
        .filter(own)
        .collect();
    let posts = engagements
        .iter()
        .flat_map(|engagement| workforce.assignments().linking(engagement.id))
        .filter(|it| it.holding == Holding::Substantive && it.spell.contains(day))
        .map(|it| it.post)
        .collect();
    Before {
        employed: !engagements.is_empty(),
        posts,
    }
}
