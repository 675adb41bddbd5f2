//! Percentages of a total in tables: a column of shares, or shares in brackets.

use crate::exact::{Exact, Span};
use crate::finding::Verdict;
use crate::grid::{Cell, Grid, RowKind};
use crate::quantity::{Unit, in_words};
use crate::rule::{Example, Judge, Rule, Telling, Told};
use crate::rules::totals::middle;

/// The rules on shares of a total.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "share-of-total",
        says: "A column of percentages, or percentages in brackets, are the shares of the column’s total where most of them are.",
        example: Example {
            printed: "Reason\tLeavers\t%\nRetired\t10\t20%\nMoved away\t15\t30%\nOther council\t20\t40%\nAgency\t5\t15%\nTotal\t50\t100%",
            follows: "10%",
        },
        judge: Judge::Table(shares),
    },
    Rule {
        id: "shares-to-hundred",
        says: "Percentages under a total of 100% add up to 100, as far as their rounding allows.",
        example: Example {
            printed: "Age\tShare of staff\nUnder 30\t20%\n30 to 49\t55%\n50 and over\t35%\nTotal\t100%",
            follows: "110%",
        },
        judge: Judge::Table(hundred),
    },
];

/// A share in the table: its row, what it is a share of, and as printed.
struct Share {
    row: usize,
    part: Span,
    printed: Span,
    words: String,
}

fn shares(grid: &Grid, telling: &mut Telling<'_>) {
    for counts in 0..grid.columns.len() {
        let own = |row: usize| bracketed(grid, row, counts);
        judge(grid, counts, collected(grid, counts, own), telling);
        // The percentages of a column stand behind it.
        let percent = counts + 1;
        let beside = |row: usize| beside(grid, row, percent);
        judge(grid, counts, collected(grid, counts, beside), telling);
    }
}

fn bracketed(grid: &Grid, row: usize, column: usize) -> Option<(Span, String)> {
    let number = grid.number(row, column)?;
    let (share, decimals) = number.share?;
    let step = Exact::ten_to(-i32::try_from(decimals).ok()?)?;
    Some((Span::rounded_to(share, step)?, number.printed.clone()))
}

fn beside(grid: &Grid, row: usize, column: usize) -> Option<(Span, String)> {
    let is_percent = grid.unit(row, column) == Some(Unit::Percent);
    let number = grid.number(row, column).filter(|_| is_percent)?;
    Some((grid.span(row, column)?, number.printed.clone()))
}

fn collected(
    grid: &Grid,
    counts: usize,
    share: impl Fn(usize) -> Option<(Span, String)>,
) -> Vec<Share> {
    let rows = (0..grid.rows.len()).filter(|row| grid.rows[*row].kind != RowKind::Total);
    rows.filter_map(|row| {
        if grid.unit(row, counts) == Some(Unit::Percent) {
            return None;
        }
        let (printed, words) = share(row)?;
        Some(Share {
            row,
            part: grid.span(row, counts)?,
            printed,
            words,
        })
    })
    .collect()
}

fn judge(grid: &Grid, counts: usize, shares: Vec<Share>, telling: &mut Telling<'_>) {
    if shares.len() < 3 {
        return;
    }
    let total = (0..grid.rows.len())
        .rev()
        .find(|row| grid.rows[*row].kind == RowKind::Total)
        .and_then(|row| grid.span(row, counts));
    let sum = shares
        .iter()
        .try_fold(Span::exactly(Exact::ZERO), |sum, it| sum.plus(it.part));
    let holds = |share: &Share, whole: Span| {
        share
            .part
            .percent_of(whole)
            .is_none_or(|it| it.meets(share.printed))
    };
    let whole = [total, sum]
        .into_iter()
        .flatten()
        .max_by_key(|whole| shares.iter().filter(|share| holds(share, *whole)).count());
    let Some(whole) = whole else { return };
    let holding = shares.iter().filter(|share| holds(share, whole)).count();
    let failing = shares.len() - holding;
    if holding < 2 || failing * 2 > holding {
        return;
    }
    for share in &shares {
        let given = share.part.percent_of(whole).and_then(middle);
        let (Some(given), Some(of)) = (given, middle(whole)) else {
            continue;
        };
        let part = grid
            .number(share.row, counts)
            .map_or("", |it| it.printed.as_str());
        let follows = in_words(given.rounded(1).unwrap_or(given), Unit::Percent);
        let row = &grid.rows[share.row];
        let told = Told {
            verdict: crate::rule::verdict(holds(share, whole)),
            printed: format!("{} ({})", share.words, row.label),
            reasoning: format!(
                "{part} of {of} is {follows}, printed as {}. {holding} others of the table are shares of {of}.",
                share.words
            ),
            follows,
        };
        telling.at(grid.block, row.line, Vec::new(), told);
    }
}

fn hundred(grid: &Grid, telling: &mut Telling<'_>) {
    let total = (0..grid.rows.len())
        .rev()
        .find(|row| grid.rows[*row].kind == RowKind::Total);
    let Some(total) = total else { return };
    for column in 0..grid.columns.len() {
        let says_hundred = grid
            .number(total, column)
            .is_some_and(|it| it.value == Exact::HUNDRED);
        if !says_hundred || grid.unit(total, column) != Some(Unit::Percent) {
            continue;
        }
        let parts: Vec<usize> = (0..total)
            .filter(|row| grid.rows[*row].kind == RowKind::Figures)
            .collect();
        let has_gap = parts.iter().any(|row| {
            !matches!(
                grid.rows[*row].cells.get(column),
                Some(Cell::Number(_) | Cell::Nil)
            )
        });
        let sum = parts
            .iter()
            .try_fold(Span::exactly(Exact::ZERO), |sum, row| {
                sum.plus(grid.span(*row, column)?)
            });
        let Some(sum) = sum.filter(|_| !has_gap && parts.len() > 1) else {
            continue;
        };
        let holds = sum.meets(Span::exactly(Exact::HUNDRED));
        let follows = middle(sum).map_or_else(String::new, |it| in_words(it, Unit::Percent));
        let printed: Vec<_> = parts
            .iter()
            .filter_map(|row| Some(grid.number(*row, column)?.printed.clone()))
            .collect();
        let told = Told {
            verdict: match holds {
                true => Verdict::InOrder,
                false => Verdict::Contradicted,
            },
            printed: "100%".to_owned(),
            reasoning: format!("{} = {follows}, printed as 100%.", printed.join(" + ")),
            follows,
        };
        let lines = parts.iter().map(|row| grid.rows[*row].line).collect();
        telling.at(grid.block, grid.rows[total].line, lines, told);
    }
}
