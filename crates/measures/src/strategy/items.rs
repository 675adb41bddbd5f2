//! The items of the strategy as a tree, each with how it stands and why.

use std::collections::BTreeMap;

use holdfast_workforce::Workforce;
use holdfast_workforce::amount::counted;
use holdfast_workforce::codes::{Service, StrategySort};
use holdfast_workforce::id::StrategyItemId;
use holdfast_workforce::record::StrategyItem;
use jiff::civil::Date;

use super::standing::{Own, Standing, own, target_of};
use crate::definition::Measure;
use crate::figure::{Figure, Scope};
use crate::ledger::Ledger;
use crate::scorecard::TargetState;

/// An item of the strategy at a date.
#[derive(Clone, Debug)]
pub struct ItemState<'w> {
    /// The item.
    pub item: &'w StrategyItem,
    /// How many items stand above it.
    pub depth: usize,
    /// How it stands.
    pub standing: Standing,
    /// Why, as a sentence without its full stop.
    pub reason: String,
    /// How many items are parts of it, risks left out.
    pub parts: usize,
    /// The figure of its measure, where it names one.
    pub figure: Option<Figure>,
    /// How the figure stands to the target, where it has one.
    pub target: Option<TargetState>,
    /// How grave a risk is, where likelihood and impact are known.
    pub rating: Option<Rating>,
}

/// How grave a risk is: likelihood times impact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating(u32);

impl Rating {
    /// The rating of an item that has both parts of it.
    pub fn of(item: &StrategyItem) -> Option<Self> {
        Some(Self(item.likelihood?.saturating_mul(item.impact?)))
    }

    /// From 1 to 25.
    pub const fn score(self) -> u32 {
        self.0
    }

    /// Low up to 4, medium up to 12, high above: the bands of a grid of five by
    /// five as many councils use it.
    pub const fn label(self) -> &'static str {
        match self.0 {
            ..=4 => "Low",
            5..=12 => "Medium",
            _ => "High",
        }
    }

    /// The rating in words: `High (4 × 5 = 20)`.
    pub fn in_words(self, item: &StrategyItem) -> String {
        match (item.likelihood, item.impact) {
            (Some(likelihood), Some(impact)) => {
                let label = self.label();
                format!("{label} ({likelihood} × {impact} = {})", self.score())
            }
            _ => self.label().to_owned(),
        }
    }
}

/// Every item at a date, each after the item that it is a part of; those beside
/// each other by sort, place and number.
pub fn items(workforce: &Workforce, at: Date) -> Vec<ItemState<'_>> {
    let tree = Tree::of(workforce);
    let figures = Figures::of(workforce, at);
    let mut found = Vec::with_capacity(workforce.strategy_items().len());
    for root in tree.below(None) {
        add(&tree, &figures, root, 0, &mut found);
    }
    found
}

/// Which items are parts of which.
struct Tree<'w>(BTreeMap<Option<StrategyItemId>, Vec<&'w StrategyItem>>);

impl<'w> Tree<'w> {
    fn of(workforce: &'w Workforce) -> Self {
        let mut tree: BTreeMap<_, Vec<&StrategyItem>> = BTreeMap::new();
        for item in workforce.strategy_items().iter() {
            tree.entry(item.parent).or_default().push(item);
        }
        for items in tree.values_mut() {
            items.sort_by_key(|it| (it.sort, it.order, &it.reference));
        }
        Self(tree)
    }

    fn below(&self, parent: Option<StrategyItemId>) -> impl Iterator<Item = &'w StrategyItem> {
        self.0.get(&parent).into_iter().flatten().copied()
    }
}

/// The figures that items name, counted once for each service.
struct Figures<'w> {
    at: Date,
    ledgers: BTreeMap<Option<Service>, Ledger<'w>>,
}

impl<'w> Figures<'w> {
    fn of(workforce: &'w Workforce, at: Date) -> Self {
        let measured = workforce.strategy_items().iter();
        let services = measured.filter(|it| it.measure.is_some());
        let ledgers = services.map(|it| (it.service, Ledger::new(workforce, it.service)));
        Self {
            at,
            ledgers: ledgers.collect(),
        }
    }

