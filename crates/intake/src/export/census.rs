//! What a check of the annual return finds, and what the return measures, as sheets.

use holdfast_census::{Finding, Measured};
use holdfast_workforce::date::in_words;

use super::{Cell, Column, ColumnKind, Sheet};

/// Findings as a sheet. The note says whose the rules are.
pub fn findings_sheet<'f>(
    title: impl Into<String>,
    findings: impl IntoIterator<Item = &'f Finding>,
) -> Sheet {
    let columns = vec![
        Column::text("Severity"),
        Column::text("Rule"),
        Column::of(ColumnKind::Whole, "Record"),
        Column::text("SWE number"),
        Column::text("Kind"),
        Column::text("Element"),
        Column::text("Value"),
        Column::text("What is wrong"),
        Column::text("What to do"),
        Column::of(ColumnKind::Whole, "Line"),
        Column::of(ColumnKind::Whole, "Column"),
    ];
    Sheet {
        title: title.into(),
        columns,
        rows: findings.into_iter().map(cells).collect(),
        notes: vec![
            "The rules are Holdfast’s own: the Department for Education’s validation rules are not public."
                .to_owned(),
        ],
    }
}

fn cells(finding: &Finding) -> Vec<Cell> {
    let record = finding.record.as_ref();
    let place = finding.place;
    let whole = |number: Option<u32>| number.map_or(Cell::Empty, |it| Cell::Whole(it.into()));
    vec![
        Cell::Text(finding.severity.label().to_owned()),
        Cell::Text(finding.rule.to_owned()),
        whole(record.map(|it| it.number).filter(|number| *number > 0)),
        Cell::text(record.map(|it| it.registration.as_str())),
        Cell::text(record.map(|it| it.kind.label())),
        Cell::Text(finding.element.clone()),
        Cell::Text(finding.value.clone()),
        Cell::Text(finding.message.clone()),
        Cell::Text(finding.advice.clone()),
        whole(place.map(|it| it.line)),
        whole(place.map(|it| it.column)),
    ]
}

/// The measures of a return as a sheet.
pub fn measured_sheet(title: impl Into<String>, measured: &Measured) -> Sheet {
    let row = |measure: holdfast_measures::Measure| {
        let unit = measure.unit();
        vec![
            Cell::Text(measure.label().to_owned()),
            Cell::Text(unit.label().to_owned()),
            Cell::Figure(measured.value(measure).rounded(unit.places())),
        ]
    };
    let mut notes = vec!["Worked out from the return alone.".to_owned()];
    notes.extend(measured.left_out().iter().map(ToString::to_string));
    Sheet {
        title: title.into(),
        columns: vec![
            Column::text("Measure"),
            Column::text("Unit"),
            Column::of(ColumnKind::Figure, in_words(measured.at())),
        ],
        rows: Measured::measures().map(row).collect(),
        notes,
    }
}

#[cfg(test)]
mod tests {
    use holdfast_census::Checker;

    use super::*;
    use crate::export::to_csv;

    #[test]
    fn findings_and_measures_are_rows_of_their_sheets() {
        let file = b"<Message><CSWWWorker><Shoe>1</Shoe></CSWWWorker></Message>";
        let checked = Checker::default()
            .file(&file[..], None)
            .expect("a file that reads");
        let sheet = findings_sheet("Findings", &checked.findings.all);
        assert_eq!(sheet.rows.len(), checked.findings.all.len());
        let csv = String::from_utf8(to_csv(&sheet)).expect("text");
        assert!(csv.contains("W902") && csv.contains("Shoe"), "{csv}");
        let measured = measured_sheet("Measures", &checked.measured);
        assert_eq!(measured.rows.len(), Measured::measures().count());
    }
}
