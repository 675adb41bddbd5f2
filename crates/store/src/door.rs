//! The door: the only way by which records are written. It lets one change
//! pass at a time, checks it, writes it with its heading and commits both.

use std::sync::Arc;

use holdfast_workforce::id::{AuthorityId, RecordId};
use holdfast_workforce::record::Kind;
use holdfast_workforce::{Change, Finding, Seen, Sequence, Severity, Workforce};
use jiff::Timestamp;
use tokio::sync::OwnedMutexGuard;

use crate::database::{Session, Writing, on};
use crate::load::{self, Head};
use crate::log::{ChangeHeader, headers};
use crate::prepare::{Preview, prepare};
use crate::submission::{Conflict, Receipt, Submission, SubmitError};
use crate::{Store, StoreError, write};

pub(crate) const LAST: &str = "SELECT COALESCE(MAX(seq), 0) FROM change";

pub(crate) const ADD_CHANGE: &str = "INSERT INTO change (seq, at, actor, kind, title, note, undoes)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// The change that took a record away, or wrote it last.
pub(crate) const LAST_WRITER: &str = "SELECT COALESCE(MAX(until), MAX(since)) FROM version
    WHERE authority = $1 AND kind = $2 AND record = $3";

/// After a change to more authorities than this, their snapshots are not
/// kept: a nation at once would fill the memory.
const KEPT_SNAPSHOTS: usize = 4;

/// The heading of a change that is being made.
pub(crate) struct Heading {
    pub(crate) at: Timestamp,
    pub(crate) actor: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) note: Option<String>,
    pub(crate) undoes: Option<Sequence>,
}

/// Somebody in the door: a transaction that holds the turn to write.
pub(crate) struct Door<'s> {
    store: &'s Store,
    _turn: OwnedMutexGuard<()>,
    writing: Writing,
    heading: Heading,
    seq: Sequence,
    records: u64,
    findings: Vec<Finding>,
    made: Vec<Arc<Workforce>>,
}

/// Why somebody could not leave the door with a change made.
pub(crate) enum Turned {
    Refused(Vec<Finding>),
    Store(StoreError),
}

impl<'s> Door<'s> {
    /// Waits for the turn to write.
    pub(crate) async fn enter(store: &'s Store, heading: Heading) -> Result<Self, StoreError> {
        let turn = store.turn().await;
        let mut writing = store.database().take_turn().await?;
        let last: i64 = on!(writing.session(), |connection| {
            sqlx::query_scalar(LAST).fetch_one(connection).await
        })?;
        Ok(Self {
            store,
            _turn: turn,
            writing,
            heading,
            seq: last.cast_unsigned() + 1,
            records: 0,
            findings: Vec::new(),
            made: Vec::new(),
        })
    }

