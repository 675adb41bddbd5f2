//! Who comes, how posts change and who covers: scenario keys by plan month.

use toml::Spanned;

use super::{
    AbsenceModel, AgencyModel, CaseModel, ConversionModel, HireModel, IntakeModel, ModelError,
    PostChange, Slot, Slots, hash,
};
use crate::opening::Opening;
use crate::scenario::{HireKind, Month, Scenario};

/// What moves the FTE in post, as the waterfall names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// Left the council in the first year as newly qualified.
    LeftNewlyQualified,
    /// Left with under two years.
    LeftUnderTwo,
    /// Left with two to five years.
    LeftTwoToFive,
    /// Left with five to ten years.
    LeftFiveToTen,
    /// Left with ten years and more.
    LeftTenAndOver,
    /// Left at the assessment of the first year.
    NotPassed,
    /// Did not come back from an absence.
    NotReturned,
    /// Moved out of the service within the council.
    Moved,
    /// Started newly qualified.
    NewlyQualified,
    /// Hired with experience.
    Experienced,
    /// Hired from overseas.
    Overseas,
    /// Came back.
    Returning,
    /// Agency workers who became permanent.
    Converted,
    /// Hours changed, and moves that are neither joining nor leaving.
    Hours,
}

impl Flow {
    /// All flows, in the order of the waterfall.
    pub const ALL: [Self; 14] = [
        Self::LeftNewlyQualified,
        Self::LeftUnderTwo,
        Self::LeftTwoToFive,
        Self::LeftFiveToTen,
        Self::LeftTenAndOver,
        Self::NotPassed,
        Self::NotReturned,
        Self::Moved,
        Self::NewlyQualified,
        Self::Experienced,
        Self::Overseas,
        Self::Returning,
        Self::Converted,
        Self::Hours,
    ];

    /// Its place among all.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Its key in JSON.
    pub fn key(self) -> &'static str {
        [
            "left_newly_qualified",
            "left_under_2",
            "left_2_to_5",
            "left_5_to_10",
            "left_10_and_over",
            "not_passed",
            "not_returned",
            "moved",
            "newly_qualified",
            "experienced",
            "overseas",
            "returning",
            "converted",
            "hours",
        ][self.index()]
    }

    /// Its name on pages.
    pub fn label(self) -> &'static str {
        [
            "Left in the first year, newly qualified",
            "Left with under 2 years",
            "Left with 2 to 5 years",
            "Left with 5 to 10 years",
            "Left with 10 years and over",
            "Did not pass the first year",
            "Did not come back from absence",
            "Moved within the council",
            "Newly qualified starters",
            "Experienced starters",
            "Overseas starters",
            "Returning starters",
            "Agency workers made permanent",
            "Changes of hours and other moves",
        ][self.index()]
    }

    /// Whether it takes people out of post.
    pub fn is_out(self) -> bool {
        self <= Self::Moved
    }

    /// The flow of a kind of hire.
    pub(crate) fn of_hire(kind: HireKind) -> Self {
        match kind {
            HireKind::Experienced => Self::Experienced,
            HireKind::Overseas => Self::Overseas,
            HireKind::Returning => Self::Returning,
        }
    }

    /// The flow of leavers of an experience.
    pub(crate) fn of_leaving(experience: crate::scenario::Experience) -> Self {
        Self::ALL[experience.index()]
    }
}

/// The plan month of a calendar month, the first being 1; nothing before it.
fn plan_month(scenario: &Scenario, month: Month) -> Option<usize> {
    usize::try_from(month.after(scenario.start.date)).ok()
}

/// For each month of the plan, from 0 for the start, whether something that is
/// given by calendar months happens in it.
fn by_calendar(scenario: &Scenario, months: Option<&[u8]>) -> Vec<bool> {
    let last = usize::from(*scenario.months.get_ref());
    let happens = |month: usize| {
        let calendar = scenario.month_end(month).month();
        months.is_none_or(|months| {
            months
                .iter()
                .any(|only| i64::from(*only) == i64::from(calendar))
        })
    };
    (0..=last)
        .map(|month| month > 0 && happens(month))
        .collect()
}

type Find<'a> = dyn Fn(&Option<Spanned<String>>) -> Result<usize, ModelError> + 'a;

