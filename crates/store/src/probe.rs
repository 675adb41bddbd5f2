//! Looking at a file before it is used, without altering it.

use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use crate::database::Session;
use crate::door::LAST;
use crate::migration::{NEWEST, reached};
use crate::{DatabaseUrl, OpenError};

/// "Hold", written into every file as the mark of its application.
pub(crate) const APPLICATION: i64 = 1_215_261_796;

const MARK: &str = "PRAGMA application_id";
const TABLES: &str = "SELECT COUNT(*) FROM sqlite_master";
const INTEGRITY: &str = "PRAGMA integrity_check(5)";

/// What a file turned out to be.
#[derive(Debug, PartialEq)]
pub(crate) enum Found {
    /// There is no file, or nothing in it yet.
    Nothing,
    /// A database of ours, with the number of its last migration.
    Ours(i64),
    /// Something else.
    Other,
}

/// Looks at a file.
pub(crate) async fn look(path: &Path) -> Result<Found, sqlx::Error> {
    if fs_err::metadata(path).map_or(true, |file| file.len() == 0) {
        return Ok(Found::Nothing);
    }
    match look_inside(path).await {
        Err(error) if is_no_database(&error) => Ok(Found::Other),
        answer => answer,
    }
}

async fn look_inside(path: &Path) -> Result<Found, sqlx::Error> {
    let mut connection = SqliteConnectOptions::new().filename(path).connect().await?;
    let tables: i64 = sqlx::query_scalar(TABLES)
        .fetch_one(&mut connection)
        .await?;
    let mark: i64 = sqlx::query_scalar(MARK).fetch_one(&mut connection).await?;
    let found = match (tables, mark) {
        (_, APPLICATION) => Found::Ours(reached(&mut Session::Sqlite(&mut connection)).await?),
        (0, 0) => Found::Nothing,
        _ => Found::Other,
    };
    connection.close().await?;
    Ok(found)
}

/// `SQLITE_NOTADB`, and `SQLITE_CANTOPEN` where the path is a folder.
fn is_no_database(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(|error| error.code())
        .is_some_and(|code| code == "26")
}

/// Refuses a file that is neither ours nor new.
pub(crate) async fn require_ours_or_new(url: &DatabaseUrl, path: &Path) -> Result<(), OpenError> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(OpenError::NoFolder(path.display().to_string()));
    }
    match look(path)
        .await
        .map_err(|source| OpenError::unreachable(url, source))?
    {
        Found::Nothing => Ok(()),
        Found::Ours(reached) if reached <= NEWEST => Ok(()),
        Found::Ours(reached) => Err(newer(url, reached)),
        Found::Other => Err(OpenError::NotOurs(path.display().to_string())),
    }
}

pub(crate) fn newer(url: &DatabaseUrl, found: i64) -> OpenError {
    OpenError::Newer {
        database: url.to_string(),
        found,
        known: NEWEST,
    }
}

/// What a copy of a database holds, after all of it was read and found whole.
pub(crate) struct Whole {
    pub(crate) last_change: u64,
}

/// Reads all of a copy that nobody else uses; the error says what is broken.
pub(crate) async fn verify(path: &Path) -> Result<Result<Whole, String>, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .immutable(true)
        .read_only(true);
    let mut connection = options.connect().await?;
    let answer = verify_inside(&mut connection).await;
    connection.close().await?;
    match answer {
        // What is torn badly enough cannot be asked at all.
        Err(sqlx::Error::Database(error)) => Ok(Err(error.to_string())),
        answer => answer,
    }
}

async fn verify_inside(
    connection: &mut SqliteConnection,
) -> Result<Result<Whole, String>, sqlx::Error> {
    let problems: Vec<String> = sqlx::query_scalar(INTEGRITY)
        .fetch_all(&mut *connection)
        .await?;
    if problems != ["ok"] {
        return Ok(Err(problems.join("; ")));
    }
    let last: i64 = sqlx::query_scalar(LAST).fetch_one(connection).await?;
    Ok(Ok(Whole {
        last_change: last.cast_unsigned(),
    }))
}

/// The name with something put after it.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Waits until a file, or the names in its folder, are on the disk.
pub(crate) fn flush(path: &Path) -> std::io::Result<()> {
    fs_err::File::open(path)?.sync_all()?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    fs_err::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}
