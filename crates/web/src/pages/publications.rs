//! Publications: the figures of a month as they were published, and what was
//! restated since.

pub(crate) mod files;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod one;
pub(crate) mod restated;
#[cfg(test)]
mod tests;
