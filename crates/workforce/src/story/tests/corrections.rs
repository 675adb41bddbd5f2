//! What is put right in engagements, assignments and people, told in words.

use jiff::civil::date;

use super::{MAY, ada, assert_told, stories};
use crate::date::Spell;
use crate::fixture::{Council, START, days, fte};
use crate::record::{Assignment, Engagement, Person};
use crate::story::Happening;

#[test]
fn what_is_put_right_in_an_engagement_is_told_with_what_stood_before() {
    let (mut council, ada, _) = ada();
    let told = |council: &Council, spell: Spell, expected: &str| {
        let change = council.edited::<Engagement>(ada.engagement, |it| it.spell = spell);
        assert_told(council, &[change], &[(Happening::Correction, expected)]);
    };
    let earlier = Spell::starting(date(2020, 3, 1));
    told(
        &council,
        earlier,
        "Ada: the first day is 1 March 2020 instead of 1 April 2020",
    );
    council.edit::<Engagement>(ada.engagement, |it| it.spell = days(START, MAY));
    let later = days(START, date(2021, 6, 30));
    told(
        &council,
        later,
        "Ada: the last day is 30 June 2021 instead of 1 May 2021",
    );
    let stays = Spell::starting(START);
    told(
        &council,
        stays,
        "Ada does not leave on 1 May 2021 after all",
    );
    let number = council.edited::<Engagement>(ada.engagement, |it| it.reference = "E-new".into());
    let old = council.get::<Engagement>(ada.engagement).reference;
    let words = format!("Engagement E-new of Ada: number is ‘E-new’ instead of ‘{old}’");
    assert_told(&council, &[number], &[(Happening::Correction, &words)]);
}

#[test]
fn what_is_put_right_in_an_assignment_is_told() {
    let (council, ada, _) = ada();
    let less = council.edited::<Assignment>(ada.assignment, |it| it.fte = fte("0.9"));
    let words = "Ada: Social Worker in North (post P1) is 0.9 FTE instead of 1";
    assert_told(&council, &[less], &[(Happening::Correction, words)]);
    let number = council.edited::<Assignment>(ada.assignment, |it| it.reference = "A-new".into());
    let old = council.get::<Assignment>(ada.assignment).reference;
    let words = format!(
        "Ada: assignment to Social Worker in North (post P1): number is ‘A-new’ instead of ‘{old}’"
    );
    assert_told(&council, &[number], &[(Happening::Correction, &words)]);
}

#[test]
fn a_corrected_name_is_told_with_the_name_before() {
    let (council, ada, _) = ada();
    let other = council.edited::<Person>(ada.person, |it| {
        it.name = Some("Ada Changed".into());
    });
    let told = stories(&council, &[other]);
    assert!(told[0].text.contains("name is ‘Ada Changed’"), "{told:?}");
}
