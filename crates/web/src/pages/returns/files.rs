//! The return of a year as files: as it is sent, its findings, its measures,
//! and what differs from the one that was signed.

use axum::extract::{Path, Query};
use axum::response::IntoResponse as _;
use holdfast_census::{Answers as Said, Difference};
use holdfast_intake::export::{Cell, Column, Sheet, findings_sheet, measured_sheet};

use super::asked::Asked;
use super::built::{Known, YearReturn, as_signed, written};
use super::sign::since;
use super::year::{Which, team_name};
use crate::here::Here;
use crate::pages::Page;
use crate::pages::establishment::download::{FileKind, attached, file};

/// The file that is sent; with `as=signed` the one that was signed.
pub(crate) async fn xml(
    here: Here,
    Path(which): Path<Which>,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let year = which.year()?;
    let now = YearReturn::now(&here, year).await?;
    let wants_signed = query
        .iter()
        .any(|(name, value)| name == "as" && value == "signed");
    let signed = now.answers.signed_off.as_ref().filter(|_| wants_signed);
    let bytes = match signed {
        Some(signed) => written(&as_signed(&here, year, signed).await?)?,
        None => now.bytes()?,
    };
    // The name holds the authority’s number, as the specification asks (4.6).
    let number = &here.authority.reference;
    let name = format!("{number}-csww-{year}");
    Ok(attached(&here, &name, "xml", "application/xml", bytes).into_response())
}

/// The findings that are asked for.
pub(crate) async fn findings(
    here: Here,
    kind: FileKind,
    Path(which): Path<Which>,
    Query(query): Query<Vec<(String, String)>>,
) -> Page {
    let now = YearReturn::now(&here, which.year()?).await?;
    let asked = Asked::read(query, &here.workforce);
    let known = asked.of(now.known(&here.workforce), &now.answers);
    let title = format!(
        "{}: findings, return of {}",
        here.workforce.name(),
        now.year
    );
    let sheets = [
        known_sheet(&here, title, &known, &now.answers),
        measured(&here, &now),
    ];
    let day = now.checked.measured.at();
    file(&here, kind, "return-findings", day, &sheets)
}

/// Findings as a sheet, with whom they are about and what explains them.
pub(crate) fn known_sheet(here: &Here, title: String, known: &[Known<'_>], said: &Said) -> Sheet {
    let mut sheet = findings_sheet(title, known.iter().map(|it| it.finding));
    let further = [
        "Person",
        "Team",
        "Explanation",
        "Explained by",
        "Explained on",
    ];
    sheet.columns.extend(further.map(Column::text));
    for (row, it) in sheet.rows.iter_mut().zip(known) {
        let explained = said.explained(it.finding);
        row.extend([
            Cell::text(it.person.map(|it| it.display_name())),
            Cell::Text(team_name(here, it)),
            Cell::text(explained.map(|it| it.text.as_str())),
            Cell::text(explained.map(|it| it.by.as_str())),
            Cell::text(explained.map(|it| it.on.to_string())),
        ]);
    }
    sheet
}

/// The measures.
pub(crate) async fn measures(here: Here, kind: FileKind, Path(which): Path<Which>) -> Page {
    let now = YearReturn::now(&here, which.year()?).await?;
    let day = now.checked.measured.at();
    file(
        &here,
        kind,
        "return-measures",
        day,
        &[measured(&here, &now)],
    )
}

fn measured(here: &Here, now: &YearReturn) -> Sheet {
    let title = format!(
        "{}: measures, return of {}",
        here.workforce.name(),
        now.year
    );
    measured_sheet(title, &now.checked.measured)
}

/// What differs from the return that was signed.
pub(crate) async fn differences(here: Here, kind: FileKind, Path(which): Path<Which>) -> Page {
    let now = YearReturn::now(&here, which.year()?).await?;
    let found = match &now.answers.signed_off {
        Some(signed) => since(&here, &now, signed).await?,
        None => Vec::new(),
    };
    let cells = |it: Difference| {
        let texts = [it.registration, it.element, it.before, it.now];
        texts.map(Cell::Text).into()
    };
    let columns = ["SWE number", "Element", "As signed", "Now"];
    let sheet = Sheet {
        title: format!(
            "{}: changed since the return of {} was signed off",
            here.workforce.name(),
            now.year
        ),
        columns: columns.map(Column::text).into(),
        rows: found.into_iter().map(cells).collect(),
        notes: Vec::new(),
    };
    let day = now.checked.measured.at();
    file(&here, kind, "return-differences", day, &[sheet])
}
