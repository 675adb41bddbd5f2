//! What is counted on a day: in post, agency, vacancies.

use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{CoverReason, Holding, OrganisationRole};
use holdfast_workforce::date::{Spell, day_after};
use holdfast_workforce::record::{Assignment, Post};
use jiff::civil::Date;

use crate::definition::{Measure, Topic};
use crate::figure::{Part, Row, Subject};
use crate::formula::Component;
use crate::ledger::Reckoning;
use crate::population::{Membership, Piece, counted_role};
use crate::value::Quantity;

pub(crate) fn part(reckoning: &Reckoning<'_>, component: Component) -> Part {
    let at = reckoning.at;
    let mut rows = match component {
        Component::InPostHeadcount => headcount(reckoning, at),
        Component::InPostHeadcountBefore => headcount(reckoning, reckoning.year_before()),
        Component::AgencyFte | Component::AgencyHeadcount | Component::AgencyCoverFte => {
            agency(reckoning, component)
        }
        Component::VacanciesFte => vacancies(reckoning),
        Component::EstablishedFte => established(reckoning),
        Component::PractitionersFte => fte_of(reckoning, |role| {
            matches!(
                role,
                OrganisationRole::SeniorPractitioner
                    | OrganisationRole::CaseHolder
                    | OrganisationRole::QualifiedWithoutCases
            )
        }),
        Component::FirstLineManagersFte => {
            fte_of(reckoning, |role| role == OrganisationRole::FirstLineManager)
        }
        _ => fte_of(reckoning, |_| true),
    };
    rows.retain(|row| reckoning.keep(row));
    Part::of_rows(component, rows)
}

/// A row for a piece of somebody's work.
pub(crate) fn piece_row(piece: &Piece, amount: Quantity, spell: Spell) -> Row {
    Row {
        subject: Subject::Assignment(piece.assignment),
        person: Some(piece.person),
        post: Some(piece.post),
        team: Some(piece.team),
        role: Some(piece.role),
        amount,
        spell: Some(spell),
    }
}

/// A row that counts a person once, in the post of their most senior role.
pub(crate) fn person_row(membership: &Membership, day: Date) -> Option<Row> {
    let piece = membership.main_piece(day)?;
    Some(piece_row(piece, Quantity::ONE, membership.spell))
}

fn headcount(reckoning: &Reckoning<'_>, day: Date) -> Vec<Row> {
    let population = &reckoning.ledger.population;
    population
        .in_post(day)
        .filter_map(|membership| person_row(membership, day))
        .collect()
}

/// The rows of the FTE of a member on a day.
pub(crate) fn fte_rows(membership: &Membership, day: Date) -> impl Iterator<Item = Row> {
    membership
        .pieces_on(day)
        .map(|piece| piece_row(piece, piece.fte, piece.spell))
}

fn fte_of(reckoning: &Reckoning<'_>, wanted: impl Fn(OrganisationRole) -> bool) -> Vec<Row> {
    let day = reckoning.at;
    let members = reckoning.ledger.population.in_post(day);
    members
        .flat_map(|membership| membership.pieces_on(day))
        .filter(|piece| wanted(piece.organisation_role))
        .map(|piece| piece_row(piece, piece.fte, piece.spell))
        .collect()
}

fn agency(reckoning: &Reckoning<'_>, component: Component) -> Vec<Row> {
    let pieces = reckoning.ledger.population.agency_on(reckoning.at);
    pieces
        .filter(|piece| {
            component != Component::AgencyCoverFte || piece.cover == Some(CoverReason::Vacancy)
        })
        .map(|piece| {
            let amount = match component {
                Component::AgencyHeadcount => Quantity::ONE,
                _ => piece.fte,
            };
            piece_row(piece, amount, piece.spell)
        })
        .collect()
}

fn established(reckoning: &Reckoning<'_>) -> Vec<Row> {
    let posts = reckoning.ledger.workforce.posts().iter();
    posts
        .filter_map(|post| post_row(reckoning, post, |_, fte| fte))
        .collect()
}

fn vacancies(reckoning: &Reckoning<'_>) -> Vec<Row> {
    let posts = reckoning.ledger.workforce.posts().iter();
    posts
        .filter_map(|post| {
            post_row(reckoning, post, |post, fte| {
                (fte - held(reckoning, post)).or_zero()
            })
        })
        .filter(|row| !row.amount.is_zero())
        .collect()
}

/// A row for a budgeted post of the population's roles, if it is one.
fn post_row(
    reckoning: &Reckoning<'_>,
    post: &Post,
    amount: impl Fn(&Post, Fte) -> Fte,
) -> Option<Row> {
    let ledger = reckoning.ledger;
    let terms = post.terms_on(reckoning.at)?;
    if !terms.standing.is_established() {
        return None;
    }
    counted_role(ledger.workforce, ledger.service, terms)?;
    Some(Row {
        subject: Subject::Post(post.id),
        person: None,
        post: Some(post.id),
        team: Some(terms.team),
        role: Some(terms.role),
        amount: amount(post, terms.fte),
        spell: Some(terms.spell),
    })
}

/// The FTE of the post's holders, those away included. Whoever leaves the
/// workforce on the day no longer holds it, as in the statistics.
fn held(reckoning: &Reckoning<'_>, post: &Post) -> Fte {
    let day = reckoning.at;
    let workforce = reckoning.ledger.workforce;
    let next = day_after(day);
    let population = &reckoning.ledger.population;
    let is_in_post = |holder: &Assignment| {
        let engagement = workforce.engagements().get(holder.engagement);
        engagement.is_some_and(|it| population.is_in_post(it.person, day))
    };
    workforce
        .assignments()
        .linking(post.id)
        .filter(|it| it.holding == Holding::Substantive && it.spell.contains(day))
        .filter(|it| it.spell.contains(next) || is_in_post(it))
        .map(|it| it.fte)
        .sum()
}

/// How the official vacancies differ from the Establishment page's.
pub(crate) fn note(reckoning: &Reckoning<'_>, measure: Measure) -> Option<String> {
    let definition = measure.definition();
    let counts_vacancies = definition
        .formula
        .components()
        .contains(&Component::VacanciesFte);
    if definition.topic != Topic::VacanciesAndAgency || !counts_vacancies {
        return None;
    }
    let vacant = reckoning
        .part(Component::VacanciesFte)
        .amount
        .clone()
        .ok()?;
    let page = reckoning.vacancies_of_page()?;
    (vacant != page).then(|| {
        format!(
            "The Establishment page shows {} FTE vacancies. It counts posts of all roles, and sets FTE held beyond a post’s own, or in additional posts, against vacancies; this measure counts the posts of social workers alone, each by itself.",
            page.rounded(2)
        )
    })
}
