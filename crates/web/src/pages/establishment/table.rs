//! The tables of a position as they are shown: every amount with the address
//! of the rows beneath it.

use holdfast_intake::export::{COLUMNS, SUMMARY, speaking};
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::CountUnit;
use holdfast_workforce::position::{Amounts, Comparison, Line, Position, RowKey};
use holdfast_workforce::{CodeSet as _, Workforce};

use super::filters::{Filters, dimension_name, number};
use super::telling::{shown, shown_change};
use crate::format::NO_VALUE;
use crate::here::Here;

/// An amount as it is shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Amount {
    /// The number.
    pub(crate) text: String,
    /// Where its rows are; empty where nothing is known.
    pub(crate) href: String,
    /// Whether it is nought, which is shown paler.
    pub(crate) is_nought: bool,
    /// What it is of, for those who hear the link alone.
    pub(crate) about: String,
}

/// A row of amounts.
#[derive(Clone, Debug)]
pub(crate) struct TableRow {
    /// What it is called.
    pub(crate) name: String,
    /// Its amounts.
    pub(crate) amounts: Vec<Amount>,
    /// How it looks: a total, or a part of another row.
    pub(crate) class: &'static str,
}

/// A table of amounts.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// What it shows.
    pub(crate) caption: String,
    /// What its rows are called.
    pub(crate) of: &'static str,
    /// The heads of its columns.
    pub(crate) columns: Vec<String>,
    /// The rows, the total last.
    pub(crate) rows: Vec<TableRow>,
}

/// The lines of rows that are compared: each takes two columns. Line by line
/// and in the files stand all.
const COMPARED: [Line; 5] = [
    Line::Established,
    Line::InPost,
    Line::Vacancies,
    Line::Agency,
    Line::NetGap,
];

/// A position, and the same at another date where it is compared.
pub(crate) struct Shown<'a> {
    /// Where the page stands.
    pub(crate) here: &'a Here,
    /// What was asked for.
    pub(crate) filters: &'a Filters,
    /// The position.
    pub(crate) position: &'a Position,
    /// The position at the date to compare with, and the comparison.
    pub(crate) compared: Option<(&'a Comparison, &'a Position)>,
}

/// The addresses of the rows beneath numbers, each short of line and row.
struct Addresses {
    now: String,
    then: String,
    variance: String,
}

impl Shown<'_> {
    fn workforce(&self) -> &Workforce {
        &self.here.workforce
    }

    fn addresses(&self) -> Addresses {
        let address =
            |filters: &Filters| filters.rows_address(self.workforce(), &self.here.authority);
        let alone = self.filters.alone();
        let then = self.filters.compare.map(|day| alone.at(day));
        Addresses {
            now: address(&alone),
            then: then.as_ref().map(address).unwrap_or_default(),
            variance: address(self.filters),
        }
    }

    /// What the amounts open to at an address.
    pub(crate) fn opens<'a>(
        &'a self,
        address: &'a str,
        row: Option<RowKey>,
        about: &'a str,
    ) -> Opens<'a> {
        Opens {
            workforce: self.workforce(),
            unit: self.position.unit,
            address,
            row,
            about,
        }
    }

    /// The position divided into its rows, with a total.
    pub(crate) fn rows_table(&self) -> Table {
        let lines = self.lines_of_rows();
        let addresses = self.addresses();
        let mut rows: Vec<TableRow> = match self.compared {
            None => self
                .position
                .rows
                .iter()
                .map(|row| {
                    let now = self.opens(&addresses.now, Some(row.key), &row.label);
                    let cells = lines
                        .iter()
                        .map(|line| now.amount(&row.amounts, *line, shown));
                    plain_row(&row.label, cells.collect())
                })
                .collect(),
            Some((comparison, _)) => comparison
                .rows
                .iter()
                .map(|row| {
                    let now = self.opens(&addresses.now, Some(row.key), &row.label);
                    let change = self.opens(&addresses.variance, Some(row.key), &row.label);
                    let cells = lines.iter().flat_map(|line| {
                        [
                            now.amount(&row.now, *line, shown),
                            change.amount(&row.variance, *line, shown_change),
                        ]
                    });
                    plain_row(&row.label, cells.collect())
                })
                .collect(),
        };
        rows.push(self.total_row(&lines, &addresses));
        let by = dimension_name(self.position.by);
        Table {
            caption: format!("By {}, {}", by.to_lowercase(), self.position.unit.label()),
            of: by,
            columns: self.heads(&lines),
            rows,
        }
    }

    fn total_row(&self, lines: &[Line], addresses: &Addresses) -> TableRow {
        let now = self.opens(&addresses.now, None, "total");
        let change = self.opens(&addresses.variance, None, "total");
        let cells = lines.iter().flat_map(|line| {
            let now = now.amount(&self.position.total, *line, shown);
            let change = self
                .compared
                .map(|(all, _)| change.amount(&all.total.variance, *line, shown_change));
            [Some(now), change].into_iter().flatten()
        });
        TableRow {
            class: "holdfast-table__total",
            ..plain_row("Total", cells.collect())
        }
    }

    fn heads(&self, lines: &[Line]) -> Vec<String> {
        let heads = lines.iter().flat_map(|line| {
            let change = self.compared.map(|_| change_head(*line));
            [Some(head(*line).to_owned()), change].into_iter().flatten()
        });
        heads.collect()
    }

    fn lines_of_rows(&self) -> Vec<Line> {
        let now = self.position.rows.iter().map(|row| row.amounts);
        let then = self
            .compared
            .map(|(_, then)| then.rows.iter().map(|row| row.amounts));
        let all: Vec<Amounts> = now
            .chain([self.position.total])
            .chain(then.into_iter().flatten())
            .collect();
        let wanted: &[Line] = match self.compared {
            Some(_) => &COMPARED,
            None => &COLUMNS,
        };
        speaking(wanted, all.iter().copied()).collect()
    }

    /// Line by line what the selection adds up to.
    pub(crate) fn summary_table(&self) -> Table {
        let then = self.compared.map(|(_, then)| then.total);
        let both = [Some(self.position.total), then];
        let lines = speaking(&SUMMARY, both.into_iter().flatten());
        let addresses = self.addresses();
        let rows = lines.map(|line| {
            let of = |address| self.opens(address, None, line.label());
            let now = of(&addresses.now).amount(&self.position.total, line, shown);
            let amounts = match self.compared {
                None => vec![now],
                Some((comparison, then)) => vec![
                    of(&addresses.then).amount(&then.total, line, shown),
                    now,
                    of(&addresses.variance).amount(&comparison.total.variance, line, shown_change),
                ],
            };
            TableRow {
                class: class_of(line),
                ..plain_row(line.label(), amounts)
            }
        });
        let day = holdfast_workforce::date::in_words;
        let now = day(self.position.selection.at);
        Table {
            caption: format!("Line by line, {}", self.position.unit.label()),
            of: "Line",
            columns: match self.filters.compare {
                Some(then) => vec![day(then), now, "Change".to_owned()],
                None => vec![now],
            },
            rows: rows.collect(),
        }
    }
}

