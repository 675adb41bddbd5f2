//! Who joined: newly qualified workers by the month, others by role and
//! experience, and agency workers who became permanent.

use std::collections::BTreeMap;

use holdfast_measures::calendar::{common, days_between};
use holdfast_measures::population::Membership;
use holdfast_measures::roll::{Began, began};
use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::Origin;
use holdfast_workforce::date::{Spell, in_words};
use holdfast_workforce::id::RoleId;
use toml::Spanned;

use super::{Lookback, rounded, whole_months};
use crate::careers::{experience_since, months_of, months_since};
use crate::opening::is_outside;
use crate::scenario::{Conversion, Count, Experience, Hire, HireKind, Intake, Limit, NOWHERE};
use crate::uncertain::{Evidence, Shape, Uncertain};

/// How long after agency work for the council somebody still converts, in days.
const DAYS_BETWEEN: i64 = 31;

/// The fewest a year of a group that is told on its own.
const FEWEST_A_YEAR: f64 = 1.0;

/// Somebody who joined in the window.
struct Joiner<'l> {
    membership: &'l Membership,
    role: RoleId,
    experience: Experience,
    fte: f64,
    way: Way,
}

/// How somebody joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    NewlyQualified,
    FromOwnAgency,
    Hired(Kind),
}

/// The kinds of hires in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Experienced,
    Overseas,
    Returning,
}

pub(super) fn of(lookback: &Lookback<'_>) -> (Vec<Intake>, Vec<Hire>, Vec<Conversion>) {
    let joiners = joiners(lookback);
    (
        intakes(lookback, &joiners),
        hires(lookback, &joiners),
        conversions(lookback, &joiners),
    )
}

fn joiners<'l>(lookback: &'l Lookback<'_>) -> Vec<Joiner<'l>> {
    let memberships = lookback.ledger.population().memberships.iter();
    // Who is there on the first day of the records need not have joined on it.
    let begin = lookback.ledger.employment_begin();
    memberships
        .filter(|it| lookback.window.contains(it.spell.from) && Some(it.spell.from) > begin)
        .filter_map(|membership| joiner(lookback, membership))
        .collect()
}

fn joiner<'l>(lookback: &Lookback<'_>, membership: &'l Membership) -> Option<Joiner<'l>> {
    let workforce = lookback.ledger.workforce();
    let first = membership.spell.from;
    let way = match began(workforce, membership)? {
        Began::Joined(Some(Origin::NewlyQualified)) | Began::Qualified => Way::NewlyQualified,
        _ if worked_through_agency(lookback, membership) => Way::FromOwnAgency,
        Began::Joined(Some(Origin::OutsideEngland)) => Way::Hired(Kind::Overseas),
        Began::Returned(_) => Way::Hired(Kind::Returning),
        Began::Joined(_) | Began::Moved => Way::Hired(Kind::Experienced),
    };
    let (since, _) = experience_since(workforce, membership);
    let fte: Fte = membership.pieces_on(first).map(|piece| piece.fte).sum();
    Some(Joiner {
        membership,
        role: membership.main_piece(first)?.role,
        experience: Experience::of_months(months_since(since, first)),
        fte: fte.units() as f64 / Fte::ONE.units() as f64,
        way,
    })
}

fn worked_through_agency(lookback: &Lookback<'_>, membership: &Membership) -> bool {
    let first = membership.spell.from;
    let mut pieces = lookback
        .ledger
        .population()
        .agency_of(membership.person)
        .iter();
    pieces.any(|piece| {
        let until = piece.spell.until.map_or(first, |until| until.min(first));
        piece.spell.from < first && days_between(until, first) <= DAYS_BETWEEN
    })
}

fn mean_fte(
    lookback: &Lookback<'_>,
    joiners: &[&Joiner<'_>],
) -> Uncertain<crate::uncertain::Amount> {
    let sum: f64 = joiners.iter().map(|joiner| joiner.fte).sum();
    let mean = rounded(sum / joiners.len().max(1) as f64);
    lookback.recorded(
        Shape::Fixed(mean),
        "their average on the first day".to_owned(),
    )
}

/// The commonest of some values; of equally common ones the first.
fn commonest<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, u32> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let most = counts.values().copied().max()?;
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(value, _)| value)
}

