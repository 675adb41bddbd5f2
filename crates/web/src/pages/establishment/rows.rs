//! The drill-down: the posts and people beneath one number.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::CountUnit;
use holdfast_workforce::date::in_words;
use holdfast_workforce::id::TeamId;
use holdfast_workforce::position::{Basis, Contribution, Line, RowKey};
use holdfast_workforce::{CodeSet as _, Workforce, presence};

use super::beneath::{Beneath, rows_beneath, sum_of};
use super::by_post::ByPost;
use super::download::Downloads;
use super::filters::{Filters, number, row_key, teams_in_order};
use super::table::head;
use super::telling::{shown, shown_change};
use crate::address;
use crate::components::{Link, PageOf};
use crate::error::PageError;
use crate::frame::{Frame, Section};
use crate::here::Here;
use crate::pages::{Page, page};

/// How many rows stand on a page.
const PAGE: usize = 200;

#[derive(Template)]
#[template(path = "pages/establishment/rows.html")]
struct RowsPage {
    frame: Frame,
    back: String,
    caption: String,
    title: String,
    number: String,
    meaning: String,
    terms: Vec<TermView>,
    notes: Vec<String>,
    is_stated: bool,
    unit: &'static str,
    counted: String,
    by_post: Option<ByPost>,
    rows: Vec<RowView>,
    total: String,
    page: PageOf,
    pages: String,
    downloads: Downloads,
}

/// A term of the sum that the number is.
struct TermView {
    sign: &'static str,
    name: &'static str,
    amount: String,
    href: String,
}

/// A row beneath a number.
#[derive(Clone, Debug)]
pub(crate) struct RowView {
    /// The post.
    pub(crate) post: Option<Link>,
    /// The role.
    pub(crate) role: String,
    /// The team.
    pub(crate) team: String,
    /// The person.
    pub(crate) person: Option<Link>,
    /// What the amount is: the line that it counts in.
    pub(crate) what: &'static str,
    /// Whether and until when the person is away.
    pub(crate) away: String,
    /// The last day, where it is known.
    pub(crate) until: String,
    /// Where a stated count was printed.
    pub(crate) source: String,
    /// The amount.
    pub(crate) amount: String,
}

/// Which number is opened.
pub(crate) struct Opened {
    /// The filters of its position.
    pub(crate) filters: Filters,
    /// Its line.
    pub(crate) line: Line,
    /// Its row; nothing for the total.
    pub(crate) row: Option<RowKey>,
    /// What stands beneath it, in the order in which it is listed.
    pub(crate) beneath: Beneath,
}

impl Opened {
    /// Reads the address of a number, and finds what stands beneath it.
    ///
    /// # Errors
    /// When the address names no number.
    pub(crate) fn read(here: &Here, query: super::filters::Query) -> Result<Self, PageError> {
        let workforce = &here.workforce;
        let filters = Filters::read(query, workforce, here.app.today());
        if let Some(problem) = filters.answers.problems().first() {
            return Err(bad_request(&problem.message));
        }
        let line = Line::from_code(filters.answers.text("line"))
            .ok_or_else(|| bad_request("The address names no line of the position"))?;
        let row = match filters.answers.text("row") {
            "" => None,
            text => Some(
                row_key(workforce, filters.by, text)
                    .ok_or_else(|| bad_request("The address names a row that is not there"))?,
            ),
        };
        let mut beneath = rows_beneath(workforce, &filters, line, row);
        put_in_order(workforce, &mut beneath.contributions);
        Ok(Self {
            filters,
            line,
            row,
            beneath,
        })
    }

    /// What the number is of: the row and the filters.
    pub(crate) fn of(&self, workforce: &Workforce) -> String {
        let row = self.row.and_then(|key| match key {
            RowKey::Role(id) => workforce.roles().get(id).map(|it| it.name.clone()),
            RowKey::Team(id) => workforce.teams().get(id).map(|it| it.name.clone()),
            RowKey::Service(service) => Some(service.label().to_owned()),
            RowKey::Undivided => Some("Not divided in the source".to_owned()),
        });
        let parts = [row.unwrap_or_default(), self.filters.selected(workforce)];
        let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        parts.join(", ")
    }

