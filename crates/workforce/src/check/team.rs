//! Rules on teams.

use jiff::civil::Date;

use super::rule::{END_BEFORE_START, TEAM_BELOW_ITSELF};
use super::{Findings, Say};
use crate::date::Spell;
use crate::id::RecordId;
use crate::record::Team;
use crate::snapshot::{Fact, Table, Workforce};

pub(super) fn check(after: &Workforce, team: &Team, findings: &mut Findings) {
    if let Some(spell) = team.spell {
        ends_after_it_starts(team, spell, findings);
    }
    if is_above_itself(after.teams(), team, |team| team.parent.map(Into::into)) {
        findings.add(
            TEAM_BELOW_ITSELF,
            team,
            Say {
                field: "parent",
                value: &team.reference,
                message: "is above itself in the tree of teams".to_owned(),
                advice: "Give one of the teams in the circle another parent, or none.",
            },
        );
    }
}

/// Whether a record of a tree is found again on the way up from it.
pub(super) fn is_above_itself<T: Fact>(
    table: &Table<T>,
    record: &T,
    parent: fn(&T) -> Option<RecordId>,
) -> bool {
    let own: RecordId = record.id().into();
    let mut above = parent(record);
    let mut steps = 0;
    while let Some(next) = above.and_then(|id| table.get(id)) {
        steps += 1;
        let id: RecordId = next.id().into();
        if id == own || steps > table.len() {
            return true;
        }
        above = parent(next);
    }
    false
}

/// The last day in a sentence about from when to when something is.
pub(super) fn end_words(last: Option<Date>) -> String {
    last.map_or_else(|| "now on".to_owned(), |day| day.to_string())
}

/// Every record with a spell keeps this rule.
pub(super) fn ends_after_it_starts<T: Fact>(record: &T, spell: Spell, findings: &mut Findings) {
    if spell.is_some_time() {
        return;
    }
    let last = spell
        .last_day()
        .map(|day| day.to_string())
        .unwrap_or_default();
    findings.add(
        END_BEFORE_START,
        record,
        Say {
            field: "to",
            value: &last,
            message: format!("ends on {last}, before it starts on {}", spell.from),
            advice: "Put the last day on or after the first, or leave it empty.",
        },
    );
}
