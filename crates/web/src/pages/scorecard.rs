//! The scorecard: the measures that a council has chosen, and the form that
//! chooses them.

pub(crate) mod asked;
pub(crate) mod edit;
pub(crate) mod files;
pub(crate) mod filling;
pub(crate) mod notes;
pub(crate) mod page;
pub(crate) mod reading;
pub(crate) mod rows;
#[cfg(test)]
mod tests;
