//! Every component on one page, and what holds for it.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::StatusCode;
use holdfast_workforce::codes::Service;

use crate::answers::Answers;
use crate::assets;
use crate::components::{Choice, Link, PageOf};
use crate::frame::{Frame, FrameAuthority};
use crate::pages::form_page;

#[derive(Template)]
#[template(path = "tests/gallery.html")]
struct Gallery {
    frame: Frame,
    answers: Answers,
    links: Vec<Link>,
    choices: Vec<Choice>,
    services: Vec<Choice>,
    pages: PageOf,
}

fn gallery(answers: Answers) -> Gallery {
    let frame = Frame {
        service: "Holdfast".into(),
        actor: Some("A. Tester".into()),
        authority: Some(FrameAuthority {
            name: "Exampleshire".into(),
            switch: Some("/authorities".into()),
        }),
        navigation: Vec::new(),
        beside: Vec::new(),
        assets: assets::folder(),
        version: "0.0.0",
    };
    Gallery {
        frame,
        answers,
        links: vec![Link::new("/", "Start"), Link::new("/teams", "Teams")],
        choices: vec![Choice::new("north", "North"), Choice::new("south", "South")],
        services: Choice::of_codes::<Service>(),
        pages: PageOf::nearest(5, 1000, 100),
    }
}

fn answers_with_problems() -> Answers {
    let mut answers = Answers::default()
        .with("name", "<script>alert(1)</script>")
        .with("from-day", "31")
        .with("from-year", "2025")
        .with("service", "adults");
    answers.required_date("from", "the first day");
    for field in [
        "name", "fte", "service", "roles", "profile", "package", "team",
    ] {
        answers.reject(field, format!("Mend {field}"));
    }
    answers
}

fn with_problems() -> String {
    gallery(answers_with_problems()).render().unwrap()
}

/// The values of an attribute, in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn identifiers_are_unique_and_everything_that_refers_to_one_finds_it() {
    let html = with_problems();
    let identifiers = values(&html, "id");
    let unique: BTreeSet<_> = identifiers.iter().copied().collect();
    assert_eq!(identifiers.len(), unique.len(), "{identifiers:?}");
    let referring = [
        "for",
        "aria-describedby",
        "aria-labelledby",
        "aria-controls",
    ];
    let named = referring
        .iter()
        .flat_map(|name| values(&html, name))
        .flat_map(str::split_whitespace);
    let linked = values(&html, "href")
        .into_iter()
        .filter_map(|href| href.strip_prefix('#'));
    for identifier in named.chain(linked) {
        assert!(
            unique.contains(identifier),
            "{identifier} is referred to and not there"
        );
    }
}

#[test]
fn the_summary_leads_to_every_problem_and_the_title_says_so() {
    let html = with_problems();
    assert!(html.contains("<title>Error: Components – Holdfast</title>"));
    assert!(html.contains(r##"<a href="#from-month">The first day must include a month</a>"##));
    for field in [
        "name", "fte", "service", "roles", "profile", "package", "team",
    ] {
        assert!(
            html.contains(&format!(r##"<a href="#{field}">Mend {field}</a>"##)),
            "{field}"
        );
        assert!(html.contains(&format!(r#"id="{field}-error""#)), "{field}");
    }
}

#[test]
fn what_was_typed_is_shown_again_and_cannot_become_markup() {
    let html = with_problems();
    assert!(!html.contains("<script>alert"));
    assert!(
        values(&html, "value")
            .iter()
            .any(|value| value.contains("script&#62;alert(1)"))
    );
    let chosen = html.split("value=\"adults\"").nth(1).unwrap();
    assert!(chosen.starts_with(" checked"), "{}", &chosen[..40]);
}

#[test]
fn no_component_has_style_or_script_in_the_page() {
    let html = with_problems();
    assert!(values(&html, "style").is_empty());
    assert!(!html.contains("<style"));
    let scripts: Vec<_> = html.split("<script").skip(1).collect();
    assert_eq!(scripts.len(), 1);
    assert!(scripts[0].starts_with(r#" type="module" src="/assets/"#));
}

#[test]
fn a_page_without_problems_has_no_summary() {
    let html = gallery(Answers::default()).render().unwrap();
    assert!(!html.contains("There is a problem"));
    assert!(html.contains("<title>Components – Holdfast</title>"));
}

#[test]
fn the_status_of_a_form_says_whether_it_has_problems() {
    let answered = answers_with_problems();
    let status = |answers: Answers| {
        form_page(&answers, &gallery(answers.clone()))
            .unwrap()
            .status()
    };
    assert_eq!(status(answered), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(status(Answers::default()), StatusCode::OK);
}
