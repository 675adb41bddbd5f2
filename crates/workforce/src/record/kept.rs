//! The records that are texts: what a council has written for itself and keeps
//! word for word.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{
    PaperId, ProfileId, PublicationId, PublishedPaperId, ReturnId, ScenarioId, ScorecardId,
};

/// A mapping profile: how the extract of another system is read, kept as the
/// text that the council wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Its identifier.
    pub id: ProfileId,
    /// Its name.
    pub reference: String,
    /// The profile, in TOML.
    pub text: String,
}

/// A scorecard: the measures that the council has chosen to report, kept as
/// the text in which they are arranged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scorecard {
    /// Its identifier.
    pub id: ScorecardId,
    /// Its name in addresses: the service that it measures.
    pub reference: String,
    /// The scorecard, in TOML.
    pub text: String,
}

/// The figures of a month as they were published. It never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Publication {
    /// Its identifier.
    pub id: PublicationId,
    /// What it is called: the service and the month, `children-2025-03`.
    pub reference: String,
    /// The day on which it was published.
    pub on: Date,
    /// The figures, their definitions and the fingerprints of the rows
    /// beneath, in JSON.
    pub text: String,
}

/// What the council says in a return to the Department for Education that no
/// other record holds: its answers about allowances, its explanations of what
/// looks odd, who signed it off and when. What it keeps for every return of a
/// kind, such as a layout of its own, is one too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Return {
    /// Its identifier.
    pub id: ReturnId,
    /// Which return of which time, `census-2025` or `agency-2025-Q1`; or what is
    /// kept for all of them, `agency-layout` or `agency-rule-book`.
    pub reference: String,
    /// What is said, in TOML.
    pub text: String,
}

/// A scenario of the workforce plan that the council keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its identifier.
    pub id: ScenarioId,
    /// The name by which addresses and people call it: `academy-of-30`.
    pub reference: String,
    /// Every assumption, in TOML.
    pub text: String,
}

/// A paper to a committee that is being written: its text, in which every
/// figure is a reference, and who has agreed to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Its identifier.
    pub id: PaperId,
    /// The name by which addresses and people call it: `scrutiny-2025-10`.
    pub reference: String,
    /// Front matter and Markdown.
    pub text: String,
    /// Who has agreed to it. An agreement holds for one wording and its
    /// figures: what has changed since is agreed to anew.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<Agreement>,
}

/// Somebody has agreed to a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// In which office, as the paper names it.
    pub office: String,
    /// Who it was.
    pub by: String,
    /// When.
    pub on: Date,
    /// The fingerprint of what was agreed to: the text with its figures.
    pub fingerprint: String,
}

/// A paper as it was published, with its figures. It never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublishedPaper {
    /// Its identifier.
    pub id: PublishedPaperId,
    /// The name of the paper and the number of its version: `scrutiny-2025-10-v1`.
    pub reference: String,
    /// The day on which it was published.
    pub on: Date,
    /// The text, the document and what was printed for each reference, in JSON.
    pub text: String,
}
