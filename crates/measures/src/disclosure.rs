//! Disclosure control: a table of counts in which nobody can be told from a
//! small number, not by reading it and not by taking one number from another.
//!
//! [`protect`] hides, and says why:
//!
//! * **Primary**: counts of people of 1 to n − 1, where the count describes
//!   them (sickness, ethnicity, disability, why they left). Nought stays, and
//!   so do counts of staff by role or team, as in the published statistics.
//! * **Secondary**: the least harmful further cells, until nothing that is hidden
//!   can be worked out from what is shown. This is checked exactly: the lines
//!   of the table are equations, and the range of values that they leave to
//!   each hidden cell is computed. A cell that leaves its reader fewer values
//!   than the symbol alone does (1 to n − 1) is as good as shown.
//! * **Rates** are hidden where their numerator or denominator is.
//! * **Differencing**: sums that were published before are further equations;
//!   [`Protected::told_by`] names the publications that give a hidden cell away.
//!
//! Sources: the Department for Education's children's social work workforce
//! statistics (`c`, with secondary suppression where needed); ICO and FOI
//! practice ("fewer than 5"), which *Miller* \[2018\] UKUT 229 qualifies: the
//! test is what a motivated intruder finds out, hence the check of ranges.

mod audit;
mod choose;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use holdfast_reference::Symbol;
use holdfast_workforce::CodeSet as _;

use crate::definition::{Measure, Topic};
use crate::figure::Part;
use crate::formula::Component;
use crate::value::Ratio;
use audit::Audit;
pub use audit::Range;

/// What an authority hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The least count of people that is shown; 1 hides nothing.
    pub threshold: u64,
}

impl Policy {
    /// Fewer than five are hidden: FOI practice, and what the statistics do
    /// where they hide.
    pub const USUAL: Self = Self { threshold: 5 };

    /// Whether a count of people is too small to be shown.
    pub const fn hides(self, people: u64) -> bool {
        0 < people && people < self.threshold
    }

    /// The symbol that must stand in place of a figure when it is published:
    /// sickness of too few people is hidden, nought is not. Counts of staff are
    /// not hidden, as in the statistics.
    pub fn symbol_for(self, measure: Measure, parts: &[Arc<Part>]) -> Option<Symbol> {
        if !describes_people(measure) {
            return None;
        }
        let people: BTreeSet<_> = parts
            .iter()
            .filter(|part| part.component == Component::DaysLost)
            .flat_map(|part| part.rows.iter().filter_map(|row| row.person))
            .collect();
        self.hides(people.len() as u64)
            .then_some(Symbol::Confidential)
    }

    /// So many values must stay possible for a small count: as many as its
    /// symbol alone leaves, and never only one.
    const fn values_of_small(self) -> u64 {
        match self.threshold {
            0..=2 => 2,
            threshold => threshold - 1,
        }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::USUAL
    }
}

/// Whether a measure describes the people whom it counts, beyond that they work
/// here.
pub fn describes_people(measure: Measure) -> bool {
    measure.definition().topic == Topic::Absence
}

/// A cell before it is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many people, described by the heads of the cell.
    People(u64),
    /// A count that tells nothing about a person, such as posts.
    Other(u64),
    /// No number, and why; it adds nothing to the totals.
    None(Symbol),
}

impl Count {
    fn number(self) -> Option<u64> {
        match self {
            Self::People(count) | Self::Other(count) => Some(count),
            Self::None(_) => None,
        }
    }
}

/// Which totals are printed with a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Totals {
    /// A total of each row, of each column, and of all.
    #[default]
    Both,
    /// A total of each row.
    OfRows,
    /// A total of each column.
    OfColumns,
    /// None.
    None,
}

/// A table of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountTable {
    rows: Vec<String>,
    columns: Vec<String>,
    /// Row by row, with a total at the end of each, and a row of totals.
    cells: Vec<Vec<Count>>,
    totals: Totals,
}

/// Why a table of counts cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotMake {
    /// The cells do not fit the heads.
    #[error(
        "the table has {rows} rows and {columns} columns by its heads, but its cells do not fit them; give a cell for each"
    )]
    Uneven {
        /// The rows by their heads.
        rows: usize,
        /// The columns by their heads.
        columns: usize,
    },
    /// The counts are beyond any workforce.
    #[error(
        "the counts of the table add up to more than {} people; no workforce is so large",
        CountTable::MOST
    )]
    TooLarge,
}

/// A cell of a table by its row and column, both from nought; the number of
/// rows or columns stands for the totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

impl CountTable {
    /// The most that a table may add up to.
    pub const MOST: u64 = 1 << 40;

