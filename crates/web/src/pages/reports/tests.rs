//! Journeys through the pages of reports.

use std::convert::Infallible;

use axum::http::StatusCode;
use holdfast_paper::source::LONGEST;
use holdfast_store::{Submission, TimedIds};
use holdfast_workforce::Change;
use holdfast_workforce::id::PaperId;
use holdfast_workforce::record::{Paper, Team};

use super::filling::filled;
use crate::answers::Answers;
use crate::here::Here;
use crate::testing::{Answer, TestServer};

const PAPER: &str = "+++\ntitle = \"Workforce in autumn\"\ncommittee = \"Scrutiny\"\ndate = 2026-10-14\n\n[[sign_offs]]\noffice = \"Finance\"\n+++\n\n# Position\n\nIn post: {{ in_post_fte with unit }}.\n\n{{ table establishment by team }}\n";

/// What injects a script wherever text becomes markup.
const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";

async fn server() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let base = format!("/{}/reports", server.authority().await.reference);
    (server, base)
}

async fn here(server: &TestServer) -> Here {
    let authority = server.authority().await.reference;
    Here::of(&server.app, &authority).await.unwrap()
}

/// Writes a record, as somebody elsewhere would.
async fn put(server: &TestServer, change: Change) {
    let submission = Submission {
        actor: "B. Other".to_owned(),
        kind: "paper".to_owned(),
        title: "Elsewhere".to_owned(),
        note: None,
        at: jiff::Timestamp::now(),
        authorities: vec![server.authority().await.id],
        expects: Vec::new(),
    };
    let plan = |_: &_| Ok::<_, Infallible>(vec![change.clone()]);
    server.app.store().submit(submission, plan).await.unwrap();
}

/// A server with a report that is named `autumn`.
async fn with_paper(text: &str) -> (TestServer, String) {
    let (server, base) = server().await;
    let paper = Paper {
        id: PaperId::next(&mut TimedIds),
        reference: "autumn".to_owned(),
        text: text.to_owned(),
        agreements: Vec::new(),
    };
    put(&server, Change::Put(paper.into())).await;
    (server, format!("{base}/autumn"))
}

/// Gives the first team another name.
async fn rename_team(server: &TestServer, name: &str) {
    let workforce = here(server).await.workforce;
    let team = workforce.teams().iter().next().unwrap().clone();
    let name = name.to_owned();
    put(server, Change::Put(Team { name, ..team }.into())).await;
}

