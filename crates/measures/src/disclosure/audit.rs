//! What the lines of a table leave open: the least and the greatest value that
//! each hidden cell can have.
//!
//! Every line is an equation between hidden cells and numbers that are shown,
//! and so is every sum published before. The least and greatest value of a cell
//! under such equations is a linear programme; it is solved by the simplex
//! method in whole numbers, without rounding. For a table with its totals the
//! bounds are those of whole counts; sums published before can in rare cases
//! leave even less open than the bounds say.

use std::collections::{BTreeMap, BTreeSet};

use super::{At, CountTable, Earlier, Policy};

/// The values that stay possible for a hidden cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub least: u64,
    /// The greatest; nothing where there is no limit.
    pub greatest: Option<u64>,
}

impl Range {
    /// Whether a reader is told no more than the symbol tells.
    pub(super) fn is_wide_enough(self, policy: Policy, is_small: bool) -> bool {
        let wanted = match is_small {
            true => policy.values_of_small(),
            false => 2,
        };
        let values = |greatest: u64| greatest.saturating_sub(self.least).saturating_add(1);
        self.greatest.is_none_or(|it| values(it) >= wanted)
    }
}

/// The equations of a table, in a form that has a solution at hand.
pub(super) struct Audit {
    /// The column of each hidden cell.
    variables: BTreeMap<At, usize>,
    /// What a reader knows to be the least: nought is never hidden.
    least: Vec<i128>,
    tableau: Tableau,
}

impl Audit {
    /// The equations that a reader can write down; nothing where they
    /// contradict each other or outgrow the machine.
    pub(super) fn of(
        table: &CountTable,
        hidden: &BTreeSet<At>,
        earlier: &[Earlier],
    ) -> Option<Self> {
        let is_unknown = |at: &At| hidden.contains(at) || !table.is_printed(*at);
        let variables: BTreeMap<At, usize> = table.all().filter(is_unknown).zip(0..).collect();
        let least: Vec<i128> = variables
            .keys()
            .map(|at| i128::from(is_never_nought(table, hidden, *at)))
            .collect();
        let lines = table.lines().into_iter().map(|line| {
            let last = line.len().saturating_sub(1);
            let sign = move |index| if index == last { -1 } else { 1 };
            let signed = line.into_iter().enumerate();
            (signed.map(|(index, at)| (at, sign(index))).collect(), 0)
        });
        let sums = earlier.iter().map(|sum| {
            let cells = sum.cells.iter().map(|at| (*at, 1)).collect();
            (cells, i128::from(sum.count))
        });
        let equations: Vec<Vec<i128>> = lines
            .chain(sums)
            .map(|(cells, sum): (Vec<(At, i128)>, i128)| {
                equation(table, &variables, &least, &cells, sum)
            })
            .collect();
        let tableau = Tableau::solve(equations, variables.len())?;
        Some(Self {
            variables,
            least,
            tableau,
        })
    }

    /// The values that stay possible for a cell.
    pub(super) fn range(&mut self, at: At) -> Option<Range> {
        let variable = *self.variables.get(&at)?;
        let least = *self.least.get(variable)?;
        let below = self.tableau.greatest(variable, -1)?;
        let above = self.tableau.greatest(variable, 1)?;
        let whole = |value: i128| u64::try_from(least + value).ok();
        Some(Range {
            // The least is the greatest of the negative, rounded up.
            least: match below {
                Bound::At(numerator, denominator) => whole(-(numerator.div_euclid(denominator)))?,
                Bound::None => 0,
            },
            greatest: match above {
                Bound::At(numerator, denominator) => {
                    Some(whole(numerator.div_euclid(denominator))?)
                }
                Bound::None => None,
            },
        })
    }
}

/// A reader knows of a hidden cell that it is not nought, except where whole
/// columns are withheld.
fn is_never_nought(table: &CountTable, hidden: &BTreeSet<At>, at: At) -> bool {
    let noughts_are_shown = !hidden.iter().any(|at| table.count(*at).number() == Some(0));
    hidden.contains(&at) && noughts_are_shown
}

/// A sum of cells as coefficients of the hidden ones, and the rest at the end.
fn equation(
    table: &CountTable,
    variables: &BTreeMap<At, usize>,
    least: &[i128],
    cells: &[(At, i128)],
    sum: i128,
) -> Vec<i128> {
    let mut row = vec![0; variables.len() + 1];
    let rest = variables.len();
    row[rest] = sum;
    for (at, sign) in cells {
        match variables.get(at) {
            Some(variable) => {
                row[*variable] += sign;
                row[rest] -= sign * least[*variable];
            }
            None => row[rest] -= sign * i128::from(table.count(*at).number().unwrap_or(0)),
        }
    }
    row
}

/// How far a value can go: a fraction, or any distance.
enum Bound {
    At(i128, i128),
    None,
}

/// A simplex tableau in whole numbers: each row is an equation, whose last
/// entry is its right side; the entry of its basic variable is above nought.
struct Tableau {
    rows: Vec<Vec<i128>>,
    basis: Vec<usize>,
    variables: usize,
}

