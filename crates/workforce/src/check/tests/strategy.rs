//! Rules on the strategy, on what members ask, and on pledges.

use jiff::civil::date;

use crate::change::Change;
use crate::codes::{Decision, PledgeSort, Progress, StrategySort};
use crate::fixture::{Council, START, days, put, strategy_item};
use crate::id::{AcknowledgementId, BoardId, MemberRequestId, PersonId, PledgeId, StrategyItemId};
use crate::record::{Acknowledgement, Board, MemberRequest, Pledge, StrategyItem};

fn item(council: &mut Council, sort: StrategySort) -> StrategyItem {
    let id = StrategyItemId::next(&mut council.ids);
    strategy_item(id, &id.to_string(), sort)
}

fn owned(council: &mut Council) -> StrategyItem {
    StrategyItem {
        owner: Some("Head of service".into()),
        due: Some(date(2021, 3, 31)),
        ..item(council, StrategySort::Action)
    }
}

fn risk(council: &mut Council, likelihood: u32, impact: Option<u32>) -> Change {
    put(StrategyItem {
        likelihood: Some(likelihood),
        impact,
        ..item(council, StrategySort::Risk)
    })
}

fn request(council: &mut Council) -> MemberRequest {
    let board = Board {
        id: BoardId::next(&mut council.ids),
        reference: "SC".into(),
        name: "Scrutiny".into(),
        chair: None,
        purpose: None,
        meets: None,
    };
    council.add(board.clone());
    MemberRequest {
        id: MemberRequestId::next(&mut council.ids),
        reference: "M1".into(),
        board: board.id,
        asked_by: "A member".into(),
        asked_on: date(2021, 1, 14),
        question: "How many posts are vacant?".into(),
        due: None,
        answered_on: None,
        answer: None,
        item: None,
    }
}

fn pledge(council: &mut Council) -> PledgeId {
    let id = PledgeId::next(&mut council.ids);
    council.add(Pledge {
        id,
        reference: "P1".into(),
        sort: PledgeSort::Council,
        text: "Supervision every month".into(),
        spell: Some(days(START, date(2021, 3, 31))),
        order: 1,
    });
    id
}

fn acknowledged(council: &mut Council, pledge: PledgeId, person: PersonId, day: i8) -> Change {
    put(Acknowledgement {
        id: AcknowledgementId::next(&mut council.ids),
        pledge,
        person,
        on: date(2021, 3, day),
    })
}

super::examples! {
    "item-below-itself" {
        an_action_may_stand_beneath_an_objective: |council| {
            let objective = item(council, StrategySort::Objective);
            let action = StrategyItem { parent: Some(objective.id), ..owned(council) };
            vec![put(objective), put(action)]
        };
        two_items_may_not_stand_beneath_each_other: |council| {
            let (one, other) = (owned(council), owned(council));
            let (one_id, other_id) = (one.id, other.id);
            vec![
                put(StrategyItem { parent: Some(other_id), ..one }),
                put(StrategyItem { parent: Some(one_id), ..other }),
            ]
        };
    }
    "rating-impossible" {
        five_times_five_is_the_worst_risk: |council| vec![risk(council, 5, Some(5))];
        there_is_no_likelihood_of_six: |council| vec![risk(council, 6, Some(5))];
    }
    "rating-missing" {
        a_priority_needs_no_rating: |council| vec![put(item(council, StrategySort::Priority))];
        a_risk_has_an_impact: |council| vec![risk(council, 3, None)];
    }
    "owner-missing" {
        what_is_done_needs_no_owner_any_more: |council| {
            let done = item(council, StrategySort::Action);
            vec![put(StrategyItem { progress: Progress::Done, ..done })]
        };
        an_open_action_has_an_owner: |council| vec![put(StrategyItem { owner: None, ..owned(council) })];
    }
    "decision-in-part" {
        a_proposal_may_wait_for_its_decision: |council| vec![put(item(council, StrategySort::Proposal))];
        a_decision_has_a_day: |council| {
            let proposal = item(council, StrategySort::Proposal);
            vec![put(StrategyItem { decision: Some(Decision::Agreed), ..proposal })]
        };
    }
    "target-without-measure" {
        a_target_of_a_measure_is_one: |council| vec![put(StrategyItem {
            measure: Some("vacancy_rate".into()),
            target: "10".parse().ok(),
            ..owned(council)
        })];
        a_target_of_nothing_is_none: |council| vec![put(StrategyItem {
            target: "10".parse().ok(),
            ..owned(council)
        })];
    }
    "target-without-day" {
        a_measure_without_a_target_needs_no_day: |council| vec![put(StrategyItem {
            measure: Some("vacancy_rate".into()),
            ..item(council, StrategySort::Objective)
        })];
        a_target_is_due_on_a_day: |council| vec![put(StrategyItem {
            measure: Some("vacancy_rate".into()),
            target: "10".parse().ok(),
            ..item(council, StrategySort::Objective)
        })];
    }
    "answer-in-part" {
        a_question_may_wait_for_its_answer: |council| vec![put(request(council))];
        an_answer_has_a_day: |council| {
            let asked = request(council);
            vec![put(MemberRequest { answer: Some("12".into()), ..asked })]
        };
    }
    "acknowledged-outside-pledge" {
        a_pledge_is_acknowledged_on_its_last_day: |council| {
            let (pledge, ada) = (pledge(council), council.person("Ada"));
            vec![acknowledged(council, pledge, ada, 31)]
        };
        a_pledge_that_is_over_is_not_acknowledged: |council| {
            let (pledge, ada) = (pledge(council), council.person("Ada"));
            council.edit::<Pledge>(pledge, |it| it.spell = Some(days(START, date(2021, 3, 30))));
            vec![acknowledged(council, pledge, ada, 31)]
        };
    }
    "acknowledged-twice" {
        two_people_acknowledge_a_pledge: |council| {
            let pledge = pledge(council);
            let (ada, ben) = (council.person("Ada"), council.person("Ben"));
            vec![acknowledged(council, pledge, ada, 1), acknowledged(council, pledge, ben, 1)]
        };
        one_person_does_not_acknowledge_it_twice_on_a_day: |council| {
            let (pledge, ada) = (pledge(council), council.person("Ada"));
            vec![acknowledged(council, pledge, ada, 1), acknowledged(council, pledge, ada, 1)]
        };
    }
}

#[test]
fn what_is_due_before_it_begins_is_refused() {
    let mut council = Council::new();
    let wrong = StrategyItem {
        from: Some(date(2021, 4, 1)),
        ..owned(&mut council)
    };
    let broken = super::broken(&council, &[put(wrong)]);
    assert_eq!(broken.into_iter().collect::<Vec<_>>(), ["end-before-start"]);
}

#[test]
fn no_board_is_taken_away_whose_members_asked_something() {
    let mut council = Council::new();
    let asked = request(&mut council);
    let board = asked.board;
    council.add(asked);
    let gone = crate::fixture::remove::<Board>(board);
    let broken = super::broken(&council, &[gone]);
    assert_eq!(
        broken.into_iter().collect::<Vec<_>>(),
        ["still-referred-to"]
    );
}
