//! The measures: all of them at a date, each opened to what stands behind it,
//! and team by team.

pub(crate) mod beside;
pub(crate) mod charts;
pub(crate) mod files;
pub(crate) mod filters;
pub(crate) mod headlines;
pub(crate) mod list;
pub(crate) mod one;
pub(crate) mod parts;
mod team_map;
pub(crate) mod teams;
pub(crate) mod telling;
