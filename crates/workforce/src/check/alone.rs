//! What can be said of a record by itself, while part of it is not known yet.

use uuid::Uuid;

use super::rule::{
    COVER_REASON_UNEXPECTED, END_BEFORE_START, FTE_ABOVE_ONE, TARGET_WITHOUT_DAY,
    TARGET_WITHOUT_MEASURE,
};
use super::{Findings, check_itself};
use crate::finding::{Finding, Severity};
use crate::id::AuthorityId;
use crate::record::Record;
use crate::snapshot::Workforce;

/// Judges a record by itself, and finds the errors that stand whatever it
/// refers to and whatever else is recorded. `unknown` names the fields that
/// could not be read: no rule that looks at one of them is judged.
pub fn check_alone(record: &Record, unknown: &[&str]) -> Vec<Finding> {
    let nothing_else = Workforce::empty(AuthorityId(Uuid::nil()));
    let mut findings = Findings::default();
    check_itself(&nothing_else, record, &mut findings);
    findings.0.retain(|it| {
        let is_known = |field: &&str| !unknown.contains(field);
        it.severity == Severity::Error
            && is_known(&it.field)
            && beside(it.rule).iter().all(is_known)
    });
    findings.without_repeats()
}

/// The fields that a rule looks at beside the one at which it is told.
fn beside(rule: &str) -> &'static [&'static str] {
    const BESIDE: [(&str, &[&str]); 5] = [
        (END_BEFORE_START.code, &["from"]),
        (FTE_ABOVE_ONE.code, &["over_reason"]),
        (COVER_REASON_UNEXPECTED.code, &["holding"]),
        (TARGET_WITHOUT_MEASURE.code, &["measure"]),
        (TARGET_WITHOUT_DAY.code, &["due"]),
    ];
    let mut rules = BESIDE.iter();
    rules
        .find(|(code, _)| *code == rule)
        .map_or(&[], |(_, fields)| fields)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::codes::CoverReason;
    use crate::fixture::{Council, START, days, fte};
    use crate::record::Assignment;

    fn found(unknown: &[&str]) -> Vec<&'static str> {
        let mut council = Council::new();
        let post = council.post("P1");
        let ada = council.holder("Ada", post);
        let wrong = Assignment {
            fte: fte("1.2"),
            cover: Some(CoverReason::Vacancy),
            spell: days(START, date(2020, 3, 31)),
            ..council.get(ada.assignment)
        };
        let found = check_alone(&wrong.into(), unknown);
        found.into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_record_is_judged_without_what_it_refers_to() {
        let rules = [
            "end-before-start",
            "fte-above-one",
            "cover-reason-unexpected",
        ];
        assert_eq!(found(&[]), rules);
    }

    #[test]
    fn no_rule_is_judged_that_looks_at_a_field_which_is_not_known() {
        let rules = ["fte-above-one", "cover-reason-unexpected"];
        assert_eq!(found(&["from"]), rules);
        assert_eq!(found(&["to"]), rules);
        assert_eq!(found(&["over_reason", "holding"]), ["end-before-start"]);
        assert_eq!(found(&["fte", "cover", "from"]), Vec::<&str>::new());
    }
}