    /// A table with its totals, which are computed. A total describes people
    /// where a count in it does.
    ///
    /// # Errors
    /// When there is not a cell for each row and column, or the counts are
    /// beyond any workforce.
    pub fn new(
        rows: Vec<String>,
        columns: Vec<String>,
        mut cells: Vec<Vec<Count>>,
        totals: Totals,
    ) -> Result<Self, CannotMake> {
        let fits = cells.len() == rows.len() && cells.iter().all(|it| it.len() == columns.len());
        if !fits {
            return Err(CannotMake::Uneven {
                rows: rows.len(),
                columns: columns.len(),
            });
        }
        for row in &mut cells {
            let total = total(row.iter())?;
            row.push(total);
        }
        let of_columns =
            (0..=columns.len()).map(|column| total(cells.iter().map(|row| &row[column])));
        let of_columns: Vec<Count> = of_columns.collect::<Result<_, _>>()?;
        cells.push(of_columns);
        Ok(Self {
            rows,
            columns,
            cells,
            totals,
        })
    }

    /// The heads of the rows, the totals left out.
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// The heads of the columns, the totals left out.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// What a cell is called: `Retired, 2024`.
    pub fn name(&self, at: At) -> String {
        let row = self.rows.get(at.row).map_or("Total", String::as_str);
        let column = self.columns.get(at.column).map_or("Total", String::as_str);
        format!("{row}, {column}")
    }

    /// What some cells add up to; nothing where they are none.
    pub fn sum(&self, cells: &[At]) -> Option<u64> {
        let numbers = cells.iter().map(|at| self.count(*at).number().unwrap_or(0));
        (!cells.is_empty()).then(|| numbers.sum())
    }

    fn count(&self, at: At) -> Count {
        let row = self.cells.get(at.row);
        let cell = row.and_then(|row| row.get(at.column)).copied();
        cell.unwrap_or(Count::None(Symbol::NotApplicable))
    }

    /// Whether a cell is printed at all.
    fn is_printed(&self, at: At) -> bool {
        let of_row = at.column == self.columns.len();
        let of_column = at.row == self.rows.len();
        match self.totals {
            Totals::Both => true,
            Totals::OfRows => !of_column,
            Totals::OfColumns => !of_row,
            Totals::None => !of_row && !of_column,
        }
    }

    fn all(&self) -> impl Iterator<Item = At> + use<> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        (0..=rows).flat_map(move |row| (0..=columns).map(move |column| At { row, column }))
    }

    /// The lines of the table: each adds up to its last cell.
    fn lines(&self) -> Vec<Vec<At>> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        let of_row = |row| {
            (0..=columns)
                .map(move |column| At { row, column })
                .collect()
        };
        let of_column = |column| (0..=rows).map(move |row| At { row, column }).collect();
        (0..=rows)
            .map(of_row)
            .chain((0..=columns).map(of_column))
            .collect()
    }
}

fn total<'c>(cells: impl Iterator<Item = &'c Count>) -> Result<Count, CannotMake> {
    let (mut sum, mut is_of_people) = (0u64, false);
    for cell in cells {
        sum = sum.saturating_add(cell.number().unwrap_or(0));
        is_of_people |= matches!(cell, Count::People(_));
    }
    match (sum > CountTable::MOST, is_of_people) {
        (true, _) => Err(CannotMake::TooLarge),
        (false, true) => Ok(Count::People(sum)),
        (false, false) => Ok(Count::Other(sum)),
    }
}

/// Why a cell is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It counts fewer people than are shown.
    Small,
    /// It would tell a small count.
    WouldTell(At),
    /// Somebody asked for it to be left out.
    Withheld,
}

/// A cell as it may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The count.
    Number(u64),
    /// The symbol `c` in place of the count, and why.
    Hidden(Reason),
    /// Another symbol: there is no count.
    None(Symbol),
    /// A total that is not printed.
    NotPrinted,
}

impl Shown {
    /// The symbol in place of a number.
    pub fn symbol(self) -> Option<Symbol> {
        match self {
            Self::Number(_) => None,
            Self::Hidden(_) => Some(Symbol::Confidential),
            Self::None(symbol) => Some(symbol),
            Self::NotPrinted => Some(Symbol::NotApplicable),
        }
    }

    /// The number, where it is shown.
    pub fn number(self) -> Option<u64> {
        match self {
            Self::Number(count) => Some(count),
            _ => None,
        }
    }
}

/// A sum of cells that a publication has given before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// What the publication is called.
    pub publication: String,
    /// The cells that it added up.
    pub cells: Vec<At>,
    /// The sum that it printed.
    pub count: u64,
}

/// A hidden cell that earlier publications give away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The cell.
    pub cell: At,
    /// The publications, together with this table.
    pub publications: Vec<String>,
    /// The values that stay possible.
    pub possible: Range,
}

/// A table as it may be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    table: CountTable,
    policy: Policy,
    shown: Vec<Vec<Shown>>,
}

/// Hides what must not be shown in a table, and no more than it takes.
pub fn protect(table: &CountTable, policy: Policy) -> Protected {
    let hidden = choose::hidden(table, policy);
    let shown = |at: At| match (table.is_printed(at), table.count(at), hidden.get(&at)) {
        (false, ..) => Shown::NotPrinted,
        (_, Count::None(symbol), _) => Shown::None(symbol),
        (.., Some(reason)) => Shown::Hidden(*reason),
        (_, Count::People(count) | Count::Other(count), None) => Shown::Number(count),
    };
    let mut rows = vec![Vec::with_capacity(table.columns.len() + 1); table.rows.len() + 1];
    table.all().for_each(|at| rows[at.row].push(shown(at)));
    Protected {
        table: table.clone(),
        policy,
        shown: rows,
    }
}

