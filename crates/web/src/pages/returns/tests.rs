use axum::http::StatusCode;

use crate::testing::{Answer, TestServer};

const SAMPLE: &[u8] = include_bytes!("../../../../census/tests/files/sample-2025.xml");

/// A server with the example, and the address of its authority.
async fn example() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let base = format!("/{}", server.authority().await.reference);
    (server, base)
}

async fn check(server: &TestServer, base: &str, bytes: &[u8]) -> Answer {
    let path = format!("{base}/returns/check");
    server
        .post_file(&path, &[], ("return", "return.xml", bytes))
        .await
}

#[tokio::test]
async fn a_file_is_checked_with_its_measures_and_downloads_and_nothing_is_kept() {
    let (server, base) = example().await;
    let form = server.get(&format!("{base}/returns/check")).await;
    assert!(form.says("Last year’s file (optional)"));
    let page = check(&server, &base, SAMPLE).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "return.xml",
        "Collection year 2025, authority 999",
        "4 records: 1 in post since before the year, 1 who started in the year, 1 who left in the year, 1 of agency workers.",
        "Vacancy rate",
        "data:text/csv;charset=utf-8,",
        "download=\"measures.xlsx\"",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn findings_say_record_element_place_and_what_to_do() {
    let (server, base) = example().await;
    let sample = String::from_utf8(SAMPLE.to_vec()).unwrap();
    let wrong = sample.replace("<OrgRole>4</OrgRole>", "<OrgRole>4</OrgRole><Shoe>9</Shoe>");
    let page = check(&server, &base, wrong.as_bytes()).await;
    for words in [
        "1 error must be mended",
        "SW345678, leaver",
        "Shoe",
        "W902",
        "Line ",
        "Take it out, or mend its name.",
        "Rules that found something",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_says_where_beside_its_field() {
    let (server, base) = example().await;
    let cut = check(&server, &base, &SAMPLE[..SAMPLE.len() - 20]).await;
    assert_eq!(cut.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        cut.says("return.xml cannot be read: line "),
        "{}",
        cut.text()
    );
    let none = check(&server, &base, b"").await;
    assert!(
        none.says("cannot be read: the file is empty"),
        "{}",
        none.text()
    );
    let path = format!("{base}/returns/check");
    let missing = server.post_file(&path, &[], ("return", "", b"")).await;
    assert!(missing.says("Select the file of a return"));
}

#[tokio::test]
async fn last_years_file_stands_beside_and_is_told_when_it_cannot_be_read() {
    let (server, base) = example().await;
    let path = format!("{base}/returns/check");
    let page = server
        .post_file(&path, &[], ("last_year", "last.xml", b"<Shoe/>"))
        .await;
    assert!(page.says("Select the file of a return"), "{}", page.text());
}
