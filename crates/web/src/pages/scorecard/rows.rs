//! The rows of a scorecard as a page shows them.

use holdfast_measures::benchmark::Peer;
use holdfast_measures::compare::{Comparison, Verdict};
use holdfast_measures::scorecard::{Card, CardRow, Status};
use holdfast_measures::{Figure, Value};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::Service;
use holdfast_workforce::record::Authority;
use jiff::civil::Date;

use super::notes::{Noted, Notes, of_figure, of_measure, of_symbol};
use crate::address;
use crate::drawn::shown;
use crate::error::PageError;
use crate::format::NO_VALUE;
use crate::pages::benchmarks::answer::{colour, is_rate, listed};
use crate::pages::measures::charts::sparkline;

/// A group of rows.
pub(crate) struct GroupView {
    /// Its heading.
    pub(crate) title: String,
    /// Its rows.
    pub(crate) rows: Vec<RowView>,
}

/// A measure.
pub(crate) struct RowView {
    /// What it is called.
    pub(crate) name: Noted,
    /// The page of the figure.
    pub(crate) href: String,
    /// The last thirteen months as a small drawing.
    pub(crate) spark: String,
    /// A year before.
    pub(crate) before: Noted,
    /// At the date.
    pub(crate) now: Noted,
    /// By how much it changed.
    pub(crate) change: String,
    /// The change in a word or two.
    pub(crate) verdict: &'static str,
    /// The colour of the verdict.
    pub(crate) colour: &'static str,
    /// The target.
    pub(crate) target: Option<TargetView>,
    /// The values of the peers, in their order.
    pub(crate) peers: Vec<Noted>,
}

/// A target.
pub(crate) struct TargetView {
    /// What is to be reached, by when.
    pub(crate) text: String,
    /// How the figure stands to it.
    pub(crate) status: &'static str,
    /// The colour of the status.
    pub(crate) colour: &'static str,
    /// What the way there asks at the date; mostly nothing.
    pub(crate) asked: String,
}

/// The rows of a card, with the footnotes that they lead to.
///
/// # Errors
/// When a value is too large to be drawn.
pub(crate) fn groups(
    card: &Card,
    authority: &Authority,
    service: Service,
) -> Result<(Vec<GroupView>, Notes), PageError> {
    let mut notes = Notes::default();
    let mut groups = Vec::new();
    for group in &card.groups {
        let rows = group.rows.iter();
        let rows = rows.map(|row| RowView::of(card, row, authority, service, &mut notes));
        groups.push(GroupView {
            title: group.title.clone(),
            rows: rows.collect::<Result<_, _>>()?,
        });
    }
    Ok((groups, notes))
}

impl RowView {
    fn of(
        card: &Card,
        row: &CardRow,
        authority: &Authority,
        service: Service,
        notes: &mut Notes,
    ) -> Result<Self, PageError> {
        let measure = row.course.now.measure;
        Ok(Self {
            name: Noted {
                text: measure.label().to_owned(),
                word: unit_beside(&row.course.now),
                marks: notes.marks(of_measure(&row.course.now, row.footnote.as_deref())),
            },
            href: address::figure(authority, measure, card.at, Some(service)),
            spark: sparkline(&row.course, service.label())?,
            before: figure(&row.course.then, notes),
            now: figure(&row.course.now, notes),
            change: row.change.as_ref().map_or_else(String::new, changed),
            verdict: row.verdict().label(),
            colour: colour(row.verdict()),
            target: row.target.map(|state| TargetView {
                text: state.target.in_words(measure),
                status: state.status.label(),
                colour: colour_of(state.status),
                asked: state
                    .asked
                    .filter(|_| matches!(state.status, Status::OnTrack | Status::Behind))
                    .map(|asked| shown(measure, Value::Exact(asked)))
                    .unwrap_or_default(),
            }),
            peers: peers(card, row, notes),
        })
    }
}

/// The unit, where it does not stand at the number.
fn unit_beside(figure: &Figure) -> String {
    match figure.measure.unit().label() {
        "%" => String::new(),
        unit if figure.measure.label().contains(unit) => String::new(),
        unit => unit.to_owned(),
    }
}

