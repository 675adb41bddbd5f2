//! Finds tables by how they are laid out: cells between tabs, between bars, between runs of
//! spaces, and one to a line, as text taken out of a PDF often has them.

use std::sync::LazyLock;

use regex::Regex;

use crate::paper::{Row, Table};

/// A table that begins with the first line, and how many lines it takes.
pub(super) fn table(lines: &[&str], first: u32) -> Option<(Table, usize)> {
    let line = lines.first()?;
    if is_tabbed(line) {
        return run(
            lines,
            first,
            is_tabbed,
            |line| line.split('\t').collect(),
            1,
        );
    }
    if is_barred(line) {
        return run(lines, first, is_barred, bars, 2);
    }
    if is_spaced(line) {
        return spaced(lines, first);
    }
    cells_on_lines(lines, first)
}

fn is_tabbed(line: &str) -> bool {
    line.trim_end_matches(' ').contains('\t')
}

fn is_barred(line: &str) -> bool {
    let bars = line.matches('|').count();
    bars >= 2 || (bars == 1 && line.trim_start().starts_with('|'))
}

fn bars(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    line.strip_suffix('|').unwrap_or(line).split('|').collect()
}

/// Lines of one layout that follow each other; an empty line between two rows of figures
/// does not end the table.
fn run(
    lines: &[&str],
    first: u32,
    belongs: fn(&str) -> bool,
    cells: fn(&str) -> Vec<&str>,
    at_least: usize,
) -> Option<(Table, usize)> {
    let mut rows: Vec<Row> = Vec::new();
    let mut taken = 0;
    for (index, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            let next = lines.get(index + 1).filter(|next| belongs(next));
            let goes_on = next.is_some_and(|next| carries_on(rows.last(), &cells(next)));
            match goes_on {
                true => continue,
                false => break,
            }
        }
        if !belongs(line) {
            break;
        }
        taken = index + 1;
        let found = cells(line);
        if found.iter().all(|cell| is_rule(cell)) {
            continue;
        }
        let bold = line.contains("**");
        let found = found.into_iter().map(|cell| match bold {
            true => cell.trim().trim_matches('*'),
            false => cell,
        });
        rows.push(Row::new(number(first, index), found));
    }
    (rows.len() >= at_least).then_some((Table { rows }, taken))
}

/// Whether a row of figures with a label, as wide as the last, stands behind an empty line.
fn carries_on(last: Option<&Row>, next: &[&str]) -> bool {
    let is_labelled = next
        .first()
        .is_some_and(|it| it.contains(char::is_alphabetic));
    let has_figures = next.iter().skip(1).any(|cell| is_figure(cell.trim()));
    last.is_some_and(|last| last.cells.len() == next.len()) && is_labelled && has_figures
}

fn is_rule(cell: &str) -> bool {
    cell.chars().all(|it| "-:=_ +".contains(it)) && cell.contains(['-', '=', '_'])
}

fn number(first: u32, index: usize) -> u32 {
    first.saturating_add(u32::try_from(index).unwrap_or(u32::MAX))
}

/// A cell that is a figure, or stands for one.
pub(super) fn is_figure(cell: &str) -> bool {
    static FIGURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:[(]?[-–−+]?\s?[£€]?\s?\d[\d,]*(?:\.\d+)?\s?(?:%|k|m|bn|FTE|pp)?[)]?\s?[*†]{0,2}(?:\s\(\d+(?:\.\d+)?%\))?|[-–—*]|n/?a|N/?A|nil|c|<\s?\d+)$").ok()
    });
    FIGURE.as_ref().is_some_and(|it| it.is_match(cell))
}

/// The cells of a line between runs of two spaces or more, with the columns in which each
/// begins and ends.
fn pieces(line: &str) -> Vec<(usize, usize, &str)> {
    let mut found = Vec::new();
    let mut column = 0;
    for piece in line.split("  ") {
        let lead = piece.len() - piece.trim_start().len();
        let text = piece.trim();
        if !text.is_empty() {
            let start = column + lead;
            found.push((start, start + text.chars().count(), text));
        }
        column += piece.chars().count() + 2;
    }
    found
}

fn is_spaced(line: &str) -> bool {
    let cells = pieces(line);
    let short = cells.iter().all(|(.., text)| text.chars().count() <= 70);
    cells.len() >= 2 && short
}

