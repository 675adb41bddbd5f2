//! The rules, each file with those of one kind of statement.

pub(crate) mod beside;
pub(crate) mod change;
pub(crate) mod comparison;
pub(crate) mod counted;
pub(crate) mod course;
pub(crate) mod date;
pub(crate) mod earlier;
pub(crate) mod flow;
pub(crate) mod group;
pub(crate) mod list;
pub(crate) mod long;
pub(crate) mod named;
pub(crate) mod percent;
pub(crate) mod product;
pub(crate) mod relation;
pub(crate) mod restated;
pub(crate) mod run;
pub(crate) mod share;
pub(crate) mod small;
pub(crate) mod sum;
pub(crate) mod superlative;
pub(crate) mod target;
pub(crate) mod totals;
pub(crate) mod unit_cost;

use crate::rule::Rule;

/// All of them, in the order of the documentation.
pub(crate) const ALL: &[&[Rule]] = &[
    totals::RULES,
    relation::RULES,
    share::RULES,
    flow::RULES,
    percent::RULES,
    group::RULES,
    sum::RULES,
    course::RULES,
    product::RULES,
    unit_cost::RULES,
    change::RULES,
    run::RULES,
    earlier::RULES,
    comparison::RULES,
    target::RULES,
    beside::RULES,
    superlative::RULES,
    restated::RULES,
    date::RULES,
    list::RULES,
    counted::RULES,
    small::RULES,
    long::RULES,
];
