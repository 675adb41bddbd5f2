//! The workforce plan: scenarios that are kept, what may come of each, and
//! what a change of one would do.

pub(crate) mod assumptions;
pub(crate) mod chosen;
pub(crate) mod compare;
pub(crate) mod edit;
pub(crate) mod files;
pub(crate) mod filling;
pub(crate) mod following;
pub(crate) mod levers;
pub(crate) mod list;
pub(crate) mod outlook;
pub(crate) mod parts;
pub(crate) mod past;
pub(crate) mod patience;
pub(crate) mod run;
pub(crate) mod sections;
pub(crate) mod seek;
pub(crate) mod sheets;
#[cfg(test)]
mod tests;
pub(crate) mod words;
