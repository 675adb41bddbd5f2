//! A figure: the value of a measure, and all that stands behind it.

use std::sync::Arc;

use holdfast_reference::Symbol;
use holdfast_workforce::Sequence;
use holdfast_workforce::amount::readable;
use holdfast_workforce::codes::Service;
use holdfast_workforce::date::{Spell, in_words};
use holdfast_workforce::id::{
    AbsenceId, AssignmentId, CaseloadId, PersonId, PostId, RoleId, StatedPositionId, TeamId,
};
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use crate::definition::{Basis, Measure, Timing};
use crate::formula::{Component, Formula, Whole};
use crate::value::{Quantity, Ratio, Value};

/// Which part of the workforce a figure is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// One service; nothing means both.
    pub service: Option<Service>,
    /// One team and those below it.
    pub team: Option<TeamId>,
    /// One role.
    pub role: Option<RoleId>,
}

impl Scope {
    /// All children's services: what the official measures count.
    pub const CHILDREN: Self = Self {
        service: Some(Service::Children),
        team: None,
        role: None,
    };

    /// One service, whole.
    pub const fn of(service: Option<Service>) -> Self {
        Self {
            service,
            team: None,
            role: None,
        }
    }

    /// Whether the published statistics count the same.
    pub fn is_official(&self) -> bool {
        *self == Self::CHILDREN
    }
}

/// The record that a row of a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An assignment.
    Assignment(AssignmentId),
    /// A post.
    Post(PostId),
    /// An absence.
    Absence(AbsenceId),
    /// The cases that somebody held.
    Caseload(CaseloadId),
    /// A stated count.
    Stated(StatedPositionId),
    /// No record: a number of days.
    Calendar,
}

/// A row beneath a figure: one record and what it adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The record.
    pub subject: Subject,
    /// The person, where it is about one.
    pub person: Option<PersonId>,
    /// The post, where it is about one.
    pub post: Option<PostId>,
    /// The team at the time that counts.
    pub team: Option<TeamId>,
    /// The role at the time that counts.
    pub role: Option<RoleId>,
    /// What it adds.
    pub amount: Quantity,
    /// The spell that matters: in the post, in the workforce, of absence.
    pub spell: Option<Spell>,
}

/// Why a part is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The records do not reach back far enough.
    BeforeRecords {
        /// The first day that would be needed.
        needed: Date,
        /// The first day for which the records are complete.
        begin: Date,
    },
    /// There is no record at all from which it could be known.
    NoRecords,
    /// No cases are recorded for the day.
    NoCases(Date),
    /// No sickness is recorded at all.
    NoSickness,
    /// The source of a stated position does not state it.
    NotStated(Date),
    /// The source counts something else than FTE.
    StatedOtherwise(Date, &'static str),
    /// A published value with a symbol in place of the number.
    Withheld(Symbol),
}

impl Missing {
    /// The symbol in place of the number.
    pub fn symbol(&self) -> Symbol {
        match self {
            Self::Withheld(symbol) => *symbol,
            _ => Symbol::NotAvailable,
        }
    }

    /// The reason as a sentence.
    pub fn in_words(&self) -> String {
        use holdfast_workforce::CodeSet as _;
        match self {
            Self::BeforeRecords { needed, begin } => format!(
                "Records are needed from {} on; these are complete from {} on.",
                in_words(*needed),
                in_words(*begin)
            ),
            Self::NoRecords => "There are no records for this date.".to_owned(),
            Self::NoCases(day) => format!(
                "No cases held are recorded for {}; caseloads are recorded for the last day of a month.",
                in_words(*day)
            ),
            Self::NoSickness => "No sickness absence is recorded.".to_owned(),
            Self::NotStated(day) => {
                format!("The count stated for {} does not give it.", in_words(*day))
            }
            Self::StatedOtherwise(day, unit) => {
                format!(
                    "The count stated for {} is in {unit}, not in FTE.",
                    in_words(*day)
                )
            }
            Self::Withheld(symbol) => format!("{}.", symbol.label()),
        }
    }
}

/// A part of a figure: what was counted, and the rows that make it up.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What was counted.
    pub component: Component,
    /// The amount, or why it is not known.
    pub amount: Result<Quantity, Missing>,
    /// The rows; their amounts add up to the amount.
    pub rows: Vec<Row>,
}

