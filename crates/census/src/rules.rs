//! The rules, a module to each part of the return.

mod authority;
pub(crate) mod shape;

use crate::rule::Rule;

/// All rules, in the order of their ids.
pub(crate) const ALL: &[&[Rule]] = &[authority::RULES, shape::RULES];
