//! Each form of the working week: it opens, it says what is missing, it records.

use holdfast_workforce::codes::{AbsenceKind, Contract, CoverReason, Holding, LeavingReason};
use jiff::civil::date;

use super::super::forms_of::FORMS;
use super::super::subject::Begins;
use super::{Browser, FROM, TO, day, holder, problems, vacant};

#[tokio::test]
async fn the_list_leads_to_every_form() {
    let browser = Browser::new().await;
    let list = browser.server.get(&browser.path("new")).await;
    assert_eq!(list.status, 200);
    for form in FORMS {
        assert!(
            list.says(&browser.path(&format!("new/{}", form.name))),
            "{}",
            form.name
        );
        let page = browser
            .server
            .get(&browser.path(&format!("new/{}", form.name)))
            .await;
        assert_eq!(page.status, 200, "{}", form.name);
        let is_search = page.says("Who is it about?") || page.says("Which post is it about?");
        assert_eq!(
            is_search,
            !matches!(form.begins, Begins::Nothing),
            "{}",
            form.name
        );
    }
    assert_eq!(
        browser
            .server
            .get(&browser.path("new/nothing"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn people_and_posts_are_found_by_a_part_of_their_name() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let (_, person) = holder(&workforce);
    let found = browser
        .server
        .get(&browser.path(&format!("new/move?find={}", person.reference)))
        .await;
    assert!(found.says(&format!("person={}", person.id)));
    let post = vacant(&workforce);
    let found = browser
        .server
        .get(&browser.path(&format!("new/close_post?find={}", post.reference)))
        .await;
    assert!(found.says(&format!("post={}", post.id)));
    let none = browser
        .server
        .get(&browser.path("new/move?find=zzzz"))
        .await;
    assert!(none.says("Nothing was found"));
}

#[tokio::test]
async fn a_form_sent_with_nothing_says_everything_that_is_missing() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let (assignment, _) = holder(&workforce);
    let post = vacant(&workforce);
    let away = workforce
        .absences()
        .iter()
        .find(|it| !it.spell.is_over_by(super::TODAY))
        .unwrap();
    let cover = workforce
        .assignments()
        .iter()
        .find(|it| it.holding != Holding::Substantive && it.spell.contains(super::TODAY))
        .unwrap();
    for (form, about, missing) in [
        ("open_post", String::new(), 6),
        ("change_post", format!("post={}", post.id), 6),
        ("close_post", format!("post={}", post.id), 1),
        ("join", String::new(), 6),
        ("book_agency", String::new(), 6),
        ("cover", String::new(), 7),
        ("move", format!("assignment={}", assignment.id), 3),
        ("change_hours", format!("assignment={}", assignment.id), 2),
        ("second", format!("assignment={}", assignment.id), 2),
        ("act_up", format!("assignment={}", assignment.id), 4),
        ("absent", format!("engagement={}", assignment.engagement), 2),
        ("return", format!("absence={}", away.id), 1),
        ("end_assignment", format!("assignment={}", cover.id), 1),
        ("leave", format!("engagement={}", assignment.engagement), 3),
    ] {
        let opened = browser
            .server
            .get(&browser.path(&format!("new/{form}?{about}")))
            .await;
        assert_eq!(opened.status, 200, "{form}");
        let hidden = [
            "post",
            "person",
            "assignment",
            "engagement",
            "absence",
            "seen",
            "form",
        ];
        let kept: Vec<_> = super::inputs(&opened.text())
            .into_iter()
            .filter(|(name, value)| hidden.contains(&name.as_str()) && !value.is_empty())
            .collect();
        let answer = browser.send(&format!("new/{form}"), &kept).await;
        assert_eq!(answer.status, 422, "{form}");
        let told = problems(&answer);
        assert_eq!(told.matches("<li>").count(), missing, "{form}: {told}");
        assert!(answer.says("<title>Error: "), "{form}");
    }
}

#[tokio::test]
async fn a_new_post_is_recorded_with_its_terms_and_closes() {
    let browser = Browser::new().await;
    let workforce = browser.workforce().await;
    let (team, role) = (
        workforce.teams().iter().last().unwrap(),
        workforce.roles().iter().next().unwrap(),
    );
    let mut fields = day(FROM, ["1", "10", "2026"]);
    fields.extend(day(TO, ["31", "3", "2027"]));
    fields.extend([
        ("id", "NEW-1"),
        ("team", team.reference.as_str()),
        ("role", role.reference.as_str()),
        ("fte", "0.8"),
        ("funding", "temporary"),
        ("standing", "established"),
        ("note", "Agreed by the panel"),
    ]);
    let answer = browser.record("new/open_post", &fields).await;
    let after = browser.workforce().await;
    let post = after.posts().by_reference("NEW-1").unwrap();
    assert_eq!(post.terms[0].fte.to_string(), "0.8");
    assert_eq!(post.terms[0].spell.until, Some(date(2027, 4, 1)));
    let page = format!("posts/{}?recorded={}", post.id, after.as_of());
    assert_eq!(answer.location, Some(browser.path(&page)));
    let change = browser.last_change().await;
    assert_eq!(
        (change.kind.as_str(), change.note.as_deref()),
        ("open_post", Some("Agreed by the panel"))
    );
    assert_eq!(change.actor, "A. Tester");
    let last_day = day(TO, ["31", "1", "2027"]);
    browser.record("new/close_post?post=NEW-1", &last_day).await;
    let after = browser.workforce().await;
    let closed = after.posts().by_reference("NEW-1").unwrap();
    assert_eq!(closed.terms[0].spell.until, Some(date(2027, 2, 1)));
}

#[tokio::test]
async fn an_uplift_holds_between_its_days() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let post = vacant(&before);
    let mut fields = day(FROM, ["1", "10", "2026"]);
    fields.extend(day(TO, ["31", "3", "2027"]));
    fields.push(("fte", "1.5"));
    let form = format!("new/change_post?post={}", post.id);
    browser.record(&form, &fields).await;
    let workforce = browser.workforce().await;
    let changed = workforce.posts().get(post.id).unwrap();
    let on = |day| changed.terms_on(day).unwrap().fte.to_string();
    assert_eq!(on(date(2026, 9, 30)), "1");
    assert_eq!(on(date(2026, 10, 1)), "1.5");
    assert_eq!(on(date(2027, 4, 1)), "1");
}

#[tokio::test]
async fn a_starter_an_agency_worker_and_employed_cover_join() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let post = vacant(&before).reference.clone();
    let mut agency = day(FROM, ["1", "10", "2026"]);
    agency.extend([
        ("post", post.as_str()),
        ("cover", "vacancy"),
        ("name", "Invented Agency Worker"),
        ("agency", "Invented Agency"),
        ("fte", "1"),
        ("charge", "41.50"),
    ]);
    browser.record("new/book_agency", &agency).await;
    let mut cover = day(FROM, ["1", "10", "2026"]);
    cover.extend(day(TO, ["31", "3", "2027"]));
    cover.extend([
        ("other_post", post.as_str()),
        ("cover", "vacancy"),
        ("name", "Invented Cover"),
        ("origin", "not_collected"),
        ("fte", "0.5"),
    ]);
    browser.record("new/cover", &cover).await;
    let mut starter = day(FROM, ["1", "1", "2027"]);
    starter.extend([
        ("post", post.as_str()),
        ("name", "Invented Starter"),
        ("id", "NEW-P1"),
        ("fte", "1"),
        ("contract", "permanent"),
        ("origin", "newly_qualified"),
        ("salary", "38223"),
    ]);
    let answer = browser.record("new/join", &starter).await;
    let workforce = browser.workforce().await;
    let person = workforce.people().by_reference("NEW-P1").unwrap();
    assert!(answer.location.unwrap().contains(&person.id.to_string()));
    let id = workforce.posts().by_reference(&post).unwrap().id;
    let held: Vec<_> = workforce
        .assignments()
        .linking(id)
        .filter(|it| it.spell.from >= date(2026, 10, 1))
        .collect();
    let holdings: Vec<_> = held.iter().map(|it| (it.holding, it.cover)).collect();
    assert_eq!(holdings.len(), 3);
    assert!(holdings.contains(&(Holding::Agency, Some(CoverReason::Vacancy))));
    assert!(holdings.contains(&(Holding::Cover, Some(CoverReason::Vacancy))));
    assert!(holdings.contains(&(Holding::Substantive, None)));
    let engagement = workforce.engagements().linking(person.id).next().unwrap();
    assert_eq!(engagement.contract, Contract::Permanent);
    assert_eq!(
        workforce
            .pay()
            .linking(engagement.id)
            .next()
            .unwrap()
            .amount
            .to_string(),
        "38223"
    );
}

