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

/// The returns of the example authority, whose records begin two years before
/// 30 September 2026.
async fn year_of_example() -> (TestServer, String) {
    let (server, base) = example().await;
    (server, format!("{base}/returns/census/2025"))
}

/// The value of a hidden field of a page.
fn hidden(page: &Answer, name: &str) -> String {
    let text = page.text();
    let from = text
        .find(&format!("name=\"{name}\" value=\""))
        .unwrap_or_else(|| panic!("no field {name}"));
    let rest = &text[from + name.len() + 15..];
    rest[..rest.find('"').unwrap()]
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

/// What the first explanation of a page is about, and what stood there.
fn first_query(page: &Answer) -> Vec<(&'static str, String)> {
    ["rule-1", "registration-1", "element-1", "was-1"]
        .map(|name| (name, hidden(page, name)))
        .into()
}

async fn explain(
    server: &TestServer,
    path: &str,
    query: &[(&'static str, String)],
    further: (&str, &str),
) -> Answer {
    let mut fields: Vec<(&str, &str)> = query
        .iter()
        .map(|(name, it)| (*name, it.as_str()))
        .collect();
    fields.push(further);
    server
        .post(&format!("{path}/explanations?page=1"), &fields)
        .await
}

#[tokio::test]
async fn the_page_of_a_year_says_what_is_left_and_shows_findings_measures_and_allowances() {
    let (server, path) = year_of_example().await;
    let page = server.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "before this return can be signed off",
        "Children’s social work workforce at 30 September 2025",
        "Answer it below",
        "Errors to mend, must be 0",
        "disabled aria-disabled",
        "/measures/vacancy_rate?at=2025-09-30&#38;service=children",
        "Whether financial incentives to join are paid",
        "Not answered yet",
        "return.xml",
        "What the records could not fill",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let errors = server
        .get(&format!("{path}?severity=error&q=nobody-has-it"))
        .await;
    assert!(errors.says("0 of "), "{}", errors.text());
    let wrong = server
        .get(&format!("{path}?severity=odd&team=none&rule=W0"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("Select a rule from the list"));
    let none = server.get(&path.replace("2025", "2020")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_return_its_findings_and_measures_are_files() {
    let (server, path) = year_of_example().await;
    let xml = server.get(&format!("{path}/return.xml")).await;
    assert!(
        xml.disposition.contains("-csww-2025.xml"),
        "{}",
        xml.disposition
    );
    let checked = holdfast_census::Checker::default().file(xml.bytes.as_slice(), None);
    assert!(checked.unwrap().summary.entries.len() > 20);
    let csv = server
        .get(&format!("{path}/findings.csv?severity=error"))
        .await;
    assert!(
        csv.text().starts_with("Severity,Rule,Record,SWE number,"),
        "{}",
        csv.text()
    );
    assert!(
        !csv.says("\nQuery,") && csv.says("\nError,"),
        "{}",
        csv.text()
    );
    for file in [
        "findings.xlsx",
        "measures.csv",
        "measures.xlsx",
        "differences.csv",
    ] {
        let answer = server.get(&format!("{path}/{file}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
    }
}

#[tokio::test]
async fn a_query_is_explained_and_what_someone_else_wrote_is_not_overwritten() {
    let (server, path) = year_of_example().await;
    let queries = format!("{path}?severity=query");
    let page = server.get(&queries).await;
    let query = first_query(&page);
    let sent = explain(&server, &path, &query, ("text-1", "Long <planned> leave.")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = server.get(&queries).await;
    assert!(page.says("Long &#60;planned&#62; leave.") && page.says("A. Tester, "));
    let log = server
        .get(&path.replace("returns/census/2025", "changes"))
        .await;
    assert!(
        log.says("Return of 2025: 1 query explained"),
        "{}",
        log.text()
    );

    // The first page is still open elsewhere.
    let stale = explain(&server, &path, &query, ("text-1", "Mine.")).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        stale.says("Someone else wrote ‘Long &#60;planned&#62; leave.’"),
        "{}",
        stale.text()
    );
    assert!(stale.says("\nMine.</textarea>"));
    let long = "x".repeat(1_001);
    let long = explain(&server, &path, &query, ("text-1", &long)).await;
    assert!(
        long.says("must be 1000 characters or fewer"),
        "{}",
        long.text()
    );

    // An explanation is taken away by emptying it.
    let page = server.get(&queries).await;
    let gone = explain(&server, &path, &first_query(&page), ("text-1", " ")).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    assert!(!server.get(&queries).await.says("leave."));
}

#[tokio::test]
async fn last_years_explanation_is_offered_and_counts_once_it_is_confirmed() {
    let (server, path) = year_of_example().await;
    let queries = format!("{path}?severity=query");
    let page = server.get(&queries).await;
    let query = first_query(&page);
    let before = path.replace("2025", "2024");
    explain(&server, &before, &query, ("text-1", "She job-shares.")).await;
    let page = server.get(&queries).await;
    assert!(
        page.says("From last year") && page.says("She job-shares."),
        "{}",
        page.text()
    );
    assert_eq!(hidden(&page, "was-1"), "", "nothing is explained yet");
    let sent = explain(&server, &path, &query, ("confirm-1", "yes")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = server.get(&queries).await;
    assert!(!page.says("From last year"));
    assert_eq!(hidden(&page, "was-1"), "She job-shares.");
}

#[tokio::test]
async fn allowances_are_answered_once_and_stand_in_the_return() {
    let (server, path) = year_of_example().await;
    let page = server.get(&path).await;
    let seen = hidden(&page, "allowances_seen");
    let answers = [
        ("allowances_seen", seen.as_str()),
        ("RecruitmentBonus", "some"),
        ("OtherAllowances", "None"),
    ];
    let post = format!("{path}/allowances");
    let sent = server.post(&post, &answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let xml = server.get(&format!("{path}/return.xml")).await;
    assert!(xml.says("<RecruitmentBonus>2</RecruitmentBonus>"));
    let stale = server.post(&post, &answers).await;
    assert!(
        stale.says("Someone else answered about allowances"),
        "{}",
        stale.text()
    );
    let wrong = server.post(&post, &[("RecruitmentBonus", "perhaps")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("Select one of the answers"));
}

#[tokio::test]
async fn a_return_with_errors_is_not_signed_off() {
    let (server, path) = year_of_example().await;
    let refused = server.post(&format!("{path}/sign-off"), &[]).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.text()
    );
    assert!(refused.says("before this return can be signed off"));
    assert!(!server.get(&path).await.says("Signed off by"));
}

/// Answers for every allowance and explains every query of a year.
async fn settle(server: &TestServer, path: &str) {
    let page = server.get(path).await;
    let seen = hidden(&page, "allowances_seen");
    let mut answers = vec![
        ("allowances_seen", seen.as_str()),
        ("OtherAllowances", "None"),
    ];
    let items = holdfast_census::Allowances::items(holdfast_census::Year::LAST);
    answers.extend(items.map(|item| (item.element(), "all")));
    let sent = server.post(&format!("{path}/allowances"), &answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    loop {
        let page = server
            .get(&format!("{path}?severity=query&show=open"))
            .await;
        if !page.says("name=\"rule-1\"") {
            return;
        }
        let query = first_query(&page);
        let sent = explain(server, path, &query, ("text-1", "It is right.")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    }
}

/// The SHA-256 of an answer, as the page shows it.
fn sha256(answer: &Answer) -> String {
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(&answer.bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Puts the date of birth right of whoever has a registration.
async fn correct_birth(server: &TestServer, registration: &str) {
    let authority = server.authority().await.id;
    let store = server.app.store();
    let workforce = store.workforce(authority).await.unwrap();
    let mut people = workforce.people().iter();
    let found = people.find(|it| it.registration.as_deref() == Some(registration));
    let mut person = found.unwrap().clone();
    person.born = Some(jiff::civil::date(1979, 2, 3));
    let submission = holdfast_store::Submission {
        actor: "A. Tester".into(),
        kind: "correct".into(),
        title: "Date of birth".into(),
        note: None,
        at: server.app.now(),
        authorities: vec![authority],
        expects: Vec::new(),
    };
    let plan = |_: &_| {
        let change = holdfast_workforce::Change::Put(person.clone().into());
        Ok::<_, std::convert::Infallible>(vec![change])
    };
    store.submit(submission, plan).await.unwrap();
}

#[tokio::test]
async fn a_return_is_signed_off_and_what_changed_since_is_told() {
    let server = TestServer::with_example_of(40, 4).await;
    let path = format!(
        "/{}/returns/census/2025",
        server.authority().await.reference
    );
    settle(&server, &path).await;
    let ready = server.get(&path).await;
    assert!(
        ready.says("this return can be signed off."),
        "{}",
        ready.text()
    );
    assert!(!ready.says("disabled aria-disabled"));
    let signed = server.post(&format!("{path}/sign-off"), &[]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
    let page = server.get(&signed.location.unwrap()).await;
    assert!(page.says("The return was signed off.") && page.says("Signed off by A. Tester on "));
    assert!(
        page.says("still give the very file that was signed"),
        "{}",
        page.text()
    );
    let file = server.get(&format!("{path}/return.xml")).await;
    assert!(page.says(&sha256(&file)));

    let text = file.text();
    let number = &text[text.find("<SWENo>").unwrap() + 7..];
    let number = &number[..number.find('<').unwrap()];
    correct_birth(&server, number).await;
    let page = server.get(&path).await;
    for words in [
        "Signed off, then changed",
        "changed since",
        "1979-02-03",
        number,
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let differences = server.get(&format!("{path}/differences.csv")).await;
    assert!(
        differences.says("PersonBirthDate"),
        "{}",
        differences.text()
    );
    let as_signed = server.get(&format!("{path}/return.xml?as=signed")).await;
    assert_eq!(sha256(&as_signed), sha256(&file));
    let list = server.get(&path.replace("/census/2025", "")).await;
    assert!(list.says("Signed off, then changed"), "{}", list.text());
}

#[tokio::test]
async fn the_list_says_what_state_each_year_is_in() {
    let (server, base) = example().await;
    let list = server.get(&format!("{base}/returns")).await;
    for words in [
        "The annual return of 2025 has ",
        "No records",
        "/returns/census/2021",
        "/data-quality",
    ] {
        assert!(list.says(words), "{words}: {}", list.text());
    }
    let csv = server.get(&format!("{base}/returns.csv")).await;
    assert_eq!(
        csv.text()
            .lines()
            .filter(|it| it.starts_with("202"))
            .count(),
        5,
        "{}",
        csv.text()
    );
}

#[tokio::test]
async fn data_quality_says_what_would_be_rejected_today_and_who_can_mend_it() {
    let (server, base) = example().await;
    let page = server.get(&format!("{base}/data-quality")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "If the return were sent today",
        "The collection year 2026: 1 October 2025 to 30 September 2026.",
        "the items and rules of 2025 stand in",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    for file in [
        "data-quality.csv",
        "data-quality.xlsx",
        "data-quality/teams.csv",
    ] {
        let answer = server.get(&format!("{base}/{file}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
    }
}

#[tokio::test]
async fn a_quarter_of_agency_workers_opens_to_its_tables() {
    let (server, base) = example().await;
    let list = server.get(&format!("{base}/returns")).await;
    assert!(list.says("July to September 2026"), "{}", list.text());
    let path = format!("{base}/returns/agency/2026-Q3");
    let page = server.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(
        page.says("not kept") && page.says("How far each rule was kept"),
        "{}",
        page.text()
    );
    let csv = server.get(&format!("{base}/returns/agency.csv")).await;
    // A return has been asked for since the first quarter of 2025.
    assert_eq!(csv.text().lines().count(), 8, "{}", csv.text());
    for file in ["tables.csv?table=2", "tables.xlsx"] {
        let answer = server.get(&format!("{path}/{file}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
    }
    let none = server.get(&format!("{base}/returns/agency/2026-Q5")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