    pub(crate) fn session(&mut self) -> Session<'_> {
        self.writing.session()
    }

    /// The records of an authority as they stand, and nobody changes them now.
    pub(crate) async fn before(&mut self, id: AuthorityId) -> Result<Arc<Workforce>, StoreError> {
        let known = self.store.known(id);
        let session = &mut self.writing.session();
        match load::head(session, id).await? {
            Some(head) => load::snapshot(session, id, head, known).await,
            None => Ok(Arc::new(Workforce::empty(id))),
        }
    }

    /// Checks the changes to one authority, and writes them unless an error
    /// was found in this or an earlier one.
    pub(crate) async fn pass(
        &mut self,
        before: Arc<Workforce>,
        changes: Vec<Change>,
    ) -> Result<(), StoreError> {
        let authorities = load::authorities(&mut self.writing.session()).await?;
        let preview = prepare(before, changes, self.seq, &authorities);
        self.findings.extend(preview.findings);
        if preview.changes.is_empty() || self.is_refused() {
            return Ok(());
        }
        let head = self.key(preview.before.id()).await?;
        self.begin(preview.changes.len() as u64).await?;
        let session = &mut self.writing.session();
        write::write(
            session,
            head.key,
            self.seq,
            &preview.before,
            &preview.changes,
        )
        .await?;
        self.made.push(preview.after);
        if self.made.len() > KEPT_SNAPSHOTS {
            self.made.clear();
        }
        Ok(())
    }

    fn is_refused(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    async fn key(&mut self, id: AuthorityId) -> Result<Head, StoreError> {
        let session = &mut self.writing.session();
        if let Some(head) = load::head(session, id).await? {
            return Ok(head);
        }
        write::add_authority(session, id).await?;
        let missing = || StoreError::Altered(format!("authority {id} was not kept"));
        load::head(session, id).await?.ok_or_else(missing)
    }

    /// Says that so many records are about to be written; gives the number of
    /// the change, whose heading stands now.
    pub(crate) async fn begin(&mut self, records: u64) -> Result<Sequence, StoreError> {
        if self.records == 0 {
            self.write_heading().await?;
        }
        self.records += records;
        Ok(self.seq)
    }

    async fn write_heading(&mut self) -> Result<(), StoreError> {
        let heading = &self.heading;
        on!(self.writing.session(), |connection| {
            sqlx::query(ADD_CHANGE)
                .bind(self.seq.cast_signed())
                .bind(format!("{:.3}", heading.at))
                .bind(heading.actor.as_str())
                .bind(heading.kind.as_str())
                .bind(heading.title.as_str())
                .bind(heading.note.as_deref())
                .bind(heading.undoes.map(u64::cast_signed))
                .execute(connection)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Commits the change, unless it is refused or there is nothing to change.
    pub(crate) async fn leave(self) -> Result<Receipt, Turned> {
        if self.is_refused() {
            let mut findings = self.findings;
            findings.sort_by_key(|finding| finding.severity);
            return Err(Turned::Refused(findings));
        }
        let seq = (self.records > 0).then_some(self.seq);
        if seq.is_some() {
            self.writing
                .commit()
                .await
                .map_err(|error| Turned::Store(error.into()))?;
        }
        self.store.keep(self.made);
        Ok(Receipt {
            seq,
            records: self.records,
            warnings: self.findings,
        })
    }
}

impl Store {
    /// Makes a change: `plan` is given the records of each authority in turn,
    /// as nobody can change them meanwhile, and says what to write.
    ///
    /// All authorities are changed, or none; where one is refused, the others
    /// are still checked, so that all problems are known at once.
    ///
    /// # Errors
    /// When the plan gives up, an expected record was written since, the
    /// checks find errors, or the database fails. Nothing was written then.
    pub async fn submit<E>(
        &self,
        submission: Submission,
        mut plan: impl FnMut(&Workforce) -> Result<Vec<Change>, E>,
    ) -> Result<Receipt, SubmitError<E>> {
        let Submission {
            actor,
            kind,
            title,
            note,
            at,
            authorities,
            expects,
        } = submission;
        let heading = Heading {
            at,
            actor,
            kind,
            title,
            note,
            undoes: None,
        };
        let mut door = Door::enter(self, heading).await?;
        for id in only_expected(&authorities, &expects) {
            let before = door.before(id).await?;
            expect(&mut door.session(), &before, &expects).await?;
        }
        for id in each_once(authorities) {
            let before = door.before(id).await?;
            expect(&mut door.session(), &before, &expects).await?;
            let changes = plan(&before).map_err(SubmitError::Plan)?;
            door.pass(before, changes).await?;
        }
        door.leave().await.map_err(|turned| match turned {
            Turned::Refused(findings) => SubmitError::Refused(findings),
            Turned::Store(error) => SubmitError::Store(error),
        })
    }

    /// Does everything that [`Store::submit`] does to one authority, but writes
    /// nothing and stops nobody from writing. Findings are in the preview, not an error.
    ///
    /// # Errors
    /// When the plan gives up, an expected record was written since, or the
    /// database fails.
    pub async fn preview<E>(
        &self,
        authority: AuthorityId,
        expects: &[Seen],
        plan: impl FnOnce(&Workforce) -> Result<Vec<Change>, E>,
    ) -> Result<Preview, SubmitError<E>> {
        let before = self.workforce(authority).await?;
        let authorities = self.authorities().await?;
        let expects: Vec<_> = expects.iter().map(|seen| (authority, *seen)).collect();
        let mut reading = self.read().await?;
        expect(&mut reading.session(), &before, &expects).await?;
        let changes = plan(&before).map_err(SubmitError::Plan)?;
        let seq = before.as_of() + 1;
        Ok(prepare(before, changes, seq, &authorities))
    }
}

fn each_once(mut authorities: Vec<AuthorityId>) -> Vec<AuthorityId> {
    let mut seen = std::collections::HashSet::new();
    authorities.retain(|id| seen.insert(*id));
    authorities
}

/// The authorities that the change relies on but does not touch.
fn only_expected(authorities: &[AuthorityId], expects: &[(AuthorityId, Seen)]) -> Vec<AuthorityId> {
    let expected = expects.iter().map(|(id, _)| *id);
    each_once(expected.filter(|id| !authorities.contains(id)).collect())
}

/// Refuses when a record of the authority is no longer as it was seen.
async fn expect<E>(
    session: &mut Session<'_>,
    before: &Workforce,
    expects: &[(AuthorityId, Seen)],
) -> Result<(), SubmitError<E>> {
    let mut ours = expects
        .iter()
        .filter(|(id, _)| *id == before.id())
        .map(|(_, seen)| seen);
    let Some(Seen { kind, id, .. }) = ours.find(|seen| !seen.holds(before)).copied() else {
        return Ok(());
    };
    let change = last_writer(session, before.id(), (kind, id)).await?;
    Err(SubmitError::Conflict(Box::new(Conflict {
        authority: before.id(),
        kind,
        id,
        change,
    })))
}

async fn last_writer(
    session: &mut Session<'_>,
    authority: AuthorityId,
    (kind, id): (Kind, RecordId),
) -> Result<Option<ChangeHeader>, StoreError> {
    let Some(head) = load::head(session, authority).await? else {
        return Ok(None);
    };
    let seq: Option<i64> = on!(session, |connection| {
        let query = sqlx::query_scalar(LAST_WRITER)
            .bind(head.key)
            .bind(kind.number());
        query.bind(id.0).fetch_one(&mut **connection).await
    })?;
    let Some(seq) = seq else { return Ok(None) };
    Ok(headers(session, &[seq.cast_unsigned()]).await?.pop())
}
