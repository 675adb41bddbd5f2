//! The tree of teams with the position of each.

use std::collections::BTreeMap;

use super::{Amounts, Dimension, Line, Row, RowKey, Selection, position};
use crate::code::CodeSet as _;
use crate::id::TeamId;
use crate::record::Team;
use crate::snapshot::Workforce;

/// A team in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeRow {
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub label: String,
    /// How many teams stand above it.
    pub depth: usize,
    /// Whether teams stand below it.
    pub has_below: bool,
    /// The position of the team and all teams below it.
    pub amounts: Amounts,
}

/// The tree of teams that hold anything in the selection, from the top, with
/// the position of each team and those below it.
pub fn team_tree(workforce: &Workforce, selection: &Selection) -> Vec<TreeRow> {
    let own: BTreeMap<TeamId, Row> = position(workforce, selection, Dimension::Team)
        .rows
        .into_iter()
        .filter_map(|row| match row.key {
            RowKey::Team(team) => Some((team, row)),
            _ => None,
        })
        .collect();
    let mut rows = Vec::new();
    for (team, depth) in in_order(workforce) {
        let below = workforce.team_and_below(team.id);
        let parts: Vec<_> = below.iter().filter_map(|id| own.get(id)).collect();
        if parts.is_empty() {
            continue;
        }
        rows.push(TreeRow {
            team: team.id,
            label: team.name.clone(),
            depth,
            has_below: below.len() > 1,
            amounts: together(&parts),
        });
    }
    rows
}

/// The amounts of several rows together; nothing is known of them where they
/// are counted in different units.
fn together(parts: &[&Row]) -> Amounts {
    let mut sum = Amounts::default();
    if parts.iter().any(|part| part.unit != parts[0].unit) {
        return sum;
    }
    for line in Line::ALL.iter().filter(|line| line.is_additive()) {
        for amount in parts.iter().filter_map(|part| part.amounts.get(*line)) {
            sum.add(*line, amount);
        }
    }
    sum.derive();
    sum
}

/// The place of each team when the tree is read from the top.
pub(super) fn places(workforce: &Workforce) -> BTreeMap<TeamId, usize> {
    in_order(workforce)
        .into_iter()
        .enumerate()
        .map(|(place, (team, _))| (team.id, place))
        .collect()
}

/// Every team with its depth, each after the one above it, brothers by service
/// and number.
fn in_order(workforce: &Workforce) -> Vec<(&Team, usize)> {
    let mut found = Vec::with_capacity(workforce.teams().len());
    let tops = workforce
        .teams()
        .iter()
        .filter(|team| team.parent.is_none())
        .collect();
    visit(workforce, tops, 0, &mut found);
    found
}

fn visit<'a>(
    workforce: &'a Workforce,
    mut teams: Vec<&'a Team>,
    depth: usize,
    found: &mut Vec<(&'a Team, usize)>,
) {
    teams.sort_by(|one, other| {
        (one.service, &one.reference).cmp(&(other.service, &other.reference))
    });
    for team in teams {
        found.push((team, depth));
        // A circle of teams is refused by the checks; the length is a guard.
        if found.len() <= workforce.teams().len() {
            visit(
                workforce,
                workforce.teams().linking(team.id).collect(),
                depth + 1,
                found,
            );
        }
    }
}
