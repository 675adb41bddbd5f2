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
        let place = place.map(|place| format!(", the {} authorities", place.in_words(measure)));
        format!(
            "{}: {value} {}{}.",
            self.name,
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
    pub(crate) fn comparisons(&self) -> Vec<Comparison> {
        let Some((year, _)) = self.latest().filter(|_| is_rate(self.benchmark.measure)) else {
            return Vec::new();
        };
        self.benchmark.comparisons(year)
    }

    /// The authority beside itself a year before.
    pub(crate) fn change(&self) -> Option<Comparison> {
        let (year, mine) = self.latest()?;
        let mut years = self.benchmark.years.iter();
        let before = years.find(|it| it.year == year.year - 1)?;
        let then = before.values.first()?.as_ref()?;
        let side = |name: String, value: &PeerValue| match &value.figure {
            Some(figure) => Side::of_figure(name, figure),
            None => Side::of_value(name, value.value),
        };
        Some(change(
            self.benchmark.measure,
            side(self.name.clone(), mine),
            side(before.year.to_string(), then),
        ))
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
            sentence: comparison.in_words(),
            amount: amount.join("; "),
        }
    }
}

/// How comparisons were judged: with whom, and by which method, each method once.
pub(crate) struct Judged {
    /// With whom: `England and East of England`.
    pub(crate) with: String,
    /// The method, and what it takes for granted.
    pub(crate) method: &'static str,
}

/// How the verdicts of comparisons came about; those without a verdict are left
/// out.
pub(crate) fn judged<'c>(comparisons: impl IntoIterator<Item = &'c Comparison>) -> Vec<Judged> {
    let mut methods: Vec<(&'static str, Vec<&str>)> = Vec::new();
    for told in comparisons {
        if told.verdict == Verdict::CannotTell {
            continue;
        }
        let (method, name) = (told.method(), told.other.name.as_str());
        match methods.iter_mut().find(|(known, _)| *known == method) {
            Some((_, names)) => names.push(name),
            None => methods.push((method, vec![name])),
        }
    }
    let judged = |(method, names): (_, Vec<_>)| Judged {
        with: listed(&names),
        method,
    };
    methods.into_iter().map(judged).collect()
}

/// Names or clauses as people list them: `one, another and a third`.
pub(crate) fn listed<T: AsRef<str>>(parts: &[T]) -> String {
    let texts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match texts.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
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
