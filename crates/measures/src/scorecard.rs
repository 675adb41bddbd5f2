//! The scorecard: the measures that a council has chosen, in groups, each with
//! its last thirteen months, the year before, its target and status, and its
//! peers; and what is told in words beside them.
//!
//! A scorecard is one readable TOML text, kept with the council's records; a
//! form writes the same text.

mod target;
mod text;

use holdfast_reference::{AuthorityNumber, NeighbourModel, Releases};
use holdfast_workforce::id::TeamId;
use holdfast_workforce::position::{Selection, TreeRow as TeamTreeRow, team_tree};
use jiff::civil::Date;

pub use target::{Status, Target, TargetState};
pub use text::{Group, Line, Scorecard, Words};

pub use crate::written::Problem;

use crate::benchmark::{Peer, PeerValue, peer_value, peers};
use crate::compare::{Comparison, Side, Verdict, compare};
use crate::course::{Course, Months};
use crate::definition::Measure;
use crate::figure::{Figure, Scope};
use crate::ledger::Ledger;
use crate::published::reference_date;

/// The scorecard of a date.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its name.
    pub title: String,
    /// The date.
    pub at: Date,
    /// The peers, and the year of their figures.
    pub peers: Vec<Peer>,
    /// The year of the published figures of peers, where any is published.
    pub peers_year: Option<i16>,
    /// The groups of rows.
    pub groups: Vec<CardGroup>,
    /// What is told in words.
    pub words: Vec<Words>,
}

/// A group of rows.
#[derive(Clone, Debug)]
pub struct CardGroup {
    /// Its heading.
    pub title: String,
    /// Its rows.
    pub rows: Vec<CardRow>,
}

/// A measure of a scorecard.
#[derive(Clone, Debug)]
pub struct CardRow {
    /// The figures of the date and of a year before, and the months between.
    pub course: Course,
    /// The change over the year; nothing where one stated count stands for both.
    pub change: Option<Comparison>,
    /// The target, and how the figure stands to it.
    pub target: Option<TargetState>,
    /// The published value of each peer.
    pub peers: Vec<Option<PeerValue>>,
    /// The figure beside each peer that has a value.
    pub comparisons: Vec<Comparison>,
    /// What the council says of it.
    pub footnote: Option<String>,
}

impl CardRow {
    /// What comes of the change over the year.
    pub fn verdict(&self) -> Verdict {
        let change = self.change.as_ref();
        change.map_or(Verdict::CannotTell, |it| it.verdict)
    }
}

/// The scorecard of a council at a date.
pub fn card(ledger: &Ledger<'_>, releases: &Releases, scorecard: &Scorecard, at: Date) -> Card {
    let peers = match ledger.counts_as_published() {
        true => peers_of(AuthorityNumber::of(ledger.workforce)),
        false => Vec::new(),
    };
    let peers_year = year_of_peers(releases, at);
    let builder = Builder {
        releases,
        peers: &peers,
        peers_year,
        months: Months::of(ledger, Scope::of(ledger.service), at),
    };
    let groups = scorecard.groups.iter().map(|group| CardGroup {
        title: group.title.clone(),
        rows: group
            .lines
            .iter()
            .filter_map(|line| builder.row(line))
            .collect(),
    });
    Card {
        title: scorecard.name.clone(),
        at,
        groups: groups.collect(),
        words: scorecard.words.clone(),
        peers,
        peers_year,
    }
}

/// Who stands beside the council: England alone where it has no number of the DfE’s.
fn peers_of(council: Option<AuthorityNumber>) -> Vec<Peer> {
    let Some(council) = council else {
        return vec![Peer::England];
    };
    peers(council, NeighbourModel::Edition2025, &[])
        .into_iter()
        .filter(|peer| !matches!(peer, Peer::Council(_)))
        .collect()
}

/// The latest published year whose reference day is not after the date.
pub fn year_of_peers(releases: &Releases, at: Date) -> Option<i16> {
    let years = releases.years()?;
    years.rev().find(|year| reference_date(*year) <= at)
}

struct Builder<'b> {
    releases: &'b Releases,
    peers: &'b [Peer],
    peers_year: Option<i16>,
    months: Months<'b>,
}

impl Builder<'_> {
    /// Nothing only where there is no month, and there are thirteen.
    fn row(&self, line: &Line) -> Option<CardRow> {
        let measure = line.measure;
        let course = self.months.course(measure)?;
        let peers: Vec<_> = self
            .peers
            .iter()
            .map(|peer| self.peer(*peer, measure))
            .collect();
        Some(CardRow {
            change: course.change(),
            target: line.target.as_ref().map(|target| target.state(&course.now)),
            comparisons: self.comparisons(measure, &course.now, &peers),
            footnote: line.footnote.clone(),
            peers,
            course,
        })
    }

    fn peer(&self, peer: Peer, measure: Measure) -> Option<PeerValue> {
        peer_value(self.releases, peer, self.peers_year?, measure)
    }

    fn comparisons(
        &self,
        measure: Measure,
        now: &Figure,
        peers: &[Option<PeerValue>],
    ) -> Vec<Comparison> {
        let mine = Side::of_figure("the council", now);
        self.peers
            .iter()
            .zip(peers)
            .filter_map(|(peer, value)| {
                let other = Side::of_value(peer.name(), value.as_ref()?.value);
                Some(compare(measure, mine.clone(), other))
            })
            .collect()
    }
}

impl Ledger<'_> {
    /// Whether the published statistics count the same service.
    pub fn counts_as_published(&self) -> bool {
        Scope::of(self.service).is_official()
    }
}

/// A team of a heat map: a headline can hide teams with gaps.
#[derive(Clone, Debug)]
pub struct TeamRow {
    /// The team.
    pub team: TeamId,
    /// Its name.
    pub label: String,
    /// How many teams stand above it.
    pub depth: usize,
    /// Its figures, the teams below it included, in the order of the measures.
    pub figures: Vec<Figure>,
}

/// The figures of the measures for every team of the tree.
pub fn by_team(ledger: &Ledger<'_>, measures: &[Measure], at: Date) -> Vec<TeamRow> {
    let selection = Selection {
        service: ledger.service,
        ..Selection::at(at)
    };
    let row = |row: TeamTreeRow| {
        let reckoning = ledger.reckon(
            Scope {
                team: Some(row.team),
                ..Scope::default()
            },
            at,
        );
        TeamRow {
            team: row.team,
            label: row.label,
            depth: row.depth,
            figures: measures
                .iter()
                .map(|measure| reckoning.figure(*measure))
                .collect(),
        }
    };
    team_tree(ledger.workforce, &selection)
        .into_iter()
        .map(row)
        .collect()
}
