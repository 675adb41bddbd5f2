//! What holds for all forms: what is typed stays, warnings are shown, nobody is
//! overwritten, and nothing is recorded twice.

use holdfast_workforce::codes::Holding;

use super::{Browser, FROM, TO, day, holder, problems, vacant};

#[tokio::test]
async fn what_was_typed_is_kept_beside_its_problem_and_is_harmless() {
    let browser = Browser::new().await;
    let mut fields = day(FROM, ["31", "2", "2026"]);
    fields.extend([
        ("name", "=cmd|' /C calc'!A1"),
        ("fte", "half"),
        ("agency", "<script>alert(1)</script>"),
    ]);
    let (answer, _) = browser.fill("new/book_agency", &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("FTE is not a number"));
    assert!(answer.says("value=\"half\""));
    assert!(answer.says("value=\"=cmd|"));
    assert!(!answer.says("<script>alert"));
    assert!(answer.says("href=\"#from-day\""));
}

#[tokio::test]
async fn a_name_that_looks_like_a_formula_is_kept_as_it_is() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let mut fields = day(FROM, ["1", "10", "2026"]);
    fields.extend([
        ("post", vacant(&before).reference.as_str()),
        ("name", "=cmd|' /C calc'!A1"),
        ("id", "F-1"),
        ("fte", "1"),
        ("contract", "permanent"),
        ("origin", "other"),
    ]);
    browser.record("new/join", &fields).await;
    let after = browser.workforce().await;
    let person = after.people().by_reference("F-1").unwrap();
    assert_eq!(person.display_name(), "=cmd|' /C calc'!A1");
}

#[tokio::test]
async fn what_the_checks_find_stands_beside_its_field_and_a_reason_lets_it_pass() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (own, _) = holder(&before);
    let form = format!("new/change_hours?assignment={}", own.id);
    let mut fields = day(FROM, ["1", "10", "2026"]);
    fields.push(("fte", "1.2"));
    let (answer, _) = browser.fill(&form, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("id=\"fte-error\""), "{}", problems(&answer));
    assert!(!answer.says("(over_reason)"));
    fields.push(("over_reason", "Agreed for the winter"));
    browser.record(&form, &fields).await;
}

#[tokio::test]
async fn problems_of_the_plan_stand_beside_their_fields() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (own, _) = holder(&before);
    let form = format!("new/change_hours?assignment={}", own.id);
    let mut fields = day(FROM, ["1", "1", "1990"]);
    fields.push(("fte", "0.5"));
    let (answer, _) = browser.fill(&form, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("href=\"#from\""), "{}", problems(&answer));
    assert!(answer.says("The assignment starts on"));
}

#[tokio::test]
async fn a_warning_is_shown_and_does_not_stop_the_change() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let post = vacant(&before);
    let form = format!("new/change_post?post={}", post.id);
    let mut fields = day(FROM, ["1", "10", "2026"]);
    fields.push(("funding", "grant"));
    let (check, _) = browser.fill(&form, &fields).await;
    assert_eq!(check.status, 200);
    assert!(check.says("the money is for a limited time"));
    assert!(check.says("Give the day on which the funding ends."));
    browser.record(&form, &fields).await;
}

#[tokio::test]
async fn answers_can_be_changed_after_the_check() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let form = format!("new/close_post?post={}", vacant(&before).id);
    let (_, mut pairs) = browser.fill(&form, &day(TO, ["31", "12", "2027"])).await;
    pairs.push(("step".into(), "edit".into()));
    let again = browser.send(&form, &pairs).await;
    assert_eq!(again.status, 200);
    assert!(again.says("value=\"2027\""));
    assert!(!again.says("There is a problem"));
}

#[tokio::test]
async fn two_people_at_one_record_are_told_and_not_overwritten() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (own, _) = holder(&before);
    let form = format!("new/leave?engagement={}", own.engagement);
    let mut mine = day(TO, ["31", "12", "2026"]);
    mine.extend([("reason", "retired"), ("destination", "no_social_care")]);
    let (_, mut pairs) = browser.fill(&form, &mine).await;
    let mut theirs = day(TO, ["30", "11", "2026"]);
    theirs.extend([
        ("reason", "resignation"),
        ("destination", "other_authority"),
    ]);
    browser.record(&form, &theirs).await;
    pairs.push(("step".into(), "record".into()));
    let told = browser.send(&form, &pairs).await;
    assert_eq!(told.status, 409);
    assert!(told.says("Someone else changed this engagement"));
    assert!(told.says("A. Tester"));
    assert!(
        told.says("Resignation") && told.says("Retired"),
        "what stands and what was typed"
    );
    let hidden: Vec<_> = told
        .text()
        .split("<form method=\"post\"")
        .skip(1)
        .collect::<String>()
        .split('<')
        .filter(|tag| tag.starts_with("input"))
        .map(|tag| {
            (
                super::attribute(tag, "name").unwrap().to_owned(),
                super::attribute(tag, "value").unwrap().to_owned(),
            )
        })
        .collect();
    let mut go_on: Vec<_> = hidden;
    go_on.push(("step".into(), "edit".into()));
    let again = browser.send(&form, &go_on).await;
    assert_eq!(again.status, 200);
    assert!(again.says("value=\"31\""));
    go_on.retain(|(name, _)| name != "step");
    go_on.push(("step".into(), "record".into()));
    assert_eq!(browser.send(&form, &go_on).await.status, 303);
    let after = browser.workforce().await;
    let reason = after.engagements().get(own.engagement).unwrap().reason;
    assert_eq!(
        reason,
        Some(holdfast_workforce::codes::LeavingReason::Retired)
    );
}

