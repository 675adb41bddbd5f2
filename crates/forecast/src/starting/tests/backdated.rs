//! Plans that could have been made then, against what the records have since.

use std::ops::ControlFlow;

use super::*;
use crate::futures::simulate;
use crate::opening::InPost;
use crate::outlook::Outlook;

/// The last day of the example's records.
const NOW: Date = date(2026, 9, 30);

/// A result of a plan, and what came.
#[derive(Clone, Copy, Debug)]
struct Compared {
    column: Column,
    came: f64,
    low: f64,
    high: f64,
}

impl Compared {
    /// Whether the band of nine in ten futures holds it, to half a post.
    fn is_held(&self) -> bool {
        let slack = match self.column {
            Column::Role(_) => 0.5,
            _ => 0.0,
        };
        (self.low - slack..=self.high + slack).contains(&self.came)
    }
}

/// What a plan from a day said of each year's end since, and what came.
fn compared(day: Date) -> Vec<Compared> {
    let workforce = crate::tests::example();
    let ledger = Ledger::new(workforce, Some(Service::Children));
    let releases = Releases::shipped();
    let mut scenario =
        starting_scenario(workforce, day, Some(Service::Children), releases).expect("a scenario");
    scenario.futures = Spanned::new(NOWHERE, 500);
    let opening = opening::of_ledger(&ledger, day).expect("an opening");
    let estimates = Estimates::of(&ledger, day, releases).expect("estimates");
    let model = Model::new(&scenario, opening, &estimates).expect("a model");
    let futures = simulate(&model, &|_| ControlFlow::Continue(())).expect("futures");
    let outlook = Outlook::of(&model, &futures);
    let mut found = Vec::new();
    for month in [12, 24, 36] {
        let later = scenario.month_end(month);
        if later > NOW {
            continue;
        }
        let came = opening::of_ledger(&ledger, later).expect("an opening");
        for (column, came) in facts(&model, &came) {
            let band = outlook
                .course(column)
                .and_then(|course| course.bands[month]);
            let band = band.expect("a band");
            found.push(Compared {
                column,
                came,
                low: band.p5,
                high: band.p95,
            });
        }
    }
    found
}

/// In post, the newly qualified share, and the FTE of each role.
fn facts(model: &Model, came: &Opening) -> Vec<(Column, f64)> {
    let fte = |fits: &dyn Fn(&InPost) -> bool| -> f64 {
        let people = came.people.iter().filter(|person| fits(person));
        people.map(|person| person.fte).sum()
    };
    let new = fte(&|it| Experience::of_months(it.months) == Experience::NewlyQualified);
    let in_post = came.in_post();
    let roles = model.opening().roles.iter().enumerate();
    [
        (Column::Series(Series::InPost), in_post),
        (
            Column::Series(Series::NewlyQualifiedShare),
            new / in_post * 100.0,
        ),
    ]
    .into_iter()
    .chain(roles.map(|(place, role)| {
        let there = came.role(&role.id);
        (Column::Role(place), fte(&|it| Some(it.role) == there))
    }))
    .collect()
}

/// Bands of nine in ten hold what came about so often: in post each time, the
/// newly qualified share but for one year in which few started.
#[test]
fn what_came_lies_within_the_bands_of_plans_made_before() {
    let all: Vec<_> = [2023, 2024, 2025]
        .into_iter()
        .flat_map(|year| compared(date(year, 9, 30)))
        .collect();
    let out: Vec<_> = all.iter().filter(|it| !it.is_held()).collect();
    let of = |series| {
        out.iter()
            .filter(|it| it.column == Column::Series(series))
            .count()
    };
    assert_eq!(of(Series::InPost), 0, "{out:?}");
    assert!(of(Series::NewlyQualifiedShare) <= 1, "{out:?}");
    assert!(out.len() * 10 <= all.len(), "{out:?}");
}

/// Nothing changes with the first year of a plan that did not change before:
/// the role in which newly qualified workers spend their first year held 11 or
/// 12 FTE at the end of each September.
#[test]
fn the_role_of_the_first_year_stays_as_large_as_it_was() {
    let workforce = crate::tests::example();
    let ledger = Ledger::new(workforce, Some(Service::Children));
    for year in [2023, 2024, 2025, 2026] {
        let day = date(year, 9, 30);
        let releases = Releases::shipped();
        let scenario = starting_scenario(workforce, day, Some(Service::Children), releases)
            .expect("a scenario");
        let opening = opening::of_ledger(&ledger, day).expect("an opening");
        let academy = opening.role("NQSW").expect("a role");
        let estimates = Estimates::of(&ledger, day, releases).expect("estimates");
        let model = Model::new(&scenario, opening, &estimates).expect("a model");
        let course = Expected::of(&model);
        for month in [0, 12, 24, 36] {
            let fte = course.value(Column::Role(academy), month).expect("FTE");
            close(fte, 12.0, 2.0);
        }
    }
}
