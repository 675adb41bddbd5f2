//! The pages of the strategy, and its forms.

use holdfast_workforce::record::Kind;

use crate::address;
use crate::testing::TestServer;

#[tokio::test]
async fn the_strategy_answers_first_and_lists_every_item_once() {
    let server = TestServer::with_example().await;
    let authority = server.authority().await;
    let workforce = server.app.store().workforce(authority.id).await.unwrap();
    let path = address::strategy(&authority);
    let answer = server.get(&path).await;
    assert_eq!(answer.status, 200);
    assert!(answer.says("pieces of work"));
    assert!(answer.says("Overdue"));
    for item in workforce.strategy_items().iter() {
        let link = format!("href=\"{}\"", address::strategy_item(&authority, item.id));
        assert_eq!(answer.text().matches(&link).count(), 1, "{}", item.title);
    }
    let proposals = server.get(&format!("{path}?sort=proposal")).await;
    assert!(proposals.says("£96,000"));
    assert!(!proposals.says("Hold four recruitment fairs a year"));
    let wrong = server.get(&format!("{path}?sort=wish")).await;
    assert_eq!(wrong.status, 422);
}

#[tokio::test]
async fn every_item_opens_with_its_reason() {
    let server = TestServer::with_example().await;
    let authority = server.authority().await;
    let workforce = server.app.store().workforce(authority.id).await.unwrap();
    for item in workforce.strategy_items().iter() {
        let answer = server
            .get(&address::strategy_item(&authority, item.id))
            .await;
        assert_eq!(answer.status, 200, "{}", item.reference);
        let has_chart = answer.text().contains("<figure");
        assert_eq!(has_chart, item.measure.is_some(), "{}", item.reference);
    }
    let nowhere = server
        .get(&format!("{}/items/none", address::strategy(&authority)))
        .await;
    assert_eq!(nowhere.status, 404);
}

#[tokio::test]
async fn boards_pledges_and_audits_have_pages_and_files() {
    let server = TestServer::with_example().await;
    let authority = server.authority().await;
    for (path, says) in [
        (address::strategy_boards(&authority), "Scrutiny committee"),
        (address::strategy_pledges(&authority), "Practice standards"),
        (address::strategy_audits(&authority), "Voice of the child"),
        (address::strategy(&authority), "Fill more posts for good"),
    ] {
        let page = server.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.says(says), "{path}");
        let csv = server.get(&format!("{path}.csv")).await;
        assert_eq!(csv.status, 200, "{path}");
        let book = server.get(&format!("{path}.xlsx")).await;
        assert_eq!(&book.bytes[..2], b"PK", "{path}");
        let refused = server.get(&format!("{path}.csv?at=31/2/2026")).await;
        assert_eq!(refused.status, 400, "{path}");
    }
    // No name of anybody who acknowledged a pledge leaves with the files.
    let workforce = server.app.store().workforce(authority.id).await.unwrap();
    let csv = server
        .get(&format!("{}.csv", address::strategy_pledges(&authority)))
        .await;
    let mut people = workforce.people().iter();
    assert!(!people.any(|it| csv.text().contains(it.display_name())));
}

#[tokio::test]
async fn each_kind_has_a_form_with_choices_for_what_it_refers_to() {
    let server = TestServer::with_example().await;
    let authority = server.authority().await;
    for (kind, says) in [
        (Kind::StrategyItem, "Vacancy rate"),
        (Kind::MemberRequest, "Scrutiny committee"),
        (Kind::Board, "Chair"),
        (Kind::Pledge, "Practice standard"),
        (Kind::Acknowledgement, "supervision"),
        (Kind::PracticeAudit, "Dip sample"),
    ] {
        let name = kind.name().replace(' ', "_");
        let form = server.get(&address::form(&authority, &name, [])).await;
        assert_eq!(form.status, 200, "{name}");
        assert!(form.text().contains(says), "{name}");
    }
}

#[tokio::test]
async fn an_authority_without_a_strategy_is_told_so() {
    let server = TestServer::with_example().await;
    let authority = server.authority().await;
    let before = "?at=1/1/2001";
    let boards = address::strategy_boards(&authority);
    let answer = server.get(&format!("{boards}{before}")).await;
    assert!(answer.says("No member has asked for anything yet."));
    let audits = address::strategy_audits(&authority);
    let answer = server.get(&format!("{audits}{before}")).await;
    assert!(answer.says("No audit is recorded yet."));
}
