//! Which records the return has: one for each entry of the roll, and a further
//! one where somebody’s posts come to more than 1.0 FTE, as no record may.

use std::collections::BTreeMap;

use holdfast_measures::roll::{Entry, RecordKind, Roll, Work};
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::OrganisationRole;
use holdfast_workforce::id::{EngagementId, PersonId, TeamId};

use super::note::Notes;
use crate::item::Item;

/// A worker’s record before it is written.
#[derive(Clone, Debug)]
pub(super) struct Record<'r> {
    pub(super) entry: &'r Entry,
    pub(super) team: TeamId,
    pub(super) role: OrganisationRole,
    pub(super) engagement: EngagementId,
    /// FTE on the reference date; nought for leavers.
    pub(super) fte: Fte,
    /// FTE a year before, where it is known.
    pub(super) fte_before: Option<Fte>,
    /// Cases held, where cases are known; never a leaver’s.
    pub(super) cases: Option<u32>,
    /// Whether what belongs to the person, not to a post, stands here: days
    /// lost and payments.
    pub(super) is_first: bool,
}

/// A part of somebody’s work, of 1.0 FTE at the most.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Share {
    work: Work,
    fte: Fte,
}

pub(super) fn of<'r>(roll: &'r Roll<'_>, notes: &mut Notes) -> Vec<Record<'r>> {
    let mut records: Vec<Record<'r>> = roll
        .entries
        .iter()
        .flat_map(|entry| records_of(entry, notes))
        .collect();
    if let Some(cases) = roll.cases() {
        put_cases(&mut records, &cases);
    }
    records
}

fn records_of<'r>(entry: &'r Entry, notes: &mut Notes) -> Vec<Record<'r>> {
    let now = match entry.kind {
        // No rule makes two people of an agency worker: the check tells too much FTE.
        RecordKind::Agency => entry.work.iter().map(whole).collect(),
        _ => packed(&entry.work),
    };
    let before = entry.work_before.as_deref();
    let ftes: Vec<(Fte, Option<Fte>)> = match (entry.kind, before) {
        (RecordKind::Leaver, Some([])) => vec![(Fte::ZERO, Some(Fte::ZERO))],
        (RecordKind::Leaver, Some(before)) => {
            let shares = packed(before).into_iter();
            shares.map(|it| (Fte::ZERO, Some(it.fte))).collect()
        }
        (RecordKind::Leaver, None) => vec![(Fte::ZERO, None)],
        (_, None) => now.iter().map(|it| (it.fte, None)).collect(),
        (_, Some(before)) => {
            let (beside, left) = beside(&now, before);
            if !left.is_zero() {
                notes.person(Item::FTE30, MORE_BEFORE, entry.person);
            }
            let shares = now.iter().zip(beside);
            shares.map(|(it, before)| (it.fte, Some(before))).collect()
        }
    };
    let record = |(index, (fte, fte_before))| {
        let work = now.get(index).or(now.first())?.work;
        Some(Record {
            entry,
            team: work.team,
            role: work.role,
            engagement: work.engagement,
            fte,
            fte_before,
            cases: None,
            is_first: index == 0,
        })
    };
    ftes.into_iter().enumerate().filter_map(record).collect()
}

const MORE_BEFORE: &str =
    "given as 1, though it was more: the posts that are held now leave no room for the rest.";

/// The FTE of a year before beside the shares of now: that of the same posts
/// first, the rest where there is room; and what found none.
fn beside(now: &[Share], before: &[Work]) -> (Vec<Fte>, Fte) {
    let fte_of = |works: &mut dyn Iterator<Item = &Work>| works.map(|it| it.fte).sum::<Fte>();
    let mut left = fte_of(&mut before.iter());
    let mut take = |wanted: Fte| {
        let taken = wanted.min(left);
        left -= taken;
        taken
    };
    let mut ftes: Vec<Fte> = now
        .iter()
        .map(|share| {
            let same = |it: &&Work| it.post == share.work.post;
            take(fte_of(&mut before.iter().filter(same)).min(Fte::ONE))
        })
        .collect();
    for fte in &mut ftes {
        *fte += take(Fte::ONE - *fte);
    }
    (ftes, left)
}

fn whole(work: &Work) -> Share {
    Share {
        work: *work,
        fte: work.fte,
    }
}

/// The work of a day in shares of 1.0 FTE at the most: posts stay together
/// while they fit.
fn packed(work: &[Work]) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for work in work {
        let mut left = work.fte;
        if let Some(last) = shares.last_mut()
            && last.fte + left <= Fte::ONE
        {
            last.fte += left;
            continue;
        }
        while left > Fte::ONE {
            shares.push(Share {
                work: *work,
                fte: Fte::ONE,
            });
            left -= Fte::ONE;
        }
        shares.push(Share {
            work: *work,
            fte: left,
        });
    }
    shares
}

/// Puts everybody’s cases into their records. Cases belong to the person, so
/// several records share them by FTE: the FTE that holds cases stays whole.
fn put_cases(records: &mut [Record<'_>], cases: &BTreeMap<PersonId, u32>) {
    let mut by_person: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        if record.entry.kind != RecordKind::Leaver {
            by_person
                .entry(record.entry.person)
                .or_default()
                .push(index);
        }
    }
    for (person, own) in by_person {
        let held = cases.get(&person).copied().unwrap_or(0);
        let ftes: Vec<_> = own.iter().map(|index| records[*index].fte).collect();
        for (index, cases) in own.into_iter().zip(shared(held, &ftes)) {
            records[index].cases = Some(cases);
        }
    }
}

/// Cases by FTE, at least one where there are enough; what is left over goes
/// to the first.
fn shared(cases: u32, ftes: &[Fte]) -> Vec<u32> {
    let total: i64 = ftes.iter().map(|fte| fte.units()).sum();
    let working = ftes.iter().filter(|fte| **fte > Fte::ZERO).count();
    let working = u32::try_from(working).unwrap_or(u32::MAX);
    let mut shares = vec![0_u32; ftes.len()];
    if cases >= working && working > 0 {
        let beyond = i128::from(cases - working);
        for (share, fte) in shares
            .iter_mut()
            .zip(ftes)
            .filter(|(_, fte)| **fte > Fte::ZERO)
        {
            let part = beyond * i128::from(fte.units()) / i128::from(total);
            *share = 1 + u32::try_from(part).unwrap_or(0);
        }
    }
    let given: u32 = shares.iter().sum();
    if let Some(first) = shares.first_mut() {
        *first += cases.saturating_sub(given);
    }
    shares
}

#[cfg(test)]
mod tests {
    use holdfast_workforce::fixture::fte;

    use super::*;

    #[test]
    fn cases_are_shared_by_fte_and_stay_whole() {
        // One each, then of 13 more: 13 × 1 / 1.2 = 10.8, 13 × 0.2 / 1.2 = 2.2;
        // the one that is left over goes to the first.
        assert_eq!(shared(15, &[fte("1"), fte("0.2")]), [12, 3]);
        assert_eq!(shared(16, &[fte("0.6")]), [16]);
        assert_eq!(shared(1, &[fte("0.6"), fte("0.6")]), [1, 0]);
        assert_eq!(shared(4, &[fte("0"), fte("0.6")]), [0, 4]);
        assert_eq!(shared(4, &[fte("0")]), [4]);
        assert_eq!(shared(0, &[fte("1"), fte("0.2")]), [0, 0]);
    }
}
