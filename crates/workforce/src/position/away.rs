//! How much of what is away from posts is covered, post by post.

use std::collections::BTreeMap;

use super::{Contribution, Line, Selection, contributions};
use crate::amount::Fte;
use crate::codes::{AbsenceKind, CoverReason};
use crate::id::PostId;
use crate::presence;
use crate::snapshot::Workforce;

/// What is away from a post for one kind of absence, in FTE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwayFor {
    /// Why its holders are away.
    pub kind: AbsenceKind,
    /// How much of the post its holders are away from.
    pub away: Fte,
    /// How much of that somebody else covers.
    pub covered: Fte,
}

impl AwayFor {
    /// How much of what is away nobody covers.
    pub fn uncovered(&self) -> Fte {
        self.away - self.covered
    }
}

/// A post whose holder is away, in FTE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwayPost {
    /// The post.
    pub post: PostId,
    /// How much of it its holders are away from.
    pub away: Fte,
    /// How much of that somebody else covers.
    pub covered: Fte,
    /// The same for each kind of absence, in the order of the kinds.
    pub kinds: Vec<AwayFor>,
}

impl AwayPost {
    /// How much of what is away nobody covers.
    pub fn uncovered(&self) -> Fte {
        self.away - self.covered
    }
}

/// The posts whose holders are away, in the order of their identifiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwayCover {
    /// Each post once.
    pub posts: Vec<AwayPost>,
}

impl AwayCover {
    /// FTE away from all posts.
    pub fn away(&self) -> Fte {
        self.posts.iter().map(|it| it.away).sum()
    }

    /// Of the FTE away, what is covered.
    pub fn covered(&self) -> Fte {
        self.posts.iter().map(|it| it.covered).sum()
    }

    /// Of the FTE away, what nobody covers.
    pub fn uncovered(&self) -> Fte {
        self.away() - self.covered()
    }
}

/// The posts whose holders are away at the date, and how much of each is
/// covered. Cover in one post never makes up for a holder away from another.
///
/// Agency and employed cover counts where its reason is an absence: first for
/// who is away for that reason, and what it has beyond that for the others in
/// the post, in the order of the kinds of absence. Cover without a reason
/// fills what is vacant in the post first, and then what is left uncovered.
/// Counts that a source stated name no posts, so there are none of them.
pub fn away_cover(workforce: &Workforce, selection: &Selection) -> AwayCover {
    let mut posts: BTreeMap<PostId, InPost> = BTreeMap::new();
    for contribution in contributions(workforce, selection) {
        if let Some(post) = contribution.post {
            let assignment = contribution.assignment;
            let assignment = assignment.and_then(|id| workforce.assignments().get(id));
            let absence = assignment.and_then(|it| presence::away(workforce, it, selection.at));
            let reasons = Reasons {
                away: absence.map(|absence| absence.kind),
                cover: assignment.and_then(|assignment| assignment.cover),
            };
            posts.entry(post).or_default().add(&contribution, reasons);
        }
    }
    let away = posts.into_iter().filter(|(_, sums)| !sums.away.is_empty());
    AwayCover {
        posts: away.map(|(post, sums)| sums.told(post)).collect(),
    }
}

/// Why somebody is away, or what somebody covers.
struct Reasons {
    away: Option<AbsenceKind>,
    cover: Option<CoverReason>,
}

/// What the contributions of one post add up to.
#[derive(Default)]
struct InPost {
    established: Fte,
    in_post: Fte,
    away: BTreeMap<AbsenceKind, Fte>,
    cover: BTreeMap<AbsenceKind, Fte>,
    without_reason: Fte,
}

impl InPost {
    fn add(&mut self, it: &Contribution, reasons: Reasons) {
        match it.line {
            Line::EstablishedBase | Line::EstablishedTemporary | Line::EstablishedGrant => {
                self.established += it.amount;
            }
            Line::InPost => self.in_post += it.amount,
            Line::Away => {
                if let Some(kind) = reasons.away {
                    *self.away.entry(kind).or_default() += it.amount;
                }
            }
            line if line == Line::EmployedCover || Line::AGENCY.contains(&line) => {
                match (reasons.cover, reasons.cover.and_then(CoverReason::absence)) {
                    (None, _) => self.without_reason += it.amount,
                    (_, Some(kind)) => *self.cover.entry(kind).or_default() += it.amount,
                    (Some(_), None) => {}
                }
            }
            _ => {}
        }
    }

    fn told(self, post: PostId) -> AwayPost {
        let vacant = (self.established - self.in_post).or_zero();
        let mut left = (self.without_reason - vacant).or_zero();
        let mut kinds = Vec::with_capacity(self.away.len());
        for (kind, away) in &self.away {
            let meant = self.cover.get(kind).copied().unwrap_or_default();
            kinds.push(AwayFor {
                kind: *kind,
                away: *away,
                covered: meant.min(*away),
            });
        }
        for (kind, amount) in &self.cover {
            let away = self.away.get(kind).copied().unwrap_or_default();
            left += (*amount - away).or_zero();
        }
        for it in &mut kinds {
            let more = it.uncovered().min(left);
            it.covered += more;
            left -= more;
        }
        AwayPost {
            post,
            away: kinds.iter().map(|it| it.away).sum(),
            covered: kinds.iter().map(|it| it.covered).sum(),
            kinds,
        }
    }
}
