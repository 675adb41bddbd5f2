//! The rows of the package: for each table one structure, whose fields are the
//! columns. Here the authority, its structure and what was stated earlier.

use holdfast_workforce::amount::{Fte, Hours};
use holdfast_workforce::codes::{
    AgencyJobType, CountUnit, Funding, OrganisationRole, Service, Standing, StatedCategory,
};
use jiff::civil::Date;

use super::cell::Cells;
use super::{Table, TableSchema};

/// A row of a table.
pub trait Row: Sized + Clone + PartialEq {
    /// The table.
    const TABLE: Table;
    /// The definition of the table.
    const SCHEMA: &'static TableSchema;
    /// Reads a row, with values that stand in for faulty cells.
    fn read(cells: &mut Cells<'_>) -> Self;
    /// Hands out the cells as files write them, in the order of the columns.
    fn write(&self, cell: &mut dyn FnMut(&str));
    /// Takes from an older row the columns that the file did not have.
    fn keep(&mut self, older: Self, absent: &dyn Fn(usize) -> bool);
}

macro_rules! rows {
    ($(
        $(#[doc = $description:literal])+
        $row:ident in $table:ident of $kind:ident named $name:literal titled $title:literal
        by [$($key:literal),+] {
            $($field:ident: $type:ty = $label:literal, $meaning:literal
                $(, $adjust:ident($($argument:expr),*))*;)+
        }
    )+) => {$(
        $(#[doc = $description])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $row { $(#[doc = $meaning] pub $field: $type,)+ }

        impl $crate::schema::Row for $row {
            const TABLE: $crate::schema::Table = $crate::schema::Table::$table;
            const SCHEMA: &'static $crate::schema::TableSchema = &$crate::schema::TableSchema {
                name: $name,
                kind: holdfast_workforce::record::Kind::$kind,
                title: $title,
                description: concat!($($description,)+).trim_ascii(),
                key: &[$($key),+],
                columns: &[$($crate::schema::Column::of::<$type>(stringify!($field), $label, $meaning)
                    $(.$adjust($($argument),*))*,)+],
            };

            fn read(cells: &mut $crate::schema::Cells<'_>) -> Self {
                Self { $($field: cells.take::<$type>(),)+ }
            }

            fn write(&self, cell: &mut dyn FnMut(&str)) {
                let mut text = String::new();
                $(
                    text.clear();
                    $crate::schema::Cell::write(&self.$field, &mut text);
                    cell(&text);
                )+
            }

            fn keep(&mut self, older: Self, absent: &dyn Fn(usize) -> bool) {
                let mut columns = 0..;
                $(if columns.next().is_some_and(absent) { self.$field = older.$field; })+
            }
        }
    )+};
}
pub(super) use rows;

rows! {
    /// The authority whose records the package holds, in one row.
    AuthorityRow in Authority of Authority named "authority" titled "Authority" by ["code"] {
        code: String = "Code", "The DfE’s three-digit number of the authority, or any short name of the council’s own.", unique();
        name: String = "Name", "The council’s name.";
        standard_week: Option<Hours> = "Standard week", "Hours of a full-time week, usually 37.", at_least(1), at_most(60);
        records_from: Option<Date> = "Records complete from", "The first day for which the records are complete. Before it, only stated positions answer.";
        employment_from: Option<Date> = "Employment complete from", "The first day for which it is known who was employed, where that is before the records are complete. Starters and leavers are counted from it, vacancies and agency workers are not.";
    }

    /// Teams and groups of teams. They form a tree.
    TeamRow in Teams of Team named "teams" titled "Teams" by ["id"] {
        id: String = "Team", "The council’s own code for the team.", unique();
        name: String = "Name", "The name of the team.";
        parent: Option<String> = "Part of", "The team above it.", to(Table::Teams);
        service: Service = "Service", "The service that the team belongs to.";
        from: Option<Date> = "From", "The first day of the team. Blank means that it always was.";
        to: Option<Date> = "To", "The last day of the team. Blank means that no end is known.";
    }

    /// Roles: what posts are for, and how the official counts take them.
    RoleRow in Roles of Role named "roles" titled "Roles" by ["id"] {
        id: String = "Role", "The council’s own code for the role.", unique();
        name: String = "Name", "The name of the role, such as Senior Social Worker.";
        organisation_role: Option<OrganisationRole> = "Role in the workforce return", "The role in the DfE’s workforce return. Blank where it is none of those.";
        agency_job_type: Option<AgencyJobType> = "Agency job type", "The job type of the national agency rules. Blank where it is none of those.";
        registered: bool = "Registered", "Whether the holder must be registered with Social Work England.";
        order: Option<u32> = "Order", "The place in lists. Lower comes first.";
    }

    /// Posts. A post whose terms changed over time has several rows with the same number, one for each spell.
    PostRow in Posts of Post named "posts" titled "Posts" by ["id", "from"] {
        id: String = "Post", "The council’s own post number.";
        from: Date = "From", "The first day of these terms.";
        to: Option<Date> = "To", "The last day of these terms. Blank means that no end is known.";
        title: Option<String> = "Title", "The title of the post, where it differs from the role’s name.";
        team: String = "Team", "The team.", to(Table::Teams);
        role: String = "Role", "The role.", to(Table::Roles);
        fte: Fte = "FTE", "The full-time equivalent that the post stands for.", at_least(0);
        funding: Funding = "Funding", "Who pays for the post.";
        standing: Standing = "Standing", "Whether the post counts in the budgeted establishment.";
        conversion: Option<Date> = "Moves into the establishment on", "When a post outside the establishment is expected to move into it.";
        grade: Option<String> = "Grade", "The grade.";
        budget_code: Option<String> = "Budget code", "The budget code.";
        over_reason: Option<String> = "Reason for holding beyond FTE", "Why the post may be held beyond its FTE, where that was agreed.";
    }

    /// Counts stated by a paper or an older system, for dates before the records begin.
    PositionRow in Positions of StatedPosition named "positions" titled "Stated positions" by ["date", "service", "team", "role", "category", "unit"] {
        date: Date = "Date", "The date of the count.";
        service: Service = "Service", "The service.";
        team: Option<String> = "Team", "The team. Blank means all teams together.", to(Table::Teams);
        role: Option<String> = "Role", "The role. Blank means all roles together.", to(Table::Roles);
        category: StatedCategory = "Category", "What is counted.";
        unit: CountUnit = "Unit", "What it is counted in.";
        value: Fte = "Value", "The count.";
        source: String = "Source", "Where it was stated.";
    }

    /// Figures that were published earlier, kept as they were published.
    IndicatorRow in Indicators of Indicator named "indicators" titled "Published figures" by ["measure", "period", "area", "source"] {
        measure: String = "Measure", "What is measured, in the source’s own terms.";
        period: String = "Period", "The date or period, as the source names it.";
        area: String = "Area", "The area: the authority’s own number, England, a region, or another authority’s number.";
        value: String = "Value", "The value as printed.";
        unit: String = "Unit", "The unit as printed.";
        source: String = "Source", "Where it was published.";
        note: Option<String> = "Note", "Anything that a reader has to know.";
    }
}
