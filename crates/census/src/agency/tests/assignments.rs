use super::*;
use holdfast_workforce::codes::Service;

fn references(it: &AgencyReturn) -> Vec<&str> {
    it.assignments
        .iter()
        .map(|it| it.reference.as_str())
        .collect()
}

#[test]
fn an_assignment_counts_when_one_of_its_days_is_in_the_quarter() {
    let mut council = council();
    agency(
        &mut council,
        "last-day",
        date(2024, 6, 3),
        Some(date(2025, 1, 1)),
    );
    agency(
        &mut council,
        "over",
        date(2024, 6, 3),
        Some(date(2024, 12, 31)),
    );
    agency(&mut council, "first-day", date(2025, 3, 31), None);
    agency(&mut council, "later", date(2025, 4, 1), None);
    let post = council.post("permanent");
    council.holder("Pat", post);
    let it = built(&council, "2025-Q1", "");
    assert_eq!(references(&it), ["A-last-day", "A-first-day"]);
}

#[test]
fn adults_services_and_roles_that_are_no_social_work_do_not_count() {
    let mut council = council();
    let adults = council.team("Adults", Service::Adults, None);
    let post = council.post_with("adults", |terms| terms.team = adults);
    council.agency("Ada", post, CoverReason::Vacancy);
    let support = council.role("Family support worker");
    council.edit::<Role>(support, |role| role.registered = false);
    let post = council.post_with("support", |terms| terms.role = support);
    council.agency("Sam", post, CoverReason::Vacancy);
    let it = built(&council, "2025-Q1", "");
    assert_eq!(references(&it), Vec::<&str>::new());
    let note = "1 agency assignments in children’s services";
    assert!(
        it.notes.iter().any(|it| it.starts_with(note)),
        "{:?}",
        it.notes
    );
}

#[test]
fn weeks_are_whole_and_reviews_are_due_every_twelve() {
    let mut council = council();
    // From Monday 6 January 2025 twelve weeks reach to Sunday 30 March: the review is due
    // on Monday 31 March, the last day of the quarter, when 12 weeks and a day have begun.
    agency(&mut council, "Kim", date(2025, 1, 6), None);
    let it = built(&council, "2025-Q1", "");
    let row = &it.assignments[0];
    assert_eq!(row.weeks, 12);
    assert_eq!(row.reviews_due, [date(2025, 3, 31)]);
    assert_eq!(row.next_review, Some(date(2025, 6, 23)));
    // A quarter later: 31 March and 84 days are 23 June.
    let it = built(&council, "2025-Q2", "");
    assert_eq!(it.assignments[0].reviews_due, [date(2025, 6, 23)]);
    assert_eq!(it.assignments[0].next_review, Some(date(2025, 9, 15)));
}

#[test]
fn no_review_is_due_after_the_last_day() {
    let mut council = council();
    agency(
        &mut council,
        "Kim",
        date(2025, 1, 6),
        Some(date(2025, 3, 30)),
    );
    let row = built(&council, "2025-Q1", "").assignments.remove(0);
    assert_eq!(
        (row.weeks, row.reviews_due, row.next_review),
        (12, vec![], None)
    );
}

#[test]
fn pay_and_charge_are_those_of_the_last_day_in_the_quarter() {
    let mut council = council();
    let kim = agency(&mut council, "Kim", date(2025, 1, 6), None);
    let until = fixture::days(date(2025, 1, 6), date(2025, 3, 30));
    pays(&mut council, kim, PayElement::AgencyPay, until, "30");
    pays(
        &mut council,
        kim,
        PayElement::AgencyPay,
        Spell::starting(date(2025, 3, 31)),
        "31.5",
    );
    let row = built(&council, "2025-Q1", "").assignments.remove(0);
    assert_eq!(row.pay, "31.5".parse().ok());
    assert_eq!(row.charge, None);
}

#[test]
fn answers_that_belong_to_no_assignment_are_told_with_what_was_meant() {
    let mut council = council();
    agency(&mut council, "1204", date(2025, 1, 6), None);
    let it = built(
        &council,
        "2025-Q1",
        "[[assignment]]\nreference = \"A-1205\"\n",
    );
    assert_eq!(
        it.oddities[0].to_string(),
        "assignment A-1205: no agency assignment of the quarter has this reference; its answers are not used. Did you mean ‘A-1204’?"
    );
}
