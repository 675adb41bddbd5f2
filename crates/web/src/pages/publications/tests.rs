use axum::http::StatusCode;
use holdfast_store::{Submission, TimedIds};
use holdfast_workforce::Change;
use holdfast_workforce::id::PublicationId;
use holdfast_workforce::record::{Assignment, Publication};

use crate::testing::TestServer;

async fn server() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let base = format!("/{}/publications", server.authority().await.reference);
    (server, base)
}

async fn as_of(server: &TestServer) -> String {
    let id = server.authority().await.id;
    let workforce = server.app.store().workforce(id).await.unwrap();
    workforce.as_of().to_string()
}

async fn publish(server: &TestServer, base: &str) {
    let as_of = as_of(server).await;
    let fields = [
        ("month", "2026-08"),
        ("service", "children"),
        ("as_of", as_of.as_str()),
    ];
    let answer = server.post(&format!("{base}/new"), &fields).await;
    let expected = format!("{base}/children-2026-08");
    assert_eq!(answer.location, Some(expected), "{}", answer.text());
}

/// Halves the hours of everybody who is in post at the end of the month.
async fn correct_the_past(server: &TestServer) {
    let authority = server.authority().await.id;
    let store = server.app.store();
    let workforce = store.workforce(authority).await.unwrap();
    let day = jiff::civil::date(2026, 8, 31);
    let halved = |it: &Assignment| {
        let fte = "0.5".parse().unwrap();
        Change::Put(Assignment { fte, ..it.clone() }.into())
    };
    let open = workforce.assignments().iter();
    let changes: Vec<_> = open
        .filter(|it| it.spell.contains(day))
        .map(halved)
        .collect();
    submit(server, "Hours put right", changes).await;
}

async fn submit(server: &TestServer, title: &str, changes: Vec<Change>) {
    let submission = Submission {
        actor: "A. Tester".into(),
        kind: "correction".into(),
        title: title.into(),
        note: None,
        at: server.app.now(),
        authorities: vec![server.authority().await.id],
        expects: Vec::new(),
    };
    let plan = |_: &_| Ok::<_, std::convert::Infallible>(changes.clone());
    server.app.store().submit(submission, plan).await.unwrap();
}

#[tokio::test]
async fn a_month_is_seen_before_it_is_published_and_stays_as_it_was() {
    let (server, base) = server().await;
    assert!(server.get(&base).await.says("Nothing was published yet."));
    let preview = server
        .get(&format!("{base}/new?month=2026-08&service=children"))
        .await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    assert!(preview.says("Publish these figures") && preview.says("Vacancy rate"));
    publish(&server, &base).await;
    assert!(server.get(&base).await.says("August 2026"));
    let page = server.get(&format!("{base}/children-2026-08")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.says("Nothing was restated since"), "{}", page.text());
    assert!(page.says("FTE vacancies, divided by FTE vacancies and FTE in post together"));
    let csv = server
        .get(&format!("{base}/children-2026-08/figures.csv"))
        .await;
    assert!(csv.says("Vacancy rate"), "{}", csv.text());
}

#[tokio::test]
async fn a_correction_afterwards_is_restated_with_its_rows_and_its_change() {
    let (server, base) = server().await;
    publish(&server, &base).await;
    correct_the_past(&server).await;
    let page = server.get(&format!("{base}/children-2026-08")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "were restated since",
        "What was restated, and why",
        "Changed",
        "Hours put right",
        "/people/",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn a_month_is_published_once_and_only_when_it_is_over() {
    let (server, base) = server().await;
    publish(&server, &base).await;
    let again = server
        .get(&format!("{base}/new?month=2026-08&service=children"))
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("was published on 30 September 2026 already"));
    let early = server
        .get(&format!("{base}/new?month=2026-09&service=children"))
        .await;
    assert!(
        early.says("September 2026 is not over yet"),
        "{}",
        early.text()
    );
    let before = server
        .get(&format!("{base}/new?month=1990-09&service=children"))
        .await;
    assert!(before.says("The records give no figure at all"));
    let unread = server
        .get(&format!("{base}/new?month=soon&service=children"))
        .await;
    assert!(unread.says("Select a month from the list"));
}

#[tokio::test]
async fn records_that_changed_after_the_preview_are_looked_at_again() {
    let (server, base) = server().await;
    let seen = as_of(&server).await;
    correct_the_past(&server).await;
    let fields = [
        ("month", "2026-08"),
        ("service", "children"),
        ("as_of", seen.as_str()),
    ];
    let answer = server.post(&format!("{base}/new"), &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("The records were changed after you looked"));
    assert!(answer.says("Publish these figures"));
}

#[tokio::test]
async fn what_was_not_published_is_not_found() {
    let (server, base) = server().await;
    let page = server.get(&format!("{base}/children-1999-01")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

/// A month as an earlier version published it: with a count of England's, in
/// words, and with a measure that is defined no more.
const EARLIER: &str = r#"{"title":"Monthly","at":"2026-08-31","service":"children","as_of":1,
"groups":[{"title":"Gaps","measures":["vacancies_fte","turnover_rate"]}],
"words":[{"title":"Exit interviews","text":"Caseloads come first.","source":"Interviews of 2026"}],
"figures":[
{"measure":"vacancies_fte","label":"Vacancies","definition":"As then.","formula":"A","unit":"FTE",
"period":"31 August 2026","value":"1204.5","source":"The council’s records","fingerprint":"00",
"peers":[{"name":"England","value":"5965.4","release":"2025"}]},
{"measure":"turnover_rate","label":"Turnover of old","definition":"As then.","formula":"A ÷ B",
"unit":"%","period":"year ending 31 August 2026","value":"14.2","source":"The same",
"fingerprint":"00"}]}"#;

#[tokio::test]
async fn what_an_earlier_version_published_is_shown_whole() {
    let (server, base) = server().await;
    let publication = Publication {
        id: PublicationId::next(&mut TimedIds),
        reference: "children-2026-08".into(),
        on: jiff::civil::date(2026, 9, 5),
        text: EARLIER.into(),
    };
    let changes = vec![Change::Put(publication.into())];
    submit(&server, "Published: August 2026", changes).await;
    let page = server.get(&format!("{base}/children-2026-08")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "1,204.5 FTE",
        "England 5,965.4 FTE (release 2025)",
        "One measure is no longer defined",
        "No longer defined",
        "Turnover of old",
        "Exit interviews",
        "Caseloads come first.",
        "Source: Interviews of 2026",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    // Another measure of a like name is not taken for it.
    assert!(!page.says("/measures/turnover_rate"), "{}", page.text());
}
