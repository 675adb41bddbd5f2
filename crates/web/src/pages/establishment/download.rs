//! The tables of the establishment as files.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use holdfast_intake::export::{
    Cell, Column, ColumnKind, Sheet, rows_sheet, summary_sheet, to_csv, to_workbook,
};
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::codes::CountUnit;
use holdfast_workforce::position::Contribution;
use jiff::civil::Date;

use super::filters::{Filters, Query as Pairs};
use super::page::Answer;
use super::rows::Opened;
use crate::address;
use crate::error::PageError;
use crate::here::Here;
use crate::pages::Page;

/// Where a table can be had as a file.
#[derive(Clone, Debug)]
pub(crate) struct Downloads {
    /// As CSV.
    pub(crate) csv: String,
    /// As a workbook.
    pub(crate) workbook: String,
}

impl Downloads {
    /// Files that stand in the page itself: of what is not kept.
    pub(crate) fn within(sheets: &[Sheet], author: &str) -> Result<Self, PageError> {
        let of = |kind: FileKind| {
            let bytes = written(kind, sheets, author)?;
            let media_type = kind.media_type().replace(' ', "");
            Ok::<_, PageError>(format!("data:{media_type},{}", address::encoded(&bytes)))
        };
        Ok(Self {
            csv: of(FileKind::Csv)?,
            workbook: of(FileKind::Workbook)?,
        })
    }

    /// Beside a page; `address` adds what was asked for to a path.
    pub(crate) fn of(path: &str, address: impl Fn(&str) -> String) -> Self {
        Self {
            csv: address(&format!("{path}.csv")),
            workbook: address(&format!("{path}.xlsx")),
        }
    }
}

/// The file that an address asks for by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// CSV: one table.
    Csv,
    /// A workbook.
    Workbook,
}

impl FileKind {
    /// How the names of its files end.
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Workbook => "xlsx",
        }
    }

    /// What browsers call it.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for FileKind {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(match parts.uri.path().ends_with(".xlsx") {
            true => Self::Workbook,
            false => Self::Csv,
        })
    }
}

/// The position as a file: the rows, and in a workbook line by line as well.
pub(crate) async fn establishment(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let (day, sheets) = position_sheets(&here, query)?;
    file(&here, kind, "establishment", day, &sheets)
}

/// The rows beneath a number as a file.
pub(crate) async fn rows(here: Here, kind: FileKind, Query(query): Query<Pairs>) -> Page {
    let opened = Opened::read(&here, query)?;
    let day = opened.filters.selection.at;
    let sheet = opened_sheet(&here, &opened);
    file(&here, kind, opened.line.code(), day, &[sheet])
}

fn position_sheets(here: &Here, query: Pairs) -> Result<(Date, Vec<Sheet>), PageError> {
    let filters = Filters::read(query, &here.workforce, here.app.today());
    if let Some(problem) = filters.answers.problems().first() {
        return Err(PageError::BadRequest {
            reason: format!("{}. Go back and correct it.", problem.message),
        });
    }
    let answer = Answer::of(here, &filters);
    let compared = answer.compared.as_ref();
    let rows = rows_sheet(
        &here.workforce,
        &answer.position,
        compared.map(|(all, _)| all),
    );
    let compared = compared.map(|(all, then)| (all, then));
    let summary = summary_sheet(&here.workforce, &answer.position, compared);
    let selected = filters.selected(&here.workforce);
    let named =
        |sheet: Sheet| match filters.selection.team.is_some() || filters.selection.role.is_some() {
            true => Sheet {
                title: format!("{} ({selected})", sheet.title),
                ..sheet
            },
            false => sheet,
        };
    Ok((filters.selection.at, vec![named(rows), named(summary)]))
}

fn opened_sheet(here: &Here, opened: &Opened) -> Sheet {
    let workforce = &here.workforce;
    let unit = opened.beneath.position.unit;
    let kind = match opened.line.counts_people() || unit != CountUnit::Fte {
        true => ColumnKind::Amount { places: 0 },
        false => ColumnKind::Amount { places: 2 },
    };
    let texts = ["Post", "Role", "Team", "Person", "Person number", "What"];
    let mut columns: Vec<Column> = texts.map(Column::text).into();
    columns.push(Column::of(ColumnKind::Date, "Until"));
    columns.push(Column::text("Away"));
    columns.push(Column::text("Source"));
    columns.push(Column::of(kind, unit.label()));
    let views = opened.rows(here, 0..opened.beneath.contributions.len());
    let cells = |(view, it): (super::rows::RowView, &Contribution)| {
        let person = it.person.and_then(|id| workforce.people().get(id));
        vec![
            Cell::text(view.post.map(|post| post.label)),
            Cell::Text(view.role),
            Cell::Text(view.team),
            Cell::text(view.person.map(|person| person.label)),
            Cell::text(person.map(|person| person.reference.clone())),
            Cell::Text(view.what.to_owned()),
            Cell::date(it.last_day),
            Cell::Text(view.away),
            Cell::Text(view.source),
            Cell::Amount(it.amount),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = views
        .into_iter()
        .zip(&opened.beneath.contributions)
        .map(cells)
        .collect();
    let mut total = vec![Cell::Empty; columns.len() - 1];
    total[0] = Cell::Text("Total".to_owned());
    total.push(Cell::Amount(opened.beneath.total));
    rows.push(total);
    let of = opened.of(workforce);
    Sheet {
        title: [workforce.name(), &opened.title(), &of]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        columns,
        rows,
        notes: opened.beneath.position.notes.clone(),
    }
}

/// Sheets as a file: all in a workbook, the first as CSV.
pub(crate) fn file(here: &Here, kind: FileKind, what: &str, day: Date, sheets: &[Sheet]) -> Page {
    let bytes = written(kind, sheets, here.workforce.name())?;
    let name = format!("{}-{day}", what.replace('_', "-"));
    Ok(attached(
        here,
        &name,
        kind.ending(),
        kind.media_type(),
        bytes,
    ))
}

/// A file of an authority to be kept; its name begins with the authority’s.
pub(crate) fn attached(
    here: &Here,
    name: &str,
    ending: &str,
    media_type: &str,
    bytes: Vec<u8>,
) -> Response {
    let authority = plain(&here.authority.name);
    let disposition = format!("attachment; filename=\"{authority}-{name}.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}

/// The bytes of sheets as a file: all in a workbook, the first as CSV.
pub(crate) fn written(
    kind: FileKind,
    sheets: &[Sheet],
    author: &str,
) -> Result<Vec<u8>, PageError> {
    match kind {
        FileKind::Csv => Ok(sheets.first().map(to_csv).unwrap_or_default()),
        FileKind::Workbook => {
            to_workbook(sheets, author).map_err(|error| PageError::Internal(error.into()))
        }
    }
}

/// A name that every file system and header takes: `norfolk-county-council`.
fn plain(name: &str) -> String {
    let words = name
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase);
    let words: Vec<String> = words.collect();
    match words.is_empty() {
        true => "holdfast".to_owned(),
        false => words.join("-"),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn file_names_hold_letters_digits_and_hyphens_only() {
        assert_eq!(plain("Norfolk County Council"), "norfolk-county-council");
        assert_eq!(plain("St. Helens \"; x=\r\n"), "st-helens-x");
        assert_eq!(plain("—"), "holdfast");
    }
}
