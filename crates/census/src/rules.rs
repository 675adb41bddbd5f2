//! The rules, a module to each subject.

mod absence;
mod agency;
mod asked;
mod authority;
mod cases;
mod codes;
mod dates;
#[cfg(test)]
mod examples;
mod format;
mod fte;
mod header;
mod identity;
mod last_year;
mod pay;
pub(crate) mod shape;
mod spread;
mod whole;

use crate::rule::Rule;

/// All rules, subject by subject.
pub(crate) const ALL: &[&[Rule]] = &[
    header::RULES,
    authority::RULES,
    identity::RULES,
    fte::RULES,
    asked::RULES,
    codes::RULES,
    dates::RULES,
    cases::RULES,
    absence::RULES,
    agency::RULES,
    pay::RULES,
    whole::RULES,
    spread::RULES,
    last_year::RULES,
    shape::RULES,
];
