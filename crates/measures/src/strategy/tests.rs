//! The strategy of small councils, worked out by hand.

use holdfast_workforce::amount::Level;
use holdfast_workforce::codes::{
    AuditGrade, AuditMethod, Decision, PledgeSort, Progress, Service, StrategySort,
};
use holdfast_workforce::fixture::{Council, strategy_item};
use holdfast_workforce::id::{
    AcknowledgementId, BoardId, MemberRequestId, PledgeId, PracticeAuditId, StrategyItemId, TeamId,
};
use holdfast_workforce::record::{
    Acknowledgement, Board, MemberRequest, Pledge, PracticeAudit, StrategyItem, Team,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

/// The day on which the tests look.
const TODAY: Date = date(2022, 9, 30);

fn level(digits: &str) -> Option<Level> {
    digits.parse().ok()
}

/// Adds an item, and gives its identifier.
fn add(
    council: &mut Council,
    reference: &str,
    sort: StrategySort,
    details: impl FnOnce(&mut StrategyItem),
) -> StrategyItemId {
    let id = StrategyItemId::next(&mut council.ids);
    let mut item = strategy_item(id, reference, sort);
    details(&mut item);
    council.add(item);
    id
}

/// How the items stand, with their reasons.
fn told(council: &Council) -> Vec<(String, Standing, String)> {
    let workforce = council.workforce();
    let states = items(&workforce, TODAY);
    let told = states.into_iter();
    told.map(|it| (it.item.reference.clone(), it.standing, it.reason))
        .collect()
}

/// How one action stands.
fn action(details: impl FnOnce(&mut StrategyItem)) -> (Standing, String) {
    let mut council = Council::new();
    add(&mut council, "A", StrategySort::Action, details);
    let (_, standing, reason) = told(&council).remove(0);
    (standing, reason)
}

#[test]
fn the_days_say_how_an_action_stands() {
    let due = |day: Date| move |it: &mut StrategyItem| it.due = Some(day);
    let says = |found: (Standing, String), standing, reason: &str| {
        assert_eq!(found, (standing, reason.to_owned()));
    };
    says(
        action(due(date(2022, 9, 29))),
        Standing::Overdue,
        "Was due on 29 September 2022, 1 day ago",
    );
    says(action(due(TODAY)), Standing::DueSoon, "Due today");
    // 30 September and 30 October are 30 days apart.
    says(
        action(due(date(2022, 10, 30))),
        Standing::DueSoon,
        "Due on 30 October 2022, in 30 days",
    );
    says(
        action(due(date(2022, 10, 31))),
        Standing::OnTrack,
        "Under way, due on 31 October 2022",
    );
    says(
        action(|_| ()),
        Standing::CannotTell,
        "No day is set by which it is to be done",
    );
    says(
        action(|it| it.from = Some(date(2022, 10, 1))),
        Standing::NotBegun,
        "Begins on 1 October 2022",
    );
    says(
        action(|it| {
            it.from = Some(date(2022, 9, 1));
            it.due = Some(date(2023, 3, 31));
            it.progress = Progress::NotStarted;
        }),
        Standing::Behind,
        "Was to begin on 1 September 2022 and is not started",
    );
}

#[test]
fn what_ended_after_the_date_was_under_way_on_it() {
    let done = |day: Date| {
        action(|it| {
            it.progress = Progress::Done;
            it.due = Some(date(2022, 9, 1));
            it.ended_on = Some(day);
        })
    };
    let (standing, reason) = done(date(2022, 9, 5));
    assert_eq!(standing, Standing::Done);
    assert_eq!(reason, "Done on 5 September 2022, 4 days after it was due");
    assert_eq!(done(date(2022, 10, 1)).0, Standing::Overdue);
}

#[test]
fn a_proposal_waits_for_its_decision_and_a_refused_one_is_closed() {
    let proposal = |details: fn(&mut StrategyItem)| {
        let mut council = Council::new();
        add(&mut council, "P", StrategySort::Proposal, details);
        told(&council).remove(0).1
    };
    assert_eq!(proposal(|_| ()), Standing::Awaiting);
    assert_eq!(
        proposal(|it| it.due = Some(date(2022, 9, 1))),
        Standing::Overdue
    );
    let decided = |it: &mut StrategyItem, decision| {
        it.decision = Some(decision);
        it.decided_on = Some(date(2022, 9, 1));
    };
    assert_eq!(
        proposal(|it| {
            it.decision = Some(Decision::Agreed);
            it.decided_on = Some(date(2022, 9, 1));
            it.due = Some(date(2023, 3, 31));
        }),
        Standing::OnTrack
    );
    let mut refused = strategy_item(StrategyItemId::from(uuid()), "P", StrategySort::Proposal);
    decided(&mut refused, Decision::Refused);
    let mut council = Council::new();
    council.add(refused);
    assert_eq!(
        told(&council),
        [(
            "P".into(),
            Standing::Refused,
            "Refused on 1 September 2022".into()
        )]
    );
}

fn uuid() -> holdfast_workforce::id::RecordId {
    let mut council = Council::new();
    StrategyItemId::next(&mut council.ids).into()
}

/// A council with so many of ten posts held, and an objective that brings the
/// vacancy rate from 30% to 10% in two years of 365 days.
fn aiming(held: usize, details: impl FnOnce(&mut StrategyItem)) -> Council {
    let mut council = crate::tests::council();
    for number in 0..10 {
        let name = format!("P{number}");
        let post = council.post(&name);
        if number < held {
            council.holder(&name, post);
        }
    }
    add(&mut council, "O", StrategySort::Objective, |it| {
        it.service = Some(Service::Children);
        it.measure = Some("vacancy_rate".into());
        it.from = Some(date(2021, 9, 30));
        it.due = Some(date(2023, 9, 30));
        it.baseline = level("30");
        it.target = level("10");
        details(it);
    });
    council
}

#[test]
fn the_figure_of_its_measure_says_how_an_objective_stands() {
    // Halfway the way from 30 to 10 asks 20: 2 of 10 vacant are 20.0%.
    let council = aiming(8, |_| ());
    assert_eq!(
        told(&council)[0].2,
        "Vacancy rate is 20.0%, on the way to at most 10.0% by 30 September 2023"
    );
    assert_eq!(told(&council)[0].1, Standing::OnTrack);
    let council = aiming(7, |_| ());
    assert_eq!(told(&council)[0].1, Standing::Behind);
    assert_eq!(
        told(&council)[0].2,
        "Vacancy rate is 30.0%, behind the way to at most 10.0% by 30 September 2023, which asks 20.0% now"
    );
}

#[test]
fn nobody_can_mark_a_target_as_done_that_was_missed() {
    let council = aiming(8, |it| {
        it.due = Some(TODAY);
        it.progress = Progress::Done;
    });
    let (_, standing, reason) = told(&council).remove(0);
    assert_eq!(standing, Standing::Overdue);
    assert!(reason.starts_with("Marked as done, but Vacancy rate is 20.0%"));
}

#[test]
fn an_objective_stands_as_the_worse_of_its_figure_and_its_parts() {
    let mut council = aiming(8, |_| ());
    let objective = told_id(&council, "O");
    let part = |council: &mut Council, reference: &str, due: Date| {
        add(council, reference, StrategySort::Action, |it| {
            it.parent = Some(objective);
            it.due = Some(due);
        })
    };
    part(&mut council, "A1", date(2023, 3, 31));
    let (_, standing, reason) = told(&council).remove(0);
    assert_eq!(standing, Standing::OnTrack);
    assert!(reason.ends_with("; its one part is not late"), "{reason}");
    part(&mut council, "A2", date(2022, 8, 31));
    let (_, standing, reason) = told(&council).remove(0);
    assert_eq!(standing, Standing::Behind);
    assert!(reason.ends_with("; 1 of 2 parts is late: A2"), "{reason}");
}

fn told_id(council: &Council, reference: &str) -> StrategyItemId {
    let workforce = council.workforce();
    let item = workforce.strategy_items().by_reference(reference);
    item.expect("the item was added").id
}

#[test]
fn an_objective_without_a_figure_or_a_day_stands_as_its_parts() {
    let mut council = Council::new();
    let objective = add(&mut council, "O", StrategySort::Objective, |_| ());
    for reference in ["A1", "A2"] {
        add(&mut council, reference, StrategySort::Action, |it| {
            it.parent = Some(objective);
            it.progress = Progress::Done;
        });
    }
    add(&mut council, "R", StrategySort::Risk, |it| {
        it.parent = Some(objective);
        it.likelihood = Some(4);
        it.impact = Some(5);
    });
    let expected = [
        ("O", Standing::Done, "All 2 parts are done"),
        ("A1", Standing::Done, "Done"),
        ("A2", Standing::Done, "Done"),
        ("R", Standing::OpenRisk, "High (4 × 5 = 20)"),
    ];
    let found = told(&council);
    let found: Vec<_> = found.iter().map(|it| (&*it.0, it.1, &*it.2)).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_is_closed_says_which_parts_are_still_open() {
    let mut council = Council::new();
    let strand = add(&mut council, "S", StrategySort::Strand, |it| {
        it.progress = Progress::Stopped;
        it.ended_on = Some(date(2022, 9, 1));
    });
    add(&mut council, "A", StrategySort::Action, |it| {
        it.parent = Some(strand);
    });
    let (_, standing, reason) = told(&council).remove(0);
    assert_eq!(standing, Standing::Stopped);
    assert_eq!(
        reason,
        "Stopped on 1 September 2022, though 1 part of it is still open"
    );
}

#[test]
fn items_are_counted_once_and_told_in_a_sentence() {
    let mut council = Council::new();
    let objective = add(&mut council, "O", StrategySort::Objective, |_| ());
    for (reference, due) in [
        ("A1", date(2022, 9, 1)),
        ("A2", date(2022, 10, 1)),
        ("A3", date(2023, 9, 1)),
    ] {
        add(&mut council, reference, StrategySort::Action, |it| {
            it.parent = Some(objective);
            it.due = Some(due);
        });
    }
    let workforce = council.workforce();
    let summary = summary(&items(&workforce, TODAY));
    assert_eq!(
        summary.in_words(),
        "Of 3 pieces of work, 1 is late, 1 is due within 30 days, 1 is on track or not due to begin. The one objective is late."
    );
    assert_eq!((summary.all(), summary.late()), (3, 1));
}

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

proptest! {
    #[test]
    fn every_item_is_told_once_and_none_is_lost(parents in prop::collection::vec(0usize..8, 1..8)) {
        let mut council = Council::new();
        let mut ids = Vec::new();
        for (number, parent) in parents.iter().enumerate() {
            // Each stands beneath one before it, or at the top.
            let parent = ids.get(*parent).copied();
            let id = add(&mut council, &format!("I{number}"), StrategySort::Action, |it| {
                it.parent = parent;
            });
            ids.push(id);
        }
        let workforce = council.workforce();
        let mut found: Vec<_> = items(&workforce, TODAY).iter().map(|it| it.item.id).collect();
        found.sort();
        ids.sort();
        prop_assert_eq!(found, ids);
    }

    #[test]
    fn a_quarter_holds_its_day_and_follows_the_one_before(days in 0i32..20_000) {
        let day = date(1990, 1, 1).saturating_add(jiff::Span::new().days(days));
        let quarter = Quarter::of(day);
        prop_assert!(quarter.spell().contains(day));
        prop_assert_eq!(quarter.before(1).spell().until, Some(quarter.from));
    }
}
