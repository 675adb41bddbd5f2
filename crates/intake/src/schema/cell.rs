//! What may stand in a cell, how it is read and how it is written.

use std::fmt::Write as _;

use csv::StringRecord;
use holdfast_workforce::amount::{AmountError, Days, Fte, Hours, Level, Money, Weeks};
use holdfast_workforce::codes::{
    AbsenceKind, AgencyJobType, AuditGrade, AuditMethod, Contract, CountUnit, CoverReason,
    Decision, Destination, Ethnicity, Funding, Holding, LeavingReason, OrganisationRole, Origin,
    PayElement, PledgeSort, Progress, QualificationLevel, Route, Service, Sex, Standing,
    StatedCategory, StrategySort,
};
use holdfast_workforce::{CodeItem, CodeSet};
use jiff::civil::Date;

use super::{Column, read_date};
use holdfast_workforce::nearest::did_you_mean;

/// The longest text of a cell, in characters.
pub const MAX_TEXT: usize = 2_000;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// A day of the calendar.
    Date,
    /// Full-time equivalents, with six decimals at most.
    Fte,
    /// Hours, with two decimals at most.
    Hours,
    /// Pounds, with two decimals at most.
    Money,
    /// Days, with two decimals at most.
    Days,
    /// Weeks, with one decimal at most.
    Weeks,
    /// The value of a measure, with six decimals at most.
    Level,
    /// A whole number.
    Whole,
    /// `yes` or `no`.
    YesNo,
    /// One code of a set.
    Code(&'static [CodeItem]),
}

/// What a text must look like.
#[derive(Debug)]
pub struct Pattern {
    /// The same as a regular expression, for the machine-readable description.
    pub expression: &'static str,
    /// The same in words.
    pub words: &'static str,
    /// Whether a text looks so.
    pub holds: fn(&str) -> bool,
}

/// Why a cell cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The rule that was broken: a stable code.
    pub rule: &'static str,
    /// What is wrong with the value.
    pub message: String,
    /// What to do.
    pub advice: String,
}

impl Fault {
    /// A fault of a rule.
    pub fn new(rule: &'static str, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            advice: advice.into(),
        }
    }
}

/// A value that stands in a cell.
pub trait Cell: Sized {
    /// What the column that holds it is.
    const KIND: FieldKind;
    /// Whether a blank cell is a fault.
    const REQUIRED: bool = true;
    /// Reads a cell that is not blank, without surrounding space.
    ///
    /// # Errors
    /// Says why the text is not such a value.
    fn read(text: &str) -> Result<Self, Fault>;
    /// The value of a blank cell.
    fn blank() -> Option<Self> {
        None
    }
    /// What stands in for a cell that cannot be read, so that the rest of its
    /// row can be judged.
    fn stand_in() -> Self;
    /// Adds the value to a text, as files write it.
    fn write(&self, to: &mut String);
    /// Whether the number is smaller than another; never for what is no number.
    fn is_below(&self, _bound: i32) -> bool {
        false
    }
    /// Whether the number is larger than another; never for what is no number.
    fn is_above(&self, _bound: i32) -> bool {
        false
    }
}

impl<T: Cell> Cell for Option<T> {
    const KIND: FieldKind = T::KIND;
    const REQUIRED: bool = false;
    fn read(text: &str) -> Result<Self, Fault> {
        T::read(text).map(Some)
    }
    fn blank() -> Option<Self> {
        Some(None)
    }
    fn stand_in() -> Self {
        None
    }
    fn write(&self, to: &mut String) {
        if let Some(value) = self {
            value.write(to);
        }
    }
    fn is_below(&self, bound: i32) -> bool {
        self.as_ref().is_some_and(|value| value.is_below(bound))
    }
    fn is_above(&self, bound: i32) -> bool {
        self.as_ref().is_some_and(|value| value.is_above(bound))
    }
}

