//! What the cells of a table hold.

use std::sync::LazyLock;

use regex::Regex;

use crate::exact::Exact;
use crate::quantity::Unit;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A dash or “nil”: nought, or nothing to tell.
    Nil,
    /// A number that is withheld: a star, `c`, `<5`.
    Withheld,
    /// A number.
    Number(Number),
    /// Words.
    Text,
}

/// A number in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: Exact,
    /// How many decimals are printed.
    pub decimals: u32,
    /// Pounds or per cent, where a sign says so.
    pub sign: Option<Unit>,
    /// The percentage behind it: `12 (27%)`, with its decimals.
    pub share: Option<(Exact, u32)>,
    /// As printed.
    pub printed: String,
}

/// Reads a cell.
pub fn cell(text: &str) -> Cell {
    static FIGURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?P<open>\()?(?P<minus>[-–−])?\s?(?P<plus>\+)?(?P<money>[£€])?(?P<minus2>[-–−])?\s?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)\s?(?P<scale>k|m|bn|million)?\s?(?P<percent>%)?(?:\s?(?:fte|wte|days|pp|people|staff|posts|cases))?\)?\s?[*†#^]{0,2}(?:\s?[(/]\s?(?P<share>\d+(?:\.\d+)?)\s?%\s?\)?)?$").ok()
    });
    let text = text.trim();
    if text.is_empty() {
        return Cell::Empty;
    }
    let lower = text.to_lowercase();
    match lower.as_str() {
        "-" | "–" | "—" | "nil" | "none" | "zero" => return Cell::Nil,
        "*" | "**" | "c" | "s" | "[c]" | "x" | "suppressed" | "withheld" => return Cell::Withheld,
        _ if lower.starts_with('<')
            || lower.starts_with("fewer than")
            || lower.starts_with("less than") =>
        {
            return Cell::Withheld;
        }
        _ => {}
    }
    let found = FIGURE.as_ref().and_then(|it| it.captures(text));
    found
        .and_then(|found| figure(&found, text))
        .map_or(Cell::Text, Cell::Number)
}

fn figure(found: &regex::Captures<'_>, text: &str) -> Option<Number> {
    let digits = found.name("digits")?.as_str().replace(',', "");
    let decimals = digits.split_once('.').map_or(0, |(_, part)| part.len());
    let mut value = Exact::parse(&digits)?;
    let has = |name: &str| found.name(name).is_some();
    // A loss is bracketed; `(27%)` alone is not.
    let is_bracketed = has("open") && !has("percent");
    if has("minus") || has("minus2") || is_bracketed {
        value = value.negated();
    }
    let sign = match (has("percent"), has("money")) {
        (true, _) => Some(Unit::Percent),
        (false, true) => Some(Unit::Money),
        (false, false) => None,
    };
    let share = found.name("share").and_then(|share| {
        let decimals = share
            .as_str()
            .split_once('.')
            .map_or(0, |(_, part)| part.len());
        Some((Exact::parse(share.as_str())?, u32::try_from(decimals).ok()?))
    });
    Some(Number {
        value,
        decimals: u32::try_from(decimals).ok()?,
        sign,
        share,
        printed: text.to_owned(),
    })
}
