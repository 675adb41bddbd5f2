//! Benchmarks: one measure of an authority beside England, its region, its
//! statistical neighbours and others, as published.

pub(crate) mod answer;
pub(crate) mod asked;
pub(crate) mod charts;
pub(crate) mod context;
pub(crate) mod files;
pub(crate) mod funnel;
pub(crate) mod page;
pub(crate) mod table;
#[cfg(test)]
mod tests;
