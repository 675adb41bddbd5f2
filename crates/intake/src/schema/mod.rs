//! The workforce package, defined once: its tables, their columns, and what
//! may stand in them. Reader, writer, `datapackage.json`, the printed
//! description and the correction forms all follow from these definitions.

mod cell;
mod datapackage;
mod dates;
mod document;
mod rows;
mod staff_rows;
mod strategy_rows;

pub use cell::{Cell, Cells, Fault, FieldKind, MAX_TEXT, Pattern};
pub use datapackage::{data_package, table_schema};
pub use dates::read_date;
pub use document::document;
pub use rows::{AuthorityRow, IndicatorRow, PositionRow, PostRow, RoleRow, Row, TeamRow};
pub use staff_rows::{AbsenceRow, AssignmentRow, CaseloadRow, EngagementRow, PayRow, PersonRow};
pub use strategy_rows::{
    AcknowledgementRow, AuditRow, BoardRow, MeasureKey, PledgeRow, RequestRow, StrategyRow,
};

use holdfast_workforce::record::Kind;

/// A table of the package. Its name is the file's, the sheet's and the resource's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The authority itself: one row.
    Authority,
    /// Teams and groups of teams.
    Teams,
    /// Roles.
    Roles,
    /// Posts, one row for each of their terms.
    Posts,
    /// People.
    People,
    /// Engagements.
    Engagements,
    /// Assignments.
    Assignments,
    /// Lines of pay.
    Pay,
    /// Absences.
    Absences,
    /// Caseload figures.
    Caseloads,
    /// Stated positions.
    Positions,
    /// Figures published earlier.
    Indicators,
    /// Boards.
    Boards,
    /// The items of the strategy.
    Strategy,
    /// Requests of members.
    Requests,
    /// Pledges and practice standards.
    Pledges,
    /// Acknowledgements of pledges.
    Acknowledgements,
    /// Practice audits.
    Audits,
}

impl Table {
    /// Every table; each refers only to tables before it, or to itself.
    pub const ALL: [Table; 18] = [
        Table::Authority,
        Table::Teams,
        Table::Roles,
        Table::Posts,
        Table::People,
        Table::Engagements,
        Table::Assignments,
        Table::Pay,
        Table::Absences,
        Table::Caseloads,
        Table::Positions,
        Table::Indicators,
        Table::Boards,
        Table::Strategy,
        Table::Requests,
        Table::Pledges,
        Table::Acknowledgements,
        Table::Audits,
    ];

    /// The definition of the table.
    pub const fn schema(self) -> &'static TableSchema {
        match self {
            Table::Authority => AuthorityRow::SCHEMA,
            Table::Teams => TeamRow::SCHEMA,
            Table::Roles => RoleRow::SCHEMA,
            Table::Posts => PostRow::SCHEMA,
            Table::People => PersonRow::SCHEMA,
            Table::Engagements => EngagementRow::SCHEMA,
            Table::Assignments => AssignmentRow::SCHEMA,
            Table::Pay => PayRow::SCHEMA,
            Table::Absences => AbsenceRow::SCHEMA,
            Table::Caseloads => CaseloadRow::SCHEMA,
            Table::Positions => PositionRow::SCHEMA,
            Table::Indicators => IndicatorRow::SCHEMA,
            Table::Boards => BoardRow::SCHEMA,
            Table::Strategy => StrategyRow::SCHEMA,
            Table::Requests => RequestRow::SCHEMA,
            Table::Pledges => PledgeRow::SCHEMA,
            Table::Acknowledgements => AcknowledgementRow::SCHEMA,
            Table::Audits => AuditRow::SCHEMA,
        }
    }

    /// The name of the table, its file (without `.csv`) and its sheet.
    pub const fn name(self) -> &'static str {
        self.schema().name
    }

    /// The kind of record that the table holds.
    pub const fn kind(self) -> Kind {
        self.schema().kind
    }

    /// The table of a name; case and surrounding space are ignored.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::ALL
            .into_iter()
            .find(|table| table.name().eq_ignore_ascii_case(name))
    }

    /// The table that holds records of a kind; profiles are in none.
    pub fn of_kind(kind: Kind) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.kind() == kind)
    }

    /// The names of all tables.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().map(Table::name)
    }
}

