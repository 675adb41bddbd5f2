//! What a change really does: the changes that a form or an import asks for,
//! each subject once and only where something changes; and what is wrong with it.

use std::sync::Arc;

use holdfast_workforce::check::check;
use holdfast_workforce::id::AuthorityId;
use holdfast_workforce::record::{Authority, Kind, Record};
use holdfast_workforce::{Change, Finding, Sequence, Severity, Workforce};

/// A change to one authority that was checked and not made: what a dry run shows.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The records as they stand.
    pub before: Arc<Workforce>,
    /// The records as they would stand.
    pub after: Arc<Workforce>,
    /// What would change, in the order of kinds and identifiers.
    pub changes: Vec<Change>,
    /// What is wrong or odd about it, errors first.
    pub findings: Vec<Finding>,
}

impl Preview {
    /// Whether the change cannot be made.
    pub fn is_refused(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }
}

/// Checks the changes against the records, as number `seq`; `authorities` are
/// all that the database holds.
pub(crate) fn prepare(
    before: Arc<Workforce>,
    changes: Vec<Change>,
    seq: Sequence,
    authorities: &[Authority],
) -> Preview {
    let changes = reduced(&before, changes);
    if changes.is_empty() {
        return Preview {
            after: before.clone(),
            before,
            changes,
            findings: Vec::new(),
        };
    }
    let after = Arc::new(before.with(&changes, seq));
    let touched: Vec<_> = changes.iter().map(Change::subject).collect();
    let mut findings = check(&before, &after, &touched);
    findings.extend(
        changes
            .iter()
            .filter_map(|change| misplaced(before.id(), change, authorities)),
    );
    findings.sort_by_key(|finding| finding.severity);
    Preview {
        before,
        after,
        changes,
        findings,
    }
}

/// The last change of each subject, where it changes anything; by kind and identifier.
fn reduced(before: &Workforce, mut changes: Vec<Change>) -> Vec<Change> {
    changes.reverse();
    changes.sort_by_key(Change::subject);
    changes.dedup_by_key(|change| change.subject());
    changes.retain(|change| match change {
        Change::Put(record) => before.record(record.kind(), record.id()).as_ref() != Some(record),
        Change::Remove(kind, id) => before.since(*kind, *id).is_some(),
    });
    changes
}

/// What is wrong with the record of an authority among all authorities.
fn misplaced(within: AuthorityId, change: &Change, authorities: &[Authority]) -> Option<Finding> {
    let Change::Put(Record::Authority(authority)) = change else {
        return None;
    };
    let twin = authorities
        .iter()
        .find(|other| other.id != authority.id && other.reference == authority.reference);
    let (rule, message, advice) = if authority.id != within {
        let message = "The record describes another authority than the one that is changed.";
        (
            "authority-elsewhere",
            message.to_owned(),
            "Change each authority by itself.",
        )
    } else {
        let message = format!("{} already has this number in the database.", twin?.name);
        (
            "authority-repeated",
            message,
            "Give the authority its own number, or add to the one that is there.",
        )
    };
    Some(Finding {
        rule,
        severity: Severity::Error,
        kind: Kind::Authority,
        id: authority.id.into(),
        field: "reference",
        value: authority.reference.clone(),
        message,
        advice: advice.to_owned(),
    })
}
