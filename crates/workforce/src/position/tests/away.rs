//! Cover of those who are away, worked out by hand.

use jiff::civil::date;

use crate::codes::{AbsenceKind, Contract, CoverReason, Holding};
use crate::fixture::{Council, days, fte};
use crate::id::PostId;
use crate::position::{Selection, away_cover};

fn post_with_holder_away(council: &mut Council, reference: &str) -> PostId {
    let post = council.post(reference);
    let holder = council.holder(reference, post);
    let leave = days(date(2022, 1, 1), date(2022, 12, 31));
    council.absence(holder.engagement, AbsenceKind::Maternity, leave);
    post
}

fn cover(council: &mut Council, post: PostId, amount: &str, reason: Option<CoverReason>) {
    council.worker("Cover", Contract::Agency, post, |it| {
        it.holding = Holding::Agency;
        it.cover = reason;
        it.fte = fte(amount);
    });
}

/// Away, covered, not covered.
fn told(council: &Council) -> [String; 3] {
    let found = away_cover(&council.workforce(), &Selection::at(date(2022, 1, 15)));
    [found.away(), found.covered(), found.uncovered()].map(|it| it.to_string())
}

#[test]
fn cover_counts_post_by_post_and_never_beyond_who_is_away() {
    // Away 1 + 1 + 1. Covered: 0.6 of the first, all of the second although
    // 1.5 are there, none of the third: 1.6, and 1.4 are not covered.
    let mut council = Council::new();
    let part = post_with_holder_away(&mut council, "P1");
    cover(&mut council, part, "0.6", Some(CoverReason::Maternity));
    let whole = post_with_holder_away(&mut council, "P2");
    cover(&mut council, whole, "1.5", Some(CoverReason::Maternity));
    post_with_holder_away(&mut council, "P3");
    assert_eq!(told(&council), ["3", "1.6", "1.4"]);
}

#[test]
fn cover_for_a_vacancy_or_for_more_work_covers_nobody_who_is_away() {
    let mut council = Council::new();
    let post = post_with_holder_away(&mut council, "P1");
    cover(&mut council, post, "1", Some(CoverReason::Vacancy));
    cover(
        &mut council,
        post,
        "1",
        Some(CoverReason::AdditionalWorkload),
    );
    assert_eq!(told(&council), ["1", "0", "1"]);
}

#[test]
fn cover_without_a_reason_fills_the_vacancy_first() {
    // Of 1.5 FTE established 1 is held and away, so 0.5 is vacant; of 0.8
    // without a reason 0.3 is left for who is away.
    let mut council = Council::new();
    let post = council.post_with("P1", |terms| terms.fte = fte("1.5"));
    let holder = council.holder("Ada", post);
    let leave = days(date(2022, 1, 1), date(2022, 12, 31));
    council.absence(holder.engagement, AbsenceKind::LongTermSickness, leave);
    cover(&mut council, post, "0.8", None);
    assert_eq!(told(&council), ["1", "0.3", "0.7"]);
}

#[test]
fn where_nobody_is_away_there_is_no_post() {
    let mut council = Council::new();
    let post = council.post("P1");
    council.holder("Ada", post);
    assert_eq!(told(&council), ["0", "0", "0"]);
}
