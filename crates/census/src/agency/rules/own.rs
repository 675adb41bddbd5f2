//! What the council's own records say of a worker's earlier employment with it.

use holdfast_measures::calendar::common;
use holdfast_workforce::Workforce;
use holdfast_workforce::codes::{Contract, Holding, Standing};
use holdfast_workforce::date::Spell;
use holdfast_workforce::record::{Assignment, Engagement, Person};
use holdfast_workforce::registration::as_registered;
use jiff::civil::Date;

use crate::agency::assignment::{children_s_place, is_social_work};
use crate::value::is_registration;

/// A spell in children's social work as the council's employee.
#[derive(Clone, Debug)]
pub(crate) struct Employment<'w> {
    pub(crate) engagement: &'w Engagement,
    pub(crate) spell: Spell,
}

/// A worker's employments with the council that began before a day, in order.
///
/// Agency workers often have a record of their own, apart from that of the
/// employee they once were: whoever has the same Social Work England number is
/// the same person.
pub(crate) fn employments<'w>(
    workforce: &'w Workforce,
    worker: &Person,
    before: Date,
) -> Vec<Employment<'w>> {
    let people = workforce
        .people()
        .iter()
        .filter(|person| is_same(person, worker));
    let engagements = people.flat_map(|person| workforce.engagements().linking(person.id));
    let employed =
        engagements.filter(|it| matches!(it.contract, Contract::Permanent | Contract::FixedTerm));
    let mut found: Vec<_> = employed
        .flat_map(|engagement| {
            let assignments = workforce.assignments().linking(engagement.id);
            let counted =
                assignments.filter(move |it| it.spell.from < before && counts(workforce, it));
            counted.filter_map(move |it| {
                let spell = common(it.spell, engagement.spell)?;
                Some(Employment { engagement, spell })
            })
        })
        .collect();
    found.sort_by_key(|it| it.spell);
    found
}

fn is_same(one: &Person, other: &Person) -> bool {
    let (mine, theirs) = (number(one), number(other));
    one.id == other.id || (is_registration(mine) && as_registered(mine) == as_registered(theirs))
}

fn number(person: &Person) -> &str {
    person.registration.as_deref().unwrap_or_default().trim()
}

fn counts(workforce: &Workforce, assignment: &Assignment) -> bool {
    let place = children_s_place(workforce, assignment, assignment.spell.from);
    assignment.holding != Holding::Agency
        && place.is_some_and(|(terms, role)| {
            is_social_work(role) && terms.standing != Standing::Trainee
        })
}

/// The part of a spell from a day on and before another.
pub(crate) fn within(spell: Spell, from: Option<Date>, before: Date) -> Option<Spell> {
    let window = Spell {
        from: from.unwrap_or(spell.from),
        until: Some(before),
    };
    common(spell, window)
}
