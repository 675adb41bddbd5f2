//! The team tree as a heat table.

use std::collections::BTreeMap;

use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::CountUnit;
use holdfast_workforce::id::TeamId;
use holdfast_workforce::position::{Amounts, Basis, Dimension, Line, TreeRow, team_tree};
use jiff::civil::Date;

use super::filters::{Filters, teams_in_order};
use super::page::Answer;
use super::table::{Amount, Opens, change_head, head};
use super::telling::{shown, shown_change};
use crate::format;
use crate::heat::Heat;
use crate::here::Here;

/// The teams as a table.
#[derive(Clone, Debug)]
pub(crate) struct TeamTable {
    /// The heads of its columns of numbers.
    pub(crate) heads: Vec<String>,
    /// The teams, then all together.
    pub(crate) rows: Vec<TeamRow>,
}

/// A team with the shares of its position.
#[derive(Clone, Debug)]
pub(crate) struct TeamRow {
    /// The team's name.
    pub(crate) name: String,
    /// Where its own position is; empty for the total.
    pub(crate) href: String,
    /// How far it stands in.
    pub(crate) class: &'static str,
    /// How the row looks: a total.
    pub(crate) row_class: &'static str,
    /// Its numbers.
    pub(crate) cells: Vec<Cell>,
}

/// A number of a team.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    /// An amount, or a change of one.
    Amount(Amount),
    /// A share.
    Share(Share),
}

/// A part of a whole: the amount as a link, the share as a shade and in words.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    /// The amount.
    pub(crate) amount: Amount,
    /// The shade.
    pub(crate) heat: Heat,
    /// The share in percent.
    pub(crate) percent: String,
}

/// The teams of the selection, each with those below it; nothing where they
/// would not say what their rows say: compared with a count of no such tree.
pub(crate) fn team_table(here: &Here, filters: &Filters, answer: &Answer) -> Option<TeamTable> {
    let compared = answer.compared.as_ref();
    let is_from_records = compared.is_none_or(|(_, then)| then.basis == Basis::Records);
    if filters.by == Dimension::Team && !is_from_records {
        return None;
    }
    let alone = filters.alone();
    let filters = if is_from_records { filters } else { &alone };
    let rows = compared_rows(here, filters);
    let top = rows.iter().map(|(row, _)| row.depth).min()?;
    let links = |filters: Filters| Links {
        here,
        filters,
        unit: answer.position.unit,
    };
    let mut told: Vec<TeamRow> = rows
        .iter()
        .map(|(row, change)| {
            let mut own = filters.clone();
            own.selection.team = Some(row.team);
            let position = own.alone().address(
                &here.workforce,
                &crate::address::establishment(&here.authority),
            );
            TeamRow {
                href: position,
                class: inset(row.depth - top),
                ..links(own).row(&row.label, &row.amounts, *change)
            }
        })
        .collect();
    let change = compared.map(|(all, _)| all.total.variance);
    let change = change.filter(|_| is_from_records);
    told.push(TeamRow {
        row_class: "holdfast-table__total",
        ..links(filters.clone()).row("Total", &answer.position.total, change)
    });
    Some(TeamTable {
        heads: heads(change.as_ref()),
        rows: told,
    })
}

fn inset(depth: usize) -> &'static str {
    match depth {
        0 => "",
        1 => "holdfast-table__within",
        _ => "holdfast-table__within-two",
    }
}

/// The teams with what changed; a team that one of the days lacks counts as
/// nought there.
fn compared_rows(here: &Here, filters: &Filters) -> Vec<(TreeRow, Option<Amounts>)> {
    let now = team_tree(&here.workforce, &filters.selection);
    let Some(day) = filters.compare else {
        return now.into_iter().map(|row| (row, None)).collect();
    };
    let nought = |amounts: &Amounts| amounts.less(amounts);
    let mut then: BTreeMap<TeamId, TreeRow> =
        team_tree(&here.workforce, &filters.at(day).selection)
            .into_iter()
            .map(|row| (row.team, row))
            .collect();
    let mut rows: Vec<_> = now
        .into_iter()
        .map(|row| {
            let before = then.remove(&row.team);
            let before = before.map_or_else(|| nought(&row.amounts), |it| it.amounts);
            let change = row.amounts.less(&before);
            (row, Some(change))
        })
        .collect();
    rows.extend(then.into_values().map(|row| {
        let amounts = nought(&row.amounts);
        let change = amounts.less(&row.amounts);
        (TreeRow { amounts, ..row }, Some(change))
    }));
    let places: BTreeMap<TeamId, usize> = teams_in_order(&here.workforce)
        .into_iter()
        .enumerate()
        .map(|(place, (team, _))| (team.id, place))
        .collect();
    rows.sort_by_key(|(row, _)| places.get(&row.team).copied());
    rows
}

