//! A run and a search tell how far they are, and stop where they are told to.

use std::error::Error;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};

use holdfast_forecast::futures::{Stopped, simulate};
use holdfast_forecast::ground::Ground;
use holdfast_forecast::scenario::Aim;
use holdfast_forecast::seek::{Goal, Lever, SeekError, frontier, seek};
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
    // Twenty steps: both ends, and five halvings at most, of 200 futures each.
    assert_eq!(most.load(Ordering::Relaxed), 7 * 200);
    let done = furthest.load(Ordering::Relaxed);
    assert!((1_200..=1_400).contains(&done), "{done}");
    let second = Lever {
        path: "start.position.1.in_post".to_owned(),
        from: 80.0,
        to: 90.0,
        step: 10.0,
    };
    frontier(&scenario, &build, GOAL, (&second, &lever()), &watch)?;
    assert_eq!(most.load(Ordering::Relaxed), 2 * 7 * 200);
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
