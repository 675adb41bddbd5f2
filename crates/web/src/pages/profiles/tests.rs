use axum::http::StatusCode;

use crate::testing::{Answer, TestServer};

const PEOPLE: &str = "[table.people]\nfile = \"hr*.csv\"\ncolumns = { id = \"Employee No\", name = \"Full name\", born = \"DOB\" }\n";
const EXTRACT: &[u8] =
    b"Employee No;Full name;DOB\n9001;Ann Extract;31/03/1980\n9002;Bo Extract;soon\n";

async fn server() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let base = format!("/{}", server.authority().await.reference);
    (server, base)
}

async fn send(server: &TestServer, path: &str, fields: &[(&str, &str)]) -> Answer {
    server.post_file(path, fields, ("file", "", b"")).await
}

/// Keeps the profile and gives its address.
async fn kept(server: &TestServer, base: &str) -> String {
    let fields = [("name", "hr"), ("text", PEOPLE), ("action", "save")];
    let answer = send(server, &format!("{base}/profiles/new"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let id = server.authority().await.id;
    let workforce = server.app.store().workforce(id).await.unwrap();
    let profile = workforce.profiles().by_reference("hr").unwrap();
    format!("{base}/profiles/{}", profile.id)
}

async fn seen(server: &TestServer) -> String {
    let id = server.authority().await.id;
    let workforce = server.app.store().workforce(id).await.unwrap();
    workforce.as_of().to_string()
}

#[tokio::test]
async fn a_new_profile_starts_from_a_commented_example() {
    let (server, base) = server().await;
    let page = server.get(&format!("{base}/profiles/new")).await;
    assert!(page.says("# A mapping profile says how the file of another system is read."));
}

#[tokio::test]
async fn a_profile_is_kept_listed_changed_and_taken_away() {
    let (server, base) = server().await;
    let address = kept(&server, &base).await;
    let list = server.get(&format!("{base}/profiles")).await;
    assert!(list.says(">hr<") && list.says("people"));
    assert!(server.get(&address).await.says("Employee No"));
    let seen = seen(&server).await;
    let text = format!("{PEOPLE}blanks = [\"N/A\"]\n");
    let fields = [
        ("name", "hr"),
        ("text", text.as_str()),
        ("seen", seen.as_str()),
        ("action", "save"),
    ];
    assert_eq!(
        send(&server, &address, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(server.get(&address).await.says("N/A"));

    let stale = send(&server, &address, &fields).await;
    assert_eq!(
        stale.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        stale.text()
    );
    assert!(
        stale.says("changed this mapping profile") && stale.says("Open the profile as it is now")
    );
    let seen = self::seen(&server).await;
    let fields = [
        ("name", "hr"),
        ("text", PEOPLE),
        ("seen", seen.as_str()),
        ("action", "remove"),
    ];
    assert_eq!(
        send(&server, &address, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        server
            .get(&format!("{base}/profiles"))
            .await
            .says("No profile is kept yet.")
    );
}

#[tokio::test]
async fn an_unknown_setting_is_told_with_its_line_and_what_was_typed_stays() {
    let (server, base) = server().await;
    let text = format!("{PEOPLE}blnks = [\"N/A\"]\n");
    let fields = [("name", "hr"), ("text", text.as_str()), ("action", "save")];
    let answer = send(&server, &format!("{base}/profiles/new"), &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Line 4", "is no setting of a profile", "blanks", "blnks = "] {
        assert!(answer.says(words), "{words}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_profile_needs_a_name_of_its_own() {
    let (server, base) = server().await;
    let path = format!("{base}/profiles/new");
    let nameless = send(&server, &path, &[("text", PEOPLE), ("action", "save")]).await;
    assert!(nameless.says("Enter a name for the profile"));
    kept(&server, &base).await;
    let fields = [("name", "hr"), ("text", PEOPLE), ("action", "save")];
    let twice = send(&server, &path, &fields).await;
    assert_eq!(
        twice.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        twice.text()
    );
}

#[tokio::test]
async fn the_first_rows_are_shown_before_and_after_and_the_sample_is_remembered() {
    let (server, base) = server().await;
    let path = format!("{base}/profiles/new");
    let fields = [("text", PEOPLE), ("action", "preview")];
    let page = server
        .post_file(&path, &fields, ("file", "hr-2026.csv", EXTRACT))
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "As hr-2026.csv has it",
        "31/03/1980",
        "1980-03-31",
        "not-a-date",
        "Tried on hr-2026.csv",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let html = page.text();
    let start = html.find("name=\"sample\" value=\"").unwrap() + 21;
    let sample = &html[start..start + 36];
    let fields = [("text", PEOPLE), ("action", "preview"), ("sample", sample)];
    assert!(send(&server, &path, &fields).await.says("1980-03-31"));
    let none = send(&server, &path, &fields[..2]).await;
    assert!(none.says("Select a file to try the profile on"));
}

#[tokio::test]
async fn an_extract_is_imported_through_a_profile() {
    let (server, base) = server().await;
    kept(&server, &base).await;
    let extract = String::from_utf8_lossy(EXTRACT).replace("soon", "1990-01-01");
    let file = ("package", "hr-2026.csv", extract.as_bytes());
    let imports = format!("{base}/imports");
    let sent = server.post_file(&imports, &[("profile", "hr")], file).await;
    let address = sent.location.unwrap();
    let check = server.get(&address).await;
    assert!(check.says("2 records would be written"), "{}", check.text());
    let path = address.split('?').next().unwrap();
    let made = server.post(path, &[("profile", "hr")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let id = server.authority().await.id;
    let workforce = server.app.store().workforce(id).await.unwrap();
    let person = workforce.people().by_reference("9001").unwrap();
    assert_eq!(person.born.unwrap().to_string(), "1980-03-31");
    let wrong = server.get(&format!("{path}?profile=nobody")).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}
