//! What stands beneath a difference, with one row for each post: a post that
//! is partly filled is one vacancy, not an amount and what is taken off it.

use std::collections::BTreeMap;

use holdfast_workforce::amount::Fte;
use holdfast_workforce::id::PostId;
use holdfast_workforce::position::{Basis, Contribution, Line, away_cover};

use super::beneath::is_difference;
use super::rows::{Opened, RowView};
use crate::components::Link;
use crate::here::Here;

/// A column: what it is called and which lines it adds up.
struct Column {
    head: &'static str,
    lines: Vec<Line>,
}

/// A difference, post by post.
pub(crate) struct ByPost {
    /// The heads of the columns of amounts, the difference last.
    pub(crate) heads: Vec<&'static str>,
    /// The posts.
    pub(crate) rows: Vec<PostRow>,
    /// The totals of the columns.
    pub(crate) totals: Vec<String>,
}

/// A post.
pub(crate) struct PostRow {
    /// The post.
    pub(crate) post: Link,
    /// The amounts, the difference last.
    pub(crate) amounts: Vec<String>,
    /// Who is in it.
    pub(crate) people: Vec<(Link, String)>,
    /// Its role.
    pub(crate) role: String,
    /// Its team.
    pub(crate) team: String,
}

const ESTABLISHED: [Line; 4] = [
    Line::Established,
    Line::EstablishedBase,
    Line::EstablishedTemporary,
    Line::EstablishedGrant,
];

/// The columns of a line that is a difference; none for lines that are listed
/// as they are.
fn columns(line: Line) -> Vec<Column> {
    let column = |head, lines: &[Line]| Column {
        head,
        lines: lines.to_vec(),
    };
    let established = column("Established", &ESTABLISHED);
    let in_post = column("In post", &[Line::InPost]);
    let outside = column("Outside", &[Line::Trainees, Line::NewlyQualified]);
    let agency = column("Agency", &Line::AGENCY);
    match line {
        Line::Vacancies => vec![established, in_post],
        Line::VacanciesLessOutside => vec![established, in_post, outside],
        Line::NetGap => vec![established, in_post, outside, agency],
        Line::OverEstablishment => vec![
            in_post,
            column("Away", &[Line::Away]),
            column("Employed cover", &[Line::EmployedCover]),
            agency,
            established,
        ],
        _ => Vec::new(),
    }
}

impl ByPost {
    /// The number's rows by post; nothing where they are listed as they are.
    pub(crate) fn of(here: &Here, opened: &Opened) -> Option<Self> {
        if opened.beneath.position.basis != Basis::Records {
            return None;
        }
        if is_difference(opened.line) {
            return Some(Self::difference(here, opened));
        }
        (opened.line == Line::Away && opened.filters.compare.is_none())
            .then(|| Self::away(here, opened))
    }

    /// Each post once, in the order of its rows.
    fn posts(opened: &Opened) -> Vec<(PostId, Vec<usize>)> {
        let mut places: BTreeMap<PostId, usize> = BTreeMap::new();
        let mut posts: Vec<(PostId, Vec<usize>)> = Vec::new();
        for (row, it) in opened.beneath.contributions.iter().enumerate() {
            let Some(post) = it.post else { continue };
            let place = *places.entry(post).or_insert_with(|| {
                posts.push((post, Vec::new()));
                posts.len() - 1
            });
            if let Some((_, rows)) = posts.get_mut(place) {
                rows.push(row);
            }
        }
        posts
    }

