//! Who joined, who left, and how either is told.

use super::*;

const FLOW: [Item; 8] = [
    Item::FTE,
    Item::RoleStartDate,
    Item::StartOrigin,
    Item::RoleEndDate,
    Item::LeaverDestination,
    Item::ReasonLeave,
    Item::FTE30,
    Item::Cases30,
];

fn leave(council: &mut Council, worker: Worker, last: Date) {
    let spell = days(START, last);
    council.edit::<Assignment>(worker.assignment, |it| it.spell = spell);
    council.edit::<Engagement>(worker.engagement, |it| {
        it.spell = spell;
        it.reason = Some(LeavingReason::Retired);
        it.destination = Some(Destination::NoSocialCare);
    });
}

#[test]
fn a_leaver_has_no_fte_and_no_cases_and_last_years_fte() {
    let mut council = council();
    let ada = ada(&mut council);
    leave(&mut council, ada, date(2025, 3, 31));
    let built = built(&council, 2025);
    let expected = [
        "0.000000",
        "2020-04-01",
        "2",
        "2025-03-31",
        "6",
        "5",
        "1.000000",
        "—",
    ];
    assert_eq!(text(only(&built), &FLOW), expected);
    let also = [Item::WorkingDaysLost, Item::BaseSalary, Item::Absat30Sept];
    assert_eq!(text(only(&built), &also), ["2.25", "42000.00", "—"]);
}

#[test]
fn whoever_leaves_on_the_reference_date_is_a_leaver() {
    let mut council = council();
    let ada = ada(&mut council);
    leave(&mut council, ada, date(2025, 9, 30));
    let built = built(&council, 2025);
    assert_eq!(text(only(&built), &FLOW)[3], "2025-09-30");
}

#[test]
fn starters_had_no_fte_a_year_before_leavers_of_the_same_year_neither() {
    let mut council = council();
    let ada = ada(&mut council);
    let first = date(2025, 2, 3);
    council.edit::<Assignment>(ada.assignment, |it| it.spell.from = first);
    council.edit::<Engagement>(ada.engagement, |it| it.spell.from = first);
    let starter = [
        "1.000000",
        "2025-02-03",
        "2",
        "—",
        "—",
        "—",
        "0.000000",
        "16",
    ];
    assert_eq!(text(only(&built(&council, 2025)), &FLOW), starter);
    let last = Some(date(2025, 7, 1));
    council.edit::<Assignment>(ada.assignment, |it| it.spell.until = last);
    council.edit::<Engagement>(ada.engagement, |it| it.spell.until = last);
    // Neither reason nor destination is recorded: not yet collected.
    let leaver = [
        "0.000000",
        "2025-02-03",
        "2",
        "2025-06-30",
        "9",
        "10",
        "0.000000",
        "—",
    ];
    assert_eq!(text(only(&built(&council, 2025)), &FLOW), leaver);
}

#[test]
fn career_breaks_and_secondments_are_told_as_the_statistics_count_them() {
    for (kind, gone, back) in [
        (AbsenceKind::CareerBreak, ["6", "8"], "7"),
        (AbsenceKind::Secondment, ["7", "8"], "8"),
    ] {
        let mut council = council();
        let ada = ada(&mut council);
        let away = days(date(2024, 12, 1), date(2025, 5, 31));
        council.absence(ada.engagement, kind, away);
        let built = built(&council, 2025);
        let [leaver, starter] = built.file.workers.as_slice() else {
            panic!("{kind:?}: {:?}", built.file.workers);
        };
        let ended = [
            Item::RoleEndDate,
            Item::LeaverDestination,
            Item::ReasonLeave,
        ];
        assert_eq!(text(leaver, &ended), ["2024-11-30", gone[0], gone[1]]);
        let began = [Item::RoleStartDate, Item::StartOrigin, Item::FTE30];
        assert_eq!(text(starter, &began), ["2025-06-01", back, "0.000000"]);
        // Ada was sick while away, which counts in neither.
        let lost = |block| text(block, &[Item::WorkingDaysLost]);
        assert_eq!(
            (lost(leaver), lost(starter)),
            (vec!["0".into()], vec!["0".into()])
        );
    }
}

#[test]
fn a_move_to_adults_services_is_a_move_within_the_authority() {
    let mut council = council();
    let ada = ada(&mut council);
    let team = council.team("Adults", Service::Adults, None);
    let post = council.post_with("Adults 1", |terms| terms.team = team);
    let turn = date(2025, 1, 1);
    council.edit::<Assignment>(ada.assignment, |it| it.spell.until = Some(turn));
    council.assign(ada.engagement, post, |it| it.spell.from = turn);
    let ended = [
        Item::RoleEndDate,
        Item::LeaverDestination,
        Item::ReasonLeave,
    ];
    let built = built(&council, 2025);
    assert_eq!(text(only(&built), &ended), ["2024-12-31", "5", "7"]);
}

#[test]
fn a_move_from_adults_services_is_another_social_care_role() {
    let mut council = council();
    let ada = ada(&mut council);
    let team = council.team("Adults", Service::Adults, None);
    let post = council.post_with("Adults 1", |terms| terms.team = team);
    let turn = date(2025, 1, 1);
    council.edit::<Assignment>(ada.assignment, |it| it.spell.from = turn);
    council.assign(ada.engagement, post, |it| it.spell.until = Some(turn));
    let began = [Item::RoleStartDate, Item::StartOrigin];
    let built = built(&council, 2025);
    assert_eq!(text(only(&built), &began), ["2025-01-01", "6"]);
}