/// What amounts open to: where their rows are, and what they are of.
pub(crate) struct Opens<'a> {
    /// The records.
    pub(crate) workforce: &'a Workforce,
    /// What is counted.
    pub(crate) unit: CountUnit,
    /// The address of the rows, short of line and row.
    pub(crate) address: &'a str,
    /// The row of the position, where it is not all of it.
    pub(crate) row: Option<RowKey>,
    /// What it is of, in words.
    pub(crate) about: &'a str,
}

impl Opens<'_> {
    /// The amount of a line, told as it is or as a change.
    pub(crate) fn amount(
        &self,
        amounts: &Amounts,
        line: Line,
        told: fn(Fte, Line, CountUnit) -> String,
    ) -> Amount {
        let Some(amount) = amounts.get(line) else {
            return Amount {
                text: NO_VALUE.to_owned(),
                ..Amount::default()
            };
        };
        Amount {
            text: told(amount, line, self.unit),
            href: format!("{}{}", self.address, number(self.workforce, line, self.row)),
            about: format!("{}, {}", head(line), self.about),
            is_nought: amount.is_zero(),
        }
    }
}

fn plain_row(name: &str, amounts: Vec<Amount>) -> TableRow {
    TableRow {
        name: name.to_owned(),
        amounts,
        class: "",
    }
}

/// What a column of a line is called: shorter than the line where that is clear.
pub(crate) fn head(line: Line) -> &'static str {
    match line {
        Line::Trainees => "Trainees",
        Line::NewlyQualified => "Newly qualified",
        Line::Agency => "Agency",
        Line::OverInPosts => "Over in posts",
        line => line.label(),
    }
}

/// What the column of a line's change is called: `± vacancies`.
pub(crate) fn change_head(line: Line) -> String {
    format!("± {}", head(line).to_lowercase())
}

/// Totals stand out, and what they are made of stands in.
fn class_of(line: Line) -> &'static str {
    match line {
        Line::Established | Line::Vacancies | Line::Agency | Line::NetGap | Line::Covered => {
            "holdfast-table__total"
        }
        Line::EstablishedBase
        | Line::EstablishedTemporary
        | Line::EstablishedGrant
        | Line::Away => "holdfast-lines__part",
        line if Line::AGENCY.contains(&line) => "holdfast-lines__part",
        _ => "",
    }
}
