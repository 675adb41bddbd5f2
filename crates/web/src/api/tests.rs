use axum::body::Body;
use axum::http::{StatusCode, header};
use holdfast_measures::scorecard::Scorecard;
use holdfast_store::{Submission, TimedIds};
use holdfast_workforce::codes::Service;
use holdfast_workforce::id::ScorecardId;
use holdfast_workforce::{Change, record};
use serde_json::Value;

use super::{BASE, DOCUMENT, ENDPOINTS, openapi};
use crate::testing::{Answer, TestServer, request};

/// Everything in which a value does not fit a schema of the document: the part
/// of JSON Schema that the document uses, and no other word may stand in it.
fn misfits(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let Some(words) = schema.as_object() else {
        return vec![format!("{at}: the schema is none")];
    };
    let mut found = Vec::new();
    for (word, wanted) in words {
        let fits = match word.as_str() {
            "$ref" => {
                let pointer = wanted.as_str().unwrap().trim_start_matches('#');
                let schema = document.pointer(pointer).expect("a schema");
                found.extend(misfits(document, schema, value, at));
                true
            }
            "type" => match wanted {
                Value::Array(types) => types.iter().any(|it| is_a(value, it)),
                one => is_a(value, one),
            },
            "enum" => wanted.as_array().unwrap().contains(value),
            "required" => {
                let mut names = wanted.as_array().unwrap().iter();
                names.all(|it| value.get(it.as_str().unwrap()).is_some())
            }
            "properties" => {
                for (name, schema) in wanted.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        found.extend(misfits(document, schema, value, &format!("{at}/{name}")));
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = &schema["properties"];
                let others = value
                    .as_object()
                    .unwrap()
                    .iter()
                    .filter(|(name, _)| known.get(name).is_none());
                others.into_iter().all(|(_, it)| match wanted {
                    Value::Bool(may) => *may,
                    schema => misfits(document, schema, it, at).is_empty(),
                })
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(misfits(document, wanted, item, &format!("{at}/{index}")));
                }
                true
            }
            "format" => value
                .as_str()
                .is_none_or(|it| it.parse::<jiff::civil::Date>().is_ok()),
            "description" => true,
            other => panic!("{at}: the check does not know ‘{other}’"),
        };
        if !fits {
            found.push(format!("{at}: {word} {wanted} does not fit {value}"));
        }
    }
    found
}

fn is_a(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("number") => value.is_number(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("null") => value.is_null(),
        other => panic!("{other:?} is no type"),
    }
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.bytes).expect("JSON")
}

fn problem(answer: &Answer) -> Value {
    assert_eq!(answer.content_type, "application/problem+json");
    let (document, problem) = (openapi::document(), json(answer));
    let schema = &document["components"]["schemas"]["problem"];
    assert_eq!(
        misfits(&document, schema, &problem, ""),
        Vec::<String>::new()
    );
    problem
}

