use axum::http::StatusCode;
use holdfast_forecast::Scenario;
use holdfast_forecast::uncertain::Shape;
use holdfast_forecast::values::reshaped;

use super::chosen::as_now;
use super::filling::filled;
use super::run::{RUNS, Records};
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
    assert!(Scenario::read(&text.text()).is_ok());
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
    for words in ["Newly qualified intakes", "Leave in a year:", "Change<span"] {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    let leaving = format!("{base}/new?from=as-now&section=leaving");
    let leaving = server.get(&leaving).await;
    for words in ["value.attrition.rate", "Leave in a year", "own data"] {
        assert!(leaving.says(words), "{words}: {}", leaving.text());
    }
    let form = form(&server)
        .await
        .set("title", "A tenth leave")
        .set("value.attrition.rate", "8 to 12")
        .set("source.attrition.rate", "paper")
        .set("because.attrition.rate", "Exit interviews");
    let sent = send(&server, &format!("{base}/new"), &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let path = format!("{base}/a-tenth-leave");
    assert_eq!(sent.location.as_deref(), Some(path.as_str()));
    let page = server.get(&path).await;
    for words in ["A tenth leave", "8 to 12%", "a paper", "Exit interviews"] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let list = server.get(&base).await;
    for words in ["A tenth leave", "medians of 500 futures", "by A. Tester"] {
        assert!(list.says(words), "{words}: {}", list.text());
    }
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
async fn a_part_is_added_in_its_section() {
    let (server, base) = server().await;
    let form = form(&server).await;
    let new = format!("{base}/new");
    let shown = send(&server, &new, &form.clone().set("add", "target")).await;
    for words in ["value.target.1.at_most", "<title>Targets and budgets"] {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    let wrong = send(&server, &new, &form.set("add", "parks")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_section_is_opened_changed_and_left_for_the_overview() {
    let (server, base) = server().await;
    let new = format!("{base}/new");
    let form = form(&server).await.set("title", "Short");
    let opened = send(&server, &new, &form.clone().set("open", "length")).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.text());
    for words in ["value.months", "name=\"section\" value=\"length\"", "Short"] {
        assert!(opened.says(words), "{words}: {}", opened.text());
    }
    assert!(!opened.says("value.attrition.rate"), "{}", opened.text());
    let text = form.text("text").to_owned();
    let section = Answers::default()
        .with("seen", "0")
        .with("text", text)
        .with("section", "length")
        .with("action", "overview");
    let wrong = send(&server, &new, &section.clone().with("value.months", "0")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "There is a problem",
        "href=\"#value.months\"",
        "value=\"0\"",
    ] {
        assert!(wrong.says(words), "{words}: {}", wrong.text());
    }
    let back = send(&server, &new, &section.with("value.months", "24")).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text());
    for words in ["Months ahead: 24", "Save the scenario", "months = 24"] {
        assert!(back.says(words), "{words}: {}", back.text());
    }
}

#[tokio::test]
async fn a_value_that_is_changed_alone_is_a_judgement_and_its_evidence_can_change_alone() {
    let (server, base) = server().await;
    let new = format!("{base}/new");
    let form = form(&server).await.set("action", "overview");
    let alone = form.clone().set("value.attrition.rate", "12");
    let shown = send(&server, &new, &alone).await;
    assert!(
        shown.says("source = &#34;judgement&#34;"),
        "{}",
        shown.text()
    );
    assert!(shown.says("in place of"), "{}", shown.text());
    let before = Scenario::read(form.text("text")).unwrap();
    let tenth = Some(Shape::Fixed(0.1));
    let bet = reshaped(&before, "attrition.rate", tenth, "a bet").unwrap();
    let evidence = filled(&bet.write(), &crate::testing::no_records())
        .with("open", "leaving")
        .set("source.attrition.rate", "paper")
        .set("because.attrition.rate", "The returns of ten years");
    let shown = send(&server, &new, &evidence).await;
    for words in [
        "<option value=\"paper\" selected",
        "The returns of ten years",
    ] {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
}

#[tokio::test]
async fn every_problem_is_told_and_what_was_typed_stays() {
    let (server, base) = server().await;
    let form = form(&server).await;
    let wrong = form
        .clone()
        .set("title", "")
        .set("section", "leaving")
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
async fn what_a_field_cannot_hold_stays_typed_and_is_told_in_its_unit() {
    let (server, base) = server().await;
    let form = form(&server).await.set("section", "leaving");
    for (typed, words) in [
        ("15 to 9", "write the lower number first: 9 to 15"),
        ("120", "write a percentage from 0 to 100, such as 12"),
    ] {
        let wrong = form.clone().set("action", "preview");
        let wrong = wrong.set("value.attrition.rate", typed);
        let answer = send(&server, &format!("{base}/new"), &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in [
            words,
            &format!("value=\"{typed}\""),
            "href=\"#value.attrition.rate\"",
            "<title>Error: Leaving",
        ] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert!(!answer.says("Mend this line"), "{}", answer.text());
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
    assert!(csv.says("difference.in_post"), "{}", csv.text());
    let json = server.get(&path.replace("compare?", "compare.json?")).await;
    assert_eq!(json.content_type, "application/json");
    assert!(json.says("pounds_per_fte_year"), "{}", json.text());
    let workbook = server.get(&path.replace("compare?", "compare.xlsx?")).await;
    assert_eq!(workbook.status, StatusCode::OK);
    let same = server
        .get(&format!("{base}/compare?base=as-now&changed=as-now"))
        .await;
    assert!(same.says("in post is the same on"), "{}", same.text());
    let bare = server.get(&format!("{base}/compare")).await;
    assert!(
        bare.says("Choose a scenario without a change"),
        "{}",
        bare.text()
    );
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
    let no_step = lever.replace("&lever-step=10", "").replace("=0", "=19.9");
    let usual = server.get(&format!("{base}/seek?{goal}&{no_step}")).await;
    for words in [
        "name=\"lever-step\"",
        "value=\"0.1\"",
        "than as the scenario stands",
    ] {
        assert!(usual.says(words), "{words}: {}", usual.text());
    }
    let most = lever.replace("=20", "=120");
    let wrong = server.get(&format!("{base}/seek?{goal}&{most}")).await;
    assert!(wrong.says("from 0 to 100, such as 12"), "{}", wrong.text());
    let seed = lever.replace("attrition.rate", "seed");
    let wrong = server.get(&format!("{base}/seek?{goal}&{seed}")).await;
    assert!(wrong.says("from the list"), "{}", wrong.text());
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

/// A server that never waits for a page, and the address of a page’s run.
async fn server_that_never_waits() -> (TestServer, String) {
    let (mut server, base) = server().await;
    server.app = server.app.waiting(std::time::Duration::ZERO);
    (server, base)
}

/// Looks how far a run is until it is over, and gives where it leads.
async fn followed(server: &TestServer, run: &str) -> Answer {
    while server.get(&format!("{run}/progress")).await.says("false") {
        tokio::task::yield_now().await;
    }
    server.get(run).await
}

#[tokio::test]
async fn a_run_that_takes_longer_than_a_moment_shows_how_far_it_is_and_leads_to_its_result() {
    let (server, base) = server_that_never_waits().await;
    let address = format!("{base}/as-now?series=vacancy_rate");
    let begun = server.get(&address).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let run = begun.location.unwrap_or_default();
    let shown = server.get(&run).await;
    for words in [
        "<progress",
        "See how far it is now",
        "Stop it",
        "data-follow",
    ] {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    let same = server.get(&address).await;
    assert_eq!(
        same.location.as_ref(),
        Some(&run),
        "asked for twice, run once"
    );
    let led = followed(&server, &run).await;
    assert_eq!(led.location.as_ref(), Some(&address));
    let page = server.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.says("Vacancy rate will be about"), "{}", page.text());
}

#[tokio::test]
async fn what_a_form_asked_for_is_shown_where_its_run_was() {
    let (mut server, base) = server().await;
    let form = form(&server).await.set("action", "preview");
    server.app = server.app.waiting(std::time::Duration::ZERO);
    let begun = send(&server, &format!("{base}/new"), &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let page = followed(&server, &begun.location.unwrap_or_default()).await;
    assert!(page.says("Nothing is kept yet"), "{}", page.text());
}

#[tokio::test]
async fn a_run_that_is_stopped_says_so_and_can_be_begun_again() {
    let (server, base) = server_that_never_waits().await;
    let address = format!("{base}/as-now");
    let others = RUNS.acquire_many(2).await.unwrap();
    let run = server.get(&address).await.location.unwrap_or_default();
    let waits = server.get(&run).await;
    assert!(
        waits.says("Two simulations are under way already"),
        "{}",
        waits.text()
    );
    let stopped = server.post(&format!("{run}/stop"), &[]).await;
    assert_eq!(stopped.location.as_ref(), Some(&run));
    let page = server.get(&run).await;
    assert!(
        page.says("was stopped") && page.says("Begin it again"),
        "{}",
        page.text()
    );
    drop(others);
    let again = server.get(&address).await.location.unwrap_or_default();
    assert_ne!(again, run);
    let elsewhere = server.get(&format!("{base}/runs/parks")).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn several_scenarios_are_compared_with_one() {
    let (server, base) = server().await;
    let form = form(&server).await;
    for (title, rate) in [("Nobody leaves", "0"), ("Half leave", "50")] {
        let form = form.clone().set("title", title);
        send(
            &server,
            &format!("{base}/new"),
            &form.set("value.attrition.rate", rate),
        )
        .await;
    }
    let path = format!("{base}/compare?base=as-now&changed=nobody-leaves&changed=half-leave");
    let page = server.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in [
        "Of 2 scenarios beside ‘Carry on as now’, this one does most. Half leave",
        "Side by side",
        "Chance that more are in post than established",
        "id=\"fan-2\"",
        "changed=nobody-leaves&#38;changed=half-leave",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn an_outlook_tells_money_chances_and_bands_of_what_moves() {
    let (server, base) = server().await;
    let form = form(&server).await;
    let more = "[[budget]]\nyear = 2027\npounds = 1\n[[target]]\nof = \"vacancy_rate\"\nat_most = 5\nby = \"2028-03\"\n";
    let text = format!("{}\n{more}", form.text("text"));
    let form = form.set("text", &text).set("title", "A pound");
    let sent = send(&server, &format!("{base}/new"), &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = server.get(&format!("{base}/a-pound")).await;
    for words in [
        "Chance of staying within the budget: 0% in 2027-28.",
        "Spend by financial year",
        "Spend by kind",
        "The chances month by month",
        "then or earlier",
        "No post vacant",
        "Nine in ten from",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let fan = server
        .get(&format!("{base}/a-pound/fan.csv?series=vacancy_rate"))
        .await;
    assert!(
        fan.says("vacancy_rate") && !fan.says("in_post"),
        "{}",
        fan.text()
    );
    let chances = server.get(&format!("{base}/a-pound/chances.csv")).await;
    assert!(
        chances.says("Vacancy rate at most 5%"),
        "{}",
        chances.text()
    );
}

#[tokio::test]
async fn a_lever_is_about_the_role_that_is_chosen() {
    let (server, base) = server().await;
    let list = server.get(&format!("{base}/levers")).await;
    assert!(
        list.says("Not named: where the plan’s newly qualified begin"),
        "{}",
        list.text()
    );
    let role = list.text();
    let role = role.split("name=\"academy.role\"").nth(1).unwrap();
    let ids: Vec<_> = role.split("<option value=\"").skip(2).take(2).collect();
    let ids: Vec<_> = ids.iter().filter_map(|it| it.split('"').next()).collect();
    let begun = server
        .get(&format!(
            "{base}/levers?from=as-now&lever=academy&academy.role={}",
            ids[1]
        ))
        .await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.text());
    let wrong = server
        .get(&format!(
            "{base}/levers?from=as-now&lever=academy&academy.role=parks"
        ))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mix = "skill_mix.posts=2&skill_mix.in_place=2";
    let alone = server
        .get(&format!(
            "{base}/levers?from=as-now&lever=skill_mix&{mix}&skill_mix.role={}",
            ids[0]
        ))
        .await;
    assert!(alone.says("needs two roles"), "{}", alone.text());
    let both = format!(
        "{mix}&skill_mix.role={}&skill_mix.instead={}",
        ids[0], ids[1]
    );
    let both = server
        .get(&format!("{base}/levers?from=as-now&lever=skill_mix&{both}"))
        .await;
    assert_eq!(both.status, StatusCode::OK, "{}", both.text());
}