/// The definition of a table.
#[derive(Debug)]
pub struct TableSchema {
    /// Its name, and that of its file and sheet.
    pub name: &'static str,
    /// The kind of record that it holds.
    pub kind: Kind,
    /// What people call it.
    pub title: &'static str,
    /// What it holds, in a sentence or two.
    pub description: &'static str,
    /// The columns that together name a row; no two rows have the same in all.
    pub key: &'static [&'static str],
    /// The columns, in the order in which they are written.
    pub columns: &'static [Column],
}

impl TableSchema {
    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Where in the table the column of a name stands, counted from nought.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.columns.iter().map(|column| column.name)
    }
}

/// The definition of a column.
#[derive(Debug)]
pub struct Column {
    /// The heading in files.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it means, in a sentence or two.
    pub description: &'static str,
    /// What stands in it.
    pub kind: FieldKind,
    /// Whether every row must have a value.
    pub required: bool,
    /// Whether no two rows may have the same value.
    pub unique: bool,
    /// The table whose `id` the value is.
    pub reference: Option<Table>,
    /// The smallest number allowed.
    pub minimum: Option<i32>,
    /// The largest number allowed.
    pub maximum: Option<i32>,
    /// What the text must look like.
    pub pattern: Option<&'static Pattern>,
    /// How much text stands in it.
    pub length: Length,
}

/// How much text stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// A few words.
    Words,
    /// Several sentences.
    Sentences,
}

impl Column {
    /// What may stand in the column, in words; for a reference, what its text is.
    pub fn value_in_words(&self) -> String {
        if let Some(pattern) = self.pattern {
            return pattern.words.to_owned();
        }
        let kind = match self.kind {
            FieldKind::Text => "text",
            FieldKind::Date => "date",
            FieldKind::Fte => "FTE",
            FieldKind::Hours => "hours",
            FieldKind::Money => "pounds",
            FieldKind::Days => "days",
            FieldKind::Weeks => "weeks",
            FieldKind::Level => "number",
            FieldKind::Whole => "whole number",
            FieldKind::YesNo => "yes or no",
            FieldKind::Code(_) => "one of the codes below",
        };
        match (self.minimum, self.maximum) {
            (Some(least), Some(most)) => format!("{kind}, from {least} to {most}"),
            (Some(least), None) => format!("{kind}, {least} or more"),
            (None, Some(most)) => format!("{kind}, {most} or less"),
            (None, None) => kind.to_owned(),
        }
    }

    /// A column whose values are read as `T`.
    pub(crate) const fn of<T: Cell>(
        name: &'static str,
        title: &'static str,
        description: &'static str,
    ) -> Self {
        Self {
            name,
            title,
            description,
            kind: T::KIND,
            required: T::REQUIRED,
            unique: false,
            reference: None,
            minimum: None,
            maximum: None,
            pattern: None,
            length: Length::Words,
        }
    }

    /// The same column, holding the `id` of a row in another table.
    pub(crate) const fn to(mut self, table: Table) -> Self {
        self.reference = Some(table);
        self
    }

    /// The same column, each value standing in one row only.
    pub(crate) const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    /// The same column, with a smallest number.
    pub(crate) const fn at_least(mut self, minimum: i32) -> Self {
        self.minimum = Some(minimum);
        self
    }

    /// The same column, with a largest number.
    pub(crate) const fn at_most(mut self, maximum: i32) -> Self {
        self.maximum = Some(maximum);
        self
    }

    /// The same column, holding several sentences.
    pub(crate) const fn long(mut self) -> Self {
        self.length = Length::Sentences;
        self
    }

    /// The same column, whose text must look a certain way.
    pub(crate) const fn like(mut self, pattern: &'static Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_refers_only_to_tables_before_it_or_to_itself() {
        for table in Table::ALL {
            for column in table.schema().columns {
                let target = column.reference.unwrap_or(Table::Authority);
                assert!(target <= table, "{}.{}", table.name(), column.name);
            }
        }
    }

    #[test]
    fn every_key_is_made_of_columns() {
        for table in Table::ALL {
            let schema = table.schema();
            assert!(!schema.key.is_empty());
            for column in schema.key {
                assert!(schema.column(column).is_some(), "{column}");
            }
        }
    }

    #[test]
    fn tables_are_found_by_name_and_by_kind() {
        assert_eq!(Table::from_name(" Teams "), Some(Table::Teams));
        assert_eq!(Table::from_name("team"), None);
        assert_eq!(Table::of_kind(Kind::StatedPosition), Some(Table::Positions));
        assert_eq!(Table::of_kind(Kind::Profile), None);
    }
}
