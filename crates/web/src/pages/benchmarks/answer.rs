//! The answer before the table: where the authority stands in the latest year,
//! beside whom, and since the year before.

use holdfast_measures::benchmark::{Benchmark, PeerValue, Year, peers, place};
use holdfast_measures::compare::{Comparison, Side, Verdict, change};
use holdfast_measures::figure::period;
use holdfast_measures::published::reference_date;
use holdfast_measures::{Measure, Timing};
use holdfast_reference::Releases;
use holdfast_workforce::CodeSet as _;

use super::asked::{Asked, name};
use crate::drawn::shown;

/// A measure of an authority beside its peers.
pub(crate) struct Beside {
    /// The values of all years.
    pub(crate) benchmark: Benchmark,
    /// The name of the authority.
    pub(crate) name: String,
}

/// A comparison as a page tells it.
pub(crate) struct Told {
    /// The verdict in a word or two.
    pub(crate) verdict: &'static str,
    /// The colour of its tag.
    pub(crate) colour: &'static str,
    /// The comparison as a sentence.
    pub(crate) sentence: String,
    /// By how much.
    pub(crate) amount: String,
}

impl Beside {
    /// Gathers what is published; nothing where no authority was chosen.
    pub(crate) fn of(asked: &Asked, releases: &Releases) -> Option<Self> {
        let council = asked.council?;
        let peers = peers(council, asked.model, &asked.others);
        Some(Self {
            benchmark: Benchmark::of(releases, asked.measure, peers, asked.from..=asked.to),
            name: name(council),
        })
    }

    /// Where the authority stands in the latest year.
    pub(crate) fn sentence(&self, releases: &Releases) -> String {
        let measure = self.benchmark.measure;
        let Some((year, mine)) = self.latest() else {
            return format!("Nothing is published of {} for these years.", self.name);
        };
        let value = match mine.value.ratio() {
            Some(_) => holdfast_measures::figure::with_unit(measure, mine.value),
            None => self.without_number(mine),
        };
        let place = is_rate(measure)
            .then(|| place(releases, measure, year.year, mine.value))
            .flatten();
        let place = place.map(|place| format!(", {} authorities", place.in_words(measure)));
        format!(
            "{}, {}: {}, {}{}.",
            measure.label(),
            self.name,
            value,
            when(measure, year.year),
            place.unwrap_or_default(),
        )
    }

    fn without_number(&self, mine: &PeerValue) -> String {
        let symbol = mine.value.symbol();
        let why = symbol.map_or("", |symbol| symbol.label());
        format!("no number ({})", why.to_lowercase())
    }

    /// The latest year with what the authority has in it.
    pub(crate) fn latest(&self) -> Option<(&Year, &PeerValue)> {
        let year = self.benchmark.latest()?;
        Some((year, year.values.first()?.as_ref()?))
    }

    /// The authority beside each peer in the latest year; none of a count,
    /// which grows with the size of an authority.
    pub(crate) fn comparisons(&self) -> Vec<Told> {
        let Some((year, _)) = self.latest().filter(|_| is_rate(self.benchmark.measure)) else {
            return Vec::new();
        };
        let all = self.benchmark.comparisons(year);
        all.iter().map(Told::of).collect()
    }

    /// The authority beside itself a year before.
    pub(crate) fn change(&self) -> Option<Told> {
        let (year, mine) = self.latest()?;
        let mut years = self.benchmark.years.iter();
        let before = years.find(|it| it.year == year.year - 1)?;
        let then = before.values.first()?.as_ref()?;
        let side = |name: String, value: &PeerValue| match &value.figure {
            Some(figure) => Side::of_figure(name, figure),
            None => Side::of_value(name, value.value),
        };
        let found = change(
            self.benchmark.measure,
            side(self.name.clone(), mine),
            side(before.year.to_string(), then),
        );
        Some(Told::of(&found))
    }

    /// Whether the measure is a count.
    pub(crate) fn is_count(&self) -> bool {
        !is_rate(self.benchmark.measure)
    }
}

impl Told {
    /// A comparison in the words of a page.
    pub(crate) fn of(comparison: &Comparison) -> Self {
        let amounts = [
            comparison.difference_in_words(),
            comparison.relative_in_words(),
        ];
        let amount: Vec<_> = match comparison.verdict {
            Verdict::Same | Verdict::CannotTell => Vec::new(),
            _ => amounts.into_iter().flatten().collect(),
        };
        Self {
            verdict: comparison.verdict.label(),
            colour: colour(comparison.verdict),
            sentence: comparison.in_words(),
            amount: amount.join("; "),
        }
    }
}

/// The colour of a verdict’s tag; the words carry the meaning.
pub(crate) const fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "green",
        Verdict::Worse => "orange",
        Verdict::Different => "blue",
        Verdict::NoRealDifference | Verdict::Same | Verdict::CannotTell => "grey",
    }
}

/// Whether a measure can be compared between authorities of any size.
pub(crate) fn is_rate(measure: Measure) -> bool {
    measure.definition().formula.whole().is_some()
}

/// When a value of a year is of: `on 30 September 2025`, `in the year ending 30
/// September 2025`.
pub(crate) fn when(measure: Measure, year: i16) -> String {
    let period = period(measure, reference_date(year));
    match measure.definition().timing {
        Timing::AtDate => format!("on {period}"),
        Timing::YearEnding => format!("in the {period}"),
    }
}

/// The years of a chart in words.
pub(crate) fn years(measure: Measure, from: i16, to: i16) -> String {
    let of = match measure.definition().timing {
        Timing::AtDate => "30 September",
        Timing::YearEnding => "Years ending 30 September",
    };
    match from == to {
        true => format!("{of} {to}"),
        false => format!("{of} {from} to {to}"),
    }
}

/// The value of a peer as it is shown; a dash where nothing is published.
pub(crate) fn value_shown(measure: Measure, value: Option<&PeerValue>) -> String {
    value.map_or_else(
        || crate::format::NO_VALUE.to_owned(),
        |value| shown(measure, value.value),
    )
}
