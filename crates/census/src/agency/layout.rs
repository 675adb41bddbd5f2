//! How the return is laid out: its sheets, their columns and headings, and the
//! field that each column shows. The layout is data, because the official one
//! is not known: a council that knows it writes it down.

mod fields;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use holdfast_measures::written::{self, Problem};
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::{Fte, Hours, Money, pounds, readable};
use holdfast_workforce::date::in_words;
use holdfast_workforce::nearest::did_you_mean;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::AgencyReturn;

pub use fields::{FieldDefinition, fields_of};

/// What the rows of a sheet stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsOf {
    /// The return itself: one row.
    Return,
    /// The assignments.
    Assignments,
    /// The rules.
    Rules,
    /// A rule held against an assignment.
    Judgements,
    /// The prices above a cap.
    Breaches,
    /// The agencies.
    Agencies,
    /// The months.
    Months,
    /// An assignment in a month.
    Costs,
}

impl RowsOf {
    /// Every kind of rows.
    pub const ALL: [Self; 8] = [
        Self::Return,
        Self::Assignments,
        Self::Rules,
        Self::Judgements,
        Self::Breaches,
        Self::Agencies,
        Self::Months,
        Self::Costs,
    ];

    /// Its name in a layout.
    pub fn key(self) -> &'static str {
        match self {
            Self::Return => "return",
            Self::Assignments => "assignments",
            Self::Rules => "rules",
            Self::Judgements => "judgements",
            Self::Breaches => "breaches",
            Self::Agencies => "agencies",
            Self::Months => "months",
            Self::Costs => "costs",
        }
    }

    /// The fields that make a row the same row in another return, and those that
    /// people know it by.
    pub(super) fn identity(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Return => (&[], &[]),
            Self::Assignments | Self::Breaches => (&["reference"], &["worker", "reference"]),
            Self::Rules => (&["rule"], &["rule", "name"]),
            Self::Judgements => (&["rule", "reference"], &["rule", "worker", "reference"]),
            Self::Agencies => (&["name"], &["name"]),
            Self::Months => (&["month"], &["month"]),
            Self::Costs => (&["month", "reference"], &["month", "worker", "reference"]),
        }
    }

    /// Whether there is a row for each assignment and more, so that the sheet is
    /// long and names people.
    pub fn is_detail(self) -> bool {
        matches!(self, Self::Assignments | Self::Judgements | Self::Costs)
    }
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// The field that it shows.
    pub field: String,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutSheet {
    /// Its name.
    pub title: String,
    /// What its rows stand for.
    pub rows: RowsOf,
    /// Its columns.
    pub column: Vec<Column>,
}

/// The layout of the return.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Whose layout this is: stands beneath everything that is written by it.
    pub note: String,
    /// The sheets.
    pub sheet: Vec<LayoutSheet>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ContentKind {
    /// Words.
    Text,
    /// Whole numbers.
    Whole,
    /// FTE.
    Fte,
    /// Hours.
    Hours,
    /// Pounds.
    Money,
    /// Days.
    Date,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing is known, or nothing is to be said.
    Nothing,
    /// Words.
    Text(String),
    /// A whole number.
    Whole(u64),
    /// FTE.
    Fte(Fte),
    /// Hours.
    Hours(Hours),
    /// Pounds.
    Money(Money),
    /// A day.
    Date(Date),
}

/// As people read it: `6 January 2025`, `£5,387.20`.
impl fmt::Display for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(number) => readable(&number.to_string()),
            Self::Fte(fte) => readable(&fte.rounded(2)),
            Self::Hours(hours) => readable(&hours.rounded(2)),
            Self::Money(money) => pounds(&money.rounded(2)),
            Self::Date(day) => in_words(*day),
        })
    }
}

/// A sheet of the return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidOut {
    /// Its name.
    pub title: String,
    /// The headings, and what the columns hold.
    pub columns: Vec<(String, ContentKind)>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Content>>,
}

/// A sheet that the layout does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no sheet ‘{found}’ in the layout; there are: {known}")]
pub struct UnknownSheet {
    found: String,
    known: String,
}

/// The text of the layout that ships with the program.
pub const SHIPPED_LAYOUT: &str = include_str!("layout.toml");

