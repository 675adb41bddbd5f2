//! Benchmarks as sheets and as JSON, and the attribution that their figures
//! ask for.

use std::collections::BTreeSet;

use holdfast_measures::as_published::AsPublished;
use holdfast_measures::benchmark::{Benchmark, Year, place, revisions};
use holdfast_measures::compare::Comparison;
use holdfast_measures::{Figure, Measure, Source};
use holdfast_reference::{ATTRIBUTION, Area, AuthorityNumber, Releases, area_name};
use serde_json::{Value, json};

use super::figure::{figure_json, value_json};
use super::{Cell, Column, ColumnKind, Sheet};

/// A measure of a council and its peers: a row for each year, a column for each
/// peer, and the releases that the figures come from.
pub fn benchmark_sheet(benchmark: &Benchmark) -> Sheet {
    let mut columns = vec![Column::text("Year")];
    let labels = benchmark.peers.iter().map(|peer| peer.label());
    columns.extend(labels.map(|label| Column::of(ColumnKind::Figure, label)));
    columns.push(Column::text("Release"));
    let places = benchmark.measure.unit().places();
    let cells = |year: &Year| {
        let mut cells = vec![Cell::Text(year.year.to_string())];
        cells.extend(year.values.iter().map(|value| match value {
            Some(value) => Cell::Figure(value.value.rounded(places)),
            None => Cell::Empty,
        }));
        let releases: Vec<_> = releases_of(year).into_iter().collect();
        cells.push(Cell::Text(releases.join(", ")));
        cells
    };
    let definition = benchmark.measure.definition();
    Sheet {
        title: format!("{}, {}", definition.label, unit_in_words(benchmark.measure)),
        columns,
        rows: benchmark.years.iter().map(cells).collect(),
        notes: vec![definition.meaning.to_owned()],
    }
}

fn unit_in_words(measure: Measure) -> &'static str {
    match measure.unit().label() {
        "%" => "percent",
        label => label,
    }
}

fn releases_of(year: &Year) -> BTreeSet<String> {
    let values = year.values.iter().flatten();
    values.filter_map(|value| value.release.clone()).collect()
}

/// The releases that the figures of a benchmark come from, a line each.
pub fn citations(benchmarks: &[Benchmark]) -> Vec<String> {
    let years = benchmarks.iter().flat_map(|benchmark| &benchmark.years);
    let values = years.flat_map(|year| year.values.iter().flatten());
    let lines: BTreeSet<String> = values
        .filter_map(|value| match &value.figure.as_ref()?.source {
            Source::Release { key, citation } => Some(format!("Release {key}: {citation}.")),
            _ => None,
        })
        .collect();
    lines.into_iter().rev().collect()
}

/// The line that the licence of the figures asks for.
pub fn attribution() -> &'static str {
    ATTRIBUTION
}

