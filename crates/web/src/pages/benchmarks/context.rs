//! What stands around a benchmark: who the neighbours are, what drives demand,
//! what was revised, and what was published before.

use holdfast_measures::as_published::{AsPublished, as_published, comparisons_as_published};
use holdfast_measures::benchmark::revisions;
use holdfast_measures::publication::published_value;
use holdfast_measures::published::published_figure;
use holdfast_measures::{Measure, Source, Value};
use holdfast_reference::{
    Area, AuthorityNumber, DEMAND_YEARS, DemandDriver, Published, Releases, area_name, demand,
    neighbours,
};
use holdfast_workforce::amount::{divide_half_up, readable};
use holdfast_workforce::{CodeSet as _, Workforce};

use super::answer::{Beside, Judged, Told, judged};
use super::asked::{Asked, name};
use crate::drawn::shown;
use crate::format::NO_VALUE;

/// A statistical neighbour.
pub(crate) struct NeighbourRow {
    /// Its name.
    pub(crate) name: String,
    /// Its own benchmark.
    pub(crate) href: String,
    /// How close it is.
    pub(crate) closeness: &'static str,
    /// Its value in the latest year.
    pub(crate) value: String,
}

/// The ten neighbours, the closest first.
pub(crate) fn neighbour_rows(
    asked: &Asked,
    year: i16,
    releases: &Releases,
    path: &str,
) -> Vec<NeighbourRow> {
    let ten = asked
        .council
        .and_then(|council| neighbours(council, asked.model));
    let row = |it: &holdfast_reference::Neighbour| {
        let area = Area::Authority(it.number);
        let figure = published_figure(releases, area, year, asked.measure);
        NeighbourRow {
            name: name(it.number),
            href: asked.about(it.number).address(path),
            closeness: it.closeness.label(),
            value: figure.map_or(NO_VALUE.to_owned(), |it| shown(it.measure, it.value)),
        }
    };
    ten.unwrap_or_default().iter().map(row).collect()
}

/// What drives demand, for context.
pub(crate) struct DriverRow {
    /// What is counted.
    pub(crate) label: &'static str,
    /// The year.
    pub(crate) year: i16,
    /// The count of the authority.
    pub(crate) count: String,
    /// For 10,000 children of the authority.
    pub(crate) rate: String,
    /// For 10,000 children of England.
    pub(crate) england: String,
}

/// The latest of each driver of an authority.
pub(crate) fn driver_rows(council: AuthorityNumber) -> Vec<DriverRow> {
    let area = Area::Authority(council);
    let row = |driver: &DemandDriver| {
        let number = |year: i16| demand(area, year, *driver)?.number();
        let year = DEMAND_YEARS.rev().find(|year| number(*year).is_some())?;
        Some(DriverRow {
            label: driver.label(),
            year,
            count: readable(&number(year)?.to_string()),
            rate: for_ten_thousand(area, year, *driver),
            england: for_ten_thousand(Area::England, year, *driver),
        })
    };
    DemandDriver::ALL.iter().filter_map(row).collect()
}

/// A count for 10,000 children of the middle of the year before, as the
/// department gives it for a 31 March.
fn for_ten_thousand(area: Area, year: i16, driver: DemandDriver) -> String {
    if driver == DemandDriver::Children {
        return NO_VALUE.to_owned();
    }
    let number = |year, driver| Some(i128::from(demand(area, year, driver)?.number()?.tenths()));
    let parts = number(year, driver).zip(number(year - 1, DemandDriver::Children));
    match parts {
        Some((count, children)) if children > 0 => {
            let tenths = divide_half_up(count * 100_000, children);
            readable(&format!("{}.{}", tenths / 10, tenths % 10))
        }
        _ => NO_VALUE.to_owned(),
    }
}

/// The sources of the drivers, each once.
pub(crate) fn driver_sources() -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    for driver in DemandDriver::ALL {
        let citation = driver.source().citation();
        if !sources.contains(&citation) {
            sources.push(citation);
        }
    }
    sources
}

impl Beside {
    /// What releases say differently, as sentences.
    pub(crate) fn revised(&self, council: AuthorityNumber, releases: &Releases) -> Vec<String> {
        let measure = self.benchmark.measure;
        let mut found = Vec::new();
        for area in [Area::Authority(council), Area::England] {
            let whose = area_name(area).unwrap_or_default();
            for year in self.benchmark.years.iter().rev() {
                let all = revisions(releases, area, year.year, measure);
                if !all.is_empty() {
                    found.push(format!("{whose}, {}", in_words(measure, year.year, &all)));
                }
            }
        }
        found
    }
}

/// `2024 was 13.8% in release 2024, 13.9% in release 2025.`
fn in_words(measure: Measure, year: i16, newest_first: &[(String, Published)]) -> String {
    let each = newest_first.iter().rev().map(|(release, value)| {
        let value = shown(measure, Value::from(*value));
        format!("{value} in release {release}")
    });
    format!("{year}: {}.", each.collect::<Vec<_>>().join(", "))
}

/// A figure as it was published elsewhere, beside what the releases say now.
pub(crate) struct PublishedRow {
    /// The area.
    pub(crate) area: String,
    /// The period as printed.
    pub(crate) period: String,
    /// The value and unit as printed.
    pub(crate) printed: String,
    /// Where, and what a reader has to know.
    pub(crate) source: String,
    /// What the newest release says, with its name.
    pub(crate) restated: String,
}

/// What the council’s records keep as published of a measure.
#[derive(Default)]
pub(crate) struct Earlier {
    /// The figures.
    pub(crate) rows: Vec<PublishedRow>,
    /// The comparisons that the paper invited, made by the program.
    pub(crate) comparisons: Vec<Told>,
    /// How their verdicts came about.
    pub(crate) judged: Vec<Judged>,
}

impl Earlier {
    /// What was published of a measure, where the authority is the council itself.
    pub(crate) fn of(asked: &Asked, workforce: &Workforce, releases: &Releases) -> Self {
        let own = AuthorityNumber::of(workforce);
        if own.is_none() || own != asked.council {
            return Self::default();
        }
        let mut all = as_published(workforce);
        all.retain(|it| it.measure == asked.measure);
        let comparisons = comparisons_as_published(workforce, &all);
        Self {
            rows: all
                .iter()
                .map(|it| PublishedRow::of(it, releases))
                .collect(),
            comparisons: comparisons.iter().map(Told::of).collect(),
            judged: judged(&comparisons),
        }
    }
}

impl PublishedRow {
    fn of(it: &AsPublished<'_>, releases: &Releases) -> Self {
        let record = it.record;
        let restated = it.restated(releases).map(|figure| {
            let value = match published_value(&figure) {
                value if figure.value.ratio().is_none() => value,
                _ => shown(figure.measure, figure.value),
            };
            match &figure.source {
                Source::Release { key, .. } => format!("{value} (release {key})"),
                _ => value,
            }
        });
        let note = record.note.iter().map(|note| format!(". {note}"));
        let unit = match record.unit.as_str() {
            "%" => "%".to_owned(),
            unit => format!(" {unit}"),
        };
        Self {
            area: area_name(it.area).unwrap_or_else(|| record.area.clone()),
            period: record.period.clone(),
            printed: format!("{}{unit}", record.value).trim().to_owned(),
            source: format!("{}{}", record.source, note.collect::<String>()),
            restated: restated.unwrap_or_else(|| "not in a release held here".to_owned()),
        }
    }
}