impl Layout {
    /// The layout that ships with the program.
    pub fn shipped() -> &'static Self {
        static LAYOUT: LazyLock<Layout> = LazyLock::new(|| {
            Layout::read(SHIPPED_LAYOUT).unwrap_or_else(|_| Layout {
                note: String::new(),
                sheet: Vec::new(),
            })
        });
        &LAYOUT
    }

    /// What a council’s own layout is called among its records.
    pub const REFERENCE: &str = "agency-layout";

    /// The layout that a council keeps; the one that ships with the program
    /// where it keeps none.
    ///
    /// # Errors
    /// All that is wrong with the text that is kept.
    pub fn kept(workforce: &Workforce) -> Result<Self, Vec<Problem>> {
        match workforce.returns().by_reference(Self::REFERENCE) {
            Some(kept) => Self::read(&kept.text),
            None => Ok(Self::shipped().clone()),
        }
    }

    /// Reads the text of a layout.
    ///
    /// # Errors
    /// All that is wrong with the text.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let layout: Self = written::read(text).map_err(|problem| vec![problem])?;
        let problems = layout.problems();
        match problems.is_empty() {
            true => Ok(layout),
            false => Err(problems),
        }
    }

    fn problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        if self.note.trim().is_empty() {
            let what = "is empty. Say whose layout this is, and where it is from.";
            found.push(Problem::new("note", what));
        }
        if self.sheet.is_empty() {
            found.push(Problem::new("the layout", "has no sheet. Add a [[sheet]]."));
        }
        let titles = self.titles();
        if let Some(title) = repeated(&titles) {
            let place = format!("sheet {title}");
            found.push(Problem::new(
                place,
                "stands twice. Give each sheet its own title.",
            ));
        }
        for sheet in &self.sheet {
            let place = format!("sheet {}", sheet.title);
            if sheet.column.is_empty() {
                let what = "has no column. Add a [[sheet.column]].";
                found.push(Problem::new(place.clone(), what));
            }
            let headings: Vec<_> = sheet.column.iter().map(|it| it.heading.as_str()).collect();
            if let Some(heading) = repeated(&headings) {
                let place = format!("{place}, {heading}");
                found.push(Problem::new(
                    place,
                    "stands twice. Give each column its own heading.",
                ));
            }
            found.extend(sheet.column.iter().filter_map(|column| {
                let what = why_unknown(sheet.rows, &column.field)?;
                Some(Problem::new(format!("{place}, {}", column.heading), what))
            }));
        }
        found
    }

    /// The return in this layout.
    pub fn lay_out(&self, it: &AgencyReturn) -> Vec<LaidOut> {
        self.sheet.iter().map(|sheet| sheet.lay_out(it)).collect()
    }

    /// The sheet of a name.
    ///
    /// # Errors
    /// Where the layout has none.
    pub fn sheet(&self, title: &str) -> Result<&LayoutSheet, UnknownSheet> {
        let mut sheets = self.sheet.iter();
        let found = sheets.find(|sheet| sheet.title.eq_ignore_ascii_case(title.trim()));
        found.ok_or_else(|| UnknownSheet {
            found: title.to_owned(),
            known: self.titles().join(", "),
        })
    }

    /// The names of the sheets.
    pub fn titles(&self) -> Vec<&str> {
        self.sheet
            .iter()
            .map(|sheet| sheet.title.as_str())
            .collect()
    }
}

impl LayoutSheet {
    /// Some fields of its rows, whether it has columns of them or not.
    pub(super) fn fields_of(&self, it: &AgencyReturn, keys: &[&str]) -> Vec<Vec<Content>> {
        fields::rows(self.rows, it, keys)
    }

    /// The sheet of a return.
    pub fn lay_out(&self, it: &AgencyReturn) -> LaidOut {
        let definitions = fields_of(self.rows);
        let kind = |column: &Column| {
            let mut found = definitions.iter().filter(|field| field.key == column.field);
            found.next().map_or(ContentKind::Text, |field| field.kind)
        };
        let keys: Vec<_> = self
            .column
            .iter()
            .map(|column| column.field.as_str())
            .collect();
        LaidOut {
            title: self.title.clone(),
            columns: self
                .column
                .iter()
                .map(|column| (column.heading.clone(), kind(column)))
                .collect(),
            rows: fields::rows(self.rows, it, &keys),
        }
    }
}

/// The first name that stands there a second time; capitals make no difference.
fn repeated<'n>(names: &[&'n str]) -> Option<&'n str> {
    let mut seen = BTreeSet::new();
    let mut names = names.iter();
    names
        .find(|name| !seen.insert(name.trim().to_lowercase()))
        .copied()
}

fn why_unknown(rows: RowsOf, key: &str) -> Option<String> {
    let fields = fields_of(rows);
    let known: Vec<_> = fields.iter().map(|field| field.key).collect();
    if known.contains(&key) {
        return None;
    }
    let meant = did_you_mean(key, known.iter().copied());
    let all = || format!("There are: {}.", known.join(", "));
    Some(format!(
        "there is no field ‘{key}’. {}",
        meant.unwrap_or_else(all)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_layout_reads_and_says_that_it_is_ours() {
        let layout = Layout::read(SHIPPED_LAYOUT).expect("it reads");
        assert!(
            layout.note.contains("official layout is not known"),
            "{}",
            layout.note
        );
        assert_eq!(&layout, Layout::shipped());
        assert_eq!(
            layout.sheet("assignments").map(|it| it.rows),
            Ok(RowsOf::Assignments)
        );
        let error = layout.sheet("Cats").expect_err("no such sheet").to_string();
        assert!(error.starts_with("there is no sheet ‘Cats’ in the layout; there are: "));
    }

    #[test]
    fn a_field_that_is_not_known_is_told_with_its_place() {
        let text = |field: &str| {
            format!(
                "note = \"Ours\"\n[[sheet]]\ntitle = \"Workers\"\nrows = \"assignments\"\n[[sheet.column]]\nheading = \"SWE\"\nfield = \"{field}\"\n"
            )
        };
        assert!(Layout::read(&text("registration")).is_ok());
        let problems = Layout::read(&text("registraton")).expect_err("unknown");
        assert_eq!(
            problems[0].to_string(),
            "sheet Workers, SWE: there is no field ‘registraton’. Did you mean ‘registration’?"
        );
        let wrong = text("registration").replace("heading", "headng");
        let problems = Layout::read(&wrong).expect_err("unknown");
        assert!(problems[0].to_string().ends_with("Did you mean ‘heading’?"));
        assert_eq!(
            Layout::read("note = \" \"\nsheet = []\n")
                .expect_err("two")
                .len(),
            2
        );
    }
}
