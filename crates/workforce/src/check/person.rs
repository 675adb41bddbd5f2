//! Rules on people and on everything that they do at the same time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::rule::{
    AGE_IMPLAUSIBLE, BORN_AFTER_START, PERSON_ABOVE_ONE, REGISTRATION_SHARED, REGISTRATION_UNUSUAL,
};
use super::{Findings, Say};
use crate::amount::Fte;
use crate::date::in_words;
use crate::id::PersonId;
use crate::presence;
use crate::record::{Assignment, Person};
use crate::registration::as_registered;
use crate::snapshot::Workforce;

pub(super) fn check(_: &Workforce, person: &Person, findings: &mut Findings) {
    let Some(registration) = &person.registration else {
        return;
    };
    let usual = match registration.as_bytes() {
        [first, second, digits @ ..] => {
            first.is_ascii_uppercase()
                && second.is_ascii_uppercase()
                && (1..=10).contains(&digits.len())
                && digits.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    };
    if !usual {
        findings.add(
            REGISTRATION_UNUSUAL,
            person,
            Say {
                field: "registration",
                value: registration,
                message: "is not two capital letters and up to ten digits".to_owned(),
                advice: "Look the number up in the register, and write it without spaces.",
            },
        );
    }
}

/// Judges a person together with all engagements, assignments and absences.
pub(super) fn check_together(after: &Workforce, person: &Person, findings: &mut Findings) {
    age_is_plausible(after, person, findings);
    works_no_more_than_one(after, person, findings);
    super::engagement::absences_do_not_overlap(after, person.id, findings);
}

fn age_is_plausible(after: &Workforce, person: &Person, findings: &mut Findings) {
    let first = after
        .engagements()
        .linking(person.id)
        .map(|it| it.spell.from)
        .min();
    let (Some(born), Some(first)) = (person.born, first) else {
        return;
    };
    if born >= first {
        findings.add(
            BORN_AFTER_START,
            person,
            Say {
                field: "born",
                value: &born,
                message: format!("is not before the first day, {}", in_words(first)),
                advice: "Check the date of birth and the first day.",
            },
        );
        return;
    }
    let age = i32::from(first.year())
        - i32::from(born.year())
        - i32::from((first.month(), first.day()) < (born.month(), born.day()));
    if !(16..=80).contains(&age) {
        findings.add(
            AGE_IMPLAUSIBLE,
            person,
            Say {
                field: "born",
                value: &born,
                message: format!("makes the person {age} years old on {}", in_words(first)),
                advice: "Check the date of birth and the first day.",
            },
        );
    }
}

fn works_no_more_than_one(after: &Workforce, person: &Person, findings: &mut Findings) {
    let assignments: Vec<&Assignment> = after
        .engagements()
        .linking(person.id)
        .flat_map(|engagement| after.assignments().linking(engagement.id))
        .collect();
    if assignments.len() < 2 {
        return;
    }
    let mut reported = BTreeSet::new();
    for moment in moments(after, person, &assignments) {
        let here: Vec<_> = assignments
            .iter()
            .filter(|it| it.spell.contains(moment) && presence::away(after, it, moment).is_none())
            .collect();
        let works: Fte = here.iter().map(|it| it.fte).sum();
        if works <= Fte::ONE || here.iter().any(|it| it.over_reason.is_some()) {
            continue;
        }
        let Some(latest) = here.iter().max_by_key(|it| (it.spell.from, it.id)) else {
            continue;
        };
        if reported.insert(latest.id) {
            findings.add(PERSON_ABOVE_ONE, **latest, Say {
                field: "fte",
                value: &latest.fte,
                message: format!(
                    "{} would work {works} FTE in all on {}",
                    person.display_name(), in_words(moment),
                ),
                advice: "End another assignment first, record the absence from it, or give the reason (over_reason).",
            });
        }
    }
}

/// The days on which the sum of what a person works can rise.
fn moments(after: &Workforce, person: &Person, assignments: &[&Assignment]) -> BTreeSet<Date> {
    let mut moments: BTreeSet<Date> = assignments.iter().map(|it| it.spell.from).collect();
    for engagement in after.engagements().linking(person.id) {
        let absences = after.absences().linking(engagement.id);
        moments.extend(absences.filter_map(|absence| absence.spell.until));
    }
    moments
}

pub(super) fn registrations_are_not_shared(
    after: &Workforce,
    touched: &BTreeSet<PersonId>,
    findings: &mut Findings,
) {
    let mut owners: BTreeMap<_, Vec<&Person>> = BTreeMap::new();
    for person in after.people().iter() {
        if let Some(registration) = &person.registration {
            let registration = as_registered(registration);
            owners.entry(registration).or_default().push(person);
        }
    }
    for (registration, owners) in owners {
        for pair in owners.windows(2) {
            let [first, second] = pair else { continue };
            let (told, other) = if touched.contains(&second.id) {
                (second, first)
            } else if touched.contains(&first.id) {
                (first, second)
            } else {
                continue;
            };
            findings.add(
                REGISTRATION_SHARED,
                *told,
                Say {
                    field: "registration",
                    value: &registration,
                    message: format!("{} has the same number", other.display_name()),
                    advice: "If they are one person, keep one record; else correct one number.",
                },
            );
        }
    }
}
