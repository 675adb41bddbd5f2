#![doc = include_str!("../README.md")]

mod address;
mod backup;
mod database;
mod door;
mod error;
mod history;
mod ids;
mod load;
mod log;
mod migration;
mod prepare;
mod probe;
mod release;
mod restore;
mod store;
mod submission;
#[cfg(test)]
mod tests;
mod undo;
mod upload;
mod write;

pub use address::{DatabaseUrl, DatabaseUrlError};
pub use backup::{BackupError, BackupReport};
pub use error::StoreError;
pub use history::HistoryEntry;
pub use ids::TimedIds;
pub use log::{ChangeEntry, ChangeHeader, EntriesPage, EntryPlace};
pub use prepare::Preview;
pub use release::{Load, LoadedRelease, ReleaseFile};
pub use restore::{Existing, RestoreError, RestoreReport, restore};
pub use store::{OpenError, Store};
pub use submission::{Conflict, Receipt, Submission, SubmitError};
pub use undo::{Obstacle, Undo, UndoError};
pub use upload::Upload;
