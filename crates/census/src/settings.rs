//! What a user sets before a check.

use holdfast_workforce::amount::Money;

/// What a user sets before a check; nothing is set by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The lowest base salary of a whole post that is not asked about, a year;
    /// for a part of a post in proportion to FTE.
    pub lowest_salary: Option<Money>,
    /// The highest base salary that is not asked about, a year.
    pub highest_salary: Option<Money>,
}