/// A table of cells between spaces: at least two rows of figures, whose columns the cells of
/// the other rows are put into.
fn spaced(lines: &[&str], first: u32) -> Option<(Table, usize)> {
    let belongs = |index: usize| {
        let line = lines[index];
        let next = lines.get(index + 1).is_some_and(|next| is_spaced(next));
        // A label that is too long for one line.
        let is_label = index > 0 && next && line.len() < 60 && !line.trim_end().ends_with('.');
        !line.trim().is_empty() && (is_spaced(line) || line.starts_with("  ") || is_label)
    };
    let block: Vec<_> = (0..lines.len().min(LONGEST_RUN))
        .take_while(|index| belongs(*index))
        .map(|index| pieces(lines[index]))
        .collect();
    let figures = |cells: &[(usize, usize, &str)]| {
        let figures = cells.iter().skip(1).filter(|(.., text)| is_figure(text));
        figures.count() >= 1
    };
    let rows_of_figures = block.iter().filter(|cells| figures(cells));
    let widest = rows_of_figures
        .clone()
        .max_by_key(|cells| cells.len())?
        .clone();
    let count = rows_of_figures.count();
    if count == 0 || (count == 1 && !is_row_under_headers(&block)) {
        return None;
    }
    let rows = block.iter().enumerate().map(|(index, cells)| Row {
        line: number(first, index),
        cells: in_columns(cells, &widest),
    });
    Some((
        Table {
            rows: rows.collect(),
        },
        block.len(),
    ))
}

/// One row of nothing but figures under as many headers is a table too.
fn is_row_under_headers(block: &[Vec<(usize, usize, &str)>]) -> bool {
    let [headers, figures] = block else {
        return false;
    };
    let are_words = headers.iter().all(|(.., text)| !is_figure(text));
    let are_figures = figures.iter().all(|(.., text)| is_figure(text));
    headers.len() == figures.len() && figures.len() >= 3 && are_words && are_figures
}

/// Cells put under those of the widest row by where they stand.
fn in_columns(cells: &[(usize, usize, &str)], widest: &[(usize, usize, &str)]) -> Vec<String> {
    let mut row = vec![String::new(); widest.len()];
    for (start, end, text) in cells {
        let distance = |(from, to, _): &(usize, usize, &str)| {
            let apart = from.saturating_sub(*end) + start.saturating_sub(*to);
            (apart, end.abs_diff(*to).min(start.abs_diff(*from)))
        };
        let nearest = (0..widest.len()).min_by_key(|index| distance(&widest[*index]));
        if let Some(cell) = nearest.and_then(|index| row.get_mut(index)) {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(text);
        }
    }
    row
}

/// The longest run of cells that is looked at.
const LONGEST_RUN: usize = 400;

/// A table whose cells stand on lines of their own: a label and so many figures, at least
/// three times over.
fn cells_on_lines(lines: &[&str], first: u32) -> Option<(Table, usize)> {
    let starts_as_figure = |line: &str| {
        line.trim_start()
            .starts_with(|it: char| it.is_ascii_digit() || "£-–(".contains(it))
    };
    let is_near = lines.iter().take(26).any(|line| starts_as_figure(line));
    if lines.first().is_none_or(|line| line.len() > 60) || !is_near {
        return None;
    }
    let mut run: Vec<(usize, &str)> = Vec::new();
    let mut empty = 0;
    for (index, line) in lines.iter().take(LONGEST_RUN).enumerate() {
        let text = line.trim();
        empty = if text.is_empty() { empty + 1 } else { 0 };
        if empty > 1 || text.len() > 60 || text.ends_with(['.', ';']) || text.contains('\t') {
            break;
        }
        if !text.is_empty() {
            run.push((index, text));
        }
    }
    let is_figure_at = |at: usize| run.get(at).is_some_and(|(_, text)| is_figure(text));
    let figures_from = |at: usize| (at..run.len()).take_while(|it| is_figure_at(*it)).count();
    // The first label with figures; headers may stand before it.
    let label = (0..run.len().min(12)).find(|at| !is_figure_at(*at) && figures_from(at + 1) > 0)?;
    let width = figures_from(label + 1);
    let mut rows = Vec::new();
    let mut at = label;
    while at < run.len() && !is_figure_at(at) && figures_from(at + 1) == width {
        let cells = run[at..=at + width].iter().map(|(_, text)| *text);
        rows.push(Row::new(number(first, run[at].0), cells));
        at += width + 1;
    }
    let headers = &run[..label];
    let fits = headers.len() == width || headers.len() == width + 1 || headers.is_empty();
    if rows.len() < 3 || !fits {
        return None;
    }
    if let Some((index, _)) = headers.first() {
        let corner = (headers.len() == width).then_some("");
        let cells = corner
            .into_iter()
            .chain(headers.iter().map(|(_, text)| *text));
        rows.insert(0, Row::new(number(first, *index), cells));
    }
    let (last, _) = run.get(at - 1)?;
    Some((Table { rows }, last + 1))
}
