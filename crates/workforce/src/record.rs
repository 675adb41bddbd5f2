//! The records: the dated facts that a council keeps about its social work staff.
//!
//! Records refer to each other by identifier. Where the council has a number
//! of its own for a thing (a payroll number, a post number), the record keeps
//! it as its `reference`; references are unique within their kind.

mod kept;
mod strategy;

pub use kept::{
    Agreement, Paper, Profile, Publication, PublishedPaper, Return, Scenario, Scorecard,
};
pub use strategy::{Acknowledgement, Board, MemberRequest, Pledge, PracticeAudit, StrategyItem};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::amount::{Days, Fte, Hours, Money, Weeks};
use crate::codes::{
    AbsenceKind, AgencyJobType, Contract, CountUnit, CoverReason, Destination, Ethnicity, Funding,
    Holding, LeavingReason, OrganisationRole, Origin, PayElement, QualificationLevel, Route,
    Service, Sex, Standing, StatedCategory,
};
use crate::date::Spell;
use crate::id::{
    AbsenceId, AssignmentId, AuthorityId, CaseloadId, EngagementId, IndicatorId, PayId, PersonId,
    PostId, RecordId, RoleId, StatedPositionId, TeamId,
};

/// An authority: the council, or the trust that serves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Authority {
    /// Its identifier.
    pub id: AuthorityId,
    /// The DfE's three-digit number, or any short name of the council's own.
    pub reference: String,
    /// The council's name.
    pub name: String,
    /// Hours of a full-time week, usually 37.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_week: Option<Hours>,
    /// The first day for which the records are complete. Before it, only
    /// stated positions answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records_from: Option<Date>,
    /// The first day for which it is known who was employed, where that is
    /// before the records are complete: starters and leavers of a year need no
    /// more, vacancies and agency workers do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employment_from: Option<Date>,
}

impl Authority {
    /// The first day for which it is known who was employed; nothing where no
    /// day is stated.
    pub fn employment_known_from(&self) -> Option<Date> {
        self.employment_from
            .into_iter()
            .chain(self.records_from)
            .min()
    }
}

/// A team, or a group of teams: teams form a tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Team {
    /// Its identifier.
    pub id: TeamId,
    /// The council's own code for it.
    pub reference: String,
    /// Its name.
    pub name: String,
    /// The team above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TeamId>,
    /// The service it belongs to.
    pub service: Service,
    /// When it exists; nothing means always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spell: Option<Spell>,
}

/// A role: what a post is for, and how the official sets count it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Its identifier.
    pub id: RoleId,
    /// The council's own code for it.
    pub reference: String,
    /// Its name, such as `Senior Social Worker`.
    pub name: String,
    /// The role in the workforce return, where it is one of those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_role: Option<OrganisationRole>,
    /// The job type of the national agency rules, where it is one of those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency_job_type: Option<AgencyJobType>,
    /// Whether the holder must be registered with Social Work England.
    pub registered: bool,
    /// The place in lists; lower comes first.
    #[serde(default)]
    pub order: u32,
}

/// A post: a place in the structure, budgeted or outside the establishment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// Its identifier.
    pub id: PostId,
    /// The council's own post number.
    pub reference: String,
    /// What was true of the post from when to when, in order and without overlap.
    pub terms: Vec<PostTerms>,
}

/// What is true of a post for a spell of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostTerms {
    /// When this is true.
    #[serde(flatten)]
    pub spell: Spell,
    /// The title of the post, where it differs from the role's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The team.
    pub team: TeamId,
    /// The role.
    pub role: RoleId,
    /// The FTE that the post stands for.
    pub fte: Fte,
    /// Who pays for it.
    pub funding: Funding,
    /// Whether it counts in the establishment.
    pub standing: Standing,
    /// When a post outside the establishment is expected to move into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversion: Option<Date>,
    /// The grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// The budget code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_code: Option<String>,
    /// Why the post may be held beyond its FTE, where that was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over_reason: Option<String>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Their identifier.
    pub id: PersonId,
    /// The council's own number for them.
    pub reference: String,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// Sex, as the workforce return asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Ethnicity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<Ethnicity>,
    /// The Social Work England number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<String>,
    /// When first registered as a social worker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_on: Option<Date>,
    /// When qualified as a social worker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualified_on: Option<Date>,
    /// The level of the qualification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification: Option<QualificationLevel>,
    /// The route into social work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<Route>,
}

