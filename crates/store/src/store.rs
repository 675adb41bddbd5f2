//! The store: an open database, and the snapshots read from it.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use holdfast_workforce::id::AuthorityId;
use holdfast_workforce::record::{Authority, Kind};
use holdfast_workforce::{Sequence, Workforce};
use tokio::sync::OwnedMutexGuard;

use crate::database::{Database, Reading};
use crate::load::Head;
use crate::migration::{MigrationError, migrate};
use crate::release::Kept;
use crate::{DatabaseUrl, StoreError, load, probe};

/// How many records the kept snapshots may hold together; some hundred bytes each.
const KEPT_RECORDS: usize = 2_500_000;

/// An open database. Clones share its connections and its snapshots.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    url: DatabaseUrl,
    database: Database,
    /// Whoever holds it may write. Writers of this program queue here, where
    /// it is fair, rather than in the database.
    turn: Arc<tokio::sync::Mutex<()>>,
    /// Whoever holds it may load a whole authority, so that two do not load the same.
    loading: tokio::sync::Mutex<()>,
    snapshots: Mutex<Snapshots>,
    releases: Mutex<Option<Arc<Kept>>>,
}

/// The snapshots that are kept, with the time of their last use.
#[derive(Default)]
struct Snapshots {
    kept: HashMap<AuthorityId, (Arc<Workforce>, u64)>,
    uses: u64,
}

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A newer version of the program has used the database.
    #[error(
        "the database {database} was written by a newer version of Holdfast (its tables are at step {found}, this version knows {known}); use that version or a newer one"
    )]
    Newer {
        /// The database.
        database: String,
        /// The step of its tables.
        found: i64,
        /// The last step that this version knows.
        known: i64,
    },
    /// The file is something else.
    #[error("{0} is not a Holdfast database; name another file. It was left as it is")]
    NotOurs(String),
    /// The folder of the file is not there.
    #[error("the folder of {0} does not exist; make it, or name another file")]
    NoFolder(String),
    /// The database cannot be reached.
    #[error("the database {database} cannot be opened; {advice}")]
    Unreachable {
        /// The database.
        database: String,
        /// What to do.
        advice: &'static str,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
}

impl OpenError {
    pub(crate) fn unreachable(url: &DatabaseUrl, source: sqlx::Error) -> Self {
        let advice = match url {
            DatabaseUrl::Sqlite(_) => {
                "see that you may write to the file and its folder, that the disk is local, and that it is not full"
            }
            DatabaseUrl::Postgres(_) => {
                "see that the server is running and that user, password and database are right"
            }
        };
        Self::Unreachable {
            database: url.to_string(),
            advice,
            source,
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Store({})", self.0.url)
    }
}

impl Store {
    /// Opens a database. A file that is not there is made; tables are made or
    /// brought up to date.
    ///
    /// # Errors
    /// When it cannot be reached, is something else, or is newer than this program.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, OpenError> {
        let unreachable = |source| OpenError::unreachable(url, source);
        let database = match url {
            DatabaseUrl::Sqlite(path) => {
                probe::require_ours_or_new(url, path).await?;
                Database::sqlite(path).await.map_err(unreachable)?
            }
            DatabaseUrl::Postgres(options) => Database::postgres((**options).clone())
                .await
                .map_err(unreachable)?,
        };
        migrate(&database).await.map_err(|error| match error {
            MigrationError::Database(source) => unreachable(source),
            MigrationError::Newer(found) => probe::newer(url, found),
        })?;
        tracing::debug!(database = %url, "opened");
        Ok(Self(Arc::new(Inner {
            url: url.clone(),
            database,
            turn: Arc::default(),
            loading: tokio::sync::Mutex::default(),
            snapshots: Mutex::default(),
            releases: Mutex::default(),
        })))
    }

    /// The address that the store was opened at.
    pub fn url(&self) -> &DatabaseUrl {
        &self.0.url
    }

    /// Closes the database for all clones, once what is under way has ended.
    pub async fn close(&self) {
        self.0.database.close().await;
    }

