//! How an item of the strategy stands by itself, and why.

use holdfast_workforce::codes::{Decision, Progress, StrategySort};
use holdfast_workforce::date::in_words;
use holdfast_workforce::record::StrategyItem;
use jiff::civil::Date;

use super::{SOON, days, days_in_words};
use crate::figure::{Figure, with_unit};
use crate::scorecard::{Status, Target, TargetState};
use crate::value::{Quantity, Value};

/// How an item of the strategy stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It was due and is not done, or its target was missed.
    Overdue,
    /// It is not due, and behind what was meant: not begun in time, behind the
    /// way to its target, or a part of it is late.
    Behind,
    /// It is due within 30 days and not done.
    DueSoon,
    /// Nothing says how it stands.
    CannotTell,
    /// It goes as was meant.
    OnTrack,
    /// Its first day is still to come.
    NotBegun,
    /// A board has not decided on it.
    Awaiting,
    /// It is a risk that is open.
    OpenRisk,
    /// It is done, or its target was reached when it was due.
    Done,
    /// It was put off.
    Deferred,
    /// It was refused.
    Refused,
    /// It was given up.
    Stopped,
}

impl Standing {
    /// Every standing, the most pressing first.
    pub const ALL: [Self; 12] = [
        Self::Overdue,
        Self::Behind,
        Self::DueSoon,
        Self::CannotTell,
        Self::OnTrack,
        Self::NotBegun,
        Self::Awaiting,
        Self::OpenRisk,
        Self::Done,
        Self::Deferred,
        Self::Refused,
        Self::Stopped,
    ];

    /// The standing in words, so that no colour is needed.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::Behind => "Behind",
            Self::DueSoon => "Due within 30 days",
            Self::CannotTell => "Cannot tell",
            Self::OnTrack => "On track",
            Self::NotBegun => "Not due to begin",
            Self::Awaiting => "Awaiting decision",
            Self::OpenRisk => "Open",
            Self::Done => "Done",
            Self::Deferred => "Deferred",
            Self::Refused => "Refused",
            Self::Stopped => "Stopped",
        }
    }

    /// The name in files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Behind => "behind",
            Self::DueSoon => "due_soon",
            Self::CannotTell => "cannot_tell",
            Self::OnTrack => "on_track",
            Self::NotBegun => "not_begun",
            Self::Awaiting => "awaiting",
            Self::OpenRisk => "open",
            Self::Done => "done",
            Self::Deferred => "deferred",
            Self::Refused => "refused",
            Self::Stopped => "stopped",
        }
    }

    /// The standing of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// Whether it is overdue or behind.
    pub const fn is_late(self) -> bool {
        matches!(self, Self::Overdue | Self::Behind)
    }

    /// Whether nothing more is expected of it.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Refused | Self::Stopped)
    }
}

/// How an item stands by itself, its parts left out.
pub(super) struct Own {
    pub(super) standing: Standing,
    pub(super) reason: String,
    /// Whether the item itself says so: where it does not, its parts decide.
    pub(super) is_said: bool,
}

impl Own {
    fn said(standing: Standing, reason: String) -> Self {
        Self {
            standing,
            reason,
            is_said: true,
        }
    }
}

/// The target of an item, where it has one.
pub(super) fn target_of(item: &StrategyItem) -> Option<Target> {
    let quantity = |level: holdfast_workforce::amount::Level| Quantity::from_units(level.units());
    Some(Target {
        value: quantity(item.target?),
        by: item.due?,
        from: item.from.zip(item.baseline.map(quantity)),
    })
}

/// The progress of an item on a day: what ended later was under way.
fn progress_on(item: &StrategyItem, at: Date) -> Progress {
    let has_ended = item.ended_on.is_none_or(|day| day <= at);
    match item.progress.is_closed() && !has_ended {
        true => Progress::UnderWay,
        false => item.progress,
    }
}

/// The decision on an item as known on a day.
pub(super) fn decision_on(item: &StrategyItem, at: Date) -> Option<Decision> {
    let is_taken = item.decided_on.is_none_or(|day| day <= at);
    item.decision.filter(|_| is_taken)
}

/// How an item stands by itself.
pub(super) fn own(
    item: &StrategyItem,
    at: Date,
    measured: Option<(&Figure, Option<&TargetState>)>,
) -> Own {
    let progress = progress_on(item, at);
    let decision = decision_on(item, at);
    if let Some(closed) = closed(item, progress, decision) {
        return closed;
    }
    if let Some((figure, Some(state))) = measured
        && let Some(found) = by_target(figure, state, progress)
    {
        return found;
    }
    match (progress, item.sort) {
        (Progress::Done, _) => Own::said(Standing::Done, done_in_words(item)),
        (_, StrategySort::Proposal) if decision.is_none() => awaiting(item, at),
        (_, StrategySort::Risk) => Own::said(Standing::OpenRisk, String::new()),
        _ => by_days(item, at, progress),
    }
}

