//! Undoing a change: what stood before it is written again, as a new change.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use holdfast_workforce::id::{AuthorityId, RecordId};
use holdfast_workforce::record::Kind;
use holdfast_workforce::{Change, Finding, Sequence, Workforce};
use jiff::Timestamp;
use uuid::Uuid;

use crate::database::{Session, on};
use crate::door::{Door, Heading, Turned};
use crate::log::{ChangeEntry, ChangeHeader, all_entries, headers};
use crate::submission::{Receipt, summary};
use crate::{Store, StoreError, release};

/// The authorities that a change reached.
pub(crate) const REACHED: &str = "SELECT authority.key, authority.id
    FROM reach JOIN authority ON authority.key = reach.authority
    WHERE reach.seq = $1 ORDER BY authority.key";

/// The changes after `$1` that wrote or took away a record which `$1` wrote,
/// or made one again which `$1` took away; releases likewise.
pub(crate) const LATER_WRITERS: &str =
    "SELECT until FROM version WHERE since = $1 AND until IS NOT NULL
    UNION
    SELECT later.since FROM version AS ended
    JOIN version AS later ON later.authority = ended.authority AND later.kind = ended.kind
        AND later.record = ended.record AND later.since > $1
    WHERE ended.until = $1
    UNION
    SELECT until FROM reference_release WHERE since = $1 AND until IS NOT NULL
    UNION
    SELECT later.since FROM reference_release AS ended
    JOIN reference_release AS later ON later.bytes = ended.bytes AND later.since > $1
    WHERE ended.until = $1";

/// Which change is to be undone, by whom and when.
#[derive(Clone, Debug)]
pub struct Undo {
    /// The change.
    pub seq: Sequence,
    /// Who undoes it.
    pub actor: String,
    /// When it is undone.
    pub at: Timestamp,
}

/// A later change that has to be undone first.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// It wrote some of the same records.
    Rewrote(ChangeHeader),
    /// It wrote records that refer to ones which would be taken away.
    RefersTo(ChangeHeader),
}