    fn of_item(&self, item: &StrategyItem) -> Option<Figure> {
        let measure: Measure = item.measure.as_deref()?.parse().ok()?;
        let ledger = self.ledgers.get(&item.service)?;
        let scope = Scope::of(item.service);
        Some(ledger.reckon(scope, self.at).figure(measure))
    }
}

/// Adds an item and all that is below it; gives how it stands.
fn add<'w>(
    tree: &Tree<'w>,
    figures: &Figures<'w>,
    item: &'w StrategyItem,
    depth: usize,
    found: &mut Vec<ItemState<'w>>,
) -> Standing {
    let figure = figures.of_item(item);
    let target = figure
        .as_ref()
        .zip(target_of(item))
        .map(|(figure, target)| target.state(figure));
    let measured = figure.as_ref().map(|it| (it, target.as_ref()));
    let own = own(item, figures.at, measured);
    let place = found.len();
    found.push(ItemState {
        item,
        depth,
        standing: own.standing,
        reason: String::new(),
        parts: 0,
        rating: Rating::of(item),
        target,
        figure,
    });
    let mut parts = Vec::new();
    for part in tree.below(Some(item.id)) {
        let standing = add(tree, figures, part, depth + 1, found);
        if part.sort != StrategySort::Risk {
            parts.push((part, standing));
        }
    }
    let (standing, reason) = with_parts(item, own, &parts);
    if let Some(state) = found.get_mut(place) {
        state.standing = standing;
        state.reason = reason;
        state.parts = parts.len();
    }
    standing
}

/// How an item stands with its parts: as the worse of both says, unless the
/// item itself is closed or put off.
fn with_parts(
    item: &StrategyItem,
    own: Own,
    parts: &[(&StrategyItem, Standing)],
) -> (Standing, String) {
    let reason = match Rating::of(item).filter(|_| own.standing == Standing::OpenRisk) {
        Some(rating) => rating.in_words(item),
        None => own.reason,
    };
    let Some((of_parts, told)) = of_parts(parts) else {
        return (own.standing, reason);
    };
    let both = |standing| (standing, joined(&reason, &told));
    match own.standing {
        Standing::Done | Standing::Stopped | Standing::Refused | Standing::Deferred => {
            let open = parts.iter().filter(|it| !it.1.is_closed()).count();
            let still = format!(
                "though {} of it {} still open",
                counted(open, "part", "parts"),
                is_or_are(open)
            );
            match open {
                0 => (own.standing, reason),
                _ => (own.standing, format!("{reason}, {still}")),
            }
        }
        Standing::OpenRisk | Standing::Awaiting => both(own.standing),
        _ if !own.is_said => (of_parts, told),
        // What is done in all its parts is done, unless a target says otherwise.
        _ if of_parts == Standing::Done && item.target.is_none() => (of_parts, told),
        _ => both(own.standing.min(of_parts)),
    }
}

/// How the parts of an item stand together, and that in words; nothing where
/// there is none that counts.
fn of_parts(parts: &[(&StrategyItem, Standing)]) -> Option<(Standing, String)> {
    let live: Vec<_> = parts
        .iter()
        .filter(|(_, standing)| !matches!(standing, Standing::Stopped | Standing::Refused))
        .collect();
    let all = live.len();
    let count = |holds: fn(Standing) -> bool| live.iter().filter(|it| holds(it.1)).count();
    let late: Vec<_> = live.iter().filter(|it| it.1.is_late()).collect();
    let done = count(|it| it == Standing::Done);
    if all == 0 {
        return None;
    }
    if !late.is_empty() {
        let named: Vec<_> = late.iter().take(3).map(|it| &*it.0.reference).collect();
        let more = match late.len() > named.len() {
            true => " and others",
            false => "",
        };
        let number = late.len();
        let told = format!(
            "{number} of {} {} late: {}{more}",
            counted(all, "part", "parts"),
            is_or_are(number),
            named.join(", ")
        );
        return Some((Standing::Behind, told));
    }
    if done == all {
        let told = match all {
            1 => "Its one part is done".to_owned(),
            _ => format!("All {all} parts are done"),
        };
        return Some((Standing::Done, told));
    }
    let known = count(|it| {
        matches!(
            it,
            Standing::Done | Standing::OnTrack | Standing::DueSoon | Standing::NotBegun
        )
    });
    let begun = match (done, all) {
        (0, 1) => "Its one part is not late".to_owned(),
        (0, all) => format!("None of its {all} parts is late"),
        _ => format!(
            "{done} of {all} parts {} done, none is late",
            is_or_are(done)
        ),
    };
    let told = match all - known {
        0 => begun,
        unknown => format!("{begun}, of {unknown} it cannot be told"),
    };
    let standing = match known {
        0 => Standing::CannotTell,
        _ => Standing::OnTrack,
    };
    Some((standing, told))
}

