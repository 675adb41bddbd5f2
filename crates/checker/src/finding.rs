//! What a check finds.

use serde::Serialize;

/// What the numbers say of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It cannot be so.
    Contradicted,
    /// The paper does not say enough, or may mean something else.
    CannotTell,
    /// The numbers give what is printed.
    InOrder,
}

impl Verdict {
    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Contradicted => "Contradicted",
            Self::CannotTell => "Cannot tell",
            Self::InOrder => "In order",
        }
    }
}

/// A statement that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The line on which it stands (the paragraph, in a document of a word processor).
    pub line: u32,
    /// The other lines that it was checked with.
    pub with_lines: Vec<u32>,
    /// The heading under which it stands.
    pub heading: Option<String>,
    /// The id of the rule.
    pub rule: &'static str,
    /// What the numbers say.
    pub verdict: Verdict,
    /// What is printed.
    pub printed: String,
    /// What follows from the other numbers.
    pub follows: String,
    /// Why, with the arithmetic.
    pub reasoning: String,
}
