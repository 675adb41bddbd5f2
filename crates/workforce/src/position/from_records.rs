//! The position out of the records.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Amounts, Basis, Contribution, Dimension, Line, Position, RowKey, Selection, rows_in_order,
};
use crate::amount::Fte;
use crate::codes::{CountUnit, CoverReason, Funding, Holding, Service, Standing};
use crate::id::{PersonId, TeamId};
use crate::presence;
use crate::record::{Assignment, Post, PostTerms};
use crate::snapshot::Workforce;

pub(super) fn position(workforce: &Workforce, selection: &Selection, by: Dimension) -> Position {
    let mut sums: BTreeMap<RowKey, Amounts> = BTreeMap::new();
    let mut total = Amounts::NOUGHT;
    unknown_until_derived(&mut total);
    for contribution in contributions(workforce, selection) {
        let row = sums.entry(row_key(&contribution, by)).or_insert_with(|| {
            let mut row = Amounts::NOUGHT;
            unknown_until_derived(&mut row);
            row
        });
        row.add(contribution.line, contribution.amount);
        total.add(contribution.line, contribution.amount);
    }
    sums.values_mut().for_each(Amounts::derive);
    total.derive();
    Position {
        selection: *selection,
        by,
        basis: Basis::Records,
        unit: CountUnit::Fte,
        rows: rows_in_order(workforce, sums),
        total,
        notes: Vec::new(),
    }
}

/// The establishment follows from its parts, so it starts out unknown.
fn unknown_until_derived(amounts: &mut Amounts) {
    amounts.set(Line::Established, None);
}

fn row_key(contribution: &Contribution, by: Dimension) -> RowKey {
    match by {
        Dimension::Role => contribution.role.map_or(RowKey::Undivided, RowKey::Role),
        Dimension::Team => contribution.team.map_or(RowKey::Undivided, RowKey::Team),
        Dimension::Service => RowKey::Service(contribution.service),
    }
}

pub(super) fn contributions(workforce: &Workforce, selection: &Selection) -> Vec<Contribution> {
    let teams: Option<BTreeSet<TeamId>> = selection
        .team
        .map(|team| workforce.team_and_below(team).into_iter().collect());
    let mut found = Vec::new();
    for post in workforce.posts().iter() {
        let Some(terms) = post.terms_on(selection.at) else {
            continue;
        };
        let Some(team) = workforce.teams().get(terms.team) else {
            continue;
        };
        let wanted = selection
            .service
            .is_none_or(|service| service == team.service)
            && selection.role.is_none_or(|role| role == terms.role)
            && teams
                .as_ref()
                .is_none_or(|teams| teams.contains(&terms.team));
        if wanted {
            Place {
                workforce,
                selection,
                post,
                terms,
                service: team.service,
            }
            .add_to(&mut found);
        }
    }
    count_people(workforce, &mut found);
    found
}

/// A post at the date, with all that is true of it.
struct Place<'a> {
    workforce: &'a Workforce,
    selection: &'a Selection,
    post: &'a Post,
    terms: &'a PostTerms,
    service: Service,
}

/// What the people in one post add up to.
#[derive(Default)]
struct Filled {
    in_post: Fte,
    away: Fte,
    cover: Fte,
    vacancy_cover: Fte,
}