    /// The authorities of the database, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn authorities(&self) -> Result<Vec<Authority>, StoreError> {
        load::authorities(&mut self.read().await?.session()).await
    }

    /// Everything that is known of an authority now, whoever wrote it last;
    /// an empty snapshot where nothing is known.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workforce(&self, id: AuthorityId) -> Result<Arc<Workforce>, StoreError> {
        let mut reading = self.read().await?;
        let session = &mut reading.session();
        let Some(head) = load::head(session, id).await? else {
            return Ok(Arc::new(Workforce::empty(id)));
        };
        if let Some(known) = self.known(id)
            && known.as_of() == head.seq
        {
            return Ok(known);
        }
        let _loading = self.0.loading.lock().await;
        let head = load::head(session, id).await?.unwrap_or(head);
        let fresh = load::snapshot(session, id, head, self.known(id)).await?;
        self.keep([fresh.clone()]);
        Ok(fresh)
    }

    /// Everything that was known of an authority after a change, as it was
    /// then; what stood before its first change is an empty snapshot.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workforce_as_of(
        &self,
        id: AuthorityId,
        seq: Sequence,
    ) -> Result<Workforce, StoreError> {
        let mut reading = self.read().await?;
        let session = &mut reading.session();
        match load::head(session, id).await? {
            Some(head) => load::snapshot_as_of(session, id, Head { seq, ..head }).await,
            None => Ok(Workforce::empty(id)),
        }
    }

    pub(crate) fn database(&self) -> &Database {
        &self.0.database
    }

    pub(crate) async fn read(&self) -> Result<Reading, StoreError> {
        Ok(self.0.database.read().await?)
    }

    pub(crate) async fn turn(&self) -> OwnedMutexGuard<()> {
        self.0.turn.clone().lock_owned().await
    }

    /// The last snapshot read of an authority; it may be old.
    pub(crate) fn known(&self, id: AuthorityId) -> Option<Arc<Workforce>> {
        self.snapshots().known(id)
    }

    /// Keeps snapshots for the next reader.
    pub(crate) fn keep(&self, fresh: impl IntoIterator<Item = Arc<Workforce>>) {
        let mut snapshots = self.snapshots();
        fresh
            .into_iter()
            .for_each(|workforce| snapshots.keep(workforce));
    }

    /// The releases as they were last read; they may be old.
    pub(crate) fn known_releases(&self) -> Option<Arc<Kept>> {
        let known = self.0.releases.lock();
        known.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps the releases for the next reader.
    pub(crate) fn keep_releases(&self, fresh: Arc<Kept>) {
        let known = self.0.releases.lock();
        *known.unwrap_or_else(PoisonError::into_inner) = Some(fresh);
    }

    fn snapshots(&self) -> std::sync::MutexGuard<'_, Snapshots> {
        // Snapshots are swapped whole, so one left by a panic is still whole.
        self.0
            .snapshots
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Snapshots {
    fn known(&mut self, id: AuthorityId) -> Option<Arc<Workforce>> {
        self.uses += 1;
        let (workforce, used) = self.kept.get_mut(&id)?;
        *used = self.uses;
        Some(workforce.clone())
    }

    fn keep(&mut self, workforce: Arc<Workforce>) {
        self.uses += 1;
        let uses = self.uses;
        let kept = self
            .kept
            .entry(workforce.id())
            .or_insert_with(|| (workforce.clone(), uses));
        // A slow reader does not put an older snapshot over a newer one.
        if kept.0.as_of() <= workforce.as_of() {
            *kept = (workforce, uses);
        }
        while self.kept.len() > 1 && self.records() > KEPT_RECORDS {
            self.forget_least_used();
        }
    }

    fn records(&self) -> usize {
        let count = |workforce: &Workforce| {
            Kind::ALL
                .iter()
                .map(|kind| workforce.count(*kind))
                .sum::<usize>()
        };
        self.kept
            .values()
            .map(|(workforce, _)| count(workforce))
            .sum()
    }

    fn forget_least_used(&mut self) {
        let least = self
            .kept
            .iter()
            .min_by_key(|(_, (_, used))| *used)
            .map(|(id, _)| *id);
        if let Some(id) = least {
            self.kept.remove(&id);
        }
    }
}
