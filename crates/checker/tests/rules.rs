//! The example of every rule is what the rule says of it.

use holdfast_checker::check::check;
use holdfast_checker::finding::Verdict;
use holdfast_checker::read::read;
use holdfast_checker::rule::rules;

#[test]
fn every_rule_finds_what_its_example_says() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let paper = read("example.txt", rule.example.printed.as_bytes()).expect("a paper");
        let checked = check(&paper);
        let is_found = checked.findings.iter().any(|it| {
            it.rule == rule.id
                && it.verdict != Verdict::InOrder
                && it.follows == rule.example.follows
        });
        if !is_found {
            wrong.push(format!("{}: {:#?}", rule.id, checked.findings));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_two_rules_share_an_id() {
    let mut ids: Vec<_> = rules().map(|rule| rule.id).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn the_documentation_is_made_from_the_rules() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/report-check.md");
    let written = holdfast_checker::document::rules_document();
    if std::env::var_os("HOLDFAST_WRITE").is_some() {
        std::fs::write(path, &written).expect("docs/report-check.md can be written");
    }
    let kept = std::fs::read_to_string(path).expect("docs/report-check.md");
    assert!(
        kept == written,
        "docs/report-check.md is older than the rules: see its last part"
    );
}
