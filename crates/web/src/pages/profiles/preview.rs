//! What a mapping profile makes of the first rows of a sample.

use holdfast_intake::Problem;
use holdfast_intake::profile::{Profile as Mapping, TablePreview, extracts_of, preview};
use holdfast_intake::schema::{FieldKind, read_date};

use crate::error::PageError;
use crate::here::{Here, unavailable};
use crate::upload::SentFile;

/// How many rows are shown.
const ROWS: usize = 5;

/// How many problems are shown: a wrong column shows in a few rows already.
const PROBLEMS: usize = 50;

/// A file that profiles are tried on. It is kept for a day, so that it need
/// not be sent again after every correction.
pub(crate) struct Sample {
    /// The identifier of its upload.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    bytes: Vec<u8>,
}

/// What a profile makes of a sample.
pub(crate) struct Seeing {
    /// The first rows of each table that it fills.
    pub(crate) tables: Vec<TablePreview>,
    /// What is wrong in the rows shown.
    pub(crate) problems: Vec<Problem>,
}

/// The file that was sent, or the one that was sent earlier.
pub(crate) async fn sample_of(
    here: &Here,
    file: Option<SentFile>,
    earlier: &str,
) -> Result<Option<Sample>, PageError> {
    let store = here.app.store();
    if let Some(SentFile { name, bytes, .. }) = file {
        let kept = store.put_upload(&name, here.app.now(), bytes.clone()).await;
        let id = kept.map_err(unavailable)?.to_string();
        return Ok(Some(Sample { id, name, bytes }));
    }
    let Ok(id) = earlier.parse() else {
        return Ok(None);
    };
    let upload = store.upload(id).await.map_err(unavailable)?;
    Ok(upload.map(|upload| Sample {
        id: earlier.to_owned(),
        name: upload.name,
        bytes: upload.bytes,
    }))
}

/// Tries a profile on a sample.
pub(crate) fn see(profile: &Mapping, sample: &Sample) -> Seeing {
    let mut seeing = Seeing {
        tables: Vec::new(),
        problems: Vec::new(),
    };
    match extracts_of(&sample.name, sample.bytes.clone()) {
        Err(error) => seeing.problems.push(error.problem()),
        Ok(extracts) => {
            for extract in &extracts {
                let seen = preview(profile, extract, ROWS);
                seeing
                    .tables
                    .extend(seen.tables.into_iter().map(with_plain_dates));
                seeing.problems.extend(seen.problems);
            }
        }
    }
    seeing.problems.truncate(PROBLEMS);
    seeing
}

/// Dates as the records will hold them, so that a day taken for a month shows.
fn with_plain_dates(mut table: TablePreview) -> TablePreview {
    let schema = table.table.schema();
    let is_date = |name: &String| {
        let column = schema.column(name);
        column.is_some_and(|column| column.kind == FieldKind::Date)
    };
    let dates: Vec<_> = table.after.iter().map(is_date).collect();
    for row in &mut table.rows {
        for (cell, is_date) in row.after.iter_mut().zip(&dates) {
            if let Ok(day) = read_date(cell)
                && *is_date
            {
                *cell = day.to_string();
            }
        }
    }
    table
}
