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

/// A post of 2 FTE whose two holders, of 1 FTE each, are away for these reasons.
fn two_away(council: &mut Council, kinds: [AbsenceKind; 2]) -> PostId {
    let post = council.post_with("P1", |terms| terms.fte = fte("2"));
    for (name, kind) in ["Ada", "Bo"].into_iter().zip(kinds) {
        let holder = council.holder(name, post);
        let year = days(date(2022, 1, 1), date(2022, 12, 31));
        council.absence(holder.engagement, kind, year);
    }
    post
}

/// For each kind of absence from the only post: away, covered, not covered.
fn by_kind(council: &Council) -> Vec<(AbsenceKind, [String; 3])> {
    let found = away_cover(&council.workforce(), &Selection::at(date(2022, 1, 15)));
    let kinds = found.posts[0].kinds.iter();
    kinds
        .map(|it| (it.kind, [it.away, it.covered, it.uncovered()]))
        .map(|(kind, amounts)| (kind, amounts.map(|it| it.to_string())))
        .collect()
}

fn of_kind(kind: AbsenceKind, amounts: [&str; 3]) -> (AbsenceKind, [String; 3]) {
    (kind, amounts.map(str::to_owned))
}

#[test]
fn cover_counts_first_for_who_is_away_for_its_reason() {
    // 0.6 for the sickness and 0.3 for the maternity leave: each against its
    // own, so 0.4 and 0.7 are not covered. Only then 0.2 for a secondment that
    // nobody is on go to the first of the others, and 0.5 of 0.7 stay open.
    let mut council = Council::new();
    let kinds = [AbsenceKind::LongTermSickness, AbsenceKind::Maternity];
    let post = two_away(&mut council, kinds);
    let sickness = Some(CoverReason::LongTermSickness);
    cover(&mut council, post, "0.6", sickness);
    cover(&mut council, post, "0.3", Some(CoverReason::Maternity));
    let each = [
        of_kind(AbsenceKind::Maternity, ["1", "0.3", "0.7"]),
        of_kind(AbsenceKind::LongTermSickness, ["1", "0.6", "0.4"]),
    ];
    assert_eq!(by_kind(&council), each);
    cover(&mut council, post, "0.2", Some(CoverReason::Secondment));
    let with_more = [
        of_kind(AbsenceKind::Maternity, ["1", "0.5", "0.5"]),
        of_kind(AbsenceKind::LongTermSickness, ["1", "0.6", "0.4"]),
    ];
    assert_eq!(by_kind(&council), with_more);
    assert_eq!(told(&council), ["2", "1.1", "0.9"]);
}

#[test]
fn what_cover_has_beyond_its_own_reason_counts_for_the_others_in_the_post() {
    // 1.5 for maternity: 1 for the leave, and the 0.5 beyond it for the
    // sickness. Nothing goes beyond the 2 FTE that are away.
    let mut council = Council::new();
    let kinds = [AbsenceKind::LongTermSickness, AbsenceKind::Maternity];
    let post = two_away(&mut council, kinds);
    cover(&mut council, post, "1.5", Some(CoverReason::Maternity));
    let found = [
        of_kind(AbsenceKind::Maternity, ["1", "1", "0"]),
        of_kind(AbsenceKind::LongTermSickness, ["1", "0.5", "0.5"]),
    ];
    assert_eq!(by_kind(&council), found);
    cover(&mut council, post, "1.5", Some(CoverReason::Maternity));
    assert_eq!(told(&council), ["2", "2", "0"]);
}

#[test]
fn who_is_on_a_career_break_is_covered_by_what_is_left() {
    // No cover reason speaks of a career break. Of 1.2 for the sickness 1 is
    // for that, and 0.2 are left.
    let mut council = Council::new();
    let kinds = [AbsenceKind::CareerBreak, AbsenceKind::LongTermSickness];
    let post = two_away(&mut council, kinds);
    let sickness = Some(CoverReason::LongTermSickness);
    cover(&mut council, post, "1.2", sickness);
    let found = [
        of_kind(AbsenceKind::LongTermSickness, ["1", "1", "0"]),
        of_kind(AbsenceKind::CareerBreak, ["1", "0.2", "0.8"]),
    ];
    assert_eq!(by_kind(&council), found);
}

#[test]
fn where_nobody_is_away_there_is_no_post() {
    let mut council = Council::new();
    let post = council.post("P1");
    council.holder("Ada", post);
    assert_eq!(told(&council), ["0", "0", "0"]);
}
