//! What stands beneath a number: the contributions that add up to it.

use std::collections::BTreeMap;

use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::id::PostId;
use holdfast_workforce::position::{
    Amounts, Basis, Contribution, Line, Position, RowKey, Selection, beneath, position,
};

use super::filters::Filters;

/// The rows beneath a number.
#[derive(Clone, Debug)]
pub(crate) struct Beneath {
    /// The position that the number belongs to.
    pub(crate) position: Position,
    /// The number; nothing where it is not known.
    pub(crate) number: Option<Fte>,
    /// What adds up to it.
    pub(crate) contributions: Vec<Contribution>,
    /// Their sum.
    pub(crate) total: Fte,
    /// How many posts were left out because they come to nothing.
    pub(crate) left_out: usize,
    /// The amounts that the number is one of.
    pub(crate) amounts: Amounts,
}

/// The rows beneath one line of the position, of one row or of all together.
/// With a date to compare with, those beneath the change.
pub(crate) fn rows_beneath(
    workforce: &Workforce,
    filters: &Filters,
    line: Line,
    row: Option<RowKey>,
) -> Beneath {
    let now = Beneath::at(workforce, filters, line, row);
    let Some(day) = filters.compare else {
        return now.without_what_cancels(line);
    };
    let then = Beneath::at(workforce, &filters.at(day), line, row);
    now.less(then).without_what_cancels(line)
}

impl Beneath {
    fn at(workforce: &Workforce, filters: &Filters, line: Line, row: Option<RowKey>) -> Self {
        let position = position(workforce, &filters.selection, filters.by);
        let amounts = amounts_of(&position, row);
        let contributions = match (&position.basis, row) {
            (Basis::Nothing, _) => Vec::new(),
            (Basis::Stated { .. }, Some(row)) => {
                stated_beneath(workforce, &filters.selection, line, row, &position)
            }
            (_, row) => {
                let mut all = beneath(workforce, &filters.selection, line);
                all.retain(|it| row.is_none_or(|row| belongs(it, row)));
                all
            }
        };
        Self {
            number: amounts.get(line),
            total: contributions.iter().map(|it| it.amount).sum(),
            contributions,
            left_out: 0,
            amounts,
            position,
        }
    }

    /// Leaves out the posts where a difference comes to nothing: a post that
    /// is filled is no vacancy.
    fn without_what_cancels(mut self, line: Line) -> Self {
        if !is_difference(line) {
            return self;
        }
        let mut posts: BTreeMap<PostId, Fte> = BTreeMap::new();
        for it in &self.contributions {
            if let Some(post) = it.post {
                *posts.entry(post).or_default() += it.amount;
            }
        }
        let cancels = |it: &Contribution| {
            it.post
                .and_then(|post| posts.get(&post))
                .is_some_and(|sum| sum.is_zero())
        };
        self.contributions.retain(|it| !cancels(it));
        self.left_out = posts.values().filter(|sum| sum.is_zero()).count();
        self
    }

    /// What changed since: everything that was the same stays out.
    fn less(self, then: Self) -> Self {
        type Same = (
            Line,
            Option<PostId>,
            Option<holdfast_workforce::id::AssignmentId>,
        );
        let mut changes: BTreeMap<Same, Contribution> = BTreeMap::new();
        let mut stated = Vec::new();
        let taken_off = then.contributions.iter().map(|it| Contribution {
            amount: -it.amount,
            ..*it
        });
        for it in self.contributions.iter().copied().chain(taken_off) {
            if it.stated.is_some() {
                stated.push(it);
                continue;
            }
            changes
                .entry((it.line, it.post, it.assignment))
                .and_modify(|sum| sum.amount += it.amount)
                .or_insert(it);
        }
        let mut contributions: Vec<_> = changes.into_values().collect();
        contributions.retain(|it| !it.amount.is_zero());
        contributions.extend(stated);
        let both = self.number.zip(then.number);
        Self {
            number: both.map(|(now, then)| now - then),
            total: contributions.iter().map(|it| it.amount).sum(),
            contributions,
            amounts: self.amounts.less(&then.amounts),
            ..self
        }
    }
}

/// The amounts of a row; a row that the position lacks counts as nought where
/// anything is known.
fn amounts_of(position: &Position, row: Option<RowKey>) -> Amounts {
    let Some(key) = row else {
        return position.total;
    };
    let found = position.rows.iter().find(|row| row.key == key);
    match found {
        Some(row) => row.amounts,
        None => position.total.less(&position.total),
    }
}