/// What a hidden field of a page holds.
fn hidden(page: &Answer, name: &str) -> String {
    let text = page.text();
    let begin = format!("name=\"{name}\" value=\"");
    let (_, rest) = text.split_once(&begin).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn agree(server: &TestServer, path: &str, by: &str) -> Answer {
    let page = server.get(path).await;
    let (seen, fingerprint) = (hidden(&page, "seen"), hidden(&page, "fingerprint"));
    let fields = [
        ("seen", seen.as_str()),
        ("fingerprint", &fingerprint),
        ("office", "Finance"),
        ("by_1", by),
        ("sure_1", "yes"),
    ];
    server.post(&format!("{path}/agree"), &fields).await
}

/// The form of a report as a browser sends it.
async fn form(server: &TestServer, path: &str) -> Answers {
    let page = server.get(&format!("{path}/edit")).await;
    let workforce = here(server).await.workforce;
    let paper = workforce.papers().by_reference("autumn").unwrap();
    filled(&paper.text).with("seen", hidden(&page, "seen"))
}

async fn send(server: &TestServer, path: &str, answers: &Answers) -> Answer {
    let fields: Vec<_> = answers.pairs().collect();
    server.post(&format!("{path}/edit"), &fields).await
}

#[tokio::test]
async fn a_report_is_begun_from_a_template_and_says_what_was_left_out() {
    let (server, base) = server().await;
    let empty = server.get(&base).await;
    assert!(
        empty.says("No report is being written."),
        "{}",
        empty.text()
    );
    let fields = [
        ("template", "scrutiny-report"),
        ("date-day", "14"),
        ("date-month", "10"),
        ("date-year", "2026"),
        ("name", "Scrutiny, October"),
    ];
    let begun = server.post(&base, &fields).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let to = begun.location.unwrap();
    assert_eq!(to, format!("{base}/scrutiny-october?begun=scrutiny-report"));
    let shown = server.get(&to).await;
    assert_eq!(shown.status, StatusCode::OK);
    for words in [
        "still to be written",
        "so this was left out",
        "Draft, not for publication",
        "edit#paper_text",
        "Agree for Finance",
    ] {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    let list = server.get(&base).await;
    assert!(list.says("1 report is being written: 1 still has something to write."));
    let wrong = server.post(&base, &[("template", "novel")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.says("Enter the day of the meeting"),
        "{}",
        wrong.text()
    );
    let none = server.get(&format!("{base}/no-such-report")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_report_is_previewed_changed_and_kept() {
    let (server, path) = with_paper(PAPER).await;
    let shown = server.get(&format!("{path}/edit")).await;
    for words in [
        "What can be written",
        "{{ chart turnover authorities }}",
        "{{ establishment in_post }}",
        "In post: {{ in_post_fte with unit }}.",
    ] {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    let form = form(&server, &path).await;
    let text = format!(
        "{}\n\nUnknown: {{{{ vacancy_rte }}}}.\n",
        form.text("paper_text")
    );
    let tried = form
        .clone()
        .set("paper_text", &text)
        .with("action", "preview");
    let tried = send(&server, &path, &tried).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.text());
    for words in [
        "Text, line 9, column 10",
        "Did you mean ‘vacancy_rate’?",
        "Nothing is saved yet",
        "measures/in_post_fte?at=2026-09-30",
    ] {
        assert!(tried.says(words), "{words}: {}", tried.text());
    }
    let title = form.set("paper_title", "Workforce in winter");
    let kept = send(&server, &path, &title).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    assert_eq!(kept.location.as_deref(), Some(path.as_str()));
    assert!(server.get(&path).await.says("Workforce in winter"));
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_stays_typed() {
    let (server, path) = with_paper(PAPER).await;
    let form = form(&server, &path).await;
    let long = format!("# Long\n\n{}\n", "word ".repeat(LONGEST / 4));
    for (field, typed, told) in [
        ("paper_text", "One\n\nTwo {{ vacancy_rate", "Text, line 3"),
        ("paper_text", long.as_str(), "a paper may hold 2 MiB"),
        ("paper_rest", "numberd = false", "numberd"),
        ("paper_title", "", "Enter the title"),
    ] {
        let answer = send(&server, &path, &form.clone().set(field, typed)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(answer.says(told), "{told}");
        assert!(answer.says(typed), "what was typed into {field} is gone");
    }
}

#[tokio::test]
async fn two_who_change_a_report_at_once_do_not_overwrite_each_other() {
    let (server, path) = with_paper(PAPER).await;
    let form = form(&server, &path).await;
    let first = form.clone().set("paper_title", "First");
    assert_eq!(
        send(&server, &path, &first).await.status,
        StatusCode::SEE_OTHER
    );
    let second = send(&server, &path, &form.set("paper_title", "Second")).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(second.says("What you typed is still below") && second.says("Second"));
}

#[tokio::test]
async fn an_agreement_falls_away_when_wording_or_figures_change() {
    let (server, path) = with_paper(PAPER).await;
    assert!(
        server
            .get(&path)
            .await
            .says("Waits for the agreement of Finance")
    );
    let nameless = agree(&server, &path, " ").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.says("Enter your name"));
    let agreed = agree(&server, &path, "F. Officer").await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.text());
    let page = server.get(&path).await;
    assert!(page.says("F. Officer, 30 September 2026") && page.says("Ready to be published"));
    rename_team(&server, "North and West").await;
    let page = server.get(&path).await;
    assert!(
        page.says("the records now give other figures"),
        "{}",
        page.text()
    );
    assert_eq!(
        agree(&server, &path, "F. Officer").await.status,
        StatusCode::SEE_OTHER
    );
    let form = form(&server, &path).await.set("paper_title", "Otherwise");
    send(&server, &path, &form).await;
    let page = server.get(&path).await;
    assert!(page.says("the text was changed since"), "{}", page.text());
    let stale = [
        ("seen", "0"),
        ("fingerprint", "0"),
        ("office", "Finance"),
        ("by_1", "F"),
        ("sure_1", "yes"),
    ];
    let stale = server.post(&format!("{path}/agree"), &stale).await;
    assert!(
        stale.says("The report changed while you read it"),
        "{}",
        stale.text()
    );
}

#[tokio::test]
async fn a_report_is_published_once_agreed_and_stays_when_records_change() {
    let (server, path) = with_paper(PAPER).await;
    let publish = format!("{path}/publish");
    let asked = server.get(&publish).await;
    assert!(
        asked.says("Finance has not agreed to it as it stands"),
        "{}",
        asked.text()
    );
    let fingerprint = hidden(&server.get(&path).await, "fingerprint");
    let refused = server
        .post(&publish, &[("fingerprint", &fingerprint)])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.says("it cannot be published yet"),
        "{}",
        refused.text()
    );
    agree(&server, &path, "F. Officer").await;
    let stale = server.post(&publish, &[("fingerprint", "0")]).await;
    assert!(
        stale.says("The report changed while you looked"),
        "{}",
        stale.text()
    );
    let done = server
        .post(&publish, &[("fingerprint", &fingerprint)])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let frozen = done.location.unwrap();
    assert!(frozen.ends_with("/reports/published/autumn-v1"), "{frozen}");
    let page = server.get(&frozen).await;
    for words in [
        "All 2 references print the same now",
        "F. Officer",
        &fingerprint,
        "Version 1, published on 30 September 2026",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert!(!page.says("Draft, not for publication"));
    let before = server.get(&format!("{frozen}/file.txt")).await.text();
    rename_team(&server, "North and West").await;
    let page = server.get(&frozen).await;
    assert!(
        page.says("1 of 2 references would print something else now."),
        "{}",
        page.text()
    );
    assert!(page.says("North and West"));
    assert_eq!(
        server.get(&format!("{frozen}/file.txt")).await.text(),
        before
    );
    let list = path.rsplit_once('/').unwrap().0;
    assert!(server.get(list).await.says("published/autumn-v1/file.docx"));
}

#[tokio::test]
async fn a_draft_can_be_had_in_every_format_and_says_that_it_is_one() {
    let (server, path) = with_paper(PAPER).await;
    for format in holdfast_paper::formats::available() {
        let file = server.get(&format!("{path}/file.{format}")).await;
        assert_eq!(file.status, StatusCode::OK, "{format}");
        assert_eq!(file.content_type, format.media_type());
        assert!(file.disposition.contains(&format!("autumn-draft.{format}")));
    }
    let text = server.get(&format!("{path}/file.txt")).await;
    assert!(
        text.text()
            .to_lowercase()
            .contains("draft, not for publication"),
        "{}",
        text.text()
    );
    for unknown in ["file.odt", "other.txt"] {
        let file = server.get(&format!("{path}/{unknown}")).await;
        assert_eq!(file.status, StatusCode::NOT_FOUND, "{unknown}");
    }
}

#[tokio::test]
async fn nothing_that_is_written_becomes_markup() {
    let (server, path) = with_paper(PAPER).await;
    rename_team(&server, HOSTILE).await;
    let form = form(&server, &path).await;
    let text = format!("{}\n\n{HOSTILE}\n", form.text("paper_text"));
    let linked = format!("{text}\n[x](javascript:alert(1))\n");
    let form = form.set("paper_title", HOSTILE).set("paper_text", &text);
    let tried = form.clone().set("paper_text", &linked);
    let tried = send(&server, &path, &tried.with("action", "preview")).await;
    assert!(
        tried.says("does not begin with https://"),
        "{}",
        tried.text()
    );
    assert!(!tried.says("href=\"javascript"));
    let kept = send(&server, &path, &form).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    agree(&server, &path, HOSTILE).await;
    let asked = server.get(&format!("{path}/publish")).await;
    assert!(asked.says("Nothing stands in the way"), "{}", asked.text());
    let fingerprint = hidden(&asked, "fingerprint");
    let done = server
        .post(&format!("{path}/publish"), &[("fingerprint", &fingerprint)])
        .await;
    let frozen = done.location.unwrap();
    let list = path.rsplit_once('/').unwrap().0.to_owned();
    for shown in [
        path.clone(),
        format!("{path}/edit"),
        format!("{path}/publish"),
        format!("{path}/file.html"),
        frozen,
        list,
    ] {
        let page = server.get(&shown).await;
        assert_eq!(page.status, StatusCode::OK, "{shown}");
        for markup in ["<script>alert", "<img src=x", "href=\"javascript"] {
            assert!(!page.says(markup), "{shown}: {markup}");
        }
    }
}

#[tokio::test]
async fn an_exempt_report_bears_its_banner() {
    let (server, path) = with_paper(PAPER).await;
    let form = form(&server, &path).await.with("paper_exempt", "3");
    let told = send(&server, &path, &form).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.says("say why it is"), "{}", told.text());
    let form = form.set("paper_interest", "It names prices of agencies.");
    assert_eq!(
        send(&server, &path, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let page = server.get(&path).await;
    assert!(
        page.says("exempt under paragraph 3 of Part 1"),
        "{}",
        page.text()
    );
}
