//! How far a run is, and how long it may go on: for whoever works, and for
//! whoever waits.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

/// A run goes on for so long without anybody looking how far it is.
const UNSEEN: Duration = Duration::from_secs(60);

/// What becomes of a run: it goes on until it is stopped, or begins to write.
const GOES_ON: u8 = 0;
const STOPPED: u8 = 1;
const WRITES: u8 = 2;

tokio::task_local! {
    /// The progress that those look at who wait for this task.
    pub(crate) static PROGRESS: Arc<Progress>;
}

/// How far a run is; shared by the work and whoever waits for it.
#[derive(Debug)]
pub(crate) struct Progress {
    state: AtomicU8,
    told_to_stop: Notify,
    has_turn: AtomicBool,
    /// The simulations that are expected, and that have begun.
    expected: AtomicU32,
    begun: AtomicU32,
    /// The futures of the one under way: done, and all.
    done: AtomicU64,
    all: AtomicU64,
    seen: Mutex<Instant>,
}

impl Default for Progress {
    fn default() -> Self {
        Self {
            state: AtomicU8::new(GOES_ON),
            told_to_stop: Notify::new(),
            has_turn: AtomicBool::new(false),
            expected: AtomicU32::new(1),
            begun: AtomicU32::new(0),
            done: AtomicU64::new(0),
            all: AtomicU64::new(0),
            seen: Mutex::new(Instant::now()),
        }
    }
}

impl Progress {
    /// The progress of the task that asks, or one that nobody looks at.
    pub(crate) fn here() -> Arc<Self> {
        PROGRESS.try_with(Arc::clone).unwrap_or_default()
    }

    /// Ends the work as soon as it asks, unless it is writing already.
    pub(crate) fn stop(&self) {
        self.turn_to(STOPPED);
        self.told_to_stop.notify_one();
    }

    /// Whether it was ended.
    pub(crate) fn is_stopped(&self) -> bool {
        self.state.load(Ordering::SeqCst) == STOPPED
    }

    /// From now on the work writes, and is no longer stopped; unless it was.
    pub(crate) fn may_write(&self) -> bool {
        self.turn_to(WRITES)
    }

    fn turn_to(&self, state: u8) -> bool {
        let order = Ordering::SeqCst;
        let turned = self.state.compare_exchange(GOES_ON, state, order, order);
        turned.is_ok()
    }

    /// Waits until it is ended.
    pub(crate) async fn stopped(&self) {
        while !self.is_stopped() {
            self.told_to_stop.notified().await;
        }
    }

    /// Somebody looks.
    pub(crate) fn look(&self) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn is_forgotten(&self) -> bool {
        let seen = *self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.elapsed() > UNSEEN
    }

    /// How much is done, in whole percent; nothing while it waits for its turn.
    pub(crate) fn percent(&self) -> Option<u64> {
        let load = |it: &AtomicU64| it.load(Ordering::Relaxed) as f64;
        let (begun, expected) = (
            self.begun.load(Ordering::Relaxed),
            self.expected.load(Ordering::Relaxed),
        );
        let runs = f64::from(expected.max(begun));
        let before = f64::from(begun.saturating_sub(1));
        let under_way = load(&self.done) / load(&self.all).max(1.0);
        self.has_turn
            .load(Ordering::Relaxed)
            .then(|| (100.0 * (before + under_way) / runs).min(100.0) as u64)
    }

    /// Ends the work when whoever waits for it goes.
    pub(crate) fn while_waited_for(self: Arc<Self>) -> Waiting {
        Waiting(Some(self))
    }
}

/// Somebody waits for work.
pub(crate) struct Waiting(Option<Arc<Progress>>);

impl Waiting {
    /// From now on it goes on without.
    pub(crate) fn let_go(mut self) {
        self.0 = None;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(progress) = self.0.take() {
            progress.stop();
        }
    }
}

/// How long a run may take: until a moment, or until nobody waits.
pub(crate) struct Patience {
    until: Instant,
    progress: Arc<Progress>,
}

impl Patience {
    /// A patience from now on.
    pub(crate) fn new(progress: Arc<Progress>, longest: Duration) -> Self {
        progress.has_turn.store(true, Ordering::Relaxed);
        Self {
            until: Instant::now() + longest,
            progress,
        }
    }

    /// So many simulations will follow each other, so that the bar never goes back.
    pub(crate) fn expects(&self, simulations: usize) {
        let simulations = u32::try_from(simulations).unwrap_or(u32::MAX);
        self.progress.expected.store(simulations, Ordering::Relaxed);
    }

    /// Watches the next simulation, of so many futures.
    pub(crate) fn of_run(&self, futures: u32) -> impl Fn(u32) -> ControlFlow<()> + Sync + '_ {
        let progress = &self.progress;
        progress.done.store(0, Ordering::Relaxed);
        progress.all.store(u64::from(futures), Ordering::Relaxed);
        progress.begun.fetch_add(1, Ordering::Relaxed);
        move |done| self.tell(u64::from(done), u64::from(futures))
    }

    /// Tells how much is done, and asks whether to go on.
    pub(crate) fn tell(&self, done: u64, all: u64) -> ControlFlow<()> {
        self.progress.all.store(all, Ordering::Relaxed);
        // Threads tell out of turn.
        self.progress.done.fetch_max(done, Ordering::Relaxed);
        let is_over = Instant::now() > self.until
            || self.progress.is_stopped()
            || self.progress.is_forgotten();
        match is_over {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patience() -> Patience {
        Patience::new(Arc::default(), Duration::from_secs(60))
    }

    #[test]
    fn the_bar_goes_over_all_simulations_that_are_expected() {
        let patience = patience();
        patience.expects(2);
        assert_eq!(patience.progress.percent(), Some(0));
        let first = patience.of_run(200);
        let _ = first(100);
        assert_eq!(patience.progress.percent(), Some(25));
        let _ = first(200);
        let second = patience.of_run(200);
        assert_eq!(patience.progress.percent(), Some(50));
        let _ = second(200);
        assert_eq!(patience.progress.percent(), Some(100));
    }

    #[test]
    fn what_waits_for_its_turn_is_not_yet_measured() {
        assert_eq!(Progress::default().percent(), None);
    }

    #[test]
    fn a_run_ends_once_it_is_stopped_or_nobody_waits() {
        let stopped = patience();
        assert!(stopped.tell(1, 2).is_continue());
        stopped.progress.stop();
        assert!(stopped.tell(2, 2).is_break());
        let left = patience();
        drop(left.progress.clone().while_waited_for());
        assert!(left.tell(1, 2).is_break());
        let writes = patience();
        assert!(writes.progress.may_write());
        writes.progress.stop();
        assert!(!writes.progress.is_stopped());
        assert!(!stopped.progress.may_write());
        let followed = patience();
        followed.progress.clone().while_waited_for().let_go();
        assert!(followed.tell(1, 2).is_continue());
    }
}
