//! The list of people at a date: those in post, agency workers, and those who left.

use askama::Template;
use axum::extract::Query;
use holdfast_intake::export::{Cell, Column, ColumnKind, Sheet};
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{Contract, Holding};
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::{Assignment, Engagement, Person};
use holdfast_workforce::{CodeSet as _, Workforce, presence};
use jiff::civil::Date;

use super::list::{List, Wanted};
use super::matches;
use super::post::title_of;
use crate::components::{Choice, Link};
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::establishment::download::{self, FileKind};
use crate::pages::establishment::filters::Query as Pairs;
use crate::pages::{Page, form_page};
use crate::{address, format};

#[derive(Template)]
#[template(path = "pages/record/people.html")]
struct PeoplePage {
    frame: Frame,
    list: List,
    choices: Vec<Choice>,
    rows: Vec<PersonRow>,
}

struct PersonRow {
    link: Link,
    number: String,
    role: String,
    team: String,
    fte: String,
    contract: &'static str,
    since: String,
    state: String,
}

/// Whom the list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    InPost,
    Agency,
    Left,
    All,
}

impl Show {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::InPost, "in_post", "In post"),
        (Self::Agency, "agency", "Agency workers"),
        (Self::Left, "left", "Those who left"),
        (Self::All, "all", "Everybody"),
    ];

    fn read(code: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known, _)| *known == code);
        found.map(|(show, _, _)| *show)
    }

    fn wants(self, listed: &Listed<'_>, at: Date) -> bool {
        let Some(engagement) = listed.engagement else {
            return self == Self::All;
        };
        let is_here = engagement.spell.contains(at);
        let is_agency = engagement.contract == Contract::Agency;
        match self {
            Self::InPost => is_here && !is_agency,
            Self::Agency => is_here && is_agency,
            Self::Left => engagement.spell.is_over_by(at),
            Self::All => true,
        }
    }
}

/// A person on the day of the list.
struct Listed<'a> {
    person: &'a Person,
    /// The engagement of the day, else the latest before it, else the next.
    engagement: Option<&'a Engagement>,
    /// Where the person works on the day: cover and act-ups before a post of their own.
    assignment: Option<&'a Assignment>,
    fte: Fte,
    role: String,
    team: String,
    is_away: bool,
}

/// What the list is asked for, and whom it shows.
fn wanted(here: &Here, query: Pairs) -> (Wanted, Show) {
    let mut wanted = Wanted::read(here, query);
    let read = |code: &str| Show::read(code).ok_or("Select whom to show");
    let show = wanted.answers.optional("show", read);
    (wanted, show.unwrap_or(Show::InPost))
}

fn found<'a>(wanted: &Wanted, show: Show, workforce: &'a Workforce) -> Vec<Listed<'a>> {
    let mut found: Vec<Listed<'a>> = workforce
        .people()
        .iter()
        .filter(|person| matches(wanted.search(), &words(person)))
        .map(|person| listed(workforce, person, wanted.at))
        .filter(|listed| show.wants(listed, wanted.at))
        .collect();
    found.sort_by_cached_key(|it| (surname(it.person), it.person.reference.clone()));
    found
}

fn words(person: &Person) -> String {
    let name = person.name.as_deref().unwrap_or_default();
    let registration = person.registration.as_deref().unwrap_or_default();
    format!("{name} {} {registration}", person.reference)
}

/// The last word of the name, then the whole: lists of people are read so.
fn surname(person: &Person) -> (String, String) {
    let name = person.display_name();
    let last = name.split_whitespace().last().unwrap_or_default();
    (last.to_lowercase(), name.to_lowercase())
}

fn listed<'a>(workforce: &'a Workforce, person: &'a Person, at: Date) -> Listed<'a> {
    let engagements = workforce.engagements().linking(person.id);
    let rank = |it: &&Engagement| {
        let is_here = it.spell.contains(at);
        let has_begun = it.spell.from <= at;
        (is_here, has_begun, it.spell.from)
    };
    let engagement = engagements.max_by_key(rank);
    let here: Vec<&Assignment> = engagement
        .into_iter()
        .flat_map(|it| workforce.assignments().linking(it.id))
        .filter(|it| it.spell.contains(at))
        .collect();
    let assignment = here
        .iter()
        .copied()
        .max_by_key(|it| (it.holding != Holding::Substantive, it.fte));
    let post = assignment.and_then(|it| workforce.posts().get(it.post));
    let terms = post.and_then(|post| post.terms_on(at));
    let team = terms.and_then(|terms| workforce.teams().get(terms.team));
    let away = |it: &&Assignment| presence::away(workforce, it, at).is_some();
    Listed {
        person,
        engagement,
        assignment,
        // Whoever acts up or is seconded keeps a post of their own: their FTE counts once.
        fte: here.iter().filter(|it| !away(it)).map(|it| it.fte).sum(),
        role: terms
            .map(|terms| title_of(workforce, terms))
            .unwrap_or_default(),
        team: team.map(|team| team.name.clone()).unwrap_or_default(),
        is_away: !here.is_empty() && here.iter().all(away),
    }
}

