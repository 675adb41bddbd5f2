//! Where the plan begins, and managed teams.

use super::Check;
use crate::scenario::{MOST_PEOPLE, StartingRole};

/// How far shares that add up to 1 may miss it, through rounding.
const ROUNDING: f64 = 0.005;

pub(super) fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (nth, position) in scenario.start.positions.iter().enumerate() {
        self::position(check, &format!("start.position.{nth}"), position);
    }
    if let Some(agency) = &scenario.start.agency {
        check.within("start.agency", agency.stated_ends().1, 0.0, MOST_PEOPLE);
    }
    managed_teams(check);
    let changes = scenario.establishment.iter().enumerate();
    for (nth, change) in changes {
        check.not_before_start(
            &format!("establishment.{nth}.month"),
            *change.month.get_ref(),
        );
    }
}

fn position(check: &mut Check<'_>, way: &str, position: &StartingRole) {
    check.within(
        &format!("{way}.established"),
        position.established,
        0.0,
        MOST_PEOPLE,
    );
    check.within(
        &format!("{way}.in_post"),
        position.in_post,
        0.0,
        MOST_PEOPLE,
    );
    if let Some(people) = position.people {
        let way = format!("{way}.people");
        if f64::from(people) < position.in_post {
            check.tell(
                &way,
                format!(
                    "{people} people can’t hold {} FTE. Write as many people as FTE, or more",
                    position.in_post
                ),
            );
        }
        check.within(&way, f64::from(people), 0.0, MOST_PEOPLE);
    }
    if let Some(shares) = &position.experience {
        experience(check, &format!("{way}.experience"), shares.get_ref());
    }
}

fn experience(check: &mut Check<'_>, way: &str, shares: &[f64; 5]) {
    let total: f64 = shares.iter().sum();
    if shares.iter().any(|share| !(0.0..=1.0).contains(share)) {
        check.tell(way, "a share is not from 0 to 1. Write 0.2 for 20%");
    } else if (total - 1.0).abs() > ROUNDING {
        let total = format!("{total:.3}");
        let total = total.trim_end_matches('0').trim_end_matches('.');
        check.tell(
            way,
            format!("the shares add up to {total}, not to 1. Mend them so that they do"),
        );
    }
}

fn managed_teams(check: &mut Check<'_>) {
    let teams = &check.scenario.agency.managed_teams;
    check.names(
        "agency.managed_team",
        "name",
        teams.iter().map(|it| it.name.as_str()),
    );
    for (nth, team) in teams.iter().enumerate() {
        let way = format!("agency.managed_team.{nth}");
        let (from, until) = (*team.from.get_ref(), *team.until.get_ref());
        check.not_before_start(&format!("{way}.from"), from);
        check.in_order(&way, Some(from), Some(until));
        check.within(
            &format!("{way}.fte"),
            team.fte.stated_ends().1,
            0.0,
            MOST_PEOPLE,
        );
    }
}
