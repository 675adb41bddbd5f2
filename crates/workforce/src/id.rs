//! Identifiers: one type for each kind of record, so that they cannot be swapped.

use std::fmt;

use uuid::Uuid;

/// Gives identifiers to new records. The core has no clock and no random
/// source of its own, so whoever makes records brings one.
pub trait IdSource {
    /// An identifier that was never given before.
    fn next_id(&mut self) -> Uuid;
}

/// Gives identifiers by counting: for packages that are read without a
/// database, and for tests. The same order of calls gives the same ids.
#[derive(Debug, Default)]
pub struct CountingIds(u64);

impl IdSource for CountingIds {
    fn next_id(&mut self) -> Uuid {
        self.0 += 1;
        // The version and variant bits of UUIDv7, with the count as the time.
        let count = u128::from(self.0);
        Uuid::from_u128((count << 80) | (0x7u128 << 76) | (0x2u128 << 62))
    }
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The next identifier of a source.
            pub fn next(ids: &mut dyn IdSource) -> Self { Self(ids.next_id()) }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(formatter) }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> { text.parse().map(Self) }
        }

        impl From<$name> for RecordId {
            fn from(id: $name) -> Self { RecordId(id.0) }
        }

        impl From<RecordId> for $name {
            fn from(id: RecordId) -> Self { Self(id.0) }
        }
    )+};
}

/// Identifies a record of any kind.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct RecordId(pub Uuid);

impl fmt::Display for RecordId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::str::FromStr for RecordId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}

ids! {
    /// Identifies an authority.
    AuthorityId;
    /// Identifies a team.
    TeamId;
    /// Identifies a role.
    RoleId;
    /// Identifies a post.
    PostId;
    /// Identifies a person.
    PersonId;
    /// Identifies an engagement.
    EngagementId;
    /// Identifies an assignment.
    AssignmentId;
    /// Identifies a line of pay.
    PayId;
    /// Identifies an absence.
    AbsenceId;
    /// Identifies a caseload figure.
    CaseloadId;
    /// Identifies a stated position.
    StatedPositionId;
    /// Identifies an indicator.
    IndicatorId;
    /// Identifies a mapping profile.
    ProfileId;
    /// Identifies a scorecard.
    ScorecardId;
    /// Identifies a publication.
    PublicationId;
    /// Identifies a return.
    ReturnId;
    /// Identifies a scenario.
    ScenarioId;
    /// Identifies a board.
    BoardId;
    /// Identifies an item of the strategy.
    StrategyItemId;
    /// Identifies a request of a member.
    MemberRequestId;
    /// Identifies a pledge.
    PledgeId;
    /// Identifies an acknowledgement.
    AcknowledgementId;
    /// Identifies a practice audit.
    PracticeAuditId;
    /// Identifies a paper.
    PaperId;
    /// Identifies a published paper.
    PublishedPaperId;
}
