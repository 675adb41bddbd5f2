//! Mapping profiles: how the extract of a payroll or HR system becomes tables
//! of the package. A profile renames columns, translates codes, parses dates
//! and turns percentages or weekly hours into FTE.
//!
//! ```toml
//! standard_week = 37
//!
//! [table.people]
//! file = "hr-report*.csv"
//! columns = { id = "Employee No", name = "Full name", born = "DOB" }
//!
//! [table.engagements]
//! file = "hr-report*.csv"
//! columns = { person = "Employee No", from = "Start", to = "Leave date" }
//! combine = { id = { columns = ["Employee No", "Contract No"], with = "-" } }
//! codes = { contract = { Perm = "permanent", "*" = "fixed_term" } }
//! ```

mod apply;
mod extract;
mod mapped;
mod parse;
mod preview;

use std::collections::BTreeMap;

use holdfast_workforce::amount::Hours;
use serde::{Serialize, Serializer};

use crate::schema::Table;

pub use apply::apply;
pub use extract::{Extract, extracts_at, extracts_of};
pub use preview::{Preview, PreviewRow, TablePreview, preview};

/// A mapping profile.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Profile {
    /// Hours of a full-time week, for tables that give weekly hours.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "hours_as_number"
    )]
    pub standard_week: Option<Hours>,
    /// How each table is filled.
    #[serde(rename = "table", serialize_with = "tables_by_name")]
    pub tables: BTreeMap<Table, TableProfile>,
}

/// How one table is filled from an extract.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TableProfile {
    /// The name of the file; `*` stands for any letters, `?` for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The name of the sheet of a workbook, in the same way. Without it, the
    /// first sheet counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// How many rows stand above the headings.
    #[serde(skip_serializing_if = "is_nought")]
    pub skip_rows: usize,
    /// The separator, where it must not be guessed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// The encoding, where it must not be guessed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Texts that stand for a blank cell, such as `N/A`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blanks: Vec<String>,
    /// Their columns without which a row tells nothing of this table: where
    /// one of them is blank, the row is passed over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skip_blank: Vec<String>,
    /// Forms of dates besides the usual ones, such as `%d %B %Y`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<String>,
    /// What the extract gives for FTE.
    #[serde(skip_serializing_if = "FteForm::is_fraction")]
    pub fte: FteForm,
    /// Our columns and the heading of theirs that each is read from.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Our columns that have the same value in every row.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<String, String>,
    /// Our columns that are put together from several of theirs.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub combine: BTreeMap<String, Combine>,
    /// For our columns, what each of their codes means; `*` is any other, and
    /// an empty text is a blank cell.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
}

/// A column that is put together from several.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Combine {
    /// Their headings.
    pub columns: Vec<String>,
    /// What stands between the values.
    pub with: String,
}

/// What an extract gives for FTE.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FteForm {
    /// A fraction, such as 0.6.
    #[default]
    Fraction,
    /// A percentage, such as 60.
    Percent,
    /// Hours a week, over the standard week.
    WeeklyHours,
}

impl FteForm {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands out references"
    )]
    fn is_fraction(&self) -> bool {
        *self == Self::Fraction
    }
}

impl Profile {
    /// The profile as TOML, which reads back as the same profile.
    pub fn to_toml(&self) -> String {
        // Texts, lists and maps of texts always write.
        toml::to_string_pretty(self).unwrap_or_default()
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_nought(number: &usize) -> bool {
    *number == 0
}

fn hours_as_number<S: Serializer>(hours: &Option<Hours>, to: S) -> Result<S::Ok, S::Error> {
    hours.map(|hours| hours.to_string()).serialize(to)
}

fn tables_by_name<S: Serializer>(
    tables: &BTreeMap<Table, TableProfile>,
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(
        tables
            .iter()
            .map(|(table, profile)| (table.name(), profile)),
    )
}

/// Whether a name is meant by a pattern; case is ignored.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let lower = |text: &str| text.trim().to_lowercase().chars().collect::<Vec<_>>();
    let (pattern, name) = (lower(pattern), lower(name));
    // The star seen last and how far it has stretched; each letter is tried
    // at most once for each star, so that no pattern takes long.
    let (mut at, mut letter, mut star) = (0, 0, None);
    while letter < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, letter));
                at += 1;
            }
            Some(wanted) if *wanted == '?' || *wanted == name[letter] => {
                at += 1;
                letter += 1;
            }
            _ => match star {
                Some((star_at, stretched)) => {
                    star = Some((star_at, stretched + 1));
                    at = star_at + 1;
                    letter = stretched + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|wanted| *wanted == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_files() {
        assert!(matches("HR_*.csv", "hr_2025-03.csv"));
        assert!(matches("*", "anything"));
        assert!(matches("staff?.csv", "Staff1.csv"));
        assert!(matches("a*b*c", "a--b--b--c"));
        assert!(!matches("a*b*c", "a--b--b--"));
        assert!(!matches("staff.csv", "staff1.csv"));
        assert!(!matches("", "x"));
        assert!(!matches(&"*a".repeat(50), &"a".repeat(49)));
    }
}
