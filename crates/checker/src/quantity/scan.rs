//! Finds the quantities of a passage.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use super::day::{Day, month};
use super::{Hedge, Quantity, Time, Unit, word};
use crate::exact::Exact;

const MONTH: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";

const NUMBER_WORD: &str = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen)";

/// All that looks like a quantity, or like one that is none. What stands first wins.
fn pattern() -> String {
    let small = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})";
    [
        // No quantities: addresses, telephone numbers, references.
        r"(?P<none>\(?\b0\d{2,5}\)?[ -]\d{3,4}[ -]?\d{3,4}\b|\b0\d{9,10}\b|\b\d+(?:st|nd|rd|th)\b(?P<ordinal>(?: +of)? +MONTH(?:,? +\d{4}\b)?)?|\b(?:sections?|paragraphs?|para\.?|pages?|appendix|appendices|annex|table|figure|fig\.|items?|grades?|levels?|bands?|phases?|stages?|tiers?|parts?|chapters?|schedule|steps?|lines?|no\.|version|options?|recommendations?|priority|objectives?|strands?|theme|regulations?|article|scp|spine points?|po|nvq|types?|category|class|wards?|aged|ages?|quarter|minute|ref\.?|rule|clause|form|week|year|day|room|regulation|standard|question|module|pillar|outcome|zone|round|wave|cohort|group|s\.|p\.|pp\.|act|circular|note|key stage|covid-?)\s?\d+(?:\.\d+)*(?:\s?(?:-|–|/)\s?\d+(?:\.\d+)*)?[a-z]?\b(?:\s*%)?|\b(?:under|over)[- ]\d+s\b|\b\d+[- ](?:to|–|-)?[- ]?\d*[- ]?years?[- ]olds?\b|\b[a-z]{1,5} ?\d{3,5}/\d+\b|\b[a-z]+\d+[a-z0-9]*\b|\b\d{1,2}[.:]\d{2} ?(?:am|pm)\b|\b\d{1,2} ?(?:am|pm)\b|\b24/7\b|\b\d+\+|\b\d+\.\d+\.\d+(?:\.\d+)*\b)",
        r"(?P<iso>\b\d{4}-\d{2}-\d{2}\b)",
        r"(?P<dmy>\b\d{1,2}[/.-]\d{1,2}[/.-](?:20\d{2}|19\d{2}|\d{2})\b)",
        r"(?P<dm>\b\d{1,2} +(?:of +)?MONTH(?:,? +\d{4}\b)?)",
        r"(?P<md>\bMONTH +\d{1,2}(?:(?:st|nd|rd|th)\b(?:,? +(?:19|20)\d{2}\b)?|,? +(?:19|20)\d{2}\b))",
        r"(?P<my>\bMONTH,? +(?:(?:19|20)\d{2}|['’]\d{2})\b|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[- ]['’]?[12]\d\b)",
        r"(?P<period>\b(?:19|20)\d{2} ?[/–—-] ?(?:(?:19|20)\d{2}|\d{2})\b|\b\d{2}/\d{2}\b)",
        r"(?P<fraction>\b(?:SMALL +(?:in|out of)(?: every)? +SMALL\b|(?:an? |(?:one|two|three|four)[ -])?(?:half|halves|thirds?|quarters?|fifths?|tenths?)\b(?: +of\b)?))",
        r"(?P<digits>[-–−]?[£€] ?\d+(?:,\d{3})*(?:\.\d+)?|[-–−+]?\d+(?:,\d{3})*(?:\.\d+)?)(?P<suffix> ?-?(?:percentage[ -]points?|% ?points?|ppts?\b|pp\b|%|per ?cent\b|m\b|mn\b|bn\b|k\b|million\b|billion\b|thousand\b|hundred\b))*",
        r"(?P<words>\b(?:(?:a|one) (?:hundred|thousand|dozen)|WORD)(?:[ -](?:and )?WORD)*(?:-one|-two)?\b)(?P<wsuffix> ?(?:percentage points?|per ?cent\b|%|million\b))?",
    ]
    .join("|")
    .replace("MONTH", MONTH)
    .replace("SMALL", small)
    .replace("WORD", NUMBER_WORD)
    // Plain digits and boundaries are many times faster than those of all scripts.
    .replace(r"\b", r"(?-u:\b)")
    .replace(r"\d", "[0-9]")
}

