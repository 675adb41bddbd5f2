//! The log of changes: who changed what, when, and taking it back.

pub(crate) mod downloads;
pub(crate) mod list;
pub(crate) mod names;
pub(crate) mod one;
pub(crate) mod standing;
#[cfg(test)]
mod tests;
pub(crate) mod undo;
