//! The table beside a chart.

use super::{About, Moments, Value};

/// What a chart was drawn from, as it was written: for the table beside it and the CSV beneath.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartTable {
    /// The chart's title with the unit of its values.
    pub caption: String,
    /// The names of the columns.
    pub header: Vec<String>,
    /// One text for each column.
    pub rows: Vec<Vec<String>>,
    /// The date or period, and the source.
    pub origin: String,
}

impl ChartTable {
    pub(super) fn new(about: &About, header: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        Self {
            caption: about.caption(),
            header,
            rows,
            origin: about.origin(),
        }
    }

    /// A row for each moment, with named columns that have a value for each.
    pub(super) fn by_moment(
        about: &About,
        moments: &Moments,
        columns: &[(String, &[Value])],
    ) -> Self {
        let names = columns.iter().map(|(name, _)| name.clone());
        let header = std::iter::once(moments.name.clone()).chain(names);
        let rows = moments.labels.iter().enumerate().map(|(place, moment)| {
            let values = columns
                .iter()
                .map(|(_, values)| values[place].text().into());
            std::iter::once(moment.clone()).chain(values).collect()
        });
        Self::new(about, header.collect(), rows.collect())
    }
}
