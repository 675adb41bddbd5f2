//! Requests, pledges and audits of small councils, worked out by hand.

use holdfast_workforce::codes::{AuditGrade, AuditMethod, PledgeSort, Service};
use holdfast_workforce::fixture::Council;
use holdfast_workforce::id::{
    AcknowledgementId, BoardId, MemberRequestId, PledgeId, PracticeAuditId, TeamId,
};
use holdfast_workforce::record::{
    Acknowledgement, Board, MemberRequest, Pledge, PracticeAudit, Team,
};
use jiff::civil::{Date, date};

use super::TODAY;
use crate::strategy::*;

#[test]
fn the_longest_overdue_request_comes_first_and_answers_come_last() {
    let mut council = Council::new();
    let board = BoardId::next(&mut council.ids);
    council.add(Board {
        id: board,
        reference: "SC".into(),
        name: "Scrutiny Committee".into(),
        chair: None,
        purpose: None,
        meets: None,
    });
    let asked = [
        ("M1", None, Some(date(2022, 8, 3))),
        ("M2", Some(date(2022, 9, 20)), None),
        ("M3", Some(date(2022, 9, 10)), None),
        ("M4", Some(date(2022, 12, 1)), None),
        ("M5", Some(date(2022, 8, 1)), Some(date(2022, 8, 4))),
    ];
    for (reference, due, answered_on) in asked {
        let id = MemberRequestId::next(&mut council.ids);
        council.add(MemberRequest {
            id,
            reference: reference.into(),
            board,
            asked_by: "A member".into(),
            asked_on: date(2022, 7, 1),
            question: "How many?".into(),
            due,
            answered_on,
            answer: answered_on.map(|_| "Twelve".into()),
            item: None,
        });
    }
    let workforce = council.workforce();
    let found = requests(&workforce, TODAY);
    let told: Vec<_> = found
        .iter()
        .map(|it| (&*it.request.reference, it.standing, it.reason()))
        .collect();
    let expected = [
        (
            "M3",
            RequestStanding::Overdue,
            "Was due on 10 September 2022, 20 days ago",
        ),
        (
            "M2",
            RequestStanding::Overdue,
            "Was due on 20 September 2022, 10 days ago",
        ),
        ("M4", RequestStanding::Waiting, "Due on 1 December 2022"),
        (
            "M5",
            RequestStanding::Answered,
            "Answered on 4 August 2022, 3 days late",
        ),
        ("M1", RequestStanding::Answered, "Answered on 3 August 2022"),
    ];
    let expected = expected.map(|it| (it.0, it.1, it.2.to_owned()));
    assert_eq!(told, expected);
    // A week before M3 was due nobody was late, and M5 and M1 were answered.
    let before = requests(&workforce, date(2022, 9, 3));
    assert!(
        before
            .iter()
            .all(|it| it.standing != RequestStanding::Overdue)
    );
    assert!(requests(&workforce, date(2022, 6, 30)).is_empty());
}

fn pledged(council: &mut Council, sort: PledgeSort) -> PledgeId {
    let id = PledgeId::next(&mut council.ids);
    council.add(Pledge {
        id,
        reference: id.to_string(),
        sort,
        text: "Supervision every month".into(),
        spell: None,
        order: 1,
    });
    id
}

/// Puts so many people into a team, of whom the first `acknowledge`.
fn staff(council: &mut Council, team: TeamId, people: usize, pledge: PledgeId, acknowledge: usize) {
    for number in 0..people {
        let name = format!("{team}-{number}");
        let post = council.post_with(&name, |it| it.team = team);
        let worker = council.holder(&name, post);
        if number < acknowledge {
            let id = AcknowledgementId::next(&mut council.ids);
            council.add(Acknowledgement {
                id,
                pledge,
                person: worker.person,
                on: date(2022, 5, 1),
            });
        }
    }
}

#[test]
fn small_teams_are_told_together() {
    let mut council = crate::tests::council();
    let pledge = pledged(&mut council, PledgeSort::Council);
    let north = council.team;
    let south = council.team("South", Service::Children, None);
    let east = council.team("East", Service::Children, None);
    staff(&mut council, north, 6, pledge, 3);
    staff(&mut council, south, 3, pledge, 1);
    staff(&mut council, east, 2, pledge, 2);
    let workforce = council.workforce();
    let state = pledges(&workforce, TODAY).remove(0);
    // 3 + 1 + 2 of 6 + 3 + 2: 6 of 11 are 54.5%.
    assert_eq!(state.in_words(), "6 of 11 (55%)");
    let teams: Vec<_> = state
        .teams
        .iter()
        .map(|it| (&*it.label, it.in_words()))
        .collect();
    assert_eq!(
        teams,
        [
            ("North", "3 of 6 (50%)".to_owned()),
            ("2 small teams together", "3 of 5 (60%)".to_owned())
        ]
    );
    let before = pledges(&workforce, date(2022, 4, 30)).remove(0);
    assert_eq!(before.acknowledged, 0);
}

