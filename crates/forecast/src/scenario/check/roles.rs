//! Roles that do not exist, and changes that take an establishment below zero.

use holdfast_workforce::nearest::did_you_mean;
use toml::Spanned;

use super::Check;
use crate::opening::OpeningRole;
use crate::scenario::{EstablishmentChange, Scenario};

/// What the scenario says of its own roles.
pub(super) fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    check.names(
        "role",
        "id",
        scenario.roles.iter().map(|role| role.id.get_ref().as_str()),
    );
    check.names(
        "role",
        "name",
        scenario.roles.iter().map(|role| role.name.as_str()),
    );
    positions(check, &listed(scenario));
}

fn positions(check: &mut Check<'_>, listed: &[(&str, &str)]) {
    let positions = &check.scenario.start.positions;
    for (nth, position) in positions.iter().enumerate() {
        let way = format!("start.position.{nth}");
        match &position.role {
            None if positions.len() > 1 => {
                check.tell(&way, "there are several positions. Write the role of each");
            }
            Some(role)
                if positions[..nth]
                    .iter()
                    .any(|it| it.role.as_ref() == Some(role)) =>
            {
                check.tell(
                    &format!("{way}.role"),
                    format!("‘{}’ stands twice. Write each role once", role.get_ref()),
                );
            }
            Some(role)
                if !listed.is_empty() && !listed.iter().any(|(id, _)| id == role.get_ref()) =>
            {
                check.tell(&format!("{way}.role"), no_role(role.get_ref(), listed));
            }
            _ => {}
        }
    }
}

/// The roles that a scenario lists, where it states no position for them.
pub(super) fn listed(scenario: &Scenario) -> Vec<(&str, &str)> {
    let roles = scenario.roles.iter();
    roles
        .map(|role| (role.id.get_ref().as_str(), role.name.as_str()))
        .collect()
}

/// What shows once roles and establishment are known.
pub(super) fn against(check: &mut Check<'_>, roles: &[OpeningRole]) {
    let known: Vec<_> = roles
        .iter()
        .map(|role| (role.id.as_str(), role.name.as_str()))
        .collect();
    unknown(check, &known);
    establishment(check, roles);
}

/// Tells of roles that are not known.
pub(super) fn unknown(check: &mut Check<'_>, known: &[(&str, &str)]) {
    for (way, named) in named_roles(check.scenario) {
        if known
            .iter()
            .any(|(id, name)| *id == named || *name == named)
        {
            continue;
        }
        check.tell(&way, no_role(named, known));
    }
}

fn no_role(named: &str, known: &[(&str, &str)]) -> String {
    let meant = did_you_mean(named, known.iter().flat_map(|(id, name)| [*id, *name]));
    let ids: Vec<_> = known.iter().map(|(id, _)| *id).collect();
    let advice = meant.unwrap_or_else(|| format!("The roles are {}", ids.join(", ")));
    format!("there is no role ‘{named}’. {advice}")
}

/// Every role that a scenario names, positions aside, with the way to it.
fn named_roles<'a>(scenario: &'a Scenario) -> Vec<(String, &'a str)> {
    let mut named = Vec::new();
    let mut list = |list: &str, roles: Vec<Option<&'a Spanned<String>>>| {
        let roles = roles.into_iter().enumerate();
        named.extend(roles.filter_map(|(nth, role)| {
            Some((format!("{list}.{nth}.role"), role?.get_ref().as_str()))
        }));
    };
    list(
        "attrition.group",
        scenario
            .attrition
            .groups
            .iter()
            .map(|it| it.role.as_ref())
            .collect(),
    );
    list(
        "attrition.of_role",
        scenario
            .attrition
            .of_roles
            .iter()
            .map(|it| Some(&it.role))
            .collect(),
    );
    list(
        "intake",
        scenario.intakes.iter().map(|it| it.role.as_ref()).collect(),
    );
    list(
        "hire",
        scenario.hires.iter().map(|it| it.role.as_ref()).collect(),
    );
    list(
        "conversion",
        scenario
            .conversions
            .iter()
            .map(|it| it.role.as_ref())
            .collect(),
    );
    list(
        "move",
        scenario.moves.iter().map(|it| it.role.as_ref()).collect(),
    );
    list(
        "establishment",
        scenario
            .establishment
            .iter()
            .map(|it| it.role.as_ref())
            .collect(),
    );
    list(
        "money.salary",
        scenario
            .money
            .salaries
            .iter()
            .map(|it| it.role.as_ref())
            .collect(),
    );
    for (nth, progression) in scenario.progressions.iter().enumerate() {
        named.push((
            format!("progression.{nth}.from"),
            progression.from.get_ref(),
        ));
        named.push((format!("progression.{nth}.to"), progression.to.get_ref()));
    }
    named
}

/// Tells of changes, in their order in time, after which there would be fewer
/// than no posts.
fn establishment(check: &mut Check<'_>, roles: &[OpeningRole]) {
    let scenario = check.scenario;
    let mut changes: Vec<_> = scenario.establishment.iter().enumerate().collect();
    changes.sort_by_key(|(_, change)| *change.month.get_ref());
    let mut established: Vec<f64> = roles.iter().map(|role| role.established).collect();
    for (nth, change) in changes {
        let Some((before, after)) = changed(&mut established, roles, change) else {
            continue;
        };
        if after < -1e-9 {
            let (before, after) = (rounded(before), rounded(after));
            check.tell(
                &format!("establishment.{nth}.change"),
                format!("it takes the establishment from {before} to {after} FTE in {}. Write {} or more", change.month.get_ref(), -before),
            );
        }
    }
}

/// What is changed, before and after at the least; it stays at nought below it.
fn changed(
    established: &mut [f64],
    roles: &[OpeningRole],
    change: &EstablishmentChange,
) -> Option<(f64, f64)> {
    let least = change.change.get_ref().stated_ends().0;
    match &change.role {
        Some(named) => {
            let is_it =
                |role: &OpeningRole| &role.id == named.get_ref() || &role.name == named.get_ref();
            let role = &mut established[roles.iter().position(is_it)?];
            let before = *role;
            *role = (before + least).max(0.0);
            Some((before, before + least))
        }
        None => {
            let before: f64 = established.iter().sum();
            let factor = if before > 0.0 {
                ((before + least) / before).max(0.0)
            } else {
                1.0
            };
            established.iter_mut().for_each(|role| *role *= factor);
            Some((before, before + least))
        }
    }
}

fn rounded(fte: f64) -> f64 {
    (fte * 100.0).round() / 100.0
}