static QUANTITY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("(?i){}", pattern())).ok());

/// The words in front of a number that say how exact it is.
static HEDGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|[\s(])(?P<about>around|about|approximately|approx\.?|circa|ca?\.|roughly|some|an average of around|in the region of|estimated)\s?$|(?:^|[\s(])(?P<nearly>nearly|almost|just under|just below|close to|just less than|just short of)\s$|(?:^|[\s(])(?P<over>over|more than|just over|in excess of|at least|a minimum of|minimum of|upwards of|greater than|well over|no fewer than)\s(?:a |an )?$|(?:^|[\s(])(?P<under>up to|less than|fewer than|under|no more than|not more than|at most|a maximum of|maximum of)\s(?:a |an )?$").ok()
});

/// Behind a number: what it is for.
static PER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s?(?:(?:additional|extra|more|less)\s)?(?:(?:per|a|an|each|every|/)\s?(?P<time>hour|day|week|month|year|annum)\b|(?P<adverb>annually|monthly|weekly|p\.a\.?|pa)\b|(?P<each>(?:per|for each|for every) (?:head|post|person|worker|social worker|employee|agency|member|team|place|case|child|individual|fte|student|apprentice|nqsw|unit|placement|vacancy|recruit|session|family|hire|starter|leaver|annum)|each|apiece)\b)").ok()
});

/// Behind a number: its unit, where no sign or word of scale says it.
static UNIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^[\s-]?(?:(?P<fte>fte|wte|full[- ]time equivalents?|whole[- ]time equivalents?)\b|(?:working |calendar |school |sick |sickness )?(?P<time>hours?|days?|weeks?|months?|years?)\b)").ok()
});

/// The quantities of a text, in their order.
pub fn scan(text: &str) -> Vec<Quantity> {
    let Some(pattern) = QUANTITY.as_ref() else {
        return Vec::new();
    };
    let mut found: Vec<Quantity> = Vec::new();
    for captures in pattern.captures_iter(text) {
        let behind = found.last().map_or(0, |last| last.end);
        if let Some(quantity) = quantity(text, behind, &captures) {
            found.push(quantity);
        }
    }
    found
}

fn quantity(text: &str, behind: usize, captures: &Captures<'_>) -> Option<Quantity> {
    let whole = captures.get(0)?;
    if is_address(text, whole) {
        return None;
    }
    if captures.name("none").is_some() {
        return captures.name("ordinal").and_then(|_| date(whole));
    }
    if captures.name("fraction").is_some() {
        return fraction(text, behind, whole);
    }
    if let Some(digits) = captures.name("digits") {
        return digits_of(text, behind, whole, digits);
    }
    if let Some(words) = captures.name("words") {
        return words_of(text, behind, whole, words);
    }
    date(whole)
}

/// Whether it stands within the address of a page or a person.
fn is_address(text: &str, whole: Match<'_>) -> bool {
    let before = text.get(..whole.start()).unwrap_or_default();
    let after = text.get(whole.end()..).unwrap_or_default();
    let before = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let after = after.split(char::is_whitespace).next().unwrap_or_default();
    let starts = ["http", "www."].iter().any(|it| before.contains(it));
    starts || before.contains('@') || after.contains('@')
}

fn plain(whole: Match<'_>, value: Exact, unit: Unit) -> Quantity {
    Quantity {
        start: whole.start(),
        end: whole.end(),
        value,
        step: Exact::whole(1),
        unit,
        hedge: Hedge::None,
        noun: String::new(),
        per: None,
        each: false,
        day: None,
        printed: whole.as_str().trim().to_owned(),
    }
}

