//! The team tree as a heat table.

use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::CountUnit;
use holdfast_workforce::position::{Amounts, Line, TreeRow, team_tree};
use jiff::civil::Date;

use super::filters::{Filters, number};
use super::table::Amount;
use super::telling::shown;
use crate::format;
use crate::heat::Heat;
use crate::here::Here;

/// A team with the shares of its position.
#[derive(Clone, Debug)]
pub(crate) struct TeamRow {
    /// The team's name.
    pub(crate) name: String,
    /// Where its own position is.
    pub(crate) href: String,
    /// How far it stands in.
    pub(crate) class: &'static str,
    /// Established, in post.
    pub(crate) amounts: Vec<Amount>,
    /// The vacancies, with their share.
    pub(crate) vacancies: Share,
    /// Agency, with its share.
    pub(crate) agency: Share,
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

/// The teams of the selection.
pub(crate) fn team_rows(here: &Here, filters: &Filters, unit: CountUnit) -> Vec<TeamRow> {
    let workforce = &here.workforce;
    let rows = team_tree(workforce, &filters.selection);
    let top = rows.iter().map(|row| row.depth).min().unwrap_or_default();
    let team = |row: &TreeRow| team_row(here, filters, row, row.depth - top, unit);
    rows.iter().map(team).collect()
}

fn team_row(
    here: &Here,
    filters: &Filters,
    row: &TreeRow,
    depth: usize,
    unit: CountUnit,
) -> TeamRow {
    let mut own = filters.alone();
    own.selection.team = Some(row.team);
    let links = Links {
        address: own.rows_address(&here.workforce, &here.authority),
        workforce: &here.workforce,
        row,
        unit,
    };
    let get = |line| row.amounts.get(line).unwrap_or_default();
    let vacancies = get(Line::Vacancies);
    TeamRow {
        name: row.label.clone(),
        href: own.address(
            &here.workforce,
            &crate::address::establishment(&here.authority),
        ),
        class: match depth {
            0 => "",
            1 => "holdfast-table__within",
            _ => "holdfast-table__within-two",
        },
        amounts: vec![links.amount(Line::Established), links.amount(Line::InPost)],
        vacancies: links.share(Line::Vacancies, vacancies + get(Line::InPost)),
        agency: links.share(Line::Agency, get(Line::Assignments)),
    }
}

struct Links<'a> {
    address: String,
    workforce: &'a Workforce,
    row: &'a TreeRow,
    unit: CountUnit,
}

impl Links<'_> {
    fn amount(&self, line: Line) -> Amount {
        let Some(amount) = self.row.amounts.get(line) else {
            return Amount {
                text: format::NO_VALUE.to_owned(),
                ..Amount::default()
            };
        };
        Amount {
            text: shown(amount, line, self.unit),
            href: format!("{}{}", self.address, number(self.workforce, line, None)),
            about: format!("{}, {}", super::table::head(line), self.row.label),
            is_nought: amount.is_zero(),
        }
    }

    fn share(&self, line: Line, whole: Fte) -> Share {
        let part = self.row.amounts.get(line).unwrap_or_default();
        Share {
            amount: self.amount(line),
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
        let shown = team_row(here, &filters, row, 0, CountUnit::Fte);
        let mut own = filters.alone();
        own.selection.team = Some(row.team);
        let links = Links {
            address: own.rows_address(&here.workforce, &here.authority),
            workforce: &here.workforce,
            row,
            unit: CountUnit::Fte,
        };
        Gap {
            name: shown.name,
            href: shown.href,
            amounts: vec![
                links.amount(Line::Established),
                links.amount(Line::InPost),
                links.amount(Line::Vacancies),
                links.amount(Line::Agency),
                links.amount(Line::NetGap),
            ],
            vacancy: shown.vacancies,
        }
    };
    rows.iter().map(gap).collect()
}

fn gap_of(amounts: &Amounts) -> Fte {
    amounts.get(Line::NetGap).unwrap_or_default()
}
