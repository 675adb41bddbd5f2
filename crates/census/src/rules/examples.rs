//! For each rule a return that keeps it and one that breaks it, both made
//! from a return in which nothing is wrong.

mod base;

use base::file;

use crate::check::{Checked, Checker};
use crate::file::Return;
use crate::finding::Finding;
use crate::item::{Item, Level, items_of};
use crate::rule::{Rule, rules};
use crate::summary::Summary;
use crate::year::Year;

/// A part of the base return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The header.
    Header,
    /// The local authority.
    Authority,
    /// The first of 22 who joined before the year and are in post.
    InPost,
    /// The one who joined in the year.
    Starter,
    /// The one who left in the year.
    Leaver,
    /// The one agency worker.
    Agency,
}

/// A change of the base return.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    /// An item has this text; with no text at all it has no element.
    Item(Of, Item, &'static str),
    /// A record stands so many times more, with numbers of their own and changes.
    Again(Of, u32, &'static [(Item, &'static str)]),
    /// A record is not there.
    Without(Of),
    /// Something stands otherwise in the file.
    Text(&'static str, &'static str),
}

/// An item with another text.
pub(super) const fn set(of: Of, item: Item, text: &'static str) -> Change {
    Change::Item(of, item, text)
}

/// What keeps a rule, and what breaks it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Example {
    /// The rule’s id.
    pub(super) rule: &'static str,
    /// The year of the return.
    pub(super) year: i16,
    /// Changes that keep the rule, and every other.
    pub(super) passes: &'static [Change],
    /// Changes that break the rule, and no other.
    pub(super) fails: &'static [Change],
    /// The elements of the findings, in order.
    pub(super) finds: &'static [&'static str],
    /// A part of the message of the first of them.
    pub(super) tells: &'static str,
    /// Changes of the return of last year, where the two are compared.
    pub(super) last_year: Option<&'static [Change]>,
    /// A rule that is broken as well, and why.
    pub(super) also: Option<(&'static str, &'static str)>,
}

/// Of this year, with nothing changed.
pub(super) const EXAMPLE: Example = Example {
    rule: "",
    year: 2025,
    passes: &[],
    fails: &[],
    finds: &[],
    tells: "",
    last_year: None,
    also: None,
};

const EXAMPLES: &[&[Example]] = &[
    super::header::examples::EXAMPLES,
    super::authority::examples::EXAMPLES,
    super::identity::examples::EXAMPLES,
    super::fte::examples::EXAMPLES,
    super::asked::examples::EXAMPLES,
    super::codes::examples::EXAMPLES,
    super::dates::examples::EXAMPLES,
    super::cases::examples::EXAMPLES,
    super::absence::examples::EXAMPLES,
    super::agency::examples::EXAMPLES,
    super::pay::examples::EXAMPLES,
    super::whole::examples::EXAMPLES,
    super::spread::examples::EXAMPLES,
    super::last_year::examples::EXAMPLES,
    super::shape::examples::EXAMPLES,
];

fn check(year: Year, changes: &[Change], last_year: Option<&Summary>) -> Checked {
    let file = file(year, changes);
    Checker::default()
        .file(file.as_bytes(), last_year)
        .expect("the file can be read")
}

fn year(number: i16) -> Year {
    Year::of(number).expect("the year is described")
}

impl Example {
    fn check(&self, changes: &[Change]) -> Vec<Finding> {
        let year = year(self.year);
        let last = self.last_year.map(|changes| {
            let before = year.before().expect("the year before is described");
            check(before, changes, None).summary
        });
        check(year, changes, last.as_ref()).findings.all
    }
}

fn examples() -> impl Iterator<Item = &'static Example> {
    EXAMPLES.iter().copied().flatten()
}

fn said(findings: &[Finding]) -> Vec<String> {
    let each = findings.iter();
    each.map(|it| format!("{} {} ‘{}’: {}", it.rule, it.element, it.value, it.message))
        .collect()
}

