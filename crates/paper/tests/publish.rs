//! From a draft to a published paper.

use std::sync::LazyLock;

use holdfast_example::{Plan, generate};
use holdfast_paper::Grounds;
use holdfast_paper::publish::{CannotPublish, Draft, Frozen, publish, versions};
use holdfast_reference::Releases;
use holdfast_workforce::id::{CountingIds, IdSource as _, PaperId, PublishedPaperId};
use holdfast_workforce::record::{Agreement, Paper, Record};
use holdfast_workforce::{Change, Workforce};
use jiff::civil::date;

static EXAMPLE: LazyLock<Workforce> = LazyLock::new(|| generate(&Plan::default()));

const TEXT: &str = "+++\ntitle = \"Workforce\"\ndate = 2026-10-14\n[[sign_offs]]\noffice = \"Finance\"\n+++\nThe rate is {{ vacancy_rate }}.\n";

fn paper(text: &str, agreements: Vec<Agreement>) -> Paper {
    let id = PaperId(CountingIds::default().next_id());
    Paper {
        id,
        reference: "scrutiny".into(),
        text: text.into(),
        agreements,
    }
}

fn draft(paper: &Paper) -> Draft {
    Draft::of(paper, Grounds::of(&EXAMPLE, Releases::shipped())).expect("a paper that can be read")
}

fn agreed_to(paper: &Paper) -> Paper {
    let agreement = Agreement {
        office: "Finance".into(),
        by: "A. Treasurer".into(),
        on: date(2026, 10, 5),
        fingerprint: draft(paper).fingerprint,
    };
    Paper {
        agreements: vec![agreement],
        ..paper.clone()
    }
}

fn id() -> PublishedPaperId {
    PublishedPaperId(CountingIds::default().next_id())
}

#[test]
fn a_paper_is_published_only_when_every_office_has_agreed_to_it() {
    let written = paper(TEXT, Vec::new());
    let refused = publish(
        &written,
        &draft(&written),
        &EXAMPLE,
        date(2026, 10, 6),
        id(),
    )
    .unwrap_err();
    assert_eq!(
        refused,
        CannotPublish::NotReady(vec!["Finance has not agreed to it as it stands".into()])
    );
    let agreed = agreed_to(&written);
    let record = publish(&agreed, &draft(&agreed), &EXAMPLE, date(2026, 10, 6), id()).unwrap();
    assert_eq!(record.reference, "scrutiny-v1");
    let frozen = Frozen::read(&record.text).unwrap();
    assert_eq!(frozen.printed[0].printed, "6.8%");
    assert_eq!(frozen.document, draft(&agreed).composed.document);
    assert_eq!(frozen.agreements, agreed.agreements);
}

#[test]
fn an_agreement_falls_away_when_the_wording_changes() {
    let agreed = agreed_to(&paper(TEXT, Vec::new()));
    assert!(draft(&agreed).obstacles().is_empty());
    let reworded = Paper {
        text: TEXT.replace("The rate", "The vacancy rate"),
        ..agreed
    };
    let draft = draft(&reworded);
    assert_eq!(draft.fallen.len(), 1);
    assert_eq!(
        draft.obstacles(),
        ["Finance has not agreed to it as it stands"]
    );
}

#[test]
fn an_agreement_falls_away_when_a_figure_changes() {
    let agreed = agreed_to(&paper(TEXT, Vec::new()));
    let leaver = EXAMPLE
        .assignments()
        .iter()
        .find(|it| it.spell.contains(date(2026, 9, 30)))
        .unwrap();
    let records = EXAMPLE.with(
        &[Change::Remove(
            Record::from(leaver.clone()).kind(),
            leaver.id.into(),
        )],
        1,
    );
    let draft = Draft::of(&agreed, Grounds::of(&records, Releases::shipped())).unwrap();
    // One fewer in post is one more vacant, unless the post was held twice.
    assert_ne!(draft.composed.printed[0].printed, "6.8%", "{:?}", leaver);
    assert_eq!(draft.fallen.len(), 1);
}

#[test]
fn the_same_is_not_published_twice_and_what_was_published_says_what_is_restated() {
    let agreed = agreed_to(&paper(TEXT, Vec::new()));
    let record = publish(&agreed, &draft(&agreed), &EXAMPLE, date(2026, 10, 6), id()).unwrap();
    let records = EXAMPLE.with(&[Change::Put(Record::PublishedPaper(record))], 1);
    let again = publish(&agreed, &draft(&agreed), &records, date(2026, 10, 7), id()).unwrap_err();
    let on = date(2026, 10, 6);
    assert_eq!(
        again,
        CannotPublish::Already {
            reference: "scrutiny-v1".into(),
            on
        }
    );
    let found = versions(&records, "scrutiny");
    assert_eq!(found.len(), 1);
    let now = Grounds::of(&records, Releases::shipped());
    assert_eq!(found[0].1.restated(now), []);
    let gone: Vec<Change> = records
        .assignments()
        .iter()
        .filter(|it| it.spell.contains(date(2026, 9, 30)))
        .take(40)
        .map(|it| Change::Remove(Record::from(it.clone()).kind(), it.id.into()))
        .collect();
    let fewer = records.with(&gone, 2);
    let restated = found[0]
        .1
        .restated(Grounds::of(&fewer, Releases::shipped()));
    assert_eq!(restated[0].was, "6.8%");
    assert!(restated[0].is.as_ref().is_some_and(|is| is != "6.8%"));
}
