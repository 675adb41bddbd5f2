//! Rules on pay, caseloads and stated positions.

use jiff::civil::date;

use crate::amount::{Fte, Money};
use crate::change::Change;
use crate::codes::{Contract, CountUnit, PayElement, Service, StatedCategory};
use crate::date::Spell;
use crate::fixture::{Council, START, fte, put, remove};
use crate::id::{CaseloadId, PayId, PersonId, PublicationId, RoleId, StatedPositionId};
use crate::record::{Caseload, Pay, Publication, StatedPosition};

fn pay(council: &mut Council, pence: i64) -> Change {
    let ada = council.person("Ada");
    put(Pay {
        id: PayId::next(&mut council.ids),
        engagement: council.engagement(ada, Contract::Permanent),
        element: PayElement::BaseSalary,
        spell: Spell::starting(START),
        amount: Money::from_units(pence),
    })
}

fn caseload(council: &mut Council, person: PersonId, day: i8, cases: u32) -> Change {
    put(Caseload {
        id: CaseloadId::next(&mut council.ids),
        person,
        on: date(2021, 6, day),
        cases,
    })
}

fn stated(council: &mut Council, role: Option<RoleId>, value: Fte) -> StatedPosition {
    StatedPosition {
        id: StatedPositionId::next(&mut council.ids),
        on: date(2018, 6, 30),
        service: Service::Children,
        team: None,
        role,
        category: StatedCategory::InPost,
        unit: CountUnit::Fte,
        value,
        source: "A paper".into(),
    }
}

super::examples! {
    "pay-impossible" {
        somebody_may_be_paid_nothing: |council| vec![pay(council, 0)];
        nobody_is_paid_a_penny_less_than_nothing: |council| vec![pay(council, -1)];
    }
    "not-a-month-end" {
        caseloads_are_counted_on_the_last_day_of_june: |council| {
            let ada = council.person("Ada");
            vec![caseload(council, ada, 30, 16)]
        };
        caseloads_are_not_counted_a_day_earlier: |council| {
            let ada = council.person("Ada");
            vec![caseload(council, ada, 29, 16)]
        };
    }
    "caseload-counted-twice" {
        two_people_have_two_caseloads: |council| {
            let (ada, ben) = (council.person("Ada"), council.person("Ben"));
            vec![caseload(council, ada, 30, 16), caseload(council, ben, 30, 16)]
        };
        one_person_may_not_have_two_caseloads_in_a_month: |council| {
            let ada = council.person("Ada");
            vec![caseload(council, ada, 30, 16), caseload(council, ada, 30, 17)]
        };
    }
    "caseload-implausible" {
        ninety_nine_cases_are_many: |council| {
            let ada = council.person("Ada");
            vec![caseload(council, ada, 30, 99)]
        };
        a_hundred_cases_are_odd: |council| {
            let ada = council.person("Ada");
            vec![caseload(council, ada, 30, 100)]
        };
    }
    "count-below-zero" {
        a_stated_count_may_be_nought: |council| vec![put(stated(council, None, Fte::ZERO))];
        a_stated_count_may_not_be_below_nought: |council| {
            vec![put(stated(council, None, fte("-25.5")))]
        };
    }
    "count-stated-twice" {
        a_count_in_fte_and_one_of_people_may_stand_beside_each_other: |council| {
            let people = StatedPosition {
                unit: CountUnit::Headcount,
                ..stated(council, None, fte("12"))
            };
            vec![put(stated(council, None, fte("10"))), put(people)]
        };
        two_sources_may_not_state_the_same_count: |council| {
            let other = StatedPosition {
                source: "Another paper".into(),
                ..stated(council, None, fte("12"))
            };
            vec![put(stated(council, None, fte("10"))), put(other)]
        };
    }
    "publication-changed" {
        a_month_may_be_published: |council| vec![put(publication(council, "{}"))];
        what_was_published_may_not_be_published_otherwise: |council| {
            let published = publication(council, "{}");
            council.add(published.clone());
            vec![put(Publication { text: "[]".into(), ..published })]
        };
    }
    "rows-disagree-with-total" {
        rows_that_add_up_to_their_total_agree: |council| {
            let (worker, manager) = (council.role, council.role("Team Manager"));
            vec![
                put(stated(council, Some(worker), fte("129.67"))),
                put(stated(council, Some(manager), fte("51.61"))),
                put(stated(council, None, fte("181.28"))),
            ]
        };
        rows_that_are_a_hundredth_off_their_total_are_told: |council| {
            let (worker, manager) = (council.role, council.role("Team Manager"));
            vec![
                put(stated(council, Some(worker), fte("129.67"))),
                put(stated(council, Some(manager), fte("51.61"))),
                put(stated(council, None, fte("181.27"))),
            ]
        };
    }
}

fn publication(council: &mut Council, text: &str) -> Publication {
    Publication {
        id: PublicationId::next(&mut council.ids),
        reference: "children-2025-03".into(),
        on: date(2025, 4, 9),
        text: text.into(),
    }
}

#[test]
fn what_was_published_may_not_be_taken_away() {
    let mut council = Council::new();
    let published = publication(&mut council, "{}");
    council.add(published.clone());
    let found = super::broken(&council, &[remove::<Publication>(published.id)]);
    assert_eq!(
        found.into_iter().collect::<Vec<_>>(),
        ["publication-changed"]
    );
}

#[test]
fn a_count_that_is_stated_twice_names_both_rows_and_their_sources() {
    let mut council = Council::new();
    let (team, role) = (council.team, council.role);
    let of_team = StatedPosition {
        team: Some(team),
        ..stated(&mut council, Some(role), fte("10"))
    };
    council.add(of_team.clone());
    let other = StatedPosition {
        id: StatedPositionId::next(&mut council.ids),
        value: fte("12.5"),
        source: "Another paper".into(),
        ..of_team
    };
    let found = super::judge(&council, &[put(other.clone())]);
    let words = "is the second source of one count: In post of Children’s services, \
                 North, Social Worker, on 30 June 2018, is 10 FTE by ‘A paper’ and \
                 12.5 FTE by ‘Another paper’";
    assert_eq!(found[0].message, words);
    assert_eq!((found[0].id, found[0].field), (other.id.into(), "source"));
    assert_eq!(found.len(), 1);
}

#[test]
fn rows_by_role_and_rows_by_team_each_divide_the_total() {
    let mut council = Council::new();
    let (role, team) = (council.role, council.team);
    let by_role = stated(&mut council, Some(role), fte("10"));
    let by_team = StatedPosition {
        team: Some(team),
        ..stated(&mut council, None, fte("10"))
    };
    let total = stated(&mut council, None, fte("10"));
    let changes = [put(by_role), put(by_team), put(total)];
    assert_eq!(super::judge(&council, &changes), []);
}

#[test]
fn a_disagreement_at_another_date_is_not_told_again() {
    let mut council = Council::new();
    let role = council.role;
    let (row, total) = (
        stated(&mut council, Some(role), fte("10")),
        stated(&mut council, None, fte("11")),
    );
    council.add(row);
    council.add(total);
    let later = StatedPosition {
        on: date(2019, 6, 30),
        ..stated(&mut council, None, fte("12"))
    };
    assert_eq!(super::judge(&council, &[put(later)]), []);
}
