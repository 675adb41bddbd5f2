//! Problems: what is wrong in a file, said so that the person who keeps the
//! file can mend it.

use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use holdfast_workforce::Severity;
use serde::Serialize;

/// How many problems of each severity are kept; the rest are counted.
pub const KEPT: usize = 1_000;

/// Of how many problems it is remembered that they were said.
const REMEMBERED: usize = 100_000;

/// How much of a value is shown.
const SHOWN: usize = 80;

/// Something wrong or odd in a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// How bad it is. An error stops the whole import.
    pub severity: Severity,
    /// The file, by its path inside the package; for a workbook, with the sheet.
    pub file: String,
    /// The line of the file or row of the sheet that people see, counted from one.
    pub row: Option<u64>,
    /// The column, by its heading in the file.
    pub column: Option<String>,
    /// The value that was found, shortened where it is long.
    pub value: Option<String>,
    /// The rule that was broken: a stable code, such as `unknown-column`.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
}

impl Problem {
    /// An error about a whole file.
    pub fn in_file(
        file: impl Into<String>,
        rule: &'static str,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            file: file.into(),
            row: None,
            column: None,
            value: None,
            rule,
            message: message.into(),
            advice: advice.into(),
        }
    }

    /// The same problem, about one row.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same problem, about one column.
    #[must_use]
    pub fn at_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// The same problem, with the value that was found.
    #[must_use]
    pub fn with_value(mut self, value: &str) -> Self {
        self.value = Some(shortened(value));
        self
    }

    /// The same problem as a warning, which does not stop an import.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Whether the problem stops the import.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    /// Writes one line for a terminal:
    /// `error: people.csv, row 3, column born, ‘soon’: is not a date. Write … [not-a-date]`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.severity, self.file)?;
        if let Some(row) = self.row {
            write!(formatter, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(formatter, ", column {column}")?;
        }
        if let Some(value) = &self.value {
            write!(formatter, ", ‘{value}’")?;
        }
        write!(formatter, ": {}", self.message)?;
        if !self.message.ends_with('.') {
            formatter.write_str(".")?;
        }
        if !self.advice.is_empty() {
            write!(formatter, " {}", self.advice)?;
        }
        write!(formatter, " [{}]", self.rule)
    }
}

/// The start of a long value, on one line.
pub(crate) fn shortened(value: &str) -> String {
    let mut letters = value
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    let mut short: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// Where a record stands in the files that were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, by its path inside the package.
    pub file: Arc<str>,
    /// The line of the file or row of the sheet, counted from one.
    pub row: u64,
}

/// Problems as they are gathered: the first of each severity are kept, the
/// rest counted, so that a hopeless file cannot fill the memory.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    kept: Vec<Problem>,
    told: HashSet<u64>,
    errors: usize,
    warnings: usize,
}

impl Problems {
    /// Adds a problem. What was said of a cell already is not said again, as
    /// where several tables are filled from one extract.
    pub fn add(&mut self, problem: Problem) {
        if self.is_repeat(&problem) {
            return;
        }
        let count = match problem.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= KEPT {
            self.kept.push(problem);
        }
    }

    fn is_repeat(&mut self, problem: &Problem) -> bool {
        let is_of_cell = problem.row.is_some() && problem.column.is_some();
        is_of_cell && self.told.len() < REMEMBERED && !self.told.insert(fingerprint(problem))
    }

    /// Adds all problems of another gathering.
    pub fn append(&mut self, other: Problems) {
        let (mut errors, mut warnings) = (other.errors, other.warnings);
        for problem in other.kept {
            match problem.severity {
                Severity::Error => errors -= 1,
                Severity::Warning => warnings -= 1,
            }
            self.add(problem);
        }
        self.told.extend(other.told);
        self.errors += errors;
        self.warnings += warnings;
    }

    /// Whether any error was found.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.errors + self.warnings == 0
    }

    /// The problems, with a last one that counts those which were not kept.
    pub fn into_vec(self) -> Vec<Problem> {
        let left_out = self.errors + self.warnings - self.kept.len();
        let mut problems = self.kept;
        if left_out > 0 {
            let mut summary = Problem::in_file(
                "all files",
                "more-problems",
                format!("{left_out} more problems are not listed"),
                "Mend those listed and read the files again.",
            );
            if self.errors <= KEPT {
                summary = summary.as_warning();
            }
            problems.push(summary);
        }
        problems
    }
}

/// What tells a problem of a cell from others, without keeping its texts.
fn fingerprint(problem: &Problem) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&problem.file, problem.row, &problem.column).hash(&mut hasher);
    (&problem.value, problem.rule, &problem.message).hash(&mut hasher);
    hasher.finish()
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.add(problem));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem() -> Problem {
        Problem::in_file(
            "people.csv",
            "not-a-date",
            "is not a date",
            "Write 2025-03-31.",
        )
    }

    #[test]
    fn a_problem_reads_as_one_line_on_a_terminal() {
        let problem = problem().at_row(3).at_column("born").with_value("so\non");
        assert_eq!(
            problem.to_string(),
            "error: people.csv, row 3, column born, ‘so on’: is not a date. \
             Write 2025-03-31. [not-a-date]"
        );
    }

    #[test]
    fn a_thousand_problems_are_kept_and_the_rest_are_counted() {
        let mut problems = Problems::default();
        for _ in 0..2_500 {
            problems.add(problem());
        }
        problems.add(problem().as_warning());
        let mut other = Problems::default();
        other.append(problems);
        let kept = other.into_vec();
        assert_eq!(kept.len(), 1_002);
        assert_eq!(kept[1_001].message, "1500 more problems are not listed");
        assert!(kept[1_001].is_error());
    }

    #[test]
    fn what_was_said_of_a_cell_is_not_said_again() {
        let mut problems = Problems::default();
        let cell = || problem().at_row(3).at_column("born").with_value("soon");
        problems.extend([cell(), cell().at_row(4), cell()]);
        assert_eq!(problems.into_vec().len(), 2);
    }

    #[test]
    fn a_long_value_is_shortened() {
        let problem = problem().with_value(&"x".repeat(5_000));
        assert_eq!(problem.value.map(|value| value.chars().count()), Some(81));
    }
}
