//! Stated positions that divide their counts in several ways.

use jiff::civil::{Date, date};

use super::{row, shown, stated};
use crate::code::CodeSet as _;
use crate::codes::{CountUnit, Service, StatedCategory};
use crate::fixture::Council;
use crate::id::{RoleId, TeamId};
use crate::position::{
    Amounts, Basis, Dimension, Line, Position, RowKey, Selection, beneath, compare, position,
    team_tree,
};
use crate::record::StatedPosition;

fn selection() -> Selection {
    Selection::at(date(2018, 6, 30))
}

fn in_post(council: &mut Council, team: Option<TeamId>, role: Option<RoleId>, value: &str) {
    let count = stated(council, StatedCategory::InPost, value);
    council.add(StatedPosition {
        team,
        role,
        ..count
    });
}

fn in_post_of(council: &Council, selection: &Selection) -> Option<String> {
    let position = position(&council.workforce(), selection, Dimension::Role);
    shown(&position.total, Line::InPost)
}

#[test]
fn a_count_that_is_divided_by_role_and_again_by_team_counts_once() {
    let mut council = Council::new();
    let (team, role) = (council.team, council.role);
    let manager = council.role("Team Manager");
    in_post(&mut council, None, Some(role), "8");
    in_post(&mut council, None, Some(manager), "2");
    in_post(&mut council, Some(team), None, "10");
    assert_eq!(in_post_of(&council, &selection()).as_deref(), Some("10"));
    let workforce = council.workforce();
    let by_team = position(&workforce, &selection(), Dimension::Team);
    assert_eq!(by_team.rows.len(), 1);
    let north = row(&by_team, RowKey::Team(team)).amounts;
    assert_eq!(shown(&north, Line::InPost).as_deref(), Some("10"));
}

#[test]
fn a_team_with_its_roles_beside_it_counts_once() {
    let mut council = Council::new();
    let (team, role) = (council.team, council.role);
    in_post(&mut council, Some(team), None, "10");
    in_post(&mut council, Some(team), Some(role), "9");
    let of_team = Selection {
        team: Some(team),
        ..selection()
    };
    assert_eq!(in_post_of(&council, &selection()).as_deref(), Some("10"));
    assert_eq!(in_post_of(&council, &of_team).as_deref(), Some("10"));
}

