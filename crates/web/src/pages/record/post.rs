//! A post: what it is, who holds and covers it, and its history.

use askama::Template;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::Holding;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::RecordId;
use holdfast_workforce::position::{Line, Selection, contributions};
use holdfast_workforce::record::{Assignment, Kind, Post, PostTerms};
use holdfast_workforce::{CodeSet as _, Workforce, presence};
use jiff::civil::Date;

use super::Named;
use super::history::{HistoryView, history};
use crate::components::Link;
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::record::recorded::Recorded;
use crate::pages::{Page, page};
use crate::{address, format};

#[derive(Template)]
#[template(path = "pages/record/post.html")]
struct PostPage {
    frame: Frame,
    recorded: Option<String>,
    back: String,
    title: String,
    caption: String,
    answer: String,
    terms: Vec<TermsView>,
    holders: Vec<HolderView>,
    forms: Vec<Link>,
    history: Vec<HistoryView>,
}

struct TermsView {
    from: String,
    last: String,
    role: String,
    team: Link,
    fte: String,
    funding: &'static str,
    standing: &'static str,
    grade: String,
    budget_code: String,
    remarks: String,
    class: &'static str,
}

struct HolderView {
    person: Link,
    holding: &'static str,
    covers: &'static str,
    fte: String,
    from: String,
    last: String,
    remarks: String,
}

/// Shows the page.
pub(crate) async fn post(here: Here, named: Named, Recorded(recorded): Recorded) -> Page {
    let workforce = &here.workforce;
    let number = named.get("post");
    let found = number.parse().ok();
    let found = found.and_then(|id: holdfast_workforce::id::PostId| workforce.posts().get(id));
    let Some(post) = found else {
        return Err(PageError::NoSuchRecord {
            kind: "post",
            reference: number.to_owned(),
            list: Link::new(address::posts(&here.authority), "All posts"),
        });
    };
    let today = here.app.today();
    let mut assignments: Vec<_> = workforce.assignments().linking(post.id).collect();
    assignments.sort_by_key(|it| std::cmp::Reverse((it.spell.from, it.id)));
    let mut records: Vec<(Kind, RecordId)> = vec![(Kind::Post, post.id.into())];
    records.extend(
        assignments
            .iter()
            .map(|it| (Kind::Assignment, it.id.into())),
    );
    let shown = shown_terms(post, today);
    page(&PostPage {
        recorded,
        frame: here.frame(Some(Section::Posts)),
        back: address::posts(&here.authority),
        title: format!("Post {}", post.reference),
        caption: shown
            .map(|terms| title_of(workforce, terms))
            .unwrap_or_default(),
        answer: answer(workforce, post, today),
        terms: post
            .terms
            .iter()
            .rev()
            .map(|it| terms_view(&here, it, today))
            .collect(),
        holders: assignments
            .iter()
            .map(|it| holder_view(&here, it, today))
            .collect(),
        forms: forms(&here, post, today),
        history: history(&here, &records).await?,
    })
}

/// What is true of the post on a day, or was last, or will be.
pub(crate) fn shown_terms(post: &Post, day: Date) -> Option<&PostTerms> {
    post.terms_on(day).or_else(|| post.latest_terms())
}

/// The title of a post: its own, or the name of its role.
pub(crate) fn title_of(workforce: &Workforce, terms: &PostTerms) -> String {
    let role = workforce
        .roles()
        .get(terms.role)
        .map(|role| role.name.clone());
    terms.title.clone().or(role).unwrap_or_default()
}

/// Who is in the post on a day, in a sentence or two.
fn answer(workforce: &Workforce, post: &Post, day: Date) -> String {
    let Some(terms) = post.terms_on(day) else {
        return closed_or_to_come(post, day);
    };
    let team = workforce.teams().get(terms.team);
    let team = team
        .map(|team| format!(" in {}", team.name))
        .unwrap_or_default();
    let what = format!("{} FTE{team}.", format::fte(terms.fte));
    let here = workforce.assignments().linking(post.id);
    let here = here.filter(|it| it.spell.contains(day));
    let mut told: Vec<String> = here.map(|it| told(workforce, it, day)).collect();
    let vacant = vacant_on(workforce, post, terms, day);
    if vacant > Fte::ZERO {
        told.push(format!("{} FTE is vacant", format::fte(vacant)));
    }
    if told.is_empty() {
        told.push("Nobody is in it".to_owned());
    }
    format!("{what} {}.", told.join("; "))
}

