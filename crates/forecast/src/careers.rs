//! How the records tell people's time at work: by role and experience, day by
//! day. Rates, hires and moves are counted out of it.
//!
//! Who counts, and from when to when, is what the official measures count: see
//! [`holdfast_measures::population`].

use std::collections::BTreeMap;

use holdfast_measures::Ledger;
use holdfast_measures::calendar::{common, days_between};
use holdfast_measures::experience;
use holdfast_measures::population::Membership;
use holdfast_measures::roll::{Began, began};
use holdfast_workforce::codes::Contract;
use holdfast_workforce::date::{Spell, day_after, day_before, months_later};
use holdfast_workforce::id::{PersonId, RoleId};
use holdfast_workforce::record::Role;
use holdfast_workforce::{Workforce, date};
use jiff::civil::Date;

use crate::opening::kind_of;
use crate::scenario::{AbsenceKind, Experience};

/// How many months of records rates are estimated from, where there are so many.
pub const WINDOW_MONTHS: i32 = 36;

/// Days of a month, on average: 365.25 ÷ 12.
pub const DAYS_A_MONTH: f64 = 30.4375;

/// Why the records give no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordsError {
    /// There are none.
    #[error(
        "There are no records to plan from. Import a package, or state the position in the scenario with [[start.position]]."
    )]
    NoRecords,
    /// They begin later.
    #[error("The records begin on {}, after {}. Let the plan start later, or state the position with [[start.position]].", date::in_words(*.begin), date::in_words(*.date))]
    BeforeRecords {
        /// The day that was asked for.
        date: Date,
        /// The first day of the records.
        begin: Date,
    },
    /// It is still to come.
    #[error("{} is still to come: the records of today, {}, cannot hold it. Let the plan start today or earlier, or state the position with [[start.position]].", date::in_words(*.date), date::in_words(*.today))]
    ToCome {
        /// The day that was asked for.
        date: Date,
        /// The day it is.
        today: Date,
    },
    /// No release has numbers of England.
    #[error(
        "No release has leavers, starters and people in post of England, which rates are drawn towards. Load a release of the statistics."
    )]
    NothingPublished,
}

/// Whether the records of a day can hold the position of another.
///
/// # Errors
/// Where that one is still to come.
pub fn has_come(date: Date, today: Date) -> Result<(), RecordsError> {
    match date <= today {
        true => Ok(()),
        false => Err(RecordsError::ToCome { date, today }),
    }
}

/// The time that is looked back on: the last [`WINDOW_MONTHS`] months up to a
/// day, as far as the records go.
pub(crate) fn window(ledger: &Ledger<'_>, date: Date) -> Result<Spell, RecordsError> {
    let begin = ledger.employment_begin().ok_or(RecordsError::NoRecords)?;
    if date < begin {
        return Err(RecordsError::BeforeRecords { date, begin });
    }
    let until = day_after(date);
    Ok(Spell {
        from: months_later(until, -WINDOW_MONTHS).max(begin),
        until: Some(until),
    })
}

/// The months of a spell that has an end.
pub(crate) fn months_of(spell: Spell) -> f64 {
    let until = spell.until.unwrap_or(spell.from);
    days_between(spell.from, until) as f64 / DAYS_A_MONTH
}

/// Whole months from a day to another.
pub(crate) fn months_since(since: Date, at: Date) -> u16 {
    let number = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let months = number(at) - number(since);
    let is_early = months_later(since, months) > at;
    u16::try_from(months - i32::from(is_early)).unwrap_or_default()
}

/// Since when somebody's experience counts, and whether that is recorded. If
/// it is not, the first engagement with the council stands in for it.
///
/// Who joined newly qualified has none on the first day, as the official
/// measure counts their first year from then, however long before it they
/// qualified: so starters of a plan and of the records are alike. For trainees
/// of the council that is the day on which they qualify.
pub(crate) fn experience_since(workforce: &Workforce, membership: &Membership) -> (Date, bool) {
    let person = workforce.people().get(membership.person);
    if let Some(joined) = membership.joined_newly_qualified {
        return (joined, true);
    }
    if began(workforce, membership) == Some(Began::Qualified) {
        return (membership.spell.from, true);
    }
    if let Some(since) = person.and_then(experience::since) {
        return (since, true);
    }
    let engagements = workforce.engagements().linking(membership.person);
    let own = engagements.filter(|it| it.contract != Contract::Agency);
    let first = own.map(|it| it.spell.from).min();
    (first.unwrap_or(membership.since), false)
}

/// A time of somebody's in one role and one group of experience.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) person: PersonId,
    pub(crate) role: RoleId,
    pub(crate) experience: Experience,
    /// It always has an end.
    pub(crate) spell: Spell,
    /// Its months at work: those of maternity and long-term sickness left out,
    /// in which nobody leaves or moves in a plan.
    pub(crate) at_work: f64,
    /// Whether the person leaves at its end.
    pub(crate) leaves: bool,
    /// The role into which the person moves at its end, and the experience with
    /// which: that of a month later, as plans go by whole months.
    pub(crate) moves_to: Option<(RoleId, Experience)>,
}