#[test]
fn a_team_is_asked_for_with_the_teams_below_it() {
    let mut council = Council::new();
    let below = council.team("Below", Service::Children, Some(council.team));
    let south = council.team("South", Service::Children, None);
    in_post(&mut council, Some(below), None, "4");
    in_post(&mut council, Some(south), None, "3");
    let north = Selection {
        team: Some(council.team),
        ..selection()
    };
    assert_eq!(in_post_of(&council, &north).as_deref(), Some("4"));
    let tree = team_tree(&council.workforce(), &selection());
    let found: Vec<_> = tree
        .iter()
        .map(|row| {
            (
                row.label.as_str(),
                row.depth,
                shown(&row.amounts, Line::InPost),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("North", 0, Some("4".to_owned())),
            ("Below", 1, Some("4".to_owned())),
            ("South", 0, Some("3".to_owned())),
        ]
    );
}

#[test]
fn the_base_budget_is_what_the_limited_funding_leaves_of_the_establishment() {
    let mut council = Council::new();
    for (category, value) in [
        (StatedCategory::Established, "406.31"),
        (StatedCategory::EstablishedTemporary, "30"),
        (StatedCategory::InPost, "298.14"),
        (StatedCategory::Agency, "75.75"),
    ] {
        let count = stated(&mut council, category, value);
        council.add(count);
    }
    let workforce = council.workforce();
    let total = position(&workforce, &selection(), Dimension::Role).total;
    assert_eq!(
        shown(&total, Line::EstablishedBase).as_deref(),
        Some("376.31")
    );
    assert_adds_up(&council);
}

#[test]
fn what_stands_beneath_a_stated_line_adds_up_to_it() {
    let mut council = Council::new();
    for (category, value) in [
        (StatedCategory::InPost, "120"),
        (StatedCategory::Vacant, "18"),
        (StatedCategory::AgencyVacancy, "43"),
        (StatedCategory::AgencyMaternity, "3"),
        (StatedCategory::Trainee, "2"),
    ] {
        let count = stated(&mut council, category, value);
        council.add(count);
    }
    assert_adds_up(&council);
}

/// Every known line is the sum of what stands beneath it.
fn assert_adds_up(council: &Council) {
    let workforce = council.workforce();
    let total = position(&workforce, &selection(), Dimension::Role).total;
    for line in Line::ALL.iter().filter(|line| line.is_additive()) {
        let rows = beneath(&workforce, &selection(), *line);
        let sum = rows.iter().map(|it| it.amount).sum();
        if let Some(amount) = total.get(*line) {
            assert_eq!(amount, sum, "{line}");
        }
    }
}

/// In post in both services: children's 10 FTE on 30 June 2018, and adults' 7
/// on the day and in the unit that is said; children's had 9 a year earlier.
fn two_services(on: Date, unit: CountUnit) -> Council {
    let mut council = Council::new();
    let children = stated(&mut council, StatedCategory::InPost, "10");
    let earlier = StatedPosition {
        on: date(2017, 6, 30),
        ..stated(&mut council, StatedCategory::InPost, "9")
    };
    let adults = StatedPosition {
        service: Service::Adults,
        on,
        unit,
        ..stated(&mut council, StatedCategory::InPost, "7")
    };
    for count in [children, earlier, adults] {
        council.add(count);
    }
    council
}

fn services_of(council: &Council, at: Date) -> Position {
    let selection = Selection::at(at);
    position(&council.workforce(), &selection, Dimension::Service)
}

fn rows_of(position: &Position) -> Vec<(String, Option<String>)> {
    let rows = position.rows.iter();
    rows.map(|row| (row.label.clone(), shown(&row.amounts, Line::InPost)))
        .collect()
}

fn pair(label: &str, amount: &str) -> (String, Option<String>) {
    (label.to_owned(), Some(amount.to_owned()))
}

#[test]
fn each_service_answers_by_its_own_latest_day() {
    let council = two_services(date(2018, 3, 31), CountUnit::Fte);
    let found = services_of(&council, date(2018, 12, 31));
    let rows = [
        pair("Children’s services", "10"),
        pair("Adults’ services", "7"),
    ];
    assert_eq!(rows_of(&found), rows);
    assert_eq!(shown(&found.total, Line::InPost).as_deref(), Some("17"));
    let on = date(2018, 6, 30);
    let sources = vec!["A paper".to_owned()];
    assert_eq!(found.basis, Basis::Stated { on, sources });
    assert_eq!(
        found.notes,
        [
            "Children’s services: the latest count on or before 31 December 2018 is of 30 June 2018.",
            "Adults’ services: the latest count on or before 31 December 2018 is of 31 March 2018.",
        ]
    );
    let selection = Selection::at(date(2018, 12, 31));
    let beneath = beneath(&council.workforce(), &selection, Line::InPost);
    assert_eq!(beneath.len(), 2);
}

#[test]
fn services_counted_on_one_day_say_so_once() {
    let council = two_services(date(2018, 6, 30), CountUnit::Fte);
    let note = "The latest count on or before 31 December 2018 is of 30 June 2018.";
    assert_eq!(services_of(&council, date(2018, 12, 31)).notes, [note]);
    let on_the_day = services_of(&council, date(2018, 6, 30)).notes;
    assert_eq!(on_the_day, Vec::<String>::new());
}

#[test]
fn services_counted_in_different_units_have_rows_and_no_total() {
    let mut council = two_services(date(2018, 6, 30), CountUnit::Headcount);
    let found = services_of(&council, date(2018, 6, 30));
    let rows = [
        pair("Children’s services", "10"),
        pair("Adults’ services (people)", "7"),
    ];
    assert_eq!(rows_of(&found), rows);
    assert_eq!(found.total, Amounts::default());
    let note = "The services are counted in different units, which cannot be added, \
                so no total is known: Children’s services in FTE, Adults’ services in people.";
    assert_eq!(found.notes, [note]);
    let compared = compare(&found, &services_of(&council, date(2017, 6, 30)));
    assert_eq!(
        shown(&compared.rows[0].variance, Line::InPost).as_deref(),
        Some("1")
    );
    assert_eq!(compared.total.variance, Amounts::default());
    // A role that both services have, and a team above those of both.
    let selection = Selection::at(date(2018, 6, 30));
    let all = position(&council.workforce(), &selection, Dimension::Role);
    assert_eq!(rows_of(&all)[0].1, None);
    let (north, adults) = (council.team, Service::Adults);
    let south = council.team("South", adults, Some(north));
    for (team, service, unit) in [
        (north, Service::Children, CountUnit::Fte),
        (south, adults, CountUnit::Headcount),
    ] {
        let count = stated(&mut council, StatedCategory::InPost, "5");
        council.add(StatedPosition {
            team: Some(team),
            service,
            unit,
            ..count
        });
    }
    let tree = team_tree(&council.workforce(), &selection);
    let shares: Vec<_> = tree
        .iter()
        .map(|row| shown(&row.amounts, Line::InPost))
        .collect();
    assert_eq!(shares, [None, Some("5".to_owned())]);
}

#[test]
fn a_count_in_people_is_not_compared_with_one_in_fte() {
    let council = two_services(date(2018, 6, 30), CountUnit::Headcount);
    let adults = |at| {
        let selection = Selection {
            service: Some(Service::Adults),
            ..Selection::at(at)
        };
        position(&council.workforce(), &selection, Dimension::Service)
    };
    let now = adults(date(2018, 6, 30));
    assert_eq!(now.unit, CountUnit::Headcount);
    let children = services_of(
        &two_services(date(2018, 6, 30), CountUnit::Fte),
        now.selection.at,
    );
    let compared = compare(&now, &children);
    assert_eq!(compared.rows[0].variance, Amounts::default());
}