    fn difference(here: &Here, opened: &Opened) -> Self {
        let columns = columns(opened.line);
        let all = &opened.beneath.contributions;
        let amounts = |rows: &[&Contribution]| {
            let sum_of = |column: &Column| -> Fte {
                let wanted = rows.iter().filter(|it| column.lines.contains(&it.line));
                wanted.map(|it| it.amount).sum()
            };
            // What is taken off stands with its own sign beneath its head.
            let off = |column: &Column| is_taken_off(opened.line, column);
            let shown = |column: &Column| match off(column) {
                true => -sum_of(column),
                false => sum_of(column),
            };
            let difference: Fte = rows.iter().map(|it| it.amount).sum();
            columns
                .iter()
                .map(shown)
                .chain([difference])
                .map(|amount| opened.shown(amount))
                .collect::<Vec<_>>()
        };
        let rows = Self::posts(opened)
            .into_iter()
            .filter_map(|(_, rows)| {
                let of_post: Vec<_> = rows.iter().filter_map(|row| all.get(*row)).collect();
                post_row(here, opened, &rows, amounts(&of_post))
            })
            .collect();
        let heads = columns.iter().map(|column| column.head);
        Self {
            heads: heads.chain([super::table::head(opened.line)]).collect(),
            rows,
            totals: amounts(&all.iter().collect::<Vec<_>>()),
        }
    }

    fn away(here: &Here, opened: &Opened) -> Self {
        let found = away_cover(&here.workforce, &opened.filters.selection);
        let mut totals = [Fte::ZERO; 3];
        let rows = Self::posts(opened)
            .into_iter()
            .filter_map(|(post, rows)| {
                let cover = found.posts.iter().find(|it| it.post == post)?;
                let amounts = [cover.away, cover.covered, cover.uncovered()];
                for (total, amount) in totals.iter_mut().zip(amounts) {
                    *total += amount;
                }
                let amounts = amounts.map(|amount| opened.shown(amount)).into();
                post_row(here, opened, &rows, amounts)
            })
            .collect();
        Self {
            heads: vec!["Away", "Covered", "Not covered"],
            rows,
            totals: totals.map(|amount| opened.shown(amount)).into(),
        }
    }
}

fn is_taken_off(line: Line, column: &Column) -> bool {
    match line {
        Line::OverEstablishment => matches!(column.head, "Established" | "Away"),
        _ => column.head != "Established",
    }
}

fn post_row(here: &Here, opened: &Opened, rows: &[usize], amounts: Vec<String>) -> Option<PostRow> {
    let views: Vec<RowView> = rows
        .iter()
        .flat_map(|row| opened.rows(here, *row..row + 1))
        .collect();
    let mut people: Vec<(Link, String)> = Vec::new();
    for view in &views {
        let Some(person) = &view.person else { continue };
        if people.iter().all(|(known, _)| known.href != person.href) {
            people.push((person.clone(), view.away.clone()));
        }
    }
    let first = views.into_iter().next()?;
    Some(PostRow {
        post: first.post?,
        amounts,
        people,
        role: first.role,
        team: first.team,
    })
}

#[cfg(test)]
mod tests {
    use holdfast_workforce::amount::Fte;

    use super::*;
    use crate::pages::establishment::beneath::rows_beneath;
    use crate::pages::establishment::filters::Filters;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn the_posts_beneath_a_difference_stand_once_and_add_up_to_the_number() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let here = Here::of(&server.app, &authority.reference)
            .await
            .ok()
            .unwrap();
        for line in [
            Line::Vacancies,
            Line::VacanciesLessOutside,
            Line::NetGap,
            Line::Away,
        ] {
            let filters = Filters::read(Vec::new(), &here.workforce, server.app.today());
            let beneath = rows_beneath(&here.workforce, &filters, line, None);
            let opened = Opened {
                filters,
                line,
                row: None,
                beneath,
            };
            let table = ByPost::of(&here, &opened).unwrap();
            let posts: std::collections::BTreeSet<_> =
                table.rows.iter().map(|row| &row.post.href).collect();
            assert_eq!(posts.len(), table.rows.len());
            let place = if line == Line::Away {
                0
            } else {
                table.heads.len() - 1
            };
            let read = |text: &str| text.replace('−', "-").parse::<Fte>().unwrap();
            let sum: Fte = table.rows.iter().map(|row| read(&row.amounts[place])).sum();
            let total = read(&table.totals[place]);
            assert_eq!(
                (sum, Some(total)),
                (total, opened.beneath.number),
                "{line:?}"
            );
        }
    }
}