fn belongs(it: &Contribution, row: RowKey) -> bool {
    match row {
        RowKey::Role(id) => it.role == Some(id),
        RowKey::Team(id) => it.team == Some(id),
        RowKey::Service(service) => it.service == service,
        RowKey::Undivided => false,
    }
}

/// What a source states of one row.
fn stated_beneath(
    workforce: &Workforce,
    selection: &Selection,
    line: Line,
    row: RowKey,
    position: &Position,
) -> Vec<Contribution> {
    let narrowed = match row {
        RowKey::Role(id) => Selection {
            role: Some(id),
            ..*selection
        },
        RowKey::Team(id) => Selection {
            team: Some(id),
            ..*selection
        },
        RowKey::Service(service) => Selection {
            service: Some(service),
            ..*selection
        },
        RowKey::Undivided => *selection,
    };
    let all = beneath(workforce, &narrowed, line);
    if row != RowKey::Undivided {
        return all;
    }
    undivided(workforce, all, position)
}

/// Of what is stated, only that which no row divides.
fn undivided(
    workforce: &Workforce,
    mut all: Vec<Contribution>,
    position: &Position,
) -> Vec<Contribution> {
    let is_divided = |line: Line| {
        let mut rows = position.rows.iter();
        rows.any(|row| row.key != RowKey::Undivided && row.amounts.get(line).is_some())
    };
    all.retain(|it| stated_line(workforce, it).is_some_and(|line| !is_divided(line)));
    if is_divided(Line::Established) {
        // What a part takes off the rest of the establishment belongs to those rows.
        all.retain(|it| stated_line(workforce, it) == Some(it.line));
    }
    all
}

/// The line that a stated count is of, where the row's own amounts carry it.
fn stated_line(workforce: &Workforce, it: &Contribution) -> Option<Line> {
    use holdfast_workforce::CodeSet as _;
    use holdfast_workforce::codes::StatedCategory;
    let stated = workforce.stated_positions().get(it.stated?)?;
    Some(match stated.category {
        StatedCategory::Trainee => Line::Trainees,
        StatedCategory::Agency => Line::AgencyNotStated,
        other => Line::from_code(other.code())?,
    })
}

/// Whether the line is a difference, which single posts may bring to nothing.
pub(crate) fn is_difference(line: Line) -> bool {
    matches!(
        line,
        Line::Vacancies | Line::VacanciesLessOutside | Line::NetGap | Line::OverEstablishment
    )
}

/// A term of the sum that a line is: whether it is taken off, and which line.
pub(crate) type Term = (bool, Line);

