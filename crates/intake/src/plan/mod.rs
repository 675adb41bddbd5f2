//! Planning: what a package would change. Rows become records; those that
//! exist already, by the council's number or by what they are about, keep
//! their identifiers, and those that stay the same are no change.

mod convert;
mod convert_staff;
mod convert_strategy;
mod links;
mod places;
mod posts;
mod single;

use std::collections::HashMap;
use std::hash::Hash;

use holdfast_workforce::check::check_alone;
use holdfast_workforce::id::{
    AssignmentId, BoardId, EngagementId, IdSource, PersonId, PledgeId, PostId, RecordId, RoleId,
    StrategyItemId, TeamId,
};
use holdfast_workforce::record::{Kind, Record};
use holdfast_workforce::{Change, Fact, Table as Records, Workforce};

pub use places::{Places, problem_of, problems_of};
pub use single::{CellProblem, read_record, record_cells};

use crate::package::AuthorityPackage;
use crate::problem::{Problem, Problems};
use crate::read::{Located, TableRows};
use crate::schema::Row;
use links::{Here, Links, Named};

/// What a package would change.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    /// The changes, in an order in which each record comes after those that it
    /// refers to (parents of teams excepted).
    pub changes: Vec<Change>,
    /// Everything that was found wrong in reading and planning.
    pub problems: Vec<Problem>,
    /// Where each record that the package names stands in its files.
    pub places: Places,
}

impl Planned {
    /// Whether any problem stops the import.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// Every record that the changes touch, as the checks ask for it.
    pub fn touched(&self) -> Vec<(Kind, RecordId)> {
        self.changes.iter().map(Change::subject).collect()
    }
}

/// A row that stands for a record.
pub(crate) trait Convert: Row {
    /// The record.
    type Record: Fact + Into<Record>;
    /// What the record is known by: the council's number, or what it is about.
    type Key: Hash + Eq;
    /// What the row's record is known by; nothing where the row refers to nothing.
    fn key(&self, links: &mut Links<'_>, here: &Here<'_>) -> Option<Self::Key>;
    /// What a record is known by.
    fn key_of(record: &Self::Record) -> Self::Key;
    /// The record; nothing where the row refers to nothing.
    fn record(&self, id: RecordId, links: &mut Links<'_>, here: &Here<'_>) -> Option<Self::Record>;
    /// The row of a record.
    fn of(record: &Self::Record, workforce: &Workforce) -> Self;
}

/// Plans a package against the records that exist. `before` is the snapshot of
/// the authority whose package it is; records that the package does not name
/// stay as they are.
pub fn plan(package: &AuthorityPackage, before: &Workforce, ids: &mut dyn IdSource) -> Planned {
    let (mut planned, problems) = plan_and_gather(package, before, ids);
    planned.problems = problems.into_vec();
    planned
}

/// Plans a package; its problems stay countable, to be joined with others.
pub(crate) fn plan_and_gather(
    package: &AuthorityPackage,
    before: &Workforce,
    ids: &mut dyn IdSource,
) -> (Planned, Problems) {
    let mut planner = Planner {
        before,
        ids,
        links: Links::new(before),
        changes: Vec::new(),
        places: Places::default(),
    };
    planner.name_everything(package);
    planner.everything(package);
    let mut problems = package.problems.clone();
    problems.append(planner.links.problems);
    let planned = Planned {
        changes: planner.changes,
        problems: Vec::new(),
        places: planner.places,
    };
    (planned, problems)
}

struct Planner<'a> {
    before: &'a Workforce,
    ids: &'a mut dyn IdSource,
    links: Links<'a>,
    changes: Vec<Change>,
    places: Places,
}

impl<'a> Planner<'a> {
    /// Gives every numbered record its identifier, so that rows may refer to
    /// each other in any order.
    fn name_everything(&mut self, package: &'a AuthorityPackage) {
        let before = self.before;
        self.name(&package.teams, before.teams(), |row| &row.id);
        self.name(&package.roles, before.roles(), |row| &row.id);
        self.name(&package.posts, before.posts(), |row| &row.id);
        self.name(&package.people, before.people(), |row| &row.id);
        self.name(&package.engagements, before.engagements(), |row| &row.id);
        self.name(&package.assignments, before.assignments(), |row| &row.id);
        self.name(&package.boards, before.boards(), |row| &row.id);
        self.name(&package.strategy, before.strategy_items(), |row| &row.id);
        self.name(&package.requests, before.member_requests(), |row| &row.id);
        self.name(&package.pledges, before.pledges(), |row| &row.id);
        self.name(&package.audits, before.practice_audits(), |row| &row.id);
    }

