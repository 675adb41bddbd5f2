//! Tests of the page of a person.

use holdfast_workforce::Change;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{AbsenceKind, Holding};

use crate::address;
use crate::testing::TestServer;

#[tokio::test]
async fn the_page_shows_what_the_person_did_and_what_may_be_recorded() {
    let server = TestServer::with_example().await;
    let authority = server.authority().await;
    let workforce = server.app.store().workforce(authority.id).await.unwrap();
    let today = server.app.today();
    let holder = workforce.assignments().iter();
    let holder = holder.filter(|it| it.holding == Holding::Substantive);
    let holder = holder.filter(|it| it.spell.contains(today)).last().unwrap();
    let person = workforce.person_of(holder.engagement).unwrap();
    let answer = server.get(&address::person(&authority, person.id)).await;
    assert_eq!(answer.status, 200);
    let post = workforce.posts().get(holder.post).unwrap();
    for words in [
        person.display_name(),
        &address::post(&authority, post.id),
        &format!("/new/move?assignment={}", holder.id),
        &format!("/new/leave?engagement={}", holder.engagement),
        &format!("/correct/person/{}", person.id),
        &format!("Person {} added", person.reference),
        "A. Tester",
    ] {
        assert!(answer.says(words), "{words}");
    }
}

#[tokio::test]
async fn health_and_pay_are_folded_away() {
    let server = TestServer::with_example().await;
    let authority = server.authority().await;
    let workforce = server.app.store().workforce(authority.id).await.unwrap();
    let absence = workforce
        .absences()
        .iter()
        .find(|it| it.kind == AbsenceKind::Sickness);
    let person = workforce.person_of(absence.unwrap().engagement).unwrap();
    let html = server
        .get(&address::person(&authority, person.id))
        .await
        .text();
    let open: String = html
        .split("<details")
        .map(|part| part.split("</details>").last().unwrap_or_default())
        .collect();
    assert!(html.contains("Sickness") && html.contains('£'));
    assert!(!open.contains("Sickness") && !open.contains('£'));
}

#[tokio::test]
async fn a_change_is_told_field_by_field_with_who_made_it() {
    let server = TestServer::with_example().await;
    let authority = server.authority().await;
    let workforce = server.app.store().workforce(authority.id).await.unwrap();
    let mut assignment = workforce
        .assignments()
        .iter()
        .find(|it| it.fte == Fte::ONE)
        .unwrap()
        .clone();
    assignment.fte = Fte::from_units(600_000);
    let post = assignment.post;
    let submission = holdfast_store::Submission {
        actor: "B. Tester".into(),
        kind: "correct".into(),
        title: "Hours corrected".into(),
        note: None,
        at: server.app.now(),
        authorities: vec![authority.id],
        expects: Vec::new(),
    };
    let changes = vec![Change::Put(assignment.into())];
    let done = server.app.store().submit(submission, |_| {
        Ok::<_, std::convert::Infallible>(changes.clone())
    });
    done.await.unwrap();
    let html = server.get(&address::post(&authority, post)).await.text();
    for words in [
        "Hours corrected",
        "B. Tester",
        "FTE: 1 → <strong>0.6</strong>",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_person_that_is_not_there_is_told_so() {
    let server = TestServer::with_example().await;
    let authority = server.authority().await;
    let answer = server
        .get(&address::below(&authority, "people/nobody"))
        .await;
    assert_eq!(answer.status, 404);
    assert!(answer.says("There is no person with the number nobody"));
}
