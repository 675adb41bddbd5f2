//! Reports to committees: written, agreed to, published; and the check of one that the council has.

pub(crate) mod agree;
pub(crate) mod check;
#[cfg(test)]
mod check_tests;
pub(crate) mod desk;
pub(crate) mod draft;
pub(crate) mod edit;
pub(crate) mod files;
pub(crate) mod filling;
pub(crate) mod list;
pub(crate) mod publish;
pub(crate) mod published;
pub(crate) mod state;
#[cfg(test)]
mod tests;
