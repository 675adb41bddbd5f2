//! Tests of the rules: for each one an example that keeps it and one that
//! breaks it, and what the checks as a whole promise.

mod assignments;
mod figures;
mod people;
mod posts;
mod strategy;
mod structure;
mod whole;

use std::collections::BTreeSet;

use super::{RULES, check};
use crate::change::Change;
use crate::finding::{Finding, Severity};
use crate::fixture::Council;

/// What is found when the changes are made to the council.
fn judge(council: &Council, changes: &[Change]) -> Vec<Finding> {
    let before = council.workforce();
    let after = before.with(changes, 1);
    let touched: Vec<_> = changes.iter().map(Change::subject).collect();
    check(&before, &after, &touched)
}

/// The rules that are broken when the changes are made, in order, each once.
fn broken(council: &Council, changes: &[Change]) -> BTreeSet<&'static str> {
    let found = judge(council, changes);
    found.into_iter().map(|finding| finding.rule).collect()
}

/// What is added to a fresh council, and the changes that are judged then.
type Example = fn(&mut Council) -> Vec<Change>;

fn judged(example: Example) -> Vec<Finding> {
    let mut council = Council::new();
    let changes = example(&mut council);
    judge(&council, &changes)
}

/// The example passes without a finding of the rule and without any error.
fn assert_kept(code: &str, example: Example) {
    let found = judged(example);
    let wrong = found
        .iter()
        .find(|it| it.rule == code || it.severity == Severity::Error);
    assert_eq!(wrong, None);
}

/// The example breaks the rule, with the severity and the words that it needs.
fn assert_broken(code: &str, example: Example) {
    let found = judged(example);
    let finding = found.iter().find(|it| it.rule == code);
    let finding = finding.unwrap_or_else(|| panic!("{code} is not among {found:?}"));
    let rule = RULES.iter().find(|rule| rule.code == code);
    assert_eq!(Some(finding.severity), rule.map(|rule| rule.severity));
    assert!(!finding.message.is_empty() && finding.advice.ends_with('.'));
}

/// Makes two tests of each rule, and lists the rules that have them.
macro_rules! examples {
    ($($code:literal { $kept:ident: $good:expr; $broken:ident: $bad:expr; })+) => {
        pub(super) const CODES: &[&str] = &[$($code),+];
        $(
            #[test]
            fn $kept() { super::assert_kept($code, $good); }

            #[test]
            fn $broken() { super::assert_broken($code, $bad); }
        )+
    };
}
use examples;

#[test]
fn no_rule_is_without_an_example_that_breaks_it() {
    let tested: BTreeSet<&str> = [
        structure::CODES,
        posts::CODES,
        assignments::CODES,
        people::CODES,
        figures::CODES,
        strategy::CODES,
    ]
    .concat()
    .into_iter()
    .collect();
    let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(tested, rules);
}
