//! Choosing a post: the posts that somebody could take on a day, team by team,
//! or any other by its number.

use std::collections::BTreeMap;

use holdfast_workforce::CodeSet as _;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::Holding;
use holdfast_workforce::date::{in_words, months_later};
use holdfast_workforce::id::PostId;
use holdfast_workforce::presence::away;
use holdfast_workforce::record::{Post, PostTerms};
use jiff::civil::Date;

use super::desk::{Desk, terms_near};
use super::field::{Choices, Control, Field};
use crate::answers::Answers;
use crate::components::Choice;

/// The field with the posts to choose from.
const POST: &str = "post";

/// The field for any other post's number.
const OTHER: &str = "other_post";

/// How long before they fall vacant posts are offered, in months.
const AHEAD: i32 = 3;

/// Which posts are offered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Offer {
    /// Those that are vacant, wholly or in part.
    Vacant,
    /// Those that are vacant, and those whose holder is away.
    ToCover,
}

/// The two fields with which a post is chosen.
pub(crate) fn fields(desk: Desk<'_>, answers: &Answers, label: &str, offer: Offer) -> Vec<Field> {
    let day = desk.day_of(answers);
    let hint = match offer {
        Offer::Vacant => format!("Posts that are vacant on {}, or soon after", in_words(day)),
        Offer::ToCover => {
            format!(
                "Posts that are vacant, or whose holder is away, on {} or soon after",
                in_words(day)
            )
        }
    };
    let groups = groups(desk, day, answers.text(POST), offer);
    let choose = Field::new(
        POST,
        label,
        Control::Grouped("Choose a post".to_owned(), groups),
    );
    let other = Field::text(OTHER, "Or another post’s number", 10)
        .hint("If it is filled in, it counts instead of the choice above");
    vec![choose.hint(&hint), other]
}

/// Reads which post was chosen.
pub(crate) fn read(desk: Desk<'_>, answers: &mut Answers, missing: &str) -> Option<PostId> {
    let is_other = !answers.text(OTHER).trim().is_empty();
    let field = if is_other { OTHER } else { POST };
    let find = |number: &str| {
        let post = desk.post(number).map(|post| post.id);
        post.ok_or_else(|| format!("There is no post with the number {number}"))
    };
    answers.required(field, missing, find)
}

fn groups(desk: Desk<'_>, day: Date, chosen: &str, offer: Offer) -> Vec<Choices> {
    let mut teams: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
    for post in desk.workforce.posts().iter() {
        let state = state_of(desk, post, day, offer);
        let is_chosen = post.reference == chosen;
        let Some(state) = state.or_else(|| is_chosen.then(|| "chosen before".to_owned())) else {
            continue;
        };
        let Some(terms) = terms_near(post, day) else {
            continue;
        };
        let team = desk.workforce.teams().get(terms.team);
        let team = team.map_or_else(|| "Other".to_owned(), |team| team.name.clone());
        let label = format!("{}, {} – {state}", desk.title(terms), post.reference);
        let choices = teams.entry(team).or_default();
        choices.push(Choice::new(post.reference.clone(), label));
    }
    let mut groups: Vec<_> = teams
        .into_iter()
        .map(|(label, choices)| Choices { label, choices })
        .collect();
    for group in &mut groups {
        group
            .choices
            .sort_by(|one, next| one.label.cmp(&next.label));
    }
    groups
}

/// Why the post could be taken, in a few words; nothing where it could not.
fn state_of(desk: Desk<'_>, post: &Post, day: Date, offer: Offer) -> Option<String> {
    if let Some((from, room)) = vacant(desk, post, day) {
        let when = if from > day {
            format!(" from {}", in_words(from))
        } else {
            String::new()
        };
        return Some(format!("{room} FTE vacant{when}"));
    }
    if offer == Offer::Vacant {
        return None;
    }
    let holders = desk.workforce.assignments().linking(post.id);
    let later = months_later(day, AHEAD);
    holders
        .flat_map(|holder| [day, later].map(|on| (holder, on)))
        .filter(|(holder, on)| holder.spell.contains(*on))
        .find_map(|(holder, on)| {
            let absence = away(desk.workforce, holder, on)?;
            let name = desk.workforce.person_of(holder.engagement)?.display_name();
            Some(format!(
                "{name} away: {}",
                absence.kind.label().to_lowercase()
            ))
        })
}

/// The first day, soon, on which the post is not held in full, and how much of
/// it is free then.
fn vacant(desk: Desk<'_>, post: &Post, day: Date) -> Option<(Date, Fte)> {
    let last = months_later(day, AHEAD);
    let soon = |on: &Date| *on > day && *on <= last;
    let ends = desk.workforce.assignments().linking(post.id);
    let mut days: Vec<Date> = ends.filter_map(|it| it.spell.until).filter(soon).collect();
    days.extend(post.terms.iter().map(|terms| terms.spell.from).filter(soon));
    days.push(day);
    days.sort_unstable();
    days.into_iter().find_map(|on| {
        let free = free(desk, post, post.terms_on(on)?, on);
        (free > Fte::ZERO).then_some((on, free))
    })
}

fn free(desk: Desk<'_>, post: &Post, terms: &PostTerms, on: Date) -> Fte {
    let holders = desk.workforce.assignments().linking(post.id);
    let held: Fte = holders
        .filter(|it| it.holding == Holding::Substantive && it.spell.contains(on))
        .map(|it| it.fte)
        .sum();
    terms.fte - held
}
