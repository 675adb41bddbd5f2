//! Uploads: files kept until the person who sent them decides on their import.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::database::on;
use crate::{Store, StoreError};

/// How long an upload is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

pub(crate) const PUT: &str = "INSERT INTO upload (id, name, at, bytes) VALUES ($1, $2, $3, $4)";
pub(crate) const GET: &str = "SELECT name, at, bytes FROM upload WHERE id = $1";
pub(crate) const DELETE: &str = "DELETE FROM upload WHERE id = $1";
pub(crate) const EXPIRE: &str = "DELETE FROM upload WHERE at < $1";

/// A file that was uploaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    /// Its identifier.
    pub id: Uuid,
    /// The name that it was sent under.
    pub name: String,
    /// When it was sent.
    pub at: Timestamp,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Always three decimals, so that texts sort as times.
fn text(at: Timestamp) -> String {
    format!("{at:.3}")
}

impl Store {
    /// Keeps a file for a day, and takes away those that are older.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_upload(
        &self,
        name: &str,
        at: Timestamp,
        bytes: Vec<u8>,
    ) -> Result<Uuid, StoreError> {
        let id = Uuid::now_v7();
        let _turn = self.turn().await;
        let mut writing = self.database().begin().await?;
        on!(writing.session(), |connection| {
            let expired = text(at.saturating_sub(KEPT).unwrap_or(Timestamp::MIN));
            sqlx::query(EXPIRE)
                .bind(expired)
                .execute(&mut *connection)
                .await?;
            let query = sqlx::query(PUT)
                .bind(id)
                .bind(name)
                .bind(text(at))
                .bind(bytes);
            query.execute(connection).await.map(drop)
        })?;
        writing.commit().await?;
        Ok(id)
    }

    /// A file that was uploaded; nothing where there is none of the
    /// identifier, or no longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upload(&self, id: Uuid) -> Result<Option<Upload>, StoreError> {
        let mut reading = self.read().await?;
        let found: Option<(String, String, Vec<u8>)> = on!(reading.session(), |connection| {
            sqlx::query_as(GET)
                .bind(id)
                .fetch_optional(connection)
                .await
        })?;
        let Some((name, at, bytes)) = found else {
            return Ok(None);
        };
        let unreadable = |_| StoreError::Altered(format!("the time of upload {id} cannot be read"));
        let at = at.parse::<Timestamp>().map_err(unreadable)?;
        Ok(Some(Upload {
            id,
            name,
            at,
            bytes,
        }))
    }

    /// Takes an upload away.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_upload(&self, id: Uuid) -> Result<(), StoreError> {
        let _turn = self.turn().await;
        let mut writing = self.database().begin().await?;
        on!(writing.session(), |connection| {
            sqlx::query(DELETE)
                .bind(id)
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(writing.commit().await?)
    }
}
