//! How times in the workforce begin and end, as a year's return asks it.

use holdfast_workforce::codes::{AbsenceKind, CoverReason, LeavingReason, Origin, Standing};
use holdfast_workforce::fixture::{START, days};
use holdfast_workforce::record::Authority;
use jiff::civil::date;

use super::*;
use crate::roll::{Began, Ended, Entry, RecordKind, Roll};

fn entries(council: &Council) -> Vec<Entry> {
    let workforce = council.workforce();
    let ledger = Ledger::new(&workforce, Some(Service::Children));
    Roll::of(&ledger, YEAR_END).entries
}

/// Ada, with 1.0 FTE from the start on.
fn ada(council: &mut Council) -> Worker {
    employ(council, "Ada", spell(START, None), "1")
}

#[test]
fn whoever_is_in_post_before_and_after_a_career_break_leaves_and_returns() {
    let mut council = council();
    let ada = ada(&mut council);
    let away = days(date(2021, 11, 1), date(2022, 3, 31));
    council.absence(ada.engagement, AbsenceKind::CareerBreak, away);
    let [left, back] = entries(&council).try_into().expect("two entries");
    assert_eq!(left.kind, RecordKind::Leaver);
    assert_eq!(left.spell, days(START, date(2021, 10, 31)));
    assert_eq!(left.ended, Some(Ended::Away(AbsenceKind::CareerBreak)));
    assert_eq!(back.kind, RecordKind::Starter);
    assert_eq!(back.since, date(2022, 4, 1));
    assert_eq!(back.began, Began::Returned(AbsenceKind::CareerBreak));
    assert_eq!(back.work_before, Some(Vec::new()));
}

#[test]
fn an_engagement_that_ends_tells_why() {
    let mut council = council();
    let last = date(2022, 5, 31);
    let ada = employ(&mut council, "Ada", spell(START, last), "0.8");
    council.edit::<Engagement>(ada.engagement, |it| {
        (it.origin, it.reason) = (Some(Origin::Agency), Some(LeavingReason::Retired));
    });
    let [entry] = entries(&council).try_into().expect("one entry");
    let reason = Some(LeavingReason::Retired);
    let destination = None;
    assert_eq!(
        entry.ended,
        Some(Ended::Left {
            reason,
            destination
        })
    );
    assert_eq!(entry.began, Began::Joined(Some(Origin::Agency)));
    assert_eq!(entry.work[0].fte, fte("0.8"));
}

#[test]
fn a_move_between_the_services_ends_one_time_and_begins_another() {
    let mut council = council();
    let team = adults(&mut council);
    let post = council.post_with("Adults", |terms| terms.team = team);
    let turn = date(2022, 1, 1);
    let leaves = ada(&mut council);
    council.edit::<Assignment>(leaves.assignment, |it| it.spell.until = Some(turn));
    council.assign(leaves.engagement, post, |it| it.spell.from = turn);
    let comes = engage(&mut council, "Basil", spell(START, None), |it| {
        it.post = post;
        it.spell.until = Some(turn);
    });
    let own = council.post("North 2");
    council.assign(comes.engagement, own, |it| it.spell.from = turn);
    let found: Vec<_> = entries(&council)
        .into_iter()
        .map(|entry| (entry.person, entry.kind, entry.began, entry.ended))
        .collect();
    let origin = Some(Origin::NotCollected);
    let expected = [
        (
            leaves.person,
            RecordKind::Leaver,
            Began::Joined(origin),
            Some(Ended::Moved),
        ),
        (comes.person, RecordKind::Starter, Began::Moved, None),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_trainee_who_qualifies_with_the_council_starts_as_qualified() {
    let mut council = council();
    let academy = council.post_with("Academy", |terms| terms.standing = Standing::Trainee);
    let turn = date(2022, 9, 1);
    let trainee = engage(&mut council, "Ada", spell(START, None), |it| {
        it.post = academy;
        it.spell.until = Some(turn);
    });
    let post = council.post("North 1");
    council.assign(trainee.engagement, post, |it| it.spell.from = turn);
    let [entry] = entries(&council).try_into().expect("one entry");
    assert_eq!(
        (entry.kind, entry.began),
        (RecordKind::Starter, Began::Qualified)
    );
}

#[test]
fn first_days_without_a_post_are_no_move() {
    let mut council = council();
    let post = council.post("North 1");
    let joined = engage(&mut council, "Ada", spell(date(2022, 9, 1), None), |it| {
        it.post = post;
        it.spell.from = date(2022, 9, 5);
    });
    council.edit::<Engagement>(joined.engagement, |it| it.origin = Some(Origin::Agency));
    let [entry] = entries(&council).try_into().expect("one entry");
    assert_eq!(entry.began, Began::Joined(Some(Origin::Agency)));
}

#[test]
fn whoever_was_there_when_the_records_began_in_the_year_is_no_starter() {
    let mut council = council();
    let begin = date(2022, 1, 1);
    let authority = council.authority;
    council.edit::<Authority>(authority, |it| it.records_from = Some(begin));
    let ada = ada(&mut council);
    council.edit::<Assignment>(ada.assignment, |it| it.spell.from = begin);
    let [entry] = entries(&council).try_into().expect("one entry");
    assert_eq!((entry.kind, entry.since), (RecordKind::InPost, START));
    // What Ada worked a year before, nobody knows.
    assert_eq!(entry.work_before, None);
}

#[test]
fn agency_workers_stand_once_for_each_post_of_the_last_day() {
    let mut council = council();
    let (first, second) = (council.post("North 1"), council.post("North 2"));
    let worker = council.agency("Ada", first, CoverReason::Vacancy);
    council.assign(worker.engagement, second, |it| {
        it.holding = holdfast_workforce::codes::Holding::Agency;
        it.fte = fte("0.2");
    });
    let gone = council.agency("Basil", second, CoverReason::Maternity);
    council.edit::<Assignment>(gone.assignment, |it| it.spell.until = Some(YEAR_END));
    let found = entries(&council);
    let kinds: Vec<_> = found
        .iter()
        .map(|it| (it.kind, it.work[0].fte, it.work[0].cover))
        .collect();
    let expected = [
        (RecordKind::Agency, fte("1"), Some(CoverReason::Vacancy)),
        (RecordKind::Agency, fte("0.2"), None),
    ];
    assert_eq!(kinds, expected);
}
