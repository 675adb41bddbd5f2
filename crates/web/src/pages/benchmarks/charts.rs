//! The course over the years, and the strip of all authorities in the latest.

use holdfast_intake::export::{Cell, Column, Sheet};
use holdfast_measures::Value;
use holdfast_measures::benchmark::Peer;
use holdfast_measures::published::reference_date;
use holdfast_reference::{AuthorityNumber, Releases};
use holdfast_report::chart::{About, ChartError, LineChart, Named, Strip};
use holdfast_report::measured;

use super::answer::{Beside, years};
use super::asked::name;
use crate::drawn::{self, drawn};

impl Beside {
    /// What a chart of these years says of itself.
    fn about(&self, releases: &Releases, title: String, from: i16, to: i16) -> About {
        let measure = self.benchmark.measure;
        let row = releases.rows(to).next();
        let release = row.map(|(_, release)| release).or(releases.newest());
        About {
            title,
            axis: drawn::axis(measure),
            source: release.map_or_else(String::new, |it| it.source().citation()),
            date: years(measure, from, to),
        }
    }

    /// The course over the years.
    ///
    /// # Errors
    /// When a value is too large to be drawn.
    pub(crate) fn line(&self, releases: &Releases) -> Result<Option<LineChart>, ChartError> {
        let (measure, all) = (self.benchmark.measure, &self.benchmark.years);
        let (Some(first), Some(last)) = (all.first(), all.last()) else {
            return Ok(None);
        };
        let title = format!("{}: {} and others", measure.label(), self.name);
        let source = self
            .about(releases, String::new(), first.year, last.year)
            .source;
        measured::years_chart(&self.benchmark, title, source)
    }

    /// All authorities of the latest year in a row, with this one marked.
    ///
    /// # Errors
    /// When a value is too large to be drawn.
    pub(crate) fn strip(
        &self,
        council: AuthorityNumber,
        releases: &Releases,
    ) -> Result<Option<Strip>, ChartError> {
        let measure = self.benchmark.measure;
        let Some((year, mine)) = self.latest() else {
            return Ok(None);
        };
        let title = format!("{} of all authorities, {}", measure.label(), year.year);
        let about = self.about(releases, title, year.year, year.year);
        let own = Named::new(&self.name, drawn(measure, Some(mine.value))?);
        let others = measured::spread(measure, year.year, releases);
        let others = others.into_iter().filter(|(number, _)| *number != council);
        let named = |(number, value)| Ok(Named::new(name(number), drawn(measure, Some(value))?));
        let others = others.map(named).collect::<Result<Vec<_>, ChartError>>()?;
        let mut strip = Strip::new(about, own)?.others(others);
        for (peer, value) in self.benchmark.peers.iter().zip(&year.values).skip(1) {
            let is_mark = !self.is_count() || matches!(peer, Peer::Neighbours(..));
            if let Some(value) = value.as_ref().filter(|_| is_mark && !is_other(*peer)) {
                strip = strip.mark(Named::new(
                    measured::short_name(*peer),
                    drawn(measure, Some(value.value))?,
                ));
            }
        }
        Ok(Some(strip))
    }

    /// The strip as a file.
    pub(crate) fn strip_sheet(&self, releases: &Releases) -> Sheet {
        let measure = self.benchmark.measure;
        let year = self.latest().map_or(0, |(year, _)| year.year);
        let row = |(number, value): (AuthorityNumber, Value)| {
            vec![
                Cell::Text(number.to_string()),
                Cell::Text(name(number)),
                drawn::cell(measure, Some(value)),
            ]
        };
        let all = measured::spread(measure, year, releases);
        Sheet {
            title: format!("{} of all authorities, {year}", measure.label()),
            columns: vec![
                Column::text("Number"),
                Column::text("Authority"),
                drawn::column(measure, measure.label()),
            ],
            rows: all.into_iter().map(row).collect(),
            notes: vec![
                self.about(releases, String::new(), year, year).source,
                holdfast_reference::ATTRIBUTION.to_owned(),
            ],
        }
    }
}

fn is_other(peer: Peer) -> bool {
    matches!(peer, Peer::Other(_))
}

/// The day that names the files of a year.
pub(crate) fn day(beside: &Beside) -> jiff::civil::Date {
    let last = beside.benchmark.years.last();
    reference_date(last.map_or(0, |year| year.year))
}