/// Dates and periods in every form.
fn date(whole: Match<'_>) -> Option<Quantity> {
    let printed = whole.as_str();
    let numbers: Vec<i16> = printed
        .split(|it: char| !it.is_ascii_digit())
        .filter_map(|it| it.parse().ok())
        .collect();
    let named = printed
        .split(|it: char| !it.is_alphabetic())
        .find_map(|it| (it.len() >= 3).then(|| month(it))?);
    let short = |number: i16| i8::try_from(number).ok();
    let century = |year: i16| if year < 100 { 2000 + year } else { year };
    let has_dash_date = printed.matches(['-', '/', '.']).count() == 2;
    let day = match (named, numbers.as_slice()) {
        (Some(month), [year]) if *year > 31 => on(Some(*year), Some(month), None),
        (Some(month), [day]) if printed.starts_with(|it: char| it.is_ascii_digit()) => {
            on(None, Some(month), short(*day))
        }
        // `Mar 23` and `March ’23`: the short form of a year.
        (Some(month), [year]) => on(Some(century(*year)), Some(month), None),
        (Some(month), [day, year]) => on(Some(century(*year)), Some(month), short(*day)),
        (None, [year, month, day]) if has_dash_date && *year > 1900 => {
            on(Some(*year), short(*month), short(*day))
        }
        (None, [day, month, year]) if has_dash_date => {
            // With the month first where nothing else is possible, as Americans write.
            let [day, month] = match *month > 12 && *day <= 12 {
                true => [*month, *day],
                false => [*day, *month],
            };
            let is_likely = (1..=31).contains(&day) && (1..=12).contains(&month);
            let is_one_form = ["-", "/", "."]
                .iter()
                .any(|it| printed.matches(it).count() == 2);
            let is_short = *year < 100 && printed.contains('.');
            if !is_likely || !is_one_form || is_short {
                return None;
            }
            on(Some(century(*year)), short(month), short(day))
        }
        // `65/82` is no period; `2025-10` is a month.
        (None, [year, until]) if *year < 100 && (*until - *year).rem_euclid(100) != 1 => {
            return None;
        }
        (None, [year, until])
            if (1..=12).contains(until) && (*until - *year).rem_euclid(100) != 1 =>
        {
            on(Some(*year), short(*until), None)
        }
        (None, [year, until]) => {
            let mut day = on(Some(century(*year)), None, None);
            day.until = Some(*until);
            day
        }
        (None, [year]) => on(Some(*year), None, None),
        _ => return None,
    };
    let unit = match (day.month, day.day) {
        (None, _) => Unit::Period,
        _ => Unit::Date,
    };
    let value = Exact::whole(i64::from(day.year.unwrap_or(0)));
    let mut quantity = plain(whole, value, unit);
    quantity.day = Some(day);
    Some(quantity)
}