fn is_or_are(number: usize) -> &'static str {
    match number {
        1 => "is",
        _ => "are",
    }
}

/// Two reasons as one.
fn joined(one: &str, other: &str) -> String {
    if one.is_empty() {
        return other.to_owned();
    }
    let mut letters = other.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    format!("{one}; {}{}", first.collect::<String>(), letters.as_str())
}

/// How many items stand how: those without parts of their own, risks left out,
/// so that nothing counts twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many of each standing.
    pub counts: BTreeMap<Standing, usize>,
    /// How many objectives there are.
    pub objectives: usize,
    /// How many of them are overdue or behind.
    pub objectives_late: usize,
    /// How many risks are open.
    pub open_risks: usize,
    /// How many of these are high.
    pub high_risks: usize,
}

/// Counts how items stand.
pub fn summary(states: &[ItemState<'_>]) -> Summary {
    let mut summary = Summary::default();
    for state in states {
        match state.item.sort {
            StrategySort::Risk => {
                let is_open = state.standing == Standing::OpenRisk;
                let is_high = state.rating.is_some_and(|it| it.label() == "High");
                summary.open_risks += usize::from(is_open);
                summary.high_risks += usize::from(is_open && is_high);
                continue;
            }
            StrategySort::Objective => {
                summary.objectives += 1;
                summary.objectives_late += usize::from(state.standing.is_late());
            }
            _ => {}
        }
        if state.parts == 0 {
            *summary.counts.entry(state.standing).or_default() += 1;
        }
    }
    summary
}

impl Summary {
    /// How many items stand so.
    pub fn count(&self, standing: Standing) -> usize {
        self.counts.get(&standing).copied().unwrap_or_default()
    }

    /// How many items were counted.
    pub fn all(&self) -> usize {
        self.counts.values().sum()
    }

    /// How many are overdue or behind.
    pub fn late(&self) -> usize {
        self.count(Standing::Overdue) + self.count(Standing::Behind)
    }

    /// The answer in a sentence or two.
    pub fn in_words(&self) -> String {
        if self.all() == 0 {
            return "No action, priority or proposal is recorded yet.".to_owned();
        }
        let on_track = self.count(Standing::OnTrack) + self.count(Standing::NotBegun);
        let soon = self.count(Standing::DueSoon);
        let told = [
            (self.late(), "late"),
            (soon, "due within 30 days"),
            (on_track, "on track or not due to begin"),
            (self.count(Standing::Done), "done"),
            (self.count(Standing::Awaiting), "awaiting a decision"),
            (self.count(Standing::CannotTell), "without a date or figure"),
        ];
        let told: Vec<_> = told
            .into_iter()
            .filter(|it| it.0 > 0)
            .map(|(number, words)| format!("{number} {} {words}", is_or_are(number)))
            .collect();
        let pieces = counted(self.all(), "piece of work", "pieces of work");
        let work = match told.as_slice() {
            [] => format!("{pieces} closed or put off."),
            _ => format!("Of {pieces}, {}.", told.join(", ")),
        };
        match self.objectives {
            0 => work,
            1 if self.objectives_late == 1 => format!("{work} The one objective is late."),
            1 => format!("{work} The one objective is not late."),
            all => format!(
                "{work} Of {all} objectives, {} {} late.",
                self.objectives_late,
                is_or_are(self.objectives_late)
            ),
        }
    }
}
