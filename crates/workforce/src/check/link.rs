//! Rules on what records refer to and on the numbers that they carry.

use super::rule::{NUMBER_USED_TWICE, REFERENCE_TO_NOTHING, STILL_REFERRED_TO};
use super::{Findings, Say};
use crate::finding::Finding;
use crate::id::RecordId;
use crate::record::Kind;
use crate::snapshot::{Fact, Table, Workforce};

/// Checks the number of a record and its links, and gives whether these hold.
pub(super) fn hold<T: Fact>(
    after: &Workforce,
    table: &Table<T>,
    record: &T,
    findings: &mut Findings,
) -> bool {
    number_is_its_own(table, record, findings);
    let count = findings.0.len();
    refers_to_something(after, record, findings);
    findings.0.len() == count
}

fn refers_to_something<T: Fact>(after: &Workforce, record: &T, findings: &mut Findings) {
    record.links(&mut |kind, id| {
        let field = if T::KIND == kind {
            "parent"
        } else {
            field_of(kind)
        };
        if after.since(kind, id).is_none() {
            findings.add(
                REFERENCE_TO_NOTHING,
                record,
                Say {
                    field,
                    value: &id,
                    message: format!("refers to a {} that does not exist", kind.name()),
                    advice: "Add it first, or refer to one that exists.",
                },
            );
        }
    });
}

fn number_is_its_own<T: Fact>(table: &Table<T>, record: &T, findings: &mut Findings) {
    let Some(reference) = record.reference() else {
        return;
    };
    let owner = table.by_reference(reference).map(|owner| owner.id().into());
    let mine: RecordId = record.id().into();
    if owner.is_some_and(|owner: RecordId| owner != mine) {
        findings.add(
            NUMBER_USED_TWICE,
            record,
            Say {
                field: "id",
                value: &reference,
                message: format!("another {} already has this number", T::KIND.name()),
                advice: "Give each its own number, or change the one that exists.",
            },
        );
    }
}

pub(super) fn nothing_refers_to_what_is_gone(
    before: &Workforce,
    after: &Workforce,
    kind: Kind,
    id: RecordId,
    findings: &mut Findings,
) {
    let referring = after.linking(id);
    let Some((first, _)) = referring.first() else {
        return;
    };
    let record = before.record(kind, id);
    let name = record
        .as_ref()
        .and_then(|record| record.reference())
        .unwrap_or_default();
    findings.0.push(Finding {
        rule: STILL_REFERRED_TO.code,
        severity: STILL_REFERRED_TO.severity,
        kind,
        id,
        field: "id",
        value: name.to_owned(),
        message: format!(
            "cannot be taken away: {}",
            match referring.len() {
                1 => format!("{} still refers to it", with_article(*first)),
                count => format!(
                    "{count} records still refer to it, the first of them {}",
                    with_article(*first)
                ),
            },
        ),
        advice: "Change or take away those records first.".to_owned(),
    });
}

fn with_article(kind: Kind) -> String {
    let name = kind.name();
    let article = if name.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}

/// The column in which records refer to a kind.
fn field_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Team => "team",
        Kind::Role => "role",
        Kind::Post => "post",
        Kind::Person => "person",
        Kind::Engagement => "engagement",
        Kind::Assignment => "assignment",
        Kind::Board => "board",
        Kind::StrategyItem => "item",
        Kind::Pledge => "pledge",
        _ => "id",
    }
}