/// An engagement: a person's spell with the council on one footing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Engagement {
    /// Its identifier.
    pub id: EngagementId,
    /// The council's own number for it.
    pub reference: String,
    /// The person.
    pub person: PersonId,
    /// The footing.
    pub contract: Contract,
    /// From the first to the last day with the council.
    #[serde(flatten)]
    pub spell: Spell,
    /// What the person did before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Why the person left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<LeavingReason>,
    /// Where the person went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<Destination>,
    /// The agency, for an agency worker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The length of an agency worker's contract, where it was stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_weeks: Option<Weeks>,
}

/// An assignment: an engagement in a post, with FTE and dates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// Its identifier.
    pub id: AssignmentId,
    /// The council's own number for it.
    pub reference: String,
    /// The engagement.
    pub engagement: EngagementId,
    /// The post.
    pub post: PostId,
    /// From the first to the last day in the post.
    #[serde(flatten)]
    pub spell: Spell,
    /// The FTE that the person works in the post.
    pub fte: Fte,
    /// How the person holds the post.
    pub holding: Holding,
    /// Why the post is covered, for anybody who is not its holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<CoverReason>,
    /// Why more than the rules allow was agreed: above 1.0 FTE in all, or
    /// above the post's FTE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over_reason: Option<String>,
}

/// A line of pay or of agency charge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pay {
    /// Its identifier.
    pub id: PayId,
    /// The engagement that is paid.
    pub engagement: EngagementId,
    /// What the payment is for, and by that its unit.
    pub element: PayElement,
    /// From the first to the last day that it is paid.
    #[serde(flatten)]
    pub spell: Spell,
    /// The amount in pounds.
    pub amount: Money,
}

/// An absence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Absence {
    /// Its identifier.
    pub id: AbsenceId,
    /// The engagement of the person who is absent.
    pub engagement: EngagementId,
    /// The assignment that the person is away from; nothing means all of the
    /// engagement's assignments as a holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment: Option<AssignmentId>,
    /// Why.
    pub kind: AbsenceKind,
    /// From the first to the last day of absence.
    #[serde(flatten)]
    pub spell: Spell,
    /// Working days lost, where they are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<Days>,
}

/// How many cases a person held at a month's end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Caseload {
    /// Its identifier.
    pub id: CaseloadId,
    /// The person.
    pub person: PersonId,
    /// The last day of the month.
    pub on: Date,
    /// Cases held.
    pub cases: u32,
}

/// A count stated by a paper or an older system, for a time before the
/// records begin.
///
/// A row without a role counts all roles together. Where rows by role stand
/// beside it, it is the total that the source states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedPosition {
    /// Its identifier.
    pub id: StatedPositionId,
    /// The date of the count.
    pub on: Date,
    /// The service.
    pub service: Service,
    /// The team; nothing means all teams together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The role; nothing means all roles together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleId>,
    /// What is counted.
    pub category: StatedCategory,
    /// What it is counted in.
    pub unit: CountUnit,
    /// The count.
    pub value: Fte,
    /// Where it was stated.
    pub source: String,
}

/// A figure that was published earlier, kept as it was published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Its identifier.
    pub id: IndicatorId,
    /// What it measures, in the source's own terms.
    pub measure: String,
    /// The date or period, as the source names it.
    pub period: String,
    /// The area: the authority's own number, `England`, a region, or another's number.
    pub area: String,
    /// The value as printed.
    pub value: String,
    /// The unit as printed.
    pub unit: String,
    /// Where it was published.
    pub source: String,
    /// Anything that a reader has to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

