//! Releases of published figures: loaded for all authorities of the store,
//! beside those that ship with the program.

use std::sync::Arc;

use holdfast_reference::{Problem, Release, Releases, Revision, read_release};
use holdfast_workforce::Sequence;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::database::{Session, on};
use crate::door::{Door, Heading, Turned};
use crate::log::{ChangeHeader, headers};
use crate::{Store, StoreError};

/// The releases that stand, in the order in which they were loaded.
pub(crate) const RELEASES: &str = "SELECT since, file, published, bytes
    FROM reference_release WHERE until IS NULL ORDER BY since";

/// What changes whenever a release is loaded or withdrawn.
pub(crate) const MARK: &str = "SELECT COUNT(*), MAX(since), MAX(until) FROM reference_release";

pub(crate) const ADD_RELEASE: &str =
    "INSERT INTO reference_release (since, file, published, bytes) VALUES ($1, $2, $3, $4)";

/// Whether change `$1` loaded or withdrew releases.
pub(crate) const TOUCHED: &str =
    "SELECT COUNT(*) FROM reference_release WHERE since = $1 OR until = $1";

/// Withdraws, by change `$1`, what change `$2` loaded.
pub(crate) const WITHDRAW: &str =
    "UPDATE reference_release SET until = $1 WHERE since = $2 AND until IS NULL";

/// Loads again, by change `$1`, what change `$2` withdrew.
pub(crate) const REINSTATE: &str = "INSERT INTO reference_release (since, file, published, bytes)
    SELECT $1, file, published, bytes FROM reference_release WHERE until = $2";

/// A row of [`RELEASES`].
type Row = (i64, String, Option<String>, Vec<u8>);

/// What [`MARK`] gives.
type Mark = (i64, Option<i64>, Option<i64>);

/// A file of published figures that was read, and is sound.
#[derive(Clone, Debug)]
pub struct ReleaseFile {
    name: String,
    bytes: Vec<u8>,
    release: Release,
}

impl ReleaseFile {
    /// Reads a file: its name, what is in it, and the day on which it was
    /// published, where that is known.
    ///
    /// # Errors
    /// All that is wrong with the file.
    pub fn read(
        name: impl Into<String>,
        bytes: Vec<u8>,
        published: Option<Date>,
    ) -> Result<Self, Vec<Problem>> {
        let release = read_release(&bytes)?.published_on(published);
        let name = name.into();
        Ok(Self {
            name,
            bytes,
            release,
        })
    }
}

/// What came of loading a release.
#[derive(Clone, Debug)]
pub enum Load {
    /// It is held now.
    Added {
        /// The release.
        release: Release,
        /// The number of the change that loaded it.
        seq: Sequence,
        /// What it says differently from those that were held before.
        revision: Revision,
    },
    /// A release that says the same was held already; nothing was changed.
    AlreadyHeld {
        /// That release.
        release: Release,
        /// The change that loaded it; nothing where it ships with the program.
        loaded: Option<ChangeHeader>,
    },
}

/// A release that was loaded.
#[derive(Clone, Debug)]
pub struct LoadedRelease {
    /// The release.
    pub release: Release,
    /// The name of its file.
    pub file: String,
    /// The change that loaded it: who, and when.
    pub change: ChangeHeader,
}

/// All releases, as they stood at a mark.
#[derive(Debug)]
pub(crate) struct Kept {
    mark: Mark,
    releases: Releases,
    loaded: Vec<LoadedRelease>,
}

impl Store {
    /// Loads a release, for all authorities of the store. One that says what a
    /// release held already says is not loaded again.
    ///
    /// # Errors
    /// When the database fails. Nothing was written then.
    pub async fn put_release(
        &self,
        file: ReleaseFile,
        actor: &str,
        at: Timestamp,
    ) -> Result<Load, StoreError> {
        let mut door = Door::enter(self, heading(&file, actor, at)).await?;
        let kept = current(&mut door.session(), self.known_releases()).await?;
        let release = &file.release;
        if let Some(held) = kept.releases.like(release) {
            return Ok(already_held(&kept, held));
        }
        let seq = door.begin(1).await?;
        add(&mut door.session(), seq, &file).await?;
        door.leave().await.map_err(store_error)?;
        let releases = kept.releases.with(release.clone());
        Ok(Load::Added {
            release: releases.like(release).unwrap_or(release).clone(),
            seq,
            revision: kept.releases.revision(release),
        })
    }

    /// The releases that ship with the program and those that were loaded,
    /// whoever loaded the last. They are read again only after a change.
    ///
    /// # Errors
    /// When the database fails, or holds a release that cannot be read.
    pub async fn releases(&self) -> Result<Releases, StoreError> {
        Ok(self.kept_releases().await?.releases.clone())
    }