/// The sum that a derived line is, in the lines that people see; nothing for
/// lines that are counted as they are.
pub(crate) fn sum_of(line: Line, amounts: &Amounts) -> Vec<Term> {
    let plus = |line| (false, line);
    let less = |line| (true, line);
    let from_posts =
        amounts.get(Line::Established).is_some() && amounts.get(Line::InPost).is_some();
    match line {
        Line::Established => vec![
            plus(Line::EstablishedBase),
            plus(Line::EstablishedTemporary),
            plus(Line::EstablishedGrant),
        ],
        Line::Vacancies if from_posts => vec![plus(Line::Established), less(Line::InPost)],
        Line::Vacancies => vec![plus(Line::Vacant), plus(Line::AgencyVacancy)],
        Line::Agency => Line::AGENCY.map(plus).into(),
        Line::InPostWithOutside => vec![
            plus(Line::InPost),
            plus(Line::Trainees),
            plus(Line::NewlyQualified),
        ],
        Line::VacanciesLessOutside => vec![
            plus(Line::Vacancies),
            less(Line::Trainees),
            less(Line::NewlyQualified),
        ],
        Line::NetGap => vec![
            plus(Line::Vacancies),
            less(Line::Trainees),
            less(Line::NewlyQualified),
            less(Line::Agency),
        ],
        Line::Covered => vec![
            plus(Line::InPost),
            less(Line::Away),
            plus(Line::EmployedCover),
            plus(Line::Agency),
        ],
        Line::OverEstablishment => vec![plus(Line::Covered), less(Line::Established)],
        Line::Assignments => vec![
            plus(Line::InPost),
            plus(Line::EmployedCover),
            plus(Line::Agency),
            plus(Line::Vacant),
        ],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use holdfast_example::papers;
    use holdfast_intake::read_workforces;
    use holdfast_workforce::CodeSet as _;
    use holdfast_workforce::codes::Service;
    use holdfast_workforce::position::Dimension;
    use jiff::civil::{Date, date};

    use super::*;
    use crate::testing::TestServer;

    const BY: [Dimension; 3] = [Dimension::Role, Dimension::Team, Dimension::Service];

    fn filters(
        at: Date,
        compare: Option<Date>,
        by: Dimension,
        service: Option<Service>,
    ) -> Filters {
        let mut filters = Filters::read(
            Vec::new(),
            &Workforce::empty(holdfast_workforce::id::AuthorityId(uuid::Uuid::nil())),
            at,
        );
        filters.compare = compare;
        filters.by = by;
        filters.selection.service = service;
        filters
    }

    /// Every number of the position, of its rows and of its total, has rows
    /// beneath it which add up to it.
    #[track_caller]
    fn check(workforce: &Workforce, filters: &Filters) {
        let now = position(workforce, &filters.selection, filters.by);
        let keys = now.rows.iter().map(|row| Some(row.key));
        let mut numbers = 0;
        for row in keys.chain([None]) {
            for line in Line::ALL {
                let found = rows_beneath(workforce, filters, *line, row);
                let Some(number) = found.number else { continue };
                let added: Fte = found.contributions.iter().map(|it| it.amount).sum();
                assert_eq!(added, found.total);
                // Over-establishment is never below nought.
                let total = match (line, filters.compare) {
                    (Line::OverEstablishment, None) => found.total.or_zero(),
                    (Line::OverEstablishment, Some(_)) => continue,
                    _ => found.total,
                };
                let apart = number - total;
                assert!(
                    apart.is_zero() || is_in_doubt(workforce, row, apart),
                    "{line:?} of {row:?} by {:?}: {number}, beneath it {total}",
                    filters.by
                );
                check_sum(*line, number, &found.amounts, filters.compare);
                numbers += 1;
            }
        }
        assert!(numbers > 0);
    }

    /// Whether two numbers are as far apart as a total that the source states
    /// and the rows that it states beside it. What is not divided by team is
    /// added up from roles, and its rows are those that make up the whole.
    fn is_in_doubt(workforce: &Workforce, row: Option<RowKey>, apart: Fte) -> bool {
        let disagreements = holdfast_workforce::stated::disagreements(workforce);
        row == Some(RowKey::Undivided)
            && disagreements
                .iter()
                .any(|it| (it.rows - it.total.value).magnitude() == apart.magnitude())
    }

    #[track_caller]
    fn check_sum(line: Line, number: Fte, amounts: &Amounts, compare: Option<Date>) {
        let terms = sum_of(line, amounts);
        if terms.is_empty() || (line == Line::OverEstablishment && compare.is_some()) {
            return;
        }
        let known = |line| amounts.get(line).unwrap_or_default();
        let sum: Fte = terms
            .iter()
            .map(|(off, term)| if *off { -known(*term) } else { known(*term) })
            .sum();
        // A count that the source gives whole has no parts to add up.
        let is_whole = line == Line::Established && sum.is_zero();
        let sum = if line == Line::OverEstablishment {
            sum.or_zero()
        } else {
            sum
        };
        assert!(is_whole || sum == number, "{line:?}: {sum} and {number}");
    }

    #[tokio::test]
    async fn every_number_of_the_example_is_the_sum_of_the_rows_beneath_it() {
        let server = TestServer::with_example().await;
        let authority = server.authority().await;
        let workforce = server.app.store().workforce(authority.id).await.unwrap();
        for by in BY {
            for compare in [None, Some(date(2025, 9, 30))] {
                check(&workforce, &filters(date(2026, 9, 30), compare, by, None));
            }
        }
        check(
            &workforce,
            &filters(
                date(2026, 3, 31),
                None,
                Dimension::Role,
                Some(Service::Children),
            ),
        );
    }

    #[test]
    fn every_number_of_the_published_papers_is_the_sum_of_the_rows_beneath_it() {
        let folder = tempfile::tempdir().unwrap();
        for paper in papers() {
            let place = folder.path().join(paper.name);
            std::fs::create_dir(&place).unwrap();
            for (name, text) in paper.files {
                std::fs::write(place.join(name), text).unwrap();
            }
            let (workforces, _) = read_workforces(&place).unwrap();
            let workforce = &workforces[0];
            let days: std::collections::BTreeSet<Date> = workforce
                .stated_positions()
                .iter()
                .map(|it| it.on)
                .collect();
            for by in BY {
                for service in [None, Some(Service::Children)] {
                    for day in &days {
                        check(workforce, &filters(*day, None, by, service));
                    }
                }
            }
            // A paper may hold published figures and no counts.
            let (Some(&first), Some(&last)) = (days.first(), days.last()) else {
                continue;
            };
            if first != last {
                check(
                    workforce,
                    &filters(last, Some(first), Dimension::Role, Some(Service::Children)),
                );
            }
        }
    }
}
