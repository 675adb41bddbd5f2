use axum::http::StatusCode;
use holdfast_intake::package_archive;
use holdfast_workforce::Workforce;
use std::sync::Arc;

use crate::testing::{Answer, TestServer};
use crate::upload;

/// A server with the example, and the address of its authority.
async fn example() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let base = format!("/{}", server.authority().await.reference);
    (server, base)
}

async fn workforce(server: &TestServer) -> Arc<Workforce> {
    let id = server.authority().await.id;
    server.app.store().workforce(id).await.unwrap()
}

async fn send(server: &TestServer, base: &str, name: &str, bytes: &[u8]) -> Answer {
    let path = format!("{base}/imports");
    server.post_file(&path, &[], ("package", name, bytes)).await
}

/// Sends a file and gives the address of the page that checks it.
async fn sent(server: &TestServer, base: &str, name: &str, bytes: &[u8]) -> String {
    let answer = send(server, base, name, bytes).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.unwrap()
}

/// A table that renames the first person.
async fn renaming(server: &TestServer, name: &str) -> Vec<u8> {
    let workforce = workforce(server).await;
    let person = workforce.people().iter().next().unwrap();
    format!("id,name\n{},{name}\n", person.reference).into_bytes()
}

#[tokio::test]
async fn a_package_is_checked_then_imported_and_then_changes_nothing() {
    let (server, base) = example().await;
    let table = renaming(&server, "Zelda Imported").await;
    let address = sent(&server, &base, "people.csv", &table).await;
    let before = workforce(&server).await.as_of();
    let check = server.get(&address).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.says("1 record would be written") && check.says("Import 1 record"));
    assert!(
        check.says("Zelda Imported") && check.says("people.csv, row 2"),
        "{}",
        check.text()
    );
    assert_eq!(
        workforce(&server).await.as_of(),
        before,
        "checking writes nothing"
    );

    let made = server.post(&address, &[("profile", "")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let change = server.get(&made.location.unwrap()).await;
    assert!(change.says("The import was made") && change.says("Import of people.csv"));
    assert!(change.says("Zelda Imported"), "{}", change.text());

    let again = sent(&server, &base, "people.csv", &table).await;
    let check = server.get(&again).await;
    assert!(check.says("Nothing would change") && !check.says("Import 1 record"));
    let list = server.get(&format!("{base}/imports")).await;
    assert!(list.says("Import of people.csv") && list.says("Import of example"));
}

#[tokio::test]
async fn the_same_package_twice_changes_nothing() {
    let (server, base) = example().await;
    let records = workforce(&server).await;
    let archive = package_archive(&records).unwrap();
    let address = sent(&server, &base, "again.zip", &archive).await;
    assert!(server.get(&address).await.says("Nothing would change"));
}

#[tokio::test]
async fn a_package_with_errors_is_refused_with_every_place_and_can_not_be_confirmed() {
    let (server, base) = example().await;
    let before = workforce(&server).await.as_of();
    let table = "id,name,born\nX1,Ann,soon\nX2,Bo,1980-13-01\n";
    let address = sent(&server, &base, "people.csv", table.as_bytes()).await;
    let check = server.get(&address).await;
    assert!(
        check.says("2 errors to mend before this can be imported"),
        "{}",
        check.text()
    );
    for words in [
        ">people.csv</th>",
        "born",
        "soon",
        "not-a-date",
        "Send the mended file",
    ] {
        assert!(check.says(words), "{words}");
    }
    let refused = server.post(&address, &[]).await;
    assert!(refused.says("2 errors to mend"));
    assert_eq!(workforce(&server).await.as_of(), before);
    let csv = server.get(&format!("{address}/problems.csv")).await;
    assert_eq!(csv.content_type, "text/csv; charset=utf-8");
    let text = csv.text();
    assert!(text.starts_with("severity,file,row,column,value,rule,message,what to do\n"));
    assert_eq!(text.lines().count(), 3, "{text}");
}

#[tokio::test]
async fn a_file_that_is_no_archive_says_what_to_do() {
    let (server, base) = example().await;
    let address = sent(&server, &base, "broken.zip", b"PK this is no archive").await;
    let check = server.get(&address).await;
    assert!(check.says("1 error to mend") && check.says("is no readable .zip archive"));
    let address = sent(&server, &base, "notes.docx", b"words").await;
    assert!(server.get(&address).await.says("not-a-package"));
}

#[tokio::test]
async fn a_file_beyond_the_limit_is_refused_beside_its_field() {
    let (server, base) = example().await;
    let answer = send(&server, &base, "people.csv", &vec![b'x'; upload::LIMIT + 1]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("The file must be no larger than 64 MB"));
}

#[tokio::test]
async fn a_form_without_a_file_asks_for_one() {
    let (server, base) = example().await;
    let answer = send(&server, &base, "", b"").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Select a package, a workbook or a table"));
}

#[tokio::test]
async fn an_upload_that_is_gone_leads_back() {
    let (server, base) = example().await;
    let path = format!("{base}/imports/uploads/00000000-0000-7000-8000-000000000000");
    let answer = server.get(&path).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.says("Upload the file again"));
}

