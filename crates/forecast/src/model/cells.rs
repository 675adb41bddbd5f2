//! Cells: the groups whose members are alike to chance.
//!
//! An ordinary cell is a role and an experience, in the establishment or
//! outside of it. The members of an intake with a retention of its own have
//! cells of their own until that ends.

use super::IntakeModel;
use crate::opening::Opening;
use crate::scenario::{Experience, Scenario};

/// A group whose members are alike to chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) role: usize,
    pub(crate) experience: Experience,
    /// The intake whose retention holds, if any.
    pub(crate) intake: Option<usize>,
    /// Whether it stands outside the establishment.
    pub(crate) outside: bool,
}

/// For how long an intake is treated as one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stream {
    pub(crate) role: usize,
    /// How many months after the start the retention no longer holds. Nobody is
    /// at risk in the month of the start: that is one month more than it is about.
    pub(crate) retention_ends: Option<u16>,
    pub(crate) outside_months: u16,
}

/// All cells of a model.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    all: Vec<Cell>,
    streams: Vec<Stream>,
    roles: usize,
    /// Cells of each owner: five, or ten where some stand outside.
    width: usize,
}

impl Cells {
    pub(crate) fn new(scenario: &Scenario, opening: &Opening, intakes: &[IntakeModel]) -> Self {
        let roles = opening.roles.len();
        let streams: Vec<Stream> = scenario
            .intakes
            .iter()
            .zip(intakes)
            .map(|(intake, model)| Stream {
                role: model.role,
                retention_ends: intake
                    .retention
                    .is_some()
                    .then(|| *intake.retention_months.get_ref() + 1),
                outside_months: intake.outside_months,
            })
            .collect();
        let any_outside = streams.iter().any(|stream| stream.outside_months > 0)
            || opening.people.iter().any(|person| person.outside);
        let sides: &[bool] = if any_outside {
            &[false, true]
        } else {
            &[false]
        };
        let mut all = Vec::new();
        let owners = (0..roles).map(|role| (role, None)).chain(
            streams
                .iter()
                .enumerate()
                .map(|(nth, stream)| (stream.role, Some(nth))),
        );
        for (role, intake) in owners {
            for &outside in sides {
                all.extend(Experience::ALL.map(|experience| Cell {
                    role,
                    experience,
                    intake,
                    outside,
                }));
            }
        }
        Self {
            all,
            streams,
            roles,
            width: sides.len() * Experience::ALL.len(),
        }
    }

    pub(crate) fn all(&self) -> &[Cell] {
        &self.all
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn streams(&self) -> &[Stream] {
        &self.streams
    }

    /// The cell of a role and an experience that belongs to no intake.
    pub(crate) fn ordinary(&self, role: usize, experience: Experience, outside: bool) -> usize {
        self.place(role, experience, outside)
    }

    /// The cell of somebody of an intake, so many months after the start.
    pub(crate) fn of_intake(
        &self,
        intake: usize,
        role: usize,
        experience: Experience,
        since: u16,
    ) -> usize {
        let stream = self.streams[intake];
        let outside = since < stream.outside_months;
        let keeps = stream.retention_ends.is_some_and(|months| since < months);
        if keeps && role == stream.role {
            self.place(self.roles + intake, experience, outside)
        } else {
            self.place(role, experience, outside)
        }
    }

    /// Owners are the roles, then the intakes; those outside the establishment
    /// come second.
    fn place(&self, owner: usize, experience: Experience, outside: bool) -> usize {
        owner * self.width + usize::from(outside) * Experience::ALL.len() + experience.index()
    }
}
