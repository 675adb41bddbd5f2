//! What is wrong in a file of statistics, said so that it can be mended.

use std::fmt;

/// How many problems of a file are told; of the others only how many they are.
const TOLD: usize = 50;

/// How much of a value is shown.
const SHOWN: usize = 60;

/// Something wrong in a file. Each stops the whole file from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file that people see, counted from one.
    pub row: Option<u64>,
    /// The column, by its heading.
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

impl fmt::Display for Problem {
    /// Writes `row 3, column cases, ‘1.5’: has a decimal place … Write …`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = self.row.map(|row| format!("row {row}"));
        let column = self.column.as_ref().map(|it| format!("column {it}"));
        let value = self.value.as_ref().map(|it| format!("‘{it}’"));
        let place: Vec<_> = [row, column, value].into_iter().flatten().collect();
        if place.is_empty() {
            formatter.write_str("the file")?;
        }
        write!(formatter, "{}: ", place.join(", "))?;
        write!(formatter, "{}. {}", self.message, self.advice)
    }
}

/// What is wrong with a value, wherever it stands.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) rule: &'static str,
    pub(crate) message: String,
    pub(crate) advice: &'static str,
}

impl Fault {
    pub(crate) fn new(
        rule: &'static str,
        message: impl Into<String>,
        advice: &'static str,
    ) -> Self {
        Self {
            rule,
            message: message.into(),
            advice,
        }
    }

    /// The problem of a whole file.
    pub(crate) fn in_file(self) -> Problem {
        Problem {
            row: None,
            column: None,
            value: None,
            rule: self.rule,
            message: self.message,
            advice: self.advice.to_owned(),
        }
    }

    /// The problem in a row.
    pub(crate) fn at_row(self, row: u64) -> Problem {
        Problem {
            row: Some(row),
            ..self.in_file()
        }
    }

    /// The problem in a cell.
    pub(crate) fn at_cell(self, row: u64, column: &str, value: &str) -> Problem {
        Problem {
            column: Some(shortened(column)),
            value: (!value.is_empty()).then(|| shortened(value)),
            ..self.at_row(row)
        }
    }
}

/// The start of a long value, on one line.
fn shortened(value: &str) -> String {
    let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
    let mut letters = value.chars().map(plain);
    let mut short: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// Problems as they are found.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    told: Vec<Problem>,
    untold: usize,
}

impl Problems {
    pub(crate) fn push(&mut self, problem: Problem) {
        if self.told.len() < TOLD {
            self.told.push(problem);
        } else {
            self.untold += 1;
        }
    }

    /// All that were found, and last how many are not told; nothing where
    /// everything is well.
    pub(crate) fn into_error(mut self) -> Option<Vec<Problem>> {
        if self.untold > 0 {
            let message = format!("has {} more problems", self.untold);
            let advice = "Mend those above first; many may have one cause.";
            self.told
                .push(Fault::new("more-problems", message, advice).in_file());
        }
        (!self.told.is_empty()).then_some(self.told)
    }
}
