use jiff::civil::date;

use super::*;
use crate::build::{Allowances, Eligible};
use crate::check::Checker;
use crate::item::Item;

fn year(number: i16) -> Year {
    Year::of(number).expect("a year that is described")
}

fn key(rule: &str, registration: &str) -> FindingKey {
    FindingKey {
        rule: rule.to_owned(),
        registration: registration.to_owned(),
        element: "Cases30".to_owned(),
    }
}

fn explanation(registration: &str, text: &str) -> Explanation {
    Explanation {
        key: key("W905", registration),
        text: text.to_owned(),
        by: "A. Analyst".to_owned(),
        on: date(2025, 10, 14),
    }
}

fn full() -> Answers {
    let mut allowances = Allowances {
        other: Some("Market supplements for \"hard to fill\" posts,\nsome".to_owned()),
        ..Allowances::default()
    };
    for (item, eligible) in Allowances::items(year(2025)).zip(Eligible::ALL.into_iter().cycle()) {
        *allowances.answer(item).expect("a coded item") = Some(eligible);
    }
    Answers {
        allowances,
        explanations: vec![
            explanation("SW1", "Holds the cases of a colleague."),
            explanation("", "No one’s."),
        ],
        signed_off: Some(SignedOff {
            by: "B. Head".to_owned(),
            at: date(2025, 10, 30).at(9, 5, 0, 0),
            records: 17,
            queries_explained: 2,
            sha256: "0123456789abcdef".repeat(4),
        }),
    }
}

fn told(text: &str) -> Vec<String> {
    let problems = Answers::read(year(2025), text).expect_err("something is wrong");
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn answers_read_back_as_they_were_written() {
    for answers in [Answers::default(), full()] {
        assert_eq!(Answers::read(year(2025), &answers.write()), Ok(answers));
    }
}

#[test]
fn a_person_may_write_them_by_hand() {
    let text = r#"
[allowances]
RecruitmentBonus = "all"
other = "None"

[[explanation]]
rule = "W905"
registration = "SW1"
element = "Cases30"
text = "Holds the cases of a colleague."
by = "A. Analyst"
on = 2025-10-14
"#;
    let read = Answers::read(year(2025), text).expect("the text is sound");
    assert_eq!(
        read.allowances.get(Item::RecruitmentBonus),
        Some(Eligible::All)
    );
    assert_eq!(
        read.explanations,
        [explanation("SW1", "Holds the cases of a colleague.")]
    );
}

/// The eight coded items and the free text are asked since 2025 only.
#[test]
fn allowances_are_written_with_the_codes_of_the_return_in_its_order() {
    let full = full();
    let items = Allowances::items(year(2025));
    let codes: Vec<_> = items.map(|item| full.allowances.text(item)).collect();
    let expected = ["0", "1", "2", "0", "1", "2", "0", "1"].map(Some);
    assert_eq!(codes, expected);
    assert_eq!(
        Allowances::items(year(2025)).next(),
        Some(Item::RecruitmentBonus)
    );
    assert_eq!(Allowances::items(year(2024)).count(), 0);
}

#[test]
fn every_problem_is_told_at_once_with_its_place_and_what_to_do() {
    let told = told(
        r#"
[allowances]
RecruitmentBonnus = "all"
RetentionBonus = "many"

[[explanation]]
rule = "W9O5"
text = "Fine."
by = "A. Analyst"
on = 2025-10-14

[[explanation]]
rule = "W905"
text = " "
by = "A. Analyst"
on = 2025-10-14

[[explanation]]
rule = "W905"
text = "Fine."
by = "A. Analyst"
on = "14/10/2025"

[signed_off]
by = "B. Head"
at = 2025-10-30T09:05:00
records = 17
errors = 1
queries_explained = 2
sha256 = "0"
"#,
    );
    assert_eq!(told.len(), 6, "{told:?}");
    for words in [
        "allowances, RecruitmentBonnus: the return of 2025 does not ask for ‘RecruitmentBonnus’. Did you mean ‘RecruitmentBonus’?",
        "allowances, RetentionBonus: ‘many’ is not an answer. Write `no`, `all` or `some`.",
        "explanation 1, W9O5: ‘W9O5’ is not a rule.",
        "explanation 2, W905: the explanation says nothing.",
        "explanation 3, W905: ‘14/10/2025’ is not a date. Write `on` like 2025-10-14.",
        "signed_off: a return with errors cannot be signed off.",
    ] {
        assert!(
            told.iter().any(|it| it.starts_with(words)),
            "{words}: {told:?}"
        );
    }
}

#[test]
fn an_unknown_key_is_refused_with_its_line_and_the_one_that_was_meant() {
    let told = told("[[explanation]]\nrule = \"W905\"\ntxt = \"Fine.\"\n");
    assert!(
        told[0].starts_with("line 3: unknown field `txt`"),
        "{told:?}"
    );
    assert!(told[0].contains("Did you mean ‘text’?"), "{told:?}");
}

#[test]
fn the_same_finding_is_explained_once() {
    let mut answers = full();
    answers.explanations.push(explanation("SW1", "Another."));
    let problems = Answers::read(year(2025), &answers.write()).expect_err("a repeat");
    assert_eq!(problems[0].place, "explanation 3, W905");
    answers.explanations.pop();
    answers.explain(explanation("SW1", "Another."));
    assert_eq!(answers.explanations.len(), 2);
    assert_eq!(answers.explanations[0].text, "Another.");
    answers.unexplain(&key("W905", "SW1"));
    assert_eq!(answers.explanations, [explanation("", "No one’s.")]);
}

#[test]
fn last_years_explanation_is_offered_until_this_year_has_its_own() {
    let last_year = full();
    let mut this_year = Answers::default();
    assert_eq!(this_year.carried_over(&last_year).len(), 2);
    this_year.explain(explanation("SW1", "Still so."));
    let offered = this_year.carried_over(&last_year);
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[&key("W905", "")].text, "No one’s.");
}

#[test]
fn a_query_counts_as_explained_by_rule_worker_and_element() {
    let file = b"<Message><CSWWWorker><Shoe>1</Shoe></CSWWWorker></Message>";
    let checked = Checker::default()
        .file(&file[..], None)
        .expect("a file that reads");
    let of_block = |mut answers: Answers, finding: &Finding| {
        answers.explain(Explanation {
            key: finding.key(),
            ..explanation("", "So.")
        });
        answers
    };
    let none = Answers::default();
    let open = none.unexplained(&checked.findings).len();
    assert_eq!(open, checked.findings.count(Severity::Query));
    for finding in checked.findings.all.iter() {
        let answers = of_block(none.clone(), finding);
        assert!(answers.explained(finding).is_some());
        let is_query = finding.severity == Severity::Query;
        assert_eq!(
            answers.unexplained(&checked.findings).len() < open,
            is_query
        );
    }
}