    /// The title: the line, and the date or the dates.
    pub(crate) fn title(&self) -> String {
        let day = in_words(self.filters.selection.at);
        match self.filters.compare {
            Some(then) => format!(
                "{}: change from {} to {day}",
                self.line.label(),
                in_words(then)
            ),
            None => format!("{} on {day}", self.line.label()),
        }
    }

    /// An amount beneath the number, as it is shown.
    pub(crate) fn shown(&self, amount: Fte) -> String {
        let unit = self.beneath.position.unit;
        match self.filters.compare {
            Some(_) => shown_change(amount, self.line, unit),
            None => shown(amount, self.line, unit),
        }
    }

    fn unit(&self) -> &'static str {
        match self.line.counts_people() {
            true => CountUnit::Headcount.label(),
            false => self.beneath.position.unit.label(),
        }
    }

    /// The rows, made for people to read.
    pub(crate) fn rows(&self, here: &Here, range: std::ops::Range<usize>) -> Vec<RowView> {
        let rows = self.beneath.contributions.get(range).unwrap_or_default();
        rows.iter().map(|it| self.row_view(here, it)).collect()
    }

    fn row_view(&self, here: &Here, it: &Contribution) -> RowView {
        let (workforce, authority) = (&here.workforce, &here.authority);
        let post = it.post.and_then(|id| workforce.posts().get(id));
        let person = it.person.and_then(|id| workforce.people().get(id));
        let role = it.role.and_then(|id| workforce.roles().get(id));
        let team = it.team.and_then(|id| workforce.teams().get(id));
        let stated = it
            .stated
            .and_then(|id| workforce.stated_positions().get(id));
        RowView {
            post: post.map(|post| Link::new(address::post(authority, post.id), &post.reference)),
            role: role.map(|role| role.name.clone()).unwrap_or_default(),
            team: team.map(|team| team.name.clone()).unwrap_or_default(),
            person: person.map(|person| {
                Link::new(address::person(authority, person.id), person.display_name())
            }),
            what: stated.map_or(it.line.label(), |stated| stated.category.label()),
            away: self.away(workforce, it),
            until: it.last_day.map(in_words).unwrap_or_default(),
            source: stated
                .map(|stated| stated.source.clone())
                .unwrap_or_default(),
            amount: self.shown(it.amount),
        }
    }

    fn away(&self, workforce: &Workforce, it: &Contribution) -> String {
        let assignment = it.assignment.and_then(|id| workforce.assignments().get(id));
        let absence =
            assignment.and_then(|it| presence::away(workforce, it, self.filters.selection.at));
        match absence.map(|absence| absence.spell.last_day()) {
            None => String::new(),
            Some(None) => "Away".to_owned(),
            Some(Some(last)) => format!("Away until {}", in_words(last)),
        }
    }

    /// The address of the number, below a path.
    pub(crate) fn address(&self, workforce: &Workforce, path: &str) -> String {
        let end = number(workforce, self.line, self.row);
        format!("{}{end}", self.filters.address(workforce, path))
    }
}

fn bad_request(problem: &str) -> PageError {
    PageError::BadRequest {
        reason: format!(
            "{problem}. Go back to the establishment page and follow a number from there."
        ),
    }
}

/// Team by team, role by role, post by post; of a post, the establishment first.
fn put_in_order(workforce: &Workforce, contributions: &mut [Contribution]) {
    let places: BTreeMap<TeamId, usize> = teams_in_order(workforce)
        .into_iter()
        .enumerate()
        .map(|(place, (team, _))| (team.id, place))
        .collect();
    contributions.sort_by_cached_key(|it| {
        let team = it.team.and_then(|id| places.get(&id).copied());
        let role = it.role.and_then(|id| workforce.roles().get(id));
        let post = it.post.and_then(|id| workforce.posts().get(id));
        (
            team,
            role.map(|role| role.order),
            post.map(|post| post.reference.clone()),
            it.line,
            it.assignment,
        )
    });
}

