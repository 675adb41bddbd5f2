//! The identities of the establishment, over random small workforces.

use jiff::ToSpan as _;
use jiff::civil::Date;
use proptest::prelude::*;

use crate::amount::Fte;
use crate::code::CodeSet as _;
use crate::codes::{AbsenceKind, Contract, CoverReason, Funding, Holding, Service, Standing};
use crate::date::Spell;
use crate::fixture::{Council, START};
use crate::id::{EngagementId, PostId, RoleId, TeamId};
use crate::position::{
    Amounts, Contribution, Dimension, Line, RowKey, Selection, beneath, compare, contributions,
    position, team_tree,
};
use crate::snapshot::Workforce;

const DIMENSIONS: [Dimension; 3] = [Dimension::Role, Dimension::Team, Dimension::Service];

/// Hundredths of an FTE.
fn hundredths(number: u16) -> Fte {
    Fte::from_units(i64::from(number) * 10_000)
}

fn spells() -> impl Strategy<Value = Spell> {
    (0i64..40, prop::option::of(0i64..40)).prop_map(|(from, length)| {
        let day = |days: i64| START.saturating_add(days.days());
        Spell {
            from: day(from),
            until: length.map(|length| day(from + length + 1)),
        }
    })
}

#[derive(Clone, Debug)]
struct APost {
    team: usize,
    role: usize,
    fte: u16,
    funding: Funding,
    standing: Standing,
    spell: Spell,
}

fn a_post() -> impl Strategy<Value = APost> {
    let place = (0usize..5, 0usize..3, 1u16..300);
    let kind = (
        prop::sample::select(Funding::ALL),
        prop::sample::select(Standing::ALL),
    );
    (place, kind, spells()).prop_map(|((team, role, fte), (funding, standing), spell)| APost {
        team,
        role,
        fte,
        funding,
        standing,
        spell,
    })
}

#[derive(Clone, Debug)]
struct AnAssignment {
    person: usize,
    post: usize,
    fte: u16,
    holding: Holding,
    cover: Option<CoverReason>,
    spell: Spell,
}

fn an_assignment() -> impl Strategy<Value = AnAssignment> {
    let place = (0usize..5, 0usize..6, 1u16..150);
    let kind = (
        prop::sample::select(Holding::ALL),
        prop::option::of(prop::sample::select(CoverReason::ALL)),
    );
    (place, kind, spells()).prop_map(|((person, post, fte), (holding, cover), spell)| {
        AnAssignment {
            person,
            post,
            fte,
            holding,
            cover,
            spell,
        }
    })
}

/// A council in which anything may be, sound or not: the identities hold even
/// where the checks would complain.
fn councils() -> impl Strategy<Value = Workforce> {
    let absence = (0usize..5, prop::sample::select(AbsenceKind::ALL), spells());
    (
        prop::collection::vec(a_post(), 1..6),
        prop::collection::vec(an_assignment(), 0..10),
        prop::collection::vec(absence, 0..5),
    )
        .prop_map(|(posts, assignments, absences)| {
            let mut council = Council::new();
            let (teams, roles) = (teams(&mut council), roles(&mut council));
            let posts = add_posts(&mut council, &posts, &teams, &roles);
            let people: Vec<_> = ["Ada", "Ben", "Cat", "Dan", "Eve"]
                .map(|name| council.person(name))
                .into_iter()
                .map(|person| council.engagement(person, Contract::Permanent))
                .collect();
            add_assignments(&mut council, &assignments, &people, &posts);
            for (person, kind, spell) in absences {
                council.absence(people[person], kind, spell);
            }
            council.workforce()
        })
}

/// North with two floors below it, and two adults' teams.
fn teams(council: &mut Council) -> [TeamId; 5] {
    let north = council.team;
    let below = council.team("Below", Service::Children, Some(north));
    let lowest = council.team("Lowest", Service::Children, Some(below));
    let east = council.team("East", Service::Adults, None);
    let far = council.team("Far East", Service::Adults, Some(east));
    [north, below, lowest, east, far]
}