    fn name<R: Row, T: Fact>(
        &mut self,
        table: &'a TableRows<R>,
        existing: &Records<T>,
        number: fn(&R) -> &String,
    ) {
        let mut named = Named {
            ids: HashMap::with_capacity(table.rows.len()),
            unread: Some(&table.unread),
            unreadable: table.unreadable,
        };
        for row in &table.rows {
            let number = number(&row.value);
            named.ids.entry(number).or_insert_with(|| {
                let known = existing.by_reference(number).map(|it| it.id().into());
                known.unwrap_or_else(|| RecordId(self.ids.next_id()))
            });
        }
        self.links.named.insert(R::TABLE.kind(), named);
    }

    fn everything(&mut self, package: &'a AuthorityPackage) {
        let before = self.before;
        self.authority(package);
        self.numbered(&package.teams, before.teams());
        self.numbered(&package.roles, before.roles());
        self.posts(&package.posts);
        self.numbered(&package.people, before.people());
        self.numbered(&package.engagements, before.engagements());
        self.numbered(&package.assignments, before.assignments());
        self.keyed(&package.pay, before.pay());
        self.keyed(&package.absences, before.absences());
        self.keyed(&package.caseloads, before.caseloads());
        self.keyed(&package.positions, before.stated_positions());
        self.keyed(&package.indicators, before.indicators());
        self.numbered(&package.boards, before.boards());
        self.numbered(&package.strategy, before.strategy_items());
        self.numbered(&package.requests, before.member_requests());
        self.numbered(&package.pledges, before.pledges());
        self.keyed(&package.acknowledgements, before.acknowledgements());
        self.numbered(&package.audits, before.practice_audits());
    }

    fn authority(&mut self, package: &'a AuthorityPackage) {
        let (id, table) = (self.before.id(), &package.authority);
        let mine = self
            .before
            .authority()
            .map(|authority| authority.reference.as_str());
        let other = table
            .rows
            .iter()
            .find(|row| mine.is_some_and(|mine| mine != row.value.code));
        if let (Some(row), Some(mine)) = (other, mine) {
            let message = format!("is another authority; the records are those of {mine}");
            let advice = "Import the package into its own authority.";
            let problem = Problem::in_file("", "other-authority", message, advice);
            let here = Here {
                place: table.place(row),
                heading: &|column| table.heading(row, column),
            };
            self.links
                .add(&here, "code", problem.with_value(&row.value.code));
        } else {
            self.table(table, self.before.authorities(), &|(), _| Some(id.into()));
        }
    }

    /// A table whose rows carry the council's numbers.
    fn numbered<R: Convert<Key = String>>(
        &mut self,
        table: &TableRows<R>,
        existing: &Records<R::Record>,
    ) {
        let kind = R::TABLE.kind();
        self.table(table, existing, &|number: &String, links| {
            links.named.get(&kind)?.ids.get(number.as_str()).copied()
        });
    }

    /// A table whose rows are known by what they are about.
    fn keyed<R: Convert>(&mut self, table: &TableRows<R>, existing: &Records<R::Record>) {
        if table.rows.is_empty() {
            return;
        }
        let known: HashMap<R::Key, RecordId> = existing
            .iter()
            .map(|it| (R::key_of(it), it.id().into()))
            .collect();
        self.table(table, existing, &|key, _| known.get(key).copied());
    }

