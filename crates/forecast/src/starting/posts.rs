//! Changes of the establishment that are recorded already, and agency cover.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_workforce::amount::Fte;
use holdfast_workforce::codes::CoverReason;
use holdfast_workforce::date::{day_before, in_words, months_later};
use holdfast_workforce::id::RoleId;
use jiff::civil::Date;
use toml::Spanned;

use super::{Lookback, rounded};
use crate::opening::established_on;
use crate::scenario::{Agency, EstablishmentChange, Month, NOWHERE, Posts};
use crate::uncertain::{Bounds, Change, Evidence, Shape, Uncertain};

/// The changes of the establishment in the months to come, as posts that begin
/// and end then have them: month by month what stands on its last day less
/// what stood on the last day before.
pub(super) fn changes(
    lookback: &Lookback<'_>,
    date: Date,
    months: u16,
) -> Vec<EstablishmentChange> {
    let mut before = established_on(lookback.ledger, date);
    let mut found = Vec::new();
    for month in 1..=i32::from(months) {
        let first = months_later(date.first_of_month(), month);
        let after = established_on(lookback.ledger, first);
        found.extend(differences(lookback, &before, &after, Month::of(first)));
        before = after;
    }
    found
}

fn differences(
    lookback: &Lookback<'_>,
    before: &BTreeMap<RoleId, Fte>,
    after: &BTreeMap<RoleId, Fte>,
    month: Month,
) -> Vec<EstablishmentChange> {
    let roles: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let change = |role: &RoleId| {
        let of = |amounts: &BTreeMap<RoleId, Fte>| amounts.get(role).copied().unwrap_or_default();
        let change = of(after) - of(before);
        let role = lookback.named(*role).filter(|_| !change.is_zero())?;
        let change = change.units() as f64 / Fte::ONE.units() as f64;
        let recorded = Uncertain::<Change>::certain(change)
            .from_source(Evidence::Records, "posts that begin or end then");
        Some(EstablishmentChange {
            month: Spanned::new(NOWHERE, month),
            role: Some(role),
            change: Spanned::new(NOWHERE, recorded),
            because: format!(
                "recorded posts that begin in {month} or end with {}",
                in_words(day_before(month.first_day()))
            ),
        })
    };
    roles.into_iter().filter_map(change).collect()
}

/// Posts follow surprises in staff, and agency work its usual number, as they
/// did in the published figures of all councils.
fn published<B: Bounds>(share: f64, what: &str) -> Uncertain<B> {
    Uncertain::certain(share).from_source(Evidence::National, what)
}

/// How posts follow staff.
pub(super) fn following(lookback: &Lookback<'_>) -> Posts {
    let luck = &lookback.luck;
    if luck.follow_staff == 0.0 {
        return Posts::default();
    }
    Posts {
        follow_staff: published(
            luck.follow_staff,
            "how much of a surprise in staff posts took up within the year, all councils",
        ),
        drift_fades: published(
            luck.drift_fades,
            "by how much vacancies came back to what is usual within a year, all councils",
        ),
    }
}

/// Agency workers cover the same shares of vacancies, and of the FTE away, as
/// at the start. Those for additional work count with those in vacancies.
pub(super) fn agency(lookback: &Lookback<'_>, date: Date) -> Agency {
    let (mut vacancies, mut absence) = (Fte::ZERO, Fte::ZERO);
    for piece in lookback.ledger.population().agency_on(date) {
        match piece.cover.and_then(CoverReason::absence) {
            Some(_) => absence += piece.fte,
            None => vacancies += piece.fte,
        }
    }
    let away = lookback
        .opening
        .people
        .iter()
        .filter(|it| it.away.is_some());
    let away: f64 = away.map(|it| it.fte).sum();
    let share = |agency: Fte, of: f64, what: &str| {
        let agency = agency.units() as f64 / Fte::ONE.units() as f64;
        let share = if of > 0.0 {
            (agency / of).min(1.0)
        } else {
            0.0
        };
        let because = format!(
            "{agency:.2} agency FTE for {of:.2} FTE {what} on {}",
            in_words(date)
        );
        lookback.recorded(Shape::Fixed(rounded(share)), because)
    };
    Agency {
        covers: Some(share(vacancies, lookback.opening.vacancies(), "vacant")),
        covers_absence: share(absence, away, "away"),
        adjusts: Some(lookback.luck.adjusts)
            .filter(|share| *share > 0.0)
            .map(|share| {
                published(
                    share,
                    "how much of the gap to its usual number agency work made up in a year",
                )
            }),
        ..Agency::default()
    }
}
