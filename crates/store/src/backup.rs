//! Backup: a whole copy of the database in one file, made while others go on.

use std::path::{Path, PathBuf};

use sqlx::{ConnectOptions as _, Connection as _};

use crate::database::sqlite_options;
use crate::probe::{flush, verify, with_suffix};
use crate::{DatabaseUrl, Store};

const COPY: &str = "VACUUM INTO $1";

/// What was backed up.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct BackupReport {
    /// The file.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// The last change that it holds.
    pub last_change: u64,
}

/// Why no backup was made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// PostgreSQL has its own tools.
    #[error(
        "a PostgreSQL database is backed up with its own tool; run `pg_dump --format=custom --file=FILE DATABASE`"
    )]
    UsePgDump,
    /// The file is there already.
    #[error("{0} exists already; name a new file")]
    Exists(PathBuf),
    /// The name cannot be given to the database.
    #[error("the name {0} is not plain text; name another file")]
    Name(PathBuf),
    /// The database could not be copied.
    #[error(
        "the database could not be copied to {path}; see that the folder exists, that you may write there, and that the disk is not full"
    )]
    Copy {
        /// The file.
        path: PathBuf,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
    /// The copy is broken.
    #[error(
        "the copy is damaged and was thrown away ({0}); the database or the disk may be at fault, so check both and keep your earlier backups"
    )]
    Damaged(String),
    /// The file could not be written or named.
    #[error(
        "the backup could not be written; see that the folder is writable and the disk not full"
    )]
    File(#[from] std::io::Error),
}

impl Store {
    /// Copies the database into a new file, as it stands now. Others may read
    /// and write meanwhile. The copy is read through before it gets its name,
    /// so that a file of that name is always a whole backup.
    ///
    /// # Errors
    /// When the database is not a file, the new file exists, or the copy fails.
    pub async fn backup(&self, path: &Path) -> Result<BackupReport, BackupError> {
        let DatabaseUrl::Sqlite(database) = self.url() else {
            return Err(BackupError::UsePgDump);
        };
        if path.exists() {
            return Err(BackupError::Exists(path.to_owned()));
        }
        let unfinished = with_suffix(path, ".unfinished");
        if unfinished.exists() {
            // A backup that was interrupted; nobody can be using it.
            fs_err::remove_file(&unfinished)?;
        }
        let copied = copy(database, &unfinished).await;
        let report = match copied {
            Ok(()) => finish(&unfinished, path).await,
            Err(error) => Err(error),
        };
        if report.is_err() && unfinished.exists() {
            fs_err::remove_file(&unfinished)?;
        }
        report
    }
}

async fn copy(database: &Path, to: &Path) -> Result<(), BackupError> {
    let name = to
        .to_str()
        .ok_or_else(|| BackupError::Name(to.to_owned()))?;
    let failed = |source| BackupError::Copy {
        path: to.to_owned(),
        source,
    };
    let mut connection = sqlite_options(database).connect().await.map_err(failed)?;
    sqlx::query(COPY)
        .bind(name)
        .execute(&mut connection)
        .await
        .map_err(failed)?;
    connection.close().await.map_err(failed)
}

async fn finish(unfinished: &Path, path: &Path) -> Result<BackupReport, BackupError> {
    let failed = |source| BackupError::Copy {
        path: path.to_owned(),
        source,
    };
    let whole = verify(unfinished)
        .await
        .map_err(failed)?
        .map_err(BackupError::Damaged)?;
    flush(unfinished)?;
    give_name(unfinished, path)?;
    flush(path)?;
    let bytes = fs_err::metadata(path)?.len();
    Ok(BackupReport {
        path: path.to_owned(),
        bytes,
        last_change: whole.last_change,
    })
}

/// A link, unlike a rename, never takes the place of a file made meanwhile;
/// but not every file system has links.
fn give_name(unfinished: &Path, path: &Path) -> std::io::Result<()> {
    match fs_err::hard_link(unfinished, path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            fs_err::rename(unfinished, path)
        }
        linked => linked.and_then(|()| fs_err::remove_file(unfinished)),
    }
}