#[tokio::test]
async fn a_form_sent_twice_records_once() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let mut fields = day(FROM, ["1", "10", "2026"]);
    fields.extend([
        ("post", vacant(&before).reference.as_str()),
        ("name", "Invented Twice"),
        ("fte", "1"),
        ("contract", "permanent"),
        ("origin", "other"),
    ]);
    let (_, mut pairs) = browser.fill("new/join", &fields).await;
    pairs.push(("step".into(), "record".into()));
    let once = browser.send("new/join", &pairs).await;
    let twice = browser.send("new/join", &pairs).await;
    assert_eq!((once.status.as_u16(), twice.status.as_u16()), (303, 303));
    let after = browser.workforce().await;
    assert_eq!(after.people().len(), before.people().len() + 1);
    assert_eq!(after.as_of(), before.as_of() + 1);
}

#[tokio::test]
async fn a_form_cannot_choose_the_identifier_of_a_record_that_is_there() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let victim = before.people().iter().next().unwrap();
    let below = uuid::Uuid::from_u128(victim.id.0.as_u128() - 1).to_string();
    let mut fields = day(FROM, ["1", "10", "2026"]);
    fields.extend([
        ("post", vacant(&before).reference.as_str()),
        ("name", "Invented Intruder"),
        ("fte", "1"),
        ("contract", "permanent"),
        ("origin", "other"),
        ("form", below.as_str()),
    ]);
    let (answer, _) = browser.fill("new/join", &fields).await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        browser.workforce().await.people().get(victim.id),
        Some(victim)
    );
}

#[tokio::test]
async fn a_person_with_several_posts_is_asked_which() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (own, person) = holder(&before);
    let post = vacant(&before);
    browser.act_up(own, post).await;
    let form = browser
        .server
        .get(&browser.path(&format!("new/change_hours?person={}", person.id)))
        .await;
    assert!(form.says("In which post?"));
    let after = browser.workforce().await;
    let up = after
        .assignments()
        .linking(own.engagement)
        .find(|it| it.holding == Holding::ActingUp)
        .unwrap();
    assert!(
        form.says(&format!("value=\"{}\"", up.id)) && form.says(&format!("value=\"{}\"", own.id))
    );
}

#[tokio::test]
async fn an_fte_above_one_is_told_among_answers_that_cannot_be_read() {
    let browser = Browser::new().await;
    let mut fields = day(FROM, ["31", "2", "2026"]);
    fields.extend([("fte", "1.4"), ("salary", "abc")]);
    let (answer, _) = browser.fill("new/join", &fields).await;
    assert_eq!(answer.status, 422);
    let told = problems(&answer);
    for field in [
        "#fte",
        "#from-day",
        "#salary",
        "#name",
        "#post",
        "#contract",
    ] {
        assert!(told.contains(&format!("href=\"{field}")), "{field}: {told}");
    }
    assert!(told.contains("Salary must be an amount in pounds, such as 38223"));
}

#[tokio::test]
async fn a_number_that_is_used_is_told_with_all_else_that_is_wrong() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (_, known) = holder(&before);
    let mut fields = day(FROM, ["1", "10", "2026"]);
    fields.extend(day(TO, ["1", "9", "2026"]));
    fields.extend([
        ("post", vacant(&before).reference.as_str()),
        ("name", "Invented Starter"),
        ("id", known.reference.as_str()),
        ("fte", "1.4"),
        ("salary", "-5"),
        ("contract", "permanent"),
        ("origin", "other"),
    ]);
    let (answer, _) = browser.fill("new/join", &fields).await;
    assert_eq!(answer.status, 422);
    let told = problems(&answer);
    assert_eq!(told.matches("<a ").count(), 4, "{told}");
    assert!(told.contains("already has this number"), "{told}");
    for said in [
        "The last day must not be before",
        "FTE must be",
        "Salary must",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[tokio::test]
async fn a_leaver_before_the_start_without_reasons_is_told_three_problems() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (own, _) = holder(&before);
    let form = format!("new/leave?engagement={}", own.engagement);
    let fields = day(TO, ["1", "1", "1990"]);
    let (answer, _) = browser.fill(&form, &fields).await;
    assert_eq!(answer.status, 422);
    let told = problems(&answer);
    assert_eq!(told.matches("<a ").count(), 3, "{told}");
    assert!(told.contains("Their engagement starts on"), "{told}");
    assert!(told.contains("Choose why they leave") && told.contains("Choose where they go"));
}

#[tokio::test]
async fn what_cannot_be_read_lets_nothing_else_seem_wrong() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (own, _) = holder(&before);
    let form = format!("new/change_hours?assignment={}", own.id);
    let mut fields = day(FROM, ["31", "2", "2026"]);
    fields.push(("fte", "0.5"));
    let (answer, _) = browser.fill(&form, &fields).await;
    let told = problems(&answer);
    assert_eq!(told.matches("<a ").count(), 1, "{told}");
}
