//! The return of a year as the records give it: built, checked, with what the
//! council says of it.

use holdfast_census::{
    Answers, Built, Checked, Checker, Finding, Return, Severity, SignedOff, Summary, Wrapper,
    Written, Year, build,
};
use holdfast_measures::written::Problem;
use holdfast_workforce::Workforce;
use holdfast_workforce::id::TeamId;
use holdfast_workforce::record::Person;
use jiff::civil::DateTime;
use sha2::{Digest as _, Sha256};

use crate::error::PageError;
use crate::format::local;
use crate::here::{Here, unavailable};

/// The name and version that the files carry.
const SOFTWARE: &str = concat!("Holdfast ", env!("CARGO_PKG_VERSION"));

/// A year’s return.
pub(crate) struct YearReturn {
    /// The year.
    pub(crate) year: Year,
    /// What the council says of it.
    pub(crate) answers: Answers,
    /// What is wrong with the text of that; the answers are then empty.
    pub(crate) problems: Vec<Problem>,
    /// The return, and whose records are in it.
    pub(crate) built: Built,
    /// What was found and measured.
    pub(crate) checked: Checked,
}

/// A finding with whom the records know it to be about.
#[derive(Clone, Copy)]
pub(crate) struct Known<'k> {
    /// The finding.
    pub(crate) finding: &'k Finding,
    /// The person.
    pub(crate) person: Option<&'k Person>,
    /// The team at the end of the year, or at leaving.
    pub(crate) team: Option<TeamId>,
}

impl YearReturn {
    /// Builds and checks a year’s return, beside last year’s where there is one.
    pub(crate) fn of(
        workforce: &Workforce,
        year: Year,
        at: DateTime,
        last_year: Option<&Summary>,
    ) -> Self {
        let (answers, problems) = match Answers::kept(workforce, year) {
            Ok(answers) => (answers, Vec::new()),
            Err(problems) => (Answers::default(), problems),
        };
        let written = Written {
            software: SOFTWARE.to_owned(),
            at,
        };
        let built = build(workforce, year, Some(&answers.allowances), &written);
        let checked = Checker::new(year).held(&built.file, last_year);
        Self {
            year,
            answers,
            problems,
            built,
            checked,
        }
    }

    /// The return of a year now, beside last year’s as it was signed or else
    /// as the records give it. A return that stands as it was signed carries
    /// the moment of its signature, so that it is the file that was signed.
    pub(crate) async fn now(here: &Here, year: Year) -> Result<Self, PageError> {
        let last = last_year(here, year).await?;
        let workforce = &here.workforce;
        let now = Self::of(workforce, year, local(here.app.now()), last.as_ref());
        let Some(signed) = &now.answers.signed_off else {
            return Ok(now);
        };
        let again = Self::of(workforce, year, signed.at, last.as_ref());
        let stands = again.is_as_signed()?;
        Ok(if stands { again } else { now })
    }

    /// Whether nobody is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.built.file.workers.is_empty()
    }

    /// Whether it is the very file that was signed.
    pub(crate) fn is_as_signed(&self) -> Result<bool, PageError> {
        match &self.answers.signed_off {
            Some(signed) => Ok(sha256(&self.bytes()?) == signed.sha256),
            None => Ok(false),
        }
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, PageError> {
        written(&self.built.file)
    }

    /// How many findings must be mended.
    pub(crate) fn errors(&self) -> usize {
        self.checked.findings.count(Severity::Error)
    }

    /// How many queries nobody has explained.
    pub(crate) fn open_queries(&self) -> usize {
        let findings = &self.checked.findings;
        let kept = findings.all.iter();
        let kept = kept.filter(|it| it.severity == Severity::Query).count();
        // Queries beyond those that are kept cannot be explained one by one.
        let beyond = findings.count(Severity::Query).saturating_sub(kept);
        self.answers.unexplained(findings).len() + beyond
    }

    /// Whether it can be signed off.
    pub(crate) fn can_be_signed(&self) -> bool {
        self.errors() == 0
            && self.open_queries() == 0
            && !self.is_empty()
            && self.problems.is_empty()
    }

    /// The signature that it would get now.
    pub(crate) fn signature(
        &self,
        by: &str,
        at: DateTime,
        workforce: &Workforce,
    ) -> Result<SignedOff, PageError> {
        let findings = &self.checked.findings;
        Ok(SignedOff {
            by: by.to_owned(),
            at,
            records: workforce.as_of(),
            queries_explained: findings.count(Severity::Query),
            sha256: sha256(&self.bytes()?),
        })
    }

    /// Everything that was found, errors first, with whom it is about.
    pub(crate) fn known<'k>(&'k self, workforce: &'k Workforce) -> Vec<Known<'k>> {
        let findings = self.checked.findings.all.iter();
        let mut known: Vec<_> = findings
            .map(|finding| self.whose(workforce, finding))
            .collect();
        known.sort_by_key(|it| it.finding.severity);
        known
    }

    fn whose<'k>(&'k self, workforce: &'k Workforce, finding: &'k Finding) -> Known<'k> {
        let nobody = Known {
            finding,
            person: None,
            team: None,
        };
        let Some(record) = &finding.record else {
            return nobody;
        };
        let index = (record.number as usize).saturating_sub(1);
        let own = self.built.people.get(index).and_then(|(person, team)| {
            let person = workforce.people().get(*person)?;
            // A record of last year’s return has another place in this one.
            let registration = person.registration.as_deref().unwrap_or_default();
            (registration.trim() == record.registration).then_some((person, *team))
        });
        match own {
            Some((person, team)) => Known {
                person: Some(person),
                team: Some(team),
                ..nobody
            },
            None => Known {
                person: by_registration(workforce, &record.registration),
                ..nobody
            },
        }
    }
}

fn by_registration<'w>(workforce: &'w Workforce, registration: &str) -> Option<&'w Person> {
    let mut people = workforce.people().iter();
    people.find(|it| !registration.is_empty() && it.registration.as_deref() == Some(registration))
}

/// What is kept of the return of the year before: as it was signed where it
/// was, else as the records give it now; nothing where nobody is in it.
pub(crate) async fn last_year(here: &Here, year: Year) -> Result<Option<Summary>, PageError> {
    let Some(before) = year.before() else {
        return Ok(None);
    };
    let file = match Answers::kept(&here.workforce, before) {
        Ok(Answers {
            signed_off: Some(signed),
            ..
        }) => as_signed(here, before, &signed).await?,
        _ => {
            YearReturn::of(&here.workforce, before, DateTime::ZERO, None)
                .built
                .file
        }
    };
    let summary = Checker::new(before).held(&file, None).summary;
    Ok((!summary.entries.is_empty()).then_some(summary))
}

/// The return as it was signed, from the records as they were.
pub(crate) async fn as_signed(
    here: &Here,
    year: Year,
    signed: &SignedOff,
) -> Result<Return, PageError> {
    let (store, id) = (here.app.store(), here.authority.id);
    let then = store.workforce_as_of(id, signed.records).await;
    let then = then.map_err(unavailable)?;
    Ok(YearReturn::of(&then, year, signed.at, None).built.file)
}

/// The bytes of a return.
pub(crate) fn written(file: &Return) -> Result<Vec<u8>, PageError> {
    let mut bytes = Vec::new();
    let done = file.write(&mut bytes, Wrapper::None);
    done.map_err(|error| PageError::Internal(error.into()))?;
    Ok(bytes)
}

/// The SHA-256 of bytes in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
