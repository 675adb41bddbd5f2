use axum::http::StatusCode;
use holdfast_measures::scorecard::Scorecard;
use holdfast_workforce::codes::Service;

use super::filling::filled;
use crate::answers::Answers;
use crate::testing::{Answer, TestServer};

async fn server() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let base = format!("/{}/scorecard", server.authority().await.reference);
    (server, base)
}

fn form() -> Answers {
    filled(&Scorecard::starter(Service::Children))
        .with("service", "children")
        .with("seen", "0")
}

async fn send(server: &TestServer, base: &str, answers: &Answers) -> Answer {
    let fields: Vec<_> = answers.pairs().collect();
    server.post(&format!("{base}/edit"), &fields).await
}

#[tokio::test]
async fn the_scorecard_shows_groups_months_changes_and_where_figures_open() {
    let (server, base) = server().await;
    let page = server.get(&base).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "Recruitment and retention scorecard",
        "Vacancies and agency workers",
        "course-vacancy_rate",
        "/measures/vacancy_rate?at=2026-09-30&#38;service=children",
        "/measures/teams?at=2026-09-30",
        "three-digit number at the Department for Education",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let csv = server.get(&format!("{base}.csv?at=2026-08-31")).await;
    assert!(csv.says("Vacancy rate"), "{}", csv.text());
    let workbook = server.get(&format!("{base}.xlsx")).await;
    assert_eq!(workbook.status, StatusCode::OK);
}

#[tokio::test]
async fn adults_services_have_a_scorecard_without_peers() {
    let (server, base) = server().await;
    let page = server
        .get(&format!("{base}?service=adults&at=31/8/2026"))
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.says("count children’s services only"));
    let wrong = server
        .get(&format!("{base}?service=parks&at=31/2/2026"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_council_arranges_its_scorecard_with_targets_footnotes_and_words() {
    let (server, base) = server().await;
    let form = form()
        .set("group-1", "Gaps")
        .set("newly_qualified_share-target", "15%")
        .set("newly_qualified_share-by", "31/3/2028")
        .set("newly_qualified_share-start", "35")
        .set("newly_qualified_share-from", "31/3/2026")
        .set("vacancy_rate-note", "Counted with the new establishment.")
        .set("words-1-title", "Exit interviews")
        .set("words-1-text", "Caseloads come first.")
        .set("words-1-source", "Interviews of 2026");
    let sent = send(&server, &base, &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = server.get(&base).await;
    for words in [
        "Gaps",
        "at most 15.0% by 31 March 2028",
        "Counted with the new establishment.",
        "Caseloads come first.",
        "Source: Interviews of 2026",
        "last arranged by",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let edit = server.get(&format!("{base}/edit?service=children")).await;
    assert!(edit.says("by = &#34;2028-03-31&#34;"), "{}", edit.text());
}

#[tokio::test]
async fn what_was_typed_is_kept_with_every_problem() {
    let (server, base) = server().await;
    let form = form().set("name", "").set("vacancy_rate-target", "ten");
    let answer = send(&server, &base, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Enter a name for the scorecard",
        "Enter the date by which the target of ‘Vacancy rate’ is due",
        "value=\"ten\"",
    ] {
        assert!(answer.says(words), "{words}");
    }
}

#[tokio::test]
async fn two_people_who_arrange_it_at_once_are_told() {
    let (server, base) = server().await;
    let sent = send(&server, &base, &form()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let stale = send(&server, &base, &form().set("name", "Mine")).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.says("changed this scorecard"), "{}", stale.text());
    assert!(stale.says("value=\"Mine\""));
}