/// Intakes by role and month of the year. Months with few starters count with
/// the role's commonest, and roles with few with the commonest of all.
fn intakes(lookback: &Lookback<'_>, joiners: &[Joiner<'_>]) -> Vec<Intake> {
    let mut groups: BTreeMap<(RoleId, i8), Vec<&Joiner<'_>>> = BTreeMap::new();
    for joiner in joiners.iter().filter(|it| it.way == Way::NewlyQualified) {
        let month = joiner.membership.spell.from.month();
        groups.entry((joiner.role, month)).or_default().push(joiner);
    }
    let Some(largest) = largest_of(&groups, |_| true) else {
        return Vec::new();
    };
    let mut told: BTreeMap<(RoleId, i8), Vec<&Joiner<'_>>> = BTreeMap::new();
    for (key, group) in &groups {
        let place = match largest_of(&groups, |(role, _)| *role == key.0) {
            _ if is_enough(lookback, group.len()) => *key,
            Some(of_role) if is_enough(lookback, groups[&of_role].len()) => of_role,
            _ => largest,
        };
        told.entry(place).or_default().extend(group);
    }
    told.into_iter()
        .filter_map(|((role, month), group)| intake(lookback, role, month, &group))
        .collect()
}

/// The group that counts most; of equal ones the first.
fn largest_of<K: Ord + Copy, T>(
    groups: &BTreeMap<K, Vec<T>>,
    among: impl Fn(&K) -> bool,
) -> Option<K> {
    let groups = groups.iter().rev().filter(|(key, _)| among(key));
    groups
        .max_by_key(|(_, group)| group.len())
        .map(|(key, _)| *key)
}

/// Whether there are enough to be told on their own.
fn is_enough(lookback: &Lookback<'_>, count: usize) -> bool {
    count as f64 >= FEWEST_A_YEAR * lookback.years()
}

fn intake(
    lookback: &Lookback<'_>,
    role: RoleId,
    month: i8,
    group: &[&Joiner<'_>],
) -> Option<Intake> {
    let label = &lookback.ledger.workforce().roles().get(role)?.name;
    let name = month_name(month);
    let counted = format!("newly qualified starters around {name}");
    Some(Intake {
        name: format!("Newly qualified, {label}, {name}"),
        role: Some(lookback.named(role)?),
        months: Some(Spanned::new(NOWHERE, vec![month.unsigned_abs()])),
        starts: None,
        size: lookback.a_year(count_of(group.len()), &counted),
        drop_out: Uncertain::certain(0.0).from_source(
            Evidence::Records,
            "those who started are counted, not those who were offered a place",
        ),
        pass: Uncertain::certain(1.0).from_source(
            Evidence::Records,
            "who does not pass is counted among the leavers",
        ),
        retention: None,
        retention_months: Spanned::new(NOWHERE, 12),
        outside_months: months_outside(lookback, group),
        fte: mean_fte(lookback, group),
        cost_each: Uncertain::certain(0.0),
        cost_a_year: Uncertain::certain(0.0),
    })
}

fn count_of(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}

fn month_name(month: i8) -> String {
    let day = jiff::civil::Date::new(2000, month, 1)
        .map(in_words)
        .unwrap_or_default();
    day.split(' ').nth(1).unwrap_or_default().to_owned()
}

/// For how many months newly qualified workers stood outside the
/// establishment: the middle one of those who came into it, or left.
fn months_outside(lookback: &Lookback<'_>, new: &[&Joiner<'_>]) -> u16 {
    let workforce = lookback.ledger.workforce();
    let inside = |joiner: &&Joiner<'_>| {
        let first = joiner.membership.spell.from;
        let mut pieces = joiner.membership.pieces.iter();
        let piece = pieces.find(|piece| !is_outside(workforce, piece, piece.spell.from))?;
        Some(whole_months(first, piece.spell.from.max(first)))
    };
    let mut months: Vec<u16> = new.iter().filter_map(inside).collect();
    months.sort_unstable();
    months.get(months.len() / 2).copied().unwrap_or_default()
}

