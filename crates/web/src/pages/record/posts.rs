//! The list of posts at a date, with who is in them.

use askama::Template;
use axum::extract::Query;
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_workforce::amount::Fte;
use holdfast_workforce::record::{Post, PostTerms};
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;

use super::list::{List, Wanted};
use super::matches;
use super::post::title_of;
use crate::components::Link;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{self, FileKind};
use crate::pages::establishment::filters::Query as Pairs;
use crate::pages::{Page, form_page};
use crate::{address, format};

#[derive(Template)]
#[template(path = "pages/record/posts.html")]
struct PostsPage {
    frame: Frame,
    list: List,
    rows: Vec<PostRow>,
}

struct PostRow {
    link: Link,
    title: String,
    team: String,
    fte: String,
    standing: &'static str,
    holders: String,
}

/// A post on the day of the list.
struct Listed<'a> {
    post: &'a Post,
    terms: &'a PostTerms,
    title: String,
    team: String,
    holders: String,
}

fn found<'a>(wanted: &Wanted, workforce: &'a Workforce) -> Vec<Listed<'a>> {
    let mut found: Vec<Listed<'a>> = workforce
        .posts()
        .iter()
        .filter_map(|post| listed(workforce, post, wanted.at))
        .filter(|it| matches(wanted.search(), &it.words()))
        .collect();
    found.sort_by(|one, other| one.post.reference.cmp(&other.post.reference));
    found
}

impl Listed<'_> {
    fn words(&self) -> String {
        format!(
            "{} {} {} {}",
            self.post.reference, self.title, self.team, self.holders
        )
    }
}

fn listed<'a>(workforce: &'a Workforce, post: &'a Post, at: Date) -> Option<Listed<'a>> {
    let terms = post.terms_on(at)?;
    let team = workforce.teams().get(terms.team);
    let here = workforce.assignments().linking(post.id);
    let holders = here.filter(|it| it.spell.contains(at)).map(|it| {
        let person = workforce.person_of(it.engagement);
        let name = person.map_or("Unknown", |person| person.display_name());
        match it.holding {
            holdfast_workforce::codes::Holding::Substantive => name.to_owned(),
            holding => format!("{name} ({})", holding.label().to_lowercase()),
        }
    });
    Some(Listed {
        post,
        terms,
        title: title_of(workforce, terms),
        team: team.map(|team| team.name.clone()).unwrap_or_default(),
        holders: holders.collect::<Vec<_>>().join(", "),
    })
}

/// Shows the list.
pub(crate) async fn posts(here: Here, Query(query): Query<Pairs>) -> Page {
    let wanted = Wanted::read(&here, query);
    let found = found(&wanted, &here.workforce);
    let all: Fte = found.iter().map(|it| it.terms.fte).sum();
    let row = |it: &Listed<'_>| PostRow {
        link: Link::new(
            address::post(&here.authority, it.post.id),
            &it.post.reference,
        ),
        title: it.title.clone(),
        team: it.team.clone(),
        fte: format::fte(it.terms.fte),
        standing: it.terms.standing.label(),
        holders: it.holders.clone(),
    };
    let list = wanted.list(
        "Posts",
        &address::posts(&here.authority),
        found.len(),
        format!(
            "{} posts, {} FTE.",
            format::count(found.len()),
            format::fte(all)
        ),
        Link::new(
            address::form(&here.authority, "open_post", []),
            "Open a new post",
        ),
    );
    let view = PostsPage {
        frame: here.frame(Some(Section::Posts)),
        rows: found[list.page.range()].iter().map(row).collect(),
        list,
    };
    form_page(&view.list.answers, &view)
}

/// The list as a file.
pub(crate) async fn file(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let wanted = Wanted::read(&here, query);
    let sheet = sheet(&here, &wanted);
    download::file(&here, kind, "posts", wanted.at, &[sheet])
}

fn sheet(here: &Here, wanted: &Wanted) -> Sheet {
    let mut columns: Vec<Column> = ["Post", "Role", "Team"].map(Column::text).into();
    columns.push(Column::of(ColumnKind::Amount { places: 2 }, "FTE"));
    columns.extend(["Funding", "Standing", "In it"].map(Column::text));
    let cells = |it: Listed<'_>| {
        vec![
            Cell::Text(it.post.reference.clone()),
            Cell::Text(it.title),
            Cell::Text(it.team),
            Cell::Amount(it.terms.fte),
            Cell::Text(it.terms.funding.label().to_owned()),
            Cell::Text(it.terms.standing.label().to_owned()),
            Cell::Text(it.holders),
        ]
    };
    let rows = found(wanted, &here.workforce).into_iter().map(cells);
    wanted.sheet(here, "posts", columns, rows)
}
