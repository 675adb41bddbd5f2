//! The parts of a figure, and the rows beneath each.

use std::collections::BTreeMap;

use holdfast_measures::{Component, Part, Row, Subject};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::readable;
use holdfast_workforce::date::in_words;

use crate::address;
use crate::components::{Link, PageOf};
use crate::format::count;
use crate::here::Here;

/// How many rows stand on a page.
const PAGE: usize = 100;

/// The most rows that stand open without being asked for.
const OPEN: usize = 25;

/// A part as the page shows it.
pub(crate) struct PartView {
    /// The name of its table.
    pub(crate) id: String,
    /// What was counted, how much, and in how many rows.
    pub(crate) summary: String,
    /// What was counted.
    pub(crate) label: &'static str,
    /// The sum of the rows, or the symbol in its place.
    pub(crate) total: String,
    /// Why there is no sum.
    pub(crate) missing: String,
    /// What the dates of the rows are.
    pub(crate) dates: &'static str,
    /// What the amounts are counted in.
    pub(crate) unit: &'static str,
    /// Whether rows name people.
    pub(crate) is_of_people: bool,
    /// Whether rows name neither people nor posts, only where they come from.
    pub(crate) is_source: bool,
    /// Whether rows are shown at once.
    pub(crate) is_open: bool,
    /// The rows of this page.
    pub(crate) rows: Vec<Shown>,
    /// Which page.
    pub(crate) page: PageOf,
    /// The address of another page, short of its number.
    pub(crate) pages: String,
}

/// A row made for people to read.
pub(crate) struct Shown {
    /// The person.
    pub(crate) person: Option<Link>,
    /// The post.
    pub(crate) post: Option<Link>,
    /// The role.
    pub(crate) role: String,
    /// The team.
    pub(crate) team: String,
    /// The first day.
    pub(crate) from: String,
    /// The last day, where it is known.
    pub(crate) until: String,
    /// What it is, where it is neither a person nor a post; or the source of a
    /// stated count.
    pub(crate) source: String,
    /// How much it adds.
    pub(crate) amount: String,
}

impl Shown {
    /// The row with its links.
    pub(crate) fn of(here: &Here, row: &Row) -> Self {
        let (workforce, authority) = (&here.workforce, &here.authority);
        let person = row.person.and_then(|id| workforce.people().get(id));
        let post = row.post.and_then(|id| workforce.posts().get(id));
        let role = row.role.and_then(|id| workforce.roles().get(id));
        let team = row.team.and_then(|id| workforce.teams().get(id));
        Self {
            person: person.map(|person| {
                Link::new(address::person(authority, person.id), person.display_name())
            }),
            post: post.map(|post| Link::new(address::post(authority, post.id), &post.reference)),
            role: role.map(|role| role.name.clone()).unwrap_or_default(),
            team: team.map(|team| team.name.clone()).unwrap_or_default(),
            from: row.spell.map(|it| in_words(it.from)).unwrap_or_default(),
            until: row
                .spell
                .and_then(|it| it.last_day())
                .map(in_words)
                .unwrap_or_default(),
            source: source(here, row),
            amount: String::new(),
        }
    }
}

fn source(here: &Here, row: &Row) -> String {
    match row.subject {
        Subject::Stated(id) => here
            .workforce
            .stated_positions()
            .get(id)
            .map(|it| {
                let role = row.role.and_then(|id| here.workforce.roles().get(id));
                let team = row.team.and_then(|id| here.workforce.teams().get(id));
                let of = [
                    Some(it.category.label()),
                    role.map(|role| role.name.as_str()),
                    team.map(|team| team.name.as_str()),
                ];
                let of: Vec<_> = of.into_iter().flatten().collect();
                format!("{}: {}", of.join(", "), it.source)
            })
            .unwrap_or_default(),
        Subject::Calendar => "Days of the year".to_owned(),
        _ => String::new(),
    }
}

/// The part at a place, counted from one; `address` leads to its pages.
pub(crate) fn part_view(
    here: &Here,
    part: &Part,
    place: usize,
    wanted: Option<usize>,
    address: &str,
) -> PartView {
    let rows = together(part);
    let page = PageOf::nearest(wanted.unwrap_or(1), rows.len(), PAGE);
    let places = part.component.places();
    let shown = rows.get(page.range()).unwrap_or_default().iter();
    let shown = shown.map(|row| Shown {
        amount: readable(&row.amount.rounded(places)),
        ..Shown::of(here, row)
    });
    let total = match &part.amount {
        Ok(amount) => readable(&amount.rounded(places)),
        Err(missing) => missing.symbol().to_string(),
    };
    PartView {
        id: format!("part-{place}"),
        summary: format!(
            "{}: {total} ({})",
            part.component.label(),
            match rows.len() {
                1 => "1 row".to_owned(),
                rows => format!("{} rows", count(rows)),
            }
        ),
        label: part.component.label(),
        missing: match &part.amount {
            Ok(_) => String::new(),
            Err(missing) => missing.in_words(),
        },
        dates: dates(part.component),
        unit: unit(part.component),
        is_of_people: rows.iter().any(|row| row.person.is_some()),
        is_source: rows
            .iter()
            .all(|row| row.person.is_none() && row.post.is_none()),
        is_open: wanted.is_some() || rows.len() <= OPEN,
        rows: shown.collect(),
        page,
        pages: format!("{address}&part={place}&page="),
        total,
    }
}

/// The rows of one record in one post as one: of thirteen month-ends, or of an
/// agency worker’s several spells.
fn together(part: &Part) -> Vec<Row> {
    let mut found: BTreeMap<_, Row> = BTreeMap::new();
    for (place, row) in part.rows.iter().enumerate() {
        let is_repeated = matches!(
            part.component,
            Component::MonthEndsInPostFte | Component::MonthEndsInPostHeadcount
        );
        let place = if is_repeated { 0 } else { place };
        found
            .entry((row.team, row.role, row.person, row.post, row.subject, place))
            .and_modify(|sum| sum.amount += row.amount)
            .or_insert(*row);
    }
    found.into_values().collect()
}

/// What the amounts of a part are counted in.
const fn unit(component: Component) -> &'static str {
    match (component, component.places()) {
        (Component::Cases, _) => "Cases",
        (Component::DaysLost | Component::DaysInYear, _) => "Days",
        (Component::AgencyFteDays, _) => "FTE × days",
        (_, 0) => "Number",
        _ => "FTE",
    }
}

/// What the dates of a part's rows are.
const fn dates(component: Component) -> &'static str {
    use Component as C;
    match component {
        C::VacanciesFte | C::EstablishedFte => "The dates are those of the post’s terms.",
        C::DaysLost => "The dates are those of the absence.",
        C::Appointments | C::InternalAppointments => {
            "The dates are those of the post’s being held."
        }
        C::InPostFte
        | C::AgencyFte
        | C::AgencyHeadcount
        | C::AgencyCoverFte
        | C::AgencyFteDays
        | C::CaseHoldersFte
        | C::Cases
        | C::PractitionersFte
        | C::FirstLineManagersFte => "The dates are those of the work in the post.",
        C::DaysInYear => "",
        _ => "The dates are those of the time in the workforce, whatever the post.",
    }
}
