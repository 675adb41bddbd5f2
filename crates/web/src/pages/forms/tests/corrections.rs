//! The correction of the past: every kind of record, and taking one away.

use holdfast_intake::schema::Table;
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::Sex;
use holdfast_workforce::record::Kind;
use jiff::civil::date;

use super::{Browser, holder, problems, vacant};
use crate::address;

#[tokio::test]
async fn every_kind_of_record_opens_and_reads_back_unchanged() {
    let browser = Browser::new().await;
    let authority = browser.server.authority().await;
    let workforce = browser.workforce().await;
    for table in Table::ALL {
        let Some(record) = workforce.records().find(|it| it.kind() == table.kind()) else {
            continue;
        };
        let path = address::correct(&authority, table.kind(), record.id());
        let rest = path.trim_start_matches(&browser.path("")).to_owned();
        let (answer, _) = browser.fill(&rest, &[("why", "Looked at")]).await;
        assert_eq!(answer.status, 422, "{}", table.name());
        let told = problems(&answer);
        assert!(
            told.contains("Nothing would change"),
            "{}: {told}",
            table.name()
        );
    }
}

#[tokio::test]
async fn a_correction_needs_a_reason_and_is_recorded_with_it() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let (_, person) = holder(&workforce);
    let form = format!("correct/person/{}", person.id);
    let (answer, _) = browser.fill(&form, &[("born", "1/2/1990")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("href=\"#why\""));
    browser
        .record(&form, &[("born", "1/2/1990"), ("why", "Misread")])
        .await;
    let after = browser.workforce().await;
    assert_eq!(
        after.people().get(person.id).unwrap().born,
        Some(date(1990, 2, 1))
    );
    let change = browser.last_change().await;
    assert_eq!(
        (change.kind.as_str(), change.note.as_deref()),
        ("correct", Some("Misread"))
    );
}

#[tokio::test]
async fn every_faulty_field_of_a_correction_is_told_at_once() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let (assignment, _) = holder(&workforce);
    let form = format!("correct/assignment/{}", assignment.id);
    let fields = [
        ("fte", "1,0"),
        ("from", "soon"),
        ("post", "NO-SUCH-POST"),
        ("why", "x"),
    ];
    let (answer, _) = browser.fill(&form, &fields).await;
    assert_eq!(answer.status, 422);
    for field in ["fte", "from", "post"] {
        assert!(
            answer.says(&format!("id=\"{field}-error\"")),
            "{field}: {}",
            problems(&answer)
        );
    }
    assert!(answer.says("value=\"soon\"") && answer.says("value=\"NO-SUCH-POST\""));
}

#[tokio::test]
async fn what_the_checks_find_is_told_beside_cells_that_cannot_be_read() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let (assignment, person) = holder(&workforce);
    let form = format!("correct/assignment/{}", assignment.id);
    let fields = [("fte", "1.4"), ("from", "soon"), ("post", "NO-SUCH-POST")];
    let (answer, _) = browser.fill(&form, &fields).await;
    let told = problems(&answer);
    let links: Vec<_> = told.split("href=\"#").skip(1).collect();
    let fields = ["post", "from", "fte", "why"];
    assert_eq!(links.len(), fields.len(), "{told}");
    for (link, field) in links.iter().zip(fields) {
        assert!(
            link.starts_with(&format!("{field}\"")),
            "in the form's order: {told}"
        );
    }
    assert!(told.contains("FTE is above 1.0 in one post"), "{told}");
    let known = workforce
        .people()
        .iter()
        .find(|it| it.id != person.id)
        .unwrap();
    let form = format!("correct/person/{}", person.id);
    let fields = [
        ("id", known.reference.as_str()),
        ("born", "31/2/1990"),
        ("why", "Misread"),
    ];
    let (answer, _) = browser.fill(&form, &fields).await;
    let told = problems(&answer);
    assert_eq!(told.matches("<a ").count(), 2, "{told}");
    assert!(
        told.contains("href=\"#id\"") && told.contains("href=\"#born\""),
        "{told}"
    );
}

#[tokio::test]
async fn what_a_correction_breaks_elsewhere_is_told_with_the_name_of_that_record() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let (assignment, person) = holder(&workforce);
    let post = workforce.posts().get(assignment.post).unwrap();
    let last = post.terms.len() - 1;
    let first_day = post.terms[last].spell.from.to_string();
    let to = format!("to-{last}");
    let fields = [(to.as_str(), first_day.as_str()), ("why", "Misread")];
    let form = format!("correct/post/{}", post.id);
    let (answer, _) = browser.fill(&form, &fields).await;
    let told = problems(&answer);
    assert!(told.contains("href=\"#form\""), "{told}");
    assert!(told.contains(person.display_name()), "{told}");
    assert!(
        !told.contains("href=\"#from"),
        "no field of the post: {told}"
    );
}

