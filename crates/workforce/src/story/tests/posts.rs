//! Posts, told in words.

use jiff::civil::date;

use super::{MAY, assert_told};
use crate::change::Change;
use crate::codes::{Funding, Standing};
use crate::fixture::{Council, START, days, fte, put};
use crate::id::PostId;
use crate::record::Post;
use crate::story::Happening;

#[test]
fn a_post_is_told_when_it_is_added() {
    let mut council = Council::new();
    let mut terms = council.terms();
    terms.funding = Funding::Temporary;
    terms.spell = days(MAY, date(2022, 3, 31));
    let post = Post {
        id: PostId::next(&mut council.ids),
        reference: "P9".into(),
        terms: vec![terms],
    };
    let added = "Social Worker in North (post P9): 1 FTE from 1 May 2021 \
                 (temporary uplift, established)";
    let ends = "Social Worker in North (post P9): the last day is 31 March 2022";
    let expected = [(Happening::PostAdded, added), (Happening::PostClosed, ends)];
    assert_told(&council, &[put(post)], &expected);
}

/// The change to a post by which other terms hold from May on.
fn from_may(council: &Council, post: PostId, edit: impl FnOnce(&mut Post)) -> Change {
    council.edited::<Post>(post, |it| {
        let mut later = it.terms[0].clone();
        it.terms[0].spell = days(START, date(2021, 4, 30));
        later.spell.from = MAY;
        it.terms.push(later);
        edit(it);
    })
}

#[test]
fn a_post_is_told_when_its_fte_its_role_or_its_standing_changes() {
    let mut council = Council::new();
    let post = council.post("P1");
    let senior = council.role("Senior");
    let told = |change: Change, expected: &str| {
        assert_told(&council, &[change], &[(Happening::PostChanged, expected)]);
    };
    let less = from_may(&council, post, |it| it.terms[1].fte = fte("0.5"));
    let words = "Social Worker in North (post P1): 0.5 FTE instead of 1 from 1 May 2021";
    told(less, words);
    let other = from_may(&council, post, |it| it.terms[1].role = senior);
    let words = "Senior in North (post P1) from 1 May 2021, \
                 before that Social Worker in North (post P1)";
    told(other, words);
    let frozen = from_may(&council, post, |it| it.terms[1].standing = Standing::Frozen);
    told(
        frozen,
        "Social Worker in North (post P1): standing is ‘Frozen’ instead of ‘Established’ from 1 May 2021",
    );
}

#[test]
fn a_post_is_told_when_it_closes_and_when_its_past_is_put_right() {
    let mut council = Council::new();
    let post = council.post("P1");
    let last = date(2021, 3, 31);
    let closed = council.edited::<Post>(post, |it| it.terms[0].spell = days(START, last));
    let words = "Social Worker in North (post P1): the last day is 31 March 2021";
    assert_told(&council, &[closed], &[(Happening::PostClosed, words)]);
    council.edit::<Post>(post, |it| it.terms[0].spell = days(START, last));
    let open = council.edited::<Post>(post, |it| it.terms[0].spell.until = None);
    let expected = [(
        Happening::Correction,
        "Post P1 does not end on 31 March 2021 after all",
    )];
    assert_told(&council, &[open], &expected);
}
