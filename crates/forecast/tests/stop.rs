//! A run and a search tell how far they are, and stop where they are told to.

use std::error::Error;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};

use holdfast_forecast::futures::{Stopped, simulate};
use holdfast_forecast::ground::Ground;
use holdfast_forecast::scenario::Aim;
use holdfast_forecast::seek::{Found, Goal, Lever, SeekError, frontier, seek};
use holdfast_forecast::series::Series;
use holdfast_forecast::{Model, Scenario};

type Outcome = Result<(), Box<dyn Error>>;

const TEXT: &str = "title = \"A plan\"\nmonths = 24\nfutures = 200\n[start]\ndate = 2025-03-31\n[[start.position]]\nestablished = 100\nin_post = 90\n[attrition]\nrate = 0.1\n";

fn plan() -> Result<(Scenario, Ground), Box<dyn Error>> {
    let scenario = Scenario::read(TEXT).map_err(|problems| format!("{problems:?}"))?;
    let ground = Ground::stated(&scenario)?;
    Ok((scenario, ground))
}

const GOAL: Goal = Goal {
    of: Series::InPost,
    aim: Aim::AtLeast(85.0),
    month: 24,
    chance: 0.5,
};

fn lever() -> Lever {
    Lever {
        path: "attrition.rate".to_owned(),
        from: 0.2,
        to: 0.0,
        step: 0.01,
    }
}

#[test]
fn every_thread_ends_with_the_future_that_it_is_in() -> Outcome {
    let (scenario, ground) = plan()?;
    let model: Model = ground.model(&scenario)?;
    let told = AtomicU64::new(0);
    let found = simulate(&model, &|_| {
        told.fetch_add(1, Ordering::Relaxed);
        ControlFlow::Break(())
    });
    assert_eq!(found.err(), Some(Stopped));
    assert!(told.into_inner() <= rayon::current_num_threads() as u64);
    Ok(())
}

#[test]
fn a_search_tells_how_many_futures_are_done_of_the_most_that_it_takes() -> Outcome {
    let (scenario, ground) = plan()?;
    let build = |scenario: &Scenario| ground.model(scenario);
    let (most, furthest) = (AtomicU64::new(0), AtomicU64::new(0));
    let watch = |done: u64, all: u64| {
        most.store(all, Ordering::Relaxed);
        furthest.fetch_max(done, Ordering::Relaxed);
        ControlFlow::Continue(())
    };
    seek(&scenario, &build, GOAL, &lever(), &watch)?;
    // Twenty steps: the scenario as it stands, both ends, and five halvings at
    // most, of 200 futures each.
    assert_eq!(most.load(Ordering::Relaxed), 8 * 200);
    let done = furthest.load(Ordering::Relaxed);
    assert!((1_400..=1_600).contains(&done), "{done}");
    let second = Lever {
        path: "start.position.1.in_post".to_owned(),
        from: 80.0,
        to: 90.0,
        step: 10.0,
    };
    frontier(&scenario, &build, GOAL, (&second, &lever()), &watch)?;
    assert_eq!(most.load(Ordering::Relaxed), (1 + 2 * 7) * 200);
    Ok(())
}

#[test]
fn where_the_lever_begins_with_enough_the_last_value_is_sought_that_still_is() -> Outcome {
    let (scenario, ground) = plan()?;
    let build = |scenario: &Scenario| ground.model(scenario);
    let watch = |_: u64, _: u64| ControlFlow::Continue(());
    let upwards = Lever {
        from: 0.0,
        to: 0.2,
        step: 0.03,
        ..lever()
    };
    // Of 90 with half the futures at 85 or more after two years: about 3% leave a year.
    let Found::UpTo { at, beyond } = seek(&scenario, &build, GOAL, &upwards, &watch)? else {
        return Err("it is so up to some value".into());
    };
    assert!(at.chance >= 0.5 && beyond.chance < 0.5);
    assert_eq!((&*at.values, &*beyond.values), (&[0.03][..], &[0.06][..]));
    // The last of the steps 0, 0.03, … 0.18 is the end of the range.
    let out = Goal {
        aim: Aim::AtLeast(200.0),
        ..GOAL
    };
    let Found::OutOfReach { to, .. } = seek(&scenario, &build, out, &upwards, &watch)? else {
        return Err("nobody is hired".into());
    };
    assert_eq!(to.values, [0.2]);
    Ok(())
}

#[test]
fn what_it_costs_is_told_against_the_scenario_as_it_stands() -> Outcome {
    // The lever ends where the scenario stands; who stays is paid.
    let text = format!("{TEXT}[[money.salary]]\na_year = 36000\n");
    let scenario = Scenario::read(&text).map_err(|problems| format!("{problems:?}"))?;
    let ground = Ground::stated(&scenario)?;
    let build = |scenario: &Scenario| ground.model(scenario);
    let watch = |_: u64, _: u64| ControlFlow::Continue(());
    let to_now = Lever {
        from: 0.0,
        to: 0.1,
        step: 0.1,
        ..lever()
    };
    let Found::UpTo { at, beyond } = seek(&scenario, &build, GOAL, &to_now, &watch)? else {
        return Err("nobody leaves at first".into());
    };
    assert_eq!(beyond.extra, Some(0.0));
    let more = at.pounds.zip(beyond.pounds).map(|(at, now)| at - now);
    assert_eq!(at.extra, more);
    assert!(more > Some(0.0), "{more:?}");
    Ok(())
}

#[test]
fn how_a_plan_is_run_is_no_lever() -> Outcome {
    let (scenario, ground) = plan()?;
    let build = |scenario: &Scenario| ground.model(scenario);
    let watch = |_: u64, _: u64| ControlFlow::Continue(());
    for path in ["seed", "futures", "months"] {
        let lever = Lever {
            path: path.to_owned(),
            from: 1.0,
            to: 9.0,
            step: 1.0,
        };
        let found = seek(&scenario, &build, GOAL, &lever, &watch);
        assert_eq!(found.err(), Some(SeekError::Setting(path.to_owned())));
    }
    Ok(())
}

#[test]
fn a_search_stops_within_a_run() -> Outcome {
    let (scenario, ground) = plan()?;
    let build = |scenario: &Scenario| ground.model(scenario);
    let watch = |done: u64, _all: u64| match done < 50 {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    };
    let found = seek(&scenario, &build, GOAL, &lever(), &watch);
    assert_eq!(found.err(), Some(SeekError::Stopped(Stopped)));
    Ok(())
}
