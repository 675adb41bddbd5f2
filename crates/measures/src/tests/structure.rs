//! Managers and appointments.

use holdfast_workforce::codes::{CoverReason, Holding, OrganisationRole};
use holdfast_workforce::fixture::{START, days, fte};
use holdfast_workforce::id::PostId;
use jiff::civil::date;

use super::*;
use Measure as M;

fn post_as(council: &mut Council, name: &str, organisation_role: OrganisationRole) -> PostId {
    let role = role(council, name, organisation_role);
    council.post_with(name, |it| it.role = role)
}

#[test]
fn the_span_of_control_sets_practitioners_against_their_managers() {
    use OrganisationRole as R;
    let mut council = council();
    for (name, organisation_role) in [
        ("senior manager", R::SeniorManager),
        ("middle manager", R::MiddleManager),
        ("team manager", R::FirstLineManager),
        ("senior practitioner", R::SeniorPractitioner),
        ("reviewing officer", R::QualifiedWithoutCases),
    ] {
        let post = post_as(&mut council, name, organisation_role);
        council.holder(name, post);
    }
    for name in ["A", "B", "C"] {
        employ(&mut council, name, spell(START, None), "0.9");
    }
    let covered = council.post("covered");
    council.agency("Agency", covered, CoverReason::Vacancy);
    // 1 + 1 + 3 x 0.9 = 4.7 practitioners to 1.0 first line manager.
    assert_shown(&council, &[(M::SpanOfControl, "4.70")]);
}

#[test]
fn without_managers_there_is_no_span_of_control() {
    let mut council = council();
    employ(&mut council, "A", spell(START, None), "1");
    assert_shown(
        &council,
        &[(M::SpanOfControl, "z"), (M::InternalFillRate, "z")],
    );
}

#[test]
fn internal_appointments_are_of_those_employed_the_day_before() {
    let mut council = council();
    let above = post_as(&mut council, "above", OrganisationRole::FirstLineManager);
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    council.edit::<Assignment>(ada.assignment, |it| {
        it.spell = days(START, date(2022, 2, 28));
    });
    let later = spell(date(2022, 3, 1), None);
    council.assign(ada.engagement, above, |it| it.spell = later);
    for name in ["B", "C"] {
        employ(&mut council, name, later, "1");
    }
    // Ada from inside, two from outside: 1 / 3.
    assert_shown(&council, &[(M::InternalFillRate, "33.3")]);
}

#[test]
fn covers_and_new_terms_in_the_same_post_are_no_appointments() {
    let mut council = council();
    let post = council.post("post");
    let later = spell(date(2022, 3, 1), None);
    let ada = engage(&mut council, "Ada", spell(START, None), |it| {
        (it.post, it.spell) = (post, days(START, date(2022, 2, 28)));
    });
    council.assign(ada.engagement, post, |it| {
        (it.spell, it.fte) = (later, fte("0.5"))
    });
    let project = council.post("project");
    council.assign(ada.engagement, project, |it| {
        (it.spell, it.fte, it.holding) = (later, fte("0.5"), Holding::Seconded);
    });
    assert_shown(&council, &[(M::InternalFillRate, "z")]);
    employ(&mut council, "Ben", later, "1");
    assert_shown(&council, &[(M::InternalFillRate, "0.0")]);
}
