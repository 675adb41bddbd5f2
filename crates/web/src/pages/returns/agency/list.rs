//! The quarters in the list of returns.

use holdfast_census::agency::{Quarter, RuleId, State};
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_workforce::date::{day_before, in_words};
use jiff::civil::Date;

use super::built::QuarterReturn;
use super::named;
use crate::address;
use crate::format::count;
use crate::here::Here;
use crate::pages::Page;
use crate::pages::establishment::download::{FileKind, file};

/// How many quarters are listed.
const LISTED: usize = 8;

/// A quarter in the list of returns.
pub(crate) struct QuarterRow {
    /// What it is called.
    pub(crate) name: String,
    /// Its page.
    pub(crate) href: String,
    /// Until when it is sent.
    pub(crate) closes: String,
    /// The assignments in it.
    pub(crate) assignments: String,
    /// How many rules were not kept.
    pub(crate) not_kept: String,
    /// How many rules cannot be told.
    pub(crate) cannot_tell: String,
    /// How far it has come.
    pub(crate) state: &'static str,
    /// The colour of that.
    pub(crate) colour: &'static str,
}

/// The latest quarters of which a return is asked, the running one first.
pub(crate) fn quarters(here: &Here) -> Vec<QuarterRow> {
    let today = here.app.today();
    let before = |quarter: &Quarter| Some(Quarter::of(day_before(quarter.first_day())));
    let quarters = std::iter::successors(Some(Quarter::of(today)), before).take(LISTED);
    let returns = quarters.map(|quarter| QuarterReturn::of(&here.workforce, quarter));
    returns
        .take_while(is_asked)
        .map(|of| row(here, today, &of))
        .collect()
}

fn is_asked(of: &QuarterReturn) -> bool {
    let last = of.it.quarter.last_day();
    let rule = of.book.version_by(RuleId::R1, last);
    rule.is_none_or(|rule| rule.from <= last)
}

fn row(here: &Here, today: Date, of: &QuarterReturn) -> QuarterRow {
    let quarter = of.it.quarter;
    let (state, colour) = state(of, today);
    QuarterRow {
        name: named(quarter),
        href: address::agency_return(&here.authority, quarter),
        closes: in_words(quarter.closes()),
        assignments: count(of.it.assignments.len()),
        not_kept: count(of.rules(State::NotKept)),
        cannot_tell: count(of.rules(State::CannotTell)),
        state,
        colour,
    }
}

/// How far a return has come, and the colour of that.
pub(crate) fn state(of: &QuarterReturn, today: Date) -> (&'static str, &'static str) {
    if of.is_as_signed() {
        ("Signed off", "green")
    } else if of.answers.signed_off.is_some() {
        ("Signed off, then changed", "orange")
    } else if today <= of.it.quarter.last_day() {
        ("Not over", "grey")
    } else if of.left_to_do(today).is_empty() {
        ("Ready to be signed off", "blue")
    } else {
        ("Not ready", "yellow")
    }
}

/// The list of quarters as a file.
pub(crate) async fn list(here: Here, kind: FileKind) -> Page {
    let columns = [
        "Quarter",
        "To be sent by",
        "Assignments",
        "Rules not kept",
        "Rules without an answer",
        "State",
    ];
    let cells = |row: QuarterRow| {
        let numbers = [row.assignments, row.not_kept, row.cannot_tell];
        let texts = [row.name, row.closes].map(Cell::Text).into_iter();
        let state = Cell::Text(row.state.to_owned());
        texts
            .chain(numbers.map(Cell::Figure))
            .chain([state])
            .collect()
    };
    let kinds = [ColumnKind::Text, ColumnKind::Text]
        .into_iter()
        .chain([ColumnKind::Figure; 3])
        .chain([ColumnKind::Text]);
    let sheet = Sheet {
        title: format!(
            "{}: quarterly returns on agency workers",
            here.workforce.name()
        ),
        columns: kinds
            .zip(columns)
            .map(|(kind, title)| Column::of(kind, title))
            .collect(),
        rows: quarters(&here).into_iter().map(cells).collect(),
        notes: Vec::new(),
    };
    file(&here, kind, "agency-returns", here.app.today(), &[sheet])
}