fn closed_or_to_come(post: &Post, day: Date) -> String {
    match (post.terms.first(), post.latest_terms()) {
        (Some(first), _) if first.spell.from > day => {
            format!("Opens on {}.", in_words(first.spell.from))
        }
        (_, Some(last)) => match last.spell.last_day() {
            Some(last) => format!("Closed. Its last day was {}.", in_words(last)),
            None => String::new(),
        },
        _ => String::new(),
    }
}

fn told(workforce: &Workforce, it: &Assignment, day: Date) -> String {
    let name = workforce
        .person_of(it.engagement)
        .map_or("Somebody", |it| it.display_name());
    let fte = format::fte(it.fte);
    let away = match presence::away(workforce, it, day).map(|it| it.spell.last_day()) {
        None => String::new(),
        Some(None) => ", away".to_owned(),
        Some(Some(last)) => format!(", away until {}", in_words(last)),
    };
    match it.holding {
        Holding::Substantive => format!("Held by {name}, {fte} FTE{away}"),
        holding => format!("{name}, {} ({fte} FTE)", holding.label().to_lowercase()),
    }
}

/// What is vacant and covered by nobody: the same number as the position's.
fn vacant_on(workforce: &Workforce, post: &Post, terms: &PostTerms, day: Date) -> Fte {
    let selection = Selection {
        team: Some(terms.team),
        role: Some(terms.role),
        ..Selection::at(day)
    };
    contributions(workforce, &selection)
        .iter()
        .filter(|it| it.post == Some(post.id) && it.line == Line::Vacant)
        .map(|it| it.amount)
        .sum()
}

fn terms_view(here: &Here, terms: &PostTerms, today: Date) -> TermsView {
    let workforce = &here.workforce;
    let team = workforce.teams().get(terms.team);
    let number = team.map(|team| team.reference.clone());
    let address = address::establishment(&here.authority);
    let moves = terms
        .conversion
        .map(|day| format!("Expected in the establishment from {}", in_words(day)));
    let remarks = [moves, terms.over_reason.clone()];
    TermsView {
        from: in_words(terms.spell.from),
        last: terms.spell.last_day().map(in_words).unwrap_or_default(),
        role: title_of(workforce, terms),
        team: Link::new(
            address::with_query(&address, [("team", number)]),
            team.map(|team| team.name.clone()).unwrap_or_default(),
        ),
        fte: format::fte(terms.fte),
        funding: terms.funding.label(),
        standing: terms.standing.label(),
        grade: terms.grade.clone().unwrap_or_default(),
        budget_code: terms.budget_code.clone().unwrap_or_default(),
        remarks: remarks.into_iter().flatten().collect::<Vec<_>>().join("; "),
        class: match terms.spell.contains(today) {
            true => "holdfast-table__now",
            false => "",
        },
    }
}

fn holder_view(here: &Here, it: &Assignment, today: Date) -> HolderView {
    let person = here.workforce.person_of(it.engagement);
    let away = presence::away(&here.workforce, it, today);
    let now = it.spell.contains(today).then_some(match away {
        Some(_) => "Now, away",
        None => "Now",
    });
    let remarks = [now.map(str::to_owned), it.over_reason.clone()];
    HolderView {
        person: match person {
            Some(person) => Link::new(
                address::person(&here.authority, person.id),
                person.display_name(),
            ),
            None => Link::new(address::people(&here.authority), "Unknown"),
        },
        holding: it.holding.label(),
        covers: it.cover.map(|cover| cover.label()).unwrap_or_default(),
        fte: format::fte(it.fte),
        from: in_words(it.spell.from),
        last: it.spell.last_day().map(in_words).unwrap_or_default(),
        remarks: remarks.into_iter().flatten().collect::<Vec<_>>().join("; "),
    }
}

/// What may be recorded about the post.
fn forms(here: &Here, post: &Post, today: Date) -> Vec<Link> {
    let authority = &here.authority;
    let form = |command: &str, label: &str| {
        let about = [("post", Some(post.id.to_string()))];
        Link::new(address::form(authority, command, about), label)
    };
    let is_over = post
        .latest_terms()
        .is_none_or(|terms| terms.spell.is_over_by(today));
    let mut links = Vec::new();
    if !is_over {
        links.push(form("join", "Somebody starts in it"));
        links.push(form("book_agency", "Book an agency worker"));
        links.push(form("cover", "Cover it with an employee"));
        links.push(form("change_post", "Change it from a day on"));
        links.push(form("close_post", "Close it"));
    }
    links.push(Link::new(
        address::correct(authority, Kind::Post, post.id),
        "Correct the record",
    ));
    links
}