    fn table<R: Convert>(
        &mut self,
        table: &TableRows<R>,
        existing: &Records<R::Record>,
        known: &dyn Fn(&R::Key, &Links<'_>) -> Option<RecordId>,
    ) {
        self.places.learn(table);
        let mut seen: HashMap<R::Key, &Located<R>> = HashMap::with_capacity(table.rows.len());
        for row in &table.rows {
            let heading = |column: &str| table.heading(row, column);
            let here = Here {
                place: table.place(row),
                heading: &heading,
            };
            let Some(key) = row.value.key(&mut self.links, &here) else {
                self.judge(table, row, &[]);
                continue;
            };
            if let Some(first) = seen.get(&key) {
                let problem = repeated_row(table, first);
                self.links.add(&here, R::SCHEMA.key[0], problem);
                continue;
            }
            let id = known(&key, &self.links);
            let old = id.and_then(|id| existing.get(id));
            seen.insert(key, row);
            let id = id.unwrap_or_else(|| RecordId(self.ids.next_id()));
            let kept = old.and_then(|old| self.with_kept_columns(table, row, old));
            let value = kept.as_ref().unwrap_or(&row.value);
            self.places.put(id, table.place(row));
            self.places.learn_own(table, row);
            match value.record(id, &mut self.links, &here) {
                Some(record) if old == Some(&record) => {}
                Some(record) => self.changes.push(Change::Put(record.into())),
                None => {
                    self.places.not_made(id);
                    self.judge(table, row, &[]);
                }
            }
        }
        for it in &table.in_part {
            self.judge(table, &it.row, &it.unread);
        }
    }

    /// Judges a row by itself that becomes no record, so that all that is wrong
    /// with it is told at once.
    fn judge<R: Convert>(
        &mut self,
        table: &TableRows<R>,
        row: &Located<R>,
        unread: &[&'static str],
    ) {
        self.judge_by(table, row, unread, |id, links, here| {
            row.value.record(id, links, here).map(Into::into)
        });
    }

    fn judge_by<R: Row>(
        &mut self,
        table: &TableRows<R>,
        row: &Located<R>,
        unread: &[&'static str],
        record: impl FnOnce(RecordId, &mut Links<'_>, &Here<'_>) -> Option<Record>,
    ) {
        let heading = |column: &str| table.heading(row, column);
        let here = Here {
            place: table.place(row),
            heading: &heading,
        };
        let id = RecordId(self.ids.next_id());
        self.links.judging = Some(unread.to_vec());
        let record = record(id, &mut self.links, &here);
        self.links.judging = None;
        self.places.put(id, table.place(row));
        self.places.learn_own(table, row);
        let found = record.map(|record| check_alone(&record, unread));
        let found = found.into_iter().flatten();
        let problems = found.map(|finding| problem_of(&finding, &self.places));
        self.links.problems.extend(problems);
    }

    /// The row with what the record has in the columns that its file lacks.
    fn with_kept_columns<R: Convert>(
        &self,
        table: &TableRows<R>,
        row: &Located<R>,
        old: &R::Record,
    ) -> Option<R> {
        let source = &table.sources[usize::from(row.source)];
        if source.is_complete() {
            return None;
        }
        let mut kept = row.value.clone();
        kept.keep(R::of(old, self.before), &|column| {
            source.headings[column].is_none()
        });
        Some(kept)
    }
}

fn repeated_row<R: Row>(table: &TableRows<R>, first: &Located<R>) -> Problem {
    let place = table.place(first);
    let key = R::SCHEMA.key;
    let (rule, what) = match key {
        ["id" | "code"] => ("number-used-twice", "the same number".to_owned()),
        _ => ("repeated-row", format!("the same {}", key.join(", "))),
    };
    let message = format!("repeats row {} of {}: {what}", place.row, place.file);
    Problem::in_file(
        "",
        rule,
        message,
        "Keep the row that is right and take out the other.",
    )
    .with_value(&key_in_words(&first.value))
}

/// What a row is known by, as its file writes it.
fn key_in_words<R: Row>(row: &R) -> String {
    let mut cells = Vec::new();
    row.write(&mut |cell| cells.push(cell.to_owned()));
    let places = R::SCHEMA
        .key
        .iter()
        .filter_map(|column| R::SCHEMA.position(column));
    let key: Vec<&str> = places
        .filter_map(|place| cells.get(place).map(String::as_str))
        .collect();
    key.join(", ")
}

macro_rules! numbers {
    ($($name:ident($id:ident) in $table:ident;)+) => {$(
        /// The council's number of a record that others refer to.
        pub(crate) fn $name(workforce: &Workforce, id: $id) -> String {
            workforce.$table().get(id).map_or_else(String::new, |it| it.reference.clone())
        }
    )+};
}

numbers! {
    team_number(TeamId) in teams;
    role_number(RoleId) in roles;
    post_number(PostId) in posts;
    person_number(PersonId) in people;
    engagement_number(EngagementId) in engagements;
    assignment_number(AssignmentId) in assignments;
    board_number(BoardId) in boards;
    item_number(StrategyItemId) in strategy_items;
    pledge_number(PledgeId) in pledges;
}
