use super::*;

/// Somebody who registered on a day, was employed by the council for a time
/// and comes through an agency on 3 November 2025.
fn state_of(registration: Date, employed: &[(Date, Date)], answers: &str) -> State {
    let mut council = council();
    let kim = agency(&mut council, "Kim", date(2025, 11, 3), None);
    registered(&mut council, kim, registration);
    for (first, last) in employed {
        employ(&mut council, kim, *first, *last);
    }
    state(&built(&council, "2025-Q4", answers), RuleId::R6)
}

const LONG_AGO: Date = date(2010, 7, 1);

#[test]
fn three_years_with_this_council_are_certain() {
    // From 1 January 2021 three years end with 31 December 2023.
    let begin = date(2021, 1, 1);
    assert_eq!(
        state_of(LONG_AGO, &[(begin, date(2023, 12, 31))], ""),
        State::Kept
    );
    assert_eq!(
        state_of(LONG_AGO, &[(begin, date(2023, 12, 30))], ""),
        State::CannotTell
    );
    // From 29 February 2020 they end with 27 February 2023, the day before the 28th.
    let leap = date(2020, 2, 29);
    assert_eq!(
        state_of(LONG_AGO, &[(leap, date(2023, 2, 27))], ""),
        State::Kept
    );
    assert_eq!(
        state_of(LONG_AGO, &[(leap, date(2023, 2, 26))], ""),
        State::CannotTell
    );
}

#[test]
fn spells_with_a_gap_are_added_up_in_days() {
    // 2018 has 365 days; 1 January 2020 to 31 December 2021 has 366 + 365 = 731: 1,096 in all,
    // which is 3 × 365¼ = 1,095.75 rounded up.
    let gap = |last| {
        [
            (date(2018, 1, 1), date(2018, 12, 31)),
            (date(2020, 1, 1), last),
        ]
    };
    assert_eq!(
        state_of(LONG_AGO, &gap(date(2021, 12, 31)), ""),
        State::Kept
    );
    assert_eq!(
        state_of(LONG_AGO, &gap(date(2021, 12, 30)), ""),
        State::CannotTell
    );
}

#[test]
fn time_before_registration_does_not_count() {
    let employed = [(date(2020, 1, 1), date(2024, 12, 31))];
    assert_eq!(state_of(date(2022, 1, 1), &employed, ""), State::Kept);
    assert_eq!(state_of(date(2022, 1, 2), &employed, ""), State::CannotTell);
}

#[test]
fn whoever_registered_less_than_three_years_before_cannot_have_them() {
    assert_eq!(state_of(date(2022, 11, 4), &[], ""), State::NotKept);
    assert_eq!(state_of(date(2022, 11, 3), &[], ""), State::CannotTell);
    let confirmed = "[[assignment]]\nreference = \"A-Kim\"\nexperience_confirmed = true\n";
    assert_eq!(state_of(date(2022, 11, 3), &[], confirmed), State::Kept);
    // No answer makes the impossible true.
    assert_eq!(state_of(date(2022, 11, 4), &[], confirmed), State::NotKept);
}

#[test]
fn agency_years_do_not_count() {
    let mut council = council();
    let kim = agency(&mut council, "Kim", date(2025, 11, 3), None);
    registered(&mut council, kim, LONG_AGO);
    let earlier = agency(
        &mut council,
        "Old",
        date(2015, 1, 5),
        Some(date(2024, 12, 31)),
    );
    council.edit::<Engagement>(earlier.engagement, |it| it.person = kim.person);
    assert_eq!(
        state(&built(&council, "2025-Q4", ""), RuleId::R6),
        State::CannotTell
    );
}