/// Hires by kind and role, groups of experience apart where a year has enough
/// of them; the others count with the commonest.
fn hires(lookback: &Lookback<'_>, joiners: &[Joiner<'_>]) -> Vec<Hire> {
    let mut groups: BTreeMap<(Kind, RoleId), Vec<&Joiner<'_>>> = BTreeMap::new();
    for joiner in joiners {
        if let Way::Hired(kind) = joiner.way {
            groups.entry((kind, joiner.role)).or_default().push(joiner);
        }
    }
    groups
        .into_iter()
        .flat_map(|((kind, role), group)| hires_of(lookback, kind, role, &group))
        .collect()
}

fn hires_of(lookback: &Lookback<'_>, kind: Kind, role: RoleId, group: &[&Joiner<'_>]) -> Vec<Hire> {
    let (Some(named), Some(common)) = (
        lookback.named(role),
        commonest(group.iter().map(|it| it.experience)),
    ) else {
        return Vec::new();
    };
    let mut counts: BTreeMap<Experience, u32> = BTreeMap::new();
    for experience in Experience::ALL {
        let alike = group.iter().filter(|it| it.experience == experience);
        let count = alike.count();
        let told = if is_enough(lookback, count) {
            experience
        } else {
            common
        };
        *counts.entry(told).or_default() += count_of(count);
    }
    counts.retain(|_, count| *count > 0);
    let label = lookback
        .ledger
        .workforce()
        .roles()
        .get(role)
        .map_or("", |role| &role.name);
    counts
        .into_iter()
        .map(|(experience, count)| Hire {
            name: format!(
                "{}, {label}, {}",
                kind.label(),
                experience.label().to_lowercase()
            ),
            kind: kind.of_scenario(),
            role: Some(named.clone()),
            experience,
            a_year: lookback.a_year(count, "joiners"),
            count: Count::Chance,
            months: None,
            from: None,
            until: None,
            months_to_hire: Uncertain::certain(0.0).from_source(
                Evidence::Records,
                "counted on the first day, not on the offer",
            ),
            arrival_lag: Uncertain::certain(0.0),
            limit: Limit::Vacancies,
            fte: mean_fte(lookback, group),
            cost_each: None,
        })
        .collect()
}

impl Kind {
    fn label(self) -> &'static str {
        match self {
            Self::Experienced => "Experienced",
            Self::Overseas => "From overseas",
            Self::Returning => "Returning",
        }
    }

    fn of_scenario(self) -> HireKind {
        match self {
            Self::Experienced => HireKind::Experienced,
            Self::Overseas => HireKind::Overseas,
            Self::Returning => HireKind::Returning,
        }
    }
}

/// Agency workers of the council's who joined it, by role.
fn conversions(lookback: &Lookback<'_>, joiners: &[Joiner<'_>]) -> Vec<Conversion> {
    let agency = lookback.ledger.population().agency.iter();
    let spells = agency.filter_map(|piece| common(piece.spell, lookback.window));
    let months: f64 = spells.map(|spell: Spell| months_of(spell)).sum();
    let mut by_role: BTreeMap<RoleId, Vec<Experience>> = BTreeMap::new();
    for joiner in joiners.iter().filter(|it| it.way == Way::FromOwnAgency) {
        by_role
            .entry(joiner.role)
            .or_default()
            .push(joiner.experience);
    }
    if months <= 0.0 {
        return Vec::new();
    }
    let conversion = |(role, group): (RoleId, Vec<Experience>)| {
        let label = &lookback.ledger.workforce().roles().get(role)?.name;
        let count = count_of(group.len());
        Some(Conversion {
            name: format!("Agency workers who become permanent, {label}"),
            role: Some(lookback.named(role)?),
            experience: commonest(group.into_iter())?,
            a_year: lookback.yearly(count, months, "agency workers who became permanent"),
            from: None,
            until: None,
            cost_each: Uncertain::certain(0.0),
        })
    };
    by_role.into_iter().filter_map(conversion).collect()
}
