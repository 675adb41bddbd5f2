//! How much of what is away from posts is covered, post by post.

use std::collections::BTreeMap;

use super::{Contribution, Line, Selection, contributions};
use crate::amount::Fte;
use crate::codes::CoverReason;
use crate::id::PostId;
use crate::snapshot::Workforce;

/// A post whose holder is away, in FTE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwayPost {
    /// The post.
    pub post: PostId,
    /// How much of it its holders are away from.
    pub away: Fte,
    /// How much of that somebody else covers.
    pub covered: Fte,
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
/// Agency and employed cover counts where its reason is an absence. Cover
/// without a reason fills what is vacant in the post first. Counts that a
/// source stated name no posts, so there are none of them.
pub fn away_cover(workforce: &Workforce, selection: &Selection) -> AwayCover {
    let mut posts: BTreeMap<PostId, InPost> = BTreeMap::new();
    for contribution in contributions(workforce, selection) {
        if let Some(post) = contribution.post {
            let sums = posts.entry(post).or_default();
            sums.add(workforce, &contribution);
        }
    }
    let away = posts.iter().filter(|(_, sums)| sums.away > Fte::ZERO);
    AwayCover {
        posts: away.map(|(post, sums)| sums.told(*post)).collect(),
    }
}

/// What the contributions of one post add up to.
#[derive(Default)]
struct InPost {
    established: Fte,
    in_post: Fte,
    away: Fte,
    for_absence: Fte,
    without_reason: Fte,
}

impl InPost {
    fn add(&mut self, workforce: &Workforce, it: &Contribution) {
        match it.line {
            Line::EstablishedBase | Line::EstablishedTemporary | Line::EstablishedGrant => {
                self.established += it.amount;
            }
            Line::InPost => self.in_post += it.amount,
            Line::Away => self.away += it.amount,
            line if line == Line::EmployedCover || Line::AGENCY.contains(&line) => {
                let assignment = it.assignment.and_then(|id| workforce.assignments().get(id));
                match assignment.and_then(|assignment| assignment.cover) {
                    None => self.without_reason += it.amount,
                    Some(CoverReason::Vacancy | CoverReason::AdditionalWorkload) => {}
                    Some(
                        CoverReason::LongTermSickness
                        | CoverReason::Secondment
                        | CoverReason::Maternity
                        | CoverReason::ActUp,
                    ) => self.for_absence += it.amount,
                }
            }
            _ => {}
        }
    }

    fn told(&self, post: PostId) -> AwayPost {
        let vacant = (self.established - self.in_post).or_zero();
        let cover = self.for_absence + (self.without_reason - vacant).or_zero();
        AwayPost {
            post,
            away: self.away,
            covered: cover.min(self.away),
        }
    }
}
