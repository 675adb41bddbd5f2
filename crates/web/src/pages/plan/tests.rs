use axum::http::StatusCode;

use super::chosen::as_now;
use super::filling::filled;
use super::run::Records;
use crate::answers::Answers;
use crate::here::Here;
use crate::testing::{Answer, TestServer};
use jiff::civil::date;

async fn server() -> (TestServer, String) {
    let server = TestServer::with_example().await;
    let base = format!("/{}/plan", server.authority().await.reference);
    (server, base)
}

#[tokio::test]
async fn the_plan_carries_on_as_now_from_the_last_month_end() {
    let (server, base) = server().await;
    let page = server.get(&base).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "Carry on as now: in post will be about",
        "nine in ten futures",
        "plan/as-now?at=2026-09-30",
        "None is kept yet",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let wrong = server.get(&format!("{base}?at=31/2/2026")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_outlook_has_its_answer_charts_tables_and_assumptions() {
    let (server, base) = server().await;
    let page = server.get(&format!("{base}/as-now")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "In post will be about",
        "30 September 2029; nine in ten futures lie between",
        "id=\"fan\"",
        "What moves the FTE in post",
        "In post by experience and role, FTE",
        "seed 1",
        "attrition.rate",
        "rates of leaving in a year",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let other = server
        .get(&format!("{base}/as-now?series=vacancy_rate"))
        .await;
    assert!(other.says("Vacancy rate will be about"), "{}", other.text());
}

#[tokio::test]
async fn what_cannot_be_asked_is_said() {
    let (server, base) = server().await;
    let wrong = server
        .get(&format!("{base}/as-now?series=parks&at=soon"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let early = server.get(&format!("{base}/as-now?at=1/1/1990")).await;
    assert_eq!(early.status, StatusCode::OK);
    assert!(early.says("The records begin on"), "{}", early.text());
    let late = server.get(&format!("{base}/as-now?at=1/1/2030")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.says("The day must be today, "), "{}", late.text());
    let none = server.get(&format!("{base}/no-such-scenario")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_outlook_can_be_had_as_files() {
    let (server, base) = server().await;
    let csv = server.get(&format!("{base}/as-now/outlook.csv")).await;
    assert!(csv.says("in_post"), "{}", csv.text());
    let moves = server.get(&format!("{base}/as-now/waterfall.csv")).await;
    assert!(
        moves.says("In post on 30 September 2029"),
        "{}",
        moves.text()
    );
    let json = server.get(&format!("{base}/as-now/outlook.json")).await;
    assert_eq!(json.content_type, "application/json");
    assert!(json.says("\"waterfall\""));
    let workbook = server.get(&format!("{base}/as-now/outlook.xlsx")).await;
    assert_eq!(workbook.status, StatusCode::OK);
    let text = server.get(&format!("{base}/as-now/scenario.toml")).await;
    assert!(holdfast_forecast::Scenario::read(&text.text()).is_ok());
}

#[tokio::test]
async fn an_authority_without_records_is_told_so() {
    let server = TestServer::empty().await;
    let page = server.get("/001/plan").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

/// The form of a new scenario as a browser would send it, filled in as shown.
async fn form(server: &TestServer) -> Answers {
    let here = Here::of(&server.app, &server.authority().await.reference)
        .await
        .unwrap();
    let scenario = as_now(&Records::of(&here).await.unwrap(), date(2026, 9, 30)).unwrap();
    filled(&scenario.write(), &here.workforce).with("seen", "0")
}

async fn send(server: &TestServer, path: &str, answers: &Answers) -> Answer {
    let fields: Vec<_> = answers.pairs().collect();
    server.post(path, &fields).await
}

#[tokio::test]
async fn a_scenario_is_made_from_the_records_changed_and_kept() {
    let (server, base) = server().await;
    let shown = server.get(&format!("{base}/new?from=as-now")).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    for words in ["value.attrition.rate", "Leave in a year", "own data:"] {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    let form = form(&server)
        .await
        .set("title", "A tenth leave")
        .set("value.attrition.rate", "8 to 12")
        .set("because", "Exit interviews");
    let sent = send(&server, &format!("{base}/new"), &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let path = format!("{base}/a-tenth-leave");
    assert_eq!(sent.location.as_deref(), Some(path.as_str()));
    let page = server.get(&path).await;
    for words in ["A tenth leave", "8 to 12%", "judgement", "Exit interviews"] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let list = server.get(&base).await;
    assert!(list.says("A tenth leave"), "{}", list.text());
    let changes = server.get(&base.replace("plan", "changes")).await;
    assert!(
        changes.says("Scenario ‘A tenth leave’"),
        "{}",
        changes.text()
    );
    let taken = send(&server, &format!("{base}/new"), &form).await;
    assert!(
        taken
            .location
            .is_some_and(|it| it.ends_with("a-tenth-leave-2"))
    );
}

#[tokio::test]
async fn a_preview_shows_what_would_come_and_keeps_nothing() {
    let (server, base) = server().await;
    let form = form(&server).await.set("action", "preview");
    let shown = send(&server, &format!("{base}/new"), &form).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    assert!(shown.says("Nothing is kept yet") && shown.says("preview-fan"));
    assert!(server.get(&base).await.says("None is kept yet"));
}

#[tokio::test]
async fn a_part_is_added_to_the_form() {
    let (server, base) = server().await;
    let form = form(&server).await.set("action", "add");
    let shown = send(
        &server,
        &format!("{base}/new"),
        &form.clone().set("part", "target"),
    )
    .await;
    assert!(shown.says("value.target.1.at_most"), "{}", shown.text());
    let wrong = send(&server, &format!("{base}/new"), &form.set("part", "parks")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn every_problem_is_told_and_what_was_typed_stays() {
    let (server, base) = server().await;
    let form = form(&server).await;
    let wrong = form
        .clone()
        .set("title", "")
        .set("value.months", "0")
        .set("value.attrition.rate", "many");
    let answer = send(&server, &format!("{base}/new"), &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Enter a title",
        "Months ahead:",
        "‘many’ cannot be read",
        "value=\"many\"",
    ] {
        assert!(answer.says(words), "{words}: {}", answer.text());
    }
    let text = form.text("text").replace("[attrition]", "[atrition]");
    let answer = send(&server, &format!("{base}/new"), &form.set("text", &text)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["line ", "Did you mean ‘attrition’?", "[atrition]"] {
        assert!(answer.says(words), "{words}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_scenario_is_taken_away_and_two_people_at_once_are_told() {
    let (server, base) = server().await;
    let form = form(&server).await.set("title", "Mine");
    send(&server, &format!("{base}/new"), &form).await;
    let edit = format!("{base}/mine/edit");
    let opened = server.get(&edit).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.text());
    let stale = send(&server, &edit, &form.clone().set("title", "Yours")).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        stale.says("Open the scenario as it is now"),
        "{}",
        stale.text()
    );
    let fresh = form.set("seen", "2").set("action", "remove");
    let gone = send(&server, &edit, &fresh).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    assert_eq!(server.get(&edit).await.status, StatusCode::NOT_FOUND);
    let as_now = server.get(&format!("{base}/as-now/edit")).await;
    assert_eq!(as_now.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_scenarios_are_compared_under_the_same_chance() {
    let (server, base) = server().await;
    let form = form(&server)
        .await
        .set("title", "Nobody leaves")
        .set("value.attrition.rate", "0");
    send(&server, &format!("{base}/new"), &form).await;
    let path = format!("{base}/compare?base=as-now&changed=nobody-leaves");
    let page = server.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "Nobody leaves: about",
        "more in post on 30 September 2029",
        "nine in ten differences lie between",
        "FTE-years in post gained",
        "Carry on as now: in post will be about",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let csv = server.get(&path.replace("compare?", "compare.csv?")).await;
    assert!(csv.says("In post"), "{}", csv.text());
    let bare = server.get(&format!("{base}/compare")).await;
    assert!(bare.says("Choose two scenarios"), "{}", bare.text());
    let wrong = server.get(&format!("{base}/compare?changed=parks")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_value_is_sought_that_reaches_a_target() {
    let (server, base) = server().await;
    let form = server.get(&format!("{base}/seek")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    assert!(form.says("value=\"attrition.rate\""), "{}", form.text());
    let goal = "series=in_post&side=least&limit=1&by=2027-09&chance=80";
    let lever = "lever=attrition.rate&lever-from=20&lever-to=0&lever-step=10";
    let found = server.get(&format!("{base}/seek?{goal}&{lever}")).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.text());
    for words in ["In post at least 1", "Leaving, Leave in a year (%) = 20"] {
        assert!(found.says(words), "{words}: {}", found.text());
    }
    let second = "second=attrition.rate&second-from=1&second-to=2&second-step=1";
    let two = server
        .get(&format!("{base}/seek?{goal}&{lever}&{second}"))
        .await;
    assert!(two.says("each of these pairs is enough"), "{}", two.text());
    let odd = "lever=parks&series=x&limit=many&by=1990-01&chance=0";
    let wrong = server.get(&format!("{base}/seek?{odd}")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["from the list", "is no month of the plan", "is no number"] {
        assert!(wrong.says(words), "{words}: {}", wrong.text());
    }
}

#[tokio::test]
async fn a_ready_made_lever_begins_a_scenario() {
    let (server, base) = server().await;
    let list = server.get(&format!("{base}/levers")).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text());
    assert!(list.says("Sefton, report on newly qualified social workers"));
    let begun = server
        .get(&format!(
            "{base}/levers?from=as-now&lever=academy&academy.places=12"
        ))
        .await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.text());
    assert!(begun.says("Social work academy") && begun.says("plan/new"));
    let missing = server
        .get(&format!("{base}/levers?lever=pay_supplement"))
        .await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.says("Nobody has reported it"), "{}", missing.text());
    let none = server.get(&format!("{base}/levers?lever=parks")).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn leaving_that_answers_to_the_workload_is_shown_with_and_without() {
    let (server, base) = server().await;
    let form = form(&server).await;
    let feedback = "[feedback]\nelasticity = 0.5\nbecause = \"a guess\"\n";
    let text = format!("{}\n{feedback}", form.text("text"));
    let form = form.set("text", &text).set("title", "It feeds back");
    let sent = send(&server, &format!("{base}/new"), &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = server.get(&format!("{base}/it-feeds-back")).await;
    assert!(
        page.says("leaving answers to the workload. Without that: In post will be"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_goal_without_a_value_to_change_is_told() {
    let (server, base) = server().await;
    let page = server.get(&format!("{base}/seek?lever=&series=")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("Select what may be changed"), "{}", page.text());
}