fn roles(council: &mut Council) -> [RoleId; 3] {
    [
        council.role,
        council.role("Senior"),
        council.role("Manager"),
    ]
}

fn add_posts(
    council: &mut Council,
    posts: &[APost],
    teams: &[TeamId],
    roles: &[RoleId],
) -> Vec<PostId> {
    let numbered = posts.iter().enumerate();
    numbered
        .map(|(number, post)| {
            council.post_with(&format!("P{number}"), |terms| {
                terms.team = teams[post.team];
                terms.role = roles[post.role];
                terms.fte = hundredths(post.fte);
                terms.funding = post.funding;
                terms.standing = post.standing;
                terms.spell = post.spell;
            })
        })
        .collect()
}

fn add_assignments(
    council: &mut Council,
    assignments: &[AnAssignment],
    people: &[EngagementId],
    posts: &[PostId],
) {
    for found in assignments {
        let post = posts[found.post % posts.len()];
        council.assign(people[found.person], post, |it| {
            it.fte = hundredths(found.fte);
            it.holding = found.holding;
            it.cover = found
                .cover
                .filter(|_| found.holding != Holding::Substantive);
            it.spell = found.spell;
        });
    }
}

fn days_of_interest() -> impl Strategy<Value = Date> {
    (0i64..85).prop_map(|days| START.saturating_add(days.days()))
}

fn of(amounts: &Amounts, line: Line) -> Fte {
    amounts.get(line).expect("records know every line")
}

fn together(amounts: &Amounts, lines: &[Line]) -> Fte {
    lines.iter().map(|line| of(amounts, *line)).sum()
}

/// The identities that hold within one row or total.
fn assert_identities(amounts: &Amounts) {
    let get = |line| of(amounts, line);
    let vacancies = get(Line::Established) - get(Line::InPost);
    let outside = get(Line::Trainees) + get(Line::NewlyQualified);
    let over = (get(Line::Covered) - get(Line::Established)).max(Fte::ZERO);
    let established = [
        Line::EstablishedBase,
        Line::EstablishedTemporary,
        Line::EstablishedGrant,
    ];
    let assignments = [
        Line::InPost,
        Line::EmployedCover,
        Line::Agency,
        Line::Vacant,
    ];
    assert_eq!(get(Line::Established), together(amounts, &established));
    assert_eq!(get(Line::Vacancies), vacancies);
    assert_eq!(get(Line::InPostWithOutside), get(Line::InPost) + outside);
    assert_eq!(get(Line::VacanciesLessOutside), vacancies - outside);
    assert_eq!(get(Line::NetGap), vacancies - outside - get(Line::Agency));
    assert_eq!(get(Line::Agency), together(amounts, &Line::AGENCY));
    assert_eq!(get(Line::OverEstablishment), over);
    assert_eq!(get(Line::Assignments), together(amounts, &assignments));
    assert!(get(Line::Away) <= get(Line::InPost));
    assert!(get(Line::Vacant) >= Fte::ZERO);
}

/// Every additive line of the whole is the sum of the lines of the parts.
fn assert_adds_up<'a>(whole: &Amounts, parts: impl Iterator<Item = &'a Amounts> + Clone) {
    for line in Line::ALL.iter().filter(|line| line.is_additive()) {
        let sum: Fte = parts.clone().map(|part| of(part, *line)).sum();
        assert_eq!(of(whole, *line), sum, "{line}");
    }
}

fn is_in_row(contribution: &Contribution, key: RowKey) -> bool {
    match key {
        RowKey::Role(role) => contribution.role == Some(role),
        RowKey::Team(team) => contribution.team == Some(team),
        RowKey::Service(service) => contribution.service == service,
        RowKey::Undivided => false,
    }
}