impl Cell for String {
    const KIND: FieldKind = FieldKind::Text;
    fn read(text: &str) -> Result<Self, Fault> {
        if text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT {
            return Err(Fault::new(
                "text-too-long",
                format!("has more than {MAX_TEXT} characters"),
                "Shorten the text, or look for a quotation mark that is opened and never closed.",
            ));
        }
        Ok(text.to_owned())
    }
    fn stand_in() -> Self {
        Self::new()
    }
    fn write(&self, to: &mut String) {
        to.push_str(self);
    }
}

impl Cell for Date {
    const KIND: FieldKind = FieldKind::Date;
    fn read(text: &str) -> Result<Self, Fault> {
        read_date(text)
    }
    fn stand_in() -> Self {
        Self::constant(2000, 1, 1)
    }
    fn write(&self, to: &mut String) {
        let _ = write!(to, "{self}");
    }
}

impl Cell for bool {
    const KIND: FieldKind = FieldKind::YesNo;
    fn read(text: &str) -> Result<Self, Fault> {
        let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
        if is(&["yes", "y", "true", "1"]) {
            Ok(true)
        } else if is(&["no", "n", "false", "0"]) {
            Ok(false)
        } else {
            Err(Fault::new(
                "not-yes-or-no",
                "is neither yes nor no",
                "Write yes or no.",
            ))
        }
    }
    fn stand_in() -> Self {
        false
    }
    fn write(&self, to: &mut String) {
        to.push_str(if *self { "yes" } else { "no" });
    }
}

impl Cell for u32 {
    const KIND: FieldKind = FieldKind::Whole;
    fn read(text: &str) -> Result<Self, Fault> {
        let whole = text.strip_suffix(".0").unwrap_or(text);
        whole.parse().map_err(|_| {
            marked_number(text).unwrap_or_else(|| {
                Fault::new(
                    "not-a-whole-number",
                    "is not a whole number from 0 up",
                    "Write digits only, such as 14.",
                )
            })
        })
    }
    fn stand_in() -> Self {
        0
    }
    fn write(&self, to: &mut String) {
        let _ = write!(to, "{self}");
    }
    fn is_below(&self, bound: i32) -> bool {
        i64::from(*self) < i64::from(bound)
    }
    fn is_above(&self, bound: i32) -> bool {
        i64::from(*self) > i64::from(bound)
    }
}

/// Numbers that people dress with marks get the advice that helps.
fn marked_number(text: &str) -> Option<Fault> {
    let bare: String = text
        .chars()
        .filter(|letter| !matches!(letter, ',' | '£' | '%' | ' '))
        .collect();
    let is_number = bare.parse::<Fte>().is_ok();
    let fault = |rule, message: &str, advice: String| Some(Fault::new(rule, message, advice));
    if !is_number || bare == text {
        None
    } else if text.contains('%') {
        fault(
            "percent-sign",
            "is a percentage",
            "Write a number such as 0.6 for 60%.".into(),
        )
    } else if text.contains(',') {
        if let Some(point) = decimal_comma(text, &bare) {
            let advice = format!("Write {point}, with a point before the decimals.");
            return fault("comma-in-number", "has a comma in the number", advice);
        }
        let advice = format!("Write {bare} with no commas, and a point before the decimals.");
        fault("comma-in-number", "has a comma in the number", advice)
    } else {
        fault(
            "mark-in-number",
            "has a mark in the number",
            format!("Write {bare} alone."),
        )
    }
}

/// The number with a point, where its only comma cannot stand between
/// thousands: `22,2` is 22.2, and `1,204` is not 1.204.
fn decimal_comma(text: &str, bare: &str) -> Option<String> {
    let (whole, decimals) = text.trim().split_once(',')?;
    let is_decimal = decimals.len() != 3 && decimals.chars().all(|it| it.is_ascii_digit());
    let is_apart = !bare.contains('.') && !whole.is_empty() && !decimals.is_empty();
    let digits = bare.len().checked_sub(decimals.len())?;
    (is_decimal && is_apart).then(|| format!("{}.{decimals}", &bare[..digits]))
}

