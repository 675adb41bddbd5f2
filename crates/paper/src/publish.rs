//! From a draft to a published paper: who has agreed to what, and what is frozen.
//!
//! An agreement is to a wording and its figures, by their fingerprint; when either changes it falls
//! away. A published paper keeps the document itself, so that it reads the same for ever; beside it
//! stands what the same references would print now.

use holdfast_document::Document;
use holdfast_workforce::Workforce;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::PublishedPaperId;
use holdfast_workforce::record::{Agreement, Paper, PublishedPaper};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::compose::{Composed, Printed, compose};
use crate::facts::{Agreed, Grounds};
use crate::front::Front;
use crate::problem::Problem;

/// The fingerprint of a wording and its figures.
pub fn fingerprint(text: &str, printed: &[Printed]) -> String {
    let mut hash = Sha256::new();
    hash.update(text.as_bytes());
    for one in printed {
        hash.update(format!("\n{} {}\n", one.reference, one.printed));
    }
    let digest = hash.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A paper of the council with its agreements.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The paper as it is composed now.
    pub composed: Composed,
    /// The fingerprint of its wording and figures.
    pub fingerprint: String,
    /// Each office whose agreement it needs, with the agreement that holds.
    pub offices: Vec<(String, Option<Agreement>)>,
    /// Agreements that fell away, because wording or figures have changed since.
    pub fallen: Vec<Agreement>,
}

impl Draft {
    /// Composes a paper, and sees which agreements hold.
    ///
    /// # Errors
    /// Where its text cannot be read.
    pub fn of(paper: &Paper, grounds: Grounds<'_>) -> Result<Self, Vec<Problem>> {
        let bare = compose(&paper.text, grounds)?;
        let fingerprint = fingerprint(&paper.text, &bare.printed);
        let (holding, fallen): (Vec<_>, Vec<_>) = paper
            .agreements
            .iter()
            .cloned()
            .partition(|it| it.fingerprint == fingerprint);
        let agreed: Vec<Agreed> = holding.iter().map(Agreed::of).collect();
        let composed = match agreed.is_empty() {
            true => bare,
            false => compose(
                &paper.text,
                Grounds {
                    agreed: &agreed,
                    ..grounds
                },
            )?,
        };
        Ok(Self {
            offices: offices(&composed.front, &holding),
            composed,
            fingerprint,
            fallen,
        })
    }

    /// What stands between the paper and its publication, a sentence each.
    pub fn obstacles(&self) -> Vec<String> {
        let problems = self.composed.problems.iter().map(ToString::to_string);
        problems.chain(self.missing()).collect()
    }

    /// The agreements that are missing, a sentence each.
    pub fn missing(&self) -> impl Iterator<Item = String> + '_ {
        let missing = self.offices.iter().filter(|(_, agreed)| agreed.is_none());
        missing.map(|(office, _)| format!("{office} has not agreed to it as it stands"))
    }
}

/// Why an agreement is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotAgree {
    /// The paper does not ask for it.
    #[error(
        "the paper asks for no agreement of ‘{0}’; its front matter names the offices under `sign_offs`"
    )]
    NoSuchOffice(String),
    /// Nobody is named.
    #[error("say who agrees; an agreement without a name binds nobody")]
    Nameless,
}

impl Draft {
    /// The paper with an agreement to it as it stands now. What the office agreed to before goes.
    ///
    /// # Errors
    /// Where the paper does not ask the office, or nobody is named.
    pub fn agree(
        &self,
        paper: &Paper,
        office: &str,
        by: &str,
        on: Date,
    ) -> Result<Paper, CannotAgree> {
        if !self.offices.iter().any(|(known, _)| known == office) {
            return Err(CannotAgree::NoSuchOffice(office.to_owned()));
        }
        if by.trim().is_empty() {
            return Err(CannotAgree::Nameless);
        }
        let mut paper = paper.clone();
        paper.agreements.retain(|it| it.office != office);
        paper.agreements.push(Agreement {
            office: office.to_owned(),
            by: by.trim().to_owned(),
            on,
            fingerprint: self.fingerprint.clone(),
        });
        Ok(paper)
    }

    /// The document with a line above everything that says it is a draft.
    pub fn document(&self) -> Document {
        as_draft(self.composed.document.clone())
    }
}

/// A document with a line above everything that says it is a draft.
pub fn as_draft(mut document: Document) -> Document {
    document.banner = Some(match document.banner {
        Some(banner) => format!("{DRAFT}. {banner}"),
        None => DRAFT.to_owned(),
    });
    document
}

/// What a draft bears.
pub const DRAFT: &str = "Draft, not for publication";

/// A document for readers who cannot follow links into the records: a file.
pub fn portable(mut document: Document) -> Document {
    for note in &mut document.notes {
        note.address = None;
    }
    document
}

fn offices(front: &Front, holding: &[Agreement]) -> Vec<(String, Option<Agreement>)> {
    let of = |office: &str| holding.iter().rev().find(|it| it.office == office).cloned();
    let asked = front.sign_offs.iter();
    asked
        .map(|it| (it.office.clone(), of(&it.office)))
        .collect()
}

