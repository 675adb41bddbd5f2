//! Releases: the statistics of one reporting year, with the earlier years as
//! that release has them, and all releases together.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

use holdfast_workforce::CodeSet as _;
use jiff::civil::Date;

use crate::area::{Area, AuthorityNumber};
use crate::indicators::{IndicatorRow, Measure};
use crate::published::{Number, Published};
use crate::sources::{self, Source};
use crate::table;

/// The statistics as they were published at one time. Later releases revise
/// earlier years, so a figure is known by its release as well as its year.
///
/// A clone is cheap and shares the rows.
#[derive(Clone, Debug)]
pub struct Release {
    contents: Arc<Contents>,
    edition: u16,
    published: Option<Date>,
}

#[derive(Debug)]
struct Contents {
    source: Source,
    /// By year, and within a year by area; there is at least one.
    rows: Vec<IndicatorRow>,
    places: HashMap<(Area, i16), usize>,
}

impl Release {
    /// A release of these rows, of which there is at least one.
    pub(crate) fn new(source: Source, mut rows: Vec<IndicatorRow>) -> Self {
        rows.sort_by_key(|row| (row.year, row.area));
        let mut places = HashMap::new();
        for (place, row) in rows.iter().enumerate() {
            for area in row.area.covered() {
                places.insert((area, row.year), place);
            }
        }
        Self {
            contents: Arc::new(Contents {
                source,
                rows,
                places,
            }),
            edition: 1,
            published: None,
        }
    }

    /// The same release with the date on which it was published.
    #[must_use]
    pub fn published_on(self, published: Option<Date>) -> Self {
        Self { published, ..self }
    }

    /// What the release is called for short: its reporting year, such as
    /// `2025`, and `2025-2` for a second one of the same year.
    pub fn key(&self) -> String {
        match self.edition {
            1 => self.reporting_year().to_string(),
            edition => format!("{}-{edition}", self.reporting_year()),
        }
    }

    /// Who published it, under which title, and which release it is.
    pub fn source(&self) -> &Source {
        &self.contents.source
    }

    /// The day on which it was published, where that is known.
    pub fn published(&self) -> Option<Date> {
        self.published
    }

    /// The reporting year: the last year in it.
    pub fn reporting_year(&self) -> i16 {
        *self.years().end()
    }

    /// The first and the last year in it.
    pub fn years(&self) -> RangeInclusive<i16> {
        let year = |row: Option<&IndicatorRow>| row.map_or(0, |row| row.year);
        year(self.rows().first())..=year(self.rows().last())
    }

    /// Its rows by year: England, regions, parts of London, authorities, and
    /// last the authorities that make one return together.
    pub fn rows(&self) -> &[IndicatorRow] {
        &self.contents.rows
    }

    /// How many areas it has figures of, in all its years.
    pub fn areas(&self) -> usize {
        let mut areas: Vec<_> = self.rows().iter().map(|row| row.area).collect();
        areas.sort_unstable();
        areas.dedup();
        areas.len()
    }

    /// The row of an area in a year.
    ///
    /// For either authority of a joint return it gives the row of both, which
    /// says so in its `area`.
    pub fn row(&self, area: Area, year: i16) -> Option<&IndicatorRow> {
        let place = self.contents.places.get(&(area, year))?;
        self.rows().get(*place)
    }

    /// Whether another release says the same of the same areas and years,
    /// whatever it is called.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.rows() == other.rows()
    }

    fn of_year(&self, year: i16) -> &[IndicatorRow] {
        let rows = self.rows();
        let start = rows.partition_point(|row| row.year < year);
        let end = rows.partition_point(|row| row.year <= year);
        rows.get(start..end).unwrap_or_default()
    }
}

/// Releases beside each other, the newest first.
///
/// A figure is taken from the newest release that has a row of its area and
/// year; what the older ones said stays to be seen beside it. Of two releases
/// of one reporting year the one that was added later is the newer.
///
/// A clone is cheap and shares the releases.
#[derive(Clone, Debug)]
pub struct Releases(Arc<Vec<Release>>);

