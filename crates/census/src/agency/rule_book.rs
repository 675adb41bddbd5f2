//! The rules on agency workers as dated data: what each says, how strongly and
//! from when; the numbers in them; and the price caps of the regions.
//!
//! The national rule book ships with the program. A council writes its own text
//! where its region goes further, where regulations follow, and for the price
//! caps, which are agreed by region and not published.

mod parameter;

use std::fmt;
use std::sync::LazyLock;

use holdfast_measures::written::{self, Problem};
use holdfast_reference::Region;
use holdfast_workforce::Workforce;
use holdfast_workforce::amount::Money;
use holdfast_workforce::codes::AgencyJobType;
use holdfast_workforce::date::{Spell, in_words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(super) use parameter::region_name;
pub use parameter::{Parameter, ParameterName};

/// The rules by the names that this program gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RuleId {
    /// The quarterly return is complete.
    R1,
    /// Price caps.
    R2,
    /// Project teams.
    R3,
    /// Notice.
    R4,
    /// The time between leaving a council and coming back through an agency.
    R5,
    /// Experience in direct employment.
    R6,
    /// References.
    R7,
}

impl RuleId {
    /// Every rule.
    pub const ALL: [Self; 7] = [
        Self::R1,
        Self::R2,
        Self::R3,
        Self::R4,
        Self::R5,
        Self::R6,
        Self::R7,
    ];
}

impl fmt::Display for RuleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}

/// How strongly a rule binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// Statutory guidance: to be kept unless there are exceptional reasons.
    Should,
    /// A legal duty, or what a region has made one of its members.
    Must,
}

/// One version of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyRule {
    /// Which rule.
    pub id: RuleId,
    /// Its version.
    pub version: u32,
    /// Its name.
    pub name: String,
    /// What it asks.
    pub says: String,
    /// How strongly.
    pub force: Force,
    /// The first day: assignments that begin on it or later come under the rule.
    #[serde(deserialize_with = "written::date")]
    pub from: Date,
    /// The day from which assignments that began before come under it too;
    /// nothing where that is not known or never happens.
    #[serde(default, deserialize_with = "written::some_date")]
    pub all_from: Option<Date>,
    /// The last day of the version.
    #[serde(default, deserialize_with = "written::some_date")]
    pub to: Option<Date>,
    /// Where this is from.
    pub source: String,
}

impl AgencyRule {
    /// When the version holds.
    pub fn spell(&self) -> Spell {
        Spell::of_days(self.from, self.to)
    }

    /// Whether an assignment comes under the version on any of some days of it.
    fn binds(&self, began: Date, days: Spell) -> bool {
        let spell = self.spell();
        let as_earlier = self.all_from.is_some_and(|from| {
            let from = from.max(self.from);
            let bound = Spell { from, ..spell };
            bound.is_some_time() && bound.overlaps(&days)
        });
        spell.contains(began) || as_earlier
    }
}

/// The most that is paid for an hour in a region.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// The region; nothing means the council's own.
    #[serde(default, deserialize_with = "written::some_code")]
    pub region: Option<Region>,
    /// The job type.
    pub job_type: AgencyJobType,
    /// The first day.
    #[serde(deserialize_with = "written::date")]
    pub from: Date,
    /// The last day.
    #[serde(default, deserialize_with = "written::some_date")]
    pub to: Option<Date>,
    /// Pounds for an hour.
    #[serde(deserialize_with = "written::amount")]
    pub rate: Money,
    /// Where this is from.
    pub source: String,
}

/// What a text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Base {
    National,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BookText {
    name: String,
    extends: Option<Base>,
    #[serde(default, deserialize_with = "written::some_code")]
    region: Option<Region>,
    #[serde(default)]
    rule: Vec<AgencyRule>,
    #[serde(default)]
    parameter: Vec<Parameter>,
    #[serde(default)]
    cap: Vec<Cap>,
}

/// A rule book. Of several entries that hold on a day the most particular is
/// taken, and of those the last.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleBook {
    /// Its name.
    pub name: String,
    /// The council's region, where the text names it.
    pub region: Option<Region>,
    /// The versions of the rules.
    pub rules: Vec<AgencyRule>,
    /// The numbers in the rules.
    pub parameters: Vec<Parameter>,
    /// The price caps.
    pub caps: Vec<Cap>,
}

/// The text of the national rule book.
pub const NATIONAL: &str = include_str!("rule_book.toml");

/// A cap above this is a slip of the pen.
const IMPLAUSIBLE: Money = Money::whole(1_000);