pub(super) fn intakes(
    scenario: &Scenario,
    find: &Find<'_>,
    slots: &mut Slots,
) -> Result<Vec<IntakeModel>, ModelError> {
    let mut models = Vec::new();
    for intake in &scenario.intakes {
        let key = |what: &str| format!("intake.{}.{what}", intake.name);
        let starts = match &intake.starts {
            Some(starts) => {
                let mut happens = vec![false; usize::from(*scenario.months.get_ref()) + 1];
                for month in starts.get_ref() {
                    let place = plan_month(scenario, *month).filter(|month| *month > 0);
                    if let Some(happens) = place.and_then(|month| happens.get_mut(month)) {
                        *happens = true;
                    }
                }
                happens
            }
            None => by_calendar(
                scenario,
                intake
                    .months
                    .as_ref()
                    .map(|months| months.get_ref().as_slice()),
            ),
        };
        models.push(IntakeModel {
            key: hash(&key("chance")),
            role: find(&intake.role)?,
            first: starts.iter().position(|starts| *starts),
            starts,
            size: slots.amount(&key("size"), &intake.size),
            drop_out: slots.share(&key("drop_out"), &intake.drop_out),
            pass: slots.share(&key("pass"), &intake.pass),
            fte: slots.amount(&key("fte"), &intake.fte),
            cost_each: slots.amount(&key("cost_each"), &intake.cost_each),
            cost_a_year: slots.amount(&key("cost_a_year"), &intake.cost_a_year),
        });
    }
    Ok(models)
}

/// Whether each month of the plan lies between two that may be given.
fn open(
    scenario: &Scenario,
    from: Option<&Spanned<Month>>,
    until: Option<&Spanned<Month>>,
) -> impl Fn(usize) -> bool {
    let of = |month: &Spanned<Month>| month.get_ref().after(scenario.start.date);
    let (first, last) = (from.map_or(i32::MIN, of), until.map_or(i32::MAX, of));
    move |month| i32::try_from(month).is_ok_and(|month| (first..=last).contains(&month))
}

pub(super) fn hires(
    scenario: &Scenario,
    find: &Find<'_>,
    slots: &mut Slots,
) -> Result<Vec<HireModel>, ModelError> {
    let mut models = Vec::new();
    for hire in &scenario.hires {
        let key = |what: &str| format!("hire.{}.{what}", hire.name);
        let given = hire
            .months
            .as_ref()
            .map(|months| months.get_ref().as_slice());
        let in_a_year = given.map_or(12, |months| months.len().max(1));
        let is_open = open(scenario, hire.from.as_ref(), hire.until.as_ref());
        let share = by_calendar(scenario, given)
            .into_iter()
            .enumerate()
            .map(|(month, happens)| {
                if happens && is_open(month) {
                    1.0 / in_a_year as f64
                } else {
                    0.0
                }
            })
            .collect();
        let cost = hire
            .cost_each
            .as_ref()
            .unwrap_or(&scenario.money.recruitment);
        models.push(HireModel {
            key: hash(&key("chance")),
            role: find(&hire.role)?,
            kind: hire.kind,
            experience: hire.experience,
            a_year: slots.amount(&key("a_year"), &hire.a_year),
            count: hire.count,
            share,
            months_to_hire: slots.amount(&key("months_to_hire"), &hire.months_to_hire),
            arrival_lag: slots.amount(&key("arrival_lag"), &hire.arrival_lag),
            limit: hire.limit,
            fte: slots.amount(&key("fte"), &hire.fte),
            cost_each: slots.amount(&key("cost_each"), cost),
        });
    }
    Ok(models)
}

pub(super) fn conversions(
    scenario: &Scenario,
    find: &Find<'_>,
    slots: &mut Slots,
) -> Result<Vec<ConversionModel>, ModelError> {
    let mut models = Vec::new();
    for conversion in &scenario.conversions {
        let key = |what: &str| format!("conversion.{}.{what}", conversion.name);
        let is_open = open(
            scenario,
            conversion.from.as_ref(),
            conversion.until.as_ref(),
        );
        models.push(ConversionModel {
            key: hash(&key("chance")),
            role: find(&conversion.role)?,
            experience: conversion.experience,
            hazard: slots.yearly(&key("a_year"), &conversion.a_year),
            open: (0..=usize::from(*scenario.months.get_ref()))
                .map(is_open)
                .collect(),
            cost_each: slots.amount(&key("cost_each"), &conversion.cost_each),
        });
    }
    Ok(models)
}

