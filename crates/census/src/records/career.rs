//! Employed workers: who was there from when to when, with which FTE and role.

use std::collections::BTreeMap;

use holdfast_workforce::amount::{Days, Fte, Money, divide_half_up};
use holdfast_workforce::codes::{
    AbsenceKind, Contract, Destination, Holding, LeavingReason, OrganisationRole, PayElement,
    Standing,
};
use holdfast_workforce::date::{Spell, day_after, day_before};
use holdfast_workforce::id::{AbsenceId, AssignmentId, EngagementId, PayId};
use holdfast_workforce::record::{Absence, Assignment, Engagement, Pay, PostTerms};
use jiff::civil::Date;

use super::{Dated, Making, codes};
use crate::item::Item;
use crate::value::{Decimal, Value};
use crate::worker::Worker;
use crate::year::Year;

/// A worker’s time with the authority, as the records of returns show it.
struct Career<'r> {
    spell: Spell,
    /// The records that show it, a year each.
    seen: Vec<Worker<'r>>,
    /// Whether the end is one that no return states.
    vanished: bool,
}

impl Career<'_> {
    fn was_seen_in(&self, year: Year) -> bool {
        self.seen.last().is_some_and(|worker| worker.year == year)
    }
}

pub(super) fn put(making: &mut Making<'_>, returns: &[Dated<'_>]) {
    let mut careers: BTreeMap<String, Vec<Career<'_>>> = BTreeMap::new();
    for (index, dated) in returns.iter().enumerate() {
        for (block, number) in dated.file.workers.iter().zip(1..) {
            let worker = Worker::read(block, dated.year, number);
            if worker.is_employed() {
                see(making, &mut careers, (worker, index == 0));
            }
        }
        for career in careers.values_mut().flatten() {
            end_if_vanished(making, career, dated.year);
        }
    }
    for careers in careers.into_values() {
        for (career, count) in careers.iter().zip(1_usize..) {
            put_career(making, career, (count, careers.len()));
        }
    }
}

/// Puts a record to the career that it goes on with, or begins one. A worker
/// of whom an earlier return should have told is told of.
fn see<'r>(
    making: &mut Making<'_>,
    careers: &mut BTreeMap<String, Vec<Career<'r>>>,
    (worker, is_first): (Worker<'r>, bool),
) {
    let Some(registration) = codes::registration(&worker) else {
        let message = format!(
            "Record {} has no Social Work England number and was left out.",
            worker.number
        );
        making.fill(worker.year, None, message);
        return;
    };
    let year = worker.year;
    let spell = spell_of(making, &worker);
    let known = careers.entry(registration.clone()).or_default();
    if let Some(index) = goes_on_with(known, &worker, spell) {
        let career = &mut known[index];
        if career.spell.from != spell.from {
            let message = format!(
                "The date of joining is {} in this return, and was {} before, which stays.",
                spell.from, career.spell.from
            );
            making.fill(year, Some(&registration), message);
        }
        career.spell.until = not_before_it_was_seen(making, career, (&worker, spell.until));
        career.seen.push(worker);
        return;
    }
    if !is_first && spell.from < year.begin() {
        let message = format!(
            "The worker joined on {}, but no earlier return has them; they are taken to have been there.",
            spell.from
        );
        making.fill(year, Some(&registration), message);
    }
    known.push(Career {
        spell,
        seen: vec![worker],
        vanished: false,
    });
}

