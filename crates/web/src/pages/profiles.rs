//! Mapping profiles: how the extracts of other systems are read.

pub(crate) mod edit;
pub(crate) mod list;
pub(crate) mod preview;
#[cfg(test)]
mod tests;
