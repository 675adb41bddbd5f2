//! Totals of tables: of columns, and of rows.

use crate::exact::{Exact, Span};
use crate::finding::Verdict;
use crate::grid::{Cell, Grid, RowKind, is_added_up, is_total};
use crate::quantity::{Unit, in_words};
use crate::rule::{Example, Judge, Rule, Telling, Told};

/// The rules on totals.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "column-total",
        says: "The figures of a column add up to its total or subtotal, with what is “of which” left out, and as far as their rounding allows.",
        example: Example {
            printed: "Team\tPosts\nNorth\t12\nSouth\t15\nEast\t8\nTotal\t37",
            follows: "35",
        },
        judge: Judge::Table(columns),
    },
    Rule {
        id: "row-total",
        says: "The figures of a row add up to the column that is headed as their total.",
        example: Example {
            printed: "Team\tPermanent\tAgency\tTotal\nNorth\t12\t3\t15\nSouth\t10\t4\t14\nEast\t8\t1\t11",
            follows: "9",
        },
        judge: Judge::Table(rows),
    },
];

fn columns(grid: &Grid, telling: &mut Telling<'_>) {
    add_up(grid, grid, telling);
}

fn rows(grid: &Grid, telling: &mut Telling<'_>) {
    let is_of_year = has_parts_of_a_year(grid);
    let is_whole = |header: &str| is_total(header) || (is_of_year && is_year(header));
    if !grid.columns.iter().any(|column| is_whole(&column.header)) {
        return;
    }
    let mut turned = grid.turned();
    for row in &mut turned.rows {
        if is_whole(&row.label) {
            row.kind = RowKind::Total;
        }
    }
    // What stands in a column of rates is no part of a total.
    add_up(&turned, grid, telling);
}

/// Whether the columns are the quarters or months of a year.
fn has_parts_of_a_year(grid: &Grid) -> bool {
    const PARTS: [&str; 14] = [
        "quarter", "q1", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jan",
        "feb", "mar",
    ];
    let is_part = |header: &str| {
        let header = header.to_lowercase();
        PARTS.iter().any(|it| header.starts_with(it)) || header.starts_with("q")
    };
    grid.columns.iter().filter(|it| is_part(&it.header)).count() >= 4
}

fn is_year(header: &str) -> bool {
    let header = header.to_lowercase();
    ["year", "full year", "whole year", "annual", "the year"].contains(&header.trim())
}

/// A way to add up: which rows make the total.
type Parts = Vec<usize>;

fn add_up(grid: &Grid, upright: &Grid, telling: &mut Telling<'_>) {
    let totals = (0..grid.rows.len()).filter(|row| grid.rows[*row].kind == RowKind::Total);
    for total in totals {
        let ways = ways(grid, total);
        let columns: Vec<usize> = (0..grid.columns.len())
            .filter(|column| counts(grid, total, *column))
            .collect();
        judge(grid, upright, (total, &ways, &columns), telling);
    }
}

/// Whether a column's figures are added up, and the total is one of them.
fn counts(grid: &Grid, total: usize, column: usize) -> bool {
    let header = &grid.columns[column].header;
    let printed = grid.number(total, column);
    let is_percent = grid.unit(total, column) == Some(Unit::Percent);
    printed.is_some() && is_added_up(header) && is_added_up(&grid.rows[total].label) && !is_percent
}

/// The rows that may make up a total, the likeliest first.
fn ways(grid: &Grid, total: usize) -> Vec<Parts> {
    let kind = |row: usize| grid.rows[row].kind;
    let figures = |rows: std::ops::Range<usize>| -> Parts {
        let is_part =
            |row: &usize| kind(*row) == RowKind::Figures && is_added_up(&grid.rows[*row].label);
        rows.filter(is_part).collect()
    };
    let last_break = (0..total).rev().find(|row| kind(*row) == RowKind::Total);
    let last_words = (0..total).rev().find(|row| kind(*row) == RowKind::Words);
    let since = last_break.map_or(0, |row| row + 1);
    let earlier: Parts = (0..total)
        .filter(|row| kind(*row) == RowKind::Total)
        .collect();
    let mut ways = vec![figures(since..total), figures(0..total)];
    if let Some(words) = last_words.filter(|row| *row >= since) {
        ways.push(figures(words + 1..total));
    }
    if earlier.len() > 1 {
        ways.push(earlier.clone());
    }
    if let Some(last) = last_break {
        ways.push(std::iter::once(last).chain(figures(since..total)).collect());
        ways.push(
            earlier
                .iter()
                .copied()
                .chain(figures(since..total))
                .collect(),
        );
    }
    // A total that stands above its parts.
    let next = (total + 1..grid.rows.len()).find(|row| kind(*row) != RowKind::Figures);
    ways.push(figures(total + 1..next.unwrap_or(grid.rows.len())));
    ways.retain(|parts| parts.len() >= 2);
    ways.dedup();
    ways
}

