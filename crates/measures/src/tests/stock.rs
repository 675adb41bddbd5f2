//! Who is in post on a day.

use holdfast_workforce::codes::{AbsenceKind, Contract, Holding, OrganisationRole, Standing};
use holdfast_workforce::fixture::{START, days, fte};
use holdfast_workforce::record::Role;
use jiff::civil::date;

use super::*;
use Measure as M;

#[test]
fn in_post_adds_up_fte_and_counts_people() {
    let mut council = council();
    employ(&mut council, "Ada", spell(START, None), "1");
    employ(&mut council, "Ben", spell(START, None), "0.6");
    // 1 + 0.6 = 1.6 FTE of 2 people.
    assert_shown(
        &council,
        &[(M::InPostFte, "1.6"), (M::InPostHeadcount, "2")],
    );
}

#[test]
fn one_person_in_two_posts_counts_once_with_the_fte_of_both() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "0.5");
    let second = council.post("second");
    council.assign(ada.engagement, second, |it| it.fte = fte("0.4"));
    assert_shown(
        &council,
        &[(M::InPostFte, "0.9"), (M::InPostHeadcount, "1")],
    );
}

#[test]
fn of_two_posts_the_more_senior_one_counts_for_the_person() {
    let mut council = council();
    let manager = role(&mut council, "Manager", OrganisationRole::FirstLineManager);
    let ada = employ(&mut council, "Ada", spell(START, None), "0.6");
    let senior = council.post_with("senior", |it| it.role = manager);
    council.assign(ada.engagement, senior, |it| it.fte = fte("0.4"));
    let found = figure(&council, M::InPostHeadcount, YEAR_END);
    let roles: Vec<_> = found.parts[0].rows.iter().map(|row| row.role).collect();
    assert_eq!(roles, [Some(manager)]);
}

#[test]
fn roles_outside_the_workforce_return_do_not_count() {
    let mut council = council();
    let support = council.role("Family Support Worker");
    let post = council.post_with("support", |it| it.role = support);
    council.holder("Ada", post);
    assert_shown(&council, &[(M::InPostFte, "0.0"), (M::VacanciesFte, "0.0")]);
}

#[test]
fn newly_qualified_workers_outside_the_establishment_count_and_trainees_do_not() {
    let mut council = council();
    let academy = council.post_with("academy", |it| it.standing = Standing::NewlyQualified);
    council.holder("Ada", academy);
    let additional = council.post_with("additional", |it| it.standing = Standing::Additional);
    council.holder("Ben", additional);
    let trainee = council.post_with("trainee", |it| it.standing = Standing::Trainee);
    council.holder("Cat", trainee);
    // Ada and Ben; none of the three posts is budgeted, so none can be vacant.
    assert_shown(
        &council,
        &[
            (M::InPostHeadcount, "2"),
            (M::VacanciesFte, "0.0"),
            (M::VacancyRate, "0.0"),
            (M::VacancyShareOfEstablishment, "z"),
        ],
    );
}

#[test]
fn maternity_and_sickness_leave_people_in_post() {
    let mut council = council();
    for (name, kind) in [
        ("Ada", AbsenceKind::Maternity),
        ("Ben", AbsenceKind::LongTermSickness),
        ("Cat", AbsenceKind::Secondment),
        ("Dan", AbsenceKind::CareerBreak),
    ] {
        let worker = employ(&mut council, name, spell(START, None), "1");
        let away = days(date(2022, 7, 1), date(2022, 12, 31));
        council.absence(worker.engagement, kind, away);
    }
    // Ada and Ben are in post; Cat and Dan are not, and their posts are not vacant.
    assert_shown(
        &council,
        &[(M::InPostHeadcount, "2"), (M::VacanciesFte, "0.0")],
    );
}

#[test]
fn a_secondment_to_another_post_of_the_service_is_no_absence_from_it() {
    let mut council = council();
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    let project = council.post("project");
    let away = days(date(2022, 7, 1), date(2022, 12, 31));
    council.absence(ada.engagement, AbsenceKind::Secondment, away);
    council.assign(ada.engagement, project, |it| {
        (it.spell, it.holding) = (away, Holding::Seconded);
    });
    // 1.0 in the project post; nobody holds that post for good, so it is vacant.
    assert_shown(
        &council,
        &[
            (M::InPostFte, "1.0"),
            (M::StartersHeadcount, "0"),
            (M::LeaversHeadcount, "0"),
            (M::VacanciesFte, "1.0"),
        ],
    );
}

#[test]
fn whoever_acts_up_counts_once_in_the_post_above() {
    let mut council = council();
    let manager = role(&mut council, "Manager", OrganisationRole::FirstLineManager);
    let above = council.post_with("above", |it| it.role = manager);
    let ada = employ(&mut council, "Ada", spell(START, None), "1");
    let away = days(date(2022, 7, 1), date(2022, 12, 31));
    council.absence(ada.engagement, AbsenceKind::ActUp, away);
    council.assign(ada.engagement, above, |it| {
        (it.spell, it.holding) = (away, Holding::ActingUp);
    });
    // One FTE of a manager, none of a practitioner: 0 practitioners for 1 manager.
    assert_shown(
        &council,
        &[
            (M::InPostFte, "1.0"),
            (M::InPostHeadcount, "1"),
            (M::SpanOfControl, "0.00"),
            (M::LeaversHeadcount, "0"),
        ],
    );
}

#[test]
fn a_contract_that_follows_the_other_on_the_next_day_leaves_the_post_held() {
    let mut council = council();
    let post = council.post("post");
    let ada = engage(&mut council, "Ada", spell(START, YEAR_END), |it| {
        it.post = post
    });
    let next = council.engagement(ada.person, Contract::FixedTerm);
    let after = spell(date(2022, 10, 1), None);
    council.edit::<Engagement>(next, |it| it.spell = after);
    council.assign(next, post, |it| it.spell = after);
    // On the last day of the first contract Ada is in post and nothing is vacant.
    assert_shown(&council, &[(M::InPostFte, "1.0"), (M::VacanciesFte, "0.0")]);
}

#[test]
fn an_empty_council_divides_nothing_by_nothing() {
    let mut council = council();
    council.post("empty");
    let role = council.role;
    council.edit::<Role>(role, |it| it.organisation_role = None);
    assert_shown(
        &council,
        &[
            (M::VacancyRate, "z"),
            (M::AgencyRateFte, "z"),
            (M::AgencyRateHeadcount, "z"),
            (M::TurnoverRateFte, "z"),
        ],
    );
}

#[test]
fn somebody_on_loan_from_another_employer_counts() {
    let mut council = council();
    let post = council.post("loan");
    council.worker("Ada", Contract::SecondmentIn, post, |_| ());
    assert_shown(
        &council,
        &[(M::InPostHeadcount, "1"), (M::AgencyHeadcount, "0")],
    );
}
