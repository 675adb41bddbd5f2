//! An official figure beside England, the region and the statistical
//! neighbours, and the years that are published of the council.

use holdfast_measures::benchmark::{Benchmark, Peer, peers};
use holdfast_measures::compare::{Comparison, Side, Verdict, compare};
use holdfast_measures::figure::with_unit;
use holdfast_measures::published::reference_date;
use holdfast_measures::{Figure, Value};
use holdfast_reference::{AuthorityNumber, NeighbourModel, Releases};
use holdfast_workforce::CodeSet as _;

use super::charts::{self, Drawn};
use super::telling::Told;
use crate::error::PageError;
use crate::pages::benchmarks::answer::{Judged, judged};

/// What is published of a measure, as far as the council’s page goes.
pub(crate) struct Beside {
    /// The latest year of which anything is published, as a date or year.
    pub(crate) period: String,
    /// The figure beside each other.
    pub(crate) rows: Vec<BesideRow>,
    /// How the verdicts came about.
    pub(crate) judged: Vec<Judged>,
    /// Where the published values come from.
    pub(crate) source: String,
    /// The published years of the council and England.
    pub(crate) years: Option<Drawn>,
}

/// The figure beside one other.
pub(crate) struct BesideRow {
    /// Whose value it is.
    pub(crate) name: String,
    /// The value.
    pub(crate) value: String,
    /// What comes of the comparison; nothing beside the council itself.
    pub(crate) told: Option<Told>,
    comparison: Option<Comparison>,
    /// The comparison as a sentence.
    pub(crate) sentence: String,
}

/// What is published beside a figure; nothing where the statistics do not
/// count the same.
pub(crate) fn beside(
    releases: &Releases,
    council: Option<AuthorityNumber>,
    figure: &Figure,
) -> Result<Option<Beside>, PageError> {
    let measure = figure.measure;
    let years = releases
        .years()
        .filter(|_| measure.published().is_some() && figure.scope.is_official());
    let (Some(years), Some(newest)) = (years, releases.newest()) else {
        return Ok(None);
    };
    let all = match (council, NeighbourModel::ALL.first()) {
        (Some(number), Some(model)) => peers(number, *model, &[]),
        _ => vec![Peer::England],
    };
    let source = newest.source().citation();
    let benchmark = Benchmark::of(releases, measure, all, years);
    let Some((period, rows)) = rows(&benchmark, figure) else {
        return Ok(None);
    };
    Ok(Some(Beside {
        period,
        judged: judged(rows.iter().filter_map(|row| row.comparison.as_ref())),
        rows,
        years: match council {
            Some(_) => charts::years_chart(&of_council(benchmark), &source)?,
            None => None,
        },
        source,
    }))
}

/// The figure beside the latest year, and what that year is.
fn rows(benchmark: &Benchmark, figure: &Figure) -> Option<(String, Vec<BesideRow>)> {
    let has_any = |values: &[Option<_>]| values.iter().any(Option::is_some);
    // A figure of the past stands beside what was published of its time.
    let day = figure.source.stated_on().unwrap_or(figure.at);
    let mut years = benchmark.years.iter().rev();
    let latest = years.find(|year| has_any(&year.values) && reference_date(year.year) <= day)?;
    let pairs = benchmark.peers.iter().zip(&latest.values);
    let rows = pairs.filter_map(|(peer, value)| {
        let value = value.as_ref()?.value;
        let name = match peer {
            Peer::Council(_) => format!("{}, as published", peer.label()),
            peer => peer.label(),
        };
        Some(row(figure, *peer, name, value))
    });
    let period = holdfast_measures::figure::period(benchmark.measure, reference_date(latest.year));
    Some((period, rows.collect()))
}

fn row(figure: &Figure, peer: Peer, name: String, value: Value) -> BesideRow {
    let mine = Side::of_figure(holdfast_workforce::date::in_words(figure.at), figure);
    let other = Side::of_value(peer.name(), value);
    let comparison = compare(figure.measure, mine, other);
    if let Peer::Council(_) = peer {
        return BesideRow {
            name,
            value: with_unit(figure.measure, value),
            told: None,
            comparison: None,
            sentence: match (comparison.verdict, comparison.difference_in_words()) {
                (Verdict::Same, _) => "This figure is the same.".to_owned(),
                (_, Some(difference)) => format!("This figure is {difference}."),
                (_, None) => String::new(),
            },
        };
    }
    BesideRow {
        name,
        value: with_unit(figure.measure, value),
        told: Some(Told::of(Some(&comparison))),
        sentence: comparison.in_words(),
        comparison: Some(comparison),
    }
}

/// Only the council and England: more lines belong on a page of their own.
fn of_council(benchmark: Benchmark) -> Benchmark {
    let is_wanted = |peer: &Peer| matches!(peer, Peer::Council(_) | Peer::England);
    let kept: Vec<bool> = benchmark.peers.iter().map(is_wanted).collect();
    let keep = |values: Vec<_>| {
        let kept = kept.iter().zip(values);
        kept.filter(|(kept, _)| **kept)
            .map(|(_, value)| value)
            .collect()
    };
    Benchmark {
        measure: benchmark.measure,
        years: benchmark
            .years
            .into_iter()
            .map(|year| holdfast_measures::benchmark::Year {
                values: keep(year.values),
                year: year.year,
            })
            .collect(),
        peers: benchmark.peers.into_iter().filter(is_wanted).collect(),
    }
}

#[cfg(test)]
mod tests {
    use holdfast_measures::Measure;
    use holdfast_measures::published::published_figure;
    use holdfast_reference::Area;

    use super::*;

    const NORFOLK: Option<AuthorityNumber> = AuthorityNumber::new(926);

    fn published(year: i16, measure: Measure) -> Figure {
        let norfolk = NORFOLK.map(Area::Authority).expect("an authority");
        published_figure(Releases::shipped(), norfolk, year, measure).expect("a figure")
    }

    #[test]
    fn norfolk_stands_beside_itself_england_its_region_and_its_neighbours() {
        let figure = published(2025, Measure::VacancyRate);
        let found = beside(Releases::shipped(), NORFOLK, &figure);
        let found = found.ok().flatten().expect("something is published");
        let names: Vec<_> = found.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(
            names[..3],
            ["Norfolk, as published", "England", "East of England"]
        );
        assert!(names[3].starts_with("Statistical neighbours, median"));
        assert_eq!(found.rows[0].sentence, "This figure is the same.");
        assert!(found.rows[0].told.is_none());
        // England, 30 September 2025, as published.
        assert_eq!(found.rows[1].value, "14.2%");
        assert_eq!(found.period, "30 September 2025");
        let years = found.years.expect("published years");
        assert_eq!(
            years.table.header,
            ["At 30 September", "Norfolk", "England"]
        );
    }

    #[test]
    fn a_figure_of_the_past_stands_beside_its_own_time() {
        let figure = published(2018, Measure::VacancyRate);
        let found = beside(Releases::shipped(), NORFOLK, &figure);
        assert_eq!(
            found.ok().flatten().expect("rows").period,
            "30 September 2018"
        );
    }

    #[test]
    fn an_authority_that_publishes_nothing_stands_beside_england_alone() {
        let figure = published(2025, Measure::VacancyRate);
        let found = beside(Releases::shipped(), None, &figure);
        let found = found.ok().flatten().expect("England");
        assert_eq!(found.rows.len(), 1);
        assert!(found.years.is_none());
        let mut of_a_team = figure;
        of_a_team.scope.service = None;
        let none = beside(Releases::shipped(), None, &of_a_team);
        assert!(none.ok().flatten().is_none());
    }
}
