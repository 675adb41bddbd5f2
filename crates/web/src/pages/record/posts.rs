//! The list of posts at a date, with who is in them.

use askama::Template;
use axum::extract::Query;
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_workforce::amount::Fte;
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::{Post, PostTerms};
use holdfast_workforce::{CodeSet as _, Workforce};
use jiff::civil::Date;

use super::matches;
use super::post::title_of;
use crate::answers::Answers;
use crate::components::{Link, PageOf};
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download;
use crate::pages::establishment::filters::{Query as Pairs, read_day, slashed};
use crate::pages::establishment::page::Downloads;
use crate::pages::{Page, form_page};
use crate::{address, format};

/// How many posts stand on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "pages/record/posts.html")]
struct PostsPage {
    frame: Frame,
    answers: Answers,
    title: String,
    found: String,
    rows: Vec<PostRow>,
    page: PageOf,
    pages: String,
    downloads: Downloads,
    open: Link,
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

/// What the list is asked for.
struct Wanted {
    answers: Answers,
    at: Date,
}

impl Wanted {
    fn read(here: &Here, query: Pairs) -> Self {
        let mut answers = Answers::of(query);
        let at = read_day(&mut answers, "at", "The date").unwrap_or(here.app.today());
        if answers.text("at").is_empty() {
            answers = answers.with("at", slashed(at));
        }
        Self { answers, at }
    }

    fn address(&self, path: &str) -> String {
        let search = self.answers.text("q").to_owned();
        let pairs = [("at", Some(self.at.to_string())), ("q", Some(search))];
        address::with_query(path, pairs)
    }

    fn posts<'a>(&self, workforce: &'a Workforce) -> Vec<Listed<'a>> {
        let search = self.answers.text("q");
        let mut found: Vec<Listed<'a>> = workforce
            .posts()
            .iter()
            .filter_map(|post| listed(workforce, post, self.at))
            .filter(|it| matches(search, &it.words()))
            .collect();
        found.sort_by(|one, other| one.post.reference.cmp(&other.post.reference));
        found
    }
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
    let found = wanted.posts(&here.workforce);
    let number = wanted.answers.text("page").parse().unwrap_or(1);
    let numbered = PageOf::nearest(number, found.len(), PAGE);
    let path = address::posts(&here.authority);
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
    let view = PostsPage {
        frame: here.frame(Some(Section::Posts)),
        title: format!("Posts on {}", in_words(wanted.at)),
        found: format!(
            "{} posts, {} FTE.",
            format::count(found.len()),
            format::fte(all)
        ),
        rows: found[numbered.range()].iter().map(row).collect(),
        page: numbered,
        pages: format!("{}&page=", wanted.address(&path)),
        downloads: Downloads {
            csv: wanted.address(&format!("{path}.csv")),
            workbook: wanted.address(&format!("{path}.xlsx")),
        },
        open: Link::new(
            address::form(&here.authority, "open_post", []),
            "Open a new post",
        ),
        answers: wanted.answers,
    };
    form_page(&view.answers, &view)
}

/// The list as CSV.
pub(crate) async fn posts_csv(here: Here, Query(query): Query<Pairs>) -> Page {
    let wanted = Wanted::read(&here, query);
    Ok(download::csv(
        &here,
        "posts",
        wanted.at,
        &sheet(&here, &wanted),
    ))
}

/// The list as a workbook.
pub(crate) async fn posts_workbook(here: Here, Query(query): Query<Pairs>) -> Page {
    let wanted = Wanted::read(&here, query);
    download::workbook(&here, "posts", wanted.at, &[sheet(&here, &wanted)])
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
    let rows = wanted.posts(&here.workforce).into_iter().map(cells);
    Sheet {
        title: format!(
            "{}: posts on {}",
            here.workforce.name(),
            in_words(wanted.at)
        ),
        columns,
        rows: rows.collect(),
        notes: Vec::new(),
    }
}