fn amount_fault(text: &str, error: AmountError) -> Fault {
    let rule = match error {
        AmountError::NotANumber => "not-a-number",
        AmountError::TooPrecise(_) => "too-many-decimals",
        AmountError::TooLarge => "number-too-large",
    };
    let advice = match error {
        AmountError::NotANumber => "Leave the cell blank where the number is not known.",
        AmountError::TooPrecise(_) => "Round the number.",
        AmountError::TooLarge => "Check the number.",
    };
    marked_number(text).unwrap_or_else(|| Fault::new(rule, error.to_string(), advice))
}

macro_rules! amounts {
    ($($amount:ident),+) => {$(
        impl Cell for $amount {
            const KIND: FieldKind = FieldKind::$amount;
            fn read(text: &str) -> Result<Self, Fault> {
                text.parse().map_err(|error| amount_fault(text, error))
            }
            fn stand_in() -> Self {
                Self::default()
            }
            fn write(&self, to: &mut String) {
                let _ = write!(to, "{self}");
            }
            fn is_below(&self, bound: i32) -> bool { *self < Self::whole(bound) }
            fn is_above(&self, bound: i32) -> bool { *self > Self::whole(bound) }
        }
    )+};
}
amounts!(Fte, Hours, Money, Days, Weeks, Level);

macro_rules! codes {
    ($($set:ident),+) => {$(
        impl Cell for $set {
            const KIND: FieldKind = FieldKind::Code(<$set as CodeSet>::ITEMS);
            fn read(text: &str) -> Result<Self, Fault> {
                <$set as CodeSet>::from_code(text).ok_or_else(|| unknown_code(text, Self::ITEMS))
            }
            fn stand_in() -> Self {
                <$set as CodeSet>::ALL[0]
            }
            fn write(&self, to: &mut String) {
                to.push_str(self.code());
            }
        }
    )+};
}
codes!(
    AbsenceKind,
    AgencyJobType,
    Contract,
    CountUnit,
    CoverReason,
    Destination,
    Ethnicity,
    Funding,
    Holding,
    LeavingReason,
    OrganisationRole,
    Origin,
    PayElement,
    QualificationLevel,
    Route,
    Service,
    Sex,
    Standing,
    StatedCategory,
    StrategySort,
    Progress,
    Decision,
    PledgeSort,
    AuditMethod,
    AuditGrade
);

pub(super) fn unknown_code(text: &str, items: &[CodeItem]) -> Fault {
    let by_label = items
        .iter()
        .find(|item| item.label.eq_ignore_ascii_case(text))
        .map(|item| format!("Write ‘{}’.", item.code));
    let codes = || items.iter().map(|item| item.code);
    let advice = by_label
        .or_else(|| did_you_mean(text, codes()))
        .unwrap_or_else(|| {
            let listed: Vec<_> = codes().collect();
            format!("Write one of {}.", listed.join(", "))
        });
    Fault::new("unknown-code", "is not one of the codes", advice)
}

/// The cells of one row, taken in the order of the table's columns.
#[derive(Debug)]
pub struct Cells<'a> {
    columns: &'static [Column],
    places: &'a [Option<usize>],
    record: &'a StringRecord,
    next: usize,
    faults: Vec<(usize, Fault)>,
}

impl<'a> Cells<'a> {
    /// The cells of a row; `places` tells where each column of the table
    /// stands in the file, if it does.
    pub fn new(
        columns: &'static [Column],
        places: &'a [Option<usize>],
        record: &'a StringRecord,
    ) -> Self {
        Self {
            columns,
            places,
            record,
            next: 0,
            faults: Vec::new(),
        }
    }

    /// The value of the next column. Where it cannot be read, the fault is kept
    /// and a value stands in for it.
    pub fn take<T: Cell>(&mut self) -> T {
        let index = self.next;
        self.next += 1;
        self.read(index).unwrap_or_else(|fault| {
            self.faults.extend(fault.map(|fault| (index, fault)));
            T::stand_in()
        })
    }