impl Obstacle {
    /// The later change.
    pub fn change(&self) -> &ChangeHeader {
        match self {
            Self::Rewrote(change) | Self::RefersTo(change) => change,
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let change = self.change();
        let deed = match self {
            Self::Rewrote(_) => "wrote some of the same records",
            Self::RefersTo(_) => "wrote records that need those which would be taken away",
        };
        let (seq, title, actor, at) = (change.seq, &change.title, &change.actor, change.when());
        write!(
            formatter,
            "change {seq} (\u{201c}{title}\u{201d}, by {actor} at {at}) {deed}"
        )
    }
}

/// Why a change was not undone. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is no change of that number.
    #[error("there is no change {0}; see the list of changes for its number")]
    NoSuchChange(Sequence),
    /// It was undone before, and not made again since.
    #[error(
        "change {seq} was undone already, by {} at {}; to make it again, undo change {}",
        by.actor, by.when(), by.seq
    )]
    AlreadyUndone {
        /// The change that was to be undone.
        seq: Sequence,
        /// The change that undid it.
        by: Box<ChangeHeader>,
    },
    /// Later changes depend on it.
    #[error("change {seq} cannot be undone, because {}; undo what came later first, newest first", list(.by))]
    Blocked {
        /// The change that was to be undone.
        seq: Sequence,
        /// The later changes, newest first.
        by: Vec<Obstacle>,
    },
    /// What stood before does not pass the checks.
    #[error("{}", summary(.0))]
    Refused(Vec<Finding>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn list(obstacles: &[Obstacle]) -> String {
    const NAMED: usize = 5;
    let named: Vec<_> = obstacles
        .iter()
        .take(NAMED)
        .map(Obstacle::to_string)
        .collect();
    match obstacles.len().saturating_sub(NAMED) {
        0 => named.join(", and "),
        more => format!("{}, and {more} more stand in the way", named.join(", ")),
    }
}

impl Store {
    /// Restores exactly what stood before a change, for every record that it
    /// wrote, as a new change. Undoing that one makes the first change again.
    ///
    /// # Errors
    /// When there is no such change, later changes depend on it, the checks
    /// find errors, or the database fails. Nothing was written then.
    pub async fn undo(&self, undo: Undo) -> Result<Receipt, UndoError> {
        let seq = undo.seq;
        let change = self.undoable(seq).await?;
        let heading = Heading {
            at: undo.at,
            actor: undo.actor,
            kind: "undo".into(),
            title: title(&change.title),
            note: None,
            undoes: Some(seq),
        };
        let mut door = Door::enter(self, heading).await?;
        let rewriters = later_writers(&mut door.session(), seq).await?;
        let mut obstacles: Vec<_> = rewriters.into_iter().map(Obstacle::Rewrote).collect();
        for (key, authority) in reached(&mut door.session(), seq).await? {
            let before = door.before(authority).await?;
            let entries = all_entries(&mut door.session(), seq, key, authority).await?;
            let named = headers(&mut door.session(), &dependants(&before, &entries)).await?;
            obstacles.extend(named.into_iter().map(Obstacle::RefersTo));
            if obstacles.is_empty() {
                door.pass(before, entries.into_iter().map(restored).collect())
                    .await?;
            }
        }
        if !obstacles.is_empty() {
            return Err(UndoError::Blocked {
                seq,
                by: in_order(obstacles),
            });
        }
        release::restore(&mut door, seq).await?;
        door.leave().await.map_err(|turned| match turned {
            Turned::Refused(findings) => UndoError::Refused(findings),
            Turned::Store(error) => UndoError::Store(error),
        })
    }

    /// The change, unless there is none or it is undone already.
    async fn undoable(&self, seq: Sequence) -> Result<ChangeHeader, UndoError> {
        let change = self
            .change(seq)
            .await?
            .ok_or(UndoError::NoSuchChange(seq))?;
        let undoing = match change.undone_by {
            Some(undoing) => self.change(undoing).await?,
            None => None,
        };
        match undoing {
            Some(by) if by.undone_by.is_none() => Err(UndoError::AlreadyUndone {
                seq,
                by: Box::new(by),
            }),
            _ => Ok(change),
        }
    }
}

/// Undoing an undo is called what it is.
fn title(undone: &str) -> String {
    match (undone.strip_prefix("Undo: "), undone.strip_prefix("Redo: ")) {
        (Some(first), _) => format!("Redo: {first}"),
        (_, Some(first)) => format!("Undo: {first}"),
        _ => format!("Undo: {undone}"),
    }
}

fn restored(entry: ChangeEntry) -> Change {
    entry
        .before
        .map_or(Change::Remove(entry.kind, entry.id), Change::Put)
}

/// Newest first, each change once.
fn in_order(obstacles: Vec<Obstacle>) -> Vec<Obstacle> {
    let by_seq = obstacles
        .into_iter()
        .rev()
        .map(|obstacle| (obstacle.change().seq, obstacle));
    by_seq
        .collect::<BTreeMap<_, _>>()
        .into_values()
        .rev()
        .collect()
}

async fn later_writers(
    session: &mut Session<'_>,
    seq: Sequence,
) -> Result<Vec<ChangeHeader>, StoreError> {
    let later: Vec<i64> = on!(session, |connection| {
        let query = sqlx::query_scalar(LATER_WRITERS).bind(seq.cast_signed());
        query.fetch_all(&mut **connection).await
    })?;
    headers(
        session,
        &later
            .into_iter()
            .map(i64::cast_unsigned)
            .collect::<Vec<_>>(),
    )
    .await
}

async fn reached(
    session: &mut Session<'_>,
    seq: Sequence,
) -> Result<Vec<(i32, AuthorityId)>, StoreError> {
    let rows: Vec<(i32, Uuid)> = on!(session, |connection| {
        let query = sqlx::query_as(REACHED).bind(seq.cast_signed());
        query.fetch_all(&mut **connection).await
    })?;
    Ok(rows
        .into_iter()
        .map(|(key, id)| (key, AuthorityId(id)))
        .collect())
}

/// The changes that wrote records which refer to ones that would be taken
/// away, and would themselves stay as they are.
fn dependants(before: &Workforce, entries: &[ChangeEntry]) -> Vec<Sequence> {
    let restored: BTreeSet<(Kind, RecordId)> =
        entries.iter().map(|entry| (entry.kind, entry.id)).collect();
    let vanishing = entries.iter().filter(|entry| entry.before.is_none());
    let linking = vanishing.flat_map(|entry| before.linking(entry.id));
    let staying = linking.filter(|subject| !restored.contains(subject));
    let writers: BTreeSet<_> = staying
        .filter_map(|(kind, id)| before.since(kind, id))
        .collect();
    writers.into_iter().collect()
}
