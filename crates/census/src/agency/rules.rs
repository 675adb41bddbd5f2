//! The rules, each judged in a file of its own.

pub(super) mod complete;
pub(super) mod cool_off;
pub(super) mod experience;
pub(super) mod notice;
pub(super) mod own;
pub(super) mod price_cap;
pub(super) mod project_team;
pub(super) mod references;
