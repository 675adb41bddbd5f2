//! What a cell of the file may hold.

use holdfast_workforce::CodeSet as _;

use crate::area::{Area, AuthorityNumber, LondonPart, Region};
use crate::authorities::area_name;
use crate::indicators::{Measure, Unit};
use crate::problem::Fault;
use crate::published::{Number, Published, Symbol};

/// The years that a file of this layout can be about.
const YEARS: std::ops::RangeInclusive<i16> = 2010..=2100;

pub(super) fn unknown_level() -> Fault {
    Fault::new(
        "unknown-level",
        "is no level that these figures are published for",
        "Write National, Regional or Local authority.",
    )
}

pub(super) fn read_year(text: &str) -> Result<i16, Fault> {
    let year = text.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(|| {
        let message = "is not a reporting year";
        Fault::new("not-a-year", message, "Write the year in four digits.")
    })
}

pub(super) fn read_identifier(text: &str) -> Result<(), Fault> {
    match text {
        "Reporting year" => Ok(()),
        _ => Err(Fault::new(
            "unknown-period",
            "is no period that these figures are published for",
            "Import the file of indicators, whose periods are reporting years.",
        )),
    }
}

pub(super) fn read_country(code: &str) -> Result<Area, Fault> {
    match code {
        "E92000001" => Ok(Area::England),
        _ => Err(Fault::new(
            "unknown-country",
            "is not the code of England",
            "Write E92000001.",
        )),
    }
}

pub(super) fn read_region(code: &str) -> Result<Area, Fault> {
    let region = Region::ALL.iter().find(|region| region.gss_code() == code);
    let part = LondonPart::ALL.iter().find(|part| part.gss_code() == code);
    match (region, part) {
        (Some(region), _) => Ok(Area::Region(*region)),
        (None, Some(part)) => Ok(Area::LondonPart(*part)),
        (None, None) => Err(Fault::new(
            "unknown-region",
            "is the code of no region of England",
            "Write the region’s code, such as E12000001.",
        )),
    }
}

pub(super) fn read_authority(code: &str) -> Result<Area, Fault> {
    let known = |text: &str| {
        let number: AuthorityNumber = text.trim().parse().ok()?;
        area_name(Area::Authority(number)).map(|_| number)
    };
    let joint = |(first, second): (AuthorityNumber, AuthorityNumber)| {
        (first != second).then(|| Area::Joint(first.min(second), first.max(second)))
    };
    let area = match code.split_once('/') {
        Some((first, second)) => known(first).zip(known(second)).and_then(joint),
        None => known(code).map(Area::Authority),
    };
    area.ok_or_else(|| {
        Fault::new(
            "unknown-authority",
            "is the number of no authority that this version of Holdfast knows",
            "Write the department’s three-digit number, or two as in 314 / 318; for an authority made since, use a newer version of Holdfast.",
        )
    })
}

pub(super) fn read_value(measure: Measure, text: &str) -> Result<Published, Fault> {
    if let Some(symbol) = Symbol::from_code(text) {
        return Ok(Published::Symbol(symbol));
    }
    let (counts, is_whole) = match measure.unit() {
        Unit::Percent => return read_rate(text),
        Unit::Headcount => ("people", true),
        Unit::Cases => ("cases", true),
        Unit::Fte => ("FTE", false),
        Unit::Days => ("days", false),
        Unit::CasesPerFte => ("cases for each FTE", false),
    };
    if text.ends_with('%') {
        let message = format!("is a percentage, where a number of {counts} belongs");
        let advice = "See that each value stands under its heading.";
        return Err(Fault::new("percentage", message, advice));
    }
    let number = read_number(text)?;
    if is_whole && text.contains('.') {
        let message = format!("has a decimal place, and a number of {counts} is whole");
        let advice = "See that each value stands under its heading, and write a whole number.";
        return Err(Fault::new("not-whole", message, advice));
    }
    Ok(Published::Number(number))
}

fn read_rate(text: &str) -> Result<Published, Fault> {
    let Some(percent) = text.strip_suffix('%') else {
        let number = read_number(text)?;
        return match number.tenths() {
            0..=1000 => Ok(Published::Number(number)),
            _ => Err(rate_out_of_range()),
        };
    };
    Err(match percent.trim().parse::<Number>() {
        Ok(_) => Fault::new(
            "percent-sign",
            "has a percent sign",
            "Write the number alone.",
        ),
        Err(_) => not_a_value(),
    })
}

fn rate_out_of_range() -> Fault {
    Fault::new(
        "rate-out-of-range",
        "is more than 100%, which a published rate never is",
        "See that each value stands under its heading; write u where the rate was withheld.",
    )
}

fn not_a_value() -> Fault {
    Fault::new(
        "not-a-value",
        "is neither a number with at most one decimal place nor a symbol",
        "Write digits without commas, such as 1234.5, or one of z, x, c, u, low and :.",
    )
}

fn read_number(text: &str) -> Result<Number, Fault> {
    match text {
        "" => Err(Fault::new(
            "empty-cell",
            "is empty",
            "Write the number, or the symbol that the department has in its place.",
        )),
        _ => text.parse().map_err(|_| not_a_value()),
    }
}