pub(super) fn absences(scenario: &Scenario, slots: &mut Slots) -> Vec<AbsenceModel> {
    scenario
        .absences
        .iter()
        .map(|absence| AbsenceModel {
            kind: absence.kind,
            months: absence.months.clone(),
            returns: slots.share(
                &format!("absence.{:?}.returns", absence.kind),
                &absence.returns,
            ),
        })
        .collect()
}

/// Changes of the establishment by plan month; one for all roles is divided in
/// proportion to their posts at the start.
pub(super) fn changes(
    scenario: &Scenario,
    opening: &Opening,
    find: &Find<'_>,
    slots: &mut Slots,
) -> Result<Vec<Vec<PostChange>>, ModelError> {
    let mut by_month = vec![Vec::new(); usize::from(*scenario.months.get_ref()) + 1];
    for (nth, change) in scenario.establishment.iter().enumerate() {
        let slot = slots.change(&format!("establishment.{nth}"), change.change.get_ref());
        let month = plan_month(scenario, *change.month.get_ref());
        let Some(changes) = month.and_then(|month| by_month.get_mut(month)) else {
            continue;
        };
        if change.role.is_some() {
            changes.push(PostChange {
                role: find(&change.role)?,
                fte: slot,
                share: 1.0,
            });
        } else {
            let total = opening.established();
            let alike = 1.0 / opening.roles.len() as f64;
            changes.extend(opening.roles.iter().enumerate().map(|(role, posts)| {
                let share = if total > 0.0 {
                    posts.established / total
                } else {
                    alike
                };
                PostChange {
                    role,
                    fte: slot,
                    share,
                }
            }));
        }
    }
    Ok(by_month)
}

pub(super) fn agency(scenario: &Scenario, opening: &Opening, slots: &mut Slots) -> AgencyModel {
    let agency = &scenario.agency;
    let vacancies = opening.vacancies();
    let away: f64 = opening
        .people
        .iter()
        .filter(|person| person.away.is_some())
        .map(|person| person.fte)
        .sum();
    let for_absence = agency.covers_absence.mean() * away;
    // What is said to cover vacancies is a policy; what is left to be taken
    // from the start goes on as it is.
    let (covers, beyond) = match &agency.covers {
        Some(share) => (slots.share("agency.covers", share), 0.0),
        None => {
            let left = (opening.agency - for_absence).max(0.0);
            let share = if vacancies > 0.0 {
                (left / vacancies).min(1.0)
            } else {
                0.0
            };
            (slots.fixed(share), left - share * vacancies)
        }
    };
    let teams = agency.managed_teams.iter().map(|team| {
        let month = |month: &Spanned<Month>| {
            usize::try_from(month.get_ref().after(scenario.start.date)).unwrap_or(0)
        };
        let key = |what: &str| format!("agency.managed_team.{}.{what}", team.name);
        (
            month(&team.from),
            month(&team.until),
            slots.amount(&key("fte"), &team.fte),
            slots.amount(&key("cost_a_month"), &team.cost_a_month),
        )
    });
    let teams = teams.collect();
    AgencyModel {
        covers,
        beyond,
        covers_absence: slots.share("agency.covers_absence", &agency.covers_absence),
        cap: agency
            .cap
            .as_ref()
            .map(|cap| slots.amount("agency.cap", cap)),
        lead_months: usize::from(agency.lead_months),
        adjusts: agency
            .adjusts
            .as_ref()
            .map(|share| slots.yearly("agency.adjusts", share)),
        holds_cases: slots.share("agency.holds_cases", &agency.holds_cases),
        teams,
    }
}

pub(super) fn workload(
    scenario: &Scenario,
    slots: &mut Slots,
) -> (Vec<CaseModel>, [Option<Slot>; 5]) {
    let cases = scenario.workload.cases.iter().map(|cases| {
        let key = |what: &str| format!("workload.{}.{what}", cases.name);
        CaseModel {
            cases: slots.amount(&key("cases"), &cases.cases),
            trend: slots.change(&key("trend"), &cases.trend),
            weight: slots.amount(&key("weight"), &cases.weight),
        }
    });
    let cases = cases.collect();
    let mut share = [None; 5];
    for reduced in &scenario.workload.reduced {
        let key = format!("workload.reduced.{}", reduced.experience.key());
        share[reduced.experience.index()] = Some(slots.share(&key, &reduced.to));
    }
    (cases, share)
}