impl Agreed {
    /// An agreement as a paper prints it.
    pub fn of(agreement: &Agreement) -> Self {
        Self {
            office: agreement.office.clone(),
            by: agreement.by.clone(),
            on: agreement.on,
        }
    }
}

/// A published paper: what is kept of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frozen {
    /// The name of the paper.
    pub paper: String,
    /// Its version, from 1.
    pub version: u32,
    /// The text with its references.
    pub text: String,
    /// The document as it was read.
    pub document: Document,
    /// What was printed for each reference.
    pub printed: Vec<Printed>,
    /// Who had agreed.
    pub agreements: Vec<Agreement>,
    /// The fingerprint of wording and figures.
    pub fingerprint: String,
}

/// Why a paper is not published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotPublish {
    /// Something stands in its way.
    #[error("it cannot be published yet: {}", .0.join("; "))]
    NotReady(Vec<String>),
    /// The same was published already.
    #[error("it was published as it stands on {}, as ‘{reference}’", in_words(*on))]
    Already {
        /// What the publication is called.
        reference: String,
        /// When it was.
        on: Date,
    },
}

/// Freezes a draft as a record.
///
/// # Errors
/// When a reference is not answered, an agreement is missing, or the same was published already.
pub fn publish(
    paper: &Paper,
    draft: &Draft,
    workforce: &Workforce,
    today: Date,
    id: PublishedPaperId,
) -> Result<PublishedPaper, CannotPublish> {
    let obstacles = draft.obstacles();
    if !obstacles.is_empty() {
        return Err(CannotPublish::NotReady(obstacles));
    }
    let earlier = versions(workforce, &paper.reference);
    if let Some((record, _)) = earlier
        .iter()
        .find(|(_, frozen)| frozen.fingerprint == draft.fingerprint)
    {
        return Err(CannotPublish::Already {
            reference: record.reference.clone(),
            on: record.on,
        });
    }
    let last = earlier.iter().map(|(_, frozen)| frozen.version).max();
    let version = last.unwrap_or_default() + 1;
    let frozen = Frozen {
        paper: paper.reference.clone(),
        version,
        text: paper.text.clone(),
        document: portable(draft.composed.document.clone()),
        printed: draft.composed.printed.clone(),
        agreements: draft
            .offices
            .iter()
            .filter_map(|(_, agreed)| agreed.clone())
            .collect(),
        fingerprint: draft.fingerprint.clone(),
    };
    Ok(PublishedPaper {
        id,
        reference: format!("{}-v{version}", paper.reference),
        on: today,
        text: frozen.write(),
    })
}

/// A name for addresses and versions out of words, which no other paper has: `scrutiny-2025-10`.
pub fn free_name(workforce: &Workforce, words: &str) -> String {
    let words = words.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let name = words.map(str::to_ascii_lowercase).collect::<Vec<_>>();
    let name: String = name.join("-").chars().take(60).collect();
    let name = match name.trim_matches('-') {
        "" => "report".to_owned(),
        name => name.to_owned(),
    };
    let is_free = |name: &String| {
        !TAKEN.contains(&name.as_str()) && workforce.papers().by_reference(name).is_none()
    };
    let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(is_free).unwrap_or(name)
}

/// Names that addresses of other pages have.
const TAKEN: [&str; 3] = ["check", "new", "published"];

/// The published versions of a paper, the earliest first.
pub fn versions<'w>(workforce: &'w Workforce, paper: &str) -> Vec<(&'w PublishedPaper, Frozen)> {
    let all = workforce.published_papers().iter();
    let read = all.filter_map(|record| Some((record, Frozen::read(&record.text).ok()?)));
    let mut found: Vec<_> = read.filter(|(_, frozen)| frozen.paper == paper).collect();
    found.sort_by_key(|(_, frozen)| frozen.version);
    found
}

/// A reference that would print something else now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restated {
    /// The reference.
    pub reference: String,
    /// What was printed.
    pub was: String,
    /// What would be printed now; nothing where it cannot be answered any more.
    pub is: Option<String>,
}

impl Frozen {
    /// Reads what was kept.
    ///
    /// # Errors
    /// Where it is no published paper.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Writes what is to be kept.
    pub fn write(&self) -> String {
        // A document has no key that is no text and no number that is none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What the same references would print otherwise now.
    pub fn restated(&self, grounds: Grounds<'_>) -> Vec<Restated> {
        let Ok(now) = compose(&self.text, grounds) else {
            return Vec::new();
        };
        let is = |was: &Printed| {
            let mut printed = now.printed.iter();
            printed
                .find(|it| it.line == was.line && it.reference == was.reference)
                .map(|it| it.printed.clone())
        };
        let differs = |was: &Printed| {
            let is = is(was);
            (is.as_ref() != Some(&was.printed)).then(|| Restated {
                reference: was.reference.clone(),
                was: was.printed.clone(),
                is,
            })
        };
        self.printed.iter().filter_map(differs).collect()
    }
}