/// Everybody's time in a window, person by person.
pub(crate) fn stretches(ledger: &Ledger<'_>, window: Spell) -> Vec<Stretch> {
    let memberships = ledger.population().memberships.iter();
    let mut found: Vec<_> = memberships
        .flat_map(|membership| stretches_of(ledger.workforce(), membership, window))
        .collect();
    let away = [AbsenceKind::Maternity, AbsenceKind::LongTermSickness]
        .map(|kind| spells_away(ledger, kind));
    for stretch in &mut found {
        let spells = away.iter().filter_map(|kind| kind.get(&stretch.person));
        let spells = Spell::joined(spells.flatten().copied().collect::<Vec<_>>());
        let away = spells
            .into_iter()
            .filter_map(|it| common(it, stretch.spell));
        let months = months_of(stretch.spell) - away.map(months_of).sum::<f64>();
        stretch.at_work = months.max(0.0);
    }
    found
}

/// The absences of a kind of people who were in the service as they began.
/// Those that follow each other without a day between are one.
pub(crate) fn spells_away(
    ledger: &Ledger<'_>,
    kind: AbsenceKind,
) -> BTreeMap<PersonId, Vec<Spell>> {
    let workforce = ledger.workforce();
    let mut by_person: BTreeMap<PersonId, Vec<Spell>> = BTreeMap::new();
    let absences = workforce.absences().iter();
    for absence in absences.filter(|it| kind_of(it.kind) == Some(kind)) {
        let engagement = workforce.engagements().get(absence.engagement);
        let Some(engagement) = engagement.filter(|it| it.contract != Contract::Agency) else {
            continue;
        };
        let population = ledger.population();
        let mut memberships = population.memberships_of(engagement.person).iter();
        let eve = day_before(absence.spell.from);
        let is_member =
            memberships.any(|it| it.spell.contains(absence.spell.from) || it.spell.contains(eve));
        let spell = common(absence.spell, engagement.spell);
        if let Some(spell) = spell.filter(|_| is_member) {
            by_person.entry(engagement.person).or_default().push(spell);
        }
    }
    by_person
        .into_iter()
        .map(|(person, spells)| (person, Spell::joined(spells)))
        .collect()
}

fn stretches_of(workforce: &Workforce, membership: &Membership, window: Spell) -> Vec<Stretch> {
    let Some(here) = common(membership.spell, window) else {
        return Vec::new();
    };
    let (since, _) = experience_since(workforce, membership);
    let cuts = cuts(membership, since, here);
    let mut found: Vec<Stretch> = Vec::new();
    for days in cuts.windows(2) {
        let &[from, until] = days else { continue };
        let Some(piece) = membership.main_piece(from) else {
            continue;
        };
        let experience = Experience::of_months(months_since(since, from));
        let spell = Spell {
            from,
            until: Some(until),
        };
        if let Some(last) = found.last_mut() {
            if (last.role, last.experience) == (piece.role, experience) {
                last.spell.until = spell.until;
                continue;
            }
            let soon = Experience::of_months(months_since(since, months_later(from, 1)));
            last.moves_to = (last.role != piece.role).then_some((piece.role, soon));
        }
        found.push(Stretch {
            person: membership.person,
            role: piece.role,
            experience,
            spell,
            at_work: 0.0,
            leaves: false,
            moves_to: None,
        });
    }
    if let Some(last) = found.last_mut() {
        last.leaves = last.spell.until == membership.spell.until;
    }
    found
}

/// The days on which role or experience may change, and both ends.
fn cuts(membership: &Membership, since: Date, here: Spell) -> Vec<Date> {
    let pieces = membership.pieces.iter();
    let changes = pieces.flat_map(|piece| [Some(piece.spell.from), piece.spell.until]);
    let groups = Experience::ALL.iter().skip(1);
    let boundaries = groups.map(|group| months_later(since, i32::from(group.first_month())));
    let mut cuts: Vec<Date> = changes
        .flatten()
        .chain(boundaries)
        .filter(|day| here.contains(*day))
        .chain([here.from])
        .chain(here.until)
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// The roles that are named, in the order of lists.
pub(crate) fn roles_in_order(
    workforce: &Workforce,
    named: impl IntoIterator<Item = RoleId>,
) -> Vec<&Role> {
    let mut roles: BTreeMap<RoleId, &Role> = BTreeMap::new();
    for id in named {
        if let Some(role) = workforce.roles().get(id) {
            roles.insert(id, role);
        }
    }
    let mut roles: Vec<&Role> = roles.into_values().collect();
    roles.sort_by_key(|role| (role.order, &role.name));
    roles
}