/// Another authority with one person.
fn other_authority() -> Vec<u8> {
    let example = holdfast_example::Plan {
        fte: 20,
        years: 1,
        seed: 9,
        ..Default::default()
    };
    let mut workforce = holdfast_example::generate(&example);
    let mut authority = workforce.authority().unwrap().clone();
    authority.reference = "OTHER".into();
    authority.name = "Otherton".into();
    workforce = workforce.with(&[holdfast_workforce::Change::Put(authority.into())], 1);
    package_archive(&workforce).unwrap()
}

#[tokio::test]
async fn a_package_of_another_authority_has_to_be_confirmed() {
    let (server, base) = example().await;
    let address = sent(&server, &base, "other.zip", &other_authority()).await;
    let check = server.get(&address).await;
    assert!(
        check.says("the import goes to Otherton"),
        "{}",
        check.text()
    );
    assert!(check.says("Otherton (OTHER) is not recorded yet"));
    let asked = server.post(&address, &[]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.says("Confirm that the import goes to Otherton"));
    let made = server.post(&address, &[("elsewhere", "yes")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    let change = made.location.unwrap();
    assert!(change.starts_with("/OTHER/changes/"), "{change}");
    assert_eq!(server.get(&change).await.status, StatusCode::OK);
    let foreign = change.replace("/OTHER/", &format!("{base}/"));
    assert_eq!(
        server.get(&foreign).await.status,
        StatusCode::NOT_FOUND,
        "authorities are apart"
    );
}

#[tokio::test]
async fn the_first_import_needs_no_authority() {
    let server = TestServer::empty().await;
    assert_eq!(server.get("/imports").await.status, StatusCode::OK);
    let address = sent(&server, "", "other.zip", &other_authority()).await;
    assert!(
        server
            .get(&address)
            .await
            .says("Otherton (OTHER) is not recorded yet")
    );
    let made = server.post(&address, &[]).await;
    assert!(made.location.unwrap().starts_with("/OTHER/changes/"));
    let address = sent(&server, "", "people.csv", b"id\nX1\n").await;
    assert_eq!(server.get(&address).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_table_without_an_authority_says_so_where_there_is_none() {
    let server = TestServer::empty().await;
    let address = sent(&server, "", "people.csv", b"id\nX1\n").await;
    let check = server.get(&address).await;
    assert!(check.says("whose-is-it"), "{}", check.text());
}

#[tokio::test]
async fn everything_that_would_change_can_be_taken_along() {
    let (server, base) = example().await;
    let table = renaming(&server, "=cmd").await;
    let address = sent(&server, &base, "people.csv", &table).await;
    let csv = server.get(&format!("{address}/stories.csv")).await;
    assert_eq!(csv.status, StatusCode::OK);
    assert!(csv.text().contains(",people.csv,2"), "{}", csv.text());
}

#[tokio::test]
async fn people_alone_are_told_by_their_names_before_the_import() {
    let (server, base) = example().await;
    let table = "id,name\nNEW-1,Zelda Invented\n";
    let address = sent(&server, &base, "people.csv", table.as_bytes()).await;
    let check = server.get(&address).await;
    assert!(
        check.says("Person ‘Zelda Invented’ added"),
        "{}",
        check.text()
    );
}

#[tokio::test]
async fn warnings_are_pointed_to_beside_the_button_that_confirms() {
    let (server, base) = example().await;
    let workforce = workforce(&server).await;
    let team = &workforce.teams().iter().next().unwrap().reference;
    let role = &workforce.roles().iter().next().unwrap().reference;
    let table = format!(
        "id,from,team,role,fte,funding,standing\nNEW-1,2026-10-01,{team},{role},1,grant,established\n"
    );
    let address = sent(&server, &base, "posts.csv", table.as_bytes()).await;
    let text = server.get(&address).await.text();
    let link = text
        .find("href=\"#warnings\"")
        .expect("a link to the warnings");
    assert!(link < text.find("Import 1 record").unwrap(), "{text}");
    assert!(text.contains("id=\"warnings\""), "{text}");
}
