//! The tables of the establishment as files.

use axum::extract::Query;
use axum::http::header;
use axum::response::IntoResponse as _;
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
use crate::error::PageError;
use crate::here::Here;
use crate::pages::Page;

/// The position as CSV.
pub(crate) async fn establishment_csv(here: Here, Query(query): Query<Pairs>) -> Page {
    let (day, mut sheets) = position_sheets(&here, query)?;
    Ok(csv(&here, "establishment", day, &sheets.remove(0)))
}

/// The position as a workbook: the rows, and line by line.
pub(crate) async fn establishment_workbook(here: Here, Query(query): Query<Pairs>) -> Page {
    let (day, sheets) = position_sheets(&here, query)?;
    workbook(&here, "establishment", day, &sheets)
}

/// The rows beneath a number as CSV.
pub(crate) async fn rows_csv(here: Here, Query(query): Query<Pairs>) -> Page {
    let opened = Opened::read(&here, query)?;
    let day = opened.filters.selection.at;
    Ok(csv(
        &here,
        opened.line.code(),
        day,
        &opened_sheet(&here, &opened),
    ))
}

/// The rows beneath a number as a workbook.
pub(crate) async fn rows_workbook(here: Here, Query(query): Query<Pairs>) -> Page {
    let opened = Opened::read(&here, query)?;
    let day = opened.filters.selection.at;
    workbook(
        &here,
        opened.line.code(),
        day,
        &[opened_sheet(&here, &opened)],
    )
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

/// A sheet as the answer to a request for CSV.
pub(crate) fn csv(here: &Here, what: &str, day: Date, sheet: &Sheet) -> axum::response::Response {
    file(
        here,
        what,
        day,
        "csv",
        "text/csv; charset=utf-8",
        to_csv(sheet),
    )
}

/// Sheets as the answer to a request for a workbook.
pub(crate) fn workbook(here: &Here, what: &str, day: Date, sheets: &[Sheet]) -> Page {
    let bytes = to_workbook(sheets, here.workforce.name())
        .map_err(|error| PageError::Internal(error.into()))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(here, what, day, "xlsx", kind, bytes))
}

fn file(
    here: &Here,
    what: &str,
    day: Date,
    ending: &str,
    kind: &'static str,
    bytes: Vec<u8>,
) -> axum::response::Response {
    let authority = plain(&here.authority.name);
    let what = what.replace('_', "-");
    let disposition = format!("attachment; filename=\"{authority}-{what}-{day}.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
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