impl Listed<'_> {
    fn state(&self, at: Date) -> String {
        let Some(engagement) = self.engagement else {
            return "No engagement".to_owned();
        };
        let last = engagement.spell.last_day().map(in_words);
        match last {
            Some(last) if engagement.spell.is_over_by(at) => format!("Left, last day {last}"),
            _ if engagement.spell.from > at => "Not started".to_owned(),
            _ if self.is_away => "Away".to_owned(),
            Some(last) => format!("Until {last}"),
            None => String::new(),
        }
    }

    fn cover(&self) -> String {
        let cover = self.assignment.and_then(|it| it.cover);
        cover.map(|it| it.label().to_owned()).unwrap_or_default()
    }
}

/// Shows the list.
pub(crate) async fn people(here: Here, Query(query): Query<Pairs>) -> Page {
    let (wanted, show) = wanted(&here, query);
    let found = found(&wanted, show, &here.workforce);
    let at = wanted.at;
    let row = |it: &Listed<'_>| PersonRow {
        link: Link::new(
            address::person(&here.authority, it.person.id),
            it.person.display_name(),
        ),
        number: it.person.reference.clone(),
        role: it.role.clone(),
        team: it.team.clone(),
        fte: format::fte_or_dash(it.fte),
        contract: it
            .engagement
            .map(|it| it.contract.label())
            .unwrap_or_default(),
        since: it
            .engagement
            .map(|it| in_words(it.spell.from))
            .unwrap_or_default(),
        state: it.state(at),
    };
    let people = match found.len() {
        1 => "1 person.".to_owned(),
        many => format!("{} people.", format::count(many)),
    };
    let list = wanted.list(
        "People",
        &address::people(&here.authority),
        found.len(),
        people,
        Link::new(
            address::form(&here.authority, "join", []),
            "Record a starter",
        ),
    );
    let view = PeoplePage {
        frame: here.frame(Some(Section::People)),
        choices: Show::ALL
            .map(|(_, code, label)| Choice::new(code, label))
            .into(),
        rows: found[list.page.range()].iter().map(row).collect(),
        list,
    };
    form_page(&view.list.answers, &view)
}

/// The list as a file.
pub(crate) async fn file(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let (wanted, show) = wanted(&here, query);
    let sheet = sheet(&here, &wanted, show);
    download::file(&here, kind, "people", wanted.at, &[sheet])
}

fn sheet(here: &Here, wanted: &Wanted, show: Show) -> Sheet {
    let texts = ["Name", "Number", "Role", "Team"];
    let mut columns: Vec<Column> = texts.map(Column::text).into();
    columns.push(Column::of(ColumnKind::Amount { places: 2 }, "FTE"));
    columns.push(Column::text("Contract"));
    columns.push(Column::text("Covers"));
    columns.push(Column::of(ColumnKind::Date, "First day"));
    columns.push(Column::of(ColumnKind::Date, "Last day"));
    let cells = |it: Listed<'_>| {
        let spell = it.engagement.map(|it| it.spell);
        vec![
            Cell::text(it.person.name.clone()),
            Cell::Text(it.person.reference.clone()),
            Cell::Text(it.role.clone()),
            Cell::Text(it.team.clone()),
            Cell::Amount(it.fte),
            Cell::text(it.engagement.map(|it| it.contract.label())),
            Cell::Text(it.cover()),
            Cell::date(spell.map(|spell| spell.from)),
            Cell::date(spell.and_then(|spell| spell.last_day())),
        ]
    };
    let rows = found(wanted, show, &here.workforce).into_iter().map(cells);
    wanted.sheet(here, "people", columns, rows)
}

#[cfg(test)]
mod tests {
    use holdfast_workforce::codes::Contract;

    use crate::address;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn people_are_found_by_name_number_and_registration() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let workforce = server.app.store().workforce(authority.id).await.unwrap();
        let registered = workforce
            .people()
            .iter()
            .find(|it| it.registration.is_some());
        let person = registered.unwrap();
        let registration = person.registration.clone().unwrap();
        for search in [person.display_name(), &person.reference, &registration] {
            let query = [
                ("show", Some("all".to_owned())),
                ("q", Some(search.to_owned())),
            ];
            let path = address::with_query(&address::people(&authority), query);
            let answer = server.get(&path).await;
            assert!(
                answer.says(&address::person(&authority, person.id)),
                "{search}"
            );
        }
        let nobody = format!("{}?q=zzzz", address::people(&authority));
        assert!(server.get(&nobody).await.says("0 people."));
    }

    #[tokio::test]
    async fn the_list_counts_the_people_whom_the_records_have_here() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let workforce = server.app.store().workforce(authority.id).await.unwrap();
        let today = server.app.today();
        let here = |is_agency: bool| {
            let all = workforce.engagements().iter();
            let here = all.filter(|it| it.spell.contains(today));
            let people = here.filter(|it| (it.contract == Contract::Agency) == is_agency);
            people
                .map(|it| it.person)
                .collect::<std::collections::BTreeSet<_>>()
                .len()
        };
        for (show, is_agency) in [("in_post", false), ("agency", true)] {
            let path = format!("{}.csv?show={show}", address::people(&authority));
            let text = server.get(&path).await.text();
            let rows = text.lines().count() - 1;
            assert_eq!(rows, here(is_agency), "{text}");
        }
    }

    #[tokio::test]
    async fn a_long_list_is_cut_into_pages() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let path = format!("{}?show=all&page=2", address::people(&authority));
        let answer = server.get(&path).await;
        assert!(answer.says("aria-label=\"Page 2\" aria-current=\"page\""));
        let posts = server.get(&address::posts(&authority)).await;
        assert_eq!(posts.status, 200);
        assert!(posts.says("Open a new post"));
    }
}
