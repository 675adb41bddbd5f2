//! `holdfast report figures`: the names of all figures that a paper can print.

use holdfast_intake::export::{Cell, Column, Sheet};
use holdfast_measures::Measure;
use holdfast_workforce::CodeSet as _;
use holdfast_workforce::position::Line;
use serde_json::{Value, json};

use crate::cli::ReportFigures;
use crate::command::listing;

/// Lists them.
pub(super) fn run(options: &ReportFigures) {
    let measures = Measure::ALL
        .iter()
        .map(|it| (it.key().to_owned(), it.label(), it.unit().label()));
    let lines = Line::ALL.iter().map(|line| {
        let unit = if line.counts_people() {
            "people"
        } else {
            "FTE"
        };
        (format!("establishment {}", line.code()), line.label(), unit)
    });
    let all: Vec<_> = measures.chain(lines).collect();
    let sheet = Sheet {
        title: "Figures that a paper can print".to_owned(),
        columns: ["Reference", "Figure", "Unit"].map(Column::text).to_vec(),
        rows: all
            .iter()
            .map(|(key, label, unit)| {
                [key.as_str(), label, unit]
                    .map(|it| Cell::Text(it.to_owned()))
                    .to_vec()
            })
            .collect(),
        notes: Vec::new(),
    };
    let told = || {
        let one = |(key, label, unit): &(String, &str, &str)| json!({ "reference": key, "label": label, "unit": unit });
        all.iter().map(one).collect::<Value>()
    };
    listing::print_sheet(&sheet, told, options.format);
}