#[tokio::test]
async fn somebody_moves_changes_hours_and_leaves() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (old, person) = holder(&before);
    let post = vacant(&before);
    let hours = format!("new/change_hours?assignment={}", old.id);
    let mut fields = day(FROM, ["1", "10", "2026"]);
    fields.push(("fte", "0.4"));
    browser.record(&hours, &fields).await;
    let moving = format!("new/move?person={}", person.id);
    let mut fields = day(FROM, ["1", "11", "2026"]);
    fields.extend([("post", post.reference.as_str()), ("fte", "0.5")]);
    let workforce = browser.workforce().await;
    let reduced = workforce
        .assignments()
        .linking(old.engagement)
        .find(|it| it.fte.to_string() == "0.4")
        .unwrap();
    let id = reduced.id.to_string();
    fields.push(("assignment", &id));
    browser.record(&moving, &fields).await;
    let leaving = format!("new/leave?engagement={}", old.engagement);
    let mut fields = day(TO, ["31", "12", "2026"]);
    fields.extend([
        ("reason", "resignation"),
        ("destination", "other_authority"),
    ]);
    browser.record(&leaving, &fields).await;
    let workforce = browser.workforce().await;
    let engagement = workforce.engagements().get(old.engagement).unwrap();
    assert_eq!(engagement.reason, Some(LeavingReason::Resignation));
    assert_eq!(engagement.spell.until, Some(date(2027, 1, 1)));
    let mut steps: Vec<_> = workforce
        .assignments()
        .linking(old.engagement)
        .map(|it| (it.spell.from, it.spell.until, it.fte.to_string()))
        .collect();
    steps.sort();
    let last = steps.len() - 1;
    assert_eq!(
        steps[last],
        (date(2026, 11, 1), Some(date(2027, 1, 1)), "0.5".to_owned())
    );
    assert_eq!(
        steps[last - 1],
        (date(2026, 10, 1), Some(date(2026, 11, 1)), "0.4".to_owned())
    );
}

