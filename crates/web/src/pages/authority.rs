//! Authorities: which there are, and where one of them stands today.

pub(crate) mod list;
pub(crate) mod overview;
