//! For each rule a return that keeps it and one that breaks it, both made
//! from a return in which nothing is wrong.

use crate::block::Block;
use crate::check::{Checked, Checker};
use crate::file::{Return, check_file};
use crate::finding::Finding;
use crate::item::{ITEMS, Item, Level, items_of};
use crate::rule::{Rule, rules};
use crate::summary::Summary;
use crate::write::Wrapper;
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

/// The text of an item in the base return, where the part has it.
fn text(of: Of, item: Item, year: i16) -> Option<String> {
    let day = |years: i16, day: &str| format!("{}-{day}", year - years);
    let words = |words: &str| words.to_owned();
    let is_employed = matches!(of, Of::InPost | Of::Starter | Of::Leaver);
    Some(match (item, of) {
        (Item::Collection, _) => words("CSWW"),
        (Item::Year, _) => year.to_string(),
        (Item::ReferenceDate, _) => day(0, "09-30"),
        (Item::SourceLevel, _) => words("L"),
        (Item::LEA, _) => words("999"),
        (Item::SoftwareCode, _) => words("Example v1.0"),
        (Item::DateTime, _) => day(0, "10-14T11:11:11"),
        (Item::NumberOfVacancies, _) => words("3.00"),
        (Item::NoAgencyFTE, _) => words("1.00"),
        (Item::NoAgencyHeadcount, _) => words("1"),
        (Item::OtherAllowances, _) => words("None"),
        (_, Of::Authority) => words("1"),
        (Item::AgencyWorker, Of::Agency) => words("1"),
        (Item::AgencyWorker, _) => words("0"),
        (Item::SWENo, Of::InPost) => words("SW1000001"),
        (Item::SWENo, Of::Starter) => words("SW2000001"),
        (Item::SWENo, Of::Leaver) => words("SW3000001"),
        (Item::SWENo, _) => words("SW4000001"),
        (Item::FTE, Of::Starter) => words("0.6"),
        (Item::FTE, Of::Leaver) => words("0.000000"),
        (Item::FTE, _) => words("1.000000"),
        (Item::Cases30, Of::Leaver) => return None,
        (Item::Cases30, _) => words("16"),
        (Item::ContractWeeks, Of::Agency) => words("38"),
        _ if !is_employed => return None,
        (Item::PersonBirthDate, Of::InPost) => words("1985-03-24"),
        (Item::PersonBirthDate, Of::Starter) => words("1995-01-09"),
        (Item::PersonBirthDate, _) => words("1966-11-30"),
        (Item::GenderCurrent, Of::Starter) => words("1"),
        (Item::GenderCurrent, _) => words("2"),
        (Item::Sex, Of::Starter) => words("M"),
        (Item::Sex, _) => words("F"),
        (Item::Ethnicity, _) => words("WBRI"),
        (Item::QualLevel, _) => words("2"),
        (Item::StepUpGrad | Item::FrontlineGrad, _) => words("0"),
        (Item::OrgRole, _) => words("5"),
        (Item::RoleStartDate, Of::Starter) => day(0, "02-03"),
        (Item::RoleStartDate, _) => words("2016-09-05"),
        (Item::StartOrigin, _) => words("2"),
        (Item::RoleEndDate, Of::Leaver) => day(0, "03-31"),
        (Item::LeaverDestination, Of::Leaver) => words("6"),
        (Item::ReasonLeave, Of::Leaver) => words("5"),
        (Item::FTE30, Of::InPost) => words("1.000000"),
        (Item::FTE30, Of::Starter) => words("0"),
        (Item::FTE30, _) => words("0.8"),
        (Item::WorkingDaysLost, Of::InPost) => words("5"),
        (Item::WorkingDaysLost, Of::Starter) => words("8"),
        (Item::WorkingDaysLost, _) => words("11.5"),
        (Item::BaseSalary, _) => words("42000.00"),
        (Item::RRPayments, Of::InPost) => words("1000.00"),
        _ => return None,
    })
}

fn part(of: Of, year: Year) -> Block {
    let level = match of {
        Of::Header => Level::Header,
        Of::Authority => Level::Authority,
        _ => Level::Worker,
    };
    let mut block = Block::default();
    for definition in items_of(year, level) {
        if let Some(text) = text(of, definition.item, year.number()) {
            block.put(definition.item, &text);
        }
    }
    block
}

/// The block with another text of an item, in the order of the items.
fn with(block: &Block, item: Item, text: &str) -> Block {
    let mut changed = Block::default();
    for definition in ITEMS {
        let own = block.cell(definition.item).map(|cell| cell.text);
        let text = if definition.item == item {
            Some(text).filter(|text| !text.is_empty())
        } else {
            own
        };
        if let Some(text) = text {
            changed.put(definition.item, text);
        }
    }
    changed
}

/// The base return while it is being changed.
struct Draft {
    held: Return,
    /// Which of the workers each part is; none where it was taken out.
    place: [Option<usize>; 4],
    copies: u32,
}

impl Draft {
    fn new(year: Year) -> Self {
        let workers = [Of::InPost, Of::Starter, Of::Leaver, Of::Agency];
        let mut draft = Self {
            held: Return {
                header: part(Of::Header, year),
                authority: part(Of::Authority, year),
                workers: workers.map(|of| part(of, year)).to_vec(),
            },
            place: [Some(0), Some(1), Some(2), Some(3)],
            copies: 0,
        };
        draft.change(&Change::Again(Of::InPost, 21, &[]));
        draft
    }

    fn block(&mut self, of: Of) -> &mut Block {
        let index = match of {
            Of::Header => return &mut self.held.header,
            Of::Authority => return &mut self.held.authority,
            Of::InPost => 0,
            Of::Starter => 1,
            Of::Leaver => 2,
            Of::Agency => 3,
        };
        &mut self.held.workers[self.place[index].expect("the record is still there")]
    }

    fn change(&mut self, change: &Change) {
        match change {
            Change::Item(of, item, text) => {
                let block = self.block(*of);
                *block = with(block, *item, text);
            }
            Change::Again(of, times, changes) => {
                for _ in 0..*times {
                    self.copies += 1;
                    let number = format!("SW90{:05}", self.copies);
                    let mut copy = with(self.block(*of), Item::SWENo, &number);
                    for (item, text) in *changes {
                        copy = with(&copy, *item, text);
                    }
                    self.held.workers.push(copy);
                }
            }
            Change::Without(of) => *self.block(*of) = Block::default(),
            Change::Text(..) => {}
        }
    }
}

/// The file of a year’s base return, changed.
fn file(year: Year, changes: &[Change]) -> String {
    let mut draft = Draft::new(year);
    for change in changes {
        draft.change(change);
    }
    draft.held.workers.retain(|block| !block.is_empty());
    let mut bytes = Vec::new();
    let written = draft.held.write(&mut bytes, Wrapper::None);
    written.expect("memory takes it");
    let mut text = String::from_utf8(bytes).expect("files are UTF-8");
    for change in changes {
        if let Change::Text(from, to) = change {
            assert!(text.contains(from), "the base return has no {from}");
            text = text.replacen(from, to, 1);
        }
    }
    text
}

fn check(year: Year, changes: &[Change], last_year: Option<&Summary>) -> Checked {
    let file = file(year, changes);
    check_file(file.as_bytes(), year, last_year).expect("the file can be read")
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
            let found = Checker::new(year).held(&held, None).findings.all;
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
