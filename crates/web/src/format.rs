//! Amounts as people read them. Rounding happens here, once, and nowhere before.

use holdfast_workforce::amount;
use holdfast_workforce::amount::{Fte, Money, percent_one_place, readable};
use holdfast_workforce::date::in_words;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// What stands where there is no value.
pub(crate) const NO_VALUE: &str = "–";

/// FTE in two places: `406.31`.
pub(crate) fn fte(value: Fte) -> String {
    readable(&value.rounded(2))
}

/// FTE in one place, for headlines: `406.3`.
pub(crate) fn fte_headline(value: Fte) -> String {
    readable(&value.rounded(1))
}

/// FTE in two places, with a dash for nothing: wide tables read easier so.
pub(crate) fn fte_or_dash(value: Fte) -> String {
    if value.is_zero() {
        NO_VALUE.to_owned()
    } else {
        fte(value)
    }
}

/// A difference of FTE with its sign: `+2.00`, `−1.50`, `0.00`.
pub(crate) fn fte_change(value: Fte) -> String {
    with_plus(value > Fte::ZERO, fte(value))
}

/// A whole number of people or assignments: `1,024`.
pub(crate) fn whole(value: Fte) -> String {
    readable(&value.rounded(0))
}

/// A difference of people or assignments with its sign: `+2`.
pub(crate) fn whole_change(value: Fte) -> String {
    with_plus(value > Fte::ZERO, whole(value))
}

/// A share in percent with one place, or a dash of a whole of nothing.
pub(crate) fn percent(part: Fte, whole: Fte) -> String {
    match percent_one_place(part, whole) {
        Some(value) => format!("{}%", readable(&value)),
        None => NO_VALUE.to_owned(),
    }
}

/// A count of people or rows: `1,024`.
pub(crate) fn count(number: usize) -> String {
    readable(&number.to_string())
}

/// Pounds and pence: `£12,345.67`.
pub(crate) fn pounds(value: Money) -> String {
    amount::pounds(&value.rounded(2))
}

/// A moment as people here read it: `22 November 2026 at 7:20am`.
pub(crate) fn moment(at: Timestamp) -> String {
    let (local, zone) = on_the_wall(at);
    let half = if local.hour() < 12 { "am" } else { "pm" };
    let hour = (local.hour() + 11) % 12 + 1;
    let day = in_words(local.date());
    format!("{day} at {hour}:{:02}{half}{zone}", local.minute())
}

/// A moment by the clock on the wall, to the second.
pub(crate) fn local(at: Timestamp) -> DateTime {
    let (local, _) = on_the_wall(at);
    let local = local.datetime();
    local.with().subsec_nanosecond(0).build().unwrap_or(local)
}

/// Without a list of time zones on this machine the time is given as it is.
fn on_the_wall(at: Timestamp) -> (Zoned, &'static str) {
    match at.in_tz("Europe/London") {
        Ok(local) => (local, ""),
        Err(_) => (at.to_zoned(TimeZone::UTC), " UTC"),
    }
}

/// The text with a capital at its beginning.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn with_plus(is_more: bool, text: String) -> String {
    // What rounds to nothing has no sign.
    let shows_nothing = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if is_more && !shows_nothing {
        format!("+{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fte_is_rounded_half_up_once() {
        assert_eq!(fte(Fte::from_units(406_305_000)), "406.31");
        assert_eq!(fte_headline(Fte::from_units(406_250_000)), "406.3");
        assert_eq!(fte(Fte::whole(35_000)), "35,000.00");
        assert_eq!(fte_or_dash(Fte::ZERO), "–");
        assert_eq!(fte_or_dash(Fte::from_units(1)), "0.00");
    }

    #[test]
    fn changes_carry_their_sign_and_nothing_has_none() {
        assert_eq!(fte_change(Fte::whole(2)), "+2.00");
        assert_eq!(fte_change(Fte::from_units(-1_500_000)), "−1.50");
        assert_eq!(fte_change(Fte::ZERO), "0.00");
        assert_eq!(fte_change(Fte::from_units(4_000)), "0.00");
        assert_eq!(fte_change(Fte::from_units(-4_000)), "0.00");
    }

    #[test]
    fn shares_and_counts_are_read_by_people() {
        assert_eq!(percent(Fte::whole(66), Fte::whole(204)), "32.4%");
        assert_eq!(percent(Fte::ONE, Fte::ZERO), "–");
        assert_eq!(count(45_000), "45,000");
        assert_eq!(count(999), "999");
        assert_eq!(pounds("12345.67".parse().unwrap()), "£12,345.67");
        assert_eq!(pounds(Money::whole(-1_200)), "−£1,200.00");
    }

    #[test]
    fn moments_are_told_by_the_clock_on_the_wall() {
        let summer: Timestamp = "2026-07-01T11:05:00Z".parse().unwrap();
        assert_eq!(moment(summer), "1 July 2026 at 12:05pm");
        let winter: Timestamp = "2026-01-01T00:30:00Z".parse().unwrap();
        assert_eq!(moment(winter), "1 January 2026 at 12:30am");
    }
}
