//! Writes packages: every table of a workforce as CSV with its
//! `datapackage.json`, the same records always in the same bytes.

mod archive;
mod workbook;

use std::borrow::Borrow;
use std::io;
use std::path::{Path, PathBuf};

use holdfast_workforce::record::Post;
use holdfast_workforce::{Fact, Table as Records, Workforce};

pub(crate) use archive::archive;
pub use archive::package_archive;
pub use workbook::package_workbook;

use crate::plan::Convert;
use crate::schema::{
    AbsenceRow, AcknowledgementRow, AssignmentRow, AuditRow, AuthorityRow, BoardRow, CaseloadRow,
    EngagementRow, IndicatorRow, PayRow, PersonRow, PledgeRow, PositionRow, PostRow, RequestRow,
    RoleRow, Row, StrategyRow, Table, TeamRow, data_package,
};

/// Why a package cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The place cannot be written to.
    #[error("{}: cannot be written. Check that there is room and that you may write there.", path.display())]
    CannotWrite {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The archive or workbook cannot be put together.
    #[error("the {form} cannot be put together. Write the package as a folder instead.")]
    CannotPack {
        /// `archive` or `workbook`.
        form: &'static str,
        /// What went wrong.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Writes a workforce as a package of CSV files into a folder, which is made
/// if need be. Every table is written, empty ones with their headings alone.
///
/// # Errors
/// When a file cannot be written.
pub fn write_package(workforce: &Workforce, folder: &Path) -> Result<(), WriteError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| WriteError::CannotWrite { path, source }
    };
    fs_err::create_dir_all(folder).map_err(failed(folder))?;
    for (name, bytes) in package_files(workforce) {
        let path = folder.join(name);
        fs_err::write(&path, bytes).map_err(failed(&path))?;
    }
    Ok(())
}

/// Writes several workforces, each as a package in a sub-folder of its own,
/// named by the authority's code.
///
/// # Errors
/// When a file cannot be written.
pub fn write_nation<W: Borrow<Workforce>>(
    workforces: impl IntoIterator<Item = W>,
    folder: &Path,
) -> Result<(), WriteError> {
    for workforce in workforces {
        let workforce = workforce.borrow();
        write_package(workforce, &folder.join(folder_name(workforce)))?;
    }
    Ok(())
}

/// What the sub-folder of an authority is called.
fn folder_name(workforce: &Workforce) -> String {
    let code = workforce
        .authority()
        .map_or("", |authority| authority.reference.as_str());
    let plain = |letter: char| {
        if letter.is_alphanumeric() {
            letter
        } else {
            '_'
        }
    };
    let name: String = code.chars().map(plain).collect();
    if name.is_empty() {
        workforce.id().to_string()
    } else {
        name
    }
}

/// The files of a package with their names, in the order of the tables, the
/// description first.
pub(crate) fn package_files(workforce: &Workforce) -> impl Iterator<Item = (String, Vec<u8>)> {
    let description = data_package(workforce.name());
    let mut text = serde_json::to_string_pretty(&description).unwrap_or_default();
    text.push('\n');
    let tables = Table::ALL.into_iter();
    let files = tables.map(|table| (format!("{}.csv", table.name()), table_csv(workforce, table)));
    std::iter::once(("datapackage.json".to_owned(), text.into_bytes())).chain(files)
}

/// One table of a workforce as CSV: UTF-8, commas, lines ended by LF.
pub fn table_csv(workforce: &Workforce, table: Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(table.schema().names());
    each_row(workforce, table, &mut |cells| {
        let _ = writer.write_record(cells);
    });
    writer.into_inner().unwrap_or_default()
}

/// Hands out the cells of each row of a table, as files write them.
pub(crate) fn each_row(workforce: &Workforce, table: Table, row: &mut dyn FnMut(&[String])) {
    match table {
        Table::Authority => rows::<AuthorityRow>(workforce, workforce.authorities(), row),
        Table::Teams => rows::<TeamRow>(workforce, workforce.teams(), row),
        Table::Roles => rows::<RoleRow>(workforce, workforce.roles(), row),
        Table::Posts => post_rows(workforce, workforce.posts(), row),
        Table::People => rows::<PersonRow>(workforce, workforce.people(), row),
        Table::Engagements => rows::<EngagementRow>(workforce, workforce.engagements(), row),
        Table::Assignments => rows::<AssignmentRow>(workforce, workforce.assignments(), row),
        Table::Pay => rows::<PayRow>(workforce, workforce.pay(), row),
        Table::Absences => rows::<AbsenceRow>(workforce, workforce.absences(), row),
        Table::Caseloads => rows::<CaseloadRow>(workforce, workforce.caseloads(), row),
        Table::Positions => rows::<PositionRow>(workforce, workforce.stated_positions(), row),
        Table::Indicators => rows::<IndicatorRow>(workforce, workforce.indicators(), row),
        Table::Boards => rows::<BoardRow>(workforce, workforce.boards(), row),
        Table::Strategy => rows::<StrategyRow>(workforce, workforce.strategy_items(), row),
        Table::Requests => rows::<RequestRow>(workforce, workforce.member_requests(), row),
        Table::Pledges => rows::<PledgeRow>(workforce, workforce.pledges(), row),
        Table::Acknowledgements => {
            rows::<AcknowledgementRow>(workforce, workforce.acknowledgements(), row)
        }
        Table::Audits => rows::<AuditRow>(workforce, workforce.practice_audits(), row),
    }
}

fn rows<R: Convert>(
    workforce: &Workforce,
    records: &Records<R::Record>,
    visit: &mut dyn FnMut(&[String]),
) where
    R::Record: Fact,
{
    for record in records.iter() {
        visit(&cells(&R::of(record, workforce)));
    }
}

fn post_rows(workforce: &Workforce, posts: &Records<Post>, visit: &mut dyn FnMut(&[String])) {
    for post in posts.iter() {
        for terms in &post.terms {
            visit(&cells(&PostRow::of_terms(post, terms, workforce)));
        }
    }
}

fn cells<R: Row>(row: &R) -> Vec<String> {
    let mut cells = Vec::with_capacity(R::SCHEMA.columns.len());
    row.write(&mut |cell| cells.push(cell.to_owned()));
    cells
}
