//! `holdfast report figures`: everything that a paper can print, and how it is written.

use holdfast_intake::export::{Cell, Column, Sheet};
use holdfast_paper::reference::catalogue::{Writable, catalogue};
use serde_json::{Value, json};

use crate::cli::ReportFigures;
use crate::command::listing;

/// Lists them.
pub(super) fn run(options: &ReportFigures) {
    let all = catalogue();
    let sheet = Sheet {
        title: "What a paper can print".to_owned(),
        columns: ["Reference", "What it prints", "Unit", "Sort"]
            .map(Column::text)
            .to_vec(),
        rows: all
            .iter()
            .map(|it| {
                [it.reference.as_str(), &it.label, it.unit, it.sort.label()]
                    .map(|it| Cell::Text(it.to_owned()))
                    .to_vec()
            })
            .collect(),
        notes: Vec::new(),
    };
    let told = || {
        let one = |it: &Writable| json!({ "reference": it.reference, "label": it.label, "unit": it.unit, "sort": it.sort.label() });
        all.iter().map(one).collect::<Value>()
    };
    listing::print_sheet(&sheet, told, options.format);
}