/// The career of which a record tells further: the one that began on the same
/// day, though an earlier return has ended it; or else one that is open, as a
/// date of joining may have been mended. Whoever joined in the year begins another.
fn goes_on_with(known: &[Career<'_>], worker: &Worker<'_>, spell: Spell) -> Option<usize> {
    let not_yet = |career: &Career<'_>| !career.was_seen_in(worker.year);
    let mut same = known.iter();
    let same = same.position(|it| not_yet(it) && it.spell.from == spell.from);
    same.or_else(|| {
        let is_open = |it: &Career<'_>| not_yet(it) && it.spell.until.is_none();
        known
            .iter()
            .position(|it| is_open(it) && !worker.joined_in_year())
    })
}

/// The end that a record gives to a career: later than every reference date on
/// which an earlier return had the worker in post.
fn not_before_it_was_seen(
    making: &mut Making<'_>,
    career: &Career<'_>,
    (worker, until): (&Worker<'_>, Option<Date>),
) -> Option<Date> {
    let in_post = career.seen.iter().filter(|seen| !seen.is_leaver());
    let until = until?;
    let Some(last) = in_post.map(|seen| seen.year.reference_date()).max() else {
        return Some(until);
    };
    let earliest = day_after(day_after(last));
    if until >= earliest {
        return Some(until);
    }
    let message = format!(
        "The last day, {}, lies before {last}, when the worker was returned as in post; {} stands for it.",
        day_before(until),
        day_after(last)
    );
    making.fill(worker.year, worker.registration(), message);
    Some(earliest)
}

/// From when to when a record says that the worker was there. Dates that are
/// missing or turned about are filled in and told.
fn spell_of(making: &mut Making<'_>, worker: &Worker<'_>) -> Spell {
    let year = worker.year;
    let ended = match worker.ended {
        Value::Missing => None,
        Value::Is(day) => Some(day),
        Value::Unreadable if worker.is_leaver() => {
            let message = "The date of leaving cannot be read; the reference date stands for it.";
            making.fill(year, worker.registration(), message.to_owned());
            Some(year.reference_date())
        }
        Value::Unreadable => {
            let message = "The date of leaving cannot be read, and nothing else says that the worker left; they are taken to be in post.";
            making.fill(year, worker.registration(), message.to_owned());
            None
        }
    };
    let latest = ended.unwrap_or(year.reference_date());
    let from = match worker.started.known() {
        Some(day) if day <= latest => day,
        Some(day) => {
            let message =
                format!("The date of joining, {day}, lies after {latest}, which stands for it.");
            making.fill(year, worker.registration(), message);
            latest
        }
        None => {
            let day = day_before(year.begin()).min(latest);
            let message = format!("The date of joining is not known; {day} stands for it.");
            making.fill(year, worker.registration(), message);
            day
        }
    };
    Spell::of_days(from, ended)
}

/// Ends a career of which this year’s return says nothing any more.
fn end_if_vanished(making: &mut Making<'_>, career: &mut Career<'_>, year: Year) {
    if career.spell.until.is_some() || career.was_seen_in(year) {
        return;
    }
    let Some(last) = career.seen.last() else {
        return;
    };
    let day = day_after(last.year.reference_date());
    career.spell.until = Some(day_after(day));
    career.vanished = true;
    let message = format!(
        "The return of {} has the worker in post, this one neither in post nor as a leaver; {day} stands for the last day.",
        last.year
    );
    making.fill(year, last.registration(), message);
}

fn put_career(making: &mut Making<'_>, career: &Career<'_>, (count, of): (usize, usize)) {
    let (Some(first), Some(last)) = (career.seen.first(), career.seen.last()) else {
        return;
    };
    let person = making.person(first);
    making.employed(person, career.spell);
    for worker in &career.seen {
        making.person(worker);
        making.caseload(person, worker);
    }
    let registration = codes::registration(first).unwrap_or_default();
    let reference = match count {
        1 => registration,
        _ => format!("{registration} ({count})"),
    };
    let engagement = EngagementId::next(making.ids);
    let (reason, destination) = match (last.is_leaver(), career.vanished) {
        (true, _) => (
            codes::numbered(last, Item::ReasonLeave),
            codes::numbered(last, Item::LeaverDestination),
        ),
        (false, true) => (Some(LeavingReason::NotKnown), Some(Destination::NotKnown)),
        (false, false) => (None, None),
    };
    making.put(Engagement {
        id: engagement,
        reference: reference.clone(),
        person,
        contract: Contract::Permanent,
        spell: career.spell,
        origin: codes::numbered(first, Item::StartOrigin),
        reason,
        destination,
        agency: None,
        contract_weeks: None,
    });
    put_assignments(making, career, (engagement, &reference), of);
    for worker in &career.seen {
        put_year(making, worker, (engagement, career.spell));
    }
}

/// FTE and role from a day on.
struct Step {
    from: Date,
    fte: Fte,
    role: OrganisationRole,
}

/// What returns say of FTE and role, in the order of time.
fn steps(making: &mut Making<'_>, career: &Career<'_>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for worker in &career.seen {
        let is_first = worker.year == career.seen[0].year;
        if worker.is_leaver() && !is_first {
            continue;
        }
        let role = making.role_of(worker);
        let mut step = |from: Date, fte: Fte| {
            let goes_on = steps
                .last()
                .is_some_and(|last| last.fte == fte && last.role == role);
            if !goes_on {
                steps.push(Step { from, fte, role });
            }
        };
        let begin = career.spell.from;
        let was_there = begin < worker.year.begin();
        match (is_first, was_there, worker.is_leaver()) {
            (true, true, _) | (true, false, true) => {
                step(begin, making.fte(worker, Item::FTE30));
            }
            (true, false, false) => step(begin, making.fte(worker, Item::FTE)),
            (false, ..) => {}
        }
        let day = worker.year.reference_date();
        if !worker.is_leaver() && begin < day {
            step(day, making.fte(worker, Item::FTE));
        }
    }
    steps.extend(last_role(career, steps.last()));
    steps
}

/// The role that a leaver’s record says, on the last day, where it is not the
/// one that the worker was last in post with.
fn last_role(career: &Career<'_>, before: Option<&Step>) -> Option<Step> {
    let worker = career.seen.last().filter(|worker| worker.is_leaver())?;
    let role = codes::numbered(worker, Item::OrgRole)?;
    let from = career.spell.last_day()?;
    let before = before.filter(|before| before.role != role && before.from < from)?;
    Some(Step {
        from,
        fte: before.fte,
        role,
    })
}

/// Whoever leaves on a reference date holds no post on it, and the vacancies
/// of the return are the only ones: on that day the post counts as outside
/// the establishment.
fn close_with_the_year(career: &Career<'_>, terms: &mut Vec<PostTerms>) {
    let last = career.spell.last_day();
    let Some(day) = last.filter(|day| (day.month(), day.day()) == (9, 30)) else {
        return;
    };
    let Some(closing) = terms.last_mut() else {
        return;
    };
    let of_the_day = PostTerms {
        spell: Spell {
            from: day,
            ..closing.spell
        },
        standing: Standing::Additional,
        ..closing.clone()
    };
    if closing.spell.from < day {
        closing.spell.until = Some(day);
        terms.push(of_the_day);
    } else {
        *closing = of_the_day;
    }
}

fn put_assignments(
    making: &mut Making<'_>,
    career: &Career<'_>,
    (engagement, reference): (EngagementId, &str),
    careers: usize,
) {
    let steps = steps(making, career);
    let ends = steps.iter().skip(1).map(|step| Some(step.from));
    let ends: Vec<_> = ends.chain([career.spell.until]).collect();
    let spells: Vec<_> = steps
        .iter()
        .zip(ends)
        .map(|(step, until)| Spell {
            from: step.from,
            until,
        })
        .collect();
    let mut terms: Vec<_> = steps
        .iter()
        .zip(&spells)
        .map(|(step, spell)| making.terms(*spell, step.role, step.fte))
        .collect();
    close_with_the_year(career, &mut terms);
    let post = making.post(reference.to_owned(), terms);
    for (step, spell) in steps.iter().zip(spells) {
        let id = AssignmentId::next(making.ids);
        making.put(Assignment {
            id,
            reference: format!("{reference} from {}", step.from),
            engagement,
            post,
            spell,
            fte: step.fte,
            holding: Holding::Substantive,
            cover: None,
            // A worker with two records may come to more than a whole.
            over_reason: (careers > 1 || step.fte > Fte::ONE).then(|| "As returned".to_owned()),
        });
    }
}

/// What a return says of one year: days lost, absence, pay.
fn put_year(
    making: &mut Making<'_>,
    worker: &Worker<'_>,
    (engagement, whole): (EngagementId, Spell),
) {
    let year = worker.year;
    let after = day_after(year.reference_date());
    let spell = Spell {
        from: whole.from.max(year.begin()),
        until: Some(whole.until.map_or(after, |until| until.min(after))),
    };
    if !spell.is_some_time() {
        return;
    }
    put_days_lost(making, worker, (engagement, spell));
    if let Some(kind) = codes::absence(worker).filter(|_| !worker.is_leaver()) {
        let day = year.reference_date();
        let spell = Spell::of_days(day, Some(day));
        // The day is among those that the return counts as lost already.
        let counted = (kind == AbsenceKind::Sickness).then_some(Days::ZERO);
        put_absence(making, engagement, (kind, spell), counted);
    }
    let pounds = |item| {
        worker
            .text(item)
            .and_then(Decimal::read)
            .map(|it| Money::from_units(it.millionths / 10_000))
    };
    let last = spell.last_day().unwrap_or(spell.from);
    if let Some(salary) = pounds(Item::BaseSalary) {
        put_pay(making, engagement, (PayElement::BaseSalary, spell, salary));
    }
    if let Some(paid) = pounds(Item::RRPayments).filter(|paid| !paid.is_zero()) {
        let day = Spell::of_days(last, Some(last));
        put_pay(
            making,
            engagement,
            (PayElement::RetentionPayment, day, paid),
        );
    }
    if let Some(paid) = pounds(Item::OtherPayments).filter(|paid| !paid.is_zero()) {
        let rate = a_year(paid, spell, year);
        put_pay(making, engagement, (PayElement::OtherPayment, spell, rate));
    }
}

/// What is paid in part of a year, as pounds a year.
fn a_year(paid: Money, spell: Spell, year: Year) -> Money {
    let days = |spell: Spell| {
        let until = spell.until.unwrap_or(spell.from);
        i128::from((until - spell.from).get_days())
    };
    let of_all = i128::from(paid.units()) * days(year.spell());
    let units = divide_half_up(of_all, days(spell).max(1));
    Money::from_units(i64::try_from(units).unwrap_or(i64::MAX))
}

/// The reference date is left free for an absence that stands over it.
fn put_days_lost(
    making: &mut Making<'_>,
    worker: &Worker<'_>,
    (engagement, spell): (EngagementId, Spell),
) {
    let lost = worker
        .days_lost
        .known()
        .map(|it| Days::from_units(it.millionths / 10_000));
    let Some(lost) = lost.filter(|lost| *lost > Days::ZERO) else {
        return;
    };
    let free = worker.year.reference_date().max(day_after(spell.from));
    let spell = Spell {
        until: spell.until.map(|until| until.min(free)),
        ..spell
    };
    put_absence(
        making,
        engagement,
        (AbsenceKind::Sickness, spell),
        Some(lost),
    );
}

fn put_absence(
    making: &mut Making<'_>,
    engagement: EngagementId,
    (kind, spell): (AbsenceKind, Spell),
    working_days: Option<Days>,
) {
    let id = AbsenceId::next(making.ids);
    making.put(Absence {
        id,
        engagement,
        assignment: None,
        kind,
        spell,
        working_days,
    });
}

fn put_pay(
    making: &mut Making<'_>,
    engagement: EngagementId,
    (element, spell, amount): (PayElement, Spell, Money),
) {
    let id = PayId::next(making.ids);
    making.put(Pay {
        id,
        engagement,
        element,
        spell,
        amount,
    });
}