#[tokio::test]
async fn the_checks_of_a_new_record_are_told_beside_what_is_missing() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let known = workforce.teams().iter().next().unwrap();
    let fields = [("id", known.reference.as_str()), ("service", "adults")];
    let (answer, _) = browser.fill("new/team", &fields).await;
    let told = problems(&answer);
    assert_eq!(told.matches("<a ").count(), 2, "{told}");
    assert!(
        told.contains("href=\"#id\"") && told.contains("href=\"#name\""),
        "{told}"
    );
}

#[tokio::test]
async fn a_cell_that_cannot_be_read_lets_nothing_else_seem_wrong() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let (assignment, _) = holder(&workforce);
    let post = vacant(&workforce);
    let last = post.terms.len() - 1;
    let fte = format!("fte-{last}");
    for (form, field) in [
        (format!("correct/assignment/{}", assignment.id), "from"),
        (
            format!("correct/assignment/{}", assignment.id),
            "engagement",
        ),
        (format!("correct/post/{}", post.id), fte.as_str()),
    ] {
        let (answer, _) = browser
            .fill(&form, &[(field, "-"), ("why", "Misread")])
            .await;
        let told = problems(&answer);
        assert_eq!(told.matches("<a ").count(), 1, "{field}: {told}");
    }
}

#[tokio::test]
async fn the_terms_of_a_post_are_corrected_row_by_row() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let post = vacant(&workforce);
    let form = format!("correct/post/{}", post.id);
    let rows = post.terms.len();
    let last = rows - 1;
    let (to, from, team, role) = (
        format!("to-{last}"),
        format!("from-{rows}"),
        format!("team-{rows}"),
        format!("role-{rows}"),
    );
    let (fte, funding, standing) = (
        format!("fte-{rows}"),
        format!("funding-{rows}"),
        format!("standing-{rows}"),
    );
    let team_number = workforce
        .teams()
        .get(post.terms[last].team)
        .unwrap()
        .reference
        .clone();
    let role_number = workforce
        .roles()
        .get(post.terms[last].role)
        .unwrap()
        .reference
        .clone();
    let fields = [
        (to.as_str(), "31/12/2026"),
        (from.as_str(), "1/1/2027"),
        (team.as_str(), team_number.as_str()),
        (role.as_str(), role_number.as_str()),
        (fte.as_str(), "0.5"),
        (funding.as_str(), "base"),
        (standing.as_str(), "established"),
        ("why", "The paper said so"),
    ];
    browser.record(&form, &fields).await;
    let after = browser.workforce().await;
    let corrected = after.posts().get(post.id).unwrap();
    assert_eq!(corrected.terms.len(), rows + 1);
    assert_eq!(corrected.terms[rows].fte.to_string(), "0.5");
    let drop = format!("drop-{rows}");
    browser
        .record(
            &form,
            &[
                (to.as_str(), ""),
                (drop.as_str(), "yes"),
                ("why", "It did not"),
            ],
        )
        .await;
    assert_eq!(browser.workforce().await.posts().get(post.id), Some(post));
}

#[tokio::test]
async fn a_team_and_a_role_are_made() {
    let browser = Browser::new().await;
    browser
        .record(
            "new/team",
            &[("id", "T-NEW"), ("name", "New team"), ("service", "adults")],
        )
        .await;
    browser
        .record(
            "new/role",
            &[("id", "R-NEW"), ("name", "New role"), ("registered", "no")],
        )
        .await;
    let after = browser.workforce().await;
    assert!(after.teams().by_reference("T-NEW").is_some());
    assert!(after.roles().by_reference("R-NEW").is_some());
    let (answer, _) = browser
        .fill(
            "new/team",
            &[("id", "T-NEW"), ("name", "Twin"), ("service", "adults")],
        )
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("id=\"id-error\""), "{}", problems(&answer));
}

#[tokio::test]
async fn a_new_line_of_pay_begins_with_the_engagement() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let (own, _) = holder(&workforce);
    let form = format!("new/line_of_pay?engagement={}", own.engagement);
    let fields = [
        ("element", "market_supplement"),
        ("from", "1/10/2026"),
        ("amount", "2500"),
    ];
    let answer = browser.record(&form, &fields).await;
    assert!(answer.location.unwrap().contains("/people/"));
    let after = browser.workforce().await;
    assert!(
        after
            .pay()
            .linking(own.engagement)
            .any(|it| it.amount.to_string() == "2500")
    );
}

