//! The rules of the records.

use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::{AbsenceKind, Contract, CoverReason, Holding, Standing};
use holdfast_workforce::date::{Spell, month_end};
use holdfast_workforce::record::{Absence, Assignment, Post};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Fails where any rule is broken.
pub(crate) fn check(workforce: &Workforce) {
    references(workforce);
    spells(workforce);
    holdings(workforce);
    for post in workforce.posts().iter() {
        terms(post);
        fill(workforce, post);
    }
    people(workforce);
    absences(workforce);
    for caseload in workforce.caseloads().iter() {
        assert_eq!(caseload.on, month_end(caseload.on));
    }
}

fn references(workforce: &Workforce) {
    let mut seen = BTreeSet::new();
    for record in workforce.records() {
        record.links(&mut |kind, id| assert!(workforce.record(kind, id).is_some()));
        if let Some(reference) = record.reference() {
            let key = (record.kind(), reference.to_owned());
            assert!(seen.insert(key), "{reference} stands twice");
        }
    }
}

fn spells(workforce: &Workforce) {
    for engagement in workforce.engagements().iter() {
        assert!(engagement.spell.is_some_time(), "{engagement:?}");
        let is_over = engagement.spell.until.is_some();
        assert_eq!(is_over, engagement.reason.is_some(), "{engagement:?}");
        assert_eq!(is_over, engagement.destination.is_some(), "{engagement:?}");
        let is_agency = engagement.contract == Contract::Agency;
        assert_eq!(is_agency, engagement.agency.is_some());
    }
    for assignment in workforce.assignments().iter() {
        let engagement = workforce.engagements().get(assignment.engagement);
        let engagement = engagement.expect("an engagement");
        assert!(assignment.spell.is_some_time(), "{assignment:?}");
        assert!(
            engagement.spell.covers(&assignment.spell),
            "{assignment:?} {engagement:?}"
        );
        let post = workforce.posts().get(assignment.post).expect("a post");
        let life = Spell {
            from: post.terms[0].spell.from,
            until: post.terms[post.terms.len() - 1].spell.until,
        };
        assert!(life.covers(&assignment.spell), "{assignment:?} {post:?}");
    }
    for pay in workforce.pay().iter() {
        let engagement = workforce.engagements().get(pay.engagement).expect("one");
        assert!(pay.spell.is_some_time(), "{pay:?}");
        assert!(
            engagement.spell.covers(&pay.spell),
            "{pay:?} {engagement:?}"
        );
    }
}

fn holdings(workforce: &Workforce) {
    for assignment in workforce.assignments().iter() {
        let engagement = workforce
            .engagements()
            .get(assignment.engagement)
            .expect("one");
        let is_agency = engagement.contract == Contract::Agency;
        assert_eq!(
            is_agency,
            assignment.holding == Holding::Agency,
            "{assignment:?}"
        );
        let is_holder = assignment.holding == Holding::Substantive;
        assert_eq!(is_holder, assignment.cover.is_none(), "{assignment:?}");
        assert!(assignment.fte > Fte::ZERO && assignment.fte <= Fte::ONE);
    }
}

fn terms(post: &Post) {
    for terms in &post.terms {
        assert!(terms.spell.is_some_time(), "{post:?}");
    }
    for pair in post.terms.windows(2) {
        assert_eq!(pair[0].spell.until, Some(pair[1].spell.from), "{post:?}");
    }
}

/// The days on which something about a post or person may differ from the day before.
fn turns<'a>(spells: impl Iterator<Item = &'a Spell>) -> BTreeSet<Date> {
    spells
        .flat_map(|it| [Some(it.from), it.until])
        .flatten()
        .collect()
}

/// Whether the worker of an assignment is away from it on a day.
fn away(workforce: &Workforce, assignment: &Assignment, day: Date) -> Option<AbsenceKind> {
    let is_of = |absence: &&Absence| {
        absence.kind.is_away()
            && absence.spell.contains(day)
            && match absence.assignment {
                Some(of) => of == assignment.id,
                None => assignment.holding == Holding::Substantive,
            }
    };
    workforce
        .absences()
        .linking(assignment.engagement)
        .find(is_of)
        .map(|it| it.kind)
}