fn on(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Day {
    Day {
        year,
        month,
        day,
        until: None,
    }
}

fn fraction(text: &str, behind: usize, whole: Match<'_>) -> Option<Quantity> {
    let words = whole.as_str().to_lowercase();
    let is_share = words.ends_with(" of");
    let words = words.trim_end_matches(" of").trim().trim_start_matches('-');
    // Quarters of the year and half days are no shares.
    let next = beginning(text.get(whole.end()..)?.trim_start(), 40).to_lowercase();
    let is_time = [
        "year", "day", "hour", "term", "time", "way", "one", "two", "three", "four", "1", "2", "3",
        "4", "end", "ly", "-", "month", "sector", "party", "parties",
    ];
    let is_quarter = words.ends_with("quarter") || words.ends_with("half");
    let is_bare = !words.contains(' ');
    if !is_share
        && (is_quarter || words.ends_with("third"))
        && is_time.iter().any(|it| next.starts_with(it))
    {
        return None;
    }
    // `the third`, `this quarter` say which one.
    if is_bare && !words.starts_with("half") && !words.ends_with('s') {
        return None;
    }
    let mut quantity = plain(whole, word::fraction(words)?, Unit::Fraction);
    let lead = whole.as_str().len() - whole.as_str().trim_start_matches([' ', '-']).len();
    quantity.start += lead;
    hedged(text, behind, &mut quantity);
    Some(quantity)
}

fn words_of(text: &str, behind: usize, whole: Match<'_>, words: Match<'_>) -> Option<Quantity> {
    let value = Exact::whole(word::number(&words.as_str().to_lowercase())?);
    let mut quantity = plain(whole, value, Unit::Count);
    let suffix = whole.as_str().get(words.len()..)?.trim().to_lowercase();
    match suffix.as_str() {
        "" => {}
        "million" => {
            quantity.value = quantity.value.times(Exact::ten_to(6)?)?;
            quantity.step = Exact::ten_to(6)?;
        }
        it if it.contains("point") => quantity.unit = Unit::Points,
        _ => quantity.unit = Unit::Percent,
    }
    finish(text, behind, quantity)
}

fn digits_of(text: &str, behind: usize, whole: Match<'_>, digits: Match<'_>) -> Option<Quantity> {
    let before = text.get(..digits.start())?;
    let after = text.get(whole.end()..)?;
    let printed = digits.as_str();
    let sign_is_dash = printed.starts_with(['-', '–', '−'])
        && before.ends_with(|it: char| it.is_alphanumeric() || ")%".contains(it));
    let is_money = printed.contains(['£', '€']);
    let bare: String = printed
        .chars()
        .filter(|it| it.is_ascii_digit() || *it == '.')
        .collect();
    let is_within_word = before.ends_with(|it: char| it.is_alphanumeric() || it == '_')
        && !printed.starts_with(['-', '–', '−', '£']);
    let is_reference =
        after.starts_with('/') && after.get(1..2)?.starts_with(|it: char| it.is_ascii_digit());
    if is_within_word || is_reference {
        return None;
    }
    let mut value = Exact::parse(bare.trim_end_matches('.'))?;
    let decimals = bare.split_once('.').map_or(0, |(_, part)| part.len());
    let mut step = Exact::ten_to(-i32::try_from(decimals).ok()?)?;
    if printed.starts_with(['-', '–', '−']) && !sign_is_dash {
        value = value.negated();
    }
    let suffix = whole.as_str().get(printed.len()..)?.to_lowercase();
    let (unit, power) = suffix_of(&suffix);
    let scale = Exact::ten_to(power)?;
    (value, step) = (value.times(scale)?, step.times(scale)?);
    let unit = match (is_money, unit) {
        (true, _) => Unit::Money,
        (false, Some(unit)) => unit,
        (false, None) => Unit::Count,
    };
    if is_money && decimals == 0 && power == 0 {
        step = step_of_round_money(value)?;
    }
    let mut quantity = plain(whole, value, unit);
    quantity.step = step;
    if sign_is_dash {
        quantity.start += printed.chars().next()?.len_utf8();
    }
    if unit == Unit::Count && power == 0 && is_year(printed, after) {
        return date(whole);
    }
    finish(text, behind, quantity)
}

/// `£573,000` was rounded to thousands; `£500,000` hardly to hundreds of thousands.
fn step_of_round_money(value: Exact) -> Option<Exact> {
    let mut step = Exact::whole(1);
    let most = value.over(Exact::whole(40))?;
    loop {
        let larger = step.times(Exact::whole(10))?;
        if larger > most || !value.over(larger)?.is_whole() {
            return Some(step);
        }
        step = larger;
    }
}

fn suffix_of(suffix: &str) -> (Option<Unit>, i32) {
    let unit = if suffix.contains("point") || suffix.contains("pp") {
        Some(Unit::Points)
    } else if suffix.contains('%') || suffix.contains("cent") {
        Some(Unit::Percent)
    } else {
        None
    };
    let power = match suffix.trim_matches([' ', '-']) {
        "m" | "mn" | "million" => 6,
        "bn" | "billion" => 9,
        "k" | "thousand" => 3,
        "hundred" => 2,
        _ => 0,
    };
    (unit, power)
}

/// So many characters of a text: what follows a number is asked for each, however long it is.
fn beginning(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters);
    end.map_or(text, |(end, _)| &text[..end])
}