    /// The releases that were loaded, in that order, with who loaded them.
    ///
    /// # Errors
    /// When the database fails, or holds a release that cannot be read.
    pub async fn loaded_releases(&self) -> Result<Vec<LoadedRelease>, StoreError> {
        Ok(self.kept_releases().await?.loaded.clone())
    }

    async fn kept_releases(&self) -> Result<Arc<Kept>, StoreError> {
        let mut reading = self.read().await?;
        let kept = current(&mut reading.session(), self.known_releases()).await?;
        self.keep_releases(kept.clone());
        Ok(kept)
    }
}

fn heading(file: &ReleaseFile, actor: &str, at: Timestamp) -> Heading {
    Heading {
        at,
        actor: actor.to_owned(),
        kind: "reference".into(),
        title: format!("Published figures of {}", file.release.reporting_year()),
        note: Some(file.release.source().citation()),
        undoes: None,
    }
}

fn already_held(kept: &Kept, held: &Release) -> Load {
    let mut loaded = kept.loaded.iter();
    let change = loaded.find(|loaded| loaded.release.says_the_same(held));
    Load::AlreadyHeld {
        release: held.clone(),
        loaded: change.map(|loaded| loaded.change.clone()),
    }
}

/// Nothing is checked on the way out but what the store itself says.
fn store_error(turned: Turned) -> StoreError {
    match turned {
        Turned::Store(error) => error,
        Turned::Refused(_) => StoreError::Altered("a release was refused".into()),
    }
}

/// The releases as they stand, read only where they changed.
async fn current(
    session: &mut Session<'_>,
    known: Option<Arc<Kept>>,
) -> Result<Arc<Kept>, StoreError> {
    let mark: Mark = on!(session, |connection| sqlx::query_as(MARK)
        .fetch_one(&mut **connection)
        .await)?;
    if let Some(known) = known.filter(|known| known.mark == mark) {
        return Ok(known);
    }
    let rows: Vec<Row> = on!(session, |connection| sqlx::query_as(RELEASES)
        .fetch_all(&mut **connection)
        .await)?;
    let numbers: Vec<Sequence> = rows.iter().map(|row| row.0.cast_unsigned()).collect();
    let changes = headers(session, &numbers).await?;
    let mut kept = Kept {
        mark,
        releases: Releases::shipped().clone(),
        loaded: Vec::new(),
    };
    for row in rows {
        keep(&mut kept, row, &changes)?;
    }
    Ok(Arc::new(kept))
}

fn keep(kept: &mut Kept, row: Row, changes: &[ChangeHeader]) -> Result<(), StoreError> {
    let (since, file, published, bytes) = row;
    let seq = since.cast_unsigned();
    let unreadable = |problem| StoreError::UnreadableRelease { seq, problem };
    let first = |problems: Vec<Problem>| {
        let told = problems.first().map(Problem::to_string);
        unreadable(told.unwrap_or_default())
    };
    let published: Option<Date> = published
        .map(|day| day.parse())
        .transpose()
        .map_err(|_| unreadable("its date is none".to_owned()))?;
    let release = read_release(&bytes).map_err(first)?.published_on(published);
    kept.releases = kept.releases.with(release.clone());
    let change = changes.iter().find(|change| change.seq == seq);
    let missing = || StoreError::Altered(format!("change {seq} is missing"));
    kept.loaded.push(LoadedRelease {
        release: kept.releases.like(&release).cloned().unwrap_or(release),
        file,
        change: change.cloned().ok_or_else(missing)?,
    });
    Ok(())
}

async fn add(
    session: &mut Session<'_>,
    seq: Sequence,
    file: &ReleaseFile,
) -> Result<(), StoreError> {
    on!(session, |connection| {
        sqlx::query(ADD_RELEASE)
            .bind(seq.cast_signed())
            .bind(file.name.as_str())
            .bind(file.release.published().map(|day| day.to_string()))
            .bind(file.bytes.as_slice())
            .execute(&mut **connection)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Restores the releases that stood before a change: withdraws what it loaded
/// and loads again what it withdrew.
pub(crate) async fn restore(door: &mut Door<'_>, undone: Sequence) -> Result<(), StoreError> {
    let undone = undone.cast_signed();
    let touched: i64 = on!(door.session(), |connection| sqlx::query_scalar(TOUCHED)
        .bind(undone)
        .fetch_one(connection)
        .await)?;
    if touched == 0 {
        return Ok(());
    }
    let seq = door.begin(touched.cast_unsigned()).await?.cast_signed();
    for statement in [REINSTATE, WITHDRAW] {
        on!(door.session(), |connection| {
            sqlx::query(statement)
                .bind(seq)
                .bind(undone)
                .execute(connection)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}
