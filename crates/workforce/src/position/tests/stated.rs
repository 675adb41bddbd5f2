//! Stated positions that divide their counts in several ways.

use jiff::civil::date;

use super::{row, shown, stated};
use crate::code::CodeSet as _;
use crate::codes::{Service, StatedCategory};
use crate::fixture::Council;
use crate::id::{RoleId, TeamId};
use crate::position::{Dimension, Line, RowKey, Selection, beneath, position, team_tree};
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