impl Tableau {
    /// Finds a solution with nothing below nought, by adding to each equation a
    /// variable that makes it true and driving these out again.
    fn solve(equations: Vec<Vec<i128>>, variables: usize) -> Option<Self> {
        let equations: Vec<Vec<i128>> = equations
            .into_iter()
            .filter(|row| row.iter().any(|it| *it != 0))
            .collect();
        let count = equations.len();
        let with_added = |(index, mut row): (usize, Vec<i128>)| {
            let right = row.pop().unwrap_or(0);
            let sign = if right < 0 { -1 } else { 1 };
            row.iter_mut().for_each(|it| *it *= sign);
            row.extend((0..count).map(|it| i128::from(it == index)));
            row.push(right * sign);
            row
        };
        let rows: Vec<_> = equations.into_iter().enumerate().map(with_added).collect();
        let mut tableau = Self {
            rows,
            basis: (variables..variables + count).collect(),
            variables: variables + count,
        };
        // The aim is the negative sum of what was added.
        let mut aim = vec![0; variables + count + 2];
        for row in &tableau.rows {
            (0..variables).for_each(|it| aim[it] += row[it]);
            aim[variables + count + 1] += row[variables + count];
        }
        aim[variables + count] = -1;
        match tableau.improve(&mut aim)? {
            Bound::At(0, _) => tableau.without_added(variables),
            _ => None,
        }
    }

    /// Drops the variables that were added, and equations that say nothing new.
    fn without_added(mut self, variables: usize) -> Option<Self> {
        let mut index = 0;
        while index < self.rows.len() {
            if self.basis[index] < variables {
                index += 1;
                continue;
            }
            match (0..variables).find(|it| self.rows[index][*it] != 0) {
                None => {
                    self.rows.remove(index);
                    self.basis.remove(index);
                }
                Some(column) => {
                    if self.rows[index][column] < 0 {
                        self.rows[index].iter_mut().for_each(|it| *it = -*it);
                    }
                    self.pivot(index, column, None)?;
                }
            }
        }
        for row in &mut self.rows {
            row.drain(variables..self.variables);
        }
        self.variables = variables;
        Some(self)
    }

    /// The greatest value of a variable, or of its negative.
    fn greatest(&mut self, variable: usize, sign: i128) -> Option<Bound> {
        let mut aim = vec![0; self.variables + 2];
        aim[variable] = sign;
        aim[self.variables] = -1;
        if let Some(row) = self.basis.iter().position(|it| *it == variable) {
            eliminate(&mut aim, &with_aim_column(&self.rows[row]), variable)?;
        }
        self.improve(&mut aim)
    }

    /// Bland's rule: it never turns in a circle. The aim is an equation too:
    /// its last entry but one is the aim's own, its last the negative of the
    /// value so far.
    fn improve(&mut self, aim: &mut Vec<i128>) -> Option<Bound> {
        while let Some(column) = (0..self.variables).find(|it| aim[*it] > 0) {
            let Some(row) = self.leaving(column)? else {
                return Some(Bound::None);
            };
            self.pivot(row, column, Some(aim))?;
        }
        Some(Bound::At(-aim[self.variables + 1], -aim[self.variables]))
    }

    /// The equation that is first to stop a variable from growing.
    fn leaving(&self, column: usize) -> Option<Option<usize>> {
        let mut best: Option<usize> = None;
        for (index, row) in self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row[column] > 0)
        {
            let Some(known) = best else {
                best = Some(index);
                continue;
            };
            let other = &self.rows[known];
            let mine = row[self.variables].checked_mul(other[column])?;
            let theirs = other[self.variables].checked_mul(row[column])?;
            let is_earlier = mine == theirs && self.basis[index] < self.basis[known];
            if mine < theirs || is_earlier {
                best = Some(index);
            }
        }
        Some(best)
    }

    fn pivot(&mut self, row: usize, column: usize, aim: Option<&mut Vec<i128>>) -> Option<()> {
        let chosen = self.rows[row].clone();
        for (index, other) in self.rows.iter_mut().enumerate() {
            if index != row {
                eliminate(other, &chosen, column)?;
            }
        }
        if let Some(aim) = aim {
            eliminate(aim, &with_aim_column(&chosen), column)?;
        }
        self.basis[row] = column;
        Some(())
    }
}

/// An equation with room for the aim before its right side.
fn with_aim_column(row: &[i128]) -> Vec<i128> {
    let mut row = row.to_vec();
    row.insert(row.len().saturating_sub(1), 0);
    row
}

/// Takes a variable out of an equation by means of another, whose entry for it
/// is above nought.
fn eliminate(row: &mut [i128], by: &[i128], column: usize) -> Option<()> {
    let (factor, scale) = (row[column], by[column]);
    if factor == 0 {
        return Some(());
    }
    for (mine, theirs) in row.iter_mut().zip(by) {
        let mine_scaled = mine.checked_mul(scale)?;
        *mine = mine_scaled.checked_sub(theirs.checked_mul(factor)?)?;
    }
    let divisor = row.iter().fold(0, |one, other| divisor(one, *other));
    if divisor > 1 {
        row.iter_mut().for_each(|it| *it /= divisor);
    }
    Some(())
}

fn divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
