//! Roles that do not exist, and changes that take an establishment below zero.

use holdfast_workforce::nearest::did_you_mean;
use toml::Spanned;

use super::Check;
use crate::opening::OpeningRole;
use crate::scenario::{AttritionGroup, EstablishmentChange, Experience, Rate, Scenario};

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
    left_out(check, &known);
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

/// Tells of intakes, hires and conversions that say not which of several roles
/// they are for.
pub(super) fn left_out(check: &mut Check<'_>, known: &[(&str, &str)]) {
    if known.len() < 2 {
        return;
    }
    let ids: Vec<_> = known.iter().map(|(id, _)| *id).collect();
    let what = format!("there are several roles. Write one of {}", ids.join(", "));
    let scenario = check.scenario;
    let mut list = |list: &str, roles: Vec<&Option<Spanned<String>>>| {
        for (nth, role) in roles.into_iter().enumerate() {
            if role.is_none() {
                check.tell(&format!("{list}.{nth}.role"), &what);
            }
        }
    };
    list(
        "intake",
        scenario.intakes.iter().map(|it| &it.role).collect(),
    );
    list("hire", scenario.hires.iter().map(|it| &it.role).collect());
    list(
        "conversion",
        scenario.conversions.iter().map(|it| &it.role).collect(),
    );
}

/// By what a role is called that a scenario does not name.
pub(crate) const UNNAMED: &str = "all";

fn no_role(named: &str, known: &[(&str, &str)]) -> String {
    if matches!(known, [(UNNAMED, _)]) {
        return format!(
            "there is no role ‘{named}’, as the scenario has only one, without a name. Leave role out, or name it in [[role]] and [[start.position]]"
        );
    }
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

/// Tells of rates that are to be estimated from records which a scenario with a
/// position of its own does not have.
pub(super) fn unestimated(check: &mut Check<'_>, roles: &[OpeningRole]) {
    let attrition = &check.scenario.attrition;
    let groups = attrition.groups.iter().enumerate();
    let mut ways: Vec<String> = Vec::new();
    for role in roles {
        for experience in Experience::ALL {
            let fits = |(_, group): &(usize, &AttritionGroup)| {
                let named = group.role.as_ref().map(|named| named.get_ref());
                named.is_none_or(|named| *named == role.id || *named == role.name)
                    && group.experience.is_none_or(|only| only == experience)
            };
            let (rate, way) = match groups.clone().find(fits) {
                Some((nth, group)) => (&group.rate, format!("attrition.group.{nth}.rate")),
                None => (&attrition.rate, "attrition.rate".to_owned()),
            };
            if *rate == Rate::Estimated && !ways.contains(&way) {
                ways.push(way);
            }
        }
    }
    for way in ways {
        check.tell(
            &way,
            "there are no records to estimate it from, as the scenario states its own position. Write a yearly share such as 0.12",
        );
    }
}
