//! The tables of a position as they are shown: every amount with the address
//! of the rows beneath it.

use holdfast_intake::export::{COLUMNS, SUMMARY, speaking};
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
                    let cell = |line: &Line| {
                        self.cell(
                            &addresses.now,
                            &row.amounts,
                            *line,
                            Some(row.key),
                            &row.label,
                        )
                    };
                    plain_row(&row.label, lines.iter().map(cell).collect())
                })
                .collect(),
            Some((comparison, _)) => comparison
                .rows
                .iter()
                .map(|row| {
                    let cells = lines.iter().flat_map(|line| {
                        [
                            self.cell(&addresses.now, &row.now, *line, Some(row.key), &row.label),
                            self.change(
                                &addresses.variance,
                                &row.variance,
                                *line,
                                Some(row.key),
                                &row.label,
                            ),
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
        let cells = lines.iter().flat_map(|line| {
            let now = self.cell(&addresses.now, &self.position.total, *line, None, "total");
            let change = self.compared.map(|(all, _)| {
                self.change(
                    &addresses.variance,
                    &all.total.variance,
                    *line,
                    None,
                    "total",
                )
            });
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
            let now = self.cell(
                &addresses.now,
                &self.position.total,
                line,
                None,
                line.label(),
            );
            let mut amounts = vec![now];
            if let Some((comparison, then)) = self.compared {
                let about = line.label();
                amounts.insert(
                    0,
                    self.cell(&addresses.then, &then.total, line, None, about),
                );
                amounts.push(self.change(
                    &addresses.variance,
                    &comparison.total.variance,
                    line,
                    None,
                    about,
                ));
            }
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

    /// An amount of the position.
    pub(crate) fn cell(
        &self,
        address: &str,
        amounts: &Amounts,
        line: Line,
        row: Option<RowKey>,
        about: &str,
    ) -> Amount {
        let Some(amount) = amounts.get(line) else {
            return unknown();
        };
        let text = shown(amount, line, self.position.unit);
        Amount {
            is_nought: amount.is_zero(),
            ..self.amount(text, address, line, row, about)
        }
    }

    /// A change of the position.
    pub(crate) fn change(
        &self,
        address: &str,
        amounts: &Amounts,
        line: Line,
        row: Option<RowKey>,
        about: &str,
    ) -> Amount {
        let Some(amount) = amounts.get(line) else {
            return unknown();
        };
        let text = shown_change(amount, line, self.position.unit);
        Amount {
            is_nought: amount.is_zero(),
            ..self.amount(text, address, line, row, about)
        }
    }

    fn amount(
        &self,
        text: String,
        address: &str,
        line: Line,
        row: Option<RowKey>,
        about: &str,
    ) -> Amount {
        Amount {
            text,
            href: format!("{address}{}", number(self.workforce(), line, row)),
            about: format!("{}, {about}", head(line)),
            is_nought: false,
        }
    }
}

fn unknown() -> Amount {
    Amount {
        text: NO_VALUE.to_owned(),
        ..Amount::default()
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