#[tokio::test]
async fn a_record_that_others_refer_to_stays_and_another_goes() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let (own, person) = holder(&workforce);
    let form = format!("correct/person/{}/remove", person.id);
    let (answer, _) = browser.fill(&form, &[]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("href=\"#why\""));
    let (answer, _) = browser.fill(&form, &[("why", "Never worked here")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("cannot be taken away"), "{}", problems(&answer));
    let pay = workforce.pay().linking(own.engagement).next().unwrap();
    let form = format!("correct/line_of_pay/{}/remove", pay.id);
    let (answer, _) = browser.fill(&form, &[("why", "Typed twice")]).await;
    assert_eq!(answer.status, 303, "{}", problems(&answer));
    let after = browser.workforce().await;
    assert_eq!(after.since(Kind::Pay, pay.id.into()), None);
    assert_eq!(browser.server.get(&browser.path(&form)).await.status, 404);
}

#[tokio::test]
async fn addresses_of_nothing_are_not_found() {
    let browser = Browser::new().await;
    let authority = browser.server.authority().await;
    for rest in [
        "correct/person/nobody",
        "correct/mapping_profile/0193e9a0-0000-7000-8000-000000000000",
        "correct/person/0193e9a0-0000-7000-8000-000000000000",
        "new/authority",
    ] {
        assert_eq!(
            browser.server.get(&browser.path(rest)).await.status,
            404,
            "{rest}"
        );
    }
    let path = format!("correct/authority/{}/remove", authority.id);
    assert_eq!(browser.server.get(&browser.path(&path)).await.status, 404);
}

/// What a page's forms would send as it stands: hidden fields and chosen radios.
fn sent(html: &str) -> Vec<(String, String)> {
    let form = html
        .split("<form method=\"post\"")
        .skip(1)
        .collect::<String>();
    let of = |tag: &str, name| super::attribute(tag, name).unwrap_or_default().to_owned();
    form.split('<')
        .filter(|tag| tag.starts_with("input"))
        .filter(|tag| !tag.contains("type=\"radio\"") || tag.contains(" checked"))
        .map(|tag| (of(tag, "name"), of(tag, "value")))
        .collect()
}

#[tokio::test]
async fn a_correction_keeps_what_somebody_else_corrected_meanwhile() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (_, person) = holder(&before);
    let form = format!("correct/person/{}", person.id);
    let others = Sex::ALL.iter().filter(|sex| person.sex != Some(**sex));
    let sex = others.map(|sex| sex.code()).next().unwrap();
    let (_, mut mine) = browser
        .fill(&form, &[("sex", sex), ("why", "Misread")])
        .await;
    browser
        .record(&form, &[("name", "Ada Married"), ("why", "Married")])
        .await;
    mine.push(("step".into(), "record".into()));
    let told = browser.send(&form, &mine).await;
    assert_eq!(told.status, 409);
    assert!(told.says("Ada Married") && !told.says("What you both changed"));
    let text = told.text();
    let typed = text.split("What you typed<").nth(1).unwrap();
    let typed = typed.split("<form").next().unwrap();
    assert!(!typed.contains(person.display_name()), "{typed}");
    let mut go_on = sent(&text);
    go_on.push(("step".into(), "edit".into()));
    let again = browser.send(&form, &go_on).await;
    let mut pairs = super::inputs(&again.text());
    pairs.push(("why".into(), "Misread".into()));
    pairs.push(("step".into(), "record".into()));
    assert_eq!(browser.send(&form, &pairs).await.status, 303);
    let after = browser.workforce().await;
    let after = after.people().get(person.id).unwrap();
    assert_eq!(after.display_name(), "Ada Married");
    assert_eq!(after.sex.map(|it| it.code()), Some(sex));
}

#[tokio::test]
async fn what_both_corrected_is_asked_with_both_answers() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (_, person) = holder(&before);
    let form = format!("correct/person/{}", person.id);
    let (_, mut mine) = browser
        .fill(&form, &[("name", "Ada Mine"), ("why", "Misread")])
        .await;
    browser
        .record(&form, &[("name", "Ada Theirs"), ("why", "Married")])
        .await;
    mine.push(("step".into(), "record".into()));
    let told = browser.send(&form, &mine).await;
    assert_eq!(told.status, 409);
    assert!(told.says("What you both changed"));
    assert!(told.says("The record now: Ada Theirs") && told.says("Yours: Ada Mine"));
    let mut go_on = sent(&told.text());
    go_on.retain(|(name, _)| name != "name");
    go_on.push(("name".into(), "Ada Mine".into()));
    go_on.push(("step".into(), "record".into()));
    assert_eq!(browser.send(&form, &go_on).await.status, 303);
    let after = browser.workforce().await;
    assert_eq!(
        after.people().get(person.id).unwrap().display_name(),
        "Ada Mine"
    );
}