impl Releases {
    /// The releases that ship with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Releases> = LazyLock::new(|| {
            let release = |source, name, text| {
                Release::new(
                    source,
                    table::shipped(table::read(name, text, IndicatorRow::read)),
                )
            };
            Releases(Arc::new(vec![
                release(
                    sources::INDICATORS,
                    "indicators.csv",
                    include_str!("../data/indicators.csv"),
                ),
                release(
                    sources::INDICATORS_2016,
                    "indicators_2016.csv",
                    include_str!("../data/indicators_2016.csv"),
                ),
            ]))
        });
        &SHIPPED
    }

    /// These releases and one more. One that says what a release among these
    /// says already is not added again.
    #[must_use]
    pub fn with(&self, release: Release) -> Self {
        if self.like(&release).is_some() {
            return self.clone();
        }
        let year = release.reporting_year();
        let before = |held: &Release| held.reporting_year() > year;
        let namesakes = self.iter().filter(|held| held.reporting_year() == year);
        let latest = namesakes.map(|held| held.edition).max();
        let mut releases = Vec::clone(&self.0);
        releases.insert(
            releases.partition_point(before),
            Release {
                edition: latest.map_or(1, |edition| edition.saturating_add(1)),
                ..release
            },
        );
        Self(Arc::new(releases))
    }

    /// The release among these that says the same as another.
    pub fn like(&self, other: &Release) -> Option<&Release> {
        self.iter().find(|held| held.says_the_same(other))
    }

    /// How a release differs from these, figure by figure.
    pub fn revision(&self, release: &Release) -> Revision {
        let mut revision = Revision::default();
        for row in release.rows() {
            let Some((held, _)) = self.row(row.area, row.year) else {
                continue;
            };
            for measure in Measure::ALL {
                if let (Some(before), Some(after)) = (held.value(*measure), row.value(*measure)) {
                    revision.compared += 1;
                    revision.revised += usize::from(before != after);
                }
            }
        }
        revision
    }

    /// The releases, newest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Release> {
        self.0.iter()
    }

    /// The newest release, by its reporting year.
    pub fn newest(&self) -> Option<&Release> {
        self.0.first()
    }

    /// The row of an area in a year, from the newest release that has one.
    ///
    /// For either authority of a joint return it gives the row of both, which
    /// says so in its `area`.
    pub fn row(&self, area: Area, year: i16) -> Option<(&IndicatorRow, &Release)> {
        self.iter()
            .find_map(|release| Some((release.row(area, year)?, release)))
    }

    /// The value of a measure, from the newest release that has a row of the
    /// area and year; nothing where that row has no entry for the measure.
    pub fn value(&self, area: Area, year: i16, measure: Measure) -> Option<(Published, &Release)> {
        let (row, release) = self.row(area, year)?;
        Some((row.value(measure)?, release))
    }

    /// What every release says of an area and year, newest first: a figure
    /// that was revised has several values.
    pub fn every_value(
        &self,
        area: Area,
        year: i16,
        measure: Measure,
    ) -> impl Iterator<Item = (Published, &Release)> {
        self.iter()
            .filter_map(move |release| Some((release.row(area, year)?.value(measure)?, release)))
    }

    /// The rows of a year, each area once, from the newest release that has it.
    ///
    /// Where one release has a joint return and another its authorities one by
    /// one, only what the newer has is given, so that nobody counts twice.
    pub fn rows(&self, year: i16) -> impl Iterator<Item = (&IndicatorRow, &Release)> {
        let stands = move |row: &IndicatorRow| {
            let found = |area| self.row(area, year);
            let mut areas = row.area.covered().into_iter();
            areas.all(|area| found(area).is_some_and(|(newest, _)| std::ptr::eq(newest, row)))
        };
        self.iter().flat_map(move |release| {
            let rows = release.of_year(year).iter();
            rows.filter(move |row| stands(row))
                .map(move |row| (row, release))
        })
    }

    /// The number of every authority that has one for a measure in a year, by
    /// authority; two that make a joint return stand once, under the first.
    pub fn spread(&self, measure: Measure, year: i16) -> Vec<(AuthorityNumber, Number)> {
        let mut numbers: Vec<_> = self
            .rows(year)
            .filter_map(|(row, _)| match row.area {
                Area::Authority(number) | Area::Joint(number, _) => {
                    Some((number, row.number(measure)?))
                }
                Area::England | Area::Region(_) | Area::LondonPart(_) => None,
            })
            .collect();
        numbers.sort_unstable_by_key(|(number, _)| *number);
        numbers
    }

    /// The first and the last year that any release has figures of; nothing
    /// where there is no release.
    pub fn years(&self) -> Option<RangeInclusive<i16>> {
        let first = self.iter().map(|release| *release.years().start()).min()?;
        Some(first..=self.newest()?.reporting_year())
    }
}

/// How a release differs from what is held of the same areas and years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// How many of its figures could be compared.
    pub compared: usize,
    /// How many of those it has otherwise.
    pub revised: usize,
}

#[cfg(test)]
mod tests;