fn figure(figure: &Figure, notes: &mut Notes) -> Noted {
    Noted {
        text: shown(figure.measure, figure.value),
        word: String::new(),
        marks: notes.marks(of_figure(figure)),
    }
}

fn changed(change: &Comparison) -> String {
    match change.verdict {
        Verdict::Same | Verdict::CannotTell => String::new(),
        _ => change.difference_in_words().unwrap_or_default(),
    }
}

/// The colour of a status’s tag; the words carry the meaning.
const fn colour_of(status: Status) -> &'static str {
    match status {
        Status::Met | Status::OnTrack => "green",
        Status::Behind => "orange",
        Status::Missed => "red",
        Status::NotYetDue => "blue",
        Status::CannotTell => "grey",
    }
}

/// Counts depend on the size of an area: only those of neighbours, which are
/// of a like size, stand beside the council’s.
fn peers(card: &Card, row: &CardRow, notes: &mut Notes) -> Vec<Noted> {
    let measure = row.course.now.measure;
    let mut comparisons = row.comparisons.iter();
    let mut views = Vec::new();
    for (peer, value) in card.peers.iter().zip(&row.peers) {
        let comparison = value.as_ref().and_then(|_| comparisons.next());
        let is_fair = is_rate(measure) || matches!(peer, Peer::Neighbours(..));
        views.push(match value {
            Some(value) if is_fair => Noted {
                text: shown(measure, value.value),
                word: verdict(comparison.filter(|_| is_rate(measure))),
                marks: notes.marks(value.value.symbol().map(of_symbol)),
            },
            _ => Noted {
                text: NO_VALUE.to_owned(),
                ..Noted::default()
            },
        });
    }
    views
}

/// How the council stands to a peer; nothing where there is nothing to say.
fn verdict(comparison: Option<&Comparison>) -> String {
    let told = comparison.filter(|it| it.verdict != Verdict::CannotTell);
    told.map_or_else(String::new, |it| it.verdict.label().to_lowercase())
}

/// A day in a narrow head: `30 Sep 2026`.
pub(crate) fn short(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// How many rows changed in which way, and how targets stand, as sentences.
pub(crate) fn sentence(card: &Card) -> String {
    let rows = || card.groups.iter().flat_map(|group| &group.rows);
    let verdicts = [
        (Verdict::Better, "better than a year before"),
        (Verdict::Worse, "worse"),
        (Verdict::Different, "different, neither better nor worse"),
        (
            Verdict::NoRealDifference,
            "changed by no more than chance gives",
        ),
        (Verdict::Same, "the same"),
        (Verdict::CannotTell, "cannot be told"),
    ];
    let counted = verdicts.map(|(verdict, words)| {
        let count = rows().filter(|row| row.verdict() == verdict).count();
        (count, words)
    });
    let of = rows().count();
    let is_unknown = rows().all(|row| row.verdict() == Verdict::CannotTell);
    let statuses = [
        Status::Met,
        Status::OnTrack,
        Status::Behind,
        Status::NotYetDue,
        Status::Missed,
    ];
    let targets = statuses.map(|status| {
        let is_it = |row: &&CardRow| row.target.is_some_and(|it| it.status == status);
        (rows().filter(is_it).count(), status.label())
    });
    let changes = counts(&counted, |count, words| format!("{count} {words}"));
    let targets = counts(&targets, |count, label| {
        format!("{count} {}", label.to_lowercase())
    });
    let first = match of {
        0 => "No measure was chosen yet.".to_owned(),
        of if is_unknown => {
            format!("{of} measures, none of which can be compared with a year before.")
        }
        of => format!("{of} measures: {changes}."),
    };
    match targets.is_empty() {
        true => first,
        false => format!("{first} Targets: {targets}."),
    }
}

fn counts(counted: &[(usize, &str)], words: impl Fn(usize, &str) -> String) -> String {
    let some = counted.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = some.map(|(count, label)| words(*count, label)).collect();
    listed(&parts)
}
