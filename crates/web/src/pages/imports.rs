//! Imports: what was imported, a form for the next, and what it would change
//! before it is made.

pub(crate) mod bring;
pub(crate) mod check;
pub(crate) mod desk;
pub(crate) mod downloads;
pub(crate) mod list;
#[cfg(test)]
mod tests;
