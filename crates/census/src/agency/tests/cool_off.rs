use super::*;

/// Somebody who left on a day and is back through an agency on another.
fn back(left: Date, start: Date) -> (Council, Worker, Worker) {
    let mut council = council();
    let kim = agency(&mut council, "Kim", start, None);
    let former = employ(&mut council, kim, date(2020, 4, 1), left);
    (council, kim, former)
}

fn state_of(left: Date, start: Date) -> State {
    let (council, ..) = back(left, start);
    let of = Quarter::of(start).to_string();
    state(&built(&council, &of, ""), RuleId::R5)
}

#[test]
fn three_months_are_counted_to_the_day() {
    // Left on 15 January: 15 April is three months later.
    assert_eq!(
        state_of(date(2025, 1, 15), date(2025, 4, 14)),
        State::NotKept
    );
    // Then nothing is known of other councils of the region.
    assert_eq!(
        state_of(date(2025, 1, 15), date(2025, 4, 15)),
        State::CannotTell
    );
}

#[test]
fn three_months_end_with_the_month_where_it_is_shorter() {
    // Three months after 30 November 2024: there is no 30 February, so the 28th.
    assert_eq!(
        state_of(date(2024, 11, 30), date(2025, 2, 27)),
        State::NotKept
    );
    assert_eq!(
        state_of(date(2024, 11, 30), date(2025, 2, 28)),
        State::CannotTell
    );
    // In the leap year 2028 it is the 29th.
    assert_eq!(
        state_of(date(2027, 11, 30), date(2028, 2, 28)),
        State::NotKept
    );
    assert_eq!(
        state_of(date(2027, 11, 30), date(2028, 2, 29)),
        State::CannotTell
    );
    // Three months after 29 February 2028 is 29 May.
    assert_eq!(
        state_of(date(2028, 2, 29), date(2028, 5, 28)),
        State::NotKept
    );
    assert_eq!(
        state_of(date(2028, 2, 29), date(2028, 5, 29)),
        State::CannotTell
    );
}

#[test]
fn the_reason_names_the_days() {
    let (council, ..) = back(date(2025, 1, 15), date(2025, 2, 3));
    let it = built(&council, "2025-Q1", "");
    assert_eq!(
        only(&it, RuleId::R5).why,
        "Left this council on 15 January 2025 and came back on 3 February 2025; 3 months end on 15 April 2025."
    );
}

#[test]
fn redundancy_is_excepted_by_the_records() {
    let (mut council, _, former) = back(date(2025, 1, 15), date(2025, 2, 3));
    council.edit::<Engagement>(former.engagement, |it| {
        it.reason = Some(LeavingReason::VoluntaryRedundancy);
    });
    assert_eq!(
        state(&built(&council, "2025-Q1", ""), RuleId::R5),
        State::Kept
    );
}

#[test]
fn the_other_exceptions_are_answered_and_another_region_is_none_for_this_council() {
    let (council, ..) = back(date(2025, 1, 15), date(2025, 2, 3));
    let with = |exception: &str| {
        let answers = format!(
            "[[assignment]]\nreference = \"A-Kim\"\ncool_off_exception = \"{exception}\"\n"
        );
        state(&built(&council, "2025-Q1", &answers), RuleId::R5)
    };
    assert_eq!(with("probation"), State::Kept);
    assert_eq!(with("permanent_role"), State::Kept);
    assert_eq!(with("redundancy"), State::Kept);
    assert_eq!(with("other_region"), State::NotKept);
}

#[test]
fn a_former_employee_under_another_record_is_known_by_the_registration_number() {
    let mut council = council();
    let kim = agency(&mut council, "Kim", date(2025, 2, 3), None);
    let post = council.post("other");
    let other = council.holder("K. Im", post);
    let spell = fixture::days(date(2021, 5, 3), date(2025, 1, 15));
    council.edit::<Engagement>(other.engagement, |it| it.spell = spell);
    council.edit::<Assignment>(other.assignment, |it| it.spell = spell);
    assert_eq!(
        state(&built(&council, "2025-Q1", ""), RuleId::R5),
        State::CannotTell
    );
    for (person, number) in [(kim.person, "SW42"), (other.person, " sw42 ")] {
        council.edit::<Person>(person, |it| it.registration = Some(number.into()));
    }
    assert_eq!(
        state(&built(&council, "2025-Q1", ""), RuleId::R5),
        State::NotKept
    );
    // A word that stands for many is no number.
    for person in [kim.person, other.person] {
        council.edit::<Person>(person, |it| it.registration = Some("TBC".into()));
    }
    assert_eq!(
        state(&built(&council, "2025-Q1", ""), RuleId::R5),
        State::CannotTell
    );
}

#[test]
fn a_longer_time_that_is_agreed_later_binds_those_who_begin_then() {
    let book = RuleBook::read(
        "name = \"Ours\"\nextends = \"national\"\nregion = \"london\"\n[[parameter]]\nname = \"cool_off_months\"\nvalue = 6\nregion = \"london\"\nfrom = 2026-04-01\nsource = \"x\"\n",
    )
    .expect("it reads");
    let state_of = |left, start| {
        let (council, ..) = back(left, start);
        state(&built_by(&council, "2026-Q2", &book, ""), RuleId::R5)
    };
    // Both came back after four months, one of them before the six were agreed.
    assert_eq!(
        state_of(date(2025, 11, 15), date(2026, 3, 16)),
        State::CannotTell
    );
    assert_eq!(
        state_of(date(2025, 12, 15), date(2026, 4, 15)),
        State::NotKept
    );
}

#[test]
fn another_council_counts_where_it_is_in_the_same_region() {
    let mut council = council();
    agency(&mut council, "Kim", date(2025, 2, 3), None);
    let book = RuleBook::read("name = \"Ours\"\nextends = \"national\"\nregion = \"london\"\n")
        .expect("it reads");
    let with = |region: &str, last_day: &str| {
        let answers = format!(
            "[[assignment]]\nreference = \"A-Kim\"\nlast_role_elsewhere = {{ authority = \"Other\", region = \"{region}\", last_day = {last_day} }}\n"
        );
        state(&built_by(&council, "2025-Q1", &book, &answers), RuleId::R5)
    };
    // 3 November 2024 and three months are 3 February 2025.
    assert_eq!(with("london", "2024-11-03"), State::Kept);
    assert_eq!(with("london", "2024-11-04"), State::NotKept);
    assert_eq!(with("south_east", "2024-11-04"), State::Kept);
    let none = "[[assignment]]\nreference = \"A-Kim\"\nno_recent_role_elsewhere = true\n";
    assert_eq!(
        state(&built(&council, "2025-Q1", none), RuleId::R5),
        State::Kept
    );
}