impl Part {
    /// A part that is the sum of its rows.
    pub fn of_rows(component: Component, rows: Vec<Row>) -> Self {
        Self {
            component,
            amount: Ok(rows.iter().map(|row| row.amount).sum()),
            rows,
        }
    }

    /// A part that is not known.
    pub fn missing(component: Component, why: Missing) -> Self {
        Self {
            component,
            amount: Err(why),
            rows: Vec::new(),
        }
    }
}

/// Where the numbers of a figure come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The council's records as they stood after a change.
    Records {
        /// The number of the last change; nought for a package.
        as_of: Sequence,
    },
    /// A count that a paper or an older system stated for a day.
    Stated {
        /// The day of the count.
        on: Date,
        /// The sources, as they are to be named.
        sources: Vec<String>,
    },
    /// A release of the published statistics.
    Release {
        /// The key of the release, such as `2025`.
        key: String,
        /// One line that names it.
        citation: String,
    },
    /// A workforce return, its file alone.
    Return {
        /// The number of the authority as it stands; empty where there is none.
        authority: String,
        /// The collection year.
        year: i16,
    },
    /// A figure kept as it was published elsewhere.
    AsPublished {
        /// Where.
        source: String,
    },
}

impl Source {
    /// The day of a stated count, where the numbers come from one.
    pub fn stated_on(&self) -> Option<Date> {
        match self {
            Self::Stated { on, .. } => Some(*on),
            _ => None,
        }
    }

    /// The source as a reader is told.
    pub fn in_words(&self) -> String {
        match self {
            Self::Records { as_of: 0 } => "The council’s records, from the package".to_owned(),
            Self::Records { as_of } => format!("The council’s records, after change {as_of}"),
            Self::Stated { on, sources } => {
                format!("Stated for {}: {}", in_words(*on), sources.join("; "))
            }
            Self::Release { citation, .. } => citation.clone(),
            Self::Return { authority, year } if authority.is_empty() => {
                format!("The workforce return of {year}")
            }
            Self::Return { authority, year } => {
                format!("The workforce return of {year} of authority {authority}")
            }
            Self::AsPublished { source } => format!("As published: {source}"),
        }
    }
}

/// The value of a measure, and all that stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The measure.
    pub measure: Measure,
    /// Which part of the workforce.
    pub scope: Scope,
    /// The date, or the last day of the year.
    pub at: Date,
    /// The value, exact.
    pub value: Value,
    /// The parts, the one above the line first.
    pub parts: Vec<Arc<Part>>,
    /// The working days by which the formula multiplies, where it does.
    pub working_days: Option<i64>,
    /// Where the numbers come from.
    pub source: Source,
    /// What a reader has to know, a sentence each.
    pub notes: Vec<String>,
    /// The symbol that must stand in place of the value when it is published,
    /// because so few people are behind it.
    pub disclosure: Option<Symbol>,
}

impl Figure {
    /// The value rounded as the measure is shown, without its unit.
    pub fn rounded(&self) -> String {
        self.value.rounded(self.measure.unit().places())
    }

    /// The value with its unit: `14.2%`, `298.1 FTE`.
    pub fn in_words(&self) -> String {
        with_unit(self.measure, self.value)
    }

    /// Why there is a symbol and no number, a sentence each; nothing where
    /// there is a number.
    pub fn why_none(&self) -> Vec<String> {
        use holdfast_workforce::CodeSet as _;
        let Some(symbol) = self.value.symbol() else {
            return Vec::new();
        };
        let mut told: Vec<String> = Vec::new();
        for why in self
            .parts
            .iter()
            .filter_map(|part| part.amount.as_ref().err())
        {
            let why = why.in_words();
            if !told.contains(&why) {
                told.push(why);
            }
        }
        if told.is_empty() {
            told.push(match symbol {
                Symbol::NotApplicable => "There is nothing to divide by.".to_owned(),
                Symbol::LowReliability => "More is covered than there is to cover, so the rate is withheld, as in the statistics.".to_owned(),
                symbol => format!("{}.", symbol.label()),
            });
        }
        told
    }

    /// The date or year as people read it.
    pub fn period(&self) -> String {
        period(self.measure, self.at)
    }

