//! The pages of quarterly returns, as somebody who uses them sees them.

use axum::http::StatusCode;

use crate::testing::{Answer, TestServer};

/// A server with the example, and the address of a quarter that is over.
async fn quarter() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let base = format!("/{}", server.authority().await.reference);
    (server, format!("{base}/returns/agency/2026-Q2"))
}

/// The value of a hidden field of a page.
fn hidden(page: &Answer, name: &str) -> String {
    let text = page.text();
    let mark = format!("name=\"{name}\" value=\"");
    let from = text.find(&mark).unwrap() + mark.len();
    text[from..].split('"').next().unwrap().to_owned()
}

/// The addresses of the assignments’ forms.
fn forms(page: &Answer) -> Vec<String> {
    let text = page.text();
    let mut found: Vec<_> = text
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.contains("/assignments/"))
        .map(ToOwned::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

async fn explain_everything(server: &TestServer, path: &str) -> Answer {
    let form = server.get(&format!("{path}/answers")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let seen = hidden(&form, "seen");
    let rules = ["R1", "R2", "R3", "R4", "R5", "R6", "R7"];
    let names = rules.map(|rule| format!("explanation-{rule}"));
    let mut fields = vec![("seen", seen.as_str())];
    fields.extend(
        names
            .iter()
            .map(|name| (name.as_str(), "The work could not wait.")),
    );
    fields.extend([
        ("agency-1-name", "Sampleton Locums"),
        ("agency-1-conduct", "Sent a worker without references."),
        ("agency-1-rules", "R7"),
        ("team-1-name", "Assessments"),
        ("team-1-approved", "yes"),
    ]);
    server.post(&format!("{path}/answers"), &fields).await
}

#[tokio::test]
async fn what_the_council_says_of_a_quarter_is_kept_and_shown() {
    let (server, path) = quarter().await;
    let saved = explain_everything(&server, &path).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = server.get(&saved.location.unwrap()).await;
    for words in [
        "The answers were saved.",
        "The work could not wait.",
        "Sampleton Locums",
        "Sent a worker without references. (R7)",
        "this return can be signed off.",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let form = server.get(&format!("{path}/answers")).await;
    assert!(
        form.says("Assessments") && form.says("value=\"R7\" checked"),
        "{}",
        form.text()
    );
}

#[tokio::test]
async fn answers_on_a_page_that_is_out_of_date_are_not_kept_at_once() {
    let (server, path) = quarter().await;
    let old = server.get(&format!("{path}/answers")).await;
    explain_everything(&server, &path).await;
    let seen = hidden(&old, "seen");
    let fields = [("seen", seen.as_str()), ("explanation-R4", "Mine")];
    let refused = server.post(&format!("{path}/answers"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("Someone else answered in the meantime") && refused.says("Mine"));
    let seen = hidden(&refused, "seen");
    let fields = [("seen", seen.as_str()), ("explanation-R4", "Mine")];
    let kept = server.post(&format!("{path}/answers"), &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let problems = [
        ("seen", ""),
        ("agency-1-name", "Sampleton Locums"),
        ("agency-1-conduct", ""),
        ("agency-1-rules", "R7"),
        ("team-1-name", ""),
        ("team-1-approved", "yes"),
    ];
    let wrong = server.post(&format!("{path}/answers"), &problems).await;
    for words in [
        "Enter what the agency did",
        "Enter the name of the project team",
    ] {
        assert!(wrong.says(words), "{words}: {}", wrong.text());
    }
}

#[tokio::test]
async fn an_assignment_shows_each_rule_and_takes_what_the_records_do_not_hold() {
    let (server, path) = quarter().await;
    let page = server.get(&path).await;
    let [first, second, ..] = &*forms(&page) else {
        panic!("two assignments: {}", page.text());
    };
    let form = server.get(first).await;
    assert!(form.says("How each rule stands"), "{}", form.text());
    assert!(form.says("How the worker is paid is not answered") || form.says("R2 Price cap"));
    let seen = hidden(&form, "seen");
    let fields = [
        ("seen", seen.as_str()),
        ("engagement_type", "umbrella"),
        ("in_project_team", "no"),
        ("notice_days", "28"),
        ("references_before_start", "2"),
        ("director", "D. Irector"),
        ("director_on-day", "1"),
        ("director_on-month", "4"),
        ("director_on-year", "2026"),
    ];
    let with = |more: &[(&'static str, &'static str)]| {
        let mut all = fields.to_vec();
        all.extend(more);
        all
    };
    let next = server.post(first, &with(&[("action", "next")])).await;
    assert_eq!(next.status, StatusCode::SEE_OTHER, "{}", next.text());
    let next = next.location.unwrap();
    assert!(
        next.contains("/assignments/") && next != *first,
        "{next} {second}"
    );
    let again = server.get(first).await;
    for words in ["D. Irector", "value=\"28\"", "value=\"umbrella\" selected"] {
        assert!(again.says(words), "{words}: {}", again.text());
    }
    let wrong = [
        ("seen", ""),
        ("notice_days", "soon"),
        ("in_project_team", "no"),
        ("project_team", "Assessments"),
        ("chief_executive", "C. Hief"),
        ("elsewhere_authority", "Elsewhere"),
    ];
    let refused = server.post(first, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "The notice must be a whole number",
        "Take the name out, or say that the worker is in a project team",
        "Enter the day on which the chief executive signed",
        "Select the region of that council",
    ] {
        assert!(refused.says(words), "{words}: {}", refused.text());
    }
    let none = server.get(&format!("{path}/assignments/none")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_quarter_is_signed_off_and_what_changed_since_is_told() {
    let (server, path) = quarter().await;
    let early = server.post(&format!("{path}/sign-off"), &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        early.says("R1: answer or explain what is missing for "),
        "{}",
        early.text()
    );
    explain_everything(&server, &path).await;
    let signed = server.post(&format!("{path}/sign-off"), &[]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
    let page = server.get(&signed.location.unwrap()).await;
    for words in [
        "The return was signed off.",
        "Signed off by A. Tester on ",
        "with the records up to change ",
        "still give the very tables that were signed.",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let csv = server.get(&format!("{path}/tables.csv?table=3")).await;
    let first = forms(&page).remove(0);
    let seen = hidden(&server.get(&first).await, "seen");
    let fields = [("seen", seen.as_str()), ("notice_days", "28")];
    server.post(&first, &fields).await;
    let page = server.get(&path).await;
    for words in [
        "Signed off, then changed",
        "Changed since it was signed off",
        "R4, Notice",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let as_signed = server
        .get(&format!("{path}/tables.csv?table=3&as=signed"))
        .await;
    assert_eq!(as_signed.text(), csv.text());
    let differences = server.get(&format!("{path}/differences.csv")).await;
    assert!(differences.says("R4, Notice"), "{}", differences.text());
    let list = server.get(path.trim_end_matches("/agency/2026-Q2")).await;
    assert!(list.says("Signed off, then changed"), "{}", list.text());
    let running = path.replace("2026-Q2", "2026-Q3");
    let refused = server.post(&format!("{running}/sign-off"), &[]).await;
    assert!(
        refused.says("The quarter runs until 30 September 2026"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn a_council_keeps_its_own_layout_until_it_goes_back() {
    let (server, path) = quarter().await;
    let texts = path.replace("2026-Q2", "texts");
    let page = server.get(&path).await;
    assert!(page.says("The official layout of this return is not known here."));
    assert!(
        page.says(&format!("href=\"{texts}/layout\"")),
        "{}",
        page.text()
    );
    let form = server.get(&format!("{texts}/layout")).await;
    assert!(
        form.says("The layout that comes with Holdfast is used."),
        "{}",
        form.text()
    );
    let own = "note = \"From the department’s guide.\"\n[[sheet]]\ntitle = \"Workers\"\nrows = \"assignments\"\ncolumn = [{ heading = \"SWE\", field = \"registraton\" }]\n";
    let nothing = ("file", "", b"".as_slice());
    let address = format!("{texts}/layout");
    let fields = [("seen", "0"), ("text", own), ("action", "save")];
    let refused = server.post_file(&address, &fields, nothing).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.says(
            "Sheet Workers, SWE: there is no field ‘registraton’. Did you mean ‘registration’?"
        ),
        "{}",
        refused.text()
    );
    let sound = own.replace("registraton", "registration");
    let file = ("file", "ours.toml", sound.as_bytes());
    let kept = server.post_file(&address, &fields, file).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let page = server.get(&path).await;
    assert!(page.says("From the department’s guide.") && page.says(">Workers</a>"));
    let csv = server.get(&format!("{path}/tables.csv")).await;
    assert!(csv.text().starts_with("SWE"), "{}", csv.text());
    let form = server.get(&address).await;
    assert!(form.says("Your council’s own layout is used."));
    let seen = hidden(&form, "seen");
    let back = [("seen", seen.as_str()), ("action", "shipped")];
    let back = server.post_file(&address, &back, nothing).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
    assert!(server.get(&path).await.says("The layout is Holdfast’s own"));
    let none = server.get(&format!("{texts}/cats")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_councils_own_rule_book_judges_its_quarters() {
    let (server, path) = quarter().await;
    let address = path.replace("2026-Q2", "texts/rule-book");
    let caps: String = [
        "social_worker",
        "senior_social_worker",
        "advanced_practitioner",
    ]
    .map(|job| {
        format!("[[cap]]\njob_type = \"{job}\"\nfrom = 2025-10-01\nrate = 5\nsource = \"x\"\n")
    })
    .concat();
    let all = "[[rule]]\nid = \"R2\"\nversion = 2\nname = \"Price cap\"\nsays = \"All.\"\nforce = \"must\"\nfrom = 2025-10-01\nall_from = 2025-12-01\nsource = \"x\"\n";
    let own = format!("name = \"Our region’s\"\nextends = \"national\"\n{caps}{all}");
    let fields = [("seen", "0"), ("text", own.as_str()), ("action", "save")];
    let kept = server.post_file(&address, &fields, ("file", "", b"")).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let page = server.get(&path).await;
    for words in [
        "Our region’s",
        "Not approved",
        "Not signed by the director",
        "£5.00",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
}