fn fill(workforce: &Workforce, post: &Post) {
    let assignments: Vec<_> = workforce.assignments().linking(post.id).collect();
    let absences = assignments
        .iter()
        .flat_map(|it| workforce.absences().linking(it.engagement));
    let spells = assignments.iter().map(|it| &it.spell);
    let of_terms = post.terms.iter().map(|it| &it.spell);
    for day in turns(spells.chain(of_terms).chain(absences.map(|it| &it.spell))) {
        let Some(terms) = post.terms_on(day) else {
            continue;
        };
        let present = assignments.iter().filter(|it| it.spell.contains(day));
        let (held, covers): (Vec<&&Assignment>, Vec<_>) =
            present.partition(|it| it.holding == Holding::Substantive);
        let sum = |them: &[&&Assignment]| them.iter().map(|it| it.fte).sum::<Fte>();
        assert!(sum(&held) <= terms.fte, "{day} {post:?}");
        for reason in reasons(&covers) {
            let of_reason: Vec<_> = covers
                .iter()
                .filter(|it| it.cover == Some(reason))
                .copied()
                .collect();
            let room = match reason {
                CoverReason::Vacancy => terms.fte - sum(&held),
                CoverReason::AdditionalWorkload => terms.fte,
                _ => held
                    .iter()
                    .filter(|it| away(workforce, it, day).map(reason_of) == Some(reason))
                    .map(|it| it.fte)
                    .sum(),
            };
            assert!(
                sum(&of_reason) <= room,
                "{day} {reason:?} {of_reason:?} {held:?} {post:?}"
            );
            let is_additional = terms.standing == Standing::Additional;
            assert_eq!(reason == CoverReason::AdditionalWorkload, is_additional);
        }
    }
}

fn reasons(covers: &[&&Assignment]) -> BTreeSet<CoverReason> {
    covers.iter().filter_map(|it| it.cover).collect()
}

fn reason_of(kind: AbsenceKind) -> CoverReason {
    match kind {
        AbsenceKind::Maternity => CoverReason::Maternity,
        AbsenceKind::LongTermSickness => CoverReason::LongTermSickness,
        AbsenceKind::ActUp => CoverReason::ActUp,
        _ => CoverReason::Secondment,
    }
}

fn people(workforce: &Workforce) {
    for person in workforce.people().iter() {
        let engagements: Vec<_> = workforce.engagements().linking(person.id).collect();
        let assignments: Vec<_> = engagements
            .iter()
            .flat_map(|it| workforce.assignments().linking(it.id))
            .collect();
        for day in turns(assignments.iter().map(|it| &it.spell)) {
            let present = assignments.iter().filter(|it| it.spell.contains(day));
            let here = present.filter(|it| away(workforce, it, day).is_none());
            let fte: Fte = here.map(|it| it.fte).sum();
            assert!(fte <= Fte::ONE, "{day} {person:?}");
        }
        let joined = engagements
            .iter()
            .map(|it| it.spell.from)
            .min()
            .expect("an engagement");
        let born = person.born.expect("a date of birth");
        assert!(joined.year() - born.year() >= 20, "{person:?} {joined}");
        assert!(
            person
                .registration
                .as_ref()
                .is_none_or(|it| it.starts_with("ZZ"))
        );
        assert_eq!(person.registration.is_some(), person.qualified_on.is_some());
        if let (Some(qualified), Some(registered)) = (person.qualified_on, person.registered_on) {
            assert!(born < qualified && qualified < registered, "{person:?}");
        }
    }
}

fn absences(workforce: &Workforce) {
    for absence in workforce.absences().iter() {
        let engagement = workforce
            .engagements()
            .get(absence.engagement)
            .expect("one");
        assert!(absence.spell.is_some_time(), "{absence:?}");
        assert!(
            engagement.spell.covers(&absence.spell),
            "{absence:?} {engagement:?}"
        );
        let mut others = workforce.absences().linking(absence.engagement);
        let alone = others.all(|it| it.id == absence.id || !it.spell.overlaps(&absence.spell));
        assert!(alone, "{absence:?}");
        if let Some(assignment) = absence.assignment {
            let assignment = workforce.assignments().get(assignment).expect("one");
            assert!(
                assignment.spell.covers(&absence.spell),
                "{absence:?} {assignment:?}"
            );
        }
    }
}
