//! The strategy of small councils, worked out by hand.

mod followed;

use holdfast_workforce::amount::Level;
use holdfast_workforce::codes::{Decision, Progress, Service, StrategySort};
use holdfast_workforce::fixture::{Council, strategy_item};
use holdfast_workforce::id::StrategyItemId;
use holdfast_workforce::record::StrategyItem;
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
fn a_figure_is_looked_for_in_earlier_months_and_named_with_its_day() {
    let mut council = aiming(8, |it| {
        it.measure = Some("average_caseload".into());
        it.baseline = level("20");
        it.target = level("10");
    });
    let person = council.workforce().people().iter().next().map(|it| it.id);
    let id = holdfast_workforce::id::CaseloadId::next(&mut council.ids);
    council.add(holdfast_workforce::record::Caseload {
        id,
        person: person.expect("somebody"),
        on: date(2022, 8, 31),
        cases: 12,
    });
    let (_, standing, reason) = told(&council).remove(0);
    // Halfway the way from 20 to 10 asks 15.
    assert_eq!(standing, Standing::OnTrack);
    assert!(
        reason.starts_with("Average caseload is 12.0 cases per FTE on 31 August 2022, on the way"),
        "{reason}"
    );
}

#[test]
fn parts_that_await_a_decision_are_told_so() {
    let mut council = Council::new();
    let objective = add(&mut council, "O", StrategySort::Objective, |_| ());
    for reference in ["P1", "P2"] {
        add(&mut council, reference, StrategySort::Proposal, |it| {
            it.parent = Some(objective);
        });
    }
    add(&mut council, "R", StrategySort::Risk, |_| ());
    let found = told(&council);
    assert_eq!(found[0].1, Standing::Awaiting);
    assert_eq!(found[0].2, "All 2 parts await a decision");
    assert_eq!(found[3].2, "Not rated");
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