    /// What the value is, in the name of its definition: an official measure
    /// keeps its name only where it counts what the statistics count.
    pub fn standing(&self) -> &'static str {
        match (self.measure.definition().basis, self.scope.is_official()) {
            (Basis::Official, false) => {
                "The official formula for a part of the workforce, or another service, that the statistics do not publish"
            }
            (basis, _) => basis.label(),
        }
    }

    /// The part for a component.
    pub fn part(&self, component: Component) -> Option<&Part> {
        let mut parts = self.parts.iter();
        parts
            .find(|part| part.component == component)
            .map(|part| &**part)
    }

    /// The amount above the line, and the amount below it.
    pub fn numerator_and_denominator(&self) -> (Option<Quantity>, Option<Quantity>) {
        let amount = |component| self.part(component)?.amount.clone().ok();
        let formula = self.measure.definition().formula;
        let below = formula.whole().and_then(|whole| {
            let (first, second) = whole.components();
            let first = amount(first)?;
            match second {
                Some(second) => Some(first + amount(second)?),
                None => Some(first),
            }
        });
        (amount(formula.part()), below)
    }

    /// A fingerprint of the rows beneath and what they add: equal when the
    /// same records gave the same amounts. A part that is not known differs
    /// from one without rows.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for part in &self.parts {
            hash.update(part.component.label());
            match &part.amount {
                Err(missing) => hash.update(format!(" not known: {}\n", missing.symbol())),
                Ok(amount) if part.rows.is_empty() && !amount.is_zero() => {
                    hash.update(format!(" {amount}\n"));
                }
                Ok(_) => {}
            }
            let mut rows: Vec<_> = part.rows.iter().map(row_text).collect();
            rows.sort_unstable();
            rows.iter().for_each(|row| hash.update(row));
        }
        let digest = hash.finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn row_text(row: &Row) -> String {
    format!("{:?} {}\n", row.subject, row.amount)
}

/// A value with the unit of its measure: `14.2%`, `1,298.1 FTE`.
pub fn with_unit(measure: Measure, value: Value) -> String {
    let unit = measure.unit();
    match value {
        Value::Symbol(symbol) => symbol.to_string(),
        Value::Exact(ratio) => {
            let number = for_people(&ratio.rounded(unit.places()));
            let label = unit.label_of(&number);
            let space = if label == "%" { "" } else { " " };
            format!("{number}{space}{label}")
        }
    }
}

/// A rounded number with its thousands apart: `36,186.3`.
pub(crate) fn for_people(rounded: &str) -> String {
    match rounded.starts_with(|sign: char| sign == '−' || sign.is_ascii_digit()) {
        true => readable(&rounded.replace('−', "-")),
        false => rounded.to_owned(),
    }
}

/// The date or year of a measure as people read it.
pub fn period(measure: Measure, at: Date) -> String {
    match measure.definition().timing {
        Timing::AtDate => in_words(at),
        Timing::YearEnding => format!("year ending {}", in_words(at)),
    }
}

/// The value that follows from the parts of a formula.
///
/// Nothing divided by nothing, or anything divided by nothing, is `z`; cover
/// above 100% is `u`; a part that is not known gives its own symbol.
pub fn evaluate(
    formula: Formula,
    working_days: i64,
    amount: impl Fn(Component) -> Result<Quantity, Symbol>,
) -> Result<Ratio, Symbol> {
    let part = amount(formula.part())?;
    let Some(whole) = formula.whole() else {
        return Ok(Ratio::of(match formula {
            Formula::Less(_, taken) => part - amount(taken)?,
            _ => part,
        }));
    };
    let (first, second) = whole.components();
    let mut below = i128::from(amount(first)?.units());
    if let Some(second) = second {
        below += i128::from(amount(second)?.units());
    }
    if matches!(whole, Whole::TimesWorkingDays(_)) {
        below *= i128::from(working_days);
    }
    let mut above = i128::from(part.units());
    if matches!(whole, Whole::MeanOfThirteen(_)) {
        above *= 13;
    }
    if matches!(formula, Formula::CoverPercent(..)) && below != 0 && above > below {
        return Err(Symbol::LowReliability);
    }
    let ratio = Ratio::new(above, below).ok_or(Symbol::NotApplicable)?;
    Ok(match formula {
        Formula::Percent(..) | Formula::CoverPercent(..) => ratio.times_hundred(),
        _ => ratio,
    })
}