/// Where positions are compared, what is lacking takes the room.
fn heads(change: Option<&Amounts>) -> Vec<String> {
    let text = |line| head(line).to_owned();
    if change.is_some() {
        return vec![
            text(Line::Vacancies),
            change_head(Line::Vacancies),
            "Vacancy rate".to_owned(),
            text(Line::Agency),
            change_head(Line::Agency),
            "Agency share".to_owned(),
            text(Line::NetGap),
            change_head(Line::NetGap),
        ];
    }
    vec![
        text(Line::Established),
        text(Line::InPost),
        text(Line::Vacancies),
        "Vacancy rate".to_owned(),
        text(Line::Agency),
        "Agency share".to_owned(),
        text(Line::NetGap),
    ]
}

/// Makes the cells of one team, or of all together.
struct Links<'a> {
    here: &'a Here,
    filters: Filters,
    unit: CountUnit,
}

impl Links<'_> {
    fn row(&self, name: &str, amounts: &Amounts, change: Option<Amounts>) -> TeamRow {
        let now = |line| Cell::Amount(self.amount(name, amounts, line));
        let get = |line| amounts.get(line).unwrap_or_default();
        let vacancy = get(Line::Vacancies) + get(Line::InPost);
        let vacancy = Cell::Share(self.share(name, amounts, Line::Vacancies, vacancy));
        let agency = Cell::Share(self.share(name, amounts, Line::Agency, get(Line::Assignments)));
        let cells = match change {
            Some(change) => {
                let change = |line| Cell::Amount(self.change(name, &change, line));
                vec![
                    now(Line::Vacancies),
                    change(Line::Vacancies),
                    vacancy,
                    now(Line::Agency),
                    change(Line::Agency),
                    agency,
                    now(Line::NetGap),
                    change(Line::NetGap),
                ]
            }
            None => vec![
                now(Line::Established),
                now(Line::InPost),
                now(Line::Vacancies),
                vacancy,
                now(Line::Agency),
                agency,
                now(Line::NetGap),
            ],
        };
        TeamRow {
            name: name.to_owned(),
            href: String::new(),
            class: "",
            row_class: "",
            cells,
        }
    }

    fn amount(&self, name: &str, amounts: &Amounts, line: Line) -> Amount {
        let address = self.address(&self.filters.alone());
        self.opens(&address, name).amount(amounts, line, shown)
    }

    fn change(&self, name: &str, changes: &Amounts, line: Line) -> Amount {
        let address = self.address(&self.filters);
        self.opens(&address, name)
            .amount(changes, line, shown_change)
    }

    fn address(&self, filters: &Filters) -> String {
        filters.rows_address(&self.here.workforce, &self.here.authority)
    }

    fn opens<'a>(&'a self, address: &'a str, about: &'a str) -> Opens<'a> {
        Opens {
            workforce: &self.here.workforce,
            unit: self.unit,
            address,
            row: None,
            about,
        }
    }

    fn share(&self, name: &str, amounts: &Amounts, line: Line, whole: Fte) -> Share {
        let part = amounts.get(line).unwrap_or_default();
        Share {
            amount: self.amount(name, amounts, line),
            heat: Heat::of_share(part, whole),
            percent: format::percent(part, whole),
        }
    }
}

/// A team that lacks people.
#[derive(Clone, Debug)]
pub(crate) struct Gap {
    /// The team's name.
    pub(crate) name: String,
    /// Where its position is.
    pub(crate) href: String,
    /// Vacancies, agency, net gap.
    pub(crate) amounts: Vec<Amount>,
    /// The share of the establishment that is vacant.
    pub(crate) vacancy: Share,
}

/// The teams with the largest net gaps on a day, the largest first; groups of
/// teams are left out.
pub(crate) fn largest_gaps(here: &Here, filters: &Filters, at: Date, most: usize) -> Vec<Gap> {
    let filters = filters.at(at);
    let mut rows = team_tree(&here.workforce, &filters.selection);
    rows.retain(|row| !row.has_below && gap_of(&row.amounts) > Fte::ZERO);
    rows.sort_by_key(|row| std::cmp::Reverse(gap_of(&row.amounts)));
    rows.truncate(most);
    let gap = |row: &TreeRow| {
        let mut own = filters.alone();
        own.selection.team = Some(row.team);
        let href = own.address(
            &here.workforce,
            &crate::address::establishment(&here.authority),
        );
        let links = Links {
            here,
            filters: own,
            unit: CountUnit::Fte,
        };
        let get = |line| row.amounts.get(line).unwrap_or_default();
        let lines = [
            Line::Established,
            Line::InPost,
            Line::Vacancies,
            Line::Agency,
            Line::NetGap,
        ];
        let whole = get(Line::Vacancies) + get(Line::InPost);
        Gap {
            href,
            amounts: lines
                .map(|line| links.amount(&row.label, &row.amounts, line))
                .into(),
            vacancy: links.share(&row.label, &row.amounts, Line::Vacancies, whole),
            name: row.label.clone(),
        }
    };
    rows.iter().map(gap).collect()
}

fn gap_of(amounts: &Amounts) -> Fte {
    amounts.get(Line::NetGap).unwrap_or_default()
}