impl RuleBook {
    /// The national rule book. It holds no price caps, as these are not published.
    pub fn national() -> &'static Self {
        static BOOK: LazyLock<RuleBook> = LazyLock::new(|| {
            RuleBook::read(NATIONAL).unwrap_or_else(|_| RuleBook {
                name: String::new(),
                region: None,
                rules: Vec::new(),
                parameters: Vec::new(),
                caps: Vec::new(),
            })
        });
        &BOOK
    }

    /// What a council’s own rule book is called among its records.
    pub const REFERENCE: &str = "agency-rule-book";

    /// The rule book that a council keeps; the national one where it keeps none.
    ///
    /// # Errors
    /// All that is wrong with the text that is kept.
    pub fn kept(workforce: &Workforce) -> Result<Self, Vec<Problem>> {
        match workforce.returns().by_reference(Self::REFERENCE) {
            Some(kept) => Self::read(&kept.text),
            None => Ok(Self::national().clone()),
        }
    }

    /// Reads the text of a rule book. One that `extends = "national"` stands on
    /// the national one; any other stands alone.
    ///
    /// # Errors
    /// All that is wrong with the text.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let text: BookText = written::read(text).map_err(|problem| vec![problem])?;
        let own = Self {
            name: text.name,
            region: text.region,
            rules: text.rule,
            parameters: text.parameter,
            caps: text.cap,
        };
        let problems = own.problems();
        match (problems.is_empty(), text.extends) {
            (false, _) => Err(problems),
            (true, None) => Ok(own),
            (true, Some(Base::National)) => Ok(own.upon(Self::national())),
        }
    }

    fn upon(self, base: &Self) -> Self {
        let replaced = |rule: &&AgencyRule| {
            let same = |own: &AgencyRule| (own.id, own.version) == (rule.id, rule.version);
            !self.rules.iter().any(same)
        };
        let rules = base.rules.iter().filter(replaced).cloned();
        Self {
            rules: rules.chain(self.rules.iter().cloned()).collect(),
            parameters: [base.parameters.clone(), self.parameters].concat(),
            caps: [base.caps.clone(), self.caps].concat(),
            ..self
        }
    }

    fn problems(&self) -> Vec<Problem> {
        let rules = self.rules.iter().map(|rule| {
            let place = format!("rule {} version {}", rule.id, rule.version);
            (place, backwards(rule.spell()))
        });
        let parameters = self.parameters.iter().map(|parameter| {
            let place = format!("parameter {}", parameter.name);
            (
                place,
                backwards(parameter.spell()).or_else(|| parameter.why_impossible()),
            )
        });
        let caps = self.caps.iter().map(|cap| {
            let place = format!("cap of {}", cap.job_type);
            let spell = Spell::of_days(cap.from, cap.to);
            (place, backwards(spell).or_else(|| why_impossible(cap.rate)))
        });
        let found = rules.chain(parameters).chain(caps);
        found
            .filter_map(|(place, what)| Some(Problem::new(place, what?)))
            .collect()
    }

    /// The version of a rule that an assignment comes under on some days of it.
    pub fn rule(&self, id: RuleId, began: Date, days: Spell) -> Option<&AgencyRule> {
        let versions = self.rules.iter().enumerate();
        let binding = versions.filter(|(_, rule)| rule.id == id && rule.binds(began, days));
        binding
            .max_by_key(|(index, rule)| (rule.from, *index))
            .map(|(_, rule)| rule)
    }

    /// The last version of a rule that has begun by a day, or the first that will.
    pub fn version_by(&self, id: RuleId, day: Date) -> Option<&AgencyRule> {
        let versions = || self.rules.iter().filter(|rule| rule.id == id);
        let begun = versions().filter(|rule| rule.from <= day);
        begun
            .max_by_key(|rule| rule.from)
            .or_else(|| versions().min_by_key(|rule| rule.from))
    }

    /// The price cap of a job type on a day.
    pub fn cap(&self, region: Option<Region>, job: AgencyJobType, day: Date) -> Option<&Cap> {
        let caps = self.caps.iter().enumerate();
        let holding = caps.filter(|(_, cap)| {
            let spell = Spell::of_days(cap.from, cap.to);
            let here = cap.region.is_none() || cap.region == region;
            cap.job_type == job && here && spell.contains(day)
        });
        holding
            .max_by_key(|(index, cap)| (cap.region.is_some(), *index))
            .map(|(_, cap)| cap)
    }
}

fn backwards(spell: Spell) -> Option<String> {
    (!spell.is_some_time()).then(|| {
        format!(
            "ends before it begins, on {}. Check `from` and `to`.",
            in_words(spell.from)
        )
    })
}

fn why_impossible(rate: Money) -> Option<String> {
    let sound = rate > Money::ZERO && rate < IMPLAUSIBLE;
    (!sound).then(|| {
        format!(
            "£{rate} is no price of an hour. Give the cap in pounds for an hour, such as 38.50."
        )
    })
}

#[cfg(test)]
mod tests;