#[test]
fn one_small_team_is_told_with_the_smallest_other() {
    let mut council = crate::tests::council();
    let pledge = pledged(&mut council, PledgeSort::Staff);
    let north = council.team;
    let south = council.team("South", Service::Children, None);
    staff(&mut council, north, 6, pledge, 3);
    staff(&mut council, south, 3, pledge, 1);
    let workforce = council.workforce();
    let state = pledges(&workforce, TODAY).remove(0);
    assert_eq!(state.teams.len(), 1);
    assert_eq!(state.teams[0].label, "2 small teams together");
    assert_eq!(state.teams[0].in_words(), "4 of 9 (44%)");
}

#[test]
fn a_practice_standard_is_for_agency_workers_too() {
    let mut council = crate::tests::council();
    let (standard, pledge) = (
        pledged(&mut council, PledgeSort::Standard),
        pledged(&mut council, PledgeSort::Council),
    );
    let post = council.post("P1");
    council.holder("Ada", post);
    let vacant = council.post("P2");
    council.agency(
        "Ben",
        vacant,
        holdfast_workforce::codes::CoverReason::Vacancy,
    );
    let workforce = council.workforce();
    let expected = |id| {
        let found = pledges(&workforce, TODAY);
        let state = found.into_iter().find(|it| it.pledge.id == id);
        state.map(|it| it.expected)
    };
    assert_eq!((expected(standard), expected(pledge)), (Some(2), Some(1)));
}

fn audited(council: &mut Council, theme: &str, on: Date, good: usize, of: usize) {
    for number in 0..of {
        let id = PracticeAuditId::next(&mut council.ids);
        council.add(PracticeAudit {
            id,
            reference: id.to_string(),
            programme: format!("Audits of {}", on.year()),
            theme: theme.into(),
            on,
            team: Some(council.team),
            method: AuditMethod::CaseAudit,
            grade: Some(match number < good {
                true => AuditGrade::Good,
                false => AuditGrade::RequiresImprovement,
            }),
            finding: None,
            learning: None,
            item: None,
        });
    }
}

#[test]
fn a_theme_travels_where_chance_alone_would_not_give_the_change() {
    let mut council = Council::new();
    // The year to 30 September 2022 begins with the quarter of October 2021.
    let (then, now) = (date(2021, 9, 30), date(2021, 10, 1));
    for (theme, good_then, good_now, of) in [
        // 4 of 20 and 16 of 20: Fisher's exact test gives p = 0.0004.
        ("Plans", 4, 16, 20),
        ("Visits", 16, 4, 20),
        // 6 of 10 and 8 of 10: p = 0.63.
        ("Supervision", 6, 8, 10),
        ("Voice", 0, 4, 4),
    ] {
        audited(&mut council, theme, then, good_then, of);
        audited(&mut council, theme, now, good_now, of);
    }
    let workforce = council.workforce();
    let found = audits(&workforce, TODAY);
    let travel: Vec<_> = found
        .themes
        .iter()
        .map(|it| (&*it.name, it.travel))
        .collect();
    assert_eq!(
        travel,
        [
            ("Plans", Travel::Better),
            ("Supervision", Travel::NoRealChange),
            ("Visits", Travel::Worse),
            ("Voice", Travel::CannotTell)
        ]
    );
    assert_eq!(found.themes[0].now.in_words(), "16 of 20 (80%)");
    assert_eq!(found.themes[3].now.in_words(), "4 of 4");
    let quarters: Vec<_> = found.quarters.iter().map(|it| it.label()).collect();
    assert_eq!(quarters[0], "Oct to Dec 2020");
    assert_eq!(quarters[QUARTERS - 1], "Jul to Sep 2022");
    assert_eq!(found.themes[0].quarters[4].good, 16);
}

#[test]
fn a_programme_says_which_teams_it_covered() {
    let mut council = crate::tests::council();
    let pledge = pledged(&mut council, PledgeSort::Council);
    let north = council.team;
    let south = council.team("South", Service::Children, None);
    staff(&mut council, north, 1, pledge, 0);
    staff(&mut council, south, 1, pledge, 0);
    council.edit::<Team>(south, |it| it.name = "South and coast".into());
    audited(&mut council, "Plans", date(2022, 1, 10), 1, 2);
    let workforce = council.workforce();
    let programme = audits(&workforce, TODAY).programmes.remove(0);
    assert_eq!(programme.programme, "Audits of 2022");
    assert_eq!((programme.teams_covered, programme.teams), (1, 2));
    assert_eq!((programme.count.good, programme.count.graded), (1, 2));
}