#[tokio::test]
async fn every_documented_address_answers_with_rows_that_fit_its_schema() {
    let server = TestServer::with_example().await;
    let number = server.authority().await.reference;
    let document = json(&server.get(DOCUMENT).await);
    for (path, item) in document["paths"].as_object().unwrap() {
        // No plan is kept in the example; its address is asked below.
        if path == DOCUMENT || path.contains("{plan}") {
            continue;
        }
        let address = path.replace("{authority}", &number);
        let answer = server.get(&address).await;
        assert_eq!(answer.status, 200, "{address} {}", answer.text());
        let schema = &item["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let body = json(&answer);
        assert_eq!(
            misfits(&document, schema, &body, ""),
            Vec::<String>::new(),
            "{address}"
        );
        let is_empty = body["data"].as_array().unwrap().is_empty();
        let may_be = path.ends_with("/publications") || path.ends_with("/plans");
        assert!(!is_empty || may_be, "{address} gave no row");

        let csv = server.get(&format!("{address}?format=csv")).await;
        assert_eq!(csv.content_type, "text/csv; charset=utf-8");
        assert_eq!(
            csv.text().lines().count() as u64,
            body["rows"].as_u64().unwrap() + 1,
            "{address}"
        );
    }
}

#[tokio::test]
async fn nothing_under_the_api_answers_that_is_not_documented() {
    let server = TestServer::with_example().await;
    let number = server.authority().await.reference;
    let documented = openapi::document();
    assert_eq!(
        documented["paths"].as_object().unwrap().len(),
        ENDPOINTS.len() + 1
    );
    for stray in [
        "",
        "/",
        "/people",
        "/authorities/",
        &format!("/authorities/{number}"),
        &format!("/authorities/{number}/people"),
    ] {
        let answer = server.get(&format!("{BASE}{stray}")).await;
        assert_eq!(answer.status, 404, "{stray}");
        assert_eq!(problem(&answer)["title"], "Nothing is at this address");
    }
    for endpoint in ENDPOINTS {
        let address = endpoint.address().replace("{authority}", &number);
        let answer = server.post(&address, &[("a", "b")]).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{address}");
        assert_eq!(problem(&answer)["title"], "The API only reads");
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_with_where_why_and_what_to_do() {
    let server = TestServer::with_example().await;
    let number = server.authority().await.reference;
    let of = |rest: &str| format!("{BASE}/authorities/{number}/{rest}");
    let check = async |address: String, status: u16, words: &[&str]| {
        let answer = server.get(&address).await;
        assert_eq!(answer.status, status, "{address}");
        let said = problem(&answer);
        let text = format!("{} {} {}", said["title"], said["detail"], said["advice"]);
        for word in words {
            assert!(text.contains(word), "{address}: {text}");
        }
    };
    check(
        of("figures?mesure=vacancy_rate"),
        400,
        &["‘mesure’", "Did you mean measure?"],
    )
    .await;
    check(
        of("figures?measure=vacncy_rate"),
        400,
        &["Did you mean vacancy_rate?"],
    )
    .await;
    check(of("figures?from=31/2/2026"), 400, &["from"]).await;
    check(of("figures?from=1900-01-01"), 400, &["240 months"]).await;
    check(of("figures?team=nowhere"), 400, &["no team ‘nowhere’"]).await;
    check(
        of("figures?service=nobody"),
        400,
        &["children, adults or all"],
    )
    .await;
    check(of("establishment?by=colour"), 400, &["role or team"]).await;
    check(of("figures?size=0"), 400, &["1 to 10000"]).await;
    check(of("figures?format=xml"), 400, &["json or csv"]).await;
    check(of("plans/none"), 404, &["No plan ‘none’"]).await;
    check(
        format!("{BASE}/authorities/none/figures"),
        404,
        &["number none"],
    )
    .await;
}

#[tokio::test]
async fn a_value_is_a_number_with_its_exact_fraction_beside_it() {
    let server = TestServer::with_example().await;
    let number = server.authority().await.reference;
    let address = format!(
        "{BASE}/authorities/{number}/figures?measure=vacancy_rate&from=2026-08-01&service=children"
    );
    // Today is 30 September 2026, and the last month-end 31 August.
    let body = json(&server.get(&address).await);
    assert_eq!(body["rows"], 1);
    let row = &body["data"][0];
    assert_eq!(row["at"], "2026-08-31");
    let value = row["value"].as_f64().expect("a number");
    let above = row["numerator"].as_f64().unwrap();
    let below = row["denominator"].as_f64().unwrap();
    assert!((value - 100.0 * above / below).abs() <= 0.05, "{row}");
    assert!(row["exact"].is_string());
}

#[tokio::test]
async fn sickness_of_a_team_and_of_both_services_together_is_hidden_with_its_meaning() {
    let server = TestServer::with_example().await;
    let number = server.authority().await.reference;
    let address =
        format!("{BASE}/authorities/{number}/figures?measure=absence_rate&from=2026-08-01");
    let body = json(&server.get(&format!("{address}&service=all")).await);
    let row = &body["data"][0];
    assert!(row["value"].is_null() && row["numerator"].is_null());
    assert_eq!(row["symbol"], "c");
    assert_eq!(
        body["symbols"]["c"],
        "Suppressed to protect confidentiality"
    );
}

/// Changes the records.
async fn keep_scorecard(server: &TestServer) {
    let authority = server.authority().await;
    let submission = Submission {
        actor: "A. Tester".into(),
        kind: "scorecard".into(),
        title: "Scorecard".into(),
        note: None,
        at: jiff::Timestamp::now(),
        authorities: vec![authority.id],
        expects: Vec::new(),
    };
    let record = record::Scorecard {
        id: ScorecardId::next(&mut TimedIds),
        reference: "children".into(),
        text: Scorecard::starter(Service::Children).write(),
    };
    let change =
        |_: &_| Ok::<_, std::convert::Infallible>(vec![Change::Put(record.clone().into())]);
    server.app.store().submit(submission, change).await.unwrap();
}

#[tokio::test]
async fn a_program_that_has_the_answer_is_sent_nothing_until_the_records_change() {
    let server = TestServer::with_example().await;
    let number = server.authority().await.reference;
    let address = format!("{BASE}/authorities/{number}/scorecard");
    let ask = async |known: &str| {
        let request = request("GET", &address).header(header::IF_NONE_MATCH, known);
        server.send(request.body(Body::empty()).unwrap()).await
    };
    let first = ask("\"nothing\"").await;
    assert_eq!(first.status, 200);
    assert!(first.etag.starts_with("W/\""), "{}", first.etag);
    let again = ask(&first.etag).await;
    assert_eq!(
        (again.status, again.bytes.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    keep_scorecard(&server).await;
    assert_eq!(ask(&first.etag).await.status, 200);
}

#[tokio::test]
async fn long_lists_come_in_pages_that_lead_to_each_other() {
    let server = TestServer::with_example().await;
    let number = server.authority().await.reference;
    let mut address = Some(format!(
        "{BASE}/authorities/{number}/establishment?size=5&by=role"
    ));
    let (mut rows, mut pages) = (0, 0);
    let mut total = 0;
    while let Some(asked) = address.take() {
        let body = json(&server.get(&asked).await);
        rows += body["data"].as_array().unwrap().len();
        total = body["rows"].as_u64().unwrap();
        pages += 1;
        address = body["next"].as_str().map(str::to_owned);
    }
    assert_eq!(rows as u64, total);
    assert_eq!(pages, total.div_ceil(5));
}

#[tokio::test]
async fn the_page_explains_every_address_in_words() {
    let server = TestServer::with_example().await;
    let number = server.authority().await.reference;
    let answer = server.get("/api").await;
    assert_eq!(answer.status, 200);
    for endpoint in ENDPOINTS {
        let address = endpoint.address().replace("{authority}", &number);
        assert!(
            answer.says(&format!("http://localhost:8000{address}<")),
            "{address}"
        );
    }
    assert!(answer.says("Power BI"));
}

#[test]
fn the_document_is_the_one_that_is_kept() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let text = format!("{:#}\n", openapi::document());
    if std::env::var_os("HOLDFAST_WRITE").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == text,
        "docs/openapi.json differs from the API: if the change is meant, \
         run `HOLDFAST_WRITE=1 cargo test -p holdfast-web the_document_is` and commit the file"
    );
}
