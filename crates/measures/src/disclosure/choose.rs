//! Which cells are hidden: the small ones, and the least harmful others that
//! keep them hidden.

use std::collections::BTreeMap;

use super::audit::Audit;
use super::{At, Count, CountTable, Policy, Reason};

type Hidden = BTreeMap<At, Reason>;

/// The hidden cells of a table with the reason of each.
///
/// Cells are added one by one where a hidden cell can be worked out, the least
/// harmful first; then those that turn out not to be needed are shown again,
/// the most harmful first.
pub(super) fn hidden(table: &CountTable, policy: Policy) -> Hidden {
    let mut hidden = small(table, policy);
    while let Some(exposed) = exposed(table, policy, &hidden) {
        let Some(cell) = least_harmful(table, &hidden, exposed) else {
            break;
        };
        hidden.insert(cell, Reason::WouldTell(cause(&hidden, exposed)));
    }
    show_again(table, policy, &mut hidden);
    hidden
}

/// Primary suppression.
fn small(table: &CountTable, policy: Policy) -> Hidden {
    let is_small =
        |at: &At| matches!(table.count(*at), Count::People(people) if policy.hides(people));
    table
        .all()
        .filter(|at| table.is_printed(*at) && is_small(at))
        .map(|at| (at, Reason::Small))
        .collect()
}

/// The small cell for whose sake a cell is hidden.
fn cause(hidden: &Hidden, at: At) -> At {
    match hidden.get(&at) {
        Some(Reason::WouldTell(small)) => *small,
        _ => at,
    }
}

/// The first hidden cell that can be worked out. Lines with one hidden cell
/// are seen at once; everything else takes the audit.
fn exposed(table: &CountTable, policy: Policy, hidden: &Hidden) -> Option<At> {
    if hidden.is_empty() {
        return None;
    }
    let is_known = |at: &&At| table.is_printed(**at) && !hidden.contains_key(at);
    let alone = table.lines().into_iter().find_map(|line| {
        let unknown = line.iter().filter(|at| !is_known(at)).count();
        let first = line.iter().find(|at| hidden.contains_key(at));
        first.filter(|_| unknown == 1).copied()
    });
    alone.or_else(|| first_narrow(table, policy, hidden))
}

fn first_narrow(table: &CountTable, policy: Policy, hidden: &Hidden) -> Option<At> {
    let cells = hidden.keys().copied().collect();
    let mut audit = Audit::of(table, &cells, &[])?;
    hidden
        .iter()
        .find(|(at, reason)| {
            let range = audit.range(**at);
            let is_small = **reason == Reason::Small;
            range.is_none_or(|range| !range.is_wide_enough(policy, is_small))
        })
        .map(|(at, _)| *at)
}

/// The cell to hide next: in a line with the exposed one, or else anywhere.
/// Totals do more harm than cells, and large numbers more than small ones.
/// Nought is never hidden: that it is none is no secret.
fn least_harmful(table: &CountTable, hidden: &Hidden, exposed: At) -> Option<At> {
    let can_hide = |at: &At| {
        let count = table.count(*at).number().unwrap_or(0);
        count > 0 && table.is_printed(*at) && !hidden.contains_key(at)
    };
    let near = |at: &At| at.row == exposed.row || at.column == exposed.column;
    let all = || table.all().filter(can_hide);
    let best = all().filter(near).min_by_key(|at| harm(table, *at));
    best.or_else(|| all().min_by_key(|at| harm(table, *at)))
}

fn harm(table: &CountTable, at: At) -> (u8, u64) {
    let is_total = |index: usize, heads: &[String]| u8::from(index == heads.len());
    let totals = is_total(at.row, table.rows()) + is_total(at.column, table.columns());
    (totals, table.count(at).number().unwrap_or(0))
}

/// Shows what is hidden without need.
fn show_again(table: &CountTable, policy: Policy, hidden: &mut Hidden) {
    let is_secondary = |reason: &Reason| matches!(reason, Reason::WouldTell(_));
    let mut secondary: Vec<At> = hidden
        .iter()
        .filter(|(_, reason)| is_secondary(reason))
        .map(|(at, _)| *at)
        .collect();
    secondary.sort_by_key(|at| std::cmp::Reverse(harm(table, *at)));
    for at in secondary {
        let Some(reason) = hidden.remove(&at) else {
            continue;
        };
        if exposed(table, policy, hidden).is_some() {
            hidden.insert(at, reason);
        }
    }
}