/// Refused, given up or put off.
fn closed(item: &StrategyItem, progress: Progress, decision: Option<Decision>) -> Option<Own> {
    let with_day = |word: &str, day: Option<Date>| match day {
        Some(day) => format!("{word} on {}", in_words(day)),
        None => word.to_owned(),
    };
    let (standing, reason) = match (decision, progress) {
        (Some(Decision::Refused), _) => (Standing::Refused, with_day("Refused", item.decided_on)),
        (_, Progress::Stopped) => (Standing::Stopped, with_day("Stopped", item.ended_on)),
        (Some(Decision::Deferred), _) => (
            Standing::Deferred,
            with_day("The decision was put off", item.decided_on),
        ),
        (_, Progress::Deferred) => (Standing::Deferred, "It was put off".to_owned()),
        _ => return None,
    };
    Some(Own::said(standing, reason))
}

/// What the figure says beside the target; nothing where the days decide.
fn by_target(figure: &Figure, state: &TargetState, progress: Progress) -> Option<Own> {
    let measure = figure.measure;
    let aim = state.target.in_words(measure);
    let now = format!("{} is {}", measure.label(), figure.in_words());
    let is_due = figure.at >= state.target.by;
    let (standing, reason) = match state.status {
        Status::Met if is_due => (Standing::Done, format!("{now}: the target, {aim}, is met")),
        Status::Met => (
            Standing::OnTrack,
            format!("{now}: the target, {aim}, is met already"),
        ),
        Status::OnTrack => (Standing::OnTrack, format!("{now}, on the way to {aim}")),
        Status::Behind => (
            Standing::Behind,
            format!("{now}, behind the way to {aim}{}", asked(state, figure)),
        ),
        Status::Missed => (
            Standing::Overdue,
            format!("{now}: the target, {aim}, is missed"),
        ),
        Status::CannotTell => (
            Standing::CannotTell,
            format!(
                "{} has no number, so it cannot be told whether {aim} is kept",
                measure.label()
            ),
        ),
        Status::NotYetDue => return None,
    };
    let reason = match progress {
        Progress::Done if standing.is_late() => format!("Marked as done, but {reason}"),
        _ => reason,
    };
    Some(Own::said(standing, reason))
}

/// What the way to the target asks now.
fn asked(state: &TargetState, figure: &Figure) -> String {
    let asked = state.asked.map(Value::Exact);
    asked.map_or_else(String::new, |asked| {
        format!(", which asks {} now", with_unit(figure.measure, asked))
    })
}

fn done_in_words(item: &StrategyItem) -> String {
    let Some(day) = item.ended_on else {
        return "Done".to_owned();
    };
    let late = item.due.map_or(0, |due| days(due, day));
    let done = format!("Done on {}", in_words(day));
    match late > 0 {
        true => format!("{done}, {} after it was due", days_in_words(late)),
        false => done,
    }
}

/// A proposal that no board has decided on.
fn awaiting(item: &StrategyItem, at: Date) -> Own {
    match item.due {
        Some(due) if due < at => Own::said(
            Standing::Overdue,
            format!("A decision was due by {}", in_words(due)),
        ),
        Some(due) => Own::said(
            Standing::Awaiting,
            format!("A decision is due by {}", in_words(due)),
        ),
        None => Own::said(Standing::Awaiting, "No decision yet".to_owned()),
    }
}

/// What its days and its progress say.
fn by_days(item: &StrategyItem, at: Date, progress: Progress) -> Own {
    let is_idle = progress == Progress::NotStarted;
    let due = item.due.map(in_words).unwrap_or_default();
    let left = item.due.map(|due| days(at, due));
    if let Some(over) = left.map(|left| -left).filter(|over| *over > 0) {
        let reason = format!("Was due on {due}, {} ago", days_in_words(over));
        return Own::said(Standing::Overdue, reason);
    }
    if let Some(from) = item.from.filter(|from| *from > at) {
        return Own::said(Standing::NotBegun, format!("Begins on {}", in_words(from)));
    }
    if let (Some(from), true) = (item.from, is_idle) {
        let reason = format!("Was to begin on {} and is not started", in_words(from));
        return Own::said(Standing::Behind, reason);
    }
    match left {
        Some(left) if left <= SOON => Own::said(
            Standing::DueSoon,
            match left {
                0 => "Due today".to_owned(),
                _ => format!("Due on {due}, in {}", days_in_words(left)),
            },
        ),
        Some(_) if is_idle => Own::said(Standing::OnTrack, format!("Not started, due on {due}")),
        Some(_) => Own::said(Standing::OnTrack, format!("Under way, due on {due}")),
        None => Own {
            standing: Standing::CannotTell,
            reason: "No day is set by which it is to be done".to_owned(),
            is_said: false,
        },
    }
}