/// A benchmark as JSON with stable keys: every year and peer with the release,
/// the place among all authorities, the comparisons of the latest year, values
/// that were revised, and what was
/// published before.
pub fn benchmark_json(
    releases: &Releases,
    council: AuthorityNumber,
    benchmark: &Benchmark,
    published: &[AsPublished<'_>],
) -> Value {
    let measure = benchmark.measure;
    let latest = benchmark.latest();
    let comparisons = latest.map(|year| benchmark.comparisons(year));
    let year_json = |year: &Year| year_json(releases, council, benchmark, year);
    json!({
        "measure": measure.key(),
        "label": measure.label(),
        "unit": measure.unit().label(),
        "definition": measure.definition().meaning,
        "authority": council.to_string(),
        "years": benchmark.years.iter().map(year_json).collect::<Value>(),
        "latest": latest.map(|year| year.year),
        "comparisons": comparisons.iter().flatten().map(comparison_json).collect::<Value>(),
        "as_published": published.iter()
            .filter(|it| it.measure == measure)
            .map(|it| as_published_json(it, releases))
            .collect::<Value>(),
        "attribution": ATTRIBUTION,
    })
}

fn year_json(
    releases: &Releases,
    council: AuthorityNumber,
    benchmark: &Benchmark,
    year: &Year,
) -> Value {
    let places = benchmark.measure.unit().places();
    let values = benchmark
        .peers
        .iter()
        .zip(&year.values)
        .map(|(peer, value)| {
            json!({
                "peer": peer.label(),
                "value": value.as_ref().map(|it| value_json(it.value, places)),
                "release": value.as_ref().and_then(|it| it.release.clone()),
            })
        });
    let mine = year.values.first().and_then(Option::as_ref);
    let place = mine.and_then(|it| place(releases, benchmark.measure, year.year, it.value));
    let revised = revisions(
        releases,
        Area::Authority(council),
        year.year,
        benchmark.measure,
    );
    json!({
        "year": year.year,
        "values": values.collect::<Value>(),
        "place": place.map(|it| json!({
            "rank": it.rank,
            "sharing": it.sharing,
            "of": it.of,
            "text": it.in_words(benchmark.measure),
        })),
        "revised": revised.into_iter()
            .map(|(release, value)| json!({
                "release": release,
                "value": value_json(value.into(), places),
            }))
            .collect::<Value>(),
    })
}

/// A comparison as JSON: the verdict, by how much, and the sentence.
pub(super) fn comparison_json(comparison: &Comparison) -> Value {
    json!({
        "with": comparison.other.name,
        "verdict": comparison.verdict.label(),
        "text": comparison.in_words(),
        "difference": comparison.difference_in_words(),
        "relative": comparison.relative_in_words(),
        "chance": comparison.chance_in_words(),
    })
}

fn as_published_json(published: &AsPublished<'_>, releases: &Releases) -> Value {
    let record = published.record;
    let now = published.restated(releases);
    json!({
        "area": published.area.to_string(),
        "name": area_name(published.area),
        "period": record.period,
        "year": published.year,
        "value": record.value,
        "unit": record.unit,
        "source": record.source,
        "note": record.note,
        "now": now.as_ref().map(figure_json),
    })
}

/// What papers printed beside what the newest release says of the same area
/// and year now.
pub fn as_published_sheet(releases: &Releases, published: &[AsPublished<'_>]) -> Sheet {
    let columns = vec![
        Column::text("Measure"),
        Column::text("Area"),
        Column::text("Period"),
        Column::of(ColumnKind::Figure, "As published"),
        Column::of(ColumnKind::Figure, "Now"),
        Column::text("Release"),
        Column::text("Note"),
        Column::text("Source"),
    ];
    let cells = |it: &AsPublished<'_>| {
        let now = it.restated(releases);
        vec![
            Cell::Text(it.measure.label().to_owned()),
            Cell::text(area_name(it.area)),
            Cell::Text(it.record.period.clone()),
            Cell::Figure(printed(it)),
            now.as_ref()
                .map_or(Cell::Empty, |now| Cell::Figure(now.in_words())),
            Cell::text(now.as_ref().and_then(release_key)),
            Cell::text(it.record.note.clone()),
            Cell::Text(it.record.source.clone()),
        ]
    };
    Sheet {
        title: "As published, beside the figures of now".to_owned(),
        columns,
        rows: published.iter().map(cells).collect(),
        notes: vec![
            "A period such as 2016/17 stands beside the statistics of the year ending 30 September 2017."
                .to_owned(),
        ],
    }
}

/// The value and unit as printed.
fn printed(published: &AsPublished<'_>) -> String {
    let record = published.record;
    let space = if record.unit == "%" { "" } else { " " };
    format!("{}{space}{}", record.value, record.unit)
        .trim_end()
        .to_owned()
}

fn release_key(figure: &Figure) -> Option<String> {
    match &figure.source {
        Source::Release { key, .. } => Some(key.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_measures::benchmark::peers;
    use holdfast_reference::NeighbourModel;

    fn norfolk() -> (AuthorityNumber, Benchmark) {
        let council: AuthorityNumber = "926".parse().expect("a number");
        let peers = peers(council, NeighbourModel::Edition2025, &[]);
        let releases = Releases::shipped();
        let benchmark = Benchmark::of(releases, Measure::VacancyRate, peers, 2016..=2025);
        (council, benchmark)
    }

    #[test]
    fn each_year_is_a_row_with_its_release() {
        let (_, benchmark) = norfolk();
        let sheet = benchmark_sheet(&benchmark);
        assert_eq!(sheet.title, "Vacancy rate, percent");
        // England 2025: 14.2, as published.
        let last = sheet.rows.last().expect("a year");
        assert_eq!(last[0], Cell::Text("2025".to_owned()));
        assert_eq!(last[2], Cell::Figure("14.2".to_owned()));
        assert_eq!(last.last(), Some(&Cell::Text("2025".to_owned())));
        assert_eq!(sheet.rows[0].last(), Some(&Cell::Text("2016".to_owned())));
        assert_eq!(citations(&[benchmark]).len(), 2);
    }

    #[test]
    fn programs_get_places_comparisons_and_the_attribution() {
        let (council, benchmark) = norfolk();
        let value = benchmark_json(Releases::shipped(), council, &benchmark, &[]);
        assert_eq!(value["latest"], 2025);
        assert_eq!(value["years"][9]["values"][1]["value"].to_string(), "14.2");
        assert!(value["years"][9]["place"]["of"].as_u64() > Some(100));
        assert_eq!(value["comparisons"][0]["with"], "England");
        assert_eq!(value["attribution"], ATTRIBUTION);
    }
}
