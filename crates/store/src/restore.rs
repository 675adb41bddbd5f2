//! Restore: a backup takes the place of the database, which is moved aside.

use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteLockingMode;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::DatabaseUrl;
use crate::database::sqlite_options;
use crate::error::is_busy;
use crate::migration::NEWEST;
use crate::probe::{Found, flush, look, verify, with_suffix};

/// What to do with a database that is there already.
#[derive(Clone, Debug)]
pub enum Existing {
    /// Leave it and restore nothing.
    Keep,
    /// Give it this name, which no file has yet.
    MoveTo(PathBuf),
}

/// What was restored.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct RestoreReport {
    /// The file of the database.
    pub database: PathBuf,
    /// The last change that it holds.
    pub last_change: u64,
    /// Where the earlier database is now.
    pub moved_to: Option<PathBuf>,
}

/// Why nothing was restored. The database is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// PostgreSQL has its own tools.
    #[error(
        "a PostgreSQL database is restored with its own tool; run `pg_restore --dbname=DATABASE FILE` on a file from `pg_dump --format=custom`"
    )]
    UsePgRestore,
    /// The backup is not there.
    #[error("{0} is not a file; name the backup")]
    NoBackup(PathBuf),
    /// The backup is a database in use, or was copied from one.
    #[error(
        "{0} is a database with work under way beside it, not a backup; make one with `holdfast backup FILE`"
    )]
    Live(PathBuf),
    /// The file is something else.
    #[error("{0} is not a backup of a Holdfast database; name another file")]
    NotOurs(PathBuf),
    /// The backup was made by a newer version.
    #[error("{0} was made by a newer version of Holdfast; use that version or a newer one")]
    Newer(PathBuf),
    /// The backup is broken.
    #[error("{path} is damaged ({problem}); use an earlier backup")]
    Damaged {
        /// The backup.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// There is a database already.
    #[error("{0} exists already; say under which name it is to be kept")]
    Exists(PathBuf),
    /// The name for the earlier database is taken.
    #[error("{0} exists already; choose another name for the database that is moved aside")]
    NameTaken(PathBuf),
    /// Somebody uses the database.
    #[error("{0} is in use; stop Holdfast, then restore")]
    InUse(PathBuf),
    /// A file could not be read.
    #[error("{path} cannot be read; see that you may read it and that the disk is sound")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
    /// A file could not be written or named.
    #[error(
        "the backup could not be put in place; see that the folder is writable and the disk not full"
    )]
    File(#[from] std::io::Error),
}

/// Puts a copy of the backup in the place of the database, which nobody may
/// be using. The copy is read through first; then names change at once.
///
/// # Errors
/// When the backup is not a whole database of this or an earlier version, or
/// the database is in use, or may not be moved.
pub async fn restore(
    backup: &Path,
    database: &DatabaseUrl,
    existing: Existing,
) -> Result<RestoreReport, RestoreError> {
    let DatabaseUrl::Sqlite(database) = database else {
        return Err(RestoreError::UsePgRestore);
    };
    require_backup(backup).await?;
    let moved_to = aside(database, existing)?;
    let copy = with_suffix(database, ".restoring");
    let put = put_in_place(backup, &copy, database, moved_to.as_deref()).await;
    if put.is_err() && copy.exists() {
        fs_err::remove_file(&copy)?;
    }
    let last_change = put?;
    Ok(RestoreReport {
        database: database.clone(),
        last_change,
        moved_to,
    })
}

async fn require_backup(path: &Path) -> Result<(), RestoreError> {
    let named = || path.to_owned();
    if !path.is_file() {
        return Err(RestoreError::NoBackup(named()));
    }
    if fs_err::metadata(with_suffix(path, "-wal")).is_ok_and(|log| log.len() > 0) {
        return Err(RestoreError::Live(named()));
    }
    let unreadable = |source| match source {
        sqlx::Error::Database(problem) if is_torn(&*problem) => RestoreError::Damaged {
            path: named(),
            problem: problem.to_string(),
        },
        source => RestoreError::Unreadable {
            path: named(),
            source,
        },
    };
    match look(path).await.map_err(unreadable)? {
        Found::Ours(reached) if reached <= NEWEST => Ok(()),
        Found::Ours(_) => Err(RestoreError::Newer(named())),
        Found::Nothing | Found::Other => Err(RestoreError::NotOurs(named())),
    }
}

/// `SQLITE_CORRUPT`.
fn is_torn(error: &dyn sqlx::error::DatabaseError) -> bool {
    error.code().is_some_and(|code| code == "11")
}

/// The name that the present database gets, where there is one.
fn aside(database: &Path, existing: Existing) -> Result<Option<PathBuf>, RestoreError> {
    match existing {
        _ if !database.exists() => Ok(None),
        Existing::Keep => Err(RestoreError::Exists(database.to_owned())),
        Existing::MoveTo(name) if name.exists() => Err(RestoreError::NameTaken(name)),
        Existing::MoveTo(name) => Ok(Some(name)),
    }
}

async fn put_in_place(
    backup: &Path,
    copy: &Path,
    database: &Path,
    moved_to: Option<&Path>,
) -> Result<u64, RestoreError> {
    // The bytes alone: a backup that may not be written makes a database that may.
    std::io::copy(
        &mut fs_err::File::open(backup)?,
        &mut fs_err::File::create(copy)?,
    )?;
    let path = backup.to_owned();
    let whole = match verify(copy).await {
        Ok(Ok(whole)) => whole,
        Ok(Err(problem)) => return Err(RestoreError::Damaged { path, problem }),
        Err(source) => return Err(RestoreError::Unreadable { path, source }),
    };
    flush(copy)?;
    match moved_to {
        Some(moved_to) => {
            settle(database).await?;
            move_aside(database, moved_to)?;
        }
        None => remove_stray_log(database)?,
    }
    if let Err(error) = fs_err::rename(copy, database) {
        if let Some(moved_to) = moved_to {
            move_aside(moved_to, database)?;
        }
        return Err(error.into());
    }
    flush(database)?;
    Ok(whole.last_change)
}

/// Brings the log of a database into its file, and so finds out whether
/// anybody uses it. What is too broken to be opened is moved as it is.
async fn settle(database: &Path) -> Result<(), RestoreError> {
    let options = sqlite_options(database).locking_mode(SqliteLockingMode::Exclusive);
    let options = options.busy_timeout(std::time::Duration::ZERO);
    let settled = async {
        let mut connection = options.connect().await?;
        sqlx::raw_sql("BEGIN EXCLUSIVE; COMMIT")
            .execute(&mut connection)
            .await?;
        connection.close().await
    };
    match settled.await {
        Err(error) if is_busy(&error) => Err(RestoreError::InUse(database.to_owned())),
        _ => Ok(()),
    }
}

/// The log of a database that is gone would be taken for the log of its successor.
fn remove_stray_log(database: &Path) -> std::io::Result<()> {
    for suffix in ["-wal", "-shm"] {
        let stray = with_suffix(database, suffix);
        if stray.exists() {
            fs_err::remove_file(stray)?;
        }
    }
    Ok(())
}

fn move_aside(database: &Path, moved_to: &Path) -> std::io::Result<()> {
    for suffix in ["-wal", "-shm"] {
        let beside = with_suffix(database, suffix);
        if beside.exists() {
            fs_err::rename(beside, with_suffix(moved_to, suffix))?;
        }
    }
    fs_err::rename(database, moved_to)?;
    flush(moved_to)
}