/// The figures of a column added up: the sum, how many there were, how many cells are empty
/// and how many withheld.
struct Sum {
    span: Span,
    printed: Vec<String>,
    lines: Vec<u32>,
    empty: usize,
    withheld: usize,
    lowest: Exact,
    highest: Exact,
}

fn sum(grid: &Grid, upright: &Grid, parts: &[usize], column: usize) -> Option<Sum> {
    let mut sum = Sum {
        span: Span::exactly(Exact::ZERO),
        printed: Vec::new(),
        lines: Vec::new(),
        empty: 0,
        withheld: 0,
        lowest: Exact::ENDLESS,
        highest: Exact::ENDLESS.negated(),
    };
    for row in parts {
        match grid.rows[*row].cells.get(column)? {
            Cell::Empty => sum.empty += 1,
            Cell::Withheld | Cell::Text => sum.withheld += 1,
            Cell::Nil => {}
            Cell::Number(number) => {
                if grid.unit(*row, column) == Some(Unit::Percent) {
                    return None;
                }
                sum.span = sum.span.plus(grid.span(*row, column)?)?;
                sum.lowest = sum.lowest.min(number.value);
                sum.highest = sum.highest.max(number.value);
                sum.printed.push(number.printed.clone());
                sum.lines.push(grid.line_of(upright, *row, column));
            }
        }
    }
    (sum.printed.len() >= 2).then_some(sum)
}

fn holds(grid: &Grid, sum: &Sum, total: usize, column: usize) -> Option<bool> {
    let printed = grid.span(total, column)?;
    Some(match sum.withheld {
        0 => sum.span.meets(printed),
        // What is withheld may be anything that is left.
        _ => sum.span.low <= printed.high,
    })
}

fn judge(
    grid: &Grid,
    upright: &Grid,
    (total, ways, columns): (usize, &[Parts], &[usize]),
    telling: &mut Telling<'_>,
) {
    let held = |parts: &Parts| {
        let holding = columns.iter().filter(|column| {
            let sum = sum(grid, upright, parts, **column);
            sum.and_then(|sum| holds(grid, &sum, total, **column)) == Some(true)
        });
        holding.count()
    };
    let Some(way) = ways.iter().rev().max_by_key(|parts| held(parts)) else {
        return;
    };
    let support = held(way);
    for column in columns {
        let any = ways.iter().find_map(|parts| {
            let sum = sum(grid, upright, parts, *column)?;
            holds(grid, &sum, total, *column)?.then_some(sum)
        });
        let (sum, is_held) = match any {
            Some(sum) => (sum, true),
            None => match sum(grid, upright, way, *column) {
                Some(sum) => (sum, false),
                None => continue,
            },
        };
        if !is_held && stock_and_flow(grid, way) {
            continue;
        }
        if !is_held
            && is_difference(grid, total, *column)
            && taken_off(grid, upright, (total, *column), telling).is_some()
        {
            continue;
        }
        tell(
            grid,
            upright,
            (total, *column),
            &sum,
            (is_held, support, columns.len()),
            telling,
        );
    }
}

/// Whether the total's own row gives the figure as the difference or sum of two others.
fn is_difference(grid: &Grid, row: usize, column: usize) -> bool {
    let Some(printed) = grid.span(row, column) else {
        return false;
    };
    let others: Vec<Span> = (0..grid.columns.len())
        .filter(|it| *it != column)
        .filter_map(|it| grid.span(row, it))
        .collect();
    others.iter().enumerate().any(|(index, left)| {
        others[..index].iter().any(|right| {
            let apart = left.minus(*right).map(Span::size);
            let together = left.plus(*right);
            [apart, together]
                .iter()
                .flatten()
                .any(|it| it.meets(printed.size()))
        })
    })
}

