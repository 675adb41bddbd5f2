//! Finds the records that rows refer to, in the package and among the records
//! that exist.

use std::collections::{HashMap, HashSet};

use holdfast_workforce::Workforce;
use holdfast_workforce::date::Spell;
use holdfast_workforce::id::RecordId;
use holdfast_workforce::record::Kind;
use jiff::civil::Date;
use uuid::Uuid;

use crate::problem::{Place, Problem, Problems};
use crate::schema::Table;
use holdfast_workforce::nearest::did_you_mean;

/// What the package itself names of one kind.
#[derive(Debug, Default)]
pub(crate) struct Named<'a> {
    /// The records by their numbers.
    pub(super) ids: HashMap<&'a str, RecordId>,
    /// The numbers of rows that could not be read.
    pub(super) unread: Option<&'a HashSet<String>>,
    /// Whether a whole file could not be read.
    pub(super) unreadable: bool,
}

/// Where the row that is being planned stands.
pub(crate) struct Here<'a> {
    /// The file and row.
    pub(super) place: Place,
    /// The heading that the file gives a column.
    pub(super) heading: &'a dyn Fn(&str) -> String,
}

/// Everything that rows may refer to, and where problems go.
pub(crate) struct Links<'a> {
    pub(super) before: &'a Workforce,
    pub(super) named: HashMap<Kind, Named<'a>>,
    pub(super) problems: Problems,
    /// While a row is judged by itself: its columns that could not be read.
    pub(super) judging: Option<Vec<&'static str>>,
}

impl<'a> Links<'a> {
    /// What rows may refer to beside the records that exist: nothing yet.
    pub(super) fn new(before: &'a Workforce) -> Self {
        Self {
            before,
            named: HashMap::new(),
            problems: Problems::default(),
            judging: None,
        }
    }

    /// The record that a row refers to by its number. What refers to a row
    /// that could not be read is passed over: that row has its own problem.
    /// While a row is judged by itself, any record stands in for one that is
    /// not there.
    pub(super) fn find(
        &mut self,
        here: &Here<'_>,
        kind: Kind,
        column: &str,
        number: &str,
    ) -> Option<RecordId> {
        let stand_in = self.judging.as_ref().map(|_| RecordId(Uuid::nil()));
        if self.is_unread(column) {
            return stand_in;
        }
        self.find_there(here, kind, column, number).or(stand_in)
    }

    fn is_unread(&self, column: &str) -> bool {
        let unread = self.judging.iter().flatten();
        unread.into_iter().any(|it| *it == column)
    }

    fn find_there(
        &mut self,
        here: &Here<'_>,
        kind: Kind,
        column: &str,
        number: &str,
    ) -> Option<RecordId> {
        let named = self.named.get(&kind);
        let known = named.and_then(|named| named.ids.get(number).copied());
        if let Some(id) = known.or_else(|| self.existing(kind, number)) {
            return Some(id);
        }
        let unread = named.is_some_and(|named| {
            named.unreadable || named.unread.is_some_and(|unread| unread.contains(number))
        });
        if !unread {
            self.say_nothing_there(here, kind, column, number);
        }
        None
    }

    /// The same for a column that may be blank: nothing is found for nothing.
    pub(super) fn find_any(
        &mut self,
        here: &Here<'_>,
        kind: Kind,
        column: &str,
        number: Option<&str>,
    ) -> Option<Option<RecordId>> {
        match number {
            None => Some(None),
            Some(number) => self.find(here, kind, column, number).map(Some),
        }
    }

    /// A spell that may be missing altogether.
    pub(super) fn spell(
        &mut self,
        here: &Here<'_>,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Option<Option<Spell>> {
        match (from, to) {
            _ if self.is_unread("from") => Some(None),
            (None, None) => Some(None),
            (Some(from), to) => Some(Some(Spell::of_days(from, to))),
            (None, Some(_)) => {
                let message = "is blank although the last day is given";
                let advice = "Fill in the first day.";
                self.add(
                    here,
                    "from",
                    Problem::in_file("", "missing-value", message, advice),
                );
                None
            }
        }
    }

    /// Keeps a problem of the present row.
    pub(super) fn add(&mut self, here: &Here<'_>, column: &str, mut problem: Problem) {
        here.place.file.as_ref().clone_into(&mut problem.file);
        let problem = problem.at_row(here.place.row);
        self.problems.add(problem.at_column((here.heading)(column)));
    }

    fn existing(&self, kind: Kind, number: &str) -> Option<RecordId> {
        let before = self.before;
        match kind {
            Kind::Team => before.teams().by_reference(number).map(|it| it.id.into()),
            Kind::Role => before.roles().by_reference(number).map(|it| it.id.into()),
            Kind::Post => before.posts().by_reference(number).map(|it| it.id.into()),
            Kind::Person => before.people().by_reference(number).map(|it| it.id.into()),
            Kind::Engagement => before
                .engagements()
                .by_reference(number)
                .map(|it| it.id.into()),
            Kind::Assignment => before
                .assignments()
                .by_reference(number)
                .map(|it| it.id.into()),
            Kind::Board => before.boards().by_reference(number).map(|it| it.id.into()),
            Kind::StrategyItem => before
                .strategy_items()
                .by_reference(number)
                .map(|it| it.id.into()),
            Kind::Pledge => before.pledges().by_reference(number).map(|it| it.id.into()),
            _ => None,
        }
    }

    fn say_nothing_there(&mut self, here: &Here<'_>, kind: Kind, column: &str, number: &str) {
        let table = Table::of_kind(kind).map_or("", Table::name);
        let named = self.named.get(&kind);
        // Near numbers are looked for only while problems are few.
        let near = named
            .filter(|named| named.ids.len() < 2_000)
            .and_then(|named| did_you_mean(number, named.ids.keys().copied()));
        let advice = near.map_or_else(
            || {
                format!(
                    "Add the {} {number} to {table}, or correct the number here.",
                    kind.name()
                )
            },
            |near| {
                format!(
                    "{near} Otherwise add the {} {number} to {table}.",
                    kind.name()
                )
            },
        );
        let message = format!(
            "is not the id of a row in {table}, nor of a {} on record",
            kind.name()
        );
        let problem = Problem::in_file("", "reference-to-nothing", message, advice);
        self.add(here, column, problem.with_value(number));
    }
}
