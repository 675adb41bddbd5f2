//! What the synthetic authorities are held to: the rules of the records, and
//! the published figures.

mod measured;
mod packages;
mod returns;
mod rules;

use holdfast_example::{Plan, generate, nation};
use holdfast_workforce::Workforce;
use holdfast_workforce::check::check;
use holdfast_workforce::record::Kind;
use jiff::civil::date;

/// A plan of another seed, otherwise as usual.
fn plan(seed: u64) -> Plan {
    Plan {
        seed,
        ..Plan::default()
    }
}

fn written(workforce: &Workforce) -> Vec<String> {
    workforce.records().map(|record| record.json()).collect()
}

#[test]
fn the_same_plan_gives_the_same_records() {
    let small = Plan {
        fte: 60,
        years: 3,
        ..plan(5)
    };
    let once = written(&generate(&small));
    assert_eq!(once, written(&generate(&small)));
    let other = Plan { seed: 6, ..small };
    assert_ne!(once, written(&generate(&other)));
}

#[test]
fn the_usual_authority_has_records_of_every_kind() {
    let workforce = generate(&Plan::default());
    for kind in Kind::ALL {
        // Counts and figures of papers, and what a council writes for itself.
        let is_kept = !matches!(
            kind,
            Kind::StatedPosition
                | Kind::Indicator
                | Kind::Profile
                | Kind::Scorecard
                | Kind::Publication
                | Kind::Return
                | Kind::Scenario
                | Kind::Paper
                | Kind::PublishedPaper
        );
        assert_eq!(workforce.count(*kind) > 0, is_kept, "{}", kind.plural());
    }
    assert_eq!(workforce.name(), "Fableshire Council");
}

#[test]
fn the_records_keep_every_rule() {
    for seed in 0..6 {
        rules::check(&generate(&plan(seed)));
    }
}

#[test]
fn small_and_short_and_odd_plans_keep_every_rule_too() {
    for (fte, years, as_at) in [
        (1, 1, date(2026, 9, 30)),
        (8, 8, date(2024, 2, 29)),
        (30, 2, date(2025, 3, 14)),
        (900, 1, date(2016, 1, 1)),
        (60, 20, date(2030, 12, 31)),
        (40, 0, date(2025, 9, 30)),
    ] {
        let plan = Plan {
            fte,
            years,
            as_at,
            ..plan(2)
        };
        rules::check(&generate(&plan));
    }
}

#[test]
fn a_nation_has_authorities_of_many_sizes_and_names_of_their_own() {
    let made: Vec<_> = nation(3, 1, date(2026, 9, 30), 9).collect();
    let mut names: Vec<_> = made.iter().map(Workforce::name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 9);
    let people = made.iter().map(|it| it.people().len());
    assert!(people.clone().max() > people.min().map(|least| least * 2));
    made.iter().for_each(rules::check);
}

/// Both the rules written out here and the checks that guard every change.
#[test]
fn the_checks_of_changes_find_nothing_at_all() {
    for seed in 0..6 {
        let workforce = generate(&plan(seed));
        let before = Workforce::empty(workforce.id());
        let touched: Vec<_> = workforce.records().map(|it| (it.kind(), it.id())).collect();
        let findings = check(&before, &workforce, &touched);
        assert!(
            findings.is_empty(),
            "{} findings: {:#?}",
            findings.len(),
            findings.first()
        );
    }
}

#[test]
fn the_scorecard_of_the_example_reads() {
    let read = holdfast_measures::scorecard::Scorecard::read(holdfast_example::SCORECARD);
    let scorecard = read.expect("a scorecard without a problem");
    assert_eq!(scorecard.measures().count(), 14);
}