/// A part that is taken off to make the total, though no sign says so.
fn taken_off(
    grid: &Grid,
    upright: &Grid,
    (total, column): (usize, usize),
    telling: &mut Telling<'_>,
) -> Option<()> {
    let before = (0..total)
        .rev()
        .find(|row| grid.rows[*row].kind == RowKind::Total)?;
    let [part] = ((before + 1)..total)
        .filter(|row| grid.number(*row, column).is_some())
        .collect::<Vec<_>>()[..]
    else {
        return None;
    };
    let less = grid.span(before, column)?.minus(grid.span(part, column)?)?;
    if !less.meets(grid.span(total, column)?) {
        return None;
    }
    let printed = |row: usize| {
        grid.number(row, column)
            .map_or("", |it| it.printed.as_str())
    };
    let told = Told {
        verdict: Verdict::CannotTell,
        printed: format!(
            "{} ({}{})",
            printed(part),
            named(&grid.rows[part].label),
            of(&grid.columns[column].header)
        ),
        follows: format!("−{}", printed(part)),
        reasoning: format!(
            "{} − {} = {}: the row is taken off, and no sign says so.",
            printed(before),
            printed(part),
            printed(total)
        ),
    };
    let lines = [before, total].map(|row| grid.line_of(upright, row, column));
    telling.at(
        grid.block,
        grid.line_of(upright, part, column),
        lines.to_vec(),
        told,
    );
    Some(())
}

/// Rows of stock and of flow are not added up: the rule on flows judges them.
fn stock_and_flow(grid: &Grid, parts: &[usize]) -> bool {
    use crate::rules::flow::{Role, role};
    let has = |wanted: Role| {
        parts
            .iter()
            .any(|row| role(&grid.rows[*row].label) == Some(wanted))
    };
    (has(Role::Opening) && (has(Role::In) || has(Role::Out))) || (has(Role::In) && has(Role::Out))
}

fn tell(
    grid: &Grid,
    upright: &Grid,
    (total, column): (usize, usize),
    sum: &Sum,
    (is_held, support, columns): (bool, usize, usize),
    telling: &mut Telling<'_>,
) {
    let Some(number) = grid.number(total, column) else {
        return;
    };
    let middle = middle(sum.span);
    let apart = middle
        .and_then(|it| number.value.minus(it))
        .map(Exact::size);
    // Nothing of the table adds up this way, or by far not: it may be no total of these.
    let is_near = apart.is_some_and(|apart| {
        apart
            .times(Exact::whole(3))
            .is_some_and(|it| it <= number.value.size())
    });
    // What lies among its parts is their average.
    if !is_held && !is_near && sum.lowest <= number.value && number.value <= sum.highest {
        return;
    }
    let is_plain = grid.rows[total].label.split_whitespace().count() <= 2;
    let verdict = match (is_held, support, columns) {
        (true, ..) => Verdict::InOrder,
        // What is missing may stand in the empty cells.
        (false, ..) if sum.empty > 0 && apart.is_some() && middle < Some(number.value) => {
            Verdict::CannotTell
        }
        (false, 0, 1) if is_near && is_plain => Verdict::Contradicted,
        (false, 0, _) if is_near && is_plain && columns <= 2 => Verdict::Contradicted,
        (false, 0, _) => Verdict::CannotTell,
        (false, ..) if is_near => Verdict::Contradicted,
        (false, ..) => Verdict::CannotTell,
    };
    let unit = grid.unit(total, column).unwrap_or(Unit::Count);
    let follows = middle.map_or_else(String::new, |it| {
        in_words(it, unit) + scale_of(&number.printed)
    });
    let left_out = match (sum.empty, sum.withheld) {
        (0, 0) => String::new(),
        (empty, 0) => format!(" {empty} empty cells are taken as nought, and may hold the rest."),
        (_, withheld) => format!(" {withheld} cells hold no number."),
    };
    let told = Told {
        verdict,
        printed: format!(
            "{} ({}{})",
            number.printed,
            named(&grid.rows[total].label),
            of(&grid.columns[column].header)
        ),
        follows: follows.clone(),
        reasoning: format!(
            "{} = {follows}, printed as {}.{left_out}",
            sum.printed.join(" + "),
            number.printed
        ),
    };
    let line = grid.line_of(upright, total, column);
    telling.at(grid.block, line, sum.lines.clone(), told);
}

fn named(label: &str) -> &str {
    match label.trim() {
        "" => "no label",
        label => label,
    }
}

fn of(header: &str) -> String {
    match header {
        "" => String::new(),
        header => format!(", {header}"),
    }
}

/// The letter of a printed number that says thousands or millions.
pub(crate) fn scale_of(printed: &str) -> &'static str {
    let printed = printed.trim_end_matches([')', '*', ' ']);
    match printed {
        it if it.ends_with("bn") => "bn",
        it if it.ends_with('m') => "m",
        it if it.ends_with('k') => "k",
        _ => "",
    }
}

/// The middle of a span: what the printed figures give.
pub(crate) fn middle(span: Span) -> Option<Exact> {
    span.low.plus(span.high)?.over(Exact::whole(2))
}