#[test]
fn the_base_return_of_each_year_has_nothing_wrong() {
    for year in Year::known() {
        let findings = check(year, &[], None).findings.all;
        assert_eq!(said(&findings), [""; 0], "{year}");
    }
}

#[test]
fn every_rule_has_an_example_that_keeps_it_and_one_that_breaks_it() {
    for rule in rules() {
        let mut examples = examples().filter(|example| example.rule == rule.id);
        let is_told = |example: &Example| !example.fails.is_empty() && !example.finds.is_empty();
        assert!(examples.any(is_told), "{} has no example", rule.id);
    }
}

#[test]
fn what_keeps_a_rule_breaks_none() {
    for example in examples() {
        let findings = example.check(example.passes);
        assert_eq!(said(&findings), [""; 0], "{} passes", example.rule);
    }
}

#[test]
fn what_breaks_a_rule_breaks_it_alone() {
    for example in examples() {
        let findings = example.check(example.fails);
        let of_rule = |id| findings.iter().filter(move |finding| finding.rule == id);
        let elements: Vec<_> = of_rule(example.rule).map(|it| &*it.element).collect();
        let all = said(&findings);
        assert_eq!(elements, example.finds, "{}: {all:#?}", example.rule);
        let first = of_rule(example.rule).next().map_or("", |it| &*it.message);
        assert!(first.contains(example.tells), "{first}");
        let others = findings.len() - elements.len();
        let expected = example.also.map_or(0, |(also, _)| of_rule(also).count());
        assert_eq!(others, expected, "{} breaks others: {all:#?}", example.rule);
        assert!(example.also.is_none() || others > 0, "{}", example.rule);
    }
}

#[test]
fn findings_are_about_the_items_that_their_rule_names() {
    for example in examples() {
        let rule = crate::rule::rule(example.rule).expect("the rule is there");
        let names: Vec<_> = rule.about.iter().map(|item| item.element()).collect();
        for element in example.finds {
            assert!(names.is_empty() || names.contains(element), "{}", rule.id);
        }
    }
}

#[test]
fn ids_are_unique_and_in_order() {
    let ids: Vec<_> = rules().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");
}

#[test]
fn rules_and_messages_are_sentences_and_name_no_rule_of_the_department() {
    let is_sentence = |text: &str| text.ends_with('.') && !text.contains("  ");
    let are_plain = |rule: &Rule| is_sentence(rule.says) && !rule.source.contains("DfE");
    for rule in rules() {
        assert!(
            are_plain(rule),
            "{}: {} {}",
            rule.id,
            rule.says,
            rule.source
        );
    }
    for example in examples() {
        for finding in example.check(example.fails) {
            let texts = [&finding.message, &finding.advice];
            assert!(texts.iter().all(|text| is_sentence(text)), "{finding:?}");
        }
    }
}

#[test]
fn a_return_that_is_held_is_judged_like_its_file() {
    for example in examples().filter(|example| example.last_year.is_none()) {
        let year = year(example.year);
        let file = file(year, example.fails);
        let (held, remarks) = Return::read(file.as_bytes()).expect("the file can be read");
        if remarks.is_empty() {
            let found = Checker::default().held(&held, None).findings.all;
            assert_eq!(found, example.check(example.fails), "{}", example.rule);
        }
    }
}

/// Of agency workers little is asked, so most of what stands there is odd
/// besides. Another leaver keeps turnover above 0.
#[test]
fn what_cannot_be_read_is_told_once() {
    let year = Year::LAST;
    for of in [Of::InPost, Of::Starter, Of::Leaver] {
        for definition in items_of(year, Level::Worker) {
            let changes = [
                Change::Again(Of::Leaver, 1, &[]),
                Change::Item(of, definition.item, "~"),
            ];
            let findings = check(year, &changes, None).findings.all;
            let elements: Vec<_> = findings.iter().map(|it| &*it.element).collect();
            let all = said(&findings);
            assert_eq!(elements, [definition.element], "{of:?}: {all:#?}");
        }
    }
}
