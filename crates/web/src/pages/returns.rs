//! The returns to the Department for Education: what state each is in, the
//! annual return with all that is to be mended or explained, the check of any
//! file, and the same rules on the records of today.

pub(crate) mod agency;
pub(crate) mod allowances;
mod asked;
mod built;
pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod files;
mod keep;
pub(crate) mod list;
pub(crate) mod quality;
pub(crate) mod sign;
mod telling;
#[cfg(test)]
mod tests;
pub(crate) mod year;