proptest! {
    #[test]
    fn every_row_and_total_keeps_the_identities(workforce in councils(), day in days_of_interest()) {
        for by in DIMENSIONS {
            let position = position(&workforce, &Selection::at(day), by);
            assert_identities(&position.total);
            position.rows.iter().for_each(|row| assert_identities(&row.amounts));
            assert_adds_up(&position.total, position.rows.iter().map(|row| &row.amounts));
        }
    }

    #[test]
    fn the_tops_of_the_tree_add_up_to_the_total(workforce in councils(), day in days_of_interest()) {
        let selection = Selection::at(day);
        let whole = position(&workforce, &selection, Dimension::Team).total;
        let tree = team_tree(&workforce, &selection);
        tree.iter().for_each(|row| assert_identities(&row.amounts));
        let tops = tree.iter().filter(|row| row.depth == 0);
        assert_adds_up(&whole, tops.map(|row| &row.amounts));
    }

    #[test]
    fn a_team_in_the_tree_is_the_position_of_that_team_alone(
        workforce in councils(),
        day in days_of_interest(),
    ) {
        for row in team_tree(&workforce, &Selection::at(day)) {
            let alone = Selection { team: Some(row.team), ..Selection::at(day) };
            let alone = position(&workforce, &alone, Dimension::Role).total;
            let fte = Line::ALL.iter().filter(|line| !line.counts_people());
            for line in fte {
                prop_assert_eq!(alone.get(*line), row.amounts.get(*line));
            }
        }
    }

    #[test]
    fn what_stands_beneath_a_line_adds_up_to_it_in_every_row(
        workforce in councils(),
        day in days_of_interest(),
    ) {
        let selection = Selection::at(day);
        let by_role = position(&workforce, &selection, Dimension::Role);
        for line in Line::ALL {
            let found = beneath(&workforce, &selection, *line);
            let clipped = |sum: Fte| if line.is_additive() { sum } else { sum.max(Fte::ZERO) };
            let all = clipped(found.iter().map(|it| it.amount).sum());
            prop_assert_eq!(of(&by_role.total, *line), all);
            for row in &by_role.rows {
                let here = found.iter().filter(|it| is_in_row(it, row.key));
                prop_assert_eq!(of(&row.amounts, *line), clipped(here.map(|it| it.amount).sum()));
            }
        }
    }

    #[test]
    fn what_stands_beneath_a_line_is_among_its_parts(
        workforce in councils(),
        day in days_of_interest(),
    ) {
        let selection = Selection::at(day);
        for line in Line::ALL {
            let parts = line.parts();
            for found in beneath(&workforce, &selection, *line) {
                prop_assert!(parts.contains(&found.line));
            }
        }
    }

    #[test]
    fn the_variances_of_the_rows_add_up_to_that_of_the_total(
        workforce in councils(),
        now in days_of_interest(),
        then in days_of_interest(),
    ) {
        for by in DIMENSIONS {
            let now = position(&workforce, &Selection::at(now), by);
            let then = position(&workforce, &Selection::at(then), by);
            // Where the records know nothing yet, there is nothing to compare.
            prop_assume!(now.basis == then.basis);
            let compared = compare(&now, &then);
            let rows = compared.rows.iter().map(|row| &row.variance);
            assert_adds_up(&compared.total.variance, rows);
        }
    }

    #[test]
    fn each_person_counts_once_on_each_line_of_people(
        workforce in councils(),
        day in days_of_interest(),
    ) {
        let found = contributions(&workforce, &Selection::at(day));
        let people = found.iter().filter(|it| it.line.counts_people());
        let mut counted: Vec<_> = people.map(|it| (it.line, it.person)).collect();
        let all = counted.len();
        counted.sort();
        counted.dedup();
        prop_assert_eq!(counted.len(), all);
        let amounts = position(&workforce, &Selection::at(day), Dimension::Role).total;
        let is_in_post = |it: &&Contribution| it.line == Line::InPost;
        let mut holders: Vec<_> = found.iter().filter(is_in_post).map(|it| it.person).collect();
        holders.sort();
        holders.dedup();
        prop_assert_eq!(of(&amounts, Line::InPostHeadcount), Fte::whole(holders.len() as i32));
    }
}
