use axum::http::StatusCode;

use crate::testing::{Answer, TestServer};

/// A server with the example, and the address of the page.
async fn example() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let path = format!("/{}/reports/check", server.authority().await.reference);
    (server, path)
}

async fn sent(name: &str, bytes: &[u8]) -> Answer {
    let (server, path) = example().await;
    server.post_file(&path, &[], ("paper", name, bytes)).await
}

#[tokio::test]
async fn a_paper_is_checked_with_the_place_what_follows_and_why() {
    let paper = "Vacancies\n\nOf the 48 posts, 12 (27%) were vacant.\n\n45% of staff (54 of 120) replied.\n";
    let page = sent("paper.txt", paper.as_bytes()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "1 statement is contradicted, and 1 is in order.",
        "Line 3",
        "12 ÷ 48 = 25%, printed as 27%.",
        "Contradicted: it cannot be so",
        "What is in order",
        "data:text/csv;charset=utf-8,",
        "download=\"findings.xlsx\"",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn pasted_text_is_checked_and_stands_in_the_form_again() {
    let (server, path) = example().await;
    let text = ("text", "Vacancies fell from 12 to 14.");
    let page = server.post_file(&path, &[text], ("paper", "", b"")).await;
    assert!(page.says("Pasted text"), "{}", page.text());
    assert!(page.says("From 12 to 14 is a rise"), "{}", page.text());
    assert!(
        page.says("Vacancies fell from 12 to 14.</textarea>"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn what_a_paper_says_is_never_markup_of_the_page() {
    let paper = "<script>alert(1)</script> of the 48 posts at <b>, 12 (27%) were vacant.";
    let page = sent("<img src=x>.txt", paper.as_bytes()).await;
    assert!(!page.text().contains("<script>alert"), "{}", page.text());
    assert!(!page.text().contains("<img src=x>"), "{}", page.text());
}

#[tokio::test]
async fn typed_numbers_are_listed_where_a_paper_refers_to_figures() {
    let page = sent(
        "a.md",
        b"The rate is {{ vacancy_rate }} and 14 posts are frozen.",
    )
    .await;
    assert!(page.says("Typed numbers of no source"), "{}", page.text());
    let page = sent("a.md", b"The rate is 12% and 14 posts are frozen.").await;
    assert!(
        page.says("No statement was found that can be checked."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_file_that_is_no_paper_is_refused_beside_its_field() {
    for (name, bytes, words) in [
        ("a.pdf", &b"%PDF-1.7"[..], "a.pdf is a PDF."),
        ("a.txt", b"", "a.txt has no text in it."),
        (
            "a.docx",
            b"PK\x03\x04 and no more",
            "cannot be opened as a .docx document",
        ),
    ] {
        let page = sent(name, bytes).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn one_of_file_and_text_is_asked_for() {
    let (server, path) = example().await;
    let none = server
        .post_file(&path, &[("text", "")], ("paper", "", b""))
        .await;
    assert!(
        none.says("Select the file of a paper, or paste its text"),
        "{}",
        none.text()
    );
    let both = [("text", "Vacancies rose.")];
    let both = server
        .post_file(&path, &both, ("paper", "a.txt", b"12"))
        .await;
    assert!(
        both.says("Select a file or paste text, not both"),
        "{}",
        both.text()
    );
    let form = server.get(&path).await;
    assert!(form.says("nothing of it is kept"), "{}", form.text());
}
