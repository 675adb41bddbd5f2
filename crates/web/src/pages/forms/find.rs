//! Where a form begins with a person or a post: finding it.

use askama::Template;
use holdfast_workforce::record::{Person, Post};

use super::command::desk;
use super::desk::{Desk, terms_near};
use super::forms_of::Form;
use crate::address;
use crate::answers::Answers;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, page};

/// The field that says what is looked for.
const FIND: &str = "find";

/// How many are shown.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "pages/forms/find.html")]
struct FindPage {
    frame: Frame,
    links: Vec<Link>,
    title: &'static str,
    lead: String,
    label: &'static str,
    hint: &'static str,
    answers: Answers,
    action: String,
    found: Vec<Found>,
    is_search: bool,
    more: usize,
}

/// Somebody or something that was found.
struct Found {
    link: Link,
    about: String,
}

/// What a form looks for.
pub(super) struct Sought {
    name: &'static str,
    title: &'static str,
    lead: String,
    is_person: bool,
}

impl Sought {
    /// What a form begins with.
    pub(super) fn of(form: &Form) -> Self {
        Self {
            name: form.name,
            title: form.title,
            lead: format!("{}.", form.about),
            is_person: form.begins.with_a_person(),
        }
    }
}

/// The page on which it is looked for.
pub(super) fn page_for(here: &Here, sought: &Sought, asked: &Answers) -> Page {
    let words = asked.text(FIND).trim().to_lowercase();
    let is_search = !words.is_empty();
    let mut found = match (is_search, sought.is_person) {
        (false, _) => Vec::new(),
        (true, true) => people(here, sought.name, &words),
        (true, false) => posts(here, sought.name, &words),
    };
    let more = found.len().saturating_sub(SHOWN);
    found.truncate(SHOWN);
    let (label, hint) = if sought.is_person {
        (
            "Who is it about?",
            "A name, or part of one, or the person’s number",
        )
    } else {
        (
            "Which post is it about?",
            "A post number, or part of the role’s or the team’s name",
        )
    };
    page(&FindPage {
        frame: here.frame(Some(Section::Record)),
        links: vec![super::list::link(here)],
        title: sought.title,
        lead: sought.lead.clone(),
        label,
        hint,
        answers: asked.clone(),
        action: address::form(&here.authority, sought.name, []),
        found,
        is_search,
        more,
    })
}

fn people(here: &Here, form: &str, words: &str) -> Vec<Found> {
    let desk = desk(here);
    let fits = |person: &&Person| {
        person.display_name().to_lowercase().contains(words)
            || person.reference.to_lowercase().contains(words)
    };
    let mut people: Vec<_> = here.workforce.people().iter().filter(fits).collect();
    people.sort_by_key(|person| (is_gone(desk, person), person.display_name()));
    let found = |person: &Person| Found {
        link: Link::new(
            address::form(
                &here.authority,
                form,
                [("person", Some(person.id.to_string()))],
            ),
            format!("{} ({})", person.display_name(), person.reference),
        ),
        about: now(desk, person),
    };
    people.into_iter().map(found).collect()
}

fn is_gone(desk: Desk<'_>, person: &Person) -> bool {
    let mut engagements = desk.workforce.engagements().linking(person.id);
    engagements.all(|it| it.spell.is_over_by(desk.today))
}

/// What a person does now, in words.
fn now(desk: Desk<'_>, person: &Person) -> String {
    let engagements = desk.workforce.engagements().linking(person.id);
    let assignments = engagements.flat_map(|it| desk.workforce.assignments().linking(it.id));
    let running: Vec<_> = assignments
        .filter(|it| !it.spell.is_over_by(desk.today))
        .map(|it| desk.assignment_in_words(it))
        .collect();
    if running.is_empty() {
        "No longer in a post".to_owned()
    } else {
        running.join("; ")
    }
}

fn posts(here: &Here, form: &str, words: &str) -> Vec<Found> {
    let desk = desk(here);
    let found = |post: &Post| {
        let text = desk.post_in_words(post, desk.today);
        let fits = text.to_lowercase().contains(words);
        let terms = terms_near(post, desk.today)?;
        fits.then(|| Found {
            link: Link::new(
                address::form(&here.authority, form, [("post", Some(post.id.to_string()))]),
                text,
            ),
            about: format!("{} FTE", terms.fte),
        })
    };
    let mut posts: Vec<_> = here.workforce.posts().iter().filter_map(found).collect();
    posts.sort_by(|one, next| one.link.label.cmp(&next.link.label));
    posts
}