macro_rules! records {
    ($($(#[doc = $doc:literal])* $kind:ident, $name:literal, $plural:literal;)+) => {
        /// The kinds of records. The number is kept in stores: never renumber.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[repr(i16)]
        pub enum Kind { $($(#[doc = $doc])* $kind,)+ }

        impl Kind {
            /// Every kind; a record refers only to kinds before its own, or to its own.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind,)+];
            /// What one record of the kind is called.
            pub const fn name(self) -> &'static str { match self { $(Kind::$kind => $name,)+ } }
            /// What several records of the kind are called.
            pub const fn plural(self) -> &'static str { match self { $(Kind::$kind => $plural,)+ } }
            /// The number that stores keep.
            pub const fn number(self) -> i16 { self as i16 }
            /// The kind of a number from a store.
            pub fn from_number(number: i16) -> Option<Self> {
                usize::try_from(number).ok().and_then(|index| Self::ALL.get(index).copied())
            }
            /// Reads a record of the kind from its JSON text.
            ///
            /// # Errors
            /// When the text is not a record of this kind.
            pub fn read(self, json: &str) -> Result<Record, serde_json::Error> {
                Ok(match self { $(Kind::$kind => Record::$kind(serde_json::from_str(json)?),)+ })
            }
        }

        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record { $($(#[doc = $doc])* $kind($kind),)+ }

        impl Record {
            /// The kind of the record.
            pub const fn kind(&self) -> Kind { match self { $(Record::$kind(_) => Kind::$kind,)+ } }
            /// The identifier of the record.
            pub fn id(&self) -> RecordId { match self { $(Record::$kind(record) => record.id.into(),)+ } }
            /// Writes the record as JSON.
            pub fn json(&self) -> String {
                // Records hold strings, numbers and dates only: they always write.
                let written = match self { $(Record::$kind(record) => serde_json::to_string(record),)+ };
                written.unwrap_or_default()
            }
        }

        $(impl From<$kind> for Record {
            fn from(record: $kind) -> Self { Record::$kind(record) }
        })+
    };
}

records! {
    /// An authority.
    Authority, "authority", "authorities";
    /// A team.
    Team, "team", "teams";
    /// A role.
    Role, "role", "roles";
    /// A post.
    Post, "post", "posts";
    /// A person.
    Person, "person", "people";
    /// An engagement.
    Engagement, "engagement", "engagements";
    /// An assignment.
    Assignment, "assignment", "assignments";
    /// A line of pay.
    Pay, "line of pay", "lines of pay";
    /// An absence.
    Absence, "absence", "absences";
    /// A caseload figure.
    Caseload, "caseload figure", "caseload figures";
    /// A stated position.
    StatedPosition, "stated position", "stated positions";
    /// An indicator.
    Indicator, "published figure", "published figures";
    /// A mapping profile.
    Profile, "mapping profile", "mapping profiles";
    /// A scorecard.
    Scorecard, "scorecard", "scorecards";
    /// A publication.
    Publication, "publication", "publications";
    /// What is said in a return.
    Return, "return", "returns";
    /// A scenario of the workforce plan.
    Scenario, "scenario", "scenarios";
    /// A board.
    Board, "board", "boards";
    /// An item of the strategy.
    StrategyItem, "strategy item", "strategy items";
    /// A request of a member.
    MemberRequest, "member request", "member requests";
    /// A pledge.
    Pledge, "pledge", "pledges";
    /// An acknowledgement of a pledge.
    Acknowledgement, "acknowledgement", "acknowledgements";
    /// A practice audit.
    PracticeAudit, "practice audit", "practice audits";
    /// A paper to a committee.
    Paper, "paper", "papers";
    /// A paper as it was published.
    PublishedPaper, "published paper", "published papers";
}

impl Post {
    /// What is true of the post on a day.
    pub fn terms_on(&self, day: Date) -> Option<&PostTerms> {
        self.terms.iter().find(|terms| terms.spell.contains(day))
    }

    /// The latest terms that were ever agreed for the post.
    pub fn latest_terms(&self) -> Option<&PostTerms> {
        self.terms.last()
    }
}

impl Standing {
    /// Whether the post counts in the budgeted establishment.
    pub fn is_established(self) -> bool {
        matches!(self, Self::Established | Self::Frozen)
    }
}

impl Person {
    /// What to call the person on a page: the name, or the council's number.
    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.reference)
    }
}
