//! What is too long to be judged is said to be, so that nobody takes silence for order.

use crate::finding::Verdict;
use crate::grid::{LONGEST, WIDEST};
use crate::paper::{Block, Paper, Table};
use crate::rule::{Example, Judge, Rule, Telling, Told, Whole};

/// The rule on what is not judged.
pub(crate) const RULES: &[Rule] = &[Rule {
    id: "too-long",
    says: "Tables of more than 1,000 rows, the columns of a table behind the fortieth, and tables behind the three hundredth are not judged; this says which.",
    example: Example {
        printed: WIDE,
        follows: "the first 40 columns are judged",
    },
    judge: Judge::Whole(too_long),
}];

/// A table of 41 columns of figures.
const WIDE: &str = "Team | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30 | 31 | 32 | 33 | 34 | 35 | 36 | 37 | 38 | 39 | 40\nNorth | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30 | 31 | 32 | 33 | 34 | 35 | 36 | 37 | 38 | 39 | 40";

/// So many tables of a paper are looked at; the rules set passages beside each of them.
pub(crate) const MOST_TABLES: usize = 300;

/// So many of those that are left out are told one by one.
const TOLD: usize = 20;

fn too_long(whole: &Whole<'_>, telling: &mut Telling<'_>) {
    let mut told = 0;
    for (number, (block, table)) in tables(whole.paper).enumerate() {
        let Some((printed, follows)) = left_out(number, table) else {
            continue;
        };
        told += 1;
        if told > TOLD {
            return;
        }
        let line = table.rows.first().map_or(0, |row| row.line);
        let reasoning = format!("{printed}: {follows}. Check the rest in parts.");
        let told = Told {
            verdict: Verdict::CannotTell,
            printed,
            follows,
            reasoning,
        };
        telling.at(block, line, Vec::new(), told);
    }
}

fn tables(paper: &Paper) -> impl Iterator<Item = (usize, &Table)> {
    let blocks = paper.blocks.iter().enumerate();
    blocks.filter_map(|(index, block)| match block {
        Block::Table(table) => Some((index, table)),
        Block::Passage(_) => None,
    })
}

/// What of a table is left out: what is printed, and what is judged of it.
fn left_out(number: usize, table: &Table) -> Option<(String, String)> {
    let rows = table.rows.len();
    let columns = table.rows.iter().map(|row| row.cells.len()).max()?;
    if number == MOST_TABLES {
        let printed = format!("more than {MOST_TABLES} tables");
        return Some((printed, format!("the first {MOST_TABLES} are judged")));
    }
    if number > MOST_TABLES {
        return None;
    }
    if rows > LONGEST {
        let follows = format!("tables of up to {LONGEST} rows are judged, and this is not");
        return Some((format!("a table of {rows} rows"), follows));
    }
    (columns > WIDEST).then(|| {
        let printed = format!("a table of {columns} columns");
        (printed, format!("the first {WIDEST} columns are judged"))
    })
}
