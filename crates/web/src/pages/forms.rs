//! The forms of the working week: what happens to posts and people, each as
//! one command; and the correction of what was recorded.

mod absences;
mod cells;
mod choose;
mod command;
mod conflict;
mod correction;
mod desk;
mod field;
mod find;
mod flow;
mod forms_of;
mod further;
mod joining;
mod leaving;
pub(crate) mod list;
mod merge;
mod parts;
mod posts;
mod reading;
mod removal;
mod shifts;
mod subject;
#[cfg(test)]
mod tests;

pub(crate) use command::{send, show};
pub(crate) use correction::{correct, put_right};
pub(crate) use field::Control;
pub(crate) use removal::{ask_removal, remove};
