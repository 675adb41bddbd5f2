//! Stock and flow: what was there, what came, what went, what is there then.

use crate::finding::Verdict;
use crate::grid::{Grid, period_of};
use crate::quantity::{Unit, in_words};
use crate::rule::{Example, Judge, Rule, Telling, Told};
use crate::rules::totals::middle;

/// The rule on tables of stock and flow.
pub(crate) const RULES: &[Rule] = &[Rule {
    id: "flow",
    says: "What was there at first, with those who came and without those who went, is what is there at the end; and the end of a year is the beginning of the next.",
    example: Example {
        printed: "\t2022\t2023\nOpening\t120\t118\nStarters\t20\t25\nLeavers\t22\t19\nClosing\t118\t128",
        follows: "124",
    },
    judge: Judge::Table(flows),
}];

/// What a row is in a table of stock and flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// What was there at first.
    Opening,
    /// What came.
    In,
    /// What went.
    Out,
    /// What is there then.
    Closing,
}

/// The role that a label names.
pub(crate) fn role(label: &str) -> Option<Role> {
    let label = label.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|it| label.contains(it));
    if has(&["rate", "%", "average", "per cent", "net "]) {
        return None;
    }
    if has(&[
        "closing",
        "carried forward",
        "c/f",
        "at end",
        "end of",
        "predicted",
        "projected",
        "forecast",
        "remaining at",
    ]) {
        Some(Role::Closing)
    } else if has(&[
        "opening",
        "brought forward",
        "b/f",
        "at start",
        "start of",
        "beginning",
        "actual fte",
        "actual headcount",
        "in post at",
    ]) {
        Some(Role::Opening)
    } else if has(&[
        "leaver",
        "turnover",
        "retire",
        "resign",
        "left ",
        "leaving",
        "attrition",
        "transfers out",
        "moves out",
        "outgoing",
    ]) || label == "left"
    {
        Some(Role::Out)
    } else if has(&[
        "starter",
        "recruit",
        "joiner",
        "joined",
        "new entrant",
        "transfers in",
        "appointed",
        "appointments",
        "new starts",
        "intake",
        "conversions",
        "incoming",
    ]) {
        Some(Role::In)
    } else {
        None
    }
}

fn flows(grid: &Grid, telling: &mut Telling<'_>) {
    let turned = grid.turned();
    for looked_at in [grid, &turned] {
        let roles: Vec<Option<Role>> = looked_at.rows.iter().map(|row| role(&row.label)).collect();
        let find = |wanted: Role| roles.iter().position(|it| *it == Some(wanted));
        let (Some(opening), Some(closing)) = (find(Role::Opening), find(Role::Closing)) else {
            continue;
        };
        let moves = |wanted: Role| -> Vec<usize> {
            (0..roles.len())
                .filter(|row| roles[*row] == Some(wanted))
                .collect()
        };
        let (come, gone) = (moves(Role::In), moves(Role::Out));
        if come.is_empty() || gone.is_empty() {
            continue;
        }
        for column in 0..looked_at.columns.len() {
            let rows = Rows {
                opening,
                closing,
                come: &come,
                gone: &gone,
            };
            judge(looked_at, grid, &rows, column, telling);
        }
    }
}

struct Rows<'r> {
    opening: usize,
    closing: usize,
    come: &'r [usize],
    gone: &'r [usize],
}

fn judge(
    grid: &Grid,
    upright: &Grid,
    rows: &Rows<'_>,
    column: usize,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let printed = grid.number(rows.closing, column)?;
    let mut given = grid.span(rows.opening, column)?;
    let mut words = grid.number(rows.opening, column)?.printed.clone();
    let mut lines = vec![grid.line_of(upright, rows.opening, column)];
    let moves = rows
        .come
        .iter()
        .map(|row| (row, true))
        .chain(rows.gone.iter().map(|row| (row, false)));
    for (row, comes) in moves {
        let Some(number) = grid.number(*row, column) else {
            continue;
        };
        if grid.unit(*row, column) == Some(Unit::Percent) {
            continue;
        }
        // Those who went may be printed below nought.
        let size = grid.span(*row, column)?.size();
        given = match comes {
            true => given.plus(size)?,
            false => given.minus(size)?,
        };
        let sign = if comes { '+' } else { '−' };
        words.push_str(&format!(
            " {sign} {}",
            number.printed.trim_start_matches(['-', '−', '–'])
        ));
        lines.push(grid.line_of(upright, *row, column));
    }
    let holds = given.meets(grid.span(rows.closing, column)?);
    let follows = middle(given).map_or_else(String::new, |it| {
        in_words(it, grid.unit(rows.closing, column).unwrap_or(Unit::Count))
    });
    let told = Told {
        verdict: match holds {
            true => Verdict::InOrder,
            false => Verdict::Contradicted,
        },
        printed: format!(
            "{} ({}, {})",
            printed.printed, grid.rows[rows.closing].label, grid.columns[column].header
        ),
        reasoning: format!("{words} = {follows}, printed as {}.", printed.printed),
        follows,
    };
    telling.at(
        grid.block,
        grid.line_of(upright, rows.closing, column),
        lines,
        told,
    );
    carried(grid, upright, rows, column, telling)
}

/// The end of a column is the beginning of the next.
fn carried(
    grid: &Grid,
    upright: &Grid,
    rows: &Rows<'_>,
    column: usize,
    telling: &mut Telling<'_>,
) -> Option<()> {
    let end = grid.number(rows.closing, column)?;
    let next = grid.number(rows.opening, column + 1)?;
    let period = |column: usize| period_of(&grid.columns[column].header)?.months();
    let meets = grid
        .span(rows.closing, column)?
        .meets(grid.span(rows.opening, column + 1)?);
    if meets || period(column)? >= period(column + 1)? {
        return None;
    }
    let told = Told {
        verdict: Verdict::Contradicted,
        printed: format!(
            "{} ({}, {})",
            next.printed,
            grid.rows[rows.opening].label,
            grid.columns[column + 1].header
        ),
        follows: end.value.to_string(),
        reasoning: format!(
            "{} ends with {} and {} begins with {}.",
            grid.columns[column].header,
            end.printed,
            grid.columns[column + 1].header,
            next.printed
        ),
    };
    let line = grid.line_of(upright, rows.opening, column + 1);
    telling.at(
        grid.block,
        line,
        vec![grid.line_of(upright, rows.closing, column)],
        told,
    );
    None
}