/// Whether four digits are a year: nothing that is counted stands behind them.
fn is_year(printed: &str, after: &str) -> bool {
    let is_four = printed.len() == 4 && printed.chars().all(|it| it.is_ascii_digit());
    let in_range = ("1950".."2060").contains(&printed);
    const COUNTED: [&str; 14] = [
        "staff",
        "social",
        "people",
        "children",
        "cases",
        "days",
        "hours",
        "fte",
        "posts",
        "workers",
        "employees",
        "families",
        "referrals",
        "contacts",
    ];
    let after = beginning(after.trim_start(), 12).to_lowercase();
    is_four && in_range && !COUNTED.iter().any(|it| after.starts_with(it))
}

/// Adds unit, noun, what it is for and hedge, from the words around.
fn finish(text: &str, behind: usize, mut quantity: Quantity) -> Option<Quantity> {
    let after = text.get(quantity.end..)?;
    if quantity.unit == Unit::Count
        && let Some(found) = UNIT.as_ref()?.captures(after)
    {
        let named = found
            .name("time")
            .and_then(|it| Time::named(&it.as_str().to_lowercase()));
        quantity.unit = named.map_or(Unit::Fte, Unit::Time);
        quantity.end += found.get(0)?.end();
    }
    let after = text.get(quantity.end..)?;
    if let Some(found) = PER.as_ref()?.captures(after) {
        let named = found
            .name("time")
            .and_then(|it| Time::named(&it.as_str().to_lowercase()));
        let adverb = found
            .name("adverb")
            .map(|it| Time::named(&it.as_str().to_lowercase()).unwrap_or(Time::Year));
        quantity.each = found.name("each").is_some();
        // `14 a year`, but not `a week` of a phrase such as `two a week`: the same.
        quantity.per = named.or(adverb);
    }
    quantity.noun = noun(after);
    hedged(text, behind, &mut quantity);
    Some(quantity)
}

/// Takes the hedge in front of a quantity into it.
fn hedged(text: &str, behind: usize, quantity: &mut Quantity) {
    let from = quantity.start.saturating_sub(30).max(behind);
    let from = (from..=quantity.start).find(|at| text.is_char_boundary(*at));
    let before = from.and_then(|from| text.get(from..quantity.start));
    let (Some(before), Some(pattern)) = (before, HEDGE.as_ref()) else {
        return;
    };
    let Some(found) = pattern.captures(before) else {
        return;
    };
    let named = [
        ("about", Hedge::About),
        ("nearly", Hedge::Nearly),
        ("over", Hedge::Over),
        ("under", Hedge::Under),
    ];
    let named = named
        .iter()
        .find_map(|(name, hedge)| Some((found.name(name)?, *hedge)));
    if let Some((at, hedge)) = named {
        // `over 4 years` says how long something took.
        if hedge == Hedge::Over && matches!(quantity.unit, Unit::Time(_)) && at.as_str() == "over" {
            return;
        }
        quantity.hedge = hedge;
        quantity.start -= before.len() - at.start();
    }
}

/// Up to four words behind a number.
fn noun(after: &str) -> String {
    const STOPS: [&str; 40] = [
        "of", "in", "at", "on", "to", "and", "or", "with", "from", "by", "for", "the", "is", "are",
        "was", "were", "have", "has", "had", "who", "which", "that", "as", "than", "compared",
        "per", "a", "an", "this", "these", "over", "between", "during", "when", "will", "being",
        "but", "left", "joined", "while",
    ];
    let mut words = Vec::new();
    for word in after.split_whitespace().take(4) {
        let bare: String = word
            .chars()
            .filter(|it| it.is_alphanumeric() || "'’-".contains(*it))
            .collect();
        let bare = bare.to_lowercase();
        if bare.is_empty()
            || STOPS.contains(&bare.as_str())
            || bare.starts_with(|it: char| it.is_ascii_digit())
        {
            break;
        }
        words.push(bare);
        if word.ends_with([',', ';', '.', ')', ':', '(']) {
            break;
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests;