#[tokio::test]
async fn somebody_is_seconded_out_acts_up_and_both_end() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (own, person) = holder(&before);
    let post = vacant(&before);
    let mut fields = day(FROM, ["1", "10", "2026"]);
    fields.extend([
        ("post", post.reference.as_str()),
        ("fte", "1.1"),
        ("cover", "vacancy"),
        ("over_reason", "Agreed until recruited"),
    ]);
    browser
        .record(&format!("new/act_up?assignment={}", own.id), &fields)
        .await;
    let workforce = browser.workforce().await;
    let up = workforce
        .assignments()
        .linking(own.engagement)
        .find(|it| it.holding == Holding::ActingUp)
        .unwrap();
    assert_eq!(up.over_reason.as_deref(), Some("Agreed until recruited"));
    let ending = format!("new/end_assignment?assignment={}", up.id);
    browser
        .record(&ending, &day(TO, ["31", "12", "2026"]))
        .await;
    let mut fields = day(FROM, ["1", "2", "2027"]);
    fields.push(("where", "outside"));
    browser
        .record(&format!("new/second?assignment={}", own.id), &fields)
        .await;
    let workforce = browser.workforce().await;
    let up = workforce.assignments().get(up.id).unwrap();
    assert_eq!(up.spell.until, Some(date(2027, 1, 1)));
    let away: Vec<_> = workforce
        .absences()
        .linking(own.engagement)
        .filter(|it| it.spell.from >= date(2026, 10, 1))
        .collect();
    let act_up = away
        .iter()
        .find(|it| it.kind == AbsenceKind::ActUp)
        .unwrap();
    assert_eq!(act_up.spell.until, Some(date(2027, 1, 1)));
    let seconded = away
        .iter()
        .find(|it| it.kind == AbsenceKind::Secondment)
        .unwrap();
    let back = format!("new/return?person={}&absence={}", person.id, seconded.id);
    browser.record(&back, &day(TO, ["30", "6", "2027"])).await;
    let workforce = browser.workforce().await;
    let seconded = workforce.absences().get(seconded.id).unwrap();
    assert_eq!(seconded.spell.until, Some(date(2027, 7, 1)));
}

#[tokio::test]
async fn an_absence_begins_and_ends() {
    let browser = Browser::new().await;
    let before = browser.workforce().await;
    let (own, _) = holder(&before);
    let mut fields = day(FROM, ["21", "9", "2026"]);
    fields.push(("kind", "sickness"));
    let answer = browser
        .record(
            &format!("new/absent?engagement={}", own.engagement),
            &fields,
        )
        .await;
    assert!(answer.location.unwrap().contains("/people/"));
    let workforce = browser.workforce().await;
    let absence = workforce
        .absences()
        .linking(own.engagement)
        .find(|it| it.spell.from == date(2026, 9, 21))
        .unwrap();
    let mut fields = day(TO, ["2", "10", "2026"]);
    fields.push(("working_days", "9.5"));
    browser
        .record(&format!("new/return?absence={}", absence.id), &fields)
        .await;
    let workforce = browser.workforce().await;
    let ended = workforce.absences().get(absence.id).unwrap();
    assert_eq!(ended.spell.last_day(), Some(date(2026, 10, 2)));
    assert_eq!(ended.working_days.unwrap().to_string(), "9.5");
}