    /// Reads the cell of a column; a column that the file lacks and every row
    /// needs is no fault of the row.
    fn read<T: Cell>(&self, index: usize) -> Result<T, Option<Fault>> {
        let place = self.places.get(index).copied().flatten();
        let text = place.map(|place| self.record.get(place).unwrap_or("").trim());
        match text {
            None => T::blank().ok_or(None),
            Some("") => T::blank().ok_or_else(|| Some(missing_value())),
            Some(text) => T::read(text)
                .and_then(|value| within(value, text, &self.columns[index]))
                .map_err(Some),
        }
    }

    /// What could not be read, each with the index of its column.
    pub fn into_faults(self) -> Vec<(usize, Fault)> {
        self.faults
    }
}

fn missing_value() -> Fault {
    Fault::new(
        "missing-value",
        "is blank, and every row needs a value",
        "Fill in the cell.",
    )
}

fn within<T: Cell>(value: T, text: &str, column: &Column) -> Result<T, Fault> {
    let out_of_range = |words: &str, bound: i32| {
        let message = format!("is {words} than {bound}");
        Err(Fault::new("out-of-range", message, "Check the number."))
    };
    if let Some(bound) = column.minimum.filter(|bound| value.is_below(*bound)) {
        return out_of_range("smaller", bound);
    }
    if let Some(bound) = column.maximum.filter(|bound| value.is_above(*bound)) {
        return out_of_range("larger", bound);
    }
    match column.pattern {
        Some(pattern) if !(pattern.holds)(text) => Err(Fault::new(
            "wrong-form",
            "does not have the form of the column",
            format!("Write {}.", pattern.words),
        )),
        _ => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault<T: Cell>(text: &str) -> (&'static str, String) {
        let fault = T::read(text).err();
        fault.map_or(("none", String::new()), |fault| (fault.rule, fault.advice))
    }

    #[test]
    fn a_comma_in_a_number_is_a_fault_with_advice() {
        let (rule, advice) = fault::<Money>("38,223.50");
        assert_eq!(rule, "comma-in-number");
        assert_eq!(
            advice,
            "Write 38223.50 with no commas, and a point before the decimals."
        );
        assert_eq!(
            fault::<Hours>("22,2").1,
            "Write 22.2, with a point before the decimals."
        );
        assert_eq!(
            fault::<u32>("1,204").1,
            "Write 1204 with no commas, and a point before the decimals."
        );
        assert_eq!(fault::<Money>("£38223").0, "mark-in-number");
        assert_eq!(fault::<Fte>("60%").0, "percent-sign");
        assert_eq!(fault::<Fte>("full").0, "not-a-number");
        assert_eq!(fault::<Fte>("0.1234567").0, "too-many-decimals");
        assert_eq!(fault::<u32>("1,204").0, "comma-in-number");
        assert_eq!(fault::<u32>("-4").0, "not-a-whole-number");
        assert_eq!(u32::read("14.0"), Ok(14));
    }

    #[test]
    fn a_wrong_code_offers_the_right_one() {
        let (rule, advice) = fault::<Contract>("permanant");
        assert_eq!(
            (rule, advice.as_str()),
            ("unknown-code", "Did you mean ‘permanent’?")
        );
        let (_, advice) = fault::<Contract>("Seconded in");
        assert_eq!(advice, "Write ‘secondment_in’.");
        let (_, advice) = fault::<Service>("police");
        assert_eq!(advice, "Write one of children, adults.");
    }

    #[test]
    fn an_endless_text_points_at_an_open_quotation_mark() {
        assert_eq!(fault::<String>(&"x".repeat(2_001)).0, "text-too-long");
        assert_eq!(fault::<String>(&"é".repeat(2_000)).0, "none");
    }
}
