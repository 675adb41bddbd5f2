//! What every future begins with, and how time alone moves people on.

use super::calendar::{Calendar, Due};
use super::{Member, NOWHERE};
use crate::expected::Expected;
use crate::model::{Model, mix};
use crate::scenario::Experience;
use crate::stock::Stock;

/// What every future begins with.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub(super) members: Vec<Member>,
    pub(super) lists: Vec<Vec<u32>>,
    pub(super) calendar: Calendar,
    pub(super) stock: Stock,
    /// FTE within the establishment that are expected, by month and role; none
    /// where posts follow nobody.
    pub(super) expected: Vec<Vec<f64>>,
}

impl Template {
    pub(crate) fn new(model: &Model) -> Self {
        let mut template = Self {
            members: Vec::with_capacity(model.opening.people.len() * 3),
            lists: vec![Vec::new(); model.cells.len()],
            calendar: Calendar::new(model.months),
            stock: Stock::opening(model),
            expected: match model.follow {
                Some(_) => Expected::of(model).within,
                None => Vec::new(),
            },
        };
        for person in &model.opening.people {
            template.settle(model, person);
        }
        template
    }

    fn settle(&mut self, model: &Model, person: &crate::opening::InPost) {
        let id = self.members.len() as u32;
        let cell = model.opening_cell(person);
        let away = person.away.is_some();
        let place = if away {
            NOWHERE
        } else {
            self.lists[cell].len() as u32
        };
        let member = Member {
            fte: person.fte,
            lot: mix(u64::from(id)),
            qualified: -i16::try_from(person.months).unwrap_or(i16::MAX),
            joined: 0,
            intake: 0,
            role: person.role as u16,
            cell: cell as u16,
            place,
            gone: false,
        };
        if let Some(month) = next_stage(model, &member, 0) {
            self.calendar.add(month, id, Due::Stage);
        }
        if !away {
            self.lists[cell].push(id);
        }
        self.members.push(member);
    }
}

/// The month in which somebody comes to another cell by time alone.
pub(super) fn next_stage(model: &Model, member: &Member, now: usize) -> Option<usize> {
    let now = now as i16;
    let experience = u16::try_from(now - member.qualified).unwrap_or_default();
    let group = Experience::of_months(experience);
    let boundary = Experience::ALL
        .get(group.index() + 1)
        .map(|next| member.qualified.saturating_add_unsigned(next.first_month()));
    let Some(intake) = member.intake.checked_sub(1) else {
        return boundary.map(|month| month as usize);
    };
    let stream = model.cells.streams()[usize::from(intake)];
    let ends = [Some(stream.outside_months), stream.retention_ends];
    let ends = ends.into_iter().flatten();
    ends.map(|months| member.joined.saturating_add_unsigned(months))
        .filter(|month| *month > now)
        .chain(boundary)
        .min()
        .map(|month| month as usize)
}

/// The cell of somebody, by time alone.
pub(crate) fn cell_at(
    model: &Model,
    role: usize,
    intake: Option<(usize, usize)>,
    qualified: i32,
    outside: bool,
    month: usize,
) -> usize {
    let months = month as i32 - qualified;
    let experience = Experience::of_months(u16::try_from(months).unwrap_or_default());
    match intake {
        Some((intake, joined)) => {
            let since = u16::try_from(month - joined).unwrap_or(u16::MAX);
            model.cells.of_intake(intake, role, experience, since)
        }
        None => model.cells.ordinary(role, experience, outside),
    }
}
