//! What audits of practice say: the share that was good or better by theme and
//! quarter, its direction of travel, and what each programme covered.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_workforce::Workforce;
use holdfast_workforce::codes::AuditMethod;
use holdfast_workforce::date::{Spell, months_later};
use holdfast_workforce::id::TeamId;
use holdfast_workforce::record::PracticeAudit;
use jiff::civil::Date;

use super::pledges::share_in_words;
use crate::chance::{Counts, chance_of_change};
use crate::compare::CONFIDENCE;
use crate::definition::Spread;
use crate::ledger::Ledger;

/// How many quarters are shown: two years, of which the later is compared with
/// the earlier.
pub const QUARTERS: usize = 8;

/// With fewer graded audits than this in one of two years nothing is said of
/// the direction of travel.
pub const FEW_AUDITS: usize = 5;

/// A quarter of a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// Its first day.
    pub from: Date,
}

impl Quarter {
    /// The quarter that holds a day.
    pub fn of(day: Date) -> Self {
        let first_month = (day.month() - 1) / 3 * 3 + 1;
        Self {
            from: Date::constant(day.year(), first_month, 1),
        }
    }

    /// The quarter so many quarters before.
    pub fn before(self, quarters: i32) -> Self {
        Self {
            from: months_later(self.from, -3 * quarters),
        }
    }

    /// Its days.
    pub fn spell(self) -> Spell {
        Spell {
            from: self.from,
            until: Some(months_later(self.from, 3)),
        }
    }

    /// The quarter in words: `Jan to Mar 2018`.
    pub fn label(self) -> String {
        let months = match self.from.month() {
            1 => "Jan to Mar",
            4 => "Apr to Jun",
            7 => "Jul to Sep",
            _ => "Oct to Dec",
        };
        format!("{months} {}", self.from.year())
    }
}

/// How many audits there were, and how they were graded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuarterCount {
    /// All audits.
    pub audits: usize,
    /// Those with a grade.
    pub graded: usize,
    /// Those graded good or outstanding.
    pub good: usize,
}

impl QuarterCount {
    fn add(&mut self, audit: &PracticeAudit) {
        self.audits += 1;
        self.graded += usize::from(audit.grade.is_some());
        self.good += usize::from(audit.grade.is_some_and(|it| it.is_good()));
    }

    /// The share in words: `8 of 10 (80%)`; where there is no grade, how many
    /// audits there were.
    pub fn in_words(&self) -> String {
        match (self.audits, self.graded) {
            (0, _) => "none".to_owned(),
            (audits, 0) => format!("{audits} without a grade"),
            // A percentage of few would say more than there is.
            (_, graded) if graded < FEW_AUDITS => format!("{} of {graded}", self.good),
            (_, graded) => share_in_words(self.good, graded),
        }
    }
}

/// In which direction a theme travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Travel {
    /// More was good than in the year before, by more than chance.
    Better,
    /// Less was good than in the year before, by more than chance.
    Worse,
    /// Chance alone would give the difference, or there is none.
    NoRealChange,
    /// There are too few audits.
    CannotTell,
}

impl Travel {
    /// The direction in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Better => "Better",
            Self::Worse => "Worse",
            Self::NoRealChange => "No real change",
            Self::CannotTell => "Cannot tell",
        }
    }
}

/// A theme of audits over two years.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The theme.
    pub name: String,
    /// Its audits in each quarter, the latest last.
    pub quarters: Vec<QuarterCount>,
    /// Its audits in the four latest quarters.
    pub now: QuarterCount,
    /// Its audits in the four quarters before.
    pub then: QuarterCount,
    /// The direction of travel from the one to the other.
    pub travel: Travel,
}

/// What a programme of audits covered.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The programme.
    pub programme: String,
    /// Its first audit.
    pub first: Date,
    /// Its last audit.
    pub last: Date,
    /// Its audits and their grades.
    pub count: QuarterCount,
    /// How many themes it looked at.
    pub themes: usize,
    /// How it looked at practice, and how often.
    pub methods: BTreeMap<AuditMethod, usize>,
    /// How many of the teams with social workers it looked at.
    pub teams_covered: usize,
    /// How many teams had social workers on its last day.
    pub teams: usize,
    /// How many audits with something to learn are followed up by an item of
    /// the strategy.
    pub followed_up: usize,
    /// How many audits have something to learn.
    pub with_learning: usize,
}

/// What audits say at a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Audits<'w> {
    /// The quarters that are shown, the latest last.
    pub quarters: Vec<Quarter>,
    /// The themes by name.
    pub themes: Vec<Theme>,
    /// The programmes, the latest first.
    pub programmes: Vec<Coverage>,
    /// The audits up to the date, the latest first.
    pub audits: Vec<&'w PracticeAudit>,
}