impl Protected {
    /// The table behind it.
    pub fn table(&self) -> &CountTable {
        &self.table
    }

    /// A cell as it may be published.
    pub fn shown(&self, at: At) -> Shown {
        let row = self.shown.get(at.row);
        let cell = row.and_then(|row| row.get(at.column)).copied();
        cell.unwrap_or(Shown::NotPrinted)
    }

    /// Every hidden cell.
    pub fn hidden(&self) -> BTreeSet<At> {
        let all = self.table.all();
        all.filter(|at| matches!(self.shown(*at), Shown::Hidden(_)))
            .collect()
    }

    /// Why a cell is hidden, as a sentence.
    pub fn why(&self, at: At) -> Option<String> {
        match self.shown(at) {
            Shown::Hidden(Reason::Small) => {
                Some(format!("Fewer than {} people.", self.policy.threshold))
            }
            Shown::Hidden(Reason::WouldTell(small)) => Some(format!(
                "Hidden so that ‘{}’ cannot be worked out.",
                self.table.name(small)
            )),
            Shown::Hidden(Reason::Withheld) => Some(
                "Hidden because what was published before would give its line away.".to_owned(),
            ),
            Shown::None(symbol) => Some(format!("{}.", symbol.label())),
            Shown::Number(_) | Shown::NotPrinted => None,
        }
    }

    /// One cell as a share of another, in percent; `c` where either is hidden,
    /// because with the other it would tell the hidden one.
    pub fn rate(&self, part: At, whole: At) -> Result<Ratio, Symbol> {
        let number = |at| {
            let shown = self.shown(at);
            shown
                .number()
                .ok_or(shown.symbol().unwrap_or(Symbol::NotApplicable))
        };
        let (part, whole) = (number(part)?, number(whole)?);
        let ratio = Ratio::new(i128::from(part), i128::from(whole));
        ratio.map(Ratio::times_hundred).ok_or(Symbol::NotApplicable)
    }

    /// The values that a reader of the table can still think possible for a
    /// hidden cell, and with it of what was published before; nothing for a
    /// cell that is shown, or where both contradict each other.
    pub fn possible(&self, at: At, earlier: &[Earlier]) -> Option<Range> {
        let hidden = self.hidden();
        let audit = hidden
            .contains(&at)
            .then(|| Audit::of(&self.table, &hidden, earlier))?;
        audit?.range(at)
    }

    /// The hidden cells that earlier publications give away, each with the
    /// fewest publications that do.
    pub fn told_by(&self, earlier: &[Earlier]) -> Vec<Told> {
        let hidden = self.hidden();
        let told = |at: &At| {
            let told_by = |earlier: &[Earlier]| {
                let range = self.possible(*at, earlier)?;
                let is_small = matches!(self.shown(*at), Shown::Hidden(Reason::Small));
                (!range.is_wide_enough(self.policy, is_small)).then_some(range)
            };
            let alone = earlier.iter().find_map(|one| {
                Some((
                    std::slice::from_ref(one),
                    told_by(std::slice::from_ref(one))?,
                ))
            });
            let (by, possible) = alone.or_else(|| Some((earlier, told_by(earlier)?)))?;
            Some(Told {
                cell: *at,
                publications: by.iter().map(|it| it.publication.clone()).collect(),
                possible,
            })
        };
        hidden.iter().filter_map(told).collect()
    }

    /// The same table with everything in a column hidden, noughts too, and its
    /// total: what is left to do where an earlier publication gives it away.
    #[must_use]
    pub fn without_column(mut self, column: usize) -> Self {
        let cells = self.shown.iter_mut().filter_map(|row| row.get_mut(column));
        cells
            .filter(|shown| matches!(shown, Shown::Number(_) | Shown::Hidden(_)))
            .for_each(|shown| *shown = Shown::Hidden(Reason::Withheld));
        self
    }
}

/// The letter that stands for a symbol in files for everybody, as the
/// department writes it now: `c`, `k`, `u`, `x` or `z`.
pub fn letter(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Confidential => "c",
        Symbol::Low => "k",
        Symbol::LowReliability => "u",
        Symbol::NotAvailable | Symbol::NotAvailableOlder => "x",
        Symbol::NotApplicable => "z",
    }
}

/// The letters of all symbols in the order of the alphabet, each with what it
/// means.
pub const LETTERS: [(&str, &str); 5] = [
    ("c", "Suppressed to protect confidentiality"),
    ("k", "Rounds to 0, but is not 0"),
    ("u", "Withheld, low reliability"),
    ("x", "Not available"),
    ("z", "Not applicable"),
];
