use axum::http::StatusCode;

use crate::testing::{Answer, TestServer};

/// A server with the example and two imports after it: the first renames a
/// person, the second renames the same person again.
async fn renamed_twice() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let authority = server.authority().await;
    let base = format!("/{}", authority.reference);
    let workforce = server.app.store().workforce(authority.id).await.unwrap();
    let person = workforce.people().iter().next().unwrap().reference.clone();
    for name in ["Zelda First", "Zelda Second"] {
        import(
            &server,
            &base,
            "people.csv",
            &format!("id,name\n{person},{name}\n"),
        )
        .await;
    }
    (server, base)
}

async fn import(server: &TestServer, base: &str, name: &str, table: &str) -> Answer {
    let path = format!("{base}/imports");
    let file = ("package", name, table.as_bytes());
    let sent = server.post_file(&path, &[], file).await;
    let made = server.post(&sent.location.unwrap(), &[]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    made
}

#[tokio::test]
async fn the_log_lists_what_was_done_newest_first_and_filters() {
    let (server, base) = renamed_twice().await;
    let html = server.get(&format!("{base}/changes")).await.text();
    let place = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(
        place("changes/3\"") < place("changes/2\"") && place("changes/2\"") < place("changes/1\"")
    );
    let filtered = |query: &str| format!("{base}/changes?{query}");
    assert!(
        server
            .get(&filtered("kind=undo"))
            .await
            .says("No change is of this kind")
    );
    assert!(
        server
            .get(&filtered("who=nobody"))
            .await
            .says("No change is of this kind")
    );
    assert!(
        server
            .get(&filtered("kind=import&who=tester"))
            .await
            .says("Import of people.csv")
    );
    let older = server.get(&filtered("before=2")).await;
    assert!(older.says("Import of example") && !older.says("Import of people.csv"));
    assert!(
        server
            .get(&filtered("before=&kind="))
            .await
            .says("Import of people.csv")
    );
}

#[tokio::test]
async fn the_log_can_be_taken_along() {
    let (server, base) = renamed_twice().await;
    let csv = server.get(&format!("{base}/changes.csv")).await;
    assert_eq!(csv.content_type, "text/csv; charset=utf-8");
    let text = csv.text();
    assert!(text.starts_with("change,when,who,kind,what,note,records,undoes,undone by\n3,"));
    assert_eq!(text.lines().count(), 4, "{text}");
}

#[tokio::test]
async fn a_change_is_told_field_by_field() {
    let (server, base) = renamed_twice().await;
    let page = server.get(&format!("{base}/changes/3")).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "Zelda First",
        "Zelda Second",
        ">Name<",
        "A. Tester",
        "Undo this change",
    ] {
        assert!(page.says(words), "{words}");
    }
    let csv = server
        .get(&format!("{base}/changes/3/records.csv"))
        .await
        .text();
    assert_eq!(
        csv,
        "kind,record,field,before,after\nperson,Zelda Second,Name,Zelda First,Zelda Second\n"
    );
}

#[tokio::test]
async fn a_long_change_is_shown_in_parts() {
    let (server, base) = renamed_twice().await;
    let first = server.get(&format!("{base}/changes/1")).await.text();
    assert!(first.contains("More records"));
    let start = first.find("?from=").unwrap();
    let end = start + first[start..].find('#').unwrap();
    let second = server
        .get(&format!("{base}/changes/1{}", &first[start..end]))
        .await;
    assert_eq!(second.status, StatusCode::OK);
    assert!(second.says("These are not the first records") && second.says("First records"));
    let nonsense = server.get(&format!("{base}/changes/1?from=x.y.z")).await;
    assert!(!nonsense.says("These are not the first records"));
}

#[tokio::test]
async fn a_change_whose_records_fill_the_page_has_no_further_page() {
    let (server, base) = renamed_twice().await;
    let rows: String = (0..25)
        .map(|number| format!("NEW{number},New {number}\n"))
        .collect();
    let made = import(&server, &base, "people.csv", &format!("id,name\n{rows}")).await;
    let page = server.get(&made.location.unwrap()).await;
    assert!(page.says("New 24") && !page.says("More records"));
}

#[tokio::test]
async fn a_change_that_is_not_there_leads_to_the_log() {
    let (server, base) = renamed_twice().await;
    for seq in ["99", "0", "x", "18446744073709551615"] {
        let answer = server.get(&format!("{base}/changes/{seq}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{seq}");
        assert!(answer.says("See all changes"));
    }
}

#[tokio::test]
async fn the_last_change_is_undone_and_made_again() {
    let (server, base) = renamed_twice().await;
    let question = server.get(&format!("{base}/changes/3/undo")).await;
    assert!(question.says("Undo this change?") && question.says("What undoing would do"));
    let undone = server.post(&format!("{base}/changes/3/undo"), &[]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text());
    let address = undone.location.unwrap();
    assert_eq!(address, format!("{base}/changes/4?done=undo"));
    assert!(server.get(&address).await.says("The change was undone"));
    assert!(
        server
            .get(&format!("{base}/changes/3"))
            .await
            .says("This was undone by")
    );
    let twice = server.post(&format!("{base}/changes/3/undo"), &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.says("was undone already"));
    let list = server.get(&format!("{base}/imports")).await;
    assert!(list.says("Undone") && list.says("Undo: Import of people.csv"));
    server.post(&format!("{base}/changes/4/undo"), &[]).await;
    assert!(
        !server
            .get(&format!("{base}/changes/3"))
            .await
            .says("This was undone by")
    );
}

#[tokio::test]
async fn a_change_that_others_depend_on_names_them() {
    let (server, base) = renamed_twice().await;
    let refused = server.post(&format!("{base}/changes/2/undo"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("later changes depend on it"));
    assert!(refused.says(&format!("href=\"{base}/changes/3\"")));
    assert!(refused.says("It wrote some of the same records."));
}