impl Place<'_> {
    fn add_to(&self, found: &mut Vec<Contribution>) {
        let established = self.established();
        if !established.is_zero() {
            let line = match self.terms.funding {
                Funding::Base => Line::EstablishedBase,
                Funding::Temporary => Line::EstablishedTemporary,
                Funding::Grant => Line::EstablishedGrant,
            };
            found.push(Contribution {
                last_day: self.terms.spell.last_day(),
                ..self.contribution(line, established)
            });
        }
        let mut filled = Filled::default();
        for assignment in self.workforce.assignments().linking(self.post.id) {
            if assignment.spell.contains(self.selection.at) {
                self.add_assignment(assignment, &mut filled, found);
            }
        }
        self.add_what_is_left(established, &filled, found);
    }

    fn established(&self) -> Fte {
        if self.terms.standing.is_established() {
            self.terms.fte
        } else {
            Fte::ZERO
        }
    }

    fn contribution(&self, line: Line, amount: Fte) -> Contribution {
        Contribution {
            line,
            amount,
            service: self.service,
            team: Some(self.terms.team),
            role: Some(self.terms.role),
            post: Some(self.post.id),
            assignment: None,
            person: None,
            stated: None,
            last_day: None,
        }
    }

    fn add_assignment(
        &self,
        assignment: &Assignment,
        filled: &mut Filled,
        found: &mut Vec<Contribution>,
    ) {
        let person = self
            .workforce
            .engagements()
            .get(assignment.engagement)
            .map(|it| it.person);
        let line = self.line_of(assignment);
        let contribution = Contribution {
            assignment: Some(assignment.id),
            person,
            last_day: assignment.spell.last_day(),
            ..self.contribution(line, assignment.fte)
        };
        found.push(contribution);
        let away = presence::away(self.workforce, assignment, self.selection.at);
        match line {
            Line::InPost => {
                filled.in_post += assignment.fte;
                if let Some(absence) = away {
                    filled.away += assignment.fte;
                    let last_day = absence.spell.last_day();
                    found.push(Contribution {
                        line: Line::Away,
                        last_day,
                        ..contribution
                    });
                }
            }
            Line::Trainees | Line::NewlyQualified => {}
            _ => {
                filled.cover += assignment.fte;
                if matches!(assignment.cover, None | Some(CoverReason::Vacancy)) {
                    filled.vacancy_cover += assignment.fte;
                }
            }
        }
    }

    fn line_of(&self, assignment: &Assignment) -> Line {
        match (assignment.holding, self.terms.standing) {
            (Holding::Agency, _) => Line::of_agency(assignment.cover),
            (Holding::Substantive, Standing::Trainee) => Line::Trainees,
            (Holding::Substantive, Standing::NewlyQualified) => Line::NewlyQualified,
            (Holding::Substantive, _) => Line::InPost,
            (Holding::ActingUp | Holding::Seconded | Holding::Cover, _) => Line::EmployedCover,
        }
    }

    fn add_what_is_left(&self, established: Fte, filled: &Filled, found: &mut Vec<Contribution>) {
        let vacant = (established - filled.in_post).or_zero() - filled.vacancy_cover;
        if vacant > Fte::ZERO {
            found.push(self.contribution(Line::Vacant, vacant));
        }
        let outside = matches!(
            self.terms.standing,
            Standing::Trainee | Standing::NewlyQualified
        );
        let at_work = filled.in_post - filled.away + filled.cover;
        if at_work > established && !outside {
            found.push(self.contribution(Line::OverInPosts, at_work - established));
        }
    }
}

/// Counts each person once, where they work most; of equal shares, in the role
/// that stands first.
fn count_people(workforce: &Workforce, found: &mut Vec<Contribution>) {
    let mut main: BTreeMap<(Line, PersonId), Contribution> = BTreeMap::new();
    for contribution in found.iter() {
        let (Some(person), Some(line)) = (contribution.person, headcount_of(contribution.line))
        else {
            continue;
        };
        let rank = |it: &Contribution| {
            let order = it
                .role
                .and_then(|role| workforce.roles().get(role))
                .map(|it| it.order);
            (it.amount, std::cmp::Reverse((order, it.assignment)))
        };
        main.entry((line, person))
            .and_modify(|kept| {
                if rank(contribution) > rank(kept) {
                    *kept = *contribution;
                }
            })
            .or_insert(*contribution);
    }
    found.extend(
        main.into_iter()
            .map(|((line, _), contribution)| Contribution {
                line,
                amount: Fte::ONE,
                ..contribution
            }),
    );
}

fn headcount_of(line: Line) -> Option<Line> {
    match line {
        Line::InPost => Some(Line::InPostHeadcount),
        Line::Trainees | Line::NewlyQualified => Some(Line::OutsideHeadcount),
        line if Line::AGENCY.contains(&line) => Some(Line::AgencyHeadcount),
        _ => None,
    }
}