/// Shows the page.
pub(crate) async fn rows(here: Here, Query(query): Query<super::filters::Query>) -> Page {
    let opened = Opened::read(&here, query)?;
    let workforce = &here.workforce;
    let establishment = address::establishment(&here.authority);
    let wanted = opened.filters.answers.text("page").parse().unwrap_or(1);
    let mut by_post = ByPost::of(&here, &opened);
    let (count, of) = match &by_post {
        Some(by_post) => (by_post.rows.len(), "posts"),
        None => (opened.beneath.contributions.len(), "rows"),
    };
    let numbered = PageOf::nearest(wanted, count, PAGE);
    if let Some(by_post) = &mut by_post {
        by_post.rows = by_post.rows.drain(numbered.range()).collect();
    }
    let rows = address::rows(&here.authority);
    page(&RowsPage {
        frame: here.frame(Some(Section::Establishment)),
        back: opened.filters.address(workforce, &establishment),
        caption: opened.of(workforce),
        title: opened.title(),
        number: match opened.beneath.number {
            Some(number) => format!("{} {}", opened.shown(number), opened.unit()),
            None => "Not known".to_owned(),
        },
        meaning: meaning(opened.line).to_owned(),
        terms: terms(&here, &opened),
        notes: notes(&opened),
        is_stated: matches!(opened.beneath.position.basis, Basis::Stated { .. }),
        unit: opened.unit(),
        counted: format!(
            "What adds up to it: {} {of}",
            crate::format::count(numbered.rows)
        ),
        rows: match by_post {
            Some(_) => Vec::new(),
            None => opened.rows(&here, numbered.range()),
        },
        by_post,
        total: opened.shown(opened.beneath.total),
        page: numbered,
        pages: format!("{}&page=", opened.address(workforce, &rows)),
        downloads: Downloads::of(&rows, |path| opened.address(workforce, path)),
    })
}

fn meaning(line: Line) -> &'static str {
    let item = Line::ITEMS.iter().find(|item| item.code == line.code());
    item.map_or("", |item| item.meaning)
}

/// The sum that the number is, each term leading to its own rows.
fn terms(here: &Here, opened: &Opened) -> Vec<TermView> {
    let amounts = &opened.beneath.amounts;
    let rows = address::rows(&here.authority);
    let base = opened.filters.address(&here.workforce, &rows);
    let known = sum_of(opened.line, amounts)
        .into_iter()
        .filter_map(|(off, line)| {
            let amount = amounts.get(line).filter(|amount| !amount.is_zero())?;
            Some((off, line, amount))
        });
    let view = |(place, (off, line, amount)): (usize, (bool, Line, Fte))| TermView {
        sign: match (off, place) {
            (true, _) => "−",
            (false, 0) => "",
            (false, _) => "+",
        },
        name: head(line),
        amount: opened.shown(amount),
        href: format!("{base}{}", number(&here.workforce, line, opened.row)),
    };
    known.enumerate().map(view).collect()
}

fn notes(opened: &Opened) -> Vec<String> {
    let beneath = &opened.beneath;
    let mut notes = beneath.position.notes.clone();
    if beneath.left_out > 0 {
        let (count, posts) = match beneath.left_out {
            1 => ("1".to_owned(), "post where this comes to nothing is"),
            many => (
                crate::format::count(many),
                "posts where this comes to nothing are",
            ),
        };
        notes.push(format!("{count} {posts} left out."));
    }
    if opened.line == Line::OverEstablishment
        && opened.filters.compare.is_none()
        && beneath.number != Some(beneath.total)
    {
        notes.push(
            "Over establishment is never below nought: here the establishment is larger than the FTE at work."
                .to_owned(),
        );
    }
    let is_stated = matches!(beneath.position.basis, Basis::Stated { .. });
    if is_stated && beneath.number.is_some_and(|number| number != beneath.total) {
        notes.push(
            "The source states a total that its own rows do not add up to. The number follows the rows; what \
             is listed here makes up the stated total."
                .to_owned(),
        );
    }
    if opened.filters.compare.is_some() {
        notes.push("Only what changed between the two dates is listed.".to_owned());
    }
    notes
}
