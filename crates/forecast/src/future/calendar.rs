//! What falls due in which month: lists by month in one piece of memory.

/// Something that falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// A boundary of experience, of retention or of standing outside.
    Stage,
    /// The assessment of the first year.
    Assessment,
    /// The end of an absence, by its place.
    Return(u16),
}

/// No entry.
const END: u32 = u32::MAX;

/// What falls due in which month.
#[derive(Debug)]
pub(super) struct Calendar {
    /// The first entry of each month.
    heads: Vec<u32>,
    entries: Vec<(u32, Due, u32)>,
}

impl Clone for Calendar {
    fn clone(&self) -> Self {
        Self {
            heads: self.heads.clone(),
            entries: self.entries.clone(),
        }
    }

    fn clone_from(&mut self, other: &Self) {
        self.heads.clone_from(&other.heads);
        self.entries.clone_from(&other.entries);
    }
}

impl Calendar {
    pub(super) fn new(months: usize) -> Self {
        Self {
            heads: vec![END; months + 1],
            entries: Vec::new(),
        }
    }

    /// Notes something; what lies beyond the plan is forgotten.
    pub(super) fn add(&mut self, month: usize, id: u32, due: Due) {
        let place = self.entries.len() as u32;
        if let Some(head) = self.heads.get_mut(month) {
            self.entries.push((id, due, *head));
            *head = place;
        }
    }

    /// Takes the next of a month.
    pub(super) fn next(&mut self, month: usize) -> Option<(u32, Due)> {
        let head = self.heads.get_mut(month).filter(|head| **head != END)?;
        let (id, due, next) = self.entries[*head as usize];
        *head = next;
        Some((id, due))
    }
}
