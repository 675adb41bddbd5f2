//! What is wrong with a paper's text.

use std::fmt;

/// Something wrong with the text of a paper.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line, from 1; nought where it is about the text as a whole.
    pub line: usize,
    /// The letter in the line, from 1; nought where it is about the whole line.
    pub column: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => write!(formatter, "{}", self.what),
            (line, 0) => write!(formatter, "line {line}: {}", self.what),
            (line, column) => write!(formatter, "line {line}, column {column}: {}", self.what),
        }
    }
}

/// A place in a text: the line and the letter in it, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The letter.
    pub column: usize,
}

impl Place {
    /// Something wrong here.
    pub fn problem(self, what: impl Into<String>) -> Problem {
        Problem {
            line: self.line,
            column: self.column,
            what: what.into(),
        }
    }
}