/// What audits up to a date say. The quarters end with the one that holds the
/// date.
pub fn audits(workforce: &Workforce, at: Date) -> Audits<'_> {
    let now = Quarter::of(at);
    let quarters: Vec<_> = (0..QUARTERS as i32)
        .rev()
        .map(|it| now.before(it))
        .collect();
    let all = workforce.practice_audits().iter();
    let mut audits: Vec<_> = all.filter(|it| it.on <= at).collect();
    audits.sort_by(|one, other| (other.on, &one.reference).cmp(&(one.on, &other.reference)));
    let themes: BTreeSet<&str> = audits.iter().map(|it| it.theme.as_str()).collect();
    Audits {
        themes: themes
            .into_iter()
            .map(|theme| theme_of(theme, &audits, &quarters))
            .collect(),
        programmes: programmes(workforce, &audits),
        quarters,
        audits,
    }
}

fn theme_of(name: &str, audits: &[&PracticeAudit], quarters: &[Quarter]) -> Theme {
    let in_spell = |spell: Spell| {
        let mut count = QuarterCount::default();
        let of_theme = audits.iter().filter(|it| it.theme == name);
        for audit in of_theme.filter(|it| spell.contains(it.on)) {
            count.add(audit);
        }
        count
    };
    let year = |first: usize, last: usize| Spell {
        from: quarters[first].from,
        until: quarters[last].spell().until,
    };
    let half = QUARTERS / 2;
    let (then, now) = (
        in_spell(year(0, half - 1)),
        in_spell(year(half, QUARTERS - 1)),
    );
    Theme {
        name: name.to_owned(),
        quarters: quarters.iter().map(|it| in_spell(it.spell())).collect(),
        travel: travel(now, then),
        now,
        then,
    }
}

/// The direction of travel between two years, by Fisher's exact test.
fn travel(now: QuarterCount, then: QuarterCount) -> Travel {
    if now.graded < FEW_AUDITS || then.graded < FEW_AUDITS {
        return Travel::CannotTell;
    }
    let counts = |it: QuarterCount| Counts {
        events: it.good as f64,
        of: it.graded as f64,
    };
    let chance = chance_of_change(Spread::Share, counts(now), counts(then));
    // Compared as whole products: no share is rounded.
    let (mine, other) = (now.good * then.graded, then.good * now.graded);
    match chance {
        None => Travel::CannotTell,
        Some(chance) if chance > 1.0 - CONFIDENCE || mine == other => Travel::NoRealChange,
        Some(_) if mine > other => Travel::Better,
        Some(_) => Travel::Worse,
    }
}

impl Theme {
    /// The direction of travel in a sentence without its full stop.
    pub fn in_words(&self) -> String {
        let (now, then) = (self.now.in_words(), self.then.in_words());
        match self.travel {
            Travel::CannotTell => {
                format!("{now} in the latest year, {then} in the year before: too few to compare")
            }
            _ => format!("{now} good or better in the latest year, {then} in the year before"),
        }
    }
}

fn programmes(workforce: &Workforce, audits: &[&PracticeAudit]) -> Vec<Coverage> {
    let mut by_name: BTreeMap<&str, Vec<&PracticeAudit>> = BTreeMap::new();
    for audit in audits {
        by_name.entry(&audit.programme).or_default().push(audit);
    }
    let ledger = Ledger::new(workforce, None);
    let covered = by_name.into_iter();
    let mut found: Vec<_> = covered
        .filter_map(|(name, audits)| coverage(name, &audits, &ledger))
        .collect();
    found.sort_by(|one, other| (other.last, &one.programme).cmp(&(one.last, &other.programme)));
    found
}

fn coverage(name: &str, audits: &[&PracticeAudit], ledger: &Ledger<'_>) -> Option<Coverage> {
    let days = || audits.iter().map(|it| it.on);
    let (first, last) = (days().min()?, days().max()?);
    let in_post = ledger.population().in_post(last);
    let teams: BTreeSet<TeamId> = in_post
        .filter_map(|it| Some(it.main_piece(last)?.team))
        .collect();
    let seen: BTreeSet<TeamId> = audits.iter().filter_map(|it| it.team).collect();
    let mut count = QuarterCount::default();
    let mut methods = BTreeMap::new();
    for audit in audits {
        count.add(audit);
        *methods.entry(audit.method).or_default() += 1;
    }
    let learned = || audits.iter().filter(|it| it.learning.is_some());
    Some(Coverage {
        programme: name.to_owned(),
        first,
        last,
        count,
        themes: audits
            .iter()
            .map(|it| &it.theme)
            .collect::<BTreeSet<_>>()
            .len(),
        methods,
        teams_covered: teams.intersection(&seen).count(),
        teams: teams.len(),
        followed_up: learned().filter(|it| it.item.is_some()).count(),
        with_learning: learned().count(),
    })
}
